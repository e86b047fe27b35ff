"""Whether a word is put forward as something that took place. The rules read the parse around any event word."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.incidents import words
from onrecord.lexicon.schema import RealisWord
from onrecord.model import Realis

_REACH = 5
"""Steps up the tree that a governor is looked for."""

_GIVEN = frozenset({"the", "this", "that", "these", "those"})
"""Words before a noun that take the event as given."""

_SAYING = frozenset(
    {"say", "tell", "report", "add", "claim", "announce", "state", "accuse", "confirm", "blame", "charge"}
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A class and the words that decided it.

    Attributes:
        realis: the class.
        cue: the deciding token, None where nothing marks it.
    """

    realis: Realis
    cue: Token | None = None


def ruling(event: Token) -> Ruling:
    """Return whether the word is told as something that took place.

    What stands nearest decides: a modal on the word itself before the verb above it. Verbs of saying are passed over
    as they only say who puts it forward, except denials.
    """
    compound = _entry(event.head, "compound") if event.dep_ == "compound" else None
    if compound is not None:
        return Ruling(Realis(compound.realis), event.head)
    step, below = event, event
    noun = event.pos_ not in ("VERB", "AUX")
    given = noun and _given(event)
    for depth in range(_REACH):
        found = None
        if depth == 0:
            found = _marks(step, noun=noun)
        elif step.pos_ in ("VERB", "AUX") and not given:  # "the raid may end the talks" takes the raid as given
            found = None if _asks_who(below) else _marks(step, noun=False)
        if found is None and depth:
            found = _governs(step, below)
        if found is not None:
            return found
        if (depth and _takes_as_given(step)) or _ends_there(step, inner=not depth):
            break
        below, step = step, step.head
    return Ruling(Realis.ACTUAL)


def _asks_who(clause: Token) -> bool:
    """Say whether a clause takes what it tells as done and only asks by whom or how ("does not know who shot him")."""
    return clause.dep_ == "ccomp" and any(c.tag_ in ("WP", "WRB") for c in clause.children)


def _given(event: Token) -> bool:
    return any(c.dep_ == "poss" or c.lower_ in _GIVEN for c in event.children)


def _is_attack(noun: Token) -> bool:
    return any(e.type == "ASSAULT" for e in words.event_words().get(noun.lemma_.lower(), ()))


def _ends_there(step: Token, *, inner: bool) -> bool:
    """Say whether what stands above a word says nothing of it any more: its clause ends here.

    A bare infinitive goes on to the one it is joined to ("offered to suspend the talks and to free the hostages").
    """
    if step.dep_ in ("relcl", "advcl") or step.head == step or step.dep_ == "ROOT":
        return True
    if inner or step.pos_ not in ("VERB", "AUX") or step.lemma_ in _SAYING or step.dep_ == "xcomp":
        return False
    return not (step.dep_ == "conj" and step.tag_ == step.head.tag_ == "VB")


def _takes_as_given(step: Token) -> bool:
    """Say whether what stands above a word has it as something that took place ("an investigation into the murder")."""
    return (step.dep_ == "prep" or step.pos_ in ("NOUN", "ADP", "VERB")) and _entry(step, "given") is not None


def _entry(token: Token, *kinds: str) -> RealisWord | None:
    for key in (token.lemma_.lower(), token.lower_):
        for entry in words.realis_words().get(key, ()):
            if entry.kind in kinds:
                return entry
    return None


def _marks(token: Token, *, noun: bool) -> Ruling | None:
    """Return what modals, negations, conjunctions and adjectives on the word itself say."""
    modal: Ruling | None = None
    for c in token.children:
        if c.i > token.i and not noun and c.dep_ != "neg":
            break
        if noun:
            entry = _before_noun(c)
        elif c.dep_ == "neg":
            entry = _entry(c, "negation")
        elif c.dep_ in ("mark", "advmod"):
            entry = _entry(c, "mark")
        elif c.dep_ == "aux":
            entry = _entry(c, "modal")
        else:
            entry = None
        if entry is None:
            continue
        found = Ruling(Realis(entry.realis), c)
        if entry.kind != "modal":
            return found
        modal = found
    return modal


def _before_noun(word: Token) -> RealisWord | None:
    entry = _entry(word, "modifier") if word.dep_ in ("amod", "det", "advmod") else None
    if entry is None and word.dep_ in ("compound", "amod", "nmod") and word.lower_ in _HEADLINE:
        entry = _entry(word, "governor")  # "Police foil attack" is parsed as one long noun
    return _entry(word, "negation") if entry is None and word.dep_ in ("det", "neg") else entry


