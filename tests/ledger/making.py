"""Makes records and cases, and shows all of a case in a form that does not depend on the order of adding."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path
from typing import Any

from onrecord.ledger import Entry, Ledger, open_case
from onrecord.model import Judgement, MadeBy, Record, Subject, Verdict, content_id, version_key
from tests import factory

NOW = "2026-11-22T10:00:00.000000Z"
LATER = "2026-11-23T10:00:00.000000Z"


def text(n: int) -> str:
    """Return a report like the factory's, with a headline and a sentence of its own."""
    words = factory.TEXT.replace("Harbour Blast", f"Harbour Blast No. {n}")
    return words.replace("did not comment.", f"did not comment. Desk {n} in Torsund sent this.")


def record(n: int = 0, **facts: Any) -> Record:
    """Return a record with at least one of everything; `facts` are those of its report."""
    found = factory.full_record(text(n))
    report = dataclasses.replace(found.report, **({"published": f"2026-05-{n % 28 + 1:02}"} | facts))
    of = (report.text, report.published, report.outlet, report.url)
    return dataclasses.replace(found, report=dataclasses.replace(report, id=content_id("rep", *of)))


def entry(of: Record, raw: bytes | None = None) -> Entry:
    """Return a record as it goes into a case."""
    return Entry(of, version_key(of.report), b"profile", 1, raw)


def made(path: Path, *records: Record, now: str = NOW) -> Ledger:
    """Return a new case with records."""
    case = open_case(path, create=True)
    case.add([entry(r) for r in records], now=now)
    return case


def by(of: Record, rules: str) -> Record:
    """Return a record as other rules made it."""
    return dataclasses.replace(of, made_by=MadeBy(of.made_by.version, of.made_by.language_model, rules))


def judgement(left: str, right: str, verdict: Verdict = Verdict.SAME, who: str = "Ada", at: str = NOW) -> Judgement:
    """Return a judgement as a person gives it."""
    return Judgement("", Subject.INCIDENT, left, right, verdict, f"person:{who}", at)


_TIMES = {"added_at", "superseded_at", "at"}
_SHADOWS = ("claims_text", "passages_text", "sqlite_")


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table as it stands, times and numbers too."""
    with sqlite3.connect(path) as connection:
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in _tables(connection)}  # noqa: S608 - our own names


def _tables(connection: sqlite3.Connection) -> list[str]:
    names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [n for n in names if not n.startswith(_SHADOWS)]


def dump(path: Path) -> dict[str, list[str]]:
    """Return every row without what depends on the order and the time of adding: numbers are replaced by ids."""
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        tables = _tables(connection)
        ids = {
            parent: {r["no"]: r["id"] for r in connection.execute(f'SELECT no, id FROM "{table}"')}  # noqa: S608 - our own names
            for parent, table in _PARENTS.items()
        }
        found = {}
        for table in tables:
            held = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
            found[table] = sorted(repr(_plain(table, dict(row), ids)) for row in held)
    return found


_PARENTS = {"report": "reports", "claim": "claims", "incident": "incidents", "entity": "entities", "series": "series"}


def _plain(table: str, row: dict[str, Any], ids: dict[str, dict[int, str]]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, value in row.items():
        if name == "no" or (name in _TIMES and table != "judgements"):
            continue
        parent = name.removesuffix("_no")
        if name.endswith("_no"):
            out[parent] = ids[parent][value]
        elif table == "versions" and name == "superseded_by":
            out[name] = ids["report"].get(value)
        elif table == "records" and name == "superseded_by":
            out[name] = value is not None
        else:
            out[name] = value
    return out
