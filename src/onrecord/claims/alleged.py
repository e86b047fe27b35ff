"""Words of hearsay before a noun ("his alleged role"): somebody who is not named puts the words forward."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.claims.candidate import Found
from onrecord.claims.content import spans_of, subtract

ALLEGING = frozenset({"alleged", "purported", "reported", "rumored", "rumoured", "supposed"})
_NOT_PART = frozenset({"relcl", "appos", "conj", "cc", "punct"})


def find_alleged(doc: Doc, text: str) -> Iterator[Found]:
    """Yield a claim of an unknown source for every noun that an adjective of hearsay holds at a distance."""
    for token in (doc[i] for i, lower in enumerate(columns(doc).lowers) if lower in ALLEGING):
        if token.dep_ != "amod" or token.head.pos_ not in ("NOUN", "PROPN"):
            continue
        noun = token.head
        start, end = noun.left_edge.i, _end(noun)
        yield Found(
            rule="adjective",
            frame="np",
            cue_head=token.i,
            cue=spans_of(doc, text, ((token.i, token.i + 1),)),
            source_head=-1,
            source=(),
            content_heads=(noun.i,),
            content=spans_of(doc, text, subtract(((start, end),), ((token.i, token.i + 1),))),
        )


def _end(noun: Token) -> int:
    """Return the end of the phrase without a relative clause or an apposition behind it."""
    behind = [c.left_edge.i for c in noun.children if c.i > noun.i and c.dep_ in _NOT_PART]
    return min([*behind, noun.right_edge.i + 1])
