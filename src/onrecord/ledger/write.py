"""Append and supersede: what is added to a case. Every function runs inside a transaction of its caller."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, select, update

from onrecord.errors import OnrecordError
from onrecord.ledger import index, sqlite, tables
from onrecord.ledger.index import Parent, Row
from onrecord.ledger.pack import pack, pack_part, pack_record, pack_text
from onrecord.model import Cluster, Engine, Linkage, MadeBy, Record, Report


@dataclass(frozen=True, slots=True)
class Entry:
    """A record on its way into a case.

    Attributes:
        record: what the report says.
        key: what all versions of the report have in common, "" where nothing does.
        profile: what linking needs of it, as bytes that only linking reads.
        profile_version: of those bytes.
        raw: the bytes that the report was read from, None where they cannot be had.
    """

    record: Record
    key: str = ""
    profile: bytes = b""
    profile_version: int = 0
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read to its end without an error.

    Attributes:
        sha256: of its bytes.
        options: that it was read with, as text.
        source: its path or name.
        reports: how many reports were in it.
    """

    sha256: str
    options: str
    source: str
    reports: int


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of the entries of a batch, in their order.

    Attributes:
        new: ids of reports that were not in the case.
        reread: ids of reports whose record was superseded by another.
        known: ids of reports that were there.
    """

    new: tuple[str, ...] = ()
    reread: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows to a table."""
    if rows:
        connection.execute(table.insert(), [sqlite.parameters(row) for row in rows])


def store_entries(connection: Connection, entries: Iterable[Entry], now: str) -> Stored:
    """Add records; a report that is there stays, and its record too unless another program or lexicon made this one.

    Args:
        connection: in a transaction.
        entries: records with what is stored beside them.
        now: ISO time in UTC.
    """
    new, reread, known = [], [], []
    keys = set()
    failing = bool(
        connection.scalar(select(tables.failures.c.no).where(tables.failures.c.superseded_at == "").limit(1))
    )
    for entry in entries:
        report = entry.record.report
        no = report_no(connection, report.id)
        if no is None:
            no = _add_report(connection, entry, now)
            _add_record(connection, no, entry, now)
            _add_passages(connection, no, report)
            keys.add(entry.key)
            new.append(report.id)
            if failing:
                settle_failures(connection, report.source, now)
        elif made_by(connection, no) != entry.record.made_by:
            _supersede_record(connection, no, entry, now)
            reread.append(report.id)
        else:
            known.append(report.id)
    for key in sorted(keys - {""}):
        order_versions(connection, key)
    return Stored(tuple(new), tuple(reread), tuple(known))


def report_no(connection: Connection, report_id: str) -> int | None:
    """Return the number of a report, None where the case does not have it."""
    return connection.scalar(select(tables.reports.c.no).where(tables.reports.c.id == report_id))


def made_by(connection: Connection, report: int) -> MadeBy | None:
    """Return what made the record of a report that is in force."""
    asked = select(*maker()).where(tables.records.c.report_no == report, tables.records.c.superseded_by.is_(None))
    row = connection.execute(asked).first()
    return maker_of(row) if row else None


def maker() -> tuple[Any, ...]:
    """Return the columns that say what made a record."""
    t = tables.records.c
    return (t.version, t.language_model, t.rules, t.engine, t.weights)


def maker_of(row: Any) -> MadeBy:
    """Return what made a record, from a row with those columns."""
    return MadeBy(row.version, row.language_model, row.rules, Engine(row.engine), row.weights)


def _add_report(connection: Connection, entry: Entry, now: str) -> int:
    report = entry.record.report
    if entry.raw is not None and not _has_source(connection, report.sha256):
        insert(connection, tables.sources, [{"sha256": report.sha256, "size": len(entry.raw), "data": pack(entry.raw)}])
    row = {
        "id": report.id,
        "key": entry.key,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "fetched": report.fetched,
        "url": report.url,
        "source": report.source,
        "media_type": report.media_type,
        "words": len(report.text.split()),
        "text": pack_text(report.text),
        "added_at": now,
    }
    return _insert_one(connection, tables.reports, row)


def _has_source(connection: Connection, sha256: str) -> bool:
    t = tables.sources.c
    return connection.scalar(select(t.size).where(t.sha256 == sha256)) is not None


def _insert_one(connection: Connection, table: Table, row: Row) -> int:
    done = connection.execute(table.insert(), sqlite.parameters(row))
    key = done.inserted_primary_key
    if key is None:  # pragma: no cover - every table that comes here has a number
        raise TypeError
    return int(key[0])


def _add_record(connection: Connection, report: int, entry: Entry, now: str) -> int:
    row = {
        "report_no": report,
        "version": entry.record.made_by.version,
        "language_model": entry.record.made_by.language_model,
        "rules": entry.record.made_by.rules,
        "engine": entry.record.made_by.engine.value,
        "weights": entry.record.made_by.weights,
        "data": pack_record(entry.record),
        "profile": entry.profile,
        "profile_version": entry.profile_version,
        "added_at": now,
    }
    no = _insert_one(connection, tables.records, row)
    add_index(connection, report, entry.record, searched=is_newest(connection, report))
    return no


