"""What became of people, and what measures are said to be for."""

from __future__ import annotations

import functools

import pytest
from spacy.tokens import Doc

from onrecord.annotate import annotate
from onrecord.incidents.find import analyse
from onrecord.lexicon import load
from onrecord.lexicon.schema import OutcomeWord
from onrecord.model import OutcomeKind, Report, RoleKind
from tests.incidents.reading import incidents, names, one

pytestmark = pytest.mark.model


@functools.cache
def parsed() -> dict[str, Doc]:
    entries = load("outcome_words", OutcomeWord)
    reports = (Report(e.id, e.example, published="2025-06-10") for e in entries)
    return {e.id: doc for e, doc in zip(entries, annotate(reports), strict=True)}


@pytest.mark.parametrize("entry", load("outcome_words", OutcomeWord), ids=lambda e: e.id)
def test_outcome_of_its_example(entry: OutcomeWord) -> None:
    told = analyse(parsed()[entry.id], ()).told
    assert OutcomeKind(entry.kind) in {o.kind for _, i in told for o in i.outcomes if o.why == entry.id}


def test_outcomes_know_whom_they_are_said_of() -> None:
    text = "A gunman shot a general in Cleveland on Friday. The general was hospitalized. The gunman escaped."
    found = one(text).outcomes
    assert [(o.kind, o.name, o.span.words(text)) for o in found] == [
        (OutcomeKind.HOSPITALIZED, "The general", "was hospitalized"),
        (OutcomeKind.ESCAPED, "The gunman", "escaped"),
    ]


def test_what_did_not_happen_is_no_outcome() -> None:
    assert not one("A gunman shot a clerk in Cleveland on Friday. The gunman may escape.").outcomes


def test_others_who_flee_are_not_in_it() -> None:
    assert not one("A gunman shot a clerk in Cleveland on Friday. Ministers fled the capital of Chad.").outcomes


def test_sanctions_keep_their_reasons_and_not_their_dates() -> None:
    text = (
        "The minister had been targeted with American sanctions twice: first, for meddling in the 2011 vote and later, "
        "for his role in the poison attack on a banker in Oslo in 2014."
    )
    told = {i.type: i for i in incidents(text)}
    assert [s.words(text) for s in told["SANCTION"].reasons] == [
        "for meddling in the 2011 vote",
        "for his role in the poison attack on a banker in Oslo in 2014",
    ]
    when = told["SANCTION"].when
    assert when is not None
    assert not when.earliest
    assert told["SANCTION"].where is None


def test_what_somebody_is_punished_for_is_not_said_to_be_his_doing() -> None:
    told = incidents("Norway imposed sanctions on the minister for attacking a village in 2014.")
    attack = next(i for i in told if i.type == "ASSAULT")
    assert names(attack, RoleKind.PERPETRATOR) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Police arrested two dockers in connection with the blast.", "in connection with the blast"),
        ("He was detained on suspicion of planting the bomb.", "on suspicion of planting the bomb"),
        ("A docker was jailed for two years for arson.", "for arson"),
    ],
)
def test_reasons_of_arrests(text: str, reason: str) -> None:
    assert reason in [s.words(text) for i in incidents(text) for s in i.reasons]


def test_nobody_arrested_is_no_arrest() -> None:
    assert not [i for i in incidents("Nobody was arrested. No one was detained in Oslo.") if i.type == "COERCE"]


def test_one_bombing_told_in_pieces() -> None:
    text = (
        "A judge was badly wounded in Cleveland on Monday when a bomb went off under his car. "
        "The device exploded before dawn. Two dockers were slightly injured."
    )
    told = one(text)
    assert len(told.fillers(RoleKind.VICTIM)) == 2
