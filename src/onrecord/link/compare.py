"""How alike two tellings are: one number a feature, and the words for each."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet

from onrecord.link import limits
from onrecord.link.facts import Days, Facts, Rarity

FOR = (
    "words",
    "lead",
    "rare-words",
    "involved",
    "others",
    "same-days",
    "towns",
    "regions",
    "spots",
    "ages",
    "killed",
)
"""Features that speak for one event; their weights are never below zero."""

AGAINST = (
    "victims-differ",
    "published-apart",
    "days-apart",
    "towns-differ",
    "regions-differ",
    "ages-differ",
    "killed-differ",
    "injured-differ",
    "modes-differ",
)
"""Features that speak against it; their weights are never above zero."""

FEATURES = (*FOR, *AGAINST)
"""The features, in the order of the numbers that `measure` returns."""


def measure(left: Facts, right: Facts, rarity: Rarity) -> tuple[float, ...]:
    """Return the features of a pair; the sides can be exchanged."""
    gap = days_gap(left.days, right.days)
    towns = shared_towns(left, right)
    return (
        cosine(left.words, right.words),
        cosine(left.lead, right.lead),
        sum(v for _, v in rare_words(left, right)),
        _rare(shared_involved(left, right), rarity.name),
        _rare(left.others.keys() & right.others.keys(), rarity.name),
        float(gap == 0),
        _rare(towns, rarity.spot),
        float(not left.regions.isdisjoint(right.regions)),
        _rare(left.spots.keys() & right.spots.keys(), rarity.spot),
        len(left.ages & right.ages) / math.sqrt(max(1, len(left.ages) * len(right.ages))),
        float(left.killed is not None and left.killed == right.killed),
        float(victims_differ(left, right)),
        _published_apart(left, right),
        math.log1p(min(gap or 0, limits.MOST_DAYS)),
        float(bool(left.towns and right.towns and not towns)),
        float(bool(left.regions and right.regions and left.regions.isdisjoint(right.regions))),
        float(bool(left.ages and right.ages and left.ages.isdisjoint(right.ages))),
        _apart(left.killed, right.killed),
        _apart(left.injured, right.injured),
        float(bool(left.mode and right.mode and left.mode != right.mode)),
    )


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the likeness of two weighed lots of words of length one, 0 to 1."""
    both = left.keys() & right.keys()
    # Rounded once, at the end: the words come in no order, and the sum must be the same whatever theirs is.
    return math.fsum(map(operator.mul, map(left.__getitem__, both), map(right.__getitem__, both)))


def rare_words(left: Facts, right: Facts) -> list[tuple[str, float]]:
    """Return the rarest words that both have, and how rare each is beyond the everyday."""
    found = sorted((-left.rare[w], w) for w in left.rare.keys() & right.rare.keys())
    return [(w, -v) for v, w in found[: limits.MOST_RARE]]


def shared_involved(left: Facts, right: Facts) -> set[str]:
    """Return who has a part in the one's incidents and is named by the other."""
    return (left.involved.keys() & right.names) | (right.involved.keys() & left.names)


def victims_differ(left: Facts, right: Facts) -> bool:
    """Say whether both name victims, and neither the other's."""
    if not left.victims or not right.victims:
        return False
    return left.victims.isdisjoint(right.names) and right.victims.isdisjoint(left.names)


def shared_towns(left: Facts, right: Facts) -> set[str]:
    """Return the towns of the one that the other names, as a town or otherwise."""
    right_all, left_all = right.towns.keys() | right.spots.keys(), left.towns.keys() | left.spots.keys()
    return (left.towns.keys() & right_all) | (right.towns.keys() & left_all)


def days_gap(left: Days | None, right: Days | None) -> int | None:
    """Return how many days lie between two ranges, 0 where they meet, None where one is unknown."""
    if left is None or right is None:
        return None
    return max(0, max(left[0], right[0]) - min(left[1], right[1]))


def _rare(keys: AbstractSet[str], rarity: Callable[[str], float]) -> float:
    """Return how much shared names say together: each less than the one before."""
    if not keys:
        return 0.0
    values = sorted(map(rarity, keys), reverse=True)[: limits.MOST_SHARED]
    return sum(v / (n + 1) for n, v in enumerate(values))


def _published_apart(left: Facts, right: Facts) -> float:
    if left.published is None or right.published is None:
        return math.log1p(limits.UNKNOWN_DAYS)
    return math.log1p(min(abs(left.published - right.published), limits.MOST_DAYS))


def _apart(left: int | None, right: int | None) -> float:
    if left is None or right is None or left == right:
        return 0.0
    return math.log1p(abs(left - right))


def listed(words: Iterable[str]) -> str:
    """Return the first few words of a list, in order, for a person to read."""
    return ", ".join(sorted(words)[: limits.MOST_SHOWN])
