"""`onrecord attributions`: who ties whom to which incident."""

from __future__ import annotations

from onrecord.present.cli import case_options as opt


def attributions(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: opt.CaseFile = "",
    as_json: opt.AsJson = False,
    since: opt.Since = "",
    until: opt.Until = "",
    place: opt.Place = "",
    type_: opt.Type = "",
    actor: opt.Actor = "",
    stance: opt.Stance = "",
    speaker: opt.Speaker = "",
    act: opt.Act = "",
    level: opt.Level = "",
    outlet: opt.Outlet = "",
    incident: opt.Incident = "",
    report: opt.Report = "",
    order: opt.Order = "",
    limit: opt.Limit = 0,
    offset: opt.Offset = 0,
) -> None:
    """List every attribution of responsibility, by incident: who, how, by whom. None of it is a finding."""
    from onrecord.present.cli.sheets import draw_sheet, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_view import attributions_sheet  # noqa: PLC0415

    given: dict[str, str | int] = {
        "since": since,
        "until": until,
        "place": place,
        "type": type_,
        "actor": actor,
        "stance": stance,
        "speaker": speaker,
        "act": act,
        "level": level,
        "outlet": outlet,
        "incident": incident,
        "report": report,
        "order": order,
        "limit": limit,
        "offset": offset,
    }
    with opt.opened(case) as ledger:
        rows = ledger.attributions(opt.asked(ledger, **given))
    if as_json:
        write_json(rows)
    else:
        draw_sheet(attributions_sheet(rows))
