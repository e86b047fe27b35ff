"""Plain text: characters as they are, line breaks of wrapped prose opened."""

from __future__ import annotations

from onrecord.read.draft import Draft, Facts
from onrecord.read.normalise import clean


def draft_text(source: str, facts: Facts | None = None) -> Draft:
    """Return the draft of a plain text."""
    text, runs = clean(source)
    return Draft(text, runs, facts=facts or Facts())
