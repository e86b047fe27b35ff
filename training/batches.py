"""Examples to batches of wordpieces."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.encoder.limits import LONGEST
from training.task import Batch, Example, Pieces, pad

CLS, SEP = 101, 102
CHUNK = 16
"""Batches sorted by length together, so that little is padded and much is still by chance."""


def load_tokenizer(base: Path) -> Tokenizer:
    """Return the tokenizer of the base model without its own cutting and padding."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def wrapped(ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Pieces:
    """Return the wordpieces of one text between the special ones."""
    inner = len(ids)
    return Pieces([CLS, *ids, SEP], [0] * (inner + 2), [(0, 0), *offsets, (0, 0)], [1, *[0] * inner, 1])


def pieces_of(tokenizer: Tokenizer, example: Example) -> Pieces:
    """Return the wordpieces of an example, cut where the encoder at run time cuts."""
    if example.pieces is not None:
        return example.pieces
    one = tokenizer.encode(example.text, add_special_tokens=False)
    return wrapped(one.ids[:LONGEST], one.offsets[:LONGEST])


Item = tuple[Example, Pieces]


def batches(items: Sequence[Item], size: int, draw: random.Random | None) -> Iterator[Batch]:
    """Yield batches; in the order given where `draw` is None, else by chance with like lengths together."""
    order = list(range(len(items)))
    if draw is not None:
        draw.shuffle(order)
    for start in range(0, len(order), size * CHUNK):
        chunk = sorted(order[start : start + size * CHUNK], key=lambda i: len(items[i][1].ids))
        for first in range(0, len(chunk), size):
            part = [items[i] for i in chunk[first : first + size]]
            yield Batch([e for e, _ in part], [p for _, p in part])


def tensors(batch: Batch, device: str) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, kinds and mask of a batch."""
    ids = pad([p.ids for p in batch.pieces])
    kinds = pad([p.kinds for p in batch.pieces])
    mask = pad([[1] * len(p.ids) for p in batch.pieces]).bool()
    return ids.to(device), kinds.to(device), mask.to(device)


def seed_all(seed: int) -> random.Random:
    """Seed everything that draws, and return a source of chance of its own."""
    torch.manual_seed(seed)
    return random.Random(seed)  # noqa: S311 - no secret depends on it
