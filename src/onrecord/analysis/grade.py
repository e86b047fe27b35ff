"""The Admiralty grade of credibility of something that reports carry: 1 to 6, by rules that can be read.

Roots are counted, not reports: copies and retellings add nothing, and several officials of one body are one root. A
denial counts by its own roots.

| grade | meaning | here |
|---|---|---|
| 1 | confirmed by independent sources | two sure known roots or more, and no known root against it |
| 2 | probably true | one sure known root and any other; no known root against it |
| 3 | possibly true | one known root alone, or all hedge, or not more known roots against it than for it |
| 4 | doubtful | more known roots against it than for it |
| 5 | improbable | known roots against it, none for it or three times as many |
| 6 | cannot be judged | no known root for it or against it |
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model.finding import Root, RootKind

CONFIRMING = 2
"""Known roots that confirm one another."""

OUTWEIGHED = 3
"""So many times more known roots against than for something make it improbable."""


def grade(roots: Sequence[Root], sure: int, against: Sequence[Root] = ()) -> tuple[int, str]:
    """Return the grade and one sentence why.

    Args:
        roots: that stand behind it.
        sure: how many of the known ones put it forward without a hedge.
        against: that stand behind its denial.
    """
    known = _known(roots)
    other = len(roots) - known
    denying = _known(against)
    if denying:
        return _denied(known, denying)
    if not known:
        return 6, "No root is known, so nothing can be judged."
    if not sure:
        return 3, f"{_count(known, 'known root')}, and all of them hedge."
    if known >= CONFIRMING and sure >= CONFIRMING:
        return 1, f"{known} known roots that do not depend on each other, {sure} of them sure; no known root denies it."
    if other or known >= CONFIRMING:
        beside = _count(other, "other") if other else "the others hedge"
        return 2, f"{_count(sure, 'sure known root')}, {beside}; no known root denies it."
    alone = next(r for r in roots if r.kind is RootKind.KNOWN)
    officials = f", for which {len(alone.speakers)} persons speak" if alone.speakers else ""
    return 3, f"One known root alone{officials}; no other stands behind it."


def _denied(known: int, denying: int) -> tuple[int, str]:
    told = f"{_count(known, 'known root')} for it and {denying} against it"
    if not known or denying >= OUTWEIGHED * known:
        return 5, f"{told}: denied by far more than stand behind it."
    if denying > known:
        return 4, f"{told}: denied by more than stand behind it."
    return 3, f"{told}: it is disputed."


def _known(roots: Sequence[Root]) -> int:
    return sum(1 for r in roots if r.kind is RootKind.KNOWN)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
