"""A comparison as one self-contained page: two texts side by side, the changes linked to both; no script, printable."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Comparison, Report, Severity, Span
from onrecord.present.export.drift_view import Shown, rest, shown, summary, title_of
from onrecord.present.export.page import environment, style_of

LETTERS = {Severity.HIGH: "H", Severity.MEDIUM: "M", Severity.LOW: "L"}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text between two boundaries of changes.

    Attributes:
        text: its words.
        tags: the changes that cover it.
        begins: those whose span begins here.
        severity: "H", "M" or "L", of the gravest of them; "" where there is none.
    """

    text: str
    tags: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    severity: str = ""


def drift_page(comparison: Comparison, *, everything: bool = False) -> str:
    """Return one HTML document that shows two texts and what the second did to the first.

    Args:
        comparison: two texts and the changes.
        everything: list what is otherwise only counted.
    """
    rows = shown(comparison, everything=everything)
    style = style_of("page.css") + style_of("drift.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template("drift.html")
        .render(
            rows=rows,
            summary=summary(comparison),
            rest="" if everything else rest(comparison),
            sides=(
                ("Original", "o", title_of(comparison.original), tuple(_runs(comparison.original, rows, first=True))),
                (
                    "Retelling",
                    "r",
                    title_of(comparison.retelling),
                    tuple(_runs(comparison.retelling, rows, first=False)),
                ),
            ),
            letters=LETTERS,
            style=style,
            digest=digest,
        )
    )


def _runs(report: Report, rows: tuple[Shown, ...], *, first: bool) -> Iterator[Run]:
    """Cut a text at every boundary of a change, so that overlapping ones all show."""
    spans = [(s, r) for r in rows if (s := r.change.original if first else r.change.retelling) is not None]
    edges = {0, len(report.text)}.union(*({s.start, s.end} for s, _ in spans)) if spans else {0, len(report.text)}
    for start, end in itertools.pairwise(sorted(edges)):
        here = Span(start, end)
        over = [r for s, r in spans if s.covers(here)]
        grades = sorted(LETTERS[r.change.severity] for r in over)
        begins = tuple(r.tag for s, r in spans if s.start == start)
        worst = next((g for g in "HML" if g in grades), "")
        yield Run(report.text[start:end], tuple(r.tag for r in over), begins, worst)
