"""Places in invented sentences: what is found, what it is taken for, what is left open."""

from __future__ import annotations

import functools
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.places import find_places
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Demonym, PlaceName, PlaceWord
from onrecord.model import PlaceLevel, PlaceMention, Report, Span

pytestmark = pytest.mark.model


@functools.cache
def places(text: str, url: str = "", outlet: str = "") -> tuple[PlaceMention, ...]:
    report = Report("r", text, url=url, outlet=outlet)
    doc = next(parse([report], load_pipeline()))
    return find_places(doc, report)


def one(text: str, words: str, url: str = "") -> PlaceMention:
    """Return the first mention that covers the words."""
    start = text.index(words)
    span = Span(start, start + len(words))
    found = [p for p in places(text, url) if p.span.overlaps(span)]
    assert found, f"no place at {words!r}: {[p.name for p in places(text, url)]}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "level", "country", "admin1"),
    [
        ("A van burned in Kharkiv on Sunday.", "Kharkiv", PlaceLevel.CITY, "UA", "Khark"),
        ("The ferry came from Paris, Texas, late.", "Paris", PlaceLevel.CITY, "US", "Texas"),
        ("The ferry came from Paris, Tex., late.", "Paris", PlaceLevel.CITY, "US", "Texas"),
        ("The bus left London, Ontario, at noon.", "London", PlaceLevel.CITY, "CA", "Ontario"),
        ("Two men were held in Hyderabad, Pakistan.", "Hyderabad", PlaceLevel.CITY, "PK", "Sindh"),
        ("A shop burned in Lamar County, Alabama.", "Lamar County", PlaceLevel.ADMIN2, "US", "Alabama"),
        ("Rain fell across the U.S. all week.", "U.S.", PlaceLevel.COUNTRY, "US", ""),
        ("They flew to the UAE together.", "UAE", PlaceLevel.COUNTRY, "AE", ""),
        ("A convoy was robbed in Chad.", "Chad", PlaceLevel.COUNTRY, "TD", ""),
        ("Snow closed roads in Bavaria.", "Bavaria", PlaceLevel.ADMIN1, "DE", "Bayern"),
        ("A tanker sank in the Black Sea.", "Black Sea", PlaceLevel.NATURAL, "", ""),
        ("Fighting spread through the Middle East.", "Middle East", PlaceLevel.REGION, "", ""),
        ("The envoy flew to Washington on Friday.", "Washington", PlaceLevel.CITY, "US", ""),
        ("A FIRE BROKE OUT IN TEGUCIGALPA AND IN SAN PEDRO SULA.", "TEGUCIGALPA", PlaceLevel.CITY, "HN", ""),
        ("A drone fell north of Moscow.", "Moscow", PlaceLevel.CITY, "RU", ""),
    ],
)
def test_taken_for(text: str, words: str, level: PlaceLevel, country: str, admin1: str) -> None:
    place = one(text, words)
    assert (place.level, place.country) == (level, country)
    assert place.admin1.startswith(admin1)
    assert place.latitude is not None
    assert place.why


def test_a_county_and_its_state_place_the_town() -> None:
    text = "A barn burned in Paris. The Henry County sheriff said Tennessee officers helped. Paris has one fire truck."
    assert one(text, "Paris").admin1 == "Tennessee"


def test_the_state_said_once_holds_for_the_rest() -> None:
    text = "A barn burned in Athens, Ohio. Later the mayor of Athens thanked the crews."
    first, second = (p for p in places(text) if p.name == "Athens")
    assert first.geonames_id == second.geonames_id
    assert first.admin1 == second.admin1 == "Ohio"


def test_the_outlets_country_speaks() -> None:
    text = "A van burned in Hamilton on Sunday."
    assert one(text, "Hamilton", "https://news.example.co.nz/x").country == "NZ"
    assert one(text, "Hamilton", "https://news.example.ca/x").country == "CA"


def test_undecided_stays_unplaced() -> None:
    place = one("A barn burned in Clayton on Sunday.", "Clayton")
    assert place.level is PlaceLevel.UNPLACED
    assert place.latitude is None
    assert "could be" in place.why


def test_a_hamlet_in_another_part_of_the_world_stays_unplaced() -> None:
    text = "Troops left Kharkiv for Odesa. Ukraine said shells hit Kherson and Milltown in the night."
    assert one(text, "Milltown").level is PlaceLevel.UNPLACED


def test_airport_is_a_facility_at_its_town() -> None:
    text = "He landed at Domodedovo airport before dawn."
    place = one(text, "Domodedovo")
    assert place.span.words(text) == "Domodedovo airport"
    assert (place.level, place.country) == (PlaceLevel.FACILITY, "RU")
    assert place.latitude == pytest.approx(55.4, abs=0.3)


