"""Who is on trial for a deed: "stood trial for the murder", "was brought to trial for it", "went on trial over it"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.blame_lists import listed
from onrecord.incidents.blame_slots import Tie, slot, slots

_STANDS, _PUTS = listed("stands-trial"), listed("puts-on-trial")
_TO = frozenset({"on", "to"})
_FOR = ("prep:for", "prep:over", "prep:in")


def trial_ties(doc: Doc) -> Iterator[Tie]:
    """Yield a tie for everybody who is on trial for a deed, in the order of the words; who tries him is not said."""
    for i, lemma in enumerate(columns(doc).lemmas):
        if lemma != "trial":
            continue
        noun = doc[i]
        verb, actor = _tried(noun)
        if verb is None or actor is None:
            continue
        deeds = tuple(t for held in (noun, verb) for name in _FOR for t in slots(held, name))
        if deeds:
            yield Tie(noun, actor, deeds, "charged", None, own=True, rule="on trial")


def _tried(noun: Token) -> tuple[Token | None, Token | None]:
    """Return the verb of a trial and whom it puts there."""
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _STANDS:
        return noun.head, slot(noun.head, "subj")
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in _TO else None
    if verb is None:
        return None, None
    if verb.lemma_.lower() in _PUTS:
        return verb, slot(verb, "obj")
    return (verb, slot(verb, "subj")) if verb.lemma_.lower() in ("be", "go") else (None, None)
