"""Rival dates and places of an incident: only what its own words say counts, not what was inferred."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.analysis import limits
from onrecord.analysis.given import Given, Inquiry, apart
from onrecord.model import Contested, Field, PlaceLevel, PlaceMention

_INFERRED = "inferred"
_EARTH_KM = 6371.0
_FINE = (PlaceLevel.CITY, PlaceLevel.ADMIN2, PlaceLevel.ADMIN1, PlaceLevel.COUNTRY)
"""Levels of places that are compared, finest first; a building or a river has a name of its own and lies in a town."""


@dataclass(frozen=True, slots=True)
class _Range:
    first: dt.date
    last: dt.date
    given: Given

    @property
    def days(self) -> int:
        return (self.last - self.first).days


def dates(inquiry: Inquiry) -> Iterator[Contested]:
    """Yield the contested date: ranges of days that do not meet."""
    ranges = sorted(_ranges(inquiry), key=lambda r: (r.days, r.first, r.given.report))
    groups = apart(ranges, lambda a, b: a.last < b.first or b.last < a.first)
    if len(groups) > 1:
        values = [inquiry.value(_days(group[0]), "", [r.given for r in group]) for group in groups]
        yield inquiry.contested(Field.DATE, values, "The reports give days that do not meet.")


def _ranges(inquiry: Inquiry) -> Iterator[_Range]:
    for telling in inquiry.tellings:
        when = telling.incident.when
        if when is None or when.why.startswith(_INFERRED) or not when.spans:
            continue
        try:
            first, last = dt.date.fromisoformat(when.earliest[:10]), dt.date.fromisoformat(when.latest[:10])
        except ValueError:  # open on one side
            continue
        if (last - first).days > limits.MOST_DAYS:
            continue
        yield _Range(first, last, inquiry.said(telling, when.spans))


def _days(found: _Range) -> str:
    return found.first.isoformat() if not found.days else f"{found.first.isoformat()}/{found.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class _Site:
    place: PlaceMention
    given: Given


def places(inquiry: Inquiry) -> Iterator[Contested]:
    """Yield the contested place: towns far from each other, or a town and a country in which it does not lie."""
    sites = sorted(_sites(inquiry), key=lambda s: (_FINE.index(s.place.level), s.place.name, s.given.report))
    groups = apart(sites, lambda a, b: _elsewhere(a.place, b.place))
    if len(groups) > 1:
        values = [inquiry.value(_name(group[0].place), "", [s.given for s in group]) for group in groups]
        yield inquiry.contested(Field.PLACE, values, "The reports give places of which neither lies in the other.")


def _sites(inquiry: Inquiry) -> Iterator[_Site]:
    for telling in inquiry.tellings:
        place = telling.incident.where
        if place is not None and place.level in _FINE and not place.why.startswith(_INFERRED):
            yield _Site(place, inquiry.said(telling, [place.span]))


def _name(place: PlaceMention) -> str:
    return f"{place.name}, {place.country}" if place.country and place.level is not PlaceLevel.COUNTRY else place.name


def _elsewhere(one: PlaceMention, other: PlaceMention) -> bool:
    """Say whether two places cannot both be where something happened."""
    if one.name.casefold() == other.name.casefold():
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if one.level is other.level is PlaceLevel.CITY:
        return _km(one, other) > limits.NEAR_KM
    divided = {one.level, other.level} <= {PlaceLevel.CITY, PlaceLevel.ADMIN1}
    return divided and bool(one.admin1 and other.admin1) and one.admin1 != other.admin1


def _km(one: PlaceMention, other: PlaceMention) -> float:
    """Return how far two places lie apart, 0 where that is not known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return 0.0
    north, south = math.radians(one.latitude or 0.0), math.radians(other.latitude or 0.0)
    east = math.radians((other.longitude or 0.0) - (one.longitude or 0.0))
    bow = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(bow)))
