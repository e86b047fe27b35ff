"""One text as drift sees it: its parse, its claims, and what each word is."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import Quote, notes
from onrecord.drift.counts import Number, numbers_in
from onrecord.lexicon import load
from onrecord.lexicon.schema import Weapon
from onrecord.lexicon.schema_drift import Variant
from onrecord.model import Act, Claim, Form, SegmentKind, Span, TimeMention

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_LIGHT = frozenset(
    {"be", "have", "do", "get", "also", "then", "there", "so", "very", "other", "own", "such", "more", "'s", "out"}
)


NOT_SPOKEN = frozenset({Act.SUPPORT, Act.OPPOSE, Act.WANT})
"""Acts that are done rather than said, as far as drift cares."""


class Part(StrEnum):
    """What a word does in its sentence, as far as drift cares."""

    PLAIN = "plain"
    CUE = "cue"
    SOURCE = "source"
    TIME = "time"
    NUMBER = "number"
    PLACE = "place"
    NAME = "name"
    WEAPON = "weapon"


@dataclass(slots=True)
class Text:
    """A text and what was read in it.

    Attributes:
        doc: the annotated parse.
        claims: its claims without the narrator's own.
        words: indices of the words that carry content, in order.
        part: word -> what it does; a word that is not in it does nothing in particular.
        claim_of: word -> the innermost claim in whose content it stands.
        times: word -> time expression that it belongs to.
        numbers: numbers, with their values, in order.
        quotes: quotations of a clause or more, and fragments.
        reach: claim -> the words that it puts forward, with those of quotations that go on behind it.
        spoken: word between quotation marks -> the claim of who says it, wherever its cue stands.
    """

    doc: Doc
    claims: tuple[Claim, ...]
    words: tuple[int, ...] = ()
    part: dict[int, Part] = field(default_factory=dict)
    claim_of: dict[int, Claim] = field(default_factory=dict)
    times: dict[int, TimeMention] = field(default_factory=dict)
    numbers: tuple[Number, ...] = ()
    quotes: tuple[Quote, ...] = ()
    reach: dict[str, frozenset[int]] = field(default_factory=dict)
    spoken: dict[int, Claim] = field(default_factory=dict)

    def said(self, claim: Claim) -> frozenset[int]:
        """Return the words that a claim puts forward, with the whole of a quotation that it gives a part of."""
        return self.reach.get(claim.id, frozenset())

    @property
    def string(self) -> str:
        """Return the text that spans are offsets of."""
        return notes(self.doc).report.text

    def tokens(self, spans: Iterable[Span]) -> list[Token]:
        """Return the words that lie in the spans."""
        out: list[Token] = []
        for span in spans:
            found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
            out.extend(found if found is not None else ())
        return out

    def within(self, start: int, end: int) -> tuple[int, ...]:
        """Return the words that carry content from one index up to another."""
        return self.words[bisect_left(self.words, start) : bisect_left(self.words, end)]

    def span(self, tokens: Iterable[Token]) -> Span:
        """Return the smallest span that covers the words; there must be one."""
        held = sorted(tokens, key=lambda t: t.i)
        return Span(held[0].idx, held[-1].idx + len(held[-1]))


def text_of(doc: Doc, claims: Iterable[Claim]) -> Text:
    """Return a text as drift sees it.

    Args:
        doc: an annotated Doc.
        claims: those found in it.
    """
    text = Text(doc, tuple(c for c in claims if not c.by_narrator))
    for claim in sorted(text.claims, key=lambda c: -sum(map(len, c.content))):
        for token in text.tokens(claim.content):
            text.claim_of[token.i] = claim
    text.numbers = numbers_in(doc)
    text.quotes = notes(doc).quotes
    text.reach = _reaches(text)
    _parts(text)
    outside = {
        t.i
        for t in text.tokens(
            s.span for s in notes(doc).report.segments if s.kind in {SegmentKind.BOILERPLATE, SegmentKind.INTRODUCTION}
        )
    }
    text.words = tuple(t.i for t in doc if t.i not in outside and _carries(t))
    return text


def _reaches(text: Text) -> dict[str, frozenset[int]]:
    """Return claim -> the words it puts forward, and note who says what stands between quotation marks.

    A quotation has one speaker from its first mark to its last, and one that follows without a speaker of its own goes
    on with the one before: "It is over," she said. "We lost."
    """
    out = {c.id: {t.i for t in text.tokens(c.content)} for c in text.claims}
    direct = [c for c in text.claims if c.form is not Form.INDIRECT]
    cues = {c.id: {t.i for t in text.tokens(c.cue)} for c in direct}
    last: Claim | None = None
    for quote in text.quotes:
        words = {t.i for t in text.tokens([quote.inner])}
        own = [c for c in direct if words & out[c.id] and not words & cues[c.id]]
        speaker = max(own, key=lambda c: len(words & out[c.id]), default=None)
        if speaker is None and last is not None and words and _goes_on(text, words, out[last.id]):
            speaker = last
        if speaker is not None:
            out[speaker.id] |= words
            text.spoken.update(dict.fromkeys(words, speaker))
            last = speaker
    return {k: frozenset(v) for k, v in out.items()}


def _goes_on(text: Text, words: set[int], before: set[int]) -> bool:
    """Say whether a quotation that fills its sentences stands right behind what was said before."""
    first, end = text.doc[min(words)].sent, max(before, default=0)
    between = first.start - text.doc[end].sent.end
    alone = sum(t.is_alpha for t in first) - sum(t.is_alpha and t.i in words for t in first)
    return alone == 0 and between == 0


def _parts(text: Text) -> None:
    """Say what each word does; what is named first here gives way to what follows."""
    for token in text.doc:
        if token.pos_ == "PROPN":
            text.part[token.i] = Part.NAME
        elif token.lemma_.lower() in weapons():
            text.part[token.i] = Part.WEAPON
    _mark(text, (p.span for p in notes(text.doc).places if p.literal), Part.PLACE)
    _mark(text, (n.span for n in text.numbers), Part.NUMBER)
    for time in notes(text.doc).times:
        _mark(text, [time.span], Part.TIME)
        text.times.update((t.i, time) for t in text.tokens([time.span]))
    for claim in text.claims:
        if claim.act in NOT_SPOKEN:  # "endorsed her", "attacked the post": what is done and not what is said
            continue
        for token in text.tokens(claim.root.source.spans):
            if text.claim_of.get(token.i) is not claim:
                text.part[token.i] = Part.SOURCE
        _mark(text, claim.cue, Part.CUE)


def _mark(text: Text, spans: Iterable[Span], part: Part) -> None:
    text.part.update((t.i, part) for t in text.tokens(spans))


def _carries(token: Token) -> bool:
    """Say whether a word carries content that a retelling has to keep."""
    if token.pos_ not in _CONTENT or token.is_punct or token.is_space:
        return False
    light = key(token) in _LIGHT and not (token.pos_ == "VERB" and token.lemma_ == "own")
    return not light and token.dep_ not in {"aux", "auxpass", "neg", "prt"}


def time_value(mention: TimeMention) -> str:
    """Return what a time is compared by; lengths in the same unit ("PT2H" is "PT120M"), vague ones by their words."""
    value = mention.value
    if value.startswith("PT") and value[2:-1].replace(".", "", 1).isdigit():
        return f"{float(value[2:-1]) * {'H': 3600, 'M': 60, 'S': 1}.get(value[-1], 1):g}s"
    return value


@functools.cache
def weapons() -> frozenset[str]:
    """Return lemmas of things that people are attacked with."""
    return frozenset(w for e in load("weapons", Weapon) if not e.needs for w in e.lemmas)


@functools.cache
def variants() -> dict[str, str]:
    """Return form -> the form that stands for it."""
    return {w: e.words[0] for e in load("drift_variants", Variant) for w in e.words}


def key(token: Token) -> str:
    """Return what a word is compared by: its lemma, with its particle, in the form that stands for its variants."""
    lemma = token.lemma_.lower().rstrip(".") or token.lower_
    if token.pos_ == "VERB":
        for child in token.children:
            joined = f"{lemma}_{child.lower_}"
            beside = child.dep_ in {"acomp", "oprd", "advmod"} and joined in variants()  # "set free", "stepped down"
            if child.dep_ == "prt" or beside:
                lemma = joined
                break
    return variants().get(lemma, lemma)
