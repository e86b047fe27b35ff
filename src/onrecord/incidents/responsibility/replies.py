"""Words that deny without naming the deed: "called that hysteria", "maintains its innocence", "had no part in it"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.responsibility.idle import not_done
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import slot
from onrecord.incidents.syntax import child

_LISTS = {
    kind: listed(kind)
    for kind in (
        "rejects",
        "calls",
        "scorn",
        "charges-said",
        "swears",
        "has-part",
        "shares",
        "ours",
        "wrong-one",
        "wrongs",
        "grounds-said",
    )
}
_SCORN = _LISTS["scorn"]
POINTERS = frozenset({"this", "that", "it", "these", "those", "which"})
_NONE = frozenset({"no", "none", "neither", "nobody"})
_FAR = 12
"""Words behind a verb of calling among which the word of scorn stands."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words that deny without naming the deed.

    Attributes:
        word: the word that does.
        speaker: whose word it is, None for whoever says the sentence.
        about: who is said not to have done it, None for the side of whoever says so.
        rule: how it was found.
        aside: whether only those on the side of whoever it is about can say so ("he was at home").
        undone: whether the word is that of a deed that is told not to have been done ("had not touched the tracks").
    """

    word: Token
    speaker: Token | None
    about: Token | None
    rule: str
    aside: bool = False
    undone: bool = False


def replies() -> Iterator[tuple[str, Callable[[Token], Answer | None]]]:
    """Yield the lemmas that are read here, each with what reads it."""
    yield from (("innocence", _innocent), ("innocent", _innocent), ("nothing", _nothing_to_do))
    yield from (("responsible", _not_he), ("guilty", _not_he), ("blame", _not_to_blame))
    yield from ((lemma, _groundless) for lemma in sorted(_LISTS["grounds-said"]))
    for kind, reader in (
        ("rejects", _rejected),
        ("calls", _called),
        ("scorn", _is_scorned),
        ("shares", _no_share),
        ("wrong-one", _wrong_one),
    ):
        yield from ((lemma, reader) for lemma in sorted(_LISTS[kind]))


def _charge(token: Token) -> bool:
    """Say whether words stand for what somebody said: "that", "the accusation", "her words"."""
    return token.lower_ in POINTERS or (token.pos_ == "NOUN" and token.lemma_.lower() in _LISTS["charges-said"])


def _rejected(verb: Token) -> Answer | None:
    """Read "rejected that as absurd", "ridiculed her words", "charges, which he denies", "scoffed at the claim"."""
    if verb.pos_ != "VERB":
        return None
    held = [c for c in verb.children if c.dep_ == "dobj"]
    held += [p for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "off") for p in c.children]
    speaker = slot(verb, "subj")
    told = [t for t in held if _charge(t) or _part_in_it(t)]
    if not held and verb.dep_ == "relcl" and verb.head.i < verb.i:
        told = [verb.head] if _charge(verb.head) else []  # "a charge he has always rejected"
        return Answer(verb, speaker, None, "answer: rejected") if told and speaker is not None else None
    if speaker is None or not told or any(c.dep_ in ("relcl", "acl") for t in told for c in t.children):
        return None
    return Answer(verb, speaker, None, "answer: rejected")


def _part_in_it(noun: Token) -> bool:
    """Say whether words are for a part in what was told before ("rejects any part in the affair")."""
    if noun.lemma_.lower() in _LISTS["wrongs"]:
        return True
    if noun.lemma_.lower() not in _LISTS["shares"] or noun.lemma_ == "responsibility":
        return False
    return not any(c.dep_ == "prep" and c.lower_ != "in" for c in noun.children)


def _called(verb: Token) -> Answer | None:
    """Read "called that hysteria" and "described her words as slander"."""
    if verb.pos_ != "VERB":
        return None
    behind = verb.doc[verb.i + 1 : min(verb.i + 1 + _FAR, verb.sent.end)]
    charge = next((t for t in behind if _charge(t)), None)
    scorn = next((t for t in behind if t.lemma_.lower() in _SCORN or t.lower_ in _SCORN), None)
    speaker = slot(verb, "subj")
    if speaker is None or charge is None or scorn is None or scorn.i <= charge.i:
        return None
    return Answer(verb, speaker, None, "answer: called false")


def _is_scorned(word: Token) -> Answer | None:
    """Read ""This is nonsense," the minister said" and "the charge is absurd"."""
    verb = word.head
    told = child(verb, "nsubj") if verb.lemma_ == "be" and word.dep_ in ("attr", "acomp") else None
    if told is None or not _charge(told) or any(c.dep_ == "neg" for c in verb.children):
        return None
    return Answer(word, None, None, "answer: it is false")


def _innocent(word: Token) -> Answer | None:
    """Read "has always maintained its innocence" and "he is innocent"."""
    verb = word.head
    if word.lemma_.lower() == "innocence":
        verb = verb.head if word.dep_ == "pobj" and verb.dep_ == "prep" else verb
        speaker = slot(verb, "subj") if verb.lemma_.lower() in _LISTS["swears"] else None
        about = slot(word, "poss") or slot(word, "prep:of")
        return Answer(word, speaker, about, "answer: innocence") if speaker is not None else None
    if word.dep_ not in ("acomp", "oprd", "attr") or any(c.dep_ == "neg" for c in verb.children):
        return None
    if verb.lemma_ == "be":
        about = child(verb, "nsubj")
        return Answer(word, None, about, "answer: innocent") if about is not None else None
    if verb.lemma_ == "plead" and (speaker := slot(verb, "subj")) is not None:
        return Answer(word, speaker, speaker, "answer: innocent")
    return None


def _not_he(word: Token) -> Answer | None:
    """Read "said it was not responsible" and "we are not guilty" where the deed is not named."""
    verb = word.head
    about = child(verb, "nsubj") if verb.lemma_ == "be" and word.dep_ == "acomp" else None
    named = any(c.dep_ == "prep" for c in word.children)
    if about is None or named or not any(c.dep_ == "neg" for c in verb.children):
        return None
    return Answer(word, None, about, f"answer: not {word.lower_}")


def _not_to_blame(word: Token) -> Answer | None:
    """Read "said the police were not to blame"."""
    verb = word.head
    about = child(verb, "nsubj") if verb.lemma_ == "be" and word.dep_ == "xcomp" else None
    named = any(c.dep_ == "prep" for c in word.children)
    if about is None or named or not any(c.dep_ == "neg" for t in (word, verb) for c in t.children):
        return None
    return Answer(word, None, about, "answer: not to blame", undone=True)


def _groundless(noun: Token) -> Answer | None:
    """Read "the allegation was without foundation", "has no basis" and "there is no truth in the claim"."""
    verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.lemma_ not in ("be", "have"):
        return None
    bare = any(c.lower_ == "no" for c in noun.children) or (noun.dep_ == "pobj" and noun.head.lower_ == "without")
    told = child(verb, "nsubj")
    inside = next((t for p in ("in", "to", "for") if (t := slot(noun, f"prep:{p}") or slot(verb, f"prep:{p}"))), None)
    charge = inside if told is None or any(c.dep_ == "expl" for c in verb.children) else told
    return (
        Answer(noun, None, None, "answer: it is groundless")
        if bare and charge is not None and _charge(charge)
        else None
    )


def _with_a_body(noun: Token) -> bool:
    """Say whether ties are with somebody ("has no links with the Red Dawn"), not with the deed."""
    other = slot(noun, "prep:with") or slot(noun, "prep:to")
    return other is not None and (other.pos_ == "PROPN" or is_body(other) or is_person(other))


def _no_share(noun: Token) -> Answer | None:
    """Read "no officer of the force had any part in it", "they had no hand in this one"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in _LISTS["has-part"]:
        return None
    subject = slot(verb, "subj")
    if subject is None:
        return None
    if _with_a_body(noun):
        return None
    if noun.lemma_ == "responsibility" and verb.lemma_ == "take":
        return None  # who takes none does not say that he did not do it
    if not (negated(subject) or not_done(verb) or any(c.lower_ in ("no", "nor") for c in noun.children)):
        return None
    about = whose_none(subject) if negated(subject) else subject
    return Answer(noun, None, about, "answer: no part in it") if about is not None else None


