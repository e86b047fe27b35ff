"""What a reader of one format hands on: text, map, marks and facts, before segments are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import RawRun, Skipped, Span


class Hint(StrEnum):
    """What the format itself says about a paragraph."""

    NONE = ""
    TITLE = "title"  # the headline of the report
    HEADING = "heading"  # a heading inside it
    QUOTE = "quote"  # a block quotation
    CAPTION = "caption"
    FURNITURE = "furniture"  # part of the page, not of the report


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text with a hint. Marks are in order and do not overlap."""

    span: Span
    hint: Hint


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a report beside its text.

    Attributes:
        title: the headline.
        outlet: who published it.
        byline: who wrote it.
        published: ISO 8601 date or date-time.
        published_from: "option", "page", "header", "text" or "".
        url: address it was published at.
        language: ISO 639-1 code where the source declares one, else "".
        fetched: ISO 8601 date-time at which it was saved, where an archive or the file says so, else "".
    """

    title: str = ""
    outlet: str = ""
    byline: tuple[str, ...] = ()
    published: str = ""
    published_from: str = ""
    url: str = ""
    language: str = ""
    fetched: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the bytes came from.

    Attributes:
        name: path or name as given, with the row or item behind "#" where it holds several reports.
        media_type: what it is.
        encoding: how it was decoded.
        sha256: hash of the bytes.
    """

    name: str = ""
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One report, read but not yet segmented.

    Attributes:
        text: its words.
        runs: map to the decoded source.
        marks: what the format says about its paragraphs.
        facts: what is known beside the text.
        skipped: what was left out.
    """

    text: str
    runs: tuple[RawRun, ...] = ()
    marks: tuple[Mark, ...] = ()
    facts: Facts = Facts()
    skipped: tuple[Skipped, ...] = ()


Drafted = tuple[Draft, Source]
"""A draft and where it came from; what the readers of every format give."""
