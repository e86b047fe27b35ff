"""To which part of society an actor belongs, read off the words that describe or name it."""

from __future__ import annotations

import functools
import re

from onrecord.lexicon import load
from onrecord.lexicon.schema_classes import SectorWord

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "retired", "disgraced", "exiled", "then"})
_ELITE = "ELI"
_HELD_OFFICE = frozenset({"GOV", "LEG", "MIL", "SPY", "JUD", "PTY"})
_LONGEST = 4

OTHER_SECTORS = frozenset({_ELITE, "PRE", "UNK"})
"""Codes that no word stands for: those who held an office, breakaway states, unknown."""


@functools.cache
def sectors() -> frozenset[str]:
    """Return every code that a sector can have."""
    return frozenset(entry.sector for entry in load("sector_words", SectorWord)) | OTHER_SECTORS


def sector_of(words: str) -> str:
    """Return the sector that a description, title or name says, "" where it says none.

    Args:
        words: such as "the Norwegian army", "a former minister", "Deputy Minister of Defence".
    """
    tokens = [t.lower().replace("’", "'").removesuffix("'s").rstrip(".") for t in _WORD.findall(words)]
    table = _table()
    for at in range(len(tokens)):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            phrase = tokens[at : at + length]
            found = table.get(" ".join(phrase)) or table.get(" ".join([*phrase[:-1], _singular(phrase[-1])]))
            if found:
                former = any(t in _FORMER or t.startswith("ex-") for t in tokens[:at])
                return _ELITE if former and found in _HELD_OFFICE else found
    return ""


@functools.cache
def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in load("sector_words", SectorWord):
        for words in entry.words:
            found.setdefault(words.replace(".", ""), entry.sector)
    return found


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word.removesuffix("es")
    return word.removesuffix("s") if not word.endswith("ss") else word
