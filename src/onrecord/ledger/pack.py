"""Records and parts of records as bytes, and back."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
import zlib
from typing import Any

from onrecord.errors import BadRecord, DamagedCase
from onrecord.model import FORMAT, Record
from onrecord.model.codec import dumps, from_json, loads, to_json

_LEVEL = 6


def pack(data: bytes) -> bytes:
    """Return bytes made smaller."""
    return zlib.compress(data, _LEVEL)


def unpack(data: bytes) -> bytes:
    """Return what `pack` was given.

    Raises:
        DamagedCase: the bytes are not what `pack` returned.
    """
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        message = "A part of the case cannot be read."
        raise DamagedCase(message, fix="Take the case from a backup, or add the reports to a new one.") from error


def pack_text(text: str) -> bytes:
    """Return a text as bytes; lone surrogates are kept."""
    return pack(text.encode("utf-8", "surrogatepass"))


def unpack_text(data: bytes) -> str:
    """Return what `pack_text` was given."""
    return unpack(data).decode("utf-8", "surrogatepass")


def pack_record(record: Record) -> bytes:
    """Return a record as bytes without the text of its report, which is stored beside it."""
    return pack_text(dumps(dataclasses.replace(record, report=dataclasses.replace(record.report, text=""))))


def unpack_record(data: bytes, text: str) -> Record:
    """Return a record.

    Args:
        data: what `pack_record` returned, maybe in an older version of onrecord.
        text: of its report.
    """
    held = unpack_text(data)
    try:
        record = loads(held)
    except BadRecord:
        record = _older(held)
    return dataclasses.replace(record, report=dataclasses.replace(record.report, text=text))


def pack_part(value: object) -> bytes:
    """Return a part of a record as bytes."""
    return pack(json.dumps(to_json(value), separators=(",", ":")).encode("ascii"))


def unpack_part(kind: Any, data: bytes) -> Any:
    """Return what `pack_part` was given; `kind` is its class."""
    return from_json(kind, json.loads(unpack(data)))


def _older(text: str) -> Record:
    """Return a record as another version wrote it: fields that are new since have what they are born with."""
    try:
        data = json.loads(text)
        record = from_json(Record, _fitted(Record, data) | {"format": FORMAT})
    except (ValueError, BadRecord, TypeError) as error:
        message = "A record was stored in a form that this version cannot read."
        raise DamagedCase(message, fix="Read the reports anew: `onrecord add --reread`.") from error
    if not isinstance(record, Record):  # pragma: no cover - from_json returns what it is asked for
        raise TypeError
    return record


def _fitted(kind: Any, data: Any) -> Any:
    """Return JSON with exactly the fields of the type; those without a value to be born with stay missing."""
    if data is None:
        return None
    if typing.get_origin(kind) is tuple and isinstance(data, list):
        (item, *_) = typing.get_args(kind)
        return [_fitted(item, value) for value in data]
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return _fitted(next(a for a in typing.get_args(kind) if a is not type(None)), data)
    if not dataclasses.is_dataclass(kind) or not isinstance(data, dict):
        return data
    fitted = {}
    for name, hint, born in _fields(typing.cast("Any", kind)):
        if name in data:
            fitted[name] = _fitted(hint, data[name])
        elif born is not dataclasses.MISSING:
            fitted[name] = to_json(born)
    return fitted


@functools.cache
def _fields(kind: Any) -> tuple[tuple[str, Any, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, hints[f.name], f.default) for f in dataclasses.fields(kind))
