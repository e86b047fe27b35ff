"""What the reports of a case say of one incident, and how what they give becomes a value with the voices behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.analysis import limits
from onrecord.analysis.independence import Carrier, roots_of
from onrecord.model import Attribution, Claim, Cluster, Contested, Field, Incident, Linkage, Record, Repeat, Span, Value

T = TypeVar("T")

_KINDS = (Repeat.COPY, Repeat.EXCERPT, Repeat.RETELLING)


@dataclass(frozen=True, slots=True)
class Telling:
    """The incident as one report tells it.

    Attributes:
        record: of the report.
        incident: one of the members of the cluster.
        attributions: rows about it.
    """

    record: Record
    incident: Incident
    attributions: tuple[Attribution, ...]

    @property
    def report(self) -> str:
        """Return the id of the report."""
        return self.record.report.id


@dataclass(frozen=True, slots=True)
class Given:
    """That one report gives a value.

    Attributes:
        report: its id.
        claims: ids of the claims that give it; empty where the narrator does.
        spans: the words.
        root: who says so, without regard to case; "" for a narrator.
    """

    report: str
    claims: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    root: str = ""


@dataclass(slots=True)
class Inquiry:
    """One incident of a case, looked into.

    Attributes:
        cluster: the incident.
        records: of the reports that tell it, and of those that they repeat, by id.
        linkage: of the case.
        tellings: by day of publication and id.
        people: id of an entity -> id of its cluster.
    """

    cluster: Cluster
    records: dict[str, Record]
    linkage: Linkage
    tellings: list[Telling] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    _claims: dict[str, Claim] = field(default_factory=dict)
    _first: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the tellings."""
        wanted = set(self.cluster.members)
        for record in sorted(self.records.values(), key=lambda r: (r.report.published, r.report.id)):
            for incident in record.incidents:
                if incident.id in wanted:
                    rows = tuple(a for a in record.attributions if a.incident == incident.id)
                    self.tellings.append(Telling(record, incident, rows))
        self._claims = {c.id: c for t in self.tellings for c in t.record.claims}
        self.people = {member: c.id for c in self.linkage.entities for member in c.members}
        for repeat in sorted(self.linkage.retold, key=lambda r: (_KINDS.index(r.kind), -r.score, r.original)):
            if {repeat.original, repeat.retelling} <= self.records.keys():
                days = [self.records[r].report.published for r in (repeat.original, repeat.retelling)]
                if days[0] <= days[1]:
                    self._first.setdefault(repeat.retelling, repeat.original)

    def claim(self, claim: str) -> Claim | None:
        """Return a claim of the reports that tell it."""
        return self._claims.get(claim)

    def given(self, telling: Telling, claims: Iterable[str], spans: Iterable[Span]) -> Given:
        """Return that a telling gives a value, with the voice of its first claim."""
        known = tuple(dict.fromkeys(c for c in claims if c in self._claims))
        root = self._claims[known[0]].root.source.name.casefold() if known else ""
        return Given(telling.report, known, tuple(spans), root)

    def said(self, telling: Telling, spans: Iterable[Span]) -> Given:
        """Return that a telling gives a value, with the innermost claim in whose content its words stand."""
        held = tuple(spans)
        inside = [
            claim
            for claim in telling.record.claims
            if any(content.covers(span) for content in claim.content for span in held[:1])
        ]
        inside.sort(key=lambda c: (sum(s.end - s.start for s in c.content), c.id))
        return self.given(telling, [c.id for c in inside[:1]], held)

    def day(self, report: str) -> str:
        """Return the day on which the words of a report were first published: a copy is as old as its original."""
        seen: list[str] = []
        while report in self._first and report not in seen:
            seen.append(report)
            report = self._first[report]
        return self.records[report].report.published[:10]

    def since(self, given: Sequence[Given]) -> str:
        """Return the first day on which any of them was published, "" where none is known."""
        return min((d for g in given if (d := self.day(g.report))), default="")

    def until(self, given: Sequence[Given]) -> str:
        """Return the last such day."""
        return max((self.day(g.report) for g in given), default="")

    def value(self, value: str, detail: str, given: Sequence[Given]) -> Value:
        """Return a value with everything that stands behind it."""
        carriers = [Carrier(g.report, g.claims, () if g.claims else g.spans) for g in given]
        known = roots_of(self.records.values(), self.linkage, carriers).known
        said = dict.fromkeys((g.report, s) for g in sorted(given, key=self._order) for s in g.spans)
        return Value(
            value=value,
            detail=detail,
            claims=tuple(sorted({c for g in given for c in g.claims})),
            reports=tuple(sorted({g.report for g in given})),
            roots=known,
            said=tuple(said)[: limits.MOST_SAID],
            since=min((d for g in given if (d := self.records[g.report].report.published)), default=""),
        )

    def _order(self, given: Given) -> tuple[str, str]:
        return self.records[given.report].report.published, given.report

    def contested(self, fact: Field, values: Iterable[Value], why: str, updated: Iterable[Value] = ()) -> Contested:
        """Return a contested fact, its values best supported first."""
        return Contested(self.cluster.id, fact, tuple(sorted(values, key=_support)), tuple(updated), why)


def _support(value: Value) -> tuple[int, int, str, str, str]:
    return -value.roots, -len(value.reports), value.since or "~", value.value, value.detail


def apart(items: Sequence[T], conflict: Callable[[T, T], bool]) -> list[list[T]]:
    """Return items in groups whose firsts cannot both hold; what fits to several decides nothing and is left out.

    Args:
        items: the most exact ones first.
        conflict: says whether two cannot both hold.
    """
    groups: list[list[T]] = []
    for item in items:
        fitting = [g for g in groups if not conflict(g[0], item)]
        if not fitting:
            groups.append([item])
        elif len(fitting) == 1:
            fitting[0].append(item)
    return groups


def pairs(items: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Yield every two of a few items."""
    for at, one in enumerate(items):
        for other in items[at + 1 :]:
            yield one, other
