"""What people decide: which pairs are theirs to judge, and what was judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.errors import UnknownId, UsageError
from onrecord.model import (
    Judgement,
    Subject,
    Verdict,
)
from onrecord.model.case import (
    Found,
    FoundKind,
    ReportRow,
)
from onrecord.model.dossier import (
    Ruling,
)
from onrecord.study.lookup import Lookup


class Judging(Lookup):
    """Pairs of records of one case, as a person judges them."""

    def sides(self, first: str, second: str) -> tuple[Subject, str, str]:
        """Return what kind of records two ids mean, and the ids of the records that a judgement on them is kept for.

        A judgement is kept for what two reports say, since that stays when reports are added again. Two incidents or
        people of the case stand for those of their records that are most alike.

        Raises:
            UnknownId: nothing has one of the ids.
            AmbiguousId: several have.
            UsageError: they are not two incidents, or not two people or bodies, or one and the same.
        """
        left, right = self.case.get(first), self.case.get(second)
        subjects = [_subject(f) for f in (left, right)]
        if subjects[0] is None or subjects[0] is not subjects[1]:
            raise UsageError(
                f"{left.id} and {right.id} cannot be judged.",
                fix="Give two incidents, or two people or bodies; ids stand in `onrecord judge --list`.",
            )
        sides = [_members(f) for f in (left, right)]
        if left.kind is FoundKind.CLUSTER and left.id == right.id:
            raise UsageError(
                "Both are one record of the case.",
                fix="To part it, give the ids of two of its tellings: `onrecord show`.",
            )
        one, other = self._closest(sides[0], sides[1])
        if one == other:
            raise UsageError("A record cannot be judged against itself.", fix="Give two ids.")
        return subjects[0], one, other

    def _closest(self, left: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
        """Return the pair of records that the rules hold for most alike, the first two where they compared none."""
        ruled = self.case.rulings(left) if len(left) * len(right) > 1 else ()
        pairs = [(j.score or 0.0, j.left, j.right) for j in ruled if _across(j, set(left), set(right))]
        if not pairs:
            other = next((r for r in right if r != left[0]), right[0])
            return left[0], other
        _, one, other = max(pairs)
        return (one, other) if one in left else (other, one)

    def queue(self, subject: Subject | None = None, verdict: Verdict | None = Verdict.UNSURE) -> Iterator[Ruling]:
        """Yield pairs that rules compared and no person judged, those first of which a decision changes most.

        Incidents come first, then what would put most records together, then the likest. Of several unsure pairs
        between the same two records of the case the likest stands for all. Names of which nothing is said - nobody
        speaks by them, is blamed or has a part in an incident - are left out unless all verdicts are asked for: who
        they are changes nothing.

        Args:
            subject: incidents or entities; None for both.
            verdict: of the rules; None for all.
        """
        people = self.case.judgements()
        judged = {(j.left, j.right) for j in people}
        parted = {self._both(j) for j in people if j.verdict is Verdict.DIFFERENT}
        found = [
            j
            for j in self.case.linkage().judgements
            if (subject is None or j.subject is subject)
            and (verdict is None or j.verdict is verdict)
            and (j.left, j.right) not in judged
            and not self._joined(j)
            and self._both(j) not in parted
        ]
        found.sort(key=lambda j: (j.subject is not Subject.INCIDENT, -self._changes(j), -(j.score or 0.0), j.id))
        for judgement in found if verdict is None else self._telling(found):
            yield self._ruling(judgement)

    def _changes(self, judgement: Judgement) -> int:
        """Return how many pairs of records a decision puts together or keeps apart."""
        return len(self._side(judgement.left)) * len(self._side(judgement.right))

    def _telling(self, judgements: Sequence[Judgement]) -> Iterator[Judgement]:
        """Yield one of all unsure pairs between the same two, without names of which nothing is said."""
        names = [s for j in judgements if j.subject is Subject.ENTITY for s in (j.left, j.right)]
        acting = self.case.acting({m for side in names for m in self._side(side)})
        seen: set[frozenset[str]] = set()
        for judgement in judgements:
            both = self._both(judgement)
            silent = judgement.subject is Subject.ENTITY and not all(
                any(m in acting for m in self._side(s)) for s in (judgement.left, judgement.right)
            )
            if silent or (judgement.verdict is Verdict.UNSURE and both in seen):
                continue
            seen.add(both)
            yield judgement

    def _side(self, side: str) -> tuple[str, ...]:
        """Return what a record is one with, itself among it."""
        cluster = self._cluster_of.get(side)
        return cluster.members if cluster else (side,)

    def _both(self, judgement: Judgement) -> frozenset[str]:
        """Return the clusters of both sides: who parts two records parts what they belong to."""
        sides = (judgement.left, judgement.right)
        return frozenset(c.id if (c := self._cluster_of.get(side)) else side for side in sides)

    def _joined(self, judgement: Judgement) -> bool:
        """Say whether an unsure pair is one all the same, by way of others: then there is nothing to decide."""
        if judgement.verdict is not Verdict.UNSURE:
            return False
        left, right = self._cluster_of.get(judgement.left), self._cluster_of.get(judgement.right)
        return left is not None and left is right

    def judged(self) -> Iterator[Ruling]:
        """Yield people's judgements that hold, latest first."""
        for judgement in sorted(self.case.judgements(), key=lambda j: (j.at, j.id), reverse=True):
            yield self._ruling(judgement)

    def _rulings(self, members: Sequence[str]) -> Iterator[Ruling]:
        """Yield what is held of pairs with one of these records: people's judgements, then the rules' by score."""
        wanted = set(members)
        people = [j for j in self.case.judgements() if not wanted.isdisjoint((j.left, j.right))]
        rules = sorted(self.case.rulings(members), key=lambda j: (-(j.score or 0.0), j.id))
        for judgement in (*people, *rules):
            yield self._ruling(judgement)

    def _ruling(self, judgement: Judgement) -> Ruling:
        sides = [self._named(side) for side in (judgement.left, judgement.right)]
        (left, left_row), (right, right_row) = sides
        return Ruling(
            judgement,
            left,
            right,
            left_row.outlet if left_row else "",
            right_row.outlet if right_row else "",
            left_row.published if left_row else "",
            right_row.published if right_row else "",
        )

    def _named(self, side: str) -> tuple[str, ReportRow | None]:
        """Return what a record is called, and its report."""
        try:
            found = self.case.get(side)
        except UnknownId:  # judged before its report was taken out, or in another case
            return side, None
        name = getattr(found.value, "title", "") or getattr(found.value, "name", "") or side
        return str(name), self._report_row(found.report.id) if found.report else None


def _subject(found: Found) -> Subject | None:
    """Return what kind of records can be judged by an id, None where none can."""
    if found.kind is FoundKind.CLUSTER and found.cluster is not None:
        return found.cluster.subject
    return {FoundKind.INCIDENT: Subject.INCIDENT, FoundKind.ENTITY: Subject.ENTITY}.get(found.kind)


def _members(found: Found) -> tuple[str, ...]:
    return found.cluster.members if found.kind is FoundKind.CLUSTER and found.cluster else (found.id,)


def _across(judgement: Judgement, left: set[str], right: set[str]) -> bool:
    one, other = judgement.left, judgement.right
    return (one in left and other in right) or (one in right and other in left)
