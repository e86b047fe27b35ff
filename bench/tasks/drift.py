"""What a retelling did to its original: typed changes, and one label for pairs whose strength alone is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from bench.tasks.stance import say_seen
from onrecord.annotate.nlp import load_pipeline
from onrecord.classes import retold
from onrecord.compare import compare_all
from onrecord.drift.causes import claimed
from onrecord.model import Comparison, DriftKind, Report, content_id
from onrecord.model.codec import to_json

FIELDS = ("id", "claim", "group", "original", "retelling", "published", "original_published", "retelling_published")

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
    claims: list[str] = []
    while held := list(islice(left, BATCH)):
        claims += [row["claim"] for row in held if row.get("claim")]
        pairs = [(_report(row, "original"), _report(row, "retelling")) for row in held]
        for row, comparison in zip(held, compare_all(pairs), strict=True):
            label = label_beside(row) if row.get("claim") else label_of(comparison)
            if row.get("group"):
                label = label_of_finding(row)
            yield {"id": row["id"], "changes": to_json(comparison.changes), "label": label}
    say_seen(claims)


def _report(row: dict[str, Any], side: str) -> Report:
    day = row.get(f"{side}_published") or row.get("published") or ""
    return Report(content_id("rep", str(row["id"]), side, row[side]), row[side], published=day)


def label_beside(row: dict[str, Any]) -> str:
    """Return the label by the side that each text takes on the claim that the row names: two headlines on a rumour.

    On Emergent the models have seen the rumours: `training.cross_pairs` has the figure by models that have not.
    """
    return retold(row["claim"], row["original"], row["retelling"]).label


def label_of_finding(row: dict[str, Any]) -> str:
    """Return the label of a press release beside the finding it reports, by how strongly both put a cause."""
    nlp = load_pipeline("")
    before, after = (claimed(nlp(row[side])) for side in ("original", "retelling"))
    if before == after or not (before and after):
        return "same"
    return "exaggerates" if after > before else "downplays"


def label_of(comparison: Comparison) -> str:
    """Return "reversed", "strengthened", "weakened" or "same", by the kinds of change."""
    kinds = {c.kind for c in comparison.changes}
    if DriftKind.POLARITY_FLIPPED in kinds:
        return "reversed"
    if kinds & RAISED:
        return "strengthened"
    return "weakened" if kinds & LOWERED else "same"
