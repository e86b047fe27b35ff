"""What stands in for the attribute ruler sets what the ruler sets."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from onrecord.annotate.attributes import RULER, Attributes, plain, replace_ruler
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


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS)
def test_sets_what_the_ruler_sets(nlp: Language, text: str) -> None:
    ruler, ours = nlp.get_pipe(RULER), nlp.get_pipe("onrecord_attributes")
    theirs, mine = ruler(tagged(nlp, text)), ours(tagged(nlp, text))
    assert [(t.pos, t.morph, t.lemma, t.tag, t.dep) for t in mine] == [
        (t.pos, t.morph, t.lemma, t.tag, t.dep) for t in theirs
    ]


@pytest.mark.model
def test_the_second_time_is_the_same(nlp: Language) -> None:
    ours = nlp.get_pipe("onrecord_attributes")
    assert isinstance(ours, Attributes)
    doc = tagged(nlp, TEXTS[1])
    assert ours.match(doc) == ours.match(doc)


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
