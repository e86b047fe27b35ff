"""Profiles made ready for comparison: rarity of words, names and places in this case, days as numbers."""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.link import limits
from onrecord.link.names import fold, person_key
from onrecord.link.profiles import Profile
from onrecord.link.stems import background
from onrecord.link.telling import Named, Telling, Told
from onrecord.model import PlaceLevel

Days = tuple[int, int]
"""First and last day of a range, as ordinals."""


@dataclass(slots=True)
class Facts:
    """What of one telling is compared: of a whole report, or of one incident in it.

    Attributes:
        id: of the report or of the incident.
        report: id of the report.
        published: day of publication, None where unknown.
        days: when it took place, None where nothing finer than a week says.
        words: weight of each stem, of length one in all.
        lead: the same of headline and lead.
        rare: how rare each of its rare words is, beyond the everyday.
        involved: key -> name of persons who have a part in an incident.
        others: the same of persons who only speak or are mentioned.
        names: keys of all of them.
        victims: keys of those it was done to.
        towns: key -> name of towns.
        regions: first-order divisions, with their country.
        countries: codes.
        spots: key -> name of streets, buildings, quarters and whatever has no entry in the gazetteer.
        ages: said of anybody.
        killed: None where not said.
        injured: None where not said.
        mode: "" where not said.
        type: PLOVER type, "" where there is no incident.
        main: the incident whose facts these are.
    """

    id: str
    report: str
    published: int | None = None
    days: Days | None = None
    words: dict[str, float] = field(default_factory=dict)
    lead: dict[str, float] = field(default_factory=dict)
    rare: dict[str, float] = field(default_factory=dict)
    involved: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    towns: dict[str, str] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    spots: dict[str, str] = field(default_factory=dict)
    ages: frozenset[int] = frozenset()
    killed: int | None = None
    injured: int | None = None
    mode: str = ""
    type: str = ""
    main: Told | None = None


