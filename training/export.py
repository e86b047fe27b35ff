"""Writes what ships: the encoder as quantised ONNX, the heads, the tokenizer, and a manifest with their digests."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.bert import Bert

MANIFEST = "manifest.json"


def write_encoder(bert: Bert, folder: Path) -> None:
    """Write the encoder with 8-bit weights.

    `reduce_range` keeps weights to 7 bits: processors without VNNI add pairs of 8-bit products in 16 bits, which
    overflow otherwise, so that results would differ from machine to machine and from the trained model.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - slow to load

    bert.eval()
    inputs = (torch.ones(1, 8, dtype=torch.int64), torch.zeros(1, 8, dtype=torch.int64))
    axes = {"ids": {1: "length"}, "kinds": {1: "length"}, "hidden": {1: "length"}}
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary, "plain.onnx")
        torch.onnx.export(
            bert,
            inputs,
            str(plain),
            input_names=["ids", "kinds"],
            output_names=["hidden"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            folder / "encoder.onnx",
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )


def write_tokenizer(base: Path, folder: Path) -> None:
    """Write the tokenizer without the cutting and padding that its file asks for."""
    data = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    data["truncation"] = data["padding"] = None
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(text, encoding="utf-8")


def write_heads(arrays: Mapping[str, np.ndarray[Any, Any]], folder: Path) -> None:
    """Write the heads of all tasks; names are "TASK.KEY"."""
    kept: dict[str, Any] = {name: np.ascontiguousarray(a, dtype=np.float32) for name, a in sorted(arrays.items())}
    np.savez(folder / "heads.npz", **kept)


def write_manifest(folder: Path, about: Mapping[str, Any]) -> None:
    """Write the digests of all files, and what they were made from."""
    names = ["encoder.onnx", "heads.npz", "tokenizer.json"]
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    text = json.dumps({"files": digests, **about}, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
