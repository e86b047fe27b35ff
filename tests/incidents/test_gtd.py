"""GTD's categories of invented incidents."""

from __future__ import annotations

import pytest

from onrecord.incidents.gtd import gtd_codes, singular
from onrecord.lexicon import load
from onrecord.lexicon.schema_classes import GtdCode
from onrecord.model import Incident, Role, RoleKind
from tests.incidents.reading import incidents


def incident(mode: str, *roles: tuple[RoleKind, str]) -> Incident:
    """Return an attack with these roles."""
    return Incident("i", "ASSAULT", mode, "", (), tuple(Role(kind, name, ()) for kind, name in roles))


def codes(made: Incident, *titles: str) -> dict[str, str]:
    """Return the name of each code."""
    return {c.part: c.name for c in gtd_codes(made, titles)}


def test_attack_target_and_weapon() -> None:
    found = codes(incident("explosives", (RoleKind.SITE, "the old bank"), (RoleKind.INSTRUMENT, "a car bomb")))
    assert found == {"attack": "Bombing/Explosion", "target": "Business", "weapon": "Explosives"}


def test_weapon_of_the_mode_where_none_is_named() -> None:
    found = gtd_codes(incident("firearms", (RoleKind.VICTIM, "two policemen")))
    assert {c.part: c.code for c in found} == {"attack": "2", "target": "3", "weapon": "5"}
    assert next(c.why for c in found if c.part == "weapon") == "mode firearms"


def test_offices_say_what_a_named_victim_was() -> None:
    assert codes(incident("targeted", (RoleKind.VICTIM, "Ardo Pell")), "judge")["target"] == "Government (General)"


def test_unknown_is_said() -> None:
    assert codes(incident("", (RoleKind.VICTIM, "Ardo Pell"))) == dict.fromkeys(
        ("attack", "target", "weapon"), "Unknown"
    )


def test_only_attacks_have_codes() -> None:
    assert gtd_codes(Incident("i", "CONSULT", "", "", ())) == ()


@pytest.mark.parametrize(
    ("plural", "one"),
    [("policemen", "policeman"), ("embassies", "embassy"), ("buses", "bus"), ("churches", "church"), ("mines", "mine")],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) in (one, one + "e")


@pytest.mark.model
@pytest.mark.parametrize("entry", load("gtd_codes", GtdCode), ids=lambda e: e.id)
def test_entry_decides_its_example(entry: GtdCode) -> None:
    found = [c for i in incidents(entry.example) for c in i.codes if c.part == entry.part]
    assert str(entry.code) in {c.code for c in found}, [(c.code, c.why) for c in found]
