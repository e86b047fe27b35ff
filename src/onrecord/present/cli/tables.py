"""The commands that list rows of a case: one shape, each with the filters that fit its rows."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from onrecord.present.cli import case_options as opt

_OPTIONS: dict[str, tuple[Any, str | int]] = {
    "since": (opt.Since, ""),
    "until": (opt.Until, ""),
    "place": (opt.Place, ""),
    "type_": (opt.Type, ""),
    "actor": (opt.Actor, ""),
    "stance": (opt.Stance, ""),
    "speaker": (opt.Speaker, ""),
    "act": (opt.Act, ""),
    "level": (opt.Level, ""),
    "outlet": (opt.Outlet, ""),
    "incident": (opt.Incident, ""),
    "report": (opt.Report, ""),
    "min_reports": (opt.MinReports, 0),
    "order": (opt.Order, ""),
    "limit": (opt.Limit, 0),
    "offset": (opt.Offset, 0),
}
"""Name of a parameter -> its option and what it is where it is not given, in the order of the help."""


def _table(name: str, about: str, without: str = "") -> Callable[..., None]:
    """Return a command that lists rows of a case.

    Args:
        name: of the command, which is that of the ledger's method and begins that of the view.
        about: its help.
        without: options that its rows have no use for, parted by spaces.
    """

    def command(case: str = "", *, as_json: bool = False, **given: str | int) -> None:
        from onrecord.present.cli.sheets import draw_sheet, write_json  # noqa: PLC0415 - keeps the start fast
        from onrecord.present.export import case_view  # noqa: PLC0415

        with opt.opened(case) as ledger:
            asked = opt.asked(ledger, **{key.rstrip("_"): value for key, value in given.items()})
            rows = getattr(ledger, name)(asked)
        if as_json:
            write_json(rows)
        else:
            draw_sheet(getattr(case_view, f"{name}_sheet")(rows))

    kept = {key: option for key, option in _OPTIONS.items() if key not in without.split()}
    shown = {"case": (opt.CaseFile, ""), "as_json": (opt.AsJson, False), **kept}
    keyword = inspect.Parameter.KEYWORD_ONLY  # typer reads the options of a command off its signature
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(key, keyword, default=value, annotation=kind) for key, (kind, value) in shown.items()]
    )
    command.__annotations__ = {key: kind for key, (kind, _) in shown.items()}
    command.__name__, command.__doc__ = name, about
    return command


claims = _table(
    "claims", "List the claims of a case, by the days of their reports: who says what, how surely.", "min_reports"
)
attributions = _table(
    "attributions",
    "List every attribution of responsibility, by incident: who, how, by whom. None of it is a finding.",
    "min_reports",
)
sources = _table(
    "sources",
    "List who says something, those in most reports first: how many claims, what is done by them, who carries them.",
)
actors = _table(
    "actors",
    "List the people and bodies that the reports name, those in most reports first; --type is a kind: person.",
    "stance speaker act level incident",
)
series = _table(
    "series",
    "List the series of a case: incidents that a source or a rule puts together, longest first.",
    "speaker act level incident report order",
)
reports = _table(
    "reports",
    "List the reports of a case, newest first.",
    "place type_ actor stance speaker act level incident report min_reports",
)
