"""Who is said to be responsible for what, and by whom: rows of (incident, actor, stance, speaker)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.incidents import find_attributions, find_incidents
from onrecord.model import Attribution, Incident, Report, SourceKind, SourceRef, quote
from onrecord.read import ReadOptions, read_text

FIELDS = ("doc_id", "text", "title", "date", "publisher", "url")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield one prediction a row, in order."""
    docs: list[str] = []

    def reports() -> Iterator[Report]:
        for row in rows:
            docs.append(row["doc_id"])
            yield report(row)

    for number, doc in enumerate(annotate(reports(), encoder=configured())):
        claims, _ = find_claims(doc)
        incidents, _, _ = find_incidents(doc, claims)
        found, _ = find_attributions(doc, claims, incidents)
        text = doc._.onrecord.report.text
        told = {i.id: i for i in incidents}
        yield {"doc_id": docs[number], "attributions": [_row(a, told[a.incident], text) for a in found]}


def report(row: dict[str, Any]) -> Report:
    """Return the report that a row holds, read the way a text on the disk is; its headline stands above it."""
    text, title = row["text"], row.get("title") or ""
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    options = ReadOptions(published=row.get("date") or "", outlet=row.get("publisher") or "", url=row.get("url") or "")
    return read_text(text, options=options)


def _row(found: Attribution, incident: Incident, text: str) -> dict[str, str]:
    return {
        "incident": incident.title or quote(text, incident.triggers[:1]),
        "actor": found.actor.name,
        "stance": found.stance.replace("-", "_"),
        "by": _speaker(found.by),
    }


def _speaker(by: SourceRef) -> str:
    """Return the speaker as named, "narrator" where the report says so itself, "unknown" where nobody is named."""
    return "narrator" if by.kind is SourceKind.NARRATOR else by.name or "unknown"
