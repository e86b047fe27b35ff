"""The encoder as plain torch: MiniLM from its published weights, trained here, exported to ONNX.

Written out so that the exported graph is small and fuses well (one product for query, key and value), and so that
training needs no library beside torch.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.task import WIDTH

HEADS = 12
INNER = 1536
WORDS = 30522
PLACES = 512
EPSILON = 1e-12


class Layer(nn.Module):
    """One layer: attention over the window, then two products on each wordpiece."""

    def __init__(self, inner: int = INNER) -> None:
        """Make it with random weights; `inner` is the width between the two products."""
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, x: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
        """Return the states one layer up; `mask` is True where a wordpiece may be looked at."""
        rows, length, _ = x.shape
        parts = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = (parts[:, :, i].transpose(1, 2) for i in range(3))
        if mask is None:
            scores = query @ key.transpose(-1, -2) * (1 / math.sqrt(WIDTH // HEADS))
            mixed = torch.softmax(scores, -1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.norm1(x + functional.dropout(mixed, dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, dropout, self.training))


class Bert(nn.Module):
    """Embeddings and layers; gives the hidden states of the last layer."""

    def __init__(self, layers: int = 6, inner: int = INNER, dropout: float = 0.1) -> None:
        """Make it with random weights."""
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(inner) for _ in range(layers))
        self.dropout = dropout

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the hidden states (rows, length, WIDTH).

        Args:
            ids: numbers of the wordpieces (rows, length).
            kinds: 0 in the first text, 1 in the second.
            mask: (rows, length), True in the text and False behind it; None where no row is padded.
        """
        place = self.places.weight[: ids.shape[1]].unsqueeze(0)
        x = self.norm(self.words(ids) + self.kinds(kinds) + place)
        x = functional.dropout(x, self.dropout, self.training)
        wide = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, wide, self.dropout)
        return x


def bert_of(stored: Mapping[str, Tensor]) -> Bert:
    """Return the encoder with stored weights, which tell how many layers it has and how wide they are."""
    layers = 1 + max(int(name.split(".")[1]) for name in stored if name.startswith("layers."))
    bert = Bert(layers, len(stored["layers.0.up.weight"]))
    bert.load_state_dict(dict(stored))
    return bert


def load_base(folder: Path, layers: int = 6) -> Bert:
    """Return the encoder with the published weights in a folder (`model.safetensors`)."""
    from safetensors.torch import load_file  # noqa: PLC0415 - the export needs none

    old = load_file(folder / "model.safetensors")
    new: dict[str, Tensor] = {}
    for ours, theirs in (("words", "word"), ("places", "position"), ("kinds", "token_type")):
        new[f"{ours}.weight"] = old[f"embeddings.{theirs}_embeddings.weight"]
    for part in ("weight", "bias"):
        new[f"norm.{part}"] = old[f"embeddings.LayerNorm.{part}"]
        for i in range(layers):
            their, our = f"encoder.layer.{i}", f"layers.{i}"
            qkv = [old[f"{their}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            new[f"{our}.qkv.{part}"] = torch.cat(qkv)
            new[f"{our}.out.{part}"] = old[f"{their}.attention.output.dense.{part}"]
            new[f"{our}.norm1.{part}"] = old[f"{their}.attention.output.LayerNorm.{part}"]
            new[f"{our}.up.{part}"] = old[f"{their}.intermediate.dense.{part}"]
            new[f"{our}.down.{part}"] = old[f"{their}.output.dense.{part}"]
            new[f"{our}.norm2.{part}"] = old[f"{their}.output.LayerNorm.{part}"]
    bert = Bert(layers)
    bert.load_state_dict(new)
    return bert
