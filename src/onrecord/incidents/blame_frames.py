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
_TAKE = frozenset({"claim", "take", "accept", "assume", "admit", "acknowledge"})
_TAKEN = frozenset({"responsibility", "credit"})
_REFUSE = frozenset({"deny", "reject", "disclaim", "disavow", "repudiate", "refute", "dismiss"})
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
_ACCUSATIONS = frozenset({"accusation", "charge", "allegation", "claim", "suggestion", "insinuation", "blame"})
_HAVE = frozenset({"have", "play", "take", "bear"})
_CALL = frozenset({"call", "describe", "brand", "label", "term", "denounce", "condemn", "see", "view", "regard"})
_COPULAS = frozenset({"be", "find", "deem", "seem", "remain", "plead", "stand", "lie"})
_POINTERS = frozenset(
    {"sign", "evidence", "clue", "everything", "indication", "finger", "suspicion", "trail", "trace", "all", "lead"}
)
_UNSAID = "unsaid"
"""Slot of a deed that the word may leave out ("the widow blames the army")."""
_OBJECTS = frozenset({"dobj", "nsubjpass", "npadvmod", "oprd"})
_MISPLACED = frozenset({"of", "for", "on", "in", "with", "over", "to"})
_UP = 3
_NEAR = 3
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
    """

    word: Token
    actor: Token
    deeds: tuple[Token, ...]
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
        made = False
        for entry in table.get((token.lemma_.lower(), _POS.get(token.pos_, "")), ()):
            tie = _tie(token, entry)
            if tie is not None:
                made = True
                yield tie
                break
        if not made:
            yield from _nominal(token)


def _tie(word: Token, entry: BlameWord) -> Tie | None:
    if entry.stance == "hinted" and not _points(word):
        return None
    particle = _PHRASAL.get(entry.lemma)
    if particle and not any(c.lower_ == particle for c in word.children):
        return None
    if entry.lemma == "responsible" and (held := _held(word)) is not None:
        return held
    # "put the blame on X for Y": the phrases of a noun can hang on its verb
    places = [word, word.head] if entry.pos != "verb" and word.dep_ in _OBJECTS else [word]
    deeds = next((d for p in places if (d := tuple(t for name in entry.deed for t in slots(p, name)))), ())
    if not deeds and _UNSAID not in entry.deed:
        return None
    actor = next((a for p in places if (a := _first(p, entry.actor)) is not None), None)
    if actor is None or actor in deeds:
        actor = None
    elif entry.pos == "noun" and (calling := _calling(word, speaks=entry.speaks)) is not None:
        stance = "accused" if entry.stance == "states" else entry.stance
        return Tie(calling, actor, deeds, stance, slot(calling, "subj"), own=True, rule=f"{entry.id}: {word.text}")
    speaker = slot(word, "subj") if entry.speaks else None
    if actor is None and "obj" in entry.actor and deeds and word.tag_ in ("VBN", "VBD"):
        actor, speaker = slot(word, "subj"), None  # a headline's passive: "Police blamed for the massacre"
    if entry.stance in ("denied", "claimed") and deeds and (other := _other_doer(deeds[0])) is not None:
        stance = entry.stance if entry.stance == "denied" else "states"
        return Tie(word, other, deeds, stance, speaker, own=True, rule=f"{entry.id} that: {word.text}")
    if actor is None or actor in deeds:
        return None
    at = word.head if entry.pos == "adjective" and entry.speaks else word  # "pleaded guilty"
    return Tie(at, actor, deeds, entry.stance, speaker, own=entry.speaks, rule=f"{entry.id}: {word.text}")


def _points(word: Token) -> bool:
    """Say whether what points or falls is a sign or a suspicion ("all signs point to")."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.lemma_.lower() in _POINTERS for c in word.children)


