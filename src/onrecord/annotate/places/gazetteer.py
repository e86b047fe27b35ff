"""The packaged gazetteer: names to places, loaded once per process.

The table stands in memory as one sorted list of lines, and names are found by bisection: a dictionary of all its names
would take four times the memory and the time to load.
"""

from __future__ import annotations

import functools
import gzip
import math
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from importlib import resources

from onrecord.errors import BadLexicon
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Capital, Demonym, PlaceName
from onrecord.lexicon.schema_places import NaturalPlace
from onrecord.model import PlaceLevel

_LEVELS = {
    "C": PlaceLevel.COUNTRY,
    "1": PlaceLevel.ADMIN1,
    "2": PlaceLevel.ADMIN2,
    "P": PlaceLevel.CITY,
    "F": PlaceLevel.FACILITY,
}

_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(".'’‘ʼ`´ʻ\u200b\u00ad", ""),
        **dict.fromkeys("-‐‑–—/\u00a0,", " "),
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
    }
)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    Attributes:
        name: its name there.
        level: what kind of place it is.
        geonames_id: GeoNames number, 0 where it has none.
        country: ISO 3166 alpha-2, "" where it has none.
        admin1: code of the first-order division inside the country, "" where it has none.
        latitude: degrees north.
        longitude: degrees east.
        population: two digits of it, 0 where unknown.
    """

    name: str
    level: PlaceLevel
    geonames_id: int
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int = 0

    def admin1_name(self) -> str:
        """Return the name of the division, "" where it has none."""
        place = by_code(f"{self.country}.{self.admin1}") if self.admin1 else None
        return place.name if place else ""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under a name.

    Attributes:
        places: the places of that name, the most populous first.
        flags: "w" where a dictionary has it as a common word, "g" a common given name, "s" a common surname.
    """

    places: tuple[Place, ...] = ()
    flags: str = ""


@dataclass(frozen=True, slots=True)
class _Table:
    lines: list[str]
    codes: dict[str, str]


@functools.lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Return a name as the table is sorted by: small, without accents, full stops and apostrophes, single spaces."""
    plain = name
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = plain.lower().translate(_PLAIN)
    return " ".join([_SHORT.get(w, w) for w in plain.split()])


@functools.cache
def _table() -> _Table:
    packed = (resources.files("onrecord.annotate.places") / "data" / "places.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").split("\n")
    first = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    codes = dict(line[1:].split("\t") for line in lines[:first])
    return _Table(lines[first:-1], codes)


@functools.cache
def by_code(code: str) -> Place | None:
    """Return the country ("UA") or first-order division ("US.TX") of a code, None where there is none."""
    cell = _table().codes.get(code)
    return _place("", cell) if cell else None


@functools.lru_cache(maxsize=20_000)
def lookup(name: str) -> Found:
    """Return the places of a name; spelling is forgiving about case, accents, full stops and hyphens."""
    return look_up_folded(fold(name))


@functools.lru_cache(maxsize=20_000)
def look_up_folded(key: str) -> Found:
    """Return the places of a name that went through `fold`."""
    lines = _table().lines
    at = bisect_left(lines, key + "\t")
    if not key or at == len(lines) or not lines[at].startswith(key + "\t"):
        return Found()
    _, flags, cells = lines[at].split("\t")
    return Found(tuple(_place(key, cell) for cell in cells.split("|")), flags)


@functools.lru_cache(maxsize=20_000)
def starts_name(key: str) -> bool:
    """Say whether a longer name begins with these folded words."""
    lines = _table().lines
    at = bisect_left(lines, key + " ")
    return at < len(lines) and lines[at].startswith(key + " ")


def _place(key: str, cell: str) -> Place:
    name, level, country, admin1, number, latitude, longitude, people = cell.split(",")
    return Place(
        name or key.title(),
        _LEVELS[level],
        int(number),
        country,
        admin1,
        int(latitude) / 100,
        int(longitude) / 100,
        int(people),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A reading that the lexicon gives a form.

    Attributes:
        place: what it stands for.
        demonym: whether it is an adjective or a people.
        after_town: whether it is read only behind a town and a comma.
        kind: what a natural place is ("river"), "" for all others.
    """

    place: Place
    demonym: bool = False
    after_town: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    exact: dict[str, tuple[Known, ...]]
    folded: dict[str, tuple[Known, ...]]
    starts: frozenset[str]


