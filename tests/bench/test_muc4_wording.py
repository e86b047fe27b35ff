"""Which words the key of MUC-4 would have."""

from __future__ import annotations

import pytest

from bench.muc4_wording import Example, fit, options, wording
from tests.bench.test_muc4_entities import noun


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "role", "words"),
    [
        ("Men burned the small offices of the bank.", "offices", "Target", "small offices of the bank"),
        ("Men used three large bombs.", "bombs", "Weapon", "large bombs"),
        ("The shop was robbed by two unidentified men.", "men", "PerpInd", "two unidentified men"),
        ("Gunmen killed Senator Ana Rojo.", "Rojo", "Victim", "Ana Rojo"),
    ],
)
def test_wordings_are_the_key_s(text: str, word: str, role: str, words: str) -> None:
    assert wording(noun(text, word), role) == words


@pytest.mark.model
def test_phrases_begin_at_each_word_before_a_noun_and_stand_once() -> None:
    found = [o.words for o in options(noun("Men used the three large bombs.", "bombs"), "Weapon")]
    assert sorted(found) == ["bombs", "large bombs", "three large bombs"]


@pytest.mark.model
def test_what_hangs_on_a_noun_may_belong_to_it() -> None:
    found = [o.words for o in options(noun("Two men on a red boat fled.", "men"), "PerpInd")]
    assert {"men", "Two men", "Two men on a red boat"} <= set(found)


def test_fitting_prefers_what_the_key_takes_in() -> None:
    with_count = Example([("takes=number",), ("leaves=number",)], [True, False])
    weighed = fit([with_count] * 8)
    assert weighed["takes=number"] > 0 > weighed["leaves=number"]
