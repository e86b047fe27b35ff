"""The words of a report as lists."""

from __future__ import annotations

import pytest

from onrecord.annotate.columns import columns
from onrecord.annotate.extensions import Annotations
from onrecord.annotate.nlp import load_pipeline
from onrecord.model import Report

TEXT = "Ines Kofler said the RAIDS had stopped.\n\nNobody believed her."


@pytest.mark.model
def test_lists_say_what_the_tokens_say_and_are_made_once() -> None:
    doc = load_pipeline()(TEXT)
    doc._.onrecord = Annotations(Report(id="rep_1", text=TEXT))
    made = columns(doc)
    assert made.lemmas == [t.lemma_.lower() for t in doc]
    assert made.lowers == [t.lower_ for t in doc]
    assert made.starts == [t.idx for t in doc]
    assert columns(doc) is made


@pytest.mark.model
def test_a_report_without_words_has_empty_lists() -> None:
    doc = load_pipeline()("")
    doc._.onrecord = Annotations(Report(id="rep_1", text=""))
    assert columns(doc).lemmas == []
    assert columns(doc).starts == []
