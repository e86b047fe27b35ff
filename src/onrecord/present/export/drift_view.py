"""A comparison as a reader meets it: each change with the words around both of its spans."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.model import Change, Comparison, DriftKind, Report, Severity, Span, trim
from onrecord.model.codec import Json, to_json
from onrecord.present.export.wording import visible

NAMES: dict[DriftKind, str] = {
    DriftKind.HEDGE_DROPPED: "hedge dropped",
    DriftKind.HEDGE_ADDED: "hedge added",
    DriftKind.ATTRIBUTION_DROPPED: "speaker dropped",
    DriftKind.ATTRIBUTION_ADDED: "speaker added",
    DriftKind.SPEAKER_CHANGED: "speaker changed",
    DriftKind.CERTAINTY_RAISED: "certainty raised",
    DriftKind.CERTAINTY_LOWERED: "certainty lowered",
    DriftKind.POLARITY_FLIPPED: "polarity flipped",
    DriftKind.ACTOR_CHANGED: "actor changed",
    DriftKind.TARGET_CHANGED: "target changed",
    DriftKind.NUMBER_CHANGED: "number changed",
    DriftKind.DATE_CHANGED: "date changed",
    DriftKind.PLACE_CHANGED: "place changed",
    DriftKind.WEAPON_CHANGED: "weapon changed",
    DriftKind.QUOTATION_ALTERED: "quotation altered",
    DriftKind.QUOTATION_TRUNCATED: "quotation truncated",
    DriftKind.QUOTATION_INVENTED: "quotation invented",
    DriftKind.ACCUSATION_TO_FACT: "accusation became fact",
    DriftKind.STATUS_CHANGED: "pending became done",
    DriftKind.CONDITION_DROPPED: "condition dropped",
    DriftKind.CAUSE_STRENGTHENED: "cause strengthened",
    DriftKind.SPLICE: "spliced or doubled",
    DriftKind.UNSUPPORTED_ADDITION: "unsupported addition",
    DriftKind.LEFT_OUT: "left out",
    DriftKind.UNDETERMINED: "changed, no word decides",
}

AROUND = 60
"""Code points shown on each side of a span; judged by eye, 2026-11-22."""
LONGEST = 320
"""Code points of a span that are shown in a list."""
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of a span with those around it.

    Attributes:
        before: what stands before it, with the space between.
        words: its own.
        after: what follows, with the space between.
    """

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One change as it is shown.

    Attributes:
        tag: "D1", "D2" …, in the order of the retelling.
        change: the change itself.
        name: its kind in words.
        original: words of the original, None where nothing corresponds.
        retelling: words of the retelling, None for what was left out.
        marker: the words that decide; "" where they are all that stands on the only side, and so are shown there.
    """

    tag: str
    change: Change
    name: str
    original: Excerpt | None
    retelling: Excerpt | None
    marker: str = ""


def shown(comparison: Comparison, *, everything: bool = False) -> tuple[Shown, ...]:
    """Return the changes as they are shown, in order.

    Args:
        comparison: two texts and the changes.
        everything: show those too that are only counted, behind the others.
    """
    changes = (*comparison.changes, *comparison.counted) if everything else comparison.changes
    return tuple(
        Shown(
            f"D{number}",
            change,
            NAMES[change.kind],
            _excerpt(comparison.original, change.original),
            _excerpt(comparison.retelling, change.retelling),
            _marker(comparison, change),
        )
        for number, change in enumerate(changes, 1)
    )


def _marker(comparison: Comparison, change: Change) -> str:
    if change.original is not None and change.retelling is not None:
        return change.marker
    sides = ((comparison.original, change.original), (comparison.retelling, change.retelling))
    whole = {_MARKS.sub("", span.words(report.text)) for report, span in sides if span is not None}
    return "" if _MARKS.sub("", change.marker) in whole else change.marker


def _excerpt(report: Report, span: Span | None) -> Excerpt | None:
    if span is None:
        return None
    text = report.text
    span = trim(text, span)
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    space = text.find(" ", start, span.start) + 1 if start else 0
    start = max(start, text.rfind("\n", start, span.start) + 1, space)
    line = text.find("\n", span.end, end)
    end = line if line >= 0 else end
    if line < 0 and end < len(text) and (last := text.rfind(" ", span.end, end)) > 0:
        end = last
    words = " ".join(text[span.start : span.end].split())
    if len(words) > LONGEST:
        words = f"{words[: LONGEST // 2].rstrip()} … {words[-LONGEST // 2 :].lstrip()}"
    before = ("…" if start and text[start - 1] != "\n" else "") + " ".join(text[start : span.start].split())
    before += " " if before and text[span.start - 1].isspace() else ""
    gap = " " if span.end < end and text[span.end].isspace() else ""
    after = gap + " ".join(text[span.end : end].split()) + ("…" if end < len(text) and line < 0 else "")
    return Excerpt(visible(before), visible(words), visible(after))


def summary(comparison: Comparison) -> str:
    """Return how many changes of which severity; of two reports of their own also how much they share."""
    count = Counter(c.severity for c in comparison.changes)
    total = len(comparison.changes)
    parts = ", ".join(f"{count[s]} {s.value}" for s in Severity if count[s])
    changes = f"{total} change{'s' if total > 1 else ''}: {parts}."
    if comparison.apart:
        shared = f"These are two reports, not one and its retelling: {_count(comparison.passages, 'passage')} shared"
        return f"{shared}, with {changes}" if total else f"{shared}, and no change was found in them."
    return changes if total else "No change was found. That is no proof that there is none."


def rest(comparison: Comparison) -> str:
    """Return one sentence on what is only counted, "" where nothing is."""
    only = Counter(c.kind for c in comparison.counted)
    out, new = only.pop(DriftKind.LEFT_OUT, 0), only.pop(DriftKind.UNSUPPORTED_ADDITION, 0)
    if comparison.apart:
        other = sum(only.values())
        parts = ((out, "only in the original"), (new, "only in the retelling"), (other, "of quotations or copying"))
        return _listed([f"{n} {what}" for n, what in parts if n])
    return f"{_count(out, 'more passage')} left out." if out else ""


def _listed(parts: list[str]) -> str:
    return f"Not listed: {', '.join(parts)}." if parts else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def title_of(report: Report) -> str:
    """Return what to call a text: its headline, else where it was read from."""
    return visible(report.title or report.source or "text")


def as_data(comparison: Comparison) -> Json:
    """Return a comparison as JSON data: both texts, and the changes with spans into them.

    `counted` has what the screen only counts: passages left out that bear little on what is retold, and, between two
    reports of their own (`apart`), what only one of them has.
    """
    return {
        "format": comparison.format,
        "original": _side(comparison.original),
        "retelling": _side(comparison.retelling),
        "changes": to_json(comparison.changes),
        "counted": to_json(comparison.counted),
        "passages": comparison.passages,
        "apart": comparison.apart,
    }


def _side(report: Report) -> Json:
    fields = ("id", "title", "outlet", "published", "url", "source", "text")
    return {name: getattr(report, name) for name in fields}
