"""Actors that a user knows: a file of names with country and sector, in YAML or CSV.

A YAML file is a list of entries, a CSV file has a header; both have the keys `name` (several parted by ";"; in YAML
also a list), `country` (ISO 3166 alpha-2), `sector`, and, where somebody held an office for a time, `from` and `to`.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from onrecord.annotate.actors.sectors import sectors
from onrecord.annotate.places.gazetteer import by_code
from onrecord.errors import BadLexicon

_KEYS = ("name", "country", "sector", "from", "to")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_FIX_KEYS = f"Give `name` and any of {', '.join(_KEYS[1:])}."


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One entry of a user's dictionary.

    Attributes:
        names: every name, as written in the file.
        country: ISO 3166 alpha-2, "" where not given.
        sector: PLOVER's code, "" where not given.
        since: first day on which it holds, "" where open; may be a month or a year.
        until: last day on which it holds, "" where open.
        line: number of its line in the file.
    """

    names: tuple[str, ...]
    country: str
    sector: str
    since: str
    until: str
    line: int

    def holds(self, day: str) -> bool:
        """Say whether the entry holds on a day; without a day only what always holds does."""
        if not (self.since or self.until):
            return True
        if not day:
            return False
        after = not self.since or day >= self.since[: len(day)]
        return after and (not self.until or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The actors that a user knows.

    Attributes:
        entries: by name in plain form, in the order of the file.
        digest: of the file's bytes, "" where there is no file; records carry it in the version of their rules.
    """

    entries: Mapping[str, tuple[KnownActor, ...]]
    digest: str = ""


NO_ACTORS = Dictionary({})


@functools.cache
def load_dictionary(path: str) -> Dictionary:
    """Return the entries of a file.

    Args:
        path: of a .csv, .yaml or .yml file; "" is an empty dictionary.

    Raises:
        BadLexicon: the file cannot be read, or an entry is wrong; it names the line.
    """
    if not path:
        return NO_ACTORS
    try:
        content = Path(path).read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"The dictionary of actors cannot be read: {error}."
        raise BadLexicon(message, fix="Give a UTF-8 file in YAML or CSV.", where=path) from error
    rows = _csv_rows(text, path) if path.lower().endswith(".csv") else _yaml_rows(text, path)
    found: dict[str, list[KnownActor]] = {}
    for line, row in rows:
        actor = _actor(row, line, path)
        for name in actor.names:
            found.setdefault(plain(name), []).append(actor)
    return Dictionary({name: tuple(held) for name, held in found.items()}, hashlib.sha256(content).hexdigest()[:12])


def plain(name: str) -> str:
    """Return a name as it is looked up: without article, case and doubled spaces."""
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")


def _actor(row: Mapping[str, object], line: int, path: str) -> KnownActor:
    where = f"{path}, line {line}"
    wrong = sorted(str(key) for key in row if key not in _KEYS)
    if wrong:
        raise BadLexicon(f"Keys unknown: {', '.join(wrong)}.", fix=_FIX_KEYS, where=where)
    given = row.get("name")
    names = given if isinstance(given, list) else str(given or "").split(";")
    kept = tuple(str(n).strip() for n in names if str(n).strip())
    if not kept:
        raise BadLexicon("An entry without a name.", fix=_FIX_KEYS, where=where)
    country, sector, since, until = (str(row.get(key) or "").strip() for key in _KEYS[1:])
    if country and by_code(country) is None:
        fix = "Use the ISO 3166 alpha-2 code, such as NO; in YAML put it in quotation marks."
        raise BadLexicon(f"No such country: {country!r}.", fix=fix, where=where)
    if sector and sector not in sectors():
        raise BadLexicon(f"No such sector: {sector!r}.", fix=f"Use one of {', '.join(sorted(sectors()))}.", where=where)
    for day in (since, until):
        if day and not _DATE.fullmatch(day):
            raise BadLexicon(f"Not a date: {day!r}.", fix="Write it as 2024-05-31, 2024-05 or 2024.", where=where)
    return KnownActor(kept, country, sector, since, until, line)


def _csv_rows(text: str, path: str) -> Iterator[tuple[int, dict[str, object]]]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        for row in reader:
            if None in row:
                raise BadLexicon(
                    "More values than the header has.", fix=_FIX_KEYS, where=f"{path}, line {reader.line_num}"
                )
            yield reader.line_num, {key.strip().lower(): value for key, value in row.items()}
    except csv.Error as error:
        where = f"{path}, line {reader.line_num}"
        raise BadLexicon(f"Not CSV: {error}.", fix="Correct the line named.", where=where) from error


def _yaml_rows(text: str, path: str) -> Iterator[tuple[int, dict[str, object]]]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            raise BadLexicon("Not a list of entries.", fix="Start each entry with `- name:`.", where=f"{path}, line 1")
        for node in root.value:
            line = node.start_mark.line + 1
            row = yaml.load(yaml.serialize(node), Loader=yaml.BaseLoader)  # noqa: S506 - a safe loader, all as text
            if not isinstance(row, dict):
                raise BadLexicon("Not an entry.", fix=_FIX_KEYS, where=f"{path}, line {line}")
            yield line, row
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}, line {mark.line + 1}" if mark is not None else path
        raise BadLexicon(f"Not YAML: {error}.", fix="Correct the line named.", where=where) from error
