"""What stands behind an id, and the records of reports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, literal, or_, select

from onrecord.errors import AmbiguousId, UnknownId
from onrecord.ledger import conditions
from onrecord.ledger.pack import unpack, unpack_part, unpack_record, unpack_text
from onrecord.ledger.query import rows_in
from onrecord.ledger.tables import (
    attributions,
    case_series,
    case_series_incidents,
    claim_repeats,
    claims,
    clusters,
    entities,
    incidents,
    judgements,
    linked,
    members,
    records,
    reports,
    retold,
    roles,
    rulings,
    series,
    sources,
)
from onrecord.model import (
    CaseSeries,
    ClaimRepeat,
    Cluster,
    Judgement,
    Linkage,
    Record,
    Retold,
    Subject,
    Verdict,
)
from onrecord.model.case import Found, FoundKind, Pair

SHOWN = 5
"""Ids that an error names when several begin alike."""

_TABLES: dict[FoundKind, Table] = {
    FoundKind.REPORT: reports,
    FoundKind.CLUSTER: clusters,
    FoundKind.CASE_SERIES: case_series,
    FoundKind.INCIDENT: incidents,
    FoundKind.ENTITY: entities,
    FoundKind.CLAIM: claims,
    FoundKind.ATTRIBUTION: attributions,
    FoundKind.SERIES: series,
    FoundKind.JUDGEMENT: judgements,
}
"""Where ids stand. A cluster comes before what is in it, where one has the id of its only member."""

_IN_RECORD: dict[FoundKind, Callable[[Record], Sequence[Any]]] = {
    FoundKind.INCIDENT: lambda record: record.incidents,
    FoundKind.ENTITY: lambda record: record.entities,
    FoundKind.CLAIM: lambda record: record.claims,
    FoundKind.ATTRIBUTION: lambda record: record.attributions,
    FoundKind.SERIES: lambda record: record.series,
}


def resolve(connection: Connection, prefix: str) -> tuple[FoundKind, str]:
    """Return what kind of thing has an id, and the id in full.

    Args:
        connection: in a transaction.
        prefix: an id, or the beginning of only one.

    Raises:
        UnknownId: nothing has it.
        AmbiguousId: several have.
    """
    wanted = conditions.checked(prefix.strip())
    if not wanted:
        raise UnknownId("There is no id.", fix="Give an id, or its beginning.")
    found: dict[str, FoundKind] = {}
    for kind, id_ in _beginning(connection, wanted):
        found.setdefault(id_, kind)
    if wanted in found:
        return found[wanted], wanted
    if not found:
        message = f"Nothing in the case has the id {wanted[:60]}."
        raise UnknownId(message, fix="Copy an id from a table, such as `onrecord incidents`.")
    if len(found) > 1:
        some = ", ".join(sorted(found)[:SHOWN])
        raise AmbiguousId(f"Several ids begin with {wanted}: {some}.", fix="Give more of the id.")
    ((id_, kind),) = found.items()
    return kind, id_


def _beginning(connection: Connection, prefix: str) -> Iterator[tuple[FoundKind, str]]:
    for kind, table in _TABLES.items():
        t = table.c
        exact = connection.scalar(select(t.id).where(t.id == prefix).limit(1))
        if exact is not None:
            yield kind, exact
    for kind, table in _TABLES.items():
        t = table.c
        behind = prefix[:-1] + chr(ord(prefix[-1]) + 1) if prefix[-1] < "\ud7ff" else prefix
        begin = select(t.id).distinct().where(t.id >= prefix, t.id < behind).order_by(t.id).limit(SHOWN + 1)
        for id_ in connection.scalars(begin):
            yield kind, id_


Read = Callable[[str], Record]
"""Returns the record of a report."""


def get(connection: Connection, prefix: str, read: Read) -> Found:
    """Return what stands behind an id.

    Args:
        connection: in a transaction.
        prefix: an id, or the beginning of only one.
        read: gives the record of a report.

    Raises:
        UnknownId: nothing has it.
        AmbiguousId: several have.
    """
    kind, id_ = resolve(connection, prefix)
    if kind is FoundKind.REPORT:
        record = read(id_)
        return Found(kind, id_, record.report, record)
    if kind is FoundKind.CLUSTER:
        (cluster,) = clusters_of(connection, ids=[id_])
        return Found(kind, id_, cluster, cluster=cluster)
    if kind is FoundKind.CASE_SERIES:
        (found,) = (s for s in case_series_of(connection) if s.id == id_)
        return Found(kind, id_, found)
    if kind is FoundKind.JUDGEMENT:
        return Found(kind, id_, _person_judgement(connection, id_))
    record = read(reports_of(connection, [id_])[id_])
    value = next(v for v in _IN_RECORD[kind](record) if v.id == id_)
    cluster_id = connection.scalar(select(members.c.cluster).where(members.c.member == id_))
    own = next(iter(clusters_of(connection, ids=[cluster_id])), None) if cluster_id else None
    return Found(kind, id_, value, record, own)


def _person_judgement(connection: Connection, id_: str) -> Judgement:
    t = judgements.c
    row = connection.execute(select(judgements).where(t.id == id_)).one()
    if not row.verdict:  # a step that took another back: show what it took back
        return _person_judgement(connection, row.undoes)
    return _judgement(row)


def _judgement(row: Any) -> Judgement:
    verdict, subject = Verdict(row.verdict), Subject(row.subject)
    return Judgement(row.id, subject, row.left, row.right, verdict, row.by, row.at, note=row.note)


def reports_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the report that holds each claim, incident, entity, attribution or series; clusters are left out."""
    wanted = list(ids)
    found: dict[str, str] = {}
    for kind in _IN_RECORD:
        table = _TABLES[kind]
        asked = select(table.c.id, reports.c.id).join(reports, reports.c.no == table.c.report_no)
        found |= dict(rows_in(connection, asked.order_by(reports.c.id.desc()), table.c.id, wanted))
    return found


