"""`onrecord drift --case`: two reports of a case, or the drift of all of its retellings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.analysis.drift_summary import DriftSummary, hop_of, summarise
from onrecord.compare import compare_all
from onrecord.errors import UsageError
from onrecord.model.case import FoundKind
from onrecord.present.cli import case_options
from onrecord.present.cli.sheets import draw_sheet, say, write_json
from onrecord.present.export.drift_view import NAMES
from onrecord.present.export.sheets import Column, Sheet
from onrecord.present.export.wording import visible

if TYPE_CHECKING:
    from onrecord.ledger import Ledger
    from onrecord.model import Report

_SHOWN = 4
"""Kinds of change named of an outlet on the screen; JSON has all."""


def two_of(case: str, ids: Sequence[str]) -> tuple[Report, Report]:
    """Return two reports of a case.

    Raises:
        UsageError: an id is not that of a report, or both are one.
        UnknownId: nothing in the case has it.
    """
    with case_options.opened(case) as ledger:
        first, second = (_report(ledger, i) for i in ids)
    if first.id == second.id:
        raise UsageError("Both ids are of one report.", fix="Give the ids of two reports: `onrecord reports`.")
    return first, second


def _report(ledger: Ledger, prefix: str) -> Report:
    found = ledger.get(prefix)
    if found.kind is not FoundKind.REPORT or found.record is None:
        what = f"{visible(prefix)[:40]} is no report but of kind {found.kind.value}."
        raise UsageError(what, fix="Give the id of a report: `onrecord reports`.")
    return found.record.report


def summary_of(case: str) -> DriftSummary:
    """Return the drift of all retellings that linking found in a case.

    Raises:
        UsageError: there is no such case.
        MissingModel: the language model is not installed.
    """
    with case_options.opened(case) as ledger:
        links = ledger.linkage().retold
        known = {r.report.id: r for r in ledger.records(sorted({i for k in links for i in (k.original, k.retelling)}))}
    kept = [k for k in links if k.original in known and k.retelling in known]
    pairs = [(known[k.original], known[k.retelling]) for k in kept]
    found = compare_all((a.report, b.report) for a, b in pairs)
    hops = [hop_of(k, a, b, c.changes) for k, (a, b), c in zip(kept, pairs, found, strict=True)]
    return summarise(hops, kept)


def write_summary(summary: DriftSummary, *, as_json: bool) -> None:
    """Write the drift of a case: a table of outlets, and each chain of several hops."""
    if as_json:
        write_json([summary])
        return
    rows = tuple(
        (o.outlet, f"{o.per_100:g}", str(o.changes), str(o.claims), str(o.retellings), _kinds(o.kinds))
        for o in summary.outlets
    )
    columns = (
        Column("outlet", 3),
        Column("per_100", number=True),
        Column("changes", number=True),
        Column("claims", number=True),
        Column("retellings", number=True),
        Column("kinds", 5),
    )
    draw_sheet(Sheet("outlets", columns, rows, "No report of the case repeats another."))
    for chain in summary.chains:
        say("")
        say(f"{chain[0].original}")
        for hop in chain:
            say(f"  -> {hop.retelling}  {hop.outlet}: {len(hop.changes)} changes, {hop.per_100:g} per 100 claims")


def _kinds(kinds: Sequence[tuple[str, int]]) -> str:
    names = {k.value: name for k, name in NAMES.items()}
    shown = ", ".join(f"{n} {names[k]}" for k, n in kinds[:_SHOWN])
    return shown + (" …" if len(kinds) > _SHOWN else "")
