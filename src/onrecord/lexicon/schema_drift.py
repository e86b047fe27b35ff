"""The entry types of the lexicons of drift."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftWord(Entry):
    """Words whose coming or going changes what a sentence commits to.

    Attributes:
        kind: "strong" and "weak" for words that raise and lower certainty, "cause", "part" and "tie" for what joins two
            events (one makes the other, has a share in it, or is merely found beside it), "condition" for words that
            open a condition, "pending" for what is not done yet, "remark" for nouns that stand for a whole statement.
        lemmas: the lemmas, the words of a phrase joined by an underscore.
    """

    kind: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals(Entry):
    """Words of which only one can hold: "inside" and "outside", "north" and "south".

    Attributes:
        kind: "place", "time", "weapon" or "polarity".
        words: the rivals; forms that mean the same are joined by a bar ("north|northern").
    """

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Entry):
    """Ways to write one word.

    Attributes:
        words: the forms, the first standing for all of them; the words of a phrase are joined by an underscore.
    """

    words: tuple[str, ...]
