"""Values of events read off hidden states: which wordpiece speaks for a word, and what is not read."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.annotate.certain import WordValues, word_values
from onrecord.encoder import Encoded
from onrecord.model import Span

HEAD = {"weight": np.array([1.0, 0.5], np.float32), "bias": np.array([0.25], np.float32)}


def window(*pieces: tuple[int, int, float]) -> Encoded:
    """Return a window of wordpieces (start, end, first number of the state)."""
    states = np.array([[number, 0.0] for _, _, number in pieces], np.float32)
    starts, ends = (np.array([piece[i] for piece in pieces], np.int64) for i in (0, 1))
    return Encoded(states, starts, ends, states[0], np.zeros(len(pieces), np.int64))


def found(*windows: Encoded) -> WordValues:
    values = word_values(windows, HEAD)
    assert values is not None
    return values


def test_the_first_wordpiece_of_a_word_speaks_for_it() -> None:
    values = found(window((0, 3, 1.0), (4, 7, 2.0), (7, 9, -2.0)))
    assert values.at(Span(4, 9)) == 2.25
    assert values.at(Span(0, 3)) == 1.25


def test_a_word_that_begins_inside_a_wordpiece_has_its_value() -> None:
    values = found(window((0, 5, 1.0), (5, 8, 2.0)))
    assert values.at(Span(3, 8)) == 1.25


def test_windows_follow_one_another() -> None:
    values = found(window((0, 3, 1.0)), window((10, 13, -1.0)))
    assert [values.at(Span(0, 3)), values.at(Span(10, 13))] == [1.25, -0.75]


@pytest.mark.parametrize("span", [Span(4, 9), Span(14, 15), Span(13, 20)])
def test_what_was_not_read_has_none(span: Span) -> None:
    assert found(window((0, 3, 1.0)), window((10, 13, -1.0))).at(span) is None


def test_values_stay_on_the_scale() -> None:
    values = found(window((0, 1, 40.0), (1, 2, -40.0)))
    assert [values.at(Span(0, 1)), values.at(Span(1, 2))] == [3.0, -3.0]


def test_nothing_read_and_no_head() -> None:
    assert found().at(Span(0, 1)) is None
    assert word_values([window((0, 1, 1.0))], {}) is None
