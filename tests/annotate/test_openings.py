"""Abbreviations before names."""

from __future__ import annotations

import pytest

from onrecord.annotate.nlp import load_pipeline
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_read import NameOpening

pytestmark = pytest.mark.model


@pytest.mark.parametrize("entry", load("name_openings", NameOpening), ids=lambda e: e.id)
def test_an_abbreviation_before_a_name_is_a_word_and_ends_no_sentence(entry: NameOpening) -> None:
    doc = load_pipeline()(entry.example)
    assert entry.word in [t.text for t in doc]
    assert len(list(doc.sents)) == 1


def test_a_sentence_may_end_with_a_word_of_the_same_letters() -> None:
    doc = load_pipeline()("They met the sergeant. Tavell came later.")
    assert len(list(doc.sents)) == 2
