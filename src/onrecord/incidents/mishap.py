"""Harm that is nobody's attack: accidents, nature, illness."""

from __future__ import annotations

from onrecord.incidents import words
from onrecord.incidents.draft import Draft
from onrecord.incidents.syntax import child_of_agent, phrases, subject


def is_mishap(draft: Draft) -> bool:
    """Say whether the clause of the trigger names a cause that nobody is behind."""
    token = draft.token
    causes = [head for prep, head in phrases(token) if prep in ("in", "of", "from", "by", "during", "after", "when")]
    causes.extend(found for found in (child_of_agent(token), subject(token)) if found is not None)
    causes.extend(c for c in token.children if c.dep_ == "advcl")
    causes.extend(held for c in tuple(causes) for prep, held in phrases(c) if prep in ("with", "of"))
    return any(c.lemma_.lower() in words.mishaps() for c in causes)
