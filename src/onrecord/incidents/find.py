"""The front of the stage: triggers, what hangs on them, which of them tell one event, and the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import Annotations, notes
from onrecord.incidents import merge
from onrecord.incidents.draft import Cluster, Draft, Filler
from onrecord.incidents.harm import read_harm
from onrecord.incidents.kinds import weapon
from onrecord.incidents.mishap import is_mishap
from onrecord.incidents.realis import is_generic, ruling
from onrecord.incidents.roles import fill, is_charge
from onrecord.incidents.series import find_series
from onrecord.incidents.syntax import child, subject
from onrecord.incidents.title import make_title
from onrecord.incidents.trigger import find_triggers
from onrecord.incidents.whenwhere import Surroundings, not_after
from onrecord.lexicon.schema import EventWord
from onrecord.model import (
    Claim,
    Harm,
    Incident,
    PlaceLevel,
    PlaceMention,
    Realis,
    Role,
    RoleKind,
    SegmentKind,
    Series,
    Skipped,
    Span,
    When,
    content_id,
)

STAGE = "incidents"

_STRENGTH = {"event": 4, "harm": 3, "weak": 2, "echo": 1, "effect": 0}
_CERTAIN_FIRST = (
    Realis.ACTUAL,
    Realis.ATTEMPTED,
    Realis.PLANNED,
    Realis.FUTURE,
    Realis.HYPOTHETICAL,
    Realis.DENIED,
    Realis.GENERIC,
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the stage knows before it is reduced to records; `blame` reads it.

    Attributes:
        told: every event with the drafts behind it, in order of the text.
        series: events that the report puts together.
        skipped: what was left out.
    """

    told: tuple[tuple[Cluster, Incident], ...]
    series: tuple[Series, ...]
    skipped: tuple[Skipped, ...]


def find_incidents(
    doc: Doc, claims: tuple[Claim, ...]
) -> tuple[tuple[Incident, ...], tuple[Series, ...], tuple[Skipped, ...]]:
    """Return the events that the report tells, the series it puts them into, and what was left out.

    Args:
        doc: the annotated report.
        claims: its claims; incidents and harm name those that tell them.
    """
    found = analyse(doc, claims)
    return tuple(incident for _, incident in found.told), found.series, found.skipped


def analyse(doc: Doc, claims: tuple[Claim, ...]) -> Found:
    """Return the events with the drafts behind them.

    Args:
        doc: the annotated report.
        claims: its claims.
    """
    held = notes(doc)
    triggers = list(find_triggers(doc))
    around = Surroundings(doc, (token for token, _ in triggers))
    skipped: list[Skipped] = []
    drafts = _drafts(triggers, held, around)
    merge.link(drafts)
    told: list[tuple[Cluster, Incident]] = []
    for cluster in merge.cluster(drafts):
        reason = _not_an_event(cluster)
        if reason:
            skipped.extend(Skipped(STAGE, reason, d.span) for d in cluster.drafts)
        else:
            told.append((cluster, _record(cluster, held, claims)))
    series = find_series(held.report.id, told, around)
    return Found(tuple(told), series, tuple(skipped))


def _drafts(triggers: Sequence[tuple[Token, EventWord]], held: Annotations, around: Surroundings) -> list[Draft]:
    """Return a draft for every trigger outside boilerplate, with all that hangs on it."""
    segments = held.report.segments
    numbers = {s.start: n for n, s in enumerate(triggers[0][0].doc.sents)} if triggers else {}
    out: list[Draft] = []
    at = 0
    for token, entry in triggers:
        while at < len(segments) and segments[at].span.end <= token.idx:
            at += 1
        inside = at < len(segments) and segments[at].span.start <= token.idx
        if inside and segments[at].kind is SegmentKind.BOILERPLATE:
            continue
        span = Span(token.idx, token.idx + len(token))
        draft = Draft(token, entry, span, numbers.get(token.sent.start, 0), at if inside else -1)
        fill(draft)
        draft.mode = entry.mode or _mode(draft)
        draft.charge = token.pos_ == "NOUN" and is_charge(token)
        _set_realis(draft)
        read_harm(draft)
        draft.where = around.place_of(token)
        if draft.realis is not Realis.GENERIC and not draft.charge:  # the date is that of the charge
            draft.when = around.time_of(token)
        out.append(draft)
    generic = {d.token.i for d in out if d.realis is Realis.GENERIC}
    for draft in out:  # "previous attacks have killed officers"
        doer = subject(draft.token) if draft.token.pos_ == "VERB" else None
        if doer is not None and doer.i in generic:
            draft.realis, draft.realis_why, draft.when = Realis.GENERIC, doer.text, None
    return out


