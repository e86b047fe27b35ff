"""What a task has to offer so that it can be trained together with others on the shared encoder.

A task module in `training/tasks/` defines one class that fits `Task` and is named in `training.train.make_tasks`:

1. `examples` reads a corpus into `Example`s: a text and whatever target the task likes.
   Split by `held_out(key)`, so that parts of one document, or claims of one rumour, never stand on both sides.
2. `head` makes the module that turns hidden states into scores. Matrices only: at run time it is a few lines of numpy.
3. `loss` gets the hidden states of a batch and its examples with their wordpieces, and returns one number.
4. `measure` scores held-out examples; the first figure it returns decides nothing but is logged every epoch.
5. `export` returns the arrays of the head; they are stored as "NAME.KEY" and reach run time by
   `load_encoder().head("NAME")["KEY"]`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

WIDTH = 384
"""Numbers in the hidden state of a wordpiece."""

HELD_OUT = 0.08
"""Share of the training documents that only tunes thresholds and picks the best epoch."""


@dataclass(frozen=True, slots=True)
class Example:
    """Something to learn from.

    Attributes:
        text: what is read; only the first `training.batches.LONGEST` wordpieces count.
        target: what is to come out; the task's own business.
        key: the document, or whatever must not be torn apart between training and tuning.
        pieces: ids and offsets where the task has cut the text itself, None where it is cut by the tokenizer.
    """

    text: str
    target: Any
    key: str = ""
    pieces: Pieces | None = None


@dataclass(frozen=True, slots=True)
class Pieces:
    """The wordpieces of an example, the special ones at both ends included.

    Attributes:
        ids: numbers of the wordpieces.
        kinds: what the encoder takes beside them, 0 throughout.
        offsets: code points (start, end) in the text; (0, 0) for the special ones.
        special: 1 where a wordpiece is none of the text: [CLS], [SEP].
    """

    ids: list[int]
    kinds: list[int]
    offsets: list[tuple[int, int]]
    special: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples with their wordpieces, in the order of the rows of the hidden states."""

    examples: Sequence[Example]
    pieces: Sequence[Pieces]


class Task(Protocol):
    """See the module's docstring. `hidden` is (examples, longest, WIDTH); behind the end of an example it is noise."""

    name: str

    def examples(self, data: Path) -> tuple[list[Example], list[Example]]:
        """Return what to train on and what is held out of the training part of the corpora below `data`."""

    def head(self) -> nn.Module:
        """Return a fresh head."""

    def loss(self, head: nn.Module, hidden: Tensor, batch: Batch) -> Tensor:
        """Return the mean loss of a batch."""

    def measure(self, head: nn.Module, scored: Sequence[tuple[Tensor, Batch]]) -> dict[str, float]:
        """Return figures over held-out batches; larger is better for the first."""

    def export(self, head: nn.Module) -> dict[str, np.ndarray[Any, Any]]:
        """Return the arrays of the head by name, float32."""


def held_out(key: str, part: int = 0) -> bool:
    """Say whether a document is kept for tuning; a fixed hash decides, so every run keeps the same.

    Args:
        key: of the document.
        part: which documents are kept; those of two parts are others.
    """
    share = int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0x1_0000_0000
    return part * HELD_OUT <= share < (part + 1) * HELD_OUT


def pad(rows: Sequence[Sequence[int]]) -> Tensor:
    """Return lists of unequal length as one tensor of numbers, 0 behind their ends."""
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
