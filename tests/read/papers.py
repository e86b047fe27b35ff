"""Writes small PDF files with words at given places, for the tests of this folder."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True, slots=True)
class Line:
    """Words at a place; y counts from the foot of the page."""

    x: float
    y: float
    words: str
    size: float = 10


def column(words: Sequence[str], x: float = 60, top: float = 760, size: float = 10, lead: float = 12) -> list[Line]:
    """Return lines one below the other; an empty one leaves a gap."""
    return [Line(x, top - n * lead, w, size) for n, w in enumerate(words) if w]


def content(lines: Sequence[Line]) -> bytes:
    """Return the stream that draws the lines, in their order."""
    out = [f"BT /F1 {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm ({_escaped(line.words)}) Tj ET" for line in lines]
    return "\n".join(out).encode("cp1252")


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def pdf(pages: Sequence[Sequence[Line]], *, info: str = "", packed: bool = True) -> bytes:
    """Return a PDF with these pages.

    Args:
        pages: the lines of each.
        info: the inside of its information dictionary.
        packed: whether the streams are compressed.
    """
    return assemble([content(p) for p in pages], info=info, packed=packed)


def assemble(streams: Sequence[bytes], *, info: str = "", packed: bool = True, trailer: str = "") -> bytes:
    """Return a PDF whose pages have these content streams."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode(),
    ]
    for n, stream in enumerate(streams):
        data = zlib.compress(stream) if packed else stream
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {6 + 2 * n} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        kind = " /Filter /FlateDecode" if packed else ""
        objects.append(f"<< /Length {len(data)}{kind} >>\nstream\n".encode() + data + b"\nendstream")
    return joined(objects, trailer)


def joined(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Return a file of numbered objects: 1 is the catalogue, 4 the information."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())
