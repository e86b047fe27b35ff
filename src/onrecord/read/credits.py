"""Credit lines: whose work a report says that it is besides its publisher's, with the words that say so."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.lexicon.load import load
from onrecord.lexicon.schema_read import CreditLine, WireCredit
from onrecord.model import Credit, CreditKind, Report, SegmentKind, Span
from onrecord.read.names import outlet, people, plain_outlet

_NEAR = 10
"""Paragraphs from either end of the report's own text, on both sides, in which credit lines are looked for."""

_LAST = 4
"""Paragraphs at the foot of it at whose ends an agency's name in brackets is a credit; higher up it is a picture's."""

_REACH = 320
"""Code points from either end of a paragraph that are looked at: a credit line has at most so many."""

_MOST = 20
"""Credits of one report; more are the work of a page that lists other reports."""

_PARAGRAPH = re.compile(r"[^\n]+")
_PEOPLE = r"(?P<people>[^:;!?()\n“”\"]{3,120}?)"
_PUBLISHER = r"(?P<publisher>[^:;!?()/\n“”\"]{2,40}?)"
_OUTLET = (
    r"(?:the )?(?P<outlet>[^:;!?()\n“”\",]{2,60}?)"
    r"(?=\s*(?:[.,;)\]]|$|\n)|\s+(?:on|under|and is|with|as part|in (?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december|\d{4}))\b)"
)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A lexicon line ready to be looked for; `agency` says whether it names one."""

    entry: CreditLine
    pattern: str
    agency: bool


@dataclass(frozen=True, slots=True)
class _Window:
    """The beginning or the end of a paragraph, in lower case too, and whether an agency is named there."""

    words: str
    low: str
    start: int
    agency: bool

    @classmethod
    def of(cls, text: str, start: int, end: int) -> _Window:
        words = text[start:end]
        low = words.casefold()
        return cls(words, low, start, _names_agency(words, low))


@dataclass(frozen=True, slots=True)
class _Place:
    """A paragraph in which a credit line may stand, and whether it is one of the report's last."""

    start: int
    end: int
    last: bool


@functools.cache
def _agencies() -> dict[str, str]:
    """Return the names of agencies, as they stand and in lower case where they are no abbreviations, by full name."""
    out: dict[str, str] = {}
    for entry in load("wire_credits", WireCredit):
        for name in (entry.name, *entry.also):
            out[name if _abbreviation(name) else name.casefold()] = entry.name
    return out


def _abbreviation(name: str) -> bool:
    """Say whether a name counts only as it is written: short ones are words of other meaning in other letters."""
    return len(name) <= 5 or name.isupper()


