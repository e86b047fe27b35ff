"""Chooses between namesakes: by the state or country said with a name, else by the report's other places and size."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.annotate.places import limits
from onrecord.annotate.places.gazetteer import Place, by_code, distance, fold, look_up_folded
from onrecord.annotate.places.homes import home_of, site_of
from onrecord.annotate.places.spot import Candidate
from onrecord.model import PlaceLevel, Report

MOST = 16
"""Namesakes weighed for one name; the gazetteer gives the most populous first."""

_WIDE = frozenset({PlaceLevel.COUNTRY, PlaceLevel.CONTINENT, PlaceLevel.REGION, PlaceLevel.NATURAL})
_AREAS = _WIDE | {PlaceLevel.ADMIN1}
_FAR = 161.0
"""Kilometres beyond which two namesakes are different answers; the usual bound of the field."""
_SEAT_FAR = 300.0
"""Kilometres from the middle of a long division to the seat that gives it its name (a choice, 2026-11-22)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name was taken for.

    Attributes:
        place: the entry, None where it is left open.
        why: what decided.
        country: the country said with it, also where the place is open.
        admin1: the division's code said with it.
    """

    place: Place | None
    why: str
    country: str = ""
    admin1: str = ""


def tie_containers(text: str, items: list[Candidate]) -> None:
    """Give each candidate the state or country said right behind it ("Millbrook, Ohio")."""
    for here, after in itertools.pairwise(items):
        gap = text[here.end : after.start]
        possessor = text.startswith(("'s", "’s"), after.end)  # "in Oldmill, Norland's foreign minister"
        if gap not in (", ", " (", ",") or here.demonym or after.demonym or possessor:
            continue
        if _inside_of(here, after) or _says_state(text, here, after):
            here.container = after


def _says_state(text: str, here: Candidate, after: Candidate) -> bool:
    """Say whether a state stands behind a town that the gazetteer does not have there ("Oldmill, Ohio, is small")."""
    if after.after_town:
        return True
    state = bool(after.options()) and after.options()[0].level is PlaceLevel.ADMIN1
    town = all(p.level is PlaceLevel.CITY and p.population < limits.RENOWNED for p in here.options())
    return state and town and text[after.end : after.end + 1] in (",", ".", ")", "")


def _inside_of(here: Candidate, after: Candidate) -> list[Place]:
    """Return the readings of a name that lie in the area named behind it."""
    areas = [p for p in after.options() if p.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.ADMIN2)]
    return [p for p in here.options()[:60] if any(_lies_in(p, area) for area in areas)]


def _lies_in(place: Place, area: Place) -> bool:
    if place.country != area.country or place == area or place.level is PlaceLevel.COUNTRY:
        return False
    if area.level is PlaceLevel.COUNTRY:
        return True
    if place.level is PlaceLevel.ADMIN1 or place.admin1 != area.admin1:
        return place.level is PlaceLevel.CITY and not place.admin1 and distance(place, area) < _FAR
    return area.level is PlaceLevel.ADMIN1 or (place.level is PlaceLevel.CITY and distance(place, area) < 80)


_AROUND = (-1001, -1000, -999, -1, 0, 1, 999, 1000, 1001)
"""From the number of a degree's cell to those of its neighbours."""


class Votes:
    """What the places of a report say together about where it is set."""

    def __init__(self) -> None:
        """Start without votes."""
        self.country: dict[str, float] = defaultdict(float)
        self.division: dict[tuple[str, str], float] = defaultdict(float)
        self.cell: dict[int, float] = defaultdict(float)

    def add(self, place: Place, weight: float) -> None:
        """Count a place, or take it back with a negative weight."""
        if place.country:
            self.country[place.country] += weight
        if place.admin1:
            self.division[place.country, place.admin1] += weight
        if place.level not in _AREAS:
            cell, at = self.cell, round(place.latitude) * 1000 + round(place.longitude)
            for step in _AROUND:
                cell[at + step] += weight

    def total(self) -> float:
        """Return how much was voted for any country."""
        return sum(self.country.values())

    def support(self, place: Place) -> float:
        """Return how well a place fits the others."""
        total = limits.COUNTRY * math.log1p(max(0.0, self.country.get(place.country, 0.0)))
        if place.admin1:
            total += limits.DIVISION * math.log1p(max(0.0, self.division.get((place.country, place.admin1), 0.0)))
        if place.level not in _AREAS:
            near = self.cell.get(round(place.latitude) * 1000 + round(place.longitude), 0.0)
            total += limits.NEAR * math.log1p(max(0.0, near))
        return total


