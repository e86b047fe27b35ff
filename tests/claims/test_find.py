from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.claims.find import find_candidates
from onrecord.lexicon import load
from onrecord.lexicon.schema import ReportingCue, SourceNoun
from onrecord.model import Act, HopKind, Report, Segment, SegmentKind, SourceKind, Span
from tests.claims.reading import read, triples

pytestmark = pytest.mark.model


def test_every_entry_is_found_in_its_example() -> None:
    entries = load("reporting_cues", ReportingCue)
    reports = [Report(id=f"rep_{e.id}", text=e.example) for e in entries]
    missed = []
    for entry, doc in zip(entries, annotate(reports), strict=True):
        found, _ = find_candidates(doc)
        if not any(f.entry is not None and f.entry.id == entry.id for f in found):
            missed.append((entry.id, entry.example))
    assert missed == []


def test_every_entry_names_a_real_act_and_hop() -> None:
    for entry in load("reporting_cues", ReportingCue):
        Act(entry.act)
        HopKind(entry.hop)
        assert all(isinstance(f, str) for f in entry.frames), entry.id
        assert entry.pos in {"verb", "noun", "adj", "adv"}
    for noun in load("source_nouns", SourceNoun):
        SourceKind(noun.kind)


CASES = [
    # verb with a finite clause, with and without "that"
    ("Colonel Adu said that the mill was empty.", ("Colonel Adu", "said", "that the mill was empty")),
    ("Colonel Adu said the mill was empty.", ("Colonel Adu", "said", "the mill was empty")),
    # the cue behind and inside its content
    ("The mill was empty, Colonel Adu said.", ("Colonel Adu", "said", "The mill was empty")),
    ("The talks, she said, failed.", ("she", "said", "The talks … failed")),
    (
        "The convoy left at dawn, analysts say, despite the storm.",
        ("analysts", "say", "The convoy left at dawn … despite the storm"),
    ),
    # infinitive, gerund, noun phrase, small clause
    ("The rebels vowed to cut the power lines.", ("The rebels", "vowed", "to cut the power lines")),
    ("The guard denied selling the keys.", ("The guard", "denied", "selling the keys")),
    ("The mayor criticized the curfew.", ("The mayor", "criticized", "the curfew")),
    ("The mayor called the curfew a disgrace.", ("The mayor", "called", "the curfew a disgrace")),
    # whom and of what
    ("The mayor accused the guards of burning the mill.", ("The mayor", "accused", "the guards of burning the mill")),
    ("The mayor blamed the fire on a rival clan.", ("The mayor", "blamed", "the fire on a rival clan")),
    (
        "A group in the hills claimed responsibility for the blast.",
        ("A group in the hills", "claimed", "responsibility for the blast"),
    ),
    # passives: no source, or the one behind "by"
    ("Two brothers were accused of burning the mill.", ("", "were accused of", "Two brothers … burning the mill")),
    ("The minister is expected to resign.", ("", "is expected", "The minister … to resign")),
    ("The curfew was criticized by the mayor.", ("the mayor", "was criticized by", "The curfew")),
    # nouns and adjectives
    ("The mayor’s claim that the dam had cracked was false.", ("The mayor’s", "claim", "that the dam had cracked")),
    ("She was confident that the dam was safe.", ("She", "was confident", "that the dam was safe")),
    # markers
    (
        "According to the coast guard, the ferry was overloaded.",
        ("the coast guard", "According to", "the ferry was overloaded"),
    ),
    (
        "The ferry, according to the coast guard, was overloaded.",
        ("the coast guard", "according to", "The ferry … was overloaded"),
    ),
    ("The clerk allegedly sold the keys.", ("", "allegedly", "The clerk … sold the keys")),
    ("Police: Gunman fled on foot.", ("Police", ":", "Gunman fled on foot.")),
    ("The mayor’s calling it theft surprised them.", ("The mayor’s", "calling", "it theft")),
    # headlines
    ("Minister vows to reopen mine", ("Minister", "vows", "to reopen mine")),
    # a dateline is nobody
    ("OSTREL (AP) — A prosecutor says it rained.", ("A prosecutor", "says", "it rained")),
    ("KESSEL (WATE) – The bridge is closed, police said.", ("police", "said", "The bridge is closed")),
    # the content around a gap
    (
        "Police identified the man they said killed a guard.",
        ("they", "said", "the man … killed a guard"),
    ),
    # a participle takes the subject of its verb
    ("The mayor left early, saying that the dam was safe.", ("The mayor", "saying", "that the dam was safe")),
    # a relative clause
    ("The mayor, who denied that the dam was cracked, resigned.", ("who", "denied", "that the dam was cracked")),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_constructions(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(text)


def test_joined_cues_share_their_source() -> None:
    found = triples("The mayor accused the guards of theft and said that the mill was empty.")
    assert ("The mayor", "accused", "the guards of theft") in found
    assert ("The mayor", "said", "that the mill was empty") in found


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether the dam was safe, the mayor said it was.",
        "When asked whether the dam was safe, the mayor said it was.",
    ],
)
def test_asked_without_a_subject_is_asked_by_somebody_unknown(text: str) -> None:
    asked = [s for s in read(text) if s.cue.lower().endswith("asked")]
    assert [s.source for s in asked] == [""]
    assert asked[0].claim.root.source.kind is SourceKind.UNKNOWN


