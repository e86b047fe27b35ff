"""Least squares on features, words and nearness to rows of training, with what a group has in common set aside.

Features mean something together that no sum of theirs tells ("says" in a headline about what somebody said), so rows
also count by how near they are in all features at once; the kernel of words stays a plain product. Rows of one rumour
share more than their words show, and what they share is no use elsewhere: an effect of each group is fitted beside the
rest and thrown away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from onrecord.classes.linear import Linear, Near
from training.tasks.linear import DENSE

Numbers = npt.NDArray[np.floating[Any]]

SHARPNESS = 4.0
"""By which scores are multiplied, so that shares spread as they should: sides of headlines are likeliest with it, by
folds of rumours (of 2.5 to 5, 2026-11-23); no label depends on it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much.

    Attributes:
        strength: the inverse of the penalty.
        plain: features one by one.
        near: nearness in all features.
        fading: how fast nearness fades with the squared distance.
        group: what rows of one group share.
        behind: the blocks of columns behind the features, one by one, beside how they are scaled.
    """

    strength: float
    plain: float
    near: float
    fading: float
    group: float
    behind: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to learn from.

    Attributes:
        features: a row each: features, then blocks of columns as they are scaled.
        widths: columns of the features and of each block.
        labels: the class of each row.
        groups: of which rumour each row is.
    """

    features: Numbers
    widths: tuple[int, ...]
    labels: Sequence[str]
    groups: Sequence[str]

    @property
    def wanted(self) -> Numbers:
        """Return 1 at the class of each row, 0 elsewhere; classes stand in order."""
        classes = np.array(sorted(set(self.labels)))
        return np.asarray(np.array(self.labels)[:, None] == classes[None], dtype=np.float64)

    def parted(self) -> tuple[Numbers, Numbers]:
        """Return features and blocks."""
        return self.features[:, : self.widths[0]], self.features[:, self.widths[0] :]

    def counts(self, weights: Weights) -> Numbers:
        """Return what each column of the blocks counts."""
        return np.repeat(np.array(weights.behind), self.widths[1:])


def fit_near(rows: Rows, several: Sequence[Weights]) -> Linear:
    """Return the mean of models with the least squared errors, solved by rows; its rarity is left empty.

    Args:
        rows: to learn from.
        several: what counts how much in each; nearness fades alike in all.
    """
    wanted, (dense, rest) = rows.wanted, rows.parted()
    mean = wanted.mean(0)
    weight, pull = np.zeros((wanted.shape[1], rows.features.shape[1])), np.zeros((wanted.shape[1], len(wanted)))
    for weights in several:
        of_row = np.linalg.solve(_alike(rows, weights), wanted - mean)
        weight += np.hstack([weights.plain * (of_row.T @ dense), of_row.T @ rest * rows.counts(weights)])
        pull += weights.near * of_row.T
    scale = SHARPNESS / len(several)
    near = Near(dense, scale * pull, np.array([several[0].fading]))
    return Linear(tuple(sorted(set(rows.labels))), scale * weight, SHARPNESS * mean, np.zeros(0), near)


def left_out(rows: Rows, several: Sequence[Weights]) -> Numbers:
    """Return the scores that the same model gives each row where it is fitted without the row's group.

    What a fit without some rows would say of them follows from the inverse of the whole, so that nothing is fitted
    anew and no way of cutting into folds is left to chance.

    Args:
        rows: to learn from.
        several: what counts how much in each.
    """
    wanted = rows.wanted
    raw = np.zeros_like(wanted)
    held: dict[str, list[int]] = {}
    for i, group in enumerate(rows.groups):
        held.setdefault(group, []).append(i)
    for weights in several:
        inverse = np.linalg.inv(_alike(rows, weights))
        pulled, level = inverse @ wanted, inverse.sum(1)
        for own in held.values():
            mean = (wanted.sum(0) - wanted[own].sum(0)) / max(1, len(wanted) - len(own))
            wrong = np.linalg.solve(inverse[np.ix_(own, own)], pulled[own] - np.outer(level[own], mean))
            raw[own] += wanted[own] - wrong
    return np.asarray(raw * SHARPNESS / len(several))


def _alike(rows: Rows, weights: Weights) -> Numbers:
    """Return how alike every two rows are, with what one alone is worth."""
    dense, rest = rows.parted()
    alike = _products(rest * np.sqrt(rows.counts(weights))) + weights.plain * (dense @ dense.T)
    alike += weights.near * np.exp(-weights.fading * _squares(dense, dense))
    named = np.array(rows.groups)
    alike += weights.group * (named[:, None] == named[None])
    return alike + np.eye(len(named)) / weights.strength


def said_of(model: Linear, features: Numbers) -> list[str]:
    """Return the class of many rows at once, as `Linear.score` has it for one."""
    return [model.labels[i] for i in raw_of(model, features).argmax(1)]


def shares_of(model: Linear, features: Numbers) -> Numbers:
    """Return the shares of the classes of many rows, in the order of the model's labels."""
    return shared(raw_of(model, features))


def shared(raw: Numbers) -> Numbers:
    """Return scores as shares."""
    shares = np.exp(raw - raw.max(1, keepdims=True))
    return np.asarray(shares / shares.sum(1, keepdims=True))


def raw_of(model: Linear, features: Numbers) -> Numbers:
    """Return the scores of the classes of many rows before they are shares."""
    raw: Numbers = features @ model.weight.T + model.bias
    if model.near is not None:
        far = _squares(features[:, : model.near.points.shape[1]], model.near.points)
        raw += np.exp(-model.near.fading * far) @ model.near.pull.T
    return raw


def _products(rows: Numbers) -> Numbers:
    """Return the product of every row with every other; most columns are mostly zeros."""
    full = (rows != 0).mean(0) > DENSE
    states, words = rows[:, full], sparse.csr_matrix(rows[:, ~full])
    products: Numbers = states @ states.T + (words @ words.T).toarray()
    return products


def _squares(one: Numbers, other: Numbers) -> Numbers:
    """Return the squared distance of every row to every row of the other."""
    lengths = (one * one).sum(1)[:, None] + (other * other).sum(1)[None]
    squares: Numbers = np.maximum(0.0, lengths - 2 * (one @ other.T))
    return squares
