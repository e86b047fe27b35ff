"""The kinds that `bench.errors` counts by: how an expression is built, and how a wrong value or place is wrong."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

from onrecord.annotate.places.gazetteer import known, lookup
from onrecord.annotate.times.tokens import Tokens, tokens
from onrecord.model import PlaceLevel

Item = dict[str, Any]

WEEK = 7
NEAR_KM = 161
"""Within this a place is right, as the geoparsing literature has it (100 miles)."""

_SHAPES: tuple[tuple[str, str], ...] = (
    ("holiday", r"K"),
    ("clock time", r"C|'|A|p|6"),
    ("range", r"Y[-r]+[Ydh]|[MmW]\w?[-r&|]+[MmWO](?!Y)|M[dO][-r&|]+[dO]|D[-r&|]+D|[dO][-r&|][dO]o?[Mm]"),
    ("full date", r"[78]|[Mm]-?[dO]-?,?[YQ]|[dO]-?o?[Mm]-?,?[YQh]"),
    ("month and day", r"[Mm]-?[dO]|[dO]-?o?[Mm]"),
    ("weekday", r"[WwI]"),
    ("month and year", r"[Mm][-,o]*[YQh]"),
    ("bare month", r"[Mm]"),
    ("season", r"[Ss]"),
    ("quarter", r"5|[Ok]f"),
    ("decade", r"D"),
    ("relative day", r"R"),
)
"""Forms by the codes of the grammar of times, the most telling first."""

_UNITS = {
    "second": "clock time",
    "minute": "clock time",
    "hour": "clock time",
    "day": "relative day",
    "night": "relative day",
    "week": "relative week",
    "fortnight": "relative week",
    "weekend": "relative week",
    "month": "relative month",
    "quarter": "quarter",
    "year": "relative year",
    "decade": "decade",
    "century": "decade",
}

_LATER_SHAPES = (("year", r"[YQ]|nn"), ("part of the day", r"P"), ("vague reference", r"[Vuqtlx]"))


def time_facets(item: Item) -> dict[str, str]:
    """Return what an expression is counted by: its TIMEX3 type and its form."""
    return {"type": str(item.get("type") or "none"), "form": time_form(item)}


def time_form(item: Item) -> str:
    """Return the form of an expression, from its words, its type and whether it is a vague reference."""
    if str(item.get("value") or "").endswith("_REF"):
        return "vague reference"
    kind = str(item.get("type") or "").lower()
    if kind in ("set", "duration"):
        return kind
    cut = tokens(str(item.get("text") or ""))
    for form, shape in _SHAPES:
        if re.search(shape, cut.codes):
            return form
    unit = _unit(cut)
    if unit:
        return unit
    return next((form for form, shape in _LATER_SHAPES if re.search(shape, cut.codes)), "other")


def _unit(cut: Tokens) -> str:
    found = [value for code, value in zip(cut.codes, cut.values, strict=True) if code == "U"]
    return _UNITS.get(found[-1], "other") if found else ""


_STEPS: tuple[tuple[str, str], ...] = (
    ("century", r"\d\d"),
    ("decade", r"\d{3}"),
    ("year", r"\d{4}"),
    ("half", r"\d{4}-H[12]"),
    ("season", r"\d{4}-(?:SP|SU|FA|WI)"),
    ("quarter", r"\d{4}-Q[1-4]"),
    ("month", r"\d{4}-\d\d"),
    ("week", r"\d{4}-W\d\d"),
    ("weekend", r"\d{4}-W\d\d-WE"),
    ("day", r"\d{4}-\d\d-\d\d"),
    ("time", r"\d{4}-\d\d-\d\dT.+"),
)
"""Precisions of calendar values, coarse to fine."""


def time_cause(gold: Item, found: Item) -> str:
    """Return how a value is wrong."""
    right, said = str(gold.get("value") or ""), str(found.get("value") or "")
    kinds = _family(right), _family(said)
    if kinds == ("calendar", "calendar"):
        return _calendar_cause(right, said)
    if kinds == ("length", "length"):
        return "length: other number" if right[-1:] == said[-1:] else "length: other unit"
    if kinds[0] == kinds[1]:
        return f"another {kinds[0]}"
    return f"{kinds[1]} for {kinds[0]}"


def _family(value: str) -> str:
    if value.endswith("_REF"):
        return "reference"
    if value.startswith("P"):
        return "length"
    return "calendar" if _step(value) >= 0 else "open value"


def _step(value: str) -> int:
    return next((i for i, (_, shape) in enumerate(_STEPS) if re.fullmatch(shape, value)), -1)


def _calendar_cause(right: str, said: str) -> str:
    steps = _step(right), _step(said)
    if steps[0] != steps[1]:
        return "finer than marked" if steps[1] > steps[0] else "coarser than marked"
    name = _STEPS[steps[0]][0]
    side = "later" if said > right else "earlier"
    if name == "time":
        return "other time of the same day" if right[:10] == said[:10] else f"time of a day {side}"
    if name != "year" and right[4:] == said[4:] and len(right) > len("2000"):
        return f"same {name} of a year {side}"
    away = _place_in_line(name, said) - _place_in_line(name, right)
    side = "later" if away > 0 else "earlier"
    if name == "day" and abs(away) == WEEK:
        return f"day a week {side}"
    return f"{name} one unit {side}" if abs(away) == 1 else f"{name} farther {side}"


def _place_in_line(name: str, value: str) -> int:
    """Return the number of a value in the line of all values of its precision; 0 where it is none."""
    year, _, rest = value.partition("-")
    if name in ("century", "decade", "year"):
        return int(year)
    if name == "day":
        try:
            return date.fromisoformat(value).toordinal()
        except ValueError:
            return 0  # some marked days do not exist
    if name in ("week", "weekend"):
        try:
            return date.fromisocalendar(int(year), int(rest[1:3]), 1).toordinal() // WEEK
        except ValueError:
            return 0
    if name == "season":
        return int(year) * 4 + ("WI", "SP", "SU", "FA").index(rest)
    return int(year) * {"half": 2, "quarter": 4, "month": 12}[name] + int(rest.lstrip("HQ"))


_CLASSES = {
    "P": "city",
    "H": "natural",
    "T": "natural",
    "L": "region",
    "V": "natural",
    "S": "facility",
    "R": "facility",
}
_DIVISIONS = {"ADM1": "admin1", "ADM2": "admin2", "CONT": "continent", "PRK": "natural"}

_NATURAL = re.compile(
    r"\b(?:river|lake|sea|ocean|gulf|bay|strait|mount|mountains?|hills?|valley|desert|creek|island|islands|forest)\b",
    re.IGNORECASE,
)
_BUILT = re.compile(
    r"\b(?:airport|base|university|college|school|hospital|prison|jail|stadium|park|bridge|station|street|avenue|road"
    r"|highway|square|center|centre|church|mosque|palace|port|camp|fort|plaza|mall|museum)\b",
    re.IGNORECASE,
)


def place_facets(item: Item) -> dict[str, str]:
    """Return what a place is counted by: level, number of words, shape, and whether a country has its name."""
    words = str(item.get("text") or "")
    count = len(words.split())
    level = place_level(item)
    return {
        "level": level,
        "words": str(count) if count < 3 else "3 and more",
        "shape": place_shape(words),
        "namesake": "country's name, other place"
        if level not in ("country", "demonym") and _names_country(words)
        else "no",
    }


def place_level(item: Item) -> str:
    """Return the level of a place: what its corpus, the gazetteer (by number, then by nearness) or its words say."""
    words = str(item.get("text") or "")
    readings = known(words)
    if readings and all(reading.demonym for reading in readings):
        return "demonym"
    code = str(item.get("fcode") or "")
    if code.startswith("PCL"):
        return "country"
    if item.get("fclass") or code:
        return _DIVISIONS.get(code) or _CLASSES.get(str(item.get("fclass")), "other division")
    places = [*(reading.place for reading in readings)]
    for name in (words, str(item.get("name") or "").replace("_", " ")):
        places += lookup(name).places
    number = str(item.get("geonameid") or "")
    for place in places:
        if number and number == str(place.geonames_id):
            return str(place.level)
    near = [p for p in places if _km_between(item, {"lat": p.latitude, "lon": p.longitude}) <= NEAR_KM]
    if near:
        return str(near[0].level)
    if _NATURAL.search(words):
        return str(PlaceLevel.NATURAL)
    if _BUILT.search(words):
        return str(PlaceLevel.FACILITY)
    return "not in the gazetteer"


def place_shape(words: str) -> str:
    """Return how a name is written."""
    letters = [c for c in words if c.isalpha()]
    if "." in words or (len(letters) <= 3 and words.isupper()):
        return "abbreviation"
    if words.isupper():
        return "capitals"
    return "small" if words.islower() else "as a name"


def _names_country(words: str) -> bool:
    return any(place.level is PlaceLevel.COUNTRY for place in lookup(words).places)


def wrong_place(gold: Item, found: Item) -> bool:
    """Say whether a place is wrong: farther off than 161 km, and not the same GeoNames number."""
    number = gold.get("geonameid")
    return not (number and str(number) == str(found.get("geonameid"))) and _km_between(gold, found) > NEAR_KM


def place_cause(gold: Item, found: Item) -> str:
    """Return how a place is wrong: the level it was given, the level it has."""
    bare = {key: value for key, value in found.items() if key != "name"}
    right, said = place_level(gold), place_level(bare)
    return f"another {right}" if right == said else f"{said} for {right}"


def _km_between(a: Item, b: Item) -> float:
    if a.get("lat") is None or b.get("lat") is None:
        return math.inf
    first, second = math.radians(a["lat"]), math.radians(b["lat"])
    east = math.radians(b["lon"] - a["lon"])
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
