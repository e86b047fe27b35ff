"""Where an outlet is at home, by its site or by its name."""

from __future__ import annotations

import pytest

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.places import find_places
from onrecord.annotate.places.homes import home_of, site_of
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_places import OutletHome
from onrecord.model import Report


def home(url: str = "", outlet: str = "") -> str:
    place = home_of(Report("r", "A bakery burned.", url=url, outlet=outlet))
    return f"{place.name}, {place.country}" if place else ""


@pytest.mark.parametrize("entry", load("outlet_homes", OutletHome), ids=lambda e: e.id)
def test_every_site_of_the_lexicon_has_its_town(entry: OutletHome) -> None:
    place = home_of(Report("r", "A bakery burned.", url=entry.example))
    assert place is not None
    assert place.country == entry.area.partition(".")[0]
    assert all(home_of(Report("r", "", url=f"https://{site}/")) == place for site in entry.sites)


@pytest.mark.parametrize(
    ("url", "town"),
    [
        ("https://www.fresnoherald.example/bakery", "Fresno, US"),
        ("https://sanantonio.larnlocal.example/bakery", "San Antonio, US"),
        ("http://web.archive.org/web/20160101000000/http://www.fresnoherald.example:80/x", "Fresno, US"),
        ("https://www.larnpost.example/bakery", ""),
        ("https://www.springfieldpost.example/bakery", ""),
        ("https://www.bangkokherald.example/bakery", ""),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_a_site_called_after_a_town(url: str, town: str) -> None:
    assert home(url) == town


def test_a_name_called_after_a_town() -> None:
    assert home(outlet="The Fresno Herald") == "Fresno, US"
    assert not home(outlet="The Tarvik Herald")
    assert not home(outlet="Balkan Wire")


def test_sites_of_archives() -> None:
    assert site_of("https://web.archive.org/web/2016/http://www.larnpost.example:80/a") == "larnpost.example"
    assert site_of("larnpost.example/a") == "larnpost.example"
    assert len(site_of("https://" + "a" * 5000 + ".example/")) < 100


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "country", "why"),
    [
        ("LIMA, 7 FEB (LARN) -- [TEXT] A BOMB WENT OFF ON FRIDAY.", "Lima", "PE", "dateline"),
        ("TEGUCIGALPA, 12 JAN 89 (TARVIK WIRE) -- [TEXT] GUNMEN FLED.", "Tegucigalpa", "HN", "dateline"),
        ("A bridge burned, the Balkan Wire said on Monday.", "Balkans", "", "an adjective or a people"),
    ],
)
def test_datelines_with_a_day_and_outlets_of_a_region(text: str, name: str, country: str, why: str) -> None:
    doc = next(parse([Report("r", text)], load_pipeline()))
    first = find_places(doc, doc._.onrecord.report)[0]
    assert (first.name, first.country) == (name, country)
    assert first.why.endswith(why)
