"""The net of the role fillers, and its training: `python -m training.tasks.fillers ROWS.pkl RUN ENCODER FOLDER`.

ROWS.pkl is what `fillers_rows` wrote, RUN what `training.train` wrote (there the net was trained together with the
encoder), ENCODER the folder of the quantised encoder that ships. Here the net goes on alone, on the states that it will
see: whole reports, read in the windows of run time. One model for mentions and for what is mentioned: the best mention
of a group counts for the group. The weights of the epoch that does best on the reports held out are written, in 8 bits,
with what reports held out say of thresholds.
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

from onrecord.encoder.encode import Encoder, load_encoder
from onrecord.encoder.windows import pack
from training.batches import wrapped
from training.task import WIDTH, held_out

FILE, MANIFEST = "fillers.npz", "manifest.json"
ROLES = ("perpetrator", "perpetrator-organisation", "target", "victim", "instrument")
"""These as `onrecord.incidents.fillers_net` has them, which cannot be imported without a language pipeline."""

FEWEST = 5
"""Nouns that a feature must stand with; rarer ones are names and chance."""

BAG, INNER, AMONG = 48, 128, 4
BATCH = 8
EPOCHS = 5
RATES = {"tables": 5e-4, "rest": 2.5e-4}
DROPPED = 0.3
"""Share of features, and of the inner numbers, that a step does not see."""

UNTOLD = 0.3
"""Share of reports without any role that an epoch leaves out."""

OF_MENTIONS = 0.5
"""Weight of the loss over mentions beside that over groups."""


@dataclass(slots=True)
class Nouns:
    """The nouns of a report, or of a window of it.

    Attributes:
        features: rows of the table for all nouns, one after another.
        starts: where those of each noun begin.
        about: rows of the table for the report.
        groups: number of each noun's group.
        roles: (nouns, roles), 1 where the key has it.
        pieces: first and last wordpiece of each noun (nouns, 2).
        around: states around each noun (nouns, any), where the net is to have them.
    """

    features: Tensor
    starts: Tensor
    about: Tensor
    groups: Tensor
    roles: Tensor
    pieces: Tensor
    around: Tensor | None = None


class Fillers(nn.Module):
    """The net as `onrecord.incidents.fillers_net` computes it."""

    def __init__(self, slots: int, width: int = WIDTH, around: int = 0) -> None:
        """Make it with random weights; `slots` features are known, states are `width` and `around` numbers wide."""
        super().__init__()
        self.wide = nn.EmbeddingBag(slots, len(ROLES), mode="sum")
        self.about = nn.EmbeddingBag(slots, len(ROLES), mode="sum")
        self.deep = nn.EmbeddingBag(slots, BAG, mode="sum")
        nn.init.zeros_(self.wide.weight)
        nn.init.zeros_(self.about.weight)
        nn.init.normal_(self.deep.weight, std=0.05)
        self.ins = nn.LayerNorm(BAG + 3 * width + around)
        self.l1, self.l2 = nn.Linear(BAG + 3 * width + around, INNER), nn.Linear(INNER, len(ROLES))
        self.norm = nn.LayerNorm(INNER)
        self.among = nn.MultiheadAttention(INNER, AMONG, dropout=0.1, batch_first=True)
        self.bias = nn.Parameter(torch.full((len(ROLES),), -3.0))

    def forward(self, nouns: Nouns, states: Tensor) -> Tensor:
        """Return log-odds (nouns, roles); `states` are those of all wordpieces (wordpieces, WIDTH)."""
        weight = torch.ones(len(nouns.features))
        if self.training:
            weight = (torch.rand(len(nouns.features)) > DROPPED).float() / (1 - DROPPED)
        weight = weight.to(states.device)
        wide = self.wide(nouns.features, nouns.starts, per_sample_weights=weight)
        bag = self.deep(nouns.features, nouns.starts, per_sample_weights=weight)
        first, last = states[nouns.pieces[:, 0]], states[nouns.pieces[:, 1]]
        mean = states.mean(0, keepdim=True).expand(len(first), -1)
        parts = [bag, last, (first + last) / 2, mean, *([] if nouns.around is None else [nouns.around])]
        inner = self.ins(torch.cat(parts, 1))
        inner = functional.gelu(self.l1(functional.dropout(inner, DROPPED, self.training)))
        seen = self.norm(inner).unsqueeze(0)
        inner = inner + self.among(seen, seen, seen, need_weights=False)[0][0]
        plain = wide + self.about(nouns.about, torch.zeros(1, dtype=torch.int64)) + self.bias
        out: Tensor = self.l2(functional.dropout(inner, DROPPED, self.training)) + plain
        return out

    def export(self) -> dict[str, np.ndarray[Any, Any]]:
        """Return the arrays by the names that are read at run time."""
        names = {"among.in_proj_": "among.in.", "among.out_proj.": "among.out.", "norm.": "among.norm."}
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


def places_of(numbers: Iterable[int]) -> dict[int, int]:
    """Return the row of the table that belongs to the number of each known feature."""
    return {int(f): n for n, f in enumerate(numbers)}


def nouns_of(row: Mapping[str, Any], known: Mapping[int, int], first: int, last: int) -> Nouns | None:
    """Return the nouns between two wordpieces of a report, which count from the first; None where there are none."""
    inside = [n for n, (a, b) in enumerate(row["pieces"].tolist()) if first <= a <= b < last]
    if not inside:
        return None
    kept = [[known[f] for f in row["features"][n] if f in known] for n in inside]
    numbers = {g: n for n, g in enumerate(dict.fromkeys(row["groups"][n] for n in inside))}
    return Nouns(
        torch.tensor([f for names in kept for f in names]),
        torch.tensor([0, *np.cumsum([len(names) for names in kept])[:-1]]),
        torch.tensor([known[f] for f in row["about"]]),
        torch.tensor([numbers[row["groups"][n]] for n in inside]),
        torch.tensor([row["roles"][n] for n in inside], dtype=torch.float32),
        torch.from_numpy(row["pieces"][inside]) - first,
    )


def best_of_groups(nouns: Nouns, odds: Tensor) -> tuple[Tensor, Tensor]:
    """Return for each group the log-odds of its best mention, and whether the key has it."""
    shape = int(nouns.groups.max()) + 1, len(ROLES)
    where = nouns.groups.unsqueeze(1).expand(-1, len(ROLES))
    top = torch.full(shape, -30.0).scatter_reduce(0, where, odds, "amax")
    return top, torch.zeros(shape).scatter_reduce(0, where, nouns.roles, "amax")


def loss_of(net: Fillers, nouns: Nouns, states: Tensor) -> Tensor:
    """Return the loss over the nouns of a report or window, a sum."""
    odds = net(nouns, states)
    top, wanted = best_of_groups(nouns, odds)
    of_all = functional.binary_cross_entropy_with_logits
    out: Tensor = OF_MENTIONS * of_all(odds, nouns.roles, reduction="sum") + of_all(top, wanted, reduction="sum")
    return out


def figures(pairs: Sequence[tuple[Tensor, Tensor]]) -> dict[str, float]:
    """Return F1 of groups over all roles, and for each role the threshold that does best.

    Args:
        pairs: what `best_of_groups` returned for each report.
    """
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


Seen = tuple[Nouns, Tensor]
"""The nouns of a report with the states of its wordpieces."""


def seen_by(encoder: Encoder, row: Mapping[str, Any], known: Mapping[int, int]) -> Seen | None:
    """Return a report as the net meets it at run time."""
    ids = [i for cut in row["ids"] for i in cut]
    nouns = nouns_of(row, known, 0, len(ids))
    if nouns is None:
        return None
    parts = []
    for window in pack([len(cut) for cut in row["ids"]]):
        inner = ids[window.first : window.last]
        cut = wrapped(inner, [(0, 0)] * len(inner))
        parts.append(encoder.numbers(cut.ids, cut.kinds)[1:-1])
    return nouns, torch.from_numpy(np.concatenate(parts))


def train(net: Fillers, told: Sequence[Seen], tune: Sequence[Seen], epochs: int, seed: int) -> list[dict[str, float]]:
    """Train; the net ends as the running mean of the weights at the best epoch. Returns the figures of each."""
    draw = random.Random(seed)  # noqa: S311 - order of examples
    torch.manual_seed(seed)
    tables = [net.wide.weight, net.deep.weight, net.about.weight]
    known = {id(p) for p in tables}
    rest = [p for p in net.parameters() if id(p) not in known]
    parts = {"tables": tables, "rest": rest}
    optimise = torch.optim.AdamW([{"params": parts[n], "lr": r, "weight_decay": 0.01} for n, r in RATES.items()])
    steps, step, log = epochs * (len(told) // BATCH + 1), 0, []
    mean = copy.deepcopy(net)
    best = copy.deepcopy(net)
    for _ in range(epochs):
        order = draw.sample(list(told), len(told))
        for start in range(0, len(order), BATCH):
            net.train()
            for nouns, states in order[start : start + BATCH]:
                if nouns.roles.any() or draw.random() >= UNTOLD:
                    (loss_of(net, nouns, states) / BATCH / 4).backward()
            _step(net, optimise, min(1.0, (step + 1) / 40) * max(0.03, 1 - step / steps))
            step += 1
            _follow(mean, net, min(0.99, (1 + step) / (10 + step)))
        mean.eval()
        with torch.no_grad():
            log.append(figures([best_of_groups(nouns, mean(nouns, states)) for nouns, states in tune]))
        print(log[-1], flush=True)
        if log[-1]["f1"] == max(entry["f1"] for entry in log):
            best.load_state_dict(mean.state_dict())
    net.load_state_dict(best.state_dict())
    return log


def _step(net: Fillers, optimise: torch.optim.Optimizer, share: float) -> None:
    """Take one step with a share of the rates."""
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
    for name in ("rows", "run", "encoder"):
        parser.add_argument(name, type=Path)
    parser.add_argument("folder", type=Path, help="src/onrecord/incidents/data")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    rows = read_rows(options.rows)
    numbers = known_features(rows)
    known, encoder = places_of(numbers), load_encoder(options.encoder)
    net = Fillers(len(numbers))
    stored = torch.load(options.run / "best.pt", weights_only=True)["heads"]
    net.load_state_dict({n.removeprefix("roles."): p for n, p in stored.items() if n.startswith("roles.")})
    parts: dict[bool, list[Seen]] = {False: [], True: []}
    for row in rows:
        seen = seen_by(encoder, row, known)
        if seen is not None:
            parts[held_out(row["key"])].append(seen)
    log = train(net, parts[False], parts[True], options.epochs, options.seed)
    options.folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.folder / FILE, **packed({**net.export(), "known": numbers}))
    digest = hashlib.sha256((options.folder / FILE).read_bytes()).hexdigest()
    about = {"files": {FILE: digest}, "held_out": log, "seed": options.seed, "torch": torch.__version__}
    (options.folder / MANIFEST).write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
