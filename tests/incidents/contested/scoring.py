"""Reads the contested reports, runs the program on them, and counts rows found, missed and made up.

`python -m tests.incidents.contested.scoring [develop|held|later|all] [--all-rows]` prints the table.
A row is [incident, actor, stance, by]; alternatives stand between bars. An incident is named by a word of one of its
triggers, `by` is a name, "narrator" or "unknown". Rows under `may` are neither asked for nor counted against.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.incidents import find_attributions, find_incidents
from onrecord.model import Attribution, Incident, Report, Segment, SegmentKind, SourceKind, Span, Voice, VoiceKind

HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset({"the", "a", "an", "of", "mr", "mrs", "s", "general", "colonel", "captain", "lieutenant"})

Row = tuple[str, str, str, str]


@dataclass(frozen=True)
class Case:
    """One invented report."""

    name: str
    report: Report
    rows: tuple[Row, ...]
    may: tuple[Row, ...] = ()


@dataclass
class Score:
    """Counts of rows, and the misses as lines to read."""

    asked: int = 0
    given: int = 0
    right: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return the share of the given rows that are right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the rows asked for that were given."""
        return self.right / self.asked if self.asked else 1.0

    def __str__(self) -> str:
        """Return the figures and the table."""
        counts = f"({self.right} of {self.asked} asked, {self.given} given)"
        head = f"precision {self.precision:.3f}  recall {self.recall:.3f}  {counts}"
        return "\n".join([head, *self.lines])


def cases(part: str = "all", folder: Path = HERE) -> list[Case]:
    """Return the reports: "later" those of that file; "develop" every other one of the others, "held" those between."""
    out: list[Case] = []
    for path in sorted(folder.glob("*.yaml")):
        for number, data in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            if part in ("all", _part(path.stem, number)):
                rows, may = (tuple(tuple(row) for row in data.get(key, ())) for key in ("rows", "may"))
                out.append(Case(f"{path.stem}/{data['id']}", _report(data), rows, may))
    return out


def _part(file: str, number: int) -> str:
    return "later" if file == "later" else ("develop", "held")[number % 2]


def _report(data: dict[str, str]) -> Report:
    author = data.get("author", "")
    voice = Voice(VoiceKind.AUTHOR, author) if author else Voice(VoiceKind.OUTLET, "Lund Courier")
    body, headline = data["text"].strip(), data.get("headline", "")
    start = len(headline) + 2 if headline else 0
    text = f"{headline}\n\n{body}" if headline else body
    segments = [Segment(Span(start, len(text)), SegmentKind.BODY, voice)]
    if headline:
        segments.insert(0, Segment(Span(0, len(headline)), SegmentKind.HEADLINE, voice))
    return Report(data["id"], text, tuple(segments), title=headline, published=str(data["date"]))


def found(reports: Iterable[Report]) -> Iterator[tuple[tuple[Attribution, ...], dict[str, Incident]]]:
    """Yield the rows and the incidents of reports."""
    for doc in annotate(reports, encoder=configured()):
        claims, _ = find_claims(doc)
        incidents, _, _ = find_incidents(doc, claims)
        rows, _ = find_attributions(doc, claims, incidents)
        yield rows, {i.id: i for i in incidents}


def score(chosen: Sequence[Case], *, all_rows: bool = False) -> Score:
    """Run the program on reports and compare."""
    out = Score()
    for case, (rows, incidents) in zip(chosen, found(c.report for c in chosen), strict=True):
        left = list(rows)
        lines = []
        for asked in case.rows:
            match = next((r for r in left if fits(asked, r, incidents[r.incident], case.report.text)), None)
            out.asked += 1
            out.right += match is not None
            out.given += match is not None
            if match is not None:
                left.remove(match)
            if match is None or all_rows:
                lines.append(f"    {'ok     ' if match else 'missed '} {' · '.join(asked)}")
        for row in left:
            if any(fits(may, row, incidents[row.incident], case.report.text) for may in case.may):
                continue
            out.given += 1
            lines.append(f"    made up {_told(row, incidents[row.incident], case.report.text)}")
        if lines:
            out.lines.extend([f"{case.name}: {case.report.text}" if all_rows else case.name, *lines])
    return out


def fits(asked: Row, row: Attribution, incident: Incident, text: str) -> bool:
    """Say whether a row is the one asked for."""
    deed, actor, stance, by = (part.split("|") for part in asked)
    triggers = {w for s in incident.triggers for w in _WORD.findall(s.words(text).lower())}
    if not triggers & {d.lower() for d in deed} or str(row.stance) not in stance:
        return False
    if not any(_same(a, row.actor.name) for a in actor):
        return False
    if row.by.kind is SourceKind.NARRATOR:
        return "narrator" in by
    return any((not row.by.name) if b == "unknown" else _same(b, row.by.name) for b in by)


def _same(one: str, other: str) -> bool:
    left, right = ({w.lower() for w in _WORD.findall(n)} - _EMPTY for n in (one, other))
    return bool(left and right) and (left <= right or right <= left)


def _told(row: Attribution, incident: Incident, text: str) -> str:
    triggers = "|".join(s.words(text) for s in incident.triggers)
    by = "narrator" if row.by.kind is SourceKind.NARRATOR else row.by.name or "unknown"
    return f"{triggers} · {row.actor.name} · {row.stance} · {by}   [{row.why}]"


if __name__ == "__main__":
    wanted = next((a for a in sys.argv[1:] if not a.startswith("-")), "develop")
    sys.stdout.write(f"{score(cases(wanted), all_rows='--all-rows' in sys.argv)}\n")
