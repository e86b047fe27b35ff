"""Changes that no word decides: something else stands there, and nobody can say which way it leans."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.drift.align import Pairing
from onrecord.drift.finding import Finding
from onrecord.drift.text import Part, Text, key
from onrecord.drift.words import rival, turns
from onrecord.lexicon.thesaurus import thesaurus, wordnet_pos
from onrecord.model import DriftKind, Severity

_LOOSE = frozenset({"VERB", "NOUN", "ADJ"})
_IDLE = frozenset({Part.CUE, Part.SOURCE, Part.TIME, Part.NUMBER})


def changes(original: Text, retelling: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield the main word that stands in the place of another of quite another meaning.

    Only for pairings without any other change: where the words around it correspond, and neither is near the other.
    """
    left, right = _main(original, pairing.original), _main(retelling, pairing.retelling)
    if len(pairing.original) != 1 or len(pairing.retelling) != 1:
        return
    before = [t for t in left if t.i not in pairing.words]
    after = [t for t in right if t.i not in pairing.back]
    if bool(_cued(original, pairing.original)) != bool(_cued(retelling, pairing.retelling)) and not (before and after):
        before, after = before or _cued(original, pairing.original), after or _cued(retelling, pairing.retelling)
        before, after = [t for t in before if t.i not in pairing.words], [t for t in after if t.i not in pairing.back]
    if not _same_subject(pairing):
        return
    if not before or not after or any(_near(a, b) for a in before for b in after):
        return
    if any(turns(t) or rival(key(t), key(o), "polarity") for t in (*before, *after) for o in (*before, *after)):
        return
    why = f"“{before[0].text}” became “{after[0].text}”; no word says which way the sense was moved."
    yield Finding(DriftKind.UNDETERMINED, tuple(before), tuple(after), (), Severity.LOW, why)


def _cued(text: Text, sentences: list[Sentence]) -> list[Token]:
    """Return the word by which something is known or named and no more told of it: "is aware of the report"."""
    out = []
    for sentence in sentences:
        words = (sentence.root, *(c for c in sentence.root.children if c.dep_ == "acomp"))
        held = [t for t in words if text.part.get(t.i) is Part.CUE and t.i in text.words]
        if not any(c.dep_ in {"ccomp", "xcomp"} for c in sentence.root.children):
            out += held
    return out


def _same_subject(pairing: Pairing) -> bool:
    """Say whether the two sentences are about one thing; otherwise nothing stands in the place of another."""
    one, other = _subject(pairing.original[0].root), _subject(pairing.retelling[0].root)
    return one is None or other is None or one.i not in pairing.words or pairing.words[one.i] == other.i


def _subject(root: Token) -> Token | None:
    return next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)


def _main(text: Text, sentences: list[Sentence]) -> list[Token]:
    """Return the words that say what is told: the root, and what completes a light verb."""
    out: list[Token] = []
    for sentence in sentences:
        root = sentence.root
        if text.part.get(root.i) is Part.CUE:
            root = next((c for c in root.children if c.dep_ == "ccomp"), root)
        words = [c for c in root.children if c.dep_ in {"acomp", "attr", "dobj", "prep", "xcomp"}]
        inner = [c for w in words if w.dep_ == "prep" for c in w.children if c.dep_ == "pobj"]
        light = root.lemma_ in {"be", "have", "do", "make", "keep", "take", "get", "give"}
        out += [root] if not light else []
        out += [w for w in (*words, *inner) if w.pos_ in _LOOSE and (light or w in inner[:1])]
    return [t for t in out if t.i in set(text.words) and text.part.get(t.i) not in _IDLE]


def _near(a: Token, b: Token) -> bool:
    """Say whether two words have a sense in common, or one that is a step away."""
    table = thesaurus()
    left, right, pos = key(a), key(b), wordnet_pos(a.pos_)
    if table.synonyms(left, right, pos) or table.related(left, right) or table.kin(left, right, pos):
        return True
    over = {u for s in table.of.get((left, pos), ()) for u in table.up.get(s, ())}
    return bool(over & {u for s in table.of.get((right, pos), ()) for u in table.up.get(s, ())})
