"""How many places of invented reports have a row: `python -m training.places FILE...`, in the project's environment.

By default those of `reports/unseen_*.yaml`, which nothing is trained on. A row is right where it stands at a place that
is written down and says the same of the actor: that he is blamed, denies or claims.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import yaml

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.incidents import find_attributions, find_incidents
from onrecord.incidents.responsibility.read import group_of
from onrecord.model import Attribution, Report, Span, Stance
from training.tasks.blame_rows import REPORTS, Row


def places(report: Row) -> list[tuple[Span, Stance]]:
    """Return the places that are written down of a report, with the stance at each."""
    text = report["text"]
    starts = ((text.index(row["at"]), row) for row in report.get("rows") or ())
    return [(Span(start, start + len(row["at"])), Stance(row["stance"])) for start, row in starts]


def fits(row: Attribution, place: tuple[Span, Stance]) -> bool:
    """Say whether a row stands at a place and says the same of the actor."""
    span, stance = place
    return group_of(row.stance) == group_of(stance) and any(
        s.start < span.end and s.end > span.start for s in row.spans
    )


def main() -> int:
    """Print rows, those at a place, those of its very stance, and the places that have one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", default=sorted(REPORTS.glob("unseen_*.yaml")))
    options = parser.parse_args()
    reports = [r for path in options.files for r in yaml.safe_load(path.read_text("utf-8"))]
    made = (Report(r["id"], r["text"], published=str(r["date"])) for r in reports)
    rows = right = same = told = found = 0
    for report, doc in zip(reports, annotate(made, encoder=configured()), strict=True):
        claims, _ = find_claims(doc)
        incidents, _, _ = find_incidents(doc, claims)
        got, _ = find_attributions(doc, claims, incidents)
        known = places(report)
        rows, told = rows + len(got), told + len(known)
        right += sum(any(fits(row, place) for place in known) for row in got)
        same += sum(any(fits(row, place) and row.stance == place[1] for place in known) for row in got)
        found += sum(any(fits(row, place) for row in got) for place in known)
    print(f"{rows} rows: {right} at a place, {same} with its stance; {found} of {told} places have a row")
    return 0


if __name__ == "__main__":
    sys.exit(main())
