"""Words that report an event only with what stands beside them."""

from __future__ import annotations

import pytest

from onrecord.model import HarmKind, Realis, RoleKind
from tests.incidents.reading import incidents, names

pytestmark = pytest.mark.model


def deeds(text: str) -> list[str]:
    """Return type and mode of what is told as done."""
    return [f"{i.type} {i.mode}".strip() for i in incidents(text) if i.realis is Realis.ACTUAL]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Divers severed two cables between the islands.", "ASSAULT destroy"),
        ("The hotel at Korva went up in flames. The police are looking for an arsonist.", "ASSAULT destroy"),
        ("The front told a paper that it was holding the consul. The hostage is well.", "ASSAULT abduct"),
        ("Four nurses were led away by men in uniform.", "ASSAULT abduct"),
        ("The killers of Judge Ardo Pell were sent from abroad.", "ASSAULT"),
        ("The captain had been given a nerve agent by a waiter.", "ASSAULT unconventional"),
        ("Intruders wiped the drives of the bank. The hackers left no name.", "COERCE cyber"),
        ("The shrine was flattened by bulldozers of the army.", "ASSAULT destroy"),
        ("A drone slammed into the refinery.", "ASSAULT drone"),
        ("Mercenaries seized the wharf at dawn.", "ASSAULT"),
        ("The army deposed the king on Sunday.", "MOBILIZE militia"),
        ("He lured her friend out and strangled her, Dina Korr said.", "ASSAULT beat"),
        ("The army used chlorine against the village.", "ASSAULT unconventional"),
        ("Two bodies with bullet wounds lay in the ravine.", "ASSAULT"),
    ],
)
def test_what_stands_beside_a_word_makes_it_a_deed(text: str, deed: str) -> None:
    assert deed in deeds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor cut the budget of the library.",
        "The storm cut a cable between the islands.",
        "The hotel at Korva went up in flames when a stove was left on.",
        "The agency took over the school.",
        "The baker was led away by police.",
        "The bank held two trainees in high regard.",
        "A gale toppled the pylon.",
        "The lawyers asked to depose the clerk.",
        "Winners were ousted from the tournament by the Larn club.",
        "The blast toppled the Tarvik House.",
        "He seized the chance and took the bus from home.",
        "The family drank contaminated water after the flood.",
        "The mayor used chlorine in the pool of the school.",
        "The storm left the whole town blown apart.",
        "The ousted king wrote his memoirs after the coup.",
    ],
)
def test_without_it_the_word_tells_none(text: str) -> None:
    assert not deeds(text)


def test_a_bomb_that_wrecks_something_is_an_attack_by_itself() -> None:
    (told,) = incidents("A truck bomb wrecked a market hall in Lund.")
    assert told.mode == "explosives"
    assert names(told, RoleKind.TARGET) == ["a market hall"]
    assert not incidents("A storm wrecked a market hall in Lund.")


def test_a_blast_is_a_deed_beside_words_for_bombs() -> None:
    text = "The Lund explosion on Monday woke the town."
    assert not incidents(text)
    assert incidents(f"{text} The mayor speaks of a bomb.")


def test_who_is_found_dead_with_bullet_wounds_was_killed() -> None:
    (told,) = incidents("The surveyor was found dead with two bullet wounds.")
    assert [h.kind for h in told.harm] == [HarmKind.KILLED]
    assert not incidents("The surveyor was found dead in his bed.")
