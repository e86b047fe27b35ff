"""Places in the frame of a word of blame, read off the parse: who is blamed, for what, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.incidents.syntax import before_date, spliced

_RELATIVE = frozenset({"which", "that", "who", "whom"})
_SHARES = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl"})
_COPULAS = frozenset({"be", "find", "deem", "seem", "remain", "plead", "stand", "lie"})
CALL = frozenset(
    {"name", "identify", "call", "describe", "brand", "label", "term", "denounce", "condemn", "see", "view", "regard"}
)
_TIES = frozenset({"of", "from", "loyal", "allied", "linked", "tied", "close", "belonging", "led", "paid"})
"""Words that tie people who have no name to one that has."""
_MOST_OF_TIE = 10
OWN_WORDS = frozenset({"its", "their", "his", "her", "our", "my"})
OBJECTS = frozenset({"dobj", "nsubjpass", "npadvmod", "oprd"})
_MISPLACED = frozenset({"of", "for", "on", "in", "with", "over", "to"})
_THEN = frozenset({"later", "earlier", "ago"})
_DEEPER = frozenset({"appos", "prep", "pobj", "acl", "agent", "conj"})
_SPANS = frozenset({"year", "month", "life", "prison", "jail", "term", "court", "absence", "absentia"})
"""What says how long or where somebody is held; the parser hangs on it what stands behind it."""
WHERE = frozenset({"absence", "absentia", "court", "custody", "year", "life", "hospital", "prison"})
"""What says where or how somebody was charged, not with what."""
UNSAID = "unsaid"
"""Slot of a deed that the word may leave out ("the widow blames the army")."""
UP = 3
_NEAR = 7
"""Steps down from a verb to a phrase that the parser hung on its object instead (own cases, 2026-11-22)."""


@dataclass(frozen=True, slots=True)
class Tie:
    """An actor tied to a deed by a word.

    Attributes:
        word: the word that ties them ("accused", "behind").
        actor: head of the actor's words.
        deeds: heads of the words that may name the deed, likeliest first; none where it is not said.
        stance: the lexicon's stance.
        speaker: head of the words for whoever says so by this word; None where it is whoever says the sentence.
        own: whether the word is itself what is said ("accused"), not part of what is said ("was behind").
        rule: how it was found, for the row's reasons.
        frame: the verb whose sentence says it, where that is not the word: the first "denied" of "X denied that he
            knew of it and blamed Y".
        strict: whether the deed must be one of `deeds` itself, not a word inside it.
        alone: whether those who are joined to the actor are not meant ("blamed each other").
    """

    word: Token
    actor: Token
    deeds: tuple[Token, ...]
    stance: str
    speaker: Token | None
    own: bool
    rule: str
    frame: Token | None = None
    strict: bool = False
    alone: bool = False


def ties_to_a_name(token: Token) -> bool:
    """Say whether a word ties people to a name: "men of the Lark gang", "men from Tarvik", "youths loyal to Orvan"."""
    if token.lower_ not in _TIES or token.dep_ not in ("prep", "amod", "acl"):
        return False
    return any(t.pos_ == "PROPN" and t.ent_type_ not in ("DATE", "TIME") for t in token.subtree)


def end_of_tie(noun: Token) -> int:
    """Return where the words end that tie people to a name, 0 where none do or they are too many."""
    tie = next((c for c in noun.rights if ties_to_a_name(c)), None)
    last = tie.right_edge if tie is not None else noun
    return last.idx + len(last) if 0 < last.i - noun.i <= _MOST_OF_TIE else 0


def slot(word: Token, name: str, *, inherit: bool = True) -> Token | None:
    """Return the token that fills a slot of a word, None where it is empty.

    Args:
        word: a verb, noun, adjective or preposition.
        name: "subj", "obj", "poss", "mod" (a name before a noun), "of by" (the agent inside what stands behind
            "of"), "of agent" (the same, only behind "by"), "at of" (whose it is "at the door of"), "acl by"
            (the agent of a participle behind a noun), "clause", "prep:of" and the like.
        inherit: whether a joined or dependent verb may take the subject of the one above it.
    """
    if name.startswith("prep:"):
        return next(_prepositional(word, name[5:]), None)
    if name == "poss":
        return next((c for c in word.children if c.dep_ == "poss"), None)
    if name == "mod":
        return _modifier(word)
    if name == "of by":
        inner = slot(word, "prep:of")
        return next(
            (f for n in ("prep:by", "poss", "mod") if inner is not None and (f := slot(inner, n)) is not None), None
        )
    if name == "acl by":
        return next((by for c in word.children if c.dep_ == "acl" and (by := slot(c, "prep:by")) is not None), None)
    if name == "of agent":
        inner = slot(word, "prep:of")
        return slot(inner, "prep:by") if inner is not None else None
    if name == "at of":
        held = slot(word, "prep:at")
        return None if held is None else slot(held, "prep:of") or slot(held, "poss")
    if name == "clause":
        return next((c for c in word.children if c.dep_ in ("xcomp", "ccomp")), None)
    if name == "subj":
        return _antecedent(_subject(word, inherit=inherit), word)
    return _antecedent(_object(word), word)


def slots(word: Token, name: str) -> tuple[Token, ...]:
    """Return every token that may fill a slot, likeliest first; only phrases can be several."""
    if name.startswith("prep:"):
        return tuple(_prepositional(word, name[5:]))
    found = slot(word, name) if name != UNSAID else None
    return (found,) if found is not None else ()


def _modifier(noun: Token) -> Token | None:
    """Return the name that stands before a noun ("a Mossad plot", "a Malian provocation")."""
    kinds = ("ORG", "GPE", "NORP", "PERSON")
    found = [
        c
        for c in noun.children
        if c.dep_ in ("compound", "amod", "nmod") and (c.ent_type_ in kinds or c.pos_ == "PROPN")
    ]
    return found[0] if found else None


def _prepositional(word: Token, preposition: str) -> Iterator[Token]:
    """Yield what stands behind a preposition that hangs on the word, then on its object.

    The parser hangs "of the bombing" on the object ("accused the group of the bombing") now and then, or deeper.
    """
    if word.lower_ == preposition:
        yield from (c for c in word.children if c.dep_ in ("pobj", "pcomp"))
        return
    level = [word]
    for depth in range(_NEAR):
        below: list[Token] = []
        for token in level:
            for child in token.children:
                if child.dep_ in ("prep", "agent", "dative") and child.lower_ == preposition and child.i > word.i - 40:
                    yield from (c for c in child.children if c.dep_ in ("pobj", "pcomp"))
                if _hangs_deeper(child) if depth == 0 else child.dep_ in _DEEPER:
                    below.append(child)
        if preposition not in _MISPLACED:
            return
        level = below


def _hangs_deeper(child: Token) -> bool:
    """Say whether a phrase that belongs to the word may hang on what stands beside it.

    Its object, a term ("jailed for twelve years for the murder") or its agent ("accused by the police of").
    """
    if child.dep_ in OBJECTS or child.dep_ in ("prt", "agent") or (child.dep_ == "conj" and child.pos_ == "NOUN"):
        return True
    if child.lower_ in _THEN and child.dep_ == "advmod":  # "convicted two years later of the bombing"
        return True
    return child.dep_ == "prep" and any(c.lemma_ in _SPANS and c.dep_ == "pobj" for c in child.children)


def _subject(word: Token, *, inherit: bool) -> Token | None:
    """Return who does what the word says: subject of an active verb, agent of a passive one."""
    if word.pos_ in ("ADJ", "ADP", "ADV", "NOUN"):
        return _told_of(word, inherit=inherit)
    if _passive(word):
        agent = next((c for c in word.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    own = [c for c in word.children if c.dep_ == "nsubj"]
    if own or not inherit:  # of two, the first is the place that a wire was sent from
        return own[-1] if own else None
    return _inherited(word)


def _told_of(word: Token, *, inherit: bool) -> Token | None:
    """Return of whom or what an adjective, a preposition or a noun tells."""
    verb = word.head
    if word.pos_ == "ADJ" and verb.lemma_ in ("find", "deem") and not _passive(verb):
        own = next((c for c in word.children if c.dep_ == "nsubj"), None)
        return own or next((c for c in verb.children if c.dep_ == "dobj"), None)
    if verb.lemma_ in _COPULAS:
        told = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i]
        told = told or [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        return told[-1] if told else None  # of two, the first stands before a colon
    if word.pos_ == "NOUN":
        return _called(word)
    own = next((c for c in word.children if c.dep_ == "nsubj"), None)
    return own if own is not None or not inherit else _inherited(word)


def _inherited(word: Token) -> Token | None:
    """Return the subject that a joined or dependent word takes over from the one above it."""
    current = word
    for _ in range(UP):
        if current.dep_ not in _SHARES or current.head == current:
            return current.head if current.dep_ == "relcl" else None
        above = current.head
        if current.dep_ == "conj" and spliced(current, above):
            return None
        if current.dep_ == "acl":
            return above if current.tag_ == "VBG" else None
        found = next((c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if current.dep_ == "pcomp":
            target = next((c for c in above.head.children if c.dep_ == "dobj" and above.dep_ == "prep"), None)
            found = target or next((c for c in above.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            return found
        current = above
    return None


def _called(noun: Token) -> Token | None:
    """Return what is called by a noun: "called the fire a plot", "is seen as the work of", "the raid, a plot by"."""
    if noun.dep_ == "appos":
        return noun.head
    verb = under_as(noun)
    if verb.lemma_.lower() not in CALL:
        return None
    inside = next((c for c in noun.children if c.dep_ == "nsubj"), None)
    return inside or next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c != noun), None)


def under_as(noun: Token) -> Token:
    """Return the word above a noun, past "as", which the parser hangs on the object of "described the raid as"."""
    above = noun.head.head if noun.head.dep_ == "prep" and noun.head.lower_ == "as" else noun.head
    called = above != noun.head and above.dep_ in OBJECTS and above.head.lemma_.lower() in CALL
    return above.head if called else above


def _object(word: Token) -> Token | None:
    """Return whom or what it is done to: object of an active verb, subject of a passive one."""
    if _passive(word):
        own = next((c for c in word.children if c.dep_ == "nsubjpass"), None)
        if own is not None:
            return own
        if word.dep_ in ("acl", "relcl"):
            return word.head
        if (behind := _participle_behind(word)) is not None:
            return behind
        if word.dep_ == "conj":
            above = next((c for c in word.head.children if c.dep_ in ("nsubjpass", "nsubj")), None)
            return above or (word.head.head if word.head.dep_ in ("acl", "relcl") else None)
        return None
    own = next((c for c in word.children if c.dep_ == "dobj"), None)
    return own or next((c for c in word.rights if c.dep_ == "dep" and c.pos_ in ("NOUN", "PROPN")), None)


def _passive(word: Token) -> bool:
    if word.tag_ != "VBN":
        return _participle_behind(word) is not None
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in word.children):
        return True
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in word.children):
        return False
    return word.dep_ in ("acl", "conj", "ROOT", "advcl") and not any(c.dep_ in ("dobj", "nsubj") for c in word.children)


def _participle_behind(word: Token) -> Token | None:
    """Return the noun of "condemned the murder, carried out by X" where the parser joins the two verbs."""
    if word.dep_ != "conj" or word.tag_ not in ("VBN", "VBD") or not any(c.dep_ == "agent" for c in word.children):
        return None
    before = word.left_edge.i - 1
    if before < 1 or word.doc[before].text != ",":
        return None
    held = (c for c in word.head.children if c.dep_ in OBJECTS or c.dep_ == "prep")
    found = next((c for c in held if c.right_edge.i == before - 1), None)
    if found is not None and found.dep_ == "prep":
        return next((c for c in found.children if c.dep_ == "pobj"), None)
    return found


def _antecedent(token: Token | None, word: Token) -> Token | None:
    """Return what a relative pronoun stands for, else the token itself."""
    if token is None or token.lower_ not in _RELATIVE:
        return token
    current = word
    for _ in range(UP):
        if current.dep_ == "relcl":
            return before_date(current.head)
        if current.head == current:
            break
        current = current.head
    return None
