"""Which reports are wires in capitals, and what is read of them."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from onrecord.annotate import annotate
from onrecord.encoder import load_encoder
from onrecord.incidents.wires import is_wire, wire_states
from onrecord.model import Report

WIRE = (
    "PUERTO LINDO, 4 MAY 90 -- A BOMB EXPLODED AT THE MARKET YESTERDAY. THE WEATHER WAS FINE. THE POLICE BLAMED THE "
    "RED DAWN FRONT FOR THE BOMB."
)


def annotated(text: str) -> Doc:
    return next(iter(annotate([Report("t", text)], encoder=load_encoder())))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "wire"),
    [(WIRE, True), (WIRE.capitalize(), False), ("BOMB AT MARKET\n\n" + 5 * WIRE.capitalize(), False), ("1990.", False)],
)
def test_only_what_is_set_in_capitals_is_a_wire(text: str, wire: bool) -> None:
    assert is_wire(annotated(text)) is wire


@pytest.mark.model
def test_the_first_sentence_and_those_of_the_words_are_read() -> None:
    doc = annotated(WIRE)
    heads = [t for t in doc if t.lower_ in ("front", "police")]
    pieces, states, around = wire_states(doc, heads, heads[::-1])
    sentences = list(doc.sents)
    encoder = load_encoder()
    read = [s for n, s in enumerate(sentences) if n == 0 or any(t in s for t in heads)]
    cut = [encoder.tokenizer.encode(s.text, add_special_tokens=False).ids for s in read]
    assert len(read) < len(sentences)
    assert len(states) == sum(map(len, cut))
    words = [encoder.tokenizer.decode([i for ids in cut for i in ids][a : b + 1]) for a, b in pieces.tolist()]
    assert words == [t.lower_ for t in heads]
    width = states.shape[1]
    assert around.shape == (len(heads), 3 * width)
    assert np.array_equal(around[:, 2 * width :], states[pieces[::-1, 1]])
