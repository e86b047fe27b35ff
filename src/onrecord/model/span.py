"""The one span type: where the words are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text.

    Offsets are code points of `Report.text`, half-open. The report is the one whose record holds the span,
    so it is not repeated here; across reports a span travels with its report's id.

    Attributes:
        start: offset of the first code point.
        end: offset one past the last; never below `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that no text can hold."""
        if self.start < 0 or self.end < self.start:
            message = f"no such span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def words(self, text: str) -> str:
        """Return the words it covers in the text of its report."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether at least one code point is in both."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether all of `other` is inside."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that covers all of them; there must be one."""
    ordered = sorted(spans)
    return Span(ordered[0].start, max(s.end for s in ordered))


def quote(text: str, spans: Iterable[Span]) -> str:
    """Return the words of several spans, in order, parted by an ellipsis where something lies between."""
    ordered = sorted(spans)
    parts: list[str] = []
    for i, span in enumerate(ordered):
        if i and text[ordered[i - 1].end : span.start].strip():
            parts.append("…")
        parts.append(" ".join(span.words(text).split()))
    return " ".join(parts)


def trim(text: str, span: Span) -> Span:
    """Return the span without white space at its ends (empty spans stay where they are)."""
    words = span.words(text)
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return Span(span.start + left, span.start + right) if right > left else Span(span.start, span.start)


def merge(text: str, spans: Iterable[Span]) -> Spans:
    """Return the spans in order, joined where they touch, overlap or have only white space between them."""
    out: list[Span] = []
    for span in sorted(s for s in spans if len(s)):
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
