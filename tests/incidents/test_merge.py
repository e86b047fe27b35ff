"""One event told in pieces is one incident; what the words tell apart stays apart."""

from __future__ import annotations

import pytest

from onrecord.model import Incident, Realis, RoleKind
from tests.incidents.reading import incidents, names, one

pytestmark = pytest.mark.model


def attacks(text: str) -> list[Incident]:
    """Return the attacks told as having happened."""
    return [i for i in incidents(text) if i.type == "ASSAULT" and i.realis is Realis.ACTUAL]


def test_headline_and_lead_are_one_event() -> None:
    incident = one(
        "Two people shot in Brenholm\n\nPolice in Brenholm were called to a shooting on Harbour Street on Sunday. "
        "A man and a woman were found wounded. Officers said the shooting followed an argument."
    )
    assert len(incident.triggers) >= 4


def test_described_then_named() -> None:
    incident = one(
        "A 17-year-old boy was shot and killed in Brenholm on Friday. Neighbours said they heard an argument first. "
        "The family is planning a funeral for next week. A school choir will sing at it. "
        "Police identified the victim as Ivo Marrel, 17, who was shot in the chest."
    )
    assert "Ivo Marrel" in names(incident, RoleKind.VICTIM)


def test_far_definite_mention() -> None:
    text = (
        "A grocer was shot in Brenholm on Friday. She had run the shop for ten years. Her son helped her at weekends. "
        "Customers left flowers at the door. The street was quiet on Sunday. Shops nearby stayed closed. "
        "The shooting is still under investigation."
    )
    assert len(one(text).triggers) == 2


def test_dying_later_is_the_same_event() -> None:
    incident = one(
        "Ivo Marrel was shot in Brenholm on Friday. Doctors operated on him for hours. His brother waited outside. "
        "Friends gathered in the square. Marrel died on Sunday."
    )
    assert len(incident.triggers) == 2


def test_a_gun_that_goes_off_is_no_bomb() -> None:
    found = attacks("A boy was shot in Brenholm on Friday. Police said the gun went off while he was cleaning it.")
    assert [i.mode for i in found] == ["firearms"]


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Marrel was shot in Brenholm on Friday. Tarn Odelle was shot in Brenholm on Saturday.",
        "A 17-year-old boy was shot in Brenholm. A 60-year-old man was shot in a park.",
        "A clerk was shot in Lisbon. A clerk was shot in Oslo.",
        "A clerk was shot in Lisbon on Friday. The police are also looking into another shooting.",
        "A bomb exploded at the bank in Lisbon. A clerk was stabbed in the park on Friday.",
        "Rebels kidnapped the judge. Two policemen were killed at a checkpoint.",
    ],
)
def test_what_is_said_apart_stays_apart(text: str) -> None:
    assert len(attacks(text)) == 2


def test_a_person_is_killed_once() -> None:
    incident = one(
        "Judge Ardo Pell was killed in Lisbon on Friday. Pell had led the inquiry for a year. "
        "His wife wept. Pell was murdered, a court said on Monday."
    )
    assert len(incident.triggers) == 2


def test_pieces_in_another_order_are_still_one() -> None:
    pieces = [
        "The shooting shocked the street.",
        "Ivo Marrel, 17, was shot in Brenholm.",
        "The attack followed an argument.",
    ]
    for order in ((0, 1, 2), (1, 0, 2), (1, 2, 0), (2, 1, 0)):
        assert len(attacks(" ".join(pieces[n] for n in order))) == 1


def test_events_without_end_are_read() -> None:
    found = incidents("A clerk was shot in Lisbon. " + "Another man was shot. The shooting was loud. " * 200)
    assert len(found) > 1
    assert sum(len(i.triggers) for i in found) >= 401


def test_rival_accounts_of_one_event_are_one() -> None:
    found = attacks(
        "A clinic in Aleppo was shelled on Tuesday and nine patients died. Rebels said that the army did it. "
        "The army said that jets of its enemies had bombed the clinic."
    )
    assert len(found) == 1


def test_what_is_counted_as_the_second_attack_is_the_one_that_was_told() -> None:
    found = attacks(
        "Gunmen attacked a school in Lisbon on Friday, killing nine pupils. The gunmen opened fire in the yard. "
        "It was the second attack on a school in ten days."
    )
    assert len(found) == 1


def test_who_was_murdered_tells_two_murders_apart() -> None:
    found = attacks(
        "Judges in Lima are looking into the murder of six priests at a college. "
        "A senator said that nobody had been tried for the murder of a magistrate."
    )
    assert len(found) == 2
