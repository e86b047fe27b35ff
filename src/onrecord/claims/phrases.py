"""What the narrator surmises by a phrase: "I would not rule out that ...", "... is not beyond the possible"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from onrecord.annotate.extensions import notes
from onrecord.claims.content import QuoteIndex
from onrecord.claims.frames import SUBJECTS
from onrecord.lexicon import load
from onrecord.lexicon.schema import SurmisePhrase
from onrecord.model import Level, Span

_LINKS = frozenset({"that", "if", "whether", "for", "to", ","})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found.

    Attributes:
        cue: its words.
        content: the words that it holds possible.
        level: how sure it leaves them.
    """

    cue: Span
    content: Span
    level: Level


@functools.cache
def _phrases() -> tuple[tuple[SurmisePhrase, re.Pattern[str]], ...]:
    return tuple((e, re.compile(e.pattern, re.IGNORECASE)) for e in load("surmise_phrases", SurmisePhrase))


def find_phrases(doc: Doc, sentence: Tokens) -> Iterator[Phrase]:
    """Yield the phrases of a sentence that have a content and stand outside quotations, at most one an entry."""
    text = sentence.text
    low = text.lower()
    for entry, pattern in _phrases():
        if not any(word in low for word in entry.needs) or (found := pattern.search(text)) is None:
            continue
        cue = Span(sentence.start_char + found.start(), sentence.start_char + found.end())
        words = doc.char_span(cue.start, cue.end, alignment_mode="expand")
        if QuoteIndex(notes(doc).quotes).at(cue.start) >= 0 or words is None:
            continue
        content = _after(words, sentence) if entry.place == "after" else _before(words, sentence)
        if content is not None:
            yield Phrase(cue, content, Level(entry.level))


def _after(words: Tokens, sentence: Tokens) -> Span | None:
    """Return the rest of the clause behind a phrase, without the word that links it."""
    doc, start = words.doc, words.end
    while start < sentence.end and doc[start].lower_ in _LINKS:
        start += 1
    inner = doc[start : sentence.end]
    heads = [t for t in inner if words.start <= t.head.i < words.end and t.dep_ not in {"punct", "conj", "cc"}]
    stop = max((t.right_edge.i for t in heads), default=sentence.end - 1) + 1
    return _trimmed(doc, start, stop)


def _before(words: Tokens, sentence: Tokens) -> Span | None:
    """Return the subject of a phrase; without one in the parse, what stands before it."""
    verb = next((t for t in words if t.pos_ in _VERBS and t.dep_ != "aux"), words.root)
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < words.start]
    if subjects:
        return _trimmed(words.doc, _first(subjects[0]), words.start)
    return _trimmed(words.doc, sentence.start, words.start)


def _first(subject: Token) -> int:
    """Return where a subject begins; the parser often leaves the first of two gerunds out ("sinking it and lying")."""
    doc, start = subject.doc, subject.left_edge.i
    joint = doc[start - 1] if start > subject.sent.start else subject
    paired = joint.dep_ == "cc" and joint.head.tag_ == subject.tag_ == "VBG" and joint.head.i < joint.i
    return int(joint.head.i if paired else start)


def _trimmed(doc: Doc, start: int, stop: int) -> Span | None:
    """Return the span of a token range without punctuation at its ends, None where no word is left."""
    while stop > start and (doc[stop - 1].is_punct or doc[stop - 1].is_space):
        stop -= 1
    while start < stop and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return Span(doc[start].idx, doc[stop - 1].idx + len(doc[stop - 1])) if stop > start else None
