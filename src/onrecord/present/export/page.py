"""A record as one self-contained page: the text with highlights, the record beside it; no script, printable.

The text of a report is hostile until proved otherwise: everything goes through autoescaping, characters that act
instead of showing become marks, an address is a link only if it is http or https, and a content security policy
allows nothing but the page's own style.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from onrecord.model import Record, Segment, SegmentKind, Span
from onrecord.present.export import wording
from onrecord.present.export.marks import LETTERS, Mark, Piece, marks_of, pieces_of
from onrecord.present.export.view import View, view_of

LEADS = "CQSHEIDR"
"""Which highlight the number of a row leads back to: the first there is of these kinds, in this order."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A segment of the text, or what lies between two.

    Attributes:
        label: what it is and who speaks there; "" for what lies between segments.
        kind: the segment's kind, for the style.
        pieces: its text.
    """

    label: str
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One report on a page.

    Attributes:
        prefix: keeps the anchors of several reports apart.
        view: the record as a reader meets it.
        stretches: the text with its highlights.
        anchors: for each row, the highlight that its number leads back to.
        rows: the rows that have one.
        link: the report's address where it can be a link, else "".
    """

    prefix: str
    view: View
    stretches: tuple[Stretch, ...]
    anchors: frozenset[Mark]
    rows: frozenset[str]
    link: str


def page_of(records: Sequence[Record]) -> str:
    """Return one HTML document that shows the records, in order."""
    many = len(records) > 1
    sections = [_section(record, f"n{n}-" if many else "") for n, record in enumerate(records, 1)]
    style = style_of("page.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    title = sections[0].view.title if len(sections) == 1 else f"{len(sections)} reports"
    return _template().render(sections=sections, style=style, digest=digest, title=title, letters=LETTERS)


def _section(record: Record, prefix: str) -> Section:
    view = view_of(record)
    marks = marks_of(view)
    best: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda m: LEADS.index(m.letter)):
        best.setdefault(mark.row, mark)
    return Section(
        prefix=prefix,
        view=view,
        stretches=tuple(_stretches(record, marks)),
        anchors=frozenset(best.values()),
        rows=frozenset(best),
        link=record.report.url if _is_web_address(record.report.url) else "",
    )


def _stretches(record: Record, marks: tuple[Mark, ...]) -> Iterator[Stretch]:
    """Cut the text into its segments and what lies between them; together they are the whole text."""
    text = record.report.text
    at = 0
    for segment in record.report.segments:
        yield from _between(text, marks, Span(at, max(at, segment.span.start)))
        yield Stretch(_label(segment), segment.kind.value, pieces_of(text, marks, segment.span))
        at = segment.span.end
    yield from _between(text, marks, Span(at, max(at, len(text))))


def _between(text: str, marks: Iterable[Mark], span: Span) -> Iterator[Stretch]:
    if span.words(text).strip():
        yield Stretch("", "between", pieces_of(text, marks, span))


def _label(segment: Segment) -> str:
    kind = wording.SEGMENTS[segment.kind]
    if segment.kind == SegmentKind.BOILERPLATE:
        return f"{kind}: outside every count"
    voice = segment.voice
    return f"{kind} - {wording.voice_words(voice.kind, voice.name, voice.byline)}"


def _is_web_address(url: str) -> bool:
    """Say whether an address can be a link: http or https, with a host, without odd characters."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.netloc)
        and url == wording.visible(url)
        and not re.search(r"\s", url)
    )


@functools.cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, and `visible` is a filter."""
    environment = Environment(
        loader=PackageLoader("onrecord.present.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = wording.visible
    return environment


def style_of(name: str) -> str:
    """Return a style sheet of the package as it stands in a page."""
    source, _, _ = PackageLoader("onrecord.present.export").get_source(environment(), name)
    return "\n" + source.replace("\r\n", "\n").strip() + "\n"


def _template() -> Template:
    return environment().get_template("page.html")
