"""Occasions, acts, evidence and answers of claims, on whole invented sentences."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.lexicon import load
from onrecord.lexicon.schema import VenueWord
from onrecord.model import Act, Claim, Evidence, Polarity, Report, Segment, SegmentKind, Span, Voice, VoiceKind, quote

pytestmark = pytest.mark.model


def claims_of(text: str) -> tuple[Claim, ...]:
    segment = Segment(Span(0, len(text)), SegmentKind.BODY, Voice(VoiceKind.OUTLET, "Lund Courier"))
    doc = next(annotate([Report("r", text, (segment,), published="2024-05-08")]))
    return find_claims(doc)[0]


@pytest.mark.parametrize("entry", load("venues", VenueWord), ids=lambda e: e.id)
def test_venue_is_found_in_its_example(entry: VenueWord) -> None:
    venues = [c.said_where.venue for c in claims_of(entry.example) if c.said_where is not None]
    assert entry.venue in venues


def test_occasion_keeps_its_words_and_place() -> None:
    (claim,) = claims_of("Speaking at a news conference in Lisbon, the mayor said the bridge was safe.")
    assert claim.said_where is not None
    assert claim.said_where.place == "Lisbon"


def test_said_when_is_not_the_time_of_what_is_said() -> None:
    (claim,) = claims_of("The mayor said on Tuesday that the bridge had collapsed on Sunday.")
    assert claim.said_when is not None
    assert claim.said_when.earliest == "2024-05-07"


@pytest.mark.parametrize(
    "text",
    [
        "The union rejected the plan because the ferry had sunk on Sunday.",
        "Asked about calling his rival a thief on Sunday, the mayor blamed the crew.",
        "“The ferry sank on Sunday,” the mayor said.",
    ],
)
def test_said_when_is_not_the_time_of_something_else(text: str) -> None:
    found = {quote(text, c.cue): c.said_when for c in claims_of(text)}
    assert [found[cue] for cue in ("rejected", "blamed", "said") if cue in found] == [None]


def test_nothing_was_said_after_the_day_of_publication() -> None:
    claims = claims_of(
        "The mayor said that the bridge was safe on May 20, 2024. Before May 9, 2024, she said, it was not."
    )
    days = [c.said_when.earliest for c in claims if c.said_when is not None]
    assert all(not d or d[:10] <= "2024-05-08" for d in days)
    (later,) = claims_of("The mayor said on May 20, 2024 that the bridge was safe.")
    assert later.said_when is None


ACTS = [
    ("The envoy declined to comment on the raid.", Act.NO_COMMENT),
    ("The ministry did not respond to a request for comment.", Act.NO_COMMENT),
    ("The governor accused the miners of arson.", Act.ACCUSE),
    ("The Northern Front claimed responsibility for the blast.", Act.CLAIM_RESPONSIBILITY),
    ("The clerk denied that he had opened the safe.", Act.DENY),
    ("The owner rejected the allegation that his trucks were overloaded.", Act.DENY),
    ("The clinic confirmed that two children had died.", Act.CONFIRM),
    ("The owner acknowledged that the fence was broken.", Act.ACKNOWLEDGE),
    ("The union demanded that the owner reopen the mine.", Act.DEMAND),
    ("The premier promised to rebuild the bridge.", Act.PROMISE),
    ("The captain threatened to sink the barge.", Act.THREATEN),
    ("The institute predicted that prices would fall.", Act.PREDICT),
    ("The widow said that her son was innocent.", Act.ASSERT),
]


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_act(text: str, act: Act) -> None:
    assert act in [c.act for c in claims_of(text)]


def test_a_denial_turns_the_polarity_at_its_own_hop() -> None:
    claim = next(c for c in claims_of("The clerk denied that he had opened the safe.") if c.act is Act.DENY)
    assert claim.root.certainty.polarity is Polarity.NEGATIVE
    assert claim.chain[0].certainty.polarity is Polarity.POSITIVE


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Governor Lena Ortiz accused the Red Dawn of arson. Ms. Ortiz offered no evidence.", Evidence.NONE),
        ("Governor Lena Ortiz accused the Red Dawn of arson without providing any proof.", Evidence.NONE),
        ("Governor Lena Ortiz accused the Red Dawn of arson. She presented evidence at a briefing.", Evidence.STATED),
        ("Governor Lena Ortiz accused the Red Dawn of arson, but no evidence was presented.", Evidence.NONE),
        ("Governor Lena Ortiz accused the Red Dawn of arson. The hall was full.", Evidence.NOT_SAID),
    ],
)
def test_evidence(text: str, evidence: Evidence) -> None:
    claim = next(c for c in claims_of(text) if c.act is Act.ACCUSE)
    assert claim.evidence is evidence
    if evidence is Evidence.NOT_SAID:
        assert claim.evidence_spans == ()
    else:
        assert "evidence" in quote(text, claim.evidence_spans) or "proof" in quote(text, claim.evidence_spans)


def test_a_denial_answers_the_accusation_of_him_who_denies() -> None:
    text = (
        "Governor Lena Ortiz accused Ivo Brandt of poisoning the well. "
        "The market opened at noon, traders said. Mr. Brandt denied any wrongdoing."
    )
    claims = claims_of(text)
    accusation = next(c for c in claims if c.act is Act.ACCUSE)
    denial = next(c for c in claims if c.act is Act.DENY)
    assert denial.answers == (accusation.id,)


def test_a_denial_that_shares_one_word_of_two_answers_nothing() -> None:
    text = "The fire may be a warning to the miners. A lawyer denied that Mr. Brandt had anything to do with the fire."
    assert next(c for c in claims_of(text) if c.act is Act.DENY).answers == ()


def test_what_footage_shows_on_a_day_was_not_said_then() -> None:
    claims = claims_of("A video showed that a guard knelt beside the boat on Tuesday.")
    assert claims
    assert all(c.said_when is None for c in claims)
