"""The hidden states of a report: each sentence is read once, when the first stage asks for it.

Reading is what costs most after the parse, so a stage asks for the sentences that it has use for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from onrecord.annotate.extensions import notes
from onrecord.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.encoder import Encoded, Pieces
    from onrecord.encoder.encode import Floats, Ints


@dataclass(slots=True)
class Reading:
    """What has been read of a report.

    Attributes:
        pieces: the wordpieces of each sentence.
        asked: the windows of every request by the numbers of its sentences.
        read: the sentences that any request had.
        large: what the larger encoder made of some sentences: where each wordpiece begins and ends, and the states.
    """

    pieces: Sequence[Pieces]
    asked: dict[tuple[int, ...], tuple[Encoded, ...]] = field(default_factory=dict)
    read: set[int] = field(default_factory=set)
    large: tuple[Ints, Ints, Floats] | None = None


def sentence_pieces(doc: Doc) -> Sequence[Pieces]:
    """Return the wordpieces of each sentence, before any is read; empty where rules alone read the report."""
    reading = _reading(doc)
    return () if reading is None else reading.pieces


def hidden(doc: Doc, sentences: Iterable[int] | None = None) -> tuple[Encoded, ...]:
    """Return the windows of some sentences with their hidden states; empty where rules alone read the report.

    What stands in no window has no hidden state. The sentences stand close together in the windows, whatever lies
    between them in the report; who asks for the same ones again gets the same windows.

    Args:
        doc: the report.
        sentences: the numbers of the sentences, in order; all where it is None.
    """
    reading, encoder = _reading(doc), notes(doc).encoder
    if reading is None or encoder is None:
        return ()
    wanted = tuple(range(len(reading.pieces)) if sentences is None else sentences)
    if wanted not in reading.asked:
        reading.asked[wanted] = tuple(encoder.read(reading.pieces[n] for n in wanted))
        reading.read.update(wanted)
    return reading.asked[wanted]


def all_hidden(doc: Doc, sentences: Iterable[int]) -> tuple[Encoded, ...]:
    """Return the windows of all that has been read, and of these sentences, each read once.

    The windows stand in the order in which they were asked for, not in that of the text.
    """
    reading = _reading(doc)
    if reading is None:
        return ()
    missing = [n for n in sentences if n not in reading.read]
    if missing:
        hidden(doc, missing)
    return tuple(window for windows in reading.asked.values() for window in windows)


def head_of(doc: Doc, task: str) -> Mapping[str, Floats]:
    """Return the arrays of a trained head by name; empty where there is none or the report is read by rules alone."""
    encoder = notes(doc).encoder
    return {} if encoder is None else encoder.head(task)


def _reading(doc: Doc) -> Reading | None:
    found = notes(doc)
    if found.encoder is None:
        return None
    if found.encoded is None:
        sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
        found.encoded = Reading(found.encoder.pieces(doc.text, sentences))
    return found.encoded
