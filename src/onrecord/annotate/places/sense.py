"""Tells whether a place name means the place, or a government, a team or a people that bears its name.

A name is literal where an incident could be placed there by it. Measured 2026-11-22 on the kinds that GeoWebNews marks,
over the names found: 82 % right; of the names called literal 86 % are, and of those that are 77 % are called so.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.annotate.parsing import reading_copy
from onrecord.annotate.places.spot import Candidate, words_of
from onrecord.model import PlaceLevel

Sense = tuple[bool, str]
"""Whether the name means the place, and what says so ("" where nothing does)."""

_PLACING = frozenset(
    {"in", "near", "outside", "inside", "around", "across", "throughout", "into", "within", "at", "from", "to", "off"}
)
_COUNTRIES = frozenset({PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.CONTINENT})
_DATELINE = (" —", " –", " --", " (", "—", ":", " - ")


def head_token(doc: Doc, item: Candidate) -> Token | None:
    """Return the token that heads the name, None where the name fits no token."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def is_literal(doc: Doc, item: Candidate, level: PlaceLevel) -> Sense:
    """Say whether the name means the place, and by what."""
    if item.within and not item.facility and item.label != "FAC":
        return False, "inside a longer name"
    token = head_token(doc, item)
    if token is None:
        return True, ""
    if item.demonym:
        return _adjective(token)
    if "left-inside" in item.cues:
        return True, "behind a word of place"
    if "dateline" in item.cues:
        return True, "dateline"
    if "left-line" in item.cues and _is_dateline(doc, item.container.end if item.container else item.end):
        return True, "dateline"
    return _by_syntax(_first_of_list(token), item, level)


def _is_dateline(doc: Doc, end: int) -> bool:
    """Say whether a line goes on behind a place as behind a dateline."""
    behind = notes(doc).report.text[end : end + max(map(len, _DATELINE))]
    return reading_copy(behind).startswith(_DATELINE)


def _first_of_list(token: Token) -> Token:
    """Return the first member of "Millbrook, Ashford and Norhill", whose syntax all of them share."""
    for _ in range(10):
        if token.dep_ != "conj" or token.head.pos_ not in ("PROPN", "NOUN"):
            break
        token = token.head
    return token


def _by_syntax(token: Token, item: Candidate, level: PlaceLevel) -> Sense:
    relation = token.dep_
    if relation == "poss" or "possessive" in item.cues:
        return _of_a_place(token.head, "possessor")
    if relation in ("compound", "amod", "nmod"):
        return _of_a_place(token.head, "modifier")
    if relation == "nsubj" and (level is not PlaceLevel.FACILITY or item.readings):
        verb = token.head
        acts = verb.pos_ == "VERB" and verb.lemma_.lower() not in words_of("befalls")
        return not acts, "acts" if acts else ""
    if relation == "agent":
        return False, "acts"
    if relation in ("dobj", "dative"):
        reached = token.head.lemma_.lower() in words_of("reaches")
        return reached, "reached or struck" if reached else "acted upon"
    if relation == "pobj":
        return _object(token, level)
    return True, ""


def _adjective(token: Token) -> Sense:
    placed = token.dep_ in ("amod", "compound", "nmod") and token.head.lower_ in words_of("stretch")
    return placed, "says of what country a place is" if placed else "an adjective or a people"


def _of_a_place(head: Token, what: str) -> Sense:
    """Decide by the noun: "Millbrook's north", "the Millbrook bombing" mean the place, "Millbrook's demands" do not."""
    noun = head.lower_
    if (
        noun in words_of("stretch")
        or noun in words_of("facility")
        or noun in words_of("land")
        or noun in words_of("water")
    ):
        return True, f"{what} of a place"
    if noun in words_of("happening"):
        return True, f"{what} of something that happened there"
    return False, what


def _object(token: Token, level: PlaceLevel) -> Sense:
    preposition = token.head
    small = preposition.lower_
    if small in ("by", "against", "with") or (small == "between" and level in _COUNTRIES):
        border = preposition.head.lower_ in words_of("stretch")
        return border, "a border" if border else f"stands behind '{small}'"
    if small == "on" and level in _COUNTRIES:
        struck = preposition.head.lower_ in words_of("happening")
        return struck, "struck" if struck else "acted upon"
    if small == "of" and preposition.head.lower_ in words_of("acting"):
        return False, "of a body that acts"
    return True, "behind a word of place" if small in _PLACING else ""
