"""TIMEX3: time expressions with type and value, against the document's date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.times import find_times
from onrecord.model import Report, TimeMention

FIELDS = ("doc_id", "text", "dct", "title")
"""The only fields of an input row that are seen."""


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{doc_id, timexes: [{start, end, text, type, value}]}` a row."""
    reports = (
        Report(id=row["doc_id"], text=row["text"], title=row.get("title") or "", published=row.get("dct") or "")
        for row in rows
    )
    for doc in parse(reports, load_pipeline()):
        report = doc._.onrecord.report
        yield {"doc_id": report.id, "timexes": [_row(report.text, m) for m in find_times(doc, report)]}


def _row(text: str, mention: TimeMention) -> dict[str, Any]:
    span = mention.span
    return {
        "start": span.start,
        "end": span.end,
        "text": span.words(text),
        "type": mention.kind,
        "value": mention.value,
    }
