"""Who "both men", "the two" and "all three suspects" are: those held or charged who were named before.

Only where the number fits and nobody else could be meant; else the words stand for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.ground import PERSONS, Ground
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import Tie, slot
from onrecord.incidents.stances import is_authority, kind_of
from onrecord.incidents.words import numbers, people
from onrecord.model import EntityKind, Incident, RoleKind, SourceRef

_LAW, _PAIRS, _MORE, _ACCUSED = listed("held-by"), listed("pairs"), listed("more"), listed("accused")
_TRIED = frozenset({"acquittal", "conviction"})
"""Nouns that say behind "of" who was held or tried."""
_HOLDS = frozenset({"arrest", "detain", "hold", "seize", "capture", "apprehend"})
_NAMES, _PLEADS = frozenset({"name", "identify"}), frozenset({"plead"})
_THEM = frozenset(
    {"them", "they", "hijackers", "suspects", "men", "pair", "two", "attackers", "gunmen", "arrested", "both"}
)
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.STATE, EntityKind.THING})
_NAMED = frozenset({EntityKind.PERSON, EntityKind.UNKNOWN, EntityKind.ORGANISATION})
_POINTS = frozenset({"the", "both", "all", "these", "those"})
_COUNTS = frozenset({"nummod", "det", "predet", "preconj"})
_OF_MORE = frozenset({"prep", "relcl", "amod", "compound", "poss", "nmod", "acl"})
"""What says more of a group than how many they are: it may be another one."""
_NEAR = 3
"""Sentences before a group's in which a list of names can be meant by its number."""
_LONGEST = 120
"""Words of such a sentence that are looked at, its last ones."""
_AT_ONCE = 12
"""People of a list at most."""


def group_meant(ground: Ground, token: Token, incident: Incident) -> tuple[Token, ...] | None:
    """Return the names that words for a group mean; empty where that is unclear, None where they are no such words.

    Args:
        ground: the report.
        token: head of the words.
        incident: what the group is charged with; its victims are not meant.
    """
    if (beside := names_beside(ground, token)) is not None:
        return beside
    number = 0 if _lost(ground, token) else _number(token)
    if number is None:
        return None
    before = [t for t in _held(ground) if t.i < token.left_edge.i]
    if number and not before:
        return None
    found: Sequence[Token] = _distinct(ground, before)
    if not number:
        found = _just_before(found, token)
    elif len(found) != number:
        found = _list_before(ground, token, number, before)
    hurt = {r.entity for r in incident.fillers(RoleKind.VICTIM) if r.entity}
    return () if any(ground.ref(t).entity in hurt for t in found) else tuple(found)


