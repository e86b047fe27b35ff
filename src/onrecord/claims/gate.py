"""Which sentences the trained tagger reads.

Most of the tagger's time goes into sentences in which nobody says anything. It reads those in which the rules see a
part of a claim or a quotation stands, and those whose words make it likely that it would find a claim which the rules
miss: a linear model over the wordpieces, fitted to what the tagger finds (`training/fit_gate.py`).
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from onrecord.annotate.extensions import notes
from onrecord.annotate.hidden import sentence_pieces
from onrecord.claims.candidate import Found
from onrecord.claims.limits import GATE
from onrecord.weights import read_arrays

Floats = npt.NDArray[Any]

FOLDER = Path(__file__).parent / "data"
FILE = "gate.npz"

_LONG = 60
_SHORT = 8


def to_read(doc: Doc, found: Iterable[Found]) -> list[int]:
    """Return the numbers of the sentences that the tagger is to read, in order.

    Args:
        doc: the annotated report.
        found: what the rules found in it.
    """
    pieces = sentence_pieces(doc)
    return load_gate().wanted([p.ids for p in pieces], touched(doc, found)) if pieces else []


def touched(doc: Doc, found: Iterable[Found]) -> list[bool]:
    """Say for every sentence whether the rules see a part of a claim in it, or a quotation stands there."""
    sentences = [(s.start_char, s.end_char) for s in doc.sents]
    ends = [end for _, end in sentences]
    out = [False] * len(sentences)
    parts = {span for f in found for spans in (f.cue, f.source, f.content) for span in spans}
    for span in (*parts, *(q.span for q in notes(doc).quotes)):
        n = bisect.bisect_right(ends, span.start)
        while n < len(sentences) and sentences[n][0] < span.end:
            out[n] = True
            n += 1
    return out


@dataclass(frozen=True, slots=True)
class Gate:
    """The weights; `load_gate` makes it.

    Attributes:
        pieces: of each wordpiece of the vocabulary.
        others: of each of the numbers of `others`, and what every sentence has.
    """

    pieces: Floats
    others: Floats

    def wanted(self, sentences: Sequence[Sequence[int]], touched: Sequence[bool]) -> list[int]:
        """Return the numbers of the sentences to read, in order.

        Args:
            sentences: the wordpieces of each.
            touched: whether the rules see a part of a claim in it, or a quotation stands there.
        """
        return [
            n for n, known in enumerate(touched) if sentences[n] and (known or self._is_likely(n, sentences, touched))
        ]

    def _is_likely(self, n: int, sentences: Sequence[Sequence[int]], touched: Sequence[bool]) -> bool:
        words = self.pieces[np.unique(sentences[n])].sum()
        beside = self.others @ np.array([*others(n, sentences, touched), 1.0])
        return bool(words + beside >= GATE)


def others(n: int, sentences: Sequence[Sequence[int]], touched: Sequence[bool]) -> tuple[float, ...]:
    """Return what is known of a sentence beside its words: the sentences before and behind it, and its length."""
    length = len(sentences[n])
    behind = n + 1 < len(touched) and touched[n + 1]
    return float(n > 0 and touched[n - 1]), float(behind), min(length, _LONG) / _LONG, float(length < _SHORT)


@functools.cache
def load_gate(folder: Path = FOLDER) -> Gate:
    """Return the shipped weights, loaded once a process.

    Raises:
        BadWeights: a file is missing or not the one that was shipped.
    """
    stored = read_arrays(folder, FILE)
    return Gate(stored["pieces"].astype(np.float64), stored["others"].astype(np.float64))
