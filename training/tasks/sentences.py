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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.classes.events import acled_parts, plover_parts
from onrecord.classes.limits import ACLED_WORDS, STANCE_WORDS
from onrecord.classes.linear import FOLDER, MANIFEST, Linear, load_models, pack_models
from onrecord.classes.sentences import load_sentences
from onrecord.classes.stance import stance_parts
from onrecord.classes.words import Floats, weigh
from onrecord.model import Span
from training.tasks.linear import fit, rarity_of

Row = dict[str, Any]
Numbers = npt.NDArray[np.floating[Any]]

FOLDS = 5
SEEDS = (0, 1, 2)
"""Of the ways to cut into folds; figures are means over them."""

SHARPNESS = 5.0
"""By which weights of squared errors are multiplied, so that shares spread as those of the other models; no label
depends on it."""


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
        squared: whether squared errors are made least, which fares better on few noisy rows; not with `balanced`.
    """

    corpus: str
    field: str
    together: str
    parts: Callable[[Row], tuple[Floats, Floats]]
    words: float
    strength: float
    balanced: bool
    squared: bool = False


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
        strength=0.12,
        balanced=False,
        squared=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a corpus as numbers."""

    dense: Numbers
    found: Numbers
    labels: list[str]
    groups: list[str]


def read(plan: Plan, data: Path) -> Table:
    """Return the rows of a plan's corpus as numbers."""
    with (data / plan.corpus).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    parts = [plan.parts(row) for row in rows]
    groups = [str(row[plan.together]) if plan.together else str(i) for i, row in enumerate(rows)]
    labels = [row[plan.field] for row in rows]
    return Table(np.stack([d for d, _ in parts]), np.stack([f for _, f in parts]), labels, groups)


def model_of(plan: Plan, table: Table, rows: Sequence[int]) -> Linear:
    """Return the model fitted on some rows."""
    rarity = rarity_of(table.found[rows])
    features = np.hstack([table.dense[rows], plan.words * weigh(table.found[rows], rarity)])
    labels = [table.labels[i] for i in rows]
    if plan.squared:
        return ridge(features, labels, rarity, plan.strength)
    return fit(features, labels, rarity, strength=plan.strength, balanced=plan.balanced)


def ridge(features: Floats, labels: Sequence[str], rarity: Floats, strength: float) -> Linear:
    """Return the model with the least squared errors, solved by rows, which are fewer than the features."""
    classes = sorted(set(labels))
    wanted = np.array([[float(label == c) for c in classes] for label in labels])
    mean = wanted.mean(0)
    of_row = np.linalg.solve(features @ features.T + np.eye(len(labels)) / strength, wanted - mean)
    return Linear(tuple(classes), SHARPNESS * (of_row.T @ features), SHARPNESS * mean, rarity)


def folded(plan: Plan, table: Table, seed: int) -> list[str]:
    """Return for every row what a model says that has not seen it or its group."""
    said = [""] * len(table.labels)
    for fold in folds(table, seed):
        inside = set(fold)
        model = model_of(plan, table, [i for i in range(len(said)) if i not in inside])
        for i in fold:
            features = np.concatenate([table.dense[i], plan.words * weigh(table.found[i], model.rarity)])
            said[i] = model.score(features).label
    return said


def folds(table: Table, seed: int) -> list[list[int]]:
    """Cut into folds; each class is spread evenly over them where rows stand by themselves."""
    draw = random.Random(seed)  # noqa: S311 - no secret depends on it
    of_group: dict[str, list[int]] = {}
    for i, group in enumerate(table.groups):
        of_group.setdefault(group, []).append(i)
    groups = list(of_group.values())
    draw.shuffle(groups)
    groups.sort(key=lambda rows: table.labels[rows[0]] if len(of_group) == len(table.labels) else "")
    folds: list[list[int]] = [[] for _ in range(FOLDS)]
    for number, rows in enumerate(groups):
        folds[number % FOLDS] += rows
    return [sorted(fold) for fold in folds]


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
    mean["by"] = {c: round(sum(r["by"][c] for r in runs) / len(runs), 3) for c in runs[0]["by"]}
    return {"rows": len(table.labels), "folds": FOLDS, "seeds": len(SEEDS), **mean}


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
    pack_models(models, options.weights, {"layers": load_sentences().digest, "measured": told})
    if options.out is not None:
        options.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
