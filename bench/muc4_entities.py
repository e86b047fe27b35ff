"""Who and what the key of MUC-4 would name in a report, by the chances that the trained role fillers give.

The chances were learned from filled templates of that key, so that those who are no entities there (fighters hurt in
combat, what is told of old events) have low ones. The bounds are conventions of this benchmark.
"""

from __future__ import annotations

from collections.abc import Iterable

from bench.muc4_aliases import Acronyms, joined
from bench.muc4_wording import wording
from onrecord.incidents.draft import Cluster, Filler
from onrecord.incidents.kinds import entity
from onrecord.model import RoleKind

KINDS = {
    RoleKind.PERPETRATOR: "PerpInd",
    RoleKind.PERPETRATOR_ORGANISATION: "PerpOrg",
    RoleKind.TARGET: "Target",
    RoleKind.SITE: "Target",
    RoleKind.VICTIM: "Victim",
    RoleKind.INSTRUMENT: "Weapon",
}
"""The key's names of the parts."""

ENOUGH = dict.fromkeys(("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"), 0.35)
"""Chance from which somebody is an entity, one bound for all. F1 by five folds of the training part, one net each: .547
with .35, .539 with .4, .534 with .45; 2026-11-23."""


def likely(fillers: Iterable[Filler]) -> list[Filler]:
    """Return the fillers that the key would hold, the likeliest first; those never weighed stay behind them."""
    held = [f for f in fillers if f.chance is None or f.chance >= ENOUGH[KINDS[f.kind]]]
    return sorted(held, key=lambda f: -(f.chance or 0.0))


def entities(
    clusters: Iterable[Cluster], bodies: Iterable[str] = (), known: Acronyms = frozenset()
) -> dict[str, list[list[str]]]:
    """Return the entities of a report by role.

    Args:
        clusters: its events.
        bodies: those whom a row of responsibility ties to one of them. Of 149 such bodies in the 363 reports of the
            training part that have one in the key 102 are right; of 8 in 100 others none. F1 of
            bodies on the development part: .354, .336 without. 2026-11-23.
        known: acronyms of the report.
    """
    fillers = [f for c in clusters for f in (*c.fillers(*KINDS), *c.added(*KINDS)) if f.head.pos_ != "PRON"]
    out: dict[str, list[list[str]]] = {name: [] for name in ENOUGH}
    for f in likely(fillers):
        name = KINDS[f.kind]
        if name == "Victim" and not _named(f):
            continue
        words = wording(f.head, name)
        if words and [words] not in out[name]:
            out[name].append([words])
    out["PerpOrg"] += [[body] for body in bodies]
    return {name: joined(entries, known) for name, entries in out.items()}


def _named(filler: Filler) -> bool:
    known = entity(filler.head)
    return known.named if known is not None else filler.head.pos_ == "PROPN"
