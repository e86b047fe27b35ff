"""Whether words can be those for somebody who did something: not shots, counts of a charge, or lines of a page."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.incidents.responsibility.ground import Ground
from onrecord.incidents.responsibility.lists import is_vehicle, listed
from onrecord.incidents.stances import kind_of
from onrecord.incidents.words import event_words, mishaps, weapons
from onrecord.model import Entity, EntityKind, SourceKind, SourceRef

_THINGS, _PAGE, _VICTIMS = listed("things"), listed("page-words"), listed("victims")
_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "it", "they", "them", "who", "we", "i"})
_ONE = frozenset({"he", "she", "him", "her"})
_WITNESSES = frozenset({SourceKind.DOCUMENT, SourceKind.FOOTAGE, SourceKind.POLL})
_ROADS = frozenset({"st.", "ave.", "rd.", "blvd.", "avenue", "boulevard"})
_STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
_SITE = re.compile(r"\.(?:com|org|net|gov)\b", re.IGNORECASE)
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.THING})


def no_actor(ground: Ground, token: Token, ref: SourceRef, *, lost: bool = False) -> str:
    """Return why words stand for nobody who can have done something, "" where they may.

    Args:
        ground: the report.
        token: head of the words.
        ref: who they are taken for.
        lost: whether a "he" whom nothing resolves will do, as where somebody denies it.
    """
    entity = ground.entity(ref)
    if token.lower_ in _ONE and entity is not None and entity.kind in _BODIES:
        return "one person is no body"
    if not lost and entity is not None and entity.name.lower() in _PRONOUNS:
        return "the actor is not named"
    if not ref.name[:1].isalnum() and ref.name[:1] not in "\"'\u201c\u2018":
        return "the words for the actor are cut"
    if ref.kind in _WITNESSES:
        return "what tells of a deed has not done it"
    if entity is None and token.ent_type_ in ("DATE", "TIME") and kind_of(token.lower_) == "":
        return "the actor is a time"
    if _torn(ground, ref, entity):
        return "the words for the actor are cut"
    if why := _no_name(ref.name, entity):
        return why
    return "the actor is a thing or a deed" if _thing(ground, token, ref, entity) else ""


def _no_name(name: str, entity: Entity | None) -> str:
    """Return why a name is that of nobody who does anything, "" where it may be."""
    words = name.lower().split()
    if _SITE.search(name) or any(word in _PAGE for word in words):
        return "the words are those of a page"
    if _ROADS & set(words[-1:]):
        return "the actor is a road"
    if words and words[-1].removesuffix("s") in _VICTIMS:
        return "the actor is whom it befell"
    if len(words) > 1 and _STORMS & set(words[:2]):
        return "the actor is a storm"
    if is_vehicle(name) and (entity is None or entity.kind is not EntityKind.PERSON):
        return "the actor is a vehicle"
    return ""


def _thing(ground: Ground, token: Token, ref: SourceRef, entity: Entity | None) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN":
        whose = entity is not None and entity.named and entity.kind is not EntityKind.THING  # "a Russian airstrike"
        return lemma in _THINGS or lemma in mishaps() or (token.i in ground.incident_at and not whose)
    if token.pos_ != "PROPN":
        return False
    if lemma in _THINGS or token.lower_ in _THINGS:
        return entity is None or entity.kind is not EntityKind.PERSON or " " not in entity.name
    if not token.is_sent_start or " " in ref.name or (entity is not None and len(entity.mentions) > 1):
        return False
    return token.lower_ in event_words() or token.lower_ in weapons()


def _torn(ground: Ground, ref: SourceRef, entity: Entity | None) -> bool:
    """Say whether the words end before a hyphen ("his co" of "his co-defendant")."""
    if (entity is not None and entity.named) or not ref.spans:
        return False
    end, text = ref.spans[-1].end, ground.notes.report.text
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
