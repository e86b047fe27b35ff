"""Which incident the words of blame are about: the one that they name, else the one told just before."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from onrecord.incidents.realis import is_generic
from onrecord.incidents.responsibility.beside import NOT_RULED_OUT
from onrecord.incidents.responsibility.courts import SOUGHT, crimes
from onrecord.incidents.responsibility.frames import DID_IT
from onrecord.incidents.responsibility.ground import TYPES, Ground
from onrecord.incidents.responsibility.hedged import PRESUMED
from onrecord.incidents.responsibility.idle import of_something_else, stands_for
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.nouns import DOERS
from onrecord.incidents.responsibility.slots import Tie, slot, slots
from onrecord.incidents.responsibility.spoken import SETTLED
from onrecord.incidents.responsibility.suspects import AS_WHO, is_naming
from onrecord.incidents.responsibility.terms import PLEADED, SENTENCED
from onrecord.incidents.words import event_words, weapons
from onrecord.model import Incident, Realis

_CORE = frozenset(
    {"compound", "dobj", "xcomp", "conj", "pcomp", "pobj", "poss", "ccomp", "acl", "relcl", "acomp", "attr"}
)
_CORE_PREPOSITIONS = frozenset({"of", "in", "on", "to", "for", "against", "with", "over", "behind"})
_CORE_DEPTH = 4
_ANSWERED = 5
"""Sentences before "the army did it" in which the deed is told; a speaker's name before a colon is one."""
_TRIGGERS = 20
"""Words of incidents looked at, latest first, for one that somebody can be charged with."""
_PERSONS = listed("persons")
_HELPS = frozenset({"help"})
_AT_WORK = listed("at-work")
_LOOSE = frozenset({DID_IT, SETTLED, NOT_RULED_OUT})
OF_COURTS = frozenset({"charged", "convicted", "cleared"})
_BLAMES = OF_COURTS | {"accused", "claimed"}
_ASIDE, _MEANT, _CASES = listed("aside"), listed("meant"), listed("cases")


def incident_of(ground: Ground, tie: Tie) -> tuple[Incident | None, Token | None, str]:
    """Return the incident that a tie is about, its words, and how it was found where they do not name it."""
    if _of_other_cases(ground, tie):
        return None, None, ""
    tie = _without_clause(ground, tie)
    found, deed, other = _named_in(ground, tie)
    said = tie.deeds[0] if tie.deeds else None
    done_then = said is not None and found is None and not other and _done_then(said, tie)
    if found is not None or other or (said is not None and not (done_then or _points_back(said, tie))):
        return found, deed, ""
    if said is not None and _says_for_many(said):
        return None, None, ""  # attacks in general: the tie of "responsibility" finds them, or none that is told
    sentence = tie.word.sent
    place = bisect.bisect_left(ground.trigger_order, tie.word.i)
    place = _last_wanted(ground, place, tie)
    if place:
        nearest = ground.incident_at[ground.trigger_order[place - 1]]
    elif ground.trigger_order and (_heads(ground, tie.word) or is_naming(tie)):  # a headline runs ahead of the story
        nearest = ground.incident_at[ground.trigger_order[0]]
    elif tie.stance in OF_COURTS and (only := _only_one(ground, tie)) is not None:
        return only, None, "; the deed is not named, the only incident is meant"
    else:
        return None, None, ""
    blames = tie.stance in _BLAMES or tie.word.lemma_ == "suspect" or tie.rule.startswith(SOUGHT)
    loose = (said is None and (blames or tie.rule in (PRESUMED, PLEADED))) or tie.rule in _LOOSE or done_then
    if loose and not _close(ground, sentence.start, place, tie):
        return None, None, ""
    in_sentence = place > 0 and ground.trigger_order[place - 1] >= sentence.start
    return nearest, None, _how(said, tie, done_then=done_then, in_sentence=in_sentence)


def _how(said: Token | None, tie: Tie, *, done_then: bool, in_sentence: bool) -> str:
    """Return how an incident was found that the words of a tie do not name."""
    if done_then:
        return "; a step of the deed told before"
    if in_sentence and tie.stance in OF_COURTS:
        return "; the deed is told in the same sentence"
    if said is not None and said.lower_ == "it" and tie.stance in OF_COURTS:
        return "; the deed told last is meant"
    return "; the deed is not named, the nearest incident is meant"


def _without_clause(ground: Ground, tie: Tie) -> Tie:
    """Return a tie without the clause beside who was jailed, where it tells no deed ("a clerk who lives in Larn")."""
    if tie.rule != SENTENCED or not any(d.dep_ == "relcl" for d in tie.deeds):
        return tie
    return tie if any(t.i in ground.incident_at for d in tie.deeds for t in core(d)) else replace(tie, deeds=())


