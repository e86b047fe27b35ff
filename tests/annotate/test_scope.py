"""Certainty: every entry of the two lexicons decides its own example; combinations; the numeric scale."""

from __future__ import annotations

import re

import pytest
from spacy.tokens import Token

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.scope import certainty_of, operators, value_of
from onrecord.lexicon import load
from onrecord.lexicon.schema import Hedge, Predicate
from onrecord.model import Certainty, Level, Polarity, Report

pytestmark = pytest.mark.model

_MARKED = re.compile(r"\*([\w-]+)\*")


def marked(sentence: str) -> Token:
    """Return the token between asterisks."""
    match = _MARKED.search(sentence)
    assert match is not None, sentence
    plain = sentence.replace("*", "")
    doc = next(parse([Report("r", plain)], load_pipeline()))
    span = doc.char_span(match.start(), match.end() - 2, alignment_mode="expand")
    assert span is not None
    return span.root


def effect_of(token: Token) -> str:
    found = certainty_of(token)
    return f"{found.level}{'-' if found.polarity is Polarity.NEGATIVE else '+'}"


# Verbs that leave their complement as it stands are entries so that a negation on them is understood.
@pytest.mark.parametrize("entry", load("predicates", Predicate), ids=lambda e: e.id)
def test_predicate_decides_its_example(entry: Predicate) -> None:
    negated = bool(re.search(r"\b(not|never)\b|n't", entry.example))
    token = marked(entry.example)
    found = [op for op in operators(token) if op.token.lemma_.lower() == entry.lemma]
    assert found, [(op.key, op.token.text) for op in operators(token)]
    wanted = entry.negated if negated else entry.affirmed
    assert f"{found[0].level}{'-' if found[0].turns else '+'}" == wanted


@pytest.mark.parametrize("entry", load("hedges", Hedge), ids=lambda e: e.id)
def test_hedge_decides_its_example(entry: Hedge) -> None:
    token = marked(entry.example)
    found = [op for op in operators(token) if entry.lemma.split("-")[-1] in (op.token.lower_, op.token.lemma_.lower())]
    assert found, [(op.key, op.token.text) for op in operators(token)]
    assert f"{found[0].level}{'-' if found[0].turns else '+'}" == entry.effect


CASES = [
    ("The guard *fired* twice.", "certain+"),
    ("The guard did not *fire*.", "certain-"),
    ("Nobody *fired*.", "certain-"),
    ("The guard did not manage to *fire*.", "certain-"),
    ("The crew did not fail to *warn* the town.", "certain+"),
    ("The guard may not have *fired*.", "possible-"),
    ("The guard cannot have *fired*.", "certain-"),
    ("She said the talks would *resume*.", "probable+"),
    ("*Leaving* would not be wise.", "certain+"),
    ("It is unlikely that the guard *fired*.", "probable-"),
    ("The envoy denied that his men *fired*.", "certain-"),
    ("Did the guards *open* fire?", "unknown+"),
    ("If the guards *leave*, the truce ends.", "unknown+"),
    ("The men came to *free* her.", "unknown+"),
    ("Police fear the boat might have *sunk*.", "possible+"),
    # A conjunct with a tense of its own, or on the other side of "but", is not under what stands on the first.
    ("The envoy did not sign the paper but *left* a note.", "certain+"),
    ("The captain does not name the island and *says* little.", "certain+"),
    ("The guild has not met the abbot and will *vote* on Monday.", "probable+"),
    ("The guards did not eat or *drink*.", "certain-"),
    # What a noun takes as given stays so, whatever stands around it, but for the word that governs it.
    ("The mayor did not comment on the *collapse*.", "certain+"),
    ("The mayor may resign after their *vote*.", "certain+"),
    ("The guards did not launch a *raid*.", "certain-"),
    ("Guards foiled the *bombing*.", "certain-"),
    # Neither what is refused to somebody nor an object beside it says anything of what he is accused of.
    ("A man *accused* of burning the mill was denied bail.", "certain+"),
    ("The man is *accused* of theft; facing a charge, he has no bond.", "certain+"),
    ("The guards had no *warning*.", "certain-"),
    # "Neither" before a subject.
    ("Neither the mayor nor his aide *spoke*.", "certain-"),
]


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_operators_together(sentence: str, wanted: str) -> None:
    assert effect_of(marked(sentence)) == wanted


def test_the_words_that_decide_are_given() -> None:
    token = marked("The fire may have *started* in the kitchen.")
    assert certainty_of(token) == Certainty(Level.POSSIBLE, Polarity.POSITIVE, certainty_of(token).hedges)
    assert [s.words(token.doc.text) for s in certainty_of(token).hedges] == ["may"]


def test_nothing_above_the_cue_counts() -> None:
    token = marked("The mayor may say that the wall *fell*.")
    assert certainty_of(token, stop=token.head).level is Level.CERTAIN


def test_values_are_ordered() -> None:
    sentences = [
        "The guard did not *fire*.",
        "If the guards *leave*, the truce ends.",
        "The guard may have *fired*.",
        "The guard *fired*.",
    ]
    values = [value_of(marked(s)) for s in sentences]
    assert values == sorted(values)
    assert values[0] < 0 < values[1]
    assert values[-1] == 3.0
