"""What is done about an event has its own day and place: it is condemned, mourned, looked into elsewhere and later."""

from __future__ import annotations

import pytest

from onrecord.model import Incident
from tests.incidents.reading import incidents

pytestmark = pytest.mark.model


def attacks(text: str) -> list[Incident]:
    """Return the attacks of a text."""
    return [i for i in incidents(text) if i.type == "ASSAULT"]


def day(incident: Incident) -> str:
    """Return the first day that an incident may have been on, "" where none is said."""
    return incident.when.earliest if incident.when is not None else ""


def place(incident: Incident) -> str:
    """Return the town of an incident, "" where its own words say none."""
    where = incident.where
    return "" if where is None or where.why.startswith("inferred") else where.name


@pytest.mark.parametrize(
    "said",
    [
        "Speaking in Bergen, a minister condemned the killing.",
        "The bishop mourned the killing at a service in Bergen on Thursday.",
        "A vigil was held in Bergen on Thursday to remember the killing.",
        "In Bergen on Thursday, lawyers called for an inquiry into the killing.",
    ],
)
def test_the_place_and_the_day_of_those_who_speak_of_it_make_no_second_killing(said: str) -> None:
    (told,) = attacks(f"A grocer was killed in Lisbon on Friday, the police said. {said}")
    assert (place(told), day(told)) == ("Lisbon", "2025-06-06")


def test_details_that_emerge_later_do_not_date_a_murder() -> None:
    (told,) = attacks(
        "New details emerged on Tuesday in the murder of Ivo Marrel, a grocer who was stabbed in Lisbon last month."
    )
    assert day(told) == "2025-05-01"


@pytest.mark.parametrize(
    ("text", "where", "when"),
    [
        ("On Friday the police were called to a shooting in Lisbon.", "Lisbon", "2025-06-06"),
        ("A minister condemned the killing of a grocer in Lisbon.", "Lisbon", ""),
        ("On Friday rebels carried out an attack in Lisbon.", "Lisbon", "2025-06-06"),
        ("On Friday an attack in Lisbon shook the city.", "Lisbon", "2025-06-06"),
        ("A grocer was beaten to death by a mob on Friday.", "", "2025-06-06"),
    ],
)
def test_what_stands_with_the_event_is_its_own(text: str, where: str, when: str) -> None:
    (told,) = attacks(text)
    assert (place(told), day(told)) == (where, when)
