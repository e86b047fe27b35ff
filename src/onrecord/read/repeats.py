"""Paragraphs that other paragraphs repeat nearly word for word, by shingles, in linear time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read import limits

_WORD = re.compile(r"\w+")
_KEPT = 4
"""Places kept a shingle: a phrase said a hundred times would make the search quadratic."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """How much of a paragraph stands elsewhere.

    Attributes:
        share: share of its shingles that stand in another paragraph.
        others: numbers of the paragraphs that hold at least two of them, in order.
    """

    share: float
    others: tuple[int, ...]


def repeats(paragraphs: Sequence[str]) -> tuple[Repeat, ...]:
    """Return for each paragraph how much of it other paragraphs repeat."""
    shingled = [_shingles(p) for p in paragraphs]
    places: dict[tuple[str, ...], list[int]] = {}
    for number, shingles in enumerate(shingled):
        for shingle in shingles:
            held = places.setdefault(shingle, [])
            if len(held) < _KEPT and (not held or held[-1] != number):
                held.append(number)
    return tuple(_repeat(number, shingles, places) for number, shingles in enumerate(shingled))


def _repeat(number: int, shingles: list[tuple[str, ...]], places: dict[tuple[str, ...], list[int]]) -> Repeat:
    found: Counter[int] = Counter()
    shared = 0
    for shingle in shingles:
        held = places[shingle]
        if len(held) > 1 or held[0] != number:
            others = [p for p in held if p != number]
            shared += bool(others)
            found.update(others)
    share = shared / len(shingles) if shingles else 0.0
    return Repeat(share, tuple(sorted(p for p, n in found.items() if n > 1)))


def _shingles(paragraph: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(paragraph.casefold())
    size = limits.SHINGLE
    return [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]
