"""The entry type of the lexicon of words that are no violence where they sound like it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWord(Entry):
    """Words that tell a blow from a manner of speaking: "attacked the budget", "struck a deal".

    Attributes:
        kind: "soft" (event words that are often meant so; all kinds but "idiom", "bare" and "head" are asked of these
            only), "idiom" (what the event words of `of` are done to without harm), "bare" (verbs that hurt nobody
            where they have no object), "head" (nouns that make another thing of the event word before them),
            "object", "doer", "manner", "modifier", "beside" (what stands with them), "contest" (elections, sport,
            trade) or "literal" (signs of real violence beside those of the other lexicons).
        lemmas: the words.
        of: the event words that an idiom or a head belongs to; empty for all of them.
    """

    kind: str
    lemmas: tuple[str, ...]
    of: tuple[str, ...] = ()
