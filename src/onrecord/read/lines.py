"""Recognises the lines round a report: introductions, credits, bylines, site headers, page furniture."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Introduction, PageLine
from onrecord.model import Span
from onrecord.read import limits
from onrecord.read.dates import is_day
from onrecord.read.names import line_pattern, outlet, people, plain_outlet

_LONGEST = 320
"""Code points; longer paragraphs are never such a line."""


@dataclass(frozen=True, slots=True)
class Intro:
    """A line that names whose report follows, or whose it was.

    Attributes:
        id: the lexicon entry that matched.
        outlet: name of the publisher, without article.
        people: who wrote it.
        spans: where outlet and people stand in the line.
        strong: whether it can be read in no other way.
        credit: whether it may stand below what it credits.
    """

    id: str
    outlet: str
    people: tuple[str, ...]
    spans: tuple[Span, ...]
    strong: bool
    credit: bool


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that is part of the page.

    Attributes:
        id: the lexicon entry that matched.
        place: "any", "head" or "tail".
        opens: "", "list" or "rest".
        role: "", "author", "byline" or "caption".
        people: whom it names.
        outlet: the publisher that it names.
        spans: where they stand in the line.
    """

    id: str
    place: str
    opens: str
    role: str
    people: tuple[str, ...]
    outlet: str
    spans: tuple[Span, ...]


@functools.cache
def _introductions() -> tuple[tuple[Introduction, re.Pattern[str]], ...]:
    return tuple((e, line_pattern(e.pattern)) for e in load("introductions", Introduction))


@functools.cache
def _page_lines() -> tuple[tuple[PageLine, re.Pattern[str]], ...]:
    return tuple((e, line_pattern(e.pattern)) for e in load("page_lines", PageLine))


@functools.lru_cache(maxsize=4096)
def introduction(line: str) -> Intro | None:
    """Return what an introduction or a credit says, or None where the line is neither."""
    if len(line) > _LONGEST or len(line.split()) > limits.LINE_WORDS:
        return None
    for entry, pattern in _introductions():
        found = pattern.fullmatch(line)
        if not found:
            continue
        groups = found.groupdict()
        named = groups.get("outlet") or ""
        publisher = plain_outlet(named) if entry.any_outlet else outlet(named)
        writers = people(groups["people"]) if groups.get("people") else ()
        if publisher and (writers or "people" not in groups):
            return Intro(entry.id, publisher, writers, _spans(found), entry.strong, entry.place == "credit")
    return None


@functools.lru_cache(maxsize=4096)
def furniture(line: str) -> Furniture | None:
    """Return what a line of the page is, or None where it may be part of the report."""
    if len(line) > _LONGEST or len(line.split()) > limits.LINE_WORDS:
        return None
    for entry, pattern in _page_lines():
        found = pattern.fullmatch(line)
        if not found:
            continue
        groups = found.groupdict()
        writers = people(groups["people"]) if groups.get("people") else ()
        publisher = outlet(groups["outlet"]) if groups.get("outlet") else ""
        if ("people" in groups and not writers) or ("outlet" in groups and not publisher):
            continue
        return Furniture(entry.id, entry.place, entry.opens, entry.role, writers, publisher, _spans(found))
    return None


def _spans(found: re.Match[str]) -> tuple[Span, ...]:
    groups = [g for g in ("people", "outlet") if g in found.re.groupindex and found[g]]
    return tuple(sorted(Span(*found.span(g)) for g in groups))


_SIGNED = re.compile(r"[.!?…\"”'’)\]]\s*[—–-]{0,3}\s*(?P<sign>(?:[A-Z]\.?){2,4})\W?")
_ALONE = re.compile(r"[—–-]{0,3}\s*(?P<sign>(?:[A-Z]\.?){2,4})")
_DASHED = re.compile(r"[—–-]{1,3}\s*(?P<sign>[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3})")
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][^\n()]{1,60}?)\s*\((?P<agency>[^()\n]{2,40})\)\s*(?:[—–:_]|--?)\s*", re.UNICODE
)


_DATED = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|d[aeo]s?|del|la|las|los|el|of|the)){0,4},\s+"
    r"(?:\d{1,2}\s+[^\W\d_]{3,9}\.?,?\s+(?:\d{4}|\d{2})|[^\W\d_]{3,9}\.?\s+\d{1,2},\s+\d{4})\s*"
)
"""A place and a whole date ("Lima, 7 Feb 90"): a dateline, whatever its letters."""


def signature(paragraph: str) -> tuple[str, Span] | None:
    """Return the initials or the name by which a paragraph is signed at its end, and where they stand in it."""
    tail = max(0, len(paragraph) - 60)
    for pattern in (_ALONE, _DASHED):
        if found := pattern.fullmatch(paragraph):
            return found["sign"].replace(".", "") if pattern is _ALONE else found["sign"], Span(*found.span("sign"))
    for found in _SIGNED.finditer(paragraph, tail):
        if found.end() == len(paragraph):
            return found["sign"].replace(".", ""), Span(*found.span("sign"))
    return None


def dateline(paragraph: str) -> tuple[str, Span, str] | None:
    """Return the agency in "PARIS (Agency) —", where it stands, and the words of place and date before it."""
    found = _DATELINE.match(paragraph[:140])
    if not found or is_day(found["agency"]) or not (_capitals(found["place"]) or _DATED.fullmatch(found["place"])):
        return None
    return found["agency"].strip(), Span(*found.span("agency")), found["place"]


_DASH = r"\s+(?:[—–]|--?)\s+"
_PLAIN_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_a-z][^\n()]{{1,60}}?)(?:\s*\((?P<day>[^()\n]{{4,30}})\))?{_DASH}"
    rf"(?=\S)(?:(?P<next>[^\n()—–]{{4,30}}?){_DASH})?",
    re.UNICODE,
)


def plain_dateline(paragraph: str) -> str:
    """Return the words before the dash in "PARIS, May 3, 2024 -", a dateline that names no agency; "" for others.

    The day may stand in brackets or behind the dash, before another: "PARIS (May 3, 2024) -", "PARIS - May 3, 2024 -".
    """
    found = _PLAIN_DATELINE.match(paragraph[:100])
    if not found or (found["day"] and not is_day(found["day"])):
        return ""
    place, day = found["place"], found["day"] or found["next"] or ""
    if not _capitals(place) and not _DATED.fullmatch(place):
        return ""
    return f"{place}, {day}" if day and is_day(day) else place


def _capitals(place: str) -> bool:
    """Say whether a dateline's place is in capitals, as it is where no sentence is meant."""
    first = re.split(r"[,/]", place)[0]
    letters = [c for c in first if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)
