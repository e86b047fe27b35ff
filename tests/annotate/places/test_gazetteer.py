"""The packaged table: spelling, look-up, countries of names, and that it stays small and whole."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.places.gazetteer import (
    Place,
    by_code,
    country_of,
    distance,
    fold,
    known,
    look_up_folded,
    lookup,
    starts_name,
)
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Capital, Demonym, PlaceName
from onrecord.model import PlaceLevel


def test_table_is_small_and_says_whose_it_is() -> None:
    folder = resources.files("onrecord.annotate.places") / "data"
    assert len((folder / "places.tsv.gz").read_bytes()) < 4_000_000
    about = (folder / "README.md").read_text(encoding="utf-8")
    assert "GeoNames" in about
    assert "CC BY 4.0" in about


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Saint Petersburg", "st petersburg"),
        ("ST. PETERSBURG", "st petersburg"),
        ("Xi’an", "xian"),
        ("Łódź", "lodz"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Port-au-Prince", "port au prince"),
        ("  Mount   Pleasant ", "mt pleasant"),
        ("", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


@settings(deadline=None)
@given(st.text())
def test_fold_twice_is_fold_once_and_nothing_raises(name: str) -> None:
    once = fold(name)
    assert fold(once) == once
    lookup(name)
    country_of(name)
    known(name)
    starts_name(once)


@pytest.mark.parametrize(
    ("name", "level", "country", "number"),
    [
        ("Kyiv", PlaceLevel.CITY, "UA", 703448),
        ("Kiev", PlaceLevel.CITY, "UA", 703448),
        ("Bombay", PlaceLevel.CITY, "IN", 1275339),
        ("Texas", PlaceLevel.ADMIN1, "US", 4736286),
        ("Kenya", PlaceLevel.COUNTRY, "KE", 192950),
        ("Los Angeles County", PlaceLevel.ADMIN2, "US", 5368381),
        ("Domodedovo", PlaceLevel.CITY, "RU", 565381),
        ("Heathrow", PlaceLevel.FACILITY, "GB", 0),
    ],
)
def test_lookup(name: str, level: PlaceLevel, country: str, number: int) -> None:
    found = [(p.level, p.country, p.geonames_id) for p in lookup(name).places]
    assert (level, country, number) in found


def test_namesakes_come_largest_first() -> None:
    places = lookup("Springfield").places
    sizes = [p.population for p in places]
    assert len(places) > 10
    assert sizes == sorted(sizes, reverse=True)


def test_unknown_name_has_no_places() -> None:
    assert lookup("Qqxzzy").places == ()
    assert look_up_folded("").places == ()


def test_flags_tell_common_words_and_names_of_persons() -> None:
    assert "w" in lookup("Reading").flags
    assert set("gs") <= set(lookup("Jackson").flags)
    assert lookup("Kharkiv").flags == ""


def test_codes() -> None:
    texas = by_code("US.TX")
    assert texas is not None
    assert (texas.name, texas.level) == ("Texas", PlaceLevel.ADMIN1)
    assert by_code("US.QQ") is None
    assert by_code("") is None
    austin = next(p for p in lookup("Austin").places if p.population > 500_000)
    assert austin.admin1_name() == "Texas"


def test_distance() -> None:
    def at(latitude: float, longitude: float) -> Place:
        return Place("x", PlaceLevel.CITY, 0, "", "", latitude, longitude)

    assert distance(at(10, 20), at(10, 20)) == 0
    assert distance(at(0, 0), at(0, 1)) == pytest.approx(111.2, abs=0.1)
    assert distance(at(0, 179.5), at(0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert distance(at(90, 0), at(-90, 0)) == pytest.approx(20015, abs=1)


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Russia", "RU"),
        ("Russian", "RU"),
        ("Russians", "RU"),
        ("RUSSIA", "RU"),
        ("the Russian Federation", "RU"),
        ("Moscow", "RU"),
        ("Moscow's", "RU"),
        ("the Kremlin", "RU"),
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Ukrainian", "UA"),
        ("U.S.", "US"),
        ("US", "US"),
        ("the United States", "US"),
        ("Washington", "US"),
        ("Americans", "US"),
        ("the U.K.", "GB"),
        ("Britons", "GB"),
        ("Downing Street", "GB"),
        ("UAE", "AE"),
        ("Iranian", "IR"),
        ("Tehran", "IR"),
        ("North Korean", "KP"),
        ("DPRK", "KP"),
        ("the Philippines", "PH"),
        ("Czechia", "CZ"),
        ("Côte d’Ivoire", "CI"),
        ("Norwegian", "NO"),
        ("Oslo", "NO"),
        ("People's Republic of China", "CN"),
        ("us", ""),
        ("Texas", ""),
        ("Springfield", ""),
        ("the mayor", ""),
        ("European", ""),
        ("", ""),
    ],
)
def test_country_of(words: str, country: str) -> None:
    assert country_of(words) == country


@pytest.mark.parametrize("entry", load("place_demonyms", Demonym), ids=lambda e: e.id)
def test_demonyms_lead_to_a_place_and_stand_in_their_example(entry: Demonym) -> None:
    for name in entry.names:
        assert any(k.demonym for k in known(name)), name
    assert any(name in entry.example for name in entry.names)


@pytest.mark.parametrize("entry", load("place_names", PlaceName), ids=lambda e: e.id)
def test_names_lead_to_a_place_and_stand_in_their_example(entry: PlaceName) -> None:
    for name in entry.names:
        assert known(name), name
    assert any(name in entry.example for name in entry.names)
    place = known(entry.names[0])[0].place
    assert -90 <= place.latitude <= 90
    assert -180 <= place.longitude <= 180


@pytest.mark.parametrize("entry", load("place_capitals", Capital), ids=lambda e: e.id)
def test_capitals_stand_for_their_countries(entry: Capital) -> None:
    for name in entry.names:
        assert country_of(name) == entry.country
    assert any(name in entry.example for name in entry.names)
