"""What a report says of somebody: name, number, age, sex, what they are called; and whether two can be one."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.annotate.actors.words import given_gender
from onrecord.annotate.extensions import notes
from onrecord.incidents import words
from onrecord.incidents.draft import Filler
from onrecord.incidents.harm import count
from onrecord.incidents.limits import MOST_MENTIONS_COMPARED
from onrecord.incidents.syntax import content
from onrecord.model import Entity, EntityKind, Mention, MentionKind

_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old", re.IGNORECASE)
_MONTHS = re.compile(r"\b(\d{1,2})[- ]months?[- ]old", re.IGNORECASE)
_AGE_BEHIND = re.compile(r"(?:,| \() ?(?:age |aged )?(\d{1,3})(?=[,.;:)\n]| of | from | and |$)")
_BEHIND = 12
"""Characters behind a name in which an age may stand (", 52,")."""

_AGES = {
    "baby": (0, 3),
    "infant": (0, 3),
    "toddler": (0, 5),
    "child": (0, 17),
    "kid": (0, 17),
    "boy": (0, 19),
    "girl": (0, 19),
    "teen": (11, 19),
    "teenager": (11, 19),
    "minor": (0, 17),
    "youth": (9, 25),
    "man": (16, 130),
    "woman": (16, 130),
    "adult": (18, 130),
    **dict.fromkeys(("mother", "father", "parent", "wife", "husband", "mom", "dad"), (14, 130)),
    **dict.fromkeys(("grandmother", "grandfather", "grandparent"), (30, 130)),
}
"""Ages that a noun goes with, in years."""

_MALE = frozenset({"man", "boy", "male", "father", "son", "husband", "brother", "grandfather", "nephew", "uncle"})
_FEMALE = frozenset({"woman", "girl", "female", "mother", "daughter", "wife", "sister", "grandmother", "niece", "aunt"})
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_MANY = frozenset({"they", "them", "we", "us", "themselves", "both", "others", "many", "several", "some", "people"})
_BANDS = frozenset({"family", "couple", "group", "crowd", "crew", "pair", "patrol", "gang", "team", "staff", "trio"})
"""Singular nouns for several persons."""
_ANOTHER = frozenset({"second", "third", "fourth", "another", "other", "others"})
_NOBODY = frozenset({"nobody", "none", "noone"})

ANYBODY = frozenset(
    {"man", "woman", "person", "people", "child", "boy", "girl", "teenager", "teen", "youth", "baby", "infant", "one"}
    | {"civilian", "resident", "victim", "other", "adult", "minor", "individual", "male", "female", "kid", "toddler"}
    | {"member", "relative", "family", "friend", "couple", "citizen", "casualty", "dozen", "hundred", "neighbor"}
    | {"wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "cousin", "uncle", "aunt"}
    | {"nephew", "niece", "parent", "grandmother", "grandfather", "girlfriend", "boyfriend", "partner", "roommate"}
    | {"passenger", "pedestrian", "bystander", "someone", "somebody", "he", "she", "they", "classmate", "colleague"}
    | {"body", "wounded", "dead", "injured", "love", "soul", "life", "native", "head", "deputy"}
)
"""Nouns that say little of who somebody is: the same person may be called by any two of them."""

_ALIKE = (
    frozenset(
        {"officer", "policeman", "policewoman", "cop", "police", "trooper", "patrolman", "detective", "sergeant"}
    ),
    frozenset({"reporter", "journalist", "correspondent", "editor", "newsman", "photographer"}),
    frozenset({"pastor", "priest", "reverend", "rev", "bishop", "archbishop", "father", "monsignor", "cleric"}),
    frozenset({"soldier", "serviceman", "troop", "guardsman", "recruit", "corporal", "sergeant", "marine"}),
    frozenset({"clerk", "cashier", "employee", "worker", "attendant", "owner", "shopkeeper", "manager"}),
    frozenset({"driver", "motorist", "cabbie", "trucker"}),
    frozenset({"student", "pupil", "freshman", "sophomore", "senior", "teen", "player", "athlete"}),
    frozenset({"general", "colonel", "major", "captain", "lieutenant", "officer", "commander", "chief"}),
    frozenset({"judge", "magistrate", "justice"}),
    frozenset({"professor", "teacher", "lecturer", "rector", "academic"}),
)
"""Trades and ranks that one person may be called by."""


@dataclass(slots=True)
class Profile:
    """Somebody, or several told in one phrase.

    Attributes:
        fillers: the phrases.
        entities: indexes of the entities that they are.
        names: words of names; empty where nobody is named.
        numbers: how many are said; 1 for one person, 0 for several without number.
        ages: years.
        sexes: "m", "f".
        nouns: what they are called.
        heads: tokens that head the phrases.
        owners: entities that "his" or "her" before such a phrase stands for.
        another: told as one more, beside somebody else.
        definite: whether any phrase puts them as known.
    """

    fillers: list[Filler] = field(default_factory=list)
    entities: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)
    owners: set[int] = field(default_factory=set)
    another: bool = False
    definite: bool = False

    @property
    def named(self) -> bool:
        """Say whether a name is known."""
        return bool(self.names)

    @property
    def single(self) -> bool:
        """Say whether it is one person."""
        return self.named or self.numbers <= {1}

    @property
    def special(self) -> set[str]:
        """Return the nouns that say who somebody is."""
        return self.nouns - ANYBODY


def profile(fillers: Sequence[Filler], entities: Sequence[Entity], *, phrases: bool = True) -> Profile:
    """Return what a report says of those whom some phrases are.

    Args:
        fillers: phrases that stand for the same.
        entities: those of the report.
        phrases: whether the phrases themselves are read, and not only the entities that they stand for.
    """
    made = Profile(list(fillers))
    for f in fillers:
        if phrases:
            _read_phrase(f, made)
        if f.entity not in made.entities and 0 <= f.entity < len(entities):
            made.entities.add(f.entity)
            _read_entity(f.head, entities[f.entity], made)
    if made.named:
        made.numbers = {1}
    return made


def _read_phrase(filler: Filler, made: Profile) -> None:
    head = content(filler.head)
    made.heads |= {filler.head.i, head.i}
    lefts = [c for h in {filler.head, head} for c in h.lefts]
    low = {c.lower_ for c in lefts} | {head.lower_}
    made.another |= bool(low & _ANOTHER)
    made.definite |= bool({c.lower_ for c in lefts} & _KNOWN) or any(c.dep_ == "poss" for c in lefts)
    made.owners |= {notes(head.doc).entity_of.get(c.i, -1) for c in lefts if c.dep_ == "poss"} - {-1}
    text = notes(head.doc).report.text
    made.ages |= _ages_in(filler.span.words(text))
    _call(head, made)
    if head.pos_ == "PRON":
        if head.lower_ in _MANY:
            made.numbers.add(0)
    elif head.pos_ != "PROPN" or head.lemma_.lower() in words.people():
        said = count(filler)
        plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in _MANY or head.lemma_.lower() in _BANDS
        made.numbers.add(0 if (plural and said[2] == 1) or said[2] is None else said[2])


def _ages_in(said: str) -> set[int]:
    return {int(a) for a in _AGE.findall(said)} | {int(m) // 12 for m in _MONTHS.findall(said)}


def _call(head: Token, made: Profile) -> None:
    lemma = head.lemma_.lower()
    made.sexes |= {"m"} if lemma in _MALE | _HE else {"f"} if lemma in _FEMALE | _SHE else set()
    if head.pos_ in ("NOUN", "ADJ") or lemma in words.people():
        made.nouns.add(lemma)


def _read_entity(head: Token, entity: Entity, made: Profile) -> None:
    text = notes(head.doc).report.text
    if entity.named and entity.kind is not EntityKind.STATE:
        made.names |= {w for w in _name_words(entity.name) if w not in words.people()}
    made.nouns |= {office.title.lower().split()[-1] for office in entity.offices if office.title}
    for mention in itertools.islice(entity.mentions, MOST_MENTIONS_COMPARED):
        _read_mention(mention, text, made)


def _read_mention(mention: Mention, text: str, made: Profile) -> None:
    said, low = mention.span.words(text), mention.head.words(text).lower()
    if mention.kind is MentionKind.PRONOUN:
        made.sexes |= {"m"} if low in _HE else {"f"} if low in _SHE else set()
        return
    made.ages |= _ages_in(said)
    behind = _AGE_BEHIND.match(text, mention.span.end, mention.span.end + _BEHIND)
    if behind is not None:
        made.ages.add(int(behind[1]))
    if mention.kind is MentionKind.NOMINAL:
        low = _singular(low)
        made.nouns.add(low)
        made.sexes |= {"m"} if low in _MALE else {"f"} if low in _FEMALE else set()
    else:
        made.nouns |= {w for w in _name_words(said) if w in words.people()}
        gender = given_gender(next(iter(_names_of(said)), ""))
        made.sexes |= {gender[0]} if gender and not made.sexes else set()


def _singular(noun: str) -> str:
    """Return "man" for "men", "victim" for "victims"."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    return noun[:-1] if noun.endswith("s") and noun[:-1] in words.people() else noun


