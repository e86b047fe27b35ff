"""A raid to search or arrest is told apart from an attack that is called a raid."""

from __future__ import annotations

import pytest

from onrecord.lexicon import load
from onrecord.lexicon.schema_scope import SearchWord
from onrecord.model import RoleKind
from tests.incidents.reading import incidents, names

pytestmark = pytest.mark.model


def types(text: str) -> list[str]:
    """Return the types of the raids that a text tells."""
    return [i.type for i in incidents(text) if any("raid" in s.words(text).lower() for s in i.triggers)]


@pytest.mark.parametrize("entry", load("search_words", SearchWord), ids=lambda e: e.id)
def test_entry_decides_its_example(entry: SearchWord) -> None:
    assert types(entry.example) == ["ASSAULT" if entry.kind == "battle" else "COERCE"]


@pytest.mark.parametrize(
    "text",
    [
        "The FBI raided a clinic in Dolno.",
        "Immigration agents carried out raids in Dolno on Monday. The raids were condemned by the bishop.",
        "Federal agents raided the home of a man suspected of killing two clerks.",
        "Two farms were raided and ledgers confiscated.",
        "Soldiers raided the house of the ousted minister.",
    ],
)
def test_a_raid_to_search_is_coercion(text: str) -> None:
    assert set(types(text)) == {"COERCE"}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen raided the bakery and took two men.",
        "Two people were killed in a police raid on a bakery.",
        "During a drug raid on Mill Street, an officer was shot.",
        "Soldiers raided the village of Dolno at dawn.",
        "Inmates raided the armory and seized two rifles.",
        "The raid that killed the rebel leader lasted an hour.",
        "Police said that rebels raided the house and burned it down.",
    ],
)
def test_a_raid_that_strikes_is_an_attack(text: str) -> None:
    assert set(types(text)) == {"ASSAULT"}


def test_who_searches_is_a_party_and_no_perpetrator() -> None:
    (raid,) = (i for i in incidents("Detectives staged a raid on the print shop in Dolno.") if i.type == "COERCE")
    assert names(raid, RoleKind.PARTY) == ["Detectives"]
    assert not raid.fillers(RoleKind.PERPETRATOR)
    assert raid.title.startswith("Raid on the print shop")
