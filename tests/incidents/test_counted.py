"""What is counted over a time or a place is no event that is told."""

from __future__ import annotations

import pytest

from onrecord.lexicon import load
from onrecord.lexicon.schema_scope import CountWord
from onrecord.model import Realis
from tests.incidents.reading import incidents

pytestmark = pytest.mark.model


def told(text: str) -> list[Realis]:
    """Return how each incident of a text is told."""
    return [i.realis for i in incidents(text)]


@pytest.mark.parametrize("entry", load("count_words", CountWord), ids=lambda e: e.id)
def test_entry_makes_a_count_of_its_example(entry: CountWord) -> None:
    assert Realis.ACTUAL not in told(entry.example)


@pytest.mark.parametrize(
    "text",
    [
        "Tarvik saw 41 murders last year.",
        "Three people were killed in separate shootings over the weekend.",
        "As of July, 126 people had been murdered in Tarvik this year.",
        "At this time last year, 130 people had been shot in Tarvik.",
        "More than 50 people were shot across Tarvik over the weekend.",
        "Two farmers are killed every day.",
        "There were 762 murders and 3,550 shooting victims in 2016.",
        "Since 2014, 133 children have been killed by guns left at home.",
        "The weekend left seven people dead and 14 others injured in 17 shootings across Tarvik.",
        "About 60 farmers have been killed by the army this year.",
        "SOME 300 PEOPLE HAVE BEEN KILLED BY THE POLICE THIS YEAR.",
        "MORE THAN 200 CLERKS HAVE BEEN MURDERED SINCE THE STRUGGLE AGAINST THE SMUGGLERS BEGAN IN 1981.",
        "The number of people killed this year stands at 607.",
        "The Red Dawn is responsible for the murder of at least 700 people this year.",
        "Two hundred farmers were killed in the conflict.",
        "A TOTAL OF 70,000 VELIANS HAVE BEEN MASSACRED.",
    ],
)
def test_a_count_is_no_event(text: str) -> None:
    found = told(text)
    assert found
    assert set(found) == {Realis.GENERIC}


@pytest.mark.parametrize(
    "text",
    [
        "Three people were killed in an attack in Dolno last year.",
        "A gunman killed 13 people at the base in 2009.",
        "A bomb killed 30 people in the market last year.",
        "Twenty people were killed last year when a bomb exploded.",
        "Two men were shot and killed near the mill in 2016.",
        "Two clerks were gunned down at the same spot in 2011.",
        "The two clerks have been mourned since 2011, when they were shot.",
        "The violence on Saturday killed three clerks.",
        "About 60 farmers were killed by a bomb this year.",
    ],
)
def test_what_took_place_once_is_told_however_long_ago(text: str) -> None:
    assert told(text) == [Realis.ACTUAL]


@pytest.mark.parametrize(
    "count",
    [
        "Political violence has left 607 dead so far this year.",
        "The violence has claimed 607 lives so far this year.",
        "The struggle has already claimed the lives of at least 607 people.",
        "The war has left more than 72,000 dead.",
        "The Red Dawn is responsible for the deaths of at least 700 people this year.",
    ],
)
@pytest.mark.parametrize("capitals", [False, True])
def test_lives_that_violence_claims_are_no_harm_of_what_is_told(count: str, *, capitals: bool) -> None:
    text = f"A car bomb killed two clerks in Tarvik yesterday. {count}"
    found = incidents(text.upper() if capitals else text)
    bomb = next(i for i in found if i.realis is Realis.ACTUAL)
    assert [(h.low, h.best) for h in bomb.harm] == [(2, 2)]


def test_a_count_takes_no_part_in_what_is_told() -> None:
    found = incidents("Tarvik has had 99 homicides so far this year. A clerk was shot dead in Tarvik on Monday.")
    assert sorted(i.realis for i in found) == [Realis.ACTUAL, Realis.GENERIC]
    counts = next(i for i in found if i.realis is Realis.GENERIC)
    assert [(h.low, h.best) for h in counts.harm] == [(99, 99)]
    assert "counted" in counts.why
