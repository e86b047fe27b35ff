"""How surely the key of MUC-4 holds a body responsible: by the rows of responsibility, else by the words around it.

Half of the bodies that are found have no row of their own in the event; the words around a name are all there is then.
What is here was chosen on the training part (bodies of templates that are in the key; halves by a hash of the number of
the report): right .68 and .67 of 244 with the rows of 2026-11-23 in the morning, .71 and .68 of 243 with the rows found
since, for which both halves were read; of 240 of another day's reading .70 without and .72 with words that weigh more
than rows ("the possible part of the Dawn", "presumably by the Dawn"), in both halves; 174.5 of 240 with the rows of
that noon, 171.5 of 241 before them, read alike. On the development part 22 of 35 (21 in the morning); "possible"
is three times as frequent there. Most of those that are wrong, read one by one, hang on what the key takes for known
(who stands behind "guerrillas", claims of earlier days) or on its own choice of a fact or a word of authorities:
no row that a reader would write makes them right. Counting what an authority tells as blame, or what is told by others
as a fact, other orders of values, and acronyms as names of the same body were each no better by 1 to 7 bodies.
Where a row ties the body to the event 130 of 174 are right on the training part and 17.5 of 25 on the development part,
elsewhere 38 of 66 and 5.5 of 12 (2026-11-24): a value from rows alone would not reach .72 either.
Nor do rows stand at the wrong event: of 70 bodies that are not right (of 242, that evening), 65 have no row with the
key's value anywhere in the report, 3 have it at another event, 2 beside one that weighs more.

Learned ones were no better by five folds of reports, three times: of the 244, by these rules 165 are right; by a
softmax over 40 readable features fitted on all 601 bodies of the key 150; with states of the larger encoder (means over
the body's names, their sentences, the triggers, the report) 149 - 156; with the rules' value as an offset that it may
correct 160 - 165, the more the weaker. Where no row is about a body, 58 - 62.5 of 107 (by these rules 64). Nor was
training the layers themselves better: of 239 (rules 169.5) the upper three or all layers of the smaller encoder 161.5 -
169, two of the larger one 161.5 - 171, their mean at most 170.5; without the rules' value 114.5 - 141; words in a
regression at most 167.5. An oracle that takes the better of both has 185. The key gives one body other values in 16 of
108 groups of one report's templates, and two values itself for 40 of 611 bodies; of wordings alike in two reports a
third differ. The best value for each combination of what we know, chosen on the answers, has 179. 2026-11-23.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.muc4_features import FORCES
from onrecord.incidents.gtd import singular
from onrecord.incidents.stances import is_authority
from onrecord.lexicon import load
from onrecord.lexicon.schema import BlameWord
from onrecord.model import Attribution, Entity, SourceKind, Stance

CLAIMED = "CLAIMED OR ADMITTED"
FACT = "REPORTED AS FACT"
BY_AUTHORITIES = "SUSPECTED OR ACCUSED BY AUTHORITIES"
ACCUSED = "SUSPECTED OR ACCUSED"
POSSIBLE = "POSSIBLE"

BODY = "BODY"
"""Stands for the name in what is read."""


def _upto(words: int) -> str:
    return rf"(?:\W+\w+){{0,{words}}}?\W+"


_CLAIM = re.compile(
    rf"{BODY}{_upto(12)}(?:claim\w*|assum\w+|tak\w+|took|accept\w*|admit\w*|acknowledg\w*){_upto(3)}"
    r"(?:responsib\w+|credit|authorship)"
    rf"|{BODY}{_upto(5)}(?:admitted|acknowledged|confessed|claimed the)"
)
"""Its own word: "spokesmen of the Dawn took responsibility"."""
_ALLEGED = re.compile(rf"\b(?:alleged\w*|presum\w+|suspect\w*|suppos\w+){_upto(4)}{BODY}")
"""A hedge before it: "alleged members of the Dawn"."""
_POSSIBLE = re.compile(rf"\bpossib\w+{_upto(4)}{BODY}")
"""It may be, in so many words: "the possible participation of the Dawn"."""
_MAYBE = re.compile(
    rf"\b(?:possib\w+|might|may|could|rul\w+ out|investigat\w+|if|whether|apparently|probably){_upto(8)}{BODY}"
    rf"|{BODY}{_upto(5)}(?:might|may|could have|possibly)\b"
)
_BLAMED = re.compile(
    rf"\b(?:attribut\w+ to|blam\w+|accus\w+|believ\w+|responsib\w+|link\w+ to|imput\w+|identif\w+|held|charge\w*"
    rf"|work of|caused by|said to){_upto(6)}{BODY}"
    rf"|{BODY}{_upto(6)}(?:is|are|was|were|been){_upto(2)}(?:accused|blamed|suspected|believed|responsible|behind)"
    rf"|{BODY}{_upto(6)}(?:responsible for|behind)"
)
_CUES = {
    None: ((_CLAIM, CLAIMED), (_ALLEGED, ACCUSED), (_MAYBE, POSSIBLE), (_BLAMED, ACCUSED)),
    FACT: ((_CLAIM, CLAIMED), (_ALLEGED, ACCUSED), (_POSSIBLE, POSSIBLE)),
    ACCUSED: ((_POSSIBLE, POSSIBLE),),
    POSSIBLE: ((_ALLEGED, ACCUSED),),
}
"""What a sentence says and how surely that is, the first that fits, by what the rows say: None where they say nothing.
Who of authority says it could not be told from such words: .621 with it."""

_MONTH = re.compile(r"(?<=\d )May\b|\bMay(?= \d)", re.IGNORECASE)
_MOST = 600
"""Letters of a sentence that are read; those of the wire are shorter."""


_VALUES = {
    Stance.FACT: FACT,
    Stance.CONVICTED: FACT,
    Stance.CLAIMED: CLAIMED,
    Stance.ACCUSED_BY_AUTHORITY: BY_AUTHORITIES,
    Stance.CHARGED: BY_AUTHORITIES,
    Stance.ACCUSED: ACCUSED,
    Stance.SUSPECTED: ACCUSED,
    Stance.SPECULATED: POSSIBLE,
}
"""Stances as the key's values; denials and clearings name nobody there."""
SUREST = (CLAIMED, BY_AUTHORITIES, ACCUSED, FACT, POSSIBLE)
"""Of several rows about one body the key takes its own word, then blame, then what is told as so."""
_BLAMES = frozenset({"responsible", "behind", "work-noun", "involve", "responsibility-noun"})
"""Entries that blame though they only state; "the raid staged by X" takes for granted who did it."""


