"""Quotations in every style, and badly typed ones."""

from __future__ import annotations

import itertools
import time

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.annotate.extensions import Quote, QuoteKind
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.quotes import find_quotes
from onrecord.lexicon import load
from onrecord.lexicon.schema import QuoteCue
from onrecord.model import Report

BLANK = spacy.blank("en")

CASES = {
    "straight": ('He said, "We left." Nobody knew.', ["We left."]),
    "curly": ("He said, “We left.” Nobody knew.", ["We left."]),
    "guillemets": ("He said: «We left.» Nobody knew.", ["We left."]),
    "german": ("He said: „We left.“ Nobody knew.", ["We left."]),
    "typewriter pairs": ("He said, ``We left.'' Nobody knew.", ["We left."]),
    "two in a line": ('"We left," he said, "at noon."', ["We left,", "at noon."]),
    "british": ("‘We left,’ he said, ‘at noon.’", ["We left,", "at noon."]),
    "british straight": ("'We left,' he said.", ["We left,"]),
    "double inside british": ("‘He said “no” to us,’ she wrote.", ["He said “no” to us,"]),
    "apostrophes": ("The boys’ father didn’t see the ’90s or rock ’n’ roll.", []),
    "straight apostrophes": ("The boys' father didn't see the '90s or the girls' room.", []),
    "possessive inside": ("‘It is the boys’ house,’ he said.", ["It is the boys’ house,"]),
    "nested": ("“He told me “no” twice,” she said.", ["He told me “no” twice,"]),
    "nested straight": ('"He told me "no" twice," she said.', ['He told me "no" twice,']),
    "single inside double": ("“He said ‘no’ to us,” she wrote.", ["He said ‘no’ to us,"]),
    "unclosed": ("He said, “We left at noon.\n\nNobody knew.", ["We left at noon."]),
    "forgotten before another": (
        "“We left at noon. He sat down. “The road was open for all of us,” he said.",
        ["We left at noon. He sat down.", "The road was open for all of us,"],
    ),
    "closing mark typed as opening": ("“We left,“ he said.", ["We left,"]),
    "opening mark typed as closing": ("”We left,” he said.", ["We left,"]),
    "mixed styles": ('“We left," he said.', ["We left,"]),
    "over paragraphs": ("“We left.\n\n“The road was open.”\n\nHe sat.", ["We left.", "The road was open."]),
    "inches": ('The 6" pipe burst.', []),
    "empty": ('He wrote "" and left.', [""]),
    "fragment": ("It was “criminal negligence” by all.", ["criminal negligence"]),
    "after a dash": ("He left—“at noon,” he said.", ["at noon,"]),
    "in brackets": ("He left (“at noon”).", ["at noon"]),
}


def quotes_of(text: str, *, model: bool = False) -> tuple[Quote, ...]:
    nlp = load_pipeline() if model else BLANK
    return find_quotes(nlp(text), Report(id="rep_test", text=text))


@pytest.mark.parametrize("name", CASES)
def test_inner_words(name: str) -> None:
    text, wanted = CASES[name]
    assert [q.inner.words(text) for q in quotes_of(text)] == wanted


def test_continued_over_paragraphs() -> None:
    found = quotes_of("“We left.\n\n“Then it rained.\n\n“The road was open,” he said. “Wide open.”")
    assert [(q.closed, q.continues) for q in found] == [(False, False), (False, True), (True, True), (True, False)]


def test_closed_quotation_does_not_continue() -> None:
    assert [q.continues for q in quotes_of("“We left.”\n\n“The road was open.”")] == [False, False]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He said, “We left at noon.”", QuoteKind.SPEECH),
        ("She spoke of “criminal negligence” on Friday.", QuoteKind.FRAGMENT),
        ("They named the boat “Salt Wind” in May.", QuoteKind.SCARE),
        ("The so-called “grain patrols” never came.", QuoteKind.SCARE),
    ],
)
def test_kinds(text: str, kind: QuoteKind) -> None:
    assert [q.kind for q in quotes_of(text, model=True)] == [kind]


@pytest.mark.model
@pytest.mark.parametrize("cue", load("quote_cues", QuoteCue), ids=lambda c: c.id)
def test_cue_examples(cue: QuoteCue) -> None:
    assert [q.kind for q in quotes_of(cue.example, model=True)] == [QuoteKind.SCARE]


def test_marks_inside_an_unclosed_quotation_stay_part_of_it() -> None:
    text = "“It is 'a pity', she said"
    assert [q.span.words(text) for q in quotes_of(text)] == [text]


@settings(deadline=None)
@example("“'a'")
@given(st.text(alphabet="ab .,\n\"'“”‘’«»`", max_size=60))
def test_any_marks(text: str) -> None:
    found = quotes_of(text)
    for before, after in itertools.pairwise(found):
        assert before.span.end <= after.span.start
    for quote in found:
        assert quote.span.covers(quote.inner)
        assert "\n" not in quote.span.words(text)


@pytest.mark.parametrize("unit", ['"a ', "“a ", "‘a ", "'a ", "a' ", '"a" ', "“a” “b "])
def test_long_runs_of_marks_stay_cheap(unit: str) -> None:
    text = unit * 5_000
    doc = BLANK("x")
    started = time.perf_counter()
    find_quotes(doc, Report(id="rep_test", text=text))
    assert time.perf_counter() - started < 3.0
