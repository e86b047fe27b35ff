"""The parse keeps offsets, paragraphs and wire text in capitals readable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.capitals import calm, shouted
from onrecord.annotate.extensions import Annotations, notes
from onrecord.annotate.nlp import load_pipeline, model_name
from onrecord.annotate.parsing import BATCH_LENGTH, parse, reading_copy
from onrecord.model import Report

pytestmark = pytest.mark.model

CASES = {
    "names and common words": (
        "THE REBELS SHOT COLONEL RENE PEREZ NEAR THE BRIDGE.",
        "The rebels shot Colonel Rene Perez near the bridge.",
    ),
    "countries and days": (
        "THE CHILEAN ARMY LEFT PERU ON MONDAY MORNING.",
        "The Chilean army left Peru on Monday morning.",
    ),
    "dotted acronyms": (
        "THE U.S. EMBASSY IN LIMA WAS CLOSED YESTERDAY.",
        "The U.S. embassy in Lima was closed yesterday.",
    ),
    "spelled-out acronym": (
        "THE SALT WORKERS FRONT [SWF] CLAIMED THE ATTACK.",
        "The Salt Workers Front [SWF] claimed the attack.",
    ),
    "explained elsewhere": (
        "MEN OF THE GRAIN RAIDERS [GR] LEFT. THE GRAIN RAIDERS AND GR DENY IT.",
        "Men of the Grain Raiders [GR] left. The Grain Raiders and GR deny it.",
    ),
    "acronyms that are in a dictionary": (
        "THE CIA AND THE ELN GAVE NO REASON FOR THE TALKS.",
        "The CIA and the ELN gave no reason for the talks.",
    ),
    "a body by its cause": (
        "THE POPULAR GRAIN FRONT AND THE TAVELL NATIONAL LIBERATION ARMY MET.",
        "The popular grain front and the Tavell National Liberation Army met.",
    ),
    "a body's patron": (
        "THE TAVELL RIVERA LIBERATION FRONT MET AT THE NATIONAL BANK.",
        "The Tavell Rivera Liberation Front met at the National Bank.",
    ),
    "known bodies": ("TWO SHINING PATH MEN WERE HELD IN LIMA.", "Two Shining Path men were held in Lima."),
    "countries of two words": ("HE LEFT THE UNITED STATES FOR GOOD.", "He left the United States for good."),
    "surname that is a noun": (
        "THEY SHOT ROBERTO TAVELL RIVERA, A TEACHER FROM THE COAST.",
        "They shot Roberto Tavell Rivera, a teacher from the coast.",
    ),
    "second sentence": ("THE TOWN IS CALM. SOLDIERS LEFT IT AT DAWN.", "The town is calm. Soldiers left it at dawn."),
}


@pytest.mark.parametrize("name", CASES)
def test_capitals(name: str) -> None:
    text, wanted = CASES[name]
    assert calm(text) == wanted


def test_only_paragraphs_in_capitals_change() -> None:
    text = "URGENT\n\nThe FBI said on Monday that NATO would help the town.\n\nTHE END OF THE ROAD IS NOT IN SIGHT."
    assert calm(text).split("\n\n")[:2] == text.split("\n\n")[:2]
    assert calm(text).endswith("The end of the road is not in sight.")


def test_short_lines_are_not_shouting() -> None:
    assert not shouted("BREAKING NEWS")


@settings(deadline=None)
@given(st.text(alphabet="AB İßÉ .'’\n-\u00a0[](1ab", max_size=80))
def test_same_length(text: str) -> None:
    copy = reading_copy(text)
    assert len(copy) == len(text)
    assert [i for i, c in enumerate(copy) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


def test_offsets_are_the_report_s() -> None:
    report = Report(id="rep_test", text="Mira\u00a0Orlin left.\n\nTHE REBELS SHOT COLONEL RENE PEREZ AT DAWN.")
    doc = next(iter(parse([report], load_pipeline())))
    assert len(doc.text) == len(report.text)
    assert all(report.text[t.idx : t.idx + len(t)].lower() == t.text.lower() for t in doc if not t.is_space)


def test_sentences_end_with_their_paragraph() -> None:
    report = Report(id="rep_test", text="Mira Orlin\n\nleft the hall\n\nand sat down.")
    doc = next(iter(parse([report], load_pipeline())))
    assert len(list(doc.sents)) == 3


def test_long_reports_are_cut_and_joined() -> None:
    text = "\n\n".join(["Mira Orlin left the hall at noon and sat down by the river."] * 700)
    doc = next(iter(parse([Report(id="rep_test", text=text)], load_pipeline())))
    assert doc.text == text
    assert doc[-1].idx == len(text) - 1


def test_long_reports_go_in_by_parts() -> None:
    text = "\n\n".join(["Mira Orlin left the hall at noon and sat down by the river."] * 4500)
    nlp = load_pipeline()
    sizes: list[int] = []

    def watched(texts: Iterable[Any], **options: Any) -> Iterator[Any]:
        held = list(texts)
        sizes.append(sum(len(t) for t, _ in held))
        return ((nlp.make_doc(t), context) for t, context in held)

    with patch.object(nlp, "pipe", watched):
        doc = next(iter(parse([Report(id="rep_test", text=text)], nlp)))
    assert doc.text == text
    assert len(sizes) > 1
    assert max(sizes) <= BATCH_LENGTH


def test_model_name_says_version() -> None:
    assert model_name(load_pipeline()).startswith("en_")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("LUND, May 3, 2024 - A bomb killed two guards.", "LUND, May 3, 2024 - "),
        ("A headline\n\nLIMA (Agency) -- Rebels shot a mayor.", "LIMA (Agency) -- "),
        ("KABUL, Afghanistan — Nine people died.", "KABUL, Afghanistan — "),
        ("Lisbon - the capital - is calm.", "Lisbon - the capital - is calm."),
        ("Rebels shot a mayor - A guard fled.", "Rebels shot a mayor - A guard fled."),
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(text: str, first: str) -> None:
    doc = next(parse([Report("r", text)], load_pipeline()))
    assert first.strip() in [s.text.strip() for s in doc.sents]


def test_the_pipeline_is_loaded_once_however_it_is_asked_for() -> None:
    assert load_pipeline() is load_pipeline("")


def test_notes_are_those_left_on_the_doc() -> None:
    doc = load_pipeline().make_doc("The mill burnt.")
    assert notes(doc) is None
    left = Annotations(Report(id="rep", text=doc.text))
    doc._.onrecord = left
    assert notes(doc) is left
