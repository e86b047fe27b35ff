"""The options that commands on a case share, and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.present.cli.add import case_path

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.model.case import Filter

CaseFile = Annotated[
    str,
    typer.Option("--case", metavar="FILE", show_default=False, help="The case; ONRECORD_CASE where it is not given."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object a line.")]
Since = Annotated[
    str,
    typer.Option(
        metavar="DATE", show_default=False, help="Nothing that surely ended before: 2026, 2026-02, 2026-02-28."
    ),
]
Until = Annotated[str, typer.Option(metavar="DATE", show_default=False, help="Nothing that surely began after.")]
Place = Annotated[
    str, typer.Option(metavar="NAME", show_default=False, help="Name of a place or a part of it, or code of a country.")
]
Type = Annotated[
    str,
    typer.Option(
        "--type", metavar="NAME", show_default=False, help="Type or mode of an incident: assault, explosives."
    ),
]
Actor = Annotated[
    str,
    typer.Option(
        metavar="NAME", show_default=False, help="Somebody in the incident, or of whom it is said that he did it."
    ),
]
Outlet = Annotated[str, typer.Option(metavar="NAME", show_default=False, help="Who published the report.")]
Speaker = Annotated[str, typer.Option(metavar="NAME", show_default=False, help="Anybody in the chain of a claim.")]
Act = Annotated[str, typer.Option(metavar="NAME", show_default=False, help="What is done by saying it: deny, accuse …")]
Level = Annotated[
    str, typer.Option(metavar="NAME", show_default=False, help="How sure: certain, probable, possible, unknown.")
]
Stance = Annotated[
    str, typer.Option(metavar="NAME", show_default=False, help="Of an attribution: accused, denied, charged …")
]
Incident = Annotated[
    str, typer.Option(metavar="ID", show_default=False, help="Of this incident; the beginning of its id will do.")
]
Report = Annotated[str, typer.Option(metavar="ID", show_default=False, help="Of this report.")]
MinReports = Annotated[int, typer.Option(min=0, show_default=False, help="Told by so many reports at least.")]
Order = Annotated[str, typer.Option(metavar="NAME", show_default=False, help="date, newest, reports or name.")]
Limit = Annotated[int, typer.Option(min=0, show_default=False, help="So many rows at most; 0 for all.")]
Offset = Annotated[int, typer.Option(min=0, show_default=False, help="So many rows are passed over.")]


def opened(case: str) -> Ledger:
    """Return the case that is asked.

    Args:
        case: given with --case; "" for the one of the settings.

    Raises:
        UsageError: neither says which.
        MissingCase: there is none.
        NotACase: the file is something else.
    """
    from onrecord.ledger import open_case  # noqa: PLC0415 - keeps the start fast

    return open_case(case_path(case))


def asked(ledger: Ledger, **given: str | int) -> Filter:
    """Return a filter of what was given, ids and the order made whole.

    Args:
        ledger: in which the beginning of an id is looked up.
        **given: fields of the filter.

    Raises:
        UsageError: there is no such order.
        UnknownId: nothing has an id.
        AmbiguousId: several have.
    """
    from onrecord.errors import UsageError  # noqa: PLC0415 - keeps the start fast
    from onrecord.model import case as rows  # noqa: PLC0415

    fields: dict[str, object] = dict(given)
    order = str(given.get("order", "")).lower()
    if order and order not in set(rows.Order):
        raise UsageError(f"There is no order {order[:40]!r}.", fix=f"Give one of {', '.join(rows.Order)}.")
    fields["order"] = rows.Order(order) if order else None
    for name in ("incident", "report"):
        if given.get(name):
            found = ledger.get(str(given[name]))
            fields[name] = found.cluster.id if name == "incident" and found.cluster else found.id
    return rows.Filter(**fields)  # type: ignore[arg-type] # commands give fields of the right types
