"""Writes the larger encoder with 8-bit weights, computed with 8-bit numbers, as what reads wires ships.

What goes into a product shares one scale a window. In this network some three of the 768 numbers of a state are 30 to
40 times as large as the others, and few of the inner numbers of a layer: with one scale for all, little is left of the
others (mean cosine with the published states .983). So the numbers that grow largest stand last, and are multiplied as
32-bit numbers beside the rest (.998). With 8-bit weights computed as 32-bit numbers it is .999, at .6 of the speed; the
nets on its states tell as much of either (2026-11-23).
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.encoder.large import SHIFT
from onrecord.encoder.limits import LARGE_WINDOW
from training.mpnet import FIRST_PLACE, HEADS, WIDTH, MPNet

UNKNOWN = 100 + SHIFT
"""Number of the piece that stands for what is not known."""

APART, APART_INSIDE = 8, 32
"""How many numbers of a state, and how many of the inner ones of a layer, are multiplied as 32-bit numbers."""

Largest = dict[tuple[int, str], Tensor]
"""The largest that each number became that goes into a product: by layer and name of the product."""


class Rounded(nn.Module):
    """A table of vectors in 8 bits, each row with a scale."""

    def __init__(self, matrix: Tensor) -> None:
        """Round a matrix (rows, columns)."""
        super().__init__()
        scale = matrix.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", torch.round(matrix.detach() / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def rows(self, at: Tensor) -> Tensor:
        """Return some rows."""
        return self.table[at].float() * self.scale[at]


class Apart(nn.Module):
    """A linear layer in two products: of most columns, and of the few last ones with the bias."""

    def __init__(self, linear: nn.Linear, few: int) -> None:
        """Cut its matrix before the last columns."""
        super().__init__()
        weight, self.bias = linear.weight.detach(), nn.Parameter(linear.bias.detach().clone())
        self.cut = weight.shape[1] - few
        self.most, self.few = (nn.Parameter(w.clone()) for w in (weight[:, : self.cut], weight[:, self.cut :]))

    def forward(self, x: Tensor) -> Tensor:
        """Return what the layer does."""
        rest = functional.linear(x[..., self.cut :], self.few, self.bias)
        return functional.linear(x[..., : self.cut], self.most) + rest


class Shipped(nn.Module):
    """The encoder as it ships; its wordpieces are numbered as MPNet has them."""

    def __init__(self, net: MPNet, kept: np.ndarray[Any, Any], back: Tensor) -> None:
        """Keep the pieces whose numbers are in `kept`; the others read as the unknown one. Changes `net`.

        Args:
            net: with its numbers in a new order.
            kept: in order.
            back: where each number of a state stands in the new order.
        """
        super().__init__()
        row = np.full(len(net.words.weight), int(np.searchsorted(kept, UNKNOWN)), dtype=np.int32)
        row[kept] = np.arange(len(kept))
        self.register_buffer("row", torch.from_numpy(row))
        self.register_buffer("back", back)
        self.words = Rounded(net.words.weight[torch.from_numpy(kept)])
        self.register_buffer("places", net.places.weight.detach()[FIRST_PLACE : FIRST_PLACE + LARGE_WINDOW + 2].clone())
        self.register_buffer("buckets", net.buckets[: LARGE_WINDOW + 2, : LARGE_WINDOW + 2].to(torch.int8))
        self.norm, self.near, self.layers = net.norm, net.near, net.layers
        for layer in self.layers:
            for name, few in (("qkv", APART), ("up", APART), ("down", APART_INSIDE)):
                setattr(layer, name, Apart(getattr(layer, name), few))

    def forward(self, ids: Tensor) -> Tensor:
        """Return the hidden states of one window (1, length, WIDTH)."""
        length = ids.shape[1]
        x = self.norm(self.words.rows(self.row[ids].long()) + self.places[:length].unsqueeze(0))
        bias = self.near(self.buckets[:length, :length].long()).permute(2, 0, 1).reshape(1, HEADS, length, length)
        for layer in self.layers:
            x = layer(x, bias)
        return x[..., self.back]


def write_network(net: MPNet, pieces: Sequence[str], windows: Iterable[Sequence[int]], target: Path) -> None:
    """Write the network. Changes `net`.

    Args:
        net: the encoder as it was published.
        pieces: its wordpieces in order.
        windows: some of what it will read, to see which numbers grow large.
        target: the ONNX file.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - slow to load

    kept = np.array([n for n, piece in enumerate(pieces) if piece.isascii() and not piece.startswith("[unused")])
    shipped = Shipped(net, kept, large_ones_last(net, largest(net, windows)))
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary, "plain.onnx")
        torch.onnx.export(
            shipped.eval(),
            (torch.ones(1, LARGE_WINDOW, dtype=torch.int64),),
            str(plain),
            input_names=["ids"],
            output_names=["hidden"],
            dynamic_axes={"ids": {1: "length"}, "hidden": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            target,
            per_channel=True,
            reduce_range=True,  # without it processors without VNNI overflow: see `training.export`
            weight_type=QuantType.QInt8,
            nodes_to_quantize=large_products(plain),
        )


def largest(net: MPNet, windows: Iterable[Sequence[int]]) -> Largest:
    """Return the largest that each number became that goes into a product, in some windows."""
    seen: defaultdict[tuple[int, str], list[Tensor]] = defaultdict(list)
    hooks = [
        getattr(layer, name).register_forward_pre_hook(
            lambda _, given, key=(n, name): seen[key].append(given[0].abs().amax((0, 1)))
        )
        for n, layer in enumerate(net.layers)
        for name in ("qkv", "up", "down")
    ]
    with torch.no_grad():
        for ids in windows:
            net(torch.tensor([ids]))
    for hook in hooks:
        hook.remove()
    return {key: torch.stack(each).amax(0) for key, each in seen.items()}


def large_ones_last(net: MPNet, seen: Largest) -> Tensor:
    """Put the numbers of states, and the inner ones of each layer, in order of how large they become.

    Returns:
        Where each number of a state stands now.
    """
    beside = [most / most.median() for (_, name), most in sorted(seen.items()) if name != "down"]
    order = torch.stack(beside).amax(0).argsort(stable=True)
    norms = [net.norm, *(norm for layer in net.layers for norm in (layer.norm1, layer.norm2))]
    outward = [linear for layer in net.layers for linear in (layer.out, layer.down)]
    for part in (*norms, *outward):
        part.weight.data, part.bias.data = part.weight.data[order], part.bias.data[order]
    for table in (net.words, net.places, *(linear for layer in net.layers for linear in (layer.qkv, layer.up))):
        table.weight.data = table.weight.data[:, order]
    for n, layer in enumerate(net.layers):
        inner = seen[n, "down"].argsort(stable=True)
        layer.up.weight.data, layer.up.bias.data = layer.up.weight.data[inner], layer.up.bias.data[inner]
        layer.down.weight.data = layer.down.weight.data[:, inner]
    return order.argsort()


def large_products(path: Path) -> list[str]:
    """Return the names of the products with a matrix that are worth 8 bits: not those of few columns."""
    import onnx  # noqa: PLC0415 - slow to load

    graph = onnx.load(path).graph
    columns = {matrix.name: matrix.dims[0] for matrix in graph.initializer}
    least = WIDTH - APART
    return [n.name for n in graph.node if n.op_type == "MatMul" and columns.get(n.input[1], 0) >= least]
