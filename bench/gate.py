"""Hold the figures against their floors: `python -m bench.gate --data DATA --score SCORE`.

Without `--full` every so-many-th row of a corpus is measured, which takes about a minute; floors of both kinds stand
in `bench/baseline.json`, each with the digest of its corpus, since figures of a changed corpus compare to nothing.
A corpus, scorer or task that is not there is skipped, and said so.

    --update   writes the floors anew; lowers one only with --allow-regression
    --save     writes bench/results/<date>-<task>.json (with --full)

Exit: 0 all hold, 1 a figure fell, 2 a corpus or the baseline does not fit.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from bench import store
from bench.measures import MEASURES, Measure
from bench.predict import NoTask, task

ROOT = Path(__file__).resolve().parent.parent
WORKERS = min(2, os.cpu_count() or 1)
"""Predictions made at a time; each holds the pipeline (about 400 MB)."""


class Stopped(Exception):
    """A step of a measurement failed; says which, and how."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one measure.

    Attributes:
        measure: what was measured.
        rows: how many rows.
        digest: hash of the whole corpus file.
        figures: by name.
    """

    measure: Measure
    rows: int
    digest: str
    figures: dict[str, float]


@dataclass(slots=True)
class Verdict:
    """What the gate has to say.

    Attributes:
        fallen: figures behind their floors.
        unfit: corpora or figures that compare to nothing.
        lines: everything measured, for the screen.
    """

    fallen: list[str] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def absent(measure: Measure, data: Path, score: Path) -> str:
    """Return why a measure cannot be taken here, "" where it can."""
    for path in (measure.path(data), score / measure.scorer):
        if not path.is_file():
            return f"{path.name} is not in {path.parent}"
    try:
        task(measure.task)
    except NoTask as error:
        return str(error)
    return ""


def take(measure: Measure, data: Path, score: Path, *, full: bool) -> Measured:
    """Predict and score one corpus, or every so-many-th row of it.

    Raises:
        Stopped: prediction or scoring ended with an error.
    """
    corpus = measure.path(data)
    chosen = measure.chosen(corpus.read_text(encoding="utf-8").splitlines(), full=full)
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        gold.write_text("\n".join(chosen) + "\n", encoding="utf-8")
        _run(measure, [sys.executable, "-m", "bench.predict", measure.task, str(gold), str(predicted)])
        scorer = [sys.executable, str(score.resolve() / measure.scorer), str(gold), str(predicted), "--json"]
        scores = json.loads(_run(measure, [*scorer, *measure.options]))
    return Measured(measure, len(chosen), store.digest(corpus), {f.name: f.of(scores) for f in measure.figures})


def _run(measure: Measure, command: list[str]) -> str:
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if run.returncode:
        last = "\n".join(run.stderr.strip().splitlines()[-12:])
        raise Stopped(f"{measure.name}: {Path(command[1]).name} {command[2]} ended with {run.returncode}\n{last}")
    return run.stdout


def judge(measured: Measured, floors: dict[str, Any], verdict: Verdict) -> None:
    """Compare one measure with its floors; `floors` is its entry of the baseline."""
    measure = measured.measure
    if floors and (floors["corpus"], floors["rows"]) != (measured.digest, measured.rows):
        verdict.unfit.append(f"{measure.name}: the corpus has changed since the floors were set; run --update.")
        return
    for figure in measure.figures:
        value, floor = measured.figures[figure.name], floors.get("floors", {}).get(figure.name)
        line = f"  {measure.name:24} {figure.name:22} {value:9.4f}"
        if floor is None:
            verdict.lines.append(f"{line}   no floor yet")
            continue
        behind = figure.worse(value, floor)
        verdict.lines.append(f"{line}   floor {floor:9.4f}{'   FELL' if behind else ''}")
        if behind:
            verdict.fallen.append(f"{measure.name} {figure.name}: {value} after {floor} (margin {figure.margin})")


def raised(measured: Measured, floors: dict[str, Any], *, lower: bool) -> dict[str, Any]:
    """Return the new entry of the baseline: never a lower floor on the same corpus, unless it is allowed."""
    same = floors.get("corpus") == measured.digest and floors.get("rows") == measured.rows
    old = floors.get("floors", {}) if same else {}
    new = {
        figure.name: value
        if lower or figure.name not in old or figure.better(value, old[figure.name])
        else old[figure.name]
        for figure in measured.measure.figures
        for value in [measured.figures[figure.name]]
    }
    return {"corpus": measured.digest, "rows": measured.rows, "floors": new}


def keep(results: list[Measured]) -> None:
    """Store the figures of a full run, one file a task."""
    stamp = store.stamp()
    by_task = sorted(results, key=lambda m: (m.measure.task, m.measure.name))
    for name, group in groupby(by_task, key=lambda m: m.measure.task):
        corpora = {m.measure.name: {"rows": m.rows, "corpus": m.digest, "figures": m.figures} for m in group}
        path = store.save(name, {"task": name, **stamp, "corpora": corpora})
        print(f"  kept {path.relative_to(ROOT)}")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--score", type=Path, required=True, help="folder of the scorers")
    parser.add_argument("--task", action="append", help="only this task; may be given again")
    parser.add_argument("--full", action="store_true", help="all rows")
    parser.add_argument("--save", action="store_true", help="store the results")
    parser.add_argument("--update", action="store_true", help="set the floors")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: a floor may be lowered")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run the gate from the command line."""
    options = _options(arguments)
    chosen = [m for m in MEASURES if not options.task or m.task in options.task]
    missing = {
        m.name: absent(m, options.data, options.score) or ("" if options.full or m.stride else "only with --full")
        for m in chosen
    }
    for name, why in missing.items():
        if why:
            print(f"  skipped {name}: {why}")
    there = [m for m in chosen if not missing[m.name]]
    try:
        with ThreadPoolExecutor(WORKERS) as pool:
            results = list(pool.map(lambda m: take(m, options.data, options.score, full=options.full), there))
    except Stopped as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2
    return _conclude(results, options)


def _conclude(results: list[Measured], options: argparse.Namespace) -> int:
    baseline = store.read(store.BASELINE)
    floors: dict[str, Any] = baseline.setdefault("full" if options.full else "quick", {})
    verdict = Verdict()
    for measured in results:
        judge(measured, floors.get(measured.measure.name, {}), verdict)
    print("\n".join(verdict.lines))
    if options.save and options.full:
        keep(results)
    if options.update:
        if verdict.fallen and not options.allow_regression:
            print("gate: floors are not lowered without --allow-regression:", *verdict.fallen, sep="\n  ")
            return 1
        for m in results:
            floors[m.measure.name] = raised(m, floors.get(m.measure.name, {}), lower=options.allow_regression)
        store.write(store.BASELINE, baseline)
        return 0
    for line in (*verdict.fallen, *verdict.unfit):
        print(f"gate: {line}", file=sys.stderr)
    return 2 if verdict.unfit else 1 if verdict.fallen else 0


if __name__ == "__main__":
    sys.exit(main())
