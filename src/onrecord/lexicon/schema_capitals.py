"""The entry type of the lexicon for reading text that is set in capitals."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalWord(Entry):
    """Words by which names are told from other words where all letters are capitals.

    Attributes:
        kind: "noun" (a common noun, though a town or a people has that name too), "month" (a month only beside a
            figure or a word such as "since"), "day" (days and months that are nothing else), "before-month" (words
            before a month that is another word too), "address" (titles that only stand before names), "verb"
            (given names that are verbs or adjectives just as often), "town" (words that begin the names of towns),
            "prefix" (what stands before a common word without a hyphen) or "cause" (words by which the name of a body
            is told from a description of it: "the liberation front", not "the rebel front").
        words: lower case.
    """

    kind: str
    words: tuple[str, ...]
