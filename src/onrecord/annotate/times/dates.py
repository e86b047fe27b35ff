"""Stretches of calendar time: their bounds, TIMEX3 value and EDTF form. Knows no text."""

from __future__ import annotations

import calendar
import dataclasses
import re
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import Precision, Span, When

SEASONS = {"SP": (3, 1, 6, 20), "SU": (6, 1, 9, 22), "FA": (9, 1, 12, 20), "WI": (12, 1, 3, 20)}
"""First and last day of each season: wide enough for the meteorological and the astronomical one (north)."""

_EDTF_SEASON = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}

PARTS = {
    "MO": ("00:00", "12:00", 0),
    "MI": ("11:00", "14:00", 0),
    "AF": ("12:00", "18:00", 0),
    "EV": ("17:00", "23:59", 0),
    "NI": ("18:00", "06:00", 1),
    "DT": ("06:00", "20:00", 0),
}
"""Parts of a day: first and last minute, and how many days later the last one is."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):?(\d\d))?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of calendar time.

    Attributes:
        first: its first day.
        last: its last day.
        precision: how fine it was said.
        value: TIMEX3 value.
        edtf: EDTF form.
        first_time: "HH:MM" on the first day, "" for the whole day.
        last_time: "HH:MM" on the last day, "" for the whole day.
    """

    first: date
    last: date
    precision: Precision
    value: str
    edtf: str
    first_time: str = ""
    last_time: str = ""

    def when(self, spans: tuple[Span, ...], why: str) -> When:
        """Return it as a record's range."""
        return When(
            earliest=_stamp(self.first, self.first_time),
            latest=_stamp(self.last, self.last_time),
            precision=self.precision,
            edtf=self.edtf,
            spans=spans,
            why=why,
        )


def _stamp(day: date, time: str) -> str:
    return f"{day.isoformat()}T{time}" if time else day.isoformat()


