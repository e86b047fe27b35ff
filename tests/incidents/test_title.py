"""One line for an event: who did what to whom, read as a person would write it."""

from __future__ import annotations

import pytest

from onrecord.incidents.title import make_title
from onrecord.model import Realis, Role, RoleKind

P, R, V, T = RoleKind.PARTY, RoleKind.RECIPIENT, RoleKind.VICTIM, RoleKind.TARGET

TITLES = {
    "talks between states": ("Talks", [(P, "Norwegian"), (P, "Chile")], "Talks between Norway and Chile"),
    "an article for a union of states": (
        "Talks",
        [(P, "American"), (P, "Dutch")],
        "Talks between the United States and the Netherlands",
    ),
    "talks of one side": ("Talks", [(P, "the rebels")], "Talks involving the rebels"),
    "one of a people": ("Shooting", [(V, "Icelander"), (V, "Icelandic")], "Shooting of an Icelander and an Icelandic"),
    "charges against": ("Charges", [(R, "two dock workers")], "Charges against two dock workers"),
    "protest by": ("Protest", [(P, "Bakers")], "Protest by Bakers"),
    "protest against": ("Protest", [(P, "bakers"), (T, "the tax")], "Protest against the tax"),
    "visit to": ("Visit", [(P, "the regent"), (T, "the island")], "Visit to the island"),
    "a bare pronoun names nobody": ("Shooting", [(V, "She"), (V, "them")], "Shooting"),
    "a bare pronoun beside a name": ("Shooting", [(V, "four men"), (V, "Them")], "Shooting of four men"),
    "a possessive alone": ("Shooting", [(V, "his")], "Shooting"),
    "a possessive": ("Shooting", [(V, "his elder brother")], "Shooting of an elder brother"),
    "a possessive plural": ("Abduction", [(V, "her children")], "Abduction of children"),
    "the same twice": ("Shooting", [(V, "Teenager"), (V, "the teenager")], "Shooting of Teenager"),
    "a bare count": ("Killing", [(V, "40"), (V, "five clerks")], "Killing of five clerks"),
    "a count in a word": ("Bombing", [(V, "two people"), (V, "six"), (V, "The two")], "Bombing of two people"),
    "counts alone": ("Bombing", [(V, "six")], "Bombing of six"),
    "others once": (
        "Shooting",
        [(V, "one clerk"), (V, "three others"), (V, "Ardo Pell")],
        "Shooting of one clerk and three others",
    ),
    "marks at the edges": ("Attack", [(T, "[Harbour Front"), (T, "× Quay”")], "Attack on Harbour Front and Quay"),
    "brackets inside": ("Attack", [(T, "[Harbour Front] office")], "Attack on Harbour Front office"),
    "an address": ("Visit", [(T, "http://larn.example/tips")], "Visit"),
}


@pytest.mark.parametrize("name", TITLES)
def test_title(name: str) -> None:
    label, told, wanted = TITLES[name]
    roles = [Role(kind, words, ()) for kind, words in told]
    assert make_title(label, Realis.ACTUAL, roles, None, "") == wanted


def test_a_long_phrase_is_cut() -> None:
    words = "the yard of the harbour office behind the old mill on the northern bank of the river Larn"
    title = make_title("Attack", Realis.ACTUAL, [Role(T, words, ())], None, "Larn")
    assert title == "Attack on the yard of the harbour office behind the old mill on the …, Larn"


@pytest.mark.parametrize(
    ("label", "wanted"),
    [("Clash", "Clashes"), ("Robbery", "Robberies"), ("Shooting", "Shootings"), ("Sanctions", "Sanctions")],
)
def test_a_kind_of_event_is_plural(label: str, wanted: str) -> None:
    assert make_title(label, Realis.GENERIC, [], None, "") == f"{wanted} in general"
