"""Fits the weights of `onrecord.annotate.certain_fit`: `python -m training.fit_certainty DATA [--folds]`.

Runs in the project's environment. The sum of absolute errors, smoothed near zero, with a penalty on large weights; no
chance in it. With --folds nothing is written: the figures of five folds of whole blocks of sentences are printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.annotate.certain_fit import FURTHEST, PLAIN, WEIGHTS, features
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.scope import value_of
from onrecord.model import Report

CORPORA = ("uw_train", "meantime_train")
FOLDS, BLOCKS = 5, 20

LEAST = 6
"""Events that a feature must stand on. From 3 to 10 the figures by folds differ by 0.003 (2026-11-22)."""

PENALTY = 6.0
"""On squared weights; from 4 to 8 the figures by folds differ by 0.002 (2026-11-22)."""

SMOOTH = 0.1
"""Errors much smaller than this count by their square."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Event:
    """An annotated event: its features, gold value, the value by rules, its corpus and fold."""

    seen: tuple[str, ...]
    value: float
    ruled: float
    corpus: str
    fold: int


def read(data: Path) -> list[Event]:
    """Return the events of all corpora."""
    out = []
    for corpus in CORPORA:
        lines = (data / "certainty" / f"{corpus}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        docs = parse((Report(row["id"], row["text"]) for row in rows), load_pipeline())
        for number, (row, doc) in enumerate(zip(rows, docs, strict=True)):
            for event in row["events"]:
                words = doc.char_span(*event["span"], alignment_mode="expand")
                if words is not None:
                    seen = tuple(sorted(features(words.root)))
                    fold = number * BLOCKS // len(rows) % FOLDS
                    out.append(Event(seen, event["value"], value_of(words.root), corpus, fold))
    return out


def matrix(events: Sequence[Event], columns: dict[str, int]) -> csr_matrix[np.float64]:
    """Return a row an event, 1 for each feature that it has."""
    at = [(row, columns[name]) for row, event in enumerate(events) for name in event.seen if name in columns]
    rows, cells = zip(*at, strict=True)
    return csr_matrix((np.ones(len(at)), (rows, cells)), shape=(len(events), len(columns)))


def fit(events: Sequence[Event]) -> dict[str, float]:
    """Return the weight of every feature that is frequent enough."""
    counts = Counter(name for event in events for name in event.seen)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    table = matrix(events, {name: column for column, name in enumerate(names)})
    wanted = np.array([event.value for event in events])

    def loss(weights: Floats) -> tuple[float, Floats]:
        error = table @ weights - wanted
        length = np.sqrt(error**2 + SMOOTH**2)
        slope = table.T @ (error / length) + 2 * PENALTY * weights
        return float(length.sum() + PENALTY * (weights**2).sum()), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    rounded = (round(float(weight), 3) for weight in found.x)
    return {name: weight for name, weight in zip(names, rounded, strict=True) if weight}


def said(events: Sequence[Event], weights: dict[str, float]) -> Floats:
    """Return the values as `fitted_value` gives them."""
    sums = np.array([sum(weights.get(name, 0.0) for name in event.seen) for event in events])
    plain = (sums > PLAIN) & np.array([event.ruled == FURTHEST for event in events])
    return np.where(plain, FURTHEST, np.clip(sums, -FURTHEST, FURTHEST))


def figures(found: Floats, wanted: Floats) -> dict[str, float]:
    """Return mean absolute error, Pearson's r, and the F1 of finding what is said not to be so."""
    hits, ends = int(((found < 0) & (wanted < 0)).sum()), int((found < 0).sum() + (wanted < 0).sum())
    out = {"mae": np.abs(found - wanted).mean(), "r": np.corrcoef(found, wanted)[0, 1], "negative_f1": 2 * hits / ends}
    return {name: round(float(value), 4) for name, value in out.items()}


def by_folds(events: Sequence[Event]) -> dict[str, dict[str, float]]:
    """Return the figures of each corpus, every fold scored by what was fitted on the others."""
    found = np.zeros(len(events))
    for fold in range(FOLDS):
        inside = [i for i, event in enumerate(events) if event.fold == fold]
        weights = fit([event for event in events if event.fold != fold])
        found[inside] = said([events[i] for i in inside], weights)
    wanted = np.array([event.value for event in events])
    of = {corpus: np.array([event.corpus == corpus for event in events]) for corpus in CORPORA}
    return {corpus: figures(found[chosen], wanted[chosen]) for corpus, chosen in of.items()}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the corpora")
    parser.add_argument("--folds", action="store_true", help="figures by folds only")
    options = parser.parse_args()
    events = read(options.data)
    held: dict[str, Any] = by_folds(events)
    print(json.dumps(held))
    if options.folds:
        return
    about = {
        "what": "weights of features for event certainty on -3..3; see training/fit_certainty.py",
        "data": {
            f"certainty/{c}.jsonl": hashlib.sha256((options.data / "certainty" / f"{c}.jsonl").read_bytes()).hexdigest()
            for c in CORPORA
        },
        "events": len(events),
        "by_folds": held,
        "settings": {"least": LEAST, "penalty": PENALTY, "smooth": SMOOTH},
    }
    stored = {"about": about, "weights": fit(events)}
    WEIGHTS.write_text(json.dumps(stored, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
