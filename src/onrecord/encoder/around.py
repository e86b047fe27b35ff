"""The states around words: of what stands beside each, of its sentence, and of another word that it is weighed with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.encoder.arrays import Floats

Ints = npt.NDArray[np.int64]

BESIDE = 4
"""Wordpieces on each side that stand beside a word."""


def states_around(states: Floats, firsts: Ints, words: Ints, others: Ints) -> Floats:
    """Return the mean state of each word's sentence, that of the wordpieces beside it, and the state of another word.

    Args:
        states: of all wordpieces that were read (wordpieces, width).
        firsts: number of the first wordpiece of each sentence, ascending from 0.
        words: first and last wordpiece of each word (words, 2).
        others: the same of the other word that belongs to each; zeros are returned where it is -1.

    Returns:
        (words, 3 width).
    """
    sums = np.concatenate([np.zeros((1, states.shape[1]), dtype=np.float64), np.cumsum(states, 0, dtype=np.float64)])
    total = len(states)
    number = np.searchsorted(firsts, words[:, 0], side="right") - 1
    ends = np.append(firsts[1:], total)[number]
    first, last = words[:, 0], words[:, 1] + 1
    low, high = np.maximum(first - BESIDE, 0), np.minimum(last + BESIDE, total)
    beside = sums[high] - sums[last] + sums[first] - sums[low]
    own = (sums[ends] - sums[firsts[number]]) / (ends - firsts[number])[:, None]
    near = beside / np.maximum(high - last + first - low, 1)[:, None]
    other = np.where(others[:, 1:] >= 0, states[np.maximum(others[:, 1], 0)], np.float32(0))
    out: Floats = np.concatenate([own, near, other], 1).astype(np.float32)
    return out
