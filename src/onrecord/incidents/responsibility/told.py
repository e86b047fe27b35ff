"""Rows for incidents told with their perpetrator ("rebels killed three policemen"): nobody needs to blame anybody."""

from __future__ import annotations

import bisect
import dataclasses
import functools
from collections.abc import Iterator, Sequence

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from onrecord.incidents.kinds import is_person, is_street
from onrecord.incidents.responsibility.actors import no_actor
from onrecord.incidents.responsibility.arms import owner_of_arms, struck_by
from onrecord.incidents.responsibility.doers import no_doer
from onrecord.incidents.responsibility.ground import Ground, Said, is_unit
from onrecord.incidents.responsibility.hands import principals
from onrecord.incidents.responsibility.hedged import PRESUMED, hedging
from onrecord.incidents.responsibility.idle import asked, doubted, habit, not_done, story
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.meant import is_deed
from onrecord.incidents.responsibility.nouns import is_called_false
from onrecord.incidents.responsibility.own import somebody_else
from onrecord.incidents.responsibility.rows import actor_key, is_name, make_row, no_row
from onrecord.incidents.responsibility.slots import slot
from onrecord.incidents.responsibility.voices import apart, said_at
from onrecord.incidents.roles import to_himself
from onrecord.incidents.syntax import contrasted
from onrecord.lexicon import load
from onrecord.lexicon.schema import EventWord
from onrecord.model import (
    Act,
    Attribution,
    Certainty,
    Incident,
    Polarity,
    Realis,
    Role,
    RoleKind,
    SourceKind,
    SourceRef,
    Span,
    hull,
)

ALLEGED = frozenset(
    {"alleged", "allegedly", "reportedly", "reported", "supposed", "supposedly", "purported", "purportedly"}
)
_NOT = "in contrast to the subject of "
SUSPECTED = frozenset({"suspected", "presumed"})
_HANDS_ON, _HELD_BY = listed("hands-on"), listed("held-by")
_UP_TO_CHARGE = 6
_UNDER = frozenset({"conj", "pcomp", "pobj", "prep", "advcl", "xcomp", "dobj", "appos"})
_NO_NAMES = frozenset({"gang", "mob", "crowd"})
_PLACES, _AT = frozenset({"GPE", "LOC", "FAC"}), frozenset({"from", "in", "at", "near", "outside"})
_PARTS_OF_LAND = frozenset({"county", "township", "district", "village"})
_BEFORE = "name before "
"""Reason of a row for "the Red Dawn attack", which takes the attack and whose it was for granted."""
_THEIRS = "whose arms "
_SPOKEN = frozenset({Act.DENY, Act.ACCUSE, Act.CLAIM_RESPONSIBILITY, Act.CONFIRM, Act.ACKNOWLEDGE})


def rows_of_roles(ground: Ground, incident: Incident, tied: set[tuple[str, str, str, str]]) -> Iterator[Attribution]:
    """Yield rows for an incident told with its perpetrator ("rebels killed three policemen")."""
    if not is_deed(incident):
        return
    triggers = sorted({t.i for t in ground.tokens(incident.triggers)})
    doers = [r for r in incident.roles if r.kind in (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)]
    doers = [r for r in doers if not r.why.startswith("trained fillers")]
    words = sorted((s.start, -s.end) for r in doers for s in r.spans)
    for role in doers:
        if role.why.startswith(("between", "with ", "trained fillers")):
            continue  # both sides of a clash; nobody says who began it
        for span in role.spans:
            if not _inside(span, words):  # "rebels of the Front" are one row
                yield from _row_of_role(ground, incident, role, span, triggers, tied)


def _inside(span: Span, words: Sequence[tuple[int, int]]) -> bool:
    """Say whether a span is part of a longer one; `words` holds starts and negative ends, in order."""
    place = bisect.bisect_left(words, (span.start, -span.end))
    return place > 0 and -words[place - 1][1] >= span.end and (span.start, -span.end) != words[place - 1]


