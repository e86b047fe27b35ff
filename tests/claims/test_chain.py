from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.claims.candidate import Found
from onrecord.claims.chain import line, parents
from onrecord.model import (
    HopKind,
    Report,
    Segment,
    SegmentKind,
    SourceKind,
    Span,
    Voice,
    VoiceKind,
)
from tests.claims.reading import read


def _found(cue: tuple[int, int], *content: tuple[int, int]) -> Found:
    spans = tuple(Span(a, b) for a, b in content)
    return Found("verb", "bare", cue[0], (Span(*cue),), -1, (), (), spans)


def test_the_innermost_holder_is_the_parent() -> None:
    found = [_found((0, 2), (3, 50)), _found((5, 7), (8, 40)), _found((10, 12), (13, 20))]
    assert parents(found) == [-1, 0, 1]
    assert line([-1, 0, 1], 2, 6) == [0, 1, 2]
    assert line([-1, 0, 1], 2, 2) == [1, 2]


def test_a_cue_in_its_own_content_has_no_parent_by_that() -> None:
    assert parents([_found((5, 7), (0, 20))]) == [-1]


def test_two_that_hold_each_other_make_no_circle() -> None:
    found = [_found((5, 6), (0, 20)), _found((10, 11), (0, 20))]
    assert parents(found) == [-1, -1]


def test_a_very_long_nest_stays_linear() -> None:
    found = [_found((i, i + 1), (i + 1, 20_000)) for i in range(3000)]
    of = parents(found)
    assert of[0] == -1
    assert len(line(of, 2999, 6)) == 6


@pytest.mark.model
def test_narrator_analysts_clan() -> None:
    inner = [s.claim for s in read("Analysts say the Harrow clan believes it is winning.") if s.cue == "believes"]
    assert [h.kind for h in inner[0].chain] == [HopKind.NARRATED, HopKind.SAID, HopKind.BELIEVED]
    assert inner[0].chain[0].source.kind is SourceKind.NARRATOR
    assert inner[0].parent


@pytest.mark.model
def test_the_narrator_is_the_voice_of_the_segment() -> None:
    text = "The mayor said the dam was safe."
    voice = Voice(VoiceKind.OUTLET, "Kessel Tribune")
    report = Report(id="rep_x", text=text, segments=(Segment(Span(0, len(text)), SegmentKind.BODY, voice),))
    claims, _ = find_claims(next(iter(annotate([report]))))
    assert [h.source.name for h in claims[0].chain] == ["Kessel Tribune", "The mayor"]


@pytest.mark.model
def test_footage_shows() -> None:
    (said,) = read("Footage from the port showed that the gate was open.")
    assert said.claim.root.kind is HopKind.SHOWN
    assert said.claim.root.source.kind is SourceKind.FOOTAGE
