"""From reports to a case: read, profile, store, link. A run can be killed at any point and be run again.

1. expand: what the user names to files, each once (`onrecord.read`);
2. recognise: a file whose bytes were read to their end before is passed over;
3. read: bytes to reports; a report that the case has is passed over;
4. analyse: reports to records, many at a time (`onrecord.ingest`), in several processes where asked;
5. profile: what linking needs of a record (`onrecord.link`);
6. store: a batch is one transaction (`onrecord.ledger`);
7. link: once, at the end, from the profiles of all reports and people's judgements.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from onrecord.analysis.versions import compare_versions
from onrecord.errors import BadRecord, DamagedCase, LeftOut, LockedCase, OnrecordError
from onrecord.ledger import Entry, Input, Ledger
from onrecord.ledger.pack import pack_part, unpack_part
from onrecord.link import LinkOptions, Profile, link, profile
from onrecord.link.collecting import no_collecting
from onrecord.link.find import RULE
from onrecord.link.profiles import PROFILE_VERSION
from onrecord.model import MadeBy, Record, Report, version_key
from onrecord.model.case import VersionDiff
from onrecord.read import ReadOptions, expand
from onrecord.read.raw import RawBytes
from onrecord.read.safely import reports_in, unexpected

BATCH_REPORTS = 32
"""Reports stored at a time, and given to a process at a time."""

BATCH_LENGTH = 400_000
"""Code points stored at a time; what a stop in the middle costs is the analysis of one batch."""

NO_READ_OPTIONS = ReadOptions()

THRESHOLD = "same-incident"
"""Name of the case's option by which incidents are joined."""

_ATTEMPTS = 3
"""How often links are found anew where somebody else adds to the case meanwhile."""

