"""What somebody is said to be punished or held for: "for meddling in the vote", "in connection with the blast"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.incidents.draft import Draft
from onrecord.incidents.syntax import child
from onrecord.model import RoleKind, Span

_TYPES = frozenset({"SANCTION", "COERCE"})
_WORDS = frozenset({"for", "over"})
_PHRASES = {
    ("in", "connection"): "with",
    ("on", "suspicion"): "of",
    ("on", "charge"): "of",
    ("in", "response"): "to",
    ("in", "retaliation"): "for",
}
_NO_REASON = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL"})
_PLAIN = frozenset(
    {"questioning", "interview", "minute", "hour", "day", "week", "month", "year", "time", "example", "now"}
)
_UP = 4
_NEAR = 60


def read_reasons(draft: Draft) -> tuple[Span, ...]:
    """Return the phrases that say what a sanction, an arrest or another measure is for.

    Args:
        draft: a trigger of such a measure; every other kind of event has none.
    """
    if draft.entry.type not in _TYPES:
        return ()
    token = draft.token
    homes = {token.i}
    step = token
    for _ in range(2):  # "targeted with sanctions for": the phrase hangs on the verb
        if step.dep_ in ("dobj", "nsubjpass", "pobj", "prep", "agent") and step.head != step:
            step = step.head
            homes.add(step.i)
    found = (p for p in _prepositions(token) if _hangs_on(p, homes))
    return tuple(Span(p.idx, _end(p)) for p in found)


def take_as_accusation(drafts: list[Draft]) -> None:
    """Mark who did what somebody is punished for as only said to have done it.

    Args:
        drafts: all of a report; those inside the reasons of others are changed.
    """
    spans = [span for draft in drafts for span in draft.reasons]
    if not spans:
        return
    for draft in drafts:
        if any(span.covers(draft.span) for span in spans):
            for f in draft.fillers:
                f.asserted = f.kind not in (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)


def _prepositions(token: Token) -> Iterator[Token]:
    for t in token.doc[token.i + 1 : min(token.sent.end, token.i + _NEAR)]:
        if t.dep_ not in ("prep", "conj", "dep"):
            continue
        if t.lower_ in _WORDS and t.pos_ in ("ADP", "SCONJ"):
            held = child(t, "pobj", "pcomp")
            if held is not None and held.ent_type_ not in _NO_REASON and held.lemma_.lower() not in _PLAIN:
                yield t
        for (first, noun), then in _PHRASES.items():
            if t.lower_ == first:
                held = child(t, "pobj")
                if held is not None and held.lemma_ == noun and any(c.lower_ == then for c in held.children):
                    yield t


def _hangs_on(preposition: Token, homes: set[int]) -> bool:
    step = preposition
    for _ in range(_UP):
        if step.head == step:
            return False
        if step.head.i in homes:
            return True
        step = step.head
        noun = step.pos_ in ("NOUN", "PROPN") and step.ent_type_ != "DATE"  # "jailed for two years for arson"
        if noun or step.dep_ in ("relcl", "advcl", "ccomp"):
            return False
    return False


def _end(preposition: Token) -> int:
    """Return the end of the phrase, before another one like it ("for X and later, for Y")."""
    inside = sorted(t.i for t in preposition.subtree)
    others = [t for t in preposition.conjuncts if t.i > preposition.i]
    stop = min((t.left_edge.i for t in others), default=inside[-1] + 1)
    kept = [i for i in inside if i < stop]
    while len(kept) > 1 and (preposition.doc[kept[-1]].is_punct or preposition.doc[kept[-1]].dep_ in ("cc", "advmod")):
        kept.pop()
    last = preposition.doc[kept[-1]]
    return last.idx + len(last)
