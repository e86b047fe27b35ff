"""What a dock, a cell, a verdict undone and a search say of somebody beside the plain words."""

from __future__ import annotations

import pytest

from tests.incidents.responsibility.test_find import told

SHOT = "Two clerks were shot dead in Larn on Monday. "
BURNED = "Rebels burned the mill in Larn on Monday. "


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            f"{SHOT}Ivo Brandt appeared before magistrates in Ulm yesterday accused of murder.",
            ("Ivo Brandt", "charged"),
        ),
        (f"{SHOT}Ivo Brandt went on trial on Friday accused of the murder.", ("Ivo Brandt", "charged")),
        (f"{SHOT}Ivo Brandt is due in court on Friday charged with the murder.", ("Ivo Brandt", "charged")),
        (f"{SHOT}Ivo Brandt is on trial for the murder.", ("Ivo Brandt", "charged")),
        (f"{SHOT}Ivo Brandt is being held on murder charges.", ("Ivo Brandt", "charged")),
        (f"{SHOT}Police have charged Ivo Brandt.", ("Ivo Brandt", "charged")),
        (
            "Ivo Brandt was charged with manslaughter, reckless conduct and firing a gun after Lena Orr was shot dead.",
            ("Ivo Brandt", "charged"),
        ),
        (f"{SHOT}Ivo Brandt is serving a life sentence for the murder.", ("Ivo Brandt", "convicted")),
        (f"{SHOT}Two sergeants are now in prison for it.", ("Two sergeants", "convicted")),
        (f"{SHOT}Ivo Brandt was charged with murder. A jury found him guilty.", ("Ivo Brandt", "convicted")),
        (f"{SHOT}A jury took an hour to find Ivo Brandt guilty of the murder.", ("Ivo Brandt", "convicted")),
        (f"{SHOT}Ivo Brandt was charged with murder. He was sentenced to nine years.", ("Ivo Brandt", "convicted")),
        (f"{SHOT}Ivo Brandt was convicted of the murder. Judges quashed his conviction.", ("Ivo Brandt", "cleared")),
        (f"{SHOT}Ivo Brandt was convicted of the murder. Judges threw the verdict out.", ("Ivo Brandt", "cleared")),
        (
            "A bomb killed a clerk in Larn. Prosecutors portrayed Gary Moreno as the builder of the device.",
            ("Gary Moreno", "accused-by-authority"),
        ),
        (f"{SHOT}Detectives want to speak to Gary Moreno.", ("Gary Moreno", "suspected")),
        (f"{SHOT}Police are hunting Gary Moreno.", ("Gary Moreno", "suspected")),
        (f"{SHOT}Ivo Brandt is being sought in connection with the murder.", ("Ivo Brandt", "suspected")),
    ],
)
def test_what_courts_and_searches_say(text: str, row: tuple[str, str]) -> None:
    assert row in {(actor, stance) for actor, stance, *_ in told(text)}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"{SHOT}Ivo Brandt appeared before Larn magistrates.",
        f"{SHOT}The bank charged Ivo Brandt a fee.",
        f"Ivo Brandt was charged with tax fraud and wire conduct. {SHOT}",
        f"{SHOT}Ivo Brandt was sentenced to ten days.",
        f"{SHOT}A court overturned the ban on guns.",
        f"{SHOT}Detectives want to speak to Ivo Brandt, who was a witness.",
        f"{SHOT}Ivo Brandt is seeking help.",
        f"{SHOT}Ivo Brandt served ten years as a clerk.",
    ],
)
def test_what_says_nothing_of_a_deed(text: str) -> None:
    assert told(text) == set()


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "Norwegian soldiers, and not Red Dawn rebels, burned the mill in Larn on Monday.",
        "The Norwegian army, not the Red Dawn rebels, burned the mill in Larn on Monday.",
    ],
)
def test_who_is_put_against_the_subject_did_not_do_it(text: str) -> None:
    found = told(text)
    assert {stance for actor, stance in found if "Dawn" in actor} == {"denied"}
    assert {stance for actor, stance in found if "Norwegian" in actor} == {"fact"}
