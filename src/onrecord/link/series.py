"""Incidents of a case that belong together: those that a source puts together, and those that a rule finds alike.

A rule needs three incidents at least that follow each other within `limits.SERIES_DAYS`, with a link that is specific:
somebody to whom the reports tie all of them, or one unusual method in one place. It says how they are linked, not that
anybody planned them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link import limits
from onrecord.link.facts import Days, days, spot_key
from onrecord.link.names import body_key, person_key
from onrecord.link.profiles import Profile
from onrecord.link.telling import Told
from onrecord.model import CaseSeries, Cluster, PlaceLevel, Realis, content_id


@dataclass(frozen=True, slots=True)
class _Event:
    """An incident of the case.

    Attributes:
        id: of its cluster.
        type: PLOVER type.
        mode: the one that most reports tell, "" where none does.
        days: first and last day, by the telling with the narrowest range.
        towns: key -> name.
        actors: key -> name of those said to have done it.
    """

    id: str
    type: str
    mode: str
    days: Days
    towns: Mapping[str, str]
    actors: Mapping[str, str]


def find_series(profiles: Sequence[Profile], incidents: Sequence[Cluster]) -> tuple[CaseSeries, ...]:
    """Return incidents that a source or a rule puts together.

    Args:
        profiles: of every report of the case.
        incidents: of the case.
    """
    told = {t.id: t for p in profiles for t in p.telling.incidents}
    events = [e for c in incidents for e in [_event(c.id, [told[m] for m in c.members if m in told])] if e is not None]
    found = [*_said(profiles, incidents), *_by_actor(events), *_by_method(events)]
    return tuple(sorted(found, key=lambda s: (s.link, s.id)))


def _said(profiles: Sequence[Profile], incidents: Sequence[Cluster]) -> Iterator[CaseSeries]:
    """Yield what sources put together, lifted from mentions to incidents; the same by two sources is two."""
    of = {member: cluster.id for cluster in incidents for member in cluster.members}
    for profile in sorted(profiles, key=lambda p: p.report):
        for series in profile.telling.series:
            members = tuple(sorted({of[i] for i in series.incidents if i in of}))
            if len(members) > 1:
                ident = content_id("ser", "said", profile.report, series.claim, *members)
                yield CaseSeries(ident, members, "said", series.claim, f"In a report's words: “{series.words}”.")


_REAL = (Realis.ACTUAL.value, Realis.ATTEMPTED.value)


def _event(cluster: str, tellings: Sequence[Told]) -> _Event | None:
    """Return an incident as its tellings have it; None where none tells the day of something that took place."""
    real = [t for t in tellings if t.realis in _REAL]
    ranges = sorted((r for t in real for r in [days(t)] if r is not None), key=lambda r: (r[1] - r[0], r))
    if not ranges or ranges[0][1] - ranges[0][0] > limits.NARROW_DAYS:
        return None
    modes = Counter(t.mode for t in real if t.mode)
    mode = min(modes, key=lambda m: (-modes[m], m), default="")
    towns = {spot_key(t.place.name): t.place.name for t in real if t.place and t.place.level == PlaceLevel.CITY}
    actors = {k: n for t in real for n in t.perpetrators for k in [person_key(n) or body_key(n)] if k}
    return _Event(cluster, real[0].type, mode, ranges[0], towns, actors)


def _by_actor(events: Iterable[_Event]) -> Iterator[CaseSeries]:
    groups: dict[tuple[str, str], list[_Event]] = defaultdict(list)
    names: dict[str, str] = {}
    for event in events:
        for key, name in event.actors.items():
            groups[event.type, key].append(event)
            names.setdefault(key, name)
    for (_, key), held in sorted(groups.items()):
        for run in _runs(held):
            yield _series(run, "actor", f"Reports name {names[key]} as having done each of them{_within(run)}.")


def _by_method(events: Iterable[_Event]) -> Iterator[CaseSeries]:
    groups: dict[tuple[str, str, str], list[_Event]] = defaultdict(list)
    names: dict[str, str] = {}
    held = list(events)
    modes = Counter(e.mode for e in held)
    for event in held:
        # What half of a case is about links nothing: in a case on shootings a shooting is no method.
        if not event.mode or modes[event.mode] > max(limits.FEWEST_IN_SERIES, limits.UNUSUAL * len(held)):
            continue
        for key, name in event.towns.items():
            groups[event.type, event.mode, key].append(event)
            names.setdefault(key, name)
    for (_, mode, key), alike in sorted(groups.items()):
        for run in _runs(alike):
            means = mode.replace("-", " ")
            yield _series(run, "method", f"All are told as {means} in {names[key]}{_within(run)}.")


def _runs(held: Iterable[_Event]) -> Iterator[list[_Event]]:
    """Yield stretches of incidents that follow each other closely enough, those that are long enough."""
    run: list[_Event] = []
    for event in sorted(held, key=lambda e: (e.days, e.id)):
        if run and event.days[0] - run[-1].days[1] > limits.SERIES_DAYS:
            if len(run) >= limits.FEWEST_IN_SERIES:
                yield run
            run = []
        run.append(event)
    if len(run) >= limits.FEWEST_IN_SERIES:
        yield run


def _within(run: Sequence[_Event]) -> str:
    length = run[-1].days[1] - run[0].days[0]
    return f"; {len(run)} incidents within {length} days" if length else f"; {len(run)} incidents on one day"


def _series(run: Sequence[_Event], link: str, why: str) -> CaseSeries:
    members = tuple(sorted(e.id for e in run))
    return CaseSeries(content_id("ser", link, why, *members), members, link, "", why)