_AHEAD = 2
"""Batches that wait for each process, so that none is idle."""


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How reports are added.

    Attributes:
        read: what is known of the reports and not in them.
        model: the language pipeline, where it is not the one of the settings.
        engine: what finds claims, where it is not the one of the settings.
        actors: file of actors that the user knows, where it is not the one of the settings.
        reread: whether a record that another version of rules or word lists made is made anew.
        link: whether links are found at the end.
        jobs: processes that analyse; the result does not depend on it.
    """

    read: ReadOptions = NO_READ_OPTIONS
    model: str = ""
    engine: str = ""
    actors: str = ""
    reread: bool = False
    link: bool = True
    jobs: int = 1


DEFAULTS = AddOptions()


@dataclass(slots=True)
class Added:
    """What adding did, so far or in all.

    Attributes:
        new: reports that were not in the case.
        known: reports that were.
        reread: reports whose record was made anew.
        versions: of new reports that are a version of another: what changed from the one to the other.
        failed: what could not be read or analysed.
        notes: what is no report and was left out.
        linked: whether links were found anew.
    """

    new: int = 0
    known: int = 0
    reread: int = 0
    versions: list[VersionDiff] = field(default_factory=list)
    failed: list[OnrecordError] = field(default_factory=list)
    notes: list[LeftOut] = field(default_factory=list)
    linked: bool = False

    @property
    def seen(self) -> int:
        """Return how many reports and failures there were."""
        return self.new + self.known + self.reread + len(self.failed)


Watch = Callable[[Added, str], None]
"""Called after every batch with what was done so far, and with what is being done now."""


def add_reports(
    paths: Iterable[str | Path], case: Ledger, options: AddOptions = DEFAULTS, *, now: str, watch: Watch | None = None
) -> Added:
    """Add reports to a case; those that are there already change nothing.

    Args:
        paths: files, folders or lists, see `onrecord.read.expand`; "-" is standard input.
        case: that they are added to.
        options: how.
        now: ISO time in UTC that is recorded with what is new.
        watch: is told how far it is.

    Raises:
        CaseError: the case cannot be written; what was stored before stays.
        MissingModel: the language model is not installed.
        BadLexicon: a lexicon cannot be used.
    """
    given = [str(p) for p in paths]
    batches = _read_batches(given, case, options) if given or not options.reread else _stored_batches(case, options)
    added = Added()
    for batch, results in _analysed(batches, options):
        _store(batch, results, case, added, now=now)
        if watch:
            watch(added, "reading")
    if options.link:
        if watch:
            watch(added, "linking")
        added.linked = link_case(case, now=now)
    return added


def link_case(case: Ledger, *, now: str) -> bool:
    """Find the links of a case, where anything that they are made from changed.

    Args:
        case: that is linked.
        now: ISO time in UTC.

    Returns:
        Whether links were found anew.

    Raises:
        LockedCase: others kept adding to the case.
    """
    ruled = f"{RULE} profile/{PROFILE_VERSION}"
    for _ in range(_ATTEMPTS):
        fingerprint = case.fingerprint(ruled)
        if fingerprint == case.linked_from():
            return False
        with no_collecting():
            found = link(profiles_of(case), case.judgements(), link_options(case))
            if case.store_links(found, ruled=ruled, fingerprint=fingerprint, now=now):
                return True
    message = "Somebody else keeps adding to the case, so its links could not be found."
    raise LockedCase(message, fix="Run `onrecord add` again when they have finished.", where=case.where)


def link_options(case: Ledger) -> LinkOptions:
    """Return the options of linking that were set for a case."""
    threshold = case.options().get(THRESHOLD)
    return LinkOptions() if threshold is None else LinkOptions(same_incident=float(threshold))


def profiles_of(case: Ledger) -> Iterator[Profile]:
    """Return the profile of every report of a case; those that an older version made are made anew and stored."""
    anew: list[tuple[int, bytes, int]] = []
    for no, report, data, version in list(case.profiles()):
        found = _unpacked(data) if version == PROFILE_VERSION else None
        if found is None:
            found = profile(case.record(report))
            anew.append((no, pack_part(found), PROFILE_VERSION))
        yield found
    if anew:
        case.set_profiles(anew)


def _unpacked(data: bytes) -> Profile | None:
    """Return a profile, None where another state of the program wrote it."""
    try:
        found = unpack_part(Profile, data)
    except (BadRecord, DamagedCase, ValueError):
        return None
    return found if isinstance(found, Profile) else None


@dataclass(slots=True)
class _Batch:
    """What one transaction stores.

    Attributes:
        reports: to be analysed.
        raws: bytes of the source of each, None where they cannot be had.
        known: how many reports the case has already.
        failed: what could not be read.
        notes: what was left out.
        inputs: files that end in this batch, None for their reports where one of them failed.
        length: code points of the reports.
    """

    reports: list[Report] = field(default_factory=list)
    raws: list[bytes | None] = field(default_factory=list)
    known: int = 0
    failed: list[OnrecordError] = field(default_factory=list)
    notes: list[LeftOut] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    length: int = 0

    @property
    def full(self) -> bool:
        return len(self.reports) >= BATCH_REPORTS or self.length >= BATCH_LENGTH


class _Reader:
    """Steps 1 to 3.

    Args:
        case: that reports are added to.
        options: how.
    """

    def __init__(self, case: Ledger, options: AddOptions) -> None:
        self.case = case
        self.options = options
        self.text = json.dumps(dataclasses.asdict(options.read), sort_keys=True)
        self.failing = {f.source for f in case.failures()}
        self.seen: set[str] = set()
        self.current: MadeBy | None = None
        self.batch = _Batch()

    def batches(self, paths: Iterable[str]) -> Iterator[_Batch]:
        """Return batches that are full, and the last one."""
        for path in expand(paths):
            for _ in self._read(path):
                if self.batch.full:
                    yield self._next()
        yield self._next()

    def _next(self) -> _Batch:
        full, self.batch = self.batch, _Batch()
        return full

    def _read(self, path: str | OnrecordError) -> Iterator[None]:
        """Take in what is at a path; stops after everything taken in, so that a batch can be handed on."""
        if isinstance(path, OnrecordError):
            self._fail(path)
            yield
            return
        digest = _digest(path)
        count = self.case.known_input(digest, self.text) if digest and not self.options.reread else None
        if count is not None:
            self.batch.known += count
            if path in self.failing:
                self.batch.inputs.append(Input(digest, self.text, path, count))
            yield
            return
        whole, count = True, 0
        with RawBytes(path) as raws:
            for item in reports_in(path, self.options.read):
                if isinstance(item, OnrecordError):
                    whole = self._fail(item) and whole
                else:
                    count += 1
                    self._take(item, raws)
                yield
        if digest and whole:
            self.batch.inputs.append(Input(digest, self.text, path, count))

    def _fail(self, error: OnrecordError) -> bool:
        """Keep an error; says whether it is only a note."""
        if isinstance(error, LeftOut):
            self.batch.notes.append(error)
            return True
        self.batch.failed.append(error)
        return False

    def _take(self, report: Report, raws: RawBytes) -> None:
        """Put a report into the batch, unless the case has it."""
        if report.id in self.seen or not self._wanted(report):
            self.batch.known += 1
            return
        self.seen.add(report.id)
        self.batch.reports.append(report)
        self.batch.raws.append(raws.of(report))
        self.batch.length += len(report.text)

    def _wanted(self, report: Report) -> bool:
        made = self.case.known([report.id]).get(report.id)
        if made is None:
            return True
        return self.options.reread and made != self._now()

    def _now(self) -> MadeBy:
        self.current = self.current or made_by(self.options)
        return self.current


def _read_batches(paths: Iterable[str], case: Ledger, options: AddOptions) -> Iterator[_Batch]:
    yield from _Reader(case, options).batches(paths)


def _stored_batches(case: Ledger, options: AddOptions) -> Iterator[_Batch]:
    """Return the reports of the case itself whose records another program made, to be read anew."""
    current = made_by(options)
    batch = _Batch()
    for row in case.reports():
        record = case.record(row.id)
        if record.made_by == current:
            batch.known += 1
            continue
        skipped = tuple(s for s in record.skipped if s.stage == "read")
        batch.reports.append(dataclasses.replace(record.report, skipped=skipped))
        batch.raws.append(None)
        batch.length += len(record.report.text)
        if batch.full:
            yield batch
            batch = _Batch()
    yield batch


def _digest(path: str) -> str:
    """Return a hash of a file's bytes, "" for what is no file or cannot be read: reading it will say why."""
    try:
        if path == "-" or not Path(path).is_file():
            return ""
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