def _mode(draft: Draft) -> str:
    for f in draft.fillers:
        if f.kind is RoleKind.INSTRUMENT:
            found = weapon(f.head)
            if found is not None and found.mode:
                return found.mode
    return ""


def _set_realis(draft: Draft) -> None:
    token = draft.token
    found = ruling(token)
    draft.realis, draft.realis_why = found.realis, found.cue.text if found.cue is not None else ""
    if draft.realis is not Realis.ACTUAL or draft.entry.plural:
        return
    if token.pos_ in ("NOUN", "PROPN") and is_generic(token):
        draft.realis, draft.realis_why = Realis.GENERIC, "plural without article"
    elif token.pos_ == "VERB" and _habit(draft):
        draft.realis, draft.realis_why = Realis.GENERIC, "present tense, plural without number"


def _habit(draft: Draft) -> bool:
    """Say whether a verb tells what is done again and again: present tense with a bare plural object."""
    token = draft.token
    helper = child(token, "aux", "auxpass")
    tense = helper.tag_ if helper is not None else token.tag_
    if tense not in ("VBZ", "VBP") or (helper is not None and helper.lemma_ == "have"):
        return False
    hurt = [f for f in draft.fillers if f.kind in (RoleKind.VICTIM, RoleKind.TARGET, RoleKind.RECIPIENT)]
    return bool(hurt) and all(
        f.head.tag_ == "NNS" and not any(c.dep_ in ("nummod", "det", "poss") for c in f.head.children) for f in hurt
    )


def _not_an_event(cluster: Cluster) -> str:
    """Return why a cluster is no event of its own, "" where it is one."""
    forces = {d.entry.force for d in cluster.drafts}
    if all(d.charge and not d.fillers for d in cluster.drafts):
        return "names a charge, not an event told here"
    if forces <= {"effect"}:
        return "harm without an attack that it could come from"
    if forces <= {"effect", "harm"} and any(is_mishap(d) for d in cluster.drafts):
        return "harm from an accident, nature or illness"
    if any(d.fillers for d in cluster.drafts):
        return ""
    if forces <= {"echo", "effect"}:
        return "refers to an event that was not found"
    if forces <= {"weak", "echo", "effect"}:
        return "a weak word with nobody and nothing in its places"
    if all(d.entry.type != "ASSAULT" for d in cluster.drafts):
        return "nobody takes part"
    return ""


def _record(cluster: Cluster, held: Annotations, claims: Sequence[Claim]) -> Incident:
    drafts = cluster.drafts
    lead = max(drafts, key=lambda d: (_STRENGTH[d.entry.force], not d.entry.echo))
    realis = min((d.realis for d in drafts), key=_CERTAIN_FIRST.index)
    triggers = tuple(sorted({d.span for d in drafts}))
    roles = _roles(cluster, held)
    when = _when(drafts, held, realis)
    where = _where(drafts)
    telling = tuple(c.id for c in claims if any(s.covers(t) for s in c.content for t in triggers))
    return Incident(
        id=content_id("inc", held.report.id, triggers[0].start, triggers[0].end),
        type=lead.entry.type,
        mode=_best_mode(drafts, lead),
        title=make_title(lead.entry.label, realis, roles, when, where.span.words(held.report.text) if where else ""),
        triggers=triggers,
        roles=roles,
        harm=_harm(drafts, claims),
        when=when,
        where=where,
        realis=realis,
        claims=telling,
        why=_why(drafts, realis),
    )


