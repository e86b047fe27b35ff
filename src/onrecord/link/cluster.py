"""Scores of pairs to clusters: best first by average, people's judgements before any score.

The result depends on ids and scores alone, never on the order of anything.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Judgement, Subject, Verdict

Pair = tuple[str, str]
"""Two ids, the smaller one first."""


def pair(one: str, other: str) -> Pair:
    """Return two ids in order."""
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What people decided: pairs that are one, and pairs that never are. The latter outrank the former.

    Attributes:
        same: in the order in which they are joined.
        different: never in one cluster.
    """

    same: tuple[Pair, ...] = ()
    different: frozenset[Pair] = frozenset()


def ruled(judgements: Iterable[Judgement], subject: Subject) -> Ruled:
    """Return what people decided about records of a kind; of two judgements on one pair the later holds."""
    last: dict[Pair, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.subject is subject and judgement.by_person:
            last[pair(judgement.left, judgement.right)] = judgement
    same = tuple(p for p, j in sorted(last.items()) if j.verdict is Verdict.SAME)
    return Ruled(same, frozenset(p for p, j in last.items() if j.verdict is Verdict.DIFFERENT))


@dataclass(slots=True)
class _Group:
    """A cluster in the making.

    Attributes:
        members: ids.
        kept: of which no cluster holds two, such as reports.
        apart: ids that never come in.
        near: key of another group -> (sum of scores between the two, how many pairs have one).
    """

    members: list[str]
    kept: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    near: dict[str, tuple[float, int]] = field(default_factory=dict)


class Clustering:
    """Groups that are joined step by step; the key of a group is its smallest id."""

    def __init__(self, start: Iterable[Sequence[str]], rules: Ruled, kept: Mapping[str, str] | None = None) -> None:
        """Begin with groups that stand already.

        Args:
            start: ids, each in exactly one group.
            rules: what people decided.
            kept: id -> something of which no cluster holds two, unless a person joins them.
        """
        self.groups: dict[str, _Group] = {}
        self._of: dict[str, str] = {}
        for ids in start:
            self.groups[min(ids)] = _Group(sorted(ids), {kept[i] for i in ids} if kept else set())
            self._of.update(dict.fromkeys(ids, min(ids)))
        for left, right in sorted(rules.different):
            for one, other in ((left, right), (right, left)):
                if one in self._of:
                    self.groups[self._of[one]].apart.add(other)
        for left, right in rules.same:
            if left in self._of and right in self._of:
                one, other = self._of[left], self._of[right]
                if one != other and not self._ruled_out(one, other):
                    self._join(one, other)

    def of(self, member: str) -> str:
        """Return the key of the group that holds an id."""
        return self._of[member]

    def join(self, scores: Mapping[Pair, float], threshold: float, missing: float) -> None:
        """Join the two groups with the highest average score, again and again, while it reaches the threshold.

        Args:
            scores: of pairs of ids.
            threshold: least average at which two groups become one.
            missing: counts for a pair that has no score.
        """
        self._near(scores)
        heap = [
            (-self._average(key, other, missing), key, other)
            for key, group in self.groups.items()
            for other in group.near
            if key < other
        ]
        heapq.heapify(heap)
        while heap:
            negative, one, other = heapq.heappop(heap)
            if -negative < threshold:
                break
            if one not in self.groups or other not in self.groups or other not in self.groups[one].near:
                continue
            if -negative != self._average(one, other, missing) or not self.may_join(one, other):
                continue
            self._join(one, other)
            for near in self.groups[one].near:
                average = self._average(one, near, missing)
                if average >= threshold:
                    heapq.heappush(heap, (-average, *pair(one, near)))

    def averages(self, missing: float) -> dict[Pair, float]:
        """Return the average score of every two groups that have one between them, by their keys."""
        return {
            (key, other): self._average(key, other, missing)
            for key, group in sorted(self.groups.items())
            for other in sorted(group.near)
            if key < other and not self._ruled_out(key, other)
        }

    def _near(self, scores: Mapping[Pair, float]) -> None:
        for group in self.groups.values():
            group.near = {}
        for (left, right), score in sorted(scores.items()):
            one, other = self._of[left], self._of[right]
            if one != other:
                total, count = self.groups[one].near.get(other, (0.0, 0))
                self.groups[one].near[other] = self.groups[other].near[one] = (total + score, count + 1)

    def _average(self, one: str, other: str, missing: float) -> float:
        total, count = self.groups[one].near[other]
        pairs = len(self.groups[one].members) * len(self.groups[other].members)
        return round((total + (pairs - count) * missing) / pairs, 9)

    def may_join(self, one: str, other: str) -> bool:
        """Say whether two groups, by their keys, could become one."""
        return self.groups[one].kept.isdisjoint(self.groups[other].kept) and not self._ruled_out(one, other)

    def _ruled_out(self, one: str, other: str) -> bool:
        left, right = self.groups[one], self.groups[other]
        return not left.apart.isdisjoint(right.members) or not right.apart.isdisjoint(left.members)

    def _join(self, one: str, other: str) -> None:
        """Put the one group into the other; the smaller key stays."""
        key, gone = pair(one, other)
        into, out = self.groups[key], self.groups.pop(gone)
        for near, (total, count) in out.near.items():
            del self.groups[near].near[gone]
            if near != key:
                old, known = into.near.get(near, (0.0, 0))
                into.near[near] = self.groups[near].near[key] = (old + total, known + count)
        into.members = sorted((*into.members, *out.members))
        into.kept |= out.kept
        into.apart |= out.apart
        self._of.update(dict.fromkeys(out.members, key))
