"""The larger encoder: windows, and pieces that it does not know."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.encoder import load_encoder
from onrecord.encoder.large import LargeEncoder, load_large
from onrecord.encoder.limits import LARGE_WINDOW
from onrecord.model import Span


@pytest.fixture(scope="module")
def large() -> LargeEncoder:
    return load_large()


def ids(text: str) -> list[int]:
    return load_encoder().pieces(text, [Span(0, len(text))])[0].ids


@pytest.mark.model
def test_every_wordpiece_has_its_states(large: LargeEncoder) -> None:
    cut = [ids("Three men threw a grenade at the offices."), ids("Nobody was hurt.")]
    states = large.states(cut)
    assert states.shape == (sum(map(len, cut)), 768)
    assert np.isfinite(states).all()


@pytest.mark.model
def test_sentences_past_a_window_are_read_in_the_next(large: LargeEncoder) -> None:
    sentence = ids("The column attacked the bridge at dawn, the mayor said.")
    times = LARGE_WINDOW // len(sentence) + 2
    whole = large.states([sentence] * times)
    first = large.states([sentence] * (LARGE_WINDOW // len(sentence)))
    assert len(whole) == times * len(sentence)
    assert np.array_equal(whole[: len(first)], first)


@pytest.mark.model
def test_one_sentence_longer_than_a_window_is_cut(large: LargeEncoder) -> None:
    sentence = ids("attack " * (2 * LARGE_WINDOW))
    assert len(large.states([sentence])) == len(sentence)


@pytest.mark.model
def test_pieces_in_other_scripts_read_as_unknown(large: LargeEncoder) -> None:
    one, other = (large.states([ids(f"the {word} said so")]) for word in ("д", "ж"))
    assert np.array_equal(one, other)


@pytest.mark.model
def test_the_same_twice(large: LargeEncoder) -> None:
    cut = [ids("The front claimed the bombing of the power lines.")]
    assert np.array_equal(large.states(cut), large.states(cut))
