"""Event certainty on the scale -3 .. +3: the events' spans are given, the value is predicted.

By the trained encoder; by the rules where it has no head for it, and for what stands behind the end of what it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc

from onrecord.annotate.certain import HEAD, WordValues, word_values
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.scope import value_of
from onrecord.encoder import load_encoder
from onrecord.model import Report, Span

FIELDS = ("id", "text", "events.span")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield {id, events: [{span, value}]} for rows with `text` and `events` whose spans are given."""
    held = list(rows)
    docs = parse((Report(row["id"], row["text"]) for row in held), load_pipeline())
    encoder = load_encoder()
    head = encoder.head(HEAD)
    for row, doc in zip(held, docs, strict=True):
        read = word_values([encoder.text(doc.text)], head) if head else None
        yield {
            "id": row["id"],
            "events": [{"span": [*e["span"]], "value": _value(doc, read, Span(*e["span"]))} for e in row["events"]],
        }


def _value(doc: Doc, read: WordValues | None, event: Span) -> float:
    value = None if read is None else read.at(event)
    if value is not None:
        return value
    words = doc.char_span(event.start, event.end, alignment_mode="expand")
    return 3.0 if words is None else value_of(words.root)
