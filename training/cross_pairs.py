"""How well pairs of headlines are told apart by models that never saw their rumour.

    python -m training.cross_pairs DATA [--save]

`bench.predict drift` gives a pair on a rumour the label that `onrecord.classes.retold` says; the shipped models were
fitted on these headlines, so its figure there says nothing. Here each fifth of the rumours is judged by models fitted
on the others: stance by them, and pairs by what models of stance say that saw neither this fifth nor the pair's own
rumour. Which rumours are cut off together moves the figure by some .02, so it is the mean over twelve ways to cut.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from bench import store
from training.tasks.near import said_of, shares_of
from training.tasks.sentences import PLANS, Table, folds, left_out_shares, model_of, read
from training.tasks.sentences import features_of as features_of_rows
from training.tasks.stance_pairs import CORPUS, OVERT, Pair, features_of, fit_retold, mean_f1, read_pairs

PLAN = PLANS["stance"]
CUTS = 12


def labels(table: Table, pairs: list[Pair], seed: int) -> list[str]:
    """Return the label of every pair, by models that have not seen its rumour."""
    said: dict[str, str] = {}
    for fold in folds(table, seed):
        inside = set(fold)
        rest = [i for i in range(len(table.labels)) if i not in inside]
        stance = model_of(PLAN, table, rest)
        shares = np.zeros((len(table.labels), len(stance.labels)))
        shares[fold] = shares_of(stance, features_of_rows(PLAN, table, fold, stance.rarity))
        shares[rest] = left_out_shares(PLAN, table, rest)
        model = fit_retold(shares, [p for p in pairs if p.before not in inside])
        judged = [p for p in pairs if p.before in inside]
        found = said_of(model, features_of(shares, judged))
        said |= {p.id: label for p, label in zip(judged, found, strict=True)}
    return [said[p.id] for p in pairs]


def figures(pairs: list[Pair], said: list[str]) -> dict[str, float]:
    """Return F1 by kind and their mean, over the pairs of which the first headline hedges openly."""
    overt = [i for i, p in enumerate(pairs) if p.overt]
    return mean_f1([pairs[i].label for i in overt], [said[i] for i in overt])


def main() -> None:
    """Print the figures, and keep them with --save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    table = read(PLAN, options.data)
    with (options.data / PLAN.corpus).open(encoding="utf-8") as lines:
        pairs = read_pairs(options.data, [json.loads(line) for line in lines])
    found = []
    for seed in range(CUTS):
        found.append(figures(pairs, labels(table, pairs, seed)))
        print(seed, {name: round(value, 4) for name, value in found[-1].items()}, file=sys.stderr, flush=True)
    mean = {name: round(float(np.mean([f[name] for f in found])), 4) for name in found[0]}
    macro = sorted(round(f["macro_f1"], 4) for f in found)
    mean |= {"least": macro[0], "most": macro[-1]}
    print(json.dumps(mean))
    if options.save:
        about = (
            f"{CORPUS}, overt={OVERT}, each fifth of the rumours by models fitted on the others, mean of {CUTS} cuts"
        )
        store.save("drift-pairs", {"task": "drift", **store.stamp(), "corpus": about, "figures": mean})


if __name__ == "__main__":
    main()