_PLURALS = {"men": "man", "women": "woman", "children": "child", "people": "person", "persons": "person"}
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@functools.lru_cache(maxsize=512)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(w.lower() for w in _WORD.findall(name) if len(w) > 1)


def _names_of(said: str) -> Iterable[str]:
    return (w for w in _name_words(said) if w not in words.people() and w not in ("year-old", "years", "old", "the"))


def clash(one: Profile, two: Profile) -> bool:
    """Say whether two cannot be the same: names, ages, sexes, numbers, trades, or both told in one breath."""
    if one.another or two.another:
        return True
    if one.names and two.names and not one.names & two.names:
        return True
    if one.sexes and two.sexes and not one.sexes & two.sexes:
        return True
    if _ages(one)[1] < _ages(two)[0] or _ages(two)[1] < _ages(one)[0]:
        return True
    if one.ages and two.ages and not one.ages & two.ages:
        return True
    if one.owners & two.entities or two.owners & one.entities:  # "her grandfather" is not she
        return True
    return _other_trades(one, two) or _beside(one, two)


def _ages(who: Profile) -> tuple[int, int]:
    if who.ages:
        return min(who.ages), max(who.ages)
    said = [_AGES[n] for n in who.nouns if n in _AGES]
    return max((low for low, _ in said), default=0), min((high for _, high in said), default=130)


def _other_trades(one: Profile, two: Profile) -> bool:
    some, others = one.special, two.special
    if not some or not others or some & others:
        return False
    return not any(group & one.nouns and group & two.nouns for group in _ALIKE)


def _beside(one: Profile, two: Profile) -> bool:
    """Say whether "and" joins them: "a mayor and two councilmen"."""
    firsts = [f.head for f in one.fillers]
    return any(c.i in two.heads for head in firsts for c in head.conjuncts)


def nobody(filler: Filler) -> bool:
    """Say whether a place is filled by nobody ("no one was hurt")."""
    return filler.head.lower_ in _NOBODY or any(c.lower_ == "no" and c.dep_ == "det" for c in filler.head.lefts)
