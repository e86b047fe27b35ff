"""Who an unnamed person is, where the report says so: "the boy, identified as A", "the victim was A", one of that age.

A description of somebody hurt is tied to the name before events are put together, so that both tell one event.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.incidents import words
from onrecord.incidents.draft import Cluster, Draft, Filler
from onrecord.incidents.kinds import entity
from onrecord.incidents.somebody import Profile, clash, nobody, profile
from onrecord.incidents.syntax import child, content, referent
from onrecord.model import Entity, EntityKind, MentionKind, Realis, RoleKind

_NAMING = frozenset({"identified", "named", "identify", "identifies", "identifying", "known"})
_DEAD = frozenset({"victim", "dead", "deceased", "slain"})
_HURT = (RoleKind.VICTIM, RoleKind.RECIPIENT)
_MOST = 200
"""Descriptions of persons, and persons with an age, that are compared; guards long lists."""


def name_the_hurt(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Tie those hurt or held who are described to the persons that the report says they are.

    Args:
        doc: the annotated report.
        drafts: every trigger with what hangs on it; changed in place.
    """
    entities = notes(doc).entities
    hurt = [(d, f) for d in drafts for f in d.fillers if f.kind in _HURT and not _is_name(f, entities)]
    if not hurt:
        return
    is_one = dict(_said(doc, entities))
    is_one.update(_by_age([f for _, f in hurt if f.entity >= 0 and f.entity not in is_one][:_MOST], entities, drafts))
    for draft, f in hurt:
        known = is_one.get(f.entity, -1) if f.entity >= 0 else _named_beside(f.head, entities)
        if known >= 0:
            f.entity = known
            _put_name(draft, f, entities[known])


def _put_name(draft: Draft, filler: Filler, entity: Entity) -> None:
    """Put the name itself beside its description: who reads the phrases of an event finds both."""
    doc = filler.head.doc
    named = (m for m in entity.mentions if m.kind is MentionKind.NAME)
    for mention in itertools.islice(named, 1):
        head = doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
        if head is not None and not any(f.head.i == head.root.i for f in draft.fillers):
            why = f"named for “{filler.head.text}”"
            draft.fillers.append(Filler(filler.kind, head.root, mention.span, filler.entity, why, filler.asserted))


def _is_name(filler: Filler, entities: Sequence[Entity]) -> bool:
    return 0 <= filler.entity < len(entities) and entities[filler.entity].named


def _said(doc: Doc, entities: Sequence[Entity]) -> Iterator[tuple[int, int]]:
    """Yield the unnamed and the named entity of "police identified him as A", "the victim was A"."""
    for token in doc:
        if token.lower_ in _NAMING:
            pair = _named_thing(token), _name_behind(token)
        elif token.lemma_ == "be" and token.pos_ in ("AUX", "VERB"):
            pair = _subject_victim(token), child(token, "attr")
        elif token.dep_ == "appos" and token.pos_ == "PROPN" and _is_person_noun(token.head):
            pair = token.head, token
        else:
            continue
        if pair[0] is None or pair[1] is None:
            continue
        one, name = (notes(doc).entity_of.get(content(t).i, -1) for t in pair if t is not None)
        if one >= 0 and name >= 0 and one != name and _is_person(entities[name]) and not entities[one].named:
            who, other = _profile_of(pair[0], one, entities), _profile_of(pair[1], name, entities)
            if who.single and not clash(who, other):
                yield one, name


def _named_beside(noun: Token, entities: Sequence[Entity]) -> int:
    """Return the person whose name stands right behind the noun ("the inspector Milan Brod"), -1 where none does."""
    behind = next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    known = -1 if behind is None or noun.pos_ != "NOUN" else notes(noun.doc).entity_of.get(behind.i, -1)
    return known if known >= 0 and entities[known].named and entities[known].kind is EntityKind.PERSON else -1


def _is_person_noun(noun: Token) -> bool:
    known = entity(noun)
    if known is not None and known.kind is EntityKind.PERSON:
        return noun.pos_ == "NOUN"
    return words.people().get(noun.lemma_.lower()) == "person"


def _named_thing(verb: Token) -> Token | None:
    """Return who is named: the object, the subject of a passive, or what the clause stands behind."""
    said = child(verb, "nsubjpass", "dobj")
    if said is None and verb.dep_ in ("acl", "relcl", "advcl"):
        said = verb.head if verb.dep_ != "advcl" else child(verb.head, "nsubjpass", "nsubj")
    return None if said is None else referent(said)


