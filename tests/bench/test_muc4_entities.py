"""Which words the key of MUC-4 would have, and who is likely enough."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from bench.muc4_entities import ENOUGH, entities, likely
from onrecord.annotate import annotate
from onrecord.incidents.roles import filler
from onrecord.model import Report, RoleKind


def noun(text: str, word: str) -> Token:
    doc = next(iter(annotate([Report("t", text)])))
    return next(t for t in doc if t.text == word)


@pytest.mark.model
def test_the_likely_ones_come_first_and_the_others_not_at_all() -> None:
    head = noun("Men used three large bombs.", "bombs")
    fillers = [filler(RoleKind.INSTRUMENT, head, str(n)) for n in range(4)]
    bound = ENOUGH["Weapon"]
    for f, chance in zip(fillers, (None, bound - 0.01, bound, 0.99), strict=True):
        f.chance = chance
    assert [f.why for f in likely(fillers)] == ["3", "2", "0"]


def test_bodies_that_rows_tie_to_an_event_are_entities_once() -> None:
    found = entities([], ["Grey Dawn", "the Grey Dawn guerrillas", "Red Dusk"])
    assert found["PerpOrg"] == [["Grey Dawn"], ["Red Dusk"]]
    assert entities([])["PerpOrg"] == []
