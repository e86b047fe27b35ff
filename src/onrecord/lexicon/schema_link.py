"""The entry types of the lexicons that linking reads."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWord(Entry):
    """A word that stands with a person's name and tells nobody apart.

    Attributes:
        word: in small letters, without a full stop.
        kind: "particle" inside the name ("al", "van"), "rank" behind it ("jr"), or
            "weak-office": an office or tie so common that two of one family name may well both have it; "body-word": a
            word that bodies of many places have in their names.
    """

    word: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameBody(Entry):
    """A body that reports call by several names, translated or shortened.

    Attributes:
        names: every name, the one to show first.
        country: ISO 3166 alpha-2 of the state it belongs to, "" for none.
    """

    names: tuple[str, ...]
    country: str = ""
