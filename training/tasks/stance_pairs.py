"""Fits `onrecord.classes.retold`: what a pair of headlines is, by what is said of each by models that saw neither.

Pairs are few, so the model has four features and small weights, and each pair is read turned round too. Kinds are as
unequal as the corpus draws them; each then counts so that the mean F1 of three kinds is greatest over pairs of which
the first headline alone hedges openly, which is what `training.cross_pairs` measures. A pair of which the second alone
does is one of them turned round, so that twice as many say what counts.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.classes.linear import Linear
from onrecord.classes.retold import pair_features
from training.tasks.linear import fit
from training.tasks.near import raw_of

Numbers = npt.NDArray[np.floating[Any]]

CORPUS = "drift/emergent_pairs.jsonl"
KINDS = ("strengthened", "same", "reversed")
"""The kinds of which F1 counts."""
OVERT, TURNED = "original", "retelling"
"""The pairs of which the first headline alone hedges openly, and those of which the second does."""
STRENGTH = 0.1
STEPS = np.linspace(np.log(0.4), np.log(4.0), 15)
"""What is tried as the logarithm of a kind's weight beside "strengthened"."""
NEAR_BEST = 0.02
"""The mean of all weights this near the best mean F1 is taken: the best alone is more chance than rule."""
_TURNED = {"strengthened": "weakened", "weakened": "strengthened", "same": "same", "reversed": "reversed"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two headlines on one rumour.

    Attributes:
        id: of the pair.
        before: row of the first among the headlines.
        after: row of the second.
        label: what the second makes of the first.
        overt: whether the first hedges openly and the second does not.
        turned: whether the second does and the first does not.
    """

    id: str
    before: int
    after: int
    label: str
    overt: bool
    turned: bool


def read_pairs(data: Path, headlines: Sequence[dict[str, Any]]) -> list[Pair]:
    """Return the corpus of pairs by the rows of the corpus of headlines."""
    row = {(h["claim_id"], h["headline"]): i for i, h in enumerate(headlines)}
    with (data / CORPUS).open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    return [
        Pair(
            p["id"],
            row[p["claim_id"], p["original"]],
            row[p["claim_id"], p["retelling"]],
            p["label"],
            p["overt"] == OVERT,
            p["overt"] == TURNED,
        )
        for p in pairs
    ]


def fit_retold(shares: Numbers, pairs: Sequence[Pair]) -> Linear:
    """Return the model.

    Args:
        shares: of every headline's sides, by models that have not seen its rumour.
        pairs: the pairs to learn from.
    """
    labels = [p.label for p in pairs]
    back = [replace(p, before=p.after, after=p.before) for p in pairs]
    rows = np.vstack([features_of(shares, pairs), features_of(shares, back)])
    wanted = labels + [_TURNED[label] for label in labels]
    model = fit(rows, wanted, np.zeros(0), strength=STRENGTH, balanced=False)
    openly = [p.overt for p in pairs] + [p.turned for p in pairs]
    own = [i for i, hedges in enumerate(openly) if hedges]
    return replace(model, bias=model.bias + _kinds(model, rows[own], [wanted[i] for i in own]))


def features_of(shares: Numbers, pairs: Sequence[Pair]) -> Numbers:
    """Return pairs as the model reads them."""
    return pair_features(shares[[p.before for p in pairs]], shares[[p.after for p in pairs]])


def mean_f1(labels: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """Return F1 by kind and their mean."""
    out = {}
    for kind in KINDS:
        right = sum(a == b == kind for a, b in zip(labels, said, strict=True))
        total = sum(a == kind for a in labels) + sum(b == kind for b in said)
        out[kind] = 2 * right / total if total else 0.0
    return {**out, "macro_f1": sum(out.values()) / len(KINDS)}


def _kinds(model: Linear, features: Numbers, labels: Sequence[str]) -> Numbers:
    """Return what is added to the score of each class so that mean F1 is greatest."""
    raw = raw_of(model, features)
    tried, found = [], []
    for same, reversal in itertools.product(STEPS, STEPS):
        added = np.array([{"same": same, "reversed": reversal}.get(label, 0.0) for label in model.labels])
        said = [model.labels[i] for i in (raw + added).argmax(1)]
        tried.append(added)
        found.append(mean_f1(labels, said)["macro_f1"])
    best = max(found)
    mean: Numbers = np.mean([a for a, f in zip(tried, found, strict=True) if f >= best - NEAR_BEST], axis=0)
    return mean
