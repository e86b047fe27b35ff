"""The entry types of the lexicons. A key of a YAML entry is a field here, so the two cannot drift apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has.

    Attributes:
        id: short and unique in its file.
        example: an invented sentence that the entry decides; a test runs it.
    """

    id: str
    example: str