def parse_iso(text: str) -> tuple[date, str] | None:
    """Return date and "HH:MM" ("" where none) at the start of an ISO 8601 string, or None without a full date."""
    match = _ISO.match(text)
    if match is None:
        return None
    day = safe_date(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        return None
    return day, f"{match[4]}:{match[5]}" if match[4] else ""


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has none such."""
    if not 1 <= month <= 12 or not 1 <= year <= 9998 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def add_days(day: date, days: int) -> date:
    """Return the day so many days later, held inside what the calendar can say."""
    if abs(days) > 3_000_000:
        return date(9998, 1, 1) if days > 0 else date(1, 1, 2)
    number = min(max(day.toordinal() + days, 2), date(9998, 1, 1).toordinal())
    return date.fromordinal(number)


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return year and month so many months later, held inside what the calendar can say."""
    total = min(max(year * 12 + month - 1 + months, 12), 9998 * 12)
    return total // 12, total % 12 + 1


def on_day(day: date) -> Stretch:
    """Return one day."""
    text = day.isoformat()
    return Stretch(day, day, Precision.DAY, text, text)


def in_week(day: date) -> Stretch:
    """Return the ISO week that holds the day."""
    year, week, weekday = day.isocalendar()
    first = add_days(day, 1 - weekday)
    last = add_days(first, 6)
    return Stretch(first, last, Precision.WEEK, f"{year:04d}-W{week:02d}", f"{first}/{last}")


def in_weekend(day: date) -> Stretch:
    """Return the weekend of the ISO week that holds the day."""
    week = in_week(day)
    first = add_days(week.first, 5)
    return Stretch(first, week.last, Precision.WEEKEND, f"{week.value}-WE", f"{first}/{week.last}")


def in_month(year: int, month: int) -> Stretch:
    """Return one month."""
    text = f"{year:04d}-{month:02d}"
    last = date(year, month, calendar.monthrange(year, month)[1])
    return Stretch(date(year, month, 1), last, Precision.MONTH, text, text)


def in_quarter(year: int, quarter: int) -> Stretch:
    """Return one calendar quarter."""
    last = in_month(year, quarter * 3).last
    first = date(year, quarter * 3 - 2, 1)
    return Stretch(first, last, Precision.QUARTER, f"{year:04d}-Q{quarter}", f"{year:04d}-{32 + quarter}")


def in_half(year: int, half: int) -> Stretch:
    """Return one half of a year."""
    first, last = date(year, half * 6 - 5, 1), in_month(year, half * 6).last
    return Stretch(first, last, Precision.HALF, f"{year:04d}-H{half}", f"{year:04d}-{39 + half}")


def in_season(year: int, season: str) -> Stretch:
    """Return one season; a winter begins in the year that names it."""
    month, day, last_month, last_day = SEASONS[season]
    last = date(year + (last_month < month), last_month, last_day)
    edtf = f"{year:04d}-{_EDTF_SEASON[season]}"
    return Stretch(date(year, month, day), last, Precision.SEASON, f"{year:04d}-{season}", edtf)


def in_year(year: int) -> Stretch:
    """Return one year."""
    year = min(max(year, 1), 9998)
    text = f"{year:04d}"
    return Stretch(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, text, text)


def in_decade(year: int) -> Stretch:
    """Return the decade that holds the year."""
    start = max(year - year % 10, 1)
    text = f"{year // 10:03d}"
    return Stretch(date(start, 1, 1), date(min(year - year % 10 + 9, 9998), 12, 31), Precision.DECADE, text, f"{text}X")


def in_century(number: int) -> Stretch:
    """Return a century by its ordinal, counted in hundreds ("the 20th" is 1900 to 1999, wide by one year)."""
    number = min(max(number, 1), 99)
    start = max((number - 1) * 100, 1)
    text = f"{number - 1:02d}"
    return Stretch(date(start, 1, 1), date(number * 100, 12, 31), Precision.CENTURY, text, f"{text}XX")


def part_of(day: date, part: str) -> Stretch:
    """Return a part of a day, such as `NI`."""
    first_time, last_time, later = PARTS[part]
    return Stretch(
        day, add_days(day, later), Precision.PART_OF_DAY, f"{day}T{part}", day.isoformat(), first_time, last_time
    )


def at_clock(day: date, hour: int, minute: int, *, exact: bool = True) -> Stretch:
    """Return a minute of a day; `exact` is False for a bare hour, which may be off by half of one."""
    time = f"{hour % 24:02d}:{minute:02d}"
    held = add_days(day, 1) if hour == 24 else day
    value = f"{day}T{hour:02d}:{minute:02d}"
    precision = Precision.MINUTE if exact else Precision.HOUR
    last = time if exact else f"{hour % 24:02d}:59"
    return Stretch(held, held, precision, value, f"{held}T{time}:00" if exact else held.isoformat(), time, last)


def between(first: date, last: date, precision: Precision, value: str) -> Stretch:
    """Return any stretch, with an interval as its EDTF."""
    edtf = f"{first}/{last}" if first != last else first.isoformat()
    return Stretch(first, last, precision, value, edtf)


def unit_at(unit: str, year: int, month: int, day: date) -> Stretch:
    """Return the calendar unit that holds the day (or the month, or the year), for a unit of a month or more."""
    match unit:
        case "year":
            return in_year(year)
        case "half":
            return in_half(year, (month + 5) // 6)
        case "quarter":
            return in_quarter(year, (month + 2) // 3)
        case "month":
            return in_month(year, month)
        case "decade":
            return in_decade(year)
        case "century":
            return in_century(year // 100 + 1)
        case "weekend":
            return in_weekend(day)
        case "week":
            return in_week(day)
        case _:
            return on_day(day)


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}


def shifted(day: date, count: float, unit: str) -> Stretch:
    """Return the calendar unit so many units away from the day: `shifted(d, -2, "month")` is a month."""
    if unit in _MONTHS:
        whole = round(max(min(count, 10_000), -10_000) * _MONTHS[unit])
        year, month = add_months(day.year, day.month, whole)
        target = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return unit_at(unit, year, month, target)
    if unit in _DAYS:
        target = add_days(day, round(max(min(count, 3e6), -3e6) * _DAYS[unit]))
        return unit_at("week" if unit == "fortnight" else unit, target.year, target.month, target)
    return on_day(day)


def reaching(day: date, count: float, unit: str) -> date:
    """Return the day so many units away, the far end of a period ("the past three months")."""
    if unit in _MONTHS:
        year, month = add_months(day.year, day.month, round(max(min(count, 10_000), -10_000) * _MONTHS[unit]))
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    if unit in _DAYS:
        return add_days(day, round(max(min(count, 3e6), -3e6) * _DAYS[unit]))
    hours = {"hour": 1.0, "minute": 1 / 60}.get(unit, 0.0) * max(min(count, 1e7), -1e7)
    return add_days(day, int(hours / 24 - (hours < 0 and hours % 24 != 0)))


def fineness(first: date, last: date) -> Precision:
    """Return the coarsest precision that is not longer than the range."""
    days = (last - first).days + 1
    steps = (
        (3650, Precision.DECADE),
        (365, Precision.YEAR),
        (181, Precision.HALF),
        (90, Precision.QUARTER),
        (28, Precision.MONTH),
        (7, Precision.WEEK),
    )
    return next((precision for least, precision in steps if days >= least), Precision.DAY)


def bounded(stretch: Stretch, first: date, last: date) -> Stretch:
    """Return the stretch with other bounds and the same value, as "early 2022" has."""
    edtf = f"{first}/{last}" if first != last else first.isoformat()
    return dataclasses.replace(
        stretch, first=first, last=last, precision=fineness(first, last), edtf=edtf, first_time="", last_time=""
    )


def edge(stretch: Stretch, side: str) -> Stretch:
    """Return its early, middle or late part: half of a month, year or decade, no sharper than that.

    The value stays that of the whole; weeks and shorter stay whole.
    """
    first, last = stretch.first, stretch.last
    match stretch.precision, side:
        case Precision.MONTH, "START":
            return bounded(stretch, first, first.replace(day=15))
        case Precision.MONTH, "MID":
            return bounded(stretch, first.replace(day=8), first.replace(day=23))
        case Precision.MONTH, "END":
            return bounded(stretch, first.replace(day=16), last)
        case Precision.YEAR, "START":
            return bounded(stretch, first, first.replace(month=6, day=30))
        case Precision.YEAR, "MID":
            return bounded(stretch, first.replace(month=4), first.replace(month=9, day=30))
        case Precision.YEAR, "END":
            return bounded(stretch, first.replace(month=7), last)
        case ((Precision.SEASON | Precision.QUARTER | Precision.HALF | Precision.DECADE | Precision.CENTURY), _) if (
            side
        ):
            return _part_of_long(stretch, side)
    return stretch


def _part_of_long(stretch: Stretch, side: str) -> Stretch:
    first, last = stretch.first, stretch.last
    if stretch.precision in (Precision.DECADE, Precision.CENTURY):
        years = last.year - first.year + 1
        bounds = {"START": (0, 0.5), "MID": (0.3, 0.7), "END": (0.5, 1)}[side]
        start, end = first.year + int(years * bounds[0]), first.year + int(years * bounds[1]) - 1
        return bounded(stretch, date(start, 1, 1), date(end, 12, 31))
    half = timedelta(days=((last - first).days + 1) // 2)
    quarter = half // 2
    bounds_of = {"START": (first, first + half), "MID": (first + quarter, last - quarter), "END": (last - half, last)}
    return bounded(stretch, *bounds_of[side])


def hull_of(a: Stretch, b: Stretch) -> Stretch:
    """Return the stretch from the start of the first to the end of the second, as precise as the coarser one."""
    order = list(Precision)
    precision = max(a.precision, b.precision, key=order.index)
    return Stretch(a.first, b.last, precision, a.value, f"{a.edtf}/{b.edtf}", a.first_time, b.last_time)


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * (c // 4) - c % 4 - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def holiday(year: int, rule: str) -> date:
    """Return the day of a holiday.

    Args:
        year: of the calendar.
        rule: "12-25" a fixed day, "easter-2" days from Easter, "11-4-4" the fourth Thursday (4) of November,
            "5-1-L" its last Monday, "=2001-09-11" that day only.
    """
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule.removeprefix("easter") or 0))
    if rule.startswith("="):
        return date.fromisoformat(rule[1:])
    pieces = rule.split("-")
    month = int(pieces[0])
    if len(pieces) == 2:
        return date(year, month, int(pieces[1]))
    weekday = int(pieces[1])
    if pieces[2] == "L":
        last = in_month(year, month).last
        return add_days(last, -((last.isoweekday() - weekday) % 7))
    first = date(year, month, 1)
    return add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (int(pieces[2]) - 1))
