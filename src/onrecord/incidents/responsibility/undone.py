"""What the accused is told not to have done, and where he was: "no unit fired", "had hurt nobody", "was in Larn"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from onrecord.incidents.responsibility.idle import not_done
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.replies import Answer, negated, whose_none
from onrecord.incidents.responsibility.slots import slot
from onrecord.incidents.syntax import child

_ELSEWHERE, _MOVES, _OURS = (listed(k) for k in ("elsewhere", "moves", "ours"))


def undone() -> Iterator[tuple[str, Callable[[Token], Answer | None]]]:
    """Yield the lemmas that are read here, each with what reads it."""
    yield from ((lemma, _elsewhere) for lemma in sorted(_ELSEWHERE))
    yield from ((lemma, _none_there) for lemma in sorted(_MOVES))


def _elsewhere(word: Token) -> Answer | None:
    """Read "none of his people had been anywhere near", "he was at home asleep", "he had an alibi"."""
    verb = next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), None)
    subject = slot(verb, "subj") if verb is not None else None
    if verb is None or subject is None or word.i < verb.i:
        return None
    if word.lemma_.lower() == "alibi":
        fits = verb.lemma_ == "have" and word.dep_ == "dobj"
    else:
        fits = verb.lemma_ == "be" and word.head in (verb, *verb.children)
    if word.lower_ == "home":
        fits = fits and (word.nbor(-1).lower_ == "at" if word.i else False)
    nowhere = word.lower_ == "nowhere"
    if word.lower_ in ("anywhere", "nowhere"):
        near = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
        fits = fits and near == "near" and (nowhere or negated(subject) or not_done(verb))
    elif not_done(verb) or negated(subject):
        return None
    about = whose_none(subject) if negated(subject) else subject
    return Answer(word, None, about, "answer: elsewhere", aside=True) if fits and about is not None else None


def _none_there(verb: Token) -> Answer | None:
    """Read "not a single Syrian plane was in the air", "no unit of ours was in the area that night"."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or not negated(subject) or subject.lemma_.lower() not in (*_OURS, "none"):
        return None
    inner = slot(subject, "prep:of") if subject.lower_ == "none" else subject
    if inner is None or inner.lemma_.lower() not in _OURS:
        return None
    about = whose_none(subject)
    return Answer(verb, None, about, "answer: none was there", aside=True) if about is not None else None
