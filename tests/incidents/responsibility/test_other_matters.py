"""Denials of something else, and who is told apart from people without a name."""

from __future__ import annotations

import pytest

from tests.incidents.responsibility.test_find import told

pytestmark = pytest.mark.model

BEFORE = "The army blamed the Red Dawn for the bomb that killed four people in Larn on Monday. "


@pytest.mark.parametrize(
    "text",
    [
        "The general denied reports that he had asked for a larger allowance.",
        "The ruling party denied accusations by the auditors that it had paid bloggers.",
        "The mayor denied allegations of corruption.",
    ],
)
def test_a_denial_of_something_else_denies_no_deed(text: str) -> None:
    assert told(BEFORE + text) == {("Red Dawn", "accused-by-authority")}


@pytest.mark.parametrize(
    "text",
    [
        "The Red Dawn denied claims that it was behind it.",
        "The Red Dawn denied accusations by the army that it planted the device.",
        "The Red Dawn denied allegations of involvement.",
        "The Red Dawn denied the accusations.",
    ],
)
def test_a_denial_that_tells_of_the_deed_denies_it(text: str) -> None:
    assert ("Red Dawn", "denied") in told(BEFORE + text)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Nine people were killed in Larn on Monday by men loyal to General Orban Tesh, police said.",
            "men loyal to General Orban Tesh",
        ),
        (
            "The attack in Larn on Monday, which killed nine, was carried out by hit men from Bogota, the judge said.",
            "hit men from Bogota",
        ),
    ],
)
def test_people_without_a_name_are_told_by_the_name_they_are_tied_to(text: str, actor: str) -> None:
    assert told(text) == {(actor, "accused-by-authority")}


def test_four_gunmen_are_nobody_in_particular() -> None:
    assert told("The minister said four gunmen had killed nine people in Larn on Monday.") == set()


def test_who_is_not_to_blame_did_not_do_it() -> None:
    stances = {stance for _, stance in told(BEFORE + "Ivo Brandt has always insisted he was not to blame.")}
    assert "claimed" not in stances


def test_documents_do_no_deeds() -> None:
    text = (
        '"I emptied the whole magazine," Orvan Tesh boasted after the shooting in Larn that killed a clerk on Monday, '
    )
    assert "court documents" not in {actor for actor, _ in told(text + "according to court documents.")}


def test_days_do_no_deeds() -> None:
    text = "LARN: 12 Jan, a warehouse of an aid group was looted and two guards were shot dead by the Red Dawn."
    assert not any("Jan" in actor for actor, _ in told(text))


def test_who_is_charged_with_firing_is_not_told_to_have_fired() -> None:
    text = (
        "A shooting in Larn on Wednesday left one student dead. Ivo Brandt is charged with involuntary "
        "manslaughter-felony, reckless conduct, and discharging a firearm while under the influence."
    )
    assert "fact" not in {stance for _, stance in told(text)}
