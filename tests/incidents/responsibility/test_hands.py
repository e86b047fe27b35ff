"""Rows for those who stand behind the hand, who are on trial, and of whose part a noun tells."""

from __future__ import annotations

import pytest

from onrecord.model import Stance
from tests.incidents.responsibility.test_find import rows, told, told_by

MONKS = "Six monks were shot dead in Larn on Monday. "
BOMB = "A bomb burned the mill on Monday. "


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        # hand and principal
        ("Assassins paid by the Red Dawn killed five judges in May.", "Red Dawn", "fact"),
        ("A gunman acting on behalf of the Red Dawn shot the judge on Monday.", "Red Dawn", "fact"),
        (
            "The widow accused death squads run by the Lurian army of killing the judge.",
            "the Lurian army",
            "accused",
        ),
        ("The judge was shot dead on Monday on the orders of Colonel Ivo Brandt.", "Ivo Brandt", "fact"),
        # on trial
        (f"{MONKS}Officers of the Lurian army will be brought to trial for the murder.", "Officers", "charged"),
        (f"{MONKS}Ivo Brandt is standing trial for the murder.", "Ivo Brandt", "charged"),
        (f"{MONKS}Five men, including Ivo Brandt, were charged with the murder.", "Ivo Brandt", "charged"),
        # a part, told by its noun
        (f"{MONKS}The deputy spoke of the involvement of the Lurian army in the murder.", "Lurian army", "accused"),
        (
            f"{MONKS}The union charged the shared responsibility of Colonel Ivo Brandt in the murder.",
            "Ivo Brandt",
            "accused",
        ),
        (f"{MONKS}The widow spoke of the army's suspected role in the murder.", "the army", "suspected"),
        (f"{MONKS}The killers were from the Lurian army.", "Lurian army", "fact"),
        (f"{BOMB}The widow accused the Red Dawn of being behind the bombing.", "Red Dawn", "accused"),
        # who says so, and how surely
        (f"{MONKS}The witness said that the army was guilty of the murder.", "the army", "accused"),
        ("The bomb was presumably planted by the Red Dawn.", "Red Dawn", "suspected"),
        (f"{MONKS}Ivo Brandt is suspected of the murder.", "Ivo Brandt", "suspected"),
        (f"{BOMB}According to the police, the Red Dawn claimed responsibility for the bombing.", "Red Dawn", "claimed"),
        (f"{BOMB}The case is being blamed on the Red Dawn.", "Red Dawn", "accused"),
        (f"{BOMB}The mayor wants to clear up the case, which is being blamed on the Red Dawn.", "Red Dawn", "accused"),
        ("Red Dawn rebels burned a bus; no casualties were reported.", "Red Dawn", "fact"),
        ("What will they say of the Lurian army, which killed the judge?", "the Lurian army", "fact"),
    ],
)
def test_who_is_tied_and_how(text: str, actor: str, stance: str) -> None:
    assert any(actor in name and stance == said for name, said in told(text)), told(text)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"{MONKS}The teachers ordered a two-day strike from Friday.",
        f"{MONKS}The festival was organised by the Red Dawn.",
        f"{MONKS}Ivo Brandt will be responsible for that.",
        f"{MONKS}Police neither denied nor confirmed any connection of smugglers with the murder.",
        f"{MONKS}What is the role of the army in the wake of the murder?",
    ],
)
def test_nobody_is_tied(text: str) -> None:
    assert told(text) == set()


@pytest.mark.model
def test_an_opinion_inside_a_report_is_whose_it_is() -> None:
    text = "The agency reported that, in the opinion of the police, the explosion in Larn was staged by the Red Dawn."
    assert ("Red Dawn", "suspected", "police") in told_by(text)
    text = "The agency reported that, in view of the explosion, the Red Dawn had bombed the mill."
    assert not any(by == "the explosion" for _, _, by in told_by(text))


@pytest.mark.model
def test_its_forces_are_not_those_of_the_speaker() -> None:
    text = "We blame the regime of Brandt and its armed forces for this assassination."
    assert not any(row.stance is Stance.CLAIMED for row in rows(text))


@pytest.mark.model
def test_a_decision_to_admit_is_his_who_made_it() -> None:
    text = "She praised the decision of President Ada Brandt to admit that army troops shot the monks."
    assert told_by(text) == {("army troops", "accused-by-authority", "Ada Brandt")}


@pytest.mark.model
def test_those_who_are_held_for_their_part_are_held() -> None:
    text = f"{MONKS}Larn police arrested Ivo Brandt and Dale Rusk in May for their involvement in the murder."
    assert told(text) == {("Ivo Brandt", "suspected"), ("Dale Rusk", "suspected")}
