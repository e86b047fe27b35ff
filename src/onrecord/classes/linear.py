"""Trained models: a row of weights for each class, and rows near which a class is likelier; digests are checked."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.classes.words import Floats
from onrecord.weights import read_arrays, write_arrays

FOLDER = Path(__file__).parent / "data"
FILE = "classes.npz"


@dataclass(frozen=True, slots=True)
class Scored:
    """A class with what spoke for it and the others.

    Attributes:
        label: the class with the highest score.
        scores: every class with its share, highest first; shares sum to 1 and are no probabilities of being right.
    """

    label: str
    scores: tuple[tuple[str, float], ...]

    def share(self, label: str) -> float:
        """Return the share of a class, 0 where it is none."""
        return dict(self.scores).get(label, 0.0)


@dataclass(frozen=True, slots=True)
class Near:
    """What rows of training say about those like them: what features mean together, which no row of weights tells.

    Attributes:
        points: (rows, features) as they were, of the first features of a model.
        pull: (classes, rows), what being at a point adds to each class.
        fading: (1,), how fast that fades with the squared distance.
    """

    points: Floats
    pull: Floats
    fading: Floats

    def raw(self, features: Floats) -> Floats:
        """Return what the points add to each class."""
        away = self.points - features[: self.points.shape[1]]
        added: Floats = self.pull @ np.exp(-self.fading * (away * away).sum(1))
        return added


@dataclass(frozen=True, slots=True)
class Linear:
    """One model.

    Attributes:
        labels: the classes, one a row of the weights.
        weight: (classes, features).
        bias: (classes,).
        rarity: what each slot of words counts.
        near: what is added for rows of training near by.
    """

    labels: tuple[str, ...]
    weight: Floats
    bias: Floats
    rarity: Floats
    near: Near | None = None

    def score(self, features: Floats) -> Scored:
        """Return the classes by score; ties fall to the first of the labels."""
        raw = self.weight @ features + self.bias
        if self.near is not None:
            raw = raw + self.near.raw(features)
        shares = np.exp(raw - raw.max())
        shares /= shares.sum()
        order = sorted(range(len(self.labels)), key=lambda i: (-shares[i], i))
        return Scored(self.labels[order[0]], tuple((self.labels[i], round(float(shares[i]), 4)) for i in order))


@functools.cache
def load_models(folder: Path = FOLDER) -> Mapping[str, Linear]:
    """Return the shipped models by name.

    Raises:
        BadWeights: a file is missing or not the one that was shipped.
    """
    arrays = read_arrays(folder, FILE)
    names = sorted({name.partition(".")[0] for name in arrays})
    return {name: _model(name, arrays) for name in names}


def _model(name: str, arrays: Mapping[str, Any]) -> Linear:
    weight, bias, rarity = (arrays[f"{name}.{key}"].astype(np.float64) for key in ("weight", "bias", "rarity"))
    near = None
    if f"{name}.points" in arrays:
        near = Near(*(arrays[f"{name}.{key}"].astype(np.float64) for key in ("points", "pull", "fading")))
    return Linear(tuple(str(label) for label in arrays[f"{name}.labels"]), weight, bias, rarity, near)


def pack_models(models: Mapping[str, Linear], folder: Path, about: Mapping[str, Any]) -> None:
    """Write models and manifest; half precision is enough and keeps the file small.

    Args:
        models: by name.
        folder: where to.
        about: what they were made from, for the manifest.
    """
    arrays: dict[str, Any] = {}
    for name, model in sorted(models.items()):
        arrays[f"{name}.labels"] = np.array(model.labels)
        parts = {"weight": model.weight, "bias": model.bias, "rarity": model.rarity}
        if model.near is not None:
            parts |= {"points": model.near.points, "pull": model.near.pull, "fading": model.near.fading}
        for key, value in parts.items():
            arrays[f"{name}.{key}"] = value.astype(np.float16)
    write_arrays(folder, FILE, arrays, about)