def _supersede_record(connection: Connection, report: int, entry: Entry, now: str) -> None:
    t = tables.records.c
    old = connection.scalar(select(t.no).where(t.report_no == report, t.superseded_by.is_(None)))
    # The number of the next row is not known before it is there, and two rows in force are not allowed.
    following = (connection.scalar(select(func.max(t.no))) or 0) + 1
    connection.execute(
        update(tables.records).where(t.no == old).values(superseded_by=following, superseded_at=now),
    )
    newest = is_newest(connection, report)
    remove_index(connection, report, searched=newest)
    no = _add_record(connection, report, entry, now)
    if no != following:  # pragma: no cover - numbers are given in order
        connection.execute(update(tables.records).where(t.no == old).values(superseded_by=no))


def is_newest(connection: Connection, report: int) -> bool:
    """Say whether no later version of the report is in the case."""
    v = tables.versions.c
    return connection.scalar(select(v.superseded_by).where(v.report_no == report)) is None


def add_index(connection: Connection, report: int, record: Record, *, searched: bool) -> None:
    """Fill the index with what a record says, and the full text where the report is to be found by it."""
    _add_parents(connection, report, tables.claims, "claim_no", index.claim_rows(record))
    _add_parents(connection, report, tables.incidents, "incident_no", index.incident_rows(record))
    _add_parents(connection, report, tables.entities, "entity_no", index.entity_rows(record))
    _add_parents(connection, report, tables.series, "series_no", index.series_rows(record))
    insert(connection, tables.attributions, [r | {"report_no": report} for r in index.attribution_rows(record)])
    insert(connection, tables.places, [r | {"report_no": report} for r in index.place_rows(record)])
    if searched:
        sqlite.index_claims(connection, report)


def _add_parents(connection: Connection, report: int, table: Table, column: str, parents: Iterable[Parent]) -> None:
    """Add rows that others belong to; their numbers are given here, so that one statement adds them all."""
    no = connection.scalar(select(func.max(table.c.no))) or 0
    own: list[Row] = []
    children: dict[str, list[Row]] = {}
    for parent in parents:
        no += 1
        own.append(parent.row | {"no": no, "report_no": report})
        for name, rows in parent.children.items():
            children.setdefault(name, []).extend(row | {column: no} for row in rows)
    insert(connection, table, own)
    for name, rows in children.items():
        insert(connection, tables.metadata.tables[name], rows)


def remove_index(connection: Connection, report: int, *, searched: bool) -> None:
    """Take what the record of a report says out of the index; its passages stay, as its text does."""
    if searched:
        sqlite.forget_claims(connection, report)
    for table in tables.INDEX:
        if "report_no" in table.c:
            connection.execute(table.delete().where(table.c.report_no == report))
            continue
        (key,) = table.foreign_keys
        parent = key.column.table
        of_report = select(parent.c.no).where(parent.c.report_no == report)
        connection.execute(table.delete().where(key.parent.in_(of_report)))


def _add_passages(connection: Connection, report: int, item: Report) -> None:
    no = connection.scalar(select(func.max(tables.passages.c.no))) or 0
    rows, words = [], []
    for number, (span, headline) in enumerate(index.passages(item), no + 1):
        rows.append({"no": number, "report_no": report, "start": span.start, "stop": span.end, "headline": headline})
        words.append((number, span.words(item.text).encode("utf-8", "replace").decode("utf-8")))
    insert(connection, tables.passages, rows)
    sqlite.index_passages(connection, words)


def order_versions(connection: Connection, key: str) -> None:
    """Put the reports of one address in order; each is superseded by the next.

    The order is that of fetching or, where that is not known, of publication; then that of adding.
    """
    t = tables.reports.c
    asked = select(t.no, t.fetched, t.published).where(t.key == key)
    numbers = [r.no for r in sorted(connection.execute(asked), key=lambda r: (r.fetched or r.published, r.no))]
    if len(numbers) < 2:
        return
    v = tables.versions.c
    held = set(connection.scalars(select(v.report_no).where(v.key == key, v.superseded_by.is_not(None))))
    connection.execute(tables.versions.delete().where(v.key == key))
    chain = enumerate(zip(numbers, [*numbers[1:], None], strict=True), 1)
    rows = [{"report_no": no, "key": key, "number": n, "superseded_by": after} for n, (no, after) in chain]
    insert(connection, tables.versions, rows)
    # The full text holds the newest versions only, so that a search need not ask which they are.
    for no in sorted(set(numbers[:-1]) - held):
        sqlite.forget_claims(connection, no)
    if numbers[-1] in held:
        sqlite.index_claims(connection, numbers[-1])


