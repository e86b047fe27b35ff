"""Fits the heads of `onrecord.classes` on what its layers give: `python -m training.tasks.sentences DATA`.

Runs in the project's environment once `training.tasks.base` has written the layers. First each model is measured by
folds (rows of one rumour stay together), the figures go to OUT; then it is fitted on all rows and written to ship.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bench.tasks.stance import mark
from onrecord.classes.events import acled_parts, plover_parts
from onrecord.classes.limits import ACLED_WORDS, STANCE_WORDS
from onrecord.classes.linear import FOLDER, Linear, load_models, pack_models
from onrecord.classes.sentences import load_sentences
from onrecord.classes.stance import STATES, stance_parts, stance_state
from onrecord.classes.words import Floats, weigh
from onrecord.model import Span
from onrecord.weights import MANIFEST
from training.tasks.linear import fit, rarity_of
from training.tasks.near import Rows, Weights, fit_near, left_out, said_of, shared
from training.tasks.stance_pairs import fit_retold, read_pairs

Row = dict[str, Any]
Numbers = npt.NDArray[np.floating[Any]]

FOLDS = 5
SEEDS = (0, 1, 2)
"""Of the ways to cut into folds; figures are means over them."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One model.

    Attributes:
        corpus: file below the corpora.
        field: of a row, which holds the class.
        together: field whose equal rows stay in one fold, "" where each row is by itself.
        parts: a row to features and slots of words.
        words: weight of the words.
        strength: of the fit.
        balanced: whether rare classes count as much as frequent ones.
        state: a row to what the base model sees in it, where that counts beside the parts but not for nearness.
        near: weights of models whose mean is taken, where squared errors are made least and nearness counts too, which
            fares better on few noisy rows; `strength` and `balanced` do not count then.
    """

    corpus: str
    field: str
    together: str
    parts: Callable[[Row], tuple[Floats, Floats]]
    words: float
    strength: float
    balanced: bool
    state: Callable[[Row], Floats] | None = None
    near: tuple[Weights, ...] = ()


STANCE = Weights(strength=0.12, plain=0.5, near=6.0, fading=0.1, group=1.0, behind=(1.0, 1.0, 0.0))
STANCE_STATES = Weights(strength=0.06, plain=0.25, near=6.0, fading=0.1, group=0.25, behind=(0.8, 0.5, 1.0))
"""Words count most in one, states in the other; their mean does better than either and than one between them."""
BOTH = (STANCE, STANCE_STATES)

CHOICES = (
    BOTH,
    (STANCE,),
    (STANCE_STATES,),
    tuple(replace(one, plain=2 * one.plain, near=0.0) for one in BOTH),
    tuple(replace(one, near=2 * one.near) for one in BOTH),
    tuple(replace(one, fading=one.fading / 2) for one in BOTH),
    tuple(replace(one, fading=2 * one.fading) for one in BOTH),
    tuple(replace(one, strength=one.strength / 2) for one in BOTH),
    tuple(replace(one, strength=2 * one.strength) for one in BOTH),
    tuple(replace(one, group=0.0) for one in BOTH),
)
"""What the nested figure chooses from."""


def _spans(row: Row, key: str) -> list[Span]:
    return [Span(s["start"], s["end"]) for s in row[key] or ()]


PLANS = {
    "plover": Plan(
        "plover/sentences.jsonl",
        "event",
        "",
        lambda row: plover_parts(row["text"], _spans(row, "actor"), _spans(row, "recipient"), load_sentences()),
        words=1.0,
        strength=10.0,
        balanced=True,
    ),
    "acled": Plan(
        "plover/snippets.jsonl",
        "label",
        "",
        lambda row: acled_parts(row["text"], load_sentences()),
        words=ACLED_WORDS,
        strength=20.0,
        balanced=True,
    ),
    "stance": Plan(
        "drift/emergent_headlines.jsonl",
        "stance",
        "claim_id",
        lambda row: stance_parts(row["claim"], row["headline"]),
        words=STANCE_WORDS,
        strength=1.0,
        balanced=False,
        state=lambda row: stance_state(row["claim"], row["headline"]),
        near=BOTH,
    ),
}


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a corpus as numbers."""

    dense: Numbers
    found: Numbers
    states: Numbers
    labels: list[str]
    groups: list[str]


def read(plan: Plan, data: Path) -> Table:
    """Return the rows of a plan's corpus as numbers."""
    with (data / plan.corpus).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    parts = [plan.parts(row) for row in rows]
    groups = [str(row[plan.together]) if plan.together else str(i) for i, row in enumerate(rows)]
    labels = [row[plan.field] for row in rows]
    states = np.stack([plan.state(row) for row in rows]) if plan.state is not None else np.zeros((len(rows), 0))
    return Table(np.stack([d for d, _ in parts]), np.stack([f for _, f in parts]), states, labels, groups)


def model_of(plan: Plan, table: Table, rows: Sequence[int]) -> Linear:
    """Return the model fitted on some rows."""
    rarity = rarity_of(table.found[rows])
    if plan.near:
        return replace(fit_near(_rows_of(plan, table, rows), plan.near), rarity=rarity)
    labels = [table.labels[i] for i in rows]
    features = features_of(plan, table, rows, rarity)
    return fit(features, labels, rarity, strength=plan.strength, balanced=plan.balanced)


def _rows_of(plan: Plan, table: Table, rows: Sequence[int]) -> Rows:
    """Return some rows to learn nearness from."""
    features = features_of(plan, table, rows, rarity_of(table.found[rows]))
    labels, groups = ([of[i] for i in rows] for of in (table.labels, table.groups))
    return Rows(features, (table.dense.shape[1], table.found.shape[1], *STATES), labels, groups)


