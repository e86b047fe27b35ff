"""Reads times that count from an event whose day the text says elsewhere: "ten days before the murder"."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from datetime import date

from onrecord.annotate.times.anchor import Reading, dated
from onrecord.annotate.times.dates import Stretch, add_days, at_clock, between, in_month, on_day, shifted
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_times import TimedEvent
from onrecord.model import Precision, Span

Found = list[tuple[Span, Reading]]

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = re.compile(
    rf"\b(?:(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)}|a|an|the)\s+)(?P<u>day|week|month|year)(?P<s>s?)\s+"
    r"(?P<dir>before|after|prior to|following)\s+(?P<what>[^.,;:!?\n]{2,60})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")
_MARK = re.compile(r"[.!?;,:]\s|\n")
Told = dict[str, Counter[Stretch]]
"""By the kind of event, the stretches that are said with it."""
_REACH = 90
"""Characters between an event word and the day that is said with it."""
_FIRST_WORDS = 6
_OTHER_CLAUSE = frozenset(
    {"said", "says", "that", "who", "when", "after", "before", "since", "and", "but", "as", "while", "told", "found"}
)
_LINKS = frozenset({"in", "for", "of", "at", "with", "to", "by", "on", "was", "were", "is", "he", "she", "they", "it"})
_MOST_BETWEEN = 10, 2
"""Words between an event's verb and the time behind it, and between a time and an event's noun."""
_EXACT = frozenset({Precision.DAY, Precision.PART_OF_DAY})
_CALENDAR = _EXACT | {Precision.MONTH, Precision.SEASON, Precision.QUARTER}
_VAGUE_DAYS = {"day": 14, "week": 60}
"""Days that "the days" and "the weeks" before an event reach back at most."""


@functools.cache
def _kinds() -> dict[str, str]:
    return {word: entry.id for entry in load("time_events", TimedEvent) for word in entry.words}


@functools.cache
def _wider() -> dict[str, str]:
    return {entry.id: entry.within for entry in load("time_events", TimedEvent)}


def by_events(text: str, found: Found) -> Found:
    """Return the expressions, with those that count from an event whose day the text says put in the calendar.

    Args:
        text: the text.
        found: its expressions, in order.
    """
    counted = [m for m in _COUNT.finditer(text) if _kind_in(m["what"])]
    if not counted:
        return found
    told = _told(text, found)
    out = list(found)
    for match in counted:
        base = _stretch_of(_kind_in(match["what"]), told)
        reading = _counted(match, base) if base is not None else None
        if reading is None:
            continue
        span = Span(match.start(), match.end("s"))
        at = bisect_left(out, span.start, key=lambda pair: pair[0].start)
        while at and out[at - 1][0].end > span.start:
            at -= 1
        if at and out[at - 1][0].end == span.start - 1 and (timed := _at_clock(out[at - 1][1], reading)) is not None:
            at, span, reading = at - 1, Span(out[at - 1][0].start, span.end), timed
        behind = bisect_left(out, span.end, key=lambda pair: pair[0].start)
        out[at:behind] = [(span, reading)]
    return out


def _kind_in(words: str) -> str:
    """Return the kind of event that the first words behind "before" name, "" for none."""
    said = _WORD.findall(words.lower())[:_FIRST_WORDS]
    return next((_kinds()[w] for w in said if w in _kinds()), "")


def _told(text: str, found: Found) -> Told:
    """Return the stretches that are said right with a word of each kind of event."""
    told: Told = defaultdict(Counter)
    for span, reading in found:
        stretch = reading.stretch
        if stretch is None or reading.kind not in ("DATE", "TIME") or stretch.precision not in _CALENDAR:
            continue
        kind = _kind_before(text[max(0, span.start - _REACH) : span.start])
        kind = kind or _kind_behind(text[span.end : span.end + _REACH])
        if kind:
            told[kind][stretch] += 1
    return told


def _kind_before(words: str) -> str:
    """Return the kind of event of "was shot to death on" before a time."""
    clause = _MARK.split(words)[-1].lower()
    for word in reversed(_WORD.findall(clause)[-_MOST_BETWEEN[0] :]):
        if word in _kinds():
            return _kinds()[word]
        if word in _OTHER_CLAUSE:
            break
    return ""


def _kind_behind(words: str) -> str:
    """Return the kind of event of "sniper shooting" or "when he was shot" behind a time."""
    opening = _WORD.findall(words.lower())[:_FIRST_WORDS]
    if opening[:1] == ["when"]:
        return next((_kinds()[w] for w in opening if w in _kinds()), "")
    for word in _WORD.findall(_MARK.split(words)[0].lower())[: _MOST_BETWEEN[1] + 1]:
        if word in _kinds():
            return _kinds()[word]
        if word in _OTHER_CLAUSE or word in _LINKS:
            break
    return ""


def _stretch_of(kind: str, told: Told) -> Stretch | None:
    """Return when the event of a kind was, where that kind or those akin to it leave one answer."""
    root = _wider()[kind] or kind
    akin: Counter[Stretch] = Counter()
    for other, stretches in told.items():
        if root in (other, _wider()[other]):
            akin.update(stretches)
    return _only(told.get(kind, Counter())) or _only(akin)


def _only(stretches: Counter[Stretch]) -> Stretch | None:
    """Return the one day, else the one longer stretch, that is named most."""
    days: Counter[date] = Counter()
    for stretch, times in stretches.items():
        if stretch.precision in _EXACT and stretch.first == stretch.last:
            days[stretch.first] += times
    if days:
        best = days.most_common(2)
        return on_day(best[0][0]) if len(best) == 1 or best[0][1] > best[1][1] else None
    return next(iter(stretches)) if len(stretches) == 1 else None


def _at_clock(clock: Reading, day: Reading) -> Reading | None:
    """Return "6 a.m. ten days before the shooting" as one time."""
    at, on = clock.stretch, day.stretch
    if at is None or on is None or at.precision not in (Precision.MINUTE, Precision.HOUR) or on.first != on.last:
        return None
    hour, minute = int(at.value[11:13]), int(at.value[14:16])
    return dated(at_clock(on.first, hour, minute, exact=at.precision is Precision.MINUTE), day.why)


def _counted(match: re.Match[str], base: Stretch) -> Reading | None:
    """Return the day so many days from that of an event; "the weeks before" are no sharper than its month."""
    said, unit, ahead = match["n"].lower(), match["u"].lower(), match["dir"].lower() in ("after", "following")
    why = f"counted from the event of {base.value}"
    exact = base.precision in _EXACT
    if match["s"] and said == "the":
        if unit not in _VAGUE_DAYS:
            return None
        reach = _VAGUE_DAYS[unit]
        first, last = (base.first, add_days(base.last, reach)) if ahead else (add_days(base.first, -reach), base.last)
        named = in_month(base.first.year, base.first.month) if exact else base
        return dated(between(first, last, Precision.VAGUE, named.value), why)
    if not exact:
        return None
    count = int(said) if said.isdigit() else _NUMBERS.index(said) + 1 if said in _NUMBERS else 1
    return dated(shifted(base.first, count if ahead else -count, unit), why)