def _why(drafts: Sequence[Draft], realis: Realis) -> str:
    entries = ", ".join(dict.fromkeys(d.entry.id for d in drafts))
    decided = next((d.realis_why for d in drafts if d.realis is realis and d.realis_why), "")
    return f"entries {entries}" + (f"; {realis} by “{decided}”" if decided else "")


def _best_mode(drafts: Sequence[Draft], lead: Draft) -> str:
    """Return the mode that says most: a weapon before "targeted" before nothing."""
    modes = [lead.mode, *(d.mode for d in drafts if d.entry.force != "effect")]
    plain = [m for m in modes if m]
    return next((m for m in plain if m not in ("targeted", "destroy")), plain[0] if plain else "")


def _roles(cluster: Cluster, held: Annotations) -> tuple[Role, ...]:
    """Return one role for everybody and everything, with all its words."""
    groups: dict[tuple[RoleKind, str], list[Filler]] = {}
    for draft in cluster.drafts:
        for f in draft.fillers:
            if f.asserted:
                groups.setdefault((f.kind, merge.key(f)), []).append(f)
    merge.join_described(groups)
    hurt = {k for kind, k in groups if kind is RoleKind.VICTIM}
    out: list[Role] = []
    for (kind, k), fillers in groups.items():
        if kind in (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION) and k in hurt:
            continue
        if _unresolved(fillers) and any(other is kind and o != k for other, o in groups):
            continue
        out.append(_role(kind, fillers, held))
    return tuple(out)


def _unresolved(fillers: Iterable[Filler]) -> bool:
    return all(f.entity < 0 and f.head.pos_ == "PRON" for f in fillers)


def _role(kind: RoleKind, fillers: Sequence[Filler], held: Annotations) -> Role:
    first = next((f for f in fillers if f.head.pos_ != "PRON"), fillers[0])
    spans = tuple(sorted({f.span for f in fillers}))
    known = held.entities[first.entity] if 0 <= first.entity < len(held.entities) else None
    name = known.name if known is not None and known.named else first.span.words(held.report.text)
    return Role(kind, name, spans, known.id if known is not None else "", first.why)


def _harm(drafts: Sequence[Draft], claims: Sequence[Claim]) -> tuple[Harm, ...]:
    """Return the outcomes without repetition, each with the innermost claim that says it."""
    out: dict[tuple[object, ...], Harm] = {}
    for draft in drafts:
        if draft.realis in (Realis.DENIED, Realis.HYPOTHETICAL, Realis.PLANNED, Realis.FUTURE, Realis.ATTEMPTED):
            continue
        for harm in draft.harm:
            inside = [c for c in claims if any(s.covers(draft.span) for s in c.content)]
            said = min(inside, key=lambda c: (sum(len(s) for s in c.content), c.id)).id if inside else ""
            out.setdefault((harm.kind, harm.low, harm.high, harm.best, said), replace(harm, claim=said))
    return tuple(out.values())


def _when(drafts: Sequence[Draft], held: Annotations, realis: Realis) -> When | None:
    """Return the narrowest time said, else the report's date as a bound."""
    said = [d.when for d in drafts if d.when is not None]
    bounded = [w for w in said if w.earliest and w.latest]
    if bounded:
        return min(bounded, key=_width)
    if said:
        return said[0]
    if realis in (Realis.ACTUAL, Realis.ATTEMPTED):
        return not_after(held.report.published, "no words date it; told as past in a report of that date")
    return None


def _width(when: When) -> tuple[int, ...]:
    """Return a measure of a range that is smaller for narrower ones."""
    digits = [[int(p) for p in day[:10].split("-") if p.isdigit()] for day in (when.earliest, when.latest)]
    start, end = ([*d, 1, 1, 1][:3] for d in digits)
    return ((end[0] - start[0]) * 372 + (end[1] - start[1]) * 31 + end[2] - start[2], len(when.why) * 0)


def _where(drafts: Sequence[Draft]) -> PlaceMention | None:
    """Return the place that most triggers give, the first of those alike; a name that was not found only alone."""
    said = [d.where for d in drafts if d.where is not None]
    known = [p for p in said if p.level is not PlaceLevel.UNPLACED] or said
    votes = Counter(p.name for p in known)
    return max(known, key=lambda p: votes[p.name], default=None)
