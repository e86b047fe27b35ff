"""Doers behind hedges, units of a body, callers, charges faced, and speakers who are not whom they name."""

from __future__ import annotations

import time

import pytest

from onrecord.annotate import annotate
from onrecord.incidents.responsibility.hedged import hedged_ties, hedging
from onrecord.model import Report
from tests.incidents.responsibility.test_find import rows, told

SHOT = "Two clerks were shot dead in Larn on Monday. "
BOMB = "A bomb exploded outside the mill on Monday. "


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        # behind a hedge
        (
            "The engineer was kidnapped in Larn on Monday, presumably by guerrillas of the Red Dawn.",
            "Red Dawn",
            "suspected",
        ),
        ("The mayor was killed presumably by Red Dawn rebels on Monday.", "Red Dawn", "suspected"),
        ("A gang of kidnappers, apparently Red Dawn members, kidnapped a rancher.", "Red Dawn members", "suspected"),
        ("The buses were attacked by hooded men believed to be members of the Red Dawn.", "Red Dawn", "suspected"),
        ("The mayor was killed possibly by Red Dawn rebels on Monday.", "Red Dawn", "speculated"),
        # units
        ("Three shepherds were murdered by a column of Red Dawn members.", "Red Dawn members", "fact"),
        ("A column of Red Dawn rebels arrived in Larn and shot 16 farmers.", "Red Dawn", "fact"),
        # who is said not to have been it
        ("The mastermind of the bombing was not Ivo Brandt, the colonel said.", "Ivo Brandt", "denied"),
        # callers
        (f"{BOMB}A man called a radio station to claim responsibility.", "A man", "claimed"),
        (f"{BOMB}A woman called the radio to claim responsibility on behalf of the Red Dawn.", "Red Dawn", "claimed"),
        (f"{BOMB}Guerrillas of the Red Dawn claimed credit for the act.", "Red Dawn", "claimed"),
        # charges
        (f"{SHOT}Ivo Brandt now faces first degree murder charges.", "Ivo Brandt", "charged"),
        (f"{SHOT}Ivo Brandt faces charges of murder.", "Ivo Brandt", "charged"),
        (f"{SHOT}Ivo Brandt faces a charge over the shooting.", "Ivo Brandt", "charged"),
        # authorities without a name are blamed as others are
        ("The army was behind the massacre of the farmers, the union said.", "The army", "accused"),
        (
            "Miners are accusing the army and the core of the ministry of perpetrating the attack on the mill.",
            "the army",
            "accused",
        ),
    ],
)
def test_who_is_tied(text: str, actor: str, stance: str) -> None:
    assert any(actor in name and stance == found for name, found in told(text))


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"{BOMB}Men called a radio station to claim responsibility.",
        f"{BOMB}Nobody claimed responsibility.",
        f"{SHOT}The mill faces charges of neglect.",
        "Police arrested two men, presumably Red Dawn rebels, on Monday.",
        "Two men, allegedly members of the Red Dawn, were shot dead on Monday.",
        # charges for something else
        f"{SHOT}Otto Lask was charged with possession of a drug before. He pleaded guilty to the charges in March.",
        # who speaks, with a clause spliced to it
        "Detectives do not think any of the clerks shot each other, instead a man, came in and committed the killings.",
    ],
)
def test_who_is_not(text: str) -> None:
    assert not told(text)


@pytest.mark.model
def test_a_description_is_not_whom_its_own_sentence_names() -> None:
    found = rows("The bombing of the mill was the responsibility of the Red Dawn, the colonel said.")
    assert [(r.actor.name, r.stance, r.by.name.lower()) for r in found] == [
        ("Red Dawn", "accused-by-authority", "the colonel")
    ]


@pytest.mark.model
def test_who_finds_somebody_implicated_says_so() -> None:
    found = rows("President Stroud said that Colonel Ivo Brandt is implicated in the murder of the nurses.")
    assert {(r.actor.name, str(r.stance), r.by.name) for r in found} == {
        ("Ivo Brandt", "accused-by-authority", "Stroud")
    }


def test_hedges_come_from_the_lexicon() -> None:
    assert {"presumably", "apparently", "allegedly"} <= set(hedging())
    assert "certainly" not in hedging()
    assert hedging()["possibly"] != hedging()["presumably"]


@pytest.mark.model
def test_a_row_of_hedges_costs_little() -> None:
    doc = next(iter(annotate([Report("r", "He was killed, " + "presumably by presumably " * 2_000)])))
    started = time.process_time()
    assert len(list(hedged_ties(doc))) <= 2_000
    assert time.process_time() - started < 2
