"""Scores drift on the invented pairs: `python -m tests.drift.scoring [FILE-PREFIX]` prints each kind and every miss."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.drift import find_drift, text_of
from onrecord.model import Change, Report, content_id

FOLDER = Path(__file__).parent / "pairs"
DAY = "2026-03-04"


@dataclass(frozen=True)
class Pair:
    """Two texts and what the second did to the first; `kind` is "" for a faithful retelling."""

    kind: str
    original: str
    retelling: str


@dataclass
class Score:
    """Counts by kind, and pairs that came out otherwise."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    alarms: int = 0
    faithful: int = 0
    wrong: list[tuple[Pair, tuple[Change, ...]]] = field(default_factory=list)

    def f1(self, kind: str) -> float:
        """Return F1 of a kind, 0 to 1; extra ones on any pair count against it."""
        right = self.right[kind]
        total = 2 * right + self.extra[kind] + self.missed[kind]
        return 2 * right / total if total else 0.0

    @property
    def kinds(self) -> list[str]:
        return sorted(set(self.right) | set(self.missed))

    @property
    def macro(self) -> float:
        return sum(self.f1(k) for k in self.kinds) / len(self.kinds)


def pairs(prefix: str = "") -> Iterator[Pair]:
    """Yield the pairs of the files that begin so."""
    for file in sorted(FOLDER.glob(f"{prefix}*.yaml")):
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
        groups = rows if isinstance(rows, dict) else {"": rows}
        for kind, items in groups.items():
            for item in items:
                yield Pair(kind, item["original"], item["retelling"])


def score(held: Sequence[Pair]) -> Score:
    """Return how drift does on pairs."""
    texts = [t for pair in held for t in (pair.original, pair.retelling)]
    reports = [Report(content_id("rep", i, t), t, published=DAY) for i, t in enumerate(texts)]
    seen = [text_of(doc, find_claims(doc)[0]) for doc in annotate(reports)]
    out = Score()
    for pair, before, after in zip(held, seen[::2], seen[1::2], strict=True):
        changes = find_drift(before, after)
        kinds = {c.kind.value for c in changes}
        out.extra.update(kinds - {pair.kind})
        if pair.kind:
            (out.right if pair.kind in kinds else out.missed)[pair.kind] += 1
        else:
            out.faithful += 1
            out.alarms += bool(kinds)
        if kinds != ({pair.kind} if pair.kind else set()):
            out.wrong.append((pair, changes))
    return out


def main(prefix: str = "") -> None:
    """Print the figures and everything that came out otherwise."""
    found = score(list(pairs(prefix)))
    for pair, changes in found.wrong:
        got = "; ".join(f"{c.kind.value} ({c.marker})" for c in changes) or "nothing"
        print(f"[{pair.kind or 'faithful'}] {pair.original}\n    || {pair.retelling}\n    -> {got}")  # noqa: T201
    for kind in found.kinds:
        counts = f"right {found.right[kind]}, missed {found.missed[kind]}, extra {found.extra[kind]}"
        print(f"{kind:22} F1 {found.f1(kind):.2f}  {counts}")  # noqa: T201
    print(f"macro F1 {found.macro:.3f}; false alarms on {found.alarms} of {found.faithful} faithful pairs")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:2])
