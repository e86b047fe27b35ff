"""How surely a text puts an event forward: the words that scope over it, and what they do together.

From the event's word upwards through the parse, every modal, negation, hedge, condition and governing predicate
is an `Operator`. Together they give a class (`Certainty`) and, where a number is asked for, a value on the scale
-3 (certainly not) .. +3 (certainly), after FactBank (Sauri and Pustejovsky 2009).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.annotate.scale import NEGATED, OPERATOR_VALUES, STEPS
from onrecord.lexicon import load
from onrecord.lexicon.schema import Hedge, Predicate
from onrecord.model import Certainty, Level, Polarity, Span

_ON = {
    "aux": ("modal", "modal"),
    "advmod": ("adverb", "hedge"),
    "npadvmod": ("adverb", "hedge"),
    "amod": ("adjective", "hedge"),
    "det": ("determiner", "negation"),
    "preconj": ("determiner", "negation"),
    "mark": ("conjunction", "condition"),
}
"""Relation of a word to the event -> its kind in the lexicon, and the kind of operator it makes."""
_FULL = {"'ll": "will", "’ll": "will", "wo": "will", "'d": "would", "’d": "would", "ca": "can", "sha": "shall"}
_ABILITY = frozenset({"can", "could", "ca"})
_RANK = {Level.CERTAIN: 0, Level.PROBABLE: 1, Level.POSSIBLE: 2, Level.UNKNOWN: 3}
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_GIVEN = frozenset({"the", "this", "that", "these", "those"})
_COMPLEMENT = frozenset({"ccomp", "xcomp", "pcomp", "acl", "csubj", "csubjpass"})
_NOMINAL = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "attr", "oprd"})
_UP = _COMPLEMENT | _NOMINAL | {"advcl", "conj", "prep", "relcl", "agent", "compound", "poss", "dative", "acomp", "dep"}


@dataclass(frozen=True, slots=True)
class Operator:
    """One word or construction that scopes over an event.

    Attributes:
        kind: what it is: "modal", "negation", "hedge", "predicate", "condition",
            "question", "purpose", "infinitive", or "object" for a predicate over a noun.
        level: the certainty it leaves.
        turns: whether it turns the polarity.
        token: the word.
        exact: for a predicate, whether it decides alone ("failed to": certainly not), whatever stands below.
    """

    kind: str
    level: Level
    turns: bool
    token: Token
    exact: bool = False

    @property
    def key(self) -> str:
        """Return kind and effect, by which `scale.OPERATOR_VALUES` is looked up."""
        return f"{self.kind}:{self.level}{'-' if self.turns else '+'}"


@functools.cache
def _hedges() -> dict[tuple[str, str], Hedge]:
    return {(e.lemma, e.kind): e for e in load("hedges", Hedge)}


@functools.cache
def _predicates() -> dict[tuple[str, str], Predicate]:
    return {(e.lemma, e.pos): e for e in load("predicates", Predicate)}


_PREDICATE_POS = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective", "NOUN": "noun", "PROPN": "noun"}


def operators(token: Token, stop: Token | None = None) -> tuple[Operator, ...]:
    """Return what scopes over the token, nearest first.

    Args:
        token: head word of the event or of the content.
        stop: the cue; nothing from it upwards belongs to the content.
    """
    return tuple(_climb(token, stop))


def _climb(token: Token, stop: Token | None) -> Iterator[Operator]:
    current = token
    below: Token | None = None
    reported = apart = False
    for _ in range(STEPS):
        if not apart:
            yield from _on(current, below)
        head = current.head
        if head == current or current.dep_ not in _UP or (stop is not None and head == stop):
            break
        reported = reported or current.dep_ == "ccomp"
        if current.dep_ == "advcl":
            yield from _adverbial(current)
            break
        if (current.dep_ == "relcl" and not _noun_clause(current)) or (
            current.dep_ == "conj" and _own_subject(current)
        ):
            break
        if current.dep_ in ("nsubj", "nsubjpass", "poss", "compound") and not _denied_existence(head):
            break
        if not apart:
            yield from _governed(current, head)
        if current.dep_ in ("csubj", "csubjpass") or _given(current):
            break  # neither "leaving would not be wise" nor "he may not leave after the vote" denies anything
        apart = _set_apart(current, head, apart=apart)
        below, current = current, head
    if current.dep_ == "ROOT" and not reported and _asks(current):
        yield Operator("question", Level.UNKNOWN, turns=False, token=current)


def _set_apart(current: Token, head: Token, *, apart: bool) -> bool:
    """Whether what stands on the head of a conjunct says nothing of the conjunct.

    "Did not sign but paid", "would not sign and has left". A finite verb is no mate of an infinitive either: "failed
    to sign and left" is often parsed so, and nothing holds for "left" below the next finite verb.
    """
    if current.dep_ == "conj" and current.pos_ in ("VERB", "AUX"):
        if any(c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in current.children):
            return True
        if any(c.dep_ == "cc" and c.lower_ in ("but", "yet") and c.i < current.i for c in head.children):
            return True
        return current.tag_ in _FINITE and head.tag_ == "VB"
    return apart and current.tag_ == "VB"


def _on(token: Token, below: Token | None) -> Iterator[Operator]:
    """Operators that stand on the word itself: modals, negation, hedging adverbs and adjectives, conditions.

    `below` is the word that the climb came from, None on the first; what stands on it has been read.
    """
    hedges = _hedges()
    own = below is None
    if own and token.i >= 2 and token.nbor(-1).lower_ == "called" and token.nbor(-2).text == "-":
        yield _operator("hedge", hedges["so-called", "adjective"].effect, token.nbor(-1))
    for child in token.children:
        lexicon_kind, kind = _ON.get(child.dep_, ("", ""))
        if lexicon_kind and (own or lexicon_kind != "adjective") and (lexicon_kind != "modal" or child.tag_ == "MD"):
            word = _FULL.get(child.lower_, child.lower_)
            entry = hedges.get(("will" if word == "would" and _backshifted(token) else word, lexicon_kind))
            if entry is not None:
                yield _operator(kind, entry.effect, child)
        elif child.dep_ == "neg":
            yield Operator("negation", Level.CERTAIN, turns=True, token=child)
        elif child.dep_ in (_ARGUMENTS if own else _SUBJECTS) and child.pos_ != "PROPN" and child != below:
            yield from _negated_argument(child)


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ARGUMENTS = _SUBJECTS | {"dobj"}
"""Where "no" negates: an object negates its own verb, not what hangs on it ("he is accused of it, he has no bond")."""


def _backshifted(token: Token) -> bool:
    """Whether "would" is the past of "will": "she said the talks would resume"."""
    return token.dep_ == "ccomp" and token.head.tag_ in ("VBD", "VBN")


def _negated_argument(argument: Token) -> Iterator[Operator]:
    """The negation stands on an argument: "no one was hurt", "nothing moved", "neither bridge nor ferry was open"."""
    if argument.lower_ in ("nobody", "nothing", "none", "neither") or any(
        (c.lower_ == "no" and c.dep_ == "det") or c.lower_ == "neither" for c in argument.children
    ):
        yield Operator("negation", Level.CERTAIN, turns=True, token=argument)


def _governed(current: Token, head: Token) -> Iterator[Operator]:
    """The operator that the governing word is for the one it governs."""
    if head.dep_ == "prep" or head.pos_ == "ADP":
        entry = _hedges().get((head.lower_, "preposition"))
        if entry is not None:
            yield _operator("negation", entry.effect, head)
        return
    nominal = current.dep_ in _NOMINAL or (
        current.dep_ == "prep" and not any(c.dep_ == "pcomp" for c in current.children)
    )
    if current.dep_ == "conj":
        return
    head = _governor(current, head)
    entry2 = _predicates().get((head.lemma_.lower(), _PREDICATE_POS.get(head.pos_, "")))
    if entry2 is None:
        if current.dep_ in ("xcomp", "acl", "ccomp", "relcl") and _infinitive(current):
            yield Operator("infinitive", Level.UNKNOWN, turns=False, token=current)
        return
    effect = entry2.negated if _is_negated(head) else entry2.affirmed
    if nominal and not effect.endswith("-") and not effect.startswith(("unknown", "possible")):
        return
    yield _operator("object" if nominal else "predicate", effect, head, exact=_is_negated(head))


def _adverbial(clause: Token) -> Iterator[Operator]:
    """A purpose clause ("marched to free them") says what was wanted, not what took place."""
    if _infinitive(clause):
        yield Operator("purpose", Level.UNKNOWN, turns=False, token=clause)


def _governor(clause: Token, head: Token) -> Token:
    """Return the word that governs the clause.

    "possible" for "it is possible that"; "forced" for "forced the ferry to turn", also where the parser hangs
    the infinitive on "ferry".
    """
    if (
        clause.dep_ == "acl"
        and head.dep_ == "dobj"
        and _infinitive(clause)
        and (head.lemma_, "noun") not in _predicates()
    ):
        return head.head
    if head.lemma_ == "be" and clause.dep_ in _COMPLEMENT:
        return next((c for c in head.children if c.dep_ in ("acomp", "attr") and c.i < clause.i), head)
    return head


def _noun_clause(clause: Token) -> bool:
    """Whether a clause that the parser takes for a relative one tells the content of its noun ("the risk that")."""
    return clause.doc[clause.left_edge.i].lower_ == "that" and (clause.head.lemma_.lower(), "noun") in _predicates()


def commitment(cue: Token) -> Operator | None:
    """Return what a cue says of its subject's own commitment ("believes": probable), None where it says nothing."""
    entry = _predicates().get((cue.lemma_.lower(), _PREDICATE_POS.get(cue.pos_, "")))
    if entry is None or not entry.affirmed.startswith(("probable", "possible")):
        return None
    return _operator("cue", entry.affirmed, cue)


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def _is_negated(token: Token) -> bool:
    return any(c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ == "never") for c in token.children)


