"""A body is called by the last word of its name later on: "the Ogden Salvation Front", "the front"."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.annotate.extensions import notes
from onrecord.model import Report


def mentions(text: str, name: str) -> list[str]:
    doc = next(iter(annotate([Report("t", text)])))
    return [m.span.words(text) for e in notes(doc).entities if e.name == name for m in e.mentions]


@pytest.mark.model
def test_the_front_is_the_salvation_front() -> None:
    text = "The Ogaden Salvation Front burned a mill. In April the front said that it would go on."
    assert "the front" in mentions(text, "Ogaden Salvation Front")


@pytest.mark.model
def test_at_the_front_is_a_place() -> None:
    text = "The Ogaden Salvation Front burned a mill. Two soldiers fell at the front in April."
    assert "the front" not in mentions(text, "Ogaden Salvation Front")


@pytest.mark.model
def test_the_end_of_a_name_with_an_article() -> None:
    text = "The Ogaden Salvation Front burned a mill. In April the Front said that it would go on."
    assert "Front" in " ".join(mentions(text, "Ogaden Salvation Front")[1:])
