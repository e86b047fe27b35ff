"""The root of the command line. Importing it is cheap: a command imports what it needs when it runs."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord import __version__
from onrecord.errors import OnrecordError
from onrecord.present.cli.add import add
from onrecord.present.cli.contested import contested
from onrecord.present.cli.demo import demo
from onrecord.present.cli.drift import drift
from onrecord.present.cli.incidents import incidents
from onrecord.present.cli.judge import judge
from onrecord.present.cli.read import read
from onrecord.present.cli.roots import roots
from onrecord.present.cli.search import search
from onrecord.present.cli.show import show
from onrecord.present.cli.tables import actors, attributions, claims, reports, series, sources

app = typer.Typer(
    name="onrecord",
    help="Reads news reports and keeps a record of who says what, how surely, and who is said to have done what.",
    epilog="Exit codes: 0 done, 1 contested or drifted, 2 wrong usage, 3 bad input. Start with `onrecord demo`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    """Print the version and stop."""
    if asked:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Read news reports and keep a record of who says what, how surely, and who is said to have done what."""


app.command(no_args_is_help=True, short_help="Read reports and show their records.")(read)
app.command(no_args_is_help=True, short_help="Add reports to a case.")(add)
app.command(no_args_is_help=True, short_help="Show what a retelling did to its original.")(drift)
app.command(short_help="List what the reports tell of, each event once.")(incidents)
app.command(short_help="List who says what.")(claims)
app.command(short_help="List the people and bodies named.")(actors)
app.command(short_help="List who says something.")(sources)
app.command(short_help="List who ties whom to which incident.")(attributions)
app.command(short_help="List incidents that belong together.")(series)
app.command(short_help="List the reports.")(reports)
app.command(no_args_is_help=True, short_help="Show one thing with its words.")(show)
app.command(no_args_is_help=True, short_help="Search claims, or the text of reports.")(search)
app.command(short_help="Show facts on which reports disagree.")(contested)
app.command(no_args_is_help=True, short_help="Count the voices behind a fact.")(roots)
app.command(no_args_is_help=True, short_help="Say whether two records are the same.")(judge)
app.command(short_help="Build and show an invented case.")(demo)


@app.command(short_help="Print the JSON Schema of a record.")
def schema() -> None:
    """Print the JSON Schema of the records that `--json` writes."""
    from onrecord.present.export.as_json import schema_text  # noqa: PLC0415 - keeps the start fast

    typer.echo(schema_text(), nl=False)


def main() -> None:
    """Run the command line; errors of onrecord end as message and fix on standard error."""
    try:
        app()
    except OnrecordError as error:
        from onrecord.present.cli.output import complain  # noqa: PLC0415 - keeps the start fast

        complain(error)
        sys.exit(error.exit_code)