def _name_behind(verb: Token) -> Token | None:
    prep = next((c for c in verb.children if c.lower_ == "as" and c.dep_ in ("prep", "mark")), None)
    if prep is not None:
        return child(prep, "pobj", "pcomp")
    return child(verb, "oprd") if verb.lower_ == "named" else None


def _subject_victim(verb: Token) -> Token | None:
    said = child(verb, "nsubj")
    return said if said is not None and said.lemma_.lower() in _DEAD else None


def _is_person(entity: Entity) -> bool:
    return entity.named and entity.kind is not EntityKind.STATE


def _profile_of(head: Token, index: int, entities: Sequence[Entity]) -> Profile:
    start = head.doc[head.left_edge.i : head.i + 1]
    span = type(entities[index].mentions[0].span)(start.start_char, start.end_char)
    return profile([Filler(RoleKind.VICTIM, head, span, index, "")], entities)


def _by_age(unnamed: Sequence[Filler], entities: Sequence[Entity], drafts: Sequence[Draft]) -> dict[int, int]:
    """Return unnamed entity -> the only named person of that age, where nothing else tells them apart."""
    told = {f.entity: profile([f], entities) for f in unnamed}
    told = {e: who for e, who in told.items() if who.ages and who.single}
    if not told:
        return {}
    doers = doers_of(drafts)
    named = [who for n in range(len(entities)) if (who := _of_age(n, entities, unnamed[0].head)) is not None][:_MOST]
    out: dict[int, int] = {}
    for one, who in told.items():
        fit = [other for other in named if other.ages & who.ages]
        if len(fit) == 1 and not clash(who, fit[0]) and not fit[0].entities & doers - who.entities:
            out[one] = next(iter(fit[0].entities))
    return out


def _of_age(number: int, entities: Sequence[Entity], near: Token) -> Profile | None:
    """Return what is known of a named person whose age the report tells."""
    entity = entities[number]
    if not entity.named or entity.kind not in (EntityKind.PERSON, EntityKind.UNKNOWN) or not entity.mentions:
        return None
    who = profile([Filler(RoleKind.VICTIM, near, entity.mentions[0].span, number, "")], entities, phrases=False)
    return who if who.ages else None


def doers_of(drafts: Sequence[Draft]) -> frozenset[int]:
    """Return the entities that are arrested, convicted or said to have done something."""
    done = (f.entity for d in drafts for f in d.fillers if f.entity >= 0 and f.kind is RoleKind.PERPETRATOR)
    return held_of(drafts) | frozenset(done)


def held_of(drafts: Sequence[Draft]) -> frozenset[int]:
    """Return the entities that are arrested or convicted."""
    held = (f for d in drafts if d.entry.type in _HELD for f in d.fillers)
    return frozenset(f.entity for f in held if f.entity >= 0 and f.kind is RoleKind.RECIPIENT)


_HELD = frozenset({"COERCE", "SANCTION"})


def name_the_only_one(
    doc: Doc, clusters: Sequence[Cluster], suspects: Collection[int], speakers: Collection[int]
) -> None:
    """Name the only victim of a report's only attack, where one person of whom it tells the age is left.

    "A clerk was shot. Marta Quill, 52, was behind the counter": the report names whom it describes, and gives ages to
    those it is about.

    Args:
        doc: the annotated report.
        clusters: its events; changed in place.
        suspects: entities that did something or are held for it.
        speakers: entities that say something.
    """
    entities = notes(doc).entities
    hurt = [(c, [f for f in c.fillers(*_HURT[:1]) if not nobody(f)]) for c in clusters if _attack(c)]
    told = [(c, fs) for c, fs in hurt if fs]
    if len(told) != 1:
        return
    _, fillers = told[0]
    ones = [profile([f], entities) for f in fillers]
    who = profile(fillers, entities)
    if who.named or not who.nouns or not all(p.single and not p.another for p in ones):
        return
    if any(clash(a, b) for n, a in enumerate(ones[:_MOST]) for b in ones[:n]):
        return
    left = set(suspects) | set(speakers) | {f.entity for c in clusters for f in c.fillers(*_HURT)} - who.entities
    found = [
        other
        for n in range(len(entities))
        if n not in left and (other := _of_age(n, entities, fillers[0].head)) is not None and not entities[n].offices
    ]
    if len(found) == 1 and not clash(who, found[0]):
        for f in fillers:
            f.entity = next(iter(found[0].entities))


def _attack(cluster: Cluster) -> bool:
    return cluster.drafts[0].entry.type == "ASSAULT" and any(d.realis is Realis.ACTUAL for d in cluster.drafts)