def _of_other_cases(ground: Ground, tie: Tie) -> bool:
    """Say whether a clause tells of its noun, which is no deed: "the cases that I have been involved in"."""
    clause = tie.word if tie.word.pos_ == "VERB" else tie.word.head
    noun = clause.head
    if clause.dep_ != "relcl" or not tie.deeds or any(d.tag_ not in ("WDT", "WP", "IN") for d in tie.deeds):
        return False
    if noun.pos_ == "PROPN":
        return True  # "the Entrances Act, which he sponsored"
    return noun.i not in ground.incident_at and not stands_for(noun)


def _says_for_many(said: Token) -> bool:
    """Say whether responsibility is said to be for attacks in general: "responsibility for some of earlier attacks"."""
    deeds = slot(said, "prep:for") if said.lemma_.lower() == "responsibility" else None
    some_of = slot(deeds, "prep:of") if deeds is not None else None
    return any(noun is not None and is_generic(noun) for noun in (deeds, some_of))


def _only_one(ground: Ground, tie: Tie) -> Incident | None:
    """Return the one incident of a report that a court can try, where it tells of no other."""
    told = {i.id: i for n in ground.trigger_order[:_TRIGGERS] if _wanted(i := ground.incident_at[n], tie)}
    return next(iter(told.values())) if len(told) == 1 else None


def _last_wanted(ground: Ground, place: int, tie: Tie) -> int:
    """Return the place behind the last incident before a tie that it can be about: nobody is charged with an arrest."""
    for back in range(place, max(0, place - _TRIGGERS), -1):
        told = ground.incident_at[ground.trigger_order[back - 1]]
        if is_deed(told) and _wanted(told, tie) and told.realis is not Realis.DENIED:
            return back  # what nobody did is not what somebody is blamed for
    return 0


def _named_in(ground: Ground, tie: Tie) -> tuple[Incident | None, Token | None, bool]:
    """Return the incident that the words for the deed name, those words, and whether they name something else."""
    passed = False
    for deed in tie.deeds:
        around = deed.is_ancestor(tie.word)  # "the case, which is blamed on the army"
        for token in (deed,) if tie.strict else core(deed):
            if around and (token == tie.word or tie.word.is_ancestor(token)):
                continue
            if _is_aside(token, tie) and not _used_in(ground, token):
                return None, None, True
            found = ground.incident_at.get(token.i)
            if found is None or token == tie.actor:
                continue
            if _wanted(found, tie):
                return found, deed, False
            if not tie.own:
                return None, None, True
            passed = True
    return None, None, passed


def _is_aside(token: Token, tie: Tie) -> bool:
    """Say whether a word is for what is done about a deed; who is tried for helping is tried for the deed."""
    if token.lemma_.lower() not in _ASIDE or tie.stance == "denied":
        return False
    return token.lemma_.lower() not in _HELPS or not (tie.stance in OF_COURTS or tie.stance == "suspected")


def _used_in(ground: Ground, token: Token) -> bool:
    """Say whether a weapon is "used in the attack": who is accused of that is accused of the attack."""
    if token.pos_ != "VERB" or token.lemma_ != "use":
        return False
    return any(t.i in ground.incident_at for d in (token, *token.rights) for t in slots(d, "prep:in"))


def _wanted(incident: Incident, tie: Tie) -> bool:
    """Say whether an incident is one that a word of blame can be about; a court charges nobody with an arrest."""
    if tie.stance in OF_COURTS or tie.stance == "suspected" or is_naming(tie):
        return incident.type in TYPES and incident.mode != "arrest"
    return incident.type in TYPES if tie.own else is_deed(incident)


def _points_back(said: Token, tie: Tie) -> bool:
    """Say whether words for a deed stand for one told before: "it", "the charge", "two counts of murder"."""
    if tie.stance in OF_COURTS or tie.stance == "suspected":
        if any(_is_crime(t) for d in tie.deeds for t in core(d)) or any(map(_first_of_charges, tie.deeds)):
            return True
        if slot(said, "prep:of") is not None:  # "on a charge of neglect"
            return False
    if (said.lower_ in ("that", "so") and tie.stance == "accused") or tie.strict or said.lower_ in _PERSONS:
        return False
    if tie.own and _the_bomb(said):
        return True
    if tie.stance == "denied" and said.lemma_.lower() in _MEANT and of_something_else(said):
        return False
    if tie.stance not in OF_COURTS and any(
        stands_for(t) and t.dep_ != "compound" and not _new(t) for d in tie.deeds for t in core(d)
    ):
        return True
    if tie.stance == "accused" and tie.own and said.lemma_.lower() in _CASES:
        return True  # "the case is being blamed on the army"
    return said.pos_ in ("PRON", "DET") or said.lemma_.lower() in _MEANT


