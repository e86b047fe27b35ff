"""Whom somebody means by "they" in his own words: those told of last are often those who were hurt."""

from __future__ import annotations

import bisect

from spacy.tokens import Token

from onrecord.annotate.extensions import QuoteKind, notes
from onrecord.incidents.kinds import entity as entity_of
from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.stances import kind_of
from onrecord.incidents.syntax import child
from onrecord.incidents.words import event_words
from onrecord.model import EntityKind

_BLAMES, NOBODYS, _COLLECTIVE = (listed(k) for k in ("blames", "anybody", "collective"))
_WHERE = frozenset({"in", "at", "near", "to", "from", "outside", "inside", "around"})
_BACK = 60
"""Words back from "they" to those whom a speaker means."""


def in_speech(token: Token) -> bool:
    """Say whether a word stands in what is quoted as somebody's own speech."""
    quotes = notes(token.doc).quotes
    place = bisect.bisect_right(quotes, token.idx, key=lambda q: q.span.start)
    return place > 0 and token.idx < quotes[place - 1].span.end and quotes[place - 1].kind is QuoteKind.SPEECH


def whom_they_mean(token: Token) -> Token | None:
    """Return whom a speaker means by "they": a body of whom he spoke just before, or whom he is told to blame.

    Args:
        token: a "they" in speech.
    """
    if token.head.tag_ == "VBP":
        return None  # "they attack us because": no deed told
    doc, start = token.doc, token.sent.start
    before: list[Token] = []
    for other in reversed(doc[max(0, start - _BACK) : start]):
        if before and other.sent != before[0].sent and not in_speech(other):
            break
        if _group(other) and not _hurt(other) and in_speech(other):
            before.append(other)
            if other.dep_ in ("nsubj", "ROOT"):
                return other
    if before:
        return before[0]
    for other in reversed(doc[max(0, start - _BACK) : start]):
        if other.lemma_.lower() in _BLAMES and other.pos_ == "VERB":
            held = child(other, "dobj")
            return held if held is not None and (_group(held) or _unknown_body(held)) else None
    return _known(token)


def _unknown_body(token: Token) -> bool:
    """Say whether a name that is blamed may be that of a body of which nothing else is told."""
    known = entity_of(token)
    return token.pos_ == "PROPN" and (known is None or known.kind is not EntityKind.PERSON)


def _known(token: Token) -> Token | None:
    """Return the first words of those for whom "they" was taken, None where they are those who were hurt."""
    index = notes(token.doc).entity_of.get(token.i, -1)
    if index < 0:
        return None
    entity = notes(token.doc).entities[index]
    if entity.kind not in (EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.GROUP):
        return None
    heads = [token.doc.char_span(m.head.start, m.head.end, alignment_mode="expand") for m in entity.mentions]
    words = [s.root for s in heads if s is not None]
    if any(_hurt(w) for w in words):
        return None
    return next((w for w in words if w.pos_ in ("NOUN", "PROPN")), None)


def _group(token: Token) -> bool:
    """Say whether a word is for several persons or a body."""
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() in NOBODYS or token.dep_ in ("compound", "poss"):
        return False
    if token.dep_ == "pobj" and token.head.lower_ in _WHERE and token.pos_ == "PROPN":
        return False
    if token.tag_ in ("NNS", "NNPS"):
        return is_person(token) or kind_of(token.lower_) in ("lay", "authority")
    return is_body(token) or (token.tag_ == "NN" and token.lemma_.lower() in _COLLECTIVE)


def _hurt(token: Token) -> bool:
    """Say whether words are the object of violence ("four shoppers were killed")."""
    if token.dep_ not in ("dobj", "nsubjpass"):
        return False
    return any(e.type == "ASSAULT" for e in event_words().get(token.head.lemma_.lower(), ()))
