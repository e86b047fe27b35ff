"""ZIP archives: saved web archives (WACZ), and files put together; nothing is written to disk."""

from __future__ import annotations

import json
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from onrecord.errors import LockedInput, OnrecordError, OversizedInput, UnreadableInput
from onrecord.model.urls import plain_url
from onrecord.read import limits
from onrecord.read.leftout import Tally, by_ending
from onrecord.read.packed import Meter, Stream

_FIX = "Copy or download it again."
_PAGES = re.compile(r"pages/[\w-]+\.jsonl")
_WARC = re.compile(r"archive/.+\.warc(?:\.gz)?")
_OFFICE = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml", "META-INF/container.xml")
_CHUNK = 1_000_000


@dataclass(slots=True)
class Member:
    """A file of an archive, open to be read once.

    Attributes:
        name: its path in the archive.
        stream: its bytes.
        listed: of a web archive, `plain_url`s of the pages it was made for.
    """

    name: str
    stream: Stream
    listed: frozenset[str] = frozenset()


class _Checked:
    """A member's stream whose faults are errors of onrecord."""

    def __init__(self, stream: Stream, meter: Meter) -> None:
        self._stream = stream
        self._meter = meter

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes."""
        try:
            found = self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableInput("It is damaged: it cannot be unpacked whole.", fix=_FIX) from error
        self._meter.count(len(found))
        return found


def seekable(stream: Stream) -> BinaryIO:
    """Return a copy of a stream in a temporary file, since the directory of a ZIP archive stands at its end.

    Raises:
        OversizedInput: it is too large to be kept.
    """
    kept = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=limits.MAX_BYTES))  # noqa: SIM115 - the caller closes it
    size = 0
    while found := stream.read(_CHUNK):
        size += len(found)
        if size > limits.MAX_SPOOLED:
            kept.close()
            raise OversizedInput(
                f"It is larger than {limits.MAX_SPOOLED // 1_000_000_000} GB.", fix="Give it as a file of its own."
            )
        kept.write(found)
    kept.seek(0)
    return kept


def members(stream: BinaryIO, meter: Meter) -> Iterator[Member | OnrecordError]:
    """Return the files of an archive that may hold reports, in the order of their names; errors in their places.

    Of a WACZ file these are its web archives. At the end stands what was left out.

    Args:
        stream: the archive, which can be searched.
        meter: counts what is unpacked.

    Raises:
        UnreadableInput: it is no ZIP archive after all, or an office document.
        OversizedInput: its directory is too large.
    """
    _check_directory(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise UnreadableInput("The ZIP archive is damaged or cut off.", fix=_FIX) from error
    with archive:
        infos = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: (i.filename, i.header_offset))
        if len(infos) > limits.MAX_MEMBERS:
            raise OversizedInput(f"More than {limits.MAX_MEMBERS:,} files.", fix="Split the archive.")
        names = {i.filename for i in infos}
        _refuse_document(names)
        tally = Tally()
        if any(_WARC.fullmatch(name) for name in names):
            yield from _saved(archive, infos, meter)
            return
        for info in infos:
            if reason := _left_out(info.filename):
                tally.add(reason)
            else:
                yield _opened(archive, info, meter)
        yield from tally.said("")


def _refuse_document(names: set[str]) -> None:
    """Refuse the file of an office program, which is a ZIP archive too.

    Raises:
        UnreadableInput: it is one.
    """
    if not names.isdisjoint(("[Content_Types].xml", "mimetype")) and not names.isdisjoint(_OFFICE):
        raise UnreadableInput(
            "It is a document of an office program or an e-book.", fix="Save it as PDF, HTML or text."
        )


def _saved(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], meter: Meter) -> Iterator[Member | OnrecordError]:
    """Return the web archives of a WACZ file, with the pages that it lists."""
    listed: set[str] = set()
    for info in infos:
        if _PAGES.fullmatch(info.filename):
            found = _opened(archive, info, meter)
            if isinstance(found, Member):
                listed |= _urls(found.stream)
    for info in infos:
        if _WARC.fullmatch(info.filename):
            found = _opened(archive, info, meter)
            if isinstance(found, Member):
                found.listed = frozenset(listed)
            yield found


def _urls(stream: Stream) -> set[str]:
    """Return the addresses in a list of pages; a list that cannot be read lists none, so that all pages are read."""
    try:
        data = stream.read(limits.MAX_BYTES)
    except OnrecordError:
        return set()
    found = set()
    for row in data.split(b"\n"):
        try:
            value = json.loads(row) if row.strip() else None
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and isinstance(value.get("url"), str):
            found.add(plain_url(value["url"]) or value["url"])
    return found


def _left_out(name: str) -> str:
    parts = name.split("/")
    if any(p.startswith((".", "__MACOSX")) and p not in (".", "..") for p in parts):
        return "hidden files"
    return by_ending(name)


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> Member | OnrecordError:
    """Return a file of an archive, or why it cannot be read; its place is its path in the archive."""
    name = info.filename
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or re.match(r"[A-Za-z]:", name):
        return UnreadableInput(
            "Its path leads out of the archive.",
            fix="Do not unpack this archive before you have looked into it.",
            where=name,
        )
    if info.flag_bits & 0x1:
        return LockedInput("It is locked with a password.", fix="Unpack it and give the files.", where=name)
    try:
        return Member(name, _Checked(archive.open(info), meter))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        message = "It is damaged, or packed in a way that is not read."
        found = UnreadableInput(message, fix="Unpack it and give the files.", where=name)
        found.__cause__ = error
        return found


_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"


def _check_directory(stream: BinaryIO) -> None:
    """Refuse an archive whose directory, which is read whole, is too large.

    Raises:
        OversizedInput: it is.
    """
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_600 - 200))
    tail = stream.read(65_800)
    stream.seek(0)
    at = tail.rfind(_END)
    sizes = [struct.unpack_from("<L", tail, at + 12)[0]] if 0 <= at <= len(tail) - 16 else [0]
    if sizes[0] == 0xFFFFFFFF:
        at = tail.rfind(_END64)
        sizes = [struct.unpack_from("<Q", tail, at + 40)[0]] if 0 <= at <= len(tail) - 48 else [0]
    if sizes[0] > limits.MAX_DIRECTORY:
        raise OversizedInput("Its directory is too large.", fix="Unpack it and give the folder, or split it.")
