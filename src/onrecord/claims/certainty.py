"""Certainty per hop: the speaker's own, and the report's that it was said."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.scope import Operator, combine, commitment, operators
from onrecord.claims.acts import withheld
from onrecord.claims.candidate import Found
from onrecord.model import Act, Certainty, Level, Polarity

_NOT_ASSERTED = frozenset({Act.DEMAND, Act.ASK, Act.WANT, Act.SUPPORT, Act.OPPOSE, Act.NO_COMMENT})
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass"})
_INTENDED = frozenset({Act.PROMISE, Act.THREATEN})


def hop_certainty(doc: Doc, found: Found) -> Certainty:
    """Return how surely the source itself puts the content forward.

    What scopes over the content below the cue, and what the cue says of the source's own commitment: who
    "denies" holds it false, who "believes" holds it probable, who "demands" does not assert it at all. Who
    "accuses" commits to it, though the report does not. "Does not seem" holds the content false, too.
    """
    cue = doc[found.cue_head]
    if withheld(doc, found):  # nothing was put forward: "could not confirm that", "did not accuse"
        nots = tuple(op for op in operators(cue) if op.kind == "negation" and op.token.head == cue)
        hedges = combine(nots).hedges
        return Certainty(Level.UNKNOWN, Polarity.UNKNOWN, hedges)
    under = tuple(op for i in found.content_heads[:1] for op in operators(doc[i], stop=cue))
    raised = tuple(op for op in operators(cue) if op.kind == "negation") if _raises(cue) else ()
    return combine((*under, *_commitment(cue, found), *raised[:1]))


def narrator_certainty(doc: Doc, found: Found) -> Certainty:
    """Return how surely the report says that the source said it ("may have said", "reportedly said").

    A negation that is part of the cue ("did not respond") is not the report's: the cue says what was done.
    """
    cue = doc[found.cue_head]
    if cue.pos_ not in ("VERB", "AUX") or cue.dep_ == "prep":
        return Certainty()  # "according to the police, it may have been": what may have been, they say
    inside = found.cue
    return combine(
        tuple(
            op
            for op in operators(cue)
            if (not any(s.start <= op.token.idx < s.end for s in inside) or op.kind == "modal")
            and not _elsewhere(op, cue)
        )
    )


def _elsewhere(op: Operator, cue: Token) -> bool:
    """Say whether a negation stands on an argument of another verb: "offered no evidence and said that"."""
    return op.kind == "negation" and op.token.dep_ in _ARGUMENTS and op.token.head != cue


def _raises(cue: Token) -> bool:
    """Whether a negation on the cue is meant of the content: "does not think that" as "thinks that not"."""
    return commitment(cue) is not None


def _commitment(cue: Token, found: Found) -> Iterator[Operator]:
    act = Act(found.entry.act) if found.entry is not None else Act.ASSERT
    if found.source_head < 0 and (cue.pos_ == "ADV" or found.rule == "adjective"):
        yield Operator("cue", Level.UNKNOWN, turns=False, token=cue)
    elif act is Act.DENY:
        yield Operator("cue", Level.CERTAIN, turns=True, token=cue)
    elif act in _NOT_ASSERTED:
        yield Operator("cue", Level.UNKNOWN, turns=False, token=cue)
    elif act in _INTENDED:
        yield Operator("cue", Level.POSSIBLE, turns=False, token=cue)
    else:
        operator = commitment(cue)
        if operator is not None:
            yield operator
