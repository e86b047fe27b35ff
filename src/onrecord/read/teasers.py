"""Tells a line that advertises another story of the page from the report's own words.

Pages of local papers put headlines of other stories between the paragraphs and behind the last ("Two men sought in
burglary", "Jury finds Pell guilty of manslaughter"). Read as the report's own words, their people have a part in its
deed. Such a line is shaped like a headline, tells of a deed or of the law, stands behind running text, and nothing ties
it to the report: no name, no number, and most of its words are nowhere else.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence

from onrecord.lexicon import load
from onrecord.lexicon.schema import EventWord
from onrecord.model import SegmentKind
from onrecord.read import limits
from onrecord.read.draft import Hint
from onrecord.read.paragraphs import Paragraph, is_title

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_NAME = re.compile(r"(?<=[\w,;’'] )[A-Z][\w’'.-]+|\d+")
"""A word with a capital inside a sentence, or a number."""
_ENDS = re.compile(r"[.!?][\"'”’)\]]*$")
_SENTENCE = frozenset(
    {"was", "were", "had", "has", "have", "he", "she", "they", "it", "we", "said", "told", "the", "who", "which", "did"}
)
"""Words that headlines do without: a line with one of them is a sentence whose full stop is missing."""
_EMPTY = frozenset(
    {"a", "an", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "is", "are", "be"}
    | {"after", "before", "over", "into", "out", "up", "off", "his", "her", "their", "its", "this", "that", "not", "no"}
    | {"new", "man", "men", "woman", "women", "police", "says", "say", "one", "two", "three", "four", "more", "than"}
)
_LAW = frozenset(
    {"guilty", "jury", "trial", "court", "judge", "prison", "jail", "burglary", "robbery", "fraud", "theft"}
)
_TYPES = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s", "e")
_SHORTEST = 3


def find_teasers(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the open paragraphs that advertise other stories, in order.

    Args:
        paragraphs: all of a text; those that are page or headline are decided.
    """
    lines: list[Paragraph] = []
    above = False
    for paragraph in paragraphs:
        if not paragraph.open:
            continue
        if above and _shaped(paragraph):
            lines.append(paragraph)
        else:
            above = _ENDS.search(paragraph.text) is not None
    if not lines:
        return []
    running = [p.text for p in paragraphs if p.open and _ENDS.search(p.text)]
    names = {n.rstrip(".'’").lower() for t in running for n in _NAME.findall(t)}
    running += [p.text for p in paragraphs if p.kind is SegmentKind.HEADLINE]
    stems = {_stem(w) for t in running for w in _WORD.findall(t.lower())}
    return [line for line in lines if not _tied(line.text, names, stems)]


def _shaped(paragraph: Paragraph) -> bool:
    """Say whether a line could be a headline on a deed or on the law."""
    if paragraph.hint not in (Hint.NONE, Hint.HEADING) or not 3 < paragraph.words <= limits.TEASER_WORDS:
        return False
    text = paragraph.text
    if text.isupper() or not is_title(paragraph):  # in capitals are headings of the report itself
        return False
    if not (text[0].isalnum() and (text[-1].isalnum() or text[-1] in "'’")):
        return False
    words = [w.lower() for w in _WORD.findall(text)]
    return _SENTENCE.isdisjoint(words) and any(_stem(w) in _deeds() or w in _LAW for w in words)


def _tied(line: str, names: Collection[str], stems: Collection[str]) -> bool:
    """Say whether a line shares a name or a number with the report, or most of its words."""
    own = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(line.lower())]
    told = [w for w in own if w not in _EMPTY]
    return any(w in names for w in own) or 2 * sum(_stem(w) in stems for w in told) >= len(told)


@functools.cache
def _deeds() -> frozenset[str]:
    """Return the stems of the words that report an attack, an arrest or a sentence."""
    entries = (e for e in load("event_words", EventWord) if e.type in _TYPES and not e.needs and not e.particles)
    return frozenset(_stem(lemma) for e in entries for lemma in e.lemmas)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word
