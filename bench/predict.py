"""Write predictions in the form the scorers read: `python -m bench.predict TASK INPUT.jsonl OUTPUT.jsonl`.

A task is a module of `bench/tasks` with `FIELDS`, the fields it may see (dots lead into lists and objects), and
`predict(rows)`. Everything else, and so every gold field, is taken off before a task sees a row.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, cast

TASKS = (
    "attribution",
    "certainty",
    "drift",
    "geo",
    "linking",
    "muc4",
    "pheme",
    "plover",
    "responsibility",
    "snippets",
    "stance",
    "timex",
)
PROGRESS_SECONDS = 5.0

Row = dict[str, Any]


class Task(Protocol):
    """What a module of `bench/tasks` has."""

    FIELDS: tuple[str, ...]

    def predict(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield one prediction a row, in order."""


class NoTask(Exception):
    """There is no such task."""


def task(name: str) -> Task:
    """Return the task of that name.

    Raises:
        NoTask: there is none.
    """
    if name not in TASKS:
        raise NoTask(f"No task {name!r}. Tasks: {', '.join(TASKS)}.")
    return cast("Task", importlib.import_module(f"bench.tasks.{name}"))


def seen(value: Any, fields: Iterable[str]) -> Any:
    """Return what a task may see of a row: the fields named, and of a list that of every item."""
    if isinstance(value, list):
        return [seen(item, fields) for item in value]
    if not isinstance(value, dict):
        return value
    inner: dict[str, list[str]] = {}
    for field in fields:
        head, _, rest = field.partition(".")
        inner.setdefault(head, []).extend([rest] if rest else [])
    return {key: seen(value[key], rest) if rest else value[key] for key, rest in inner.items() if key in value}


def rows_of(path: Path, limit: int | None = None) -> Iterator[Row]:
    """Yield the rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in itertools.islice((line for line in lines if line.strip()), limit):
            yield json.loads(line)


def predictions(name: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the task's predictions for rows that may hold gold fields; the task does not get them."""
    chosen = task(name)
    return chosen.predict(seen(row, chosen.FIELDS) for row in rows)


def told(rows: Iterator[Row], total: int) -> Iterator[Row]:
    """Pass rows on and say on standard error how far it is."""
    started = last = time.monotonic()
    done = 0
    for done, row in enumerate(rows, 1):
        yield row
        if time.monotonic() - last > PROGRESS_SECONDS:
            last = time.monotonic()
            print(f"{done} of {total}, {last - started:.0f} s", file=sys.stderr, flush=True)
    print(f"{done} of {total} in {time.monotonic() - started:.1f} s", file=sys.stderr, flush=True)


def write(name: str, source: Path, target: Path, limit: int | None = None) -> int:
    """Predict a file row by row; returns the number of rows written.

    Raises:
        NoTask: there is no such task.
    """
    task(name)
    with source.open(encoding="utf-8") as lines:
        total = sum(1 for line in lines if line.strip())
    found = told(predictions(name, rows_of(source, limit)), min(total, limit or total))
    with target.open("w", encoding="utf-8") as out:
        return sum(1 for row in found if out.write(json.dumps(row, ensure_ascii=False) + "\n"))


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 2 for a wrong task or a missing file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", help=", ".join(TASKS))
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--limit", type=int, help="only the first N rows")
    options = parser.parse_args(arguments)
    try:
        write(options.task, options.input, options.output, options.limit)
    except (NoTask, FileNotFoundError) as error:
        print(f"bench.predict: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