def store_inputs(connection: Connection, inputs: Iterable[Input], now: str) -> None:
    """Record files that were read to their end, to be known again by their bytes; their failures are past."""
    t = tables.inputs.c
    for item in inputs:
        asked = select(t.reports).where(t.sha256 == item.sha256, t.options == item.options)
        if connection.scalar(asked) is None:
            row = {"sha256": item.sha256, "options": item.options, "reports": item.reports, "added_at": now}
            insert(connection, tables.inputs, [row])
        settle_failures(connection, item.source, now)


def settle_failures(connection: Connection, source: str, now: str) -> None:
    """Supersede the failures of a source that was read after all, and of what is inside it."""
    t = tables.failures.c
    source = sqlite.parameters({"source": source})["source"]
    inside = func.substr(t.source, 1, len(source) + 1) == source + "#"
    held = (t.source == source) | inside
    connection.execute(update(tables.failures).where(held, t.superseded_at == "").values(superseded_at=now))


def store_failures(connection: Connection, errors: Iterable[OnrecordError], now: str) -> None:
    """Record what could not be read; the same failure twice is one row."""
    t = tables.failures.c
    for error in errors:
        row = {"source": error.where or "", "slug": error.slug, "message": error.message, "fix": error.fix}
        row = sqlite.parameters(row)
        live = (t.source == row["source"], t.superseded_at == "")
        held = connection.execute(select(t.slug, t.message).where(*live)).first()
        if held and tuple(held) == (row["slug"], row["message"]):
            continue
        connection.execute(update(tables.failures).where(*live).values(superseded_at=now))
        insert(connection, tables.failures, [row | {"at": now}])


def set_option(connection: Connection, name: str, value: str, by: str, now: str) -> bool:
    """Set an option of the case; returns whether that changed it."""
    t = tables.settings.c
    live = (t.name == name, t.superseded_at == "")
    if connection.scalar(select(t.value).where(*live)) == value:
        return False
    connection.execute(update(tables.settings).where(*live).values(superseded_at=now))
    insert(connection, tables.settings, [{"name": name, "value": value, "by": by, "at": now}])
    return True


def set_profiles(connection: Connection, profiles: Sequence[tuple[int, bytes, int]]) -> None:
    """Replace profiles that an older version made: number of the record, bytes, version."""
    if profiles:
        changed = update(tables.records).where(tables.records.c.no == bindparam("record"))
        changed = changed.values(profile=bindparam("bytes"), profile_version=bindparam("of"))
        connection.execute(changed, [{"record": n, "bytes": b, "of": v} for n, b, v in profiles])


def store_links(connection: Connection, found: Linkage, made_from: tuple[str, str], now: str) -> None:
    """Replace the links of the case by those that linking found.

    Args:
        connection: in a transaction.
        found: the links.
        made_from: rules and versions as text, and the fingerprint with them.
        now: ISO time in UTC.
    """
    for table in tables.LINKS:
        connection.execute(table.delete())
    insert(
        connection,
        tables.retold,
        [
            {
                "original": r.original,
                "retelling": r.retelling,
                "kind": r.kind.value,
                "score": r.score,
                "data": pack_part(r),
            }
            for r in found.retold
        ],
    )
    repeats = [
        {"original": r.original, "repeat": r.repeat, "likeness": r.likeness, "why": r.why} for r in found.repeats
    ]
    insert(connection, tables.claim_repeats, repeats)
    insert(
        connection,
        tables.rulings,
        [
            {
                "id": j.id,
                "subject": j.subject.value,
                "left": j.left,
                "right": j.right,
                "verdict": j.verdict.value,
                "score": j.score,
                "data": pack_part(j),
            }
            for j in found.judgements
        ],
    )
    _store_clusters(connection, (*found.incidents, *found.entities))
    _store_series(connection, found)
    connection.execute(tables.linked.delete())
    ruled, fingerprint = made_from
    row = {"one": 1, "fingerprint": fingerprint, "ruled": ruled, "rule": found.rule, "at": now}
    insert(connection, tables.linked, [row])
    sqlite.tidy(connection)


def _store_clusters(connection: Connection, clusters: Iterable[Cluster]) -> None:
    rows: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for cluster in clusters:
        rows.append(
            {
                "id": cluster.id,
                "subject": cluster.subject.value,
                "name": cluster.name,
                "unsure": json.dumps(cluster.unsure),
            }
        )
        members.extend({"member": m, "cluster": cluster.id} for m in dict.fromkeys(cluster.members))
    insert(connection, tables.clusters, rows)
    insert(connection, tables.members, members)


def _store_series(connection: Connection, found: Linkage) -> None:
    rows = [{"id": s.id, "link": s.link, "claim": s.claim, "why": s.why} for s in found.series]
    insert(connection, tables.case_series, rows)
    insert(
        connection,
        tables.case_series_incidents,
        [{"series": s.id, "place": n, "incident": i} for s in found.series for n, i in enumerate(s.incidents)],
    )
