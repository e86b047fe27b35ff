"""What the trained model sees in a report: cues, and for each cue what is its source and what its content.

The hidden states come from the shared encoder; the heads are applied here, a few products of matrices
(`training/tasks/claims.py` trains them and has the same formulas).
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from onrecord.claims.limits import TAGGER_GROWS
from onrecord.encoder.arrays import Floats, gelu, softmax
from onrecord.model import Span

if TYPE_CHECKING:
    from onrecord.encoder import Encoded

Ints = npt.NDArray[np.int64]
Head = Mapping[str, Floats]

_ROLES = 2  # source, content
_STEPS = np.array((1, 2, 4, 8, 16, 32, 64))
_OUT, _BEGIN, _IN = range(3)


@dataclass(frozen=True, slots=True)
class Links:
    """How well the wordpieces of a window fit a cue, in log-odds; above 0 is more likely than not.

    Attributes:
        first: index in the report of the first wordpiece.
        source: for every wordpiece of the window, that it belongs to the source.
        content: the same for the content.
    """

    first: int
    source: Floats
    content: Floats


class Tagged:
    """A report as the model sees it; wordpieces are counted through all windows."""

    def __init__(self, head: Head, windows: Sequence[Encoded]) -> None:
        """Find the cues; links are worked out when asked for."""
        self._head = head
        self._windows = windows
        sizes = [len(w.starts) for w in windows]
        self._firsts = [int(n) for n in np.cumsum([0, *sizes])]
        empty = np.zeros(0, dtype=np.int64)
        self.starts: Ints = np.concatenate([empty, *(w.starts for w in windows)])
        self.ends: Ints = np.concatenate([empty, *(w.ends for w in windows)])
        tags = [softmax(_tags(head, w.states)) for w in windows]
        self.tags: Floats = np.concatenate([np.zeros((0, 3), dtype=np.float32), *tags])
        self._words: dict[int, tuple[Floats, list[Floats]]] = {}
        self._bounds = self.starts.tolist(), self.ends.tolist()

    def pieces(self, spans: Sequence[Span]) -> list[int]:
        """Return the wordpieces that share a code point with any of the spans, in order."""
        found: list[int] = []
        for span in sorted(spans):
            first, last = self.bounds(span)
            found += range(max(first, found[-1] + 1) if found else first, last)
        return found

    def bounds(self, span: Span) -> tuple[int, int]:
        """Return the first wordpiece that shares a code point with a span, and the one behind the last."""
        starts, ends = self._bounds
        return bisect.bisect_right(ends, span.start), bisect.bisect_left(starts, span.end)

    def cue_chance(self, pieces: Sequence[int]) -> float:
        """Return how likely the likeliest of the wordpieces is part of a cue."""
        return float(1 - self.tags[list(pieces), _OUT].min()) if pieces else 0.0

    def cues(self, least: float) -> list[list[int]]:
        """Return the wordpieces of each cue.

        Args:
            least: how likely its likeliest wordpiece has to be part of a cue; those beside it need less.
        """
        chance = 1 - self.tags[:, _OUT]
        out: list[list[int]] = []
        for i in np.flatnonzero(chance >= min(least, TAGGER_GROWS)):
            begins = self.tags[i, _BEGIN] >= self.tags[i, _IN]
            if out and out[-1][-1] == i - 1 and not begins and self._window(int(i)) == self._window(int(i) - 1):
                out[-1].append(int(i))
            else:
                out.append([int(i)])
        return [cue for cue in out if chance[cue].max() >= least]

    def links(self, cue: Sequence[int]) -> Links:
        """Return how well the wordpieces of a cue's (first) window fit it."""
        window = self._window(cue[0])
        first = self._firsts[window]
        inner = [i - first for i in cue if i < self._firsts[window + 1]]
        states = self._windows[window].states
        if window not in self._words:
            words = _shaped(self._head, "word", states)
            tables, bias = self._head["near"], self._head["bias"]
            self._words[window] = words, [words[:, r] @ tables[r].T + bias[r] for r in range(_ROLES)]
        words, near = self._words[window]
        asked = _shaped(self._head, "cue", states[inner].mean(0, keepdims=True))[0] / np.sqrt(
            np.float32(words.shape[2])
        )
        places, at = np.arange(len(states)), _buckets(len(states), inner[0], inner[-1])
        return Links(first, *(words[:, r] @ asked[r] + near[r][places, at] for r in range(_ROLES)))

    def _window(self, piece: int) -> int:
        return int(np.searchsorted(self._firsts, piece, side="right")) - 1


def _tags(head: Head, states: Floats) -> Floats:
    inner = gelu(states @ head["tag_in_weight"].T + head["tag_in_bias"])
    return cast("Floats", inner @ head["tag_out_weight"].T + head["tag_out_bias"])


def _shaped(head: Head, name: str, states: Floats) -> Floats:
    flat = gelu(states @ head[f"{name}_weight"].T + head[f"{name}_bias"])
    return flat.reshape(len(states), _ROLES, -1)


def _buckets(length: int, first: int, last: int) -> Ints:
    """Return how far each wordpiece is from a cue, in steps that widen with the distance; 0 is farthest to the left."""
    places = np.arange(length)
    away = np.where(places < first, places - first, np.maximum(0, places - last))
    step = np.searchsorted(_STEPS, np.abs(away), side="left") + 1
    middle = len(_STEPS) + 1
    return middle + np.sign(away) * step
