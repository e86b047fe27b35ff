"""All that is said in SQLite's own words: how its file is opened, its full text, its errors."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Select,
    TableClause,
    Text,
    bindparam,
    column,
    create_engine,
    event,
    exc,
    insert,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.pool import QueuePool

from onrecord.errors import (
    CaseError,
    DamagedCase,
    FullDisk,
    LockedCase,
    MissingCase,
    NotACase,
    OnrecordError,
    ReadOnlyCase,
)
from onrecord.ledger.tables import claims

APPLICATION = 0x6F6E7263
"""The number by which SQLite files of a program know themselves: "onrc"."""

PATIENCE = 20.0
"""Seconds to wait for another program that writes; a batch is written in a part of a second."""

MAGIC = b"SQLite format 3\x00"

WRITES = "onrecord_writes"
"""Option of a connection whose transaction takes the right to write when it begins."""

FULL_TEXT = (
    """CREATE VIEW claims_words AS
    SELECT c.no, c.words, c.cue, c.speaker, c.root, c.hedge, c.voice, r.title AS headline
    FROM claims c JOIN reports r ON r.no = c.report_no""",
    """CREATE VIRTUAL TABLE claims_text USING fts5(
    words, cue, speaker, root, hedge, voice, headline, content='claims_words', content_rowid='no',
    tokenize="porter unicode61 remove_diacritics 2")""",
    """CREATE VIRTUAL TABLE passages_text USING fts5(
    words, content='', tokenize="porter unicode61 remove_diacritics 2")""",
)

_COLUMNS = ("words", "cue", "speaker", "root", "hedge", "voice", "headline")
_CLAIMS_WORDS = table("claims_words", column("no", Integer), *(column(name, Text) for name in _COLUMNS))

# A table of the full text has a column of its own name: what it is searched by.
CLAIMS_TEXT = table(
    "claims_text", column("rowid", Integer), column("claims_text", Text), *(column(name, Text) for name in _COLUMNS)
)
PASSAGES_TEXT = table("passages_text", column("rowid", Integer), column("passages_text", Text), column("words", Text))


def create(path: Path) -> Engine:
    """Return an engine for a file that may not be there yet.

    Raises:
        CaseError: the file cannot be made, or is something else.
    """
    if path.exists() and path.stat().st_size:
        return existing(path)
    if not path.parent.is_dir():
        raise CaseError("Its folder does not exist.", fix="Make the folder first, or give another.", where=str(path))
    return _engine(path, "rwc")


def existing(path: Path) -> Engine:
    """Return an engine for a file that is a case.

    Raises:
        CaseError: there is none, or it is something else.
    """
    if path.is_dir():
        raise NotACase("It is a folder.", fix="Give the file of a case.", where=str(path))
    if not path.exists():
        fix = "Check the path, or make a case with `onrecord add`."
        raise MissingCase("There is no case.", fix=fix, where=str(path))
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"It cannot be opened: {reason}."
        raise CaseError(message, fix="Check the file and its permissions.", where=str(path)) from error
    if head and (not head.startswith(MAGIC) or not _ours(path, int.from_bytes(head[68:72], "big"))):
        raise NotACase(
            "It is no case of onrecord.", fix="Give another file; this one is left as it is.", where=str(path)
        )
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return _engine(path, "rw")
    # Nobody can write beside the file, so there is no log to be read with it.
    beside = path.with_name(path.name + "-wal")
    return _engine(path, "ro" if beside.exists() else "ro&immutable=1")


def _ours(path: Path, number: int) -> bool:
    """Say whether a database bears our number, or holds nothing yet; it is not touched."""
    if number:
        return number == APPLICATION
    with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _engine(path: Path, mode: str) -> Engine:
    # A path is not part of the URL, where a question mark or a per cent sign would mean something.
    address = f"{path.absolute().as_uri()}?mode={mode}"
    writable = mode.startswith("rw")

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -32000")
            if writable:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _asked, retval=True)
    return engine


def _asked(*call: Any) -> tuple[str, Any]:
    """Return a statement with values that SQLite can hold, in lookups as in rows: an id may hold a lone surrogate."""
    _, _, statement, values, _, many = call
    if many:
        return statement, [tuple(map(_held, row)) for row in values]
    return statement, tuple(map(_held, values)) if isinstance(values, tuple) else values


def _begin(connection: Connection) -> None:
    """Begin a transaction by ourselves; the driver would begin one only before some kinds of statement."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def mark(connection: Connection) -> None:
    """Write into the file that it is a case, and make its full text."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    for statement in FULL_TEXT:
        connection.exec_driver_sql(statement)


def is_marked(connection: Connection) -> bool:
    """Say whether the file is a case, or empty."""
    number = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if number == APPLICATION:
        return True
    return not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def index_claims(connection: Connection, report_no: int) -> None:
    """Put the claims of a report into the full text."""
    connection.execute(insert(CLAIMS_TEXT).from_select(["rowid", *_COLUMNS], _claims_of(report_no)))


def forget_claims(connection: Connection, report_no: int) -> None:
    """Take the claims of a report out of the full text; they must still be in their table."""
    taken = _claims_of(report_no).add_columns(literal("delete"))
    connection.execute(insert(CLAIMS_TEXT).from_select(["rowid", *_COLUMNS, CLAIMS_TEXT.name], taken))


def _claims_of(report_no: int) -> Select[Any]:
    wanted = _CLAIMS_WORDS.c.no.in_(select(claims.c.no).where(claims.c.report_no == report_no))
    return select(_CLAIMS_WORDS).where(wanted)


def index_passages(connection: Connection, rows: list[tuple[int, str]]) -> None:
    """Put passages into the full text, each with its number."""
    if rows:
        connection.execute(insert(PASSAGES_TEXT), [{"rowid": no, "words": words} for no, words in rows])


def matches(held: TableClause, expression: str) -> ColumnElement[bool]:
    """Return the condition that a row of the full text matches an expression."""
    return held.c[held.name].op("MATCH", is_comparison=True)(bindparam(None, expression, Text))


def matching(held: TableClause, expression: str) -> Select[Any]:
    """Return a query for the numbers of the rows that an expression of the full text matches."""
    return select(held.c.rowid).where(matches(held, expression))


def ranked(held: TableClause, expression: str) -> Select[Any]:
    """Return the same, best first."""
    return matching(held, expression).order_by(text("rank"))


def without(expression: str, excluded: Sequence[str]) -> str:
    """Return an expression that excludes others."""
    return f"({expression}) NOT ({' OR '.join(excluded)})" if excluded else expression


def words_of(expression: str) -> int:
    """Return how many words an expression asks for."""
    return sum(len(words.split()) for words in _QUOTED.findall(expression))


_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def unindexed(of: Column[int]) -> ColumnElement[int]:
    """Return a column that is compared without its index.

    Joined by it, a full text is looked into first: it knows best how few rows are left.
    """
    return literal_column(f"+{of.table.name}.{of.name}", Integer)


def tidy(connection: Connection) -> None:
    """Let the database look at what it holds, so that it finds the best ways through it."""
    connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
    connection.exec_driver_sql("ANALYZE")


@contextlib.contextmanager
def faults(where: str) -> Iterator[None]:
    """Turn what the database raises into errors with a fix."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _fault(error.orig or error, where) from error
    except sqlite3.Error as error:
        raise _fault(error, where) from error


