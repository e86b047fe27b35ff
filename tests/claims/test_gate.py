"""Which sentences the tagger reads: what the rules see always, of the rest what is likely to hold a claim."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.annotate import annotate
from onrecord.annotate.extensions import notes
from onrecord.annotate.hidden import sentence_pieces
from onrecord.claims import find_claims
from onrecord.claims.find import rule_candidates
from onrecord.claims.gate import FILE, Gate, load_gate, others, to_read, touched
from onrecord.claims.limits import GATE
from onrecord.encoder import load_encoder
from onrecord.errors import BadWeights
from onrecord.model import Report
from onrecord.weights import write_arrays

DULL = "The ferry has two decks and a red funnel."
TEXT = f"{DULL} {DULL} The harbour master said on Monday that the pier was closed. {DULL}"


def gate(*likely: int) -> Gate:
    pieces = np.full(50, 0.0)
    pieces[list(likely)] = 1.0
    return Gate(pieces, np.array([0.0, 0.0, 0.0, 0.0, GATE - 0.5]))


def test_what_the_rules_see_is_read_and_what_is_likely() -> None:
    assert gate(7).wanted([[1, 2], [3], [4, 7], [5]], [False, True, False, False]) == [1, 2]


def test_an_empty_sentence_is_never_read() -> None:
    assert gate().wanted([[], [3]], [True, True]) == [1]


def test_a_wordpiece_counts_once() -> None:
    held = Gate(np.full(9, 0.2), np.array([0.0, 0.0, 0.0, 0.0, GATE - 0.5]))
    assert held.wanted([[4] * 8, [1, 2, 3, 4]], [False, False]) == [1]


def test_the_sentences_beside_one_count() -> None:
    sentences = [[1], [2] * 90, [3]]
    assert others(1, sentences, [True, False, True]) == (1.0, 1.0, 1.0, 0.0)
    assert others(0, sentences, [False, True, False])[:2] == (0.0, 1.0)
    assert others(2, sentences, [False, True, False])[:2] == (1.0, 0.0)
    assert others(0, [[1]], [False])[3] == 1.0


@pytest.mark.model
def test_a_claim_and_a_quotation_touch_their_sentences() -> None:
    (doc,) = annotate([Report(id="rep_gate", text=TEXT + "\n\n“Two boats are late. Nobody minds,” he added.")])
    found, _ = rule_candidates(doc)
    assert touched(doc, found) == [False, False, True, False, True, True]


@pytest.mark.model
def test_sentences_without_a_claim_are_not_read() -> None:
    (doc,) = annotate([Report(id="rep_gate", text=TEXT)], encoder=load_encoder())
    find_claims(doc)
    reading = notes(doc).encoded
    assert reading is not None
    assert 2 in reading.read
    assert 0 not in reading.read


@pytest.mark.model
@pytest.mark.parametrize(
    "sentence",
    ["According to a porter, the pier was closed.", "A letter seen by the Tide says the pier is rotten."],
)
def test_sentences_with_a_claim_are_read(sentence: str) -> None:
    (doc,) = annotate([Report(id="rep_gate", text=f"{DULL} {sentence} {DULL}")], encoder=load_encoder())
    found, _ = rule_candidates(doc)
    assert 1 in to_read(doc, found)


@pytest.mark.model
def test_rules_alone_ask_for_nothing() -> None:
    (doc,) = annotate([Report(id="rep_gate", text=TEXT)])
    assert to_read(doc, []) == []
    assert sentence_pieces(doc) == ()


def test_other_weights_are_refused(tmp_path: Path) -> None:
    write_arrays(tmp_path, FILE, {"pieces": np.zeros(3), "others": np.zeros(5)})
    assert len(load_gate(tmp_path).pieces) == 3
    (tmp_path / FILE).write_bytes(b"other")
    load_gate.cache_clear()
    with pytest.raises(BadWeights, match="not the ones") as caught:
        load_gate(tmp_path)
    assert "--engine rules" in caught.value.fix
