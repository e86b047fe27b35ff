"""What a reader meets of a case: tables, and pages about one thing; plain words, drawn by the screen and the web."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.dossier import Passage


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: its heading, one word.
        share: how much of the width it gets among the others; 0 for as much as it needs.
        number: whether it stands to the right.
    """

    name: str
    share: int = 0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table.

    Attributes:
        what: what a row is, in the plural.
        columns: in order; the first is the id.
        rows: their cells.
        empty: what to say where there are none.
    """

    what: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a passage.

    Attributes:
        words: of the report.
        lit: whether it is what is meant.
    """

    words: str
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a page.

    Attributes:
        head: what it is, in a few words.
        tag: its id, "" for none.
        fields: label and value; a line each.
        quote: the report's words.
    """

    head: str
    tag: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    quote: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page.

    Attributes:
        title: what it holds.
        items: in order.
        about: one line under the title, "" for none.
        empty: what to say where it holds nothing; "" where the section is left out then.
    """

    title: str
    items: tuple[Item, ...]
    about: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one thing.

    Attributes:
        title: what it is called.
        tag: its id, "" for none.
        about: label and value; a line each.
        sections: in order.
        quote: the words of the report that it stands in.
    """

    title: str
    tag: str = ""
    about: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    quote: tuple[Part, ...] = ()


def parts(passage: Passage | None) -> tuple[Part, ...]:
    """Return a passage cut where what is lit begins and ends; overlapping lit stretches become one."""
    if passage is None or not passage.words:
        return ()
    found: list[Part] = []
    at = 0
    for span in sorted(passage.lit):
        start, end = max(at, span.start - passage.start), min(len(passage.words), span.end - passage.start)
        if end <= start:
            continue
        if start > at:
            found.append(Part(passage.words[at:start]))
        found.append(Part(passage.words[start:end], lit=True))
        at = end
    if at < len(passage.words):
        found.append(Part(passage.words[at:]))
    return tuple(found)


def fields(*given: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the labels and values of which the value is not empty."""
    return tuple((label, value) for label, value in given if value)


def count(number: int, what: str, several: str = "") -> str:
    """Return a number with its noun: "1 report", "3 reports"."""
    return f"{number} {what if number == 1 else several or what + 's'}"


def listed(words: Iterable[str], most: int = 5, between: str = ", ") -> str:
    """Return the first few of some words, and how many more there are."""
    held = [w for w in words if w]
    more = f" and {len(held) - most} more" if len(held) > most else ""
    return between.join(held[:most]) + more
