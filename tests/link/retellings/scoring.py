"""Reads the groups of reports, links each group as a case, and counts kinds and roots that are right.

`python -m tests.link.retellings.scoring [first|second|all] [--all-rows]` prints what is wrong. A pair is
[original, other, kind]; every pair that is not linked is "independent". A root case names the reports of a smaller case
and what they tell: every word of `about` (alternatives between bars) stands in the sentence that carries it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from onrecord.analysis.independence import Carrier, roots_of, told
from onrecord.annotate import annotate
from onrecord.annotate.extensions import notes
from onrecord.claims import find_claims
from onrecord.incidents import find_attributions, find_incidents
from onrecord.link import link, profile
from onrecord.link.wording import split
from onrecord.model import MadeBy, Record, SegmentKind, Span
from onrecord.model.finding import Corroboration, RootKind
from onrecord.model.link import Linkage
from onrecord.read import read_text
from onrecord.read.options import ReadOptions

HERE = Path(__file__).parent
_MADE_BY = MadeBy("0", "tests", "0")


@dataclass(frozen=True)
class Group:
    """Invented reports on one event."""

    name: str
    part: str
    records: dict[str, Record]
    pairs: tuple[tuple[str, str, str], ...]
    roots: tuple[dict[str, Any], ...]


@dataclass
class Score:
    """What is right of what was asked, and what is wrong as lines to read."""

    asked: int = 0
    right: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Return the share that is right."""
        return self.right / self.asked if self.asked else 1.0

    def count(self, *, right: bool, line: str) -> None:
        """Count one."""
        self.asked += 1
        self.right += right
        self.lines.append(f"{'ok   ' if right else 'WRONG'} {line}")

    def __str__(self) -> str:
        """Return the figure and what is wrong."""
        wrong = [line for line in self.lines if line.startswith("WRONG")]
        return "\n".join([f"{self.share:.3f} ({self.right} of {self.asked})", *wrong])


def raw(part: str = "all") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the groups as they are written, with the part that they belong to: the first word of the file's name."""
    for path in sorted(HERE.glob("*.yaml")):
        own = path.stem.split("_")[0]
        if part in ("all", own):
            for data in yaml.safe_load(path.read_text(encoding="utf-8")):
                yield own, data


def groups(part: str = "all") -> list[Group]:
    """Read and analyse the groups of a part."""
    rows = list(raw(part))
    reports = [
        read_text(f"{r['headline']}\n\n{r['text']}", options=ReadOptions(published=str(r["date"]), outlet=r["outlet"]))
        for _, data in rows
        for r in data["reports"]
    ]
    records: list[Record] = []
    for doc in annotate(reports):
        claims, _ = find_claims(doc)
        incidents, series, _ = find_incidents(doc, claims)
        rows_of, _ = find_attributions(doc, claims, incidents)
        found = notes(doc)
        records.append(
            Record(
                report=found.report,
                made_by=_MADE_BY,
                entities=found.entities,
                times=found.times,
                places=found.places,
                claims=tuple(claims),
                incidents=tuple(incidents),
                attributions=tuple(rows_of),
                series=tuple(series),
            )
        )
    left = iter(records)
    out: list[Group] = []
    for own, data in rows:
        held = {r["id"]: next(left) for r in data["reports"]}
        pairs = tuple((str(a), str(b), str(kind)) for a, b, kind in data["pairs"])
        out.append(Group(data["id"], own, held, pairs, tuple(data["roots"])))
    return out


def linked(records: Sequence[Record]) -> Linkage:
    """Link records as one case."""
    return link([profile(r) for r in records])


def score_kinds(chosen: Sequence[Group]) -> Score:
    """Compare the kind of every pair that is asked for; each group is a case."""
    out = Score()
    for group in chosen:
        links = linked(list(group.records.values()))
        names = {r.report.id: key for key, r in group.records.items()}
        kinds = {frozenset((names[k.original], names[k.retelling])): k for k in links.retold}
        for original, other, kind in group.pairs:
            found = kinds.get(frozenset((original, other)))
            got = str(found.kind) if found is not None else "independent"
            turned = " (turned around)" if found is not None and names[found.original] != original else ""
            line = f"{group.name}: {original} - {other}: {kind}, found {got}{turned}"
            out.count(right=got == kind and not turned, line=line)
    return out


def score_roots(chosen: Sequence[Group]) -> Score:
    """Compare the number of known, unnamed and unknown roots; the reports of a root case are a case of their own."""
    out = Score()
    for group in chosen:
        for asked in group.roots:
            found = counted(group, asked)
            got = tuple(sum(1 for r in found.roots if r.kind is kind) for kind in RootKind)
            wanted = (asked["known"], asked["unnamed"], asked["unknown"])
            names = "; ".join(f"{r.kind} {r.name}" for r in found.roots)
            line = f"{group.name}/{asked['name']}: {wanted}, found {got}: {told(found)} [{names}]"
            out.count(right=got == wanted, line=line)
    return out


def counted(group: Group, asked: dict[str, Any]) -> Corroboration:
    """Return the roots of a root case."""
    records = [group.records[r] for r in asked["reports"]]
    return roots_of(records, linked(records), [carrier(r, asked["about"]) for r in records])


def carrier(record: Record, about: Sequence[str]) -> Carrier:
    """Return what of a report carries the words: claims of their sentences with most of them, else the narrator."""
    text = record.report.text
    spans = [s for s in _sentences(record) if all(_has(s.words(text), w) for w in about)]
    if not spans:
        spans = [s for s in _sentences(record) if any(_has(s.words(text), w) for w in about)][:1]
    best: dict[str, int] = {}
    for claim in record.claims:
        if claim.content and any(s.overlaps(c) for s in spans for c in claim.content):
            words = " ".join(c.words(text) for c in claim.content)
            best[claim.id] = sum(_has(words, w) for w in about)
    most = max(best.values(), default=0)
    claims = tuple(sorted(c for c, n in best.items() if n == most > 0))
    return Carrier(record.report.id, claims, () if claims else tuple(spans))


def _sentences(record: Record) -> list[Span]:
    body = [s for s in record.report.segments if s.kind is not SegmentKind.HEADLINE]
    lines = (m for s in body for m in re.finditer(r"[^\n]+", record.report.text[s.span.start : s.span.end]))
    starts = [s.span.start for s in body for _ in re.finditer(r"[^\n]+", record.report.text[s.span.start : s.span.end])]
    found = (Span(start + m.start(), start + m.end()) for start, m in zip(starts, lines, strict=True))
    return [s for line in found for s in split(record.report.text, line)]


def _has(words: str, wanted: str) -> bool:
    held = {w.lower() for w in re.findall(r"[\w]+", words)}
    return any(w.lower() in held for w in wanted.split("|"))


if __name__ == "__main__":
    part = next((a for a in sys.argv[1:] if not a.startswith("-")), "all")
    read = groups(part)
    for label, result in (("kinds", score_kinds(read)), ("roots", score_roots(read))):
        shown = "\n".join(result.lines) if "--all-rows" in sys.argv else str(result)
        sys.stdout.write(f"{label} {shown}\n")
