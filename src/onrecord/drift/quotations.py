"""Changes inside quotation marks: words altered, cut so that the sense changes, invented, or glued."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from onrecord.drift.finding import Finding
from onrecord.drift.limits import PAUSE, TWICE
from onrecord.drift.text import Text, variants
from onrecord.drift.words import of_kind
from onrecord.model import DriftKind, Severity, Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TURN = frozenset(
    {
        "but",
        "not",
        "until",
        "only",
        "though",
        "although",
        "however",
        "yet",
        "never",
        "unless",
        "if",
        "except",
        "no",
        "nobody",
        "without",
        "hardly",
        "before",
        "when",
    }
)
_IS = frozenset({"it", "he", "she", "that", "there", "what", "who", "here", "where", "how"})
_SHORT = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "gonna": "going to"}
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"))
_ALIKE = 0.5
"""Share of a quotation's words that have to stand, in order, in another for it to be the same one altered."""
_LONGEST_NAME = 6
"""Words of a name that an abbreviation stands for."""
_LONGEST_QUOTE = 400
"""Words of a quotation that is compared word by word."""
_FRAGMENT = 2
"""Quotations shorter than this many words are names and nicknames."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as words.

    Attributes:
        span: without its marks.
        words: lower case.
    """

    span: Span
    words: tuple[str, ...]


def changes(original: Text, retelling: Text) -> Iterator[Finding]:
    """Yield what happened to quotations, over the whole texts: a quotation may be moved far."""
    ours, theirs = quoted(original), quoted(retelling)
    plain = _words(original.string)
    for quote in theirs:
        if len(quote.words) < _FRAGMENT or _inside(quote.words, [q.words for q in ours]):
            if len(quote.words) >= _FRAGMENT:
                yield from _truncated(original, retelling, quote, ours)
            continue
        parts = _glued(quote, ours)
        if parts and _one_breath(original, parts, ours):
            continue
        if parts:
            why = "Words of several quotations stand in one, as if said together."
            before = tuple(original.tokens([p.span for p in parts]))
            yield Finding(DriftKind.SPLICE, before, tuple(retelling.tokens([quote.span])), (), Severity.HIGH, why)
            continue
        if any(_inside(words, [q.words for q in ours]) for words in _undoubled(quote.words)):
            continue  # told as words that stand twice
        if any(_spelt_out(quote.words, q.words) for q in ours):
            continue
        best, share = _nearest(quote, ours)
        if best is not None and share >= _ALIKE:
            why = "The words between the quotation marks are not those of the original."
            yield _finding(DriftKind.QUOTATION_ALTERED, original, retelling, best.span, quote.span, why)
        elif len(quote.words) >= _FRAGMENT:
            known = _inside(quote.words, [plain])
            why = "In quotation marks, but nobody says it in the original" + (
                ": there the words are the report's own." if known else "."
            )
            yield _finding(DriftKind.QUOTATION_INVENTED, original, retelling, None, quote.span, why)


