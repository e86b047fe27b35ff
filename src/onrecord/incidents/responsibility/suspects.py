"""Who is said to be the suspect or the gunman: "identified the suspect as X", "X was named as the gunman", "suspect X".

Whoever identifies him says so; "the suspected gunman" is a suspicion, "the gunman" is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import Tie, slot, slots
from onrecord.incidents.words import event_words, weapons

NAMED_AS, CALLED = "named as", "called the"
_NAMES, _SUSPECTS, _DOERS = listed("names"), listed("suspects"), listed("doers")
_DOUBTS = listed("doubting")
_PAYS = listed("pays") | {"order", "plan", "plant", "finance", "arm"}
_ONE = frozenset({"man", "woman", "person", "one", "officer", "official"})
AS_WHO = "named as who"
_AS = 12
"""Words from "identified the suspect" to the "as" that says who he is."""
_BEFORE = frozenset({"compound", "nmod", "amod"})


def suspect_ties(doc: Doc) -> Iterator[Tie]:
    """Yield a tie for everybody who is named as a suspect or as who did it, in the order of the words."""
    for i, lemma in enumerate(columns(doc).lemmas):
        token = doc[i]
        if lemma in _NAMES and token.pos_ == "VERB":
            yield from _identified(token)
        elif lemma in _SUSPECTS or lemma in _DOERS:
            yield from _beside(token)


def _identified(verb: Token) -> Iterator[Tie]:
    """Read "police identified the gunman as X", "X was named as the gunman" and "the gunman, identified as X"."""
    whom, described = slot(verb, "obj"), _as(verb)
    if whom is None or described is None or whom == described:
        return
    noun, named = (whom, described) if _is_doer(whom) else (described, whom)
    if described.lemma_.lower() in _ONE and (clause := _what_he_did(described)) is not None:
        speaker = slot(verb, "subj", inherit=False)
        yield Tie(verb, whom, (clause,), "accused", speaker, own=True, rule=f"{AS_WHO} {clause.text}")
    if not _is_doer(noun) or _is_doer(named) or named.pos_ not in ("PROPN", "PRON"):
        return
    if noun == described and noun.lemma_.lower() in _SUSPECTS:
        return  # the lexicon's "suspect" reads "named X as a suspect"
    speaker = slot(verb, "subj", inherit=False)
    yield Tie(verb, named, _deeds(noun, verb), _stance(noun), speaker, own=True, rule=f"{NAMED_AS} {noun.lower_}")


def _what_he_did(described: Token) -> Token | None:
    """Return the verb of "the man who hired the gunmen", None where that is no part in a deed."""
    clause = next((c for c in described.children if c.dep_ == "relcl" and c.pos_ == "VERB"), None)
    if clause is None or any(c.dep_ in ("nsubjpass", "neg") for c in clause.children):
        return None
    who = any(c.dep_ == "nsubj" and c.lower_ in ("who", "that") for c in clause.children)
    deed = any(e.type == "ASSAULT" for e in event_words().get(clause.lemma_.lower(), ()))
    return clause if who and (deed or clause.lemma_.lower() in _PAYS) else None


def _as(verb: Token) -> Token | None:
    """Return who or what stands behind the "as" of a verb, wherever the parser hangs it, up to the next verb."""
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 1 + _AS)]:
        if token.lower_ == "as" and token.dep_ == "prep":
            return next((c for c in token.children if c.dep_ == "pobj"), None)
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
            return None
    return None


def is_naming(tie: Tie) -> bool:
    """Say whether a tie names somebody as suspect or doer."""
    return tie.rule.startswith((NAMED_AS, CALLED))


def _beside(noun: Token) -> Iterator[Tie]:
    """Read "the suspect, X," and "X, the suspected gunman,": whoever says the sentence says so; also "suspect X"."""
    if noun.dep_ in _BEFORE and noun.head.pos_ == "PROPN":
        given = noun.doc[noun.i + 1 : noun.head.i]
        if len(given) and all(t.pos_ == "PROPN" for t in given) and (noun.text.islower() or noun.is_sent_start):
            yield _called(noun, noun.head)
        return
    if not _is_doer(noun) or not any(c.lower_ in ("the", "a", "an") for c in noun.children):
        return
    named = next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if named is None and noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        named = noun.head
    if named is not None and named.ent_type_ not in ("GPE", "LOC", "FAC", "DATE"):
        yield _called(noun, named)


def _called(noun: Token, named: Token) -> Tie:
    return Tie(noun, named, _deeds(noun, None), _stance(noun), None, own=False, rule=f"{CALLED} {noun.lower_}")


def _is_doer(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and noun.tag_ in ("NN", "NNP") and noun.lemma_.lower() in (_SUSPECTS | _DOERS)


def _stance(noun: Token) -> str:
    doubted = any(c.lower_ in _DOUBTS for c in noun.lefts if c.dep_ in _BEFORE)
    return "suspected" if doubted or noun.lemma_.lower() in _SUSPECTS else "states"


def _deed(noun: Token) -> bool:
    """Say whether a noun before "suspect" says what he did, not where ("the robbery suspect", "the market bomber")."""
    return noun.lemma_.lower() in event_words() or noun.lemma_.lower() in weapons()


def _deeds(noun: Token, verb: Token | None) -> tuple[Token, ...]:
    """Return the words for what a suspect is suspected of: "the suspect in the shooting", "the robbery suspect"."""
    before = tuple(c for c in noun.lefts if c.dep_ == "compound" and c.pos_ in ("NOUN", "PROPN") and _deed(c))
    found = tuple(t for p in ("in", "of", "behind") for t in slots(noun, f"prep:{p}"))
    return found or before or (slots(verb, "prep:in") if verb is not None else ())
