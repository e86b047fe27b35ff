"""`onrecord reports`: the reports of a case."""

from __future__ import annotations

from onrecord.present.cli import case_options as opt


def reports(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: opt.CaseFile = "",
    as_json: opt.AsJson = False,
    since: opt.Since = "",
    until: opt.Until = "",
    outlet: opt.Outlet = "",
    order: opt.Order = "",
    limit: opt.Limit = 0,
    offset: opt.Offset = 0,
) -> None:
    """List the reports of a case, newest first."""
    from onrecord.present.cli.sheets import draw_sheet, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_view import reports_sheet  # noqa: PLC0415

    given: dict[str, str | int] = {
        "since": since,
        "until": until,
        "outlet": outlet,
        "order": order,
        "limit": limit,
        "offset": offset,
    }
    with opt.opened(case) as ledger:
        rows = ledger.reports(opt.asked(ledger, **given))
    if as_json:
        write_json(rows)
    else:
        draw_sheet(reports_sheet(rows))
