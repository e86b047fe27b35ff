from __future__ import annotations

import time

import pytest

from bench.muc4_certainty import ACCUSED, BY_AUTHORITIES, CLAIMED, FACT, POSSIBLE, certainty


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("A caller from the Grey Dawn said that the Grey Dawn had taken responsibility for the fire.", CLAIMED),
        ("ALLEGED MEMBERS OF THE GREY DAWN BURNED A MILL.", ACCUSED),
        ("The mayor ruled out that the Grey Dawn burned it.", POSSIBLE),
        ("The Grey\nDawn may have burned the mill.", POSSIBLE),
        ("The fire was attributed to the Grey Dawn.", ACCUSED),
        ("The Grey Dawn was blamed at once.", ACCUSED),
        ("The Grey Dawn burned the mill.", None),
        ("Alleged members of the Red Dusk burned the mill.", None),
        ("", None),
    ],
)
def test_words_around_a_body_say_how_surely(sentence: str, value: str | None) -> None:
    assert certainty("Grey Dawn", [], [sentence]) == value


def test_rows_stand_unless_they_only_tell_a_fact() -> None:
    alleged = ["Alleged members of the Grey Dawn burned a mill."]
    assert certainty("Grey Dawn", [BY_AUTHORITIES], alleged) is None
    assert certainty("Grey Dawn", [FACT], alleged) == ACCUSED
    assert certainty("Grey Dawn", [FACT], ["The fire was attributed to the Grey Dawn."]) is None


def test_its_own_word_weighs_most() -> None:
    said = ["Suspected Grey Dawn men fled.", "The Grey Dawn accepted responsibility."]
    assert certainty("Grey Dawn", [], said) == CLAIMED


def test_odd_text_costs_little() -> None:
    started = time.process_time()
    assert certainty("a", [], ["a " * 50_000, "alleged " * 50_000 + "a"]) is not CLAIMED
    assert time.process_time() - started < 1
