"""Who is at the root of a claim, where the words taken for its source are not those of whoever says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import slot
from onrecord.incidents.syntax import child

_WRITINGS = listed("writings")
_QUOTES = frozenset({"quote", "cite"})
_KNOWN = frozenset({"the", "this", "that"})
_BACK = 200
"""Words back from "the statement" to where it is told of first."""
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


def author_of_paper(words: Sequence[Token]) -> Token | None:
    """Return who wrote what speaks: the Red Dawn in "a statement from" and "a leaflet signed by the Red Dawn".

    Args:
        words: the words for a speaker.
    """
    head = next((t for t in words if t.head not in words or t.head == t), None)
    if head is None or head.lemma_.lower() not in _WRITINGS:
        return None
    signed = next((t for c in head.children if c.dep_ == "acl" and (t := slot(c, "prep:by")) is not None), None)
    found = signed or next((t for n in ("poss", "prep:by", "prep:from", "prep:of") if (t := slot(head, n))), None)
    return found if found is not None and found.pos_ in ("NOUN", "PROPN") else None


def is_paper(word: Token) -> bool:
    """Say whether a word is for something written or shown that speaks for whoever issued it."""
    return word.pos_ == "NOUN" and word.lemma_.lower() in _WRITINGS


def paper_before(word: Token) -> Token | None:
    """Return who wrote what is told of as known: of "the statement said", who is said to have issued it before.

    Args:
        word: a word for a paper, of which nothing says whose it is.
    """
    if not is_paper(word) or not any(c.lower_ in _KNOWN for c in word.children):
        return None
    for other in reversed(word.doc[max(0, word.i - _BACK) : word.i]):
        if other.lemma_.lower() != word.lemma_.lower() or other.pos_ != "NOUN":
            continue
        if (author := author_of_paper([other])) is not None:
            return author
        verb = next((t for t in other.ancestors if t.pos_ == "VERB"), None)
        issuer = slot(verb, "subj") if verb is not None else None  # "the league said in a statement"
        return issuer if issuer is not None and issuer != other and issuer.pos_ in ("NOUN", "PROPN") else None
    return None
