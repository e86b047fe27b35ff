"""Reads the expressions that name a place in the calendar: dates, weekdays, months, seasons, quarters, years, hours."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date

from onrecord.annotate.time_anchor import (
    Reader,
    Reading,
    Tense,
    dated,
    month_near,
    nearest_year,
    quarter_near,
    season_near,
    weekday_by,
)
from onrecord.annotate.time_calendar import (
    Stretch,
    add_days,
    add_months,
    at_clock,
    between,
    bounded,
    edge,
    holiday,
    in_century,
    in_decade,
    in_half,
    in_month,
    in_quarter,
    in_season,
    in_week,
    in_year,
    on_day,
    parse_iso,
    part_of,
    safe_date,
)
from onrecord.annotate.time_tokens import holidays
from onrecord.model import Precision

Read = Callable[[Reader, re.Match[str]], Reading | None]

SAID = "as said"

_RELATIVE_YEAR = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def relative_year(reader: Reader, match: re.Match[str], relation: str, unit: str) -> int:
    """Return the year of "last year" and its like inside a longer expression, 0 where it has none."""
    if reader.value(match, unit) != "year" or reader.day is None:
        return 0
    said = reader.value(match, relation)
    if said in ("that", "same", "following", "previous") and reader.previous is not None:
        return reader.previous.first.year + {"following": 1, "previous": -1}.get(said, 0)
    return reader.day.year + _RELATIVE_YEAR.get(said, 0)


def side(reader: Reader, match: re.Match[str]) -> str:
    """Return START, MID or END where the expression says "early", "mid" or "the end of"."""
    start, end = match.span("edge")
    return next((v for v in reader.tokens.values[start:end] if v in ("START", "MID", "END")), "") if start >= 0 else ""


def read_iso(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read 2021-03-04 and 2021-03-04T14:30."""
    parsed = parse_iso(reader.tokens.values[match.start()])
    if parsed is None:
        return None
    day, time = parsed
    return dated(at_clock(day, int(time[:2]), int(time[3:])) if time and time < "24" else on_day(day), SAID)


