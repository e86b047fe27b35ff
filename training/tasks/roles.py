"""Who and what has which part in an attack, trained together with the encoder on windows of reports.

The net is that of `training.tasks.fillers`, which goes on with it alone, on whole reports, once the encoder stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.encoder.windows import pack
from training.batches import wrapped
from training.task import Batch, Example, held_out
from training.tasks.fillers import (
    Fillers,
    Nouns,
    best_of_groups,
    figures,
    known_features,
    loss_of,
    nouns_of,
    places_of,
    read_rows,
)

SCALE = 1 / 4
"""Brings the sums over a window to about the size of other tasks' losses."""


class Roles:
    """The task; see `training.task.Task`."""

    name = "roles"

    def __init__(self, rows: Path) -> None:
        """Read what `training.tasks.fillers_rows` wrote."""
        self._rows = read_rows(rows)
        self._known = places_of(known_features(self._rows))

    def examples(self, data: Path) -> tuple[list[Example], list[Example]]:  # noqa: ARG002 - the rows have it all
        """Return the windows with nouns near an attack."""
        train: list[Example] = []
        tune: list[Example] = []
        for row in self._rows:
            (tune if held_out(row["key"]) else train).extend(self._windows(row))
        return train, tune

    def _windows(self, row: Mapping[str, Any]) -> Iterator[Example]:
        ids = [i for cut in row["ids"] for i in cut]
        for window in pack([len(cut) for cut in row["ids"]]):
            nouns = nouns_of(row, self._known, window.first, window.last)
            if nouns is not None:
                nouns.pieces += 1  # the special one in front
                inner = ids[window.first : window.last]
                yield Example("", nouns, key=row["key"], pieces=wrapped(inner, [(0, 0)] * len(inner)))

    def head(self) -> nn.Module:
        """Return a fresh net."""
        return Fillers(len(self._known))

    def loss(self, head: nn.Module, hidden: Tensor, batch: Batch) -> Tensor:
        """Return the mean loss over the windows."""
        assert isinstance(head, Fillers)  # noqa: S101 - what `head` returned
        each = [loss_of(head, nouns, states) for nouns, states in _inside(hidden, batch)]
        return torch.stack(each).mean() * SCALE

    def measure(self, head: nn.Module, scored: Sequence[tuple[Tensor, Batch]]) -> dict[str, float]:
        """Return F1 of what is mentioned in a window, over all roles, with the thresholds that do best."""
        assert isinstance(head, Fillers)  # noqa: S101 - what `head` returned
        return figures(
            [best_of_groups(n, head(n, states)) for hidden, batch in scored for n, states in _inside(hidden, batch)]
        )

    def export(self, head: nn.Module) -> dict[str, np.ndarray[Any, Any]]:  # noqa: ARG002 - the protocol's
        """Return nothing: the net ships by itself, see `training.tasks.fillers`."""
        return {}


def _inside(hidden: Tensor, batch: Batch) -> Iterator[tuple[Nouns, Tensor]]:
    """Yield the nouns and states of each window; a noun's wordpieces count from the special one in front."""
    for states, example, pieces in zip(hidden, batch.examples, batch.pieces, strict=True):
        yield example.target, states[: len(pieces.ids)]
