"""Words that stand where others stood while everything around them stayed, and what kind of thing a noun names."""

from __future__ import annotations

import functools
from difflib import SequenceMatcher

from spacy.tokens import Token

from onrecord.drift.align import Pairing
from onrecord.drift.limits import COVERED, EXCHANGED, SENSES
from onrecord.drift.text import key
from onrecord.lexicon.thesaurus import thesaurus

_PLACES = (
    "building",
    "structure",
    "facility",
    "room",
    "road",
    "way",
    "area",
    "tract",
    "dwelling",
    "store",
    "geographical_area",
)
_STEPS = 5
"""Steps up from a noun to the kind of thing that it is."""


def swaps(pairing: Pairing) -> frozenset[tuple[int, int]]:
    """Return pairs of words, of the original and the retelling, that head what was exchanged for one another."""
    left = [t for s in pairing.original for t in s if not t.is_space]
    right = [t for s in pairing.retelling for t in s if not t.is_space]
    matcher = SequenceMatcher(None, [t.lower_ for t in left], [t.lower_ for t in right], autojunk=False)
    if len(left) * len(right) > EXCHANGED or matcher.real_quick_ratio() < COVERED:
        return frozenset()
    out = set()
    for what, i, j, u, v in matcher.get_opcodes():
        if what == "replace":
            a, b = _head(left[i:j]), _head(right[u:v])
            out.add((a.i, b.i))
    return frozenset(out)


def _head(tokens: list[Token]) -> Token:
    held = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in held or t.head.i == t.i), tokens[-1])


def places(token: Token) -> bool:
    """Say whether a noun names a place that one can be in: "warehouse", "parking lot"."""
    return _is_place(key(token))


@functools.cache
def _is_place(lemma: str) -> bool:
    table = thesaurus()
    kinds = {s for word in _PLACES for s in table.of.get((word, "n"), ())[:2]}
    level = set(table.of.get((lemma, "n"), ())[:SENSES])
    for _ in range(_STEPS):
        if level & kinds:
            return True
        level = {u for s in level for u in table.up.get(s, ())}
    return False