def read_slash(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read 13/04/2020, 2020/04/13 and 4-13-20; where day and month could be swapped, the range holds both."""
    pieces = [int(p) for p in re.split(r"[/.-]", reader.tokens.values[match.start()])]
    if pieces[0] > 31:
        day = safe_date(*pieces)
        return dated(on_day(day), SAID) if day else None
    year = reader.full_year(pieces[2])
    days = sorted({d for d in (safe_date(year, *pieces[:2]), safe_date(year, pieces[1], pieces[0])) if d})
    if not days:
        return None
    if len(days) == 1:
        return dated(on_day(days[0]), SAID)
    if reader.day and days[0] <= reader.day < days[1] and reader.tense(match) == Tense.PAST:
        return dated(on_day(days[0]), "the other order of day and month would lie after the report")
    why = f"day and month could be swapped: {days[0]} or {days[1]}"
    return Reading("DATE", in_year(year).value, between(days[0], days[1], Precision.VAGUE, in_year(year).value), why)


def read_military(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a date-time group such as 120855Z JAN 90."""
    digits = reader.tokens.values[match.start()].replace(" ", "").rstrip("Zz").zfill(6)
    day = safe_date(reader.year(match, "y"), int(reader.value(match, "m")), int(digits[:2] or 0))
    hour, minute = int(digits[2:4]), int(digits[4:6])
    return dated(at_clock(day, hour, minute), "date-time group, UTC") if day and hour < 24 and minute < 60 else None


@dataclasses.dataclass(slots=True)
class _Parts:
    weekday: int = 0
    day: int = 0
    last_day: int = 0
    month: int = 0
    year: int = 0


def _date_parts(reader: Reader, start: int, end: int) -> _Parts:
    parts = _Parts()
    for i in range(start, end):
        code, value = reader.tokens.codes[i], reader.tokens.values[i]
        if code == "W":
            parts.weekday = int(value)
        elif code in "Mm":
            parts.month = int(value)
        elif code in "dOk" and not parts.day:
            parts.day = int(re.sub(r"\D", "", value) or 0)
        elif code in "dOk" and (not parts.month or reader.tokens.codes[i - 1] == "-"):
            parts.last_day = int(re.sub(r"\D", "", value) or 0)
        elif code in "YQhd":
            parts.year = reader.full_year(int(re.sub(r"\D", "", value)))
    return parts


def resolve_date(reader: Reader, match: re.Match[str], group: str) -> tuple[Stretch, str] | str | None:
    """Return the day a date names and why, its open TIMEX3 value without a report's day, or None."""
    start, end = match.span(group)
    word = reader.tokens.words(start, end)
    if word.startswith(("may ", "march ", "MARCH ", "sun ", "sat ")) or re.match(r"\d+\s+(may|march)\b", word):
        return None
    parts = _date_parts(reader, start, end)
    why = SAID
    year = parts.year or reader.year_behind(match, parts.month)
    if not year:
        if reader.day is None:
            valid = safe_date(2024, parts.month, parts.day)
            return f"XXXX-{parts.month:02d}-{parts.day:02d}" if valid else None
        last = "rel" in match.groupdict() and reader.value(match, "rel") in ("last", "past", "previous")
        tense = Tense.PAST if last else reader.tense(match)
        year = nearest_year(reader.day, parts.month, parts.day, tense, strict=last)
        why = "year from the report's date"
        if parts.weekday:
            fitting = [
                y
                for y in (year, year - 1, year + 1)
                if (d := safe_date(y, parts.month, parts.day)) and d.isoweekday() == parts.weekday
            ]
            year, why = (fitting[0], "year from the weekday and the report's date") if fitting else (year, why)
    day = safe_date(year, parts.month, parts.day)
    if day is None:
        return (in_month(year, parts.month), "no such day in that month") if parts.year and parts.month else None
    last = safe_date(year, parts.month, parts.last_day) if parts.last_day else None
    if last and last > day:
        return between(day, last, Precision.DAY, f"{day}/{last}"), why
    return on_day(day), why


def read_date(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a day of a month, with or without weekday, year and part of the day."""
    found = resolve_date(reader, match, "date")
    if found is None or isinstance(found, str):
        return Reading("DATE", found, None, "no year said, report's date unknown") if found else None
    stretch, why = found
    if match.group("part") and stretch.first == stretch.last:
        return dated(part_of(stretch.first, reader.value(match, "part")), why)
    return dated(stretch, why)


def clock_time(reader: Reader, match: re.Match[str]) -> tuple[int, int, bool] | None:
    """Return hour, minute and whether the minute was said, for a clock group."""
    start, end = match.span("clock")
    codes, values = reader.tokens.codes[start:end], reader.tokens.values[start:end]
    if codes[0] == "p":
        return (12, 0, True) if values[0] == "12:00" else (24, 0, True)
    if codes[0] == "C":
        digits = re.sub(r"\D", "", values[0])[:4].zfill(4)
        hour, minute, exact = int(digits[:2]), int(digits[2:]), True
    else:
        hour, minute, exact = int(values[0]), 0, False
    if "A" in codes:
        if not 1 <= hour <= 12:
            return None
        late = values[codes.index("A")].strip()[0] in "pP"
        hour = hour % 12 + 12 * late
    return (hour, minute, exact) if hour < 24 and minute < 60 else None


def read_clock(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read an hour of the day; the day is that of the expression before in the same sentence, else the report's."""
    if match.group("oclock"):
        hour = int(float(reader.value(match, "oclock")))
        late = reader.tokens.values[match.end() - 1] in ("AF", "EV") or (
            reader.tokens.values[match.end() - 1] == "NI" and 6 <= hour < 12
        )
        time = (hour % 12 + 12 * late, 0, False) if 1 <= hour <= 12 else None
    else:
        time = clock_time(reader, match)
        codes = match.group("clock")
        alone = codes == "C" or codes[0] == "p"
        if alone and reader.code_before(match) not in "i~r" and not (codes == "C" and time and time[0] > 12):
            return None
    if time is None:
        return None
    day, why = _clock_day(reader)
    if day is None:
        return Reading("TIME", f"XXXX-XX-XXT{time[0]:02d}:{time[1]:02d}", None, "day unknown")
    return dated(at_clock(day, time[0], time[1], exact=time[2]), why)


def _clock_day(reader: Reader) -> tuple[date | None, str]:
    previous = reader.previous_day
    if previous:
        return previous.first, "on the day named before"
    return reader.day, "on the report's day"


def read_clock_date(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read "10 p.m. Wednesday"."""
    time = clock_time(reader, match)
    if time is None:
        return None
    codes = match.group("on")
    if codes == "R":
        day, why = relative_day(reader, reader.value(match, "on"))
    elif codes == "W":
        if reader.day is None:
            return Reading("TIME", f"XXXX-WXX-{reader.value(match, 'on')}T{time[0]:02d}:{time[1]:02d}", None, "no date")
        day, why = weekday_by(reader.day, int(reader.value(match, "on")), "", reader.tense(match))
    else:
        found = resolve_date(reader, match, "on")
        if found is None or isinstance(found, str):
            return None
        day, why = found[0].first, found[1]
    return dated(at_clock(day, time[0], time[1], exact=time[2]), why) if day else None


def relative_day(reader: Reader, name: str) -> tuple[date | None, str]:
    """Return the day of "yesterday" and its like, and why."""
    if reader.day is None:
        return None, "report's date unknown"
    away = {"yesterday": -1, "tomorrow": 1, "overnight": -1}.get(name, 0)
    return add_days(reader.day, away), "from the report's day"


def read_relday(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read today, yesterday, tomorrow, tonight, overnight; with a part of the day where one is said."""
    name = reader.value(match, "r")
    day, why = relative_day(reader, name)
    if day is None:
        vague = {"yesterday": "PAST_REF", "tomorrow": "FUTURE_REF", "overnight": "PAST_REF"}
        return Reading("DATE", vague.get(name, "PRESENT_REF"), None, why)
    if "part" in match.groupdict() and match.group("part"):
        return dated(part_of(day, reader.value(match, "part")), why)
    if name in ("tonight", "overnight"):
        return dated(part_of(day, "NI"), why)
    return dated(on_day(day), why)


def read_weekday(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a weekday: by its relation, else by the tense."""
    weekday = int(reader.value(match, "w"))
    relation = reader.value(match, "rel")
    part = reader.value(match, "part")
    if part and reader.word(match, "part").lower().endswith("s"):
        return Reading("SET", f"XXXX-WXX-{weekday}T{part}", None, "repeats")
    if reader.day is None:
        value = f"XXXX-WXX-{weekday}" + (f"T{part}" if part else "")
        return Reading("TIME" if part else "DATE", value, None, "report's date unknown")
    tense = reader.tense(match)
    if reader.code_after(match) == "z" and reader.word_before(match) != "of":
        tense = Tense.UNKNOWN  # "Friday's raid": the verb speaks of something else
    day = reader.day
    if relation in ("previous", "following", "that", "same") and reader.previous_day:
        day = reader.previous_day.first
        if relation in ("that", "same"):
            return dated(_with_part(reader.previous_day.first, part, weekday), "the one named before")
    found, why = weekday_by(day, weekday, relation, tense)
    return dated(part_of(found, part) if part else on_day(found), why)


def _with_part(day: date, part: str, weekday: int) -> Stretch:
    held = add_days(day, (weekday - day.isoweekday()) % 7)
    return part_of(held, part) if part else on_day(held)


def read_weekday_of(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read "Friday of last week"."""
    if reader.value(match, "u") != "week" or reader.day is None:
        return None
    weeks = _RELATIVE_YEAR.get(reader.value(match, "rel"), 0)
    day = add_days(reader.day, 7 * weeks + int(reader.value(match, "w")) - reader.day.isoweekday())
    part = reader.value(match, "part")
    return dated(part_of(day, part) if part else on_day(day), "of that week")


def read_holiday(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a day with a name."""
    rule = holidays()[reader.value(match, "k")]
    year = int(reader.value(match, "y") or 0) or relative_year(reader, match, "rel2", "u")
    why = SAID if year else "nearest to the report"
    part = reader.value(match, "part")
    if not year:
        if reader.day is None:
            return Reading("DATE", "XXXX-XX-XX", None, "report's date unknown")
        year = _holiday_year(reader.day, rule, reader.value(match, "rel"), reader.tense(match))
    day = holiday(min(max(year, 1), 9997), rule)
    return dated(part_of(day, part) if part else on_day(day), why)


def _holiday_year(day: date, rule: str, relation: str, tense: Tense) -> int:
    days = [holiday(y, rule) for y in (day.year - 1, day.year, day.year + 1)]
    past = [d for d in days if d <= day]
    ahead = [d for d in days if d >= day]
    if relation in ("last", "past", "previous"):
        return [d for d in days if d < day][-1].year
    if relation in ("this", "current"):
        return day.year
    if relation in ("next", "coming") or tense == Tense.FUTURE:
        return ahead[0].year
    return past[-1].year


_NAMES = frozenset({"April", "June", "August", "May", "March"})


def _is_a_name(reader: Reader, match: re.Match[str]) -> bool:
    """Say whether a bare month is rather part of a name ("Mr. August Bell")."""
    if match.end() - match.start() > 1 or reader.word(match, "m") not in _NAMES:
        return False
    if reader.code_before(match) in ("i", "r", "&", "|", "T", "~", "e", "L"):
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
        return dated(edge(in_month(year, month), which), SAID)
    if match.group("rel2") and reader.value(match, "u") != "year":
        return None
    if reader.day is None:
        return Reading("DATE", f"XXXX-{month:02d}", None, "report's date unknown")
    relation = reader.value(match, "rel")
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
    year = reader.year(match, "y") or relative_year(reader, match, "rel2", "u")
    which = side(reader, match)
    if year:
        return _season_of(year, season, which)
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


def _season_of(year: int, season: str, which: str) -> Reading:
    found = in_season(min(max(year, 2), 9990), season)
    if season == "WI" and not which:
        first = found.first.replace(year=found.first.year - 1)
        return dated(bounded(found, first, found.last), "either winter of that year")
    return dated(edge(found, which), SAID)


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
_NOT_PLURAL = frozenset({"was", "is", "has", "as", "its", "this"})


def read_year(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read a bare year, where the number can be nothing else."""
    year = reader.year(match, "y")
    if not year or reader.word_before(match) in ("no", "nr", "route", "page", "room", "flight"):
        return None
    after = reader.word_after(match)
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
        year = reader.day.year + _RELATIVE_YEAR.get(reader.value(match, "rel"), 0)
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
    away = 0 if alone else _RELATIVE_YEAR.get(reader.value(match, "rel"), 0)
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
