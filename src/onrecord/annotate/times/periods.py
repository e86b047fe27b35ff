"""Reads the expressions that name a longer stretch of the calendar: months, seasons, quarters, years, decades."""

from __future__ import annotations

import re
from datetime import date

from onrecord.annotate.times.absolute import RELATIVE_YEARS, SAID, relative_year, resolve_date, side
from onrecord.annotate.times.anchor import Reader, Reading, Tense, dated, month_near, quarter_near, season_near
from onrecord.annotate.times.dates import (
    add_days,
    add_months,
    between,
    bounded,
    edge,
    in_century,
    in_decade,
    in_half,
    in_month,
    in_quarter,
    in_season,
    in_week,
    in_year,
    on_day,
    safe_date,
)
from onrecord.model import Precision

_NAMES = frozenset({"April", "June", "August", "May", "March"})


def _is_a_name(reader: Reader, match: re.Match[str]) -> bool:
    """Say whether a bare month is rather part of a name ("Mr. August Bell")."""
    if match.end() - match.start() > 1 or reader.word(match, "m") not in _NAMES:
        return False
    if reader.code_before(match) in ("i", "r", "&", "|", "T", "~", "e", "L", "b", "X"):
        return False
    return any(reader.tokens.capitalised(i) and reader.tokens.codes[i] == "_" for i in (match.start() - 1, match.end()))


