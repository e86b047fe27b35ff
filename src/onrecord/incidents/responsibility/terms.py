"""Prison terms, pleas, charges that are brought and verdicts as nouns: what courts do to somebody in so many words.

"Was jailed for 14 years", "gave him six years in prison for his part in it", "pleaded guilty", "announced charges of
murder against X", "the acquittal of X".
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.readers import Readers, by_part, ties_read
from onrecord.incidents.responsibility.slots import OBJECTS, Tie, slot, slots

SENTENCED = "sentenced"
PLEADED = "pleaded"
VERDICT_OF = "verdict as a noun:"
_JAILS, _GETS, _GIVES, _BRINGS = listed("jails"), listed("gets-term"), listed("gives-term"), listed("brings")
_COURTS, _CELLS, _COUNTS = listed("courts"), listed("cells"), listed("counts")
_SEEKS, _UNDO = listed("seeks-verdict"), listed("undo")
_VERDICTS = {"acquittal": "cleared", "exoneration": "cleared", "conviction": "convicted"}
_FOR = ("for", "over", "in")
_TIMES = frozenset({"DATE", "TIME", "GPE"})
_LONG = frozenset({"year", "life", "death", "hang", "decade"})
"""Terms of grave crimes; days and months are for something else."""
_MONTHS = 24
_TERMS = frozenset({"sentence", "term", "imprisonment", "penalty", *_LONG, "month"})


def term_ties(doc: Doc) -> Iterator[Tie]:
    """Return a tie for everybody whom a court sends to prison, and for those of pleas and charges, in order."""
    return ties_read(doc, _readers())


@functools.cache
def _readers() -> Readers:
    """Return what reads a word, by its lemma and part of speech."""
    verbs = {
        **dict.fromkeys(_GIVES, _given),
        **dict.fromkeys(_GETS, _got),
        **dict.fromkeys(_JAILS, _jailed),
        "send": _sent,
        "plead": _pleaded,
    }
    nouns = {**dict.fromkeys(_COUNTS, _brought), **dict.fromkeys(_VERDICTS, _verdict)}
    return by_part(verbs, nouns)


def for_what(*holders: Token) -> tuple[Token, ...]:
    """Return the words behind "for" that say for what somebody is held, not for how long or where."""
    found = (t for h in holders for p in _FOR for t in slots(h, f"prep:{p}"))
    return tuple(t for t in found if t.ent_type_ not in _TIMES and t.lemma_.lower() not in (_TERMS | _CELLS))


def _told_of(actor: Token) -> tuple[Token, ...]:
    """Return the verb of a clause beside whoever did it: "a waiter who poisoned the envoy was jailed"."""
    return tuple(c for c in actor.children if c.dep_ == "relcl" and c.pos_ == "VERB")


def _jailed(verb: Token) -> Iterator[Tie]:
    """Read "X was jailed for 14 years" and "the brothers were sentenced to twenty": for what was told before."""
    if for_what(verb) or (verb.dep_ == "conj" and verb.head.lemma_.lower() == "convict"):
        return  # the lexicon reads "jailed for the murder" and "convicted of it and jailed"
    actor, speaker = slot(verb, "obj"), _court_in(slot(verb, "subj", inherit=False))
    if actor is None or not _for_years(verb):
        return
    if verb.lemma_ == "sentence" or speaker is None or is_court(speaker):
        yield Tie(verb, actor, _told_of(actor), "convicted", speaker, own=True, rule=SENTENCED)


def _court_in(speaker: Token | None) -> Token | None:
    """Return the court that jails; None where the parser took for one what came before it.

    "A year after the raid in Larn, a court sentenced": the subject is the raid, and the court hangs on Larn.
    """
    if speaker is None or is_court(speaker) or speaker.pos_ == "PRON":
        return speaker
    return None if any(t.dep_ == "appos" and is_court(t) for t in speaker.subtree) else speaker


def _for_years(verb: Token) -> bool:
    """Say whether a verb of law tells for how long, as those for grave crimes do."""
    terms = (*slots(verb, "prep:to"), *slots(verb, "prep:for"), *(c for c in verb.children if c.dep_ in _LOOSE))
    return any(t.lemma_.lower() in _LONG or _years(t) for term in terms for t in term.subtree)


_LOOSE = frozenset({"npadvmod", "dobj", "oprd", "xcomp"})


def _years(number: Token) -> bool:
    """Say whether a number of months is that of years."""
    return number.text.isdigit() and int(number.text) >= _MONTHS and number.head.lemma_.lower() == "month"


def is_court(token: Token) -> bool:
    """Say whether words are for a court or a judge."""
    return token.lemma_.lower() in _COURTS or token.lower_ in _COURTS


def _given(verb: Token) -> Iterator[Tie]:
    """Read "the court gave him six years in prison for it" and "he was given a life sentence for the murder"."""
    term = next((c for c in verb.children if c.dep_ in ("dobj", "appos", "npadvmod") and _is_term(c)), None)
    beside = [c for c in verb.children if c.dep_ in ("dative", "dobj", "npadvmod", "nsubjpass") and c != term]
    beside += slots(verb, "prep:to")
    term = term or next((t for c in beside for t in c.children if t.dep_ == "appos" and _is_term(t)), None)
    actor = next((c for c in beside if is_person(c) or c.pos_ in ("PROPN", "PRON")), None)
    speaker = slot(verb, "subj", inherit=False)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if term is None or actor is None:
        return
    behind = (term, *(t for c in term.children if c.dep_ == "prep" for t in c.children))
    deeds = for_what(verb, *behind) or _told_of(actor)
    court = speaker is not None and is_court(speaker)
    if court or (passive and speaker is None and (deeds or _in_cell(term))):
        yield Tie(verb, actor, deeds, "convicted", speaker, own=True, rule=SENTENCED)


def _is_term(noun: Token) -> bool:
    """Say whether words are a prison term: "six years in prison", "a life sentence", "12 years"."""
    lemma = noun.lemma_.lower()
    if lemma in ("sentence", "imprisonment", "life"):
        return True
    counted = any(c.dep_ == "nummod" or c.lemma_ == "year" for c in noun.children)
    return lemma in _TERMS and (_in_cell(noun) or counted)


def _in_cell(term: Token) -> bool:
    words = {t.lemma_.lower() for t in term.subtree} | {t.lemma_.lower() for t in term.head.subtree}
    return not words.isdisjoint(_CELLS | {"sentence", "life", "imprisonment", "term"})


def _got(verb: Token) -> Iterator[Tie]:
    """Read "X received a life sentence for the murder" and "got twelve years in prison"."""
    term = next((c for c in verb.children if c.dep_ in OBJECTS and _is_term(c) and _in_cell(c)), None)
    actor = slot(verb, "subj")
    if term is None or actor is None or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return
    behind = (term, *(t for c in term.children if c.dep_ == "prep" for t in c.children))
    if is_person(actor) or actor.pos_ in ("PROPN", "PRON"):
        yield Tie(verb, actor, for_what(verb, *behind), "convicted", None, own=True, rule=SENTENCED)


def _sent(verb: Token) -> Iterator[Tie]:
    """Read "X has been sent to prison for life for the murders"."""
    cell, actor = slot(verb, "prep:to"), slot(verb, "obj")
    if cell is None or actor is None or cell.lemma_.lower() not in _CELLS:
        return
    deeds = for_what(verb, cell)
    if deeds or _for_years(verb):
        speaker = slot(verb, "subj", inherit=False)
        yield Tie(verb, actor, deeds or _told_of(actor), "convicted", speaker, own=True, rule=SENTENCED)


def _pleaded(verb: Token) -> Iterator[Tie]:
    """Read "X had pleaded guilty" and "he has pleaded not guilty": of what was told before."""
    plea = next((c for c in verb.rights if c.lower_ == "guilty"), None)
    actor = slot(verb, "subj")
    if plea is None or actor is None or slots(plea, "prep:to") or slots(verb, "prep:to"):
        return
    spared = any(c.dep_ == "neg" or c.lower_ == "not" for t in (plea, verb) for c in t.children)
    stance = "denied" if spared else "claimed"
    yield Tie(verb, actor, (), stance, actor, own=True, rule=PLEADED)


def _brought(noun: Token) -> Iterator[Tie]:
    """Read "prosecutors announced charges of murder against X" and "charges were filed against X over the killing"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in _BRINGS:
        return
    if any(c.lower_ in ("no", "any") for c in noun.children):
        return
    kinds = (*slots(noun, "prep:of"), *slots(noun, "prep:over"), *slots(noun, "prep:for"))
    holders = (noun, *kinds, verb)
    actor = next((t for h in holders for t in slots(h, "prep:against")), None)
    if actor is None or not (is_person(actor) or is_body(actor) or actor.pos_ == "PROPN"):
        return
    crime = (noun,) if any(c.dep_ in ("compound", "amod", "nmod") for c in noun.children) else ()
    deeds = (*kinds, *crime, *(t for p in ("over", "for", "in") for t in slots(verb, f"prep:{p}")))
    named = tuple(t for t in deeds if t.ent_type_ not in _TIMES and t != actor)
    yield Tie(verb, actor, named, "charged", slot(verb, "subj", inherit=False), own=True, rule="charges brought")


def _verdict(noun: Token) -> Iterator[Tie]:
    """Read "the acquittal of X by the court" and "the conviction of X for the murder", which were given."""
    whose = slot(noun, "prep:of")
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if whose is None or not (is_person(whose) or whose.pos_ == "PROPN") or whose.ent_type_ in _TIMES:
        return
    lemma = verb.lemma_.lower()
    given = any(c.lower_ in ("the", "their") or c.dep_ == "poss" for c in noun.lefts)
    if lemma in _SEEKS or lemma in _UNDO or not given:
        return
    deeds = tuple(t for t in for_what(noun, whose) if t != whose)
    holders = (noun, whose, *whose.conjuncts, verb)
    by = next((t for h in holders for t in slots(h, "prep:by") if is_court(t)), None)
    stance = _VERDICTS[noun.lemma_.lower()]
    yield Tie(noun, whose, deeds, stance, by, own=True, rule=f"{VERDICT_OF} {noun.lower_}")
