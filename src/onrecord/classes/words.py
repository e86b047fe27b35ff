"""Words and pairs of words as numbers of slots; no word is stored in the weights."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.classes.limits import SLOTS

Floats = npt.NDArray[np.floating[Any]]

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")


def words(text: str) -> list[str]:
    """Return the words in lower case, every number as "0"."""
    return ["0" if w[0].isdigit() else w for w in _WORD.findall(text.lower().replace("’", "'"))]


def pairs(tokens: Sequence[str]) -> list[str]:
    """Return the words and every two neighbours."""
    return [*tokens, *(f"{a}_{b}" for a, b in itertools.pairwise(tokens))]


def slots(terms: Iterable[str], salt: str) -> Floats:
    """Return 1 at the slot of every term, 0 elsewhere.

    Args:
        terms: words or pairs.
        salt: keeps terms of one model from sharing slots in the same way as those of another.
    """
    out = np.zeros(SLOTS)
    for term in terms:
        out[zlib.crc32(f"{salt}{term}".encode("utf-8", "replace")) % SLOTS] = 1.0
    return out


def weigh(found: Floats, rarity: Floats) -> Floats:
    """Return slots by how rare they are, as a vector of length one."""
    return unit(found * rarity)


def unit(vector: Floats) -> Floats:
    """Return a vector of length one in the same direction; zeros stay."""
    length: Floats = np.sqrt((vector * vector).sum(-1, keepdims=True)) + 1e-9
    return vector / length
