"""Places of a report, in the form of the geo scorer.

The library returns every place name, also adjectives and peoples ("Norlandish"), and so does this task: GeoWebNews and
LGL mark them. The guideline of GeoVirus leaves them unmarked; its documents say that they are of it, and get plain
names, as does a row that says `"demonyms": false` of itself. Each is marked `"demonym": true`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.places import find_places
from onrecord.model import PlaceLevel, PlaceMention, Report

FIELDS = ("doc_id", "text", "title", "url", "date", "demonyms")
"""The fields of a row that may be read; none is gold."""

PLAIN = "geovirus"
"""How the documents of a corpus begin whose guideline leaves adjectives and peoples out."""


def predict(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the places of every row."""
    asked: dict[str, bool] = {}

    def reports() -> Iterator[Report]:
        for row in rows:
            report = _report(row)
            asked[report.id] = bool(row.get("demonyms", not report.id.startswith(PLAIN)))
            yield report

    for doc in parse(reports(), load_pipeline()):
        report = doc._.onrecord.report
        found = toponyms(find_places(doc, report), demonyms=asked.pop(report.id, True))
        yield {"doc_id": report.id, "toponyms": found}


def toponyms(places: Iterable[PlaceMention], *, demonyms: bool = True) -> list[dict[str, Any]]:
    """Return the mentions as the scorer reads them, adjectives and peoples only where asked for."""
    return [_toponym(p) for p in places if demonyms or not _is_adjective(p)]


def _report(row: Mapping[str, Any]) -> Report:
    return Report(
        id=row["doc_id"],
        text=row["text"],
        title=row.get("title") or "",
        url=row.get("url") or "",
        published=row.get("date") or "",
    )


def _is_adjective(place: PlaceMention) -> bool:
    return "adjective or a people" in place.why or "of what country a place is" in place.why


def _toponym(place: PlaceMention) -> dict[str, Any]:
    out: dict[str, Any] = {"start": place.span.start, "end": place.span.end, "lat": None, "lon": None}
    if place.level is not PlaceLevel.UNPLACED:
        out |= {"lat": place.latitude, "lon": place.longitude}
    if place.geonames_id:
        out["geonameid"] = place.geonames_id
    if _is_adjective(place):
        out["demonym"] = True
    return out
