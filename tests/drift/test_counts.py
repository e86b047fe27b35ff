"""Numbers: shares, bounds, scales."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from onrecord.drift.counts import numbers_in


def numbers(text: str) -> list[tuple[float, str]]:
    doc: Doc = English()(text)
    return [(n.value, n.bound) for n in numbers_in(doc)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Six in ten mills closed.", [(60.0, "")]),
        ("Nine out of ten mills closed.", [(90.0, "")]),
        ("Output fell by a quarter.", [(25.0, "")]),
        ("Two thirds of the mills closed.", [(66.7, "")]),
        ("Half a million left.", [(500_000.0, "")]),
        ("At least 14 mills closed.", [(14.0, "low")]),
        ("As many as 90 mills closed.", [(90.0, "high")]),
        ("About 1,500 mills closed.", [(1500.0, "near")]),
        ("More than $ 30 was paid.", [(30.0, "low")]),
        ("Two hundred and twelve mills", [(200.0, ""), (12.0, "")]),
    ],
)
def test_values_and_bounds(text: str, found: list[tuple[float, str]]) -> None:
    assert numbers(text) == found
