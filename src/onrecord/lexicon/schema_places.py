"""The entry types of the lexicons that the places stage reads, beside those in `schema.py`."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry, PlaceName


@dataclass(frozen=True, slots=True, kw_only=True)
class NaturalPlace(PlaceName):
    """A river, lake, sea, strait, mountain or desert.

    Attributes:
        kind: which of them, as `onrecord.model.PlaceMention.kind` has it.
    """

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletHome(Entry):
    """A town whose outlets report on it and what lies around it.

    Attributes:
        town: the town, as the gazetteer has it.
        area: code of its country or division there ("US.TX").
        sites: the hosts of their pages, without "www.".
    """

    town: str
    area: str
    sites: tuple[str, ...]
