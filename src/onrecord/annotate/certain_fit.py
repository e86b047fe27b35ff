"""How surely a text puts an event forward, as a sum of weights over what the rules of `scope` see around its word.

The features are what a reader of the parse would name: the operators over the event, the words that stand on it, the
words that govern it, its own word. Their weights were fitted by `training.fit_certainty`; the file that holds them
says on what. The rules alone give classes, and the number where no weights are wanted.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from onrecord.annotate.scope import counted_operators, value_of

WEIGHTS = Path(__file__).parent / "data" / "certainty.json"

FURTHEST = 3.0

PLAIN = 2.6
"""Past this, an event that no rule weakens is certainly so. Half of all annotated events are, so that a sum just below
the end of the scale is an error more often than not: by five folds of UW train the mean absolute error falls from 0.372
to 0.364, on those of MEANTIME train from 0.396 to 0.337; 2.5 and 2.7 do as well within 0.002 on UW (2026-11-22)."""

_SPOKEN_FOR = frozenset(
    {"aux", "auxpass", "det", "mark", "neg", "advmod", "amod", "advcl", "prep", "cc", "xcomp", "ccomp"}
    | {"poss", "nummod", "quantmod", "prt", "acomp", "npadvmod"}
)
"""Dependents whose words count, not only that they are there."""

_STEPS = 6
"""Governing words whose words count."""


def features(event: Token) -> set[str]:
    """Return what is seen around the word of an event, each as "kind=value"."""
    return set(_operators(event)) | set(_around(event)) | set(_governing(event))


def _operators(event: Token) -> Iterator[str]:
    found = counted_operators(event)
    for op in found:
        yield f"operator={op.key}"
        yield f"operator-word={op.kind}:{_word(op.token)}{'-' if op.turns else '+'}"
    yield f"operators={min(3, len(found))}"
    yield f"turned={sum(op.turns for op in found) % 2}"


def _around(event: Token) -> Iterator[str]:
    yield "always"
    yield f"word={_word(event)}"
    yield f"relation={event.dep_}"
    yield f"relation-tag={event.dep_}:{event.tag_}"
    if event.i:
        yield f"before={_shape(event.nbor(-1))}"
    for child in event.children:
        yield f"child={child.dep_}"
        if child.dep_ in _SPOKEN_FOR:
            yield f"child-word={child.dep_}:{_shape(child)}"


def _governing(event: Token) -> Iterator[str]:
    if event.head != event:
        yield f"head={event.dep_}:{_word(event.head)}"
    current = event
    for _ in range(_STEPS):
        if current.head == current:
            break
        yield f"above={current.dep_}:{_word(current.head)}"
        current = current.head


def _word(token: Token) -> str:
    """Return the lemma; names and numbers say nothing by which they are."""
    return token.pos_ if token.pos_ in ("PROPN", "NUM") else token.lemma_.lower()


def _shape(token: Token) -> str:
    return token.pos_ if token.pos_ in ("PROPN", "NUM") else token.lower_


@functools.cache
def weights() -> dict[str, float]:
    """Return the weight of every feature that has one."""
    stored: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {str(name): float(weight) for name, weight in stored["weights"].items()}


def fitted_value(event: Token) -> float:
    """Return the event's value on the scale -3 (certainly not) .. +3 (certainly)."""
    weight = weights()
    total = sum(weight.get(name, 0.0) for name in sorted(features(event)))
    if total > PLAIN and value_of(event) == FURTHEST:
        return FURTHEST
    return round(max(-FURTHEST, min(FURTHEST, total)), 3)
