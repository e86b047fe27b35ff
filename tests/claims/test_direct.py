from __future__ import annotations

import pytest

from onrecord.model import Form, HopKind
from tests.claims.reading import read, triples

pytestmark = pytest.mark.model


def test_a_quotation_of_several_sentences_is_whole() -> None:
    text = "“The dam held. Nobody was hurt. We were lucky,” the mayor said."
    assert triples(text) == [("the mayor", "said", "“The dam held. Nobody was hurt. We were lucky,”")]


def test_a_parted_quotation_is_one_claim() -> None:
    text = "“The dam held,” the mayor said. “Nobody was hurt.”"
    assert triples(text) == [("the mayor", "said", "“The dam held,” … “Nobody was hurt.”")]


def test_after_a_comma_any_verb_speaks() -> None:
    assert triples("“Leave the mill,” the guard barked.") == [("the guard", "barked", "“Leave the mill,”")]


def test_the_words_may_stand_in_the_next_paragraph() -> None:
    text = "The mayor declared:\n\n“The dam will hold. We are safe.”"
    assert triples(text) == [("The mayor", "declared", "“The dam will hold. We are safe.”")]


def test_a_name_a_colon_and_a_quotation() -> None:
    text = "News from the valley - Ines Kofler: “The dam will hold this winter.”"
    assert triples(text) == [("Ines Kofler", ":", "“The dam will hold this winter.”")]


def test_inverted() -> None:
    assert triples("“The dam held,” said Ines Kofler.") == [("Ines Kofler", "said", "“The dam held,”")]


def test_a_paragraph_that_is_only_a_quotation_belongs_to_the_last_speaker() -> None:
    text = "“The dam held,” the mayor said.\n\n“Nobody was hurt.”\n\nThe storm passed."
    assert triples(text) == [("the mayor", "said", "“The dam held,” … “Nobody was hurt.”")]


def test_a_quotation_opened_again_goes_on() -> None:
    text = "The mayor said: “The dam held.\n\n“Nobody was hurt.”"
    assert triples(text) == [("The mayor", "said", "“The dam held. … “Nobody was hurt.”")] or triples(text) == [
        ("The mayor", "said", "“The dam held. “Nobody was hurt.”")
    ]


def test_a_second_speaker_keeps_his_own_words() -> None:
    text = "“The dam held,” the mayor said. “It leaked,” a guard said."
    assert [t[0] for t in triples(text)] == ["the mayor", "a guard"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“The dam held,” the mayor said.", Form.DIRECT),
        ("The mayor said the dam was “as strong as ever.”", Form.MIXED),
        ("The mayor said the dam was strong.", Form.INDIRECT),
    ],
)
def test_form(text: str, form: Form) -> None:
    assert [s.claim.form for s in read(text)] == [form]


def test_quotation_marks_stand_in_the_content() -> None:
    (said,) = read('The mayor accused the guards of "gross neglect."')
    assert said.content == 'the guards of "gross neglect."'


def test_a_quoted_word_without_a_speaker_is_nobodys_claim() -> None:
    assert triples("The so-called “night train” left at noon.") == []


def test_i_think_is_no_claim_of_its_own_but_we_deny_it_is() -> None:
    found = read("“I think it rained,” the mayor said. “We deny that the dam cracked.”")
    assert [(s.source, s.cue) for s in found] == [("the mayor", "said"), ("We", "deny")]
    assert found[1].claim.root.source.name == "the mayor"


def test_unbalanced_marks_do_not_swallow_the_next_paragraph() -> None:
    text = "The mayor said “the dam held.\n\nThe storm passed over the valley."
    assert all("storm" not in t[2] for t in triples(text))


def test_quoted_claims_inside_a_quotation_are_inner_ones() -> None:
    text = "“The guards say that the mill is empty,” the mayor said."
    inner = [s for s in read(text) if s.source == "The guards"]
    assert len(inner) == 1
    assert [h.source.name for h in inner[0].claim.chain][1:] == ["the mayor", "The guards"]
    assert inner[0].claim.chain[1].kind in {HopKind.SAID, HopKind.QUOTED}
