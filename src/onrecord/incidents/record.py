"""From a cluster of drafts to the record of one event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.extensions import Annotations
from onrecord.incidents import merge
from onrecord.incidents.dating import Days
from onrecord.incidents.draft import Cluster, Draft, Filler
from onrecord.incidents.gtd import gtd_codes
from onrecord.incidents.kinds import weapon
from onrecord.incidents.persons import join_persons
from onrecord.incidents.roles import SELF_DONE
from onrecord.incidents.setting import Setting
from onrecord.incidents.somebody import nobody
from onrecord.incidents.tellers import Tellers
from onrecord.incidents.title import make_title
from onrecord.incidents.whenwhere import not_after
from onrecord.model import Harm, Incident, PlaceMention, Realis, Role, RoleKind, Span, When, content_id

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


def realis_of(cluster: Cluster) -> Realis:
    """Return the surest way that any of the words tell the event."""
    return min((d.realis for d in cluster.drafts), key=_CERTAIN_FIRST.index)


@dataclass(frozen=True, slots=True)
class Recorder:
    """Makes the records of one report's events.

    Attributes:
        tellers: the report's claims; incidents and harm name those that tell them.
        setting: the town it is set in.
        days: the days it says.
        held: what annotate found.
        suspects: indexes of the entities that are arrested or convicted.
    """

    tellers: Tellers
    setting: Setting
    days: Days
    held: Annotations
    suspects: frozenset[int] = frozenset()

    def record(self, cluster: Cluster, *, main: bool) -> Incident:
        """Return the record of one event.

        Args:
            cluster: the drafts that tell it.
            main: whether the report is about this event.
        """
        drafts, held = cluster.drafts, self.held
        lead = max(drafts, key=lambda d: (_STRENGTH[d.entry.force], not d.entry.echo))
        realis = realis_of(cluster)
        triggers = tuple(sorted({d.span for d in drafts}))
        roles = _roles(cluster, held, self.suspects)
        when = (self.days.choose(cluster) if main else None) or _when(drafts, held, realis)
        where, site = self.setting.locate([d.where for d in drafts if d.where is not None], main=main)
        made = Incident(
            id=content_id("inc", held.report.id, triggers[0].start, triggers[0].end),
            type=lead.entry.type,
            mode=_best_mode(drafts, lead),
            title=make_title(
                lead.entry.label, realis, roles, None if _inferred(when) else when, self._place_words(where, site)
            ),
            triggers=triggers,
            roles=roles,
            harm=_harm(drafts, self.tellers),
            when=when,
            where=where,
            site=site,
            realis=realis,
            reasons=_reasons(drafts, held.report.text),
            claims=self.tellers.ids(triggers),
            why=_why(drafts, realis),
        )
        return replace(made, codes=gtd_codes(made, self._titles(roles)))

    def _titles(self, roles: Sequence[Role]) -> list[str]:
        """Return the offices of those who were hurt: a name alone says nothing of what they were."""
        hurt = {r.entity for r in roles if r.kind is RoleKind.VICTIM and r.entity}
        return [office.title for e in self.held.entities if e.id in hurt for office in e.offices]

    def _place_words(self, where: PlaceMention | None, site: PlaceMention | None) -> str:
        """Return the place as the report says it of the event; nothing where it was inferred."""
        said = site or where
        return "" if said is None or said.why.startswith("inferred") else said.span.words(self.held.report.text)


def _inferred(when: When | None) -> bool:
    return when is not None and when.why.startswith("inferred")


def _reasons(drafts: Sequence[Draft], text: str) -> tuple[Span, ...]:
    """Return what the event is said to be for, each wording once."""
    spans = sorted({span for d in drafts for span in d.reasons}, reverse=True)
    return tuple(sorted({" ".join(span.words(text).lower().split()): span for span in spans}.values()))


def _why(drafts: Sequence[Draft], realis: Realis) -> str:
    entries = ", ".join(dict.fromkeys(d.entry.id for d in drafts))
    decided = next((d.realis_why for d in drafts if d.realis is realis and d.realis_why), "")
    opinions = "".join(f"; {why}" for why in dict.fromkeys(d.type_why for d in drafts if d.type_why))
    return f"entries {entries}" + (f"; {realis} by “{decided}”" if decided else "") + opinions


def _best_mode(drafts: Sequence[Draft], lead: Draft) -> str:
    """Return the mode that says most: a way, then what the weapon says, before "targeted", before nothing."""
    modes = [lead.mode, *(d.mode for d in drafts if d.entry.force != "effect")]
    plain = [m for m in modes if m]
    told = next((m for m in plain if m not in _ENDS), "")
    if told:
        return told
    tools = (weapon(f.head) for d in drafts for f in d.fillers if f.kind is RoleKind.INSTRUMENT)
    used = next((tool.mode for tool in tools if tool is not None and tool.mode), "")
    return used or (plain[0] if plain else "")


_ENDS = frozenset({"targeted", "destroy"})
"""Modes that say how it ended or whom it was aimed at; "a bomb destroyed the mill" is a bombing."""


def _roles(cluster: Cluster, held: Annotations, suspects: Collection[int]) -> tuple[Role, ...]:
    """Return one role for everybody and everything, with all its words."""
    groups: dict[tuple[RoleKind, str], list[Filler]] = {}
    took_place = realis_of(cluster) is Realis.ACTUAL
    for draft in cluster.drafts:
        denied = took_place and draft.realis is Realis.DENIED  # "our men did not fire" names nobody who did
        for f in (*draft.fillers, *draft.added):
            if f.asserted and not nobody(f) and not (denied and f.kind in _DOERS):
                groups.setdefault((f.kind, merge.key(f)), []).append(f)
    merge.join_described(groups)
    dead = {f.head.i for d in cluster.drafts if d.entry.harm == "killed" for f in d.fillers}
    join_persons(groups, held.entities, suspects, dead)
    # Who shot others and then himself did it and is hurt.
    hurt = {k for (kind, k), fs in groups.items() if kind is RoleKind.VICTIM and not all(_self_done(f) for f in fs)}
    out: list[Role] = []
    for (kind, k), fillers in groups.items():
        if kind in (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION) and k in hurt:
            continue
        if _unresolved(fillers) and any(other is kind and o != k for other, o in groups):
            continue
        out.append(_role(kind, fillers, held))
    return tuple(out)


_DOERS = frozenset({RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION})


def _self_done(filler: Filler) -> bool:
    return filler.why.startswith(SELF_DONE)


def _unresolved(fillers: Iterable[Filler]) -> bool:
    return all(f.entity < 0 and f.head.pos_ == "PRON" for f in fillers)


def _role(kind: RoleKind, fillers: Sequence[Filler], held: Annotations) -> Role:
    said = [f for f in fillers if f.head.pos_ != "PRON"] or list(fillers)
    named = next((f for f in said if _is_named(f, held)), None)
    first = named or max(said, key=lambda f: (_has_age(f, held), -said.index(f)))
    spans = tuple(sorted({f.span for f in fillers}))
    known = held.entities[first.entity] if 0 <= first.entity < len(held.entities) else None
    name = known.name if known is not None and known.named else first.span.words(held.report.text)
    return Role(kind, name, spans, known.id if known is not None else "", first.why)


def _is_named(filler: Filler, held: Annotations) -> bool:
    return 0 <= filler.entity < len(held.entities) and held.entities[filler.entity].named


def _has_age(filler: Filler, held: Annotations) -> bool:
    """Say whether a description tells an age, and so more than "Teen" does."""
    said = filler.span.words(held.report.text)
    return "-year-old" in said or "-month-old" in said


def _harm(drafts: Sequence[Draft], tellers: Tellers) -> tuple[Harm, ...]:
    """Return the outcomes without repetition, each with the innermost claim that says it."""
    out: dict[tuple[object, ...], Harm] = {}
    for draft in drafts:
        if draft.realis in (Realis.DENIED, Realis.HYPOTHETICAL, Realis.PLANNED, Realis.FUTURE, Realis.ATTEMPTED):
            continue
        for harm in draft.harm:
            said = tellers.innermost(draft.span)
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
