"""A case: opened, added to, asked."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine

from onrecord.errors import OnrecordError, UnknownId
from onrecord.ledger import history, judge, lookup, migrations, query, search, sqlite, write
from onrecord.ledger.write import Entry, Input, Stored
from onrecord.model import Cluster, Judgement, Linkage, MadeBy, Record, Retold, Subject
from onrecord.model.case import (
    ActorRow,
    AttributionRow,
    ClaimRow,
    Counts,
    Failure,
    Filter,
    Found,
    Hits,
    IncidentRow,
    Pair,
    Past,
    ReportRow,
    SeriesRow,
    SourceRow,
)

HELD_RECORDS = 256
"""Records kept in memory after they were read; a long one takes a few hundred kB."""

EVERYTHING = Filter()


def open_case(path: str | Path, *, create: bool = False) -> Ledger:
    """Open a case.

    Args:
        path: of its file.
        create: make it where there is none.

    Raises:
        MissingCase: there is none, and none is to be made.
        NotACase: the file is something else.
        NewerCase: a newer version of onrecord made it.
        CaseError: it cannot be opened for another reason.
    """
    file = Path(path)
    with sqlite.faults(str(file)):
        engine = sqlite.create(file) if create else sqlite.existing(file)
        try:
            migrations.migrate(engine, str(file))
        except BaseException:
            engine.dispose()
            raise
    return Ledger(engine, str(file))


class Ledger:
    """A case in a file. A context manager, closed at its end; safe to be asked from several threads.

    Args:
        engine: of the database.
        where: path, for errors.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        """Keep the engine."""
        self.where = where
        self._engine = engine
        self._held: OrderedDict[str, Record] = OrderedDict()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        with sqlite.faults(self.where), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        with sqlite.faults(self.where), self._engine.connect() as plain:
            connection = plain.execution_options(**{sqlite.WRITES: True})
            with connection.begin():
                yield connection

    # Adding.

    def add(
        self,
        entries: Sequence[Entry] = (),
        *,
        failures: Sequence[OnrecordError] = (),
        inputs: Sequence[Input] = (),
        now: str,
    ) -> Stored:
        """Add a batch in one transaction: all of it is in the case, or none of it.

        Args:
            entries: records with what is stored beside them.
            failures: what could not be read.
            inputs: files that were read to their end.
            now: ISO time in UTC.
        """
        if not (entries or failures or inputs):
            return Stored()
        with self._writing() as connection:
            stored = write.store_entries(connection, entries, now)
            write.store_inputs(connection, inputs, now)
            write.store_failures(connection, failures, now)
        for report in stored.reread:
            self._held.pop(report, None)
        return stored

    def known(self, ids: Iterable[str]) -> dict[str, MadeBy]:
        """Return which reports the case has, and what made the record of each."""
        with self._reading() as connection:
            return history.known_reports(connection, ids)

    def known_input(self, sha256: str, options: str) -> int | None:
        """Return how many reports a file holds that was read to its end with these options, None where it was not."""
        with self._reading() as connection:
            return history.known_input(connection, sha256, options)

    def settle(self, source: str, now: str) -> None:
        """Supersede the failures of a source that was read after all."""
        with self._writing() as connection:
            write.settle_failures(connection, source, now)

    def set_option(self, name: str, value: str, *, by: str, now: str) -> bool:
        """Set an option of the case; returns whether that changed it. Links are made anew with the next `add`."""
        with self._writing() as connection:
            return write.set_option(connection, name, value, by, now)

    def options(self) -> dict[str, str]:
        """Return the options of the case that were set."""
        with self._reading() as connection:
            return history.options(connection)

    # Linking.

    def profiles(self) -> Iterator[tuple[int, str, bytes, int]]:
        """Return number of the record, report's id, profile and its version of the newest version of every report."""
        with self._reading() as connection:
            yield from history.profiles(connection)

    def set_profiles(self, profiles: Sequence[tuple[int, bytes, int]]) -> None:
        """Replace profiles that an older version made: number of the record, bytes, version."""
        with self._writing() as connection:
            write.set_profiles(connection, profiles)

    def fingerprint(self, ruled: str) -> str:
        """Return a hash of everything that links are made from, the rules given as text among it."""
        with self._reading() as connection:
            return history.fingerprint(connection, ruled)

    def linked_from(self) -> str:
        """Return the fingerprint of what the links were made from, "" where nothing was linked yet."""
        with self._reading() as connection:
            return history.linked_from(connection)

    def store_links(self, found: Linkage, *, ruled: str, fingerprint: str, now: str) -> bool:
        """Replace the links of the case, unless the case changed since the fingerprint was taken.

        Returns:
            Whether they were stored; False where links have to be found anew.
        """
        with self._writing() as connection:
            if history.fingerprint(connection, ruled) != fingerprint:
                return False
            write.store_links(connection, found, (ruled, fingerprint), now)
        return True

    def linkage(self) -> Linkage:
        """Return everything that linking found when it was run last."""
        with self._reading() as connection:
            return lookup.linkage(connection)

    def retold(self, report: str) -> tuple[Retold, ...]:
        """Return how a report repeats others, and others repeat it."""
        with self._reading() as connection:
            return lookup.retold_of(connection, report)

    def clusters(self, subject: Subject) -> tuple[Cluster, ...]:
        """Return the incidents or the entities of the case."""
        with self._reading() as connection:
            return lookup.clusters_of(connection, subject=subject)

    def rulings(self, ids: Iterable[str]) -> tuple[Judgement, ...]:
        """Return the rules' judgements on pairs of which a side is among the ids."""
        with self._reading() as connection:
            return lookup.rulings_of(connection, ids)

    # Judging.

    def judge(self, given: Judgement) -> Judgement:
        """Record a person's judgement; the one before on the same pair is superseded. See `judge.judge`."""
        with self._writing() as connection:
            return judge.judge(connection, given)

    def undo(self, judgement_id: str, *, by: str, at: str, note: str = "") -> Past:
        """Take back any past judgement, or any past undoing; what was judged before it holds again."""
        with self._writing() as connection:
            return judge.undo(connection, judgement_id, by, at, note)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return people's judgements that hold."""
        with self._reading() as connection:
            return judge.in_force(connection)

    def history(self, left: str = "", right: str = "") -> tuple[Past, ...]:
        """Return every step of judging, oldest first: of a pair, of everything with one record, or of the case."""
        with self._reading() as connection:
            return judge.history(connection, left, right)

    def pair(self, left: str, right: str) -> Pair:
        """Return what people and rules hold of two records."""
        with self._reading() as connection:
            return lookup.pair(connection, left, right)

    def judged(self) -> tuple[dict[str, Any], ...]:
        """Return every step of judging as plain data, to be given to `restore` of another case."""
        with self._reading() as connection:
            return tuple(judge.steps_of(connection))

    def restore(self, steps: Iterable[dict[str, Any]]) -> int:
        """Add the judgements of another case; returns how many are new."""
        with self._writing() as connection:
            return judge.restore(connection, steps)

    # Asking.

    def counts(self) -> Counts:
        """Return how much the case holds."""
        with self._reading() as connection:
            return history.counts(connection)

    def failures(self) -> tuple[Failure, ...]:
        """Return the sources that could not be read when they were added last."""
        with self._reading() as connection:
            return history.failed(connection)

    def reports(self, asked: Filter = EVERYTHING) -> tuple[ReportRow, ...]:
        """Return the reports of the case, newest first."""
        with self._reading() as connection:
            return query.report_rows(connection, asked)

    def incidents(self, asked: Filter = EVERYTHING) -> tuple[IncidentRow, ...]:
        """Return the incidents of the case, oldest first."""
        with self._reading() as connection:
            return query.incident_rows(connection, asked)

    def claims(self, asked: Filter = EVERYTHING) -> tuple[ClaimRow, ...]:
        """Return the claims of the case, by the days of their reports."""
        with self._reading() as connection:
            return query.claim_rows(connection, asked)

    def actors(self, asked: Filter = EVERYTHING) -> tuple[ActorRow, ...]:
        """Return the people and bodies that the reports name, most reports first."""
        with self._reading() as connection:
            return query.actor_rows(connection, asked)

    def sources(self, asked: Filter = EVERYTHING) -> tuple[SourceRow, ...]:
        """Return who says something, most reports first."""
        with self._reading() as connection:
            return query.source_rows(connection, asked)

    def attributions(self, asked: Filter = EVERYTHING) -> tuple[AttributionRow, ...]:
        """Return who ties whom to what, by incident."""
        with self._reading() as connection:
            return query.attribution_rows(connection, asked)

    def series(self, asked: Filter = EVERYTHING) -> tuple[SeriesRow, ...]:
        """Return the series of the case, longest first."""
        with self._reading() as connection:
            return query.series_rows(connection, asked)

    def search(self, text: str, *, in_passages: bool = False, limit: int = 20, offset: int = 0) -> Hits:
        """Return the claims, or the passages of reports, that a query finds. See `search.parse`."""
        with self._reading() as connection:
            return search.search(connection, text, in_passages=in_passages, limit=limit, offset=offset)

    def get(self, prefix: str) -> Found:
        """Return what stands behind an id, or the beginning of only one.

        Raises:
            UnknownId: nothing has it.
            AmbiguousId: several have.
        """
        with self._reading() as connection:
            return lookup.get(connection, prefix, lambda report: self._record(connection, report))

    def record(self, report: str) -> Record:
        """Return the record of a report.

        Raises:
            UnknownId: the case does not have that report.
        """
        with self._reading() as connection:
            return self._record(connection, report)

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        """Return the records of reports in the order of the ids, each once; without ids, all newest versions.

        Raises:
            UnknownId: the case does not have one of them.
        """
        with self._reading() as connection:
            wanted = history.report_ids(connection) if ids is None else tuple(dict.fromkeys(ids))
            for report in wanted:
                yield self._record(connection, report)

    def reports_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the report of each claim, incident, entity, attribution or series of a report; others are left out."""
        with self._reading() as connection:
            return lookup.reports_of(connection, ids)

    def acting(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those entities that speak, are blamed or have a part in an incident; others are only named."""
        with self._reading() as connection:
            return lookup.acting(connection, ids)

    def versions(self, report: str) -> tuple[str, ...]:
        """Return the ids of all versions of a report, first to newest."""
        with self._reading() as connection:
            return history.versions_of(connection, report)

    def raw(self, report: str) -> bytes | None:
        """Return the bytes that a report was read from, None where they could not be kept."""
        with self._reading() as connection:
            return lookup.raw_bytes(connection, report)

    def _record(self, connection: Connection, report: str) -> Record:
        held = self._held.get(report)
        if held is None:
            held = next((r for _, r in lookup.read_records(connection, [report])), None)
        if held is None:
            raise UnknownId(f"The case has no report {report[:60]}.", fix="Copy an id from `onrecord reports`.")
        self._held[report] = held
        self._held.move_to_end(report)
        while len(self._held) > HELD_RECORDS:
            self._held.popitem(last=False)
        return held
