"""Writes the base model's layers for `onrecord.classes`: `python -m training.tasks.base BASE`.

The shared encoder is pulled towards single words so far that types of events can no longer be read off its mean states
(weighted F1 of ACLED-like types .60 against .77 by folds, 2026-11-22). Its table of words stays as it was in training,
so the base model ships as its layers alone, 11 MB, on the same table, which is read out of the encoder's file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.classes.sentences import FOLDER, LAYERS, LONGEST, MANIFEST
from onrecord.encoder.weights import FOLDER as SHARED
from training.bert import WORDS, Bert, load_base
from training.task import WIDTH

MIDDLE = 4
"""Of six layers, behind which states say most about the side a headline takes on a claim before it: squared error made
smaller by 45.6 %, behind layers 3, 5 and 6 by 45.2, 45.1 and 45.0, without by 44.5 (folds of rumours, 2026-11-23)."""


class Layers(nn.Module):
    """What stands above the table of words."""

    def __init__(self, bert: Bert) -> None:
        """Keep the base model's parts."""
        super().__init__()
        self.norm, self.layers = bert.norm, bert.layers
        self.fixed = nn.Parameter((bert.places.weight + bert.kinds.weight[0])[: LONGEST + 2].detach().clone())

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Return the hidden states of (1, length, WIDTH) rows of the table: behind the last layer, and on the way."""
        x = self.norm(words + self.fixed[: words.shape[1]].unsqueeze(0))
        states = []
        for layer in self.layers:
            x = layer(x, None, 0.0)
            states.append(x)
        return x, states[MIDDLE - 1]


def write_layers(base: Path, target: Path) -> None:
    """Write the layers with 8-bit weights, quantised as the shared encoder is."""
    layers = Layers(load_base(base)).eval()
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary, "plain.onnx")
        torch.onnx.export(
            layers,
            (torch.zeros(1, 8, WIDTH),),
            str(plain),
            input_names=["words"],
            output_names=["hidden", "middle"],
            dynamic_axes={name: {1: "length"} for name in ("words", "hidden", "middle")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def find_table(encoder: bytes) -> dict[str, Any]:
    """Return where the table of words stands in the encoder's file, and its scale and zero."""
    arrays = {i.name: numpy_helper.to_array(i) for i in onnx.load_from_string(encoder).graph.initializer}
    (name,) = [n for n, a in arrays.items() if a.shape == (WORDS, WIDTH)]
    table = arrays[name]
    stem = name.removesuffix("_quantized")
    scale, zero = (np.atleast_1d(arrays[f"{stem}_{part}"]) for part in ("scale", "zero_point"))
    if scale.size != 1 or table.dtype.itemsize != 1:
        raise ValueError(f"not a table with one scale: {table.dtype}, {scale.shape}")
    return {
        "offset": encoder.index(table.tobytes()),
        "signed": table.dtype == np.int8,
        "scale": float(scale[0]),
        "zero": int(zero[0]),
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path, help="the folder of the base model")
    options = parser.parse_args()
    write_layers(options.base, FOLDER / LAYERS)
    encoder = (SHARED / "encoder.onnx").read_bytes()
    about = {
        "files": {LAYERS: hashlib.sha256((FOLDER / LAYERS).read_bytes()).hexdigest()},
        "encoder": hashlib.sha256(encoder).hexdigest(),
        "table": find_table(encoder),
    }
    (FOLDER / MANIFEST).write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
