"""Bytes to characters. Nothing here raises on any bytes: what fits no encoding is read byte by byte."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from onrecord.model import Skipped

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_SAMPLE = 20_000
"""Bytes shown to the encoding detector, whose time grows with what it sees."""

_FOREIGN = 0.2
"""Share of letters outside ASCII above which a text in one-byte characters is no Western European one. Each in its own
one-byte encoding (spaCy's example sentences, 2026-11-22), French has .03, Spanish .04, Swedish .07, Polish .08, Czech
and Hungarian .14, Vietnamese .195, and Russian, Greek, Hebrew and Arabic have over .97; 6,516 English news texts stay
under .05."""

_WESTERN = {"ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "iso8859_1", "cp1252", "windows-1252"}
MIXED = "mixed"
"""Name of the encoding of a source that is UTF-8 in some places and Windows-1252 in others."""

_CP1252 = {b: bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in range(128, 256)}


def _byte_by_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_CP1252.get(b, chr(b)) for b in wrong), error.end


codecs.register_error("onrecord-cp1252", _byte_by_byte)


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return the characters of a source and the name of the encoding that they were read in.

    Args:
        data: the bytes.
        declared: the encoding that a header or the page itself names, or "".

    Returns:
        The text, and the encoding: that of a byte order mark, else UTF-8 where it fits, else the declared one, else a
        detected one, else Windows-1252; `MIXED` where UTF-8 fits in some places only. A byte order mark is not part of
        the text.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace" if name != "utf-8-sig" else "onrecord-cp1252"), name
    declared = _known(declared)
    if declared.startswith(("iso2022", "utf-16", "utf-32", "hz")) and (text := _try(data, declared)) is not None:
        return text, declared
    if wide := _wide(data):
        return data.decode(wide, "replace"), wide
    if (text := _try(data, "utf-8")) is not None:
        return text, "utf-8"
    if declared not in ("", "utf-8", *_WESTERN) and (text := _try(data, declared)) is not None:
        return text, declared
    return _undeclared(data)


def notes(data: bytes, text: str, encoding: str) -> tuple[Skipped, ...]:
    """Return what is not certain about the characters of a source.

    Args:
        data: the bytes.
        text: what `decode` made of them.
        encoding: the encoding that it gave.
    """
    if encoding == MIXED:
        # The bytes of one character never lie on both sides of a line break, so each line can be tried alone.
        count = sum(1 for line in data.split(b"\n") if _try(line, "utf-8") is None)
        lines = "1 line" if count == 1 else f"{count} lines"
        return (Skipped("read", f"mixed encodings: {lines} decoded as windows-1252 where UTF-8 does not fit"),)
    if encoding.startswith(("utf-16", "utf-32")) and (count := _lost(data, text, encoding)):
        places = "1 place" if count == 1 else f"{count} places"
        return (Skipped("read", f"damaged {encoding}: {places} not decoded, U+FFFD stands there"),)
    return ()


def _lost(data: bytes, text: str, encoding: str) -> int:
    """Return how many replacement characters of a text the source does not have itself."""
    return text.count("\ufffd") if _try(data, encoding) is None else 0


def _undeclared(data: bytes) -> tuple[str, str]:
    high, letters = len(_HIGH.findall(data)), len(_LETTER.findall(data))
    text = data.decode("utf-8", "onrecord-cp1252")
    if len(text) < len(data):  # at least one character of several bytes: UTF-8 in places
        several = sum(1 for c in text if ord(c) > 127)
        if several < high * 0.9 or high < letters * _FOREIGN:
            return text, MIXED
    if high >= letters * _FOREIGN:
        best = from_bytes(data[:_SAMPLE]).best()
        if best and (found := _try(data, best.encoding)) is not None:
            return found, best.encoding
    return data.decode("ascii", "onrecord-cp1252"), "windows-1252"


def _wide(data: bytes) -> str:
    """Return the UTF-16 that a source without byte order mark is in: every other byte of Western text is zero."""
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 4 or max(even, odd) < len(sample) * 0.3 or min(even, odd) > len(sample) * 0.05:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _known(name: str) -> str:
    """Return the name by which Python knows an encoding of text, or ""."""
    try:
        found = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return ""
    return found.name if getattr(found, "_is_text_encoding", True) else ""


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None