def test_a_name_goes_without_the_clause_behind_it() -> None:
    names = {s.claim.root.source.name for s in read("Several guards, who were asleep, said it rained.")}
    assert names == {"Several guards"}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not respond to requests for comment.",
        "The ministry declined to comment.",
        "The pilot could not be reached for comment.",
    ],
)
def test_no_comment_is_a_claim(text: str) -> None:
    assert [s.claim.act for s in read(text)] == [Act.NO_COMMENT]


@pytest.mark.parametrize(
    "text",
    [
        "The lorry crossed the bridge at noon and stopped near the mill.",
        "There was a plan to accuse the guards.",
        "Blaming the guards would be rash.",
    ],
)
def test_no_claim_where_nobody_says_anything(text: str) -> None:
    assert triples(text) == []


def test_what_is_left_out_is_told() -> None:
    doc = next(iter(annotate([Report(id="rep_x", text="Blaming the guards would be rash.")])))
    _, skipped = find_claims(doc)
    assert [(s.stage, s.span) for s in skipped] == [("claims", Span(0, 7))]


def test_boilerplate_makes_no_claims() -> None:
    text = "The mayor said the dam was safe.\n\nSubscribers said they love us."
    segments = (
        Segment(Span(0, 32), SegmentKind.BODY),
        Segment(Span(34, len(text)), SegmentKind.BOILERPLATE),
    )
    doc = next(iter(annotate([Report(id="rep_x", text=text, segments=segments)])))
    claims, _ = find_claims(doc)
    assert [(c.segment, c.cue) for c in claims] == [(0, (Span(10, 14),))]


def test_claims_are_in_the_order_of_the_text_with_ids_of_their_own() -> None:
    text = "“It burned,” the mayor said. The guards denied it. Analysts say the clan believes it is winning."
    claims = [s.claim for s in read(text)]
    assert len({c.id for c in claims}) == len(claims) == 4
    assert [c.cue[0].start for c in claims] == sorted(c.cue[0].start for c in claims)
    assert claims == [s.claim for s in read(text)]
    assert all(c.why for c in claims)


@pytest.mark.parametrize(
    "text", ["", " ", "“", "said", "“”", ": :", "said said said", "\n\n:\n“x", "According to", "a\u2028“b”\x00 said"]
)
def test_odd_text_never_raises(text: str) -> None:
    for said in read(text):
        assert all(0 <= s.start < s.end <= len(text) for s in (*said.claim.cue, *said.claim.content))


def test_an_endless_sentence_is_left_out_and_told() -> None:
    text = "He said " * 200
    doc = next(iter(annotate([Report(id="rep_x", text=text)])))
    claims, skipped = find_claims(doc)
    assert claims == ()
    assert "too long" in skipped[0].reason


def test_a_deed_inside_other_words_is_no_claim() -> None:
    text = "The mayor said that a clerk had pointed a gun at a neighbour and that nobody had called the police."
    assert [cue for _, cue, _ in triples(text)] == ["said"]
