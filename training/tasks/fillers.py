"""Trains the role fillers: `python -m training.tasks.fillers ROWS.pkl BASE FOLDER` (torch, safetensors).

ROWS.pkl is what `fillers_rows` wrote, BASE the folder of the base model: the layer that the shared encoder left out is
the one that is trained further here; how it looks at the wordpieces (keys, values) stays, so they are worked out once.
One model for mentions and for what is mentioned: the best mention of a group counts for the group. The weights of the
epoch that does best on the reports held out are written, in 8 bits, with what reports held out say of thresholds.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import pickle
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.bert import HEADS, Layer, load_base
from training.task import WIDTH, held_out

FILE, MANIFEST = "fillers.npz", "manifest.json"
ROLES = ("perpetrator", "perpetrator-organisation", "target", "victim", "instrument")
"""These as `onrecord.incidents.fillers_net` has them, which cannot be imported without a language pipeline."""

FEWEST = 5
"""Nouns that a feature must stand with; rarer ones are names and chance."""

BAG, INNER, AMONG = 48, 128, 4
BATCH = 8
EPOCHS = 5
RATES = {"layer": 6e-5, "tables": 1e-3, "rest": 5e-4}
DROPPED = 0.3
"""Share of features, and of the inner numbers, that a step does not see."""

UNTOLD = 0.3
"""Share of reports without any role that an epoch leaves out."""

OF_MENTIONS = 0.5
"""Weight of the loss over mentions beside that over groups."""


@dataclass(slots=True)
class Row:
    """One report.

    Attributes:
        key: its name.
        features: rows of the table for all nouns, one after another.
        starts: where those of each noun begin.
        about: rows of the table for the report.
        groups: number of each noun's group.
        roles: (nouns, roles), 1 where the key has it.
        last: hidden state of each noun's last wordpiece.
        own: mean of those of its first and last.
        mean: of the report.
        looks: keys and values of all wordpieces.
    """

    key: str
    features: Tensor
    starts: Tensor
    about: Tensor
    groups: Tensor
    roles: Tensor
    last: Tensor
    own: Tensor
    mean: Tensor
    looks: Tensor


class Fillers(nn.Module):
    """The net as `onrecord.incidents.fillers_net` computes it."""

    def __init__(self, layer: Layer, slots: int) -> None:
        """Start from a layer of the base model; `slots` features are known."""
        super().__init__()
        self.layer = layer
        self.wide = nn.EmbeddingBag(slots, len(ROLES), mode="sum")
        self.about = nn.EmbeddingBag(slots, len(ROLES), mode="sum")
        self.deep = nn.EmbeddingBag(slots, BAG, mode="sum")
        nn.init.zeros_(self.wide.weight)
        nn.init.zeros_(self.about.weight)
        nn.init.normal_(self.deep.weight, std=0.05)
        self.ins = nn.LayerNorm(BAG + 3 * WIDTH)
        self.l1, self.l2 = nn.Linear(BAG + 3 * WIDTH, INNER), nn.Linear(INNER, len(ROLES))
        self.norm = nn.LayerNorm(INNER)
        self.among = nn.MultiheadAttention(INNER, AMONG, dropout=0.1, batch_first=True)
        self.bias = nn.Parameter(torch.full((len(ROLES),), -3.0))

    def forward(self, row: Row) -> Tensor:
        """Return log-odds (nouns, roles)."""
        weight = torch.ones(len(row.features))
        if self.training:
            weight = (torch.rand(len(row.features)) > DROPPED).float() / (1 - DROPPED)
        wide = self.wide(row.features, row.starts, per_sample_weights=weight)
        bag = self.deep(row.features, row.starts, per_sample_weights=weight)
        parts = [bag, self._look(row), row.own, row.mean.expand(len(row.own), -1)]
        inner = functional.dropout(self.ins(torch.cat(parts, 1)), DROPPED, self.training)
        inner = functional.gelu(self.l1(inner))
        seen = self.norm(inner).unsqueeze(0)
        inner = inner + self.among(seen, seen, seen, need_weights=False)[0][0]
        plain = wide + self.about(row.about, torch.tensor([0])) + self.bias
        out: Tensor = self.l2(functional.dropout(inner, DROPPED, self.training)) + plain
        return out

    def _look(self, row: Row) -> Tensor:
        layer, count = self.layer, len(row.last)
        weight, bias = layer.qkv.weight[:WIDTH], layer.qkv.bias[:WIDTH]
        query = functional.linear(row.last, weight, bias).view(1, count, HEADS, -1).transpose(1, 2)
        key, value = row.looks.float().view(1, -1, 2, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value)[0].transpose(0, 1).reshape(count, WIDTH)
        x = layer.norm1(row.last + functional.dropout(layer.out(mixed), 0.1, self.training))
        inner = layer.down(functional.gelu(layer.up(x)))
        out: Tensor = layer.norm2(x + functional.dropout(inner, 0.1, self.training))
        return out

    def export(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the arrays by the names that are read at run time."""
        names = {"among.in_proj_": "among.in.", "among.out_proj.": "among.out.", "norm.": "among.norm.", "layer.": ""}
        whole = {"wide.weight": "wide", "deep.weight": "deep", "about.weight": "about"}
        out = {}
        for name, tensor in self.state_dict().items():
            start = next((s for s in names if name.startswith(s)), "")
            out[whole.get(name, names.get(start, "") + name.removeprefix(start))] = tensor.numpy()
        return out


