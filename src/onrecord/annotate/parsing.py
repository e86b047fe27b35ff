"""Runs the language pipeline over reports, in batches and in bounded memory."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.capitals import calm
from onrecord.annotate.extensions import Annotations
from onrecord.model import Report

CHUNK = 40_000
"""Code points parsed as one text. Longer reports are cut at paragraphs and joined again."""

BATCH = 32
"""Texts handed to the pipeline at a time at most; larger is not faster for news-length texts."""

BATCH_LENGTH = 120_000
"""Code points handed to the pipeline at a time, since what it needs beside the Docs grows with all that it has in hand.

Most memory of a process that parses one report of 990,000 code points (2026-11-22; 150 MB before it parses): 3.3 GB as
one text, 3.1 GB in 32 chunks handed over together, 670 MB with this limit, 530 MB with 40,000. Processor time is the
same with both limits.
"""

_PARAGRAPH = re.compile(r"\n\s*\n\s*|\n\s*")

_RUN = re.compile(r"\S{300,}")
"""Letters and marks without a space between them: no word is that long, and the tokenizer peels marks off one by one,
in quadratic time."""
_MARKS = re.compile(r"[^\w\s]")
_STEP = 100
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no parser takes it
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t", " "))


def reading_copy(text: str) -> str:
    """Return what the parser reads: the text, code point for code point, with plain spaces for odd ones.

    Paragraphs in capitals are read in likely upper and lower case (see `capitals`).

    Offsets are those of the text. Words of a record are always cut from the text, never from this copy.
    """
    return calm(_SURROGATE.sub("\ufffd", _RUN.sub(_loosened, text.translate(_SPACES))))


def _loosened(run: re.Match[str]) -> str:
    """Return a run without spaces as words of bounded length; as many code points as before."""
    words = _MARKS.sub(" ", run[0])
    return " ".join(words[i : i + _STEP - 1] for i in range(0, len(words), _STEP)).ljust(len(words))[: len(words)]


def parse(reports: Iterable[Report], nlp: Language) -> Iterator[Doc]:
    """Parse reports in order, in batches.

    Yields:
        One Doc a report, with empty `Annotations`. `doc.text` is `reading_copy(report.text)`: same offsets.
    """
    pieces = ((chunk, (report, last)) for report in reports for chunk, last in _chunks(reading_copy(report.text)))
    held: list[Doc] = []
    for piece, (report, last) in _parsed(pieces, nlp):
        held.append(piece)
        if not last:
            continue
        doc = held[0] if len(held) == 1 else Doc.from_docs(held, ensure_whitespace=False)
        held = []
        doc._.onrecord = Annotations(report)
        yield doc


_Piece = tuple[str, tuple[Report, bool]]


def _parsed(pieces: Iterable[_Piece], nlp: Language) -> Iterator[tuple[Doc, tuple[Report, bool]]]:
    """Run the pipeline over pieces, so many at a time that neither their number nor their length is large."""
    batch: list[_Piece] = []
    length = 0
    for piece in pieces:
        if batch and (len(batch) == BATCH or length + len(piece[0]) > BATCH_LENGTH):
            yield from nlp.pipe(batch, as_tuples=True, batch_size=BATCH)
            batch, length = [], 0
        batch.append(piece)
        length += len(piece[0])
    if batch:
        yield from nlp.pipe(batch, as_tuples=True, batch_size=BATCH)


def _chunks(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text at paragraphs into pieces of about `CHUNK`; says which piece is the last."""
    cuts = [0]
    for match in _PARAGRAPH.finditer(text) if len(text) > CHUNK else ():
        if match.end() - cuts[-1] > CHUNK and match.end() < len(text):
            cuts.append(match.end())
    hard = [c for a, b in itertools.pairwise([*cuts, len(text)]) for c in range(a, max(b, a + 1), 4 * CHUNK)]
    for start, end in itertools.pairwise([*hard, len(text)]):
        yield text[start:end], end == len(text)
