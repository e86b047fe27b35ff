"""Records to JSON and back, and the JSON Schema of the format, all three derived from the dataclasses.

A span is `[start, end]`, an enum its value, a tuple a list; every field is always written, so a record reads
the same whatever is in it.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from onrecord.errors import BadRecord
from onrecord.model.record import FORMAT, Record
from onrecord.model.span import Span

Json = Any
"""What `json` reads and writes."""


def to_json(value: object) -> Json:
    """Return dataclasses, enums, spans and tuples as what `json.dumps` takes."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [to_json(v) for v in value]
    if dataclasses.is_dataclass(value):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


def dumps(record: Record, *, indent: int | None = None) -> str:
    """Return a record as JSON text; `format` comes first. Lone surrogates are escaped."""
    data = to_json(record)
    ordered = {"format": data.pop("format"), **data}
    text = json.dumps(ordered, ensure_ascii=False, indent=indent)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(ordered, ensure_ascii=True, indent=indent)
    return text


def loads(text: str) -> Record:
    """Return the record that the JSON text holds.

    Raises:
        BadRecord: the text is not JSON, not of this format, or a field does not fit.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"Not JSON: {error.msg} at character {error.pos}."
        raise BadRecord(message, fix="Give the output of `onrecord read --json`.") from error
    except (ValueError, RecursionError) as error:
        message = "JSON that cannot be read: a number is too long, or it is nested too deep."
        raise BadRecord(message, fix="Give the output of `onrecord read --json`.") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        message = f"Not a record of the format {FORMAT}."
        raise BadRecord(message, fix="Give the output of `onrecord read --json`.")
    record = from_json(Record, data, "record")
    if not isinstance(record, Record):  # pragma: no cover - from_json returns what it is asked for
        raise TypeError
    return record


def from_json(kind: Any, data: Json, where: str = "value") -> object:
    """Return `data` as the type asked for.

    Args:
        kind: a model class, or the type of one of its fields.
        data: what `json.loads` gave.
        where: path of the field, for the message.

    Raises:
        BadRecord: a field is missing, unknown or of the wrong type.
    """
    return _reader(kind)(data, where)


def _bad(where: str, wanted: str) -> BadRecord:
    return BadRecord(f"{where} is not {wanted}.", fix="Compare it with the published JSON Schema.", where=where)


@functools.cache
def _reader(kind: Any) -> Callable[[Json, str], object]:
    if kind is Span:
        return _read_span
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return functools.partial(_read_enum, kind)
    if dataclasses.is_dataclass(kind):
        return functools.partial(_read_dataclass, kind)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return functools.partial(_read_tuple, typing.get_args(kind)[0])
    if origin in (types.UnionType, typing.Union):
        return functools.partial(_read_optional, next(a for a in typing.get_args(kind) if a is not type(None)))
    return functools.partial(_read_plain, kind)


def _read_span(data: Json, where: str) -> Span:
    match data:
        case [int(start), int(end)] if 0 <= start <= end and not (isinstance(start, bool) or isinstance(end, bool)):
            return Span(start, end)
    raise _bad(where, "a span [start, end]")


def _read_enum(kind: type[StrEnum], data: Json, where: str) -> StrEnum:
    try:
        return kind(data)
    except ValueError as error:
        raise _bad(where, f"one of {', '.join(kind)}") from error


def _read_tuple(item: Any, data: Json, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise _bad(where, "a list")
    read = _reader(item)
    return tuple(read(v, f"{where}[{i}]") for i, v in enumerate(data))


def _read_optional(item: Any, data: Json, where: str) -> object:
    return None if data is None else _reader(item)(data, where)


def _read_plain(kind: Any, data: Json, where: str) -> object:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise _bad(where, f"a {kind.__name__}")
    return data


def _read_dataclass(kind: Any, data: Json, where: str) -> object:
    if not isinstance(data, dict):
        raise _bad(where, "an object")
    readers = _field_readers(kind)
    unknown = sorted(set(data) - set(readers))
    missing = sorted(set(readers) - set(data))
    if unknown or missing:
        raise _bad(where, f"a {kind.__name__}: unknown fields {unknown}, missing fields {missing}")
    return kind(**{name: read(data[name], f"{where}.{name}") for name, read in readers.items()})


@functools.cache
def _field_readers(kind: Any) -> dict[str, Callable[[Json, str], object]]:
    hints = typing.get_type_hints(kind)
    return {f.name: _reader(hints[f.name]) for f in dataclasses.fields(kind)}


def schema() -> dict[str, Json]:
    """Return the JSON Schema (2020-12) of the record format."""
    definitions: dict[str, Json] = {}
    root = _schema_of(Record, definitions)
    definitions["Record"]["properties"]["format"] = {"const": FORMAT}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Record of a report, {FORMAT}",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def _schema_of(kind: Any, definitions: dict[str, Json]) -> dict[str, Json]:
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    origin = typing.get_origin(kind)
    if origin is tuple:
        return {"type": "array", "items": _schema_of(typing.get_args(kind)[0], definitions)}
    if origin in (types.UnionType, typing.Union):
        parts = [_schema_of(a, definitions) for a in typing.get_args(kind) if a is not type(None)]
        return {"anyOf": [*parts, {"type": "null"}]}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # stands in while its own fields are read
        definitions[kind.__name__] = _schema_of_class(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _schema_of_class(kind: Any, definitions: dict[str, Json]) -> dict[str, Json]:
    about = (kind.__doc__ or "").split("\n\n")[0].strip()
    if kind is Span:
        item = {"type": "integer", "minimum": 0}
        return {"description": about, "type": "array", "prefixItems": [item, item], "minItems": 2, "maxItems": 2}
    if issubclass(kind, StrEnum):
        return {"description": about, "enum": [m.value for m in kind]}
    hints = typing.get_type_hints(kind)
    names = [f.name for f in dataclasses.fields(kind)]
    return {
        "description": about,
        "type": "object",
        "properties": {n: _schema_of(hints[n], definitions) for n in names},
        "required": names,
        "additionalProperties": False,
    }
