"""What is said, and how far it runs: token ranges to spans, widened to the quotation they stand in."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

from spacy.tokens import Doc

from onrecord.annotate.extensions import Quote
from onrecord.model import Form, Span, merge

Ranges = tuple[tuple[int, int], ...]

_EDGE = " \t\r\n\u00a0,.;:!?-–—"
# A place in capitals, perhaps an agency or a date, then a dash; at most as long as datelines are.
_DATELINE = re.compile(r"[A-Z][A-Z .'’/-]{2,30}(?:,[^\n—–-]{1,30})?(?:\([^)\n]{2,30}\)\s?)?\s?(?:—|–|--?)\s")


def subtract(ranges: Iterable[tuple[int, int]], cuts: Iterable[tuple[int, int]]) -> Ranges:
    """Return the ranges without the parts in `cuts`."""
    out = list(ranges)
    for a, b in cuts:
        out = [piece for s, e in out for piece in ((s, min(e, a)), (max(s, b), e)) if piece[1] > piece[0]]
    return tuple(out)


def spans_of(doc: Doc, text: str, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return token ranges as spans, without punctuation and space at their ends."""
    out = []
    for start, end in ranges:
        last = doc[end - 1]
        span = shave(text, undated(text, Span(doc[start].idx, last.idx + len(last))))
        if len(span):
            out.append(span)
    return merge(text, out)


def undated(text: str, span: Span) -> Span:
    """Return the span without a dateline at the start of a line ("OSTREL (AP) — ")."""
    if text[span.start - 1 : span.start].strip(" \t"):
        return span
    match = _DATELINE.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span


def shave(text: str, span: Span) -> Span:
    """Return the span without commas, stops, dashes and space at its ends, and without a lone quotation mark."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while start < end and text[start] in _EDGE:
        start += 1
    inside = text[start:end]
    if inside[:1] in tuple('"“«„') and not any(m in inside[1:] for m in '"”»'):
        start += 1
    elif inside[-1:] in tuple('"”»') and not any(m in inside[:-1] for m in '"“«„'):
        end -= 1
    return Span(start, end) if end > start else Span(start, start)


class QuoteIndex:
    """The quotations of a report, to be asked by offset."""

    def __init__(self, quotes: tuple[Quote, ...]) -> None:
        """Keep the quotations; they are in order and not nested."""
        self.quotes = quotes
        self._ends = [q.span.end for q in quotes]

    def at(self, offset: int) -> int:
        """Return the index of the quotation that holds the offset, -1 outside."""
        i = bisect.bisect_right(self._ends, offset)
        return i if i < len(self.quotes) and self.quotes[i].span.start <= offset else -1

    def over(self, span: Span) -> range:
        """Return the indices of the quotations that overlap the span."""
        first = bisect.bisect_right(self._ends, span.start)
        last = first
        while last < len(self.quotes) and self.quotes[last].span.start < span.end:
            last += 1
        return range(first, last)


def widen(text: str, spans: tuple[Span, ...], quotes: Iterable[Quote]) -> tuple[Span, ...]:
    """Return the spans together with whole quotations."""
    return merge(text, [*spans, *(q.span for q in quotes)])


def form_of(text: str, spans: tuple[Span, ...], index: QuoteIndex) -> Form:
    """Return direct where all words are quoted, mixed where some are, else indirect."""
    inside = outside = 0
    for span in spans:
        letters = sum(c.isalnum() for c in span.words(text))
        quoted = 0
        for i in index.over(span):
            inner = index.quotes[i].inner
            quoted += sum(c.isalnum() for c in text[max(inner.start, span.start) : min(inner.end, span.end)])
        inside += quoted
        outside += letters - quoted
    if not inside:
        return Form.INDIRECT
    return Form.DIRECT if outside * 10 <= inside else Form.MIXED
