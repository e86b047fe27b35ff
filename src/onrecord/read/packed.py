"""Streams out of archives: forward only, bounded, with the place where each stretch lies in the file."""

from __future__ import annotations

import zlib
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from onrecord.errors import OversizedInput, UnreadableInput
from onrecord.read import limits

_CHUNK = 65_536
_GZIP = b"\x1f\x8b\x08"
_FIX_CUT = "Copy or download it again; what stands before the damage was read."
WARC_MARK = b"WARC/"
"""What every record of a web archive begins with."""


class Stream(Protocol):
    """What can be read forward."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes; none at the end."""
        ...


@dataclass(slots=True)
class Meter:
    """Counts what an archive unpacks to, those within it too."""

    left: int = limits.MAX_UNPACKED

    def count(self, size: int) -> None:
        """Take in so many bytes.

        Raises:
            OversizedInput: the archive unpacks to more than is read of one.
        """
        self.left -= size
        if self.left < 0:
            raise OversizedInput(
                f"It unpacks to more than {limits.MAX_UNPACKED // 1_000_000_000} GB.",
                fix="Split it, or unpack it and give what you need of it.",
            )


@dataclass(slots=True)
class Ahead:
    """A stream of which the beginning has been read already."""

    head: bytes
    stream: Stream

    def read(self, size: int = -1, /) -> bytes:
        """Return the beginning first, then the rest."""
        if not self.head:
            return self.stream.read(size)
        if size < 0:
            found, self.head = self.head + self.stream.read(), b""
        else:
            found, self.head = self.head[:size], self.head[size:]
        return found


