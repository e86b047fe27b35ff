"""Charges for other deeds, groups that stand for names, suspects who are identified, and what is no actor."""

from __future__ import annotations

import time

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.incidents import find_attributions, find_incidents
from onrecord.lexicon import load
from onrecord.lexicon.schema_blame import BlameCrime
from onrecord.model import Report
from tests.incidents.responsibility.test_find import rows, told, told_by

SHOT = "Two clerks were shot dead in Larn on Monday. "
HELD = f"{SHOT}Police arrested Gary Moreno and Dale Rusk on Tuesday. "


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        # another year
        f"{SHOT}Police arrested Ivo Brandt, 23, on Tuesday. In 2015 he was also charged with aggravated assault.",
        f"{SHOT}In 2015 Ivo Brandt was convicted of manslaughter.",
        f"{SHOT}Ivo Brandt was indicted on murder charges in the 2014 shooting death of a boy.",
        # another kind
        f"{SHOT}Ivo Brandt was charged with tax fraud.",
        f"{SHOT}Ivo Brandt was arrested on drug charges.",
        f"{SHOT}Ivo Brandt was charged with burglary because he entered a stranger's flat.",
        f"{SHOT}The robbery suspect, Dale Miller, fled.",
        # another case
        f"{SHOT}Ivo Brandt was previously convicted of assault.",
        f"{SHOT}Ivo Brandt was arrested on a separate murder charge.",
        f"{SHOT}Ivo Brandt has a criminal record and was convicted of assault.",
        # not yet, or only if
        f"{SHOT}The sheriff expects to charge Ivo Brandt with two counts of murder.",
        f"{SHOT}If he is convicted of murder, Ivo Brandt faces thirty years.",
        f"{SHOT}The prosecutor said that Ivo Brandt should face no criminal charges.",
        # no deed of harm
        "Ivo Brandt was jailed in Larn on Monday. The minister was not involved.",
        "Thousands protested in Larn on Monday. It was sponsored by the Lind Fund, which paid for the event.",
    ],
)
def test_a_charge_for_something_else_makes_no_row(text: str) -> None:
    assert told(text) == set()


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"{SHOT}Ivo Brandt was charged with burglary, assault and murder.",
        f"{SHOT}Ivo Brandt was charged with robbery in the shooting.",
        f"{SHOT}Ivo Brandt, who was on probation for a drug offence, was charged with murder.",
        f"{SHOT}On Friday Ivo Brandt was indicted on two counts of murder.",
        f"{SHOT}Ivo Brandt was charged with murder and use of a firearm in the commission of a separate felony.",
        "Ada Lind was shot dead in Larn on Monday. Ivo Brandt was charged with killing Ada Lind in 2019.",
        "Two clerks were robbed and shot dead in Larn on Monday. Ivo Brandt was charged with robbery.",
    ],
)
def test_a_charge_for_it_makes_one(text: str) -> None:
    assert ("Ivo Brandt", "charged") in told(text)


@pytest.mark.model
@pytest.mark.parametrize("entry", load("blame_crimes", BlameCrime), ids=lambda e: e.id)
def test_every_example_of_the_crimes(entry: BlameCrime) -> None:
    assert any(name == "Ivo Brandt" for name, _ in told(entry.example)) == entry.violent
    assert any(lemma in entry.example.lower() for lemma in entry.lemmas)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"{HELD}Both men have been indicted.",
        f"{HELD}They were caught at a motel. The two were charged with murder.",
        f"{HELD}Both were charged with murder.",
        f"{HELD}The pair were charged with murder.",
        f"{HELD}They are charged with murder.",
        f"{HELD}The two teens were arraigned on Friday.",
    ],
)
def test_a_group_stands_for_those_named(text: str) -> None:
    assert {("Gary Moreno", "charged"), ("Dale Rusk", "charged")} == told(text)


