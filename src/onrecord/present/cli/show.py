"""`onrecord show`: everything that a case holds of one thing."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.present.cli import case_options as opt

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        show_default=False,
        help="Of an incident, claim, report, person or body, attribution, series or judgement; its beginning will do.",
    ),
]


def show(thing: Id, case: opt.CaseFile = "", as_json: opt.AsJson = False) -> None:
    """Show one thing with its words: an incident with every telling, a claim with its chain, a report, a person."""
    from onrecord.present.cli.sheets import draw_page, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_pages import page_of  # noqa: PLC0415
    from onrecord.study import Study  # noqa: PLC0415

    with opt.opened(case) as ledger:
        file = Study(ledger).file(thing)
    if as_json:
        write_json([file])
    else:
        draw_page(page_of(file))
