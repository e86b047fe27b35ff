"""The entry type of the lexicon of words beside those of blame, which rules read by what they do."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameList(Entry):
    """Words that one rule of responsibility reads.

    Attributes:
        kind: "supposes" (verbs whose passive says who the doers are held to be), "faces" (verbs whose subject is
            charged by their object), "counts" (the nouns of a charge), "doers" (nouns for who did it, known by no
            name) or "says" (nouns for what is said that the parser takes for verbs behind a denial).
        lemmas: the words.
    """

    kind: str
    lemmas: tuple[str, ...]
