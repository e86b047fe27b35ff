"""The lexicons of drift, as sets of lemmas."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.lexicon import load
from onrecord.lexicon.schema import Hedge, Predicate
from onrecord.lexicon.schema_drift import DriftWord, Rivals


@functools.cache
def of_kind(kind: str) -> frozenset[str]:
    """Return the lemmas of a kind, the words of a phrase joined by an underscore."""
    return frozenset(w for e in load("drift_words", DriftWord) if e.kind == kind for w in e.lemmas)


@functools.cache
def rivals(kind: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return word -> (set of rivals, which of them it is), for a kind of rivals."""
    out: dict[str, list[tuple[str, int]]] = {}
    for entry in load("drift_rivals", Rivals):
        if entry.kind == kind:
            for side, forms in enumerate(entry.words):
                for form in forms.split("|"):
                    out.setdefault(form, []).append((entry.id, side))
    return {k: tuple(v) for k, v in out.items()}


def rival(left: str, right: str, kind: str) -> bool:
    """Say whether two words are rivals: both in one set, on different sides."""
    table = rivals(kind)
    first, second = dict(table.get(left, ())), dict(table.get(right, ()))
    return any(second.get(name, side) != side for name, side in first.items())


SHOWING = frozenset({"show", "reveal", "confident", "discover", "clear"})
"""Words that are surer than "suggest" or "suspect", though their coming alone raises nothing."""


def unlike(left: str, right: str) -> bool:
    """Say whether one word is sure and the other is not, however near they are in meaning: "show", "suggest"."""
    weak, sure = of_kind("weak"), of_kind("strong") | SHOWING
    return (left in weak and right in sure) or (right in weak and left in sure)


@functools.cache
def hedge_words() -> frozenset[str]:
    """Return words that do nothing but lower certainty: adverbs and adjectives, and "may", "might", "could"."""
    entries = load("hedges", Hedge)
    sure = ("certain", "probable-")
    words = {e.lemma for e in entries if e.kind in {"adverb", "adjective"} and not e.effect.endswith("-")}
    words -= {e.lemma for e in entries if e.effect.startswith(sure)}
    return frozenset(words | {"may", "might", "could", "unconfirmed", "unverified"}) - {"necessary", "potential"}


@functools.cache
def _turning() -> frozenset[str]:
    entries = load("predicates", Predicate)
    return frozenset(e.lemma for e in entries if e.affirmed.endswith("-"))


def turns(token: Token) -> bool:
    """Say whether a word turns what it governs: "refused to", "denied that", "failed to"."""
    return token.lemma_.lower() in _turning()


def found(token: Token, kind: str) -> bool:
    """Say whether a word, or the phrase that begins with it, is of a kind."""
    words = of_kind(kind)
    return any(form in words for form in forms(token))


def forms(token: Token) -> Iterator[str]:
    """Yield what a word may stand as in a list: its lemma, and with up to three words behind it."""
    yield token.lemma_.lower()
    yield token.lower_
    phrase, lemmas = token.lower_, token.lemma_.lower()
    for step in (1, 2, 3):
        if token.i + step >= len(token.doc):
            return
        word = token.nbor(step).lower_
        phrase, lemmas = f"{phrase}_{word}", f"{lemmas}_{word}"
        yield phrase
        yield lemmas
