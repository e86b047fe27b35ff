"""Reads the reports with their marks, runs the program on them, and counts what stands together and who was hurt.

`python -m tests.incidents.whole.scoring [--all]` prints the figures and what is wrong, report by report.
"{1:shot}" in a text marks a word that tells event 1. An event without `type` did not take place: what is promised,
general, denied. `free` names events whose words may stand anywhere ("two shootings" of two events told apart), `who`
lists who was hurt or held, alternatives between bars, `may` those who are neither asked for nor counted against, `not`
those who must be neither doer nor blamed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.incidents import find_attributions, find_incidents
from onrecord.model import Attribution, Incident, Realis, Report, RoleKind, Segment, SegmentKind, Span, Voice, VoiceKind

HERE = Path(__file__).parent
_MARK = re.compile(r"\{(\d):([^{}]*)\}")
_WORD = re.compile(r"[^\W_]+")
_WRAP = re.compile(r"(?<!\n)\n(?!\n)")
_EMPTY = frozenset({"the", "a", "an", "of", "his", "her", "their", "least", "at"})
_TOOK_PLACE = (Realis.ACTUAL, Realis.ATTEMPTED)
_COUNTED = ("ASSAULT", "COERCE")
_HURT = (RoleKind.VICTIM, RoleKind.RECIPIENT)
_DOERS = (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)
_NUMBERS = {"two": "2", "three": "3", "five": "5", "eight": "8"}

Found = tuple[tuple[Incident, ...], tuple[Attribution, ...]]


@dataclass(frozen=True)
class Event:
    """One event as a reader has it; without types it did not take place."""

    types: tuple[str, ...]
    who: tuple[str, ...]
    may: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One invented report."""

    name: str
    report: Report
    marks: tuple[tuple[Span, int], ...]
    events: dict[int, Event]
    free: frozenset[int]


@dataclass
class Tally:
    """Counts, and what is wrong as lines to read."""

    reports: int = 0
    exact: int = 0
    asked: int = 0
    given: int = 0
    mixed: int = 0
    lent: int = 0
    marks: int = 0
    precise: float = 0.0
    whole: float = 0.0
    who_asked: int = 0
    who_given: int = 0
    who_right: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def together(self) -> float:
        """Return the F1 of B-cubed over the marked words that were found."""
        p, r = self.precise / max(1, self.marks), self.whole / max(1, self.marks)
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def people(self) -> float:
        """Return the F1 of who was hurt or held."""
        return 2 * self.who_right / max(1, self.who_asked + self.who_given)

    def __str__(self) -> str:
        """Return the figures and the lines."""
        n = max(1, self.marks)
        return "\n".join(
            [
                *self.lines,
                f"reports counted right {self.exact} of {self.reports}; incidents {self.given} for {self.asked}",
                f"words together: precision {self.precise / n:.3f} recall {self.whole / n:.3f} F1 {self.together:.3f}",
                f"not real among real {self.mixed}; lent a doer {self.lent}",
                f"people {self.people:.3f} ({self.who_right} of {self.who_asked}, {self.who_given} given)",
            ]
        )