def packed(arrays: Mapping[str, np.ndarray[Any, Any]]) -> dict[str, Any]:
    """Return arrays as they are stored: matrices as 8-bit numbers with a scale for each row, the rest as it is."""
    out: dict[str, Any] = {}
    for name, array in arrays.items():
        if name == "known":
            out[name] = array
        elif array.ndim < 2:
            out[name] = array.astype(np.float32)
        else:
            scale = np.maximum(np.abs(array).max(1, keepdims=True), 1e-8) / 127
            out[name] = np.round(array / scale).astype(np.int8)
            out[f"{name}/scale"] = scale.astype(np.float16)
    return out


def known_features(found: Sequence[dict[str, Any]]) -> np.ndarray[Any, Any]:
    """Return the numbers of the features that are not rare, in order."""
    counts = Counter(f for row in found for names in row["features"] for f in set(names))
    often = {f for f, n in counts.items() if n >= FEWEST}
    return np.array(sorted(often | {f for row in found for f in row["about"]}), dtype=np.uint32)


def prepare(found: Sequence[dict[str, Any]], layer: Layer, known: np.ndarray[Any, Any]) -> list[Row]:
    """Return the rows with nouns, features by their place among the known ones."""
    places = {int(f): n for n, f in enumerate(known)}
    out = []
    for row in found:
        if not row["features"]:
            continue
        kept = [[places[f] for f in names if f in places] for names in row["features"]]
        states = torch.from_numpy(row["states"].astype(np.float32))
        first, last = (states[torch.from_numpy(row["pieces"][:, n])] for n in (0, 1))
        numbers = {g: n for n, g in enumerate(dict.fromkeys(row["groups"]))}
        with torch.no_grad():
            looks = functional.linear(states, layer.qkv.weight[WIDTH:], layer.qkv.bias[WIDTH:])
        out.append(
            Row(
                row["key"],
                torch.tensor([f for names in kept for f in names]),
                torch.tensor([0, *np.cumsum([len(names) for names in kept])[:-1]]),
                torch.tensor([places[f] for f in row["about"]]),
                torch.tensor([numbers[g] for g in row["groups"]]),
                torch.tensor(row["roles"], dtype=torch.float32),
                last,
                (first + last) / 2,
                states.mean(0, keepdim=True),
                looks.half(),
            )
        )
    return out


def best_of_groups(row: Row, odds: Tensor) -> tuple[Tensor, Tensor]:
    """Return for each group the log-odds of its best mention, and whether the key has it."""
    shape = int(row.groups.max()) + 1, len(ROLES)
    where = row.groups.unsqueeze(1).expand(-1, len(ROLES))
    top = torch.full(shape, -30.0).scatter_reduce(0, where, odds, "amax")
    return top, torch.zeros(shape).scatter_reduce(0, where, row.roles, "amax")


def loss_of(net: Fillers, row: Row) -> Tensor:
    """Return the loss of one report."""
    odds = net(row)
    top, wanted = best_of_groups(row, odds)
    of_all = functional.binary_cross_entropy_with_logits
    return OF_MENTIONS * of_all(odds, row.roles, reduction="sum") + of_all(top, wanted, reduction="sum")


