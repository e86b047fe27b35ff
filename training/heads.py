"""Trains heads on the shipped encoder as it is: `python -m training.heads DATA FOLDER TASK.. [--epochs 20]`.

For a task that comes later, or is to be trained anew without touching the others. The hidden states come from the
quantised encoder in FOLDER, so a head learns on just what it will see; they are worked out once, which makes an epoch
a matter of seconds. The head is put into FOLDER beside the others, and the manifest is written anew.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from onrecord.encoder.encode import Encoder, load_encoder
from training.batches import Item, batches, pieces_of, seed_all
from training.export import add_head
from training.task import WIDTH, Batch, Task
from training.tasks.certainty import Certainty

TASKS: dict[str, type[Certainty]] = {"certainty": Certainty}
"""What can be trained alone; a later task is named here."""

SIZE = 16


def states_of(encoder: Encoder, items: Sequence[Item]) -> dict[int, Tensor]:
    """Return the hidden states of every example by the identity of its pieces, special wordpieces included."""
    return {id(pieces): torch.from_numpy(encoder.numbers(pieces.ids, pieces.kinds)) for _, pieces in items}


def joined(states: dict[int, Tensor], batch: Batch) -> Tensor:
    """Return the states of a batch as one tensor, 0 behind the ends."""
    rows = [states[id(p)] for p in batch.pieces]
    out = torch.zeros(len(rows), max(map(len, rows)), WIDTH)
    for row, held in enumerate(rows):
        out[row, : len(held)] = held
    return out


def train(task: Task, data: Path, encoder: Encoder, epochs: int, draw: random.Random) -> torch.nn.Module:
    """Return the head after the last epoch; prints the held-out figures of each."""
    train_items, tune_items = ([(e, pieces_of(encoder.tokenizer, e)) for e in part] for part in task.examples(data))
    states = {**states_of(encoder, train_items), **states_of(encoder, tune_items)}
    head = task.head()
    optimise = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.01)
    for epoch in range(epochs):
        for batch in batches(train_items, SIZE, draw):
            task.loss(head, joined(states, batch), batch).backward()
            optimise.step()
            optimise.zero_grad()
        with torch.no_grad():
            scored = [(joined(states, batch), batch) for batch in batches(tune_items, SIZE, None)]
            print(epoch, task.measure(head, scored), flush=True)
    return head


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("tasks", nargs="+", choices=sorted(TASKS))
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    encoder = load_encoder(options.folder)
    for name in options.tasks:
        task = TASKS[name]()
        head = train(task, options.data, encoder, options.epochs, seed_all(options.seed))
        add_head(options.folder, name, task.export(head))


if __name__ == "__main__":
    main()
