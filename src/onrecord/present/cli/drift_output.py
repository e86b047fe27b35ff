"""Writes a comparison: to the screen side by side, as JSON, or as a page."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.errors import UsageError
from onrecord.model import Comparison, Severity
from onrecord.present.cli.output import write_out
from onrecord.present.export.drift_page import drift_page
from onrecord.present.export.drift_view import Excerpt, Shown, as_data, rest, shown, summary, title_of
from onrecord.present.export.wording import visible

WIDE = 90
"""Columns from which both texts stand side by side; below, one under the other."""
_STYLE = {Severity.HIGH: "bold red", Severity.MEDIUM: "yellow", Severity.LOW: "dim"}


def write(comparison: Comparison, *, as_json: bool, page: str, everything: bool = False) -> None:
    """Write a comparison where it was asked for.

    Args:
        comparison: the two texts and the changes.
        as_json: write JSON to standard output.
        page: file for the page, "-" for standard output, "" for none.
        everything: list what is otherwise only counted.

    Raises:
        UsageError: the page cannot be written.
    """
    if page == "-":
        write_out(drift_page(comparison, everything=everything))
    elif page:
        _save(page, drift_page(comparison, everything=everything))
    if as_json:
        write_out(json.dumps(as_data(comparison), ensure_ascii=False) + "\n")
    elif not page:
        _draw(comparison, everything=everything)


def _save(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"The page could not be written: {error.strerror or error}."
        raise UsageError(message, fix="Give --html a file that can be written.", where=path) from error
    Console(stderr=True, highlight=False).print(Text(f"Wrote {visible(path)}."), soft_wrap=True)


def _draw(comparison: Comparison, *, everything: bool) -> None:
    screen = Console(highlight=False)
    with screen.capture() as drawn:
        screen.print(Text.assemble(("original   ", "dim"), title_of(comparison.original)))
        screen.print(Text.assemble(("retelling  ", "dim"), title_of(comparison.retelling)))
        screen.print(Text(summary(comparison), "bold"))
        rows = shown(comparison, everything=everything)
        if rows:
            screen.print()
            screen.print(_wide(rows) if screen.width >= WIDE else _narrow(rows))
        if not everything and (more := rest(comparison)):
            screen.print(Text.assemble("" if rows else "\n", (f"{more} ", "bold"), ("--all lists them.", "dim")))
    write_out("\n".join(line.rstrip() for line in drawn.get().split("\n")))


def _wide(rows: tuple[Shown, ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 1, 0), expand=True)
    table.add_column("change", ratio=3, overflow="fold")
    table.add_column("original", ratio=4, overflow="fold")
    table.add_column("retelling", ratio=4, overflow="fold")
    for row in rows:
        table.add_row(_label(row), _words(row.original, "nothing corresponds"), _words(row.retelling, "not there"))
    return table


def _narrow(rows: tuple[Shown, ...]) -> Table:
    table = Table.grid(padding=(0, 1, 1, 0), expand=True)
    table.add_column(overflow="fold")
    for row in rows:
        block = Text("\n").join(
            (
                _label(row),
                Text.assemble(("  original   ", "dim"), _words(row.original, "nothing corresponds")),
                Text.assemble(("  retelling  ", "dim"), _words(row.retelling, "not there")),
            )
        )
        table.add_row(block)
    return table


def _label(row: Shown) -> Text:
    marker = f" “{visible(row.marker)}”" if row.marker else ""
    style = _STYLE[row.change.severity]
    return Text.assemble(
        (f"{row.tag} {row.name}", style),
        (f" ({row.change.severity.value}){marker}\n", "dim"),
        (visible(row.change.why), "dim italic"),
    )


def _words(excerpt: Excerpt | None, missing: str) -> Text:
    if excerpt is None:
        return Text(f"- {missing} -", "dim")
    return Text.assemble((excerpt.before, "dim"), (f"[{excerpt.words}]", "bold"), (excerpt.after, "dim"))
