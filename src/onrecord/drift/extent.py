"""What a retelling adds that its original does not carry, leaves out, or doubles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.drift import splices
from onrecord.drift.align import Pairing
from onrecord.drift.finding import Finding
from onrecord.drift.limits import RELATED
from onrecord.drift.text import Part, Text, key
from onrecord.drift.words import of_kind
from onrecord.model import Act, DriftKind, Severity

_DENYING = frozenset({"deny", "refute", "acquit", "exonerate", "retract", "disavow", "disown"})
_PROVING = frozenset({"evidence", "proof", "verify", "confirm", "corroborate", "substantiate"})
_BLAMING = frozenset({"responsibility", "blame", "culprit", "perpetrator", "charge", "indict"})
_HURT = frozenset(
    {"kill", "hurt", "die", "dead", "casualty", "death", "wounded", "injured", "injury", "victim", "murder"}
)
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
        if sentence.start not in backed and not _stands(original, sentence):
            yield _addition(tuple(sentence), "Nothing in the original says this.")
    yield from _clauses(original, retelling, found)
    kept = {key(original.doc[i]) for p in found for s in p.original for i in original.within(s.start, s.end)}
    short = len(list(_sentences(original))) <= 2 * len(list(_sentences(retelling))) + 2
    for sentence in _sentences(original):
        if sentence.start not in told:
            reason = _missed(original, sentence, kept)
            turns = _weighty(original, sentence)
            if not _tells(sentence):
                continue
            severity = Severity.HIGH if reason or (turns and short) else Severity.LOW
            why = (
                f"Left out, though it {reason or 'bears on what is retold'}."
                if severity is Severity.HIGH
                else "Left out."
            )
            minor = not short and not reason
            yield Finding(DriftKind.LEFT_OUT, tuple(sentence), (), (), severity, why, minor)
    for pairing in found:
        yield from _cut_off(original, pairing)
    yield from splices.changes(original, retelling, (list(_sentences(original)), list(_sentences(retelling))))


def _stands(original: Text, sentence: Sentence) -> bool:
    """Say whether a sentence stands word by word in the original."""
    return " ".join(sentence.text.split()) in " ".join(original.string.split())


def _cut_off(original: Text, pairing: Pairing) -> Iterator[Finding]:
    """Yield the clause that turned or denied what is retold and is not retold itself: "..., but nobody saw it"."""
    held = set(original.words)
    for sentence in pairing.original:
        for token in sentence:
            clause = _turning_clause(token)
            words = [t for t in clause if t.i in held]
            if len(words) >= _NEW_CLAUSE - 1 and not any(t.i in pairing.words for t in words):
                why = f"Left out, though it turns what is retold (“{clause[0].text}”)."
                yield Finding(DriftKind.LEFT_OUT, clause, (), (), Severity.HIGH, why)


def _turning_clause(token: Token) -> tuple[Token, ...]:
    """Return the clause that a turning word opens, with that word; nothing for other words."""
    if token.lower_ in {"but", "yet"} and token.dep_ == "cc":
        verb = next((c for c in token.head.children if c.dep_ == "conj" and c.i > token.i), None)
    elif token.lower_ in {"although", "though", "despite"} and token.dep_ in {"mark", "prep"}:
        verb = token.head if token.dep_ == "mark" else token
    else:
        return ()
    if verb is None:
        return ()
    return tuple(t for t in (token, *verb.subtree) if t.i >= token.i)


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


def _tells(sentence: Sentence) -> bool:
    """Say whether a sentence tells anything: a place and a date before the text do not."""
    return any(t.pos_ in {"VERB", "AUX"} for t in sentence)


def _missed(text: Text, sentence: Sentence, kept: set[str]) -> str:
    """Return why an editor would miss a sentence beside what is retold, "" where it is only more of the story.

    It denies, takes back, says that evidence is missing, says who did it or claims it, or how many were hurt; and it is
    about what is retold: enough of its names and nouns stand there.
    """
    nouns = [
        key(text.doc[i]) for i in text.within(sentence.start, sentence.end) if text.doc[i].pos_ in {"NOUN", "PROPN"}
    ]
    if sum(n in kept for n in nouns) < max(1, RELATED * len(nouns)):
        return ""
    acts = {c.act for c in text.claims if any(sentence.start_char <= s.start < sentence.end_char for s in c.cue)}
    words = {key(t) for t in sentence}
    if acts & {Act.DENY, Act.RETRACT} or words & _DENYING:
        return "denies"
    negated = any(t.dep_ == "neg" or t.lower_ in {"no", "without"} for t in sentence)
    if words & _PROVING and negated:
        return "says what evidence there is"
    if acts & {Act.ACCUSE, Act.CLAIM_RESPONSIBILITY} or words & _BLAMING:
        return "says who is held responsible"
    counted = any(sentence.start <= n.first < sentence.end for n in text.numbers if n.first not in text.times)
    if counted and words & _HURT:
        return "says how many were hurt"
    return ""


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
