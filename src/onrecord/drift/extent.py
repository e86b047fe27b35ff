"""What a retelling adds that its original does not carry, leaves out, or doubles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.drift.align import Pairing
from onrecord.drift.finding import Finding
from onrecord.drift.limits import LONGEST_WORD
from onrecord.drift.text import Part, Text, key
from onrecord.drift.words import of_kind
from onrecord.model import Act, DriftKind, Severity

_NEVER_TWICE = frozenset({"the", "a", "an", "of", "in", "to", "and", "by", "for", "on", "at", "with", "is", "was"})
_NEW_CLAUSE = 4
"""Words of a clause that have to be without counterpart for it to count as an addition."""
_WEIGHTY = frozenset({Act.DENY, Act.RETRACT, Act.CONFIRM, Act.ACKNOWLEDGE})
_TURN = frozenset(
    {
        "but",
        "however",
        "though",
        "although",
        "not",
        "n't",
        "never",
        "no",
        "nobody",
        "clear",
        "acquit",
        "warn",
        "deny",
        "refute",
        "reject",
        "only",
    }
)


def changes(original: Text, retelling: Text, found: Sequence[Pairing]) -> Iterator[Finding]:
    """Yield sentences without counterpart on either side, and sentences told twice."""
    told = {s.start for p in found for s in p.original}
    backed = {s.start for p in found for s in p.retelling}
    for sentence in _sentences(retelling):
        if sentence.start not in backed:
            yield _addition(tuple(sentence), "Nothing in the original says this.")
    yield from _clauses(original, retelling, found)
    short = len(list(_sentences(original))) <= 2 * len(list(_sentences(retelling))) + 2
    for sentence in _sentences(original):
        if sentence.start not in told:
            weighty = _weighty(original, sentence)
            if weighty or short:
                severity = Severity.HIGH if weighty else Severity.LOW
                why = "Left out, though it bears on what is retold." if weighty else "Left out."
                yield Finding(DriftKind.LEFT_OUT, tuple(sentence), (), (), severity, why)
    yield from _doubled(original, retelling)
    yield from faults(original, retelling)


def _sentences(text: Text) -> Iterator[Sentence]:
    held = set(text.words)
    for sentence in text.doc.sents:
        if sum(1 for t in sentence if t.i in held) >= 2:
            yield sentence


def _addition(tokens: tuple[Token, ...], why: str) -> Finding:
    return Finding(DriftKind.UNSUPPORTED_ADDITION, (), tokens, (), Severity.HIGH, why)


def _clauses(original: Text, retelling: Text, found: Sequence[Pairing]) -> Iterator[Finding]:
    """Yield clauses of corresponding sentences whose words have no counterpart."""
    del original
    held = set(retelling.words)
    for pairing in found:
        for sentence in pairing.retelling:
            for token in sentence:
                if token.dep_ not in {"relcl", "conj", "advcl", "acl"} or token.pos_ not in {"VERB", "AUX"}:
                    continue
                words = [
                    t for t in token.subtree if t.i in held and retelling.part.get(t.i) not in {Part.CUE, Part.SOURCE}
                ]
                loose = [t for t in words if t.i not in pairing.back]
                if len(loose) >= _NEW_CLAUSE and len(loose) >= 0.8 * len(words):
                    yield _addition(tuple(token.subtree), "Nothing in the original says this.")


def _weighty(text: Text, sentence: Sentence) -> bool:
    """Say whether leaving a sentence out changes what the rest means: a denial, a contrast, a warning, an acquittal."""
    root = sentence.root
    main = [root, *root.children] if not _unknown(root) else []
    if any(t.lower_ in _TURN or key(t) in _TURN for t in main):
        return True
    if any(key(t) in of_kind("condition") and t.dep_ == "mark" for t in sentence):
        return True
    return any(
        c.act in _WEIGHTY and any(sentence.start_char <= s.start < sentence.end_char for s in c.cue)
        for c in text.claims
    )


def _unknown(root: Token) -> bool:
    """Say whether a sentence only tells that something is not known yet: "it was not immediately clear"."""
    words = {c.lower_ for c in root.children}
    return root.lemma_ == "know" or bool(words & {"clear", "unclear", "known"})


def _doubled(original: Text, retelling: Text) -> Iterator[Finding]:
    """Yield a sentence that stands twice, and once in the original."""
    before = [" ".join(s.text.split()) for s in _sentences(original)]
    seen: set[str] = set()
    for sentence in _sentences(retelling):
        string = " ".join(sentence.text.split())
        if string in seen and before.count(string) < 2:
            words = tuple(sentence)
            yield Finding(DriftKind.SPLICE, (), words, (), Severity.LOW, "The sentence stands twice.")
        seen.add(string)


def faults(original: Text, retelling: Text) -> Iterator[Finding]:
    """Yield words of a bad copy: two that were glued ("BernHe"), one that stands twice ("the the")."""
    known = {t.text for t in original.doc if t.is_alpha}
    for token in retelling.doc:
        if token.is_alpha and token.text not in known and (parts := _glued(token.text, known)):
            why = f"“{parts[0]}” and “{parts[1]}” were glued: something between them is missing."
            yield Finding(DriftKind.SPLICE, (), (token,), (token,), Severity.MEDIUM, why)
        elif ends := _run_on(original, retelling, token):
            why = f"A sentence ends at “{ends[0].text}” and the next begins without a space."
            yield Finding(DriftKind.SPLICE, (), ends, ends[-1:], Severity.LOW, why)
        elif token.i and token.is_alpha and token.lower_ == token.nbor(-1).lower_ and token.lower_ in _NEVER_TWICE:
            why = f"“{token.text}” stands twice."
            yield Finding(DriftKind.SPLICE, (), (token.nbor(-1), token), (token,), Severity.LOW, why)


def _run_on(original: Text, retelling: Text, token: Token) -> tuple[Token, ...]:
    """Return the words around a full stop with no space behind it, where the original has one; else nothing."""
    if token.text not in {".", "!", "?"} or token.whitespace_ or not 0 < token.i < len(token.doc) - 1:
        return ()
    before, after = token.nbor(-1), token.nbor(1)
    glued = f"{before.text}{token.text}{after.text}"
    whole = before.is_alpha and before.text[-1].islower() and after.is_alpha and after.text.istitle()
    if not whole or before.whitespace_ or glued in original.string or glued not in retelling.string:
        return ()
    return (before, token, after)


def _glued(word: str, known: set[str]) -> tuple[str, str] | None:
    """Return the two words that one is glued of: a word or acronym, and one of the original with a capital."""
    for at in range(2, min(len(word) - 1, LONGEST_WORD)):
        if word[at].isupper() and word[at:] in known and (word[:at] in known or word[:at].isupper()):
            return word[:at], word[at:]
    return None
