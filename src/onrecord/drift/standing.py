"""How a text holds what it tells: done or pending, so or not so, surely or not, under which condition."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import IntEnum

from spacy.tokens import Token

from onrecord.annotate.scope import Operator, combine, operators
from onrecord.drift.text import Text, key
from onrecord.drift.words import found, of_kind
from onrecord.lexicon import load
from onrecord.lexicon.schema import RealisWord
from onrecord.model import Level, Polarity

_RANK = {Level.CERTAIN: 0, Level.PROBABLE: 1, Level.POSSIBLE: 2, Level.UNKNOWN: 2}
_UP = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "prep", "acl", "conj", "advcl"})
_CIRCUMSTANCE = frozenset({"during", "after", "before", "in", "near", "since", "until", "with", "by", "amid"})
"""Prepositions of when, where and how, whose nouns are not what somebody plans or tries."""
_TALK = frozenset(
    {"discuss", "debate", "examine", "study", "review", "investigate", "explore", "agree", "decide", "order"}
)
"""Words of what is only talked or thought about: who discusses a crisis has one; who discusses selling has not sold."""
_PENDING = frozenset({"attempted", "planned"})
_DOUBT = frozenset({"hedge", "modal", "predicate", "adverb", "adjective", "object", "question", "cue"})


class Stage(IntEnum):
    """How far what is told has got."""

    PENDING = 0
    DONE = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """How one word's event is held.

    Attributes:
        level: 0 certain, 1 probable, 2 possible or open.
        negative: whether it is said not to be so.
        stage: pending (tried, planned, threatened, announced) or done.
        doubts: the words that lower its certainty.
        nots: the words that turn it.
        pending: the word that holds it pending, if any.
        boosts: words that raise its certainty.
    """

    level: int
    negative: bool
    stage: Stage
    doubts: tuple[Token, ...] = ()
    nots: tuple[Token, ...] = ()
    pending: Token | None = None
    boosts: tuple[Token, ...] = ()


@functools.cache
def _governors() -> dict[str, str]:
    """Return lemma -> how far it lets what it governs get, for governing words and modifiers."""
    return {
        w: e.realis for e in load("realis_words", RealisWord) if e.kind in {"governor", "modifier"} for w in e.lemmas
    }


def standing(text: Text, token: Token) -> Standing:
    """Return how the text holds the event of a word."""
    ops = tuple(op for op in operators(token) if not _beyond_doubt(op.token))
    pending = _pending(token)
    kept = [op for op in ops if pending is None or op.token.i != pending.i]
    doubts = tuple(op.token for op in kept if _lowers(op, token))
    nots = tuple(_not_word(op.token) for op in kept if op.turns)
    certainty = combine(
        tuple(op for op in kept if op.kind not in {"infinitive", "purpose", "condition"} and not _will(op))
    )
    extra = _own_doubts(text, token, doubts)
    return Standing(
        level=max(_RANK[certainty.level], 2 if extra else 0),
        negative=certainty.polarity is Polarity.NEGATIVE,
        stage=Stage.PENDING if pending is not None else Stage.DONE,
        doubts=(*doubts, *extra),
        nots=nots,
        pending=pending,
        boosts=_boosts(token),
    )


def _not_word(token: Token) -> Token:
    """Return the word that turns: "no" for "no shots"."""
    return next((c for c in token.children if c.lower_ == "no" and c.dep_ == "det"), token)


def _beyond_doubt(token: Token) -> bool:
    """Say whether a word is part of "no doubt", "without doubt", "no question", which raise and do not turn."""
    words = {"doubt", "question"}
    if token.lemma_.lower() in words:
        return any(c.lower_ == "no" for c in token.children) or token.head.lower_ in {"without", "beyond"}
    return token.lower_ in {"no", "without", "beyond"} and any(
        t.lemma_.lower() in words for t in (token.head, *token.children)
    )


def _will(op: Operator) -> bool:
    """Say whether an operator is no more than the future, or its past in reported speech."""
    return op.kind == "modal" and op.token.lower_ in {
        "will",
        "would",
        "shall",
        "'ll",
        "’ll",
        "'d",
        "’d",
        "wo",
        "must",
        "should",
    }


def _lowers(op: Operator, token: Token) -> bool:
    if op.kind not in _DOUBT or _will(op) or op.level is Level.CERTAIN:
        return False
    return op.token.i != token.i


def _own_doubts(text: Text, token: Token, known: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return doubting words beside the event that the scope of hedges does not cover: "reportedly", "so-called"."""
    held = {t.i for t in known}
    weak = {"reportedly", "allegedly", "purportedly", "supposedly", "alleged", "purported", "so", "suspected"}
    out = []
    for child in token.children:
        if child.i in held or child.lower_ not in weak or child.dep_ not in {"advmod", "amod", "npadvmod"}:
            continue
        if child.lower_ == "so" and not (child.i + 2 < len(text.doc) and child.nbor(2).lower_ == "called"):
            continue
        out.append(child)
    return tuple(out)


def _pending(token: Token) -> Token | None:
    """Return the word that holds an event pending: "tried to", "plans to", "an attempt to", "threatened to"."""
    current = token
    for _ in range(5):
        for child in current.children:
            if child.dep_ in {"amod", "compound"} and _governors().get(child.lower_, "") in _PENDING:
                return child
        head = current.head
        if head.i == current.i or current.dep_ not in _UP:
            return None
        if current.dep_ == "prep" and current.lower_ in _CIRCUMSTANCE:
            return None
        if current.dep_ == "advcl" and not _infinitive(current):
            return None
        if current.dep_ == "conj":
            current = head
            continue
        if found(head, "pending") and _opens(head) and not (head.lemma_ in _TALK and current.pos_ == "NOUN"):
            return head
        current = head
    return None


def _opens(head: Token) -> bool:
    """Say whether a governor tells of something that is still open."""
    return any(c.dep_ in {"xcomp", "prep", "dobj", "acl", "ccomp", "prt", "advcl"} for c in head.children)


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def opens_condition(token: Token) -> bool:
    """Say whether a word opens a condition: "if", "unless", "as long as", "should" before its subject."""
    if not found(token, "condition"):
        return False
    if token.lower_ == "should":
        return token.i == token.sent.start or token.nbor(-1).text == ","
    if token.lower_ in {"provided", "providing", "assuming"}:
        return token.dep_ in {"prep", "mark", "advcl"} and not any(c.dep_ == "nsubj" for c in token.children)
    if token.lower_ in {"if", "unless"}:
        return token.head.dep_ != "ccomp" and token.dep_ != "ccomp"
    return True


def _boosts(token: Token) -> tuple[Token, ...]:
    """Return words that raise the event's certainty: on it, or governing it."""
    strong = of_kind("strong")
    out = [
        c
        for c in token.children
        if (c.dep_ == "advmod" and key(c) in strong) or (c.dep_ == "prep" and _beyond_doubt(c))
    ]
    current = token
    for _ in range(3):
        head = current.head
        if head.i == current.i or current.dep_ not in {"ccomp", "xcomp", "acl", "pcomp", "acomp", "dobj", "csubj"}:
            break
        around = (head, *head.children)
        out += [t for t in around if (key(t) in strong or _beyond_doubt(t)) and t.i != token.i and t.dep_ != "nsubj"]
        current = head
    return tuple(dict.fromkeys(out))
