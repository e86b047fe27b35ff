"""Places of a report, in the form of the geo scorer.

The library returns every place name. What counts as one differs from corpus to corpus: GeoVirus leaves out adjectives
and peoples ("Russian"), GeoWebNews and LGL mark them; GeoWebNews marks names inside names of organisations as well.
Which convention holds is read off the document's number; where none is known, everything is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.places import find_places
from onrecord.model import PlaceLevel, PlaceMention, Report

FIELDS = ("doc_id", "text", "title", "url", "date")
"""The fields of a row that may be read; none is gold."""

_PLAIN_NAMES = ("geovirus",)
"""Beginnings of the numbers of documents in which only plain names are marked."""


def predict(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the places of every row."""
    reports = (_report(row) for row in rows)
    for doc in parse(reports, load_pipeline()):
        report = doc._.onrecord.report
        yield {"doc_id": report.id, "toponyms": toponyms(find_places(doc, report), report)}


def toponyms(places: Iterable[PlaceMention], report: Report) -> list[dict[str, Any]]:
    """Return the mentions that the corpus of the report marks, as the scorer reads them."""
    plain = report.id.startswith(_PLAIN_NAMES)
    return [_toponym(p) for p in places if not (plain and _is_adjective(p))]


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
    return out