class Rarity:
    """How rare words, names and places are: in the reports of the case, words also in news at large."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        """Count in how many reports each stands."""
        self.reports = len(tellings)
        self._words = Counter(word for t in tellings for word in t.words)
        self._names = Counter(key for t in tellings for key in {person_key(n.name) for n in t.named})
        self._spots = Counter(key for t in tellings for key in {spot_key(s.name) for s in t.places})
        self._elsewhere, self._counts = background()
        self._most = math.log(max(self.reports, limits.FEWEST_REPORTS) + 1)
        self._weights: dict[str, float] = {}

    def word(self, stem: str) -> float:
        """Return the weight of a stem: the logarithm of how few reports have it."""
        weight = self._weights.get(stem)
        if weight is None:
            seen = self._words[stem] + self._counts.get(stem, 0) + 0.5
            weight = self._weights[stem] = max(0.0, math.log((self.reports + self._elsewhere + 1) / seen))
        return weight

    def name(self, key: str) -> float:
        """Return 1 for a name that two reports have, 0 for one that all have."""
        return self._rare(self._names[key])

    def spot(self, key: str) -> float:
        """Return 1 for a place that two reports name, 0 for one that all do."""
        return self._rare(self._spots[key])

    def _rare(self, reports: int) -> float:
        return max(0.0, 1.0 - math.log(max(1.0, reports / 2)) / self._most)


def report_facts(profiles: Sequence[Profile]) -> tuple[list[Facts], Rarity]:
    """Return the facts of each report as a whole, and the rarity they were weighed with."""
    rarity = Rarity([p.telling for p in profiles])
    return [_report(p, rarity) for p in profiles], rarity


def _report(profile: Profile, rarity: Rarity) -> Facts:
    told = profile.telling
    main = next((t for t in told.incidents if t.id == told.main), None)
    facts = Facts(profile.report, profile.report, published=day(profile.published), main=main)
    facts.words = _weighed(zip(told.words, told.counts, strict=True), rarity)
    beyond = ((w, min(rarity.word(w), limits.RAREST) - limits.RARE) for w in facts.words)
    facts.rare = {w: v for w, v in beyond if v > 0}
    facts.lead = _weighed(((w, 1) for w in told.lead), rarity)
    for person in told.named:
        key = _person(person)
        if key:
            (facts.involved if _is_involved(person) else facts.others)[key] = person.name
    for spot in told.places:
        if spot.level not in _WIDE:
            (facts.towns if spot.level == PlaceLevel.CITY else facts.spots)[spot_key(spot.name)] = spot.name
    facts.regions = frozenset(f"{s.country}/{s.admin1}" for s in told.places if s.admin1)
    facts.countries = frozenset(s.country for s in told.places if s.country)
    facts.ages = frozenset(told.ages) | {a for n in told.named for a in n.ages}
    facts.names = frozenset((*facts.involved, *facts.others))
    if main is not None:
        _add_incident(facts, main)
    return facts


def _add_incident(facts: Facts, told: Told) -> None:
    facts.days = days(told)
    facts.victims = frozenset(k for k in map(person_key, told.victims) if k)
    facts.killed, facts.injured = told.killed, told.injured
    facts.mode, facts.type = told.mode, told.type


def incident_facts(profile: Profile, told: Told) -> Facts:
    """Return the facts of one incident by itself: what its own words say."""
    facts = Facts(told.id, profile.report, published=day(profile.published), main=told)
    _add_incident(facts, told)
    for name in (*told.victims, *told.perpetrators):
        key = person_key(name)
        if key:
            facts.involved[key] = name
    facts.names = frozenset(facts.involved)
    if told.place is not None:
        if told.place.level not in _WIDE:
            (facts.towns if told.place.level == PlaceLevel.CITY else facts.spots)[spot_key(told.place.name)] = (
                told.place.name
            )
        facts.regions = frozenset({f"{told.place.country}/{told.place.admin1}"} if told.place.admin1 else ())
        facts.countries = frozenset({told.place.country} if told.place.country else ())
    if told.site:
        facts.spots[spot_key(told.site)] = told.site
    facts.ages = frozenset(told.ages)
    return facts


def _weighed(counts: Iterable[tuple[str, int]], rarity: Rarity) -> dict[str, float]:
    """Return stems with their weights, of length one in all, the heaviest first."""
    weights = ((w, (1.0 + math.log(n)) * rarity.word(w)) for w, n in counts)
    kept = sorted(((w, v) for w, v in weights if v > 0), key=lambda item: (-item[1], item[0]))[: limits.MOST_COMPARED]
    length = math.sqrt(sum(v * v for _, v in kept)) or 1.0
    return {w: v / length for w, v in kept}


_PERSONS = ("person", "unknown", "organisation")
"""Kinds under which a person's name can stand: small models take many a name for a body's."""


def _person(named: Named) -> str:
    return person_key(named.name) if named.kind in _PERSONS else ""


def _is_involved(named: Named) -> bool:
    """Say whether somebody has a part in an incident, and not only an office."""
    return not named.offices and (bool(named.ages) or any(p in limits.INVOLVED for p in named.parts))


_WIDE = (PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.CONTINENT, PlaceLevel.ADMIN1)
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount"}


@functools.lru_cache(maxsize=65_536)
def spot_key(name: str) -> str:
    """Return the key of a place: its folded name; of what state it is counts beside it.

    Not its number: one report's town is another's quarter or stays unplaced.
    """
    return " ".join(_SHORT.get(p, p) for p in fold(name).split() if p not in ("the", "city"))


def day(text: str) -> int | None:
    """Return an ISO day or time as an ordinal, None where it is none."""
    try:
        return dt.date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return None


def days(told: Told) -> Days | None:
    """Return the days of an incident, None where they span more than a week or more."""
    first, last = day(told.earliest), day(told.latest)
    if first is None or last is None or last - first > limits.WIDEST_DAYS or last < first:
        return None
    return first, last
