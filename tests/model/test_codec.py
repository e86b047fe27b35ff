from __future__ import annotations

import copy
import dataclasses
import functools
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from onrecord.errors import BadRecord
from onrecord.model import FORMAT, MadeBy, Record, Report, Segment, SegmentKind, Skipped, Span
from onrecord.model.codec import dumps, loads, schema, to_json
from tests.model.strategies import records

slow = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

REPORT = Report(
    id="rep_1",
    text="Mud came down on Lower Vasse.",
    segments=(Segment(Span(0, 29), SegmentKind.BODY),),
    published="2025-05-03",
)
RECORD = Record(REPORT, MadeBy("0", "none", "none"), skipped=(Skipped("claims", "a fragment", Span(0, 3)),))


@functools.cache
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema())


@slow
@given(records)
def test_any_record_comes_back_from_json(record: Record) -> None:
    assert loads(dumps(record)) == record


@slow
@given(records)
def test_any_record_fits_the_schema(record: Record) -> None:
    validator().validate(json.loads(dumps(record)))


@slow
@given(records)
def test_the_same_record_is_the_same_text_and_can_be_written_as_utf8(record: Record) -> None:
    text = dumps(record)
    assert text == dumps(copy.deepcopy(record))
    assert text.encode("utf-8")
    assert text.startswith(f'{{"format": "{FORMAT}"')


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_schema_describes_every_field_of_every_type() -> None:
    definitions = schema()["$defs"]
    assert {"Record", "Report", "Claim", "Incident", "Attribution", "Span", "Stance"} <= set(definitions)
    for name, definition in definitions.items():
        assert definition["description"], name
        if definition.get("type") == "object":
            assert definition["additionalProperties"] is False
            assert sorted(definition["required"]) == sorted(definition["properties"])


def objects(value: Any, path: str = "record") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object inside, with its path as messages give it."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from objects(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from objects(inner, f"{path}[{index}]")


PATHS = [path for path, _ in objects(to_json(RECORD))]


@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_field_is_named_with_its_path(path: str) -> None:
    data = to_json(RECORD)
    dict(objects(data))[path]["colour"] = "red"
    with pytest.raises(BadRecord, match="colour") as caught:
        loads(json.dumps(data))
    assert caught.value.where == path
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(data)


@pytest.mark.parametrize("path", PATHS)
def test_a_missing_field_is_named_with_its_path(path: str) -> None:
    data = to_json(RECORD)
    holder = dict(objects(data))[path]
    gone = next(key for key in holder if key != "format")
    del holder[gone]
    with pytest.raises(BadRecord, match=gone) as caught:
        loads(json.dumps(data))
    assert caught.value.where == path
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(data)


@pytest.mark.parametrize(
    ("path", "wrong", "where"),
    [
        (("report", "text"), 3, "record.report.text"),
        (("report", "segments", 0, "span"), [5, 2], "record.report.segments[0].span"),
        (("report", "segments", 0, "span"), [0, True], "record.report.segments[0].span"),
        (("report", "segments", 0, "span"), [0], "record.report.segments[0].span"),
        (("report", "segments", 0, "kind"), "poem", "record.report.segments[0].kind"),
        (("report", "segments"), {}, "record.report.segments"),
        (("claims",), None, "record.claims"),
        (("skipped", 0), "text", "record.skipped[0]"),
    ],
)
def test_a_wrong_value_is_named_with_its_path(path: tuple[str | int, ...], wrong: object, where: str) -> None:
    data = to_json(RECORD)
    holder = functools.reduce(lambda value, key: value[key], path[:-1], data)
    holder[path[-1]] = wrong
    with pytest.raises(BadRecord) as caught:
        loads(json.dumps(data))
    assert caught.value.where == where
    assert caught.value.fix


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", '{"format": "onrecord/0"}', "{}", "null", "[" * 200_000, "9" * 5000],
    ids=lambda text: text[:12] or "empty",
)
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(BadRecord):
        loads(text)


def test_lone_surrogates_come_back() -> None:
    record = dataclasses.replace(RECORD, report=dataclasses.replace(REPORT, text="a\ud800b \udfff 🕯 é"))
    text = dumps(record)
    assert text.isascii()
    assert loads(text) == record
