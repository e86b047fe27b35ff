"""How likely the key of MUC-4 holds an event: a logistic over `muc4_features`, fitted on the training part.

    python -m bench.muc4_relevance ../shared/data/muc4/train.jsonl

writes the weights anew. An event is right where it is the one that a template of the key fits best, by type and shared
fillers. Names seen in fewer than eight events count for nothing.
"""

from __future__ import annotations

import argparse
import functools
import json
import math
import string
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.predict import rows_of, seen

if TYPE_CHECKING:
    import numpy.typing as npt

Row = dict[str, Any]
Weights = Mapping[str, float]

FILE = Path(__file__).with_name("muc4_weights.json")
BIAS = "bias"
SEEN = 8
STRENGTH = 2.5
"""Of the penalty on large weights."""

ENOUGH = 0.25
"""From which an event becomes a template: half of the F1 that is reached, where one more pays for itself. With states
of the larger encoder among the features, development part: micro F1 .505 at .25, .488 at .30; without them .489, .484;
2026-11-23. What the fillers say of an event added nothing to the features before that: .456 with their chances, .461
without, 350 reports that they had not seen; 2026-11-22."""

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_STEPS = 40


@functools.cache
def weights() -> Weights:
    """Return the stored weights by name."""
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def relevance(features: Mapping[str, float], weighed: Weights) -> float:
    """Return how likely the key holds an event, 0 to 1."""
    total = weighed[BIAS] + sum(value * weighed.get(name, 0.0) for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def fit(examples: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    """Return weights by Newton's method, with a penalty on the square of all but the bias."""
    often = Counter(name for features, _ in examples for name, value in features.items() if value)
    names = sorted(name for name, number in often.items() if number >= SEEN)
    at = {name: n for n, name in enumerate(names, 1)}
    table = np.zeros((len(examples), len(names) + 1))
    table[:, 0] = 1.0
    for row, (features, _) in zip(table, examples, strict=True):
        for name, value in features.items():
            if name in at:
                row[at[name]] = value
    found = _newton(table, np.array([float(right) for _, right in examples]))
    return {BIAS: round(float(found[0]), 4)} | {name: round(float(found[n]), 4) for name, n in at.items()}


def _newton(table: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    penalty = np.full(table.shape[1], STRENGTH)
    penalty[0] = 1e-6
    found = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        share = 1.0 / (1.0 + np.exp(-np.clip(table @ found, -30, 30)))
        slope = table.T @ (share - right) + penalty * found
        curve = (table * (share * (1 - share))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    return found


def labels(templates: Sequence[Row], key: Sequence[Row]) -> list[bool]:
    """Return which of the events are in the key: the best pairs first, every template of the key once."""
    pairs = sorted(
        (
            (-1 - 2 * _shared(made, wanted), n, k)
            for n, made in enumerate(templates)
            for k, wanted in enumerate(key)
            if made["incident_type"] in (wanted["incident_type"] or "")
        ),
    )
    ours: set[int] = set()
    theirs: set[int] = set()
    for _, n, k in pairs:
        if n not in ours and k not in theirs:
            ours.add(n)
            theirs.add(k)
    return [n in ours for n in range(len(templates))]


def _shared(made: Row, wanted: Row) -> int:
    found = 0
    for role in ROLES:
        known = [{plain(m) for m in entry} for entry in wanted.get(role) or ()]
        found += sum(any({plain(m) for m in entry} & other for other in known) for entry in made[role])
    return found


def plain(words: str) -> str:
    """Return words as the scorer compares them: small, without punctuation and articles."""
    return " ".join(w for w in words.lower().translate(_PUNCTUATION).split() if w not in ("a", "an", "the"))


def examples(rows: Iterable[Row]) -> list[tuple[Mapping[str, float], bool]]:
    """Return every event of a training part with whether the key holds it."""
    from bench.tasks import muc4  # noqa: PLC0415 - it imports this module

    rows = list(rows)
    out: list[tuple[Mapping[str, float], bool]] = []
    for row, (given, doc) in zip(rows, muc4.annotated([seen(r, muc4.FIELDS) for r in rows]), strict=True):
        found = list(muc4.candidates(doc, given.get("header") or {}))
        right = labels([c.template for c in found], row["gtt"])
        out += zip((c.features for c in found), right, strict=True)
    return out


def main(arguments: list[str] | None = None) -> int:
    """Fit on a training part and store the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    options = parser.parse_args(arguments)
    found = examples(rows_of(options.train))
    FILE.write_text(json.dumps(fit(found), indent=0) + "\n", encoding="utf-8")
    print(f"{len(found)} events, {sum(right for _, right in found)} in the key: {FILE}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
