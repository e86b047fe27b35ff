"""Whose statement a report hands on word for word: what stands behind "the Front states the following:" is the Front's.

The report only opens it; from the colon on "we" is whoever issued it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import slot

_OPENS, _PAPERS = listed("opens-statement"), listed("statements")
_FIRST = 150
"""Words of a report among which a statement begins; further down it is one of several things told."""
_COLON = 25
"""Words from "the following" to its colon ("to the people and the press of the country")."""
_ISSUERS = ("prep:by", "prep:of", "prep:from", "poss")


def statement(doc: Doc) -> tuple[int, Token] | None:
    """Return the word from which on a report is somebody's statement, and the head of the words for him."""
    lemmas = columns(doc).lemmas
    for i in range(min(_FIRST, len(doc))):
        word = doc[i]
        if word.lower_ != "following" and (lemmas[i] != "follow" or i == 0 or doc[i - 1].lower_ != "as"):
            continue
        if word.dep_ == "amod" and word.head.lemma_.lower() not in _PAPERS:
            continue  # "on the following day"
        colon = next((t.i for t in doc[i + 1 : min(i + 1 + _COLON, word.sent.end + 1, len(doc))] if t.text == ":"), -1)
        verb = next((t for t in word.ancestors if t.pos_ == "VERB" and t.lemma_.lower() in _OPENS), None)
        issuer = _issuer(verb) if verb is not None and colon > 0 else None
        if issuer is not None and not doc[min(colon + 1, len(doc) - 1)].is_quote:
            return colon + 1, issuer
    return None


def _issuer(verb: Token) -> Token | None:
    """Return who issues a statement: the subject, or whose paper the subject is."""
    subject = slot(verb, "subj")
    if subject is None or subject.lemma_.lower() not in _PAPERS:
        return subject if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None
    return next((t for name in _ISSUERS if (t := slot(subject, name)) is not None), None)
