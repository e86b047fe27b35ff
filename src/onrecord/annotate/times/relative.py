"""Reads the expressions that count from somewhere: shifts, units near the report, durations, sets, vague ones."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

from onrecord.annotate.times.absolute import relative_day, side
from onrecord.annotate.times.anchor import Reader, Reading, Tense, dated, weekday_by, weekday_near, weekend_near
from onrecord.annotate.times.dates import (
    PARTS,
    Stretch,
    add_days,
    between,
    bounded,
    edge,
    fineness,
    in_half,
    in_month,
    in_quarter,
    in_weekend,
    in_year,
    on_day,
    part_of,
    reaching,
    shifted,
    unit_at,
)
from onrecord.annotate.times.tokens import number
from onrecord.model import Precision

_CODES = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "weekend": "WE",
    "fortnight": "W",
    "month": "M",
    "quarter": "M",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
}
_TIMES = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}

NOTHING = Reading("", "")
"""Read, and no time expression: nothing else may be read into the same words."""

_MOST_DAYS = 1000
"""Days that "so many days later" may say to be counted from an earlier day than the last."""

EVENT_WORDS = ("before", "after")
"""With something behind them they are prepositions: "two days before the vote" is a length, not a day."""


def length(count: float, unit: str) -> str:
    """Return a TIMEX3 duration: 3, "month" is P3M; two and a half hours are PT2H30M."""
    code = _CODES[unit]
    whole = int(count)
    rest = count - whole
    finer = {"TH": ("TM", 60), "TM": ("TS", 60), "Y": ("M", 12), "D": ("TH", 24)}.get(code)
    if rest and finer and unit not in _TIMES:
        tail = f"{round(rest * finer[1])}{finer[0][-1]}"
        head = f"{whole}{code[-1]}" if whole else ""
        if finer[0][0] == "T" and code[0] != "T":
            return f"P{head}T{tail}"
        return f"P{'T' if code[0] == 'T' else ''}{head}{tail}"
    times = count * _TIMES.get(unit, 1)
    shown = str(int(times)) if times == int(times) else f"{times:g}"
    return f"P{'T' if code[0] == 'T' else ''}{shown}{code.lstrip('T') if code[0] == 'T' else code}"


def vague_length(unit: str) -> str:
    """Return a TIMEX3 duration of unsaid number: PXM."""
    code = {"decade": "E", "century": "C", "quarter": "Q"}.get(unit, _CODES[unit])
    return f"PTX{code[1]}" if code[0] == "T" else f"PX{code}"


def _vague_past(reader: Reader, why: str) -> Reading:
    day = reader.day
    if day is None:
        return Reading("DATE", "PAST_REF", None, why)
    stretch = between(day, day, Precision.VAGUE, "PAST_REF")
    return Reading("DATE", "PAST_REF", dataclasses.replace(stretch, edtf=f"../{day}"), why, open_start=True)


def _vague_future(reader: Reader, why: str) -> Reading:
    day = reader.day
    if day is None:
        return Reading("DATE", "FUTURE_REF", None, why)
    stretch = between(day, day, Precision.VAGUE, "FUTURE_REF")
    return Reading("DATE", "FUTURE_REF", dataclasses.replace(stretch, edtf=f"{day}/.."), why, open_end=True)


def _vague(reader: Reader, value: str, why: str) -> Reading:
    if value == "PAST_REF":
        return _vague_past(reader, why)
    if value == "FUTURE_REF":
        return _vague_future(reader, why)
    return Reading("DATE", value, None, why)


def read_vague(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read now, recently, soon."""
    if reader.word_before(match) == "as":
        return None
    return _vague(reader, reader.tokens.values[match.start()], "vague word")