def known(words: str) -> tuple[Known, ...]:
    """Return what the lexicons say about a form, as written; the most usual reading first."""
    lexicon = _lexicon()
    return lexicon.exact.get(words) or lexicon.folded.get(fold(words), ())


def starts_known(key: str) -> bool:
    """Say whether a longer form of the lexicons begins with these folded words."""
    return key in _lexicon().starts


@functools.cache
def _lexicon() -> _Lexicon:
    exact: dict[str, tuple[Known, ...]] = {}
    folded: dict[str, tuple[Known, ...]] = {}
    own: dict[str, Place] = {}

    def add(form: str, reading: Known) -> None:
        into, key = (exact, form) if "." in form or form.isupper() else (folded, fold(form))
        if reading not in into.get(key, ()):
            into[key] = (*into.get(key, ()), reading)

    for entry in (*load("place_names", PlaceName), *load("place_natural", NaturalPlace)):
        place = own[entry.id] = _entry_place(entry)
        kind = entry.kind if isinstance(entry, NaturalPlace) else ""
        for form in entry.names:
            add(form, Known(place, after_town=entry.after_town, kind=kind))
    for people in load("place_demonyms", Demonym):
        target = own.get(people.to) or by_code(people.to)
        if target is None:
            raise BadLexicon(f"No place {people.to}.", fix="Use a code or an id of place_names.yaml.", where=people.id)
        for form in people.names:
            for variant in (form, _plural(form)):
                add(variant, Known(target, demonym=True))
    words = [key.split() for key in folded]
    return _Lexicon(exact, folded, frozenset(" ".join(w[:n]) for w in words for n in range(1, len(w))))


def _plural(form: str) -> str:
    return form if form.endswith(("s", "sh", "ch", "ese", "men")) else form + "s"


def _entry_place(entry: PlaceName) -> Place:
    if entry.to:
        place = by_code(entry.to)
        if place is None:
            raise BadLexicon(f"No place {entry.to}.", fix="Use the code of a country or division.", where=entry.id)
        return place
    level = PlaceLevel(entry.level)
    return Place(entry.names[0], level, entry.geonames_id, entry.country, "", entry.latitude, entry.longitude)


_GOVERNMENT_SEATS = {"kremlin": "RU", "white house": "US", "pentagon": "US", "downing street": "GB"}


@functools.lru_cache(maxsize=5_000)
def country_of(words: str) -> str:
    """Return the country that a name stands for as an actor.

    Args:
        words: a country, a demonym, or a capital or seat that stands for a government ("Moscow", "the Kremlin").

    Returns:
        ISO 3166 alpha-2 code; "" where the words name no country, or could name several.
    """
    bare = words.strip().removesuffix("'s").removesuffix("’s").strip()
    for form in (bare, bare.removeprefix("the ").removeprefix("The ")):
        key = fold(form)
        if key in _GOVERNMENT_SEATS:
            return _GOVERNMENT_SEATS[key]
        codes = {k.place.country for k in known(form) if not k.after_town and _is_state(k.place)}
        if len(codes) == 1:
            return codes.pop()
        places = look_up_folded(key).places
        if any(p.level is PlaceLevel.COUNTRY for p in places):
            return next(p.country for p in places if p.level is PlaceLevel.COUNTRY)
        if key in _capitals():
            return _capitals()[key]
    return ""


def _is_state(place: Place) -> bool:
    return place.level is PlaceLevel.COUNTRY or place.name == "Washington"


@functools.cache
def _capitals() -> dict[str, str]:
    """Return the folded names of capitals and their countries, less those that mostly name something else."""
    rows = load("place_capitals", Capital)
    return {fold(name): row.country for row in rows for name in row.names}


def distance(a: Place, b: Place) -> float:
    """Return the kilometres between two places."""
    return kilometres((a.latitude, a.longitude), (b.latitude, b.longitude))


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the kilometres between two points, each degrees north and east."""
    first, second = math.radians(a[0]), math.radians(b[0])
    east = math.radians(b[1] - a[1])
    half = math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
