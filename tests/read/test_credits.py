from __future__ import annotations

import time

import pytest

from onrecord.lexicon.load import load
from onrecord.lexicon.schema_read import CreditLine, WireCredit
from onrecord.model import CreditKind, Report
from onrecord.read import read_text
from onrecord.read.credits import agency_of, credit_of


def said(text: str) -> list[tuple[str, str, str]]:
    credits_ = credit_of(read_text(text))
    return [(c.name, c.kind.value, c.span.words(text) if c.span else "") for c in credits_]


@pytest.mark.parametrize("entry", load("wire_credits", WireCredit), ids=lambda e: e.id)
def test_agency(entry: WireCredit) -> None:
    assert [c.name for c in credit_of(Report("r", entry.example))] == [entry.name]
    assert {agency_of(n) for n in (entry.name, *entry.also)} == {entry.name}


@pytest.mark.parametrize("entry", load("credit_lines", CreditLine), ids=lambda e: e.id)
def test_credit_line(entry: CreditLine) -> None:
    found = credit_of(Report("r", entry.example))
    assert [(c.name, c.kind.value) for c in found] == [(entry.names, entry.kind)]
    assert CreditKind(entry.kind)
    assert bool(entry.needs) != ("{agency}" in entry.pattern)


BODY = "A shell hit a fuel depot on Tuesday, the mayor said. Nobody was hurt.\n\n" * 3


def test_credits_with_their_words_in_order() -> None:
    text = f"Shell Hits Depot\n\nLARN (AFP) — {BODY}(Reporting by Ilse Brandt; editing by Otto Prell)"
    assert said(text) == [
        ("Agence France-Presse", "wire", "LARN (AFP) —"),
        ("", "wire", "(Reporting by Ilse Brandt; editing by Otto Prell)"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "The mayor told Reuters that nobody was hurt.\n\n" + BODY,
        "He read it in the report (AP) and called the town.\n\n" + BODY,
        "PA system failed: the speaker was not heard.\n\n" + BODY,
        "The plan first appeared in draft on Monday.\n\n" + BODY,
        "The map shows where the shells fell.\n\n" + BODY,
    ],
)
def test_a_name_in_the_text_is_no_credit(text: str) -> None:
    assert said(text) == []


def test_a_byline_beside_the_text() -> None:
    (found,) = credit_of(Report("r", BODY, byline=("Ilse Brandt, Associated Press",)))
    assert (found.name, found.kind, found.span) == ("Associated Press", CreditKind.WIRE, None)


def test_long_odd_texts_take_no_time() -> None:
    began = time.process_time()
    for text in ("(AP " * 50_000, "by a " * 50_000 + "AFP", "with " * 50_000 + "\nReuters", "x\n" * 50_000):
        credit_of(Report("r", text))
    assert time.process_time() - began < 5
