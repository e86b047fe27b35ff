"""A run of `add_reports` without a language model, killed in the middle: `python -m tests.adding CASE FOLDER WHEN`."""

from __future__ import annotations

import dataclasses
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord import case as whole
from onrecord.case import Added, AddOptions, add_reports
from onrecord.errors import OnrecordError
from onrecord.ledger import open_case, write
from onrecord.model import Record, Report
from tests import factory

NOW = "2026-11-22T10:00:00.000000Z"
BATCH = 4


def records_of(reports: list[Report], options: AddOptions) -> Iterator[Record | OnrecordError]:
    """Stand in for the analysis."""
    for report in reports:
        if "break" in report.text:
            yield OnrecordError("It broke.", fix="Mend it.", where=report.source)
            continue
        made = factory.full_record(report.text)
        yield dataclasses.replace(made, report=dataclasses.replace(report, skipped=()))


def die() -> None:
    """End at once, as a machine does that loses its power."""
    os.kill(os.getpid(), signal.SIGKILL)


def run(path: Path, folder: Path) -> Added:
    """Add a folder to a case."""
    whole.records_of = records_of
    whole.BATCH_REPORTS = BATCH
    with open_case(path, create=True) as case:
        return add_reports([folder], case, AddOptions(), now=NOW)


def main() -> None:
    """Add, and be killed: "analyse:N" in the Nth batch, "store:N" inside its transaction, "link" at the end."""
    path, folder, when = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    kind, _, number = when.partition(":")
    left = int(number or 1)

    def count() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            die()

    before_analysis, before_inputs, before_links = whole._analyse, write.store_inputs, write._store_clusters

    def analyse(*args: object) -> object:
        if kind == "analyse":
            count()
        return before_analysis(*args)  # type: ignore[arg-type]

    def inputs(*args: object) -> None:
        if kind == "store":
            count()
        before_inputs(*args)  # type: ignore[arg-type]

    def clusters(*args: object) -> None:
        if kind == "link":
            die()
        before_links(*args)  # type: ignore[arg-type]

    whole._analyse = analyse  # type: ignore[assignment]
    write.store_inputs = inputs  # type: ignore[assignment]
    write._store_clusters = clusters  # type: ignore[assignment]
    run(path, folder)


if __name__ == "__main__":
    main()
