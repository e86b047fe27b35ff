"""What side a headline takes on a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.classes import stance

FIELDS = ("id", "claim", "headline")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{id, stance}` a row."""
    for row in rows:
        yield {"id": row["id"], "stance": stance(row["claim"], row["headline"]).label}