def acting(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Return those entities that a report says something of: they speak, are blamed, or have a part in an incident."""
    wanted = sorted(set(ids))
    columns = (claims.c.root_entity, roles.c.entity, attributions.c.actor_entity, attributions.c.by_entity)
    return frozenset(r[0] for c in columns for r in rows_in(connection, select(c).distinct(), c, wanted))


def read_records(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, Record]]:
    """Return the records in force of reports, each with the report's id."""
    asked = (
        select(reports.c.id, records.c.data, reports.c.text)
        .join(records, and_(records.c.report_no == reports.c.no, records.c.superseded_by.is_(None)))
        .order_by(reports.c.id)
    )
    for row in rows_in(connection, asked, reports.c.id, ids):
        yield row.id, unpack_record(row.data, unpack_text(row.text))


def raw_bytes(connection: Connection, report: str) -> bytes | None:
    """Return the bytes that a report was read from, None where they could not be kept."""
    asked = select(sources.c.data).join(reports, reports.c.sha256 == sources.c.sha256).where(reports.c.id == report)
    data = connection.scalar(asked)
    return None if data is None else unpack(data)


def clusters_of(
    connection: Connection, *, subject: Subject | None = None, ids: Iterable[str] | None = None
) -> tuple[Cluster, ...]:
    """Return clusters of the case: those with the ids, or all of one subject; ordered by id."""
    asked = select(clusters)
    if subject:
        asked = asked.where(clusters.c.subject == subject.value)
    rows = connection.execute(asked).all() if ids is None else list(rows_in(connection, asked, clusters.c.id, ids))
    inside: dict[str, list[str]] = {row.id: [] for row in rows}
    for row in rows_in(connection, select(members), members.c.cluster, inside):
        inside[row.cluster].append(row.member)
    return tuple(
        Cluster(r.id, Subject(r.subject), tuple(sorted(inside[r.id])), r.name, tuple(json.loads(r.unsure)))
        for r in sorted(rows, key=lambda r: r.id)
    )


def case_series_of(connection: Connection) -> tuple[CaseSeries, ...]:
    """Return the series of the case."""
    t = case_series_incidents.c
    inside: dict[str, list[str]] = {}
    for row in connection.execute(select(t.series, t.incident).order_by(t.series, t.place)):
        inside.setdefault(row.series, []).append(row.incident)
    rows = connection.execute(select(case_series).order_by(case_series.c.id))
    return tuple(CaseSeries(r.id, tuple(inside.get(r.id, ())), r.link, r.claim, r.why) for r in rows)


def linkage(connection: Connection) -> Linkage:
    """Return everything that linking found when it was run last."""
    repeats = connection.execute(select(claim_repeats).order_by(claim_repeats.c.repeat, claim_repeats.c.original))
    own = select(retold.c.data).order_by(retold.c.retelling, retold.c.original)
    found = select(rulings.c.data).order_by(rulings.c.no)
    return Linkage(
        rule=connection.scalar(select(linked.c.rule)) or "",
        retold=tuple(unpack_part(Retold, data) for data in connection.scalars(own)),
        repeats=tuple(ClaimRepeat(r.original, r.repeat, r.likeness, r.why) for r in repeats),
        judgements=tuple(unpack_part(Judgement, data) for data in connection.scalars(found)),
        incidents=clusters_of(connection, subject=Subject.INCIDENT),
        entities=clusters_of(connection, subject=Subject.ENTITY),
        series=case_series_of(connection),
    )


def retold_of(connection: Connection, report: str) -> tuple[Retold, ...]:
    """Return how a report repeats others, and others repeat it."""
    t = retold.c
    asked = select(t.data).where(or_(t.original == report, t.retelling == report)).order_by(t.retelling, t.original)
    return tuple(unpack_part(Retold, data) for data in connection.scalars(asked))


def pair(connection: Connection, left: str, right: str) -> Pair:
    """Return what people and rules hold of two records."""
    left, right = sorted((left, right))
    t = judgements.c
    live = select(t.holds).where(t.left == left, t.right == right, t.superseded_by == "", t.holds != literal(""))
    row = connection.execute(select(judgements).where(t.id.in_(live))).first()
    r = rulings.c
    data = connection.scalar(
        select(r.data).where(r.left == left, r.right == right).order_by(r.score.desc(), r.no).limit(1)
    )
    return Pair(_judgement(row) if row else None, unpack_part(Judgement, data) if data else None)


def rulings_of(connection: Connection, ids: Iterable[str]) -> tuple[Judgement, ...]:
    """Return the rules' judgements on pairs of which a side is among the ids."""
    wanted = list(ids)
    rows = {
        row.no: row.data
        for column in (rulings.c.left, rulings.c.right)
        for row in rows_in(connection, select(rulings.c.no, rulings.c.data), column, wanted)
    }
    return tuple(unpack_part(Judgement, rows[key]) for key in sorted(rows))