def _wrong_one(word: Token) -> Answer | None:
    """Read "they've got the wrong man"."""
    if word.dep_ != "dobj" or not any(c.lower_ == "wrong" for c in word.children):
        return None
    return Answer(word, None, None, "answer: the wrong one") if word.head.pos_ in ("VERB", "AUX") else None


def _nothing_to_do(word: Token) -> Answer | None:
    """Read "it's nothing to do with him", "that has nothing to do with us"."""
    verb = word.head
    told = child(verb, "nsubj") if verb.lemma_ in ("be", "have") else None
    if told is None or told.lower_ not in POINTERS:
        return None
    inside = list(word.doc[word.i + 1 : min(word.i + 6, word.sent.end)])
    if [t.lower_ for t in inside[:3]] != ["to", "do", "with"]:
        return None
    about = next((t for t in inside[3:] if t.dep_ == "pobj"), None)
    return Answer(word, None, about, "answer: nothing to do with him", aside=True) if about is not None else None


def negated(subject: Token) -> bool:
    """Say whether words name none of a kind: "no officer", "none of his people", "not a single plane"."""
    return subject.lower_ in _NONE or any(c.lower_ in (*_NONE, "not") for c in subject.lefts)


def whose_none(subject: Token) -> Token | None:
    """Return whose none of them is: the force in "no officer of the force", "Syrian" in "no Syrian plane"."""
    inner = slot(subject, "prep:of")
    if inner is None:
        for name in ("poss", "mod"):
            if (found := slot(subject, name)) is not None:
                return found
        return None
    if inner.lemma_.lower() in _LISTS["ours"] and (deeper := slot(inner, "prep:of") or slot(inner, "mod")) is not None:
        return deeper
    return inner
