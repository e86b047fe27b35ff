"""Draws a view in the terminal: cards, rows and claims, wrapped to the width, legible without colour.

Everything from a report reaches the console as `Text`, never as markup, and went through `wording.visible`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.present.export import view as shown

WIDE = 110
"""Columns from which claims and rows are tables; below, each is a block of its own. Judged by eye, 2026-11-22."""

LABEL = 14
"""Width of the labels that stand left of a value."""


def draw(console: Console, view: shown.View) -> None:
    """Print a record for a person: incidents, responsibility, claims, who is who, what was left out."""
    wide = console.width >= WIDE
    console.print(_header(view))
    _section(console, "Incidents", len(view.cards), _cards(view), "No incident was found in this report.")
    about = "who is said to have done it, and who says so; none of it is a finding"
    rows = sum(len(g.rows) for g in view.groups)
    nobody = "The report ties nobody to any incident."
    _section(console, "Responsibility", rows, _responsibility(view, wide=wide), nobody, about)
    about = "who - cue - how sure (the words that hedge or deny); what; through whom"
    claims = [_claim_table(view)] if wide and view.said else [_claim_block(s) for s in view.said]
    _section(console, "Claims", len(view.said), claims, "No claim was found in this report.", about)
    _section(console, "Who is who", len(view.people), _people(view), "No titles or ties were found.")
    left = sum(item.count for item in view.left_out)
    _section(console, "Left out", left, _left_out(view), "Nothing was left out.")


def _section(
    console: Console, title: str, count: int, parts: Iterable[RenderableType], empty: str, about: str = ""
) -> None:
    console.print()
    console.print(Rule(Text(f"{title} ({count})", "bold"), align="left", style="dim"))
    if about and count:
        console.print(Text(f"{about}\n", "dim"))
    drawn = False
    for part in parts:
        if drawn:
            console.print()
        console.print(part)
        drawn = True
    if not drawn:
        console.print(Text(f"    {empty}", "dim"))


def _lines(indent: int = 0) -> Table:
    """Return an empty grid of labels and values."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=LABEL + indent, no_wrap=True, style="dim", justify="left")
    grid.add_column(ratio=1, overflow="fold")
    grid.expand = True
    return grid


def _header(view: shown.View) -> RenderableType:
    grid = _lines()
    for label, value in view.about:
        grid.add_row(Text(label), Text(value))
    for number, voice in enumerate(view.voices):
        grid.add_row(Text("" if number else "voices"), Text(voice))
    return Group(Text(view.title, "bold underline"), grid)


def _cards(view: shown.View) -> Iterator[RenderableType]:
    for card in view.cards:
        heading = _tagged(card.tag, Text(card.title, "bold"))
        grid = _lines(4)
        grid.add_row(Text("    told"), Text(card.realis, "italic"))
        for field in card.fields:
            grid.add_row(Text("    " + field.label), _with_words(field))
        if card.told_by:
            grid.add_row(Text("    told by"), Text(", ".join(card.told_by), "cyan"))
        yield Group(heading, grid)
    for series in view.series:
        grid = _lines(4)
        grid.add_row(Text("    " + series.label), _with_words(series))
        yield grid


def _with_words(field: shown.Field) -> Text:
    """Return a value with the report's words after it."""
    return Text.assemble(field.value, (f"  {field.words}" if field.words else "", "green"))


def _responsibility(view: shown.View, *, wide: bool) -> Iterator[RenderableType]:
    for group in view.groups:
        heading = _tagged(group.tag, Text(group.title, "bold"))
        rows = [Padding(_row_table(group), (0, 0, 0, 4))] if wide else [_row_block(r) for r in group.rows]
        yield Group(heading, *rows)
    if view.unattributed and view.groups:
        yield Text(f"    The report ties nobody to {', '.join(view.unattributed)}.", "dim")


def _row_table(group: shown.Group) -> Table:
    table = Table(box=None, pad_edge=False, expand=True, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("", width=4, style="cyan")
    for heading, ratio in (("actor", 3), ("stance", 2), ("so", 3), ("evidence", 3), ("words", 5)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for row in group.rows:
        words = Text.assemble((row.words, "green"), (f" {row.claim}" if row.claim else "", "cyan"))
        table.add_row(
            row.tag, Text(row.actor), Text(row.stance, "bold"), Text(_speaker(row)), Text(row.evidence), words
        )
    return table


def _row_block(row: shown.Row) -> RenderableType:
    heading = Padding(_tagged(row.tag, Text.assemble(row.actor, "  ", (row.stance, "bold"))), (0, 0, 0, 4))
    grid = _lines(4)
    grid.add_row(Text("        so"), Text(_speaker(row)))
    grid.add_row(Text("        evidence"), Text(row.evidence))
    words = Text.assemble((row.words, "green"), (f" {row.claim}" if row.claim else "", "cyan"))
    grid.add_row(Text("        words"), words)
    return Group(heading, grid)


def _speaker(row: shown.Row) -> str:
    """Return who says so, through whom, and when."""
    through = f" (through {row.through})" if row.through else ""
    return row.by + through + (f", {row.when}" if row.when else "")


def _claim_table(view: shown.View) -> Table:
    table = Table(box=None, pad_edge=False, expand=True, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("", width=4, style="cyan")
    for heading, ratio in (("who", 4), ("cue", 2), ("what", 9), ("how sure", 3)):
        table.add_column(heading, ratio=ratio, overflow="fold")
    for number, said in enumerate(view.said, 1):
        gap = "\n" if number < len(view.said) else ""
        what = Text.assemble((said.what, "green"), "\n", (_chain(said), "dim"), gap)
        table.add_row(said.tag, Text(said.who, "bold"), Text(said.cue, "italic"), what, Text(said.sure))
    return table


def _claim_block(said: shown.Said) -> RenderableType:
    sure = f" - {said.sure}" if said.sure else ""
    heading = Text.assemble((said.who, "bold"), " - ", (said.cue, "italic"), sure)
    return _tagged(said.tag, heading, Text(said.what, "green"), Text(_chain(said), "dim"))


def _tagged(tag: str, *lines: Text) -> Table:
    """Return lines under each other, the tag of the row to the left of the first."""
    grid = Table.grid()
    grid.add_column(width=4, style="bold cyan")
    grid.add_column(ratio=1, overflow="fold")
    grid.expand = True
    for number, line in enumerate(lines):
        grid.add_row("" if number else tag, line)
    return grid


def _chain(said: shown.Said) -> str:
    """Return the hops, narrator first, then what else is known of the saying."""
    return " > ".join(said.chain) + ("\n" + "; ".join(said.notes) if said.notes else "")


def _people(view: shown.View) -> Iterator[RenderableType]:
    lines = []
    for person in view.people:
        about = "; ".join(p for p in (person.offices, person.relations) if p)
        lines.append(Text.assemble((person.name, "bold"), f"  {about}"))
    if view.others:
        lines.append(Text("also named: " + ", ".join(view.others), "dim"))
    if lines:
        yield Padding(Group(*lines), (0, 0, 0, 4))


def _left_out(view: shown.View) -> Iterator[RenderableType]:
    if not view.left_out:
        return
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", width=6)
    table.add_column(style="dim", width=9)
    table.add_column(overflow="fold")
    for item in view.left_out:
        words = f"  first: {item.words}" if item.words and item.count > 1 else f"  {item.words}"
        table.add_row(f"{item.count} ×", item.stage, Text.assemble(item.reason, (words.rstrip(), "green")))
    yield table
