"""The entry types of the lexicons that the places stage reads, beside those in `schema.py`."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import PlaceName


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalPlace(PlaceName):
    """A river, lake, sea, strait, mountain or desert.

    Attributes:
        kind: which of them, as `onrecord.model.PlaceMention.kind` has it.
    """

    kind: str
