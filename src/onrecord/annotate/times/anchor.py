"""What a time expression is read against: the report's day, the tense around it, the expressions before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.annotate.times.dates import (
    Stretch,
    add_days,
    in_month,
    in_quarter,
    in_season,
    in_week,
    on_day,
    safe_date,
)
from onrecord.annotate.times.tokens import Tokens, number
from onrecord.model import Precision


class Tense(StrEnum):
    """Where the verb that governs an expression looks."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


_DAYS = frozenset({Precision.DAY, Precision.PART_OF_DAY, Precision.HOUR, Precision.MINUTE})

_JOINED = re.compile(r"(?:[&|r,-]|i(?=[Mm])|,&){1,2}(?:[dO]?(?P<m>[Mm])[dO]?|[dO]),?(?P<y>Y)")

TenseAt = Callable[[int, int], Tense]
"""Gives the tense that governs the stretch of text from one offset to another."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means.

    Attributes:
        kind: TIMEX3 type.
        value: TIMEX3 value.
        stretch: the range it stands for, None for durations and sets.
        why: how it was anchored.
        open_start: it has no first day ("a few years ago").
        open_end: it has no last day.
        echo: it only compares with a quarter named before.
    """

    kind: str
    value: str
    stretch: Stretch | None = None
    why: str = ""
    open_start: bool = False
    open_end: bool = False
    echo: bool = False


def dated(stretch: Stretch, why: str, *, echo: bool = False) -> Reading:
    """Return a reading for a stretch; a part of a day or a clock time is a TIME."""
    kind = "TIME" if stretch.first_time else "DATE"
    return Reading(kind, stretch.value, stretch, why, echo=echo)


