"""When and on what occasion something was said."""

from __future__ import annotations

import bisect
import functools

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.annotate.extensions import notes
from onrecord.claims.candidate import Found
from onrecord.claims.content import QuoteIndex
from onrecord.lexicon import load
from onrecord.lexicon.schema import VenueWord
from onrecord.model import SaidWhere, Span, Venue, When

_LONGEST = 3
_BEFORE = frozenset({"in", "at", "on", "via", "during", "through", "to", "by", "from", "with"})
_CAUSES = frozenset({"because", "since", "although", "though", "if", "unless", "whereas"})
_ASKING = frozenset({"ask", "press", "push", "question", "query"})
_TOPICS = frozenset({"about", "of", "for", "on", "over", "against"})
_REACH = 6
"""Words between a time or an occasion and the cue, counted along the parse."""


@functools.cache
def _venues() -> tuple[dict[tuple[str, ...], Venue], dict[str, Venue]]:
    entries = load("venues", VenueWord)
    phrases = {tuple(e.literal.split()): Venue(e.venue) for e in entries if not e.cue}
    return phrases, {e.literal: Venue(e.venue) for e in entries if e.cue}


@functools.cache
def _firsts() -> frozenset[str]:
    return frozenset(words[0] for words in _venues()[0])


def said_when(doc: Doc, found: Found) -> When | None:
    """Return the time that hangs on the cue, outside the content; None where the text gives none."""
    sentence = doc[found.cue_head].sent
    cue = doc[found.cue_head]
    times = notes(doc).times
    index = QuoteIndex(notes(doc).quotes)
    within = index.at(cue.idx)
    for time in times[bisect.bisect_left(times, sentence.start_char, key=lambda t: t.span.start) :]:
        if time.span.start >= sentence.end_char:
            break
        if (
            time.when is None
            or index.at(time.span.start) != within
            or _inside(time.span, found)
            or _later(time.when, notes(doc).report.published)
        ):
            continue
        span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if span is not None and _hangs_on(span.root, cue):
            return time.when
    return None


def _later(when: When, published: str) -> bool:
    """Say whether a time lies wholly behind the day of publication: nothing a report tells was said then."""
    return bool(published and when.earliest) and when.earliest[:10] > published[:10]


def said_where(doc: Doc, found: Found) -> SaidWhere | None:
    """Return the occasion that the cue's sentence names outside the content; None where it names none."""
    phrases, verbs = _venues()
    cue = doc[found.cue_head]
    if cue.lemma_ in verbs:
        return SaidWhere(verbs[cue.lemma_], Span(cue.idx, cue.idx + len(cue)))
    sentence = cue.sent
    table, firsts = columns(doc), _firsts()
    for start in range(sentence.start, sentence.end):
        if table.lemmas[start] not in firsts and table.lowers[start] not in firsts:
            continue
        for size in range(min(_LONGEST, sentence.end - start), 0, -1):
            words = doc[start : start + size]
            stretch = slice(start, start + size)
            venue = phrases.get(tuple(table.lemmas[stretch])) or phrases.get(tuple(table.lowers[stretch]))
            if venue is None or _inside(Span(words.start_char, words.end_char), found):
                continue
            head = words.root
            if head.dep_ != "pobj" or head.head.lower_ not in _BEFORE or not _hangs_on(head, cue):
                continue
            return _with_place(doc, head, venue, found)
    return None


def _with_place(doc: Doc, head: Token, venue: Venue, found: Found) -> SaidWhere:
    start, end = doc[head.head.left_edge.i].idx, doc[head.right_edge.i]
    stop = end.idx + len(end)
    inner = [s.start for s in found.content if s.start > start]
    stop = min([stop, *inner])
    span = Span(start, max(stop, head.idx + len(head)))
    trimmed = Span(span.start, span.start + len(span.words(notes(doc).report.text).rstrip(" ,\u00a0")))
    place = next((p.name for p in notes(doc).places if p.literal and trimmed.covers(p.span)), "")
    return SaidWhere(venue, trimmed, place)


def _hangs_on(token: Token, cue: Token) -> bool:
    """Whether the parse leads from the token to the cue, or to a verb that is joined to the cue.

    "Speaking at a news conference, she said": the occasion hangs on "Speaking", which hangs on "said".
    """
    current = token
    for _ in range(_REACH):
        if current == cue or current in cue.conjuncts:
            return True
        if current.head == current:
            return False
        if current.dep_ in ("relcl", "ccomp", "csubj") or _is_apart(current):
            return False
        current = current.head
    return False


def _is_apart(token: Token) -> bool:
    """Say whether a clause tells of something else than the saying: "because ...", "asked about his visit in May"."""
    if token.dep_ == "advcl":
        asked = token.tag_ == "VBN" and token.lemma_ in _ASKING
        return asked or any(c.dep_ == "mark" and c.lower_ in _CAUSES for c in token.children)
    if token.dep_ == "dobj":  # of the verb that it is joined to: the time of a thing, not of a word
        return token.head.dep_ != "conj" and any(c.dep_ == "conj" for c in token.head.children)
    return token.dep_ == "pcomp" and token.head.lower_ in _TOPICS


def _inside(span: Span, found: Found) -> bool:
    return any(s.overlaps(span) for s in found.content) or any(s.covers(span) for s in found.source)
