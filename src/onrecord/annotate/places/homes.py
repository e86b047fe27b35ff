"""Where the outlet of a report is at home: the town that a local paper or station takes for granted.

Known are the sites that the lexicon has; else an outlet that is called after a town ("fresnoherald.example", "The
Fresno Herald") is at home there. One called after a capital reports on the whole country, and is at home nowhere.
"""

from __future__ import annotations

import functools
import re

from onrecord.annotate.places import limits
from onrecord.annotate.places.gazetteer import Place, distance, fold, known, look_up_folded
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Capital, OutletWord
from onrecord.lexicon.schema_places import OutletHome
from onrecord.model import PlaceLevel, Report

_ADDRESS = re.compile(r"(?:https?://web\.archive\.org/web/\w+/)?(?:https?://)?([^/:?#\s]+)", re.IGNORECASE)
_LONGEST = 80
"""Characters of a host or a name that are read; no outlet's is longer."""
_NETWORKS = ("nbc", "abc", "cbs", "fox", "cw", "my", "the", "news", "local", "daily", "channel", "live", "go", "visit")
_ENDS = ("news", "local", "online", "today", "now", "daily", "nd", "live", "tv", "radio")


def site_of(url: str) -> str:
    """Return the host of an address in small letters, without "www.", also of a page that an archive keeps."""
    found = _ADDRESS.match(url)
    return found[1].lower().removeprefix("www.")[-_LONGEST:] if found else ""


def home_of(report: Report) -> Place | None:
    """Return the town that the outlet of a report is at home in, None where that is not known.

    Args:
        report: its address and its outlet's name are looked at.
    """
    return _of_site(site_of(report.url)) or _of_name(report.outlet[:_LONGEST])


@functools.lru_cache(maxsize=2000)
def _of_site(site: str) -> Place | None:
    labels = site.split(".")
    for first in range(len(labels) - 1):
        town = _homes().get(".".join(labels[first:]))
        if town is not None:
            return town
    for label in labels[:-1]:
        town = _called_after(label)
        if town is not None:
            return town
    return None


@functools.lru_cache(maxsize=2000)
def _of_name(name: str) -> Place | None:
    words = [w for w in fold(name).split() if w != "the"]
    for last in range(len(words) - 1, 0, -1):
        if words[last] in _nouns():
            town = _one_town(" ".join(words[:last]))
            if town is not None:
                return town
    return None


@functools.cache
def _homes() -> dict[str, Place]:
    out: dict[str, Place] = {}
    for entry in load("outlet_homes", OutletHome):
        options = [r.place for r in known(entry.town)] + list(look_up_folded(fold(entry.town)).places)
        country, _, division = entry.area.partition(".")
        towns = (p for p in options if p.level is PlaceLevel.CITY and p.country == country)
        place = next((p for p in towns if p.admin1 in (division, "")), None)
        if place is not None:
            out.update(dict.fromkeys(entry.sites, place))
    return out


@functools.cache
def _nouns() -> frozenset[str]:
    """Return the words that are part of the names of outlets."""
    return frozenset(fold(e.word) for e in load("outlets", OutletWord) if e.kind == "noun" and " " not in e.word)


@functools.cache
def _capitals() -> frozenset[str]:
    return frozenset(fold(name) for row in load("place_capitals", Capital) for name in row.names)


def _called_after(label: str) -> Place | None:
    """Return the town in one part of a host: of "fresnoherald", "nbcmiami", "boston"."""
    bare = re.sub(r"[^a-z]", "", label)
    for start in ("", *_NETWORKS):
        if not bare.startswith(start):
            continue
        for end in ("", *sorted(_nouns() | set(_ENDS))):
            middle = bare[len(start) : len(bare) - len(end)]
            if bare.endswith(end) and len(middle) > limits.SHORTEST_HOME:
                town = _spaced(middle)
                if town is not None:
                    return town
    return None


def _spaced(letters: str) -> Place | None:
    """Return the town of letters without spaces ("sanfrancisco")."""
    for at in range(len(letters) - 2):
        town = _one_town(f"{letters[:at]} {letters[at:]}".strip())
        if town is not None:
            return town
    return None


def _one_town(key: str) -> Place | None:
    """Return the large town of a name, None where others of that name are nearly as large, or it is a capital."""
    found = look_up_folded(key)
    towns = [p for p in found.places if p.level is PlaceLevel.CITY]
    least = limits.RENOWNED if "w" in found.flags else limits.LARGE_HOME
    if key in _capitals() or not towns or towns[0].population < least:
        return None
    rival = next((p for p in towns[1:] if distance(p, towns[0]) > limits.QUARTER_KM), None)
    if rival is not None and rival.population * limits.HOME_SHARE > towns[0].population:
        return None
    return towns[0]
