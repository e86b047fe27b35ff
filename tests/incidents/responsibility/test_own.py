"""Who says that somebody did it does not say so of himself, unless the words are about him."""

from __future__ import annotations

import pytest

from tests.incidents.responsibility.test_find import rows, told

SHOT = "Two clerks were shot dead in Larn on Monday. "


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        # "they" before the words of who speaks
        "The suspects drew guns outside a bar in Larn, police said. They wounded a clerk in the leg, police said.",
        '"Eight cars pulled up around my house in Larn. They shot my house up," said Rita Carver.',
        # the gun
        "Police say a boy in Larn was playing with the gun when it went off, shooting a clerk in the leg.",
        # no apposition
        "In the yard in Larn lay a man who had been shot by a relative, Sergeant Silvan Dole said.",
        # whose verb it is not
        "The other man they say shot five people in Larn is still at large, police said.",
        # what is done about a deed
        f"{SHOT}Officers went to the hospital, where they conducted interviews to investigate the shooting.",
        f"{SHOT}Detectives of the Larn district were conducting a homicide investigation.",
        f"{SHOT}Ivo Brandt says it is his job to keep the quarter safe.",
        f"{SHOT}Other officers who were participating in the firearms training were interviewed.",
    ],
)
def test_who_speaks_did_not_do_it(text: str) -> None:
    assert told(text) == set()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The army said it had bombed the camp near Larn on Monday.", "The army"),
        ("The army said its troops killed five men near Larn on Monday.", "its troops"),
        ("The rebels said they shot the mayor of Larn on Monday.", "The rebels"),
        ('Five men were killed near Larn on Monday. "We shot them," said Ivo Brandt of the Red Dawn.', "Brandt"),
        ("The army acknowledged having bombed the camp near Larn on Monday.", "The army"),
    ],
)
def test_who_speaks_did_it(text: str, actor: str) -> None:
    assert [r for r in rows(text) if actor in r.actor.name and r.stance == "claimed"]
