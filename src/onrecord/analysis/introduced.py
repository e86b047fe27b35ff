"""Somebody whom one report names and another only describes: "Ada Holt, a nurse" and "a nurse", saying the same."""

from __future__ import annotations

import functools

from onrecord.analysis.speakers import description, plain
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_retell import SmallWord
from onrecord.model import Claim, Record, SourceKind

_STEM = 5
"""Letters of a word that are compared: "bandage" and "bandaged" are one."""

_FEWEST = 3
"""Words that two claims share at least before they are taken for one person's."""

_ONE = ("a", "an", "one", "the")


def is_described_as(one: tuple[Record, Claim], named: tuple[Record, Claim]) -> bool:
    """Say whether the root of a claim is described as that of another is beside his name, and tells the same.

    Who asks not to be named is left alone, and so are several: they may be others.

    Args:
        one: a claim whose root has no name, with its record.
        named: a claim whose root has one, with its record.
    """
    unnamed, root = one[1].root.source, named[1].root.source
    if unnamed.kind is not SourceKind.PERSON or plain(unnamed.name)[:1] not in [[w] for w in _ONE]:
        return False
    role = description(unnamed.name)
    return bool(role) and role == description(root.role) and _tell_the_same(one, named)


def _tell_the_same(one: tuple[Record, Claim], other: tuple[Record, Claim]) -> bool:
    """Say whether most words of the shorter claim stand in the other, and several of them."""
    left, right = (_words(record, claim) for record, claim in (one, other))
    shared = len(left & right)
    return shared >= _FEWEST and 2 * shared > min(len(left), len(right))


def _words(record: Record, claim: Claim) -> frozenset[str]:
    """Return the beginnings of the words of a claim, without everyday ones."""
    words = (w for span in claim.content for w in plain(span.words(record.report.text)))
    return frozenset(w[:_STEM] for w in words if w not in _small())


@functools.cache
def _small() -> frozenset[str]:
    return frozenset(word for entry in load("small_words", SmallWord) for word in entry.words)
