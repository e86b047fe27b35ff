"""What came when, who changed what, and what a case holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, and_, distinct, func, select

from onrecord.ledger.conditions import cluster, newest
from onrecord.ledger.query import rows_in
from onrecord.ledger.tables import (
    attributions,
    case_series,
    claims,
    entities,
    failures,
    incidents,
    inputs,
    judgements,
    linked,
    members,
    records,
    reports,
    settings,
    versions,
)
from onrecord.ledger.write import maker, maker_of
from onrecord.model import MadeBy
from onrecord.model.case import Counts, Failure


def known_reports(connection: Connection, ids: Iterable[str]) -> dict[str, MadeBy]:
    """Return which reports the case has, and what made the record of each."""
    t = records.c
    asked = select(reports.c.id, *maker()).join(records, and_(t.report_no == reports.c.no, t.superseded_by.is_(None)))
    return {row.id: maker_of(row) for row in rows_in(connection, asked, reports.c.id, ids)}


def known_input(connection: Connection, sha256: str, options: str) -> int | None:
    """Return how many reports a file holds that was read to its end with these options, None where it was not."""
    t = inputs.c
    return connection.scalar(select(t.reports).where(t.sha256 == sha256, t.options == options))


def report_ids(connection: Connection) -> tuple[str, ...]:
    """Return the ids of the newest versions of all reports, sorted."""
    return tuple(connection.scalars(select(reports.c.id).where(newest()).order_by(reports.c.id)))


def versions_of(connection: Connection, report: str) -> tuple[str, ...]:
    """Return the ids of all versions of a report, first to newest; of itself alone where it has no others."""
    asked = select(versions.c.key).join(reports, reports.c.no == versions.c.report_no).where(reports.c.id == report)
    key = connection.scalar(asked)
    if key is None:
        return (report,)
    chain = select(reports.c.id).join(versions, versions.c.report_no == reports.c.no).where(versions.c.key == key)
    return tuple(connection.scalars(chain.order_by(versions.c.number)))


def profiles(connection: Connection) -> Iterator[tuple[int, str, bytes, int]]:
    """Return number of the record, id, profile and its version of the newest version of every report, by id."""
    t = records.c
    asked = (
        select(t.no, reports.c.id, t.profile, t.profile_version)
        .join(reports, and_(t.report_no == reports.c.no, t.superseded_by.is_(None)))
        .where(newest())
        .order_by(reports.c.id)
    )
    for row in connection.execution_options(yield_per=256).execute(asked):
        yield row.no, row.id, row.profile, row.profile_version


def fingerprint(connection: Connection, ruled: str) -> str:
    """Return a hash of everything that links are made from: reports and their records, judgements, options, rules.

    Args:
        connection: in a transaction.
        ruled: rules and versions, as text.
    """
    t = records.c
    asked = (
        select(reports.c.id, *maker())
        .join(reports, and_(t.report_no == reports.c.no, t.superseded_by.is_(None)))
        .where(newest())
        .order_by(reports.c.id)
    )
    digest = hashlib.sha256(json.dumps([ruled, options(connection)]).encode())
    for row in connection.execute(asked):
        digest.update(json.dumps(list(row)).encode())
    live = select(judgements.c.holds).where(judgements.c.superseded_by == "", judgements.c.holds != "")
    for holds in connection.scalars(live.order_by(judgements.c.holds)):
        digest.update(holds.encode())
    return digest.hexdigest()


def linked_from(connection: Connection) -> str:
    """Return the fingerprint of what the links were made from, "" where nothing was linked yet."""
    return connection.scalar(select(linked.c.fingerprint)) or ""


def is_linked(connection: Connection) -> bool:
    """Say whether the links are those of the reports, judgements and options as they are now."""
    ruled = connection.scalar(select(linked.c.ruled))
    return ruled is not None and linked_from(connection) == fingerprint(connection, ruled)


def options(connection: Connection) -> dict[str, str]:
    """Return the options of the case that were set."""
    t = settings.c
    asked = select(t.name, t.value).where(t.superseded_at == "").order_by(t.name)
    return {row.name: row.value for row in connection.execute(asked)}


def failed(connection: Connection) -> tuple[Failure, ...]:
    """Return the sources that could not be read when they were added last, sorted."""
    t = failures.c
    asked = select(t.source, t.slug, t.message, t.fix, t.at).where(t.superseded_at == "").order_by(t.source)
    return tuple(Failure(*row) for row in connection.execute(asked))


def counts(connection: Connection) -> Counts:
    """Return how much the case holds."""

    def of(table: FromClause, what: ColumnElement[Any], *conditions: ColumnElement[bool]) -> int:
        asked = select(func.count(what)).select_from(table).where(newest(), *conditions)
        return connection.scalar(asked) or 0

    told = incidents.join(reports, reports.c.no == incidents.c.report_no)
    told = told.outerjoin(members, members.c.member == incidents.c.id)
    named = entities.join(reports, reports.c.no == entities.c.report_no)
    named = named.outerjoin(members, members.c.member == entities.c.id)
    holds = judgements.c.holds != ""
    return Counts(
        reports=of(reports, reports.c.no),
        superseded=connection.scalar(select(func.count(versions.c.superseded_by))) or 0,
        outlets=of(reports, distinct(func.nullif(reports.c.outlet, ""))),
        claims=of(claims.join(reports, reports.c.no == claims.c.report_no), claims.c.no),
        incidents=of(told, distinct(cluster(incidents.c.id))),
        entities=of(named, distinct(cluster(entities.c.id)), entities.c.named),
        attributions=of(attributions.join(reports, reports.c.no == attributions.c.report_no), attributions.c.no),
        series=connection.scalar(select(func.count(case_series.c.id))) or 0,
        judgements=connection.scalar(select(func.count()).where(holds, judgements.c.superseded_by == "")) or 0,
        failures=connection.scalar(select(func.count(failures.c.no)).where(failures.c.superseded_at == "")) or 0,
        linked=is_linked(connection),
    )
