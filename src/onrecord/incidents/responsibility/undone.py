"""What the accused is told not to have done, and where he was: "no unit fired", "had hurt nobody", "was in Larn"."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

from spacy.tokens import Token

from onrecord.incidents.kinds import is_person
from onrecord.incidents.responsibility.idle import not_done, stands_for
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.replies import Answer, negated, whose_none
from onrecord.incidents.responsibility.slots import OWN_WORDS, slot
from onrecord.incidents.stances import kind_of
from onrecord.incidents.syntax import child
from onrecord.incidents.words import event_words

_ELSEWHERE, _MOVES, _OURS, _SHARES = (listed(k) for k in ("elsewhere", "moves", "ours", "shares"))
_TOUCHES, _TIMES, _INSISTS, _PLANS = (listed(k) for k in ("touches", "times-of-deed", "insists", "plans-known"))
_HOLDS = listed("holds")
_NOBODY = frozenset({"nobody", "none", "nothing"})
_ANYBODY = frozenset({"anybody", "anyone", "anything"})
_HANDS = frozenset({"hand", "finger"})
_AT = frozenset({"at", "in", "with", "on"})
_NOWHERE = frozenset(
    {"doubt", "danger", "hospital", "coma", "custody", "prison", "jail", "charge", "control", "favour"}
)
_OURSELVES = frozenset({"it", "they", "we", "he", "she", "i", "who"})
_INVOLVED = listed("involved")
NO_EVIDENCE = "answer: no evidence"
NONE_DID = "answer: none of them did"


def undone() -> Iterator[tuple[str, Callable[[Token], Answer | None]]]:
    """Yield the lemmas that are read here, each with what reads it."""
    yield from ((lemma, _elsewhere) for lemma in sorted(_ELSEWHERE))
    yield from ((lemma, _none_did) for lemma in sorted(_MOVES | _did() | {"involve", "implicate", "participate"}))
    yield from ((lemma, _did_not) for lemma in sorted(_TOUCHES | _did()))
    yield from ((lemma, _does_not_hold) for lemma in sorted(_HOLDS))
    yield from ((lemma, _had_none_there) for lemma in sorted(_OURS))
    yield from ((lemma, _no_hand_laid) for lemma in sorted(_HANDS))
    yield from ((lemma, _there_was_none) for lemma in sorted(_SHARES - {"responsibility"}))
    yield from (("be", _was_away), ("spend", _was_away))
    yield from (("be", _was_not_they), ("evidence", _no_evidence), ("proof", _no_evidence))
    yield from (("nothing", _knew_nothing), ("knowledge", _knew_nothing))


@functools.cache
def _did() -> frozenset[str]:
    """Return the verbs whose subject does a deed of violence."""
    return frozenset(
        lemma
        for lemma, entries in event_words().items()
        if any(e.pos == "verb" and e.type == "ASSAULT" and e.subject in ("agent", "attacker") for e in entries)
    )


# ---- none of them did


def _none_did(verb: Token) -> Answer | None:
    """Read "no unit of ours was in the area", "no officer was involved", "nobody from the camp fired"."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or not negated(subject) or verb.dep_ == "relcl":
        return None
    if subject.dep_ == "nsubjpass" and verb.lemma_ not in ("involve", "implicate", "deploy"):
        return None  # "no soldier was hurt"
    if not_done(verb):
        return None
    return _of_none(verb, subject, NONE_DID)


def _of_none(word: Token, subject: Token, rule: str) -> Answer | None:
    """Return an answer for "no officer", "no Syrian plane", "nobody from the camp", None for who is nobody's."""
    whose = whose_none(subject) or next((t for p in ("from", "in", "under") if (t := slot(subject, f"prep:{p}"))), None)
    if whose is not None and whose.lower_ in OWN_WORDS | {"ours", "theirs"}:
        whose = None
        theirs = True
    else:
        theirs = whose is not None and any(c.dep_ == "poss" and c.lower_ in OWN_WORDS for c in whose.children)
    if theirs:
        return Answer(word, None, None, rule, aside=True)
    if whose is not None:
        return Answer(word, None, whose, rule) if whose.pos_ != "PRON" else None
    if subject.lower_ in _NOBODY or subject.lower_ == "one":
        return None
    lemma = subject.lemma_.lower()
    kept = subject.pos_ == "PROPN" or lemma in _OURS or kind_of(lemma) in ("lay", "authority")
    return Answer(word, None, None, rule, aside=True) if kept else None