def read_month(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a month, with or without a year."""
    if _is_a_name(reader, match):
        return None
    month = int(reader.value(match, "m"))
    year = reader.year(match, "y") or relative_year(reader, match, "rel2", "u")
    if match.group("theyear") and reader.day:
        year = reader.day.year
    if not year and match.group(0) in ("M", "m"):
        year = reader.year_behind(match, month)
    which = side(reader, match)
    if year:
        return dated(edge(in_month(year, month), which), _why(match))
    if match.group("rel2") and reader.value(match, "u") != "year":
        return None
    if reader.day is None:
        return Reading("DATE", f"XXXX-{month:02d}", None, "report's date unknown")
    relation = reader.value(match, "rel")
    if relation == "that" and (not reader.is_pointing(match) or "tl" in match.group(0)):
        return None
    if relation in ("that", "same") and reader.previous:
        return dated(in_month(reader.previous.first.year, month), "of the year named before")
    if "l" in (match.group(0)[1:2], match.group(0)[2:3]) and relation == "this":
        relation = "past"
    found, why = month_near(reader.day, month, relation, reader.tense(match))
    return dated(edge(found, which), why)


def read_month_short_year(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read JAN 90."""
    return dated(in_month(reader.year(match, "y"), int(reader.value(match, "m"))), SAID)


_SEASON_NOUNS = frozenset(
    {
        "offensive",
        "campaign",
        "collection",
        "festival",
        "break",
        "season",
        "term",
        "session",
        "camp",
        "olympics",
        "games",
    }
)


def read_season(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a season; "fall" and "spring" only where they can be no other word."""
    season = reader.value(match, "s")
    relation = reader.value(match, "rel")
    if relation == "that" and "tl" in match.group(0):
        return None
    year = reader.year(match, "y") or relative_year(reader, match, "rel2", "u")
    which = side(reader, match)
    if year:
        return _season_of(year, season, which, _why(match))
    if match.group("rel2") or not (relation or which or _is_season(reader, match)):
        return None
    if reader.day is None:
        return Reading("DATE", f"XXXX-{season}", None, "report's date unknown")
    if relation == "this" and match.group(0).lstrip("T")[1:2] == "l":
        relation = "past"
    if relation in ("that", "same") and reader.previous:
        return dated(in_season(min(max(reader.previous.first.year, 2), 9990), season), "of the year named before")
    found, why = season_near(reader.day, season, relation, reader.tense(match))
    return dated(edge(found, which), why)


def _why(match: re.Match[str]) -> str:
    """Say whether the year was said or counted from the report ("spring last year")."""
    counted = match.group("rel2") or match.groupdict().get("theyear")
    return "year from the report's" if counted else SAID


def _season_of(year: int, season: str, which: str, why: str) -> Reading:
    found = in_season(min(max(year, 2), 9990), season)
    if season == "WI" and not which:
        first = found.first.replace(year=found.first.year - 1)
        return dated(bounded(found, first, found.last), "either winter of that year")
    return dated(edge(found, which), why)


def _is_season(reader: Reader, match: re.Match[str]) -> bool:
    """Say whether a bare season is one: after a preposition, and not "the fall of" or "the spring offensive"."""
    weak = reader.tokens.codes[match.start("s")] == "s"
    if reader.code_before(match) not in ("i", "&", "~") or reader.tokens.capitalised(match.start("s") - 1):
        return reader.code_before(match) == "i" and not weak
    if weak and match.group(0)[0] == "T" and reader.code_after(match) in ("o", "i"):
        return False
    return reader.word_after(match).lower() not in _SEASON_NOUNS


def read_quarter(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a numbered quarter or half of a year."""
    unit = reader.value(match, "q")
    number = int(reader.number(match, "o"))
    if match.group("o") == "l":
        number = 4 if unit == "quarter" else 2
        if not match.group("y") and not match.group("rel2") and not match.group("theyear"):
            return None
    if (unit, number <= 4) != ("quarter", True) and (unit, number <= 2) != ("0.5", True):
        return None
    year = reader.year(match, "y") or reader.year(match, "y1")
    year = year or relative_year(reader, match, "rel1", "u1") or relative_year(reader, match, "rel2", "u2")
    if match.group("theyear") and reader.day:
        year = reader.day.year
    if unit == "0.5" and not year and reader.code_after(match) == "o":
        return None
    make = in_quarter if unit == "quarter" else in_half
    if year:
        return dated(make(year, number), SAID + "; calendar year")
    if reader.day is None:
        return Reading("DATE", f"XXXX-{'Q' if unit == 'quarter' else 'H'}{number}", None, "report's date unknown")
    tense = reader.tense(match)
    if unit == "quarter":
        found, why = quarter_near(reader.day, number, tense)
    else:
        later = number == 2 and reader.day.month <= 6 and tense != Tense.FUTURE
        found, why = in_half(reader.day.year - later, number), "nearest to the report"
    if match.group("ago") or match.group("after"):
        found, why = make(found.first.year - 1, number), "the one a year before"
    return dated(found, why)


def read_decade(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the 1990s, the '90s, the nineties."""
    digits = re.sub(r"\D", "", reader.value(match, "d"))
    year = int(digits)
    if len(digits) == 2:
        year = reader.full_year(year)
        year -= 100 if reader.day is not None and year > reader.day.year else 0
    which = side(reader, match) or reader.value(match, "edge2")
    return dated(edge(in_decade(year), which), SAID) if 1000 <= year < 2200 else None


def read_century(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the 20th century."""
    number = int(reader.number(match, "o"))
    if reader.value(match, "u") != "century" or not 1 <= number <= 30:
        return None
    return dated(edge(in_century(number), side(reader, match)), SAID)


_COUNTED = frozenset({"people", "men", "women", "children", "police", "percent", "million", "billion"})


def read_year(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a bare year, where the number can be nothing else."""
    year = reader.year(match, "y")
    if not year or reader.word_before(match) in ("no", "nr", "route", "page", "room", "flight"):
        return None
    after = reader.word_after(match)
    at = match.start()
    if at > 1 and reader.code_before(match) == "-" and reader.tokens.words(at - 2, at - 1).lower() in ("post", "pre"):
        return dated(in_year(year), SAID) if 1900 <= year <= 2050 else None
    counted = (
        after.islower()
        and (after.endswith("s") or after in _COUNTED)
        and after not in ("was", "is", "has", "as", "its", "this")
    )
    plausible = 1900 <= year <= 2050 or (reader.word_before(match) in ("in", "since", "of", "until") and not counted)
    if (
        not plausible
        or (counted and reader.code_before(match) not in ("i", "T"))
        or reader.code_after(match) in ("%", "U")
    ):
        return None
    if match.group("y")[0] == "n" and reader.code_after(match) in ("U", "-", "_") and reader.code_before(match) != "i":
        return None
    return dated(in_year(year), SAID)


def read_edge_year(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read early 2022, the end of 1994."""
    year = reader.year(match, "y")
    return dated(edge(in_year(year), side(reader, match)), SAID) if 1000 <= year < 2200 else None


def read_fiscal(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read fiscal 1989 and the current fiscal year; its bounds are those of no calendar year."""
    year = reader.year(match, "y") if match.group("y") != "U" else 0
    if not year:
        if reader.value(match, "y") != "year" or reader.day is None:
            return None
        year = reader.day.year + RELATIVE_YEARS.get(reader.value(match, "rel"), 0)
    if not 1000 <= year < 2200:
        return None
    stretch = between(date(year - 1, 7, 1), date(year + 1, 6, 30), Precision.YEAR, f"{year:04d}")
    return Reading("DATE", stretch.value, stretch, "fiscal year: its first day depends on the body")


def read_unit_year(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the year two thousand."""
    year = reader.year(match, "y")
    if not year or reader.value(match, "u") != "year":
        return None
    return dated(edge(in_year(year), side(reader, match)), SAID)


def read_week_of(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the week of March 6."""
    found = resolve_date(reader, match, "date") if reader.value(match, "u") == "week" else None
    if found is None or isinstance(found, str):
        return None
    return dated(in_week(found[0].first), found[1])


def read_part_of_month(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the first week of May, the last days of May; the value is the month's."""
    unit = reader.value(match, "u")
    if unit not in ("week", "day") or (unit == "day" and not reader.word(match, "u").lower().endswith("s")):
        return None
    month, year = int(reader.value(match, "m")), int(reader.value(match, "y") or 0)
    if year:
        found, why = in_month(year, month), SAID
    elif reader.day is None:
        return Reading("DATE", f"XXXX-{month:02d}", None, "report's date unknown")
    else:
        found, why = month_near(reader.day, month, "", reader.tense(match))
    if match.group("o") == "l":
        return dated(bounded(found, add_days(found.last, -9), found.last), why)
    number = int(reader.number(match, "o"))
    if not 1 <= number <= 4:
        return None
    start = add_days(found.first, 7 * (number - 1))
    return dated(bounded(found, start, add_days(start, 9)), why)


def read_day_of_month(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the 10th of this month; "on the 10th" at the end of a clause."""
    alone = match.group("alone") is not None
    number = int(reader.number(match, "alone" if alone else "o"))
    base = reader.base("month") if alone else reader.day
    if base is None or not (alone or reader.value(match, "u") == "month"):
        return None
    if alone and not reader.word(match, "alone")[0].isdigit():
        return None
    away = 0 if alone else RELATIVE_YEARS.get(reader.value(match, "rel"), 0)
    year, month = add_months(base.year, base.month, away)
    day = safe_date(year, month, number)
    return dated(on_day(day), "of the month named before, or the report's") if day else None


def read_short_quarter(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read Q3 2024, H1."""
    letter, number = reader.value(match, "q")[0].upper(), int(reader.value(match, "q")[1])
    if letter == "H" and number > 2:
        return None
    make = in_quarter if letter == "Q" else in_half
    year = reader.year(match, "y")
    if year:
        return dated(make(year, number), SAID + "; calendar year")
    if letter == "H":
        return None
    if reader.day is None:
        return Reading("DATE", f"XXXX-Q{number}", None, "report's date unknown")
    found, why = quarter_near(reader.day, number, reader.tense(match))
    return dated(found, why)
