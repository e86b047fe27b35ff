"""Faults of copying: a sentence or words that stand twice, words glued, two sentences run into one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.drift.finding import Finding
from onrecord.drift.limits import CANDIDATES, LONGEST_WORD, STITCH, TWICE
from onrecord.drift.text import Text
from onrecord.model import DriftKind, Severity

_Run = tuple[int, int]
"""Where a run of words stands in the original: index of its first word, and one past its last."""


def changes(
    original: Text, retelling: Text, sentences: tuple[Sequence[Sentence], Sequence[Sentence]]
) -> Iterator[Finding]:
    """Yield what went wrong in copying.

    Args:
        original: the earlier text.
        retelling: the text that retells it.
        sentences: those of both that carry content.
    """
    yield from _doubled(*sentences)
    yield from _glued_words(original, retelling)
    yield from _repeated(original, retelling)
    yield from _stitched(original, retelling, sentences[1])


def _doubled(ours: Sequence[Sentence], theirs: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield a sentence that stands twice, and once in the original."""
    before = [" ".join(s.text.split()) for s in ours]
    seen: set[str] = set()
    for sentence in theirs:
        string = " ".join(sentence.text.split())
        if string in seen and before.count(string) < 2:
            yield Finding(DriftKind.SPLICE, (), tuple(sentence), (), Severity.LOW, "The sentence stands twice.")
        seen.add(string)


def _glued_words(original: Text, retelling: Text) -> Iterator[Finding]:
    """Yield two words that were glued ("BernHe"), and a sentence that begins without a space."""
    known = {t.text for t in original.doc if t.is_alpha}
    for token in retelling.doc:
        if token.is_alpha and token.text not in known and (parts := _glued(token.text, known)):
            why = f"“{parts[0]}” and “{parts[1]}” were glued: something between them is missing."
            yield Finding(DriftKind.SPLICE, (), (token,), (token,), Severity.MEDIUM, why)
        elif ends := _run_on(original, retelling, token):
            why = f"A sentence ends at “{ends[0].text}” and the next begins without a space."
            yield Finding(DriftKind.SPLICE, (), ends, ends[-1:], Severity.LOW, why)


def _glued(word: str, known: set[str]) -> tuple[str, str] | None:
    """Return the two words that one is glued of: a word or acronym, and one of the original with a capital."""
    for at in range(2, min(len(word) - 1, LONGEST_WORD)):
        if word[at].isupper() and word[at:] in known and (word[:at] in known or word[:at].isupper()):
            return word[:at], word[at:]
    return None


def _run_on(original: Text, retelling: Text, token: Token) -> tuple[Token, ...]:
    """Return the words around a full stop with no space behind it, where the original has one; else nothing."""
    if token.text not in {".", "!", "?"} or token.whitespace_ or not 0 < token.i < len(token.doc) - 1:
        return ()
    before, after = token.nbor(-1), token.nbor(1)
    glued = f"{before.text}{token.text}{after.text}"
    whole = before.is_alpha and before.text[-1].islower() and after.is_alpha and after.text.istitle()
    if not whole or before.whitespace_ or glued in original.string or glued not in retelling.string:
        return ()
    return (before, token, after)


def _repeated(original: Text, retelling: Text) -> Iterator[Finding]:
    """Yield words that stand twice in a row, where the original does not have them so: "the the", "to the to the"."""
    theirs = [t for t in retelling.doc if not t.is_space]
    forms = [t.lower_ for t in theirs]
    before = f" {' '.join(t.lower_ for t in original.doc if not t.is_space)} "
    i = 0
    while i < len(forms):
        size = next((n for n in range(TWICE, 0, -1) if _stands_twice(theirs, forms, i, n)), 0)
        if size and f" {' '.join(forms[i : i + 2 * size])} " not in before:
            again = tuple(theirs[i + size : i + 2 * size])
            why = f"“{' '.join(t.text for t in again)}” stands twice."
            yield Finding(DriftKind.SPLICE, (), (*theirs[i : i + size], *again), again, Severity.LOW, why)
            i += size
        i += 1


def _stands_twice(tokens: Sequence[Token], forms: Sequence[str], at: int, size: int) -> bool:
    if forms[at : at + size] != forms[at + size : at + 2 * size]:
        return False
    return all(t.is_alpha or t.like_num or "'" in t.text or "’" in t.text for t in tokens[at : at + size])


def _stitched(original: Text, retelling: Text, sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield a sentence made of the beginning of one sentence and the end of another, with nothing to join them."""
    doc = original.doc
    starts: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(doc) - STITCH + 1):
        starts.setdefault(tuple(t.lower_ for t in doc[i : i + STITCH]), []).append(i)
    for sentence in sentences:
        runs = _runs(original, sentence, starts)
        for (at, first), (begin, second) in itertools.pairwise(runs):
            if at + first[1] - first[0] == begin and _breaks(original, first, second):
                words = tuple(retelling.doc[begin - 1 : begin + 1])
                why = "The beginning of one sentence and the end of another stand as one."
                before = (doc[first[1] - 1], doc[second[0]])
                yield Finding(DriftKind.SPLICE, before, words, words, Severity.HIGH, why)


def _runs(original: Text, sentence: Sentence, starts: dict[tuple[str, ...], list[int]]) -> list[tuple[int, _Run]]:
    """Return (place in the retelling, run of the original) of the stretches that a sentence copies word by word."""
    doc, forms = original.doc, [t.lower_ for t in sentence]
    out: list[tuple[int, _Run]] = []
    at = 0
    while at + STITCH <= len(forms):
        best: _Run = (0, 0)
        for i in starts.get(tuple(forms[at : at + STITCH]), ())[:CANDIDATES]:
            size = STITCH
            while at + size < len(forms) and i + size < len(doc) and doc[i + size].lower_ == forms[at + size]:
                size += 1
            best = (i, i + size) if size > best[1] - best[0] else best
        if best[1]:
            out.append((sentence.start + at, best))
        at += max(1, best[1] - best[0])
    return out


def _breaks(original: Text, first: _Run, second: _Run) -> bool:
    """Say whether two runs are of two sentences, cut inside both, each with the verb of its own."""
    doc = original.doc
    one, other = doc[first[0]].sent, doc[second[0]].sent
    if one.start == other.start or second[0] == other.start or first[1] >= one.end - 1:
        return False
    if doc[second[0]].is_punct or doc[first[1] - 1].is_punct or doc[second[0]].dep_ in {"cc", "prep", "mark"}:
        return False
    verbs = [any(t.pos_ in {"VERB", "AUX"} and _finite(t) for t in doc[a:b]) for a, b in (first, second)]
    return all(verbs)


def _finite(token: Token) -> bool:
    return token.tag_ in {"VBD", "VBZ", "VBP", "MD"}