def cases() -> list[Case]:
    """Return the reports."""
    return [
        _case(f"{path.stem}/{data['id']}", data)
        for path in sorted(HERE.glob("*.yaml"))
        for data in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _case(name: str, data: dict[str, Any]) -> Case:
    headline, body = data["headline"], _WRAP.sub(" ", data["text"].strip())
    marked = f"{headline}\n\n{body}" if headline else body
    text, marks, at = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        marks.append((Span(len(text), len(text) + len(found[2])), int(found[1])))
        text, at = text + found[2], found.end()
    text += marked[at:]
    title, events = _MARK.sub(r"\2", headline), {}
    for number, told in data["events"].items():
        types = tuple(told.get("type", "").split("|")) if told.get("type") else ()
        events[number] = Event(types, *(tuple(map(str, told.get(key, ()))) for key in ("who", "may", "not")))
    voice = Voice(VoiceKind.OUTLET, "Lund Courier")
    segments = [Segment(Span(len(title) + 2 if title else 0, len(text)), SegmentKind.BODY, voice)]
    if title:
        segments.insert(0, Segment(Span(0, len(title)), SegmentKind.HEADLINE, voice))
    report = Report(data["id"], text, tuple(segments), title=title, published=str(data["date"]))
    return Case(name, report, tuple(marks), events, frozenset(data.get("free", ())))


def found(reports: Iterable[Report]) -> Iterator[Found]:
    """Yield the incidents and the rows of reports."""
    for doc in annotate(reports, encoder=configured()):
        claims, _ = find_claims(doc)
        incidents, _, _ = find_incidents(doc, claims)
        rows, _ = find_attributions(doc, claims, incidents)
        yield incidents, rows


def score(chosen: Sequence[Case], *, show: bool = False) -> Tally:
    """Run the program on reports and compare."""
    out = Tally()
    for case, (incidents, rows) in zip(chosen, found(c.report for c in chosen), strict=True):
        lines = _compare(case, incidents, rows, out)
        if lines or show:
            out.lines.extend([case.name, *lines])
    return out


def _compare(case: Case, incidents: Sequence[Incident], rows: Sequence[Attribution], out: Tally) -> list[str]:
    homes = [(_home(span, incidents), number) for span, number in case.marks]
    held = [(home, number) for home, number in homes if home is not None]
    real = [(home, number) for home, number in held if case.events[number].types]
    lines: list[str] = []
    for home, number in real:
        inside = [n for h, n in real if h == home]
        out.precise += inside.count(number) / len(inside)
        out.whole += inside.count(number) / sum(n == number for _, n in real)
        out.marks += 1
    unreal = [h for h, n in held if not case.events[n].types and n not in case.free]
    mixed = sum(incidents[h].realis in _TOOK_PLACE for h in unreal)
    out.mixed += mixed
    lines.extend(["    not real among real"] * bool(mixed))
    matched = _matched(case, real)
    given = {n for n, i in enumerate(incidents) if i.realis in _TOOK_PLACE and i.type in _COUNTED}
    asked = {n for n, event in case.events.items() if event.types and event.types[0] in _COUNTED}
    out.reports += 1
    out.asked += len(asked)
    out.given += len(given)
    right = asked <= set(matched) and given <= set(matched.values())
    out.exact += right
    if not right:
        lines.extend(f"    one too many: {incidents[n].title}" for n in sorted(given - set(matched.values())))
        lines.extend(f"    not there: event {n}" for n in sorted(asked - set(matched)))
    for number, home in matched.items():
        lines.extend(_people(case.events[number], incidents[home], out))
        blamed = [r.name for r in incidents[home].roles if r.kind in _DOERS]
        blamed += [r.actor.name for r in rows if r.incident == incidents[home].id]
        lent = [b for b in blamed if any(_same(b, n) for n in case.events[number].never)]
        out.lent += len(lent)
        lines.extend(f"    did not do it: {b}" for b in lent)
    return lines


def _home(span: Span, incidents: Sequence[Incident]) -> int | None:
    for n, incident in enumerate(incidents):
        if any(t.start < span.end and span.start < t.end for t in incident.triggers):
            return n
    return None


def _matched(case: Case, real: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return event -> the incident that holds most of its words, each incident once."""
    pairs = sorted({(-real.count(pair), pair) for pair in real})
    out: dict[int, int] = {}
    for _, (home, number) in pairs:
        if number not in out and home not in out.values():
            out[number] = home
    return {n: out[n] for n in sorted(out) if case.events[n].types}


def _people(event: Event, incident: Incident, out: Tally) -> list[str]:
    names = [r.name for r in incident.roles if r.kind in _HURT]
    left = list(names)
    lines = []
    for asked in event.who:
        match = next((n for n in left if any(_same(n, a) for a in asked.split("|"))), None)
        out.who_asked += 1
        if match is None:
            lines.append(f"    missed {asked} [{incident.title}]")
            continue
        left.remove(match)
        out.who_right += 1
        out.who_given += 1
    for name in left:
        if any(_same(name, may) for may in event.may):
            continue
        out.who_given += 1
        lines.append(f"    also {name} [{incident.title}]")
    return lines


def _same(one: str, other: str) -> bool:
    left, right = ({_NUMBERS.get(w.lower(), w.lower()) for w in _WORD.findall(n)} - _EMPTY for n in (one, other))
    return bool(left and right) and (left <= right or right <= left)


if __name__ == "__main__":
    sys.stdout.write(f"{score(cases(), show='--all' in sys.argv)}\n")