def _undoubled(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a quotation without words that stand twice in a row, for each place where some do."""
    for size in range(1, TWICE + 1):
        for i in range(len(words) - 2 * size + 1):
            if words[i : i + size] == words[i + size : i + 2 * size]:
                yield words[: i + size] + words[i + 2 * size :]


def _spelt_out(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two quotations differ only in abbreviations that one of them spells out."""
    if abs(len(words) - len(other)) > _LONGEST_NAME * 2 or len(words) > _LONGEST_QUOTE:
        return False
    changed = [op for op in SequenceMatcher(None, words, other, autojunk=False).get_opcodes() if op[0] != "equal"]
    return bool(changed) and all(
        what == "replace" and _same_name(words[i:j], other[u:v]) for what, i, j, u, v in changed
    )


def _same_name(left: Sequence[str], right: Sequence[str]) -> bool:
    short, full = (left, right) if len(left) <= len(right) else (right, left)
    word = variants().get(short[0], short[0])
    if len(short) > 1:
        return False
    if word == "_".join(full) or (len(full) == 1 and word == variants().get(full[0], full[0])):
        return True
    return len(full) > 1 and short[0].replace(".", "") == "".join(w[0] for w in full if w not in {"of", "the", "and"})


def quoted(text: Text) -> list[Quoted]:
    """Return the quotations of a text; the parts of one that an attribution interrupts are joined."""
    out = []
    for quote in text.quotes:
        words = _words(quote.inner.words(text.string))
        if words:
            out.append(Quoted(quote.inner, words))
    return out


def _words(string: str) -> tuple[str, ...]:
    words = (m.group().lower().replace("’", "'") for m in _WORD.finditer(string.replace("%", " percent")))
    spelt = [w for word in words for w in _SHORT.get(word, _spelt(word)).split()]
    return tuple("has" if w == "is" and spelt[i + 1 : i + 2] in (["been"], ["got"]) else w for i, w in enumerate(spelt))


def _spelt(word: str) -> str:
    """Return a word with what is run together in it written out: "isn't" is "is not"."""
    if word.endswith("'s") and word[:-2] in _IS:
        return f"{word[:-2]} is"
    for ending, full in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return f"{word[: -len(ending)]} {full}"
    return word


def _inside(words: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """Say whether the words stand in a row in one of the others, or over two that follow each other."""
    needle = f" {' '.join(words)} "
    joined = [f" {' '.join(o)} " for o in others]
    return any(needle in o for o in joined)


def _truncated(original: Text, retelling: Text, quote: Quoted, ours: Sequence[Quoted]) -> Iterator[Finding]:
    """Yield a quotation cut where the rest turned its sense: a condition, a contrast, a denial."""
    needle = f" {' '.join(quote.words)} "
    for other in ours:
        held = f" {' '.join(other.words)} "
        if needle not in held or len(other.words) == len(quote.words):
            continue
        at = held.index(needle)
        before, after = held[:at].split(), held[at + len(needle) :].split()
        sentence = original.string[other.span.start : other.span.end]
        rest = _rest(sentence, quote.words)
        turning = [w for w in (*before[-6:], *after[:6]) if w in _TURN | of_kind("condition")]
        if turning and rest:
            why = f"Cut before or after “{turning[0]}”, which changes what was meant."
            cut = _finding(DriftKind.QUOTATION_TRUNCATED, original, retelling, other.span, quote.span, why)
            yield replace(cut, differing=tuple(t for t in cut.original if t.lower_ == turning[0])[:1])
        return


def _rest(sentence: str, words: Sequence[str]) -> bool:
    """Say whether the cut goes through a sentence: whole sentences left out around it change less."""
    for piece in re.split(r"(?<=[.!?])\s+", sentence):
        held = f" {' '.join(_words(piece))} "
        if f" {' '.join(words)} " in held and held.split() != list(words):
            return True
    return False


def _glued(quote: Quoted, ours: Sequence[Quoted]) -> list[Quoted]:
    """Return the quotations that a quotation is made of, where it is made of several that do not touch."""
    parts: list[Quoted] = []
    rest = list(quote.words)
    while rest:
        best: tuple[int, Quoted] | None = None
        for other in ours:
            size = _prefix(rest, other.words)
            if size and (best is None or size > best[0]):
                best = (size, other)
        if best is None or best[0] < min(3, len(rest)):
            return []
        parts.append(best[1])
        rest = rest[best[0] :]
    return parts if len({p.span for p in parts}) > 1 else []


def _one_breath(original: Text, parts: Sequence[Quoted], ours: Sequence[Quoted]) -> bool:
    """Say whether quotations are one that only the attribution interrupts: next to each other and of one speaker."""
    at = [ours.index(p) for p in parts]
    if at != list(range(at[0], at[0] + len(at))) or len(_cues(original, parts)) > 1:
        return False
    gaps = [original.tokens([Span(a.span.end, b.span.start)]) for a, b in itertools.pairwise(parts)]
    return all(sum(t.is_alpha for t in gap) <= PAUSE and len({t.sent.start for t in gap}) <= 2 for gap in gaps)


def _cues(text: Text, parts: Sequence[Quoted]) -> set[tuple[Span, ...]]:
    """Return the words that give quotations to a speaker; "she added" goes on with what was begun."""
    return {
        c.cue
        for c in text.claims
        if any(s.start < p.span.end and p.span.start < s.end for s in c.content for p in parts)
        and not any(p.span.start <= s.start < p.span.end for s in c.cue for p in parts)
        and not any(t.lemma_ in {"add", "continue", "go"} for t in text.tokens(c.cue))
    }


def _prefix(words: Sequence[str], other: Sequence[str]) -> int:
    """Return how many of the first words stand in a row somewhere in the other."""
    best = 0
    for start in range(len(other)):
        size = 0
        while size < len(words) and start + size < len(other) and words[size] == other[start + size]:
            size += 1
        best = max(best, size)
    return best


def _nearest(quote: Quoted, ours: Sequence[Quoted]) -> tuple[Quoted | None, float]:
    """Return the quotation that has most of the words in order, and the share of them."""
    best: Quoted | None = None
    share = 0.0
    for other in ours:
        common = _common(quote.words, other.words)
        value = 2.0 * common / (len(quote.words) + len(other.words))
        if value > share:
            best, share = other, value
    return best, share


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence; quotations are capped so that hostile ones cost little."""
    a, b = a[:400], b[:400]
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]


def _finding(kind: DriftKind, original: Text, retelling: Text, left: Span | None, right: Span, why: str) -> Finding:
    before = tuple(original.tokens([left])) if left is not None else ()
    return Finding(kind, before, tuple(retelling.tokens([right])), (), Severity.HIGH, why)
