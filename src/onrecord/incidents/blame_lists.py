"""Words that one rule of responsibility reads each, from their lexicon."""

from __future__ import annotations

from onrecord.lexicon import load
from onrecord.lexicon.schema_blame import BlameList


def listed(kind: str, name: str = "blame_lists") -> frozenset[str]:
    """Return the lemmas of a kind in a list of words of blame."""
    return frozenset(lemma for e in load(name, BlameList) if e.kind == kind for lemma in e.lemmas)
