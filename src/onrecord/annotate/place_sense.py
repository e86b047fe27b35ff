"""Tells whether a place name means the place, or a government, a team or a people that bears its name."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate.place_find import Candidate, words_of
from onrecord.model import PlaceLevel

_PLACING = frozenset(
    {"in", "near", "outside", "inside", "around", "across", "throughout", "into", "within", "at", "from"}
)


def head_token(doc: Doc, item: Candidate) -> Token | None:
    """Return the token that heads the name, None where the name fits no token."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def is_literal(doc: Doc, item: Candidate, level: PlaceLevel) -> tuple[bool, str]:
    """Say whether the name means the place, and by what."""
    if item.within and not item.facility:
        return False, "inside a longer name"
    token = head_token(doc, item)
    if token is None:
        return True, ""
    if item.demonym:
        return _adjective(token)
    if "left-inside" in item.cues:
        return True, "behind a word of place"
    if token.dep_ in ("compound", "amod", "nmod"):
        return _modifier(token)
    if token.dep_ == "poss" or "possessive" in item.cues:
        stretch = token.head.lower_ in words_of("stretch") or token.head.ent_type_ in ("FAC", "LOC", "GPE")
        return stretch, "possessor of a place" if stretch else "possessor"
    if token.dep_ in ("nsubj", "agent") and level is not PlaceLevel.FACILITY:
        acts = token.head.lemma_.lower() in words_of("acts")
        return not acts, "acts" if acts else ""
    if token.dep_ == "pobj":
        return _object(token)
    return True, ""


def _adjective(token: Token) -> tuple[bool, str]:
    placed = token.dep_ in ("amod", "compound", "nmod") and token.head.lower_ in words_of("stretch")
    return placed, "says of what country a place is" if placed else "an adjective or a people"


def _modifier(token: Token) -> tuple[bool, str]:
    acting = token.head.lower_ in words_of("acting") or token.head.lower_ in words_of("organisation")
    return not acting, "modifies a body that acts" if acting else "modifies a noun"


def _object(token: Token) -> tuple[bool, str]:
    preposition = token.head
    small = preposition.lower_
    if small in ("by", "against", "with", "between"):
        return False, f"stands behind '{small}'"
    if small == "of" and preposition.head.lower_ in words_of("acting"):
        return False, "of a body that acts"
    return True, "behind a word of place" if small in _PLACING else ""
