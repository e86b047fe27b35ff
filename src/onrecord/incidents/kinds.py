"""What a noun phrase stands for: a person, a body, a weapon, a thing."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Token

from onrecord.annotate.extensions import notes
from onrecord.incidents import words
from onrecord.incidents.syntax import child, content
from onrecord.lexicon.schema import Weapon
from onrecord.model import Entity, EntityKind

_PERSON_ENDINGS = ("man", "men", "woman", "women", "ist", "ists")
_BESIDE = 2
_STREETS = frozenset({"street", "road", "avenue", "drive", "lane", "block", "boulevard", "highway", "park", "square"})
_KIN = frozenset(
    {"son", "daughter", "brother", "sister", "husband", "wife", "father", "mother", "boy", "girl", "nephew"}
)
"""Words for somebody who is named as a relative of another."""


def entity_index(token: Token) -> int:
    """Return the index of the entity that the token heads a mention of, -1 where there is none."""
    return notes(token.doc).entity_of.get(token.i, -1)


def entity(token: Token) -> Entity | None:
    """Return the entity that the token heads a mention of."""
    index = entity_index(token)
    found = notes(token.doc).entities
    return found[index] if 0 <= index < len(found) else None


def is_street(head: Token) -> bool:
    """Say whether a phrase stands for a street or square: where something is done, never what is aimed at."""
    return head.lemma_.lower() in _STREETS


def is_town(word: Token) -> bool:
    """Say whether a word is the name of a town that nobody of the report bears."""
    known = entity(word)
    if known is not None and known.kind is EntityKind.PERSON:
        return False
    places = notes(word.doc).places
    at = bisect_right(places, word.idx, key=lambda p: p.span.start) - 1
    return at >= 0 and places[at].literal and places[at].span.start <= word.idx < places[at].span.end


def is_person(head: Token) -> bool:
    """Say whether a phrase stands for persons."""
    head = content(head)
    kind = words.people().get(head.lemma_.lower()) or words.people().get(head.lower_)
    if kind is None and head.pos_ == "NOUN" and head.lemma_.lower() in words.no_persons():
        return False
    if kind is not None and kind != "body" and head.ent_type_ not in ("ORG", "GPE", "FAC", "LOC"):
        return True
    known = entity(head)
    if known is not None and known.kind in (EntityKind.PERSON, EntityKind.GROUP):
        return True
    if kind is not None:
        return False
    lemma = head.lemma_.lower()
    if known is not None and known.kind in (EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.THING):
        return False
    if head.ent_type_ == "PERSON" or (head.ent_type_ == "NORP" and head.tag_ in ("NNS", "NNPS", "NNP")):
        return True
    return head.pos_ == "NOUN" and len(lemma) > 5 and lemma.endswith(_PERSON_ENDINGS) and not weapon(head)


def is_body(head: Token) -> bool:
    """Say whether a phrase stands for an organisation or a state."""
    known = entity(head)
    kind = words.people().get(content(head).lemma_.lower())
    if head.pos_ == "NOUN" and kind is not None and kind != "body" and not _named_force(head):
        return False  # "a group of armed men" acts as persons
    if known is not None:
        return known.kind in (EntityKind.ORGANISATION, EntityKind.STATE)
    if words.people().get(head.lemma_.lower()) == "body" or (head.lower_ in ("force", "forces") and _named_force(head)):
        return True
    return head.ent_type_ in ("ORG", "GPE") and head.pos_ in ("PROPN", "NOUN")


def speaks_for_body(head: Token) -> bool:
    """Say whether a phrase is a state, a body, its seat, its people, or somebody with an office."""
    known = entity(head)
    if known is not None:
        if known.kind in (EntityKind.STATE, EntityKind.ORGANISATION):
            return True
        office = bool(known.offices) or bool(known.sector and known.sector != "CVL")
        return office and known.kind in (EntityKind.PERSON, EntityKind.GROUP)
    return head.ent_type_ in ("GPE", "NORP", "ORG") or is_body(head)


def _named_force(head: Token) -> bool:
    return any(c.lower_ in ("armed", "air", "security", "military", "naval") for c in head.lefts)


def weapon(head: Token) -> Weapon | None:
    """Return the entry of a weapon, where the words around it let it be one."""
    for entry in words.weapons().get(head.lemma_.lower(), ()):
        if not entry.needs or any(t.lemma_.lower() in entry.needs for t in _around(head)):
            return entry
    return None


def is_weapon(head: Token) -> bool:
    """Say whether a phrase stands for a weapon."""
    return weapon(content(head)) is not None


def _around(head: Token) -> list[Token]:
    near = head.doc[max(0, head.i - _BESIDE) : head.i + _BESIDE + 1]
    return [*(t for t in near if t != head), *head.children, head.head, head.head.head]


def kin(head: Token, speaker: Entity | None = None) -> Entity | None:
    """Return who "her son" is where she is told of as the mother of somebody named; None where nobody is.

    Args:
        head: the word for the relative.
        speaker: whose relative it is, where "my" stands before it.
    """
    owner = child(head, "poss")
    if owner is None or owner.pos_ != "PRON" or head.lemma_.lower() not in _KIN:
        return None
    whose = speaker or entity(owner)
    others = {r.other for r in whose.relations if r.kind == "relative"} if whose is not None else set()
    named = [e for e in notes(head.doc).entities if e.id in others and e.named and e.kind is EntityKind.PERSON]
    return named[0] if len(named) == 1 else None
