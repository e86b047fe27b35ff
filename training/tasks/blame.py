"""The net that reads responsibility: `python -m training.tasks.blame rows.npz OUT`.

OUT is where the weights go (`src/onrecord/incidents/responsibility/data`).

Three small nets with other beginnings, side by side in one file, on the states of the larger encoder as they ship;
needs torch. Before them five more, each without a fifth of the invented reports, for the figures of the card.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from onrecord.encoder.arrays import gelu, softmax
from onrecord.weights import write_arrays

FOLDS, NETS = 5, 3
INNER, EPOCHS, RATE, DECAY, DROPOUT, BATCH = 64, 10, 2e-3, 0.05, 0.3, 64
FILE = "blame.npz"
LEAST = (0.0, 0.6, 0.7, 0.8, 0.9)

Arrays = dict[str, np.ndarray[Any, Any]]


def train(read: np.ndarray[Any, Any], classes: np.ndarray[Any, Any], outputs: int, seed: int) -> Arrays:
    """Return a net's matrices, the scale of what it reads folded into the first."""
    torch.manual_seed(seed)
    mean, spread = read.mean(0), read.std(0) + 0.05
    x, y = torch.tensor((read - mean) / spread), torch.tensor(classes)
    first, second = nn.Linear(x.shape[1], INNER), nn.Linear(INNER, outputs)
    net = nn.Sequential(nn.Dropout(DROPOUT), first, nn.GELU(approximate="tanh"), nn.Dropout(DROPOUT), second)
    steps = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    total = EPOCHS * (len(x) // BATCH + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(steps, RATE, total_steps=total + 1)
    for _ in range(EPOCHS):
        for part in torch.randperm(len(x)).split(BATCH):
            loss = nn.functional.cross_entropy(net(x[part]), y[part], label_smoothing=0.05)
            steps.zero_grad()
            loss.backward()
            steps.step()
            pace.step()
    weight = first.weight.detach().numpy()
    bias = first.bias.detach().numpy() - (mean / spread) @ weight.T
    return {
        "l1": (weight / spread).T,
        "b1": bias,
        "l2": second.weight.detach().numpy().T,
        "b2": second.bias.detach().numpy(),
    }


def beside(nets: list[Arrays]) -> Arrays:
    """Return nets as one, whose answer is the mean of theirs before it is made a chance."""
    return {
        "l1": np.concatenate([n["l1"] for n in nets], 1),
        "b1": np.concatenate([n["b1"] for n in nets]),
        "l2": np.concatenate([n["l2"] for n in nets]) / len(nets),
        "b2": np.mean([n["b2"] for n in nets], 0),
    }


def held_out(
    read: np.ndarray[Any, Any], classes: np.ndarray[Any, Any], names: np.ndarray[Any, Any], groups: np.ndarray[Any, Any]
) -> list[Any]:
    """Return precision and recall at each least chance, and what is found in news, by folds of reports.

    `groups` says what each class is: nothing, blamed, denying, claiming. A word counts as found where its group is the
    one written down; "stance right" are those of them whose stance is, too.
    """
    fold = np.array([zlib.crc32(n.encode()) % FOLDS for n in names])
    found = np.zeros((len(classes), len(groups)))
    for number in range(FOLDS):
        rest = fold != number
        net = train(read[rest], classes[rest], len(groups), 1)
        found[~rest] = softmax(gelu(read[~rest] @ net["l1"] + net["b1"]) @ net["l2"] + net["b2"])
    chances = np.stack([found[:, groups == g].sum(1) for g in range(groups.max() + 1)], 1)
    asked, stance = groups[classes], np.where(groups[None] == chances.argmax(1)[:, None], found, 0).argmax(1)
    news = np.char.startswith(names.astype(str), "news-")
    out = []
    for least in LEAST:
        said = np.where(chances.max(1) >= least, chances.argmax(1), 0)
        right = (said == asked) & (said > 0)
        out.append(
            {
                "least": least,
                "precision": float(right.sum() / ((said > 0) & ~news).sum()),
                "recall": float(right.sum() / (asked > 0).sum()),
                "stance right": float((stance == classes)[right].mean()),
                "found in news": int(((said > 0) & news).sum()),
            }
        )
    return out


def main() -> int:
    """Train, measure and write the weights with their manifest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    with np.load(options.rows) as stored:
        read, classes, names = stored["read"].astype(np.float32), stored["classes"], stored["names"]
        gate = {name: stored[name] for name in ("pieces", "others")}
        groups = stored["groups"]
        chosen = json.loads(str(stored["figures"]))
    figures = held_out(read, classes, names, groups)
    made = beside([train(read, classes, len(groups), seed) for seed in range(NETS)])
    about = {"held_out": figures, "sentences": chosen, "words": len(classes), "torch": torch.__version__}
    arrays = {name: array.astype(np.float16) for name, array in (made | gate).items()}
    write_arrays(options.out, FILE, arrays, about)
    for line in figures:
        print(json.dumps(line), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
