"""Who is at the root of a claim, where the words taken for its source are not those of whoever says so."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.incidents.syntax import child

_QUOTES = frozenset({"quote", "cite"})
_REPORTS = frozenset({"quote", "cite", "describe", "report"})


def quoted(cue: Token) -> tuple[Token | None, Token | None]:
    """Return who is quoted, and by whom, where one source hands on the words of another; None twice elsewhere.

    "State radio quoted the ministry as saying that", "the agency, citing an officer, reported that".

    Args:
        cue: the word of saying.
    """
    if cue.pos_ != "VERB":
        return None, None
    above = cue.head.head if cue.dep_ == "pcomp" and cue.head.lower_ == "as" else cue.head
    if cue.tag_ == "VBG" and above.lemma_.lower() in _REPORTS and (above is cue.head or cue.head.lower_ == "as"):
        named = child(above, "dobj", "nsubjpass")
        if named is not None:
            return named, child(above, "nsubj")
    subject = spoken_by(cue)
    if subject is None:
        return None, None
    for clause in _beside(cue, subject):
        named = child(clause, "dobj")
        if named is not None and clause.lemma_.lower() in _QUOTES and clause.tag_ == "VBG":
            return named, subject
    return None, None


def spoken_by(cue: Token) -> Token | None:
    """Return the subject of a verb of saying, the one nearest to it; None where it has none of its own."""
    own = [c for c in cue.children if c.dep_ == "nsubj"]
    return own[-1] if own else None


def _beside(cue: Token, subject: Token) -> Iterator[Token]:
    yield from (c for c in subject.children if c.dep_ in ("acl", "advcl"))
    yield from (c for c in cue.children if c.dep_ in ("acl", "advcl"))
