"""Numbered changes of the schema, each committed together with the row that records it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, inspect, select

from onrecord.errors import DamagedCase, NewerCase, NotACase
from onrecord.ledger import sqlite, tables


@dataclass(frozen=True, slots=True)
class Migration:
    """One change of the schema.

    Attributes:
        number: its place; never given twice.
        name: what it does.
        run: does it, inside the transaction that also records it.
    """

    number: int
    name: str
    run: Callable[[Connection], None]


def _first(connection: Connection) -> None:
    tables.metadata.create_all(connection)
    sqlite.mark(connection)


MIGRATIONS: tuple[Migration, ...] = (Migration(1, "first schema", _first),)
"""In order. A new file gets the newest schema at once, by the first, and all of them recorded; `tables.py` therefore
always shows the newest schema, and a test holds what the others make of an old file against it."""


def migrate(engine: Engine, where: str) -> None:
    """Bring a case to the newest schema.

    Args:
        engine: of the file; may be empty.
        where: its path, for errors.

    Raises:
        NotACase: the file is some other database.
        NewerCase: a newer version of onrecord made it.
    """
    with engine.connect() as connection:
        if not sqlite.is_marked(connection):
            raise NotACase(
                "It is no case of onrecord.", fix="Give another file; this one is left as it is.", where=where
            )
        done = applied(connection)
    known = {m.number for m in MIGRATIONS}
    if done - known:
        message = "A newer version of onrecord made this case."
        raise NewerCase(message, fix="Install the newest version: pip install --upgrade onrecord.", where=where)
    missing = [m for m in MIGRATIONS if m.number not in done]
    if not done:
        _create(engine)
    elif done != set(range(1, len(done) + 1)):
        raise DamagedCase("Steps of its schema are missing.", fix="Take it from a backup.", where=where)
    else:
        for migration in missing:
            _run(engine, migration)


def applied(connection: Connection) -> set[int]:
    """Return the numbers of the migrations that a file has been through."""
    if not inspect(connection).has_table(tables.migrations.name):
        return set()
    return set(connection.scalars(select(tables.migrations.c.number)))


def _create(engine: Engine) -> None:
    with engine.connect().execution_options(**{sqlite.WRITES: True}) as connection, connection.begin():
        if applied(connection):  # another program was faster
            return
        MIGRATIONS[0].run(connection)
        rows = [{"number": m.number, "name": m.name} for m in MIGRATIONS]
        connection.execute(tables.migrations.insert(), rows)


def _run(engine: Engine, migration: Migration) -> None:
    with engine.connect().execution_options(**{sqlite.WRITES: True}) as connection, connection.begin():
        if migration.number in applied(connection):
            return
        migration.run(connection)
        connection.execute(tables.migrations.insert(), {"number": migration.number, "name": migration.name})
