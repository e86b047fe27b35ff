"""What is dated and placed is sometimes not the event but what was done about it: mourned, condemned, looked into."""

from __future__ import annotations

import itertools

from spacy.tokens import Token

from onrecord.incidents.syntax import passive

_SCENE = frozenset(
    {"happen", "occur", "take", "come", "begin", "start", "be", "follow", "erupt", "break", "go", "last", "end"}
    | {"continue", "resume", "spread", "unfold", "rage", "flare", "leave", "claim", "cause", "cost", "lose", "suffer"}
    | {"respond", "call", "receive", "hear", "see", "witness", "find", "arrive", "rush", "dispatch", "get", "summon"}
    | {"launch", "carry", "commit", "perpetrate", "stage", "mount", "conduct", "make", "repel", "survive", "escape"}
    | {"face", "engage", "shake", "rock", "rip", "tear", "shatter", "hospitalize", "hospitalise", "flee", "film"}
    | {"lead", "involve", "repulse", "open", "execute", "undertake", "wage", "endure", "interrupt", "disrupt"}
    | {"put", "include", "participate", "advise", "notify", "alert"}
)
"""Verbs above an event whose time and place are the event's: it happens, is done, is seen, or help comes to it."""

_AT_THE_SCENE = frozenset(
    {"investigate", "probe", "search", "look", "seek", "hunt", "comb", "seal", "cordon", "report"}
)
"""Verbs whose place is mostly the event's and whose time need not be."""

_REACTS = frozenset(
    {"condemn", "denounce", "deplore", "decry", "mourn", "remember", "mark", "commemorate", "honor", "honour", "recall"}
    | {"protest", "criticize", "criticise", "praise", "discuss", "debate", "reopen", "welcome", "regret", "lament"}
    | {"solve", "crack", "confess", "deny", "reenact", "re-enact", "attribute", "blame", "link", "pin"}
)
"""Verbs behind which a day is that of what was done about a known event."""

_STEPS = 8
_CLAUSE = ("VERB", "AUX")
_NAMED = ("NOUN", "PROPN")


def is_aftermath(trigger: Token, said: Token, triggers: frozenset[int], *, place: bool) -> bool:
    """Say whether a time or place stands with what was done about an event that a noun names.

    "Speaking in Tarvik, he condemned the killing", "details emerged on Tuesday in the murder", "held a vigil in Oslo to
    remember the attack". What follows the noun mostly belongs to it ("condemned the killing in Oslo").

    Args:
        trigger: the event word.
        said: the head of the words for the time or place.
        triggers: all event words; what another of them tells is told of the event.
        place: whether it is a place.
    """
    if trigger.pos_ not in _NAMED:
        return False
    above = [trigger, *itertools.islice(trigger.ancestors, _STEPS)]
    first = next((n for n, t in enumerate(above) if n and t.pos_ in _CLAUSE), 0)
    held = [said, *itertools.islice(said.ancestors, _STEPS)]
    met = next((n for n, t in enumerate(above) if t in held), 0)
    if not first or met < first:
        return False
    told_aside = met != first and above[first].dep_ == "relcl"  # "met on Monday for talks that the blast interrupted"
    steps = {met} if told_aside else {first, met}
    if (above[first - 1].dep_ == "nsubj" and not told_aside) or any(
        _at_the_scene(above[n], above[n - 1], triggers, place=place) for n in steps
    ):
        return False
    if said.i < trigger.i:
        return True
    between = held[1 : held.index(above[met])]
    reacts = above[first].lemma_.lower() in _REACTS
    return reacts and ((_known(trigger) and not place) or any(t.pos_ == "NOUN" and t.i > trigger.i for t in between))


def _known(noun: Token) -> bool:
    """Say whether a noun is put as known: "the killing", "her death"."""
    return any(c.dep_ == "poss" or c.lower_ in _GIVEN for c in noun.children)


_GIVEN = frozenset({"the", "this", "that", "these", "those"})


def _at_the_scene(verb: Token, below: Token, triggers: frozenset[int], *, place: bool) -> bool:
    """Say whether what a verb tells is, or is at, the event that stands below it."""
    lemma = verb.lemma_.lower()
    if lemma == "call" and below.lower_ in ("for", "on", "upon"):
        return passive(verb)  # "called for an inquiry into the killing"
    if lemma == "report" and below.dep_ == "nsubjpass":
        return True
    if below.lower_ == "to" and any(c.lemma_.lower() == "death" for c in below.children):
        return True  # "stoned to death on Saturday"
    return verb.i in triggers or lemma in _SCENE or (place and lemma in _AT_THE_SCENE)
