"""What somebody says of a deed told before: "It was the rebels", "The bomb was ours", "We have settled the account"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.kinds import entity, is_body, is_person
from onrecord.incidents.responsibility.frames import DID_IT
from onrecord.incidents.responsibility.idle import stands_for
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import Tie, slot, slots
from onrecord.incidents.responsibility.they import NOBODYS
from onrecord.incidents.stances import kind_of
from onrecord.incidents.syntax import child

_SETTLES, _ACCOUNTS = (listed(k) for k in ("settles", "accounts"))
SETTLED = "settled the account"
_POINTS = frozenset({"it", "this", "that"})
_MEANT = frozenset({"us", "me"})
_OWNED = frozenset({"ours", "theirs", "mine"})
_WORK = frozenset({"work", "doing", "handiwork"})
_LIES = {"lie": ("with",), "lay": ("with",), "rest": ("with", "on"), "fall": ("on",)}
"""Verbs of responsibility, with the prepositions before whoever bears it."""
_OUGHT = frozenset({"must", "should", "will", "would", "can", "could", "shall"})
_LAST = 3


def spoken_ties(doc: Doc) -> Iterator[Tie]:
    """Yield a tie wherever what is said names who did the deed told before, in the order of the words."""
    table = columns(doc)
    for i, lemma in enumerate(table.lemmas):
        if lemma == "be":
            yield from _it_is(doc[i])
        elif table.lowers[i] in _OWNED:
            yield from _ours(doc[i])
        elif lemma in _WORK:
            yield from _our_work(doc[i])
        elif lemma in _SETTLES:
            yield from _settled(doc[i])
        elif lemma in ("responsible", "blame", "responsibility"):
            yield from _answers_for_it(doc[i])


def _it_is(verb: Token) -> Iterator[Tie]:
    """Read "It was the rebels", "This was the Red Dawn" and "It is the cartel", which answer who did it."""
    subject, named = child(verb, "nsubj"), child(verb, "attr")
    if subject is None or named is None or subject.lower_ not in _POINTS or not subject.i < verb.i < named.i:
        return
    if named.pos_ == "PROPN" and subject.lower_ == "it" and verb.tag_ == "VBD":
        return  # `frames` reads it
    if any(t.text == "?" for t in verb.sent[-_LAST:]) or any(c.dep_ in ("relcl", "acl") for c in named.children):
        return
    if any(c.dep_ in ("advcl", "xcomp", "aux", "mark", "acomp") for c in verb.children):
        return
    if named.lower_ in _MEANT or _somebody(named):
        yield Tie(verb, named, (subject,), "states", None, own=False, rule=DID_IT)


def _somebody(noun: Token) -> bool:
    """Say whether words are for persons or a body told of before or known: not "a soldier", "the people"."""
    if noun.left_edge.lower_ in ("a", "an") or any(c.tag_ in ("JJS", "JJR") for c in noun.children):
        return False
    if noun.pos_ == "PROPN" and any(c.dep_ == "amod" and c.pos_ == "ADJ" for c in noun.children):
        return False  # "it's classic Karl Rove"
    if noun.pos_ == "PROPN":
        known = entity(noun)
        return noun.ent_type_ in ("ORG", "NORP", "PERSON") or is_body(noun) or (known is not None and known.named)
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in NOBODYS:
        return False
    return kind_of(noun.lower_) in ("lay", "authority") or is_body(noun) or is_person(noun)


def _answers_for_it(word: Token) -> Iterator[Tie]:
    """Read "the police were responsible", "are to blame" and "responsibility lay with the Red Dawn"."""
    verb = word.head
    if word.dep_ == "nsubj":
        yield from _lies_with(word, verb)
        return
    if any(c.dep_ == "prep" and c.lower_ in ("for", "in", "with") for t in (word, verb) for c in t.children):
        return  # the deed is named
    if any(c.dep_ == "aux" and c.lower_ in _OUGHT for c in verb.children):
        return  # "owners must be responsible"
    to_blame = word.dep_ == "xcomp" and word.lemma_ == "blame" and any(c.tag_ == "TO" for c in word.children)
    behind = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    if behind == "for" or verb.lemma_ != "be" or not (to_blame or (word.dep_ == "acomp" and word.pos_ == "ADJ")):
        return
    if any(c.dep_ == "neg" for t in (word, verb) for c in t.children):
        return
    actor = child(verb, "nsubj")
    if actor is not None and (actor.tag_ == "PRP" or _somebody(actor)) and actor.lower_ not in _POINTS:
        yield Tie(verb, actor, (), "states", None, own=False, rule=DID_IT)


def _lies_with(word: Token, verb: Token) -> Iterator[Tie]:
    actor = next((t for p in _LIES.get(verb.lemma_.lower(), ()) if (t := slot(verb, f"prep:{p}")) is not None), None)
    deeds = slots(word, "prep:for")
    if actor is not None:
        rule = "responsibility lies with" if deeds else DID_IT
        yield Tie(verb, actor, deeds, "accused", None, own=False, rule=rule)


def _ours(pronoun: Token) -> Iterator[Tie]:
    """Read "the bomb was theirs"."""
    verb = pronoun.head
    deed = child(verb, "nsubj") if verb.lemma_ == "be" and pronoun.dep_ in ("attr", "acomp") else None
    if deed is not None and stands_for(deed) and not any(c.dep_ == "aux" for c in verb.children):
        yield Tie(verb, pronoun, (deed,), "states", None, own=False, rule="theirs")


def _our_work(noun: Token) -> Iterator[Tie]:
    """Read "said the bombing was its work", and "was not"; a job of somebody is no deed."""
    verb = noun.head
    deed = child(verb, "nsubj") if verb.lemma_ == "be" and noun.dep_ == "attr" else None
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
    if deed is not None and owner is not None and stands_for(deed) and not any(c.dep_ == "aux" for c in verb.children):
        yield Tie(verb, owner, (deed,), "states", None, own=False, rule="its work")


def _settled(verb: Token) -> Iterator[Tie]:
    """Read "its fighters had settled the account" and "we have avenged him": told of themselves, a claim."""
    doer, done = slot(verb, "subj", inherit=False), child(verb, "dobj")
    if verb.pos_ != "VERB" or doer is None or done is None or verb.tag_ not in ("VBD", "VBN"):
        return
    own = doer.lower_ in ("we", "it", "they") or any(c.dep_ == "poss" and c.pos_ == "PRON" for c in doer.children)
    accounts = verb.lemma_.lower() != "settle" or done.lemma_.lower() in _ACCOUNTS
    if own and accounts and not any(c.dep_ == "neg" for c in verb.children):
        yield Tie(verb, doer, (), "states", None, own=False, rule=SETTLED)
