"""`onrecord series`: incidents that belong together."""

from __future__ import annotations

from onrecord.present.cli import case_options as opt


def series(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: opt.CaseFile = "",
    as_json: opt.AsJson = False,
    since: opt.Since = "",
    until: opt.Until = "",
    place: opt.Place = "",
    type_: opt.Type = "",
    actor: opt.Actor = "",
    stance: opt.Stance = "",
    outlet: opt.Outlet = "",
    min_reports: opt.MinReports = 0,
    limit: opt.Limit = 0,
    offset: opt.Offset = 0,
) -> None:
    """List the series of a case: incidents that a source or a rule puts together, longest first."""
    from onrecord.present.cli.sheets import draw_sheet, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_view import series_sheet  # noqa: PLC0415

    given: dict[str, str | int] = {
        "since": since,
        "until": until,
        "place": place,
        "type": type_,
        "actor": actor,
        "stance": stance,
        "outlet": outlet,
        "min_reports": min_reports,
        "limit": limit,
        "offset": offset,
    }
    with opt.opened(case) as ledger:
        rows = ledger.series(opt.asked(ledger, **given))
    if as_json:
        write_json(rows)
    else:
        draw_sheet(series_sheet(rows))
