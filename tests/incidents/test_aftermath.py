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


def test_what_was_done_beside_an_interruption_does_not_date_the_attack() -> None:
    said = "The envoy met the miners on Wednesday for talks that were interrupted by the bombing of the mill."
    told = attacks(f"{said} The June 2 bombing killed nine people.")
    assert {day(i) for i in told} == {"2025-06-02"}


@pytest.mark.parametrize(
    "clause",
    ["who was born on 4 March 1980", "who had come to the town in April", "who started at the mill on Tuesday"],
)
def test_a_clause_about_somebody_does_not_date_what_befell_him(clause: str) -> None:
    (told,) = attacks(f"A stranger shot a clerk, {clause}.")
    assert told.when is None or not told.when.earliest or told.when.why.startswith("inferred")
    (own,) = attacks(f"Dina Korr, {clause}, was shot by a stranger on Friday.")
    assert day(own) == "2025-06-06"


def test_what_somebody_was_doing_then_dates_it() -> None:
    (told,) = attacks("Dina Korr, who was walking home on Friday, was shot by a stranger.")
    assert day(told) == "2025-06-06"
