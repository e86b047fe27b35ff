"""The word lists of linking, each read once."""

from __future__ import annotations

import functools

from onrecord.lexicon.load import load
from onrecord.lexicon.schema import OrganisationName, Rank
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
def courtesies() -> frozenset[str]:
    """Return the titles that say nothing about an office ("mr", "dr")."""
    return frozenset(form for e in load("ranks", Rank) for form in e.forms if not e.noun)


@functools.cache
def same_bodies() -> tuple[SameBody, ...]:
    """Return bodies that are known under several names."""
    return load("same_bodies", SameBody)


_SMALL = frozenset(("the", "of", "for", "and", "in", "on", "s"))


@functools.cache
def body_words() -> frozenset[str]:
    """Return the words that many bodies have in their names ("police", "department"), in small letters."""
    heads = {n.casefold() for e in load("organisations", OrganisationName) if e.kind == "head" for n in e.names}
    return frozenset(w for n in heads for w in n.split()) | name_words("body-word") | _SMALL
