from __future__ import annotations

import pytest

from onrecord.annotate.nlp import load_pipeline
from onrecord.claims.source import nearest, source_range, subject_of
from onrecord.model import SourceKind
from tests.claims.reading import read, triples

pytestmark = pytest.mark.model


def _subject(text: str, verb: str) -> str:
    doc = load_pipeline()(text)
    head = next(t for t in doc if t.text == verb)
    who = subject_of(head) or nearest(head)
    if who is None:
        return ""
    start, end = source_range(who, head)
    return doc[start:end].text


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("The mayor of Ostrel said it rained.", "said", "The mayor of Ostrel"),
        ("Ines Kofler, a judge who knew him, said it rained.", "said", "Ines Kofler, a judge who knew him"),
        ("The mayor denied it and vowed to stay.", "vowed", "The mayor"),
        ("The mayor left, saying it rained.", "saying", "The mayor"),
        ("The guards, accusing him of theft, left.", "accusing", "The guards"),
        ("The mayor wants to announce a truce.", "announce", "The mayor"),
        ("A letter saying it rained was found.", "saying", "A letter"),
        ("It rained, said the mayor.", "said", "the mayor"),
        ("A book that says it rained was found.", "says", "A book"),
        ("The mayor, who says it rained, left.", "says", "who"),
        ("It was a plan to blame the guards.", "blame", ""),
        ("Blame the guards.", "Blame", ""),
    ],
)
def test_who(text: str, verb: str, who: str) -> None:
    assert _subject(text, verb) == who


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ines Kofler said the dam held.", SourceKind.PERSON),
        ("The ministry said the dam held.", SourceKind.ORGANISATION),
        ("Residents said the dam held.", SourceKind.COLLECTIVE),
        ("The report said the dam held.", SourceKind.DOCUMENT),
        ("A video showed that the dam held.", SourceKind.FOOTAGE),
        ("The survey found that the dam held.", SourceKind.POLL),
        ("An official who asked not to be named said the dam held.", SourceKind.ANONYMOUS),
        ("Two sources said the dam held.", SourceKind.ANONYMOUS),
        ("The guards were accused of theft.", SourceKind.UNKNOWN),
    ],
)
def test_kind(text: str, kind: SourceKind) -> None:
    assert next(s.claim.root.source.kind for s in read(text)) is kind


def test_what_somebody_is_shown_doing_is_told_to_its_end() -> None:
    text = "The recording shows a masked man kneeling beside the boat on Tuesday night."
    assert triples(text) == [("The recording", "shows", "a masked man kneeling beside the boat on Tuesday night")]
