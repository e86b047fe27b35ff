"""A report as it was published, its segments, and what was left out of a record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span


class SegmentKind(StrEnum):
    """What a stretch of a report is."""

    HEADLINE = "headline"
    COMMENTARY = "commentary"  # somebody writes in his own name about what follows
    INTRODUCTION = "introduction"  # "A. Writer reports in the Paper:"
    EXCERPT = "excerpt"  # words that the body repeats, or a block quotation
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"  # menus, site header, date line, comments: visible, outside every count


class VoiceKind(StrEnum):
    """Who speaks in a segment when nobody is quoted."""

    OUTLET = "outlet"  # a newspaper, agency or broadcaster
    AUTHOR = "author"  # a blogger, columnist or curator in his own name
    SITE = "site"  # the page itself
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Voice:
    """The narrator of a segment.

    Attributes:
        kind: outlet, author, site or unknown.
        name: as the report gives it ("Daily Courier", "J. Low"), "" where nothing says.
        byline: the persons who wrote it, as given.
        spans: the words that say so (a byline, a signature, "X reports in Y:").
    """

    kind: VoiceKind = VoiceKind.UNKNOWN
    name: str = ""
    byline: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text with one kind and one voice. Segments are in order and do not overlap.

    Attributes:
        span: the stretch, without the white space around it.
        kind: what it is.
        voice: who speaks there.
        repeats: for an excerpt, the span of the body that it repeats, where one was found.
        why: the rule that decided, in words.
    """

    span: Span
    kind: SegmentKind
    voice: Voice = Voice()
    repeats: Span | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class RawRun:
    """A run of the text that stands unchanged in the source.

    Attributes:
        text: offset of the run in `Report.text`, code points.
        raw: offset of the same characters in the source decoded with `Report.encoding`, code points.
        length: code points.
    """

    text: int
    raw: int
    length: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something a stage saw and left out; nothing vanishes without one.

    Attributes:
        stage: "read", "annotate", "claims" or "incidents".
        reason: why, one clause.
        span: where, if it has a place in the text.
    """

    stage: str
    reason: str
    span: Span | None = None


class CreditKind(StrEnum):
    """What a credit line says about the words of a report."""

    WIRE = "wire"  # they are an agency's: "LARN (Agency) -", "Reporting by", an agency in the byline
    SYNDICATED = "syndicated"  # another outlet published them first
    CONTRIBUTED = "contributed"  # somebody else's reporting is in them: "with agencies"


@dataclass(frozen=True, slots=True)
class Credit:
    """A line in which a report says whose work it is besides its publisher's.

    Attributes:
        name: the agency or outlet in its full name, "" where the line names none ("with agencies").
        kind: wire, syndicated or contributed.
        span: the words, None where only the byline beside the text says it.
    """

    name: str
    kind: CreditKind
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text; immutable.

    Attributes:
        id: hash of the text and of what was published with it (see `model/ids.py`).
        text: the words; every span of a record is in code points of it.
        segments: its stretches, in order.
        title: the headline, "" where none was found.
        outlet: who published it, "" where nothing says.
        byline: who wrote it.
        published: ISO 8601 date or date-time, as precise as the source gives it; "" where unknown.
        published_from: where that date comes from: "option", "page", "header", "text", or "".
        url: address it was published at, or "".
        fetched: ISO 8601 date-time at which it was saved, where its archive or file says so; it was published before.
        credits: the lines that say whose work it is besides its publisher's, those with a place in order.
        language: ISO 639-1 code; "en" is the only language that is analysed.
        source: the path or name that it was read from, as given.
        media_type: what the source is, such as "text/plain" or "text/html".
        encoding: how the bytes were decoded.
        sha256: hash of the source's bytes.
        raw_map: runs of the text that stand unchanged in the source, ordered by `text`. Text between two
            runs was changed or added by extraction. One run over everything where nothing changed.
        skipped: what reading saw and left out, or could not be sure of. A record has it in `Record.skipped`, with
            what the later stages left out, and not here.
    """

    id: str
    text: str
    segments: tuple[Segment, ...] = ()
    title: str = ""
    outlet: str = ""
    byline: tuple[str, ...] = ()
    published: str = ""
    published_from: str = ""
    url: str = ""
    fetched: str = ""
    credits: tuple[Credit, ...] = ()
    language: str = "en"
    source: str = ""
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    sha256: str = ""
    raw_map: tuple[RawRun, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that holds the offset, or None between two of them."""
        for segment in self.segments:
            if segment.span.start <= offset < segment.span.end:
                return segment
        return None

    def raw_offset(self, offset: int) -> int | None:
        """Return where that code point stands in the decoded source, or None where extraction changed it."""
        for run in self.raw_map:
            if run.text <= offset < run.text + run.length:
                return run.raw + offset - run.text
        return None
