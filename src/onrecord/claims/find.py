"""Doc to claims: cues, then quotations, then chains."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.annotate.hidden import head_of, hidden
from onrecord.claims.acts import act_of, says_nothing
from onrecord.claims.alleged import find_alleged
from onrecord.claims.answers import is_remark, with_answers, with_evidence
from onrecord.claims.candidate import Found
from onrecord.claims.certainty import hop_certainty, narrator_certainty
from onrecord.claims.chain import line, parents
from onrecord.claims.content import QuoteIndex, form_of
from onrecord.claims.direct import attach_quotes
from onrecord.claims.fuse import Fusion
from onrecord.claims.gate import to_read
from onrecord.claims.limits import LONGEST_SENTENCE, NESTING
from onrecord.claims.markers import find_markers
from onrecord.claims.occasion import said_when, said_where
from onrecord.claims.resolve import source_ref
from onrecord.claims.rules import find_cues
from onrecord.claims.source import is_anybody, is_mute, is_to_come, modal, outside
from onrecord.claims.surmise import find_surmises, under_surmises
from onrecord.claims.tagger import Tagged
from onrecord.claims.voices import opening
from onrecord.model import Claim, Hop, HopKind, Report, SegmentKind, Skipped, SourceKind, Span, content_id

_SPEAKER = frozenset({"i", "we", "you"})
# What is done by saying "I ..." or "we ..." in a quotation.
_PERFORMED = frozenset(
    {"accuse", "deny", "confirm", "acknowledge", "demand", "promise", "threaten", "retract", "claim-responsibility"}
)
_NAMING = frozenset({"call", "name", "style", "dub", "term"})
_ITSELF = frozenset({"itself", "himself", "herself", "themselves"})
# What an event may do as well as a speaker: "the raid suggested that they had help".
_SUGGESTS = frozenset(
    {"suggest", "imply", "confirm", "prove", "mean", "signal", "underline", "underscore", "illustrate"}
)
# Cues that mostly name a deed where they stand inside other words: "he pointed a gun at", "call the tip line".
_DEEDS = frozenset(
    {("call", "np"), ("point", "at"), ("attack", "np"), ("list", "pass-np"), ("offer", "np"), ("restrict", "np")}
    | {("show", "np"), ("release", "np"), ("answer", "np"), ("trumpet", "np"), ("love", "np"), ("encourage", "np")}
)
_OF_NOBODY = "what nobody in particular has said or thought yet"
_SHOWING = frozenset({SourceKind.FOOTAGE, SourceKind.DOCUMENT, SourceKind.POLL})


def find_claims(doc: Doc) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
    """Return who says what in a report, in the order of the text, and what was left out.

    1. Cues of the lexicon and markers give candidates: source, cue, content.
    2. Quotations are joined to their candidates, or find a cue beside them, or follow the last speaker.
    3. Candidates inside the content of others become inner claims; chains run from the narrator to the root.
    4. What nobody is said to say but the narrator holds possible becomes a claim of his own.
    5. Remarks on evidence, and what a denial answers, join claims of the same report.
    """
    report = notes(doc).report
    found, skipped = find_candidates(doc)
    of = parents(found)
    claims = _claims(doc, report, found, of)
    surmises = list(find_surmises(doc, claims))
    claims = sorted([*under_surmises(claims, surmises), *surmises], key=lambda c: c.cue)
    return with_answers(doc, with_evidence(doc, claims)), skipped


def find_candidates(doc: Doc) -> tuple[list[Found], tuple[Skipped, ...]]:
    """Return linked sources, cues and contents as tokens and spans, in the order of their cues.

    Rules find them; where the report has hidden states, the trained tagger judges, amends and adds.
    """
    kept, skipped = rule_candidates(doc)
    windows, head = hidden(doc, to_read(doc, kept)), head_of(doc, "claims")
    index = QuoteIndex(notes(doc).quotes)
    if windows and head:
        kept, new, vetoed = Fusion(doc, Tagged(head, windows)).judge(kept)
        new, unusable = _usable(doc, new, index)
        kept = sorted([*kept, *new], key=lambda f: (f.cue[0], f.cue_head))
        skipped = (*skipped, *vetoed, *unusable)
    kept, deeds = _without_deeds(doc, [outside(doc, f, index) for f in kept])
    return kept, (*skipped, *deeds)


def _without_deeds(doc: Doc, found: Sequence[Found]) -> tuple[list[Found], tuple[Skipped, ...]]:
    """Leave out what stands inside another claim and puts nothing forward: "asked to call the police", "you may think".

    The tagger judges outermost claims only.
    """
    kept: list[Found] = []
    skipped: list[Skipped] = []
    for item, outer in zip(found, parents(found), strict=True):
        if outer >= 0 and item.entry is not None and (item.entry.lemma, item.frame) in _DEEDS:
            skipped.append(Skipped("claims", "a deed, not a word", item.cue[0]))
        elif outer >= 0 and item.source_head >= 0 and modal(doc[item.cue_head]) and is_anybody(doc[item.source_head]):
            skipped.append(Skipped("claims", _OF_NOBODY, item.cue[0]))
        else:
            kept.append(item)
    return kept, tuple(skipped)


def rule_candidates(doc: Doc) -> tuple[list[Found], tuple[Skipped, ...]]:
    """Return what the rules alone find."""
    report = notes(doc).report
    index = QuoteIndex(notes(doc).quotes)
    raw = [*find_cues(doc, report.text), *find_markers(doc, report.text), *find_alleged(doc, report.text)]
    raw.sort(key=lambda f: f.cue_head)
    return _usable(doc, attach_quotes(doc, report.text, raw, index), index)


def _usable(doc: Doc, found: Iterable[Found], index: QuoteIndex) -> tuple[list[Found], tuple[Skipped, ...]]:
    """Leave out what stands in boilerplate and what has no content."""
    report = notes(doc).report
    found = list(found)
    silent = frozenset(i for f in found if says_nothing(doc[f.cue_head], _heads(doc, f)) for i in f.content_heads)
    kept: list[Found] = []
    endless = [s for s in doc.sents if len(s) > LONGEST_SENTENCE]
    ends = [s.end for s in endless]
    skipped = [Skipped("claims", "a sentence too long to be one", Span(s.start_char, s.end_char)) for s in endless]
    for item in found:
        at = bisect.bisect_right(ends, item.cue_head)
        if not item.cue or (at < len(endless) and endless[at].start <= item.cue_head):
            continue
        segment = report.segment_at(item.cue[0].start)
        if segment is not None and segment.kind is SegmentKind.BOILERPLATE:
            continue
        if why := _why_not(doc, item, silent, index):
            skipped.append(Skipped("claims", why, item.cue[0]))
        else:
            kept.append(item)
    return kept, tuple(skipped)


def _why_not(doc: Doc, item: Found, silent: frozenset[int], index: QuoteIndex) -> str:
    """Return why a candidate is left out, "" where it is a claim."""
    tests = (
        ("a cue without content", not item.content),
        ("a remark on evidence, kept with the claim it is about", is_remark(doc, item)),
        ("part of a refusal to speak, which is a claim of its own", item.cue_head in silent),
        ("a name that somebody goes by, not a statement", _names_itself(doc, item)),
        (_OF_NOBODY, is_to_come(item, doc)),
        ("said of an event, which cannot speak", _says(item) and is_mute(doc[item.source_head])),
        ("an act of speech that nobody is said to do", not item.source and _needs_source(item)),
        ('a quoted speaker\'s word on himself ("I think")', _own_words(doc, item, index)),
    )
    return next((why for why, fits in tests if fits), "")


def _heads(doc: Doc, item: Found) -> list[Token]:
    return [doc[i] for i in item.content_heads]


def _names_itself(doc: Doc, item: Found) -> bool:
    """Say whether a cue gives a name only: "a group calling itself the Free Riders"."""
    cue = doc[item.cue_head]
    if cue.lemma_.lower() not in _NAMING or cue.dep_ not in {"acl", "relcl"}:
        return False
    return cue.i + 1 < len(doc) and doc[cue.i + 1].lower_ in _ITSELF


def _own_words(doc: Doc, item: Found, index: QuoteIndex) -> bool:
    """Say whether a quoted "I think", "you know" is no claim beside the quotation itself; "we deny it" is one."""
    if item.source_head < 0 or doc[item.source_head].lower_ not in _SPEAKER or index.at(item.cue[0].start) < 0:
        return False
    return item.entry is None or item.entry.act not in _PERFORMED


def _says(item: Found) -> bool:
    """Say whether a cue asks for somebody who speaks or thinks, and not for something that shows."""
    return (
        item.source_head >= 0
        and item.entry is not None
        and item.entry.hop in {"said", "believed"}
        and item.entry.lemma not in _SUGGESTS
    )


def _needs_source(item: Found) -> bool:
    """Say whether a cue without a source is no claim: an active verb of nobody ("blaming them would be rash").

    Passives and accusations by nobody in particular stay ("amid allegations that").
    """
    if item.rule == "noun" and item.entry is not None and item.entry.act in {"accuse", "deny", "threaten"}:
        return item.frame not in {"that", "of"}
    return item.rule in {"verb", "noun", "adj"} and not item.frame.startswith(("pass-", "not-pass-"))


def _claims(doc: Doc, report: Report, found: Sequence[Found], of: Sequence[int]) -> list[Claim]:
    ids = [content_id("clm", report.id, f.cue, f.content) for f in found]
    index = QuoteIndex(notes(doc).quotes)
    hops = [_hop(doc, f) for f in found]
    hops = [
        _spoken_by(doc, f, h, hops[of[i]] if of[i] >= 0 else None)
        for i, (f, h) in enumerate(zip(found, hops, strict=True))
    ]
    starts = [s.span.start for s in report.segments]
    claims = []
    for i, item in enumerate(found):
        at = item.cue[0].start
        segment = report.segment_at(at) if starts else None
        path = line(of, i, NESTING)
        outermost = found[path[0]]
        first = opening(report, segment, narrator_certainty(doc, outermost))
        certainty = hops[i].certainty
        claims.append(
            Claim(
                id=ids[i],
                content=item.content,
                cue=item.cue,
                chain=(*first, *(hops[j] for j in path)),
                act=act_of(doc, item, certainty),
                form=form_of(report.text, item.content, index),
                certainty=certainty,
                # What footage shows on Tuesday was not said on Tuesday.
                said_when=None if hops[i].kind is HopKind.SHOWN else said_when(doc, item),
                said_where=said_where(doc, item),
                parent=ids[of[i]] if of[i] >= 0 else "",
                segment=report.segments.index(segment) if segment is not None else -1,
                sentence=_sentences(doc, item),
                why=_why(item),
            )
        )
    return claims


def _hop(doc: Doc, item: Found) -> Hop:
    source = source_ref(doc, item)
    kind = HopKind(item.entry.hop) if item.entry is not None else HopKind.SAID
    if source.kind in _SHOWING and kind is HopKind.SAID:
        kind = HopKind.SHOWN
    if item.rule == "quotation" or item.frame == "quote":
        kind = HopKind.QUOTED
    return Hop(kind, source, item.cue, hop_certainty(doc, item))


def _spoken_by(doc: Doc, item: Found, hop: Hop, outer: Hop | None) -> Hop:
    """Return the hop of a quoted "we" or "I" with the speaker of the quotation as its source."""
    if outer is None or item.source_head < 0 or doc[item.source_head].lower_ not in {"i", "we"}:
        return hop
    source = replace(outer.source, spans=hop.source.spans)
    return replace(hop, source=source)


def _sentences(doc: Doc, item: Found) -> tuple[Span, ...]:
    heads = sorted({doc[i].sent.start for i in (item.cue_head, *item.content_heads)})
    return tuple(Span(doc[i].sent.start_char, doc[i].sent.end_char) for i in heads)


def _why(item: Found) -> str:
    entry = f", reporting_cues {item.entry.id}" if item.entry is not None else ""
    note = f"; {item.note}" if item.note else ""
    frame = f" ({item.frame})" if item.frame else ""
    return f"{item.rule}{frame}{entry}{note}"
