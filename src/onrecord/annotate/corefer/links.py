"""Ties that the syntax states: appositions, predicates, relative pronouns, acronyms in brackets."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.actors.ref import Found, Ref
from onrecord.annotate.actors.words import noun
from onrecord.annotate.corefer.names import abbreviates, folded
from onrecord.model import EntityKind, MentionKind

_OPEN = frozenset([",", "(", "[", ":"])
_AS_VERBS = frozenset(["serve", "work", "act"])
_CALLING = frozenset(["call", "name", "elect", "appoint", "make", "consider", "brand", "label", "dub", "give", "find"])
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.STATE})


@dataclass(frozen=True, slots=True)
class Link:
    """Two references, by index, that the syntax makes one, and why."""

    first: int
    second: int
    why: str


def find_links(doc: Doc, found: Found) -> list[Link]:
    """Return the ties between references that need no search."""
    ends: dict[int, list[int]] = {}
    for number, ref in enumerate(found.refs):
        ends.setdefault(ref.end, []).append(number)
    out: list[Link] = []
    for number in range(len(found.refs)):
        link = _relative(doc, found, number) or _apposition(doc, found, ends, number) or _predicate(doc, found, number)
        if link is not None:
            out.append(link)
    return out


def _relative(doc: Doc, found: Found, number: int) -> Link | None:
    ref = found.refs[number]
    if ref.lemma not in ("who", "whom", "whose", "which", "that") or ref.form is not MentionKind.PRONOUN:
        return None
    token: Token = doc[ref.head]
    for _ in range(6):  # "whose brother's house was …"
        if token.dep_ == "relcl":
            other = found.at.get(token.head.i)
            return None if other is None else Link(other, number, "relative pronoun")
        token = token.head
    return None


def _apposition(doc: Doc, found: Found, ends: dict[int, list[int]], number: int) -> Link | None:
    ref = found.refs[number]
    if ref.form is MentionKind.PRONOUN or ref.start == 0:
        return None
    bare = _without_comma(doc, found, ends, number)
    if bare is not None:
        return bare
    at = ref.start - 1
    if doc[at].dep_ == "det" or doc[at].text in ("“", '"'):
        at -= 1
    if at <= 0 or doc[at].text not in _OPEN:
        return None
    bracket = doc[at].text in ("(", "[")
    before = at
    if doc[at - 1].tag_ == "CD" and at >= 2 and doc[at - 2].text == ",":  # "Name, 34, a lawyer"
        before = at - 2
    head = doc[ref.head]
    told = head.head.i if head.dep_ == "appos" else -1

    def order(n: int) -> tuple[bool, bool, int]:
        first = found.refs[n]
        return first.head != told, ref.form is MentionKind.NOMINAL and first.form is not MentionKind.NAME, first.start

    for other in sorted(ends.get(before, []), key=order):
        if found.refs[other].quote != ref.quote or _is_where(head, found.refs[other]):
            continue  # “... of Norland,” the ministry added
        why = _same(doc, found.refs[other], ref, bracket=bracket)
        if why:
            return Link(other, number, why)
    return None


def _is_where(head: Token, first: Ref) -> bool:
    """Say whether a place tells where another inside a phrase is: police in Larn Province, Norland, are not Norland."""
    places = ("GPE", "LOC")
    return head.ent_type_ in places and head.head.ent_type_ in places and head.head.i != first.head


def _without_comma(doc: Doc, found: Found, ends: dict[int, list[int]], number: int) -> Link | None:
    """Return the tie of a former office right behind a name, its comma forgotten ("Name a former mayor of …")."""
    ref = found.refs[number]
    if not ref.former or ref.definite != "indefinite" or ref.plural or ref.kind is not EntityKind.PERSON:
        return None
    for other in ends.get(ref.start, []):
        name = found.refs[other]
        told = name.form is MentionKind.NAME and kinds_fit(name, ref) and _officer(ref)
        appended = ref.dep == "appos" and ref.governor == name.head
        doubled = ref.dep == name.dep == "dobj" and ref.governor == name.governor
        if told and (appended or (doubled and doc[ref.governor].lemma_ not in _CALLING)):
            return Link(other, number, "apposition")
    return None


def _same(doc: Doc, first: Ref, second: Ref, *, bracket: bool) -> str:
    """Return why the phrase behind a comma or bracket is the one before it, "" where it is not."""
    if first.form is MentionKind.PRONOUN or first.plural != second.plural or first.start == second.start:
        return ""
    names = first.form is MentionKind.NAME and second.form is MentionKind.NAME
    if bracket and second.form is MentionKind.NAME and first.kind is EntityKind.ORGANISATION and _acronym(second):
        return "acronym in brackets"
    if names:
        one, two = folded(first.name), folded(second.name)
        fits = len(two) == 1 and len(one) > 1 and (bracket or doc[second.end : second.end + 1].text == ",")
        fits = fits and abbreviates(two[0], one)
        fits = fits or (len(one) == 1 and len(two) > 1 and abbreviates(one[0], two))
        return "acronym" if fits and EntityKind.PERSON not in (first.kind, second.kind) else ""
    if not kinds_fit(first, second):
        return ""
    head = doc[second.head]
    listed = first.definite == second.definite == "indefinite" and first.lemma == second.lemma
    told = MentionKind.NAME in (first.form, second.form) and first.definite != "indefinite"
    if listed or (head.dep_ == "conj" and not told) or _in_list(doc, second):
        return ""  # "a 19-year-old man, a 22-year-old man"; "Name, his wife, and two friends"
    if head.dep_ == "appos" and first.start <= head.head.i < first.end:
        return "apposition"
    if bracket or doc[second.start - 1].text == ":":
        return ""
    if MentionKind.NAME not in (first.form, second.form):
        return "apposition" if head.dep_ == "appos" and _officer(first) and _officer(second) else ""
    nominal = second if first.form is MentionKind.NAME else first
    if head.dep_ == "conj" and nominal is second:
        return ""
    closed = (
        second.end >= len(doc)
        or doc[second.end].text in (",", ".", ";", ")", "—", "–", "?", "!")
        or (doc[second.end].pos_ in ("VERB", "AUX", "SPACE", "ADP", "ADV", "PRON", "SCONJ"))
    )
    return "apposition" if closed and (_officer(nominal) or nominal.kind is not EntityKind.PERSON) else ""


def _in_list(doc: Doc, ref: Ref) -> bool:
    """Say whether "his wife" behind a name goes on to an "and": one more, not the same."""
    if ref.definite != "possessive" or ref.possessor < 0 or doc[ref.possessor].pos_ != "PRON":
        return False
    return [t.lower_ for t in doc[ref.end : ref.end + 2]] == [",", "and"]


def _acronym(ref: Ref) -> bool:
    word = ref.name[0].replace(".", "")
    return len(ref.name) == 1 and len(word) > 1 and word.isupper() and ref.kind is EntityKind.ORGANISATION


def _officer(ref: Ref) -> bool:
    known = noun(ref.lemma.rsplit(" ", 1)[-1])
    return known is not None


def kinds_fit(first: Ref, second: Ref) -> bool:
    """Say whether two references can be to one actor by what they are; a name nobody knows may be anything."""
    one, two = first.kind, second.kind
    if one is two:
        return one is not EntityKind.THING
    for a, b in ((first, second), (second, first)):
        if a.form is MentionKind.NAME and a.kind in (EntityKind.UNKNOWN, EntityKind.THING):
            if b.kind is EntityKind.PERSON:
                return len(a.name) > 1 or a.kind is EntityKind.UNKNOWN
            return a.kind is EntityKind.UNKNOWN and b.kind in _BODIES
    return one in _BODIES and two in _BODIES


def _predicate(doc: Doc, found: Found, number: int) -> Link | None:
    ref = found.refs[number]
    if ref.form is not MentionKind.NOMINAL or not ref.actor:
        return None
    token = doc[ref.head]
    if token.dep_ == "attr":
        verb = token.head
    elif token.dep_ == "pobj" and token.head.lower_ == "as" and token.head.head.lemma_ in _AS_VERBS:
        verb = token.head.head
    else:
        return None
    if any(c.dep_ == "neg" or (c.tag_ == "MD" and c.lower_ not in ("will", "shall")) for c in verb.children):
        return None
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    other = found.at.get(subject.i) if subject is not None else None
    if other is None or other == number:
        return None
    first = found.refs[other]
    if first.form is MentionKind.PRONOUN:
        person = ref.kind is EntityKind.PERSON
        fits = first.plural == ref.plural and (first.lemma != "it" if person else not first.gender)
    else:
        fits = kinds_fit(first, ref) and first.plural == ref.plural
    if not fits or (first.definite == "bare" and first.form is MentionKind.NOMINAL and first.plural):
        return None
    return Link(other, number, "predicate")
