"""Direct quotations: whose words they are, over several sentences and paragraphs."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.annotate.extensions import Quote, QuoteKind, notes
from onrecord.claims.candidate import Found
from onrecord.claims.content import QuoteIndex, spans_of, widen
from onrecord.claims.limits import QUOTE_AFTER, QUOTE_BEFORE
from onrecord.claims.rules import cues
from onrecord.claims.source import nearest, source_range, subject_of
from onrecord.model import Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})
_NAMING = frozenset({"NOUN", "PROPN"})
_SPEECH = frozenset({"bare", "that", "small", "around"})


def attach_quotes(doc: Doc, text: str, found: Sequence[Found], index: QuoteIndex) -> list[Found]:
    """Return the candidates with the quotations that belong to them, and new ones for quotations without a cue so far.

    A quotation belongs to the candidate whose content it overlaps; else to a verb of speaking beside it; else to the
    speaker of the quotation before it in the same paragraph, or in the paragraph before where it stands alone.
    """
    out = list(found)
    owners = _owners(doc, out, index)
    mine: dict[int, list[Quote]] = {}
    starts = columns(doc).starts
    last = -1
    known = {f.cue_head: i for i, f in reversed(list(enumerate(out)))}
    for number, quote in enumerate(index.quotes):
        owner = owners.get(number, -1)
        if owner < 0 and quote.kind is not QuoteKind.SCARE:
            new = _beside(doc, text, starts, index, number)
            if new is not None:
                owner = known.setdefault(new.cue_head, len(out))
                if owner == len(out):
                    out.append(new)
            elif quote.kind is QuoteKind.SPEECH and last >= 0 and _goes_on(text, index, number):
                owner = last
        if owner >= 0:
            mine.setdefault(owner, []).append(quote)
        if quote.kind is QuoteKind.SPEECH:
            last = owner
    for i, quotes in mine.items():
        out[i] = _with(text, out[i], quotes)
    return sorted(out, key=lambda f: (f.cue[0].start if f.cue else f.content[0].start, f.cue_head))


def _owners(doc: Doc, found: Sequence[Found], index: QuoteIndex) -> dict[int, int]:
    """Return for each quotation the candidate whose content overlaps it from outside; the nearest cue wins."""
    best: dict[int, tuple[int, int]] = {}
    for i, item in enumerate(found):
        cue = doc[item.cue_head].idx
        within = index.at(cue)
        for span in item.content:
            for number in index.over(span):
                quote = index.quotes[number]
                if number == within:
                    continue
                distance = quote.span.start - cue if cue < quote.span.start else cue - quote.span.end
                if number not in best or distance < best[number][0]:
                    best[number] = (distance, i)
    return {number: i for number, (_, i) in best.items()}


def _with(text: str, item: Found, quotes: list[Quote]) -> Found:
    """Return the candidate with whole quotations as content; a noun phrase that merely holds some stays as it is."""
    cuts = (*item.cue, *item.source)
    spans = widen(text, item.content, [q for q in quotes if not any(q.span.overlaps(c) for c in cuts)])
    return replace(item, content=spans)


def _goes_on(text: str, index: QuoteIndex, number: int) -> bool:
    """Say whether a quotation without a cue belongs to the speaker of the one before."""
    quote, before = index.quotes[number], index.quotes[number - 1]
    gap = text[before.span.end : quote.span.start]
    if "\n" not in gap:
        return True
    if quote.continues:
        return True
    end = text.find("\n", quote.span.end)
    rest = text[quote.span.end : end if end >= 0 else len(text)]
    begins = not text[text.rfind("\n", 0, quote.span.start) + 1 : quote.span.start].strip()
    return begins and not rest.strip(" .,") and gap.count("\n") <= gap.count("\n\n") * 2 + 1


def _beside(doc: Doc, text: str, starts: list[int], index: QuoteIndex, number: int) -> Found | None:
    """Return a candidate for the verb of speaking next to a quotation, or None."""
    quote = index.quotes[number]
    first = bisect.bisect_left(starts, quote.span.start)
    after = bisect.bisect_left(starts, quote.span.end)
    verb, who = _before(doc, text, index, first), None
    if verb is None:
        verb, who = _named_before(doc, first)
    verb = verb or _after(doc, text, index, after)
    if verb is None:
        return None
    who = who or subject_of(verb)
    if who is None or quote.span.start <= who.idx < quote.span.end:
        who = nearest(verb)
    if who is None or quote.span.start <= who.idx < quote.span.end:
        return None
    heads = [t for t in doc[first:after] if t.dep_ == "ROOT" or t.head.i < first or t.head.i >= after]
    heads = [t for t in heads if not t.is_punct and not t.is_space][:1]
    return Found(
        rule="quotation",
        frame="quote",
        cue_head=verb.i,
        cue=spans_of(doc, text, ((verb.i, verb.i + 1),)) or (Span(verb.idx, verb.idx + len(verb)),),
        source_head=who.i,
        source=spans_of(doc, text, (source_range(who, verb),)),
        content_heads=tuple(t.i for t in heads),
        content=(quote.span,),
        entry=cues().get(("verb", verb.lemma_.lower())),
    )


def _named_before(doc: Doc, first: int) -> tuple[Token | None, Token | None]:
    """Return the colon that alone ties a quotation to a name before it, and who that is (“Mayor Oster: “...””)."""
    colon = first - 1
    if colon < 1 or colon >= len(doc) or doc[colon].text != ":":
        return None, None
    start = colon
    while start > max(0, colon - QUOTE_BEFORE) and not _ends_before(doc[start - 1]):
        start -= 1
        if doc[start].pos_ in {"VERB", "AUX"}:
            return None, None
    heads = [t for t in doc[start:colon] if not start <= t.head.i < colon or t.head == t]
    known = notes(doc).entity_of
    return (doc[colon], heads[0]) if heads and heads[0].i in known and heads[0].pos_ in _NAMING else (None, None)


def _ends_before(token: Token) -> bool:
    return "\n" in token.text or token.text in {".", "?", "!", ":", ";"} or token.pos_ == "NUM"


def _speaks(token: Token) -> bool:
    if token.pos_ != "VERB":
        return False
    entry = cues().get(("verb", token.lemma_.lower()))
    return entry is not None and entry.hop == "said" and not _SPEECH.isdisjoint(entry.frames)


def _before(doc: Doc, text: str, index: QuoteIndex, first: int) -> Token | None:
    """Return the verb that leads up to a quotation: one before a colon or comma, in the same sentence."""
    if not first or first >= len(doc):
        return None
    lead = text[max(0, doc[first].idx - 3) : doc[first].idx].rstrip()[-1:]
    if lead not in {",", ":"} and not _speaks(doc[first - 1]):
        return None
    for i in range(first - 1, max(-1, first - 1 - QUOTE_BEFORE), -1):
        token = doc[i]
        if "\n" in token.text and i == first - 1 and lead == ":":  # the words stand in the next paragraph
            continue
        if "\n" in token.text or index.at(token.idx) >= 0 or (token.text in {".", "?", "!"} and i < first - 1):
            return None
        if _speaks(token):
            return token
        if token.is_sent_start and i < first - 1 and lead != ":":
            return None
    return None


def _after(doc: Doc, text: str, index: QuoteIndex, after: int) -> Token | None:
    """Return the verb that follows a quotation, in the same sentence.

    After a comma any verb speaks (“...,” she barked).
    """
    comma = "," in text[max(0, doc[after - 1].idx - 1) : doc[after - 1].idx + 2] if after else False
    ended = text[doc[after - 1].idx - 1 : doc[after - 1].idx] == "." if after else False
    for i in range(after, min(len(doc), after + QUOTE_AFTER)):
        token = doc[i]
        if "\n" in token.text or index.at(token.idx) >= 0 or token.text in {".", ":", ";"}:
            return None
        if ended and i == after and not token.is_space and token.text[:1].isupper():
            return None
        if token.tag_ in _FINITE and (_speaks(token) or (comma and token.pos_ == "VERB" and subject_of(token))):
            return token
    return None
