"""Words at places on pages to paragraphs in reading order.

Only where words begin and how large they are is known of most PDF files, so columns are told by where lines begin.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Skipped, Span
from onrecord.read import limits
from onrecord.read.draft import Hint, Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that a page draws at one place; y grows towards the head of the page."""

    x: float
    y: float
    size: float
    words: str

    @property
    def end(self) -> float:
        """Where it ends, guessed: letters are half as wide as high."""
        return self.x + 0.5 * self.size * len(self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column.

    Attributes:
        x: where it begins.
        y: its base.
        size: of its letters.
        words: without white space around.
        left: where its column begins.
        page: number of its page.
        column: number of its column and of the band of the page that it stands in, to tell neighbours.
    """

    x: float
    y: float
    size: float
    words: str
    left: float
    page: int
    column: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of the pages."""

    text: str
    marks: tuple[Mark, ...]
    title: str
    skipped: tuple[Skipped, ...]


def lay_out(pages: Sequence[Sequence[Piece]]) -> Laid:
    """Return the text of pages: columns one after the other, lines joined to paragraphs, page headers left out."""
    rows = [_rows(page) for page in pages]
    kept, left = _without_edges(rows)
    lines = [line for number, page in enumerate(kept) for line in _ordered(page, number)]
    body = _usual((line.size for line in lines), [len(line.words) for line in lines])
    paragraphs = _paragraphs(lines)
    known = frozenset(_WORD.findall("\n".join(line.words for line in lines)))
    largest = max((p[0].size for p in paragraphs if p[0].page == 0), default=0.0)
    text, marks, title = "", [], ""
    parts: list[str] = []
    at = 0
    for paragraph in paragraphs:
        words = _joined(paragraph, known)
        hint = Hint.NONE
        short = len(words.split()) <= limits.HEADLINE_WORDS
        if short and not title and paragraph[0].size == largest > 1.2 * body:
            hint, title = Hint.TITLE, words
        elif short and paragraph[0].size > 1.12 * body:
            hint = Hint.HEADING
        if hint:
            marks.append(Mark(Span(at, at + len(words)), hint))
        parts.append(words)
        at += len(words) + 2
    text = "\n\n".join(parts)
    notes = (Skipped("read", f"page headers and footers: {left} line{'s' if left > 1 else ''}"),) if left else ()
    return Laid(text, tuple(marks), title, notes)


def _rows(page: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces of a page by rows, from the top; those of one row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(page, key=lambda p: (-p.y, p.x)):
        if rows and rows[-1][0].y - piece.y <= 0.3 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.x) for row in rows]


