"""Which claims tell a place in the text: the innermost, all of them, and near-linear time over a long report."""

from __future__ import annotations

import time

import pytest

from onrecord.incidents.tellers import Tellers
from onrecord.model import Claim, Hop, HopKind, SourceKind, SourceRef, Span
from tests.incidents.reading import read

HOP = Hop(HopKind.SAID, SourceRef(SourceKind.PERSON, "Ada Lind"))


def claim(name: str, *content: tuple[int, int]) -> Claim:
    return Claim(name, tuple(Span(a, b) for a, b in content), (Span(0, 1),), (HOP,))


def test_the_innermost_claim_tells_it() -> None:
    tellers = Tellers([claim("outer", (10, 4_000)), claim("inner", (2_000, 2_100)), claim("other", (5_000, 5_100))])
    assert tellers.innermost(Span(2_050, 2_055)) == "inner"
    assert tellers.innermost(Span(3_000, 3_005)) == "outer"
    assert tellers.innermost(Span(4_500, 4_505)) == ""
    assert tellers.ids([Span(2_050, 2_055), Span(5_000, 5_001)]) == ("outer", "inner", "other")


def test_a_span_over_the_edge_is_not_inside() -> None:
    assert Tellers([claim("a", (10, 20), (30, 40))]).innermost(Span(18, 22)) == ""


@pytest.mark.model
def test_a_long_report_of_many_attacks_takes_linear_time() -> None:
    paragraph = (
        "On Monday a bomb killed three guards near the mill in Lund{}, the mayor said. The Red Dawn denied it.\n\n"
    )
    seconds = []
    for size in (60, 240):
        started = time.process_time()
        read("".join(paragraph.format(i) for i in range(size)))
        seconds.append(time.process_time() - started)
    assert seconds[1] < 10 * seconds[0] + 1.0
