"""What a sentence as a whole is about, kept while other tasks pull the encoder towards single words.

Classes of sentences (event types, `onrecord.classes`) are read off mean hidden states by heads that are fitted
afterwards. This task has no labels: on short texts of the corpora the mean state has to stay close to the base model's,
so the folds by which the heads are measured have seen nothing of each other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import tensors
from training.bert import Bert, load_base
from training.task import Batch, Example, held_out

SOURCES = (("attribution/train.jsonl", 840), ("muc4/train.jsonl", 700), ("linking/reports.jsonl", 700))
"""Files and how many texts of each: evenly spread over the file."""

LENGTH = 260
"""Characters of a text: about two sentences. What follows the last space in them is left out."""

SCALE = 4.0
"""Of the loss; one less the cosine is small beside the other tasks' losses."""


class Meaning:
    """Mean hidden states stay where the base model has them."""

    name = "meaning"
    weight = 1.0

    def __init__(self, base: Path) -> None:
        """Load the base model; it only tells where the states were."""
        self._base: Bert = load_base(base).eval().requires_grad_(requires_grad=False)

    def examples(self, data: Path) -> tuple[list[Example], list[Example]]:
        """Return the texts to train on and those held out."""
        found = [Example(text, None, key=key) for name, most in SOURCES for key, text in _texts(data / name, most)]
        return [e for e in found if not held_out(e.key)], [e for e in found if held_out(e.key)]

    def head(self) -> nn.Module:
        """Return nothing to learn: the states themselves are compared."""
        return nn.Identity()

    def loss(self, head: nn.Module, hidden: Tensor, batch: Batch) -> Tensor:  # noqa: ARG002 - the protocol's
        """Return how far the mean states have turned away."""
        return SCALE * (1 - self._likeness(hidden, batch).mean())

    def measure(self, head: nn.Module, scored: Sequence[tuple[Tensor, Batch]]) -> dict[str, float]:  # noqa: ARG002
        """Return the mean cosine with the base model's states."""
        found = torch.cat([self._likeness(hidden, batch) for hidden, batch in scored])
        return {"cosine": float(found.detach().mean())}

    def export(self, head: nn.Module) -> dict[str, np.ndarray[Any, Any]]:  # noqa: ARG002 - the protocol's
        """Return nothing: there is no head."""
        return {}

    def _likeness(self, hidden: Tensor, batch: Batch) -> Tensor:
        ids, kinds, mask = tensors(batch, str(hidden.device))
        self._base.to(hidden.device)
        with torch.no_grad():
            before = self._base(ids, kinds, mask)
        return functional.cosine_similarity(_mean(hidden, batch), _mean(before, batch), dim=-1)


def _mean(hidden: Tensor, batch: Batch) -> Tensor:
    """Return the mean state of each text, without its special wordpieces."""
    counts = torch.zeros(hidden.shape[:2], device=hidden.device)
    for row, pieces in enumerate(batch.pieces):
        counts[row, : len(pieces.special)] = 1 - torch.tensor(pieces.special, dtype=counts.dtype, device=hidden.device)
    total: Tensor = (hidden * counts.unsqueeze(-1)).sum(1)
    return total / counts.sum(1, keepdim=True).clamp(min=1)


def _texts(path: Path, most: int) -> Iterator[tuple[str, str]]:
    """Yield key and opening of documents spread evenly over a file."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    step = max(1, len(rows) // most)
    for row in rows[::step][:most]:
        text = " ".join(row["text"].split())[:LENGTH].rpartition(" ")[0]
        if text:
            yield str(row["doc_id"]), text
