"""Certainty per hop: the speaker's own, and the report's that it was said."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.scope import Operator, certainty_of, combine, commitment, operators
from onrecord.claims.candidate import Found
from onrecord.model import Act, Certainty, HopKind, Level

_NOT_ASSERTED = frozenset({Act.DEMAND, Act.ASK, Act.WANT, Act.SUPPORT, Act.OPPOSE, Act.NO_COMMENT})
_INTENDED = frozenset({Act.PROMISE, Act.THREATEN})


def hop_certainty(doc: Doc, found: Found) -> Certainty:
    """Return how surely the source itself puts the content forward.

    What scopes over the content below the cue, and what the cue says of the source's own commitment: who
    "denies" holds it false, who "believes" holds it probable, who "demands" does not assert it at all. Who
    "accuses" commits to it, though the report does not.
    """
    under = tuple(op for i in found.content_heads[:1] for op in operators(doc[i], stop=doc[found.cue_head]))
    return combine((*under, *_commitment(doc[found.cue_head], found)))


def narrator_certainty(doc: Doc, found: Found) -> Certainty:
    """Return how surely the report says that the source said it ("may have said", "did not say")."""
    cue = doc[found.cue_head]
    return certainty_of(cue) if cue.pos_ in ("VERB", "AUX") else Certainty()


def _commitment(cue: Token, found: Found) -> Iterator[Operator]:
    act = Act(found.entry.act) if found.entry is not None else Act.ASSERT
    if found.entry is not None and found.entry.hop == HopKind.SAID and found.source_head < 0 and cue.pos_ == "ADV":
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
