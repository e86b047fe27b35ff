"""Who says what: cues as tags, and for every cue which wordpieces are its source and which its content.

Scoring each wordpiece against each cue gives nested, parted and shared spans and the links between them at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from onrecord.encoder.windows import pack
from training.batches import wrapped
from training.task import WIDTH, Batch, Example, held_out

INNER = 128
ROLES = ("source", "content")
STEPS = (1, 2, 4, 8, 16, 32, 64)
"""Distances in wordpieces at which the bucket changes; the same in `onrecord.claims.tagger`."""
BUCKETS = 2 * (len(STEPS) + 1) + 1
SCALE = 1 / 40
"""Brings the sums over a window to about the size of other tasks' losses."""


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution inside a window, as indices of wordpieces."""

    cue: list[int]
    source: list[int]
    content: list[int]


class Head(nn.Module):
    """Tags of cues, and scores of wordpieces against cues."""

    def __init__(self) -> None:
        """Make it with random weights."""
        super().__init__()
        self.tag_in = nn.Linear(WIDTH, INNER)
        self.tag_out = nn.Linear(INNER, 3)
        self.cue = nn.Linear(WIDTH, len(ROLES) * INNER)
        self.word = nn.Linear(WIDTH, len(ROLES) * INNER)
        self.near = nn.Parameter(torch.randn(len(ROLES), BUCKETS, INNER) * 0.02)
        self.bias = nn.Parameter(torch.zeros(len(ROLES), BUCKETS))

    def tags(self, hidden: Tensor) -> Tensor:
        """Return the scores of outside, begin and inside for every wordpiece."""
        return self.tag_out(functional.gelu(self.tag_in(hidden), approximate="tanh"))

    def roles(self, hidden: Tensor, row: Tensor, cue: Tensor, bucket: Tensor) -> Tensor:
        """Return scores (cues, roles, length).

        Args:
            hidden: states of the batch.
            row: row of each cue.
            cue: mean state of each cue's wordpieces.
            bucket: (cues, length): how far each wordpiece is from the cue.
        """
        length = hidden.shape[1]
        query = functional.gelu(self.cue(cue), approximate="tanh").view(-1, len(ROLES), INNER)
        words = functional.gelu(self.word(hidden), approximate="tanh").view(-1, length, len(ROLES), INNER)[row]
        scores = torch.einsum("cri,clri->crl", query, words)
        near = torch.einsum("clri,rbi->crlb", words, self.near)
        at = bucket[:, None, :, None].expand(-1, len(ROLES), -1, 1)
        return scores / INNER**0.5 + near.gather(3, at)[..., 0] + self.bias[:, bucket].transpose(0, 1)


def buckets(length: int, first: int, last: int) -> list[int]:
    """Return the bucket of every wordpiece of a row for a cue from `first` to `last`."""
    middle = len(STEPS) + 1
    out = []
    for i in range(length):
        away = i - first if i < first else max(0, i - last)
        step = sum(abs(away) > s for s in STEPS) + 1 if away else 0
        out.append(middle + step if away > 0 else middle - step)
    return out


class Claims:
    """The task; see `training.task.Task`."""

    name = "claims"

    def __init__(self, tokenizer: Tokenizer, prepared: Path) -> None:
        """Keep the tokenizer and where the sentences of the articles stand."""
        self._tokenizer = tokenizer
        self._prepared = prepared

    def examples(self, data: Path) -> tuple[list[Example], list[Example]]:
        """Return the windows of the training articles."""
        with self._prepared.open(encoding="utf-8") as lines:
            cuts = {row["doc_id"]: row["sentences"] for row in map(json.loads, lines)}
        train: list[Example] = []
        tune: list[Example] = []
        with (data / "attribution" / "train.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                (tune if held_out(row["doc_id"]) else train).extend(self._windows(row, cuts[row["doc_id"]]))
        return train, tune

    def _windows(self, row: dict[str, Any], sentences: Iterable[Sequence[int]]) -> Iterator[Example]:
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        lengths = []
        for start, end in sentences:
            cut = self._tokenizer.encode(row["text"][start:end], add_special_tokens=False)
            ids += cut.ids
            offsets += [(start + a, start + b) for a, b in cut.offsets]
            lengths.append(len(cut.ids))
        for window in pack(lengths):
            pieces = wrapped(ids[window.first : window.last], offsets[window.first : window.last])
            links = []
            for item in row["attributions"]:
                parts = {role: _pieces(pieces.offsets, item[role]) for role in ("cue", *ROLES)}
                if parts["cue"]:
                    links.append(Link(**parts))
            yield Example("", links, key=row["doc_id"], pieces=pieces)

    def head(self) -> nn.Module:
        """Return a fresh head."""
        return Head()

    def loss(self, head: nn.Module, hidden: Tensor, batch: Batch) -> Tensor:
        """Return the loss of tags and of roles given the marked cues."""
        assert isinstance(head, Head)  # noqa: S101 - what `head` returned
        tags = torch.full(hidden.shape[:2], -100)
        for r, (example, pieces) in enumerate(zip(batch.examples, batch.pieces, strict=True)):
            tags[r, 1 : len(pieces.ids) - 1] = 0
            for link in example.target:
                tags[r, link.cue[0]] = 1
                tags[r, link.cue[1:]] = 2
        scores = head.tags(hidden)
        loss = functional.cross_entropy(scores.flatten(0, 1), tags.flatten().to(hidden.device), reduction="sum")
        loss = loss / len(batch.examples)
        links = [(r, link) for r, example in enumerate(batch.examples) for link in example.target]
        if links:
            wanted = torch.zeros(len(links), len(ROLES), hidden.shape[1])
            mask = torch.zeros(len(links), 1, hidden.shape[1])
            for i, (r, link) in enumerate(links):
                wanted[i, 0, link.source] = 1
                wanted[i, 1, link.content] = 1
                mask[i, 0, 1 : len(batch.pieces[r].ids) - 1] = 1
            got = role_scores(head, hidden, [(r, link.cue) for r, link in links])
            each = functional.binary_cross_entropy_with_logits(got, wanted.to(hidden.device), reduction="none")
            loss = loss + (each * mask.to(hidden.device)).sum() / len(links)
        return loss * SCALE

    def measure(self, head: nn.Module, scored: Sequence[tuple[Tensor, Batch]]) -> dict[str, float]:
        """Return F1 of linked triples, every role overlapping and every role equal, in percent."""
        assert isinstance(head, Head)  # noqa: S101 - what `head` returned
        counts = np.zeros(4)
        for hidden, batch in scored:
            found = decode(head, hidden, batch)
            for links, example in zip(found, batch.examples, strict=True):
                counts += _hits(example.target, links)
        overlap, exact, predicted, marked = counts
        total = max(predicted + marked, 1.0)
        return {"overlap_f1": round(200 * overlap / total, 2), "exact_f1": round(200 * exact / total, 2)}

    def export(self, head: nn.Module) -> dict[str, np.ndarray[Any, Any]]:
        """Return the arrays of the head."""
        return {name.replace(".", "_"): p.detach().cpu().float().numpy() for name, p in head.named_parameters()}


def role_scores(head: Head, hidden: Tensor, cues: Sequence[tuple[int, Sequence[int]]]) -> Tensor:
    """Return scores (cues, roles, length) for cues given as row and wordpieces."""
    row = torch.tensor([r for r, _ in cues], device=hidden.device)
    mean = torch.stack([hidden[r, list(cue)].mean(0) for r, cue in cues])
    bucket = torch.tensor([buckets(hidden.shape[1], cue[0], cue[-1]) for _, cue in cues], device=hidden.device)
    return head.roles(hidden, row, mean, bucket)


def decode(head: Head, hidden: Tensor, batch: Batch) -> list[list[Link]]:
    """Return what stands above even odds in each window."""
    tags = head.tags(hidden).argmax(-1).tolist()
    cues = []
    for r, pieces in enumerate(batch.pieces):
        open_cue: list[int] = []
        for i in range(1, len(pieces.ids) - 1):
            if tags[r][i] == 2 and open_cue and open_cue[-1] == i - 1:
                open_cue.append(i)
            elif tags[r][i]:
                open_cue = [i]
                cues.append((r, open_cue))
    out: list[list[Link]] = [[] for _ in batch.pieces]
    if cues:
        inside = (role_scores(head, hidden, cues) > 0).tolist()
        for (r, cue), (source, content) in zip(cues, inside, strict=True):
            end = len(batch.pieces[r].ids) - 1
            sides = [[i for i in range(1, end) if side[i]] for side in (source, content)]
            out[r].append(Link(cue, *sides))
    return out


def _pieces(offsets: Sequence[tuple[int, int]], spans: Iterable[Sequence[int]]) -> list[int]:
    spans = list(spans)
    return [i for i, (a, b) in enumerate(offsets) if b > a and any(a < e and s < b for s, e in spans)]


def _hits(marked: Sequence[Link], found: Sequence[Link]) -> np.ndarray[Any, Any]:
    """Return overlapping and equal triples, and how many there are on both sides."""
    left = list(found)
    overlap = exact = 0
    for link in marked:
        hit = next((f for f in left if _overlap(link, f)), None)
        if hit is not None:
            left.remove(hit)
            overlap += 1
            exact += link == hit
    return np.array([overlap, exact, len(found), len(marked)], dtype=float)


def _overlap(a: Link, b: Link) -> bool:
    sides = ((a.cue, b.cue), (a.source, b.source), (a.content, b.content))
    return all(bool(set(x) & set(y)) if x else not y for x, y in sides)
