"""Text set in capitals gets the case that the parser knows: months, surnames, bodies, acronyms, prefixes."""

from __future__ import annotations

import pytest

from onrecord.annotate.capital_words import about, is_common, words_of
from onrecord.annotate.capitals import calm
from onrecord.lexicon import load
from onrecord.lexicon.schema_capitals import CapitalWord

pytestmark = pytest.mark.model

CASES = {
    "month behind a day": (
        "THE FERRY LEFT ON 24 MAY, AND IT MAY RETURN.",
        "The ferry left on 24 May, and it may return.",
    ),
    "month before a year": ("THE FERRY LEFT IN MARCH 1989 FOR GOOD.", "The ferry left in March 1989 for good."),
    "short month": ("THE FERRY LEFT ON 5 FEB AND CAME BACK.", "The ferry left on 5 Feb and came back."),
    "no month": ("THE MILLERS WILL MARCH AND MAY SING AGAIN.", "The millers will march and may sing again."),
    "acronym with a possessive": ("THE ELN'S CAMP LAY BEHIND THE OLD MILL.", "The ELN's camp lay behind the old mill."),
    "first person": ("THEN I SAID THAT THE MILL WAS OURS.", "Then I said that the mill was ours."),
    "numbered weapon": (
        "AN A-37 PLANE OF THE 3D BRIGADE FLEW OVER LUND.",
        "An A-37 plane of the 3d brigade flew over Lund.",
    ),
    "usual surname": ("IN THE HALL ORTEGA SAID THAT ALL WAS WELL.", "In the hall Ortega said that all was well."),
    "surname behind a title": (
        "COLONEL PIZARRO SAID NO. LATER PIZARRO LEFT THE HALL.",
        "Colonel Pizarro said no. Later Pizarro left the hall.",
    ),
    "no surname behind a title": (
        "THE COLONEL'S STATEMENTS AND OTHER STATEMENTS WERE FALSE.",
        "The colonel's statements and other statements were false.",
    ),
    "no surname behind a saint": (
        "THE SAN JOSE AGREEMENT WAS SIGNED BY THE MILLERS.",
        "The San Jose agreement was signed by the millers.",
    ),
    "verb behind a name": ("ROBERTO MERINO ASKED THE MAYOR FOR A LAMP.", "Roberto Merino asked the mayor for a lamp."),
    "given name that is a verb": (
        "THEY SHOT HECTOR TAVELL NEAR THE OLD MILL.",
        "They shot Hector Tavell near the old mill.",
    ),
    "town of two words": ("THE BUS FROM LA UNION DID NOT COME.", "The bus from La Union did not come."),
    "people of two words": ("THE COSTA RICAN MINISTER CAME BY BUS.", "The Costa Rican minister came by bus."),
    "noun that is a town too": ("A CAR OF THAT ENTERPRISE STOOD THERE.", "A car of that enterprise stood there."),
    "cause behind its body": (
        "REBELS OF THE ARMY OF NATIONAL LIBERATION FLED.",
        "Rebels of the Army of National Liberation fled.",
    ),
    "armed body": (
        "THE REVOLUTIONARY ARMED FORCES OF ZANTORIA FLED.",
        "The Revolutionary Armed Forces of Zantoria fled.",
    ),
    "body named for somebody": (
        "THE TAVELLIST UNION BURNED THE MILL TODAY.",
        "The Tavellist Union burned the mill today.",
    ),
    "prefix": ("AN ANTIDRUG SQUAD CAME TO THE MILL TODAY.", "An antidrug squad came to the mill today."),
    "verb of the lexicon": (
        "THE FRONT MACHINEGUNNED A BUS NEAR THE MILL.",
        "The front machinegunned a bus near the mill.",
    ),
    "name before a figure": ("THE LAST OF THEM WAS DANIEL MERINO 23", "The last of them was Daniel Merino 23"),
}


@pytest.mark.parametrize("name", CASES)
def test_capitals(name: str) -> None:
    text, wanted = CASES[name]
    assert calm(text) == wanted


@pytest.mark.parametrize("entry", load("capital_words", CapitalWord), ids=lambda e: e.id)
def test_examples_hold_a_word_and_read_well(entry: CapitalWord) -> None:
    assert set(entry.example.lower().replace(".", "").split()) & set(entry.words) or entry.kind == "prefix"
    assert calm(entry.example).isascii()
    assert not calm(entry.example).isupper()


def test_a_prefix_needs_a_word_behind_it() -> None:
    assert words_of("prefix")
    assert is_common("antidrug")
    assert not is_common("antivel")


def test_a_word_is_looked_up_once() -> None:
    assert about("MILL'S") is about("MILL'S")
    assert about("MILL'S").bare == "MILL"
