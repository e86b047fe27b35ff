"""Reads and checks lexicons: YAML lists of entries whose keys are the fields of a dataclass in `schema.py`."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
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
        BadLexicon: a key is unknown or missing, or an id stands twice.
    """
    path = _folder() / f"{name}.yaml"
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    fields = {f.name: f for f in dataclasses.fields(kind)}
    needed = {
        n for n, f in fields.items() if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
    entries: list[T] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        where = f"{name}.yaml, entry {number} ({row.get('id', 'no id')})"
        wrong = sorted(set(row) - set(fields)) + sorted(needed - set(row))
        if wrong:
            raise BadLexicon(f"Keys unknown or missing: {wrong}.", fix=f"Use {sorted(fields)}.", where=where)
        if row["id"] in seen:
            raise BadLexicon("The id stands twice.", fix="Rename one of them.", where=where)
        seen.add(row["id"])
        entries.append(kind(**{k: _frozen(v) for k, v in row.items()}))
    return tuple(entries)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


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
