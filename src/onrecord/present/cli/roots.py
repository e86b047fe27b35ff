"""`onrecord roots`: how many voices stand behind something, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.present.cli import case_options as opt

Id = Annotated[
    str,
    typer.Argument(
        metavar="ID", show_default=False, help="Of an incident, a claim or an attribution; its beginning will do."
    ),
]


def roots(thing: Id, case: opt.CaseFile = "", as_json: opt.AsJson = False) -> None:
    """Count the voices behind an incident, a claim or an attribution: "7 reports, 2 roots, 1 unknown", and why.

    Every report is led to the earliest source that is known; copies and retellings of one source are one voice. The
    grade is the Admiralty scale's, 1 to 6; only two known roots that do not depend on each other make a 1.
    """
    from onrecord.present.cli.sheets import draw_page, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_pages import roots_page  # noqa: PLC0415
    from onrecord.study import Study  # noqa: PLC0415

    with opt.opened(case) as ledger:
        found = Study(ledger).roots(thing)
    if as_json:
        write_json([found])
    else:
        draw_page(roots_page(found))
