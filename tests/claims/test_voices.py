"""Where chains begin, hearsay adjectives, and surmises of the narrator."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.model import Act, Claim, Level, Report, Segment, SegmentKind, SourceKind, Span, Voice, VoiceKind, quote

pytestmark = pytest.mark.model

BLOG = Voice(VoiceKind.AUTHOR, "Vera Holm")
PAPER = Voice(VoiceKind.OUTLET, "Lund Courier", ("Ada Lind",))
INTRODUCTION = "Ada Lind reports in the Lund Courier:"


def claims_of(text: str, *parts: tuple[str, SegmentKind, Voice]) -> tuple[Claim, ...]:
    segments = tuple(Segment(Span(text.index(p), text.index(p) + len(p)), k, v) for p, k, v in parts)
    if not segments:
        segments = (Segment(Span(0, len(text)), SegmentKind.BODY, PAPER),)
    return find_claims(next(annotate([Report("r", text, segments)])))[0]


def test_a_paper_retold_by_a_blog_is_cited_by_it() -> None:
    body = "The mayor said the bridge was safe."
    text = f"A bridge too far\n\n{INTRODUCTION}\n\n{body}"
    (claim,) = claims_of(
        text,
        ("A bridge too far", SegmentKind.HEADLINE, BLOG),
        (INTRODUCTION, SegmentKind.INTRODUCTION, BLOG),
        (body, SegmentKind.BODY, PAPER),
    )
    assert [(str(h.kind), h.source.name) for h in claim.chain] == [
        ("narrated", "Vera Holm"),
        ("cited", "Lund Courier"),
        ("said", "The mayor"),
    ]
    assert quote(text, claim.chain[1].cue) == INTRODUCTION


def test_a_paper_by_itself_is_the_narrator() -> None:
    (claim,) = claims_of("The mayor said the bridge was safe.")
    assert [h.source.name for h in claim.chain] == ["Lund Courier", "The mayor"]


def test_alleged_is_a_claim_of_nobody_in_particular() -> None:
    text = "The court froze his accounts over his alleged part in the raid."
    claim = next(c for c in claims_of(text) if quote(text, c.cue) == "alleged")
    assert claim.root.source.kind is SourceKind.UNKNOWN
    assert claim.certainty.level is Level.UNKNOWN
    assert quote(text, claim.content).endswith("part in the raid")


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The blast may have been the work of smugglers.", "may"),
        ("Perhaps the guard fell asleep.", "Perhaps"),
    ],
)
def test_surmise_of_the_narrator(text: str, hedge: str) -> None:
    (claim,) = claims_of(text)
    assert claim.by_narrator
    assert claim.act is Act.SPECULATE
    assert quote(text, claim.cue) == hedge
    assert claim.certainty.level is Level.POSSIBLE


def test_what_somebody_else_holds_possible_is_no_surmise_of_the_narrator() -> None:
    claims = claims_of("The mayor said the blast may have been the work of smugglers.")
    assert [c.by_narrator for c in claims] == [False]


def test_a_remark_on_evidence_is_no_claim_of_its_own() -> None:
    text = "The mayor accused the miners of arson. She offered no evidence for the accusation."
    assert "offered" not in [quote(text, c.cue) for c in claims_of(text)]