def left_out_shares(plan: Plan, table: Table, rows: Sequence[int]) -> Numbers:
    """Return shares of some rows' classes by the model fitted on the others of them that are of another group."""
    return shared(left_out(_rows_of(plan, table, rows), plan.near))


def folded(plan: Plan, table: Table, seed: int, *, nested: bool = False) -> list[str]:
    """Return for every row what a model says that has not seen it or its group.

    Args:
        plan: the model.
        table: all rows.
        seed: of the folds.
        nested: whether the weights are chosen anew by folds inside each training part.
    """
    said = [""] * len(table.labels)
    for fold in folds(table, seed):
        inside = set(fold)
        rest = [i for i in range(len(said)) if i not in inside]
        chosen = _chosen(plan, table, rest) if nested else plan
        model = model_of(chosen, table, rest)
        for i, label in zip(fold, said_of(model, features_of(plan, table, fold, model.rarity)), strict=True):
            said[i] = label
    return said


def features_of(plan: Plan, table: Table, rows: Sequence[int], rarity: Floats) -> Floats:
    """Return rows as a model reads them."""
    return np.hstack([table.dense[rows], plan.words * weigh(table.found[rows], rarity), table.states[rows]])


def _chosen(plan: Plan, table: Table, rows: Sequence[int]) -> Plan:
    """Return the plan with the weights that do best on some rows, a group left out each; ties fall to the first."""
    held = _rows_of(plan, table, rows)
    right = [(left_out(held, weights).argmax(1) == held.wanted.argmax(1)).sum() for weights in CHOICES]
    return replace(plan, near=CHOICES[int(np.argmax(right))])


def folds(table: Table, seed: int, number: int = FOLDS) -> list[list[int]]:
    """Cut into folds; each class is spread evenly over them where rows stand by themselves."""
    draw = random.Random(seed)  # noqa: S311 - no secret depends on it
    of_group: dict[str, list[int]] = {}
    for i, group in enumerate(table.groups):
        of_group.setdefault(group, []).append(i)
    groups = list(of_group.values())
    draw.shuffle(groups)
    groups.sort(key=lambda rows: table.labels[rows[0]] if len(of_group) == len(table.labels) else "")
    cut: list[list[int]] = [[] for _ in range(number)]
    for at, rows in enumerate(groups):
        cut[at % number] += rows
    return [sorted(fold) for fold in cut]


def figures(labels: Sequence[str], said: Sequence[str]) -> dict[str, Any]:
    """Return accuracy, macro and weighted F1, and every class's F1, as the scorer of labels counts them."""
    counts, told = Counter(labels), Counter(said)
    hits = Counter(a for a, b in zip(labels, said, strict=True) if a == b)
    each = {c: 2 * hits[c] / (counts[c] + told[c]) for c in sorted(counts)}
    return {
        "accuracy": sum(hits.values()) / len(labels),
        "macro_f1": sum(each.values()) / len(each),
        "weighted_f1": sum(each[c] * counts[c] for c in each) / len(labels),
        "by": each,
    }


def measured(plan: Plan, table: Table) -> dict[str, Any]:
    """Return the figures by folds: means over the seeds."""
    runs = [figures(table.labels, folded(plan, table, seed)) for seed in SEEDS]
    mean: dict[str, Any] = {
        k: round(sum(r[k] for r in runs) / len(runs), 4) for k in ("accuracy", "macro_f1", "weighted_f1")
    }
    if plan.near:
        nested = [figures(table.labels, folded(plan, table, seed, nested=True))["accuracy"] for seed in SEEDS]
        mean["accuracy_nested"] = round(sum(nested) / len(nested), 4)
        mean["nested"] = [round(one, 4) for one in nested]
    mean["by"] = {c: round(sum(r["by"][c] for r in runs) / len(runs), 3) for c in runs[0]["by"]}
    return {"rows": len(table.labels), "folds": FOLDS, "seeds": len(SEEDS), **mean}


def _retold(plan: Plan, table: Table, data: Path) -> Linear:
    """Return the model of pairs, fitted on what models say of rumours that they have not seen."""
    with (data / plan.corpus).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return fit_retold(left_out_shares(plan, table, range(len(rows))), read_pairs(data, rows))


def _seen(data: Path) -> list[int]:
    """Return marks of the claims that stance is fitted on, so that `bench` can say where it is measured on them."""
    with (data / PLANS["stance"].corpus).open(encoding="utf-8") as lines:
        return sorted({mark(json.loads(line)["claim"]) for line in lines})


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the corpora")
    parser.add_argument("--out", type=Path, help="where the figures go, as JSON")
    parser.add_argument("--weights", type=Path, default=FOLDER, help="where the models go")
    parser.add_argument("--only", choices=PLANS, default="", help="fit this one, keep the other models")
    options = parser.parse_args()
    told: dict[str, Any] = {}
    models: dict[str, Linear] = {}
    if options.only:
        models |= load_models(options.weights)
        told |= json.loads((options.weights / MANIFEST).read_text(encoding="utf-8"))["measured"]
    for name, plan in PLANS.items():
        if options.only not in ("", name):
            continue
        table = read(plan, options.data)
        told[name] = measured(plan, table)
        print(name, {k: v for k, v in told[name].items() if k != "by"}, flush=True)
        models[name] = model_of(plan, table, range(len(table.labels)))
        if name == "stance":
            models["retold"] = _retold(plan, table, options.data)
    about = {"layers": load_sentences().digest, "measured": told, "seen": {"stance": _seen(options.data)}}
    pack_models(models, options.weights, about)
    if options.out is not None:
        options.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
