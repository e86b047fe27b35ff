"""Whose planes, guns and shells struck: "government planes bombed the market", "killed by the bullets of the army"."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import slot

_ARMS = listed("arms")
_OWNED = frozenset({"compound", "amod", "nmod", "poss"})


def owner_of_arms(token: Token | None) -> Token | None:
    """Return the body whose arms words name, None where they name none or no arms."""
    if token is None or token.lemma_.lower() not in _ARMS:
        return None
    for child in token.lefts:
        if child.dep_ in _OWNED and _owns(child):
            return child
    of = slot(token, "prep:of")
    return of if of is not None and _owns(of) else None


def _owns(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and (is_body(token) or is_person(token))


def struck_by(verb: Token) -> Token | None:
    """Return the arms that somebody was struck by ("was hit by army shells")."""
    by = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
    return next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
