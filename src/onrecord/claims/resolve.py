"""Who a source is: the entity behind its words, and what kind of source it makes."""

from __future__ import annotations

import functools

from spacy.tokens import Doc, Token

from onrecord.annotate.actors.words import happenings, noun
from onrecord.annotate.extensions import notes
from onrecord.claims.candidate import Found
from onrecord.claims.source import antecedent
from onrecord.lexicon import load
from onrecord.lexicon.schema import SourceNoun
from onrecord.model import (
    Entity,
    EntityKind,
    Report,
    SourceKind,
    SourceRef,
    Span,
    quote,
)

_KINDS = {
    EntityKind.PERSON: SourceKind.PERSON,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.STATE: SourceKind.STATE,
    EntityKind.GROUP: SourceKind.COLLECTIVE,
    EntityKind.THING: SourceKind.DOCUMENT,
}
_LABELS = {
    "PERSON": SourceKind.PERSON,
    "ORG": SourceKind.ORGANISATION,
    "GPE": SourceKind.STATE,
    "NORP": SourceKind.COLLECTIVE,
}
_NAME_WORDS = 4
_AGENTS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "person", "people", "body", "one", "eer", "ee")
_ANONYMITY = ("anonym", "not to be named", "not be named", "not be identified", "declined to be identified", "unnamed")
_PERSONAL = frozenset({"he", "she", "i", "who", "him", "her", "his"})
_PLURAL = frozenset({"they", "we", "them", "others", "some", "many", "most", "few", "several", "both"})


@functools.cache
def _nouns() -> dict[str, SourceKind]:
    return {e.lemma: SourceKind(e.kind) for e in load("source_nouns", SourceNoun)}


def source_ref(doc: Doc, found: Found) -> SourceRef:
    """Return who stands at the hop of a candidate; unknown where it has no source."""
    report = notes(doc).report
    if found.source_head < 0 or not found.source:
        return SourceRef(SourceKind.UNKNOWN)
    head = antecedent(doc[found.source_head])
    entity = None if _behind_comma(doc, head, found) else _entity(doc, head)
    entity = entity or _named_behind(doc, head, found)
    words = _short(report.text, head, found.source)
    kind = _kind(doc, head, entity, found, report)
    if entity is None:
        name = words if head.i == found.source_head else report.text[head.idx : head.idx + len(head)]
        return SourceRef(kind, name, found.source)
    name = entity.name if entity.named or _is_pronoun(doc[found.source_head]) else words
    return SourceRef(kind, name, found.source, entity.id, _role(entity, found.source))


def _short(text: str, head: Token, spans: tuple[Span, ...]) -> str:
    """Return the words of a source without the clause that follows it ("officials, who ...")."""
    clauses = [c.left_edge.idx for c in head.children if c.dep_ == "relcl" and c.i > head.i]
    stop = min(clauses, default=spans[-1].end)
    cut = [Span(s.start, min(s.end, stop)) for s in spans if s.start < stop]
    return quote(text, cut or spans).rstrip(" ,")


def _entity(doc: Doc, head: Token) -> Entity | None:
    found = notes(doc)
    index = found.entity_of.get(head.i)
    return found.entities[index] if index is not None and index < len(found.entities) else None


def _behind_comma(doc: Doc, head: Token, found: Found) -> bool:
    """Say whether a source was taken for a description of what stands before it: "in Tarvo, the mayor said"."""
    if (
        head.dep_ not in {"appos", "conj"}
        or head.head.dep_ != "pobj"
        or head.pos_ != "NOUN"
        or head.is_ancestor(doc[found.cue_head])
    ):
        return False
    if any(s.start <= head.head.idx < s.end for s in found.source):
        return False
    return _entity(doc, head) is _entity(doc, head.head)


def _named_behind(doc: Doc, head: Token, found: Found) -> Entity | None:
    """Return whom the name right behind a common noun gives ("host Name"), where the parse made the noun the head."""
    if head.pos_ != "NOUN" or head.i + 1 >= len(doc):
        return None
    stop = found.source[-1].end
    for token in doc[head.i + 1 : head.i + 1 + _NAME_WORDS]:
        if token.pos_ != "PROPN" or token.idx >= stop:
            return None
        entity = _entity(doc, token)
        if entity is not None:
            return entity if entity.kind is EntityKind.PERSON else None
    return None


def _is_pronoun(token: Token) -> bool:
    return token.pos_ == "PRON"


def _kind(doc: Doc, head: Token, entity: Entity | None, found: Found, report: Report) -> SourceKind:
    known = entity is not None and entity.named
    if not known and _anonymous(doc, report, head, found):
        return SourceKind.ANONYMOUS
    noun = _nouns().get(head.lemma_.lower())
    if noun is not None and not (known and noun is SourceKind.PERSON):
        plural = head.tag_ in {"NNS", "NNPS"}
        return SourceKind.COLLECTIVE if noun is SourceKind.PERSON and plural else noun
    if entity is not None and entity.kind in _KINDS:
        return _KINDS[entity.kind]
    return _by_form(head)


def _by_form(head: Token) -> SourceKind:
    """Return the kind that the word's own form tells, where nothing else does."""
    if head.ent_type_ in _LABELS:
        return _LABELS[head.ent_type_]
    if head.lower_ in _PLURAL or (head.tag_ == "NNS" and _is_somebody(head)):
        return SourceKind.COLLECTIVE
    if head.lower_ in _PERSONAL or head.tag_ == "NNP":
        return SourceKind.PERSON
    # "A witness" may be somebody whom no entity stands for; "the race", "history" are nobody.
    return SourceKind.PERSON if head.tag_ == "NN" and _is_somebody(head) else SourceKind.UNKNOWN


def _is_somebody(head: Token) -> bool:
    """Say whether a common noun is a word for people: of the list, or by its ending ("a surveyor")."""
    lemma = head.lemma_.lower()
    known = noun(lemma)
    if known is not None:
        return True
    return lemma.endswith(_AGENTS) and lemma not in happenings()


def _anonymous(doc: Doc, report: Report, head: Token, found: Found) -> bool:
    """Say whether the words around the source say that it would not be named."""
    if head.pos_ in {"PROPN", "PRON"}:
        return False
    sentence = doc[found.cue_head].sent
    around = report.text[sentence.start_char : sentence.end_char].lower()
    return head.lemma_.lower() == "source" or any(a in around for a in _ANONYMITY)


def _role(entity: Entity, spans: tuple[Span, ...]) -> str:
    """Return the office said with these words, else the last one said before them, else the first said at all."""
    if not entity.offices:
        return ""
    here = [o for o in entity.offices if any(s.overlaps(o.span) for s in spans)]
    before = [o for o in entity.offices if o.span.start < spans[0].start]
    office = here[0] if here else before[-1] if before else entity.offices[0]
    title = (
        f"former {office.title}" if office.former and not office.title.startswith(("former", "ex-")) else office.title
    )
    return f"{title}, {office.organisation}" if office.organisation else title
