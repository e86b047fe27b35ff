"""Reads the expressions that name a place in the calendar: dates, weekdays, months, seasons, quarters, years, hours."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date

from onrecord.annotate.times.anchor import (
    Reader,
    Reading,
    Tense,
    dated,
    nearest_year,
    weekday_by,
)
from onrecord.annotate.times.dates import (
    Stretch,
    add_days,
    at_clock,
    between,
    holiday,
    in_month,
    in_week,
    in_weekend,
    in_year,
    on_day,
    parse_iso,
    part_of,
    safe_date,
)
from onrecord.annotate.times.tokens import holidays
from onrecord.model import Precision

Read = Callable[[Reader, re.Match[str]], Reading | None]

SAID = "as said"

RELATIVE_YEARS = {
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
    return reader.day.year + RELATIVE_YEARS.get(said, 0)


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
    if "." in reader.tokens.values[match.start()]:  # dots are never month first
        day = safe_date(year, pieces[1], pieces[0])
        return dated(on_day(day), SAID) if day else None
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


_ATTACKS = frozenset({"attacks", "hijackings", "hijackers", "terrorists", "commission", "terror"})


def _is_2001(reader: Reader, match: re.Match[str], parts: _Parts) -> bool:
    """Say whether September 11 without a year names the attacks of 2001, which later reports never date."""
    i = match.start() - 2
    before = reader.tokens.words(i, i + 1).lower() if i >= 0 and reader.code_before(match) == "o" else ""
    named = (parts.month, parts.day) == (9, 11) and not _ATTACKS.isdisjoint({reader.word_after(match).lower(), before})
    return named and reader.day is not None and reader.day >= date(2001, 9, 11)


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
        if _is_2001(reader, match, parts):
            return on_day(date(2001, 9, 11)), "the attacks of 2001"
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
    until = safe_date(year, parts.month, parts.last_day) if parts.last_day else None
    if until and until > day:
        return between(day, until, Precision.DAY, f"{day}/{until}"), why
    return on_day(day), why


def read_date_of_year(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read May 9 last year."""
    year = relative_year(reader, match, "rel2", "u")
    start, end = match.span("date")
    parts = _date_parts(reader, start, end)
    day = safe_date(year, parts.month, parts.day) if year and not parts.year else None
    return dated(on_day(day), "year from the report's") if day else None


def read_paired_day(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the first day of "5 and 6 April" and the last of "April 5 and 6"."""
    codes, at = reader.tokens.codes, match.start()
    ahead = next((i for i in range(at + 2, min(at + 6, len(codes))) if codes[i] == "M"), -1)
    behind = next((i for i in range(max(at - 4, 0), at) if codes[i] == "M"), -1)
    month_at = ahead if ahead >= 0 and codes[at + 1] in "&,|" else behind
    if month_at < 0:
        return None
    month = int(reader.tokens.values[month_at])
    number = int(re.sub(r"\D", "", reader.tokens.values[at]) or 0)
    year_at = next(
        (i for i in range(max(month_at, at) + 1, min(max(month_at, at) + 3, len(codes))) if codes[i] == "Y"), -1
    )
    if year_at >= 0:
        year = int(reader.tokens.values[year_at])
    elif reader.day is None:
        return Reading("DATE", f"XXXX-{month:02d}-{number:02d}", None, "no year said, report's date unknown")
    else:
        year = nearest_year(reader.day, month, number, reader.tense(match))
    day = safe_date(year, month, number)
    return dated(on_day(day), "month said once for both days") if day else None


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
        if alone and reader.code_before(match) not in "i~rXb" and not (codes == "C" and time and time[0] > 12):
            return None
    if time is None:
        return None
    if time[0] == 24 and reader.word_before(match) == "after":
        time = (0, 0, True)  # "just after midnight on Thursday" is where Thursday begins
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
    if reader.value(match, "part") in ("AF", "EV", "NI") and time[0] < 12 and "A" not in match.group("clock"):
        time = (time[0] + 12, time[1], time[2])
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
    if relation == "that" and not reader.is_pointing(match):
        return None
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
    weeks = RELATIVE_YEARS.get(reader.value(match, "rel"), 0)
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


def read_holiday_week(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read Easter week, Labor Day weekend."""
    unit, day = reader.value(match, "u"), reader.day
    if unit not in ("week", "weekend") or day is None:
        return None
    rule = holidays()[reader.value(match, "k")]
    relation = reader.value(match, "rel")
    if relation:
        year = _holiday_year(day, rule, relation, Tense.UNKNOWN)
    else:
        year = min(range(day.year - 1, day.year + 2), key=lambda y: abs((holiday(y, rule) - day).days))
    named = holiday(year, rule)
    if unit == "week":
        return dated(in_week(named), "nearest to the report")
    away = 6 - named.isoweekday() if 2 < named.isoweekday() < 7 else -(named.isoweekday() % 7) - 1
    return dated(in_weekend(add_days(named, away)), "nearest to the report")


def _holiday_year(day: date, rule: str, relation: str, tense: Tense) -> int:
    if rule.startswith("="):  # one day of history comes in no other year, even where "the next 9/11" is spoken of
        return holiday(day.year, rule).year
    days = [holiday(y, rule) for y in (day.year - 1, day.year, day.year + 1)]
    past = [d for d in days if d <= day]
    ahead = [d for d in days if d >= day]
    if relation in ("last", "past", "previous"):
        return [d for d in days if d < day][-1].year
    if relation in ("this", "current"):
        return day.year
    if relation in ("next", "coming") or tense == Tense.FUTURE:
        return ahead[0].year
    if tense == Tense.PAST:
        return past[-1].year
    return min(days, key=lambda d: abs((d - day).days)).year
