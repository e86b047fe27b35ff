"""Who stands behind the hand: "gunmen paid by X", "death squads run by X", "killed on the orders of X".

Hand and principal are two rows that do not compete (DESIGN part 2).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import Tie, slot
from onrecord.incidents.syntax import child
from onrecord.incidents.words import event_words

ON_ORDERS = "on the orders of"
_PAYS, _SERVICE, _ORDERS, _WORKS = listed("pays"), listed("service"), listed("orders"), listed("works")
_AT = frozenset({"in", "at", "on", "under"})
_FROM = ("prep:of", "prep:from", "poss")


def ordered_ties(doc: Doc) -> Iterator[Tie]:
    """Yield a tie for everybody on whose orders a deed is told to have been done, in the order of the words."""
    for i, lemma in enumerate(columns(doc).lemmas):
        if lemma not in _ORDERS:
            continue
        noun = doc[i]
        if noun.dep_ != "pobj" or noun.head.lower_ not in _AT or not _violent(noun.head.head):
            continue
        whose = next((t for name in _FROM if (t := slot(noun, name)) is not None), None)
        if whose is not None and whose.pos_ in ("NOUN", "PROPN"):
            deed = noun.head.head
            yield Tie(noun, whose, (deed,), "states", None, own=False, rule=ON_ORDERS, strict=True)


def principals(hand: Token) -> Iterator[Token]:
    """Yield those who pay, send or command somebody who did a deed ("assassins paid by the cartel").

    Args:
        hand: head of the words for whoever did it.
    """
    if hand.pos_ not in ("NOUN", "PROPN"):
        return
    for behind in hand.rights:
        found = _clause(behind) if behind.dep_ == "acl" else _phrase(behind)
        if found is not None and found.pos_ in ("NOUN", "PROPN"):
            yield from (found, *found.conjuncts)


def _clause(verb: Token) -> Token | None:
    if verb.tag_ == "VBN" and verb.lemma_.lower() in _PAYS:
        agent = child(verb, "agent")
        return child(agent, "pobj") if agent is not None else None
    if verb.tag_ == "VBG" and verb.lemma_.lower() in _WORKS:
        return next((p for c in verb.rights if (p := _phrase(c)) is not None), None) or slot(verb, "prep:for")
    return None


def _phrase(preposition: Token) -> Token | None:
    """Return whose pay or service somebody is in ("in the pay of the cartel")."""
    held = child(preposition, "pobj") if preposition.lower_ in _AT else None
    if held is None or held.lemma_.lower() not in _SERVICE:
        return None
    return next((t for name in _FROM if (t := slot(held, name)) is not None), None)


def _violent(token: Token) -> bool:
    entries = event_words().get(token.lemma_.lower(), ())
    return token.pos_ in ("VERB", "NOUN") and any(e.type == "ASSAULT" for e in entries)
