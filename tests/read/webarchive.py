"""Writes small web archives, for the tests of this folder."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>A shell hit a fuel depot in Larn on "
    "Tuesday, the mayor said, and at least two people were hurt in the fire.</p><p>Nobody had claimed the attack by "
    "noon, {who} told the council, and the coast road stayed closed.</p></article></body></html>"
)


def page(title: str, who: str = "Ilse Brandt") -> bytes:
    return PAGE.format(title=title, who=who).encode()


def record(kind: str, url: str, body: bytes, **fields: str) -> bytes:
    """Return one record; an underscore in a field's name stands for a hyphen."""
    head = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2025-03-05T08:00:00Z"}
    head |= {k.replace("_", "-"): v for k, v in fields.items()} | {"Content-Length": str(len(body))}
    return b"WARC/1.1\r\n" + _lines(head) + b"\r\n" + body + b"\r\n\r\n"


def response(url: str, body: bytes, media: str = "text/html", status: int = 200, **fields: str) -> bytes:
    """Return the record of an answer; fields are those of the HTTP header."""
    head = {"Content-Type": media} | {k.replace("_", "-"): v for k, v in fields.items()}
    return record("response", url, f"HTTP/1.1 {status} X\r\n".encode() + _lines(head) + b"\r\n" + body)


def _lines(fields: Mapping[str, str]) -> bytes:
    return "".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode()


def packed(records: Sequence[bytes]) -> bytes:
    """Return the archive with every record packed by itself, as crawlers write it."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def wacz(records: Sequence[bytes], pages: Sequence[str]) -> bytes:
    rows = [{"format": "json-pages-1.0"}, *({"url": url} for url in pages)]
    listed = "\n".join(json.dumps(r) for r in rows).encode()
    return zipped({"datapackage.json": b"{}", "archive/data.warc.gz": packed(records), "pages/pages.jsonl": listed})