def _row_of_role(
    ground: Ground,
    incident: Incident,
    role: Role,
    span: Span,
    triggers: Sequence[int],
    tied: set[tuple[str, str, str, str]],
) -> Iterator[Attribution]:
    part = ground.doc.char_span(span.start, span.end, alignment_mode="expand")
    own = [i for i in triggers if role.why.endswith(f" {ground.doc[i].lower_}")]  # the verb that the part is of
    trigger = _trigger_near(ground, part.root, own or triggers) if part is not None else None
    if part is None or trigger is None or (role.why.startswith("whose") and part.root.pos_ == "PRON"):
        return
    for words in (part, *_behind(part)):
        yield from _row_told(ground, incident, words, trigger, role.why, tied)


def _behind(part: SpacySpan) -> Iterator[SpacySpan]:
    """Yield the words for those on whose behalf somebody acts ("assassins paid by the cartel")."""
    for token in (*principals(part.root), *_joined_wrongly(part.root)):
        yield token.doc[min(token.left_edge.i, token.i) : token.i + 1]


def _joined_wrongly(doer: Token) -> Iterator[Token]:
    """Yield people whom the parser joined to a place: "soldiers from the garrison and members of a militia"."""
    for token in doer.subtree:
        place = token.head.dep_ == "pobj" and not is_person(token.head)
        if token.dep_ == "conj" and place and token.tag_ == "NNS" and is_person(token):
            yield token


def rows_of_verbs(ground: Ground, incident: Incident, tied: set[tuple[str, str, str, str]]) -> Iterator[Attribution]:
    """Yield rows for verbs with their doer that make no role: in a denial, a surmise, a headline."""
    if not is_deed(incident):
        return
    for token in ground.tokens(incident.triggers):
        if token.pos_ == "VERB" and token.lemma_.lower() in _doing():
            doer = slot(token, "subj", inherit=False) or _unit_above(token) or _means(token)
            owner = owner_of_arms(doer) or owner_of_arms(struck_by(token))
            if owner is not None and owner.sent == token.sent:
                words = ground.doc[owner.i : owner.i + 1]
                yield from _row_told(ground, incident, words, token, f"{_THEIRS}{token.lower_}", tied)
            elif doer is not None and doer.sent == token.sent:
                words = ground.doc[min(doer.left_edge.i, doer.i) : doer.i + 1]
                yield from _row_told(ground, incident, words, token, f"subject of {token.lower_}", tied)
                yield from _not_they(ground, incident, doer, token, tied)
        elif token.pos_ == "NOUN" and (name := _doer_before(ground, incident, token)) is not None:
            words = ground.doc[name.i : name.i + 1]
            yield from _row_told(ground, incident, words, token, f"{_BEFORE}{token.lower_}", tied)


def _not_they(
    ground: Ground, incident: Incident, doer: Token, verb: Token, tied: set[tuple[str, str, str, str]]
) -> Iterator[Attribution]:
    """Yield rows for those who are told not to have done it ("soldiers, and not the rebels, fired")."""
    for other in (*doer.conjuncts, *(c for c in doer.children if c.dep_ == "appos")):
        if other.i < verb.i and contrasted(other):
            first = next(t.i for t in ground.doc[other.left_edge.i : other.i + 1] if t.lower_ != "not")
            yield from _row_told(ground, incident, ground.doc[first : other.i + 1], verb, f"{_NOT}{verb.lower_}", tied)


def _doer_before(ground: Ground, incident: Incident, noun: Token) -> Token | None:
    """Return the body whose name stands before a deed, where it is held to have done it ("a Red Dawn attack").

    Most names there are those of the attacked ("the town hall attack"), so the trained fillers have to agree.
    """
    doers = {r.entity for r in incident.fillers(RoleKind.PERPETRATOR_ORGANISATION) if r.entity}
    for child in noun.lefts:
        entity = ground.entity(ground.ref(child)) if child.dep_ in ("compound", "nmod") else None
        if entity is not None and entity.named and entity.id in doers - _struck(incident):
            return child
    return None


