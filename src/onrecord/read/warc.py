"""Web archives (WARC): the pages, texts and PDF files that were saved, record by record.

Read here and not by a library, since an archive may be hostile or damaged: header lines are bounded, a truncated or
corrupt record is an error in its place, and reading goes on behind it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from onrecord.errors import OnrecordError, OversizedInput, UnreadableInput
from onrecord.model import Skipped
from onrecord.model.urls import plain_url
from onrecord.read import limits, sniff
from onrecord.read.dates import iso
from onrecord.read.leftout import Tally, by_media
from onrecord.read.packed import Tape, unpacked

KINDS = {
    "text/html": sniff.HTML,
    "application/xhtml+xml": sniff.HTML,
    "text/plain": sniff.TEXT,
    "application/pdf": sniff.PDF,
    "application/x-pdf": sniff.PDF,
}
"""Media types of answers that can be reports."""

_FIX = "Save it again, or copy the archive again; the other records were read."
_FILE = re.compile(r"/(?:robots|ads|app-ads|humans|security|llms)\.txt$", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_STATUS = re.compile(rb"(?:HTTP/\S{1,5}|ICY)\s+(\d{3})")
_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})\s*(?:;[^\r\n]{0,200})?\r?\n")
_GAP = re.compile(rb"\r?\n\r?\n")
_FINER = re.compile(r"(\.\d{6})\d+")
_QUIET = frozenset(["warcinfo", "request", "metadata"])
"""Records about the saving; they hold no pages."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A page, text or PDF file out of an archive.

    Attributes:
        data: its bytes.
        place: where it lies in the archive.
        kind: what it is, one of `sniff`'s formats.
        charset: the encoding that its header names, or "".
        url: the address it was saved from.
        fetched: when, ISO 8601, or "".
        notes: what is to be said of it.
    """

    data: bytes
    place: str
    kind: str
    charset: str = ""
    url: str = ""
    fetched: str = ""
    notes: tuple[Skipped, ...] = ()


class _OtherError(Exception):
    """A record that is no report: its reason."""


class _BadRecordError(Exception):
    """A record that cannot be read although the archive is whole there."""

    def __init__(self, error: OnrecordError) -> None:
        super().__init__()
        self.error = error


def read_warc(tape: Tape, listed: frozenset[str] = frozenset()) -> Iterator[Saved | OnrecordError]:
    """Return what an archive holds, in its order; errors have their place in the archive as `where`.

    The same bytes from the same address are given once. At the end stands what was left out.

    Args:
        tape: the archive.
        listed: `plain_url`s of the pages that the archive was made for; other pages are parts of them. All where empty.
    """
    reader = _Reader(tape, listed)
    place = "0"
    for _ in range(limits.MAX_MEMBERS):
        try:
            place = tape.place()
            tape.blank()
            place = tape.place()
            headers = _headers(tape)
            if headers is None:
                break
            yield reader.chosen(headers, place)
        except _OtherError as other:
            reader.tally.add(str(other))
        except _BadRecordError as bad:
            bad.error.where = place
            yield bad.error
        except UnreadableInput as error:
            error.where = place
            yield error
            if not tape.recover():
                break
    else:
        yield OversizedInput(f"More than {limits.MAX_MEMBERS:,} records.", fix="Split the archive.")
    yield from reader.tally.said("")


@dataclass(slots=True)
class _Reader:
    """What has been read of an archive so far."""

    tape: Tape
    listed: frozenset[str]
    tally: Tally = field(default_factory=Tally)
    seen: set[tuple[str, bytes]] = field(default_factory=set)
    answers: bool = False

    def chosen(self, headers: dict[str, str], place: str) -> Saved:
        """Return the page of the record whose header was read.

        Raises:
            _OtherError: it is no report, or one that was given before.
        """
        found = _record(self.tape, headers, place, conversions=not self.answers)
        self.answers = self.answers or headers.get("warc-type", "").lower() == "response"
        key = (plain_url(found.url) or found.url, hashlib.sha256(found.data).digest())
        if key in self.seen:
            raise _OtherError("pages saved again unchanged")
        self.seen.add(key)
        if found.kind == sniff.HTML and self.listed and key[0] not in self.listed:
            raise _OtherError("pages that only are parts of others")
        return found


def _headers(tape: Tape) -> dict[str, str] | None:
    """Return the header of the next record, None at the end of the archive."""
    line = tape.line()
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise UnreadableInput("A record does not begin as a record of a web archive.", fix=_FIX)
    lines, size = [], 0
    while (line := tape.line()).strip():
        size += len(line)
        if size > limits.MAX_HEADER:
            raise UnreadableInput("The header of a record has no end.", fix=_FIX)
        lines.append(line)
    if not line:
        raise UnreadableInput("The archive is cut off.", fix=_FIX)
    return _fields(lines)


def _fields(lines: list[bytes]) -> dict[str, str]:
    """Return header fields by their names in lower case, the first of each; lines that go on are joined."""
    out: dict[str, str] = {}
    last = ""
    for raw in lines:
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line[:1] in " \t" and last:
            out[last] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        last = name.strip().lower() if colon and name.strip().lower() not in out else ""
        if last:
            out[last] = value.strip()
    return out


def _record(tape: Tape, headers: dict[str, str], place: str, *, conversions: bool) -> Saved:
    """Return the page of a record; the tape stands behind it afterwards, whatever it is.

    Raises:
        _OtherError: it is no report.
        _BadRecordError: it is larger than a report can be, or packed in a way that is not read.
        UnreadableInput: the archive is damaged or cut off there.
    """
    length = headers.get("content-length", "")
    if not re.fullmatch(r"\d{1,15}", length):
        raise UnreadableInput("The header of a record does not say how long it is.", fix=_FIX)
    left = int(length)
    head = _whole(tape, min(left, limits.MAX_HEADER))
    left -= len(head)
    try:
        build = _wanted(headers, head, conversions=conversions)
    except _OtherError:
        tape.skip(left)
        tape.blank(stay=True)
        raise
    data = head + _whole(tape, min(left, limits.MAX_BYTES))
    left = int(length) - len(data)
    tape.skip(left)
    tape.blank(stay=True)
    if left:
        raise _BadRecordError(_oversized())
    return build(data, place)


def _oversized() -> OversizedInput:
    return OversizedInput(
        f"It is larger than {limits.MAX_BYTES // 1_000_000} MB.", fix="Save what you need of it as a file of its own."
    )


def _whole(tape: Tape, size: int) -> bytes:
    data = tape.read(size)
    if len(data) < size:
        raise UnreadableInput("The archive is cut off in the middle of a record.", fix=_FIX)
    return data


_Builder = Callable[[bytes, str], Saved]


def _wanted(headers: dict[str, str], head: bytes, *, conversions: bool) -> _Builder:
    """Return what makes a page of a record, judged by its header and beginning.

    Raises:
        _OtherError: it is no report.
    """
    record = _record_type(headers, conversions=conversions)
    url = headers.get("warc-target-uri", "").strip("<>")
    http = head.startswith((b"HTTP/", b"ICY"))
    if record == "response" and not http:
        raise _OtherError("answers that are no web pages")
    http = http and record == "response"
    fields, start = headers, 0
    if http:
        _check_status(head)
        gap = _GAP.search(head)
        start = gap.end() if gap else len(head)
        fields = _fields(head[:start].split(b"\n")[1:])
    media = fields.get("content-type", "").partition(";")[0].strip().lower()
    kind = sniff.PDF if not media and head[start : start + 5] == b"%PDF-" else KINDS.get(media, "")
    if not kind or _FILE.search(_path(url)):
        raise _OtherError("notes for robots" if kind else by_media(media))
    charset = _CHARSET.search(fields.get("content-type", ""))
    saved = Saved(b"", "", kind, charset[1] if charset else "", url, _fetched(headers), tuple(_part_only(headers)))

    def build(data: bytes, place: str) -> Saved:
        return replace(saved, data=_body(data[start:], fields) if http else data, place=place)

    return build


def _record_type(headers: dict[str, str], *, conversions: bool) -> str:
    record = headers.get("warc-type", "").lower()
    if record in _QUIET:
        raise _OtherError
    if record == "revisit":
        raise _OtherError("pages saved again unchanged")
    if record == "conversion" and not conversions:
        raise _OtherError("texts made of pages in the archive")
    if record not in ("response", "resource", "conversion"):
        raise _OtherError(f"records of the type {record[:40] or 'unknown'}")
    return record


def _fetched(headers: dict[str, str]) -> str:
    return iso(_FINER.sub(r"\1", headers.get("warc-date", "")))


def _part_only(headers: dict[str, str]) -> Iterator[Skipped]:
    if reason := headers.get("warc-truncated"):
        yield Skipped("read", f"the archive holds the page in part only ({reason[:40]})")


def _check_status(head: bytes) -> None:
    found = _STATUS.match(head)
    status = int(found[1]) if found else 0
    if status != 200:
        kind = "redirects" if 300 <= status < 400 else f"answers with status {status}" if status else "broken answers"
        raise _OtherError(kind)


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _body(data: bytes, fields: dict[str, str]) -> bytes:
    """Return the body of an answer, out of the chunks and the packing in which it was sent."""
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = _unchunked(data)
    for name in reversed([n.strip().lower() for n in fields.get("content-encoding", "").split(",")][:3]):
        found = unpacked(data, name, limits.MAX_BYTES + 1)
        if found is None:
            message = f"The page is packed in a way that is not read ({name[:20]})."
            raise _BadRecordError(UnreadableInput(message, fix="Save it again with gzip or without packing."))
        data = found
    if len(data) > limits.MAX_BYTES:
        raise _BadRecordError(_oversized())
    return data


def _unchunked(data: bytes) -> bytes:
    """Return the chunks joined; the data itself where it does not begin with a chunk, as some programs store it."""
    out: list[bytes] = []
    at = 0
    while found := _CHUNK.match(data, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(out)
        out.append(data[found.end() : found.end() + size])
        at = found.end() + size
    return b"".join(out) if out and at >= len(data) - 2 else (b"".join(out) + data[at:] if out else data)
