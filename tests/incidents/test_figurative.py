"""Words that sound like violence: every entry on its example, and what must and must not hurt anybody."""

from __future__ import annotations

import pytest

from onrecord.lexicon import load
from onrecord.lexicon.schema_figures import FigureWord
from tests.incidents.reading import incidents

pytestmark = pytest.mark.model


def attacks(text: str) -> list[str]:
    return [i.title for i in incidents(text) if i.type == "ASSAULT"]


@pytest.mark.parametrize("entry", load("figurative_words", FigureWord), ids=lambda e: e.id)
def test_entry_does_what_it_says_to_its_example(entry: FigureWord) -> None:
    assert bool(attacks(entry.example)) == (entry.kind == "literal")


NONE = [
    "Governor Ardo Pell attacked Senator Lena Ortiz over the budget.",
    "Senator Lena Ortiz hit back at her critics in the debate.",
    "The candidate was attacked for her record on schools.",
    "Mr. Pell's attacks on Mrs. Ortiz delighted the voters of the primary.",
    "The committee shot down the proposal.",
    "The director shot the film in Tarvik.",
    "Men drank beer with friends after shooting skeet at the Larn Gun Club.",
    "Teenagers were shooting fireworks at the park, police said.",
    "Agents executed a search warrant at the firm.",
    "The two unions struck a deal on Sunday.",
    "The film hits theaters in May.",
    "The law targets smokers.",
    "The paper bought an attack ad against the governor.",
    "She wants a ban on assault weapons.",
    "The editorial blasted the minister.",
    "The campaign was full of insults and attacks.",
    "The striker stole the show.",
    "Senator Lena Ortiz was attacked on the speeches by Governor Ardo Pell.",
    "The candidate lost in a dead heat.",
    "The group ran an ad hitting the governor for job losses.",
    "Groups plowed two million dollars into the mill.",
    "Lena Ortiz beat out Ivo Brandt for the council.",
    "The treaty bans weapons of mass destruction.",
    "A dog attacked two children in Lund.",
    "Two women were hit by a truck as they crossed the road.",
    "Two miners died when their boat sank.",
    "The governor refused to stay the execution of the inmate.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_manner_of_speaking_hurts_nobody(text: str) -> None:
    assert attacks(text) == []


SOME = [
    "Ivo Brandt attacked Lena Ortiz with a knife in Tarvik.",
    "Rebels attacked the village for two hours.",
    "The bomb hit the market in Tarvik.",
    "The candidate was shot dead at a rally in Tarvik.",
    "Gunmen attacked the campaign office of the candidate and wounded two voters.",
    "The guards shot the editor in the street.",
    "The soldiers executed two villagers.",
    "A truck hit a crowd in Tarvik, and gunmen shot two bakers.",
    "The Tigers attacked the village with mortars.",
]


@pytest.mark.parametrize("text", SOME)
def test_violence_in_the_same_words_is_told(text: str) -> None:
    assert len(attacks(text)) >= 1


def test_who_throws_a_gun_away_throws_no_bomb() -> None:
    assert attacks("He threw the gun into the river.") == []
    assert len(attacks("He threw a grenade into the river.")) == 1


OTHERS = [
    ("The engineer demonstrated the pump to the mayor.", "PROTEST"),
    ("The candidate spoke to voters at a rally in Tarvik.", "PROTEST"),
    ("Rill was visiting his grandmother when the roof fell in.", "CONSULT"),
    ("For more, visit our website.", "CONSULT"),
    ("One baker met with a friend from Lund.", "CONSULT"),
    ("The two bakers were treated and released.", "RETREAT"),
    ("The driver was charged with receiving stolen property.", "COERCE"),
    ("The survey captured the mood of the voters.", "COERCE"),
    ("The minister spent two years under house arrest.", "COERCE"),
]


@pytest.mark.parametrize(("text", "kind"), OTHERS, ids=[t for t, _ in OTHERS])
def test_words_of_other_kinds_are_told_from_everyday_ones(text: str, kind: str) -> None:
    assert [i.title for i in incidents(text) if i.type == kind] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Students demonstrated against the toll.", "PROTEST"),
        ("Protesters held a rally in Tarvik against the candidate.", "PROTEST"),
        ("The foreign minister visited Norway.", "CONSULT"),
        ("Norwegian envoys met with the miners.", "CONSULT"),
        ("The captors released the nurse.", "RETREAT"),
    ],
)
def test_acts_in_the_same_words_are_told(text: str, kind: str) -> None:
    assert any(i.type == kind for i in incidents(text))


def test_a_gun_that_goes_off_is_no_bomb() -> None:
    (title,) = attacks("A baker was wounded when a gun went off in a shop in Tarvik.")
    assert title.startswith("Shooting")


def test_a_bomb_that_goes_off_is_one() -> None:
    (title,) = attacks("A bomb went off in a shop in Tarvik.")
    assert title.startswith("Explosion")