_NUMBER = re.compile(r"(?:page\s*)?\W{0,3}\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?\W{0,3}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 3
"""Rows from either end of a page among which headers and footers are looked for."""


def _without_edges(pages: list[list[list[Piece]]]) -> tuple[list[list[list[Piece]]], int]:
    """Leave out page numbers, and rows at the edges that return on other pages; the largest of a row's kind stays."""
    edges = [_edge_rows(page) for page in pages]
    counts = Counter(key for page in edges for key in {_key(row) for row in page.values()})
    sizes: dict[str, float] = {}
    for row in (row for page in edges for row in page.values()):
        sizes[_key(row)] = min(sizes.get(_key(row), row[0].size), row[0].size)
    printed = sum(1 for page in pages if page)
    enough = max(2, min(3, (printed + 1) // 2))
    out: list[list[list[Piece]]] = []
    left = 0
    for page, edge in zip(pages, edges, strict=True):
        gone = {
            number
            for number, row in edge.items()
            if _NUMBER.fullmatch(_words(row)) or (counts[_key(row)] >= enough and row[0].size <= 1.2 * sizes[_key(row)])
        }
        # A page that is nothing but such rows is no page of headers.
        gone = gone if len(gone) < len(page) or printed > 1 else set()
        out.append([row for number, row in enumerate(page) if number not in gone])
        left += len(gone)
    return (out, left) if any(out) else (list(pages), 0)


def _edge_rows(page: list[list[Piece]]) -> dict[int, list[Piece]]:
    numbers = [*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))]
    return {number: page[number] for number in numbers}


def _words(row: Sequence[Piece]) -> str:
    return " ".join(" ".join(p.words for p in row).split())


def _key(row: Sequence[Piece]) -> str:
    return _DIGITS.sub("#", _words(row)).casefold()


_NEAR = 3.0
"""Points by which the beginnings of lines of one column differ at most."""

_NARROWEST = 80.0
"""Points between the beginnings of two columns at least."""


def _columns(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """Return where the columns of a page begin, from the left; one where nothing tells of more."""
    starts = sorted(piece.x for row in rows for piece in row)
    if not starts:
        return [0.0]
    groups: list[list[float]] = []
    for x in starts:
        if groups and x - groups[-1][0] <= _NEAR:
            groups[-1].append(x)
        else:
            groups.append([x])
    edges = [starts[0]]
    need = max(4, len(rows) // 7)
    for group in groups:
        edge = group[0]
        if len(group) < need or edge - edges[-1] < _NARROWEST:
            continue
        over = sum(1 for row in rows for p in row if p.x < edge - 20 and p.end > edge + 0.15 * (p.end - p.x) + 20)
        if over < len(group):
            edges.append(edge)
    return edges


def _ordered(rows: list[list[Piece]], page: int) -> list[Line]:
    """Return the lines of a page in the order in which they are read.

    Lines that reach over several columns part the page into bands; in a band each column is read to its end.
    """
    edges = _columns(rows)
    out: list[Line] = []
    band: list[list[Line]] = [[] for _ in edges]
    number = 0
    for row in rows:
        cells = _cells(row, edges)
        first = next(iter(cells))
        if len(edges) > 1 and len(cells) == 1 and _spans(cells[first], edges, first):
            out += [line for column in band for line in column]
            band = [[] for _ in edges]
            number += 1
            out.append(_line(cells[first], edges[first], page, (number, -1)))
            number += 1
            continue
        for column, pieces in cells.items():
            band[column].append(_line(pieces, edges[column], page, (number, column)))
    return [*out, *(line for column in band for line in column)]


def _cells(row: Sequence[Piece], edges: Sequence[float]) -> dict[int, list[Piece]]:
    """Return the pieces of a row by the column in which they begin; words that go on in a column stay with it."""
    cells: dict[int, list[Piece]] = {}
    current = -1
    for piece in row:
        column = max((n for n, edge in enumerate(edges) if piece.x >= edge - _NEAR), default=0)
        begins = abs(piece.x - edges[column]) <= max(_NEAR, 2.5 * piece.size)
        if current < 0 or (column != current and begins):
            current = column
        cells.setdefault(current, []).append(piece)
    return cells


def _spans(pieces: Sequence[Piece], edges: Sequence[float], column: int) -> bool:
    if column + 1 >= len(edges):
        return False
    following = edges[column + 1]
    return any(p.end > following + 0.15 * (p.end - p.x) for p in pieces)


def _line(pieces: Sequence[Piece], left: float, page: int, column: tuple[int, int]) -> Line:
    words = ""
    for before, piece in zip((None, *pieces), pieces, strict=False):
        gap = before is not None and piece.x - before.end > 0.15 * piece.size
        words += (" " if gap else "") + piece.words
    size = round(_usual((p.size for p in pieces), [len(p.words) for p in pieces]), 1)
    return Line(pieces[0].x, pieces[0].y, size, " ".join(words.split()), left, page, column)


def _usual(values: Iterable[float], weights: Sequence[int]) -> float:
    """Return the value that most of the letters have, to half a point; the smaller of two."""
    counts: Counter[float] = Counter()
    for value, weight in zip(values, weights, strict=True):
        counts[round(value * 2) / 2] += weight
    return min(counts, key=lambda v: (-counts[v], v)) if counts else 10.0


_ENDED = re.compile(r"[.!?:…][\"'”’)\]]{0,2}$")
_ITEM = re.compile(r"(?:[•·▪*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    widths = sorted(len(line.words) for line in lines)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    steps = [(a.y - b.y) / a.size for a, b in itertools.pairwise(lines) if (a.page, a.column) == (b.page, b.column)]
    ratios = sorted(round(step, 2) for step in steps if 0 < step < 4)
    lead = ratios[len(ratios) // 4] if ratios else 1.2
    out: list[list[Line]] = []
    for line in lines:
        if out and not _begins(out[-1], line, lead, usual):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _begins(paragraph: Sequence[Line], line: Line, lead: float, usual: int) -> bool:
    """Say whether a line begins a paragraph, by its size, its distance, its indent and how the line before ended."""
    last = paragraph[-1]
    if abs(line.size - last.size) > 0.06 * max(line.size, last.size):
        return True
    ended = _ENDED.search(last.words) is not None
    short = len(last.words) < 0.75 * usual
    indented = line.x - line.left > 0.6 * line.size
    if (line.page, line.column) == (last.page, last.column):
        gap = last.y - line.y
        if gap > 1.35 * lead * line.size or gap < 0:
            return True
        fresh = indented and (last.x - last.left <= 0.6 * last.size) and (ended or len(paragraph) > 1)
        return fresh or (short and ended) or (_ITEM.match(line.words) is not None and ended)
    # At the foot of a column the distance says nothing.
    return (ended and (short or indented or not line.words[:1].islower())) or (short and len(paragraph) == 1)


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u00ad]$")
_GOES_ON = re.compile(r"[^\W\d_]+")


def _joined(paragraph: Sequence[Line], known: frozenset[str]) -> str:
    """Return the words of a paragraph; a word parted at the end of a line is one word again."""
    parts: list[str] = []
    for line in paragraph:
        last = parts[-1] if parts else ""
        broken, following = _BROKEN.search(last[-60:]), _GOES_ON.match(line.words)
        if not broken or not following:
            parts += [" ", line.words] if parts else [line.words]
        elif last[-1] == "\u00ad" or _one_word(broken[1], following[0], known):
            parts[-1] = last[:-1]
            parts.append(line.words)
        else:
            parts.append(line.words)
    return "".join(parts).replace("\u00ad", "")


def _one_word(first: str, second: str, known: frozenset[str]) -> bool:
    """Say whether a hyphen at the end of a line only parts a word; the rest of the text knows many of the words."""
    if f"{first}-{second}" in known or not second[0].islower():
        return False
    return first + second in known or "-" not in first
