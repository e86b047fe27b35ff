"""Ties whose deed and actor the parser hangs apart, found by the words between them.

"the murder of the judge, carried out on Monday by X", "this action by X", "X were the ones who shot him", "X could not
be ruled out".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.hedged import PRESUMED, SUPPOSE
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import Tie, slot, slots
from onrecord.incidents.syntax import child
from onrecord.incidents.words import event_words
from onrecord.lexicon import load
from onrecord.lexicon.schema import BlameWord

NOT_RULED_OUT = "not ruled out"
_BACK = 25
"""Words back from "carried out by X" to the deed in its sentence."""
DEED_BY = "deed by"
DEED_TAKEN = "deed by, taken for granted"
_POINTS, _ONES = listed("points"), listed("ones")


def loose_ties(doc: Doc) -> Iterator[Tie]:
    """Yield a tie for every doer named behind a participle, a word that stands for a deed, or a doubt that is kept."""
    doing, echoes = _doing(), _echoes()
    for i, lemma in enumerate(columns(doc).lemmas):
        token = doc[i]
        if lemma in doing and token.pos_ == "VERB":
            yield from _done_by(token, doing[lemma])
        elif lemma in echoes and token.pos_ == "NOUN":
            yield from _deed_by(token)
        elif lemma == "be":
            yield from _the_ones(token)
        elif lemma == "involve":
            yield from _involved(token)
        elif lemma == "rule":
            yield from _not_ruled_out(token)


@functools.cache
def _doing() -> dict[str, str]:
    """Return the verbs of a lexicon that state who did the deed that is their object, with their entries."""
    entries = load("blame_words", BlameWord)
    told = (e for e in entries if e.pos == "verb" and e.stance == "states" and e.deed == ("obj",))
    return {e.lemma: e.id for e in told if e.actor == ("subj",)}


@functools.cache
def _echoes() -> frozenset[str]:
    """Return the nouns that stand for a deed told elsewhere ("this action")."""
    words = event_words()
    return frozenset(w for w, entries in words.items() if any(e.force == "echo" and _noun(e.pos) for e in entries))


def _noun(pos: str) -> bool:
    return pos in ("noun", "any")


def _done_by(verb: Token, entry: str) -> Iterator[Tie]:
    """Read "the murder of the judge, carried out on Monday by X" where the parser hangs the participle elsewhere."""
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    named = child(agent, "pobj") if agent is not None else None
    if named is None or verb.tag_ not in ("VBN", "VBD"):
        return
    held = slot(verb, "obj")
    deed = _deed_before(verb)
    if deed is not None and deed != held and (held is None or not _violent(held)):
        yield Tie(verb, named, (deed,), "states", None, own=False, rule=f"{entry}: {verb.text}", strict=True)


def _deed_before(verb: Token) -> Token | None:
    """Return the noun of violence nearest before a participle, None where another verb stands between."""
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - _BACK) : verb.i]):
        if token.pos_ in ("VERB", "AUX"):
            return None
        if token.pos_ == "NOUN" and _violent(token):
            return token
    return None


def _violent(token: Token) -> bool:
    entries = event_words().get(token.lemma_.lower(), ())
    return any(e.type == "ASSAULT" and _noun(e.pos) for e in entries)


def _deed_by(noun: Token) -> Iterator[Tie]:
    """Read "this senseless action by X" and "it was an action by X"; "quick action by the police" is none."""
    named = slot(noun, "prep:by")
    points = noun.dep_ == "attr" or any(c.tag_ == "DT" and c.lower_ in _POINTS for c in noun.children)
    if points and named is not None and named.pos_ in ("NOUN", "PROPN"):
        rule = DEED_BY if noun.dep_ == "attr" else DEED_TAKEN
        yield Tie(noun, named, (noun,), "states", None, own=False, rule=rule, strict=True)


def _the_ones(verb: Token) -> Iterator[Tie]:
    """Read "X were the ones who shot him"."""
    who, ones = child(verb, "nsubj"), child(verb, "attr")
    if who is None or ones is None or ones.lemma_.lower() not in _ONES or who.pos_ == "PRON":
        return
    deed = child(ones, "relcl")
    if deed is not None and not any(c.dep_ == "neg" for c in deed.children):
        yield Tie(verb, who, (deed,), "states", None, own=False, rule="the ones who", strict=True)


def _involved(verb: Token) -> Iterator[Tie]:
    """Read "it is presumed that the attack involved X"; told as a fact, those involved may be its victims."""
    deed, who = child(verb, "nsubj"), child(verb, "dobj")
    supposed = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in SUPPOSE
    if supposed and deed is not None and who is not None and (_violent(deed) or deed.lemma_.lower() in _echoes()):
        yield Tie(verb, who, (deed,), "suspected", None, own=False, rule=PRESUMED, strict=True)


def _not_ruled_out(verb: Token) -> Iterator[Tie]:
    """Read "X could not be ruled out" and "did not rule out X": nobody says that he did it, only that he may have."""
    if not any(c.lower_ == "out" for c in verb.children) or not any(c.dep_ == "neg" for c in verb.children):
        return
    actor = slot(verb, "obj")
    if actor is not None and not slots(verb, "prep:of"):
        yield Tie(verb, actor, (), "suspected", None, own=False, rule=NOT_RULED_OUT)
