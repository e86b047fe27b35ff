"""Hidden states: one row a wordpiece, the same whatever else is read."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.encoder import load_encoder
from onrecord.model import Span

pytestmark = pytest.mark.model

TEXT = "The mayor of Ostrel said the bridge was closed. Ana Brolt denied it, and nobody asked her why."
SENTENCES = (Span(0, 47), Span(48, len(TEXT)))


def test_wordpieces_cover_the_words_in_order() -> None:
    (window,) = load_encoder().report(TEXT, SENTENCES)
    assert window.states.shape == (len(window.starts), 384)
    covered = {i for a, b in zip(window.starts, window.ends, strict=True) for i in range(a, b)}
    assert covered == {i for i, c in enumerate(TEXT) if not c.isspace()}
    assert list(window.starts) == sorted(window.starts)


def test_a_span_finds_its_rows() -> None:
    (window,) = load_encoder().report(TEXT, SENTENCES)
    rows = window.rows(Span(TEXT.index("bridge"), TEXT.index("bridge") + 6))
    assert [TEXT[window.starts[i] : window.ends[i]] for i in rows] == ["bridge"]


def test_reading_twice_gives_the_same_numbers() -> None:
    encoder = load_encoder()
    first, again = (np.concatenate([w.states for w in encoder.report(TEXT, SENTENCES)]) for _ in range(2))
    assert np.array_equal(first, again)


def test_a_window_does_not_depend_on_the_others() -> None:
    encoder = load_encoder()
    sentence = "The mayor said that the bridge was closed and that nobody knew when it would be open again. "
    text = sentence * 30
    spans = [Span(n * len(sentence), (n + 1) * len(sentence) - 1) for n in range(30)]
    windows = list(encoder.report(text, spans))
    assert len(windows) > 1
    held = [s for s in spans if s.start >= windows[1].starts[0] and s.end <= windows[1].ends[-1]]
    (alone,) = encoder.report(text, held)
    assert np.array_equal(alone.states, windows[1].states)


@pytest.mark.parametrize("text", ["", " ", "\ufffd", "x" * 5000, "“" * 3000, "\x00", "[SEP] [CLS]", "日本" * 400])
def test_odd_text_is_read(text: str) -> None:
    encoder = load_encoder()
    assert all(np.isfinite(w.states).all() for w in encoder.report(text, [Span(0, len(text))]))
    assert np.isfinite(encoder.text(text, text).states).all()


def test_a_pair_is_read_together_and_keeps_its_sides() -> None:
    pair = load_encoder().text("The bridge is closed.", "It is open.")
    assert list(np.unique(pair.kinds)) == [0, 1]
    assert len(pair.rows(Span(0, 2), kind=1)) == 1
