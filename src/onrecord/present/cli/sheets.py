"""Tables and pages of a case on the terminal, and as plain text in a pipe."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.status import Status
from rich.table import Table
from rich.text import Text

from onrecord.model.codec import to_json
from onrecord.present.cli.output import drop_stdout, write_out
from onrecord.present.export.sheets import Item, Page, Part, Section, Sheet
from onrecord.present.export.wording import visible

T = TypeVar("T")

WIDE = 110
"""Columns from which rows are a table; below, each is a block of its own. Judged by eye, 2026-11-22."""

PIPED = 100
"""Columns of a page that goes into a pipe or a file, where COLUMNS does not say otherwise."""

MANY = 200
"""Rows from which it is worth to say how far it is: they take a second."""

STEP = 20
"""Rows between two times that it is said."""

LABEL = 10
"""Width of the labels that stand left of a value."""

LIT = ("»", "«")
"""What stands around lit words where there is no colour."""


@contextmanager
def piping() -> Iterator[None]:
    """Let a reader close the pipe when he has what he wanted."""
    try:
        yield
    except BrokenPipeError:
        drop_stdout()


def write_json(values: Iterable[object]) -> None:
    """Write one JSON object a line, in ASCII: no character of a report acts on a terminal."""
    with piping():
        for value in values:
            write_out(json.dumps(to_json(value), ensure_ascii=True) + "\n")


def watched(rows: Sequence[T], what: str) -> Iterator[T]:
    """Yield rows, and say on a terminal's standard error how many of them were looked into."""
    errors = Console(stderr=True, highlight=False)
    if not errors.is_terminal or len(rows) < MANY:
        yield from rows
        return
    with Status("", console=errors) as status:
        for number, row in enumerate(rows, 1):
            if number % STEP == 1:
                status.update(f"{number} of {len(rows)} {what}")
            yield row


def say(text: str) -> None:
    """Write a line to standard output, safe to show."""
    with piping():
        write_out(visible(text) + "\n")


def draw_sheet(sheet: Sheet) -> None:
    """Write a table: on a terminal fitted to it, into a pipe as lines of cells parted by tabs, headings first."""
    with piping():
        if not sys.stdout.isatty():
            write_out("".join("\t".join(_plain(cell) for cell in row) + "\n" for row in _lines(sheet)))
            return
        screen = Console(highlight=False)
        with screen.capture() as drawn:
            if not sheet.rows:
                screen.print(Text(sheet.empty, "dim"))
            elif screen.width >= WIDE:
                screen.print(_table(sheet))
            else:
                for row in sheet.rows:
                    screen.print(_block(sheet, row))
        write_out(drawn.get())


def _lines(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    yield tuple(c.name for c in sheet.columns)
    yield from sheet.rows


def _plain(cell: str) -> str:
    return visible(" ".join(cell.split()))


def _table(sheet: Sheet) -> Table:
    table = Table(box=None, pad_edge=False, expand=True, header_style="dim", padding=(0, 2, 0, 0))
    for number, column in enumerate(sheet.columns):
        table.add_column(
            column.name,
            ratio=column.share or None,
            no_wrap=not column.share,
            justify="right" if column.number else "left",
            overflow="fold",
            style="cyan" if not number else "",
        )
    for row in sheet.rows:
        table.add_row(*(Text(_plain(cell)) for cell in row))
    return table


def _block(sheet: Sheet, row: tuple[str, ...]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=LABEL, no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    grid.expand = True
    for column, cell in zip(sheet.columns, row, strict=True):
        if cell:
            grid.add_row(Text(column.name), Text(_plain(cell), "cyan" if column is sheet.columns[0] else ""))
    return Padding(grid, (0, 0, 1, 0))


def draw_page(page: Page) -> None:
    """Write a page; into a pipe without colours, what is lit between marks."""
    terminal = sys.stdout.isatty()
    width = None if terminal or os.environ.get("COLUMNS", "").isdigit() else PIPED
    screen = Console(highlight=False, width=width)
    with piping():
        with screen.capture() as drawn:
            _draw(screen, page)
        write_out("\n".join(line.rstrip() for line in drawn.get().split("\n")))


def _draw(screen: Console, page: Page) -> None:
    coloured = screen.color_system is not None and not screen.no_color
    if page.title:
        screen.print(
            Text.assemble((_plain(page.title), "bold underline"), (f"  {page.tag}" if page.tag else "", "cyan"))
        )
    if page.about:
        screen.print(_fields(page.about, 0))
    if page.quote:
        screen.print()
        screen.print(Padding(_quote(page.quote, coloured=coloured), (0, 0, 0, 4)))
    shown = [s for s in page.sections if s.items or s.empty]
    for number, section in enumerate(shown):
        if number or page.title or page.about:
            screen.print()
        _section(screen, section, coloured=coloured)


def _section(screen: Console, section: Section, *, coloured: bool) -> None:
    if section.title:
        screen.print(Rule(Text(_plain(section.title), "bold"), align="left", style="dim"))
    if section.about:
        screen.print(Text(_plain(section.about), "dim"))
    for number, item in enumerate(section.items):
        if number and (item.fields or item.quote):
            screen.print()
        _item(screen, item, coloured=coloured)
    if not section.items:
        screen.print(Text(f"  {section.empty}", "dim"))


def _item(screen: Console, item: Item, *, coloured: bool) -> None:
    head = Text.assemble((_plain(item.head), "bold"), (f"  {item.tag}" if item.tag else "", "cyan"))
    screen.print(Padding(head, (0, 0, 0, 2)))
    if item.fields:
        screen.print(_fields(item.fields, 4))
    if item.quote:
        screen.print(Padding(_quote(item.quote, coloured=coloured), (0, 0, 0, 6)))


def _fields(fields: Iterable[tuple[str, str]], indent: int) -> RenderableType:
    rows = list(fields)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=LABEL if any(label for label, _ in rows) else 0, no_wrap=True, style="dim")
    grid.add_column(ratio=1, overflow="fold")
    grid.expand = True
    for label, value in rows:
        grid.add_row(Text(_plain(label)), Text(_plain(value)))
    return Padding(grid, (0, 0, 0, indent))


def _quote(parts: Iterable[Part], *, coloured: bool) -> Text:
    text = Text(style="green")
    for part in parts:
        words = visible(part.words)
        if part.lit and not coloured:
            words = f"{LIT[0]}{words}{LIT[1]}"
        text.append(words, "bold reverse" if part.lit else "")
    return text
