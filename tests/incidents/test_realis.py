"""What took place, what was promised, and what may come."""

from __future__ import annotations

import pytest

from onrecord.model import Realis
from tests.incidents.reading import incidents

pytestmark = pytest.mark.model


def told(text: str) -> set[str]:
    """Return how the attacks of a text are told."""
    return {str(i.realis) for i in incidents(text) if i.type == "ASSAULT"}


@pytest.mark.parametrize(
    ("text", "realis"),
    [
        # what stands above takes the event as one that took place
        ("The mayor wants an investigation into the murder of Jan Weber.", "actual"),
        ("The governor denied any involvement in the murder of Jan Weber.", "actual"),
        ("Nobody was ever tried for the murder of Jan Weber.", "actual"),
        ("The rebels vowed revenge after the murder of Jan Weber.", "actual"),
        ("The man who ordered the murder of Jan Weber lives in Lund.", "actual"),
        # what is promised
        ("The rebels offered to suspend the talks and to bomb the mill.", "planned"),
        ("The murder plot against Jan Weber was found.", "planned"),
        # a count of years is no event
        ("Some 9,000 people have been killed by rebels since 1980.", "generic"),
        ("Earlier strikes killed farmers in the valley.", "generic"),
    ],
)
def test_realis(text: str, realis: str) -> None:
    assert told(text) == {realis}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels ambushed a patrol near Hule on Monday. The minister vowed to destroy their camps.",
        "Shells hit the port of Maral on Monday and killed six. If the port is shelled again, the envoy will leave.",
        "Jan Weber was murdered in Lund on Monday. If the two men are let go, somebody else will be murdered.",
        "The front promised not to attack mayors. Bishop Jan Weber was murdered in Lund in 1983.",
    ],
)
def test_what_may_come_stays_apart_from_what_took_place(text: str) -> None:
    for incident in incidents(text):
        if incident.realis is Realis.ACTUAL:
            words = {text[t.start : t.end] for t in incident.triggers}
            assert not words & {"destroy", "shelled", "attack"}, incident.title


def test_what_is_asked_of_an_event_is_the_event() -> None:
    text = "A boy was shot in Tarvik on Monday. Police are trying to determine if the boy was shot by a neighbor."
    assert told(text) == {"actual"}


@pytest.mark.parametrize(
    "text",
    [
        "Bomb attacks killed nine people in Lisbon on Monday.",
        "Twin blasts kill 61 in Lisbon.",
        "Clashes between the army and rebels left 12 dead on Monday.",
        "Air raids were carried out on Monday night against the port.",
        "Two explosions rocked the harbour on Monday night.",
    ],
)
def test_a_plural_that_is_counted_or_dated_took_place(text: str) -> None:
    assert told(text) == {"actual"}


@pytest.mark.parametrize(
    "text",
    [
        "Bombings kill 40 people a month in Lisbon.",
        "Rebel attacks have killed 40 people in Lisbon.",
        "Air strikes kill many civilians every year.",
        "Drone attacks killed 300 people last year.",
        "Previous attacks killed 40 people.",
    ],
)
def test_a_plural_that_goes_on_is_told_in_general(text: str) -> None:
    assert told(text) == {"generic"}


@pytest.mark.parametrize("dash", [" _ ", " -- ", " - "])
def test_a_count_of_years_stands_apart_from_last_week(dash: str) -> None:
    since = f"Since 1985{dash}when the zone in the south was made{dash}nearly 200 soldiers have been killed."
    told = incidents(f"{since} Last week, rebels killed three soldiers.")
    assert [i.realis for i in told] == [Realis.GENERIC, Realis.ACTUAL]
