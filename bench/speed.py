"""How fast it is, and where the time goes: `python -m bench.speed CORPUS.jsonl [--save]`.

The articles are written to files and read back on the main path (`onrecord.ingest.read_reports`), on one core, beside
the language pipeline alone in the same run. Stages are timed by wrapping their public functions, in processor time, so
that other work on the machine does not count; wall time stands beside it. Both are timed in turn several times and the
best of each counts: a processor that is shared is now slower, now faster, and the first reading of all is the slowest.

Exit: 0 within the limits, 1 not.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import store
from bench.predict import rows_of

if TYPE_CHECKING:
    from spacy.language import Language

LEAST_SPEED = 0.65
"""The whole path reads at least so fast, as a share of the speed of the language pipeline alone in the same run."""

MOST_MEMORY_MB = 1500.0

ROUNDS = 3
WARM = 3
"""Reports that are read before the clock runs."""

Spent = defaultdict[str, float]
"""Seconds of processor time by stage."""

STAGES = {
    "read": ("onrecord.read", ("read_path",)),
    "parse": ("onrecord.annotate.parsing", ("parse",)),
    "quotes": ("onrecord.annotate.quotes", ("find_quotes",)),
    "times": ("onrecord.annotate.times", ("find_times",)),
    "places": ("onrecord.annotate.places", ("find_places",)),
    "actors": ("onrecord.annotate.actors", ("find_actors",)),
    "claims": ("onrecord.claims", ("find_claims",)),
    "incidents": ("onrecord.incidents", ("find_incidents", "find_attributions")),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """Processor and wall time of something.

    Attributes:
        cpu: seconds of processor time.
        wall: seconds on the wall.
    """

    cpu: float
    wall: float

    @classmethod
    def now(cls) -> Clock:
        """Return the time since some fixed point."""
        return cls(time.process_time(), time.perf_counter())

    def since(self) -> Clock:
        """Return the time that has passed."""
        now = Clock.now()
        return Clock(now.cpu - self.cpu, now.wall - self.wall)


def timed(function: Callable[..., Any], stage: str, spent: Spent) -> Callable[..., Any]:
    """Return the function with its processor time added to `spent`; a generator is timed item by item."""

    def steps(items: Iterator[Any]) -> Iterator[Any]:
        end = object()
        while True:
            started = time.process_time()
            item = next(items, end)
            spent[stage] += time.process_time() - started
            if item is end:
                return
            yield item

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        started = time.process_time()
        result = function(*args, **kwargs)
        spent[stage] += time.process_time() - started
        return steps(result) if isinstance(result, Iterator) else result

    return call


def watch(spent: Spent) -> None:
    """Wrap every stage's functions wherever a module of onrecord has taken them by name."""
    for stage, (module, names) in STAGES.items():
        home = importlib.import_module(module)
        for name in names:
            original = getattr(home, name)
            wrapped = timed(original, stage, spent)
            for other in [m for key, m in list(sys.modules.items()) if key.startswith("onrecord")]:
                if getattr(other, name, None) is original:
                    setattr(other, name, wrapped)


def one_core() -> None:
    """Stay on one core where the system allows to say so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def peak_mb() -> float:
    """Return the most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def published() -> Language:
    """Return the language pipeline as it was published: without what onrecord changes in it."""
    import spacy  # noqa: PLC0415 - slow to load

    from onrecord.settings import settings  # noqa: PLC0415 - beside what it is for

    return spacy.load(settings().language_model)


def alone(nlp: Language, texts: list[str]) -> Clock:
    """Return how long the language pipeline takes by itself."""
    from onrecord.annotate.parsing import BATCH, reading_copy  # noqa: PLC0415 - loads the model

    started = Clock.now()
    for _ in nlp.pipe(map(reading_copy, texts), batch_size=BATCH):
        pass
    return started.since()


def whole(paths: list[Path]) -> Clock:
    """Return how long the main path takes.

    Raises:
        OnrecordError: a report could not be read; its time would mean nothing.
    """
    from onrecord import ingest  # noqa: PLC0415 - loads spaCy

    started = Clock.now()
    for record in ingest.read_reports(paths):
        if isinstance(record, Exception):
            raise record
    return started.since()


def cold_start(path: Path) -> float:
    """Return the seconds from nothing to a record on the screen, best of three.

    Raises:
        RuntimeError: the command failed.
    """
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        command = [sys.executable, "-m", "onrecord", "read", str(path), "--quiet"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        best = min(best, time.perf_counter() - started)
        if run.returncode:
            raise RuntimeError(f"onrecord read ended with {run.returncode}: {run.stderr[-400:]}")
    return best


def rounds(texts: list[str], paths: list[Path], spent: Spent) -> tuple[Clock, Clock, dict[str, float]]:
    """Return the best times of the language pipeline and of the main path, and the stages' shares of the latter."""
    nlp = published()
    alone(nlp, texts[:WARM])
    by_itself, total, shares = [], [], []
    for _ in range(ROUNDS):
        by_itself.append(alone(nlp, texts))
        spent.clear()
        total.append(whole(paths))
        shares.append({stage: round(spent[stage] / total[-1].cpu, 4) for stage in STAGES})
    best = min(range(ROUNDS), key=lambda n: total[n].cpu)
    return min(by_itself, key=lambda clock: clock.cpu), total[best], shares[best]


def measure(texts: list[str]) -> dict[str, Any]:
    """Return every figure for these articles."""
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number:04}.txt") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        cold = cold_start(paths[0])
        whole(paths[:WARM])  # lexicons and gazetteer are loaded once
        spent: Spent = defaultdict(float)
        watch(spent)
        by_itself, total, shares = rounds(texts, paths, spent)
    return {
        "articles": len(texts),
        "words": words,
        "words_per_second": round(words / total.cpu),
        "words_per_second_wall": round(words / total.wall),
        "pipeline_alone_words_per_second": round(words / by_itself.cpu),
        "speed_beside_pipeline": round(by_itself.cpu / total.cpu, 3),
        "share": {**shares, "rest": round(1 - sum(shares.values()), 4)},
        "peak_memory_mb": round(peak_mb()),
        "cold_start_seconds": round(cold, 2),
    }


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="JSON lines with `text`")
    parser.add_argument("--limit", type=int, default=100, help="the first N articles (100)")
    parser.add_argument("--save", action="store_true", help="store the result in bench/results")
    options = parser.parse_args(arguments)
    one_core()
    figures = measure([row["text"] for row in rows_of(options.corpus, options.limit)])
    for name, value in figures.items():
        print(f"  {name:34} {value}")
    if options.save:
        source = f"{options.corpus.parent.name}/{options.corpus.stem}"
        name = "speed" if options.corpus.parent.name == "attribution" else f"speed-{options.corpus.parent.name}"
        path = store.save(name, {"task": "speed", **store.stamp(), "corpus": source, "figures": figures})
        print(f"  kept {path.name}")
    slow = figures["speed_beside_pipeline"] < LEAST_SPEED
    large = figures["peak_memory_mb"] > MOST_MEMORY_MB
    if slow:
        print(f"speed: less than {LEAST_SPEED:.0%} of the language pipeline's: our stages are slow", file=sys.stderr)
    if large:
        print(f"speed: more than {MOST_MEMORY_MB:.0f} MB of memory", file=sys.stderr)
    return 1 if slow or large else 0


if __name__ == "__main__":
    sys.exit(main())
