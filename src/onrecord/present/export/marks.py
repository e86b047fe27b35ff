"""Cuts a report's text at every boundary of a highlight, so that overlapping highlights all show."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.present.export.view import View, cue_spans, hedge_spans, source_spans

LETTERS = {
    "S": "source",
    "Q": "cue",
    "C": "content",
    "H": "hedge",
    "E": "evidence",
    "I": "incident",
    "D": "detail of an incident",
    "R": "responsibility",
}
"""Kinds of highlight: letter of the tag, and what it stands for. The order is the order of nesting on the page."""

MOST_TAGS = 6
"""Tags that stand side by side at one place; more hide the words that they mark."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One highlight.

    Attributes:
        span: where.
        letter: its kind, a key of `LETTERS`.
        row: tag of the row of the record that it leads to, such as "C3".
    """

    span: Span
    letter: str
    row: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between two boundaries.

    Attributes:
        text: its words, unchanged.
        letters: kinds of the highlights that cover it, outermost first.
        owners: what they are, in words: "content of C3".
        begins: highlights that begin here, one for each kind and row.
    """

    text: str
    letters: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    begins: tuple[Mark, ...] = ()

    @property
    def shown(self) -> tuple[Mark, ...]:
        """The highlights whose tags stand before the text; a voice that all claims pass through begins dozens."""
        return self.begins if len(self.begins) <= MOST_TAGS else self.begins[: MOST_TAGS - 1]

    @property
    def folded(self) -> tuple[Mark, ...]:
        """The others, whose tags a reader opens."""
        return self.begins[len(self.shown) :]


def marks_of(view: View) -> tuple[Mark, ...]:
    """Return every highlight of a record, in the order of the text."""
    found = set(_marks(view))
    order = {letter: n for n, letter in enumerate(LETTERS)}
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end, order[m.letter], len(m.row), m.row)))


def _marks(view: View) -> Iterator[Mark]:
    for said in view.said:
        claim = said.claim
        kinds = (
            ("S", source_spans(claim)),
            ("Q", cue_spans(claim)),
            ("C", claim.content),
            ("H", hedge_spans(claim)),
            ("E", claim.evidence_spans),
        )
        for letter, spans in kinds:
            yield from _each(spans, letter, said.tag)
    for card in view.cards:
        for field in card.fields:
            yield from _each(field.spans, field.letter, card.tag)
    for group in view.groups:
        for row in group.rows:
            yield from _each(row.spans, "R", row.tag)


def _each(spans: Iterable[Span], letter: str, row: str) -> Iterator[Mark]:
    yield from (Mark(span, letter, row) for span in spans if len(span))


def pieces_of(text: str, marks: Iterable[Mark], within: Span) -> tuple[Piece, ...]:
    """Return a stretch of the text cut at every boundary of a highlight.

    Args:
        text: of the report.
        marks: all highlights, in the order of the text.
        within: the stretch. A highlight that crosses its end goes on in the next stretch.
    """
    here = [m for m in marks if m.span.overlaps(within)]
    edges = {within.start, within.end}
    for mark in here:
        edges.update(edge for edge in (mark.span.start, mark.span.end) if within.start < edge < within.end)
    cuts = sorted(edges)
    starts: dict[int, list[Mark]] = {}
    for mark in here:
        starts.setdefault(max(mark.span.start, within.start), []).append(mark)
    pieces: list[Piece] = []
    open_marks: list[Mark] = []
    for start, end in itertools.pairwise(cuts):
        open_marks = [m for m in open_marks if m.span.end > start] + starts.get(start, [])
        pieces.append(_piece(text[start:end], open_marks, _begins(starts.get(start, ()), start)))
    return tuple(pieces)


def _begins(marks: Iterable[Mark], start: int) -> tuple[Mark, ...]:
    """Return the marks that begin here, one for each kind and row."""
    first: dict[tuple[str, str], Mark] = {}
    for mark in marks:
        if mark.span.start == start:
            first.setdefault((mark.letter, mark.row), mark)
    return tuple(first.values())


def _piece(text: str, covering: list[Mark], begins: tuple[Mark, ...]) -> Piece:
    letters = {m.letter for m in covering}
    return Piece(
        text=text,
        letters=tuple(letter for letter in LETTERS if letter in letters),
        owners=tuple(dict.fromkeys(f"{LETTERS[m.letter]} of {m.row}" for m in covering)),
        begins=begins,
    )