@pytest.mark.model
def test_a_group_of_three() -> None:
    text = f"{SHOT}Gary Moreno, Dale Rusk and Kevin Brown were held. All three suspects were arraigned on Friday."
    assert {name for name, _ in told(text)} == {"Gary Moreno", "Dale Rusk", "Kevin Brown"}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"{HELD}All three men were charged with murder.",
        f"{HELD}The two other men were charged with murder.",
        f"{HELD}The two men from Oslo were charged with murder.",
        f"{HELD}Police arrested Kevin Brown on Friday. Both men were charged with murder.",
    ],
)
def test_a_group_that_does_not_fit_stands_for_nobody(text: str) -> None:
    assert not {name for name, _ in told(text)} & {"Gary Moreno", "Dale Rusk", "Kevin Brown", "Police"}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Police have identified the suspect in the shooting as Dale Miller.", ("Dale Miller", "suspected", "Police")),
        ("Authorities named Dale Miller as the suspect.", ("Dale Miller", "suspected", "Authorities")),
        ("Detectives identified Dale Miller as the gunman.", ("Dale Miller", "accused-by-authority", "Detectives")),
        ("Dale Miller has been identified as the gunman.", ("Dale Miller", "accused", "")),
        ("Dale Miller was identified as the gunman, police said.", ("Dale Miller", "accused-by-authority", "police")),
        ("The suspected gunman, identified as Dale Miller, fled.", ("Dale Miller", "suspected", "")),
        ("Police identified the accused shooter as Dale Miller.", ("Dale Miller", "suspected", "Police")),
        ("The suspect, Dale Miller, fled to Oslo.", ("Dale Miller", "suspected", "Lund Courier")),
        ("Police are looking for suspect Dale Miller.", ("Dale Miller", "suspected", "Lund Courier")),
        ("A witness identified Dale Miller as the killer.", ("Dale Miller", "accused", "A witness")),
    ],
)
def test_who_is_identified(text: str, row: tuple[str, str, str]) -> None:
    assert row in told_by(SHOT + text), told_by(SHOT + text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Police have not identified the suspect as Dale Miller.",
        "Police identified one of the dead as Dale Miller.",
        "Police identified the suspect's brother as Dale Miller.",
        "Suspect Vehicle: a black van.",
    ],
)
def test_who_is_not(text: str) -> None:
    assert told(SHOT + text) == set()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Shot that killed 7-year-old boy in Marsh Park meant for his dad, police say", "Shot"),
        (f"{SHOT}Dale Miller is in the Larn County Jail, charged with killing the clerks.", "Jail"),
        (f"{SHOT}Dale Miller is charged with two counts of murder; five counts of aggravated robbery.", "counts"),
        ("Three boys were hit by buckshot in Larn.", "buckshot"),
        ("Two men were held after a Larn shooting that killed one and wounded nine.", "shooting"),
    ],
)
def test_what_is_no_actor_is_not_accused(text: str, actor: str) -> None:
    assert not any(actor in name for name, _ in told(text))


@pytest.mark.model
def test_a_nations_airstrike_is_the_deed_of_the_nation() -> None:
    text = "Morvania called for calm. A Russian airstrike destroyed a theatre in Larn on Monday, and Russia denied it."
    assert "airstrike" not in " ".join(name for name, _ in told(text))


@pytest.mark.model
def test_a_row_of_a_group_stands_where_the_group_does() -> None:
    text = f"{HELD}Both men have been indicted."
    assert all(text[s.start :].startswith("men have been") for r in rows(text) for s in r.spans)


@pytest.mark.model
def test_many_groups_and_suspects_stay_fast() -> None:
    text = (
        "A man was shot. Police arrested Gary Moreno and Dale Rusk. Both men were charged with murder in 2010. "
        "Police identified the suspect as as Dale Rusk as the gunman. "
    ) * 150
    doc = next(iter(annotate([Report("t", text, published="2024-05-06")])))
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    start = time.process_time()
    find_attributions(doc, claims, incidents)
    assert time.process_time() - start < 6