def names_beside(ground: Ground, token: Token) -> tuple[Token, ...] | None:
    """Return the several names that stand beside words for persons ("two officers, Ivo Brandt and Lena Orr").

    Also of "they", who are told of so where they are told of first.
    """
    if token.lower_ == "they" and (entity := ground.entity(ground.ref(token))) is not None:
        token = next(ground.tokens([entity.mentions[0].head]), token)
    if token.tag_ != "NNS":
        return None
    first = next((c for c in token.rights if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    found = _names(ground, first) if first is not None else []
    return tuple(found) if len(found) > 1 and people().get(token.lemma_.lower()) != "body" else None


def held_before(ground: Ground, tie: Tie) -> SourceRef | None:
    """Return who holds somebody of whom the next sentence says "he is suspected of": police, or who tells of it."""
    first = tie.word.sent.start
    if tie.stance != "suspected" or tie.actor.pos_ != "PRON" or first == 0:
        return None
    for word in reversed(ground.doc[ground.doc[first - 1].sent.start : first]):
        whom = slot(word, "obj") if word.pos_ == "VERB" and word.lemma_.lower() in _HOLDS else None
        if whom is None or ground.ref(whom).entity != ground.ref(tie.actor).entity:
            continue
        holder = slot(word, "subj", inherit=False)
        if holder is not None and kind_of(holder.lower_) == "authority":
            return ground.ref(holder)
        index = ground.owner.get(word.i, -1)
        by = ground.claims[index].root.source if index >= 0 else None
        return by if by is not None and is_authority(by, ground.entity(by), ground.described(by)) else None
    return None


def _lost(ground: Ground, token: Token) -> bool:
    """Say whether "they" were taken for a body, such as the police who hold them, or for nobody."""
    if token.lower_ not in ("they", "them"):
        return False
    entity = ground.entity(ground.ref(token))
    return entity is None or entity.kind in _BODIES or kind_of(entity.name) == "authority"


def _number(token: Token) -> int | None:
    """Return of how many the words for a group are that point back ("both men"), None where they are no such words."""
    around = {c.lower_ for c in token.children}
    of_body = token.lemma_.lower() == "member"  # "the two members of the league"
    if around & _MORE or any(c.dep_ in _OF_MORE and not (of_body and c.lower_ == "of") for c in token.children):
        return None
    counts = (token, *(c for c in token.children if c.dep_ in _COUNTS))
    found = {n.low for t in counts if (n := numbers().get(t.lower_)) is not None and n.exact and n.low > 1}
    if len(found) != 1 or not (around & _POINTS or token.lower_ == "both"):
        return None
    lemma = token.lemma_.lower()
    persons = (lemma in _ACCUSED or people().get(lemma) in ("person", "perpetrator")) and token.tag_ in ("NNS", "NNPS")
    alone = token.lower_ in _PAIRS or token.pos_ in ("NUM", "PRON", "DET")
    return found.pop() if alone or persons else None


def _held(ground: Ground) -> list[Token]:
    """Return the heads of the names of those whom a word of law has as its object, in order."""
    if ground.held is None:
        doc = ground.doc
        law = _LAW | _PLEADS | _NAMES
        lemmas = columns(doc).lemmas
        verbs = (
            doc[i] for i, lemma in enumerate(lemmas) if (lemma in law and doc[i].pos_ == "VERB") or lemma in _TRIED
        )
        objects = (t for w in verbs if (t := _whom(w)) is not None)
        ground.held = sorted({n for t in objects for n in _names(ground, t)}, key=lambda t: t.i)
    return ground.held


def _whom(verb: Token) -> Token | None:
    """Return whom a word of law is about: its object, who pleads, and whom the police name those they hold."""
    if verb.lemma_.lower() in _PLEADS:
        return slot(verb, "subj")
    if verb.lemma_.lower() in _TRIED:
        return slot(verb, "prep:of")
    if verb.lemma_.lower() in _NAMES:
        whom = slot(verb, "obj")
        return slot(verb, "prep:as") if whom is not None and whom.lower_ in _THEM else None
    return slot(verb, "obj")


def _names(ground: Ground, head: Token) -> list[Token]:
    """Return the persons of a list by name; the parser may hang them on the first, or on the verb, as something else.

    Who stands in a list with a person is one, whatever kind of name it seems.
    """
    level = [head]
    out: list[Token] = []
    if head.head.pos_ == "VERB" and head.i > head.head.i:
        level += [c for c in head.head.children if c.dep_ == "conj" and c.pos_ == "PROPN" and c.i > head.i]
    while level and len(out) < _AT_ONCE:
        out += [t for t in level if t.pos_ == "PROPN" and _kind(ground, t) in _NAMED]
        level = [c for t in level for c in t.children if c.dep_ in ("conj", "appos")]
    out = _distinct(ground, out)
    return out if any(_kind(ground, t) in PERSONS for t in out) else []


def _list_before(ground: Ground, token: Token, number: int, held: Sequence[Token]) -> Sequence[Token]:
    """Return the only list of names in the nearest sentence before that has one, where its number fits.

    One of them has to be held or charged, and nobody else between them and the group.
    """
    known = {ground.notes.entity_of[t.i] for t in held}
    sentence = token.sent
    for _ in range(_NEAR):
        if sentence.start == 0:
            return ()
        sentence = ground.doc[sentence.start - 1].sent
        last = sentence[max(0, len(sentence) - _LONGEST) :]
        firsts = (t for t in last if t.pos_ == "PROPN" and t.dep_ not in ("conj", "appos", "compound"))
        lists = [names for t in firsts if len(names := _names(ground, t)) > 1]
        if lists:
            fits = len(lists) == 1 and len(lists[0]) == number
            return lists[0] if fits and any(ground.notes.entity_of[t.i] in known for t in lists[0]) else ()
        if held[-1].i >= sentence.start:
            return ()
    return ()


def _just_before(found: Sequence[Token], token: Token) -> Sequence[Token]:
    """Return those who are named in the sentence of "they" or in the one before, where they are several."""
    start = token.sent.start
    start = token.doc[start - 1].sent.start if start else 0
    near = [t for t in found if t.i >= start]
    return near if len(near) > 1 else ()


def _kind(ground: Ground, token: Token) -> EntityKind | None:
    """Return what somebody named is, None where nobody is."""
    index = ground.notes.entity_of.get(token.i, -1)
    entity = ground.notes.entities[index] if index >= 0 else None
    return entity.kind if entity is not None and entity.named else None


def _distinct(ground: Ground, tokens: Iterable[Token]) -> list[Token]:
    """Return the first mention of each entity."""
    seen: dict[int, Token] = {}
    for token in tokens:
        seen.setdefault(ground.notes.entity_of[token.i], token)
    return list(seen.values())
