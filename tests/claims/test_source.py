from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.annotate import annotate
from onrecord.annotate.extensions import notes
from onrecord.annotate.nlp import load_pipeline
from onrecord.claims.content import QuoteIndex
from onrecord.claims.find import find_candidates
from onrecord.claims.source import nearest, outside, source_range, subject_of
from onrecord.model import Report, SourceKind, Span
from tests.claims.reading import read, triples

pytestmark = pytest.mark.model


def test_no_source_inside_the_words_it_speaks() -> None:
    texts = ["“We had no warning,” said Ines Kofler.", "“No warning of the sort. None at all,” said Ines Kofler."]
    for text in texts:
        assert {s.source for s in read(text)} == {"Ines Kofler"}


def test_a_source_inside_its_quotation_is_refused() -> None:
    text = "“No warning was given to the crews,” said Ines Kofler."
    report = Report("rep_test", text)
    doc = next(iter(annotate([report])))
    (item,) = find_candidates(doc)[0]
    warning = next(t for t in doc if t.text == "warning")
    wrong = replace(item, source_head=warning.i, source=(Span(warning.idx, warning.idx + len(warning)),))
    right = outside(doc, wrong, QuoteIndex(notes(doc).quotes))
    assert [s.words(text) for s in right.source] == ["Ines Kofler"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The long race suggests that the port is full.", SourceKind.UNKNOWN),
        ("History says that the port is full.", SourceKind.UNKNOWN),
        ("Some glaziers said that the port was full.", SourceKind.COLLECTIVE),
        ("A glazier said that the port was full.", SourceKind.PERSON),
    ],
)
def test_things_are_no_persons(text: str, kind: SourceKind) -> None:
    assert [s.claim.root.source.kind for s in read(text)] == [kind]


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


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The paper says voters will instinctively know that the bill is bad.", ["The paper"]),
        ("Voters will know that the bill is bad.", []),
        ("Ines Kofler said people may think that the dam held.", ["Ines Kofler"]),
        ("Ines Kofler said the voters think that the dam held.", ["the voters", "Ines Kofler"]),
    ],
)
def test_nobody_in_particular_claims_nothing_yet(text: str, sources: list[str]) -> None:
    assert sorted(who for who, _, _ in triples(text)) == sorted(sources)


def test_a_place_before_the_speaker_does_not_speak() -> None:
    text = "Ten clerks were found in Inal, in the west of Norva, the governor's office said."
    assert {s.source for s in read(text)} == {"the governor's office"}


def test_the_subject_of_the_first_verb_does_not_accuse() -> None:
    text = "The guild stands on a list of banned groups, and was accused by Kenya of burning the mill."
    assert [c.source for c in read(text) if "accused" in c.cue] == ["Kenya"]
