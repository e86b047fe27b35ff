from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.extensions import Quote, QuoteKind
from onrecord.claims.content import QuoteIndex, form_of, shave, subtract, widen
from onrecord.model import Form, Span


def _index(text: str) -> QuoteIndex:
    marks = [i for i, c in enumerate(text) if c == '"']
    pairs = zip(marks[::2], marks[1::2], strict=True)
    return QuoteIndex(tuple(Quote(Span(a, b + 1), Span(a + 1, b), QuoteKind.SPEECH) for a, b in pairs))


def test_subtract_cuts_pieces_out() -> None:
    assert subtract(((0, 10),), ((3, 5), (8, 12))) == ((0, 3), (5, 8))
    assert subtract(((0, 3),), ((0, 3),)) == ()


def test_shave_drops_commas_and_lone_marks() -> None:
    assert shave(", the dam held.", Span(0, 15)) == Span(2, 14)
    assert shave('"the dam held', Span(0, 13)) == Span(1, 13)
    assert shave('"the dam held"', Span(0, 14)) == Span(0, 14)
    assert len(shave(" ,. ", Span(0, 4))) == 0


def test_widen_takes_whole_quotations() -> None:
    text = 'it was "a bad day" he said'
    index = _index(text)
    assert widen(text, (Span(0, 12),), index.quotes) == (Span(0, 18),)


def test_form_counts_letters() -> None:
    text = '"all of it" and not much'
    assert form_of(text, (Span(0, 11),), _index(text)) is Form.DIRECT
    assert form_of(text, (Span(0, 24),), _index(text)) is Form.MIXED
    assert form_of(text, (Span(12, 24),), _index(text)) is Form.INDIRECT


def test_index_answers_by_offset() -> None:
    index = _index('a "b" c "d" e')
    assert [index.at(i) for i in (0, 2, 3, 6, 8, 12)] == [-1, 0, 0, -1, 1, -1]
    assert list(index.over(Span(0, 9))) == [0, 1]
    assert list(index.over(Span(5, 8))) == []


@given(st.text(alphabet="ab ,.\"“”'", max_size=20))
def test_shave_stays_inside(text: str) -> None:
    span = shave(text, Span(0, len(text)))
    assert 0 <= span.start <= span.end <= len(text)
