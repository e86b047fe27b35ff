"""What stands in for the recogniser of names finds what the recogniser finds."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

from onrecord.annotate.entities import RECOGNISER, Entities, greedy, replace_recogniser
from onrecord.annotate.nlp import load_pipeline
from onrecord.settings import DEFAULT_MODEL

TEXTS = (
    "Mayor Ilse Corvane of Port Anselm told the Lower Reach Courier on 14 March 2019 that 1,200 people had left.",
    "The United Front for the Defence of the Northern Valleys\n\nand Gen. Tomas Verhal",
    "On the Night of the Long Lanterns, a film by Odile Maar, opens Friday at 7.30 p.m. in New Caldera City.",
    "PORT ANSELM, 3 MAY 88 (AGENCIA SUR) -- [TEXT] GENERAL VERHAL BLAMED THE PEOPLE'S ARMY OF THE COAST.",
    "Vera",
    "",
    " \n ",
    "Anselm " * 300,
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def parsed(nlp: Language, text: str) -> Doc:
    """Return a report as it comes to the recogniser."""
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == "onrecord_entities":
            break
        doc = component(doc)
    return doc


def marks(doc: Doc) -> list[tuple[str, str]]:
    return [(t.ent_iob_, t.ent_type_) for t in doc]


@pytest.mark.model
def test_finds_what_the_recogniser_finds(nlp: Language) -> None:
    recogniser, ours = nlp.get_pipe(RECOGNISER), nlp.get_pipe("onrecord_entities")
    assert isinstance(recogniser, EntityRecognizer)
    assert isinstance(ours, Entities)
    theirs = list(recogniser.pipe(parsed(nlp, text) for text in TEXTS))
    mine = list(ours.pipe((parsed(nlp, text) for text in TEXTS), batch_size=3))
    assert [marks(doc) for doc in mine] == [marks(doc) for doc in theirs]
    assert sum(len(doc.ents) for doc in mine) > len(TEXTS)


@pytest.mark.model
def test_a_name_stays_in_its_sentence(nlp: Language) -> None:
    doc = parsed(nlp, "She met Tomas\n\nVerhal Odile Maar left.")
    nlp.get_pipe("onrecord_entities")(doc)
    assert all(len({token.sent.start for token in ent}) == 1 for ent in doc.ents)
    assert doc.ents


@pytest.mark.model
@pytest.mark.parametrize(("where", "value"), [("beam_width", 4), ("unseen_classes", {0}), ("has_upper", False)])
def test_a_recogniser_that_works_otherwise_stays(where: str, value: Any) -> None:
    nlp = spacy.load(DEFAULT_MODEL)
    recogniser: Any = nlp.get_pipe(RECOGNISER)
    (recogniser.cfg if where == "beam_width" else recogniser.model.attrs)[where] = value
    assert not greedy(recogniser)
    replace_recogniser(nlp)
    assert RECOGNISER in nlp.pipe_names
    assert "onrecord_entities" not in nlp.pipe_names
