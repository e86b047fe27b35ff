"""`onrecord contested`: facts on which the reports of a case disagree."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.present.cli import case_options as opt

Fact = Annotated[
    str,
    typer.Option(
        "--field", metavar="NAME", show_default=False, help="Only date, place, number, cause, role or responsibility."
    ),
]


def contested(  # noqa: PLR0913, PLR0917 - one parameter an option
    case: opt.CaseFile = "",
    as_json: opt.AsJson = False,
    fact: Fact = "",
    incident: opt.Incident = "",
    since: opt.Since = "",
    until: opt.Until = "",
    place: opt.Place = "",
    type_: opt.Type = "",
    actor: opt.Actor = "",
    outlet: opt.Outlet = "",
    min_reports: opt.MinReports = 0,
    limit: opt.Limit = 0,
) -> None:
    """Show facts on which reports disagree: two values that cannot both hold of the same time, and who gives each.

    A later figure is an update and no conflict; it stands apart. Exit codes: 0 nothing is contested, 1 something is,
    2 wrong usage, 3 the case cannot be read.
    """
    from onrecord.present.cli.sheets import draw_page, watched, write_json  # noqa: PLC0415 - keeps the start fast
    from onrecord.present.export.case_pages import contested_page  # noqa: PLC0415
    from onrecord.study import Study  # noqa: PLC0415

    wanted = _field(fact)
    given: dict[str, str | int] = {"since": since, "until": until, "place": place, "type": type_, "actor": actor}
    given |= {"outlet": outlet, "min_reports": min_reports, "incident": incident}
    with opt.opened(case) as ledger:
        study = Study(ledger)
        rows = ledger.incidents(opt.asked(ledger, **given))
        study.expect(member for row in rows for member in row.members)
        every = ((row, study.contested_of(row.id)) for row in watched(rows, "incidents"))
        kept = ((row, tuple(c for c in found if not wanted or c.field == wanted)) for row, found in every)
        found = []
        for item in kept:
            if item[1]:
                found.append(item)
            if limit and len(found) == limit:
                break
        outlets = {r.id: r.outlet or r.title or r.source for r in ledger.reports()}
    if as_json:
        write_json(c for _, facts in found for c in facts)
    else:
        draw_page(contested_page(found, outlets))
    raise typer.Exit(1 if found else 0)


def _field(name: str) -> str:
    from onrecord.errors import UsageError  # noqa: PLC0415 - keeps the start fast
    from onrecord.model import Field  # noqa: PLC0415

    if name and name.lower() not in set(Field):
        raise UsageError(f"{name[:40]!r} is no field.", fix=f"Give one of {', '.join(Field)}.")
    return name.lower()
