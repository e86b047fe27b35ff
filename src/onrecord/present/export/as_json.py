"""Records as JSON: one object a line, so that one report is a JSON document and several are JSON lines."""

from __future__ import annotations

import json

from onrecord.model import Record
from onrecord.model.codec import dumps, schema


def record_line(record: Record) -> str:
    """Return a record as one line of JSON, with its line end."""
    return dumps(record) + "\n"


def schema_text() -> str:
    """Return the JSON Schema of the record format, indented, with a line end; `docs/record.schema.json` holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
