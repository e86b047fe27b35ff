"""The entry types of the lexicons of findings."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause(Entry):
    """What an event is put down to; its id is how it is shown.

    Attributes:
        words: words and phrases that name it; a plural with -s is understood.
        events: words for the event itself that name it too; they count where they refer to the incident in question.
        goes_with: ids of causes that can hold beside it: a drone can carry a bomb.
    """

    words: tuple[str, ...]
    events: tuple[str, ...] = ()
    goes_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedNoun(Entry):
    """Nouns by which people are counted.

    Attributes:
        kind: "anybody" for nouns that leave out nobody ("people"), "attacker" for those who did it.
        words: the nouns, singular and plural.
    """

    kind: str
    words: tuple[str, ...]
