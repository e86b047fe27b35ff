"""Words of a report shown with their surroundings: whole sentences, as far as a few marks tell where they end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.analysis import limits
from onrecord.model import Claim, Report, Span, hull
from onrecord.model.dossier import Passage

_SHORT = (
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "St",
    "Gen",
    "Col",
    "Lt",
    "Maj",
    "Capt",
    "Sgt",
    "Sen",
    "Rep",
    "Gov",
    "Prof",
    "Rev",
    "No",
)
_NOT_SHORT = "".join(rf"(?<!\b{s})" for s in _SHORT)
_END = re.compile(rf"{_NOT_SHORT}(?<!\b[A-Z])[.!?][”\"’)\]]*\s+(?=[“\"‘(\[]?[A-Z0-9])|\n")
"""The end of a sentence, as far as its mark tells; for words to be shown, not to be counted."""


def passage(report: Report, spans: Iterable[Span], *, terms: Iterable[str] = ()) -> Passage:
    """Return the sentences around some spans.

    Args:
        report: that holds them.
        spans: what is meant; those after the first may stand too far away to be in the passage.
        terms: words to light instead of the spans, without regard to case.
    """
    held = sorted(spans)
    if not held:
        return Passage(report.id, "", 0)
    near = hull([s for s in held if s.end - held[0].start <= limits.LONGEST_PASSAGE] or held[:1])
    around_it = _sentences(report.text, near)
    wanted = [t for t in terms if t]
    lit = _found(report.text, around_it, wanted) if wanted else [s for s in held if around_it.covers(s)]
    return Passage(report.id, around_it.words(report.text), around_it.start, tuple(lit))


def around(report: Report, claim: Claim) -> Passage:
    """Return the sentence of a claim, its content lit; of one without content, its cue."""
    lit = claim.content or claim.cue
    spans = [*claim.sentence, *lit]
    found = passage(report, spans) if spans else Passage(report.id, "", 0)
    end = found.start + len(found.words)
    return Passage(
        report.id, found.words, found.start, tuple(s for s in lit if found.start <= s.start and s.end <= end)
    )


def _sentences(text: str, span: Span) -> Span:
    """Return a span widened to whole sentences, by so much at most."""
    low, high = max(0, span.start - limits.SENTENCE), min(len(text), span.end + limits.SENTENCE)
    # One code point more, so that the capital at the beginning of the span itself is seen.
    before = (m.end() for m in _END.finditer(text, low, span.start + 2))
    start = max((end for end in before if end <= span.start), default=low)
    after = _END.search(text, max(span.start, span.end - 1), high)
    end = after.end() if after else high
    words = text[start:end]
    cut = len(words) - len(words.lstrip())
    return Span(start + cut, start + cut + len(words.strip()))


def _found(text: str, within: Span, terms: list[str]) -> list[Span]:
    pattern = "|".join(re.escape(t) for t in sorted(set(terms), key=lambda t: (-len(t), t)))
    found = re.finditer(rf"\b(?:{pattern})", text[within.start : within.end], re.IGNORECASE)
    return [Span(within.start + m.start(), within.start + m.end()) for m in found]
