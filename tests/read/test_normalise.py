"""Offsets: the text, its segments and its map agree for any characters."""

from __future__ import annotations

import json
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import BadInput, OnrecordError
from onrecord.model import Report
from onrecord.read import read_bytes, read_text
from onrecord.read.decode import decode
from onrecord.read.normalise import align, clean

PIECES = st.sampled_from(
    [
        "\r\n",
        "\n",
        "\r",
        "\ufeff",
        "\u00a0",
        "🙂",
        "مرحبا",
        "e\u0301",
        "a.",
        "Larn",
        " ",
        "&amp;",
        "<p>",
        "“x”",
        "\u2028",
        "\x00",
    ]
)
TEXT = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))
PARAGRAPH = (
    "A shell hit a depot in Larn on Tuesday, the mayor’s office said, and two people were hurt in the fire. " * 4
)


def check(report: Report, source: str) -> None:
    for run in report.raw_map:
        assert report.text[run.text : run.text + run.length] == source[run.raw : run.raw + run.length]
    ends = [0]
    for segment in report.segments:
        assert ends[-1] <= segment.span.start < segment.span.end <= len(report.text)
        words = segment.span.words(report.text)
        assert words == words.strip()
        ends.append(segment.span.end)
        for span in segment.voice.spans:
            assert span.end <= len(report.text)
    kept = "".join(s.span.words(report.text) for s in report.segments)
    assert len("".join(kept.split())) == len("".join(report.text.split()))


@given(TEXT)
@settings(max_examples=150, deadline=None)
def test_text_keeps_its_characters(source: str) -> None:
    try:
        report = read_text(source)
    except BadInput:
        assert not source.strip()
        return
    check(report, source)
    assert report.text.replace(" ", "\n") == source.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "\n")


@given(TEXT, TEXT)
@settings(max_examples=150, deadline=None)
def test_rows_align_with_their_source(title: str, body: str) -> None:
    raw = json.dumps({"title": title, "text": body})
    for item in read_bytes(raw.encode(), "x.jsonl"):
        if isinstance(item, OnrecordError):
            continue
        check(item, raw)


@given(TEXT)
@settings(max_examples=100, deadline=None)
def test_pages_align_with_their_source(words: str) -> None:
    raw = f"<html><body><article><h1>Larn</h1><p>{PARAGRAPH}</p><p>{words}</p></article></body></html>"
    for item in read_bytes(raw.encode(), "x.html"):
        assert isinstance(item, Report)
        check(item, decode(raw.encode())[0])


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_reports_or_errors(data: bytes) -> None:
    for item in read_bytes(data, "x"):
        if isinstance(item, Report):
            check(item, decode(data)[0])
        else:
            assert item.fix


def test_wrapped_lines_are_opened_without_moving_anything() -> None:
    wrapped = "\n\n".join(textwrap.fill(PARAGRAPH, 72) for _ in range(3))
    text, runs = clean(wrapped)
    assert len(text) == len(wrapped)
    assert text.split("\n\n") == [PARAGRAPH.strip()] * 3
    assert len(runs) > 3


@pytest.mark.parametrize("source", ["One line.\nAnother line.\nA third line.", "- one\n- two\n- three\n- four"])
def test_lists_and_short_lines_keep_their_breaks(source: str) -> None:
    assert clean(source)[0] == source


def test_align_finds_its_way_behind_escapes() -> None:
    text = "The mayor’s office said “no”.\n\nTwo were hurt, the port authority said on Tuesday."
    source = 'xx {"a": 1, "text": ' + json.dumps(text) + "}"
    runs, end = align(text, source)
    assert sum(r.length for r in runs) > 0.85 * len(text)
    assert source[end - 1] == "."
