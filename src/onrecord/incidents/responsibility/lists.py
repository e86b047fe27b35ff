"""Words that one rule of responsibility reads each, from their lexicon."""

from __future__ import annotations

from onrecord.lexicon import load
from onrecord.lexicon.schema_blame import BlameList


def listed(kind: str) -> frozenset[str]:
    """Return the lemmas of a kind."""
    entries = (*load("blame_lists", BlameList), *load("blame_answers", BlameList))
    return frozenset(lemma for e in entries if e.kind == kind for lemma in e.lemmas)
