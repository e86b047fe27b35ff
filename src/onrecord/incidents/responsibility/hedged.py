"""Doers named behind a hedge beside the deed: "kidnapped on Monday, presumably by X", "men thought to be of X".

The parser hangs these anywhere, so they are found by the words themselves; the deed is the verb before them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.nouns import DOERS
from onrecord.incidents.responsibility.slots import Tie
from onrecord.incidents.syntax import child
from onrecord.incidents.words import event_words
from onrecord.lexicon import load
from onrecord.lexicon.schema import Hedge

_DOUBTS = frozenset({"probable+", "possible+", "unknown+"})
PRESUMED = "presumed doer"
POSSIBLE = "possible doer"
SUPPOSE = listed("supposes")
_BACK = 30
"""Words back from "presumably by X" to the deed in its sentence."""
_NEXT = 4
"""Words from a hedge to the apposition that it stands in ("apparently Red Dawn members")."""


def hedged_ties(doc: Doc) -> Iterator[Tie]:
    """Yield a tie for every doer named behind a hedge, in the order of the words."""
    table, hedges = columns(doc), hedging()
    for i, (low, lemma) in enumerate(zip(table.lowers, table.lemmas, strict=True)):
        if low in hedges:
            yield from _behind_adverb(doc[i])
        elif lemma in SUPPOSE:
            yield from _supposed(doc[i])


@functools.cache
def hedging() -> Mapping[str, str]:
    """Return the adverbs that doubt or pass on, with what a doer behind them is ("presumably": presumed)."""
    adverbs = (e for e in load("hedges", Hedge) if e.kind == "adverb" and e.effect in _DOUBTS)
    return {e.lemma: POSSIBLE if e.effect.startswith("possible") else PRESUMED for e in adverbs}


def _behind_adverb(adverb: Token) -> Iterator[Tie]:
    """Read "kidnapped on Monday, presumably by guerrillas of X" and "three men, apparently X members, shot him"."""
    doc = adverb.doc
    if adverb.i + 1 >= len(doc) or adverb.is_sent_start:
        return
    behind = doc[adverb.i + 1]
    if behind.lower_ == "by":
        if behind.dep_ not in ("prep", "agent") or _violent(behind.head):
            return  # a doer in its place is found with the deed
        named, deed = child(behind, "pobj"), _deed_before(adverb)
    else:
        named = next((t for t in doc[adverb.i + 1 : adverb.i + 1 + _NEXT] if t.dep_ == "appos"), None)
        if named is None or named.head.i > adverb.i or doc[adverb.i - 1].text not in (",", "-", "--"):
            return
        deed = _done_by(named.head)
    if named is not None and deed is not None:
        yield _tie(named, deed, hedging()[adverb.lower_])


def _supposed(verb: Token) -> Iterator[Tie]:
    """Read "attacked by men thought to be X militants" and "the kidnappers, who are said to be of X"."""
    inner = next((c for c in verb.children if c.dep_ in ("xcomp", "oprd") and c.lemma_ == "be"), None)
    named = child(inner, "attr") if inner is not None else None
    if named is None or verb.tag_ not in ("VBN", "VBD"):
        return
    if verb.dep_ in ("acl", "relcl"):
        doer: Token | None = verb.head
    else:
        doer = child(verb, "nsubjpass")
    if doer is None or named.i < verb.i:
        return
    deed = _done_by(doer)
    if deed is not None:
        yield _tie(named, deed, PRESUMED)
    elif doer.lemma_.lower() in DOERS:
        yield Tie(named, named, (), "suspected", None, own=False, rule=PRESUMED, strict=True)


def _tie(named: Token, deed: Token, rule: str) -> Tie:
    return Tie(named, named, (deed,), "suspected", None, own=False, rule=rule, strict=True)


def _done_by(doer: Token) -> Token | None:
    """Return the verb of violence whose subject or agent somebody is."""
    if doer.dep_ == "pobj" and doer.head.dep_ in ("prep", "pobj") and doer.head.lower_ == "of":
        doer = doer.head.head  # "by a group of men thought to be"
    verb = doer.head.head if doer.dep_ == "pobj" and doer.head.lower_ == "by" else doer.head
    acts = doer.dep_ == "nsubj" or (doer.dep_ == "pobj" and doer.head.lower_ == "by")
    return verb if acts and _violent(verb) else None


def _deed_before(adverb: Token) -> Token | None:
    """Return the last passive verb of violence before a hedge, in its sentence."""
    start = max(adverb.sent.start, adverb.i - _BACK)
    return next((t for t in reversed(adverb.doc[start : adverb.i]) if t.tag_ == "VBN" and _violent(t)), None)


def _violent(token: Token) -> bool:
    entries = event_words().get(token.lemma_.lower(), ())
    return token.pos_ in ("VERB", "NOUN") and any(e.type == "ASSAULT" for e in entries)
