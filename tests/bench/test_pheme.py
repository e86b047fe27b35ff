from __future__ import annotations

import pytest

from bench.tasks.pheme import judged
from onrecord.model import Certainty, Claim, Form, Hop, HopKind, Level, SourceKind, SourceRef, Span


def said(kind: SourceKind, level: Level = Level.CERTAIN) -> Claim:
    """Return a claim whose source is of a kind."""
    surely = Certainty(level)
    chain = (
        Hop(HopKind.NARRATED, SourceRef(SourceKind.NARRATOR)),
        Hop(HopKind.SAID, SourceRef(kind), (Span(2, 3),), surely),
    )
    return Claim("clm-1", (Span(0, 1),), (Span(2, 3),), chain, form=Form.INDIRECT, certainty=surely)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RT @harbourwatch #ostrava https://a.invalid/x", "underspecified"),
        ("", "underspecified"),
        ("The quay is closed. #ostrava", "certain"),
        ("@harbourwatch is the quay closed? #ostrava https://a.invalid/x", "uncertain"),
        ("is the quay closed?!", "uncertain"),
        ("Closed? It has been for hours, and nobody told us", "somewhat-certain"),
    ],
)
def test_what_the_words_alone_tell(text: str, expected: str) -> None:
    assert judged(text, ()) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (said(SourceKind.PERSON), "certain"),
        (said(SourceKind.UNKNOWN), "somewhat-certain"),
        (said(SourceKind.DOCUMENT), "somewhat-certain"),
        (said(SourceKind.PERSON, Level.POSSIBLE), "somewhat-certain"),
    ],
)
def test_what_its_claims_tell(claim: Claim, expected: str) -> None:
    assert judged("The quay is closed", [claim]) == expected


def test_names_and_links_in_a_row_take_no_time() -> None:
    assert judged("http://" + "#a" * 50_000 + " x", ()) == "certain"
