"""Event types of invented sentences."""

from __future__ import annotations

import pytest

from onrecord.classes import acled_type, plover_type
from onrecord.classes.events import between, masked
from onrecord.model import Span


def span(text: str, words: str) -> Span:
    """Return where words stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def test_between_actor_and_recipient() -> None:
    text = "Norway urged Brazil to sign"
    actor, recipient = span(text, "Norway"), span(text, "Brazil")
    assert [s.words(text).strip() for s in between([actor], [recipient], len(text))] == ["urged"]
    assert [s.words(text).strip() for s in between([recipient], [actor], len(text))] == ["urged"]
    assert [s.words(text).strip() for s in between([actor], [], len(text))] == ["urged Brazil to sign"]
    assert between([], [recipient], len(text)) == []
    assert between([actor], [actor], len(text)) == []


def test_masked_names_do_not_count_as_words() -> None:
    text = "Norway urged Brazil to sign"
    found = masked(text, [span(text, "Norway")], [span(text, "Brazil")])
    assert found.split() == ["actorx", "urged", "recipx", "to", "sign"]


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Norway condemned Brazil for the attack on its embassy.", "Norway", "Brazil", "ACCUSE"),
        ("Norway rejected the proposal made by Brazil.", "Norway", "Brazil", "REJECT"),
        ("Norway provided humanitarian aid and a loan to Brazil after the flood.", "Norway", "Brazil", "AID"),
        (
            "Norwegian soldiers killed nine Brazilian fighters.",
            "Norwegian soldiers",
            "nine Brazilian fighters",
            "ASSAULT",
        ),
        ("Norway's premier met Brazil's president for talks.", "Norway's premier", "Brazil's president", "CONSULT"),
    ],
)
def test_plover_type(text: str, actor: str, recipient: str, kind: str) -> None:
    assert plover_type(text, [span(text, actor)], [span(text, recipient)]).label == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A suicide bomber blew himself up outside a mosque in Tarvik, killing four.", "SUIC_BOMB"),
        ("Fighter jets carried out air strikes on a depot near Tarvik.", "AIR_STRIKE"),
        ("Police arrested nine members of the group in Tarvik.", "ARREST"),
    ],
)
def test_acled_type(text: str, kind: str) -> None:
    assert acled_type(text).label == kind


def test_odd_text_has_a_type() -> None:
    for text in ("", " ", "\ud800", "x" * 5_000):
        assert plover_type(text.replace("\ud800", "?"), [], []).label
        assert acled_type(text.replace("\ud800", "?")).label
