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
class _Strand:
    """What scores alone have joined: a part of a cluster.

    Attributes:
        size: how many ids.
        group: key of the cluster that it is in.
        near: key of another strand -> (sum of scores between the two, how many pairs have one).
    """

    size: int
    group: str
    near: dict[str, tuple[float, int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Group:
    """A cluster in the making.

    Attributes:
        members: ids.
        strands: keys of its strands; several only where people joined them.
        kept: of which no cluster holds two, such as reports.
        apart: ids that never come in.
    """

    members: list[str]
    strands: set[str]
    kept: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)


class Clustering:
    """Groups that are joined step by step; the key of a group is its smallest id.

    What a person joins stays two strands of one group, and each is compared by itself: a third that was as like to the
    one as a rule asks comes in however little it has of the other. So joining two by hand never parts anything.
    """

    def __init__(self, start: Iterable[Sequence[str]], rules: Ruled, kept: Mapping[str, str] | None = None) -> None:
        """Begin with groups that stand already.

        Args:
            start: ids, each in exactly one group.
            rules: what people decided.
            kept: id -> something of which no cluster holds two, unless a person joins them.
        """
        self.groups: dict[str, _Group] = {}
        self._strands: dict[str, _Strand] = {}
        self._of: dict[str, str] = {}  # id -> key of its strand
        for ids in start:
            key = min(ids)
            self.groups[key] = _Group(sorted(ids), {key}, {kept[i] for i in ids} if kept else set())
            self._strands[key] = _Strand(len(ids), key)
            self._of.update(dict.fromkeys(ids, key))
        for left, right in sorted(rules.different):
            for one, other in ((left, right), (right, left)):
                if one in self._of:
                    self.groups[self.of(one)].apart.add(other)
        for left, right in rules.same:
            if left in self._of and right in self._of:
                one, other = self.of(left), self.of(right)
                if one != other and not self._ruled_out(one, other):
                    self._join_groups(one, other)

    def of(self, member: str) -> str:
        """Return the key of the group that holds an id."""
        return self._strands[self._of[member]].group

    def join(self, scores: Mapping[Pair, float], threshold: float, missing: float) -> None:
        """Join the two strands with the highest average score, again and again, while it reaches the threshold.

        Args:
            scores: of pairs of ids.
            threshold: least average at which two become one.
            missing: counts for a pair that has no score.
        """
        self._near(scores)
        heap = [
            (-self._average(key, other, missing), key, other)
            for key, strand in self._strands.items()
            for other in strand.near
            if key < other
        ]
        heapq.heapify(heap)
        while heap:
            negative, one, other = heapq.heappop(heap)
            if -negative < threshold:
                break
            if one not in self._strands or other not in self._strands or other not in self._strands[one].near:
                continue
            groups = self._strands[one].group, self._strands[other].group
            # Two strands of one group are held together already; joined they would be further from a third.
            if groups[0] == groups[1] or not self.may_join(*groups):
                continue
            if -negative != self._average(one, other, missing):
                continue
            self._join_groups(*groups)
            self._join_strands(one, other)
            for near in self._strands[one].near:
                average = self._average(one, near, missing)
                if average >= threshold:
                    heapq.heappush(heap, (-average, *pair(one, near)))

    def averages(self, missing: float) -> dict[Pair, float]:
        """Return the highest average score between strands of every two groups that have one, by the groups' keys."""
        found: dict[Pair, float] = {}
        for key, strand in sorted(self._strands.items()):
            for other in sorted(strand.near):
                groups = strand.group, self._strands[other].group
                if key < other and groups[0] != groups[1] and not self._ruled_out(*groups):
                    both = pair(*groups)
                    average = self._average(key, other, missing)
                    found[both] = max(average, found.get(both, average))
        return found

    def _near(self, scores: Mapping[Pair, float]) -> None:
        for strand in self._strands.values():
            strand.near = {}
        for (left, right), score in sorted(scores.items()):
            one, other = self._of[left], self._of[right]
            if one != other:
                total, count = self._strands[one].near.get(other, (0.0, 0))
                self._strands[one].near[other] = self._strands[other].near[one] = (total + score, count + 1)

    def _average(self, one: str, other: str, missing: float) -> float:
        total, count = self._strands[one].near[other]
        pairs = self._strands[one].size * self._strands[other].size
        return round((total + (pairs - count) * missing) / pairs, 9)

    def may_join(self, one: str, other: str) -> bool:
        """Say whether two groups, by their keys, could become one."""
        return self.groups[one].kept.isdisjoint(self.groups[other].kept) and not self._ruled_out(one, other)

    def _ruled_out(self, one: str, other: str) -> bool:
        left, right = self.groups[one], self.groups[other]
        return not left.apart.isdisjoint(right.members) or not right.apart.isdisjoint(left.members)

    def _join_strands(self, one: str, other: str) -> None:
        """Put the one strand into the other; the smaller key stays."""
        key, gone = pair(one, other)
        into, out = self._strands[key], self._strands.pop(gone)
        for near, (total, count) in out.near.items():
            del self._strands[near].near[gone]
            if near != key:
                old, known = into.near.get(near, (0.0, 0))
                into.near[near] = self._strands[near].near[key] = (old + total, known + count)
        into.size += out.size
        self._of.update({i: key for i in self.groups[into.group].members if self._of[i] == gone})
        self.groups[into.group].strands.discard(gone)

    def _join_groups(self, one: str, other: str) -> None:
        """Put the one group into the other; the smaller key stays, and every strand stays by itself."""
        key, gone = pair(one, other)
        into, out = self.groups[key], self.groups.pop(gone)
        into.members = sorted((*into.members, *out.members))
        into.strands |= out.strands
        into.kept |= out.kept
        into.apart |= out.apart
        for strand in out.strands:
            self._strands[strand].group = key