def _done_then(said: Token, tie: Tie) -> bool:
    """Say whether somebody is held for a step of what was told before ("suspected of putting the powder into the tea").

    What he did is told by a verb that names no crime of another kind.
    """
    if tie.rule.startswith(AS_WHO):
        return True
    if tie.stance not in OF_COURTS and tie.stance != "suspected":
        return False
    clause = next((c for c in said.children if c.dep_ == "pcomp"), said) if said.pos_ == "NOUN" else said
    clause = next((t for t in slots(said, "prep:of") if t.pos_ == "VERB"), clause)
    done = clause.tag_ == "VBG" or any(c.lower_ == "having" for c in clause.children)
    if not done or (clause.lemma_.lower() in _ASIDE and clause.lemma_.lower() not in _HELPS):
        return False
    if any((found := crimes().get(t.lemma_.lower())) is not None and not found.violent for t in clause.subtree):
        return False
    return any(map(_known, (t for verb in (clause, *clause.children) for t in _objects(verb))))


def _objects(verb: Token) -> Iterator[Token]:
    """Yield what a verb is done to or with, also behind a preposition."""
    if verb.pos_ != "VERB" and verb.dep_ != "pcomp":
        return
    for child in verb.children:
        if child.dep_ in ("dobj", "dative"):
            yield child
        elif child.dep_ in ("prep", "prt"):
            yield from (c for c in child.children if c.dep_ == "pobj")


def _known(noun: Token) -> bool:
    """Say whether a noun is for what was told before ("the poison", "his tea", "the gunmen"), not police at work."""
    if noun.lemma_.lower() in _AT_WORK or noun.ent_type_ in ("DATE", "TIME"):
        return False
    if noun.lemma_.lower() in DOERS or noun.lower_ in ("it", "him", "them"):
        return True
    return noun.pos_ == "NOUN" and any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in noun.lefts)


def _the_bomb(noun: Token) -> bool:
    """Say whether a noun is a bomb told of before ("the builder of the device")."""
    known = any(c.lower_ in ("the", "this", "that") for c in noun.lefts)
    return known and any(e.mode == "explosives" for e in weapons().get(noun.lemma_.lower(), ()))


def _new(noun: Token) -> bool:
    """Say whether a noun brings up what was not told before ("carried out a strong offensive")."""
    before = {c.lower_ for c in noun.lefts if c.dep_ in ("det", "predet")}
    return bool(before & {"a", "an"}) and "such" not in before


def _is_crime(token: Token) -> bool:
    """Say whether a noun names a violent crime, as a charge does."""
    entries = event_words().get(token.lemma_.lower(), ())
    return token.pos_ in ("NOUN", "PROPN") and any(e.type == "ASSAULT" and e.force == "event" for e in entries)


def _first_of_charges(charge: Token) -> bool:
    """Say whether a crime stands before a charge, as if it told of which kind: "manslaughter, reckless conduct"."""
    crime = (crimes().get(t.lower_) for t in charge.lefts if t.dep_ in ("amod", "compound", "nmod"))
    return any(found is not None and found.violent for found in crime)


def is_deed(incident: Incident) -> bool:
    """Say whether who did it, told without blaming him, makes a row; who marched, arrested or threatened does not."""
    return incident.type == "ASSAULT" or incident.mode == "cyber"


def _heads(ground: Ground, word: Token) -> bool:
    segment = ground.notes.report.segment_at(word.idx)
    return segment is not None and segment.kind == "headline"


def _close(ground: Ground, start: int, place: int, tie: Tie) -> bool:
    """Say whether an incident is told in the sentence of a tie or in the one before ("blamed the army")."""
    if _heads(ground, tie.word):
        return True
    before = start
    for _ in range(_ANSWERED if _wide(tie) else 1):
        before = ground.doc[before - 1].sent.start if before else 0
    return place > 0 and ground.trigger_order[place - 1] >= before


def _wide(tie: Tie) -> bool:
    """Say whether words without a deed may stand some sentences behind it: an answer, a verdict, a search."""
    near = tie.rule in (DID_IT, SETTLED, PLEADED) or tie.stance in OF_COURTS
    return near or tie.rule.startswith(SOUGHT) or (tie.stance == "suspected" and bool(tie.deeds))


def it_just_told(ground: Ground, incident: Incident, tie: Tie) -> bool:
    """Say whether "it", which somebody denies, is a deed told in the sentence or in the one before."""
    if not tie.deeds or tie.deeds[0].lower_ not in ("it", "this", "that") or not is_deed(incident):
        return False
    return _close(ground, tie.word.sent.start, bisect.bisect_left(ground.trigger_order, tie.word.i), tie)


def core(deed: Token) -> Iterator[Token]:
    """Yield the words that say what the deed is, nearest its head first; not its reasons and circumstances."""
    level = [deed]
    for _ in range(_CORE_DEPTH):
        yield from level
        level = [
            c
            for t in level
            for c in t.children
            if (c.dep_ in _CORE or (c.dep_ == "prep" and c.lower_ in _CORE_PREPOSITIONS)) and not _there_was(c)
        ]


def _there_was(named: Token) -> bool:
    """Say whether "there was" stands above a noun: who admits that there was an attack did not say whose."""
    return named.dep_ == "attr" and any(c.dep_ == "expl" for c in named.head.children)
