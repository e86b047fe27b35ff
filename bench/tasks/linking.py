"""Which reports are about the same incident: every report gets the incident that it is about.

All rows are one case. A report without an incident that could be used goes where whole reports compare best, as in
linking itself; one that cannot be read stays alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.tasks.responsibility import report
from onrecord.errors import OnrecordError
from onrecord.ingest import records_of
from onrecord.link.incidents import story_of
from onrecord.link.profiles import Profile, profile
from onrecord.link.retell import find_retold
from onrecord.model import Report

FIELDS = ("doc_id", "title", "date", "url", "text")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield one prediction a row, in order; the case is linked when all are read."""
    docs: list[str] = []

    def reports() -> Iterator[Report | OnrecordError]:
        for row in rows:
            docs.append(row["doc_id"])
            try:
                yield report(row)
            except OnrecordError as error:
                yield error

    profiles: dict[str, Profile] = {}
    of_doc: dict[int, str] = {}
    for number, record in enumerate(records_of(reports())):
        if not isinstance(record, OnrecordError):
            profiles[record.report.id] = profile(record)
            of_doc[number] = record.report.id
    held = sorted(profiles.values(), key=lambda p: p.report)
    stories = story_of(held, find_retold(held))
    for number, doc in enumerate(docs):
        yield {"doc_id": doc, "incident_id": stories[of_doc[number]] if number in of_doc else f"alone-{doc}"}
