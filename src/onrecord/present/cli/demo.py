"""`onrecord demo`: an invented case, built and shown; or one invented report and its record."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.present.cli.read import AsJson, Page, Quiet

if TYPE_CHECKING:
    from onrecord.ledger import Ledger

Words = Annotated[bool, typer.Option("--text", help="Print the invented report itself, and nothing else.")]
One = Annotated[bool, typer.Option("--report", help="Read one invented report, as `onrecord read` does, not the case.")]
Kept = Annotated[
    str,
    typer.Option(
        "--case", metavar="FILE", show_default=False, help="Keep the invented case in this file, to ask it yourself."
    ),
]

DAY = "2026-03-14T08:00:00.000000Z"
"""When the invented case was made, so that it is the same file each time."""

_NEXT = (
    ("onrecord show {incident}", "one incident with every telling, in its words"),
    ("onrecord roots {incident}", "who stands behind it, each voice once"),
    ("onrecord search 'speaker:marev gas'", "full text with fields"),
    ("onrecord judge --list", "what the rules are unsure of, with the parts of each score"),
)


def demo_text() -> str:
    """Return the invented report; every person, paper and event in it is made up."""
    return (resources.files("onrecord.present") / "demo" / "report.txt").read_text(encoding="utf-8")


@contextmanager
def demo_folder() -> Iterator[Path]:
    """Give the folder with the reports of the invented case."""
    with resources.as_file(resources.files("onrecord.present") / "demo" / "case") as folder:
        yield folder


def demo(
    case: Kept = "",
    report: One = False,
    as_json: AsJson = False,
    page: Page = "",
    quiet: Quiet = False,
    text: Words = False,
) -> None:
    """Build an invented case of ten reports about two attacks, and show what can be asked of it.

    Among the reports are a wire story and its copies, a retelling, a correction, rival numbers and rival attributions.
    Every person, paper and event is made up. With --report, --json, --html or --text it is one report instead.
    """
    if text:
        typer.echo(demo_text(), nl=False)
    elif report or as_json or page:
        _one_report(as_json=as_json, page=page, quiet=quiet)
    else:
        _case(case, quiet=quiet)


def _one_report(*, as_json: bool, page: str, quiet: bool) -> None:
    # Imported here: these load the language pipeline, and `onrecord --help` must not wait for it.
    from onrecord.ingest import read_record  # noqa: PLC0415
    from onrecord.present.cli.output import Output  # noqa: PLC0415

    with Output(total=1, as_json=as_json, page=page, quiet=quiet) as output:
        output.take(read_record(demo_text(), source="demo"))
    raise typer.Exit(output.exit_code)


def _case(kept: str, *, quiet: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - keeps the start fast
    from rich.status import Status  # noqa: PLC0415

    from onrecord.ledger import open_case  # noqa: PLC0415

    errors = Console(stderr=True, highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        file = kept or str(Path(folder) / "demo.db")
        with open_case(file, create=True) as ledger, demo_folder() as reports:
            status = Status("Reading ten invented reports…", console=errors)
            if errors.is_terminal and not quiet:
                status.start()
            try:
                _build(ledger, reports)
            finally:
                status.stop()
            _show(ledger, kept)


def _build(ledger: Ledger, reports: Path) -> None:
    from onrecord.case import add_reports  # noqa: PLC0415 - keeps the start fast

    # One by one, as they appeared: the correction finds the version before it.
    add_reports(sorted(str(p) for p in reports.glob("*.md")), ledger, now=DAY)


def _show(ledger: Ledger, kept: str) -> None:
    from onrecord.model.case import Filter  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.cli.sheets import draw_page  # noqa: PLC0415
    from onrecord.present.export.case_pages import overview_page  # noqa: PLC0415
    from onrecord.study import Study  # noqa: PLC0415

    study = Study(ledger)
    rows = ledger.incidents(Filter(min_reports=2))
    main = [row for row in rows if row.actors]
    outlets = {r.id: r.outlet for r in ledger.reports()}
    found = [(row, study.roots(row.id), study.contested_of(row.id)) for row in main]
    told = [(row, ledger.attributions(Filter(incident=row.id))) for row in main]
    commands = [(c.format(incident=main[0].id if main else "ID"), about) for c, about in _NEXT]
    if kept:
        after = [(f"{command} --case {kept}", about) for command, about in commands]
    else:
        after = [("onrecord demo --case demo.db", "keep this case, to ask it yourself:")]
        after += [(f"{command} --case demo.db", about) for command, about in commands]
    draw_page(overview_page(ledger.counts(), found, told, outlets, after))
