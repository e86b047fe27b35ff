"""Which reports are about the same event: compared as wholes, with everything that stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link import limits
from onrecord.link.candidates import candidates
from onrecord.link.cluster import Clustering, Pair, Ruled, pair
from onrecord.link.explain import explain, score
from onrecord.link.facts import Facts, Rarity, report_facts
from onrecord.link.profiles import Profile
from onrecord.link.weights import weights
from onrecord.model import Feature, Repeat, Retold

REPEATED = {Repeat.COPY: 6.0, Repeat.EXCERPT: 3.0, Repeat.RETELLING: 2.0}
"""What it adds when one report repeats the other: a copy tells the same event, a retelling mostly."""


@dataclass(frozen=True, slots=True)
class Stories:
    """Reports by what they are about.

    Attributes:
        clustering: of the ids of the reports.
        scores: of the pairs of reports that were compared.
        facts: of each report, by its id.
        rarity: that the facts were weighed with.
        repeats: pairs of which one repeats the other.
    """

    clustering: Clustering
    scores: Mapping[Pair, float]
    facts: Mapping[str, Facts]
    rarity: Rarity
    repeats: Mapping[Pair, Repeat]

    def explain(self, left: str, right: str) -> tuple[Feature, ...]:
        """Return what the score of two reports is made of."""
        found = explain(self.facts[left], self.facts[right], self.rarity, weights("report"))
        kind = self.repeats.get(pair(left, right))
        if kind is None:
            return found
        return (Feature("repeats", REPEATED[kind], f"One report repeats the other ({kind.value})."), *found)


def find_stories(profiles: Sequence[Profile], rules: Ruled, retold: Sequence[Retold], threshold: float) -> Stories:
    """Return which reports are about the same event.

    Args:
        profiles: of every report, in the order of their ids.
        rules: what people decided, on ids of reports.
        retold: which report repeats which.
        threshold: average score from which two groups of reports are one.
    """
    facts, rarity = report_facts(profiles)
    held = {f.id: f for f in facts}
    repeats: dict[Pair, Repeat] = {}
    for repeat in sorted(retold, key=lambda r: (-REPEATED[r.kind], r.original, r.retelling)):
        if repeat.original in held and repeat.retelling in held:
            repeats.setdefault(pair(repeat.original, repeat.retelling), repeat.kind)
    pairs = {pair(facts[i].id, facts[j].id) for i, j in candidates(facts, rarity)} | repeats.keys()
    learned = weights("report")
    scores = {
        (left, right): score(held[left], held[right], rarity, learned) + _repeated(repeats.get((left, right)))
        for left, right in sorted(pairs)
    }
    clustering = Clustering(([f.id] for f in facts), rules)
    clustering.join(scores, threshold, limits.NEVER_COMPARED)
    return Stories(clustering, scores, held, rarity, repeats)


def _repeated(kind: Repeat | None) -> float:
    return 0.0 if kind is None else REPEATED[kind]
