"""Who stands behind a cue: the words of the source, found in the parse."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.claims.frames import SUBJECTS

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "parataxis", "prep", "dep"})
_STEPS = 6  # how far up a subject is looked for; deeper climbs were wrong more often than right


def subject_of(head: Token) -> Token | None:
    """Return the token that heads the source of a verb, or None.

    Without a subject of its own a conjoined verb, an infinitive or a participle takes that of the verb it hangs
    on; a participle after a noun takes the noun.
    """
    node = head
    for _ in range(_STEPS):
        own = [c for c in node.children if c.dep_ in SUBJECTS or c.dep_ == "expl"]
        if own:
            return next((c for c in own if c.dep_ in {"nsubj", "nsubjpass"}), None)
        outer = node.head
        if node.dep_ in {"acl", "relcl"}:
            return outer if outer.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "DET"} else None
        if outer is node or node.dep_ not in _CLIMB or (node.dep_ == "ccomp" and node.tag_ != "VBG"):
            return None
        node = outer
    return None


def agent_of(head: Token) -> Token | None:
    """Return the head of the by-phrase of a passive, or None."""
    for child in head.children:
        if child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def holder_of(noun: Token) -> Token | None:
    """Return who a noun cue belongs to: a possessor, else a phrase with by, from, of or among."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from", "of", "among"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def source_range(head: Token, cue: Token) -> tuple[int, int]:
    """Return the token range of the source: the whole phrase, never past the cue."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    if head.i < cue.i < end:
        end = cue.i
    if start <= cue.i < head.i:
        start = cue.i + 1
    while end - 1 > head.i and (head.doc[end - 1].is_punct or head.doc[end - 1].is_space):
        end -= 1
    return start, end


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if token.lower_ in _RELATIVE and token.head.dep_ == "relcl":
        return token.head.head
    return token
