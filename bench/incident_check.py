"""Day and city of a report's main incident, against the incident database that the report was filed under.

    python -m bench.incident_check ../shared/data/linking --limit 300

The main incident is the attack with the most mentions that the report tells as having happened. A day is right
within one day of the database's, so a bound alone ("on or before") is never right; `day_of_said` leaves out the reports
whose main incident has no time expression of its own or beside it. A city is right when its name is the same, however
"Saint" is spelled; where the database gives two names, "Oldmill (Millbrook)" or "Oldmill (county)", either is right, a
county with or without that word. `city_and_state` asks for the state as well. Reports are taken evenly from the file.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.store import save, stamp
from onrecord.annotate import annotate
from onrecord.annotate.places.gazetteer import fold
from onrecord.claims import find_claims
from onrecord.incidents import find_incidents
from onrecord.model import Incident, Realis, Report
from onrecord.read import read_text
from onrecord.read.options import ReadOptions

PART = "extra"
"""The part of the reports that is for development."""

MOST = 900
"""Reports that are measured; `training.fit_setting` learns from the rest."""


def main() -> int:
    """Measure, print and, with --store, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder with reports.jsonl and incidents.jsonl")
    parser.add_argument("--limit", type=int, default=MOST, help="measure only so many of them")
    parser.add_argument("--errors", type=int, default=0, help="print that many misses, without text")
    parser.add_argument("--store", action="store_true")
    args = parser.parse_args()
    gold = {row["incident_id"]: row for row in rows_of(args.folder / "incidents.jsonl")}
    rows = checked(list(rows_of(args.folder / "reports.jsonl")), gold)
    rows = rows[:: max(1, len(rows) // args.limit)][: args.limit]
    misses = []
    days = cities = states = told = said = 0
    for row, incident in zip(rows, _main_incidents(rows), strict=True):
        wanted = gold[row["incident_id"]]
        told += incident is not None
        day, city = _day_right(incident, wanted["date"]), right_town(_town(incident), wanted)
        said += incident is not None and incident.when is not None and bool(incident.when.spans)
        days += day
        cities += city
        states += city and _state_right(incident, wanted)
        if not (day and city):
            misses.append((row["doc_id"], wanted["date"], wanted["city"], _short(incident)))
    for miss in misses[: args.errors]:
        print(*miss, sep="\t")
    n = len(rows)
    figures = {"reports": n, "with_incident": told / n, "day_within_1": days / n, "city": cities / n}
    figures |= {"time_said": said / n, "day_of_said": days / max(1, said), "city_and_state": states / n}
    print(json.dumps({k: round(v, 4) for k, v in figures.items()}))
    if args.store:
        print(save("incident_check", {**stamp(), "figures": figures}), file=sys.stderr)
    return 0


def checked(rows: Sequence[dict[str, Any]], events: Collection[str]) -> list[dict[str, Any]]:
    """Return the reports that are measured, taken evenly; nothing is fitted on them or on others of their events.

    Args:
        rows: all reports.
        events: ids of the events that the database has.
    """
    known = [row for row in rows if row["part"] == PART and row["incident_id"] in events]
    return known[:: max(1, len(known) // MOST)][:MOST]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def report(row: dict[str, Any]) -> Report:
    """Return the report that a row holds, its headline above it."""
    return read_text(f"{row['title']}\n\n{row['text']}", options=ReadOptions(published=row["date"], url=row["url"]))


def _main_incidents(rows: Iterable[dict[str, Any]]) -> Iterator[Incident | None]:
    for doc in annotate(map(report, rows)):
        claims, _ = find_claims(doc)
        incidents, _, _ = find_incidents(doc, claims)
        attacks = [i for i in incidents if i.type == "ASSAULT" and i.realis is Realis.ACTUAL]
        yield max(attacks, key=lambda i: len(i.triggers), default=None)


def _day_right(incident: Incident | None, wanted: str) -> bool:
    if incident is None or incident.when is None or not incident.when.earliest or not incident.when.latest:
        return False
    day = dt.date.fromisoformat(wanted)
    near = dt.timedelta(days=1)
    earliest, latest = (dt.date.fromisoformat(t[:10]) for t in (incident.when.earliest, incident.when.latest))
    return earliest >= day - near and latest <= day + near


def right_town(name: str, wanted: dict[str, Any]) -> bool:
    """Say whether a name is that of the town of an event in the database.

    Args:
        name: the name; "" is never right.
        wanted: the row of the database.
    """
    names = [part.strip(" )") for part in str(wanted["city"]).split("(")]
    accepted = {fold(name) for name in names if name != "county"}
    return fold(name) in accepted | {f"{name} county" for name in accepted if "county" in names}


def _town(incident: Incident | None) -> str:
    return "" if incident is None or incident.where is None else incident.where.name


def _state_right(incident: Incident | None, wanted: dict[str, Any]) -> bool:
    if incident is None or incident.where is None:
        return False
    return fold(incident.where.admin1) == fold(str(wanted["state"]))


def _short(incident: Incident | None) -> str:
    if incident is None:
        return "no attack found"
    when = f"{incident.when.earliest}..{incident.when.latest}" if incident.when is not None else "no time"
    return f"{when} {incident.where.name if incident.where is not None else 'no place'}"


if __name__ == "__main__":
    raise SystemExit(main())
