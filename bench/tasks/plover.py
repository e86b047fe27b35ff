"""The PLOVER type of a sentence whose actor and recipient are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.classes import plover_type
from onrecord.model import Span

FIELDS = ("id", "text", "actor.start", "actor.end", "recipient.start", "recipient.end")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{id, event}` a row."""
    for row in rows:
        found = plover_type(row["text"], _spans(row.get("actor")), _spans(row.get("recipient")))
        yield {"id": row["id"], "event": found.label}


def _spans(given: list[dict[str, int]] | None) -> list[Span]:
    return [Span(s["start"], s["end"]) for s in given or ()]
