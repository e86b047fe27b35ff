"""Takes a name for what the words beside or in it say: "the mayor, Washington Pilat" a person, "Frente Larn" a body.

Of 49 such names of invented reports from everywhere the recogniser took 6 for bodies or places.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from onrecord.annotate.actors.words import NounInfo, body, body_firsts, body_head, causes, noun
from onrecord.annotate.places.gazetteer import known
from onrecord.model import EntityKind

_PERSON = "PERSON"
_MISTAKEN = frozenset({"PERSON", "GPE", "FAC", "LOC", "WORK_OF_ART", "PRODUCT", "EVENT"})
_SURE = frozenset({_PERSON, "DATE", "TIME"})
_NAMING = frozenset({"compound", "flat"})
_LONGEST = 4
"""Words of a person's name at most."""


@Language.component("onrecord_apposed")
def mend_persons(doc: Doc) -> Doc:
    """Label names in apposition to a noun for one person, on either side of it, as persons.

    And as bodies names of persons or of nothing that a foreign word for a body begins.
    """
    found = [
        Span(doc, e.start, e.end, label="ORG")
        for e in doc.ents
        if e.label_ in _MISTAKEN and e.end - e.start > 1 and e[0].lower_ in body_firsts() and e[0].is_title
    ]
    for token in doc:
        if token.dep_ != "appos":
            continue
        above = token.head
        if token.pos_ == "PROPN" and token.i > above.i and (person := _one_person(above)) is not None:
            found.extend(_name(token, person))
        elif above.pos_ == "PROPN" and above.i < token.i and (person := _one_person(token)) is not None:
            found.extend(_name(above, person))
    if found:
        taken = {i for span in found for i in range(span.start, span.end)}
        others = [e for e in doc.ents if taken.isdisjoint(range(e.start, e.end))]
        doc.set_ents([*others, *_apart(found)])
    return doc


def _apart(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _one_person(token: Token) -> NounInfo | None:
    info = noun(token.lemma_.lower()) if token.tag_ == "NN" else None
    if info is None or info.kind is not EntityKind.PERSON or not info.singular:
        return None
    return info if info.office or info.relation else None


def _name(head: Token, person: NounInfo) -> list[Span]:
    """Return the words of a name that ends in `head`, where they can be those of a person and are not labelled so."""
    start = head.i
    while start and (before := head.doc[start - 1]).pos_ == "PROPN" and before.dep_ in _NAMING:
        start -= 1
    words = head.doc[start : head.i + 1]
    least = 1 if person.relation and not person.office else 2  # "his sister Nino"
    if head.ent_type_ in _SURE or not least <= len(words) <= _LONGEST or not _sounds_like_one(words):
        return []
    return [Span(head.doc, start, head.i + 1, label=_PERSON)]


def _sounds_like_one(words: Span) -> bool:
    if any(not t.text[:1].isupper() or (t.text.isupper() and len(t) > 1) or not t.is_alpha for t in words):
        return False
    placed = len(words) > 1 and known(words.text)
    return not placed and body(words.text) is None and not any(body_head(t.text) or t.lower_ in causes() for t in words)
