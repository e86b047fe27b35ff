"""Incidents that the report itself puts together: "the latest in a string of attacks", "the second such attack"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.incidents import words
from onrecord.incidents.draft import Cluster, Draft
from onrecord.incidents.merge import elsewhere
from onrecord.incidents.whenwhere import Surroundings
from onrecord.model import Incident, PlaceMention, Realis, Series, Span, content_id


def find_series(report_id: str, told: list[tuple[Cluster, Incident]], around: Surroundings) -> tuple[Series, ...]:
    """Return a series for every set of words that puts incidents together; cues of one series are joined.

    Args:
        report_id: for the ids.
        told: the events of the report with their records, in order.
        around: times and places of the report.
    """
    found: dict[tuple[str, ...], list[Span]] = {}
    for cluster, incident in told:
        for draft in cluster.drafts:
            cue = _cue(draft)
            if cue is None:
                continue
            anchor = _anchor(cue, cluster, incident, told)
            if anchor is None:
                continue
            members = _members(anchor, told, around.place_of(draft.token))
            if len(members) > 1:
                found.setdefault(members, []).append(_span(cue, draft.token))
    return tuple(
        Series(
            content_id("ser", report_id, cues), members, tuple(cues), why="same type, not told as elsewhere, not later"
        )
        for members, cues in found.items()
    )


def _cue(draft: Draft) -> Token | None:
    """Return the word that makes the trigger one of several ("string", "latest", "second")."""
    token = draft.token
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        group = token.head.head
        if words.series_words().get(group.lemma_.lower()) == "group" and token.tag_ in ("NNS", "NNPS"):
            return group
    if draft.entry.pos != "noun":
        return None
    for c in token.children:
        if words.series_words().get(c.lower_) == "member" and c.dep_ in ("amod", "nummod", "det"):
            return c
    return None


def _anchor(cue: Token, cluster: Cluster, incident: Incident, told: list[tuple[Cluster, Incident]]) -> Incident | None:
    """Return the event that the cue adds to the others: the one its sentence tells, else the one it is a mention of."""
    if incident.realis is not Realis.GENERIC and cluster.drafts:
        return incident
    sentence = cue.sent
    for _, other in told:
        inside = any(sentence.start_char <= t.start < sentence.end_char for t in other.triggers)
        if inside and other.type == incident.type and other.realis is not Realis.GENERIC:
            return other
    return None


def _members(anchor: Incident, told: list[tuple[Cluster, Incident]], place: PlaceMention | None) -> tuple[str, ...]:
    """Return the ids of the events that can be meant: same type, took place, not elsewhere, not after the anchor."""
    out = []
    for _, other in told:
        if other.type != anchor.type or other.realis not in (Realis.ACTUAL, Realis.ATTEMPTED):
            continue
        if other.id != anchor.id and (_later(other, anchor) or elsewhere(other.where, place or anchor.where)):
            continue
        if other.id != anchor.id and not other.roles:
            continue
        out.append(other.id)
    return tuple(out)


def _later(one: Incident, other: Incident) -> bool:
    if one.when is None or other.when is None:
        return False
    return bool(one.when.earliest and other.when.latest and one.when.earliest > other.when.latest)


def _span(cue: Token, trigger: Token) -> Span:
    """Return the words from "the latest" or the group noun to the trigger."""
    start = cue
    if cue.dep_ == "pobj" and words.series_words().get(cue.head.head.lower_) == "member":
        start = cue.head.head
    left = min((c for c in start.children if c.dep_ == "det" and c.i < start.i), key=lambda c: c.i, default=start)
    return Span(min(left.idx, start.idx, trigger.idx), trigger.idx + len(trigger))