def measure(net: Fillers, rows: Iterable[Row]) -> dict[str, float]:
    """Return F1 of groups over all roles, and for each role the threshold that does best."""
    net.eval()
    with torch.no_grad():
        pairs = [best_of_groups(row, net(row)) for row in rows]
    chance, wanted = torch.cat([top for top, _ in pairs]).sigmoid(), torch.cat([keyed for _, keyed in pairs])
    out: dict[str, float] = {}
    hit = said = 0.0
    for n, role in enumerate(ROLES):
        options = [(float(t), chance[:, n] >= t) for t in np.arange(0.1, 0.8, 0.05)]
        f1 = [
            2 * float(wanted[taken, n].sum()) / max(1.0, float(taken.sum() + wanted[:, n].sum()))
            for _, taken in options
        ]
        best = int(np.argmax(f1))
        hit += float(wanted[options[best][1], n].sum())
        said += float(options[best][1].sum())
        out[role] = round(options[best][0], 2)
    return {"f1": 2 * hit / (said + float(wanted.sum())), **out}


def train(net: Fillers, rows: Sequence[Row], tune: Sequence[Row], epochs: int, seed: int) -> list[dict[str, float]]:
    """Train; the net ends as the running mean of the weights at the best epoch. Returns the figures of each."""
    draw = random.Random(seed)  # noqa: S311 - order of examples
    torch.manual_seed(seed)
    layer = list(net.layer.parameters())
    tables = [net.wide.weight, net.deep.weight, net.about.weight]
    known = {id(p) for p in (*layer, *tables)}
    rest = [p for p in net.parameters() if id(p) not in known]
    groups = [("layer", layer, 0.0), ("tables", tables, 0.01), ("rest", rest, 0.01)]
    optimise = torch.optim.AdamW([{"params": p, "lr": RATES[n], "weight_decay": w} for n, p, w in groups])
    steps, step, log = epochs * (len(rows) // BATCH + 1), 0, []
    mean = copy.deepcopy(net)
    best = copy.deepcopy(net)
    for _ in range(epochs):
        order = draw.sample(list(rows), len(rows))
        for start in range(0, len(order), BATCH):
            net.train()
            for row in order[start : start + BATCH]:
                if row.roles.any() or draw.random() >= UNTOLD:
                    (loss_of(net, row) / BATCH / 4).backward()
            _step(net, optimise, min(1.0, (step + 1) / 40) * max(0.03, 1 - step / steps))
            step += 1
            _follow(mean, net, min(0.99, (1 + step) / (10 + step)))
        log.append(measure(mean, tune))
        print(log[-1], flush=True)
        if log[-1]["f1"] == max(entry["f1"] for entry in log):
            best.load_state_dict(mean.state_dict())
    net.load_state_dict(best.state_dict())
    return log


def _step(net: Fillers, optimise: torch.optim.Optimizer, share: float) -> None:
    """Take one step with a share of the rates; keys and values stay, since they were worked out beforehand."""
    for parameter in (net.layer.qkv.weight, net.layer.qkv.bias):
        if parameter.grad is not None:
            parameter.grad[WIDTH:] = 0
    for group, rate in zip(optimise.param_groups, RATES.values(), strict=True):
        group["lr"] = rate * share
    torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
    optimise.step()
    optimise.zero_grad(set_to_none=True)


def _follow(mean: Fillers, net: Fillers, kept: float) -> None:
    with torch.no_grad():
        for slow, fast in zip(mean.parameters(), net.parameters(), strict=True):
            slow.mul_(kept).add_(fast, alpha=1 - kept)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return what `fillers_rows` wrote."""
    out = []
    with path.open("rb") as stored:
        while True:
            try:
                out.append(pickle.load(stored))  # noqa: S301 - our own file
            except EOFError:
                return out


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("folder", type=Path, help="src/onrecord/incidents/data")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    layer = load_base(options.base).layers[-1]
    found = read_rows(options.rows)
    known = known_features(found)
    rows = prepare(found, layer, known)
    net = Fillers(layer, len(known))
    log = train(
        net,
        [r for r in rows if not held_out(r.key)],
        [r for r in rows if held_out(r.key)],
        options.epochs,
        options.seed,
    )
    options.folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.folder / FILE, **packed({**net.export(), "known": known}))
    digest = hashlib.sha256((options.folder / FILE).read_bytes()).hexdigest()
    about = {"files": {FILE: digest}, "held_out": log, "seed": options.seed, "torch": torch.__version__}
    (options.folder / MANIFEST).write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
