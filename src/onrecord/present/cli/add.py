"""`onrecord add`: reports into a case."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.errors import UsageError
from onrecord.present.cli.read import ActorsFile, EngineOption, ListFile, Outlet, Published, Quiet, Url
from onrecord.settings import settings

if TYPE_CHECKING:
    from onrecord.case import Added, Watch
    from onrecord.ledger import Ledger
    from onrecord.model.case import Counts, VersionDiff

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Reports: files, folders, archives, @FILE for a list of paths, or - for standard input.",
    ),
]
CaseFile = Annotated[
    str,
    typer.Option(
        "--case", metavar="FILE", show_default=False, help="The case; ONRECORD_CASE where it is not given. Made if new."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write what was done as one JSON object.")]
Reread = Annotated[
    bool,
    typer.Option(
        "--reread",
        help="Make records anew that other rules or word lists made; without PATH, of all reports of the case.",
    ),
]
NoLink = Annotated[bool, typer.Option("--no-link", help="Leave linking to a later run.")]
SameIncident = Annotated[
    float | None,
    typer.Option(
        metavar="SCORE",
        show_default=False,
        help="Join tellings of incidents from this score on, here and in later runs; lower joins more.",
    ),
]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes that read; each takes about 700 MB.")]

SHOWN = 5
"""New versions that are described one by one."""


def now() -> str:
    """Return the time in UTC, to the microsecond: what is recorded with whatever is new in a case."""
    return dt.datetime.now(tz=dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def case_path(given: str) -> str:
    """Return the file of the case.

    Args:
        given: with --case; "" for the one of the settings.

    Raises:
        UsageError: neither says which.
    """
    path = given or settings().case
    if not path:
        raise UsageError("No case is given.", fix="Give --case FILE, or set ONRECORD_CASE.")
    return path


def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Paths = None,
    case: CaseFile = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
    published: Published = "",
    outlet: Outlet = "",
    url: Url = "",
    engine: EngineOption = "",
    actors: ActorsFile = "",
    listed: ListFile = "",
    reread: Reread = False,
    no_link: NoLink = False,
    same_incident: SameIncident = None,
    jobs: Jobs = 1,
) -> None:
    """Add reports to a case; those that are there already change nothing.

    A run that was stopped is simply started again: it goes on where it was. A report that cannot be read is named with
    what to do about it, kept in the case's list of failures, and tried again with the next run.
    """
    given = [*(paths or ()), *([f"@{listed}"] if listed else [])]
    if not given and not reread:
        raise UsageError("Nothing is given to add.", fix="Give files, folders, or @FILE for a list of paths.")
    if url and len(given) > 1:
        raise UsageError("Several reports cannot have one address.", fix="Give --url with one file.")
    file = case_path(case)
    # Imported here: these load the language pipeline, and `onrecord --help` must not wait for it.
    from onrecord.case import THRESHOLD, AddOptions, add_reports  # noqa: PLC0415
    from onrecord.ledger import open_case  # noqa: PLC0415
    from onrecord.read.options import ReadOptions  # noqa: PLC0415

    read = ReadOptions(published=published, outlet=outlet, url=url)
    options = AddOptions(read=read, engine=engine, actors=actors, reread=reread, link=not no_link, jobs=jobs)
    with open_case(file, create=bool(given)) as ledger:
        if same_incident is not None:
            ledger.set_option(THRESHOLD, repr(same_incident), by=f"person:{settings().person}", now=now())
        with _progress(quiet=quiet) as watch:
            added = add_reports(given, ledger, options, now=now(), watch=watch)
        _say(added, ledger, as_json=as_json, quiet=quiet)
    raise typer.Exit(max((e.exit_code for e in added.failed), default=0))


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Watch]:
    """Show on standard error how far it is; failures are said as they come."""
    from rich.console import Console  # noqa: PLC0415 - keeps the start fast
    from rich.status import Status  # noqa: PLC0415

    from onrecord.present.cli.output import complain  # noqa: PLC0415

    console = Console(stderr=True, highlight=False)
    status = Status("Reading…", console=console) if console.is_terminal and not quiet else None
    said = 0

    def watch(added: Added, doing: str) -> None:
        nonlocal said
        if status:
            status.stop()
        for error in added.failed[said:]:
            complain(error)
        said = len(added.failed)
        if status:
            status.update(f"{doing.capitalize()}… {_counted(added)}")
            status.start()

    if status:
        status.start()
    try:
        yield watch
    finally:
        if status:
            status.stop()


def _counted(added: Added) -> str:
    parts = [f"{added.new} new", f"{added.known} known"]
    parts += [f"{added.reread} read anew"] if added.reread else []
    parts += [f"{len(added.versions)} new versions"] if added.versions else []
    parts += [f"{len(added.failed)} failed"] if added.failed else []
    return ", ".join(parts)


def _say(added: Added, ledger: Ledger, *, as_json: bool, quiet: bool) -> None:
    counts = ledger.counts()
    if as_json:
        sys.stdout.write(json.dumps(_as_json(added, counts), ensure_ascii=True) + os.linesep)
    if quiet:
        return
    from rich.console import Console  # noqa: PLC0415 - keeps the start fast
    from rich.text import Text  # noqa: PLC0415

    from onrecord.present.export.wording import visible  # noqa: PLC0415

    console = Console(stderr=True, highlight=False)
    for note in added.notes:
        console.print(Text(visible(f"{note.where}: {note.message}" if note.where else note.message)), soft_wrap=True)
    console.print(Text(f"Reports: {_counted(added)}."), soft_wrap=True)
    for diff in added.versions[:SHOWN]:
        console.print(Text(f"  {_version(diff)}"), soft_wrap=True)
    if len(added.versions) > SHOWN:
        console.print(Text(f"  and {len(added.versions) - SHOWN} more new versions"), soft_wrap=True)
    console.print(Text(_case(counts)), soft_wrap=True)


def _version(diff: VersionDiff) -> str:
    if not diff.touches_claims:
        return f"{diff.new} supersedes {diff.old}; no claim is touched."
    claims = ", ".join(f"{n} {edit}" for edit, n in _tally(c.edit.value for c in diff.claims))
    words = ", ".join(f"{n} {what}" for what, n in _tally(f"{w.kind}s {w.edit.value}" for w in diff.words))
    parts = [f"claims: {claims}"] if claims else []
    parts += [f"words: {words}"] if words else []
    return f"{diff.new} supersedes {diff.old}; {'; '.join(parts)}."


def _tally(values: Iterator[str]) -> list[tuple[str, int]]:
    counted: dict[str, int] = {}
    for value in values:
        counted[value] = counted.get(value, 0) + 1
    return sorted(counted.items())


def _case(counts: Counts) -> str:
    older = f" ({counts.superseded} older versions beside them)" if counts.superseded else ""
    stale = "" if counts.linked else " Links are not up to date: run `onrecord add` without --no-link."
    return (
        f"The case: {counts.reports} reports{older}, {counts.outlets} outlets, {counts.incidents} incidents, "
        f"{counts.entities} people and bodies, {counts.claims} claims, {counts.attributions} attributions.{stale}"
    )


def _as_json(added: Added, counts: Counts) -> dict[str, Any]:
    from onrecord.model.codec import to_json  # noqa: PLC0415 - keeps the start fast

    return {
        "new": added.new,
        "known": added.known,
        "reread": added.reread,
        "versions": [to_json(diff) for diff in added.versions],
        "failed": [error.as_dict() for error in added.failed],
        "left_out": [note.as_dict() for note in added.notes],
        "linked": added.linked,
        "case": to_json(counts),
    }