def _there_was_none(noun: Token) -> Answer | None:
    """Read "there was no Russian involvement"."""
    verb = noun.head
    there = noun.dep_ in ("attr", "nsubj") and any(c.dep_ == "expl" for c in verb.children)
    if not there or not (any(c.lower_ == "no" for c in noun.children) or not_done(verb)):
        return None
    about = slot(noun, "mod") or slot(noun, "poss") or slot(noun, "prep:by") or slot(noun, "prep:of")
    about = about or next((c for c in noun.children if c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE")), None)
    return Answer(noun, None, about, "answer: no involvement", aside=about is None)


# ---- he did not


def _did_not(verb: Token) -> Answer | None:
    """Read "had hurt nobody", "has not poisoned anyone", "had not touched the tracks"."""
    subject = slot(verb, "subj")
    done = child(verb, "dobj")
    if verb.pos_ != "VERB" or subject is None or done is None or negated(subject):
        return None
    nobody = done.lower_ in _NOBODY or (done.lower_ == "one" and any(c.lower_ == "no" for c in done.children))
    refused = not_done(verb) and not nobody
    anybody = refused and (done.lower_ in _ANYBODY or verb.lemma_.lower() in _TOUCHES)
    no_thing = verb.lemma_.lower() in _TOUCHES and any(c.lower_ == "no" for c in done.children)
    if not (nobody or anybody or no_thing) or any(c.lower_ in ("if", "unless") for c in verb.children):
        return None
    about = None if subject.lower_ in _OURSELVES - {"he", "she", "who"} else subject
    return Answer(verb, None, about, "answer: did it to nobody", undone=True)


def _does_not_hold(verb: Token) -> Answer | None:
    """Read "it had not taken the aid workers" and "is not holding the hostages"."""
    done, subject = child(verb, "dobj"), slot(verb, "subj")
    if verb.pos_ != "VERB" or done is None or subject is None or not not_done(verb):
        return None
    those = done.tag_ in ("NNS", "NN") and is_person(done) and any(c.lower_ in ("the", "those") for c in done.children)
    about = None if subject.lower_ in _OURSELVES - {"he", "she", "who"} else subject
    return Answer(verb, None, about, "answer: does not hold them", undone=True) if those else None


def _had_none_there(noun: Token) -> Answer | None:
    """Read "it had no fighters in the area"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ != "have" or not any(c.lower_ == "no" for c in noun.children):
        return None
    subject = slot(verb, "subj")
    placed = any(
        c.dep_ == "prep" and c.lower_ in ("in", "at", "near", "within", "on") for t in (noun, verb) for c in t.children
    )
    if subject is None or not placed:
        return None
    about = None if subject.lower_ in _OURSELVES else subject
    return Answer(noun, None, about, "answer: none was there", aside=True)


def _no_hand_laid(noun: Token) -> Answer | None:
    """Read "denies having laid a hand on him" and "never laid a finger on her"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in ("lay", "put", "raise"):
        return None
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp") and above.lemma_.lower() == "deny":
        speaker = slot(above, "subj")
        return Answer(noun, speaker, None, "answer: laid no hand", undone=True) if speaker is not None else None
    subject = slot(verb, "subj")
    if subject is None or not (not_done(verb) or any(c.lower_ == "no" for c in noun.children)):
        return None
    return Answer(noun, None, subject, "answer: laid no hand", undone=True)


def _was_not_they(verb: Token) -> Answer | None:
    """Read "this was not a Syrian plane" and "it was not us"."""
    told, named = child(verb, "nsubj"), child(verb, "attr")
    if told is None or named is None or told.lower_ not in ("it", "this", "that") or not not_done(verb):
        return None
    if any(c.dep_ in ("relcl", "acl", "ccomp", "advcl") for t in (verb, named) for c in t.children):
        return None  # "it was not the army that shot him": `told` reads it
    if named.lower_ in ("us", "me"):
        return Answer(verb, None, None, "answer: it was not we", undone=True)
    about = slot(named, "mod") or slot(named, "poss") if named.lemma_.lower() in _OURS else named
    if about is None or not (about.pos_ == "PROPN" or about.ent_type_ == "NORP"):
        return None
    return Answer(verb, None, about, "answer: it was not they", undone=True)


def _no_evidence(noun: Token) -> Answer | None:
    """Read "a court found no evidence that the league had been involved": only who judges clears somebody by that."""
    verb = noun.head
    clause = child(noun, "acl", "ccomp", "relcl")
    if noun.dep_ != "dobj" or clause is None or not any(c.lower_ == "no" for c in noun.children):
        return None
    speaker, about = slot(verb, "subj"), child(clause, "nsubj", "nsubjpass")
    if speaker is None or about is None or clause.lemma_.lower() not in _INVOLVED:
        return None
    return Answer(noun, None, about, NO_EVIDENCE, undone=True)


def _knew_nothing(word: Token) -> Answer | None:
    """Read "had known nothing of the plan" and "had no knowledge of the attack"."""
    verb = word.head
    if word.dep_ != "dobj" or verb.lemma_ != ("know" if word.lower_ == "nothing" else "have"):
        return None
    if word.lower_ == "knowledge" and not (not_done(verb) or any(c.lower_ == "no" for c in word.children)):
        return None
    of = next((t for h in (word, verb) for p in ("of", "about") if (t := slot(h, f"prep:{p}")) is not None), None)
    subject = slot(verb, "subj")
    if of is None or subject is None:
        return None
    if not (stands_for(of) or of.lemma_.lower() in _PLANS or of.lower_ in ("it", "this", "that")):
        return None
    return Answer(word, None, subject, "answer: knew nothing", undone=True)


# ---- he was elsewhere


def _elsewhere(word: Token) -> Answer | None:
    """Read "none of his people had been anywhere near", "he was at home asleep", "he had an alibi"."""
    verb = next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), None)
    subject = slot(verb, "subj") if verb is not None else None
    if verb is None or subject is None or word.i < verb.i:
        return None
    if word.lemma_.lower() == "alibi":
        fits = verb.lemma_ == "have" and word.dep_ == "dobj"
    else:
        fits = verb.lemma_ == "be" and word.head in (verb, *verb.children)
    if word.lower_ == "home":
        fits = fits and (word.nbor(-1).lower_ == "at" if word.i else False)
    nowhere = word.lower_ == "nowhere"
    if word.lower_ in ("anywhere", "nowhere"):
        near = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
        fits = fits and near == "near" and (nowhere or negated(subject) or not_done(verb))
    elif not_done(verb) or negated(subject):
        return None
    about = whose_none(subject) if negated(subject) else subject
    return Answer(word, None, about, "answer: elsewhere", aside=True) if fits and about is not None else None


