"""Whether who did it can be who says so: "They wounded him, police said" is no word of the police about themselves."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.incidents.responsibility.ground import Ground, Said
from onrecord.incidents.responsibility.they import in_speech
from onrecord.incidents.stances import is_authority
from onrecord.model import Act

_ONE = frozenset({"he", "she"})
_OTHERS = frozenset({"he", "she", "they", "him", "her", "them"})
_MANY = frozenset({"police", "people", "authorities", "officers", "officials"})
"""Speakers that are many, so that "it" is something else."""
_TELLERS = frozenset({"source", "witness", "neighbor", "neighbour", "resident", "bystander", "caller"})
"""Speakers who tell of others: "a source said he took out a gun" is no word of the source about himself."""
_DOWN = frozenset({"xcomp", "pcomp", "prep", "conj", "dobj", "pobj", "ccomp", "agent", "acl"})
"""Ways from a word of saying down to what its subject did ("acknowledged having bombed the camp")."""
_STEPS = 6


def somebody_else(ground: Ground, doer: Token, trigger: Token, said: Said) -> bool:
    """Say whether a doer who seems to be the speaker cannot be: the words mean somebody whom the text left behind.

    Args:
        ground: the report.
        doer: the word for the doer.
        trigger: the word for the deed.
        said: who says it, and where.
    """
    if said.claim is None or ground.is_own(doer, said.by):
        return False
    cue = next(ground.tokens(said.claim.cue), None)
    if cue is None:
        return False
    behind = doer.i < cue.i and doer.sent == cue.sent
    if doer.lower_ in _ONE and _tells_of_others(ground, said):
        return True
    if doer.pos_ == "PRON":
        if doer.lower_ == "it":
            return not _MANY.isdisjoint(said.by.name.lower().split()[-1:])
        return doer.lower_ in _OTHERS and (behind or (in_speech(doer) and not in_speech(cue)))
    if behind and doer.pos_ == "NOUN" and doer.head.lower_ == "by":
        return True  # "shot by a relative, the sergeant said": not one phrase
    return doer.head == cue and not _below(trigger, cue)


def _tells_of_others(ground: Ground, said: Said) -> bool:
    """Say whether a speaker tells of somebody else than himself by "he": "the sheriff says he shot all three"."""
    if _TELLERS & set(said.by.name.lower().split()[-1:]):
        return True
    asserts = said.claim is not None and said.claim.act is Act.ASSERT
    return asserts and is_authority(said.by, ground.entity(said.by))


def _below(trigger: Token, cue: Token) -> bool:
    """Say whether a deed hangs on a word of saying with no other verb between: its subject is the speaker."""
    at = trigger
    for _ in range(_STEPS):
        if at == cue:
            return True
        if at.dep_ not in _DOWN or (at != trigger and at.pos_ == "VERB" and at.dep_ != "conj" and at.head != cue):
            return False
        at = at.head
    return False
