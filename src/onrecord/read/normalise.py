"""Clean text out of a source, with the map back to it.

The text keeps the source's characters. What changes: CR LF and CR become LF, the line breaks of hard-wrapped prose
become spaces, a lone surrogate becomes U+FFFD. Each of these leaves a gap in the map.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.model import RawRun

_BREAK = re.compile(r"\r\n?|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WRAP = (45, 100)
"""Widths at which people and mail programs wrap lines."""

_WRAPPED = 0.8
"""Share of the lines that must be full for a text to count as hard-wrapped. 300 news texts wrapped by `textwrap` at 60
to 95 columns have over .9 (PolNeAR train, Gun Violence Archive; 2026-11-22), 20 headlines or short sentences one a
line (457 such lists) at most .42."""

Edit = tuple[int, int, str]
"""From, to, and what stands there instead."""


@dataclass(slots=True)
class Builder:
    """Puts a text together from pieces and remembers where each came from."""

    pieces: list[str] = field(default_factory=list)
    runs: list[RawRun] = field(default_factory=list)
    length: int = 0

    def add(self, words: str, raw: int | None = None) -> None:
        """Append words; `raw` is where they stand in the source, None where they do not."""
        if not words:
            return
        self.pieces.append(words)
        if raw is not None:
            last = self.runs[-1] if self.runs else None
            if last and last.text + last.length == self.length and last.raw + last.length == raw:
                self.runs[-1] = RawRun(last.text, last.raw, last.length + len(words))
            else:
                self.runs.append(RawRun(self.length, raw, len(words)))
        self.length += len(words)

    def text(self) -> str:
        """Return what was put together so far."""
        return "".join(self.pieces)


def clean(source: str, *, unwrap: bool = True) -> tuple[str, tuple[RawRun, ...]]:
    """Return the text of a plain source and its map.

    Args:
        source: the decoded source.
        unwrap: turn the line breaks of hard-wrapped prose into spaces.
    """
    edits = list(_edits(source, unwrap=unwrap))
    return rewrite(source, edits)


def rewrite(source: str, edits: Iterable[Edit]) -> tuple[str, tuple[RawRun, ...]]:
    """Return the source with edits made, and the map. Edits are in order and do not overlap."""
    out = Builder()
    at = 0
    for start, end, words in edits:
        out.add(source[at:start], at)
        out.add(words)
        at = end
    out.add(source[at:], at)
    return out.text(), tuple(out.runs)


def unbroken(text: str) -> str:
    """Return the text with every lone surrogate replaced by U+FFFD, offset for offset."""
    return _SURROGATE.sub("\ufffd", text)


def _edits(source: str, *, unwrap: bool) -> Iterator[Edit]:
    breaks = list(_BREAK.finditer(source))
    joined = _wrapped(source, breaks) if unwrap else frozenset()
    edits: list[Edit] = []
    for number, found in enumerate(breaks):
        if number in joined:
            edits.append((found.start(), found.end(), " "))
        elif found[0] == "\r\n":
            edits.append((found.start(), found.start() + 1, ""))
        elif found[0] == "\r":
            edits.append((found.start(), found.end(), "\n"))
    surrogates = [(m.start(), m.end(), "\ufffd") for m in _SURROGATE.finditer(source)]
    yield from sorted([*edits, *surrogates]) if surrogates else edits


def _wrapped(source: str, breaks: Sequence[re.Match[str]]) -> frozenset[int]:
    """Return the numbers of the line breaks that only wrap a paragraph."""
    starts = [0, *(b.end() for b in breaks)]
    ends = [*(b.start() for b in breaks), len(source)]
    inner = [
        n
        for n in range(len(breaks))
        if ends[n] > starts[n] and ends[n + 1] > starts[n + 1] and not _starts_anew(source, starts[n + 1])
    ]
    lengths = sorted(ends[n] - starts[n] for n in inner)
    if len(lengths) < 3:
        return frozenset()
    width = lengths[len(lengths) * 9 // 10]
    if not _WRAP[0] <= width <= _WRAP[1]:
        return frozenset()
    full = [n for n in inner if _fills(source, (starts[n], ends[n]), (starts[n + 1], ends[n + 1]), width)]
    return frozenset(full) if len(full) >= _WRAPPED * len(inner) else frozenset()


_MARKER = re.compile(r"[ \t]{2,}|\t|[ \t]*(?:[-*•>#|]|\d{1,3}[.)]\s|$)", re.MULTILINE)


def _starts_anew(source: str, at: int) -> bool:
    """Say whether a line begins something: an indented paragraph, a list item, a quotation, or nothing at all."""
    return _MARKER.match(source, at) is not None


def _fills(source: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Say whether the first word of the following line had no room at the end of this one."""
    stretch = source[following[0] : min(following[1], following[0] + width)]
    word = len(stretch.split(maxsplit=1)[0]) if stretch.strip() else width
    return line[1] - line[0] + 1 + word > width - 2


_WINDOW = 600
_PROBE = 8
_NEAR = 24
_START = re.compile(r"\S[^\n]{12,60}")
_TRIES = 8
"""Words of the text looked for to find where it begins; each try can read the whole source."""


def align(text: str, source: str, start: int = 0) -> tuple[tuple[RawRun, ...], int]:
    """Find the text in a source that escapes or encodes parts of it.

    Goes through both once, forward. Where they differ it looks for the next few characters of the text within a short
    window of the source, so time is linear in the length of both.

    Args:
        text: what was extracted.
        source: what it was extracted from.
        start: where in the source to begin.

    Returns:
        The runs of the text that stand unchanged in the source, and where in the source the last one ends.
    """
    out: list[RawRun] = []
    at, raw = 0, _first(text, source, start)
    while at < len(text) and raw < len(source):
        same = _common(text, at, source, raw)
        if same:
            out.append(RawRun(at, raw, same))
            at, raw = at + same, raw + same
            continue
        at, raw = _resume(text, at, source, raw)
    return tuple(out), raw if out else start


def _first(text: str, source: str, start: int) -> int:
    """Return where the text begins: the first of its words that the source has as they are."""
    for found in itertools.islice(_START.finditer(text), _TRIES):
        where = source.find(found[0], start)
        if where >= 0:
            # Escapes make the source longer than the text, so what stands before these words began further up.
            return max(start, where - min(6 * found.start(), _WINDOW - _PROBE))
    return start


def _common(text: str, at: int, source: str, raw: int) -> int:
    """Return how many characters are the same from here on; compares in steps that double."""
    same, step = 0, 32
    while step:
        mine, theirs = text[at + same : at + same + step], source[raw + same : raw + same + step]
        if mine and mine == theirs:
            same += len(mine)
            step *= 2
        elif step > 1 and mine and theirs:
            step //= 2
        else:
            break
    return same


def _resume(text: str, at: int, source: str, raw: int) -> tuple[int, int]:
    """Return the next place where text and source agree again: near by behind an escape, else further on."""
    for ahead in range(at, at + 4):
        few = text[ahead : ahead + 4]
        where = source.find(few, raw, raw + _NEAR) if len(few) == 4 or ahead == at else -1
        if few.strip() and where >= 0:
            return ahead, where
    for ahead in range(at, min(at + 48, len(text))):
        probe = text[ahead : ahead + _PROBE]
        where = source.find(probe, raw, raw + _WINDOW)
        if where >= 0:
            return ahead, where
    return at + 48, raw