def prior(item: Candidate, place: Place) -> float:
    """Return how likely a reading is before the report's other places are looked at."""
    if item.readings and place == item.readings[0].place:
        others = [_size(item, p) for p in item.options()[1:4]]
        return max([*others, _size(item, place), 5.0]) + limits.LEXICON_FIRST
    return _size(item, place)


def _size(item: Candidate, place: Place) -> float:
    value = math.log10(place.population + 300) + limits.LEVEL_PRIOR.get(place.level.value, 0.0)
    if place.level is PlaceLevel.ADMIN2:
        if any(w in _DIVISION_WORDS for w in item.key.split()):
            value += 2.0
        elif any(p.level is PlaceLevel.CITY for p in item.places):
            value -= limits.SHORT_COUNTY
    if place.level is PlaceLevel.CITY and fold(place.name) != item.key and item.key in map(_own_key, item.places):
        value -= limits.OTHER_NAME
    if "-" in place.name and not item.hyphen:
        value -= limits.OTHER_SPELLING
    if place.level is PlaceLevel.ADMIN1 and any(_seat(p, place) for p in item.places):
        value -= 2.0
    return value


def _own_key(place: Place) -> str:
    return fold(place.name)


def _seat(town: Place, division: Place) -> bool:
    """Say whether a town is the seat that gives a division its name, and makes up much of it ("Kharkiv")."""
    large = town.level is PlaceLevel.CITY and town.population * 10 >= division.population
    return large and town.country == division.country and distance(town, division) < _SEAT_FAR


_DIVISION_WORDS = frozenset(
    {"county", "parish", "district", "borough", "province", "governorate", "department", "raion"}
)


@dataclass(slots=True)
class _Group:
    """All mentions of one name."""

    item: Candidate
    options: list[Place]
    priors: list[float]
    count: int = 0
    fixed: Choice | None = None
    cast: list[float] = field(default_factory=list)

    def values(self, votes: Votes | None) -> list[float]:
        """Return how well each option fits, with the votes of the others."""
        if votes is None:
            return self.priors
        self.vote(votes, [])
        return [p + votes.support(o) for p, o in zip(self.priors, self.options, strict=True)]

    def vote(self, votes: Votes, values: list[float]) -> None:
        """Take back what it voted for and vote for the options by these values; for nothing where there are none."""
        for option, weight in zip(self.options, self.cast, strict=False):
            if weight:
                votes.add(option, -weight)
        self.cast = []
        if values:
            top = max(values)
            powers = [math.exp(limits.SHARPNESS * (v - top)) for v in values]
            total = sum(powers) / ((1.0 + math.log(self.count)) * (0.6 if self.item.demonym else 1.0))
            self.cast = [p / total if p / total > 0.03 else 0.0 for p in powers]
        for option, weight in zip(self.options, self.cast, strict=False):
            if weight:
                votes.add(option, weight)


def choose(items: list[Candidate], report: Report) -> list[Choice]:
    """Return what each accepted candidate is taken for, in order."""
    groups: dict[str, _Group] = {}
    said: dict[int, Choice] = {}
    for index, item in enumerate(items):
        group = groups.get(item.key)
        if group is None:
            options = item.options()[:MOST]
            group = groups[item.key] = _Group(item, options, [prior(item, p) for p in options])
        group.count += 1
        if item.container is not None:
            said[index] = _said(item, item.container)
            group.fixed = group.fixed or said[index]
    verdicts = _verdicts(groups, _outlet_votes(report))
    quarters = {item.key for item in items if "right-quarter" in item.cues and not item.readings}
    for key in sorted(quarters):
        verdicts[key] = _quarter(key, groups[key].options, verdicts)
    out = []
    for index, item in enumerate(items):
        fixed = groups[item.key].fixed
        if index in said:
            out.append(said[index])
        elif fixed and fixed.place and not item.readings:
            out.append(Choice(fixed.place, f"elsewhere {fixed.why}"))
        else:
            out.append(verdicts[item.key])
    return out


