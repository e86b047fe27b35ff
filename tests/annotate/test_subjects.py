"""A verb has its subject, also behind a phrase that the parser hangs it on."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.model import Report


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("In a call to a Lund radio station, a man who spoke for the dockers denied any part in it.", "denied", "man"),
        ("In addition to the guild, a broad coalition of bakers have vouched for the mill.", "vouched", "coalition"),
        ("The guild denied any part in it.", "denied", "guild"),
    ],
)
def test_the_subject_is_found(text: str, verb: str, subject: str) -> None:
    doc = next(iter(annotate([Report("t", text)])))
    token = next(t for t in doc if t.text == verb)
    assert [c.text for c in token.children if c.dep_ == "nsubj"] == [subject]


@pytest.mark.model
def test_who_speaks_again_is_who_spoke() -> None:
    text = "The commander denied that his men had left their barracks and repeated that the dockers had done it."
    doc = next(iter(annotate([Report("t", text)])))
    assert next(t for t in doc if t.text == "repeated").head.text == "denied"


@pytest.mark.model
def test_verbs_with_one_helper_belong_together() -> None:
    text = "He said the governor had known that the market was full and had ordered the raid."
    doc = next(iter(annotate([Report("t", text)])))
    assert next(t for t in doc if t.text == "ordered").head.text == "known"