def _struck(incident: Incident) -> set[str]:
    hurt = (RoleKind.TARGET, RoleKind.VICTIM, RoleKind.SITE)
    return {r.entity for r in incident.roles if r.kind in hurt and r.entity}


def _unit_above(verb: Token) -> Token | None:
    """Return the unit of "a column of rebels came and shot them", which is no person to the roles."""
    subject = slot(verb, "subj") if verb.dep_ == "conj" else None
    return subject if subject is not None and is_unit(subject) else None


def _means(verb: Token) -> Token | None:
    """Return who did a deed told as a means ("they marked the day by burning eleven buses")."""
    if verb.dep_ != "pcomp" or verb.tag_ != "VBG" or verb.head.lower_ != "by":
        return None
    above = verb.head.head
    if above.tag_ not in ("VBD", "VBN") or any(c.dep_ == "auxpass" for c in above.children):
        return None
    return slot(above, "subj")


@functools.cache
def _doing() -> frozenset[str]:
    """Return the verbs whose subject does the deed."""
    entries = load("event_words", EventWord)
    doers = ("agent", "attacker")
    return frozenset(lemma for e in entries if e.pos == "verb" and e.subject in doers for lemma in e.lemmas)


def _charged_with(trigger: Token) -> bool:
    """Say whether a deed is part of a charge: "charged with neglect and firing a gun" does not say that he fired."""
    above = trigger
    for _ in range(_UP_TO_CHARGE):
        if trigger.tag_ != "VBG" or above.dep_ not in _UNDER:
            return False
        above = above.head
        if above.pos_ == "VERB" and above.lemma_.lower() in _HELD_BY:
            return True
    return False


def _row_told(
    ground: Ground,
    incident: Incident,
    part: SpacySpan,
    trigger: Token,
    why: str,
    tied: set[tuple[str, str, str, str]],
) -> Iterator[Attribution]:
    head = part.root
    if ground.silent(head) or doubted(trigger) or asked(trigger) or habit(trigger) or to_himself(trigger):
        return
    if no_doer(head, trigger) or _deed_itself(ground, incident, head) or _charged_with(trigger) or _nobody(head):
        return
    said = said_at(ground, trigger, trigger)
    if incident.realis is Realis.PLANNED or (incident.realis is Realis.GENERIC and said.claim is None):
        return
    tale = story(trigger)
    if _nobody_says(ground, said, tale):
        return
    head = _whose(ground, head)
    ref = ground.actor(head, said)
    if said.claim is not None and said.claim.act is Act.ACCUSE and actor_key(ref) == actor_key(said.by):
        return  # "the army accused of killing": it accuses nobody
    if actor_key(ref) == actor_key(said.by) and somebody_else(ground, head, trigger, said):
        return
    if (incident.id, actor_key(ref), said.claim.id if said.claim is not None else "", actor_key(said.by)) in tied:
        return
    said, word = _told_as(ground, _granted(apart(ground, said, head, ref), why), part, trigger)
    proper = is_name(head) or ground.is_own(head, said.by) or why.startswith(_THEIRS)
    denies = said.certainty.polarity is Polarity.NEGATIVE
    if no_actor(ground, head, ref, lost=denies) or no_row(ground, ref, said, incident.realis, proper=proper, own=False):
        return
    where = hull((Span(part.start_char, part.end_char), Span(trigger.idx, trigger.idx + len(trigger))))
    own = ground.is_own(head, said.by)
    if (tale is not None and is_called_false(tale)) or why.startswith(_NOT):
        word = "denied"
    yield make_row(ground, incident, ref, word, said, own=own, span=where, why=f"told with its perpetrator: {why}")


