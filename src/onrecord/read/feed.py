"""RSS and Atom: one report an item."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from onrecord.errors import EmptyInput, OnrecordError, UnreadableInput
from onrecord.model import RawRun
from onrecord.read import limits
from onrecord.read.dates import from_header
from onrecord.read.decode import decode
from onrecord.read.draft import Draft, Drafted, Facts, Source
from onrecord.read.page import declared
from onrecord.read.parts import assemble

_ITEM = re.compile(r"<(?:item|entry)(?=[\s>])", re.IGNORECASE)


def read_feed(data: bytes, source: Source) -> Iterator[Drafted | OnrecordError]:
    """Return the reports of a feed, item by item; offsets are in the whole feed."""
    text, encoding = decode(data, declared(data))
    source = dataclasses.replace(source, encoding=encoding)
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001 - whatever a feed does to its parser, the user gets one clear error
        found = {}
    entries = list(found.get("entries", ()))[: limits.MAX_ROWS]
    if not entries:
        yield UnreadableInput(
            "There is no item in this feed.", fix="Give an RSS or Atom feed whose items carry text.", where=source.name
        )
        return
    outlet = str((found.get("feed") or {}).get("title") or "").strip()
    starts = [m.start() for m in _ITEM.finditer(text)]
    known = len(starts) == len(entries)
    for number, entry in enumerate(entries, 1):
        here = dataclasses.replace(source, name=f"{source.name}#{number}")
        start = starts[number - 1] if known else 0
        end = starts[number] if known and number < len(starts) else len(text)
        yield _item(entry, text[start:end] if known else "", start, outlet, here)


def _item(entry: Any, raw: str, base: int, outlet: str, source: Source) -> Drafted | OnrecordError:
    contents = [str(c.get("value") or "") for c in entry.get("content") or ()]
    body = max([*contents, str(entry.get("summary") or "")], key=len)
    if not body.strip():
        return EmptyInput("The item has no text.", fix="Save the page that it links to.", where=source.name)
    published = from_header(str(entry.get("published") or entry.get("updated") or ""))
    authors = tuple(str(a.get("name") or "").strip() for a in entry.get("authors") or ())
    facts = Facts(
        outlet=outlet,
        byline=tuple(a for a in authors if a),
        published=published,
        published_from="page" if published else "",
        url=str(entry.get("link") or ""),
    )
    try:
        draft = assemble(str(entry.get("title") or ""), body, facts, raw)
    except OnrecordError as error:
        error.where = source.name
        return error
    runs = tuple(RawRun(r.text, r.raw + base, r.length) for r in draft.runs)
    return Draft(draft.text, runs, draft.marks, draft.facts, draft.skipped), source