def _fault(error: BaseException, where: str) -> OnrecordError:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    kind, message, fix = next((v for k, v in _FAULTS.items() if name.startswith(k)), (CaseError, "", _REPORT))
    return kind(message or f"The case could not be used: {error}.", fix=fix, where=where)


_REPORT = "Try again; where it comes back, please report it with what was done."
_FAULTS: dict[str, tuple[type[CaseError], str, str]] = {
    "SQLITE_FULL": (
        FullDisk,
        "There is no room left on the disk.",
        "Make room and run the same command again; all that was stored before stays.",
    ),
    "SQLITE_IOERR": (
        FullDisk,
        "The disk could not be read or written.",
        "Check disk and room, then run the same command again; all that was stored before stays.",
    ),
    "SQLITE_BUSY": (
        LockedCase,
        "Another program is writing to the case.",
        "Wait until it has finished and run the same command again.",
    ),
    "SQLITE_LOCKED": (
        LockedCase,
        "Another program is using the case.",
        "Wait until it has finished and run the same command again.",
    ),
    "SQLITE_READONLY": (
        ReadOnlyCase,
        "The case may not be written to.",
        "Change the permissions of the file and its folder, or work on a copy.",
    ),
    "SQLITE_CANTOPEN": (
        CaseError,
        "The case cannot be opened.",
        "Check the path and the permissions of the file and its folder.",
    ),
    "SQLITE_NOTADB": (NotACase, "It is no case of onrecord.", "Give another file; this one is left as it is."),
    "SQLITE_CORRUPT": (
        DamagedCase,
        "The file is damaged.",
        "Take it from a backup, or add the reports to a new case; `sqlite3 FILE .recover` may save what people judged.",
    ),
}


def parameters(values: dict[str, Any]) -> dict[str, Any]:
    """Return values that SQLite can hold: numbers of at most 64 bits, text without lone surrogates."""
    return {key: _held(value) for key, value in values.items()}


def _held(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, int) and not isinstance(value, bool):
        return max(-_MOST, min(value, _MOST))
    return value


_MOST = 2**63 - 1
