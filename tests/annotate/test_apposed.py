"""A name beside a person's office or tie is a person's, whatever it sounds like."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.annotate.extensions import notes
from onrecord.model import EntityKind, Report


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He met their union secretary, Washington Pilat, in Quito.", "Washington Pilat"),
        ("She asked the public prosecutor, Sabine Achlei, for the file.", "Sabine Achlei"),
        ("My cousin Nino drove the lorry.", "Nino"),
    ],
)
def test_names_beside_an_office_are_persons(text: str, name: str) -> None:
    doc = next(iter(annotate([Report("t", text)])))
    found = {e.name: e.kind for e in notes(doc).entities}
    assert found.get(name) is EntityKind.PERSON, found


@pytest.mark.model
def test_a_body_beside_a_group_is_none() -> None:
    doc = next(iter(annotate([Report("t", "He joined the rebel group, the Lund Salvation Front, in May.")])))
    assert all(e.label_ != "PERSON" for e in doc.ents)


@pytest.mark.model
def test_a_foreign_word_begins_a_body() -> None:
    text = "A spokesman for Katiba al-Nur, Abu Talib, said the group had left the town."
    doc = next(iter(annotate([Report("t", text)])))
    kinds = {e.name: e.kind for e in notes(doc).entities}
    assert kinds.get("Katiba al-Nur") is EntityKind.ORGANISATION, kinds
