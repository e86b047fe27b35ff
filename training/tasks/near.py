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

SHARPNESS = 5.0
"""By which scores are multiplied, so that shares spread as those of the other models; no label depends on it."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much.

    Attributes:
        words: the headline's own words.
        strength: the inverse of the penalty.
        plain: features one by one.
        near: nearness in all features.
        fading: how fast nearness fades with the squared distance.
        group: what rows of one group share.
    """

    words: float
    strength: float
    plain: float
    near: float
    fading: float
    group: float


def fit_near(features: Numbers, first: int, labels: Sequence[str], groups: Sequence[str], weights: Weights) -> Linear:
    """Return the model with the least squared errors, solved by rows; its rarity is left empty.

    Args:
        features: a row each: features, then words as they are weighed.
        first: how many of the columns are features.
        labels: the class of each row.
        groups: of which rumour each row is.
        weights: what counts how much.
    """
    classes = sorted(set(labels))
    wanted = np.array([[float(label == c) for c in classes] for label in labels])
    mean = wanted.mean(0)
    dense, rest = features[:, :first], features[:, first:]
    alike = _products(rest) + weights.plain * (dense @ dense.T)
    alike += weights.near * np.exp(-weights.fading * _squares(dense, dense))
    named = np.array(groups)
    alike += weights.group * (named[:, None] == named[None])
    of_row = np.linalg.solve(alike + np.eye(len(labels)) / weights.strength, wanted - mean)
    weight = np.hstack([weights.plain * (of_row.T @ dense), of_row.T @ rest])
    near = Near(dense, SHARPNESS * weights.near * of_row.T, np.array([weights.fading]))
    return Linear(tuple(classes), SHARPNESS * weight, SHARPNESS * mean, np.zeros(0), near)


def said_of(model: Linear, features: Numbers) -> list[str]:
    """Return the class of many rows at once, as `Linear.score` has it for one."""
    return [model.labels[i] for i in raw_of(model, features).argmax(1)]


def shares_of(model: Linear, features: Numbers) -> Numbers:
    """Return the shares of the classes of many rows, in the order of the model's labels."""
    raw = raw_of(model, features)
    shares = np.exp(raw - raw.max(1, keepdims=True))
    shares /= shares.sum(1, keepdims=True)
    return np.asarray(shares)


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