def test_a_street_is_not_the_town_of_its_name() -> None:
    text = "The fire began in a shop on Chartres Street and spread."
    assert all(p.level is PlaceLevel.UNPLACED for p in places(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Lincoln said nothing.",
        "Jordan Halloway and Sydney Marsh met on Tuesday. Halloway said that Sydney was late.",
        "She was reading a nice book on a mobile phone.",
        "The report of May 4 was long.",
        "They gave us a turkey and some china.",
    ],
)
def test_no_place_here(text: str) -> None:
    assert places(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "literal"),
    [
        ("Ukraine denied it on Monday.", "Ukraine", False),
        ("Moscow's demands were long.", "Moscow", False),
        ("A Russian general was shot.", "Russian", False),
        ("The letter was signed by Iran.", "Iran", False),
        ("Sanctions against Syria remain.", "Syria", False),
        ("A general was shot in Moscow.", "Moscow", True),
        ("Shells hit Kherson at night.", "Kherson", True),
        ("Moscow's outskirts were quiet.", "Moscow", True),
        ("The Moscow bombing killed two.", "Moscow", True),
        ("It happened near the Syrian border.", "Syrian", True),
        ("TUNIS (Wire) — Two men were held.", "TUNIS", True),
    ],
)
def test_names_of_places_that_act_are_not_literal(text: str, words: str, literal: bool) -> None:
    place = one(text, words)
    assert place.literal is literal, place.why


def test_name_the_gazetteer_lacks_is_kept_unplaced() -> None:
    text = "Soldiers drove into Kalvestrand at dawn, and shells fell near Kalvestrand all day."
    place = one(text, "Kalvestrand")
    assert (place.level, place.why) == (PlaceLevel.UNPLACED, "not in the gazetteer")


@pytest.mark.parametrize("entry", load("place_demonyms", Demonym), ids=lambda e: e.id)
def test_demonym_decides_its_example(entry: Demonym) -> None:
    place = one(entry.example, next(n for n in entry.names if n in entry.example))
    assert "people" in place.why or "of what country" in place.why or "inside" in place.why


@pytest.mark.parametrize("entry", load("place_names", PlaceName), ids=lambda e: e.id)
def test_name_decides_its_example(entry: PlaceName) -> None:
    name = max((n for n in entry.names if n in entry.example), key=len)
    place = one(entry.example, name)
    assert place.level is not PlaceLevel.UNPLACED or entry.after_town


@pytest.mark.parametrize("entry", load("place_words", PlaceWord), ids=lambda e: e.id)
def test_word_stands_in_its_example(entry: PlaceWord) -> None:
    assert entry.words[0].lower() in entry.example.lower()
    assert len(set(entry.words)) == len(entry.words)
    places(entry.example)


PIECES = st.sampled_from(
    ["Paris", "Texas", "U.S.", "US", ",", " ", "\n", "'s", "’s", "(", ")", ".", "in", "the", "Mr.", "Georgia", "County",
     "St.", "Kyiv", "-", "—", "Côte d'Ivoire", "\u200b", "\u0130", "ß", "Ind.", "OR", "Abu", "of", "Republic"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map("".join))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    found = places(text, "https://paper.example.ge/x", "The Paris Post")
    for place in found:
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert (place.latitude is None) == (place.level is PlaceLevel.UNPLACED)
    for before, after in itertools.pairwise(found):
        assert before.span.end <= after.span.start


def test_same_text_same_places() -> None:
    text = "A barn burned in Paris. The Henry County sheriff said Tennessee officers helped."
    first = places(text)
    places.cache_clear()
    assert places(text) == first


def test_street_of_a_block_is_no_town() -> None:
    found = places("A clerk was shot in the 500 block of West Toledo on Friday, Cleveland police said.")
    assert all(p.name != "Toledo" for p in found)


def test_direction_before_a_town() -> None:
    assert one("A child was shot in north Stockton on Friday, in California.", "Stockton").level is PlaceLevel.CITY


def test_dateline_outweighs_a_given_name() -> None:
    text = "ROY — A baker was held on Friday. Roy Tarn of Utah saw it, and Roy was calm."
    assert one(text, "ROY").admin1 == "Utah"


def test_quarter_is_not_a_namesake_far_away() -> None:
    place = one(
        "A clerk was shot in the Garfield neighborhood on Friday. Pittsburgh police asked for help.", "Garfield"
    )
    assert place.level is PlaceLevel.UNPLACED
    assert place.why.startswith("a quarter of a town")


def test_town_before_short_county_and_old_name() -> None:
    text = "A clerk was shot in Salisbury, and the Rowan County sheriff spoke in Charlotte, North Carolina."
    assert one(text, "Salisbury").country == "US"
