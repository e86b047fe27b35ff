from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Entry
from scripts.build_reference import lexicons

DATA = Path(onrecord.__file__).parent / "lexicon" / "data" / "en"
FOUND = lexicons()


@pytest.mark.parametrize("name", FOUND)
def test_every_lexicon_loads_with_examples_worth_running(name: str) -> None:
    entries: tuple[Entry, ...] = load(name, FOUND[name])  # type: ignore[arg-type] # mypy: a class with slots has no hash
    assert entries
    for entry in entries:
        assert entry.example.strip() == entry.example != "", entry.id
        assert entry.example.upper() != entry.example or " " in entry.example, entry.id
        assert entry.id == entry.id.strip() != "", entry.id


def test_no_lexicon_lies_about_unused() -> None:
    assert sorted(path.stem for path in DATA.glob("*.yaml")) == sorted(FOUND)
