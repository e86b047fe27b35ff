"""How surely a report puts its events forward, read off the trained encoder: a value for every wordpiece.

The value means something where the wordpiece begins the word of an event, whatever kind of word that is; the caller
knows which words those are. `scope` gives the same number by rules, and the classes of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.encoder import Encoded
from onrecord.model import Span

HEAD = "certainty"
"""Name of the head that the encoder was trained with."""

FURTHEST = 3.0
"""Ends of the scale: certainly so, and with a minus, certainly not."""


@dataclass(frozen=True, slots=True)
class WordValues:
    """Values of the wordpieces of a report, in order.

    Attributes:
        starts: code point at which each wordpiece begins.
        ends: code point behind each wordpiece.
        values: from -3 (certainly not) to +3 (certainly).
    """

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    values: npt.NDArray[np.float32]

    def at(self, span: Span) -> float | None:
        """Return the value of the event whose word stands there, None where the encoder did not read."""
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        if first == len(self.ends) or int(self.starts[first]) >= span.end:
            return None
        return round(float(self.values[first]), 3)


def word_values(windows: Iterable[Encoded], head: Mapping[str, npt.NDArray[Any]]) -> WordValues | None:
    """Return the values of all wordpieces of a report.

    Args:
        windows: hidden states, in the order of the text.
        head: the arrays of the head; where it was not trained it has none, and the result is None.
    """
    if not head:
        return None
    read = list(windows)
    if not read:
        return WordValues(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))
    said = np.concatenate([window.states @ head["weight"] for window in read]) + head["bias"]
    values = np.clip(said, -FURTHEST, FURTHEST).astype(np.float32)
    starts = np.concatenate([window.starts for window in read])
    ends = np.concatenate([window.ends for window in read])
    return WordValues(starts, ends, values)