class Reader:
    """Reads the expressions of one text from first to last.

    Attributes:
        tokens: the text as the grammar sees it.
        day: the report's day, None where unknown.
        hour: its "HH:MM", "" where unknown.
        previous: the calendar expression read last, the one that "two days later" counts from.
        previous_day: the last one as fine as a day.
        quarter: the quarter named last, what "a year earlier" compares with in company news.
    """

    def __init__(self, tokens: Tokens, day: date | None, hour: str, tense_at: TenseAt) -> None:
        """Start before the first token."""
        self.tokens = tokens
        self.day = day
        self.hour = hour
        self.tense_at = tense_at
        self.previous: Stretch | None = None
        self.previous_day: Stretch | None = None
        self.quarter: Stretch | None = None
        self._days: list[date] = []

    def note(self, reading: Reading) -> None:
        """Remember a reading for those that count from it."""
        stretch = reading.stretch
        if stretch is None or stretch.precision in (Precision.VAGUE, Precision.UNKNOWN) or reading.open_start:
            return
        self.previous = stretch
        if stretch.precision in _DAYS:
            self.previous_day = stretch
            self._days = [*self._days[-_REMEMBERED:], stretch.first]
        if stretch.precision == Precision.QUARTER and not reading.echo and self.day and stretch.last < self.day:
            self.quarter = stretch

    def tense(self, match: re.Match[str]) -> Tense:
        """Return the tense that governs a match."""
        return self.tense_at(self.tokens.starts[match.start()], self.tokens.ends[match.end() - 1])

    def value(self, match: re.Match[str], group: str) -> str:
        """Return what the first token of a group adds, "" where the group did not match."""
        at = match.start(group)
        return self.tokens.values[at] if at >= 0 and match.end(group) > at else ""

    def word(self, match: re.Match[str], group: str) -> str:
        """Return the words of a group, "" where it did not match."""
        at = match.start(group)
        return self.tokens.words(at, match.end(group)) if at >= 0 and match.end(group) > at else ""

    def number(self, match: re.Match[str], group: str) -> float:
        """Return the number a group says, 0 where it did not match."""
        start, end = match.span(group)
        return number(self.tokens.values[start:end], self.tokens.codes[start:end]) if start >= 0 else 0.0

    def code_before(self, match: re.Match[str]) -> str:
        """Return the code of the token before a match, "" at the start."""
        return self.tokens.codes[match.start() - 1] if match.start() else ""

    def code_after(self, match: re.Match[str]) -> str:
        """Return the code of the token after a match, "" at the end."""
        return self.tokens.codes[match.end() : match.end() + 1]

    def word_before(self, match: re.Match[str]) -> str:
        """Return the word before a match in lower case, "" at the start."""
        i = match.start() - 1
        return self.tokens.text[self.tokens.starts[i] : self.tokens.ends[i]].lower() if i >= 0 else ""

    def word_after(self, match: re.Match[str]) -> str:
        """Return the word after a match, "" at the end."""
        i = match.end()
        return self.tokens.text[self.tokens.starts[i] : self.tokens.ends[i]] if i < len(self.tokens.starts) else ""

    def year(self, match: re.Match[str], group: str) -> int:
        """Return the year that a group says: in digits, spelled out or short; 0 where it says none."""
        start, end = match.span(group)
        if start < 0:
            return 0
        codes, values = self.tokens.codes[start:end], self.tokens.values[start:end]
        if codes[0] in "dhQ":
            return self.full_year(int(values[0].lstrip("'’‘")))
        if codes[0] == "Y":
            return int(values[0])
        head = number(values[:1], "n")
        rest = number([v for v, c in zip(values[1:], codes[1:], strict=True) if c == "n"], "n" * codes[1:].count("n"))
        if 13 <= head <= 20 and 10 <= rest <= 99:
            return int(head * 100 + rest)
        whole = number([v for v, c in zip(values, codes, strict=True) if c == "n"], "n" * codes.count("n"))
        return int(whole) if 1000 <= whole <= 2199 else 0

    def year_behind(self, match: re.Match[str], month: int) -> int:
        """Return the year that a date joined to this one says: 2020 for the first of "May and July 2020"; else 0."""
        later = _JOINED.match(self.tokens.codes, match.end(), min(match.end() + 8, len(self.tokens.codes)))
        if later is None:
            return 0
        later_month = int(self.tokens.values[later.start("m")]) if later["m"] else month
        return int(self.tokens.values[later.start("y")]) - (month > later_month)

    def full_year(self, short: int) -> int:
        """Return the year meant by two digits: not more than ten years after the report."""
        if short >= 100:
            return short
        now = self.day.year if self.day else 2025
        year = now - now % 100 + short
        return year - 100 if year > now + 10 else year

    def is_pointing(self, match: re.Match[str]) -> bool:
        """Say whether a match that begins with "that" points back ("on that Friday") and does not open a clause."""
        return self.code_before(match) in ("", "i", ".", ",", "\n", "e", "L")

    def base(self, unit: str = "day") -> date | None:
        """Return the day that "later" and "earlier" count from: of the expression before, else the report's.

        Days count from the last expression that names a day.
        """
        if unit in ("day", "night", "hour", "minute", "week", "weekend"):
            return self.previous_day.first if self.previous_day else self.day
        return self.previous.first if self.previous else self.day

    def day_before(self, away: int, tense: Tense, unit: str = "day") -> date | None:
        """Return the day that a number of days is counted from, as `base` does.

        What is told as past does not lie behind the report: in "fell on Thursday, police said on Saturday. The next
        morning it burned", in a report of that Saturday, Thursday is the day.

        Args:
            away: days that will be added.
            tense: of the verb.
            unit: what is counted; only days are looked back for.
        """
        last = self.base(unit)
        if (
            unit != "day"
            or last is None
            or self.day is None
            or tense is not Tense.PAST
            or add_days(last, away) <= self.day
        ):
            return last
        return next((d for d in reversed(self._days) if add_days(d, away) <= self.day), last)


_REMEMBERED = 8
"""Days named before that are looked back at."""

FAR = 300
"""Days. A day without a year is not read as farther off than this where its other neighbour is nearer: of 150 such
days in TimeBank and AQUAINT, 2 lie more than 240 days off and 1 more than 300 (measured 2026-11-22)."""


def nearest_year(day: date, month: int, of_month: int, tense: Tense, *, strict: bool = False) -> int:
    """Return the year of a day without one: on the side the tense looks to, unless that is far off; else the nearest.

    Args:
        day: the report's.
        month: of the day.
        of_month: the day.
        tense: of the verb.
        strict: it was said that it is past ("last Oct. 23").
    """
    reach = range(max(day.year - 8, 1), min(day.year + 8, 9998) + 1)
    days = {y: (found - day).days for y in reach if (found := safe_date(y, month, of_month))}
    if not days:
        return 0
    past = [y for y in days if days[y] <= 0]
    ahead = [y for y in days if days[y] >= 0]
    if past and (strict or (tense == Tense.PAST and -days[past[-1]] <= FAR)):
        return past[-1]
    if ahead and tense == Tense.FUTURE and days[ahead[0]] <= FAR:
        return ahead[0]
    return min(days, key=lambda y: (abs(days[y]), y))


