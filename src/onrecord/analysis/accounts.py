"""Rival accounts of an incident: what caused it, and which part somebody had in it."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from onrecord.analysis.given import Given, Inquiry, Telling, pairs
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_finding import Cause
from onrecord.model import Claim, Contested, Field, Incident, Polarity, Record, RoleKind, Span

_NOT = re.compile(
    r"\b(?:no|not|never|neither|nor|without|cannot|rather than|instead of|ruled? out|excluded?)\b|n['’]t\b"
)
_NOT_WITHIN = 28
"""Code points before a cause in which a denial of it stands ("there was no bomb")."""

_HARMS = frozenset({"ASSAULT", "FIGHT", "TERROR"})


def causes(inquiry: Inquiry) -> Iterator[Contested]:
    """Yield the contested cause: two that do not go together, or one that is also denied."""
    said: defaultdict[tuple[str, bool], list[Given]] = defaultdict(list)
    for telling in inquiry.tellings:
        for cause, denied, given in _causes_of(inquiry, telling):
            said[cause, denied].append(given)
    asserted = sorted(cause for cause, denied in said if not denied)
    rival = {c for pair in pairs(asserted) if not _together(inquiry, said, *pair) for c in pair}
    rival |= {cause for cause, denied in said if denied and (cause, False) in said}
    if not rival:
        return
    values = [
        inquiry.value(f"no {cause}" if denied else cause, "", given)
        for (cause, denied), given in sorted(said.items())
        if cause in rival
    ]
    yield inquiry.contested(Field.CAUSE, values, "The reports put it down to causes that do not go together.")


def _together(inquiry: Inquiry, said: dict[tuple[str, bool], list[Given]], one: str, other: str) -> bool:
    """Say whether two causes can hold beside each other: by what they are, or since one voice gives both."""
    del inquiry
    if other in _causes()[one].goes_with or one in _causes()[other].goes_with:
        return True
    voices = [{(g.report, g.root) for g in said[c, False]} for c in (one, other)]
    return bool(voices[0] & voices[1])


def _causes_of(inquiry: Inquiry, telling: Telling) -> Iterator[tuple[str, bool, Given]]:
    """Yield the causes that a report names: in its claims about the incident, and in its words for the incident."""
    record, incident = telling.record, telling.incident
    blaming = {a.claim for a in telling.attributions}
    for claim in _about(telling):
        for cause, at in _named(record, claim.content):
            # Who denies that somebody planted the bomb does not deny that there was one.
            negative = claim.certainty.polarity is Polarity.NEGATIVE and claim.id not in blaming
            yield cause, negative or _denied(record, at), inquiry.given(telling, [claim.id], [at])
    own = [*incident.triggers, *(s for r in incident.fillers(RoleKind.INSTRUMENT) for s in r.spans)]
    inside = [s for c in record.claims for s in c.content]
    for cause, at in _named(record, own, events=True):
        if not any(s.covers(at) for s in inside) and not _denied(record, at):
            yield cause, False, inquiry.given(telling, [], [at])


def _about(telling: Telling) -> Iterator[Claim]:
    """Yield the claims about the incident; all of a report's where it tells no other harm: causes come later on."""
    record, incident = telling.record, telling.incident
    alone = _tells_one(record, incident)
    tied = {*incident.claims, *(a.claim for a in telling.attributions)}
    for claim in record.claims:
        # What stands inside a claim is its speaker's account of somebody else's.
        if (alone or claim.id in tied) and not claim.parent:
            yield claim


def _tells_one(record: Record, incident: Incident) -> bool:
    """Say whether no other incident of the report happened on another day or at another place."""
    day = (incident.when.earliest[:10], incident.when.latest[:10]) if incident.when else ("", "")
    for other in record.incidents:
        if other.id == incident.id or other.type not in _HARMS:
            continue
        when = other.when
        if when is not None and when.earliest and (when.earliest[:10], when.latest[:10]) != day:
            return False
        if other.where is not None and incident.where is not None and other.where.name != incident.where.name:
            return False
    return True


def _named(record: Record, spans: Iterable[Span], *, events: bool = False) -> Iterator[tuple[str, Span]]:
    """Yield the causes that words name, each once, with the place of the first; a word for an event only if asked."""
    seen: set[str] = set()
    for span in spans:
        words = span.words(record.report.text).casefold()
        for found in _pattern().finditer(words):
            cause = _by_word()[_singular(found.group(1))]
            event = _singular(found.group(1)) in _causes()[cause].events
            if cause not in seen and (events or not event):
                seen.add(cause)
                yield cause, Span(span.start + found.start(1), span.start + found.end(1))


def _denied(record: Record, at: Span) -> bool:
    before = record.report.text[max(0, at.start - _NOT_WITHIN) : at.start].casefold()
    return _NOT.search(re.split(r"[.;:!?\n]|,? but ", before)[-1]) is not None


@functools.cache
def _causes() -> dict[str, Cause]:
    return {e.id: e for e in load("causes", Cause)}


@functools.cache
def _by_word() -> dict[str, str]:
    return {word: e.id for e in load("causes", Cause) for word in (*e.words, *e.events)}


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_by_word(), key=lambda w: (-len(w), w))
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})(?:s\b|\b)")


def _singular(word: str) -> str:
    return word if word in _by_word() else word.removesuffix("s")


def roles(inquiry: Inquiry) -> Iterator[Contested]:
    """Yield everybody who is a victim in one report and has done it in another."""
    parts: defaultdict[str, defaultdict[RoleKind, list[Given]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}
    for telling in inquiry.tellings:
        if "suicide" in telling.incident.mode:  # he is both
            continue
        for role in telling.incident.roles:
            if role.kind in (RoleKind.VICTIM, RoleKind.PERPETRATOR) and role.entity and role.name[:1].isupper():
                key = inquiry.people.get(role.entity, role.name.casefold())
                names.setdefault(key, role.name)
                given = inquiry.said(telling, role.spans)
                parts[key][role.kind].append(given)
    for key, held in sorted(parts.items()):
        if len(held) > 1 and {g.report for g in held[RoleKind.VICTIM]} != {
            g.report for g in held[RoleKind.PERPETRATOR]
        }:
            values = [inquiry.value(f"{names[key]}: {kind.value}", kind.value, held[kind]) for kind in sorted(held)]
            why = f"{names[key]} is a victim in one report and has done it in another."
            yield inquiry.contested(Field.ROLE, values, why)
