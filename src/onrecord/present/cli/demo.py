"""`onrecord demo`: an invented report and its record."""

from __future__ import annotations

from importlib import resources
from typing import Annotated

import typer

from onrecord.present.cli.read import AsJson, Page, Quiet

Words = Annotated[bool, typer.Option("--text", help="Print the invented report itself, and nothing else.")]


def demo_text() -> str:
    """Return the invented report; every person, paper and event in it is made up."""
    return (resources.files("onrecord.present") / "demo" / "report.txt").read_text(encoding="utf-8")


def demo(as_json: AsJson = False, page: Page = "", quiet: Quiet = False, text: Words = False) -> None:
    """Read an invented report that comes with onrecord, and show its record.

    Every person, paper and event in it is made up.
    """
    if text:
        typer.echo(demo_text(), nl=False)
        return
    # Imported here: these load the language pipeline, and `onrecord --help` must not wait for it.
    from onrecord.ingest import read_record  # noqa: PLC0415
    from onrecord.present.cli.output import Output  # noqa: PLC0415

    with Output(total=1, as_json=as_json, page=page, quiet=quiet) as output:
        output.take(read_record(demo_text(), source="demo"))
    raise typer.Exit(output.exit_code)
