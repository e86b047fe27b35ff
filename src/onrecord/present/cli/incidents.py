"""`onrecord incidents`: what the reports of a case tell of, each event once."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.present.cli import case_options as opt

Contested = Annotated[bool, typer.Option("--contested", help="Only those on which the reports disagree.")]


def incidents(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: opt.CaseFile = "",
    as_json: opt.AsJson = False,
    since: opt.Since = "",
    until: opt.Until = "",
    place: opt.Place = "",
    type_: opt.Type = "",
    actor: opt.Actor = "",
    stance: opt.Stance = "",
    speaker: opt.Speaker = "",
    outlet: opt.Outlet = "",
    report: opt.Report = "",
    contested: Contested = False,
    min_reports: opt.MinReports = 0,
    order: opt.Order = "",
    limit: opt.Limit = 0,
    offset: opt.Offset = 0,
) -> None:
    """List the incidents of a case, oldest first: when, where, harm, how many reports, to whom they are attributed."""
    from onrecord.present.cli.sheets import draw_sheet, watched, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_view import incidents_sheet  # noqa: PLC0415
    from onrecord.study import Study  # noqa: PLC0415

    with opt.opened(case) as ledger:
        page = {} if contested else {"limit": limit, "offset": offset}
        asked = opt.asked(
            ledger,
            since=since,
            until=until,
            place=place,
            type=type_,
            actor=actor,
            stance=stance,
            speaker=speaker,
            outlet=outlet,
            report=report,
            min_reports=min_reports,
            order=order,
            **page,
        )
        rows = list(ledger.incidents(asked))
        if contested:
            study = Study(ledger)
            study.expect(member for row in rows for member in row.members)
            rows = [row for row in watched(rows, "incidents") if study.contested_of(row.id)][
                offset : offset + limit if limit else None
            ]
    if as_json:
        write_json(rows)
    else:
        draw_sheet(incidents_sheet(rows))