def weekday_near(day: date, weekday: int, tense: Tense) -> tuple[date, str]:
    """Return the day of a weekday, and why: the report's own day where it is that weekday."""
    if day.isoweekday() == weekday:
        return day, "the report's own day"
    if tense == Tense.FUTURE:
        return add_days(day, (weekday - day.isoweekday()) % 7), "next one after the report, future tense"
    return add_days(day, -((day.isoweekday() - weekday) % 7)), "last one before the report"


def weekday_by(day: date, weekday: int, relation: str, tense: Tense) -> tuple[date, str]:
    """Return the day of "last", "this" or "next" with a weekday, and why."""
    ahead = (weekday - day.isoweekday()) % 7 or 7
    behind = (day.isoweekday() - weekday) % 7 or 7
    match relation:
        case "last" | "past" | "previous":
            return add_days(day, -behind), "the one before"
        case "next" | "coming" | "following":
            return add_days(day, ahead), "the one after"
        case "this":
            if tense == Tense.PAST and behind < 7:
                return add_days(day, -behind), "this past one"
            return add_days(day, ahead % 7), "the one at hand"
        case _:
            return weekday_near(day, weekday, tense)


def month_near(day: date, month: int, relation: str, tense: Tense) -> tuple[Stretch, str]:
    """Return the month of a name without a year, and why."""
    last_year = in_month(day.year - (month >= day.month), month)
    up_to_now = in_month(day.year - (month > day.month), month)
    next_year = in_month(day.year + (month <= day.month), month)
    from_now = in_month(day.year + (month < day.month), month)
    match relation:
        case "last" | "previous":
            return last_year, "the last one before the report's month"
        case "past":
            return up_to_now, "the last one"
        case "next" | "coming" | "following":
            return next_year, "the next one after the report's month"
        case "this" | "current":
            return in_month(day.year, month), "of the report's year"
    if tense == Tense.FUTURE:
        return from_now, "the next one, future tense"
    ahead = (from_now.first - day).days
    if tense == Tense.UNKNOWN and 0 < ahead < (day - up_to_now.first).days:
        return from_now, "the nearest, no tense"
    return up_to_now, "the last one before the report"


def season_near(day: date, season: str, relation: str, tense: Tense) -> tuple[Stretch, str]:
    """Return the season of a name without a year, and why."""
    around = [in_season(y, season) for y in (day.year - 2, day.year - 1, day.year, day.year + 1)]
    begun = [s for s in around if s.first <= day]
    over = [s for s in around if add_days(s.last, -20) < day]  # by the meteorological end
    to_come = [s for s in around if s.last >= day]
    match relation:
        case "last" | "previous":
            return over[-1], "the last one that was over"
        case "past":
            return begun[-1], "the last one"
        case "this" | "current":
            return in_season(day.year, season), "of the report's year"
        case "next" | "coming" | "following":
            return next(s for s in around if s.first > day), "the next one"
    if tense == Tense.FUTURE:
        return to_come[0], "the next one, future tense"
    return begun[-1], "the last one begun before the report"


def quarter_near(day: date, quarter: int, tense: Tense) -> tuple[Stretch, str]:
    """Return the calendar quarter of a number without a year, and why."""
    now = (day.month + 2) // 3
    just_over = quarter == (now - 2) % 4 + 1
    if tense == Tense.FUTURE and not just_over:
        return in_quarter(day.year + (quarter < now), quarter), "the next one, future tense; calendar quarters"
    return in_quarter(day.year - (quarter > now), quarter), "the last one begun before the report; calendar quarters"


def weekend_near(day: date, tense: Tense) -> Stretch:
    """Return the Saturday and Sunday meant by "the weekend"."""
    week = in_week(day)
    saturday = add_days(week.first, 5)
    if day < saturday and tense != Tense.FUTURE:
        saturday = add_days(saturday, -7)
    return on_day(saturday)
