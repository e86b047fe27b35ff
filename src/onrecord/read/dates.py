"""Dates as pages, headers and date lines write them, to ISO 8601. No clock: nothing is relative to today."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = (
    r"(?:[\s,|•·@–—-]*(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*\(?(?:[a-z]{2,4}|[+-]\d{2}:?\d{2})?\)?)?"
)
_PREFIX = (
    r"(?:(?P<update>(?:last\s+)?(?:updated|modified))|(?:first\s+)?published|posted|date|dated)?(?:\s+on)?\s*:?\s*"
)
_FORMS = (
    rf"{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
    rf"{_DAY}\s+{_MONTH},?\s+(?P<year>\d{{4}}|\d{{2}})",
    r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})T?",
    r"(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year>\d{4})",
)
_CORES = tuple(re.compile(form, re.IGNORECASE) for form in _FORMS)
_LINES = tuple(
    re.compile(rf"\W*{_PREFIX}{_WEEKDAY}{form}{_TIME}(?:\s+by\s.{{0,60}})?\W*", re.IGNORECASE) for form in _FORMS
)
_LONGEST_LINE = 120

_HOUR = r"(?:\d{1,2}[:.]\d{2}\s*[ap]\.?m\.?,?\s+)?"
_ANY = "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _FORMS)
_STAMP = (
    rf"(?:(?:last|first)\s+)?(?:posted|published|created|updated|modified)(?:\s+on|\s+at)?(?P<colon>\s*:)?\s*{_HOUR}{_WEEKDAY}"
    rf"(?:{_ANY}){re.sub(r'[?]P<[a-z]+>', '?:', _TIME)}"
)
_FIRST_STAMP = re.compile(rf"(?<!\w){_STAMP}", re.IGNORECASE)
_NEXT_STAMP = re.compile(rf"\W{{0,4}}{_STAMP}", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last\s+)?(?:updated|modified)", re.IGNORECASE)
_LONGEST_STAMPED = 400
_END = re.compile(r"[\s,|·•–—-]{0,4}")


_CALENDAR = re.compile(
    rf"{_WEEKDAY}(?:{_ANY}|{re.sub(r'[?]P<[a-z]+>', '?:', f'{_MONTH}{chr(92)}s+{_DAY}|{_DAY}{chr(92)}s+{_MONTH}')})"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2}/\d{1,2}",
    re.IGNORECASE,
)


def is_day(words: str) -> bool:
    """Say whether words name a day, with its year or without ("March 3", "Monday"), and nothing else."""
    return bool(_CALENDAR.fullmatch(words.strip()[:_LONGEST_LINE]))


def iso(value: str) -> str:
    """Return an ISO 8601 date or date-time in its plain form, or "" where the words are none."""
    value = value.strip()
    if len(value) > 40:
        return ""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return dt.date.fromisoformat(value).isoformat()
        if not re.match(r"\d{4}-?\d{2}-?\d{2}[T ]", value):
            return ""
        return dt.datetime.fromisoformat(value).isoformat(timespec="auto")
    except ValueError:
        return ""


def from_header(value: str) -> str:
    """Return the date of an e-mail or feed header, or any other machine-written date, as ISO 8601, or ""."""
    value = " ".join(value[:100].split())
    if found := iso(value):
        return found
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return in_words(value)


def date_line(line: str) -> tuple[str, bool]:
    """Read a line that is nothing but a date.

    Args:
        line: one paragraph.

    Returns:
        The date as ISO 8601, "" where the line is anything else; and whether it is the date of an update.
    """
    if len(line) > _LONGEST_LINE:
        return "", False
    for pattern in _LINES:
        if found := pattern.fullmatch(line):
            return _built(found), bool(found["update"])
    return "", False


def stamp(line: str) -> tuple[int, int, str, bool] | None:
    """Find a date of publication that stands on one line with a headline or a byline.

    Args:
        line: one paragraph, such as "Fire in Larn Posted: May 4, 2015 5:29 PM Updated: May 5, 2015".

    Returns:
        Where it begins and ends; the date as ISO 8601; and whether it is the date of an update. None where there is
        none: inside a line it needs a colon, since a sentence can say that something was published on a day.
    """
    found = _FIRST_STAMP.search(line[:_LONGEST_STAMPED])
    if not found or (found.start() and not found["colon"]):
        return None
    first, end = found, found.end()
    while following := _NEXT_STAMP.match(line, end):
        if _UPDATED.match(first[0]) and not _UPDATED.search(following[0]):
            first = following
        end = following.end()
    date = date_line(first[0])[0] or in_words(first[0])
    ending = _END.match(line, end)
    return (found.start(), ending.end() if ending else end, date, bool(_UPDATED.match(first[0]))) if date else None


def in_words(words: str) -> str:
    """Return the first date in a few words as ISO 8601, or ""."""
    for pattern in _CORES:
        if (found := pattern.search(words[:_LONGEST_LINE])) and (built := _built(found)):
            return built
    return ""


def _built(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        # Two digits stand in datelines of old newswire only.
        year += 1900 if year >= 50 else 2000
    if parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        if first == second or first > 12:
            month, day = second, first
        elif second > 12:
            month, day = first, second
        else:
            return ""  # 3/4/2024: in one country March, in the other April
    else:
        named = parts.get("month")
        month = _MONTHS.index(named[:3].lower()) + 1 if named else int(parts["number"])
        day = int(parts["day"])
    try:
        date = dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
    return date + _clock(parts)


def _clock(parts: dict[str, str | None]) -> str:
    if not parts.get("hour") or not parts.get("minute"):
        return ""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    half = (parts.get("half") or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
