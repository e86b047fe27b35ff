"""The larger encoder as plain torch: the lower layers of MPNet from its published weights.

It reads wires only (`onrecord.incidents.wires`). Its pieces of words are those of the smaller encoder, numbered from 4.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 768
HEADS = 12
INNER = 3072
WORDS = 30527
PLACES = 514
FIRST_PLACE = 2
BUCKETS, FARTHEST = 32, 128
EPSILON = 1e-5


class Layer(nn.Module):
    """One layer: attention over the window with a bias by distance, then two products on each wordpiece."""

    def __init__(self) -> None:
        """Make it with random weights."""
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the states one layer up; `bias` is added to the scores (rows, HEADS, length, length)."""
        rows, length, _ = x.shape
        parts = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = (parts[:, :, i].transpose(1, 2) for i in range(3))
        scores = query @ key.transpose(-1, -2) * (1 / math.sqrt(WIDTH // HEADS)) + bias
        mixed = self.out((torch.softmax(scores, -1) @ value).transpose(1, 2).reshape(rows, length, WIDTH))
        x = self.norm1(x + mixed)
        out: Tensor = self.norm2(x + self.down(functional.gelu(self.up(x))))
        return out


class MPNet(nn.Module):
    """Embeddings and layers; gives the hidden states of the last layer."""

    def __init__(self, layers: int) -> None:
        """Make it with random weights."""
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.near = nn.Embedding(BUCKETS, HEADS)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.register_buffer("buckets", buckets(PLACES - FIRST_PLACE), persistent=False)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the hidden states (rows, length, WIDTH) of wordpieces by number (rows, length)."""
        length = ids.shape[1]
        x = self.norm(self.words(ids) + self.places.weight[FIRST_PLACE : FIRST_PLACE + length].unsqueeze(0))
        bias = self.near(self.buckets[:length, :length]).permute(2, 0, 1).unsqueeze(0)
        for layer in self.layers:
            x = layer(x, bias)
        return x


def buckets(length: int) -> Tensor:
    """Return for every two places the bucket of their distance: near ones exact, far ones by logarithm."""
    away = torch.arange(length)[None, :] - torch.arange(length)[:, None]
    half, far = BUCKETS // 2, away.abs()
    exact = half // 2
    wide = exact + (torch.log(far.clamp(min=1).float() / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return torch.where(away > 0, half, 0) + torch.where(far < exact, far, wide.clamp(max=half - 1))


def load_base(folder: Path, layers: int) -> MPNet:
    """Return the lower layers with the published weights in a folder (`model.safetensors`)."""
    from safetensors.torch import load_file  # noqa: PLC0415 - the export needs none

    old = load_file(folder / "model.safetensors")
    new: dict[str, Tensor] = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        "places.weight": old["embeddings.position_embeddings.weight"],
        "near.weight": old["encoder.relative_attention_bias.weight"],
    }
    for part in ("weight", "bias"):
        new[f"norm.{part}"] = old[f"embeddings.LayerNorm.{part}"]
        for i in range(layers):
            their, our = f"encoder.layer.{i}", f"layers.{i}"
            new[f"{our}.qkv.{part}"] = torch.cat([old[f"{their}.attention.attn.{name}.{part}"] for name in "qkv"])
            new[f"{our}.out.{part}"] = old[f"{their}.attention.attn.o.{part}"]
            new[f"{our}.norm1.{part}"] = old[f"{their}.attention.LayerNorm.{part}"]
            new[f"{our}.up.{part}"] = old[f"{their}.intermediate.dense.{part}"]
            new[f"{our}.down.{part}"] = old[f"{their}.output.dense.{part}"]
            new[f"{our}.norm2.{part}"] = old[f"{their}.output.LayerNorm.{part}"]
    net = MPNet(layers)
    net.load_state_dict(new)
    return net
