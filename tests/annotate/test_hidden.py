"""Hidden states: read when asked for, once, and in the order of the text for one who asks."""

from __future__ import annotations

import itertools

import pytest
from spacy.tokens import Doc

from onrecord.annotate import annotate
from onrecord.annotate.extensions import notes
from onrecord.annotate.hidden import all_hidden, head_of, hidden, sentence_pieces
from onrecord.encoder import load_encoder
from onrecord.model import Report

pytestmark = pytest.mark.model

TEXT = "The ferry sank. Ana Brolt saw it. Two porters ran. Nobody was hurt."


def doc(*, rules: bool = False) -> Doc:
    (made,) = annotate([Report(id="rep_hidden", text=TEXT)], encoder=None if rules else load_encoder())
    assert isinstance(made, Doc)
    return made


def words(read: Doc, sentences: list[int]) -> str:
    starts = itertools.chain.from_iterable(zip(w.starts, w.ends, strict=True) for w in hidden(read, sentences))
    return "".join(TEXT[a:b] for a, b in starts)


def test_only_the_sentences_asked_for_are_read() -> None:
    read = doc()
    assert words(read, [1, 3]) == "AnaBroltsawit.Nobodywashurt."
    reading = notes(read).encoded
    assert reading is not None
    assert reading.read == {1, 3}


def test_the_same_windows_for_the_same_sentences() -> None:
    read = doc()
    first = hidden(read, [0, 2])
    all_hidden(read, [1])
    assert hidden(read, [0, 2]) is first
    assert sum(len(w.starts) for w in hidden(read)) == sum(len(p.ids) for p in sentence_pieces(read))


def test_what_was_read_is_not_read_again() -> None:
    read = doc()
    first = hidden(read, [1, 3])
    windows = all_hidden(read, [1, 2])
    assert windows[: len(first)] == first
    starts = [int(s) for w in windows for s in w.starts]
    assert len(starts) == len(set(starts))
    assert TEXT[windows[-1].starts[0] :].startswith("Two porters")
    assert all_hidden(read, [3]) == windows


def test_rules_alone_have_none() -> None:
    read = doc(rules=True)
    assert (hidden(read), all_hidden(read, [0]), head_of(read, "claims")) == ((), (), {})


def test_no_sentence_no_window() -> None:
    assert hidden(doc(), []) == ()
