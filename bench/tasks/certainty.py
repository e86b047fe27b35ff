"""Event certainty on the scale -3 .. +3: the events' spans are given, the value is predicted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.annotate.certain_fit import fitted_value
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.model import Report

FIELDS = ("id", "text", "events.span")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield {id, events: [{span, value}]} for rows with `text` and `events` whose spans are given."""
    held = list(rows)
    reports = (Report(row["id"], row["text"]) for row in held)
    for row, doc in zip(held, parse(reports, load_pipeline()), strict=True):
        events = []
        for event in row["events"]:
            start, end = event["span"]
            span = doc.char_span(start, end, alignment_mode="expand")
            events.append({"span": event["span"], "value": fitted_value(span.root) if span is not None else 3.0})
        yield {"id": row["id"], "events": events}
