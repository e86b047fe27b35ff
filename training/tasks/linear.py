"""Softmax regression on rows that are mostly zeros."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from onrecord.classes.linear import Linear

Matrix = npt.NDArray[np.floating[Any]]

STEPS = 60
"""Most steps of the search; stance by folds is .767 with 60 as with 120, 2026-11-22."""

DENSE = 0.3
"""Share of rows from which a column is computed as a whole rather than by its few values."""


def fit(features: Matrix, labels: Sequence[str], rarity: Matrix, *, strength: float, balanced: bool) -> Linear:
    """Return the model with the least loss.

    Args:
        features: a row each.
        labels: the class of each row.
        rarity: kept with the model.
        strength: the inverse of the penalty on large weights ("C").
        balanced: whether rare classes count as much as frequent ones.
    """
    classes = sorted(set(labels))
    wanted = np.zeros((len(labels), len(classes)))
    wanted[np.arange(len(labels)), [classes.index(label) for label in labels]] = 1
    share = len(labels) / (len(classes) * wanted.sum(0)) if balanced else np.ones(len(classes))
    of_row = (wanted * share).sum(1, keepdims=True)
    counts = (features != 0).sum(0)
    full, thin = (
        np.flatnonzero(counts > DENSE * len(labels)),
        np.flatnonzero((counts > 0) & (counts <= DENSE * len(labels))),
    )
    dense, rows = np.ascontiguousarray(features[:, full]), sparse.csr_matrix(features[:, thin])
    columns = rows.T.tocsr()
    cut, shape = len(full), (len(full) + len(thin) + 1, len(classes))

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        weight = flat.reshape(shape)
        raw = dense @ weight[:cut] + rows @ weight[cut:-1] + weight[-1]
        raw -= raw.max(1, keepdims=True)
        total = np.log(np.exp(raw).sum(1, keepdims=True))
        value = float((of_row * (total - (raw * wanted).sum(1, keepdims=True))).sum())
        turned = of_row * (np.exp(raw - total) - wanted)
        slope = np.vstack([dense.T @ turned, columns @ turned, turned.sum(0)])
        slope[:-1] += weight[:-1] / strength
        return value + float((weight[:-1] ** 2).sum()) / (2 * strength), slope.ravel()

    found = optimize.minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    best = found.x.reshape(shape)
    weight = np.zeros((len(classes), features.shape[1]))
    weight[:, full], weight[:, thin] = best[:cut].T, best[cut:-1].T
    return Linear(tuple(classes), weight, best[-1], rarity)


def rarity_of(found: Matrix) -> Matrix:
    """Return what each slot counts: more the fewer rows have it, nothing where one row alone has it."""
    rows = (found > 0).sum(0)
    return np.where(rows < 2, 0.0, np.log((len(found) + 1) / (rows + 1)) + 1)