def _calling(noun: Token, *, speaks: bool) -> Token | None:
    """Return the verb by whose subject a noun is said: "called the fire a plot", "ordered the arrest"."""
    verb = noun.head.head if noun.head.dep_ == "prep" and noun.head.lower_ == "as" else noun.head
    if verb.pos_ != "VERB":
        return None
    return verb if speaks or verb.lemma_.lower() in _CALL else None


def _other_doer(clause: Token) -> Token | None:
    """Return the subject of the clause that is denied or admitted ("denied that Mali shelled the town")."""
    if clause.dep_ != "ccomp" or any(c.dep_ == "auxpass" for c in clause.children):
        return None
    return next((c for c in clause.children if c.dep_ == "nsubj"), None)


def _held(word: Token) -> Tie | None:
    """Read "holds X responsible for Y"; the parser makes "X" subject of "responsible" or object of "holds"."""
    verb = word.head
    held = verb if word.dep_ == "amod" and verb.dep_ in ("dobj", "nsubjpass") else None
    verb = held.head if held is not None else verb
    if verb.lemma_ not in ("hold", "find", "consider") or verb == word:
        return None
    actor = held or slot(word, "subj", inherit=False) or slot(verb, "obj")
    deeds = (*slots(word, "prep:for"), *slots(verb, "prep:for"))
    if actor is None or not deeds:
        return None
    return Tie(verb, actor, deeds, "accused", slot(verb, "subj"), own=True, rule="hold responsible")


def _nominal(token: Token) -> Iterator[Tie]:
    """Responsibility, involvement and accusations as nouns.

    "claimed responsibility for Y", "denied any involvement in Y", "X's involvement in Y", "rejected the charge".
    """
    noun = token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PRON"):
        return
    if noun == "nothing":
        yield from _nothing_to_do(token)
        return
    if noun not in _PART and noun not in _TAKEN and noun not in _ACCUSATIONS:
        return
    verb = token.head
    governed = token.dep_ in ("dobj", "nsubjpass", "conj") and verb.pos_ == "VERB"
    deeds = tuple(t for p in ("for", "in", "to", "with") for t in slots(token, f"prep:{p}"))
    deeds = deeds or (tuple(t for p in ("for", "in") for t in slots(verb, f"prep:{p}")) if governed else ())
    if governed and noun in _TAKEN and verb.lemma_.lower() in _TAKE:
        yield from _taken(verb, deeds)
    elif governed and verb.lemma_.lower() in _REFUSE:
        answer = noun in _ACCUSATIONS
        speaker = slot(verb, "subj")
        actor = (None if answer else slot(token, "poss")) or speaker
        if actor is not None:
            rule = "answer" if answer else "deny involvement"
            yield Tie(verb, actor, () if answer else deeds, "denied", speaker, own=True, rule=rule)
    elif noun == "claim" and any(t.lemma_ == "responsibility" for t in slots(token, "prep:of")):
        actor = slot(token, "poss")
        inner = tuple(t for r in slots(token, "prep:of") for t in slots(r, "prep:for")) or deeds
        if actor is not None:
            yield Tie(token, actor, inner, "claimed", actor, own=True, rule="claim of responsibility")
    elif noun in _PART:
        actor = slot(token, "poss") or next(
            (c for c in token.children if c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE")), None
        )
        if actor is None and governed and verb.lemma_.lower() in _HAVE:
            actor = slot(verb, "subj")
        if actor is not None and deeds:
            yield Tie(token, actor, deeds, "states", None, own=False, rule=f"{noun} of an actor")


def _taken(verb: Token, deeds: tuple[Token, ...]) -> Iterator[Tie]:
    """Read "claimed responsibility"; where a letter claims it, whoever signed it does."""
    actor = slot(verb, "subj")
    if actor is None and (found := _clause_of_for(verb)) is not None:
        actor, deeds = found
    if actor is None:
        return
    if actor.lemma_.lower() in _PAPERS:
        author = next((t for t in (slot(actor, n) for n in _AUTHOR_SLOTS) if t is not None), None)
        signed = next((c for c in actor.children if c.dep_ == "acl"), None)
        author = author or (slot(signed, "prep:by") if signed is not None else None)
        within = actor.head.dep_ == "prep" or actor.dep_ == "pobj"
        if author is None or within:
            return
        yield Tie(verb, author, deeds, "claimed", author, own=True, rule="claim responsibility in writing")
        return
    yield Tie(verb, actor, deeds, "claimed", actor, own=True, rule="claim responsibility")


_PAPERS = frozenset(
    {
        "leaflet",
        "statement",
        "communique",
        "communiqué",
        "letter",
        "video",
        "message",
        "recording",
        "fax",
        "note",
        "email",
    }
)
_AUTHOR_SLOTS = ("poss", "prep:by", "prep:from", "prep:of")


def _clause_of_for(verb: Token) -> tuple[Token, tuple[Token, ...]] | None:
    """Read "the ambush, for which X claimed responsibility" where the parser left the subject elsewhere."""
    if verb.dep_ != "relcl":
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "dep", "npadvmod")), None)
    return (subject, (verb.head,)) if subject is not None else None


