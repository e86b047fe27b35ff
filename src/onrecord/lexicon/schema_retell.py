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


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingBody(Entry):
    """A kind of body for which several persons speak: they and the body are one voice.

    Attributes:
        words: nouns that name such a body.
        offices: offices whose holder speaks for it without being called its spokesman.
    """

    words: tuple[str, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstHand(Entry):
    """How a report says that its own people saw what it tells.

    Attributes:
        pattern: regular expression without bounds at its ends, matched without regard to case.
    """

    pattern: str
