"""JSON: one report a row, a list of them, or a single object."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import OnrecordError, OversizedInput, UnreadableInput
from onrecord.model import RawRun, Skipped
from onrecord.read import limits, sniff
from onrecord.read.dates import from_header
from onrecord.read.decode import decode, notes
from onrecord.read.draft import Draft, Drafted, Facts, Source
from onrecord.read.packed import Stream
from onrecord.read.parts import assemble

_BODY = (
    "text",
    "body",
    "content",
    "article",
    "maintext",
    "full_text",
    "content_html",
    "html",
    "description",
    "summary",
)
_TITLE = ("title", "headline")
_DATE = (
    "published",
    "date",
    "date_publish",
    "date_published",
    "publishedAt",
    "pubDate",
    "datetime",
    "dct",
    "created_at",
)
_URL = ("url", "link", "canonical_url")
_OUTLET = ("outlet", "publisher", "source", "site_name", "sitename", "source_name", "site")
_BYLINE = ("byline", "author", "authors", "creator")
_FIX = 'Give each row as {"text": "...", "title": "...", "date": "2026-02-28"}.'
_NAMES = re.compile(r";|\s+and\s+|\s*&\s*|,\s*(?=[^,]+\s[^,]+)")
_CHUNK = 4_000_000
_SPACE = re.compile(r"[\s,]*")


def read_rows(stream: Stream, head: bytes, name: str) -> Iterator[Drafted | OnrecordError]:
    """Return the reports of a JSON-lines stream, row by row; each row is a source of its own.

    Args:
        stream: what follows `head`.
        head: bytes already read.
        name: of the whole input; rows are called "name#1", "name#2".
    """
    for number, row in enumerate(_lines(stream, head), 1):
        where = f"{name}#{number}"
        if number > limits.MAX_ROWS:
            yield OversizedInput(f"More than {limits.MAX_ROWS:,} rows.", fix="Split the file.", where=where)
            return
        if row is None:
            yield OversizedInput(
                f"The row is larger than {limits.MAX_BYTES // 1_000_000} MB.", fix="Give one report a row.", where=where
            )
        elif row.strip():
            text, encoding = decode(row)
            source = Source(where, sniff.ROWS, encoding, hashlib.sha256(row).hexdigest())
            yield _noted(_row(text, source), notes(row, text, encoding))


def read_wide_rows(data: bytes, name: str) -> Iterator[Drafted | OnrecordError]:
    """Return the reports of JSON lines in UTF-16 or UTF-32, whose bytes cannot be cut at line breaks.

    Args:
        data: the whole input.
        name: of the whole input.
    """
    text, encoding = decode(data)
    doubtful = notes(data, text, encoding)
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            # A row alone has no byte order mark, so the hash is that of its UTF-8.
            digest = hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()
            yield _noted(_row(row, Source(f"{name}#{number}", sniff.ROWS, encoding, digest)), doubtful)


def _noted(item: Drafted | OnrecordError, doubtful: tuple[Skipped, ...]) -> Drafted | OnrecordError:
    """Return a draft with what is not certain about its characters."""
    if isinstance(item, OnrecordError):
        return item
    draft, source = item
    return dataclasses.replace(draft, skipped=(*draft.skipped, *doubtful)), source


def _lines(stream: Stream, head: bytes) -> Iterator[bytes | None]:
    """Return the lines of a stream without their breaks; None for one that is too long, which is not kept."""
    held, over = head, False
    while True:
        *whole, held = held.split(b"\n")
        for line in whole:
            yield None if over or len(line) > limits.MAX_BYTES else line.rstrip(b"\r")
            over = False
        if over or len(held) > limits.MAX_BYTES:
            over, held = True, b""
        more = stream.read(_CHUNK)
        if not more:
            break
        held += more
    if over or held:
        yield None if over else held


def read_json(data: bytes, source: Source) -> Iterator[Drafted | OnrecordError]:
    """Return the reports of a JSON document: an object, or a list of them."""
    text, encoding = decode(data)
    doubtful = notes(data, text, encoding)
    source = dataclasses.replace(source, encoding=encoding)
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if text[start : start + 1] != "[":
        yield _noted(_row(text, source), doubtful)
        return
    decoder, at, number = json.JSONDecoder(), start + 1, 0
    while (at := _past_space(text, at)) < len(text) and text[at] != "]":
        number += 1
        here = dataclasses.replace(source, name=f"{source.name}#{number}")
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield _broken(error, here)
            return
        yield _noted(_built(value, text[at:end], here, at), doubtful)
        at = end


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _row(text: str, source: Source) -> Drafted | OnrecordError:
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        return _broken(error, source)
    return _built(value, text, source, 0)


def _broken(error: Exception, source: Source) -> OnrecordError:
    reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply or a number too long"
    return UnreadableInput(f"The JSON is broken: {reason}.", fix=_FIX, where=source.name or None)


def _built(value: Any, raw: str, source: Source, base: int) -> Drafted | OnrecordError:
    if not isinstance(value, dict):
        return UnreadableInput("The row is no JSON object.", fix=_FIX, where=source.name or None)
    body = next((value[k] for k in _BODY if isinstance(value.get(k), str) and value[k].strip()), "")
    if not body:
        return UnreadableInput("The row has no text.", fix=_FIX, where=source.name or None)
    try:
        draft = assemble(_words(value, _TITLE), body, _facts(value), raw)
    except OnrecordError as error:
        error.where = source.name or None
        return error
    runs = tuple(RawRun(r.text, r.raw + base, r.length) for r in draft.runs)
    return Draft(draft.text, runs, draft.marks, draft.facts, draft.skipped), source


def _facts(value: dict[str, Any]) -> Facts:
    published = from_header(_words(value, _DATE))
    return Facts(
        outlet=_words(value, _OUTLET),
        byline=_names(next((value[k] for k in _BYLINE if value.get(k)), "")),
        published=published,
        published_from="header" if published else "",
        url=_words(value, _URL),
        language=_words(value, ("language", "lang"))[:2].lower(),
    )


def _words(value: dict[str, Any], keys: tuple[str, ...]) -> str:
    """Return the first of some fields that holds words; an object gives its name."""
    for key in keys:
        found = value.get(key)
        if isinstance(found, dict):
            found = found.get("name") or found.get("title")
        if isinstance(found, str) and found.strip():
            return " ".join(found.encode("utf-8", "replace").decode("utf-8").split())
    return ""


def _names(found: Any) -> tuple[str, ...]:
    """Return the names in a field: a string, a list of strings, or of objects with a name."""
    if isinstance(found, str):
        parts = _NAMES.split(re.sub(r"^by\s+", "", found.strip(), flags=re.IGNORECASE))
        return tuple(p for p in (" ".join(p.split()) for p in parts) if p)
    if isinstance(found, dict):
        return _names(str(found.get("name") or ""))
    return tuple(n for f in found[:50] for n in _names(f)) if isinstance(found, list) else ()
