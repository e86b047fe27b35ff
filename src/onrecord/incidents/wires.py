"""How wires set in capitals are read for the role fillers: by a larger encoder.

Who did what in a wire of the old style is told by knowledge of the world more than by grammar; a larger encoder has it,
and costs too much for every report. It reads the sentences near an attack, and the first.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.annotate.hidden import sentence_pieces
from onrecord.encoder.around import states_around
from onrecord.encoder.arrays import Floats
from onrecord.encoder.encode import Pieces
from onrecord.encoder.large import load_large
from onrecord.incidents.fillers_net import Ints, Net, first_and_last, unpacked
from onrecord.incidents.limits import FILLER_CAPITALS, FILLER_STRETCH
from onrecord.weights import read_arrays

FOLDER = Path(__file__).parent / "data" / "wires"
NETS = ("fillers.npz", "fillers-2.npz", "fillers-3.npz")


def is_wire(doc: Doc) -> bool:
    """Say whether a report is set in capitals, as those were that the fillers were trained on."""
    letters = [c for c in notes(doc).report.text[:FILLER_STRETCH] if c.isalpha()]
    return sum(c.isupper() for c in letters) > FILLER_CAPITALS * len(letters)


def wire_states(doc: Doc, heads: Sequence[Token], others: Sequence[Token]) -> tuple[Ints, Floats, Floats]:
    """Return the first and last wordpiece of each word, the states of all that was read, and those around each word.

    Args:
        doc: the report, read with an encoder.
        heads: the words, at least one.
        others: the trigger that is nearest to each.
    """
    number = {t.i: n for n, sentence in enumerate(doc.sents) for t in sentence}
    pieces: Sequence[Pieces] = sentence_pieces(doc)
    read = [pieces[n] for n in sorted({0, *(number[t.i] for t in heads)})]
    starts, ends = (np.array([at for p in read for at in getattr(p, part)]) for part in ("starts", "ends"))
    states = load_large().states([p.ids for p in read])
    reading = notes(doc).encoded
    if reading is not None:
        reading.large = starts, ends, states
    words, triggers = (first_and_last(tokens, starts, ends) for tokens in (heads, others))
    firsts = np.cumsum([0, *(len(p.starts) for p in read[:-1])])
    return words, states, states_around(states, firsts, np.maximum(words, 0), triggers)


def states_read(doc: Doc, heads: Sequence[Token]) -> tuple[Ints, Floats] | None:
    """Return the same for other words, -1 for those in sentences that were not read; None before `wire_states`."""
    reading = notes(doc).encoded
    if reading is None or reading.large is None:
        return None
    starts, ends, states = reading.large
    return first_and_last(heads, starts, ends), states


@functools.cache
def load_wire_nets(folder: Path = FOLDER) -> tuple[Net, ...]:
    """Return the nets on its states, loaded once a process; the mean of their chances counts.

    Raises:
        BadWeights: a file is missing or not the one that was shipped.
    """
    return tuple(Net(unpacked(read_arrays(folder, name))) for name in NETS)
