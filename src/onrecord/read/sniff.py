"""Tells from the bytes what an input is; its name only decides where the bytes leave it open."""

from __future__ import annotations

import re

from onrecord.errors import EmptyInput, UnreadableInput
from onrecord.read import limits

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
MAIL, ROWS, JSON, FEED = "message/rfc822", "application/jsonl", "application/json", "application/rss+xml"
PDF, WARC, ZIP, GZIP = "application/pdf", "application/warc", "application/zip", "application/gzip"

ALIASES = {
    "text": TEXT,
    "txt": TEXT,
    "markdown": MARKDOWN,
    "md": MARKDOWN,
    "html": HTML,
    "application/xhtml+xml": HTML,
    "eml": MAIL,
    "jsonl": ROWS,
    "application/x-ndjson": ROWS,
    "application/json-lines": ROWS,
    "json": JSON,
    "pdf": PDF,
    "application/x-pdf": PDF,
    "rss": FEED,
    "atom": FEED,
    "application/atom+xml": FEED,
    "application/xml": FEED,
    "text/xml": FEED,
}
"""Other names for the formats."""

FORMATS = (TEXT, MARKDOWN, HTML, MAIL, ROWS, JSON, FEED, PDF)

_MAGIC = (
    (b"(\xb5/\xfd", "a zstd file", "Unpack it first with `unzstd`."),
    (b"BZh", "a bzip2 file", "Unpack it first."),
    (b"\xfd7zXZ", "an xz file", "Unpack it first."),
    (b"7z\xbc\xaf", "a 7z archive", "Unpack it first."),
    (b"Rar!", "a RAR archive", "Unpack it first."),
    (b"\x89PNG", "a PNG image", "Give the text of the report, not a picture of it."),
    (b"\xff\xd8\xff", "a JPEG image", "Give the text of the report, not a picture of it."),
    (b"GIF8", "a GIF image", "Give the text of the report, not a picture of it."),
    (b"MZ\x90", "a program", "Give the text of a report."),
    (b"\x7fELF", "a program", "Give the text of a report."),
    (b"\xd0\xcf\x11\xe0", "an old office document", "Save it as text or HTML first."),
    (b"{\\rtf", "an RTF document", "Save it as text or HTML first."),
    (b"SQLite format 3", "a database", "Give the text of a report."),
    (b"OggS", "a sound or video file", "Give a transcript."),
    (b"ID3", "a sound file", "Give a transcript."),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}):[ \t\r]?")
_MAIL_HEADERS = frozenset(
    [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "message-id",
        "mime-version",
        "return-path",
        "delivered-to",
        "content-type",
        "reply-to",
        "cc",
        "list-id",
        "dkim-signature",
        "x-mailer",
        "sender",
    ]
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main)[\s>]", re.IGNORECASE)
_TAGS = re.compile(r"<(?:p|div|h[1-6]|br|blockquote|ul|li|span|a\s+href)\b[^<>]{0,300}>", re.IGNORECASE)
_MARKS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"(?<!\w)\*\*\S[^*\n]{0,200}\*\*"),
)


def container(data: bytes) -> str:
    """Return what kind of file with others in it begins with these bytes, PDF too; "" for every other."""
    if data.startswith(b"\x1f\x8b\x08"):
        return GZIP
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    if data.startswith((b"WARC/1.", b"WARC/0.")):
        return WARC
    return PDF if b"%PDF-" in data[:1024] and not data.lstrip().startswith((b"<", b"{")) else ""


def refuse_binary(data: bytes, where: str) -> None:
    """Refuse bytes that are no text.

    Args:
        data: the beginning of the input.
        where: its name, for the message.

    Raises:
        EmptyInput: there are none, or only white space.
        UnreadableInput: they are a picture, an archive, a program or the like.
    """
    if not data.strip():
        raise EmptyInput("It is empty.", fix="Give a file with the text of a report.", where=where or None)
    for magic, name, fix in _MAGIC:
        if data.startswith(magic):
            raise UnreadableInput(f"It is {name}, not text.", fix=fix, where=where or None)
    if data[257:262] == b"ustar":
        raise UnreadableInput("It is a tar archive.", fix="Unpack it and give the folder.", where=where or None)
    sample = data[: limits.SNIFF]
    wide = sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or _looks_wide(sample)
    if not wide and len(_CONTROL.findall(sample)) > limits.BINARY_SHARE * len(sample):
        raise UnreadableInput(
            "It is binary data, not text.",
            fix="Give text, Markdown, HTML, PDF, e-mail (.eml), JSON lines, an RSS or Atom feed, or a web archive.",
            where=where or None,
        )


def _looks_wide(sample: bytes) -> bool:
    """Say whether every other byte is zero and the rest is text, as in UTF-16 without a mark."""
    even, odd = sample[::2], sample[1::2]
    zeros, words = (odd, even) if odd.count(0) > even.count(0) else (even, odd)
    return zeros.count(0) > 0.6 * len(zeros) and len(_CONTROL.findall(words)) <= limits.BINARY_SHARE * len(words)


def media_type(text: str, name: str, given: str = "") -> str:
    """Return what an input is.

    Args:
        text: its beginning, decoded.
        name: its path or name.
        given: what the user says it is.

    Raises:
        UnreadableInput: the user named a format that is not read.
    """
    if given:
        found = ALIASES.get(given.lower(), given.lower().split(";")[0].strip())
        if found not in FORMATS:
            raise UnreadableInput(
                f"The format {given} is not read.", fix=f"Use one of {', '.join(FORMATS)}.", where=name or None
            )
        return found
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    head = text.lstrip("\ufeff \t\r\n")
    return _by_start(head, ending) or _by_marks(head, ending)


def _by_start(head: str, ending: str) -> str:
    if head.startswith("<"):
        if _FEED.search(head[:4000]) and not re.match(r"<!doctype\s+html|<html", head, re.IGNORECASE):
            return FEED
        if _PAGE.search(head[:8000]) or ending in ("html", "htm", "xhtml") or len(_TAGS.findall(head[:8000])) > 2:
            return HTML
    if head.startswith(("{", "[{", "[ {", "[\n", "[\r")):
        first = head.split("\n", 1)[0].rstrip()
        if head.startswith("{") and (ending in ("jsonl", "ndjson") or (first.endswith("}") and '"' in first)):
            return ROWS
        if ending in ("json", "jsonl", "ndjson") or re.match(r'[\[\s]*\{\s*"', head):
            return JSON
    return MAIL if _is_mail(head) else ""


def _is_mail(head: str) -> bool:
    """Say whether a text begins with the headers of a message: two that are known, and nothing else before a gap."""
    if re.match(r"From \S+ ", head):
        head = head.partition("\n")[2]
    known: set[str] = set()
    for number, line in enumerate(head[:20_000].splitlines()):
        if not line.strip() or number > 200:
            break
        found = _HEADER.match(line)
        if found:
            known.add(found["name"].lower())
        elif line[0] not in " \t" or not known:
            return False
    return len(known & _MAIL_HEADERS) > 1


def _by_marks(head: str, ending: str) -> str:
    if ending in ("md", "markdown", "mdown"):
        return MARKDOWN
    if ending in ("html", "htm", "xhtml") or len(_TAGS.findall(head[:20_000])) > 4:
        return HTML
    marks = sum(1 for m in _MARKS if m.search(head[:20_000]))
    return MARKDOWN if marks > 1 else TEXT
