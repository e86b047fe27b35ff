"""Words that only point to an event told before, by how they stand: a denial, a charge, "this was a poisoning".

`merge` weighs what they say of themselves; what speaks against one event (day, place, persons) still stands.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from spacy.tokens import Token

from onrecord.incidents.draft import Draft
from onrecord.incidents.syntax import content, passive
from onrecord.model import Realis, RoleKind

_HURT = frozenset({RoleKind.VICTIM, RoleKind.TARGET, RoleKind.SITE, RoleKind.RECIPIENT})
_ANYBODY = frozenset(
    {"anybody", "anyone", "nobody", "somebody", "someone", "one", "anything", "people", "person", "civilian", "shot"}
    | {"direction", "man", "hand", "life"}
)
_BY_WEAPON = frozenset({"firearms", "explosives", "heavy-weapons", "aerial", "drone", "suicide-attack"})
"""Ways that whoever denies confuses: who did not fire shelled nobody."""
_LAW = frozenset(
    {"guilty", "accuse", "suspect", "charge", "convict", "acquit", "clear", "innocent", "jail", "sentence", "indict"}
    | {"accused", "suspected", "count", "try", "imprison"}
)
_LAW_STEPS = 2
_IT = frozenset({"it", "this", "that", "these"})
_NEW = frozenset({"another", "separate", "second", "third", "earlier", "previous", "other", "similar"})


def is_told_of(noun: Token) -> bool:
    """Say whether a noun says what the event is that was told ("This was a poisoning", "It was the second attack").

    Args:
        noun: a word for an event.
    """
    verb = noun.head
    if noun.dep_ != "attr" or verb.lemma_ != "be":
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in _IT for c in verb.children)


def denies(draft: Draft) -> bool:
    """Say whether somebody denies a deed that the words do not say any more of ("our men did not open fire").

    Args:
        draft: what the words tell.
    """
    if draft.entry.type != "ASSAULT" or draft.entry.force == "effect":
        return False
    if not (draft.realis is Realis.DENIED and _denied_itself(draft)) and not _has_no_part_in_any(draft):
        return False
    if draft.where is not None or any(c.lower_ in _NEW for c in draft.token.children):
        return False
    done_by = draft.token.pos_ == "VERB" and not passive(draft.token)
    return all(_says_nobody(f.head, known=done_by) for f in draft.fillers if f.kind in _HURT)


def _says_nobody(head: Token, *, known: bool) -> bool:
    """Say whether words for those hurt say nothing new of them: "anybody", "them", "the bus" where it is known."""
    if head.pos_ == "PRON" or content(head).lemma_.lower() in _ANYBODY:
        return True
    return known and head.tag_ == "NN" and any(c.lower_ in ("the", "that", "this") for c in head.children)


def _denied_itself(draft: Draft) -> bool:
    """Say whether the deed itself is denied, and not that somebody could or would do it ("no gun to shoot with")."""
    why = draft.realis_why.lower()
    return why.startswith(("den", "disclaim")) or any(c.lower_ == why for c in draft.token.children)


def _has_no_part_in_any(draft: Draft) -> bool:
    """Say whether somebody is said to have had no part in "any hijack"."""
    if draft.realis is not Realis.HYPOTHETICAL or draft.realis_why.lower() != "any":
        return False
    above = itertools.islice(draft.token.ancestors, _UP_TO_DENIAL)
    return any(t.lemma_.lower() in _DENYING or any(c.dep_ == "neg" for c in t.children) for t in above)


_UP_TO_DENIAL = 4
_DENYING = frozenset({"deny", "denial", "reject", "disclaim"})


def may_deny(draft: Draft, other: Draft) -> bool:
    """Say whether what is denied may be an event, by how both are done.

    Args:
        draft: what is denied.
        other: what tells the event.
    """
    ways = {draft.mode, other.mode} - {"", "targeted", "destroy", "beat", "torture"}
    return len(ways) < 2 or ways <= _BY_WEAPON


def of_a_court(draft: Draft) -> bool:
    """Say whether a verb tells what somebody is charged with or cleared of, and not to whom it was done.

    "Found guilty of putting arsenic into the tea" is about the poisoning that the report tells.

    Args:
        draft: what the verb tells.
    """
    token = draft.token
    if token.tag_ != "VBG" or token.dep_ != "pcomp":
        return False
    step = token.head
    for _ in range(_LAW_STEPS):
        if step.head == step:
            return False
        step = step.head
        if step.lemma_.lower() in _LAW or step.lower_ in _LAW:
            return all(f.head.pos_ == "PRON" or f.kind is not RoleKind.VICTIM for f in draft.fillers)
    return False


def is_of_one_case(draft: Draft) -> bool:
    """Say whether "attempted murder" names the case that police or a court opened, and nobody who was hurt.

    Args:
        draft: what the noun tells.
    """
    if draft.token.pos_ != "NOUN" or draft.realis is not Realis.ATTEMPTED or draft.token.tag_ != "NN":
        return False
    return draft.entry.id == "killing" and not any(f.kind is RoleKind.VICTIM for f in draft.fillers)


def hurts_one_told(draft: Draft) -> bool:
    """Say whether a verb hurts somebody who is only called "her": one who was told of just before.

    Args:
        draft: what the verb tells.
    """
    hurt = [f for f in draft.fillers if f.kind is RoleKind.VICTIM]
    if draft.token.pos_ != "VERB" or draft.entry.harm != "killed" or len(hurt) != 1 or draft.entry.force == "effect":
        return False
    if any(f.head.lemma_.lower() in ("police", "officer", "policeman", "trooper") for f in draft.fillers):
        return False  # who shot the attacker
    return hurt[0].head.lower_ in ("him", "her", "them") and draft.when is None and draft.where is None


def take_as_cyber(drafts: list[Draft]) -> None:
    """Take "the attack" behind a cyberattack for what it is: no other deed is told between them.

    Args:
        drafts: all of a report, in order of the text; those that refer to a cyberattack are changed.
    """
    cyber = any(d.entry.type == "COERCE" and d.mode == "cyber" and d.realis is Realis.ACTUAL for d in drafts)
    for draft in drafts if cyber else ():
        if draft.entry.type == "COERCE" and draft.mode == "cyber":
            cyber = True
        elif draft.entry.type != "ASSAULT" or draft.entry.force == "effect" or draft.realis is Realis.GENERIC:
            continue
        elif cyber and _is_of_computers(draft):
            draft.entry = replace(draft.entry, type="COERCE", mode="cyber", label="Cyberattack", echo=False)
            draft.mode = "cyber"
        elif draft.realis is Realis.ACTUAL and not draft.entry.echo:
            cyber = False


def _is_of_computers(draft: Draft) -> bool:
    """Say whether "the attack" tells of nobody who is hurt and of no weapon."""
    if draft.token.pos_ != "NOUN" or not draft.entry.echo or draft.mode or draft.harm:
        return False
    if any(c.lower_ in _NEW for c in draft.token.children):
        return False
    return not any(f.kind in (RoleKind.VICTIM, RoleKind.INSTRUMENT) for f in draft.fillers)
