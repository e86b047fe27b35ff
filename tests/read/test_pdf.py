"""PDF files: columns, parted words, page headers, scans, and files made to do harm."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import LockedInput, OnrecordError, OversizedInput, UnreadableInput
from onrecord.model import Report, SegmentKind
from onrecord.read import limits, read_bytes
from tests.read.papers import Line, assemble, column, pdf

LEFT = [
    "A shell hit a fuel depot in Larn on",
    "Tuesday, the mayor said, and at least",
    "two people were hurt in the evacu-",
    "ation that followed. The fire was out",
    "by noon.",
    "",
    "The harbour master, Ilse Brandt, said",
    "nobody had claimed the well-",
    "known raiders' attack.",
]
RIGHT = [
    "Police closed the coast road for six",
    "hours. A spokesman, Otto Prell, called",
    "the blast a deliberate act and said",
    "three men had been seen near the",
    "fence at dawn.",
    "",
    "The ministry denied that troops had",
    "been in the area of the well-known",
    "port.",
]
TITLE = Line(60, 740, "Shell Hits Depot In Larn", 18)
WANTED = [
    "Shell Hits Depot In Larn",
    (
        "A shell hit a fuel depot in Larn on Tuesday, the mayor said, and at least two people were hurt in the "
        "evacuation that followed. The fire was out by noon."
    ),
    "The harbour master, Ilse Brandt, said nobody had claimed the well-known raiders' attack.",
    (
        "Police closed the coast road for six hours. A spokesman, Otto Prell, called the blast a deliberate act "
        "and said three men had been seen near the fence at dawn."
    ),
    "The ministry denied that troops had been in the area of the well-known port.",
]


def one(data: bytes) -> Report:
    (item,) = read_bytes(data, "a.pdf")
    assert isinstance(item, Report), item
    return item


def error(data: bytes) -> OnrecordError:
    (item,) = read_bytes(data, "a.pdf")
    assert isinstance(item, OnrecordError)
    assert item.where == "a.pdf"
    assert item.fix
    return item


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_two_columns_are_read_one_after_the_other(order: str) -> None:
    left, right = column(LEFT, 60, 700), column(RIGHT, 320, 700)
    lines = [*left, *right] if order == "columns" else [x for pair in zip(left, right, strict=True) for x in pair]
    report = one(pdf([[TITLE, *lines]], info="/CreationDate (D:20250305081500+01'00')"))
    assert report.text.split("\n\n") == WANTED
    assert (report.title, report.media_type, report.fetched) == (WANTED[0], "application/pdf", "2025-03-05T08:15:00")
    assert report.segments[0].kind is SegmentKind.HEADLINE


def test_headers_and_footers_are_left_out_and_paragraphs_go_on_over_pages() -> None:
    rows = [
        f"The council of Larn heard the {n}. witness on Monday, who had seen {w} at the fence before the blast and"
        for n, w in enumerate(["men", "two cars", "nobody", "a boat", "dogs", "lights", "a van", "smoke", "boys"])
    ]
    pages = [
        [Line(60, 810, "Harbour Post", 8), *column(rows[3 * n : 3 * n + 3], size=9), Line(290, 30, f"{n + 1}", 8)]
        for n in range(3)
    ]
    report = one(pdf(pages))
    assert report.text == " ".join(rows)
    assert [s.reason for s in report.skipped] == ["page headers and footers: 6 lines"]


def test_a_file_whose_pages_are_all_the_same_is_not_all_headers() -> None:
    assert "evacuation" in one(pdf([column(LEFT[:5])] * 4)).text


def test_pages_without_text_are_said() -> None:
    report = one(pdf([column(LEFT), []]))
    assert "1 of 2 pages without text: empty, or pictures" in [s.reason for s in report.skipped]
    found = error(pdf([[], []]))
    assert "pictures" in found.message
    assert "ocrmypdf" in found.fix


def test_locked_files_say_so() -> None:
    data = assemble([b"BT ET"], trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -4 >> /ID [(a) (a)]")
    assert isinstance(error(data), LockedInput | UnreadableInput)


@pytest.mark.parametrize(
    "stream",
    [
        b" " * 1_500_000,
        b" " * 9_000_000,
        b"q Q " * 300_000,
        b"BT /F1 9 Tf " + b"(abc) Tj " * 100_000 + b"ET",
        b"BT /F1 9 Tf (" + b"a" * 2_000_000 + b") Tj ET",
        b"[" * 100_000,
        b"/F1 Do " * 50_000,
    ],
    ids=["space", "bomb", "steps", "pieces", "string", "nested", "forms"],
)
def test_harmful_pages_end_in_an_error(stream: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PDF_STEPS", 10_000)
    monkeypatch.setattr(limits, "MAX_TEXT", 100_000)
    began = time.process_time()
    assert isinstance(error(assemble([stream] * 3)), OversizedInput | UnreadableInput)
    assert time.process_time() - began < 60


def test_a_page_tree_that_goes_round_ends() -> None:
    data = pdf([column(LEFT)], packed=False).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    assert isinstance(error(data), UnreadableInput)
    many = pdf([column(LEFT)], packed=False).replace(b"/Count 1", b"/Count 999999999")
    assert isinstance(next(iter(read_bytes(many, "a.pdf"))), Report | UnreadableInput | OversizedInput)


GOOD = pdf([[TITLE, *column(LEFT, 60, 700)]], packed=False)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_cut_and_changed_files_never_raise(at: int, byte: int, cut: bool) -> None:
    data = GOOD[:at] if cut else GOOD[:at] + bytes([byte]) + GOOD[at + 1 :]
    for item in read_bytes(data, "a.pdf"):
        assert isinstance(item, Report) or item.fix