class Tape:
    """A stream that is unpacked while it is read, where it is gzip; many members one after the other are one stream.

    Args:
        stream: the file.
        meter: of the archive that it is.
    """

    def __init__(self, stream: Stream, meter: Meter) -> None:
        """Look whether it is packed."""
        self._stream = stream
        self._meter = meter
        self._raw = stream.read(_CHUNK)
        self._raw_at = 0  # where `_raw` begins in the file
        self._out = bytearray()
        self._done = 0  # unpacked bytes handed out
        self._unpacker: zlib._Decompress | None = None
        self._members: deque[tuple[int, int]] = deque()  # where each begins, unpacked and in the file
        self.packed = self._raw.startswith(_GZIP)

    def place(self) -> str:
        """Return where in the file the next byte lies: of a packed file its member, and how far inside it, if it is."""
        if not self.packed:
            return str(self._done)
        if not self._out and self._unpacker is None:
            return str(self._raw_at)
        while len(self._members) > 1 and self._members[1][0] <= self._done:
            self._members.popleft()
        start, raw = self._members[0] if self._members else (self._done, self._raw_at)
        return str(raw) if start == self._done else f"{raw}+{self._done - start}"

    def read(self, size: int = -1, /) -> bytes:
        """Return so many bytes, fewer only at the end.

        Raises:
            UnreadableInput: it is damaged or cut off there.
            OversizedInput: it unpacks to too much.
        """
        while (size < 0 or len(self._out) < size) and self._fill():
            pass
        return self._take(len(self._out) if size < 0 else size)

    def back(self, data: bytes) -> None:
        """Take back what was handed out last."""
        self._out[:0] = data
        self._done -= len(data)

    def line(self) -> bytes:
        """Return the next line with its break, b"" at the end.

        Raises:
            UnreadableInput: it is damaged there, or there is no break as far as a header can reach.
        """
        looked = 0
        while (at := self._out.find(b"\n", looked)) < 0:
            looked = len(self._out)
            if looked > limits.MAX_HEADER:
                raise UnreadableInput("A header of it has no end.", fix=_FIX_CUT)
            if not self._fill():
                return self._take(looked)
        return self._take(at + 1)

    def skip(self, size: int) -> None:
        """Pass over so many bytes.

        Raises:
            UnreadableInput: it ends or is damaged before.
        """
        while size > 0:
            if not self._out and not self._fill():
                raise UnreadableInput("It is cut off.", fix=_FIX_CUT)
            size -= len(self._take(min(size, len(self._out))))

    def blank(self, *, stay: bool = False) -> None:
        """Pass over line breaks.

        Args:
            stay: go no further than the end of a packed member; its checksum is compared there.
        """
        while self._out or self._fill(stay=stay):
            rest = self._out.lstrip(b"\r\n")
            self._take(len(self._out) - len(rest))
            if rest:
                return

    def recover(self) -> bool:
        """Go on to the next record of a web archive behind damage; say whether there is one."""
        if not self.packed:
            return self._recover_plain()
        began = self._members[-1][1] if self._members else -1
        fresh = self._unpacker is not None and began == self._raw_at
        self._done += len(self._out)
        self._out.clear()
        self._unpacker = None
        at = 1 if fresh else 0
        while True:
            at = self._raw.find(_GZIP, at)
            if at < 0 or len(self._raw) - at < 4_096:
                keep = at if at >= 0 else max(0, len(self._raw) - len(_GZIP) + 1)
                more = self._stream.read(_CHUNK)
                if not more and at < 0:
                    return False
                self._raw_at += keep
                self._raw, at = self._raw[keep:] + more, 0
                if more:
                    continue
            if _begins_record(self._raw[at : at + 4_096]):
                self._raw_at += at
                self._raw = self._raw[at:]
                return True
            at += 1

    def _recover_plain(self) -> bool:
        wanted = b"\n" + WARC_MARK
        while True:
            at = self._out.find(wanted)
            if at >= 0:
                self._take(at + 1)
                return True
            self._take(max(0, len(self._out) - len(wanted) + 1))
            if not self._fill():
                return False

    def _take(self, size: int) -> bytes:
        found = bytes(self._out[:size])
        del self._out[:size]
        self._done += len(found)
        return found

    def _fill(self, *, stay: bool = False) -> bool:
        """Unpack some more, of the same member only where it is to `stay`; say whether there was any."""
        while True:
            if not self._raw:
                self._raw = self._stream.read(_CHUNK)
            if not self.packed:
                self._out += self._raw
                self._raw_at += len(self._raw)
                got, self._raw = bool(self._raw), b""
                return got
            if self._unpacker is None:
                if stay:
                    return False
                self._drop_padding()
                if not self._raw:
                    return False
                self._members.append((self._done + len(self._out), self._raw_at))
                self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
            last = not self._raw
            if self._unpack():
                return True
            if last and self._unpacker is not None:
                self._unpacker = None
                raise UnreadableInput("It is cut off: its last part is not whole.", fix=_FIX_CUT)

    def _unpack(self) -> bool:
        unpacker = self._unpacker
        if unpacker is None:  # pragma: no cover - the caller made one
            return False
        try:
            found = unpacker.decompress(self._raw, _CHUNK)
        except zlib.error:
            raise UnreadableInput("It is damaged: a part of it cannot be unpacked.", fix=_FIX_CUT) from None
        rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        self._raw_at += len(self._raw) - len(rest)
        self._raw = rest
        if unpacker.eof:
            self._unpacker = None
        self._meter.count(len(found))
        self._out += found
        return bool(found)

    def _drop_padding(self) -> None:
        """Pass over the zeros with which some programs fill a file up."""
        while self._raw[:1] == b"\x00" and not self._raw.strip(b"\x00"):
            self._raw_at += len(self._raw)
            self._raw = self._stream.read(_CHUNK)


def _begins_record(raw: bytes) -> bool:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(raw, len(WARC_MARK)) == WARC_MARK
    except zlib.error:
        return False


def unpacked(data: bytes, name: str, most: int) -> bytes | None:
    """Return the body of an answer as it was before it was packed for the way.

    Args:
        data: the body.
        name: the content coding, such as "gzip".
        most: how many bytes to unpack at most, so that more than a report can have shows.

    Returns:
        The bytes; `data` itself where it is not packed after all; None where the coding is not known.
    """
    if name in ("", "identity", "none"):
        return data
    if name not in ("gzip", "x-gzip", "deflate"):
        return None
    for bits in (16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS):
        if name != "deflate" and bits <= zlib.MAX_WBITS:
            break
        try:
            return zlib.decompressobj(bits).decompress(data, most)
        except zlib.error:
            continue
    return data  # many programs store it unpacked and leave the header as it was