def _quarter(key: str, options: list[Place], verdicts: dict[str, Choice]) -> Choice:
    """Choose for a quarter of a town: a namesake beside a town of the report, else none."""
    towns = [c.place for k, c in verdicts.items() if k != key and c.place and c.place.level is PlaceLevel.CITY]
    near = (p for p in options for town in towns if distance(p, town) < limits.QUARTER_KM)
    place = next(near, None)
    why = "beside a town of the report" if place else "a quarter of a town that is not said with it"
    return Choice(place, why)


def _said(item: Candidate, container: Candidate) -> Choice:
    """Choose by the state or country said with the name."""
    fitting = _inside_of(item, container)
    if not fitting:
        area = container.options()[0]
        return Choice(None, f"said with {container.key.title()}, where none is known", area.country, area.admin1)
    best = max(fitting, key=lambda p: prior(item, p))
    return Choice(best, f"said with {container.key.title()}", best.country, best.admin1)


def _verdicts(groups: dict[str, _Group], votes: Votes) -> dict[str, Choice]:
    """Let every name vote for its readings, twice, the second time with what the first told; then weigh each."""
    for group in groups.values():
        if group.fixed and group.fixed.place:
            group.options, group.priors = [group.fixed.place], [0.0]
    for heard in (None, votes):
        for group in groups.values():
            group.vote(votes, group.values(heard))
    out = {}
    for key, group in groups.items():
        values = group.values(votes)
        out[key] = _weighed(group, values, votes)
        group.vote(votes, values)
    return out


def _weighed(group: _Group, values: list[float], votes: Votes) -> Choice:
    order = sorted(range(len(values)), key=lambda i: -values[i])
    best = group.options[order[0]]
    if _stray(best, votes):
        return Choice(None, f"only known in {_where(best)}, of which the report says nothing else")
    if len(order) == 1:
        return Choice(best, "the only place of that name")
    rival = next((i for i in order[1:] if _differs(group.options[i], best)), None)
    if rival is None:
        return Choice(best, "its namesakes are the same place")
    if best.level is PlaceLevel.CITY and values[order[0]] - values[rival] < limits.MARGIN:
        return Choice(None, f"could be {_where(best)} or {_where(group.options[rival])}")
    larger = group.priors[order[0]] >= max(group.priors)
    return Choice(best, "the largest of that name" if larger else "nearest to the report's other places")


def _stray(place: Place, votes: Votes) -> bool:
    """Say whether a small place lies in a country that no other name of the report points to."""
    small = place.level in (PlaceLevel.CITY, PlaceLevel.ADMIN2) and place.population < limits.RENOWNED
    return small and votes.country.get(place.country, 0.0) < limits.HEARD and votes.total() > limits.SET


def _differs(a: Place, b: Place) -> bool:
    return distance(a, b) > _FAR


def _where(place: Place) -> str:
    return ", ".join(part for part in (place.admin1_name(), place.country) if part) or place.name


_TOP = {"uk": "GB"}


def _outlet_votes(report: Report) -> Votes:
    """Return the votes of the outlet: the country of its address, the town that it is at home in."""
    votes = Votes()
    site = site_of(report.url)
    top = site.rsplit(".", 1)[-1] if "." in site else ""
    country = by_code(_TOP.get(top, top.upper())) if len(top) == 2 else None
    if country is not None:
        votes.add(country, limits.OUTLET)
    home = home_of(report)
    if home is not None:
        votes.add(home, limits.HOME)
        return votes
    words = report.outlet.split()
    for first in range(len(words)):
        for last in range(first + 1, min(first + 3, len(words)) + 1):
            for place in look_up_folded(fold(" ".join(words[first:last]))).places[:3]:
                votes.add(place, 0.5)
    return votes