Results = list[Record | OnrecordError]


def _analysed(batches: Iterable[_Batch], options: AddOptions) -> Iterator[tuple[_Batch, Results]]:
    """Step 4: batches with the records of their reports, in order; some are ahead where there are several processes."""
    if options.jobs <= 1:
        for batch in batches:
            yield batch, _analyse(batch.reports, options)
        return
    waiting: deque[tuple[_Batch, Future[Results]]] = deque()
    # A forked process would share the open case.
    with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
        for batch in batches:
            waiting.append((batch, pool.submit(_analyse, batch.reports, options)))
            while len(waiting) > options.jobs * _AHEAD:
                first, done = waiting.popleft()
                yield first, done.result()
        for last, done in waiting:
            yield last, done.result()


def records_of(reports: list[Report], options: AddOptions) -> Iterator[Record | OnrecordError]:
    """Return what each of the reports says; see `onrecord.ingest.records_of`."""
    # Imported here: it loads the language pipeline, which a run that finds everything known does not need.
    from onrecord import ingest  # noqa: PLC0415

    return ingest.records_of(reports, model=options.model, engine=options.engine, actors=options.actors)


def made_by(options: AddOptions) -> MadeBy:
    """Return what records are made by now; see `onrecord.ingest.made_by`."""
    from onrecord import ingest  # noqa: PLC0415 - as above

    return ingest.made_by(model=options.model, engine=options.engine, actors=options.actors)


def _analyse(reports: list[Report], options: AddOptions) -> Results:
    return list(records_of(reports, options)) if reports else []


def _store(batch: _Batch, results: Results, case: Ledger, added: Added, *, now: str) -> None:
    """Steps 5 and 6 for one batch."""
    entries, failed = [], list(batch.failed)
    for report, raw, result in zip(batch.reports, batch.raws, results, strict=True):
        entry = _entry(result, raw)
        if isinstance(entry, OnrecordError):
            entry.where = entry.where or report.source or None
            failed.append(entry)
        else:
            entries.append(entry)
    added.failed += failed
    bad = {name for e in added.failed if e.where for name in (e.where, e.where.rpartition("#")[0])}
    inputs = [i for i in batch.inputs if i.source not in bad]
    stored = case.add(entries, failures=failed, inputs=inputs, now=now)
    added.new += len(stored.new)
    added.reread += len(stored.reread)
    added.known += batch.known + len(stored.known)
    added.notes += batch.notes
    # Both versions of a report can be new at once: what changed between them is said once.
    steps = dict.fromkeys(step for report in stored.new for step in _steps(case, report))
    added.versions += [compare_versions(case.record(old), case.record(new)) for old, new in steps]


def _entry(result: Record | OnrecordError, raw: bytes | None) -> Entry | OnrecordError:
    if isinstance(result, OnrecordError):
        return result
    try:
        data = pack_part(profile(result))
    except Exception as error:  # noqa: BLE001 - one report must not end the run
        return unexpected("profile", result.report.source, error)
    return Entry(result, version_key(result.report), data, PROFILE_VERSION, raw)


def _steps(case: Ledger, report: str) -> Iterator[tuple[str, str]]:
    """Yield the steps to a report from the version before it, and from it to the next where that is known."""
    chain = case.versions(report)
    yield from (step for step in itertools.pairwise(chain) if report in step)
