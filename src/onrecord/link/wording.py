"""What copies and retellings are found by: the words of a report in order, its quotations, and who put them forward.

Menus, excerpts that the body repeats and introductions are left out. Words are stems; everyday words are dropped, so a
run of four that two reports share is about seven words of print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.link import limits
from onrecord.link.everyday import counted
from onrecord.link.stems import stem
from onrecord.model import Claim, Form, HopKind, Record, SegmentKind, SourceKind, Span, hull
from onrecord.model.outlets import credited

_LEFT_OUT = frozenset({SegmentKind.BOILERPLATE, SegmentKind.EXCERPT, SegmentKind.INTRODUCTION})
_WORD = re.compile(r"[A-Z]\w*(?:-[A-Z]\w*)+|[^\W_]+(?:['’][^\W\d_]+)*")
_PARAGRAPH = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]['\"”’)\]]*(?=\s|[A-Z\"“‘]|$)")
_SHORTENED = re.compile(r"(?:^|[\s(.])(?:[A-Z]|[A-Z][a-z]{1,2}|Capt|Prof|Supt|Insp|Sgts?|No|[ap]\.?m|etc)$")
_QUOTED = re.compile(
    r"[\"“„](?P<double>[^\"“”„\n]{1,1500})(?:[\"”]|$)"
    r"|«(?P<angled>[^«»\n]{1,1500})(?:»|$)"
    r"|(?<!\w)[‘'](?P<single>[^‘’'\n]{2,300}(?:[’'](?=\w)[^‘’'\n]{1,200}){0,12})[’'](?!\w)"
)
QUOTE = '"'
"""Stands among the words of a sentence where a quotation opens or closes."""


def words_of(text: str) -> list[str]:
    """Return the words of a text; names joined by a hyphen ("An-Nida") are one."""
    return _WORD.findall(text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is compared.

    Attributes:
        span: where it stands.
        words: stems of its words in order, without everyday ones; names begin with a capital, and a quotation mark
            stands where a quotation opens or closes.
        headline: whether it stands in the headline.
    """

    span: Span
    words: str
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation.

    Attributes:
        span: its words, without the marks.
        words: stems of all its words, in order.
    """

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Put:
    """A claim as it is compared.

    Attributes:
        id: of the claim.
        span: of its content, from the first word to the last.
        words: stems of its content, without everyday ones.
        source: name of the root, "" for the narrator and where none is said.
        kind: value of `SourceKind` of the root.
        role: office said with the root.
        act: value of `Act`.
        quoted: whether all of it is a quotation.
    """

    id: str
    span: Span
    words: str
    source: str
    kind: str
    role: str
    act: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one report.

    Attributes:
        sentences: in order.
        quotations: in order, those of several words.
        claims: in order.
        credits: agencies and outlets whose work the report says it is, other than its publisher's; sorted.
        cites: organisations through which it has claims, and documents; sorted.
    """

    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quoted, ...] = ()
    claims: tuple[Put, ...] = ()
    credits: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


def wording(record: Record) -> Wording:
    """Return the words of a record."""
    names = _name_starts(record)
    sentences: list[Sentence] = []
    quotations: list[Quoted] = []
    for span, kind in _stretches(record):
        for paragraph in _PARAGRAPH.finditer(record.report.text, span.start, span.end):
            here = Span(*paragraph.span())
            marks = list(_quotations(record.report.text, here))
            quotations.extend(q for q in marks if q.words.count(" ") + 1 >= limits.SHORTEST_QUOTATION)
            for sentence in split(record.report.text, here):
                words = _words(record.report.text, sentence, [q.span for q in marks], names)
                if words:
                    sentences.append(Sentence(sentence, words, kind is SegmentKind.HEADLINE))
    return Wording(
        tuple(sentences[: limits.MOST_SENTENCES]),
        tuple(quotations[: limits.MOST_QUOTATIONS]),
        tuple(_put(record.report.text, c) for c in record.claims[: limits.MOST_CLAIMS] if c.content),
        tuple(sorted(credited(record.report))),
        _cites(record.claims),
    )


def _stretches(record: Record) -> Iterator[tuple[Span, SegmentKind]]:
    """Yield the stretches whose words count, cut at the longest that is read."""
    left = limits.LONGEST_WORDED
    if not record.report.segments:
        yield Span(0, min(left, len(record.report.text))), SegmentKind.BODY
    for segment in record.report.segments:
        if segment.kind not in _LEFT_OUT and left > 0:
            yield Span(segment.span.start, min(segment.span.end, segment.span.start + left)), segment.kind
            left -= len(segment.span)


def split(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph; what is too long for one is cut."""
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        ahead = text[max(start, stop.start() - 6) : stop.start()]
        if text[stop.start()] == "." and _SHORTENED.search(ahead) and stop.end() < paragraph.end:
            continue
        yield Span(start, stop.end())
        start = stop.end()
        while start < paragraph.end and text[start].isspace():
            start += 1
    while start < paragraph.end:
        end = min(paragraph.end, start + limits.LONGEST_SENTENCE)
        yield Span(start, end)
        start = end


def _quotations(text: str, paragraph: Span) -> Iterator[Quoted]:
    for match in _QUOTED.finditer(text, paragraph.start, paragraph.end):
        span = Span(*match.span(match.lastgroup or 0))
        yield Quoted(span, " ".join(stem(w) for w in _WORD.findall(span.words(text))))


def _name_starts(record: Record) -> frozenset[int]:
    """Return where a named entity or a place begins: its first word is a name, also where a sentence opens with it."""
    named = {m.span.start for e in record.entities if e.named for m in e.mentions if m.kind == "name"}
    return frozenset(named | {p.span.start for p in record.places})


def _words(text: str, span: Span, quoted: list[Span], names: frozenset[int]) -> str:
    """Return the stems of a sentence as `Sentence.words` has them."""
    out: list[str] = []
    inside = False
    marks = iter(q for q in quoted if q.overlaps(span))
    mark = next(marks, None)
    for match in _WORD.finditer(text, span.start, span.end):
        while mark is not None and match.start() >= mark.end:
            mark = next(marks, None)
        within = mark is not None and mark.start <= match.start()
        word = match.group()
        held = counted(word)
        if not held:
            continue
        if within is not inside:
            out.append(QUOTE)
            inside = within
        name = word[0].isupper() and (match.start() > span.start + 1 or match.start() in names)
        out.append(held.capitalize() if name else held)
    return " ".join(out) if any(w != QUOTE for w in out) else ""


def _put(text: str, claim: Claim) -> Put:
    root = claim.root.source
    words = (counted(w) for s in claim.content for w in _WORD.findall(s.words(text)[: limits.LONGEST_SENTENCE]))
    return Put(
        id=claim.id,
        span=hull(claim.content),
        words=" ".join(w for w in words if w),
        source="" if root.kind is SourceKind.NARRATOR else root.name,
        kind=root.kind.value,
        role=root.role,
        act=claim.act.value,
        quoted=claim.form is Form.DIRECT,
    )


def _cites(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """Return organisations and documents that stand in chains."""
    through = (SourceKind.ORGANISATION, SourceKind.DOCUMENT)
    hops = (h for c in claims for h in c.chain if h.kind is not HopKind.NARRATED and h.source.kind in through)
    return tuple(sorted({h.source.name for h in hops if h.source.name}))
