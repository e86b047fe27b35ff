"""Date lines and machine-written dates."""

from __future__ import annotations

import pytest

from onrecord.read.dates import date_line, from_header, in_words, iso


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Feb 6, 2026", "2026-02-06"),
        ("Friday, February 6, 2026", "2026-02-06"),
        ("6 February 2026", "2026-02-06"),
        ("Published: 6 Feb 2026, 10:32 pm", "2026-02-06T22:32"),
        ("2026-02-06", "2026-02-06"),
        ("26.2.2026", "2026-02-26"),
        ("3/4/2024", ""),
        ("February 31, 2026", ""),
        ("It burnt on February 6, 2026", ""),
        ("Feb 6, 2026 was a bad day in Larn", ""),
    ],
)
def test_date_line(line: str, date: str) -> None:
    assert date_line(line)[0] == date


def test_update_is_told_apart() -> None:
    assert date_line("Last updated on March 5, 2025") == ("2025-03-05", True)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Tue, 4 Mar 2025 09:30:00 +0100", "2025-03-04T09:30:00+01:00"),
        ("2025-03-04T08:00:00Z", "2025-03-04T08:00:00+00:00"),
        ("2025-03-04", "2025-03-04"),
        ("March 4, 2025", "2025-03-04"),
        ("soon", ""),
        ("99", ""),
    ],
)
def test_from_header(words: str, date: str) -> None:
    assert from_header(words) == date


def test_no_date() -> None:
    assert iso("2025-13-01") == ""
    assert in_words("3 JAN 90") == "1990-01-03"
