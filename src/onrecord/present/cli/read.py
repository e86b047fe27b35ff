"""`onrecord read`: reports in, their records out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import UsageError

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Reports: files, folders, archives, @FILE for a list of paths, or - for standard input.",
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Write the record as JSON: one line a report (`onrecord schema` describes it).")
]
Page = Annotated[
    str,
    typer.Option(
        "--html",
        metavar="FILE",
        show_default=False,
        help="Write one self-contained page: the text with highlights, the record beside it. - is standard output.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary; errors are still shown.")]
Published = Annotated[
    str,
    typer.Option(
        metavar="DATE",
        show_default=False,
        help="When the reports were published, such as 2026-02-28; relative dates are read against it.",
    ),
]
Outlet = Annotated[str, typer.Option(metavar="NAME", show_default=False, help="Who published the reports.")]
Url = Annotated[str, typer.Option(metavar="URL", show_default=False, help="Where the reports were published.")]

EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        show_default=False,
        help="What finds claims: tagger (the rules and the trained tagger) or rules (the rules alone, faster).",
    ),
]

ActorsFile = Annotated[
    str,
    typer.Option(
        "--actors",
        metavar="FILE",
        show_default=False,
        help="Actors that you know, with country and sector: CSV or YAML; ONRECORD_ACTORS where it is not given.",
    ),
]

ListFile = Annotated[
    str,
    typer.Option("--list", metavar="FILE", show_default=False, help="Read the paths in this file too, one a line."),
]

_SEVERAL = (".jsonl", ".json", ".ndjson", ".warc", ".warc.gz", ".wacz", ".zip", ".gz", ".rss", ".xml", ".atom", ".mbox")
"""Endings of files that may hold several reports."""


def read(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Paths = None,
    as_json: AsJson = False,
    page: Page = "",
    quiet: Quiet = False,
    published: Published = "",
    outlet: Outlet = "",
    url: Url = "",
    engine: EngineOption = "",
    actors: ActorsFile = "",
    listed: ListFile = "",
) -> None:
    """Read reports and show what they say: incidents, responsibility, claims, and what was left out.

    A report that cannot be read is named with what to do about it; the others are still read.
    """
    given = [*(paths or ()), *([f"@{listed}"] if listed else [])]
    if not given:
        raise UsageError("Nothing is given to read.", fix="Give files, folders, or @FILE for a list of paths.")
    # Imported here: these load the language pipeline, and `onrecord --help` must not wait for it.
    from onrecord.ingest import read_reports  # noqa: PLC0415
    from onrecord.present.cli.output import Output  # noqa: PLC0415
    from onrecord.read.options import ReadOptions  # noqa: PLC0415

    options = ReadOptions(published=published, outlet=outlet, url=url)
    with Output(total=_counted(given), as_json=as_json, page=page, quiet=quiet) as output:
        for item in read_reports(given, options, engine=engine, actors=actors):
            output.take(item)
    raise typer.Exit(output.exit_code)


def _counted(paths: list[str]) -> int:
    """Return how many reports there are, 0 where that shows only while they are read."""
    several = any(p.startswith("@") or Path(p).is_dir() or p.lower().endswith(_SEVERAL) for p in paths)
    return 0 if several else len(paths)
