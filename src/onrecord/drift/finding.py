"""A change as words of the two parses, before it becomes a `Change` with spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from spacy.tokens import Token

from onrecord.drift.limits import EXCHANGED
from onrecord.drift.text import Text
from onrecord.model import Change, DriftKind, Severity, Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One change.

    Attributes:
        kind: what.
        original: words of the original; empty where nothing there corresponds.
        retelling: words of the retelling; empty for what was left out.
        marker: the words that decide.
        severity: how much it matters.
        why: one sentence.
        minor: whether it is only counted unless it is asked for.
        differing: words to name where none decides and not simply those that the one side has and the other has not.
    """

    kind: DriftKind
    original: tuple[Token, ...]
    retelling: tuple[Token, ...]
    marker: tuple[Token, ...]
    severity: Severity
    why: str
    minor: bool = False
    differing: tuple[Token, ...] = ()

    def change(self, original: Text, retelling: Text) -> Change:
        """Return it with spans into the two texts."""
        left = _span(original, self.original)
        right = _span(retelling, self.retelling)
        marker = " ".join(t.text for t in self.marker) or self._differing(original, retelling)
        return Change(self.kind, left, right, marker, self.severity, self.why)

    def _differing(self, original: Text, retelling: Text) -> str:
        """Return the shortest stretch, of the retelling if it can be, that holds all words in which the two differ."""
        if self.differing:
            return _words(original if self.differing[0] in self.original else retelling, self.differing)
        ours, theirs = ([t for t in side if t.is_alpha or t.like_num] for side in (self.original, self.retelling))
        gone, new = _exchanged(ours, theirs)
        return _words(retelling, new or theirs) if theirs and (new or not gone) else _words(original, gone)


def _exchanged(ours: list[Token], theirs: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return the words that only the one and only the other has, both in order."""
    if not ours or not theirs or len(ours) * len(theirs) > EXCHANGED:
        return ours, theirs
    matcher = SequenceMatcher(None, [t.lower_ for t in ours], [t.lower_ for t in theirs], autojunk=False)
    changed = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    gone = [t for _, i, j, _, _ in changed for t in ours[i:j]]
    return gone, [t for _, _, _, u, v in changed for t in theirs[u:v]]


def _words(text: Text, tokens: Sequence[Token]) -> str:
    if not tokens:
        return ""
    span = text.span(tokens)
    return text.string[span.start : span.end]


def _span(text: Text, tokens: tuple[Token, ...]) -> Span | None:
    return text.span(tokens) if tokens else None
