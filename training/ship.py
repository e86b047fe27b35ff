"""Turns trained weights into what ships: `python -m training.ship RUN PREPARED ROWS BASE TARGET`.

RUN is the folder that `training.train` wrote. TARGET gets the quantised encoder, the heads, the tokenizer and the
manifest; the package has them in `src/onrecord/encoder/data`. Says how far the quantised encoder is from the
trained one.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from onrecord.encoder.encode import load_encoder
from onrecord.model import Span
from training.batches import CLS, SEP
from training.bert import Bert, bert_of
from training.export import write_encoder, write_heads, write_manifest, write_tokenizer
from training.train import make_tasks

SAMPLE = (
    "The mayor of Ostrel said on Monday that the bridge had been closed since the storm, but two engineers denied it.",
    "“We never saw a warning,” Ana Brolt told the paper.",
)


def agreement(bert: Bert, folder: Path, texts: Sequence[str]) -> float:
    """Return the mean cosine of the trained and the quantised encoder's hidden states."""
    encoder = load_encoder(folder)
    found = []
    for text in texts:
        quick = encoder.text(text)
        ids = [CLS, *encoder.pieces(text, [Span(0, len(text))])[0].ids, SEP]
        with torch.no_grad():
            slow = bert(torch.tensor([ids]), torch.zeros(1, len(ids), dtype=torch.int64))[0, 1:-1].numpy()
        products = (slow * quick.states).sum(1)
        found.append(products / np.linalg.norm(slow, axis=1) / np.linalg.norm(quick.states, axis=1))
    return float(np.concatenate(found).mean())


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "prepared", "rows", "base", "target"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--weights", default="best.pt")
    options = parser.parse_args()
    stored: dict[str, Any] = torch.load(options.run / options.weights, weights_only=True)
    bert = bert_of(stored["bert"]).eval()
    arrays = {}
    for task in make_tasks(options.base, options.prepared, options.rows):
        head = task.head()
        start = f"{task.name}."
        head.load_state_dict({n.removeprefix(start): p for n, p in stored["heads"].items() if n.startswith(start)})
        arrays.update({f"{task.name}.{key}": value for key, value in task.export(head).items()})
    options.target.mkdir(parents=True, exist_ok=True)
    write_encoder(bert, options.target)
    write_tokenizer(options.base, options.target)
    write_heads(arrays, options.target)
    log = options.run / "log.json"
    about = json.loads(log.read_text(encoding="utf-8")) if log.exists() else {}
    write_manifest(options.target, {k: about[k] for k in ("data", "versions") if k in about})
    print(f"cosine of quantised and trained states: {agreement(bert, options.target, SAMPLE):.4f}")


if __name__ == "__main__":
    main()
