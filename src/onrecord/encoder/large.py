"""A larger encoder than the one that reads every report: hidden states of wordpieces for a stage that needs them.

It knows the wordpieces of the smaller one, under other numbers, so that a report is cut once. As there, one window goes
through at a time, on one thread.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np

from onrecord.encoder.encode import Floats, session
from onrecord.encoder.limits import LARGE_WINDOW
from onrecord.encoder.windows import pack
from onrecord.weights import read_file

FOLDER = Path(__file__).parent / "data_large"
NETWORK = "encoder.onnx"

FIRST, LAST, SHIFT = 0, 2, 4
"""Its numbers of the special wordpieces, and how far its other numbers are from those of the smaller encoder."""


class LargeEncoder:
    """The network of the larger encoder."""

    def __init__(self, network: bytes) -> None:
        """Keep the network, the content of an ONNX file."""
        self._session = session(network)

    def states(self, sentences: Iterable[Sequence[int]]) -> Floats:
        """Return the hidden states of all wordpieces of sentences that are read together (wordpieces, width).

        Args:
            sentences: the numbers of each one's wordpieces, as the smaller encoder has them.
        """
        cut = [list(ids) for ids in sentences]
        ids = [number + SHIFT for sentence in cut for number in sentence]
        out = []
        for window in pack([len(sentence) for sentence in cut], LARGE_WINDOW):
            row = np.array([[FIRST, *ids[window.first : window.last], LAST]], dtype=np.int64)
            found: Any = self._session.run(["hidden"], {"ids": row})[0]
            out.append(found[0][1:-1])
        return cast("Floats", np.concatenate(out))


@functools.cache
def load_large(folder: Path = FOLDER) -> LargeEncoder:
    """Return the shipped larger encoder, loaded once a process, when something is first read with it.

    Raises:
        BadWeights: the file is missing or not the one that was shipped.
    """
    return LargeEncoder(read_file(folder, NETWORK))
