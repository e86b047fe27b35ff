"""People's judgements: appended, superseded, taken back, never changed. Inside a transaction of the caller."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, or_, select, update

from onrecord.errors import UnknownId, UsageError
from onrecord.ledger import sqlite, tables
from onrecord.ledger.write import insert
from onrecord.model import Judgement, Subject, Verdict, content_id
from onrecord.model.case import Past

PERSON = "person:"
_t = tables.judgements.c


def judge(connection: Connection, given: Judgement) -> Judgement:
    """Record a judgement; the one before on the same pair is superseded.

    The same person saying the same again with the same note changes nothing.

    Args:
        connection: in a transaction that may write.
        given: what is judged, by whom, when; its id and the order of its sides are set here.

    Returns:
        The judgement in force.

    Raises:
        UsageError: the sides are one record, nobody is named, or no time is.
    """
    left, right = sorted((given.left, given.right))
    if left == right:
        raise UsageError("A record cannot be judged against itself.", fix="Give two ids.")
    if not given.by_person or not given.by.removeprefix(PERSON).strip() or not given.at:
        raise UsageError("A judgement needs a person and a time.", fix="Say who judges: --by NAME.")
    live = _live(connection, given.subject, left, right)
    held = _by_id(connection, live.holds) if live and live.holds else None
    if held and (held.verdict, held.by, held.note) == (given.verdict.value, given.by, given.note):
        return _judgement(held)
    row = _row(given.subject, left, right, given.by, given.at) | {"verdict": given.verdict.value, "note": given.note}
    row["id"] = row["holds"] = _free_id(connection, row)
    _append(connection, live, row)
    return _judgement(_by_id(connection, row["id"]))


def undo(connection: Connection, judgement_id: str, by: str, at: str, note: str = "") -> Past:
    """Take back any past judgement, or any past undoing; what was judged before it holds again.

    Args:
        connection: in a transaction that may write.
        judgement_id: of the judgement or of the step that took one back.
        by: "person:" and a name.
        at: ISO time in UTC.
        note: why.

    Returns:
        The step, with the judgement that holds since.

    Raises:
        UnknownId: no person's judgement has that id.
        UsageError: it was taken back before.
    """
    target = _by_id(connection, judgement_id)
    if target is None:
        raise UnknownId(f"No person's judgement has the id {judgement_id}.", fix="List them: `onrecord judge --list`.")
    steps = _steps(connection, target.subject, target.left, target.right)
    if judgement_id in _taken_back(steps):
        raise UsageError(f"{judgement_id} was taken back before.", fix="Look at its history: `onrecord judge --list`.")
    row = _row(Subject(target.subject), target.left, target.right, by, at)
    row |= {"verdict": "", "note": note, "undoes": judgement_id}
    row["id"] = _free_id(connection, row)
    row["holds"] = _holds([(s.id, s.verdict, s.undoes) for s in steps] + [(row["id"], "", judgement_id)])
    _append(connection, _live(connection, Subject(target.subject), target.left, target.right), row)
    (step,) = (p for p in history(connection, target.left, target.right) if p.id == row["id"])
    return step


def in_force(connection: Connection) -> tuple[Judgement, ...]:
    """Return people's judgements that hold, ordered by id."""
    live = select(_t.holds).where(_t.superseded_by == "", _t.holds != "")
    asked = select(tables.judgements).where(_t.id.in_(live)).order_by(_t.id)
    return tuple(_judgement(row) for row in connection.execute(asked))


def history(connection: Connection, left: str = "", right: str = "") -> tuple[Past, ...]:
    """Return every step, oldest first: of a pair, of everything with one record, or of the whole case."""
    asked = select(tables.judgements).order_by(_t.at, _t.no)
    for side in filter(None, (left, right)):
        asked = asked.where(or_(_t.left == side, _t.right == side))
    rows = connection.execute(asked).all()
    held = {row.id: _judgement(row) for row in rows if row.verdict}
    return tuple(Past(r.id, held.get(r.holds), r.by, r.at, r.undoes, r.superseded_by) for r in rows)


