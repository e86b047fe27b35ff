"""The entry type of the lexicon of words that are no violence where they sound like it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWord(Entry):
    """Words that tell a blow from a manner of speaking: "attacked the budget", "struck a deal".

    Attributes:
        kind: what the words do. Asked of every event word: "idiom" (what the event words of `of` are done to without
            harm), "head" (nouns that make another thing of the event word before them), "before" (what makes another
            thing of the event word behind it), "of" (the same before "of": "a line of attack"), "from" (what stands
            behind "from" or "on" it without harm), "joined" (what is done in one breath with it, where it is no act),
            "governor" (verbs that make something else of the event word that is their object), "bare" (verbs that hurt
            nobody where they have no object), "creature" and "vehicle" (what hits or kills with nobody behind it).
            "soft" are event words that are often no violence; of these only are asked "object", "doer", "manner",
            "modifier", "beside" (what stands with them), "contest" (elections, sport, trade) and "literal" (signs of
            real violence beside those of the other lexicons). "gathering" are event words that mean a party's meeting
            where a contest is spoken of and no "dissent".
        lemmas: the words.
        of: the event words that an idiom or a head belongs to; empty for all of them.
    """

    kind: str
    lemmas: tuple[str, ...]
    of: tuple[str, ...] = ()
