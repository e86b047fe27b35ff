"""The fitted number: its order, its ends, and that no name is among what it was fitted on."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from onrecord.annotate.certain_fit import features, fitted_value, weights
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.model import Report

pytestmark = pytest.mark.model

SENTENCES = (
    "The guard did not fire.",
    "If the guards leave, the truce ends.",
    "The guard may have fired.",
    "The guard fired.",
)


def event(sentence: str, word: str) -> Token:
    """Return the token of a word."""
    doc = next(parse([Report("r", sentence)], load_pipeline()))
    return next(token for token in doc if token.text == word)


def test_values_are_ordered() -> None:
    values = [fitted_value(event(s, w)) for s, w in zip(SENTENCES, ("fire", "leave", "fired", "fired"), strict=True)]
    assert values == sorted(values)
    assert values[0] < 0 < values[1]
    assert values[-1] == 3.0


def test_a_name_or_number_stands_for_any() -> None:
    one, two = (
        features(event("Dana Holubova left 12 towns.", "left")),
        features(event("Milan Veverka left 3 towns.", "left")),
    )
    assert one == two
    assert "child=nsubj" in one
    assert not any("holubova" in name.lower() for name in one)


def test_every_weight_belongs_to_a_kind_of_feature() -> None:
    kinds = {name.partition("=")[0] for name in weights()}
    assert kinds == {
        *("operator", "operator-word", "operators", "turned", "always", "word", "relation", "relation-tag", "before"),
        *("child", "child-word", "head", "above"),
    }
