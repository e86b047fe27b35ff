"""What stands in for the attribute ruler sets what the ruler sets."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from onrecord.annotate.attributes import LEMMATIZER, RULER, plain, replace_ruler
from onrecord.annotate.nlp import load_pipeline

TEXTS = (
    "Mayor Ilse Corvane said that she'd not resign, although nobody asked her to.",
    "There's nothin' y'all ain't heard; I do as you did, and it is what it was.\n\n  THAT IS ALL.",
    "Whose 12 lorries were those, which the others' drivers left, and who'll pay 3.5 % of it?",
    "",
    " ",
    "\n",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def tagged(nlp: Language, text: str) -> Doc:
    """Return a report as it comes to the ruler."""
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == "onrecord_attributes":
            break
        doc = component(doc)
    return doc


def attributes(doc: Doc) -> list[tuple[int | str, ...]]:
    return [(t.pos, str(t.morph), t.lemma_, t.tag, t.dep) for t in doc]


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS)
def test_sets_what_ruler_and_lemmatizer_set(nlp: Language, text: str) -> None:
    ruler, lemmatizer, ours = (nlp.get_pipe(name) for name in (RULER, LEMMATIZER, "onrecord_attributes"))
    theirs = attributes(lemmatizer(ruler(tagged(nlp, text))))
    assert attributes(ours(tagged(nlp, text))) == theirs
    assert attributes(ours(tagged(nlp, text))) == theirs  # now from what is kept


@pytest.mark.model
def test_the_pipeline_leaves_both_to_it(nlp: Language) -> None:
    assert {RULER, LEMMATIZER}.isdisjoint(nlp.pipe_names)


def test_a_pattern_of_several_words_wins_by_its_number() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"LOWER": "new"}]], {"LEMMA": "first"})
    ruler.add([[{"LOWER": "new"}, {"LOWER": {"IN": ["dawn"]}}]], {"LEMMA": "second"})
    ruler.add([[{"LOWER": {"REGEX": "^da"}}]], {"LEMMA": "third"})
    replace_ruler(nlp)
    assert [t.lemma_ for t in nlp("New dawn, new day")] == ["second", "third", "", "first", "third"]


@pytest.mark.parametrize("pattern", [{"LOWER": "a", "OP": "+"}, {"SHAPE": "Xx"}, {"TAG": {"REGEX": "N"}}])
def test_a_ruler_that_asks_for_more_stays(pattern: dict[int | str, Any]) -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe(RULER)
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[pattern]], {"POS": "NOUN"})
    assert not plain(ruler)
    assert replace_ruler(nlp) == RULER
    assert nlp.pipe_names == [RULER]
