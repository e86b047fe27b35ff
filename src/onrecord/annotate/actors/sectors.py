"""To which part of society an actor belongs, read off the words that describe or name it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from onrecord.lexicon import load
from onrecord.lexicon.schema_classes import SectorWord

_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "retired", "disgraced", "exiled", "then"})
_ELITE = "ELI"
_BEHIND = frozenset({"of", "for", "in", "on", "against", "and"})
_HELD_OFFICE = frozenset({"GOV", "LEG", "MIL", "SPY", "JUD", "PTY"})
_LONGEST = 4

OTHER_SECTORS = frozenset({_ELITE, "PRE", "UNK"})
"""Codes that no word stands for: those who held an office, breakaway states, unknown."""


@functools.cache
def sectors() -> frozenset[str]:
    """Return every code that a sector can have."""
    return frozenset(entry.sector for entry in load("sector_words", SectorWord)) | OTHER_SECTORS


def sector_of(words: str) -> str:
    """Return the sector that a description or title says, "" where it says none.

    Args:
        words: such as "the Norwegian army", "a former minister", "Deputy Minister of Defence".
    """
    return next((sector for _, sector in _matches(_tokens(words))), "")


def sector_of_body(name: str) -> str:
    """Return the sector that a body's name says: its head decides, the last word before "of" and the like.

    Args:
        name: such as "People's Liberation Army", "Ministry of Justice".
    """
    tokens = _tokens(name)
    cut = next((i for i, t in enumerate(tokens) if i and t in _BEHIND), len(tokens))
    front = [sector for _, sector in _matches(tokens[:cut])]
    return front[-1] if front else sector_of(name)


def _tokens(words: str) -> list[str]:
    return [t.lower().replace("’", "'").removesuffix("'s").replace(".", "") for t in _WORD.findall(words)]


def _matches(tokens: list[str]) -> Iterator[tuple[int, str]]:
    """Yield place and sector of every word or phrase of the lexicon, the longest at each place."""
    table = _table()
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            phrase = tokens[at : at + length]
            found = table.get(" ".join(phrase)) or table.get(" ".join([*phrase[:-1], _singular(phrase[-1])]))
            if found and _says_nothing(phrase, tokens[at + length :]):
                break
            if found:
                former = any(t in _FORMER or t.startswith("ex-") for t in tokens[:at])
                yield at, _ELITE if former and found in _HELD_OFFICE else found
                at += length - 1
                break
        at += 1


def _says_nothing(phrase: list[str], behind: list[str]) -> bool:
    """Say whether a word is of no part of society here: "deputy chief", "representatives of the union"."""
    if len(phrase) > 1 or not behind:
        return False
    if phrase[0] in {"deputy", "deputies"}:
        return behind[0] not in _BEHIND
    return phrase[0] in {"representative", "representatives"} and behind[0] in {"of", "for", "from"}


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
