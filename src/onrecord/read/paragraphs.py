"""A report as paragraphs that segmenting labels one by one and then joins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Segment, SegmentKind, Span, Voice, trim
from onrecord.read import limits
from onrecord.read.draft import Hint, Mark

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCES = re.compile(r"[a-z]{3}[.!?][\"”’)]? +[\"“‘(]?[A-Z]")
_REMARK = re.compile(r"\([^()]*[^\W\d_]+ [^()]*\)$")
"""Words in brackets at the end, such as the credit of a picture."""
_CLOSING = "\"'”’»)]*_ \u00a0"


@dataclass(slots=True)
class Paragraph:
    """One paragraph and what it was found to be.

    Attributes:
        span: without the white space round it.
        text: its words.
        hint: what the format says.
        words: how many.
        kind: what it is, None while nothing has decided.
        voice: who speaks.
        repeats: for an excerpt, what it repeats.
        why: the rule that decided.
    """

    span: Span
    text: str
    hint: Hint = Hint.NONE
    words: int = 0
    kind: SegmentKind | None = None
    voice: Voice = field(default_factory=Voice)
    repeats: Span | None = None
    why: str = ""

    def decide(self, kind: SegmentKind, why: str, voice: Voice | None = None) -> None:
        """Set what it is and by which rule."""
        self.kind, self.why = kind, why
        if voice:
            self.voice = voice

    @property
    def open(self) -> bool:
        """Say whether nothing has decided yet."""
        return self.kind is None

    def part(self, start: int, end: int) -> Paragraph:
        """Return a stretch of it as a paragraph of its own, without the white space round it."""
        inner = trim(self.text, Span(start, end))
        words = inner.words(self.text)
        return Paragraph(self.within(inner), words, self.hint, len(words.split()))

    def within(self, inner: Span) -> Span:
        """Return the span in the report of a span in this paragraph."""
        return Span(self.span.start + inner.start, self.span.start + inner.end)


def split(text: str, marks: Sequence[Mark]) -> list[Paragraph]:
    """Return the paragraphs of a text, one a line, with the hints of their marks."""
    out: list[Paragraph] = []
    waiting = iter(marks)
    mark = next(waiting, None)
    for found in _PARAGRAPH.finditer(text):
        words = found[0].strip()
        if not words:
            continue
        start = found.start() + found[0].index(words)
        while mark and mark.span.end <= start:
            mark = next(waiting, None)
        hint = mark.hint if mark and mark.span.start <= start else Hint.NONE
        out.append(Paragraph(Span(start, start + len(words)), words, hint, len(words.split())))
    return out


def is_title(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is shaped like a headline: short, one line, no full stop."""
    words = paragraph.text.rstrip(_CLOSING)
    return (
        2 <= paragraph.words <= limits.HEADLINE_WORDS
        and len(words) <= 12 * limits.HEADLINE_WORDS
        and bool(words)
        and words[-1] not in ";,—–-_"
        and (words[-1] not in ".:" or _abbreviated(words) or _title_case(words))
        and not _SENTENCES.search(words)
        and not _REMARK.search(paragraph.text)
        and not words[0].islower()
        and any(c.isalpha() for c in words)
    )


def _title_case(words: str) -> bool:
    """Say whether nearly all longer words begin with a capital, as headlines are set; not where all is in capitals."""
    longer = [w for w in _WORD.findall(words) if len(w) > 3]
    mixed = any(c.islower() for c in words)
    return mixed and len(longer) > 2 and sum(w[0].isupper() for w in longer) > 0.85 * len(longer)


def _abbreviated(words: str) -> bool:
    return re.search(r"\b(?:[A-Z]\.){2,}$", words[-12:]) is not None


def join(paragraphs: Sequence[Paragraph]) -> tuple[Segment, ...]:
    """Return the segments: neighbours of one kind and voice become one."""
    out: list[Segment] = []
    for paragraph in paragraphs:
        kind = paragraph.kind or SegmentKind.BODY
        last = out[-1] if out else None
        if last and last.kind is kind and last.voice == paragraph.voice and last.repeats == paragraph.repeats:
            span = Span(last.span.start, paragraph.span.end)
            out[-1] = Segment(span, kind, last.voice, last.repeats, last.why)
        else:
            out.append(Segment(paragraph.span, kind, paragraph.voice, paragraph.repeats, paragraph.why))
    return tuple(out)