def _governs(head: Token, below: Token) -> Ruling | None:
    """Return what a verb or noun above says: only of its complement, never of its subject."""
    if below.dep_ in ("nsubj", "nsubjpass", "advmod", "conj", "appos"):
        # "the attack was planned", "the attack failed"
        if below.dep_ in ("nsubjpass", "nsubj") and head.lemma_ in (
            "foil",
            "thwart",
            "plan",
            "fail",
            "avert",
            "prevent",
            "plot",
        ):
            entry = _entry(head, "governor")
            return Ruling(Realis(entry.realis), head) if entry else None
        return None
    if below.dep_ not in ("xcomp", "dobj", "pobj", "pcomp", "prep", "acl", "ccomp", "attr"):
        return None
    entry = _entry(head, "governor")
    if entry is not None and below.dep_ == "prep" and head.pos_ == "VERB" and head.lemma_.lower() in _NOT_BEHIND:
        return None  # "tried for the murder", "wanted for the murder"
    if (
        entry is not None
        and below.dep_ == "dobj"
        and head.lemma_ in _DONE
        and head.tag_ in ("VBD", "VBN")
        and _given(below)
    ):
        return None  # "who ordered the murder of the editor" knows of one that was done
    if entry is None or (
        below.dep_ == "prep" and below.lower_ not in ("of", "to", "on", "against", "at", "from", "about", "for")
    ):
        return None
    return Ruling(Realis(entry.realis), head)


_DONE = frozenset({"order", "plan", "plot", "prepare"})
_HEADLINE = frozenset({"foil", "foils", "thwart", "thwarts", "avert", "averts"})
_NOT_BEHIND = frozenset({"try", "want", "order", "seek", "mean", "wish", "decide"})
"""Verbs that say nothing of an event behind a preposition."""

_EARLIER = frozenset({"previous", "earlier", "past", "recent", "other", "similar", "repeated", "frequent"})


def is_generic(event: Token) -> bool:
    """Say whether a noun names a kind of event: a bare plural, or one that "any" or "such" stands before."""
    if event.tag_ not in ("NNS", "NNPS"):
        return False
    if is_earlier(event):
        return True
    if any(
        c.dep_ in ("nummod", "poss") or (c.dep_ == "det" and c.lower_ in ("the", "these", "those", "both"))
        for c in event.children
    ):
        return False
    return not _is_told_once(event)


def _is_told_once(event: Token) -> bool:
    """Say whether a plural without an article is told as what happened: with a count or a day ("blasts killed nine").

    Not what goes on for long ("have killed", "kill 40 a year"), and without a count only in the past tense.
    """
    above = event.head if event.dep_ in ("nsubj", "nsubjpass") else None
    for verb in (above, *(c for c in event.children if c.dep_ == "relcl")):
        if verb is None or any(c.dep_ in ("aux", "neg") for c in verb.children):
            continue
        behind = list(itertools.islice((t for t in verb.subtree if t.i > event.i), _REACH_OF_COUNT))
        if any(t.lower_ in _AGAIN or t.lemma_ in _LONG for t in behind):
            continue
        counted = any(t.tag_ == "CD" and t.ent_type_ not in _NO_COUNT for t in behind)
        past = verb.tag_ == "VBD" or any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.children)
        if counted or (past and any(t.lower_ in _DAYS for t in behind)):
            return True
    return False


_REACH_OF_COUNT = 30
_AGAIN = frozenset({"every", "each", "per", "daily", "often", "usually", "regularly", "sometimes", "always"})
_LONG = frozenset({"year", "month", "decade", "week", "war", "century"})
_NO_COUNT = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "ORDINAL"})
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"today", "yesterday", "night", "morning", "afternoon", "evening", "overnight"}
)


def is_earlier(event: Token) -> bool:
    """Say whether a plural is told as what was before ("previous attacks", "earlier strikes")."""
    return event.tag_ in ("NNS", "NNPS") and any(c.dep_ == "amod" and c.lower_ in _EARLIER for c in event.children)


def running_total(verb: Token) -> bool:
    """Say whether a verb counts what happened over years ("some 9,000 people have died since 1980")."""
    if not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return False
    counted = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and c.tag_ in ("NNS", "NNPS")]
    if not any(n.dep_ == "nummod" or n.tag_ == "CD" for c in counted for n in c.children):
        return False
    over = [c for c in verb.children if c.dep_ == "prep"]
    if any(c.dep_ == "ROOT" for c in (verb, verb.sent[0])):
        over.extend(_torn_off(verb.sent))
    return any(_years(c) for c in over if c.lower_ in _OVER)


def _torn_off(sentence: Span) -> Iterator[Token]:
    """Yield the preposition of "Since 1985 _ when it began _ 200 have died", which the parser tears apart."""
    if sentence[0].dep_ == "ROOT":
        yield sentence[0]
    before = sentence.doc[sentence.start - 1] if sentence.start else None
    if before is not None and before.text.strip("-_–—") == "" and before.text:
        first = sentence.doc[before.sent.start]
        if before.sent.root == first:
            yield first


_OVER = frozenset({"since", "in", "over", "during"})


def _years(prep: Token) -> bool:
    return any(
        (t.lemma_.lower() in ("year", "decade") and t.tag_ == "NNS")
        or (t.dep_ in ("pobj", "nummod") and prep.lower_ == "since" and len(t) == _YEAR and t.text.isdigit())
        for t in itertools.islice(prep.subtree, _REACH)
    )


_YEAR = len("1980")
