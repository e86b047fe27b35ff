"""Chains: who stands between the narrator and the root, and claims inside claims."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.candidate import Found
from onrecord.model import Span


def parents(found: Sequence[Found]) -> list[int]:
    """Return for each candidate the index of the candidate inside whose content it stands, -1 at the top.

    The innermost one counts. A candidate stands inside another when its cue lies in the other's content and the
    other's cue does not lie in its own.
    """
    spans: list[tuple[int, int, int]] = [(s.start, -s.end, i) for i, f in enumerate(found) for s in f.content]
    points = [(f.cue[0].start, 1, i) for i, f in enumerate(found) if f.cue]
    events = sorted([(a, 0, i, -b) for a, b, i in spans] + [(p, 1, i, 0) for p, _, i in points])
    out = [-1] * len(found)
    active: list[tuple[int, int, int]] = []  # end, start, candidate
    for at, kind, i, end in events:
        if kind == 0:
            active.append((end, at, i))
            continue
        active = [a for a in active if a[0] > at]
        best: tuple[int, int] | None = None
        for stop, start, j in active:
            if j == i or _holds(found[i], found[j].cue):
                continue
            if best is None or stop - start < best[0]:
                best = (stop - start, j)
        out[i] = -1 if best is None else best[1]
    return out


def _holds(inner: Found, cue: tuple[Span, ...]) -> bool:
    return any(c.covers(k) for c in inner.content for k in cue)


def line(of: Sequence[int], i: int, limit: int) -> list[int]:
    """Return the candidates from the outermost to `i`, at most `limit` of them."""
    out = [i]
    while of[out[0]] >= 0 and of[out[0]] not in out and len(out) < limit:
        out.insert(0, of[out[0]])
    return out
