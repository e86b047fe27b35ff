"""The entry types of the lexicons by which copies, retellings and roots are found."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallWord(Entry):
    """Words so common that two reports' sharing them tells nothing.

    Attributes:
        words: as written, lower case.
    """

    words: tuple[str, ...]
