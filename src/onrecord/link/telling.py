"""What incidents and entities are joined by."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Record


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells."""


def telling(record: Record) -> Telling:
    """Return what a record tells."""
    del record
    return Telling()
