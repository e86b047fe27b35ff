"""The word lists of linking, each read once."""

from __future__ import annotations

import functools

from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Rank
from onrecord.lexicon.schema_link import NameWord, SameBody


@functools.cache
def name_words(kind: str) -> frozenset[str]:
    """Return the words of a kind that stand in persons' names: "particle" or "rank"."""
    return frozenset(e.word for e in load("name_words", NameWord) if e.kind == kind)


@functools.cache
def titles() -> frozenset[str]:
    """Return the titles that stand before a name, in small letters."""
    return frozenset(form for e in load("ranks", Rank) for form in e.forms)


@functools.cache
def same_bodies() -> tuple[SameBody, ...]:
    """Return bodies that are known under several names."""
    return load("same_bodies", SameBody)