def _own_subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)


def _denied_existence(head: Token) -> bool:
    """Whether a subject shares the fate of its verb: "no talks took place", "an attack was prevented".

    Not that of a verb with an object beside it: "the man accused of it was denied bail".
    """
    if any(c.dep_ == "dobj" for c in head.children):
        return False
    return (head.lemma_.lower(), "verb") in _predicates() and any(c.dep_ in ("auxpass", "neg") for c in head.children)


def _given(token: Token) -> bool:
    """Whether a noun takes its event as given: "the vote", "their vote". What governs it directly has been read."""
    return token.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "poss" or c.lower_ in _GIVEN for c in token.children)


def _asks(root: Token) -> bool:
    end = root.doc[root.right_edge.i]
    return end.text == "?" or (end.i + 1 < len(root.doc) and root.doc[end.i + 1].text == "?")


def _operator(kind: str, effect: str, token: Token, *, exact: bool = False) -> Operator:
    return Operator(kind, Level(effect[:-1]), turns=effect.endswith("-"), token=token, exact=exact)


def combine(found: tuple[Operator, ...]) -> Certainty:
    """Return the class that operators leave together: the weakest level; polarity turned once for each that turns.

    A negated predicate has taken its own negation into account ("did not manage to": certainly not), and what
    cannot be is certainly not so.
    """
    level, negative = Level.CERTAIN, False
    counted = _counted(found)
    denied = {op.token.head.i for op in counted if op.kind == "negation"}
    for op in counted:
        if op.kind == "modal" and op.token.lower_ in _ABILITY and op.token.head.i in denied:
            continue
        level = op.level if _RANK[op.level] > _RANK[level] else level
        negative ^= op.turns
    polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
    hedges = tuple(sorted({Span(op.token.idx, op.token.idx + len(op.token)) for op in counted}))
    return Certainty(level, polarity, hedges)