def _was_away(verb: Token) -> Answer | None:
    """Read "he was in Larn that night", "insist they were at a market", "spent the night at his sister's house"."""
    said = verb.head if verb.dep_ == "xcomp" else None  # "he is said by his lawyer to have been in Larn"
    subject = slot(verb, "subj") or (child(said, "nsubjpass") if said is not None else None)
    if subject is None or negated(subject) or not_done(verb) or any(c.dep_ in ("attr", "acomp") for c in verb.children):
        return None
    if subject.pos_ not in ("PRON", "PROPN") and not is_person(subject):
        return None
    place = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in _AT and c.i > verb.i), None)
    held = child(place, "pobj") if place is not None else None
    if held is None or held.lemma_.lower() in _NOWHERE:
        return None
    after = verb.doc[verb.i : min(verb.right_edge.i + 1, verb.sent.end)]
    timed = any(t.lemma_.lower() in _TIMES and _pointed_at(t) for t in after)
    fits = timed if verb.lemma_ == "spend" else verb.tag_ in ("VBD", "VBN", "VB") and (timed or _insisted(verb))
    return Answer(verb, None, subject, "answer: elsewhere", aside=True) if fits else None


def _pointed_at(time: Token) -> bool:
    """Say whether a time is that of the deed: "that night", "at the time", "on the evening in question"."""
    return any(c.lower_ in ("that", "the", "all") for c in time.children)


def _insisted(verb: Token) -> bool:
    """Say whether somebody insists or swears to it: an alibi, though no time is named."""
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _INSISTS
