"""`onrecord read`: reports in, their records out."""

from __future__ import annotations

from typing import Annotated

import typer

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help="Reports: files, or - for standard input.", show_default=False)
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


def read(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Paths,
    as_json: AsJson = False,
    page: Page = "",
    quiet: Quiet = False,
    published: Published = "",
    outlet: Outlet = "",
    url: Url = "",
    engine: EngineOption = "",
) -> None:
    """Read reports and show what they say: incidents, responsibility, claims, and what was left out.

    A report that cannot be read is named with what to do about it; the others are still read.
    """
    # Imported here: these load the language pipeline, and `onrecord --help` must not wait for it.
    from onrecord.ingest import read_reports  # noqa: PLC0415
    from onrecord.present.cli.output import Output  # noqa: PLC0415
    from onrecord.read.options import ReadOptions  # noqa: PLC0415

    options = ReadOptions(published=published, outlet=outlet, url=url)
    with Output(total=len(paths), as_json=as_json, page=page, quiet=quiet) as output:
        for item in read_reports(paths, options, engine=engine):
            output.take(item)
    raise typer.Exit(output.exit_code)
