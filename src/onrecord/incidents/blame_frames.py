"""Finds where a sentence ties an actor to a deed: a blame word with its actor and its deed, read off the parse."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.lexicon import load
from onrecord.lexicon.schema import BlameWord

_RELATIVE = frozenset({"which", "that", "who", "whom"})
_SHARES = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl"})
_PHRASAL = {"carry": "out"}
_TAKE = frozenset({"claim", "take", "accept", "assume", "admit"})
_REFUSE = frozenset({"deny", "reject", "disclaim", "disavow", "repudiate", "refute"})
_PART = frozenset(
    {
        "involvement",
        "role",
        "hand",
        "complicity",
        "participation",
        "responsibility",
        "part",
        "guilt",
        "link",
        "connection",
    }
)
_UP = 3


@dataclass(frozen=True, slots=True)
class Tie:
    """An actor tied to a deed by a word.

    Attributes:
        word: the word that ties them ("accused", "behind").
        actor: head of the actor's words.
        deed: head of the deed's words; None where it is not said ("denied involvement").
        stance: the lexicon's stance.
        speaker: head of the words for whoever says so by this word; None where it is whoever says the sentence.
        own: whether the word is itself what is said ("accused"), not part of what is said ("was behind").
        rule: how it was found, for the row's reasons.
    """

    word: Token
    actor: Token
    deed: Token | None
    stance: str
    speaker: Token | None
    own: bool
    rule: str


@functools.cache
def _words() -> dict[tuple[str, str], tuple[BlameWord, ...]]:
    table: dict[tuple[str, str], tuple[BlameWord, ...]] = {}
    for entry in load("blame_words", BlameWord):
        key = (entry.lemma, entry.pos)
        table[key] = (*table.get(key, ()), entry)
    return table


_POS = {
    "VERB": "verb",
    "AUX": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "ADP": "preposition",
    "ADV": "preposition",
}


def ties(doc: Doc) -> Iterator[Tie]:
    """Yield every tie of the document, in the order of its words."""
    table = _words()
    for token in doc:
        for entry in table.get((token.lemma_.lower(), _POS.get(token.pos_, "")), ()):
            tie = _tie(token, entry)
            if tie is not None:
                yield tie
                break
        else:
            yield from _nominal(token)


def _tie(word: Token, entry: BlameWord) -> Tie | None:
    particle = _PHRASAL.get(entry.lemma)
    if particle and not any(c.lower_ == particle for c in word.children):
        return None
    if entry.lemma == "responsible" and (held := _held(word)) is not None:
        return held
    actor = _first(word, entry.actor)
    deed = _first(word, entry.deed)
    if actor is None or deed is None or actor == deed:
        return None
    speaker = slot(word, "subj") if entry.speaks else None
    return Tie(word, actor, deed, entry.stance, speaker, own=entry.speaks, rule=f"{entry.id}: {word.text}")


def _held(word: Token) -> Tie | None:
    """Read "holds X responsible for Y"; the parser makes "X" subject of "responsible" or object of "holds"."""
    verb = word.head
    held = verb if word.dep_ == "amod" and verb.dep_ in ("dobj", "nsubjpass") else None
    verb = held.head if held is not None else verb
    if verb.lemma_ not in ("hold", "find", "consider") or verb == word:
        return None
    actor = held or slot(word, "subj", inherit=False) or slot(verb, "obj")
    deed = slot(word, "prep:for") or slot(verb, "prep:for")
    if actor is None or deed is None:
        return None
    return Tie(verb, actor, deed, "accused", slot(verb, "subj"), own=True, rule="hold responsible")


def _nominal(token: Token) -> Iterator[Tie]:
    """Responsibility and involvement as nouns.

    "claimed responsibility for Y", "denied any involvement in Y", "X's involvement in Y".
    """
    noun = token.lemma_.lower()
    if noun not in _PART or token.pos_ != "NOUN":
        return
    verb = token.head
    deed = slot(token, "prep:for") or slot(token, "prep:in") or slot(token, "prep:to") or slot(token, "prep:with")
    deed = deed or (slot(verb, "prep:for") if verb.pos_ == "VERB" else None)
    if token.dep_ in ("dobj", "nsubjpass", "conj") and verb.lemma_.lower() in _TAKE and noun == "responsibility":
        actor = slot(verb, "subj")
        if actor is not None:
            yield Tie(verb, actor, deed, "claimed", actor, own=True, rule="claim responsibility")
        return
    if verb.lemma_.lower() in _REFUSE and token.dep_ in ("dobj", "nsubjpass", "conj"):
        actor = slot(token, "poss") or slot(verb, "subj")
        if actor is not None:
            yield Tie(verb, actor, deed, "denied", slot(verb, "subj"), own=True, rule="deny involvement")
        return
    actor = slot(token, "poss") or next(
        (c for c in token.children if c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE")), None
    )
    if actor is not None and deed is not None:
        yield Tie(token, actor, deed, "states", None, own=False, rule=f"{noun} of an actor")


def _first(word: Token, slots: tuple[str, ...]) -> Token | None:
    for name in slots:
        found = slot(word, name)
        if found is not None:
            return found
    return None


def slot(word: Token, name: str, *, inherit: bool = True) -> Token | None:
    """Return the token that fills a slot of a word, None where it is empty.

    Args:
        word: a verb, noun, adjective or preposition.
        name: "subj", "obj", "poss", "mod" (a name before a noun), "of by" (the agent inside what stands behind
            "of"), "clause", "prep:of" and the like.
        inherit: whether a joined or dependent verb may take the subject of the one above it.
    """
    if name.startswith("prep:"):
        return _prepositional(word, name[5:])
    if name == "poss":
        return next((c for c in word.children if c.dep_ == "poss"), None)
    if name == "mod":
        return _modifier(word)
    if name == "of by":
        inner = _prepositional(word, "of")
        return next(
            (f for n in ("prep:by", "poss", "mod") if inner is not None and (f := slot(inner, n)) is not None), None
        )
    if name == "clause":
        return next((c for c in word.children if c.dep_ in ("xcomp", "ccomp")), None)
    if name == "subj":
        return _antecedent(_subject(word, inherit=inherit), word)
    return _antecedent(_object(word), word)


def _modifier(noun: Token) -> Token | None:
    """Return the name that stands before a noun ("a Mossad plot", "a Malian provocation")."""
    kinds = ("ORG", "GPE", "NORP", "PERSON")
    found = [
        c
        for c in noun.children
        if c.dep_ in ("compound", "amod", "nmod") and (c.ent_type_ in kinds or c.pos_ == "PROPN")
    ]
    return found[0] if found else None


def _prepositional(word: Token, preposition: str) -> Token | None:
    if word.lower_ == preposition:
        return next((c for c in word.children if c.dep_ in ("pobj", "pcomp")), None)
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ == preposition:
            return next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        # The parser hangs "of the bombing" on the object ("accused the group of the bombing") now and then.
        if child.dep_ in ("dobj", "nsubjpass") and preposition in ("of", "for", "on", "in", "with", "over", "to"):
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ == preposition and inner.i > child.i:
                    return next((c for c in inner.children if c.dep_ in ("pobj", "pcomp")), None)
    return None


def _subject(word: Token, *, inherit: bool) -> Token | None:
    """Return who does what the word says: subject of an active verb, agent of a passive one."""
    if word.pos_ in ("ADJ", "ADP", "ADV", "NOUN") and word.head.lemma_ in ("be", "find", "deem", "seem", "remain"):
        return next((c for c in word.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if _passive(word):
        agent = next((c for c in word.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    own = next((c for c in word.children if c.dep_ == "nsubj"), None)
    if own is not None or not inherit:
        return own
    current = word
    for _ in range(_UP):
        if current.dep_ not in _SHARES or current.head == current:
            return current.head if current.dep_ == "relcl" else None
        above = current.head
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


def _object(word: Token) -> Token | None:
    """Return whom or what it is done to: object of an active verb, subject of a passive one."""
    if _passive(word):
        own = next((c for c in word.children if c.dep_ == "nsubjpass"), None)
        if own is not None:
            return own
        if word.dep_ in ("acl", "relcl"):
            return word.head
        if word.dep_ == "conj":
            return next((c for c in word.head.children if c.dep_ in ("nsubjpass", "nsubj")), None)
        return None
    return next((c for c in word.children if c.dep_ == "dobj"), None)


def _passive(word: Token) -> bool:
    if word.tag_ != "VBN":
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in word.children):
        return True
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in word.children):
        return False
    return word.dep_ in ("acl", "conj", "ROOT", "advcl") and not any(c.dep_ in ("dobj", "nsubj") for c in word.children)


def _antecedent(token: Token | None, word: Token) -> Token | None:
    """Return what a relative pronoun stands for, else the token itself."""
    if token is None or token.lower_ not in _RELATIVE:
        return token
    current = word
    for _ in range(_UP):
        if current.dep_ == "relcl":
            return current.head
        if current.head == current:
            break
        current = current.head
    return None
