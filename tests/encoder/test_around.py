"""States around words."""

from __future__ import annotations

import numpy as np

from onrecord.encoder.around import BESIDE, states_around

STATES = np.arange(12, dtype=np.float32)[:, None] * np.array([1, 10], dtype=np.float32)
FIRSTS = np.array([0, 7])


def around(words: list[list[int]], others: list[list[int]]) -> list[list[float]]:
    found: list[list[float]] = states_around(STATES, FIRSTS, np.array(words), np.array(others)).tolist()
    return found


def test_a_word_has_the_mean_of_its_sentence_of_what_stands_beside_it_and_another_word() -> None:
    [found] = around([[5, 6]], [[8, 9]])
    beside = [1, 2, 3, 4, 7, 8, 9, 10]
    assert found[0::2] == [3, np.mean(beside), 9]
    assert found[1::2] == [30, 10 * np.mean(beside), 90]


def test_the_edges_of_what_was_read_cut_it_short() -> None:
    first, last = around([[0, 0], [11, 11]], [[-1, -1], [0, 0]])
    assert first[0::2] == [3, np.mean(range(1, 1 + BESIDE)), 0]
    assert last[0::2] == [9, np.mean(range(11 - BESIDE, 11)), 0]


def test_a_report_of_one_word_has_nothing_beside_it() -> None:
    found = states_around(STATES[5:6], np.array([0]), np.array([[0, 0]]), np.array([[-1, -1]]))
    assert found.tolist() == [[5, 50, 0, 0, 0, 0]]
