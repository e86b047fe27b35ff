"""A smaller encoder out of a larger one that is trained already: what is left out, and what is learned from it.

Layers are dropped whole; in those that stay the inner numbers that carry least are cut, and what is left of the second
product is fitted anew to what the layer gave before (optimal brain surgeon, Hassibi and Stork 1993, in a few rounds).
Training then pulls the states towards the larger encoder's through a matrix, so that they may hold more than those.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import Item, tensors
from training.bert import HEADS, Bert, Layer, bert_of
from training.task import WIDTH, Batch

ROUNDS = 6
"""In which the inner numbers are cut."""

DAMPING = 1e-3
"""Of the products of inner numbers, as a share of their mean square."""


class Teacher(nn.Module):
    """The larger encoder; only the matrix towards its states is trained."""

    def __init__(self, bert: Bert) -> None:
        """Keep the encoder as it is."""
        super().__init__()
        self.towards = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.towards.weight)
        nn.init.zeros_(self.towards.bias)
        self._bert = [bert.eval().requires_grad_(requires_grad=False)]  # a list hides it from the optimiser
        self._seen: dict[int, Tensor] = {}

    def loss(self, hidden: Tensor, batch: Batch) -> Tensor:
        """Return how far the states are from the teacher's: the mean square as a share of the teacher's variance."""
        wanted = [self._states(p.ids, p.kinds) for p in batch.pieces]
        got = torch.cat([row[: len(held)] for row, held in zip(self.towards(hidden), wanted, strict=True)])
        flat = torch.cat(wanted).to(got)
        out: Tensor = functional.mse_loss(got, flat) / flat.var()
        return out

    def _states(self, ids: Sequence[int], kinds: Sequence[int]) -> Tensor:
        """Return the teacher's states of a text, worked out once; `ids` lives as long as the run."""
        if id(ids) not in self._seen:
            with torch.no_grad():
                self._seen[id(ids)] = self._bert[0](torch.tensor([ids]), torch.tensor([kinds]))[0].half()
        return self._seen[id(ids)]


def smaller(teacher: Bert, layers: Sequence[int], inner: int, texts: Sequence[Item]) -> Bert:
    """Return an encoder of some of the layers, each with `inner` inner numbers.

    Args:
        teacher: the trained encoder, which stays as it is.
        layers: the numbers of the layers that stay.
        inner: how many of the inner numbers of each stay.
        texts: what the layers are fitted on.
    """
    whole = copy.deepcopy(teacher).eval()
    whole.layers = nn.ModuleList(whole.layers[n] for n in layers)
    with torch.no_grad():
        now = [_below(whole, item) for item in texts]
        before = list(now)
        for layer in whole.layers:
            assert isinstance(layer, Layer)  # noqa: S101 - what Bert is made of
            now, before = ([_looked(layer, x) for x in part] for part in (now, before))
            there, wanted = torch.cat(now), torch.cat([layer.down(functional.gelu(layer.up(x))) for x in before])
            target = torch.cat(before) + wanted - there
            before = [layer.norm2(x + layer.down(functional.gelu(layer.up(x)))) for x in before]
            _cut(layer, there, target, inner)
            now = [layer.norm2(x + layer.down(functional.gelu(layer.up(x)))) for x in now]
    return bert_of(whole.state_dict())


def _below(bert: Bert, item: Item) -> Tensor:
    ids, kinds, _ = tensors(Batch([item[0]], [item[1]]), "cpu")
    x: Tensor = bert.norm(bert.words(ids) + bert.kinds(kinds) + bert.places.weight[: ids.shape[1]])
    return x[0]


def _looked(layer: Layer, x: Tensor) -> Tensor:
    query, key, value = layer.qkv(x).view(len(x), 3, HEADS, WIDTH // HEADS).permute(1, 2, 0, 3)
    mixed = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS), -1) @ value
    out: Tensor = layer.norm1(x + layer.out(mixed.transpose(0, 1).reshape(len(x), WIDTH)))
    return out


def _cut(layer: Layer, x: Tensor, target: Tensor, inner: int) -> None:
    """Cut a layer's inner numbers down to `inner`, so that its second product still gives about the target."""
    held = functional.gelu(layer.up(x))
    middle, mean = held.mean(0), target.mean(0)
    products = ((held - middle).T @ (held - middle)).double()
    towards = ((held - middle).T @ (target - mean)).double()
    damping = DAMPING * products.diag().mean()
    alive = torch.arange(len(products))
    for left in range(ROUNDS, -1, -1):
        among = products[alive][:, alive] + damping * torch.eye(len(alive), dtype=torch.double)
        weights = torch.linalg.solve(among, towards[alive])
        if left:
            worth = (weights**2).sum(1) / torch.linalg.inv(among).diag()
            dropped = (len(alive) - inner) // left
            alive = alive[worth.argsort()[dropped:].sort().values]
    bias = mean.double() - middle[alive].double() @ weights
    up, down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
    up.weight.copy_(layer.up.weight[alive])
    up.bias.copy_(layer.up.bias[alive])
    down.weight.copy_(weights.T.float())
    down.bias.copy_(bias.float())
    layer.up, layer.down = up, down
