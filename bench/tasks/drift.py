"""What a retelling did to its original: typed changes, and one label for pairs whose strength alone is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from onrecord.compare import compare_all
from onrecord.model import Comparison, DriftKind, Report, content_id
from onrecord.model.codec import to_json

FIELDS = ("id", "original", "retelling", "published", "original_published", "retelling_published")

RAISED = frozenset(
    {
        DriftKind.HEDGE_DROPPED,
        DriftKind.ATTRIBUTION_DROPPED,
        DriftKind.CERTAINTY_RAISED,
        DriftKind.ACCUSATION_TO_FACT,
        DriftKind.STATUS_CHANGED,
        DriftKind.CONDITION_DROPPED,
        DriftKind.CAUSE_STRENGTHENED,
    }
)
LOWERED = frozenset({DriftKind.HEDGE_ADDED, DriftKind.ATTRIBUTION_ADDED, DriftKind.CERTAINTY_LOWERED})
BATCH = 64


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield {id, changes, label}; spans are offsets of the row's own `original` and `retelling`."""
    left = iter(rows)
    while held := list(islice(left, BATCH)):
        pairs = [(_report(row, "original"), _report(row, "retelling")) for row in held]
        for row, comparison in zip(held, compare_all(pairs), strict=True):
            yield {"id": row["id"], "changes": to_json(comparison.changes), "label": label_of(comparison)}


def _report(row: dict[str, Any], side: str) -> Report:
    day = row.get(f"{side}_published") or row.get("published") or ""
    return Report(content_id("rep", str(row["id"]), side, row[side]), row[side], published=day)


def label_of(comparison: Comparison) -> str:
    """Return "reversed", "strengthened", "weakened" or "same", by the kinds of change."""
    kinds = {c.kind for c in comparison.changes}
    if DriftKind.POLARITY_FLIPPED in kinds:
        return "reversed"
    if kinds & RAISED:
        return "strengthened"
    return "weakened" if kinds & LOWERED else "same"
