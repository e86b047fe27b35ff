"""How alike two tellings are: one number a feature, each of which can be explained."""

from __future__ import annotations

import math
from collections.abc import Mapping

from onrecord.link import limits
from onrecord.link.facts import Facts, Rarity

NAMES = (
    "words",
    "lead",
    "involved",
    "others",
    "victims-differ",
    "published-apart",
    "days-apart",
    "same-days",
    "town",
    "towns-differ",
    "regions-differ",
    "spots",
    "ages",
    "ages-differ",
    "killed-same",
    "killed-differ",
    "injured-differ",
    "mode-differs",
)
"""The features, in the order of the numbers that `measure` returns."""


def measure(left: Facts, right: Facts, rarity: Rarity) -> tuple[float, ...]:
    """Return the features of a pair; the sides can be exchanged."""
    return (
        cosine(left.words, right.words),
        cosine(left.lead, right.lead),
        _shared(left.involved, {**right.others, **right.involved}, right.involved, left, rarity),
        _rare(set(left.others) & set(right.others), rarity.name),
        float(
            bool(
                left.victims
                and right.victims
                and not left.victims & _all_names(right) | right.victims & _all_names(left)
            )
        ),
        _published_apart(left, right),
        _days_apart(left, right),
        float(_days_gap(left, right) == 0),
        _rare(left.towns.keys() & right.towns.keys(), rarity.spot),
        float(bool(left.towns and right.towns and not left.towns.keys() & right.towns.keys())),
        float(bool(left.regions and right.regions and not left.regions & right.regions)),
        _rare(left.spots.keys() & right.spots.keys(), rarity.spot),
        float(len(left.ages & right.ages)) / math.sqrt(max(1, len(left.ages) * len(right.ages))),
        float(bool(left.ages and right.ages and not left.ages & right.ages)),
        float(left.killed is not None and left.killed == right.killed),
        _apart(left.killed, right.killed),
        _apart(left.injured, right.injured),
        float(bool(left.mode and right.mode and left.mode != right.mode)),
    )


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the likeness of two weighed lots of words of length one, 0 to 1."""
    if len(right) < len(left):
        left, right = right, left
    return sum(weight * right[word] for word, weight in left.items() if word in right)


def _all_names(facts: Facts) -> set[str]:
    return {*facts.involved, *facts.others}


def _shared(a: Mapping[str, str], b_all: Mapping[str, str], b: Mapping[str, str], left: Facts, rarity: Rarity) -> float:
    keys = (a.keys() & b_all.keys()) | (b.keys() & left.others.keys())
    return _rare(keys, rarity.name)


def _rare(keys: set[str], rarity: object) -> float:
    """Return how much shared names say together: each less than the one before."""
    values = sorted((rarity(k) for k in keys), reverse=True)[: limits.MOST_SHARED]
    return sum(v / (n + 1) for n, v in enumerate(values))


def _published_apart(left: Facts, right: Facts) -> float:
    if left.published is None or right.published is None:
        return math.log1p(limits.UNKNOWN_DAYS)
    return math.log1p(min(abs(left.published - right.published), limits.MOST_DAYS))


def _days_gap(left: Facts, right: Facts) -> int | None:
    if left.days is None or right.days is None:
        return None
    return max(0, max(left.days[0], right.days[0]) - min(left.days[1], right.days[1]))


def _days_apart(left: Facts, right: Facts) -> float:
    gap = _days_gap(left, right)
    return math.log1p(min(gap, limits.MOST_DAYS)) if gap is not None else 0.0


def _apart(left: int | None, right: int | None) -> float:
    if left is None or right is None or left == right:
        return 0.0
    return math.log1p(abs(left - right))
