"""The bytes that a report was read from, where they can be told from the file by their hash."""

from __future__ import annotations

import contextlib
import hashlib
from contextvars import ContextVar
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from onrecord.model import Report
from onrecord.read.limits import MAX_BYTES


class RawBytes:
    """A file from which the bytes of reports are taken; a context manager.

    A report is the whole file, a row of it, or a member of an archive, whose bytes are held while it is read. Of a row
    of a file inside an archive they are not had again.

    Args:
        path: of the file; "-" and what is no file give nothing.
    """

    def __init__(self, path: str) -> None:
        """Open nothing yet."""
        self._path = path
        self._whole: tuple[str, bytes] | None = None
        self._rows: BinaryIO | None = None
        self._row = 0
        self._member: tuple[str, bytes] = ("", b"")

    def __enter__(self) -> Self:
        """Hold from now on the bytes of what is read, one member at a time."""
        _HOLDING.set(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        _HOLDING.set(None)
        self._member = ("", b"")
        if self._rows:
            self._rows.close()

    def of(self, report: Report) -> bytes | None:
        """Return the bytes of a report; reports are asked for in the order of the file."""
        if report.sha256 and report.sha256 == self._member[0]:
            return self._member[1]
        with contextlib.suppress(OSError, ValueError):
            digest, data = self._file()
            if data and digest == report.sha256:
                return data
            row = self._row_of(report)
            if row is not None and hashlib.sha256(row).hexdigest() == report.sha256:
                return row
        return None

    def hold(self, digest: str, data: bytes) -> None:
        """Hold the bytes of what is being read now, with their hash."""
        self._member = digest, data

    def _file(self) -> tuple[str, bytes]:
        """Return hash and bytes of the whole file, nothing of one that is larger than a report can be."""
        if self._whole is None:
            path = Path(self._path)
            small = self._path != "-" and path.is_file() and path.stat().st_size <= MAX_BYTES
            data = path.read_bytes() if small else b""
            self._whole = hashlib.sha256(data).hexdigest(), data
        return self._whole

    def _row_of(self, report: Report) -> bytes | None:
        """Return the line that the name of the report's source points to."""
        name, mark, number = report.source.rpartition("#")
        if not mark or name != self._path or not number.isdecimal() or self._path == "-":
            return None
        if self._rows is None:
            self._rows = Path(self._path).open("rb")  # noqa: SIM115 - closed at the end of the context
        while self._row < int(number):
            line = self._rows.readline(MAX_BYTES + 2)
            if not line:
                return None
            self._row += 1
            if self._row == int(number):
                return line.rstrip(b"\n").rstrip(b"\r")
        return None


_HOLDING: ContextVar[RawBytes | None] = ContextVar("holding", default=None)
"""Who takes bytes from the reader here; readers of archives lie too deep to hand them up with each report."""


def hold(digest: str, data: bytes) -> None:
    """Hand the bytes of a member to whoever takes them; called by the reader, before the member's reports come out."""
    holding = _HOLDING.get()
    if holding is not None:
        holding.hold(digest, data)