def _nothing_to_do(token: Token) -> Iterator[Tie]:
    """Read "had nothing to do with the bombing"."""
    verb = token.head
    do = next((c for c in token.children if c.dep_ in ("relcl", "acl", "xcomp") and c.lemma_ == "do"), None)
    do = do or next((c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.lemma_ == "do"), None)
    actor = slot(verb, "subj") if verb.lemma_ == "have" else None
    if do is None or actor is None:
        return
    yield Tie(token, actor, slots(do, "prep:with"), "denied", None, own=False, rule="nothing to do with it")


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
    if name == "clause":
        return next((c for c in word.children if c.dep_ in ("xcomp", "ccomp")), None)
    if name == "subj":
        return _antecedent(_subject(word, inherit=inherit), word)
    return _antecedent(_object(word), word)


def slots(word: Token, name: str) -> tuple[Token, ...]:
    """Return every token that may fill a slot, likeliest first; only phrases can be several."""
    if name.startswith("prep:"):
        return tuple(_prepositional(word, name[5:]))
    found = slot(word, name) if name != _UNSAID else None
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
                if (depth == 0 and child.dep_ in _OBJECTS) or (
                    depth and child.dep_ in ("appos", "prep", "pobj", "acl", "agent")
                ):
                    below.append(child)
        if preposition not in _MISPLACED:
            return
        level = below


def _subject(word: Token, *, inherit: bool) -> Token | None:
    """Return who does what the word says: subject of an active verb, agent of a passive one."""
    if word.pos_ in ("ADJ", "ADP", "ADV", "NOUN") and word.head.lemma_ in _COPULAS:
        return next((c for c in word.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if word.pos_ == "NOUN":
        return _called(word)
    if _passive(word):
        agent = next((c for c in word.children if c.dep_ == "agent"), None)
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    own = [c for c in word.children if c.dep_ == "nsubj"]
    if own or not inherit:  # of two, the first is the place that a wire was sent from
        return own[-1] if own else None
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


def _called(noun: Token) -> Token | None:
    """Return what is called by a noun: "called the fire a plot", "is seen as the work of", "the raid, a plot by"."""
    if noun.dep_ == "appos":
        return noun.head
    verb = noun.head.head if noun.head.dep_ == "prep" and noun.head.lower_ == "as" else noun.head
    if verb.lemma_.lower() not in _CALL:
        return None
    inside = next((c for c in noun.children if c.dep_ == "nsubj"), None)
    return inside or next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c != noun), None)


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
    own = next((c for c in word.children if c.dep_ == "dobj"), None)
    return own or next((c for c in word.rights if c.dep_ == "dep" and c.pos_ in ("NOUN", "PROPN")), None)


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
