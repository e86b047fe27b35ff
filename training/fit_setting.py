"""Learn what tells the town and the day of a report's main event: `python -m training.fit_setting LINKING`.

LINKING holds `reports.jsonl` and `incidents.jsonl`. Used are the reports of the split "train", and those of the part
"extra" whose event none of the reports has that `bench.incident_check` measures on: those are never fitted on.

The main event is taken as the check takes it, merged. Every town (`incidents/setting.py`) or day
(`incidents/dating.py`) that a report says is an answer with features; a softmax over the answers of each report learns
their weights, towards nothing by a ridge. Reports that do not say the right one teach nothing, and count as wrong.
Folds are drawn over events.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from spacy.tokens import Doc

from bench.incident_check import checked, report, right_town, rows_of
from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.incidents import limits
from onrecord.incidents.dating import Days
from onrecord.incidents.draft import Cluster
from onrecord.incidents.find import analyse
from onrecord.incidents.setting import Setting
from onrecord.incidents.trigger import find_triggers
from onrecord.model import Realis, When

Array = NDArray[np.float64]

FOLDS = 5
SEED = 3
RIDGES = (0.3, 1.0, 3.0, 10.0)
NEAR = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Question:
    """What one report asks: which of these answers is right.

    Attributes:
        event: the event that the report is about.
        answers: the features of every answer, a row each.
        right: which answers are right.
    """

    event: str
    answers: Array
    right: NDArray[np.bool_]


def main_cluster(doc: Doc) -> Cluster | None:
    """Return what tells the main event of a report, None where it tells of no attack."""
    claims, _ = find_claims(doc)
    told = analyse(doc, claims).told
    attacks = [(c, i) for c, i in told if i.type == "ASSAULT" and i.realis is Realis.ACTUAL]
    return max(attacks, key=lambda pair: len(pair[1].triggers), default=(None, None))[0]


def questions(rows: Sequence[dict[str, Any]], gold: dict[str, dict[str, Any]]) -> Iterator[tuple[Question, Question]]:
    """Yield for every report the question of the town and that of the day."""
    towns, days = len(limits.TOWN), len(limits.DAY)
    for row, doc in zip(rows, annotate(map(report, rows)), strict=True):
        yield asked(row["incident_id"], doc, gold[row["incident_id"]], (towns, days))


def asked(event: str, doc: Doc, wanted: dict[str, Any], widths: tuple[int, int]) -> tuple[Question, Question]:
    """Return the questions of the town and of the day that one report asks."""
    cluster = main_cluster(doc)
    if cluster is None:
        return _question(event, [], [], widths[0]), _question(event, [], [], widths[1])
    setting = Setting(doc, (token for token, _ in find_triggers(doc)))
    towns = setting.answers([d.where for d in cluster.drafts if d.where is not None])
    day = dt.date.fromisoformat(wanted["date"])
    dating = Days(doc)
    days = dating.days(cluster)
    return (
        _question(
            event,
            [features for _, features in towns],
            [right_town(t.mention.name, wanted) for t, _ in towns],
            widths[0],
        ),
        _question(event, [dating.features(d) for d in days], [_near(d.when, day) for d in days], widths[1]),
    )


def _question(event: str, answers: Sequence[Sequence[float]], right: Sequence[bool], width: int) -> Question:
    return Question(event, np.array(answers, dtype=float).reshape(-1, width), np.array(right, dtype=bool))


def _near(when: When, day: dt.date) -> bool:
    earliest, latest = (dt.date.fromisoformat(t[:10]) for t in (when.earliest, when.latest))
    return earliest >= day - NEAR and latest <= day + NEAR


def fit(asked_: Sequence[Question], ridge: float) -> Array:
    """Return the weights under which the right answers are likeliest, less a ridge."""
    taught = [q for q in asked_ if q.right.any() and not q.right.all()]
    width = asked_[0].answers.shape[1]

    def loss(weights: Array) -> tuple[float, Array]:
        value, slope = ridge * float(weights @ weights) / 2, ridge * weights
        for q in taught:
            scores = q.answers @ weights
            each = np.exp(scores - scores.max())
            each /= each.sum()
            sure = each[q.right].sum()
            value -= float(np.log(sure))
            slope = slope + q.answers.T @ each - q.answers[q.right].T @ (each[q.right] / sure)
        return value, slope

    return np.asarray(minimize(loss, np.zeros(width), jac=True, method="L-BFGS-B").x)


def share_right(asked_: Sequence[Question], weights: Array) -> float:
    """Return in how many of the reports the weights choose a right answer."""
    return sum(bool(len(q.right) and q.right[int(np.argmax(q.answers @ weights))]) for q in asked_) / len(asked_)


def held_out(asked_: Sequence[Question], ridge: float) -> float:
    """Return in how many reports weights choose right that never saw the report's event."""
    events = sorted({q.event for q in asked_})
    random.Random(SEED).shuffle(events)  # noqa: S311 - folds, no secrets
    fold = {event: n % FOLDS for n, event in enumerate(events)}
    total = 0.0
    for n in range(FOLDS):
        out = [q for q in asked_ if fold[q.event] == n]
        total += share_right(out, fit([q for q in asked_ if fold[q.event] != n], ridge)) * len(out)
    return total / len(asked_)


def learn(asked_: Sequence[Question], now: dict[str, float]) -> dict[str, Any]:
    """Return the weights of the best ridge, with how good these, each ridge and today's are."""
    said = sum(bool(q.right.any()) for q in asked_) / len(asked_)
    by_ridge = {str(ridge): round(held_out(asked_, ridge), 4) for ridge in RIDGES}
    best = max(RIDGES, key=lambda ridge: by_ridge[str(ridge)])
    weights = fit(asked_, best)
    return {
        "reports": len(asked_),
        "right one said": round(said, 4),
        "right by the weights so far": round(share_right(asked_, np.array(list(now.values()))), 4),
        "right by ridge, events held out": by_ridge,
        "right where fitted": round(share_right(asked_, weights), 4),
        "weights": {name: round(float(w), 2) for name, w in zip(now, weights, strict=True)},
    }


def used(reports: Iterable[dict[str, Any]], events: Iterable[str]) -> list[dict[str, Any]]:
    """Return the reports to learn from."""
    rows, known = list(reports), set(events)
    never = {row["incident_id"] for row in checked(rows, known)}
    return [
        row
        for row in rows
        if row["incident_id"] in known
        and (row["split"] == "train" or (row["part"] == "extra" and row["incident_id"] not in never))
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, learn and print as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with reports.jsonl and incidents.jsonl")
    options = parser.parse_args(arguments)
    gold = {row["incident_id"]: row for row in rows_of(options.folder / "incidents.jsonl")}
    rows = used(rows_of(options.folder / "reports.jsonl"), gold)
    pairs = list(questions(rows, gold))
    found = {
        "town": learn([town for town, _ in pairs], limits.TOWN),
        "day": learn([day for _, day in pairs], limits.DAY),
    }
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
