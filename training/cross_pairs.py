"""How well pairs of headlines are told apart by models of stance that never saw their rumour.

    python -m training.cross_pairs DATA [--save]

`bench.predict drift` gives a pair on a rumour the label that follows from both headlines' stances; the shipped model of
stance was fitted on these headlines, so its figure there says nothing. Here each fifth of the rumours is judged by a
model fitted on the others.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np

from bench import store
from bench.tasks.drift import beside
from onrecord.classes.stance import stance_parts
from onrecord.classes.words import weigh
from training.tasks.sentences import PLANS, SEEDS, folds, model_of, read

CORPUS = "drift/emergent_pairs.jsonl"
KINDS = ("strengthened", "same", "reversed")
OVERT = "original"
"""The pairs of which the first headline hedges openly."""


def labels(data: Path, seed: int) -> dict[str, str]:
    """Return id -> label for every pair, by models that have not seen its rumour."""
    plan, pairs = PLANS["stance"], _rows(data)
    table = read(plan, data)
    out: dict[str, str] = {}
    for fold in folds(table, seed):
        inside = set(fold)
        model = model_of(plan, table, [i for i in range(len(table.labels)) if i not in inside])
        rumours = {table.groups[i] for i in fold}
        for pair in (p for p in pairs if p["claim_id"] in rumours):
            sides = []
            for side in ("original", "retelling"):
                dense, found = stance_parts(pair["claim"], pair[side])
                sides.append(model.score(np.concatenate([dense, plan.words * weigh(found, model.rarity)])).label)
            out[pair["id"]] = beside(*sides)
    return out


def figures(data: Path, said: dict[str, str]) -> dict[str, float]:
    """Return F1 by kind and their mean, over the pairs of which the first headline hedges openly."""
    rows = [p for p in _rows(data) if p["overt"] == OVERT]
    out = {}
    for kind in KINDS:
        right = sum(said.get(p["id"]) == p["label"] == kind for p in rows)
        total = sum(said.get(p["id"]) == kind for p in rows) + sum(p["label"] == kind for p in rows)
        out[kind] = round(2 * right / total, 4) if total else 0.0
    return {**out, "macro_f1": round(sum(out.values()) / len(KINDS), 4)}


def _rows(data: Path) -> list[dict[str, Any]]:
    with (data / CORPUS).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Print the figures, and keep them with --save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    found = [figures(options.data, labels(options.data, seed)) for seed in SEEDS]
    mean = {name: round(sum(f[name] for f in found) / len(found), 4) for name in found[0]}
    print(json.dumps(mean))
    if options.save:
        about = f"{CORPUS}, overt={OVERT}, each fifth of the rumours by models fitted on the others, {len(SEEDS)} seeds"
        store.save("drift-pairs", {"task": "drift", **store.stamp(), "corpus": about, "figures": mean})


if __name__ == "__main__":
    main()
