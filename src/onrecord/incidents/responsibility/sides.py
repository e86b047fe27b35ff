"""On whose side a speaker is: the one who was blamed, his spokesman, his state, his family."""

from __future__ import annotations

from onrecord.annotate.places.gazetteer import country_of as country_named
from onrecord.incidents.responsibility.ground import Ground, country_of
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.rows import actor_key
from onrecord.incidents.stances import is_authority, kind_of, speaks_for
from onrecord.model import Entity, EntityKind, SourceKind, SourceRef, Stance

_KIN, _ORGANS = listed("kin-side"), listed("organs")
_ARTICLES = frozenset({"the", "a", "an", "this", "that"})
_LOOSE = listed("of-many-bodies")
"""Words that many bodies share."""
_ITS = frozenset({"its", "their", "his", "her"})
_SERVES = frozenset({"lawyer", "attorney", "relative", "spokesman", "assistant"})
_RELATED = _SERVES | {"spouse", "partner", "friend"}
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
BLAMED = frozenset(
    {Stance.ACCUSED, Stance.ACCUSED_BY_AUTHORITY, Stance.SUSPECTED, Stance.SPECULATED, Stance.CHARGED}
    | {Stance.FACT, Stance.CLAIMED, Stance.CONVICTED}
)
"""Stances that somebody can answer."""


def is_same(ground: Ground, one: SourceRef, other: SourceRef) -> bool:
    """Say whether two names are for one, or the first is that of somebody who speaks for the second."""
    if actor_key(one) == actor_key(other):
        return True
    entity = ground.entity(one)
    if _short_for(one, other) or (country_of(ground, one) and _state_named(ground, one, other)):
        return True
    return speaks_for(one, entity, other, ground.entity(other)) if entity is not None and entity.named else False


def _short_for(one: SourceRef, other: SourceRef) -> bool:
    """Say whether a description is a shorter one of the same body: "the league" of "the League of Free Students"."""
    words, longer = ([w for w in r.name.lower().split() if w not in _ARTICLES] for r in (one, other))
    bodies = SourceKind.PERSON not in (one.kind, other.kind)
    if bodies and words and words == longer:
        return True
    return bodies and bool(words) and set(words) <= set(longer) and not set(words) <= _LOOSE


def _state_named(ground: Ground, one: SourceRef, other: SourceRef) -> bool:
    """Say whether "Syrian" of "no Syrian plane" is the state that was blamed, or whose army was."""
    bare = one.kind is SourceKind.STATE or " " not in one.name
    return bare and country_of(ground, one) == country_of(ground, other) and _of_a_state(other, ground.entity(other))


def on_one_side(ground: Ground, by: SourceRef, actor: SourceRef) -> bool:
    """Say whether a speaker is the one who was blamed, serves him, or speaks for the body or state that was."""
    speaker, accused = ground.entity(by), ground.entity(actor)
    if actor_key(by) == actor_key(actor) or speaks_for(by, speaker, actor, accused) or _short_for(by, actor):
        return True
    if speaker is not None and any(r.kind in _SERVES and r.other == actor.entity for r in speaker.relations):
        return True
    if _organ_of(ground, by, actor):
        return True
    # "the front's founder": of which front, the words before say
    offices = [o.organisation for o in speaker.offices if not o.former] if speaker is not None else []
    if any(o.islower() and o.split()[-1] in actor.name.lower().split() for o in offices if o):
        return True
    body = ground.principal(by)
    if body is not None:
        one, other = (" ".join(r.name.lower().removeprefix("the ").split()) for r in (body, actor))
        if actor_key(body) == actor_key(actor) or one in other:
            return True
    state = country_of(ground, body) or country_of(ground, by)
    if not state or not (is_authority(by, speaker, ground.described(by)) or country_named(by.name)):
        return False
    return state == country_of(ground, actor) and _of_a_state(actor, accused)


def _organ_of(ground: Ground, by: SourceRef, actor: SourceRef) -> bool:
    """Say whether "its London office" or "his lawyer" is that of who was blamed; "its" may stand for nobody else."""
    words = by.name.lower().split() or [""]
    kin = not _KIN.isdisjoint(words[1:])
    if words[0] not in _ITS or (_ORGANS.isdisjoint(words[1:]) and not kin):
        return False
    owner = next((t for t in ground.tokens(by.spans[:1]) if t.lower_ in _ITS), None)
    meant = ground.notes.entity_of.get(owner.i, -1) if owner is not None else -1
    if meant >= 0:
        return bool(actor.entity) and ground.notes.entities[meant].id == actor.entity
    one = words[0] in ("his", "her") or kin
    return one == (actor.kind is SourceKind.PERSON)


def _of_a_state(actor: SourceRef, accused: Entity | None) -> bool:
    if accused is not None and (accused.kind is EntityKind.STATE or accused.sector in _STATE):
        return True
    return kind_of(actor.name) == "authority"


def of_kin(ground: Ground, by: SourceRef) -> bool:
    """Say whether somebody is told of as the lawyer, mother or friend of somebody."""
    entity = ground.entity(by)
    if entity is not None and any(r.kind in _RELATED for r in entity.relations):
        return True
    told = [by.role, by.name, *([entity.name, *entity.aliases] if entity is not None else [])]
    words = {w for text in told for w in text.lower().split()}
    return not _KIN.isdisjoint(words) or not _KIN.isdisjoint(ground.described(by).lower().split())
