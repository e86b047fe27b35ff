"""What a study looks up: links, rows and records of one case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from onrecord.errors import UnknownId
from onrecord.ledger import Ledger
from onrecord.model import (
    ClaimRepeat,
    Cluster,
    Entity,
    Linkage,
    Record,
    Retold,
    Subject,
)
from onrecord.model.case import (
    ActorRow,
    ClaimRow,
    Filter,
    Found,
    FoundKind,
    IncidentRow,
    ReportRow,
)

T = TypeVar("T")

LONGEST = 200
"""Code points of a name that is looked for."""


class Lookup:
    """What linking found, read once and looked up from then on, and rows of the case.

    Args:
        case: that is asked; it has to stay open.
    """

    def __init__(self, case: Ledger) -> None:
        """Read the links."""
        self.case = case
        linkage = case.linkage()
        self._rule = linkage.rule
        self._clusters = {c.id: c for c in (*linkage.incidents, *linkage.entities)}
        self._cluster_of = {m: c for c in (*linkage.incidents, *linkage.entities) for m in c.members}
        self._retold: defaultdict[str, list[Retold]] = defaultdict(list)
        self._repeats: defaultdict[str, list[ClaimRepeat]] = defaultdict(list)
        for told_again in linkage.retold:
            for report in (told_again.original, told_again.retelling):
                self._retold[report].append(told_again)
        for repeat in linkage.repeats:
            for claim in (repeat.original, repeat.repeat):
                self._repeats[claim].append(repeat)
        self._claims: dict[str, dict[str, ClaimRow]] = {}
        self._owners: dict[str, str] = {}

    def _cluster(self, incident: str) -> Cluster:
        """Return an incident of the case; one that was not linked yet stands alone."""
        return self._clusters.get(incident) or Cluster(incident, Subject.INCIDENT, (incident,), "")

    def _records_of(self, ids: Iterable[str]) -> list[Record]:
        """Return the records that hold claims, incidents or entities; of newest versions only."""
        wanted = list(ids)
        self.expect(wanted)
        return list(self.case.records(sorted({self._owners[i] for i in wanted if i in self._owners})))

    def expect(self, ids: Iterable[str]) -> None:
        """Look up in one go the reports of many claims, incidents or entities that will be asked for one by one."""
        missing = [i for i in ids if i not in self._owners]
        if missing:
            self._owners |= self.case.reports_of(missing)

    def _linkage(self, records: Iterable[Record]) -> Linkage:
        """Return the links among a few reports: an analysis of one incident does not look at all of a large case."""
        held = {r.report.id: r for r in records}
        retold = {(t.original, t.retelling): t for r in held for t in self._retold[r]}
        claims = {c.id for r in held.values() for c in r.claims}
        repeats = {(t.original, t.repeat): t for c in claims for t in self._repeats.get(c, ())}
        entities = [c for r in held.values() for e in r.entities if (c := self._cluster_of.get(e.id))]
        return Linkage(
            rule=self._rule,
            retold=tuple(retold[k] for k in sorted(retold) if set(k) <= held.keys()),
            repeats=tuple(repeats[k] for k in sorted(repeats) if set(k) <= claims),
            entities=tuple(sorted({c.id: c for c in entities}.values(), key=lambda c: c.id)),
        )

    def _incident_row(self, incident: str) -> IncidentRow:
        rows = self.case.incidents(Filter(incident=incident))
        if not rows:
            raise outdated(incident)
        return rows[0]

    def _claim_rows(self, report: str) -> dict[str, ClaimRow]:
        """Return the claims of a report by id, kept since several are mostly asked for."""
        if report not in self._claims:
            self._claims[report] = {row.id: row for row in self.case.claims(Filter(report=report))}
        return self._claims[report]

    def _claim_row(self, found: Found) -> ClaimRow:
        row = self._claim_rows(record_of(found).report.id).get(found.id)
        if row is None:
            raise outdated(found.id)
        return row

    def _actor_row(self, actor: str) -> ActorRow:
        name = self._clusters[actor].name if actor in self._clusters else as_kind(Entity, self.case.get(actor)).name
        row = next((r for r in self.case.actors(Filter(actor=name[:LONGEST])) if r.id == actor), None)
        if row is None:
            message = f"{actor} has no name, or stands in an older version of its report only."
            raise UnknownId(message, fix="`onrecord actors` lists those with a name; the report's record has all.")
        return row

    def _report_row(self, report: str) -> ReportRow:
        (row,) = self.case.reports(Filter(report=report))
        return row


def as_kind(kind: type[T], found: Found) -> T:
    """Return what was found, which is of that kind."""
    if not isinstance(found.value, kind):
        raise TypeError(f"{found.id} is a {found.kind.value}")
    return found.value


def record_of(found: Found) -> Record:
    """Return the record that holds what was found in a report."""
    if found.record is None:
        raise TypeError(f"{found.id} is in no report")
    return found.record


def is_incident(found: Found) -> bool:
    """Say whether it is an incident, of a report or of the case."""
    return found.kind is FoundKind.INCIDENT or (
        found.kind is FoundKind.CLUSTER and found.cluster is not None and found.cluster.subject is Subject.INCIDENT
    )


def outdated(id_: str) -> UnknownId:
    """Return the error for what no newest version of a report says."""
    message = f"{id_} stands in an older version of its report only."
    return UnknownId(message, fix="Look at the newest version; `onrecord reports` lists them.")
