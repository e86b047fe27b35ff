"""What the narrator surmises in his own name: "the fire may have been set". Nobody else is its source."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.annotate.extensions import notes
from onrecord.annotate.scope import Operator, combine, operators
from onrecord.claims.frames import parted
from onrecord.claims.phrases import find_phrases
from onrecord.claims.voices import opening
from onrecord.model import Act, Certainty, Claim, Form, Hop, Level, Report, Segment, SegmentKind, Span, content_id

_MODALS = frozenset({"may", "might", "could"})
_OPEN = frozenset({Level.POSSIBLE, Level.PROBABLE})


def find_surmises(doc: Doc, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Yield a claim for every main clause that the narrator himself puts forward as possible or probable.

    Args:
        doc: the annotated report.
        claims: what others are said to say; a clause that stands in their words or ties them is theirs.
    """
    report = notes(doc).report
    taken = _taken(doc, claims)
    for sentence in doc.sents:
        segment = report.segment_at(sentence.root.idx)
        if segment is not None and segment.kind is SegmentKind.BOILERPLATE:
            continue
        for cue, content, certainty in _surmised(doc, sentence, taken):
            yield Claim(
                id=content_id("clm", report.id, cue, (content,)),
                content=(content,),
                cue=cue,
                chain=_chain(report, segment, cue, certainty),
                act=Act.SPECULATE,
                form=Form.INDIRECT,
                certainty=certainty,
                segment=report.segments.index(segment) if segment is not None else -1,
                sentence=(Span(sentence.start_char, sentence.end_char),),
                why="surmise of the narrator",
            )


def _surmised(doc: Doc, sentence: Tokens, taken: set[int]) -> Iterator[tuple[tuple[Span, ...], Span, Certainty]]:
    """Yield cue, content and certainty of the surmises in a sentence: by a phrase, else by a hedge on a main clause."""
    by_phrase = [p for p in find_phrases(doc, sentence) if not taken & _tokens(doc, p.cue)]
    if by_phrase:
        first = min(by_phrase, key=lambda p: p.cue)
        yield (first.cue,), first.content, Certainty(first.level, hedges=(first.cue,))
    spoken = {i for p in by_phrase for span in (p.cue, p.content) for i in _tokens(doc, span)}
    for verb in _mains(sentence.root):
        # What stands behind a colon does not scope over what stands before it.
        scope = operators(verb, stop=sentence.root if verb.dep_ == "ccomp" else None)
        hedges = [op for op in scope if _surmises(op)]
        if hedges and verb.i not in taken | spoken:
            cue = tuple(sorted(Span(op.token.idx, op.token.idx + len(op.token)) for op in hedges))
            yield cue, _clause(doc, verb), combine(scope)


def under_surmises(claims: Sequence[Claim], surmises: Sequence[Claim]) -> list[Claim]:
    """Return the claims, each that stands in a surmise and is said no more surely than it with the surmise as parent.

    "The fire may have been set to blame the union": nobody has blamed the union, the narrator thinks it possible. What
    the report itself holds certain ("..., because she had blamed them") stays on its own.
    """
    out = []
    for claim in claims:
        sure = claim.chain[-2].certainty.level if len(claim.chain) > 1 else Level.CERTAIN
        over = [s for s in surmises if any(c.covers(claim.cue[0]) for c in s.content)]
        free = not claim.parent and sure is not Level.CERTAIN
        out.append(dataclasses.replace(claim, parent=over[0].id) if over and free else claim)
    return out


def _mains(root: Token) -> Iterator[Token]:
    """Yield the verbs of the main clauses: the root, what is joined to it, and what a colon parts from it."""
    yield from (root, *root.conjuncts)
    yield from (c for c in root.children if c.dep_ == "ccomp" and parted(c, root))


def _chain(report: Report, segment: Segment | None, cue: tuple[Span, ...], certainty: Certainty) -> tuple[Hop, ...]:
    *before, last = opening(report, segment, certainty)
    return (*before, dataclasses.replace(last, cue=cue))


def _surmises(op: Operator) -> bool:
    if op.level not in _OPEN:
        return False
    return (op.kind == "modal" and op.token.lower_ in _MODALS) or op.kind == "hedge"


def _taken(doc: Doc, claims: Sequence[Claim]) -> set[int]:
    """Return the tokens that stand in somebody's words or tie them to him."""
    return {i for c in claims for span in (*c.cue, *c.content) for i in _tokens(doc, span)}


def _tokens(doc: Doc, span: Span) -> set[int]:
    return {t.i for t in doc.char_span(span.start, span.end, alignment_mode="expand") or ()}


def _clause(doc: Doc, verb: Token) -> Span:
    """Return the words of the verb's clause, less joined clauses with a subject of their own and the full stop."""
    stop = verb.right_edge.i
    for child in verb.children:
        if child.dep_ == "conj" and child.i > verb.i and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children):
            stop = min(stop, child.left_edge.i - 1)
    while stop > verb.i and (doc[stop].is_punct or doc[stop].is_space or doc[stop].dep_ == "cc"):
        stop -= 1
    start = verb.left_edge.i
    while start < verb.i and (doc[start].is_punct or doc[start].is_space or doc[start].dep_ == "cc"):
        start += 1
    return Span(doc[start].idx, doc[stop].idx + len(doc[stop]))
