"""Several persons said in one breath ("X and Y"), whom "they" may mean."""

from __future__ import annotations

from spacy.tokens import Doc

from onrecord.annotate.actors.ref import Ref
from onrecord.model import EntityKind, MentionKind

LONGEST_LIST = 8
"""Persons of a list that is taken for one set at most; longer ones are lists of names, not somebody."""

TOGETHER = "and"
"""Lemma of a set of persons."""


def find_couples(doc: Doc, refs: list[Ref]) -> list[Ref]:
    """Return a reference for every list of persons; its head is the "and" between the last two."""
    at = {ref.head: ref for ref in refs}
    out: list[Ref] = []
    for last in refs:
        joint = last.start - 1
        if last.dep != "conj" or not _person(last) or doc[joint].lower_ != TOGETHER:
            continue
        first = at.get(last.governor)
        for _ in range(LONGEST_LIST):
            if first is None or first.dep != "conj":
                break
            first = at.get(first.governor)
        if first is None or first.dep == "conj" or not _person(first) or first.end > joint:
            continue
        if first.dep == "appos" and first.definite == "indefinite" and last.form is MentionKind.NAME:
            continue  # "Name, a lawyer, and Name"
        ref = Ref(joint, first.start, last.end, MentionKind.NOMINAL, EntityKind.GROUP, TOGETHER)
        ref.plural, ref.definite, ref.weight = True, "bare", first.weight
        ref.sentence, ref.dep, ref.governor = first.sentence, first.dep, first.governor
        out.append(ref)
    return out


def _person(ref: Ref) -> bool:
    if ref.kind is not EntityKind.PERSON or ref.plural or ref.modifies or ref.form is MentionKind.PRONOUN:
        return False
    return ref.form is MentionKind.NAME or ref.definite != "bare"