def read_vague_noun(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the future, the past."""
    if match.group("past"):
        if reader.value(match, "past") != "past" or (
            reader.word_after(match).isalpha() and reader.code_after(match) == "_"
        ):
            return None
        return _vague_past(reader, "vague word")
    if match.group(0)[0] != "T" and reader.code_after(match) == "_":
        return None
    return _vague(reader, reader.value(match, "v"), "vague word")


def read_adjective(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read current and recent before a noun."""
    word = reader.tokens.values[match.start()]
    return (
        _vague(reader, {"current": "PRESENT_REF", "recent": "PAST_REF"}[word], "vague word")
        if word in ("current", "recent")
        else None
    )


def _is_preposition(reader: Reader, match: re.Match[str], group: str) -> bool:
    at = match.start(group)
    word = reader.tokens.words(at, at + 1).lower()
    if word not in EVENT_WORDS:
        return False
    return reader.tokens.codes[at + 1 : at + 2] not in (".", ",", "\n", "", "-", "(", "&")


def read_shift(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read two days ago, a year earlier, three weeks later, the day before."""
    if match.group("days"):
        return _read_the_day(reader, match)
    unit = reader.value(match, "u")
    if _is_preposition(reader, match, "dir") or unit == "second":
        return None
    ahead = match.group("dir")[0] in "LXi"
    from_report = match.group("dir")[0] in "gi"
    count = _count(reader, match)
    if not count:
        return _uncounted_shift(reader, match, ahead=ahead, from_report=from_report)
    away = int(min(count, _MOST_DAYS)) if ahead else 0
    base = reader.day if from_report else reader.day_before(away, reader.tense(match), unit)
    if base is None:
        return Reading("DATE", "FUTURE_REF" if ahead else "PAST_REF", None, "no date to count from")
    if unit == "year" and count == 1 and not ahead and reader.quarter is not None:
        return _a_year_before(reader.quarter)
    why = f"{count:g} {unit}(s) {'after' if ahead else 'before'} "
    why += "the report" if from_report or reader.previous is None else "the date named before"
    signed = count if ahead else -count
    if not from_report and reader.previous is not None and unit == "year":
        return dated(_same_unit(reader.previous, round(max(min(signed, 9000), -9000))), why)
    return dated(_shifted_as_said(base, signed, unit), why)


def _count(reader: Reader, match: re.Match[str]) -> float:
    """Return how many units a shift says, 0 where it says no number."""
    amount = match.group("n") or ""
    if "q" in amount:
        return 2.0 if reader.tokens.values[match.start("n") + amount.startswith("a")] == "couple" else 0.0
    return 1.0 if amount == "a" else reader.number(match, "n")


def _uncounted_shift(reader: Reader, match: re.Match[str], *, ahead: bool, from_report: bool) -> Reading | None:
    if not match.group("n") and not reader.word(match, "u").endswith("s"):
        return None
    if not from_report:
        length_said = vague_length(reader.value(match, "u"))
        return Reading("DURATION", length_said, None, "a length from the date named before")
    return _vague_future(reader, "no number said") if ahead else _vague_past(reader, "no number said")


def _a_year_before(quarter: Stretch) -> Reading:
    number = (quarter.first.month + 2) // 3
    return dated(in_quarter(quarter.first.year - 1, number), "the same quarter a year before", echo=True)


def _shifted_as_said(base: date, count: float, unit: str) -> Stretch:
    """Return where a shift lands; "a decade ago" is no sharper than two years to either side."""
    if unit in ("minute", "hour"):
        return on_day(reaching(base, count, unit))
    if unit not in ("decade", "century"):
        return shifted(base, count, unit)
    found = shifted(base, count * _TIMES[unit], "year")
    year = found.first.year
    return bounded(found, in_year(year - 2).first, in_year(year + 2).last)


def _same_unit(previous: Stretch, years: int) -> Stretch:
    year = previous.first.year + years
    if previous.precision == Precision.MONTH:
        return in_month(min(max(year, 1), 9998), previous.first.month)
    if previous.precision == Precision.QUARTER:
        return in_quarter(min(max(year, 1), 9998), (previous.first.month + 2) // 3)
    return in_year(year)


def _read_the_day(reader: Reader, match: re.Match[str]) -> Reading | None:
    unit = reader.tokens.values[match.end("days") - 1]
    if unit not in ("day", "week", "month", "year", "weekend"):
        return None
    away = -1 if match.group("ddir") in "eb" else 1
    if match.group("to"):
        base = _named_day(reader, reader.value(match, "to"), match)
        return dated(shifted(base, away, unit), "from the day named with it") if base else None
    if _is_preposition(reader, match, "ddir") or reader.word(match, "ddir").lower() in ("earlier", "later"):
        return None
    base = reader.day_before(away, reader.tense(match), unit)
    if base is None:
        return Reading("DATE", "PAST_REF" if away < 0 else "FUTURE_REF", None, "no date to count from")
    return dated(shifted(base, away, unit), "from the date named before")


def read_shift_twice(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the day before yesterday, the day after Friday."""
    base = _named_day(reader, reader.value(match, "to"), match)
    unit = reader.value(match, "u")
    if base and reader.day and reader.value(match, "to").isdigit() and match.group("rel"):
        base = weekday_by(reader.day, int(reader.value(match, "to")), reader.value(match, "rel"), Tense.UNKNOWN)[0]
    away = -1 if match.group("dir") in "eb" else 1
    return dated(shifted(base, away, unit), "from the day named with it") if base and unit == "day" else None


def _named_day(reader: Reader, name: str, match: re.Match[str]) -> date | None:
    if not name.isdigit():
        return relative_day(reader, name)[0]
    return weekday_near(reader.day, int(name), reader.tense(match))[0] if reader.day else None


def read_year_ago_unit(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the year-ago quarter, the year-earlier period."""
    if reader.value(match, "u") != "year" or reader.day is None:
        return None
    if reader.quarter is not None:
        return _a_year_before(reader.quarter)
    if reader.value(match, "of") == "quarter":
        now = (reader.day.month + 2) // 3
        return dated(in_quarter(reader.day.year - 1, (now - 2) % 4 + 1), "a year before the last full quarter")
    return dated(in_year(reader.day.year - 1), "the year before the report's")


def read_year_end(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read year-end, the year's end."""
    if reader.value(match, "u") != "year" or side(reader, match) != "END" or reader.day is None:
        return None
    year = int(reader.value(match, "y") or 0) or reader.day.year
    return dated(edge(in_year(year), "END"), "of the report's year")


_AWAY = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "same": 0, "that": 0}
_AWAY |= {"next": 1, "coming": 1, "following": 1}


def read_the_unit(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read last week, this year, next month, the past year, the same day, earlier this month."""
    unit, relation = reader.value(match, "u"), reader.value(match, "rel")
    if relation not in _AWAY or (relation == "that" and "tl" in match.group(0)):
        return None
    word = reader.word(match, "u").lower()
    the = bool(match.group("the"))
    if unit in ("second", "minute", "hour"):
        return (
            _past_period(reader, 1, unit, relation) if relation in ("past", "last") and the and unit == "hour" else None
        )
    if word.endswith("s") and unit != "century":
        return _plural_unit(reader, relation)
    if the and relation in ("last", "past") and unit in ("week", "month", "year", "decade", "century"):
        return _past_period(reader, 1, unit, relation)
    if relation == "past":
        return _past_period(reader, 1, unit, relation)
    if relation in ("same", "that") or (relation in ("previous", "following") or (the and relation == "next")):
        base, why = reader.day_before(_AWAY[relation], reader.tense(match), unit), "from the date named before"
    else:
        base, why = reader.day, "from the report's date"
    if base is None:
        return Reading(
            "DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[_AWAY[relation]], None, "no date to count from"
        )
    if unit == "weekend" and relation == "this":
        return dated(in_weekend(weekend_near(base, reader.tense(match)).first), why)
    if unit == "day" and relation in ("last", "this", "current", "coming"):
        return None
    stretch = edge(shifted(base, _AWAY[relation], unit), side(reader, match))
    return dated(_cut_at_report(reader, match, stretch), why)


def read_latest(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the latest quarter, the latest period, the 1988 quarter."""
    unit = reader.value(match, "u")
    if reader.day is None or unit not in ("quarter", "period"):
        return None
    if match.group("y"):
        if reader.quarter is None:
            return None
        number = (reader.quarter.first.month + 2) // 3
        return dated(in_quarter(reader.year(match, "y"), number), "that quarter of the year said", echo=True)
    if reader.value(match, "rel") != "latest" or (unit == "period" and reader.quarter is None):
        return None
    return dated(
        reader.quarter or in_quarter(*_last_full_quarter(reader.day)), "the quarter named before, or the last full one"
    )


def _cut_at_report(reader: Reader, match: re.Match[str], stretch: Stretch) -> Stretch:
    """Bound "earlier this year" and "later this month" by the report's day; the value stays."""
    code = match.group("edge") or match.group("mod") or ""
    day = reader.day
    if day is None or not code or code[0] not in "eL" or not stretch.first < day < stretch.last:
        return stretch
    first, last = (stretch.first, day) if code[0] == "e" else (day, stretch.last)
    return bounded(stretch, first, last)


def _plural_unit(reader: Reader, relation: str) -> Reading | None:
    if relation in ("past", "previous"):
        return _vague_past(reader, "no number said")
    return _vague_future(reader, "no number said") if relation in ("coming", "following", "next") else None


def _past_period(reader: Reader, count: float, unit: str, relation: str) -> Reading:
    """Return a length that ends or begins at the report's day."""
    value = length(count, unit)
    if reader.day is None:
        return Reading("DURATION", value, None, "report's date unknown")
    if relation in ("next", "coming", "following"):
        end = reaching(reader.day, count, unit)
        return Reading(
            "DURATION", value, between(reader.day, end, fineness(reader.day, end), value), "from the report's day on"
        )
    start = reaching(reader.day, -count, unit)
    return Reading(
        "DURATION", value, between(start, reader.day, fineness(start, reader.day), value), "up to the report's day"
    )


def read_period(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the past three months, the next few days."""
    unit, relation = reader.value(match, "u"), reader.value(match, "rel")
    if relation not in _AWAY:
        return None
    if match.group("q"):
        quantity = reader.tokens.values[match.end("q") - 1]
        if quantity == "couple":
            return _past_period(reader, 2, unit, relation)
        past = relation in ("last", "past", "previous")
        vague = _vague_past(reader, "no number said") if past else _vague_future(reader, "no number said")
        return dataclasses.replace(vague, kind="DURATION", value=vague_length(unit))
    start, end = match.span("n")
    codes = re.split(r"[|r-]", reader.tokens.codes[start:end])[0]
    count = reader.number(match, "n") if "n" in codes and "-" in match.group("n") else 0.0
    if not count:
        count = number(reader.tokens.values[start : start + len(codes)], codes)
    return _past_period(reader, count, unit, relation)


def read_edge_unit(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the end of the month."""
    unit = reader.value(match, "u")
    if unit == "day" and match.group("edge").endswith("iT"):
        base = reader.base()
        return dated(on_day(base), "the day named before") if base else None
    if reader.day is None or unit not in ("week", "month", "quarter", "year", "decade", "century"):
        return None
    return dated(edge(shifted(reader.day, 0, unit), side(reader, match)), "of the report's date")


_RATE = re.compile(
    r"(?:[$£€¥#]\s?\d[\d.,]*|%|\b(?:million|billion|percent|pounds|dollars|euros|times|once|twice|people)"
    r"|\b(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)\s[a-z]{3,12})\s*$"
)


def read_duration(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read three years, a 12-hour standoff, two to three weeks; an age is no time expression."""
    unit = {"2": "second"}.get(reader.value(match, "u"), reader.value(match, "u"))  # "30-second" looks like an ordinal
    if unit not in _CODES:
        return None  # "a two-third majority"
    amount = match.group("n")
    if amount == "a" and _is_rate(reader, match):
        return Reading("SET", length(1, unit), None, "a rate")
    count = 1.0 if amount == "a" else reader.number(match, "n")
    if match.group("half"):
        count += 0.5
    if not 0 < count < 1e9 or _counts_no_time(reader, match, count):
        return None
    if match.group("old"):
        return NOTHING
    return Reading("DURATION", length(count, unit), None, "a length")


def _is_rate(reader: Reader, match: re.Match[str]) -> bool:
    """Say whether "a day" says how often: "$5 a day", "twice a day"."""
    start = reader.tokens.starts[match.start()]
    return _RATE.search(reader.tokens.text, max(0, start - 24), start) is not None


def _counts_no_time(reader: Reader, match: re.Match[str], count: float) -> bool:
    unit, plural = reader.value(match, "u"), reader.word(match, "u").lower().endswith("s")
    match unit:
        case "quarter":  # a fraction
            return count in (1, 3) or reader.code_after(match) == "o"
        case "weekend":
            return not plural
        case "second" if match.group("n") == "a":
            return True
    return match.group("n") == "Y" and count > 1900 and not plural


def read_vague_duration(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read several years, a few days, recent months."""
    quantity = reader.tokens.values[match.end("q") - 1]
    unit = reader.value(match, "u")
    if reader.word_before(match) == "as":  # "in as many weeks"
        return NOTHING
    if quantity == "recent":
        return _vague_past(reader, "no number said")
    if quantity == "couple":
        return Reading("DURATION", length(2, unit), None, "a length")
    return Reading("DURATION", vague_length(unit), None, "a length") if unit in _CODES else None


def read_bare_unit(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read for years, in days; decades-long, day-long."""
    unit = reader.value(match, "u")
    word = reader.word(match, "u").lower()
    plural = word.endswith("s")
    if match.end() - match.start() == 3 and reader.tokens.values[match.end() - 1] == "full":
        if reader.tokens.words(match.end() - 1, match.end()).lower() != "long":
            return None
        return Reading("DURATION", vague_length(unit) if plural else length(1, unit), None, "a length")
    if (
        not plural
        or unit in ("second", "minute", "quarter", "weekend")
        or reader.code_before(match) not in ("i", "~", "X")
    ):
        return None
    return Reading("DURATION", vague_length(unit), None, "a length")


def read_anaphor(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the year, the quarter, the weekend."""
    unit = reader.value(match, "u")
    if reader.day is None or reader.word(match, "u").lower().endswith("s"):
        return None
    after = reader.word_after(match).lower()
    match unit:
        case "quarter" if after == "of":
            return None
        case "quarter":
            if after in ("ended", "ending"):
                return dated(in_quarter(*_last_full_quarter(reader.day)), "the last full quarter")
            found = reader.quarter or in_quarter(*_last_full_quarter(reader.day))
            return dated(found, "the quarter named before" if reader.quarter else "the last full quarter")
        case "weekend":
            return dated(in_weekend(weekend_near(reader.day, reader.tense(match)).first), "nearest to the report")
        case "year":
            if after in ("ended", "ending", "to", "through"):
                return Reading("DURATION", "P1Y", None, "a length")
            return dated(in_year(reader.day.year), "of the report")
        case "month" | "week":
            year, month = reader.day.year, reader.day.month
            return dated(unit_at(unit, year, month, reader.day), "of the report") if after not in EVENT_WORDS else None
    return None


def _last_full_quarter(day: date) -> tuple[int, int]:
    now = (day.month + 2) // 3
    return (day.year - 1, 4) if now == 1 else (day.year, now - 1)


def read_parts_of_year(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the first nine months of 1990, the first two quarters."""
    unit = reader.value(match, "q")
    count = reader.number(match, "n")
    if unit not in ("month", "quarter", "week", "day", "year", "hour") or count <= 0:
        return None
    year = reader.year(match, "y") or (reader.day.year if reader.day else 0)
    if not year or int(reader.number(match, "o")) != 1 or unit not in ("month", "quarter") or count > 12:
        return Reading("DURATION", length(count, unit), None, "a length")
    if unit == "quarter" and count in (2, 4):
        return dated(in_half(year, 1) if count == 2 else in_year(year), "calendar quarters")
    first = date(year, 1, 1)
    last = add_days(reaching(first, count, unit), -1)
    value = length(count, unit)
    return Reading("DURATION", value, between(first, last, Precision.MONTH, value), "from the start of the year")


def read_set_each(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read every day, each Thursday, each July, per year."""
    why = "repeats"
    if match.group("u"):
        count = reader.number(match, "n") or 1
        unit = reader.value(match, "u")
        return Reading("SET", length(count, unit), None, why) if unit in _CODES else None
    if match.group("w"):
        return Reading(
            "SET",
            f"XXXX-WXX-{reader.value(match, 'w')}" + (f"T{reader.value(match, 'part')}" if match.group("part") else ""),
            None,
            why,
        )
    if match.group("m"):
        return Reading("SET", f"XXXX-{int(reader.value(match, 'm')):02d}", None, why)
    if match.group("s"):
        return Reading("SET", f"XXXX-{reader.value(match, 's')}", None, why)
    if match.group("p"):
        return Reading("SET", f"XXXX-XX-XXT{reader.value(match, 'p')}", None, why)
    return Reading("SET", length(reader.number(match, "o") or 1, reader.value(match, "ou")), None, why)


def read_set_weekday(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read Mondays, Tuesday nights."""
    if match.group(0) == "WP":
        return None
    part = f"T{reader.tokens.values[match.end() - 1]}" if match.group(0).endswith("P") else ""
    return Reading("SET", f"XXXX-WXX-{reader.tokens.values[match.start()]}{part}", None, "repeats")


def read_often(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read daily, weekly; not the name of a paper."""
    i = match.start()
    if reader.tokens.capitalised(i) and i and (reader.tokens.capitalised(i - 1) or reader.tokens.capitalised(i + 1)):
        return None
    return Reading("SET", reader.tokens.values[i], None, "repeats")


def read_part(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read this morning, last night, the next morning, the night before, at dawn."""
    relation = (
        reader.tokens.values[match.start("rel") + match.group("rel").startswith("T")] if match.group("rel") else ""
    )
    if match.group("bare"):
        away = -1 if match.group("dir") in "eb" else 1
        base, part, why = (
            reader.day_before(away, reader.tense(match)),
            reader.value(match, "bare"),
            "from the date named before",
        )
        if _is_preposition(reader, match, "dir"):
            return None
    elif match.group("at"):
        if reader.word(match, "at").lower() not in ("dawn", "daybreak", "sunrise", "dusk", "sunset", "nightfall"):
            return None
        away, base, part, why = 0, reader.base(), reader.value(match, "at"), "on the day named before"
    elif match.group("day"):
        if reader.tokens.words(match.start() - 2, match.start() - 1).lower() not in (
            "in",
            "during",
            "throughout",
            "by",
        ):
            return None
        away, base, part, why = 0, reader.base(), reader.value(match, "day"), "on the day named before"
    elif relation not in _AWAY:
        return None
    else:
        away, part = _AWAY[relation], reader.value(match, "part")
        from_report = relation in ("this", "last", "past", "current")
        base = reader.day if from_report else reader.day_before(away, reader.tense(match))
        why = "from the report's day" if from_report else "from the date named before"
    if part not in PARTS or reader.word(match, "part").lower().endswith("s"):
        return None
    if base is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}", None, "no date to count from")
    return dated(part_of(add_days(base, away), part), why)


def read_bare_part(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read mid-afternoon, early morning."""
    part = reader.value(match, "part")
    base = reader.base()
    if reader.word(match, "part").lower().endswith("s"):
        return None
    if base is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}", None, "no date to count from")
    return dated(part_of(base, part), "on the day named before" if reader.previous else "on the report's day")


def read_part_weekday(reader: Reader, match: re.Match[str]) -> Reading | None:
    """Read the night of Friday."""
    if reader.day is None:
        return Reading("TIME", f"XXXX-WXX-{reader.value(match, 'w')}T{reader.value(match, 'part')}", None, "no date")
    day, why = weekday_near(reader.day, int(reader.value(match, "w")), reader.tense(match))
    return dated(part_of(day, reader.value(match, "part")), why)
