"""Country and sector composed from words, and users' dictionaries of actors, all invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.annotate import annotate
from onrecord.annotate.actors import NO_ACTORS, load_dictionary
from onrecord.annotate.actors.sectors import sector_of, sector_of_body, sectors
from onrecord.annotate.actors.society import placed
from onrecord.errors import BadLexicon
from onrecord.lexicon import load
from onrecord.lexicon.schema_classes import SectorWord
from onrecord.model import Entity, EntityKind, Report


@pytest.mark.parametrize("entry", load("sector_words", SectorWord), ids=lambda e: e.id)
def test_example_of_an_entry_has_its_sector(entry: SectorWord) -> None:
    assert sector_of(entry.example) == entry.sector


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("a former minister", "ELI"),
        ("Deputy Minister of Defence", "GOV"),
        ("retired general", "ELI"),
        ("Deputy Chief", ""),
        ("a deputy", "LEG"),
        ("representatives of the union", "LAB"),
        ("ferries", ""),
        ("", ""),
    ],
)
def test_sector_of_words(words: str, sector: str) -> None:
    assert sector_of(words) == sector


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Tarvik People's Army", "MIL"),
        ("Ministry of Justice", "GOV"),
        ("University of Tarvik", "EDU"),
        ("Blue Lamp", ""),
    ],
)
def test_sector_of_a_body_is_that_of_its_head(name: str, sector: str) -> None:
    assert sector_of_body(name) == sector


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Armenian prime minister Ardo Pell arrived on Monday.", "AM", "GOV"),
        ("The Norwegian army said so on Monday.", "NO", "MIL"),
        ("Chile's Defence Ministry said so on Monday.", "CL", "GOV"),
        ("Rebels said so on Monday.", "", "REB"),
        ("Ilka Dorn said so on Monday.", "", ""),
    ],
)
def test_composed_from_text(text: str, country: str, sector: str) -> None:
    doc = next(iter(annotate([Report("t", text)])))
    found = [(e.country, e.sector) for e in doc._.onrecord.entities]
    assert (country, sector) in found


def person(name: str) -> Entity:
    """Return a named person."""
    return Entity("e", EntityKind.PERSON, name)


YAML = """
- name: [Ardo Pell, A. Pell]
  country: "NO"
  sector: GOV
  from: 2019
  to: 2022-06
- name: Ardo Pell
  country: "NO"
  sector: ELI
  from: 2022-07
- name: The Blue Lamp
  sector: REB
"""


@pytest.mark.parametrize(
    ("name", "day", "country", "sector", "known_by"),
    [
        ("Ardo Pell", "2021-05-01", "NO", "GOV", "Ardo Pell (line 2)"),
        ("A. Pell", "2022-06-30", "NO", "GOV", "Ardo Pell (line 2)"),
        ("ARDO PELL", "2024-01-01", "NO", "ELI", "Ardo Pell (line 7)"),
        ("Ardo Pell", "2018-12-31", "", "", ""),
        ("Ardo Pell", "", "", "", ""),
        ("Blue Lamp", "", "", "REB", "The Blue Lamp (line 11)"),
    ],
)
def test_dictionary_by_name_and_day(
    tmp_path: Path, name: str, day: str, country: str, sector: str, known_by: str
) -> None:
    file = tmp_path / "actors.yaml"
    file.write_text(YAML, encoding="utf-8")
    report = Report("t", name, published=day)
    (found,) = placed([person(name)], report, [], load_dictionary(str(file)))
    assert (found.country, found.sector, found.known_by) == (country, sector, known_by)


def test_csv_is_read_the_same(tmp_path: Path) -> None:
    file = tmp_path / "actors.csv"
    file.write_text("name,country,sector,from,to\nArdo Pell; A. Pell,NO,GOV,2019,\n", encoding="utf-8")
    held = load_dictionary(str(file)).entries
    assert sorted(held) == ["a. pell", "ardo pell"]
    assert held["a. pell"][0].sector == "GOV"
    assert load_dictionary("") == NO_ACTORS


@pytest.mark.parametrize(
    ("name", "text", "line", "part"),
    [
        ("a.yaml", "- name: X\n- name: Y\n  country: QQ\n", 2, "alpha-2"),
        ("a.yaml", "- name: X\n  sector: KINGS\n", 1, "GOV"),
        ("a.yaml", "- nme: X\n", 1, "name"),
        ("a.yaml", "name: X\n", 1, "- name"),
        ("a.yaml", "- name: [X\n", 2, "line named"),
        ("a.yaml", "- name: X\n  from: yesterday\n", 1, "2024"),
        ("a.csv", "name,country\nX,NO\nY,QQ\n", 3, "alpha-2"),
        ("a.csv", "name,country\n,NO\n", 2, "name"),
        ("a.csv", "name,country\nX,NO,GOV\n", 2, "name"),
    ],
)
def test_errors_name_line_and_fix(tmp_path: Path, name: str, text: str, line: int, part: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadLexicon) as caught:
        load_dictionary(str(file))
    assert f"line {line}" in str(caught.value.where)
    assert part in caught.value.fix


def test_missing_file_is_named() -> None:
    with pytest.raises(BadLexicon, match="cannot be read"):
        load_dictionary("/nowhere/actors.yaml")


def test_sectors_hold_the_codes_that_no_word_has() -> None:
    assert {"GOV", "MIL", "REB", "CVL", "ELI", "UNK"} <= sectors()