def _nobody(head: Token) -> bool:
    """Say whether words before or around a deed name nobody: "a gang shooting", "in Larn, which wounded him"."""
    if head.dep_ == "compound" and head.lemma_.lower() in _NO_NAMES:
        return True
    if head.lower_ in listed("car-makes") and not is_person(head):
        return True  # "his new Isuzu hit the gate"
    first = head.head if head.dep_ == "conj" else head  # "in Kenya and Tanzania, which killed"
    placed = first.dep_ == "pobj" and first.head.lower_ in _AT
    return head.ent_type_ in _PLACES and (placed or is_street(head) or head.lemma_.lower() in _PARTS_OF_LAND)


def _granted(said: Said, why: str) -> Said:
    """Return who says it, as sure of whose a deed is as one who takes it for granted ("fears the Red Dawn raid")."""
    if not why.startswith(_BEFORE) or said.certainty.polarity is Polarity.NEGATIVE:
        return said
    return dataclasses.replace(said, certainty=Certainty(), believed=False)


def _deed_itself(ground: Ground, incident: Incident, head: Token) -> bool:
    """Say whether a deed is the subject, and nobody's, or named by who was struck ("the town hall attack killed")."""
    if head.i not in ground.incident_at:
        return False
    struck = _struck(incident)
    return not is_name(head) or any(ground.ref(t).entity in struck for t in (head, *head.lefts))


def _whose(ground: Ground, head: Token) -> Token:
    """Return whose deed is the subject of what it did ("a Russian airstrike destroyed it"), else the head itself."""
    if head.i not in ground.incident_at:
        return head
    return next((c for c in head.lefts if c.dep_ == "amod" and c.ent_type_ == "NORP"), head)


def _nobody_says(ground: Ground, said: Said, tale: Token | None) -> bool:
    """Say whether it is told that it was not said, or told as a story that the report does not make its own."""
    if said.claim is None:
        return tale is not None and not is_called_false(tale)
    # "neither confirmed nor denied that it planted the bomb"
    cue = (t for t in ground.tokens(said.claim.cue) if t.pos_ == "VERB")
    return said.claim.act in _SPOKEN and any(not_done(t) for t in cue)


def _told_as(ground: Ground, said: Said, part: SpacySpan, trigger: Token) -> tuple[Said, str]:
    """Return who says so and how, where words of doubt stand at the doer or at the deed."""
    hedges = {c.lower_ for c in part.root.lefts} | {t.lower_ for t in part} | {c.lower_ for c in trigger.children}
    agent = part.root.head if part.root.dep_ == "pobj" and part.root.head.lower_ == "by" else None
    before = agent.nbor(-1).lower_ if agent is not None and agent.i else ""
    if hedging().get(before) == PRESUMED:
        return dataclasses.replace(said, certainty=Certainty()), "suspected"
    if hedges & SUSPECTED:
        return said, "suspected"
    if hedges & ALLEGED:
        return dataclasses.replace(said, by=SourceRef(SourceKind.UNKNOWN), certainty=Certainty()), "accused"
    if said.claim is not None and said.by.kind is SourceKind.UNKNOWN and not said.by.name and _handed_on(ground, said):
        return said, "reported"
    return said, "accused" if said.claim is not None and said.claim.act is Act.ACCUSE else "told"


def _handed_on(ground: Ground, said: Said) -> bool:
    """Say whether an unnamed source tells it without blaming ("it was reported that rebels burned the mill")."""
    if said.claim is None or said.claim.act not in (Act.ASSERT, Act.CONFIRM):
        return False
    return any(t.pos_ == "VERB" and t.lemma_.lower() in _HANDS_ON for t in ground.tokens(said.claim.cue))


def _trigger_near(ground: Ground, head: Token, triggers: Sequence[int]) -> Token | None:
    """Return the incident's trigger nearest to its perpetrator in the same sentence, a word above it first."""
    sentence = head.sent
    low = bisect.bisect_left(triggers, sentence.start)
    high = bisect.bisect_left(triggers, sentence.end)
    inside = [ground.doc[i] for i in triggers[low:high]]
    return min(inside, key=lambda t: (not t.is_ancestor(head), abs(t.i - head.i)), default=None)
