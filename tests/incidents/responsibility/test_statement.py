"""Statements handed on word for word, what "we have learned", and deeds told as a means."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.incidents.responsibility.statement import statement
from onrecord.model import Report
from tests.incidents.responsibility.test_find import rows, told, told_by

OPENED = "Concerning the murder of the judge, the Red Dawn Front states the following: "


@pytest.mark.model
def test_a_statement_is_that_of_whoever_issued_it() -> None:
    text = f"{OPENED}We had nothing to do with the murder. It was carried out by the Lurian army."
    assert ("the Lurian army", "accused", "Red Dawn Front") in told_by(text)
    assert ("Red Dawn Front", "denied", "Red Dawn Front") in told_by(text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The general command of the Red Dawn Front announces the following: On Monday our units burned the mill.",
        "The communique of the Red Dawn Front reads as follows: On Monday our fighters burned the mill.",
    ],
)
def test_its_fighters_are_its_own(text: str) -> None:
    assert ("Red Dawn Front", "claimed", "Red Dawn Front") in told_by(text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The mayor said on the following day: he would not leave.",
        "The army announced the following steps. One of them: a curfew.",
        f"{'The rain went on. ' * 60}The Red Dawn announces the following: On Monday our fighters burned the mill.",
        'The Red Dawn announces the following: "On Monday our fighters burned the mill."',
    ],
)
def test_what_is_no_statement(text: str) -> None:
    doc = next(iter(annotate([Report("t", text)])))
    assert statement(doc) is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("We have learned that the army shot two monks.", "fact"),
        ("It was reported on Monday that the army had shot two monks.", "fact"),
        ("It is said that the army allegedly shot two monks.", "accused"),
    ],
)
def test_what_is_handed_on_without_blame_is_told(text: str, stance: str) -> None:
    assert {("the army", stance)} == told(text)
    assert all(row.by.name in ("", "Lund Courier") for row in rows(text))


@pytest.mark.model
def test_a_deed_told_as_a_means() -> None:
    assert ("Red Dawn", "fact") in told("The Red Dawn marked the day by burning eleven buses in Larn.")


@pytest.mark.model
def test_who_was_struck_did_not_do_it() -> None:
    assert not told("The World Trade Center attack killed four people.")


@pytest.mark.model
@pytest.mark.parametrize(
    ("speaker", "stance"),
    [("National Assembly President Ada Brandt", "accused"), ("President Ada Brandt", "accused-by-authority")],
)
def test_who_leads_lawmakers_is_one(speaker: str, stance: str) -> None:
    assert ("Red Dawn", stance) in told(f"{speaker} accused the Red Dawn of being behind the bombing of the mill.")
