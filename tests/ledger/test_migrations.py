import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection

from onrecord.errors import DamagedCase, NewerCase
from onrecord.ledger import migrations, open_case
from onrecord.ledger.migrations import MIGRATIONS, Migration
from tests.ledger.making import entry, made, record

NEXT = len(MIGRATIONS) + 1


def _adds(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE reports ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


def _breaks(connection: Connection) -> None:
    _adds(connection)
    raise RuntimeError


def numbers(path: Path) -> list[int]:
    with sqlite3.connect(path) as connection:
        return [n for (n,) in connection.execute("SELECT number FROM migrations ORDER BY number")]


def columns(path: Path) -> list[str]:
    with sqlite3.connect(path) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info(reports)")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with made(tmp_path / "x.case", record(1)):
        pass
    return tmp_path / "x.case"


def test_numbers_are_in_order_and_a_new_file_has_them_all(path: Path) -> None:
    assert [m.number for m in MIGRATIONS] == list(range(1, NEXT))
    assert numbers(path) == list(range(1, NEXT))


def test_an_older_file_is_brought_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Migration(NEXT, "colours", _adds)))
    with open_case(path) as case:
        assert case.record(record(1).report.id) == record(1)
    assert numbers(path)[-1] == NEXT
    assert "colour" in columns(path)
    with open_case(path) as case:  # once
        case.add([entry(record(2))], now="2026-11-24T00:00:00Z")
    assert numbers(path)[-1] == NEXT


def test_a_change_that_breaks_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, Migration(NEXT, "colours", _breaks)))
    with pytest.raises(RuntimeError):
        open_case(path)
    assert numbers(path)[-1] == NEXT - 1
    assert "colour" not in columns(path)


def test_a_newer_file_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'of the future')")
    with pytest.raises(NewerCase, match="newest version"):
        open_case(path)


def test_a_gap_is_damage(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    further = [Migration(n, "more", _adds) for n in (NEXT, NEXT + 1)]
    monkeypatch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, *further))
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migrations VALUES (?, 'more')", (NEXT + 1,))
    with pytest.raises(DamagedCase):
        open_case(path)
