"""The object that stands behind a verb of harm and that the parser hung elsewhere.

"Soldiers murdered 17 fishermen will not be repeated", "killed, with clubs and machetes, three peasants": without it the
verb looks like a passive whose "was" is missing, and those who killed are taken for the dead.
"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.incidents.kinds import is_person
from onrecord.incidents.syntax import child

_LONGEST = 16
"""Words of a phrase that stands between a verb and its object, with the commas round it."""
_COMMAS = frozenset({",", "--", "-", "–", "—"})
_FIRST = frozenset({"DET", "NUM", "PROPN", "NOUN", "ADJ"})
_INSIDE = frozenset({"det", "nummod", "amod", "compound", "poss", "quantmod", "nmod", "predet"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SAYS = frozenset({"say", "tell", "report", "add", "announce", "confirm"})


def postponed(verb: Token) -> Token | None:
    """Return the person behind a verb that has no object of its own, None where there is none.

    Args:
        verb: a verb of harm that may look like a passive.
    """
    if verb.tag_ not in ("VBD", "VBN") or child(verb, "dobj", "auxpass", "nsubjpass") is not None:
        return None
    doc, end, i = verb.doc, verb.sent.end, verb.i + 1
    if i + 1 >= end:
        return None
    if doc[i].pos_ in _FIRST:
        found = _head(doc[i])
        return found if _fits(found) and (child(verb, "nsubj") is not None or found.head == verb) else None
    if doc[i].text not in _COMMAS or doc[i + 1].pos_ != "ADP" or _describes(verb):
        return None
    for j in range(i + 2, min(end - 1, i + _LONGEST)):
        if doc[j].tag_ in _FINITE:
            return None
        if doc[j].text in _COMMAS and doc[j + 1].pos_ in _FIRST:
            found = _head(doc[j + 1])
            return found if _fits(found) else None
    return None


def _head(first: Token) -> Token:
    """Return the noun of the phrase that a word begins."""
    head = first
    while head.dep_ in _INSIDE and head.head.i > head.i:
        head = head.head
    return head


def _describes(verb: Token) -> bool:
    """Say whether a verb only tells which one is meant ("the first soldier killed, in Larn, was a corporal")."""
    noun = verb.head
    while noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    return verb.dep_ in ("acl", "relcl", "amod") and noun.dep_ in _PLACES


_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr"})


def _fits(head: Token) -> bool:
    """Say whether a noun is somebody who does not speak himself ("shot in Larn, police say")."""
    speaks = head.dep_ == "nsubj" and head.head.i > head.i and head.head.lemma_.lower() in _SAYS
    return head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("oprd", "attr") and is_person(head) and not speaks
