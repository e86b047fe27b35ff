"""Who was hurt is listed once, by name where the report names him."""

from __future__ import annotations

import pytest

from onrecord.model import RoleKind
from tests.incidents.reading import incidents, names

pytestmark = pytest.mark.model


def hurt(text: str) -> list[str]:
    """Return who was hurt in the first attack of a text."""
    return names(next(i for i in incidents(text) if i.type == "ASSAULT"), RoleKind.VICTIM)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # a name and a description that agree
        (
            "A 24-year-old man was shot in Denholm on Monday. The man, identified as Paul Ostrow, died at the scene.",
            ["Paul Ostrow"],
        ),
        ("A woman was stabbed in Rask. Police said that the victim was Helen Dorr, 44.", ["Helen Dorr"]),
        ("A 15-year-old boy was shot on Pell Street. Tyrell Amory, 15, was walking home.", ["Tyrell Amory"]),
        ("The tax inspector Milan Brod was shot and killed in Orsova on Monday.", ["Milan Brod"]),
        # the same number, in figures and in words
        ("2 men were shot in Kessler. Two men were wounded outside a bar in Kessler on Sunday.", ["2 men"]),
        # several of whom all are named
        (
            "Two engineers were kidnapped in Dorran. Gunmen kidnapped Pieter Haan and Luc Morel in Dorran on Sunday.",
            ["Pieter Haan", "Luc Morel"],
        ),
        ("Gunmen attacked the mill in Tarvik and wounded Jan Weber. No one was killed.", ["Jan Weber"]),
    ],
)
def test_one_person_is_listed_once(text: str, people: list[str]) -> None:
    assert hurt(text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # another one, of another sex, of another age, of another trade
        ("Jan Weber was killed and another man was wounded in the shooting in Tarvik.", {"Jan Weber", "another man"}),
        ("Paul Weber was killed and a woman was wounded in the shooting in Tarvik.", {"Paul Weber", "a woman"}),
        ("Jan Weber, 61, was wounded in the shooting in Tarvik. A teen was wounded too.", {"Jan Weber", "A teen"}),
        ("A mayor and two councilmen were killed in the attack in Tarvik.", {"A mayor", "two councilmen"}),
    ],
)
def test_others_stay_apart(text: str, people: set[str]) -> None:
    assert people <= set(hurt(text))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        # nothing tells any two of them apart
        (
            "A teenager was wounded in a shooting in Larn. A 15-year-old boy was hit. The teen was flown out.",
            ["a 15-year-old boy"],
        ),
        # the same words, under one picture after the other
        ("\n\n".join(["A child was shot in Orsova."] * 4), ["A child"]),
        # months and years
        ("A toddler was shot in Rask. The 21-month-old boy died. The child was a twin.", ["The 21-month-old boy"]),
    ],
)
def test_the_only_one_is_listed_once(text: str, people: list[str]) -> None:
    assert [name.lower() for name in hurt(text)] == [name.lower() for name in people]


@pytest.mark.parametrize(
    "text",
    [
        "A man was shot dead in Larn and a teenager was wounded in the same attack.",
        "An attack on a bus in Rask killed a clerk. A teenager was wounded in the attack.",
    ],
)
def test_two_stay_two(text: str) -> None:
    assert len(hurt(text)) == 2


def test_arrests_of_one_man_are_one() -> None:
    text = (
        "Teen arrested in Tolvik shooting.\n\nOfficers arrested 18-year-old Devin Straub on Tuesday. Straub was taken"
        " into custody at his home. The arrest came after a tip."
    )
    held = [i for i in incidents(text) if i.type == "COERCE"]
    assert [names(i, RoleKind.RECIPIENT) for i in held] == [["Devin Straub"]]


def test_arrests_of_several_and_of_one_are_two() -> None:
    text = (
        "Police arrested the leaders of the dockers in Lund on Tuesday. In Orsova, they arrested the editor Jan Weber."
    )
    assert len([i for i in incidents(text) if i.type == "COERCE"]) == 2


def test_he_who_shot_is_not_hurt_though_the_parser_loses_whom() -> None:
    assert hurt("Clark was in court on Monday. Clark admitted that he shot and killed") == []


def test_who_calls_on_others_to_attack_does_not_attack() -> None:
    found = incidents("The governor, Ivo Brandt, called on the army to attack the rebels in Larn on Monday.")
    assert "Ivo Brandt" not in [n for i in found for n in names(i, RoleKind.PERPETRATOR)]
