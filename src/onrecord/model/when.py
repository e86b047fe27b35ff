"""Times as ranges, places as gazetteer entries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span


class Precision(StrEnum):
    """How fine a time was said; the range is never narrower than this."""

    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part-of-day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    VAGUE = "vague"  # "recently", "now": a reference without bounds
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """A range of time.

    Attributes:
        earliest: ISO 8601 date or local date-time that it cannot precede, "" where open.
        latest: ISO 8601 date or local date-time that it cannot follow, inclusive, "" where open.
        precision: how fine it was said.
        edtf: the same as an EDTF (ISO 8601-2) expression, "" where none fits.
        spans: the words that say so; empty where it was inferred.
        why: how it was anchored ("month before the report's, past tense"), or what bounds it.
    """

    earliest: str = ""
    latest: str = ""
    precision: Precision = Precision.UNKNOWN
    edtf: str = ""
    spans: tuple[Span, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression.

    Attributes:
        span: its words.
        kind: TIMEX3 type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value, such as "2025-12", "P3D", "PRESENT_REF".
        when: the range it stands for; None for durations and sets.
    """

    span: Span
    kind: str
    value: str
    when: When | None = None


class PlaceLevel(StrEnum):
    """What kind of place a gazetteer entry is, coarse to fine."""

    CONTINENT = "continent"
    REGION = "region"  # crosses borders: "the Middle East"
    COUNTRY = "country"
    ADMIN1 = "admin1"  # state, province, oblast
    ADMIN2 = "admin2"  # county, district
    CITY = "city"
    FACILITY = "facility"  # airport, base, building
    NATURAL = "natural"  # river, mountain, sea
    UNPLACED = "unplaced"  # a place name that was not found, or could be several


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place name.

    Attributes:
        span: its words.
        name: the gazetteer's name, or the words where it is unplaced.
        level: what kind of place it is.
        geonames_id: GeoNames number, 0 where it has none.
        country: ISO 3166 alpha-2, "" where it has none.
        admin1: name of the first-order division, "" where it has none.
        latitude: degrees north, None where unplaced.
        longitude: degrees east, None where unplaced.
        literal: False for a name that stands for a government, a team or a people ("Moscow's demands").
        why: what decided between its namesakes.
        kind: what a facility or natural place is ("airport", "bridge", "river"), "" for all others.
    """

    span: Span
    name: str
    level: PlaceLevel
    geonames_id: int = 0
    country: str = ""
    admin1: str = ""
    latitude: float | None = None
    longitude: float | None = None
    literal: bool = True
    why: str = ""
    kind: str = ""
