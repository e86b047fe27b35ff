"""How surely a sentence puts an event forward, -3 (certainly not) .. +3 (certainly): a number for the event's word."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.task import WIDTH, Batch, Example, held_out

CORPORA = ("uw_train", "meantime_train")

TOGETHER = 40
"""Sentences in a row that stand on the same side. The corpora do not say where a document ends; neighbours in the file
are mostly neighbours in a document."""

RUNS = (1, 1, 1, 1, 1, 3, 1, 1, 1, 1, 1, 6)
"""How many sentences are read together, in turn: alone as where a sentence is asked about, or in a window of several as
where a report is read."""

OUTSET = 2.7
"""What the head says at first: near the mean of UW train, so that the encoder is not pulled about at the start."""

FURTHEST = 3.0

Event = tuple[int, int, float]
"""Code points (start, end) of the word and its value."""


class Certainty:
    """The value of given event words, read off the first wordpiece of each."""

    name = "certainty"
    weight = 1.0

    def examples(self, data: Path) -> tuple[list[Example], list[Example]]:
        """Return sentences with events of both corpora, alone and in runs: to train on, and held out."""
        found = [example for corpus in CORPORA for example in _read(data / "certainty" / f"{corpus}.jsonl", corpus)]
        kept = {example.key for example in found if held_out(example.key)}
        return [e for e in found if e.key not in kept], [e for e in found if e.key in kept]

    def head(self) -> nn.Module:
        """Return a linear layer."""
        layer = nn.Linear(WIDTH, 1)
        nn.init.normal_(layer.weight, std=0.02)
        nn.init.constant_(layer.bias, OUTSET)
        return layer

    def loss(self, head: nn.Module, hidden: Tensor, batch: Batch) -> Tensor:
        """Return the mean absolute error: annotators' values have long tails, and the error is what is asked for."""
        found, wanted = _values(head, hidden, batch)
        return (found - wanted).abs().mean() if len(wanted) else hidden.sum() * 0.0

    def measure(self, head: nn.Module, scored: Sequence[tuple[Tensor, Batch]]) -> dict[str, float]:
        """Return Pearson's r, the mean absolute error, and the F1 of finding what is said not to be so."""
        pairs = [_values(head, hidden, batch) for hidden, batch in scored]
        found = torch.cat([f for f, _ in pairs]).detach().clamp(-FURTHEST, FURTHEST)
        wanted = torch.cat([w for _, w in pairs])
        denied, said = wanted < 0, found < 0
        hits, ends = int((denied & said).sum()), int(denied.sum() + said.sum())
        return {
            "r": float(torch.corrcoef(torch.stack([found, wanted]))[0, 1]),
            "mae": float((found - wanted).abs().mean()),
            "negative_f1": 2 * hits / ends if ends else 0.0,
        }

    def export(self, head: nn.Module) -> dict[str, np.ndarray[Any, Any]]:
        """Return `weight` (WIDTH,) and `bias` (1,)."""
        if not isinstance(head, nn.Linear):
            raise TypeError(f"not the head of this task: {type(head).__name__}")
        return {
            "weight": head.weight.detach().cpu().numpy().astype(np.float32).reshape(WIDTH),
            "bias": head.bias.detach().cpu().numpy().astype(np.float32).reshape(1),
        }


def _read(path: Path, corpus: str) -> Iterator[Example]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    lengths = itertools.cycle(RUNS)
    for block, start in enumerate(range(0, len(rows), TOGETHER)):
        rest = rows[start : start + TOGETHER]
        while rest:
            length = next(lengths)
            example, rest = _joined(rest[:length], f"{corpus}-{block}"), rest[length:]
            if example.target:
                yield example


def _joined(rows: Sequence[dict[str, Any]], key: str) -> Example:
    """Return sentences as one text, with their events where they stand in it."""
    text = ""
    events: list[Event] = []
    for row in rows:
        text += " " if text else ""
        events += [(len(text) + e["span"][0], len(text) + e["span"][1], e["value"]) for e in row["events"]]
        text += row["text"]
    return Example(text, events, key=key)


def _values(head: nn.Module, hidden: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return what the head says of every event of a batch, and what people say."""
    rows: list[int] = []
    places: list[int] = []
    wanted: list[float] = []
    for row, (example, pieces) in enumerate(zip(batch.examples, batch.pieces, strict=True)):
        for start, end, value in example.target:
            found = pieces.at(start, end)
            if found:  # none behind the end of what is read of a very long sentence
                rows.append(row)
                places.append(found[0])
                wanted.append(value)
    said: Tensor = head(hidden[rows, places]).squeeze(-1)
    return said, torch.tensor(wanted, dtype=said.dtype, device=said.device)
