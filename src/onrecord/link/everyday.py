"""Which words tell nothing when two reports share them, and how much the others tell."""

from __future__ import annotations

import functools
import math

from onrecord.lexicon.load import load
from onrecord.lexicon.schema import NumberWord
from onrecord.lexicon.schema_retell import SmallWord
from onrecord.link import limits
from onrecord.link.stems import background, stem


@functools.cache
def _small() -> frozenset[str]:
    return frozenset(w for e in load("small_words", SmallWord) for word in e.words for w in (word, stem(word)))


@functools.cache
def _numbers() -> dict[str, str]:
    """Return number words and the digits that they stand for; "a" and "both" count nothing here."""
    exact = (e for e in load("number_words", NumberWord) if e.exact and e.low == e.high and e.low > 1)
    return {stem(word): str(e.low) for e in exact for word in e.words if word in (e.id, e.id.replace("-", " "))}


@functools.lru_cache(maxsize=65_536)
def counted(word: str) -> str:
    """Return a word as it is compared: its stem, digits for a number word, "" for one that tells nothing."""
    held = stem(word)
    if word.lower() in _small() or held in _small() or (len(held) < limits.SHORTEST_WORD and not held.isdigit()):
        return ""
    return _numbers().get(held, held)


@functools.lru_cache(maxsize=65_536)
def plain_weight(word: str) -> float:
    """Return how much a stem tells by its rareness in news at large."""
    reports, counts = background()
    return math.log((reports + 1) / (counts.get(word, 0) + 1))
