from __future__ import annotations

import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, hull, merge, quote, trim
from tests.model.strategies import texts, texts_with_spans

Case = tuple[str, list[Span]]


@given(texts, texts, texts)
def test_a_span_holds_the_words_it_was_planted_on(before: str, words: str, after: str) -> None:
    text = before + words + after
    span = Span(len(before), len(before) + len(words))
    assert span.words(text) == words == text[span.start : span.end]
    assert len(span) == len(words)


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (3, 2), (-5, -2)])
def test_no_span_before_the_text_or_backwards(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such span"):
        Span(start, end)


@given(texts_with_spans())
def test_trim_takes_off_white_space_and_nothing_else(case: Case) -> None:
    text, spans = case
    for span in spans:
        trimmed = trim(text, span)
        assert trimmed.words(text) == span.words(text).strip()
        assert span.covers(trimmed)
        assert trim(text, trimmed) == trimmed


@given(texts_with_spans())
def test_hull_is_the_smallest_cover(case: Case) -> None:
    _, spans = case
    cover = hull(spans)
    assert all(cover.covers(span) for span in spans)
    assert cover.start in {span.start for span in spans}
    assert cover.end in {span.end for span in spans}


@given(texts_with_spans())
def test_merge_keeps_every_word_and_parts_what_is_parted(case: Case) -> None:
    text, spans = case
    merged = merge(text, spans)
    inside = {i for span in spans for i in range(span.start, span.end)}
    covered = {i for span in merged for i in range(span.start, span.end)}
    assert inside <= covered
    assert not "".join(text[i] for i in covered - inside).strip()
    assert list(merged) == sorted(merged)
    for left, right in itertools.pairwise(merged):
        assert text[left.end : right.start].strip()
    assert merge(text, merged) == merged
    assert merge(text, list(reversed(spans))) == merged


@given(texts_with_spans())
def test_quote_gives_the_words_in_order(case: Case) -> None:
    text, spans = case
    merged = merge(text, spans)
    said = quote(text, merged)
    words = [word for span in merged for word in span.words(text).split()]
    assert words == [word for word in said.split() if word != "…"] or "…" in text
    assert quote(text, merged[:1]) == (" ".join(merged[0].words(text).split()) if merged else "")


def test_quote_marks_what_it_leaves_out() -> None:
    text = "We saw,\nsaid Ada Brill, nothing at all."
    assert quote(text, [Span(24, 31), Span(0, 6)]) == "We saw … nothing"
    assert quote(text, [Span(0, 6), Span(6, 12)]) == "We saw , said"


@given(texts_with_spans())
def test_overlap_and_cover_agree_with_the_offsets(case: Case) -> None:
    _, spans = case
    for one in spans:
        for other in spans:
            shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
            if len(one) and len(other):
                assert one.overlaps(other) == other.overlaps(one) == bool(shared)
            assert not (shared and not one.overlaps(other))
            if one.covers(other):
                assert len(shared) == len(other)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_spans_survive_a_way_to_a_worker(start: int, length: int) -> None:
    span = Span(start, start + length)
    assert pickle.loads(pickle.dumps(span)) == span  # noqa: S301 - our own bytes


def test_offsets_count_code_points_not_units_or_bytes() -> None:
    text = "🕯️ Mourners — é"
    span = Span(text.index("M"), text.index("M") + 8)
    assert span.words(text) == "Mourners"
    assert len(text.encode("utf-16-le")) // 2 != len(text)