def restore(connection: Connection, steps: Iterable[dict[str, Any]]) -> int:
    """Add the judgements of another case, as `steps_of` gave them; those that are there stay. Returns how many are new.

    They are replayed in their order, so what holds in the end is what held there, or was judged here later.
    """
    count = 0
    for step in steps:
        if _by_id(connection, step["id"]) is not None:
            continue
        live = _live(connection, Subject(step["subject"]), step["left"], step["right"])
        before = _steps(connection, step["subject"], step["left"], step["right"])
        rows = [*((s.at, s.id, s.verdict, s.undoes) for s in before)]
        rows.append((step["at"], step["id"], step["verdict"], step["undoes"]))
        holds = _holds([row[1:] for row in sorted(rows, key=lambda row: row[0])])
        _append(connection, live, step | {"holds": holds})
        count += 1
    return count


def steps_of(connection: Connection) -> Iterator[dict[str, Any]]:
    """Return every step as plain data that `restore` takes, oldest first."""
    kept = (_t.id, _t.subject, _t.left, _t.right, _t.verdict, _t.by, _t.at, _t.note, _t.undoes)
    for row in connection.execute(select(*kept).order_by(_t.at, _t.no)).mappings():
        yield dict(row)


def _row(subject: Subject, left: str, right: str, by: str, at: str) -> dict[str, Any]:
    row = {"subject": subject.value, "left": left, "right": right, "by": by, "at": at, "undoes": ""}
    return sqlite.parameters(row)


def _append(connection: Connection, live: Any | None, row: dict[str, Any]) -> None:
    if live:
        changed = update(tables.judgements).where(_t.no == live.no)
        connection.execute(changed.values(superseded_by=row["id"], superseded_at=row["at"]))
    insert(connection, tables.judgements, [row])


def _free_id(connection: Connection, row: dict[str, Any]) -> str:
    """Return the id of a step; where two on one pair bear one time, the second counts on."""
    parts = (row["subject"], row["left"], row["right"], row["by"], row["at"])
    found, nth = content_id("jdg", *parts), 1
    while _by_id(connection, found) is not None:
        nth += 1
        found = content_id("jdg", *parts, nth)
    return found


def _live(connection: Connection, subject: Subject, left: str, right: str) -> Any | None:
    pair = (_t.subject == subject.value, _t.left == left, _t.right == right)
    return connection.execute(select(tables.judgements).where(*pair, _t.superseded_by == "")).first()


def _by_id(connection: Connection, judgement_id: str) -> Any:
    return connection.execute(select(tables.judgements).where(_t.id == judgement_id)).first()


def _steps(connection: Connection, subject: str, left: str, right: str) -> list[Any]:
    pair = (_t.subject == subject, _t.left == left, _t.right == right)
    return list(connection.execute(select(tables.judgements).where(*pair).order_by(_t.at, _t.no)))


def _taken_back(steps: Iterable[Any]) -> set[str]:
    return _without([(s.id, s.verdict, s.undoes) for s in steps])


def _without(steps: list[tuple[str, str, str]]) -> set[str]:
    """Return the ids of steps that are taken back. A later step decides first: it may have taken back an undoing."""
    gone: set[str] = set()
    for step, _, undoes in reversed(steps):
        if undoes and step not in gone:
            gone.add(undoes)
    return gone


def _holds(steps: list[tuple[str, str, str]]) -> str:
    """Return the id of the last judgement that was not taken back, "" where none is left."""
    gone = _without(steps)
    return next((step for step, verdict, _ in reversed(steps) if verdict and step not in gone), "")


def _judgement(row: Any) -> Judgement:
    return Judgement(
        row.id, Subject(row.subject), row.left, row.right, Verdict(row.verdict), row.by, row.at, note=row.note
    )
