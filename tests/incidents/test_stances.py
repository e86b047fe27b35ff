"""Who counts as an authority by the words for him."""

from __future__ import annotations

import pytest

from onrecord.incidents.stances import is_authority, kind_of
from onrecord.model import Entity, EntityKind, Office, SourceKind, SourceRef, Span


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Deputy Commissioner", "authority"),
        ("sheriff's deputies", "authority"),
        ("an opposition deputy", "lay"),
        ("U.S. Attorney", "authority"),
        ("the state's attorney", "authority"),
        ("defense attorney", "lay"),
        ("Islamic State", "lay"),
        ("a judicial source", "authority"),
        ("the Panel of Experts", "authority"),
        ("a military board", "authority"),
        ("a campaign official", "lay"),
        ("a security guard", "lay"),
    ],
)
def test_the_words_say_whether_somebody_speaks_for_a_state(words: str, kind: str) -> None:
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    ("title", "stands"),
    [("Sgt.", "authority"), ("Lt. Gov.", "authority"), ("Representative", ""), ("baker", "")],
)
def test_a_title_before_a_name_says_it_too(title: str, stands: str) -> None:
    office = Office(title, "", Span(0, len(title)))
    somebody = Entity("ent-1", EntityKind.PERSON, "Ivo Brandt", offices=(office,))
    assert is_authority(SourceRef(SourceKind.PERSON, "Ivo Brandt", (), "ent-1"), somebody) is bool(stands)