def agency_of(words: str) -> str:
    """Return the full name of the agency that words name, or "".

    Args:
        words: such as "AP" or "the Associated Press".
    """
    name = re.sub(r"^the\s+", "", " ".join(words.split()).strip(" .,()"), flags=re.IGNORECASE)
    return _agencies().get(name) or _agencies().get(name.casefold(), "")


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    names = sorted(_agencies(), key=lambda n: (-len(n), n))
    short = "|".join(re.escape(n) for n in names if _abbreviation(n))
    long = "|".join(re.escape(n).replace(r"\ ", r"\s") for n in names if not _abbreviation(n))
    agency = rf"(?P<agency>(?<!\w)(?:(?-i:{short})|{long})(?!\w))"
    fields = {"{agency}": agency, "{people}": _PEOPLE, "{outlet}": _OUTLET, "{publisher}": _PUBLISHER}
    out = []
    for entry in load("credit_lines", CreditLine):
        body = entry.pattern
        for field, pattern in fields.items():
            body = body.replace(field, pattern)
        if entry.place == "line":
            body = rf"\W{{0,3}}(?:{body})\W{{0,3}}$"
        elif entry.place in ("end", "last"):
            body = rf"(?:{body})\W{{0,3}}$"
        out.append(_Rule(entry, body, "{agency}" in entry.pattern))
    return tuple(out)


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of a rule; few reports ask for more than a few of them, and they are long."""
    return re.compile(pattern, re.IGNORECASE)


@functools.cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """Return the names of agencies by their first word; abbreviations as they are written."""
    out: dict[str, tuple[str, ...]] = {}
    for name in _agencies():
        first = _TOKEN.findall(name)[0]
        out[first] = (*out.get(first, ()), name)
    return out


def _names_agency(window: str, low: str) -> bool:
    """Say whether the name of an agency is among some words; few paragraphs have one, and the rules take time."""
    names = _by_first_word()
    found = names.keys() & {*_TOKEN.findall(window), *_TOKEN.findall(low)}
    return any(name in window or name in low for token in found for name in names[token])


_TOKEN = re.compile(r"[^\W_]+")


def credit_of(report: Report) -> tuple[Credit, ...]:
    """Return the credit lines of a report, in order, those that only its byline says last.

    Looked at are the paragraphs at the head and the foot of the report's own words and the first of every segment.
    """
    found: list[Credit] = []
    for place in _places(report):
        found += _in_paragraph(report.text, place)
    found = sorted(dict.fromkeys(found), key=lambda c: (c.span or Span(0, 0), c.name, c.kind))
    known = {c.name for c in found}
    for name in report.byline:
        agency = agency_of(name) or agency_of(name.rpartition(",")[2])
        if agency and agency not in known:
            known.add(agency)
            found.append(Credit(agency, CreditKind.WIRE))
    return tuple(found[:_MOST])


def _places(report: Report) -> Iterator[_Place]:
    """Return the paragraphs in which a credit line may stand."""
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(report.text) if m[0].strip()]
    own = [s.span for s in report.segments if s.kind is not SegmentKind.BOILERPLATE]
    first, last = (own[0].start, own[-1].end) if own else (0, len(report.text))
    starts = {s.start for s in own}
    begin = next((n for n, p in enumerate(paragraphs) if p[1] > first), 0)
    end = next((n for n in range(len(paragraphs) - 1, -1, -1) if paragraphs[n][0] < last), 0)
    for number, (start, stop) in enumerate(paragraphs):
        near = min(abs(number - begin), abs(number - end)) <= _NEAR
        if near or start in starts:
            yield _Place(start, stop, number > end - _LAST)


_WINDOWS = {"start": (0,), "line": (0,), "end": (1,), "last": (1,), "any": (0, 1)}
"""Which end of a paragraph is looked at, by the place where a credit stands: 0 is its beginning."""


def _in_paragraph(text: str, place: _Place) -> list[Credit]:
    """Return the credits of a paragraph; of two that overlap the first rule's."""
    start, end = place.start, place.end
    windows = [_Window.of(text, start, min(end, start + _REACH))]
    windows.append(windows[0] if end - start <= _REACH else _Window.of(text, end - _REACH, end))
    out: list[Credit] = []
    for rule in _rules():
        wanted = rule.entry.place
        if (wanted == "line" and end - start > _REACH) or (wanted == "last" and not place.last):
            continue
        for window in dict.fromkeys(windows[n] for n in _WINDOWS[wanted]):
            if not (window.agency if rule.agency else any(n in window.low for n in rule.entry.needs)):
                continue
            credit = _match(rule, window.words, window.start)
            if credit and not any(_overlap(credit, c) for c in out):
                out.append(credit)
    return out


def _overlap(a: Credit, b: Credit) -> bool:
    return bool(a.span and b.span and a.span.start < b.span.end and b.span.start < a.span.end)


def _match(rule: _Rule, window: str, base: int) -> Credit | None:
    begin = rule.entry.place in ("start", "line")
    pattern = _compiled(rule.pattern)
    found = pattern.match(window) if begin else pattern.search(window)
    if not found:
        return None
    groups = found.groupdict()
    name = ""
    if groups.get("agency"):
        name = agency_of(groups["agency"])
    elif "outlet" in groups:
        name = plain_outlet(groups["outlet"] or "")
        name = agency_of(name) or name
        if not name:
            return None
    if (groups.get("people") and not people(groups["people"])) or (
        groups.get("publisher") and not outlet(groups["publisher"])
    ):
        return None
    if rule.entry.id == "dateline-slash" and not _capitals(window[: found.start("agency")]):
        return None
    words = found[0]
    start = base + found.start() + len(words) - len(words.lstrip(" \t.!?”\"’'"))
    return Credit(name, CreditKind(rule.entry.kind), Span(start, base + found.start() + len(words.rstrip())))


def _capitals(place: str) -> bool:
    first = re.split(r"[,/]", place)[0]
    letters = [c for c in first if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
