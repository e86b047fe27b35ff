"""What claims have to do with each other: evidence that is or is not offered, and what a denial answers.

Both work on finished claims of one report, in one pass each.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.annotate.extensions import notes
from onrecord.annotate.scope import certainty_of
from onrecord.claims.candidate import Found
from onrecord.model import Act, Claim, Evidence, Polarity, Span

_EVIDENCE = frozenset({"evidence", "proof", "substantiation", "corroboration"})
_OFFER = frozenset(
    {"provide", "offer", "present", "give", "cite", "produce", "show", "share", "have", "supply", "furnish", "release"}
)
_BACK = 3
"""Sentences between a claim and the remark on its evidence; reports make that remark at once or not at all."""
_ALIKE = 0.2
"""Least share of common content words for a denial to answer a claim (invented cases, 2026-11-22)."""
_ANSWERED = frozenset({Act.ACCUSE, Act.ASSERT, Act.CLAIM_RESPONSIBILITY, Act.SPECULATE, Act.CONFIRM})
_ANSWERS = frozenset({Act.DENY, Act.NO_COMMENT, Act.RETRACT})


def with_evidence(doc: Doc, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims, each with what the report says about evidence offered for it."""
    remarks: dict[str, tuple[Evidence, Span]] = {}
    for token in (doc[i] for i, lemma in enumerate(columns(doc).lemmas) if lemma in _EVIDENCE):
        if token.pos_ != "NOUN":
            continue
        remark = _remark(token)
        claim = _about(doc, remark[1], claims) if remark is not None else None
        if remark is not None and claim is not None:
            remarks[claim.id] = remark
    if not remarks:
        return tuple(claims)
    return tuple(
        dataclasses.replace(c, evidence=remarks[c.id][0], evidence_spans=(remarks[c.id][1],)) if c.id in remarks else c
        for c in claims
    )


def is_remark(doc: Doc, found: Found) -> bool:
    """Say whether a candidate is not said by anybody but is the report's remark on evidence ("offered no evidence")."""
    heads = [doc[i].lemma_.lower() for i in found.content_heads]
    return doc[found.cue_head].lemma_.lower() in _OFFER and any(h in _EVIDENCE for h in heads)


def _remark(noun: Token) -> tuple[Evidence, Span] | None:
    """Read "did not provide any evidence", "without offering proof", "no evidence was shown"."""
    verb = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "without":
        return Evidence.NONE, _extent(noun.head)
    if verb.lemma_.lower() not in _OFFER or noun.dep_ not in ("dobj", "nsubjpass"):
        return None
    found = certainty_of(noun)
    evidence = Evidence.NONE if found.polarity is Polarity.NEGATIVE else Evidence.STATED
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("without", "not"):
        return Evidence.NONE, _extent(verb.head)
    helping = [c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")] if evidence is Evidence.NONE else []
    words = sorted((verb, *helping, noun.doc[noun.left_edge.i], noun.doc[noun.right_edge.i]), key=lambda t: t.i)
    return evidence, Span(words[0].idx, words[-1].idx + len(words[-1]))


def _extent(token: Token) -> Span:
    end = token.doc[token.right_edge.i]
    return Span(token.idx, end.idx + len(end))


def _about(doc: Doc, remark: Span, claims: Sequence[Claim]) -> Claim | None:
    """Return the claim that a remark on evidence is about.

    One of the same speaker, in the same sentence or shortly before; an accusation rather than another act.
    """
    span = doc.char_span(remark.start, remark.end, alignment_mode="expand")
    if span is None:
        return None
    sentence = span.root.sent
    first = sentence
    for _ in range(_BACK):
        if first.start:
            first = doc[first.start - 1].sent
    near = [
        c
        for c in claims
        if c.cue
        and first.start_char <= c.cue[0].start < sentence.end_char
        and not any(s.covers(remark) for s in c.content)
    ]
    speaker = _speaker(doc, span.root)
    same = [c for c in near if speaker and c.root.source.entity == speaker]
    same = same or [c for c in near if sentence.start_char <= c.cue[0].start]
    accusing = [c for c in same if c.act is Act.ACCUSE] or same
    return accusing[-1] if accusing else None


def _speaker(doc: Doc, verb: Token) -> str:
    """Return the entity id of the subject of the remark, "" where none is resolved."""
    annotations = notes(doc)
    while verb.dep_ in ("pcomp", "prep", "xcomp", "conj", "advcl", "dobj", "nsubjpass") and not any(
        c.dep_ in ("nsubj", "nsubjpass") for c in verb.children
    ):
        if verb.head == verb:
            break
        verb = verb.head
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i in annotations.entity_of:
            return annotations.entities[annotations.entity_of[child.i]].id
    return ""


def with_answers(doc: Doc, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims, each denial, no-comment and retraction with the earlier claims that it answers.

    A claim is answered when enough of its words come back, or when the one who answers is the one accused.
    """
    words: dict[str, frozenset[str]] = {}
    out: list[Claim] = []
    for claim in claims:
        if claim.act not in _ANSWERS:
            out.append(claim)
            words[claim.id] = _words(doc, claim.content)
            continue
        mine = _words(doc, claim.content)
        answered = [c.id for c in out if c.act in _ANSWERED and _answers(doc, claim, mine, c, words[c.id])]
        words[claim.id] = mine
        out.append(dataclasses.replace(claim, answers=tuple(answered[-3:])))
    return tuple(out)


def _answers(doc: Doc, claim: Claim, mine: frozenset[str], earlier: Claim, its: frozenset[str]) -> bool:
    if earlier.root.source.entity and earlier.root.source.entity == claim.root.source.entity:
        return False
    if earlier.act is Act.ACCUSE and claim.root.source.entity in _entities(doc, earlier.content):
        return True
    union, shared = mine | its, len(mine & its)
    # One word of two in common is chance: "the bombing" is what all the report is about.
    return shared >= min(2, len(mine)) > 0 and shared / len(mine) >= 0.5 and shared / len(union) >= _ALIKE


def _entities(doc: Doc, spans: Iterable[Span]) -> list[str]:
    annotations = notes(doc)
    parts = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
    tokens = (token for part in parts if part is not None for token in part)
    return [annotations.entities[annotations.entity_of[t.i]].id for t in tokens if t.i in annotations.entity_of]


def _words(doc: Doc, spans: Iterable[Span]) -> frozenset[str]:
    out: set[str] = set()
    for span in spans:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        out.update(t.lemma_.lower() for t in tokens or () if t.is_alpha and not t.is_stop)
    return frozenset(out)
