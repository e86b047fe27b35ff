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
            name), "says" (nouns for what is said that the parser takes for verbs behind a denial), "kept" (words
            above one of blame that say it was not spoken), "coming" (helpers of what is not yet said), "grounds"
            (nouns whose lack denies nothing), "outcomes" (nouns for what a deed led to, or that say nothing of its
            kind), "selves", "victims" (who is not blamed by a word beside him), "doubts", "stories" (nouns whose
            clause is somebody's word, not the report's), "points" (determiners of a deed told before), "ones" ("X
            were the ones who"), "meant" (nouns that stand for a deed told before), "involved" (words for having a part
            in it), "aside" (what is done about a deed or beside it: who is accused of that is not accused of the
            deed) or "persons" (pronouns that stand
            for no deed). Of charges for something else: "plans" (verbs of who will charge), "earlier" (adverbs),
            "unrelated" and "prior" (adjectives), "pasts" with "of-past" before them ("criminal record"), "cases"
            ("robbery in this case" is one for the deed). What is no actor: "things", "page-words". Who a group is:
            "held-by" (verbs whose object is held or charged), "pairs", "accused" (nouns for them), "more" (words that
            make it another group). Who is identified: "names" (verbs), "suspects", "doubting" (words before
            "gunman"), "name-doubts" (words that are no part of a name). Who stands behind a hand: "pays", "works"
            (verbs), "service", "orders" (nouns). Who is on trial: "stands-trial", "puts-on-trial" (verbs);
            who is before a court, "stands" (verbs), "court-places", "terms" (what is served); whose "verdicts" judges
            "undo"; whom the police "seek" or want to "talk-to"; who "jails" somebody, "gives-term" or "gets-term" in
            which "cells", who "brings" charges, who "prosecutes", police "at-work" (who is
            held for what he did to them did not do the deed), the "tribunals"
            that clear somebody, and who only seeks a verdict ("seeks-verdict").
            Also
            "contacts" (verbs of who calls to claim a deed), "courts" (who can find somebody guilty),
            "behind-times" (nouns that only say when), "opens-statement" (verbs of who issues one), "statements" (nouns)
            and "hands-on" (verbs of an unnamed source that tells without blaming). Of what no claim holds:
            "takes-for-granted" (verbs whose clause is told, not said), "own-words" (nouns for somebody's account),
            "says-too" (verbs that say where they stand between commas).
        lemmas: the words.
        row: whether its example makes a row of the actor named there.
    """

    kind: str
    lemmas: tuple[str, ...]
    row: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameCrime(Entry):
    """Words for a crime that somebody is charged with, held for or convicted of.

    Attributes:
        kind: what they have in common ("killing", "robbery", "drugs").
        lemmas: the words.
        violent: whether the crime can be that of a shooting, a stabbing or a bombing; a charge of another kind is none
            for these, unless the report tells that it was part of them.
    """

    kind: str
    lemmas: tuple[str, ...]
    violent: bool = False
