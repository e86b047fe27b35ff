from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.present.export.marks import LETTERS, MOST_TAGS, Mark, Piece, marks_of, pieces_of
from onrecord.present.export.view import view_of
from tests import factory

TEXT = "abcdefghijklmnopqrst"


def test_overlapping_marks_are_cut_at_every_boundary_and_all_owners_listed() -> None:
    marks = (Mark(Span(2, 10), "C", "C1"), Mark(Span(5, 14), "C", "C2"), Mark(Span(5, 7), "H", "C1"))
    pieces = pieces_of(TEXT, marks, Span(0, 20))
    assert [p.text for p in pieces] == ["ab", "cde", "fg", "hij", "klmn", "opqrst"]
    assert [p.letters for p in pieces] == [(), ("C",), ("C", "H"), ("C",), ("C",), ()]
    assert pieces[2].owners == ("content of C1", "content of C2", "hedge of C1")
    assert pieces[4].owners == ("content of C2",)


def test_a_mark_over_two_stretches_begins_once() -> None:
    marks = (Mark(Span(3, 15), "S", "C1"),)
    first, second = pieces_of(TEXT, marks, Span(0, 9)), pieces_of(TEXT, marks, Span(10, 20))
    assert [p.text for p in first + second] == ["abc", "defghi", "klmno", "pqrst"]
    assert [len(p.begins) for p in first + second] == [0, 1, 0, 0]
    assert second[0].letters == ("S",)


def test_tags_that_would_hide_the_words_are_folded_and_none_is_lost() -> None:
    few = tuple(Mark(Span(4, 9), "Q", f"C{n}") for n in range(MOST_TAGS))
    _, piece, _ = pieces_of(TEXT, few, Span(0, 20))
    assert (piece.shown, piece.folded) == (few, ())
    many = (*few, Mark(Span(4, 9), "Q", "C99"), Mark(Span(4, 9), "Q", "C98"))
    _, piece, _ = pieces_of(TEXT, many, Span(0, 20))
    assert len(piece.shown) == MOST_TAGS - 1
    assert piece.shown + piece.folded == many


SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda p: Span(min(p), max(p)))


@given(st.lists(st.builds(Mark, SPANS, st.sampled_from(sorted(LETTERS)), st.sampled_from(["C1", "I1"])), max_size=9))
def test_pieces_are_the_text_and_carry_what_covers_them(drawn: list[Mark]) -> None:
    marks = sorted(m for m in set(drawn) if len(m.span))
    pieces = pieces_of(TEXT, marks, Span(0, 20))
    assert "".join(p.text for p in pieces) == TEXT
    at = 0
    for piece in pieces:
        here = Span(at, at + len(piece.text))
        assert set(piece.letters) == {m.letter for m in marks if m.span.overlaps(here)}
        at = here.end
    begun = [(p_at, m.letter, m.row) for p_at, p in _placed(pieces) for m in p.begins]
    assert sorted(begun) == sorted({(m.span.start, m.letter, m.row) for m in marks})


def _placed(pieces: tuple[Piece, ...]) -> Iterator[tuple[int, Piece]]:
    at = 0
    for piece in pieces:
        yield at, piece
        at += len(piece.text)


def test_marks_of_a_record_are_in_order_and_lead_to_rows() -> None:
    view = view_of(factory.full_record())
    marks = marks_of(view)
    assert [m.span.start for m in marks] == sorted(m.span.start for m in marks)
    rows = {"C1", "C2", "C3", "C4", "C5", "I1", "I2", "R1", "R2"}
    assert {m.row for m in marks} == rows
    assert {m.letter for m in marks} == set(LETTERS)
