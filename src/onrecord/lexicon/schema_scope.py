"""The entry types of the lexicons that tell a search from an attack, many events from one, and things from persons."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWord(Entry):
    """Words that tell a raid to search or arrest from an attack that is called a raid.

    Attributes:
        kind: "searcher" (who raids to search or arrest, and what such a raid is for), "soldier" (who may do either),
            "sign" (what a search leads to), "find" (what it may lead to, where the raiders may search), "dwelling"
            (what soldiers raid to search) or "battle" (what makes an attack of a raid).
        lemmas: the words.
    """

    kind: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountWord(Entry):
    """Words by which a sentence counts events and tells none of them.

    Attributes:
        kind: "tally" (a noun that makes a count of the event before it or behind its "of"), "statistic" (what stands in
            sentences that count), "apart" (says that events are several), "wide" (says that they are all of a place) or
            "strife" (what goes on for longer than an event, and hurts many).
        lemmas: the words.
    """

    kind: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPersonWord(Entry):
    """Nouns that end like words for persons and are none ("floor", "committee").

    Attributes:
        lemmas: their lemmas.
    """

    lemmas: tuple[str, ...]
