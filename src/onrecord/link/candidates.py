"""Which pairs are compared at all: near-linear in the number of reports, whatever they are about."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from onrecord.link import limits
from onrecord.link.facts import Facts, Rarity

Posting = tuple[int, float]
"""Place in the order of time, and the weight of the key there."""


def candidates(facts: Sequence[Facts], rarity: Rarity) -> list[tuple[int, int]]:
    """Return the pairs worth comparing, by their places in the list, in order.

    Reports meet over rare words, names and places. Those that share one are compared with the next ones in time only,
    and each keeps the partners with which it shares most. So a case grows by reports times a constant.
    """
    in_time = sorted(range(len(facts)), key=lambda n: (facts[n].published or 0, facts[n].id))
    postings: dict[str, list[Posting]] = defaultdict(list)
    for place, number in enumerate(in_time):
        for key, weight in _keys(facts[number], rarity).items():
            postings[key].append((place, weight))
    shared: list[dict[int, float]] = [{} for _ in facts]
    for _, held in sorted(postings.items()):
        if len(held) > 1:
            _meet(held, shared)
    found: set[tuple[int, int]] = set()
    for place, partners in enumerate(shared):
        number = in_time[place]
        best = (in_time[other] for other in _best(partners))
        found.update((min(number, other), max(number, other)) for other in best)
    return sorted(found)


def _best(partners: Mapping[int, float]) -> list[int]:
    """Return those with which most is shared, the earlier of equals."""
    least = 0.0
    if len(partners) > limits.MOST_PARTNERS:
        least = sorted(partners.values(), reverse=True)[limits.MOST_PARTNERS - 1]
    best = sorted((-value, other) for other, value in partners.items() if value >= least)
    return [other for _, other in best[: limits.MOST_PARTNERS]]


def _keys(facts: Facts, rarity: Rarity) -> Mapping[str, float]:
    keys = {f"w {w}": v for w, v in itertools.islice(facts.words.items(), limits.MOST_KEYS)}
    for kind, weight, names in (
        ("n", limits.KEY_INVOLVED, facts.involved),
        ("n", limits.KEY_OTHER, facts.others),
        ("p", limits.KEY_TOWN, facts.towns),
        ("p", limits.KEY_TOWN, facts.spots),
    ):
        rare = rarity.name if kind == "n" else rarity.spot
        for name in names:
            keys.setdefault(f"{kind} {name}", weight * rare(name))
    return keys


def _meet(held: list[Posting], shared: list[dict[int, float]]) -> None:
    """Count a key for those next to each other in time."""
    reach = limits.MOST_NEIGHBOURS
    for at, (place, weight) in enumerate(held):
        own = shared[place]
        for other, weight_other in held[at + 1 : at + 1 + reach]:
            value = weight * weight_other
            own[other] = own.get(other, 0.0) + value
            theirs = shared[other]
            theirs[place] = theirs.get(place, 0.0) + value
