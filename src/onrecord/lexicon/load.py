"""Reads and checks lexicons: YAML lists of entries whose keys are the fields of a dataclass in `schema.py`."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import typing
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml

from onrecord.errors import BadLexicon
from onrecord.lexicon.schema import Entry

T = TypeVar("T", bound=Entry)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def load(name: str, kind: type[T]) -> tuple[T, ...]:
    """Return the entries of `data/en/<name>.yaml`, checked.

    Args:
        name: file name without ending.
        kind: the entry type; its fields are the keys an entry may have.

    Raises:
        BadLexicon: there is no such file, a key is unknown or missing, a value is of the wrong type, or an id
            stands twice.
    """
    fields = {f.name: f for f in dataclasses.fields(kind)}
    needed = {
        n for n, f in fields.items() if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
    types = typing.get_type_hints(kind)
    entries: list[T] = []
    seen: set[str] = set()
    for number, row in enumerate(_rows(name), 1):
        where = f"{name}.yaml, entry {number} ({row.get('id', 'no id')})"
        wrong = sorted(set(row) - set(fields)) + sorted(needed - set(row))
        if wrong:
            raise BadLexicon(f"Keys unknown or missing: {wrong}.", fix=f"Use {sorted(fields)}.", where=where)
        values = {key: _frozen(value) for key, value in row.items()}
        for key, value in values.items():
            if not _fits(value, types[key]):
                fix = "Put quotation marks around words that YAML reads as something else (no, on, yes, 1)."
                raise BadLexicon(f"The value of {key} is of the wrong type: {value!r}.", fix=fix, where=where)
        if row["id"] in seen:
            raise BadLexicon("The id stands twice.", fix="Rename one of them.", where=where)
        seen.add(row["id"])
        entries.append(kind(**values))
    return tuple(entries)


def _rows(name: str) -> list[dict[str, Any]]:
    """Return what the YAML file holds, which has to be a list of objects."""
    where = f"{name}.yaml"
    try:
        text = (_folder() / where).read_text(encoding="utf-8")
        rows = read_yaml(text)
    except FileNotFoundError as error:
        raise BadLexicon("There is no such lexicon.", fix="Look into lexicon/data/en.", where=where) from error
    except yaml.YAMLError as error:
        raise BadLexicon(f"Not YAML: {error}.", fix="Correct the line named.", where=where) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadLexicon("Not a list of entries.", fix="Start each entry with `- id:`, its keys below.", where=where)
    return rows


def read_yaml(text: str) -> Any:
    """Return what a YAML text holds: lists, objects and plain values, without anchors, tags and merged keys.

    The same as `yaml.safe_load` returns in half the time, since no tree of nodes is built: a user waits for it at every
    start.

    Raises:
        yaml.YAMLError: it is no YAML, or holds something of the above.
    """
    events = yaml.parse(text, Loader=_Loader)
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _value(event, events)
    return None


def _value(event: yaml.Event, events: Iterator[yaml.Event]) -> Any:
    """Return the value that an event begins, and take its events."""
    if isinstance(event, yaml.NodeEvent) and (event.anchor or getattr(event, "tag", None)):
        raise yaml.YAMLError(f"anchors and tags are not read ({event.start_mark})")
    if isinstance(event, yaml.ScalarEvent):
        return _plain(event.value) if event.implicit[0] else event.value
    found: list[Any] = []
    while not isinstance(inner := next(events), yaml.CollectionEndEvent):
        found.append(_value(inner, events))
    if isinstance(event, yaml.SequenceStartEvent):
        return found
    return dict(zip(found[::2], found[1::2], strict=True))


@functools.cache
def _plain(word: str) -> Any:
    """Return what a value without quotation marks stands for: most often itself."""
    kinds = _Loader.yaml_implicit_resolvers
    if any(pattern.match(word) for _, pattern in (*kinds.get(word[:1], ()), *kinds.get(None, ()))):
        return yaml.load(word, Loader=_Loader)  # noqa: S506 - a safe loader
    return word


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def _fits(value: Any, kind: Any) -> bool:
    """Say whether a value is of the type of its field; other types than these are left to the entry."""
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        if len(inner) == 2 and inner[1] is ...:
            return isinstance(value, tuple) and all(_fits(v, inner[0]) for v in value)
        return isinstance(value, tuple) and len(value) == len(inner) and all(map(_fits, value, inner))
    if kind in (str, bool):
        return isinstance(value, kind)
    return not (kind in (int, float) and isinstance(value, bool))


def _folder() -> Traversable:
    return resources.files("onrecord.lexicon") / "data" / "en"


def _files() -> Iterator[Traversable]:
    yield from sorted((f for f in _folder().iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)


@functools.cache
def fingerprint() -> str:
    """Return a hash of all lexicons together; records carry it with the version of the rules."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
