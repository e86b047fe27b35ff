"""The trained role fillers: names of features and hidden states in, a chance for each role out.

A table of rows looked up by the hash of a feature's name, the states that the shared encoder was trained to give the
nouns, a look of the nouns at each other, and two products of matrices. All of it is numpy: it runs only on reports that
tell of attacks, on their nouns alone.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Token

from onrecord.encoder.arrays import Floats, gelu, softmax
from onrecord.model import RoleKind
from onrecord.weights import read_arrays

Ints = npt.NDArray[np.int64]

FOLDER = Path(__file__).parent / "data"
FILE = "fillers.npz"
ROLES = (
    RoleKind.PERPETRATOR,
    RoleKind.PERPETRATOR_ORGANISATION,
    RoleKind.TARGET,
    RoleKind.VICTIM,
    RoleKind.INSTRUMENT,
)
"""What the columns of the chances stand for."""

_AMONG = 4
_KEPT = 1 << 16
"""Names of features whose rows are kept at hand; most stand with every second noun."""
_EPSILON = np.float32(1e-5)


def number(name: str) -> int:
    """Return the number that stands for the name of a feature."""
    return zlib.crc32(name.encode())


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the net for one report.

    Attributes:
        features: names of the features of each noun.
        about: names of the features of the report.
        states: hidden states of all wordpieces of the report.
        pieces: first and last wordpiece of each noun (nouns, 2).
        around: states around each noun (nouns, any), for nets that were trained with them.
    """

    features: Sequence[Sequence[str]]
    about: Sequence[str]
    states: Floats
    pieces: Ints
    around: Floats | None = None


def first_and_last(heads: Sequence[Token], starts: Ints, ends: Ints) -> Ints:
    """Return the first and last wordpiece of each word, -1 where it has none (words, 2).

    Args:
        heads: the words.
        starts: code point at which each wordpiece begins, in order.
        ends: code point behind each.
    """
    out = np.full((len(heads), 2), -1, dtype=np.int64)
    first = np.searchsorted(ends, [t.idx for t in heads], side="right")
    last = np.searchsorted(starts, [t.idx + len(t) for t in heads], side="left") - 1
    read = first <= last
    out[read, 0], out[read, 1] = first[read], last[read]
    return out


class Net:
    """The weights; `load_net` makes it."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        """Keep the arrays by name."""
        self._of = arrays
        rows = {int(n): row for row, n in enumerate(arrays["known"])}
        self._row = functools.lru_cache(_KEPT)(lambda name: rows.get(number(name)))
        self._table = np.concatenate([arrays["wide"], arrays["deep"]], 1)

    def chances(self, asked: Asked) -> Floats:
        """Return the chance of every noun for each of `ROLES`, by the keys that it was trained on."""
        of, states = self._of, asked.states
        first, last = asked.pieces[:, 0], asked.pieces[:, 1]
        rows = [self._known(names) for names in asked.features]
        flat = np.concatenate(rows)
        bags = np.add.reduceat(self._table[flat], np.cumsum([0, *(len(r) for r in rows[:-1])]))
        plain, bag = bags[:, : len(ROLES)], bags[:, len(ROLES) :]
        plain = plain + of["about"][self._known(asked.about)].sum(0)
        mean = np.broadcast_to(states.mean(0), (len(rows), states.shape[1]))
        parts = [bag, states[last], (states[first] + states[last]) / 2, mean]
        if asked.around is not None:
            parts.append(asked.around)
        seen = np.concatenate(parts, 1)
        inner = gelu(self._times("l1", _norm(seen, of["ins.weight"], of["ins.bias"], _EPSILON)))
        raw = self._times("l2", self._among(inner)) + plain + of["bias"]
        return cast("Floats", 1 / (1 + np.exp(-raw)))

    def _known(self, names: Sequence[str]) -> Ints:
        """Return the rows of those features that training saw often enough; "bias" is always among a noun's."""
        return np.array([row for row in map(self._row, names) if row is not None], dtype=np.int64)

    def _times(self, name: str, x: Floats) -> Floats:
        return cast("Floats", x @ self._of[f"{name}.weight"].T + self._of[f"{name}.bias"])

    def _among(self, nouns: Floats) -> Floats:
        """Return what is known of the nouns after a look at each other: two names for one man, a better fit nearby."""
        of, width = self._of, nouns.shape[1]
        x = _norm(nouns, of["among.norm.weight"], of["among.norm.bias"], _EPSILON)
        parts = self._times("among.in", x).reshape(len(x), 3, _AMONG, width // _AMONG).transpose(1, 2, 0, 3)
        scores = parts[0] @ parts[1].transpose(0, 2, 1) / np.sqrt(np.float32(width // _AMONG))
        mixed = (softmax(scores) @ parts[2]).transpose(1, 0, 2).reshape(len(x), width)
        return cast("Floats", nouns + self._times("among.out", mixed))


def _norm(x: Floats, weight: Floats, bias: Floats, epsilon: np.float32) -> Floats:
    away = x - x.mean(1, keepdims=True)
    return cast("Floats", away / np.sqrt((away * away).mean(1, keepdims=True) + epsilon) * weight + bias)


@functools.cache
def load_net(folder: Path = FOLDER) -> Net:
    """Return the shipped weights, loaded once a process.

    Raises:
        BadWeights: a file is missing or not the one that was shipped.
    """
    return Net(unpacked(read_arrays(folder, FILE)))


def unpacked(stored: Mapping[str, Any]) -> dict[str, Floats]:
    """Return arrays out of what is stored: matrices as 8-bit numbers with a scale for each row, the rest as it is."""
    out: dict[str, Floats] = {}
    for name, array in stored.items():
        if name == "known":
            out[name] = array
        elif not name.endswith("/scale"):
            scale = stored.get(f"{name}/scale")
            found = array.astype(np.float32)
            out[name] = found if scale is None else found * scale.astype(np.float32)
    return out
