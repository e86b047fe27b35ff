"""Words that one rule of responsibility reads each, from their lexicon."""

from __future__ import annotations

import functools

from onrecord.lexicon import load
from onrecord.lexicon.schema_blame import BlameList


@functools.cache
def listed(kind: str) -> frozenset[str]:
    """Return the lemmas of a kind."""
    entries = (*load("blame_lists", BlameList), *load("blame_answers", BlameList))
    return frozenset(lemma for e in entries if e.kind == kind for lemma in e.lemmas)


def is_vehicle(name: str) -> bool:
    """Say whether a name is that of a make of car with its model, which does nothing; a make alone may be a company."""
    make, _, model = name.lower().removeprefix("the ").partition(" ")
    return make in listed("car-makes") and bool(model) and " " not in model and model not in _NO_MODELS


_NO_MODELS = frozenset({"motor", "motors", "company", "foundation", "city", "county", "police", "group"})
