"""Windows cover a report once and in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder import Window, pack


def test_sentences_share_a_window_while_they_fit() -> None:
    assert list(pack([4, 5, 2, 9], most=10)) == [Window(0, 9), Window(9, 11), Window(11, 20)]


def test_a_sentence_that_fits_into_none_is_cut() -> None:
    assert list(pack([3, 25, 4], most=10)) == [
        Window(0, 3),
        Window(3, 13),
        Window(13, 23),
        Window(23, 32),
    ]


@pytest.mark.parametrize("lengths", [[], [0], [0, 0]])
def test_nothing_to_read_makes_no_window(lengths: list[int]) -> None:
    assert list(pack(lengths)) == []


@given(st.lists(st.integers(0, 40), max_size=30), st.integers(1, 25))
def test_every_wordpiece_stands_in_one_window(lengths: list[int], most: int) -> None:
    windows = list(pack(lengths, most))
    assert [i for w in windows for i in range(w.first, w.last)] == list(range(sum(lengths)))
    assert all(0 < len(w) <= most for w in windows)


@given(st.lists(st.integers(1, 20), max_size=30))
def test_whole_sentences_stay_whole(lengths: list[int]) -> None:
    ends = {sum(lengths[: n + 1]) for n in range(len(lengths))}
    assert {w.last for w in pack(lengths, 20)} <= ends
