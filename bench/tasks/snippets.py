"""The ACLED-like type of a short text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.classes import acled_type

FIELDS = ("id", "text")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{id, label}` a row."""
    for row in rows:
        yield {"id": row["id"], "label": acled_type(row["text"]).label}
