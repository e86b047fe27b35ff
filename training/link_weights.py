"""Learn what the features of linking weigh: `python -m training.link_weights REPORTS.jsonl`.

REPORTS has rows with `doc_id`, `title`, `date`, `url`, `text`, `split` and `incident_id`; those of the split "train"
are used. Logistic regression over all pairs of reports, features for and against held to their sign.

A case is denser than a training set: of ten times as many events ten times as many fall into one week of one town.
So every event, with its reports, is moved in time until all lie ten times closer; the places stay. Folds are drawn over
events. The bias is set so that 0 is the threshold at which the held-out folds cluster best (B3).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.tasks.responsibility import report
from onrecord.ingest import records_of
from onrecord.link.compare import AGAINST, FEATURES, FOR, measure
from onrecord.link.facts import Facts, Rarity, incident_facts, report_facts
from onrecord.link.profiles import Profile, profile

Array = NDArray[np.float64]

DENSER = 10
"""How much closer in time events are moved; the folds of the corpus stand in this proportion."""
FOLDS = 5
SEED = 3
PENALTY = 1.0

OWN = tuple(f for f in FEATURES if f not in ("words", "lead", "rare-words", "others"))
"""What an incident has by itself, without the report around it."""


def move(facts: Sequence[Facts], events: Sequence[str]) -> None:
    """Move every event with its reports so that all lie closer together in time."""
    by_event: dict[str, list[Facts]] = defaultdict(list)
    for fact, event in zip(facts, events, strict=True):
        by_event[event].append(fact)
    first = min(f.published or 0 for f in facts)
    for group in by_event.values():
        start = min(f.published or 0 for f in group)
        by = (start - first) // DENSER - (start - first)
        for fact in group:
            fact.published = (fact.published or 0) + by
            if fact.days is not None:
                fact.days = (fact.days[0] + by, fact.days[1] + by)


def matrix(facts: Sequence[Facts], rarity: Rarity) -> Array:
    """Return the features of every pair of facts."""
    return np.array([measure(a, b, rarity) for a, b in itertools.combinations(facts, 2)])


def fit(numbers: Array, same: Array, used: Sequence[str]) -> Array:
    """Return weights and bias; a feature that is not used weighs nothing."""
    x = np.hstack([numbers, np.ones((len(numbers), 1))])
    free = [(0.0, None if f in used else 0.0) for f in FOR] + [(None if f in used else 0.0, 0.0) for f in AGAINST]

    def loss(weights: Array) -> tuple[float, Array]:
        z = x @ weights
        value = np.logaddexp(0.0, z).sum() - (same * z).sum() + PENALTY * (weights[:-1] ** 2).sum() / 2
        slope = x.T @ (1 / (1 + np.exp(-z)) - same)
        slope[:-1] += PENALTY * weights[:-1]
        return float(value), slope

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=[*free, (None, None)])
    return np.asarray(found.x)


def held_out(numbers: Array, same: Array, events: Sequence[str], used: Sequence[str]) -> Array:
    """Return the score of every pair by weights that were learned without its events."""
    names = sorted(set(events))
    random.Random(SEED).shuffle(names)  # noqa: S311 - folds, no secrets
    fold = {name: n % FOLDS for n, name in enumerate(names)}
    sides = np.array([(fold[a], fold[b]) for a, b in itertools.combinations(events, 2)])
    scores, times = np.zeros(len(same)), np.zeros(len(same))
    for n in range(FOLDS):
        out = (sides == n).any(axis=1)
        weights = fit(numbers[~out], same[~out], used)
        scores[out] += numbers[out] @ weights[:-1] + weights[-1]
        times[out] += 1
    return np.asarray(scores / times)


def named(weights: Array, shift: float) -> dict[str, float]:
    """Return weights by feature, without those that are nothing, and the bias less what is to be the threshold."""
    found = {f: round(float(w), 3) for f, w in zip(FEATURES, weights[:-1], strict=True) if abs(w) > 0.0005}
    return {**found, "bias": round(float(weights[-1]) - shift, 3)}


def learn(profiles: Sequence[Profile], events: Sequence[str], thresholds: tuple[float, float]) -> dict[str, Any]:
    """Return the weights for whole reports and for single incidents."""
    facts, rarity = report_facts(profiles)
    move(facts, events)
    told = [
        (p, next((t for t in p.telling.incidents if t.id == p.telling.main), None), e)
        for p, e in zip(profiles, events, strict=True)
    ]
    single = [(incident_facts(p, t), e) for p, t, e in told if t is not None]
    move([f for f, _ in single], [e for _, e in single])
    found: dict[str, Any] = {"about": f"{len(profiles)} reports, {len(set(events))} events"}
    for name, held, used, threshold in (
        ("report", list(zip(facts, events, strict=True)), FEATURES, thresholds[0]),
        ("incident", single, OWN, thresholds[1]),
    ):
        numbers = matrix([f for f, _ in held], rarity)
        same = np.array([float(a == b) for (_, a), (_, b) in itertools.combinations(held, 2)])
        show(name, held_out(numbers, same, [e for _, e in held], used), same)
        found[name] = named(fit(numbers, same, used), threshold)
    return found


def show(name: str, scores: Array, same: Array) -> None:
    """Print precision and recall of held-out pairs by threshold."""
    for threshold in np.arange(-4.0, 4.5, 0.5):
        above = scores >= threshold
        right, wrong = int((above & (same > 0)).sum()), int((above & (same == 0)).sum())
        sys.stdout.write(f"{name:9} {threshold:5.1f}  recall {right / same.sum():.3f}  wrong {wrong}\n")


def main(arguments: Iterable[str] | None = None) -> None:
    """Read the reports, learn and print the weights as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--thresholds", type=float, nargs=2, default=(-1.5, 1.0))
    options = parser.parse_args(None if arguments is None else list(arguments))
    rows = [json.loads(line) for line in options.reports.read_text(encoding="utf-8").splitlines()]
    rows = [r for r in rows if r["split"] == "train"]
    profiles = [profile(r) for r in records_of(map(report, rows)) if not isinstance(r, Exception)]
    sys.stdout.write(json.dumps(learn(profiles, [r["incident_id"] for r in rows], options.thresholds), indent=1) + "\n")


if __name__ == "__main__":
    main()