@dataclass(frozen=True, slots=True)
class Tied:
    """Whom a row ties to an event, and how surely.

    Attributes:
        names: the words for the actor and the names that the report has for him.
        value: the key's.
        told: whether the report itself tells so, without naming anybody who says it.
    """

    names: tuple[str, ...]
    value: str
    told: bool = False


def tied(rows: Iterable[Attribution], entities: Iterable[Entity]) -> list[Tied]:
    """Return rows as the key would value them, less those that name nobody there."""
    known = {e.id: e for e in entities}
    out: list[Tied] = []
    for row in rows:
        value = value_of(row, known.get(row.by.entity))
        actor = known.get(row.actor.entity)
        names = (actor.name, *actor.aliases) if actor is not None else ()
        if value is not None:
            told = row.stance is Stance.FACT and row.by.kind is SourceKind.NARRATOR
            out.append(Tied((row.actor.name, *names), value, told))
    return out


def value_of(row: Attribution, speaker: Entity | None) -> str | None:
    """Return the key's value of a row: what is told without a word of blame is a fact, whoever tells it.

    Args:
        row: the row.
        speaker: who says so, as the report knows him.
    """
    if row.stance is Stance.ACCUSED_BY_AUTHORITY and (_told(row) or row.why.partition(":")[0] in _doing()):
        return FACT
    if row.stance is Stance.ACCUSED and _told(row) and row.by.kind is not SourceKind.UNKNOWN:
        return FACT
    if row.stance is Stance.CONVICTED and row.by.kind is SourceKind.PERSON and not is_authority(row.by, speaker):
        return ACCUSED  # "the witness believed that the army was guilty of it"
    if row.stance is Stance.SUSPECTED and row.by.kind is not SourceKind.NARRATOR and is_authority(row.by, speaker):
        return BY_AUTHORITIES  # "a judge ordered the arrest of"
    return _VALUES.get(row.stance)


def _told(row: Attribution) -> bool:
    return row.why.startswith("told with its perpetrator")


@functools.cache
def _doing() -> frozenset[str]:
    return frozenset(e.id for e in load("blame_words", BlameWord) if e.stance == "states") - _BLAMES


