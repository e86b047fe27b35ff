"""Finds quotations: marks are paired paragraph by paragraph, whatever their style, and however badly typed."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from onrecord.annotate.extensions import Quote, QuoteKind
from onrecord.lexicon import load
from onrecord.lexicon.schema import QuoteCue
from onrecord.model import Report, Span, trim

NESTED_WORDS = 5
"""An unclosed quotation goes on behind an inner one of at most so many words; behind a longer one it has ended, and
its closing mark was forgotten (both cases occur about equally often in the 840 training articles, 2026-11-22)."""

SCARE_WORDS = 6
"""A name or title in marks has at most so many words; longer ones are somebody's words."""

_DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
_SINGLE = re.compile(r"[‘’‚‛']")
_PARAGRAPH = re.compile(r"[^\n\r]+")
_OPENS_BEFORE = frozenset("([{-–—/‘'“\"…=:")  # as well as white space
_CLOSES_AFTER = frozenset(".,;:!?)]}-–—/…’'”\"")  # as well as white space
_SURE_BEFORE_CLOSE = frozenset(".,!?…;")
_ELISION = re.compile(
    r"(?:\d\ds?|em|til|tis|twas|cause|bout|round|n|cuz|nuff|kay|fore|neath|scuse|til|burbs|hood)(?![^\W_])",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an", "de", "del", "la", "el", "al", "with"})


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark: where, how long, and what it looks like ("open", "close", "either")."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """An opening mark and what ends it; `closing` is empty where the mark is missing."""

    opening: Span
    closing: Span


def find_quotes(doc: Doc, report: Report) -> tuple[Quote, ...]:
    """Return the quotations of a report in order, none inside another.

    Double marks of any style come first; single marks count where they are no apostrophes and stand outside double
    ones. A quotation that is not closed ends with its paragraph, and one that the next paragraph opens again
    continues there.

    Args:
        doc: the parse of the report; it decides whether a quotation holds a clause.
        report: the report; marks are read from its text.
    """
    text = report.text
    found: list[Quote] = []
    open_before = False
    paragraphs = [m for m in _PARAGRAPH.finditer(text) if m.group().strip()]
    starts = doc.to_array("IDX").tolist()
    for number, match in enumerate(paragraphs):
        pairs = _paragraph(text, match.start(), match.end(), _reopens(text, paragraphs, number))
        first = True
        for pair in pairs:
            at_start = first and not text[match.start() : pair.opening.start].strip()
            quote = _quote(doc, starts, text, pair)
            found.append(replace(quote, continues=True) if at_start and open_before else quote)
            first = False
        last = found[-1] if pairs else None
        open_before = last is not None and not last.closed and not text[last.span.end : match.end()].strip()
    return tuple(found)


def _reopens(text: str, paragraphs: list[re.Match[str]], number: int) -> bool:
    """Say whether the next paragraph begins with a mark, so that an open quotation may go on there."""
    if number + 1 == len(paragraphs):
        return False
    start = paragraphs[number + 1].start()
    return text[start : start + 4].lstrip()[:1] in tuple("“\"‘'«„”`")


def _paragraph(text: str, start: int, end: int, reopened: bool) -> list[_Pair]:
    double = _pair(text, [_double(text, m) for m in _DOUBLE.finditer(text, start, end)], end, reopened)
    single = _singles(text, start, end, [p for p in double if len(p.closing)])
    if not single:
        return double
    spans = [Span(p.opening.start, p.closing.end) for p in single]
    ends = [s.end for s in spans]

    def inside(pair: _Pair) -> bool:
        at = bisect.bisect_right(ends, pair.opening.start)
        return at < len(spans) and spans[at].start <= pair.opening.start

    return _outermost(sorted([p for p in double if not inside(p)] + single, key=lambda p: p.opening.start))


def _double(text: str, match: re.Match[str]) -> _Mark:
    mark = match.group()
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    left = before.isspace() or before in _OPENS_BEFORE
    right = after.isspace() or after in _CLOSES_AFTER
    if left and not right and not (before in "'’\"" and mark == '"'):
        role = "open"  # also a closing mark typed where one opens
    elif right and not left:
        role = "close"
    elif mark in ("“", "„", "‟", "``", "«"):
        role = "open"
    elif mark in ("”", "''", "»"):
        role = "close"
    elif mark == '"' and before.isdigit():
        role = "close"  # inches unless something is open
    else:
        role = "either"
    return _Mark(match.start(), match.end(), role)


def _pair(text: str, marks: list[_Mark], end: int, reopened: bool) -> list[_Pair]:
    """Match the marks of a paragraph as brackets; outermost pairs only."""
    stack: list[_Mark] = []
    done: list[_Pair] = []
    for mark in marks:
        if mark.role == "open" or (mark.role == "either" and not stack):
            stack.append(mark)
        elif stack:
            opening = stack.pop()
            done.append(_Pair(Span(opening.start, opening.end), Span(mark.start, mark.end)))
    done.sort(key=lambda p: p.opening.start)
    closed = _outermost(done)
    if not stack:
        return closed
    return _with_unclosed(text, stack, closed, _Limits(end, reopened))


@dataclass(frozen=True, slots=True)
class _Limits:
    end: int
    reopened: bool


def _outermost(pairs: list[_Pair]) -> list[_Pair]:
    out: list[_Pair] = []
    for pair in pairs:
        if not out or pair.opening.start >= out[-1].closing.end:
            out.append(pair)
    return out


def _with_unclosed(text: str, openings: list[_Mark], closed: list[_Pair], limits: _Limits) -> list[_Pair]:
    """End every unclosed mark: with the paragraph, or before the next quotation where it was merely forgotten."""
    starts = [p.opening.start for p in closed]
    out: list[_Pair] = []
    taken = covered = 0
    for number, mark in enumerate(openings):
        if mark.start < covered:
            continue
        at = bisect.bisect_left(starts, mark.start)
        out += [p for p in closed[taken:at] if p.opening.start >= covered]
        taken = max(taken, at)
        stop = openings[number + 1].start if number + 1 < len(openings) else limits.end
        if at < len(starts) and starts[at] < stop and not (limits.reopened and number == 0):
            nested = len(_WORD.findall(text, starts[at], closed[at].closing.end)) <= NESTED_WORDS
            stop = stop if nested and at + 1 == len(starts) else starts[at]
        inner = trim(text, Span(mark.end, stop))
        if len(inner):
            out.append(_Pair(Span(mark.start, mark.end), Span(inner.end, inner.end)))
        covered = stop
    out += [p for p in closed[taken:] if p.opening.start >= covered]
    return out


def _singles(text: str, start: int, end: int, double: list[_Pair]) -> list[_Pair]:
    """Return quotations in single marks that stand outside double ones."""
    spans = [Span(p.opening.start, p.closing.end) for p in double]
    ends = [s.end for s in spans]

    def outside(offset: int) -> bool:
        at = bisect.bisect_right(ends, offset)
        return at == len(spans) or offset < spans[at].start

    marks = [m.start() for m in _SINGLE.finditer(text, start, end) if outside(m.start())]
    opens = [m for m in marks if _single_opens(text, m)]
    out: list[_Pair] = []
    closers = [m for m in marks if _single_closes(text, m)]
    for number, opening in enumerate(opens):
        if out and opening < out[-1].closing.end:
            continue
        limit = opens[number + 1] if number + 1 < len(opens) else end
        closing = _closer(text, opening, closers, limit)
        if closing is not None:
            out.append(_Pair(Span(opening, opening + 1), Span(closing, closing + 1)))
    return out


def _single_opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if not (before.isspace() or before in '([{–—-/“"') or not (after.isalnum() or after in '[(…“"$£€'):
        return False
    return not (text[at] != "‘" and _ELISION.match(text, at + 1))


def _single_closes(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return text[at] in "’'" and not before.isspace() and not after.isalnum()


def _closer(text: str, opening: int, closers: list[int], limit: int) -> int | None:
    """Return the mark that closes: the first sure one, else the last that might be a possessive."""
    unsure: int | None = None
    for at in closers[bisect.bisect_right(closers, opening) :]:
        if at >= limit:
            break
        if text[at - 1] in "sS" and text[at + 1 : at + 2].isspace() and text[at + 2 : at + 3].islower():
            unsure = unsure or at  # "the boys' toys"
            continue
        if text[at - 1] in _SURE_BEFORE_CLOSE or text[at - 1].isalnum() or text[at - 1] in ')]"”':
            return at
    return unsure


def _quote(doc: Doc, starts: list[int], text: str, pair: _Pair) -> Quote:
    inner = trim(text, Span(pair.opening.end, max(pair.opening.end, pair.closing.start)))
    closed = len(pair.closing) > 0
    span = Span(pair.opening.start, pair.closing.end if closed else inner.end)
    return Quote(span, inner, _kind(doc, starts, text, inner), closed)


def _kind(doc: Doc, starts: list[int], text: str, inner: Span) -> QuoteKind:
    first = bisect.bisect_left(starts, inner.start)
    last = bisect.bisect_left(starts, inner.end)
    words = _WORD.findall(inner.words(text))
    if _clause(doc, first, last):
        return QuoteKind.SPEECH
    if len(words) <= SCARE_WORDS and (_title_like(words) or _named(doc, first)):
        return QuoteKind.SCARE
    sentence = inner.words(text)[-1:] in tuple(".!?") and text[inner.start : inner.start + 1].isupper()
    return QuoteKind.SPEECH if sentence else QuoteKind.FRAGMENT


def _clause(doc: Doc, first: int, last: int) -> bool:
    """Say whether the tokens hold a finite verb together with its subject."""
    for token in doc[first:last]:
        if token.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") and first <= token.head.i < last:
            head = token.head
            if head.pos_ in ("VERB", "AUX") or any(c.pos_ == "AUX" for c in head.children):
                return True
    return False


def _title_like(words: list[str]) -> bool:
    """Say whether it looks like a name or a title: capitals but for small words."""
    return bool(words) and all(w[:1].isupper() or w[:1].isdigit() or w in _SMALL for w in words) and len(words) > 1


@functools.cache
def _cues() -> tuple[frozenset[str], frozenset[str]]:
    entries = load("quote_cues", QuoteCue)
    one = frozenset(e.words for e in entries if " " not in e.words)
    return one, frozenset(e.words for e in entries if " " in e.words)


def _named(doc: Doc, first: int) -> bool:
    """Say whether the word before the opening mark introduces a name or a word as a word ("so-called", "dubbed")."""
    before = [t.lower_ for t in doc[max(0, first - 5) : first] if not t.is_quote and not t.is_space]
    one, more = _cues()
    tail = "".join(before[-3:]) if before[-2:-1] == ["-"] else " ".join(before[-2:])
    return bool(before) and (before[-1] in one or tail in one or tail in more)
