"""Every entry of the lexicons of this stage decides its example."""

from __future__ import annotations

import pytest

from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Introduction, OutletWord, PageLine
from onrecord.read.lines import dateline, furniture, introduction
from onrecord.read.names import is_agency, outlet


@pytest.mark.parametrize("entry", load("introductions", Introduction), ids=lambda e: e.id)
def test_introduction(entry: Introduction) -> None:
    found = introduction(entry.example)
    assert found
    assert found.outlet
    assert not entry.any_outlet or found.credit == (entry.place == "credit")


@pytest.mark.parametrize("entry", load("page_lines", PageLine), ids=lambda e: e.id)
def test_page_line(entry: PageLine) -> None:
    found = furniture(entry.example)
    assert found
    assert (found.place, found.opens, found.role) == (entry.place, entry.opens, entry.role)


@pytest.mark.parametrize("entry", load("outlets", OutletWord), ids=lambda e: e.id)
def test_outlet(entry: OutletWord) -> None:
    if entry.kind == "agency":
        found = dateline(entry.example)
        assert found
        assert is_agency(found[0])
        return
    said = introduction(entry.example)
    assert said
    assert entry.word.casefold() in said.outlet.casefold()
    assert outlet(said.outlet) == said.outlet
