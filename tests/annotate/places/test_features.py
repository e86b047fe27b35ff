"""Buildings and waters, by the word that says what they are."""

from __future__ import annotations

import pytest

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.places import find_places
from onrecord.annotate.places.gazetteer import known
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_places import NaturalPlace
from onrecord.model import PlaceLevel, PlaceMention, Report

pytestmark = pytest.mark.model


def places(text: str) -> dict[str, PlaceMention]:
    doc = next(parse([Report("r", text)], load_pipeline()))
    return {p.span.words(text): p for p in find_places(doc, doc._.onrecord.report)}


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("A guard was shot at Tarvik Prison in Kharkiv.", "Tarvik Prison", "prison", "UA"),
        ("A van burned near Quill Market, Cleveland.", "Quill Market", "market", "US"),
        ("Two were held at the Port of Larn in Oslo.", "Port of Larn", "port", "NO"),
        ("A bomb went off at Domodedovo airport.", "Domodedovo airport", "airport", "RU"),
        ("Crowds stood at Cleveland Hospital in Ohio.", "Cleveland Hospital", "hospital", "US"),
    ],
)
def test_placed_by_the_town_said(text: str, name: str, kind: str, country: str) -> None:
    place = places(text)[name]
    assert (place.level, place.kind, place.country) == (PlaceLevel.FACILITY, kind, country)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A guard was shot at Tarvik Bridge on Friday.", "Tarvik Bridge", "bridge"),
        ("She died at St. Charles Hospital on Friday.", "St. Charles Hospital", "hospital"),
        ("Three drowned in Lake Quillan on Friday.", "Lake Quillan", "lake"),
        ("They marched to the University of Larnholt.", "University of Larnholt", "university"),
    ],
)
def test_found_without_a_place(text: str, name: str, kind: str) -> None:
    place = places(text)[name]
    assert (place.level, place.kind) == (PlaceLevel.UNPLACED, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The Central Police Station was shut.",
        "He met Norbert Bridge on Friday.",
        "THE QUILL BRIDGE FELL.",
        "A clerk was shot in Long Beach.",
    ],
)
def test_no_name_no_feature(text: str) -> None:
    assert not any(p.kind for p in places(text).values())


@pytest.mark.parametrize("entry", load("place_natural", NaturalPlace), ids=lambda e: e.id)
def test_natural_place_is_known(entry: NaturalPlace) -> None:
    first = known(entry.names[0])[0]
    assert (first.kind, first.place.level) == (entry.kind, PlaceLevel.NATURAL)
    assert entry.names[0] in entry.example


def test_natural_place_in_a_report() -> None:
    found = places("Rockets fell beside the Litani River on Friday.")["Litani River"]
    assert (found.level, found.kind, found.country) == (PlaceLevel.NATURAL, "river", "LB")


@pytest.mark.parametrize("words", ["St. Louis", "Saint Louis", "Ft. Worth"])
def test_short_forms_are_placed(words: str) -> None:
    found = places(f"Rain fell on {words} on Monday, and over Missouri.")[words]
    assert (found.level, found.country) == (PlaceLevel.CITY, "US")


def test_largest_of_the_saints_alone() -> None:
    found = places("Rain fell on St. Louis on Monday.")["St. Louis"]
    assert (found.level, found.country, found.admin1) == (PlaceLevel.CITY, "US", "Missouri")
