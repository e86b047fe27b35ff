"""Which pairs are compared at all: near-linear in the number of reports, whatever they are about."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.link import limits
from onrecord.link.facts import Facts, Rarity

Posting = tuple[int, float]
"""Place in the list of facts, and the weight of the key there."""


def candidates(facts: Sequence[Facts], rarity: Rarity) -> list[tuple[int, int]]:
    """Return the pairs worth comparing, by their places in the list, in order.

    Reports meet over rare words, names and places. Those that share one are compared with the next ones in time only,
    and each keeps the partners with which it shares most. So a case grows by reports times a constant.
    """
    postings: dict[str, list[Posting]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for key, weight in _keys(fact, rarity).items():
            postings[key].append((number, weight))
    order = {n: ((f.published or 0), f.id) for n, f in enumerate(facts)}
    shared: list[dict[int, float]] = [{} for _ in facts]
    for _, held in sorted(postings.items()):
        if len(held) > 1:
            _meet(sorted(held, key=lambda item: order[item[0]]), shared)
    found: set[tuple[int, int]] = set()
    for number, partners in enumerate(shared):
        best = sorted(partners.items(), key=lambda item: (-item[1], order[item[0]]))[: limits.MOST_PARTNERS]
        found.update((min(number, other), max(number, other)) for other, _ in best)
    return sorted(found)


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
    for at, (number, weight) in enumerate(held):
        for other, weight_other in held[at + 1 : at + 1 + reach]:
            value = weight * weight_other
            shared[number][other] = shared[number].get(other, 0.0) + value
            shared[other][number] = shared[other].get(number, 0.0) + value


def groups_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the values by their keys, in order of appearance."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
