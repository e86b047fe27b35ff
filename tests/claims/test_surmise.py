from __future__ import annotations

import re

import pytest

from onrecord.lexicon import load
from onrecord.lexicon.schema import SurmisePhrase
from onrecord.model import Act
from tests.claims.reading import read, triples

pytestmark = pytest.mark.model


@pytest.mark.parametrize("where", ["", " inside the council"])
def test_a_colon_parts_a_surmise_from_what_somebody_knew(where: str) -> None:
    text = f"It could be the work of a rival{where}: only a few clerks knew at what hour she leaves home."
    surmise, knew = (s.claim for s in read(text))
    assert surmise.by_narrator
    assert "rival" in surmise.content[0].words(text)
    assert "rival" not in knew.content[0].words(text)


def test_blaming_inside_a_surmise_stands_under_it() -> None:
    claims = [
        s.claim
        for s in read("The mill may have been part of an attempt by the council to win the vote by blaming the miners.")
    ]
    surmise = next(c for c in claims if c.by_narrator)
    inner = next(c for c in claims if not c.by_narrator)
    assert inner.parent == surmise.id
    assert not surmise.parent


def test_a_sure_reason_for_a_surmise_stands_alone() -> None:
    claims = [
        s.claim
        for s in read("The driver may have been killed because the Kofler family blamed the union for the fire.")
    ]
    assert any(c.by_narrator for c in claims)
    assert all(not c.parent for c in claims)


def test_of_two_subjects_the_one_at_the_verb_speaks() -> None:
    text = "Officers released a tape of Brando Colt, who they said boarded a train."
    assert all("Colt" not in source for source, _, _ in triples(text))


def test_a_name_that_a_group_goes_by_is_no_claim() -> None:
    cues = [cue for _, cue, _ in triples("A group calling itself the Free Quays claimed responsibility for the fire.")]
    assert cues == ["claimed"]


def test_a_refusal_is_one_claim() -> None:
    cues = [cue for _, cue, _ in triples("Ines Kofler declined to comment on whether the gate was shut.")]
    assert len(cues) == 1


@pytest.mark.parametrize("entry", load("surmise_phrases", SurmisePhrase), ids=lambda e: e.id)
def test_a_phrase_makes_a_surmise_of_the_narrator(entry: SurmisePhrase) -> None:
    wanted = re.findall(r"[*](.+?)[*]", entry.example)
    said = [s for s in read(entry.example.replace("*", "")) if s.claim.by_narrator]
    assert [s.content for s in said] == wanted
    assert said[0].claim.act is Act.SPECULATE
    assert said[0].claim.certainty.level.value == entry.level


def test_two_gerunds_are_one_surmise() -> None:
    text = "His yard is failing so sinking a ferry and blaming it on Larn would not be beyond the realm of possibility."
    assert "sinking a ferry and blaming it on Larn" in [s.content for s in read(text) if s.claim.by_narrator]


def test_what_others_would_not_rule_out_is_theirs() -> None:
    said = read("The coroner said that it cannot be ruled out that the ferry was sold by its own crew.")
    assert all(not s.claim.by_narrator for s in said)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Professor Lund was quick to name the ferry company.", "quick"),
        ("Everybody on the island likes to name the ferry company.", "likes"),
    ],
)
def test_a_habit_or_a_haste_is_no_statement(text: str, cue: str) -> None:
    assert all(cue not in found for _, found, _ in triples(text))


@pytest.mark.parametrize(
    "text",
    [
        "Bombing Of Ferry Captain May Be A Warning To The Fishing Court",
        "The shooting accused nobody of the theft.",
        "The raid was a warning to the smugglers.",
    ],
)
def test_an_event_says_nothing(text: str) -> None:
    assert all("ombing" not in s and "shooting" not in s and "raid" not in s for s, _, _ in triples(text))


def test_an_event_may_show_something() -> None:
    assert ("The raid", "showed", "that the thieves had help") in triples("The raid showed that the thieves had help.")
