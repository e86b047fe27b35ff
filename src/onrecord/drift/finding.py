"""A change as words of the two parses, before it becomes a `Change` with spans."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

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
    """

    kind: DriftKind
    original: tuple[Token, ...]
    retelling: tuple[Token, ...]
    marker: tuple[Token, ...]
    severity: Severity
    why: str
    minor: bool = False

    def change(self, original: Text, retelling: Text) -> Change:
        """Return it with spans into the two texts."""
        left = _span(original, self.original)
        right = _span(retelling, self.retelling)
        marker = " ".join(t.text for t in self.marker)
        return Change(self.kind, left, right, marker, self.severity, self.why)


def _span(text: Text, tokens: tuple[Token, ...]) -> Span | None:
    return text.span(tokens) if tokens else None
