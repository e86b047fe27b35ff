"""Harm that is nobody's attack: accidents, nature, illness."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.incidents import words
from onrecord.incidents.draft import Draft
from onrecord.incidents.syntax import child_of_agent, phrases, subject


def of_another(draft: Draft) -> bool:
    """Say whether a death is from an accident, nature or illness, and its sentence holds no other violence.

    It takes no part in an attack that the report tells beside it, though that may be the only one.
    """
    if draft.entry.harm not in ("killed", "injured") or draft.entry.force not in ("effect", "harm"):
        return False
    if draft.links or not is_mishap(draft):
        return False
    start, end = draft.token.sent.start, draft.token.sent.end
    near = draft.token.doc[max(start, draft.token.i - _WINDOW) : min(end, draft.token.i + _WINDOW)]
    return not any(_violent(t) for t in near if t.i != draft.token.i)


_WINDOW = 60
_DONE = frozenset({"storm", "stroke", "wave", "age", "heat", "cause"})
_ARMED = frozenset({"hunting", "gunshot", "firearm", "hunter", "accidental"})


def _violent(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if lemma in words.weapons() or lemma in _ARMED or token.lower_ in _ARMED:
        return True
    known = words.event_words().get(lemma, ())
    return any(e.type == "ASSAULT" and e.force not in ("effect", "echo") and words.is_plain(e) for e in known)


def is_mishap(draft: Draft) -> bool:
    """Say whether the clause of the trigger names a cause that nobody is behind."""
    token = draft.token
    causes = [head for prep, head in phrases(token) if prep in ("in", "of", "from", "by", "during", "after", "when")]
    causes.extend(found for found in (child_of_agent(token), subject(token)) if found is not None)
    causes.extend(c for c in token.children if c.dep_ == "advcl")
    causes.extend(held for c in tuple(causes) for prep, held in phrases(c) if prep in ("with", "of"))
    return any(c.lemma_.lower() in words.mishaps() and not _is_done(c) for c in causes)


def _is_done(token: Token) -> bool:
    """Say whether a word is a verb for something else than its noun: "gunmen stormed the market"."""
    return token.pos_ == "VERB" and token.lemma_.lower() in _DONE
