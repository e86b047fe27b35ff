"""`onrecord actors`: the people and bodies that the reports of a case name."""

from __future__ import annotations

from onrecord.present.cli import case_options as opt


def actors(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: opt.CaseFile = "",
    as_json: opt.AsJson = False,
    since: opt.Since = "",
    until: opt.Until = "",
    place: opt.Place = "",
    type_: opt.Type = "",
    actor: opt.Actor = "",
    outlet: opt.Outlet = "",
    report: opt.Report = "",
    min_reports: opt.MinReports = 0,
    order: opt.Order = "",
    limit: opt.Limit = 0,
    offset: opt.Offset = 0,
) -> None:
    """List the people and bodies that the reports name, those in most reports first; --type is a kind: person."""
    from onrecord.present.cli.sheets import draw_sheet, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_view import actors_sheet  # noqa: PLC0415

    given: dict[str, str | int] = {
        "since": since,
        "until": until,
        "place": place,
        "type": type_,
        "actor": actor,
        "outlet": outlet,
        "report": report,
        "min_reports": min_reports,
        "order": order,
        "limit": limit,
        "offset": offset,
    }
    with opt.opened(case) as ledger:
        rows = ledger.actors(opt.asked(ledger, **given))
    if as_json:
        write_json(rows)
    else:
        draw_sheet(actors_sheet(rows))
