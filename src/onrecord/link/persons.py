"""How the names of two persons go together."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from onrecord.link.names import Name, parse, sound

_LONG = 5
"""Shortest word in which one letter more or less is a misspelling, and not another name."""


@dataclass(frozen=True, slots=True)
class NameTie:
    """How two names go together.

    Attributes:
        value: what it adds to a score.
        text: one clause that says why.
    """

    value: float
    text: str


SAME = NameTie(3.5, "the same full name")
SOUND = NameTie(3.5, "spellings of the same full name")
MIDDLE = NameTie(3.2, "the same full name, one with more first names")
ORDER = NameTie(3.0, "the same names in another order")
NEAR = NameTie(1.6, "full names that differ in a letter")
INITIAL = NameTie(1.6, "the same family name, and an initial that fits")
DOUBLE = NameTie(1.6, "the one name with a second family name")
FAMILY = NameTie(0.5, "the same family name, and one without a first name")
OTHER = NameTie(-8.0, "different names")
FIRST = NameTie(-6.0, "the same family name with different first names")
GENERATION = NameTie(-4.0, "one is the elder, the other the younger of that name")


@functools.lru_cache(maxsize=65_536)
def tie(left: str, right: str) -> NameTie:
    """Return how two persons' names go together; the sides can be exchanged."""
    one, other = parse(left), parse(right)
    if not one.family or not other.family:
        return OTHER
    if one.rank and other.rank and one.rank != other.rank:
        return GENERATION
    found = _straight(one, other)
    if found.value < ORDER.value and _swapped(one, other):
        return ORDER
    if found.value < DOUBLE.value and (_doubled(one, other) or _doubled(other, one)):
        return DOUBLE
    if found.value < NEAR.value and _is_near(one, other):
        return NEAR
    return found


def _straight(one: Name, other: Name) -> NameTie:
    """Compare first name with first name, family name with family name."""
    if sound(one.family) != sound(other.family):
        return OTHER
    if not one.given or not other.given:
        return FAMILY
    if one == other:
        return SAME
    if "".join(one.given) == "".join(other.given):
        return SAME
    first, second = one.given[0], other.given[0]
    if len(first) == 1 or len(second) == 1:
        if first[0] != second[0]:
            return FIRST
        return INITIAL if _middles_fit(one, other) else FIRST
    if sound(first) != sound(second) or not _middles_fit(one, other):
        return FIRST
    if len(one.given) != len(other.given):
        return MIDDLE
    return SAME if (first, one.family) == (second, other.family) else SOUND


def _middles_fit(one: Name, other: Name) -> bool:
    """Say whether further first names, where both have some, can be the same."""
    pairs = zip(one.given[1:], other.given[1:], strict=False)
    return all(a[0] == b[0] if min(len(a), len(b)) == 1 else sound(a) == sound(b) for a, b in pairs)


def _swapped(one: Name, other: Name) -> bool:
    """Say whether the names are the same when one has its family name in front."""
    return any(
        a.swapped is not None
        and b.full
        and (tuple(map(sound, a.swapped[0])), sound(a.swapped[1])) == (tuple(map(sound, b.given)), sound(b.family))
        for a, b in ((one, other), (other, one))
    )


def _doubled(longer: Name, shorter: Name) -> bool:
    """Say whether the longer name is the shorter with a second family name."""
    if len(longer.given) < 2 or not shorter.given:
        return False
    return [sound(p) for p in longer.given] == [sound(p) for p in (*shorter.given, shorter.family)]


def _is_near(one: Name, other: Name) -> bool:
    """Say whether two full names differ in one letter of one long word, or only in vowels."""
    if len(one.given) != 1 or len(other.given) != 1:
        return False
    words = ((one.given[0], other.given[0]), (one.family, other.family))
    unlike = [(sound(a), sound(b)) for a, b in words if sound(a) != sound(b)]
    return len(unlike) == 1 and (_one_letter(*unlike[0]) or _skeleton(unlike[0][0]) == _skeleton(unlike[0][1]) != "")


def _skeleton(word: str) -> str:
    """Return the consonants of a word, "" where they are too few to tell it."""
    kept = "".join(c for c in word if c not in "aeiou")
    return word[0] + kept if len(kept) > 1 else ""


def _one_letter(one: str, other: str) -> bool:
    """Say whether two long words differ in one letter, more, less or another."""
    if min(len(one), len(other)) < _LONG or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[at + (len(one) >= len(other)) :] == other[at + (len(other) >= len(one)) :]
