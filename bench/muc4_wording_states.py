"""What the larger encoder's states at the edges of a phrase say of whether the key of MUC-4 has it in these words.

Whether "the small offices of the bank" or "offices" is meant shows in how the words beside an edge are read. The states
are weighed along the directions in which they vary most, beside what words and grammar say (`muc4_wording`).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from spacy.tokens import Doc

from bench.muc4_relevance import ROLES
from onrecord.encoder.arrays import Floats
from onrecord.incidents.wires import states_read

Numbers = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FILE = Path(__file__).with_name("muc4_wording.npz")
PARTS = 4
"""States of a phrase: of its first piece, of the piece before it, of its last, and of the piece behind it."""

DIRECTIONS = 48
"""In which states are weighed; with 96 no better by folds, 2026-11-23."""

STRENGTH = 1.0
"""Of the penalty on large weights, once for what all roles share and once for each."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The states of phrases.

    Attributes:
        states: (phrases, PARTS, width).
        read: which of them there are (phrases, PARTS).
    """

    states: Floats
    read: npt.NDArray[np.bool_]


def edges_of(doc: Doc, phrases: Sequence[tuple[int, int]]) -> Edges | None:
    """Return the states at the edges of phrases; None where the larger encoder did not read the report.

    Args:
        doc: the report.
        phrases: numbers of the first and last token of each, -1 where it does not stand there.
    """
    tokens = [
        doc[i] if 0 <= i < len(doc) else None
        for first, last in phrases
        for i in ((first, first - 1, last, last + 1) if first >= 0 else (-1,) * PARTS)
    ]
    found = states_read(doc, [t for t in tokens if t is not None])
    if found is None:
        return None
    pieces, states = found
    at = np.full((len(tokens), 2), -1, dtype=np.int64)
    at[[n for n, t in enumerate(tokens) if t is not None]] = pieces
    cut = at.reshape(len(phrases), PARTS, 2)
    nearest = np.stack([cut[:, 0, 0], cut[:, 1, 1], cut[:, 2, 1], cut[:, 3, 0]], 1)
    read = nearest >= 0
    return Edges(np.where(read[..., None], states[np.maximum(nearest, 0)], np.float32(0)), read)


@dataclass(frozen=True, slots=True)
class StateWeights:
    """What states say.

    Attributes:
        scale: what the odds by words and grammar count beside them.
        rows: (roles, PARTS, width).
        shift: (roles, PARTS), added where there is a state.
    """

    scale: float
    rows: Floats
    shift: Floats

    def odds(self, odds: Numbers, edges: Edges, role: str) -> Numbers:
        """Return the odds of phrases with their states in view.

        Args:
            odds: by words and grammar.
            edges: the states of the phrases.
            role: the key's name of the part.
        """
        n = ROLES.index(role)
        said = np.einsum("opw,pw->op", edges.states, self.rows[n]) + self.shift[n]
        out: Numbers = self.scale * odds + (said * edges.read).sum(1)
        return out


@functools.cache
def states_weights() -> StateWeights:
    """Return the stored weights."""
    with np.load(FILE, allow_pickle=False) as stored:
        rows, shift = (stored[name].astype(np.float32) for name in ("rows", "shift"))
        return StateWeights(float(stored["scale"]), rows, shift)


def write(weighed: StateWeights) -> None:
    """Store weights."""
    rows, shift = (array.astype(np.float16) for array in (weighed.rows, weighed.shift))
    np.savez_compressed(FILE, scale=np.float32(weighed.scale), rows=rows, shift=shift)


@dataclass(frozen=True, slots=True)
class Choice:
    """A noun whose phrases are weighed in training.

    Attributes:
        role: the key's name of the part.
        odds: of each phrase by words and grammar, by weights that were not fitted on this report.
        right: whether the key has it.
        share: what the noun counts.
        edges: the states of the phrases.
    """

    role: str
    odds: Numbers
    right: Sequence[bool]
    share: float
    edges: Edges


def fit_states(choices: Sequence[Choice]) -> StateWeights:
    """Return weights under which the key's phrases are the likeliest, with a penalty on their squares."""
    held = np.concatenate([c.edges.states[c.edges.read] for c in choices])
    middle = held.mean(0)
    _, vectors = np.linalg.eigh(np.cov(held - middle, rowvar=False))
    turn = vectors[:, : -DIRECTIONS - 1 : -1] / np.sqrt(DIRECTIONS)
    table = np.concatenate([_columns(c, middle, turn) for c in choices])
    right = np.concatenate([c.right for c in choices]).astype(float)
    counts, share = np.array([len(c.right) for c in choices]), np.array([c.share for c in choices])
    odds = np.concatenate([c.odds for c in choices])

    def loss(weighed: Numbers) -> tuple[float, Numbers]:
        lost, slope = unlikely(weighed[0] * odds + table @ weighed[1:], right, counts, share)
        lost += STRENGTH / 2 * float(weighed[1:] @ weighed[1:])
        return lost, np.concatenate([[slope @ odds], table.T @ slope + STRENGTH * weighed[1:]])

    start = np.zeros(1 + table.shape[1])
    start[0] = 1.0
    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    by_role = found[1:].reshape(1 + len(ROLES), PARTS, DIRECTIONS)
    rows = (by_role[1:] + by_role[0]) @ turn.T
    return StateWeights(float(found[0]), rows.astype(np.float32), (-rows @ middle).astype(np.float32))


def unlikely(odds: Numbers, right: Numbers, counts: Ints, share: Numbers) -> tuple[float, Numbers]:
    """Return how unlikely the key's phrases are, and the slope by the odds of each phrase.

    Args:
        odds: of all phrases (phrases,), those of a noun side by side.
        right: 1 for those that the key has.
        counts: phrases of each noun.
        share: what each noun counts.
    """
    first, of = np.cumsum(counts) - counts, np.repeat(np.arange(len(counts)), counts)
    powers = np.exp(odds - np.maximum.reduceat(odds, first)[of])
    whole, keyed = np.add.reduceat(powers, first), np.add.reduceat(powers * right, first)
    return float(share @ np.log(whole / keyed)), share[of] * powers * (1 / whole[of] - right / keyed[of])


def _columns(choice: Choice, middle: Floats, turn: Floats) -> Floats:
    """Return the states of phrases along the directions, once for all roles and once for their own."""
    edges = choice.edges
    own = ((edges.states - middle) @ turn * edges.read[..., None]).reshape(len(edges.read), -1)
    out = np.zeros((len(own), 1 + len(ROLES), own.shape[1]), dtype=np.float32)
    out[:, 0] = out[:, 1 + ROLES.index(choice.role)] = own
    return out.reshape(len(own), -1)
