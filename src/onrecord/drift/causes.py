"""Causes made stronger: "linked to" became "caused"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from onrecord.drift.align import Pairing
from onrecord.drift.finding import Finding
from onrecord.drift.words import forms, of_kind
from onrecord.model import DriftKind, Severity

_STRENGTH = (("tie", 1), ("part", 2), ("cause", 3))


def changes(pairing: Pairing) -> Iterator[Finding]:
    """Yield the place where a retelling says that one thing made another, and the original only that both were."""
    before, after = _strongest(pairing.original), _strongest(pairing.retelling)
    if before is None or after is None or after[0] <= before[0] or after[0] < 3:
        return
    if after[1].i in pairing.back:
        return
    why = f"“{before[1].text}” became “{after[1].text}”, which says that the one made the other."
    yield Finding(DriftKind.CAUSE_STRENGTHENED, (before[1],), (after[1],), (after[1],), Severity.HIGH, why)


def _tokens(sentences: Sequence[Sentence]) -> Iterator[Token]:
    for sentence in sentences:
        yield from sentence


def _strongest(sentences: Sequence[Sentence]) -> tuple[int, Token] | None:
    """Return the strongest word that joins two events, and how strong it is."""
    best: tuple[int, Token] | None = None
    for token in _tokens(sentences):
        held = list(forms(token))
        for kind, strength in _STRENGTH:
            if any(form in of_kind(kind) for form in held) and (best is None or strength > best[0]):
                if kind == "cause" and token.lemma_ in {"make", "drive", "create", "produce"} and not _does(token):
                    continue
                best = (strength, token)
    return best


def _does(token: Token) -> bool:
    return token.pos_ == "VERB" and any(
        c.dep_ == "csubj" or (c.dep_ == "nsubj" and c.pos_ == "NOUN") for c in token.children
    )


def claimed(doc: Doc) -> int:
    """Return how strongly a finding is put: 0 no relation, 1 found together, 2 may be one's doing, 3 is its doing.

    Ties count before hedges, since "linked to, and may cause" claims no more than the link; a flat sentence on what
    something does is the strongest.
    """
    words = {form for token in doc for form in forms(token)}
    if words & of_kind("tie"):
        return 1
    hedged = any(t.lower_ in {"may", "might", "could", "can", "potential", "potentially", "possible"} for t in doc)
    if hedged:
        return 2
    return 3 if any(t.pos_ == "VERB" and any(c.dep_ in {"dobj", "prep"} for c in t.children) for t in doc) else 0