def certainty(body: Sequence[str], event: Iterable[Tied], report: Iterable[Tied], sentences: Iterable[str]) -> str:
    """Return how surely a body did it.

    Args:
        body: its names.
        event: what the rows of the event say.
        report: what all rows of the report say: a body that claims one attack mostly claims them all.
        sentences: those that may name it and tell of the event.
    """
    about = [row for row in report if _same(body, row)]
    if any(row.value == CLAIMED for row in about):
        return CLAIMED
    said = {row.value for row in event if _same(body, row)}
    value = next((v for v in SUREST if v in said), None)
    sentences = list(sentences)
    read = (by_words(name, [value] if value else [], sentences) for name in body)
    doubted = of_state(body) and not any(row.told for row in about)
    return next((v for v in read if v is not None), value) or (ACCUSED if doubted else FACT)


def of_state(body: Sequence[str]) -> bool:
    """Say whether a body is an organ of a state: where no row is about it, somebody accuses it, and others did it.

    Of 22 such bodies without a row and without a cue the key has 11 accused and 4 as a fact; of 48 others 24 as a fact.
    Not where the report itself tells of other deeds of that body (7 more right of all 601 bodies of the key).
    """
    for name in body:
        words = {singular(w) for w in _words(name)} | _words(name)
        if words & _STATE and not words & _BAND:
            return True
    return False


_STATE = FORCES | {"regime", "intelligence", "navy", "security", "authority"}
_BAND = frozenset(
    {"liberation", "revolutionary", "popular", "front", "movement", "anticommunist", "secret", "patriotic"}
    | {"guerrilla", "guerrillas", "rebel", "rebels", "civic"}
)
"""Words in the names of armies that fight against a state."""
_SAYS_LITTLE = frozenset(
    {"the", "a", "an", "of", "and", "in", "by", "on", "for", "from", "this", "that", "self", "styled", "so", "called"}
    | {"alleged", "suspected", "presumed", "leftist", "rightist", "marxist", "leninist", "maoist", "castroite", "pro"}
    | {"castrist", "armed", "insurgent", "subversive", "urban", "other", "some", "several", "two", "three", "four"}
    | {"five", "eight", "s", "member", "members", "guerrilla", "guerrillas", "militant", "militants", "terrorist"}
    | {"terrorists", "rebel", "rebels", "group", "groups", "command", "commando", "commandos", "commandoes", "fighters"}
    | {"unit", "units", "organization", "organisation", "movement", "spokesman", "spokesmen", "column", "cell", "front"}
    | {"detachment", "officers", "soldiers", "troops", "elements", "leaders", "leader"}
)
"""Words around a name that do not make it another body."""
_WORD = re.compile(r"[a-z0-9']+")
_OF_BODY = {"policeman": "police", "policemen": "police"}
"""Words for members that name their body."""


def _words(name: str) -> set[str]:
    found = (word.strip("'").removesuffix("'s") for word in _WORD.findall(name.lower()))
    return {_OF_BODY.get(word, word) for word in found if word}


def _same(body: Sequence[str], row: Tied) -> bool:
    """Say whether a row is about a body: all words of the one are in the other ("eight members of the army")."""
    for name in body:
        ours = _words(name) - {"the"}
        for other in row.names:
            theirs = _words(other)
            core = theirs - _SAYS_LITTLE
            if ours and (ours <= theirs or (core and core <= ours)):
                return True
    return False


def by_words(name: str, values: Iterable[str], sentences: Iterable[str]) -> str | None:
    """Return how surely a body did it by the words around its name, None where the rows decide or nothing is said.

    Args:
        name: the body.
        values: what the rows about it and the event say.
        sentences: those that may name it and tell of the event.
    """
    told = set(values)
    cues = _CUES.get(next((v for v in SUREST if v in told), None), ())
    read = [text for s in sentences if (text := _marked(s, name))] if cues else []
    return next((value for cue, value in cues if any(cue.search(text) for text in read)), None)


def _marked(sentence: str, name: str) -> str:
    """Return a sentence in small letters with a sign for the name, "" where it is not there; months are left out."""
    sentence = _MONTH.sub("#", sentence)
    text, small = " ".join(sentence[:_MOST].lower().split()), " ".join(name.lower().split())
    return text.replace(small, BODY) if small and small in text else ""