def _counted(found: tuple[Operator, ...]) -> list[Operator]:
    """Leave out the negation that a predicate above it has already read, and all above a deciding one."""
    out: list[Operator] = []
    spent: set[int] = set()
    for op in found:
        if op.kind == "negation" and op.token.head.i in spent:
            continue
        out.append(op)
        if op.exact:
            spent.add(op.token.i)
    return out


def counted_operators(token: Token) -> list[Operator]:
    """Return what scopes over the token and counts, nearest first."""
    return _counted(operators(token))


def certainty_of(token: Token, stop: Token | None = None) -> Certainty:
    """Return how surely the text puts the token's event forward, below `stop`."""
    return combine(operators(token, stop))


def value_of(token: Token) -> float:
    """Return the event's value on the scale -3 (certainly not) .. +3 (certainly).

    The weakest operator decides (`scale.OPERATOR_VALUES`, fitted); where the polarity is turned, the value
    becomes `scale.NEGATED`, less far from zero where something else weakens it.
    """
    value, negative = 3.0, False
    for op in counted_operators(token):
        if op.kind == "object" and op.turns:
            value = min(value, OPERATOR_VALUES["object:turned"])
            continue
        value = min(value, OPERATOR_VALUES.get(op.key, OPERATOR_VALUES[f"*:{op.level}"]))
        negative ^= op.turns
    return NEGATED * value / 3.0 if negative else value
