"""What has no part in an attack: another's illness, a town's name, a thing that ends like a person."""

from __future__ import annotations

import pytest

from onrecord.lexicon import load
from onrecord.lexicon.schema_scope import NoPersonWord
from onrecord.model import RoleKind
from tests.incidents.reading import incidents, names, one

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was shot in Dolno on Monday. Her father died of cancer in March.",
        "A clerk was shot in Dolno on Monday. Her uncle died in a car crash.",
        "A clerk was shot in Dolno on Monday. Two players died when their bus overturned.",
    ],
)
def test_who_died_of_something_else_is_no_victim(text: str) -> None:
    assert names(one(text), RoleKind.VICTIM) == ["A clerk"]


def test_an_accident_with_a_gun_is_told() -> None:
    found = one("Ivo Brandt died in a hunting accident when his brother's rifle went off.")
    assert names(found, RoleKind.VICTIM) == ["Ivo Brandt"]


def test_who_was_killed_is_the_person_and_not_the_town_she_is_from() -> None:
    found = one("A teenager from Killingly, who was killed this month, was mourned.")
    assert names(found, RoleKind.VICTIM) == ["A teenager from Killingly"]


@pytest.mark.parametrize("entry", load("no_persons", NoPersonWord), ids=lambda e: e.id)
def test_no_thing_is_a_victim(entry: NoPersonWord) -> None:
    assert not any(names(i, RoleKind.VICTIM) for i in incidents(entry.example))


def test_the_wounded_at_a_place_are_not_who_did_it() -> None:
    found = one("Two teens wounded at a party in Dolno were taken home.")
    assert names(found, RoleKind.VICTIM) == ["Two teens"]
    assert not found.fillers(RoleKind.PERPETRATOR)


def test_missiles_that_are_fired_are_no_firearms() -> None:
    assert one("The missiles fired by the army struck a depot.").mode == "heavy-weapons"


def test_norms_are_shattered_and_days_burned_without_violence() -> None:
    assert not incidents("She burned her vacation days and shattered party norms.")


def test_a_market_that_is_stormed_is_no_weather() -> None:
    text = "Massacre in Lotu: army and rebels trade blame\n\nGOMA, 12 March 2011 - At least 34 villagers were killed "
    found = incidents(f"{text}when gunmen stormed the market of Lotu on Thursday, the Red Cross said.", "2011-03-12")
    assert any(i.fillers(RoleKind.VICTIM) for i in found)
    assert not incidents("Three fishermen of the village were killed in a storm on Thursday.")
