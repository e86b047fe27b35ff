"""Formats, encodings, and inputs that cannot be read."""

from __future__ import annotations

import errno
import io
import json
import os
import time
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from onrecord.errors import EmptyInput, MissingInput, OnrecordError, OversizedInput, UnreadableInput, UsageError
from onrecord.model import Report, SegmentKind
from onrecord.read import ReadOptions, expand, read_bytes, read_path, read_text

PARAGRAPH = (
    "A shell hit a fuel depot in Larn on Tuesday, the city’s mayor said, and at least two people were hurt in the fire."
)
DATA = PARAGRAPH.encode()


def one(data: bytes, name: str = "x", options: ReadOptions | None = None) -> Report:
    (item,) = read_bytes(data, name, options=options or ReadOptions())
    assert isinstance(item, Report), item
    return item


def error(data: bytes, name: str = "x") -> OnrecordError:
    (item,) = read_bytes(data, name)
    assert isinstance(item, OnrecordError), item
    assert item.where
    return item


def words(report: Report, kind: SegmentKind) -> list[str]:
    return [s.span.words(report.text) for s in report.segments if s.kind is kind]


def reasons(report: Report) -> list[str]:
    assert all(s.stage == "read" for s in report.skipped)
    return [s.reason for s in report.skipped]


MAIL = (
    "From: Ilse Brandt <ilse@hp.example>\r\nTo: desk@x.example\r\n"
    "Subject: =?utf-8?q?Shell_hits_depot_=E2=80=94_two_hurt?=\r\n"
    "Date: Tue, 4 Mar 2025 09:30:00 +0100\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "A shell hit a fuel depot in Larn on Tuesday, the city=E2=80=99s mayor said, and at =\r\n"
    "least two people were hurt in the fire.\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--b--\r\n"
)


def test_mail() -> None:
    report = one(MAIL.encode())
    assert report.media_type == "message/rfc822"
    assert report.title == "Shell hits depot — two hurt"
    assert (report.published, report.published_from) == ("2025-03-04T09:30:00+01:00", "header")
    assert report.byline == ("Ilse Brandt",)
    assert words(report, SegmentKind.HEADLINE) == [report.title]
    assert words(report, SegmentKind.BODY) == [PARAGRAPH]
    assert reasons(report) == []


def test_attachments_of_mail_are_said_to_be_left_out() -> None:
    picture = "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n--b--\r\n"
    report = one(MAIL.replace("--b--\r\n", picture).encode())
    assert words(report, SegmentKind.BODY) == [PARAGRAPH]
    assert reasons(report) == ["1 further part of the message (attachments, pictures)"]


FEED = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><title>Shell hits depot</title><link>https://x.example/1</link><pubDate>Tue, 04 Mar 2025 09:30:00 GMT</pubDate>
<description><![CDATA[<p>{PARAGRAPH}</p><blockquote>It fell from the sky.</blockquote>]]></description></item>
<item><title>Nothing</title></item>
<item><title>Ferry hits mine</title>
<description>&lt;p&gt;A mine sank the ferry Selma on Friday.&lt;/p&gt;</description></item>
</channel></rss>"""


def test_feed_gives_a_report_an_item_and_goes_on_behind_an_empty_one() -> None:
    first, second, third = read_bytes(FEED.encode(), "f")
    assert isinstance(first, Report)
    assert isinstance(second, EmptyInput)
    assert isinstance(third, Report)
    assert (first.source, first.outlet, first.url) == ("f#1", "Harbour Post", "https://x.example/1")
    assert first.published == "2025-03-04T09:30:00+00:00"
    assert words(first, SegmentKind.EXCERPT) == ["It fell from the sky."]
    for report in (first, third):
        assert report.raw_map
        for run in report.raw_map:
            assert FEED[run.raw : run.raw + run.length] == report.text[run.text : run.text + run.length]


def test_rows_of_which_some_fail() -> None:
    rows = [
        json.dumps({"title": "Shell hits depot", "text": PARAGRAPH, "date": "2025-03-04", "source": "Harbour Post"}),
        '{"broken": ',
        '{"no": "text"}',
        "",
        json.dumps({"body": PARAGRAPH, "author": [{"name": "Ilse Brandt"}], "date": "yesterday"}),
    ]
    items = list(read_bytes("\n".join(rows).encode(), "r.jsonl"))
    assert [type(i) for i in items] == [Report, UnreadableInput, UnreadableInput, Report]
    first, last = items[0], items[-1]
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert (first.title, first.outlet, first.published) == ("Shell hits depot", "Harbour Post", "2025-03-04")
    assert first.text == f"Shell hits depot\n\n{PARAGRAPH}"
    assert (last.source, last.byline, last.published) == ("r.jsonl#5", ("Ilse Brandt",), "")


@pytest.mark.parametrize("shape", ["[%s, %s]", "[\n%s,\n%s\n]"])
def test_list_of_objects(shape: str) -> None:
    data = shape % (json.dumps({"text": PARAGRAPH}), json.dumps({"text": "Two were hurt."}))
    items = list(read_bytes(data.encode(), "a.json"))
    assert [i.text for i in items if isinstance(i, Report)] == [PARAGRAPH, "Two were hurt."]


def test_markdown_keeps_words_and_drops_marks() -> None:
    source = (
        "---\ndate: 2025-03-04\nauthor: Ilse Brandt\n---\n# Shell hits *depot*\n\nA **shell** hit a depot in\n"
        "[Larn](http://x.example), the mayor said &amp; left.\n\n> It fell,\n> said Olle Brandt.\n"
    )
    report = one(source.encode(), "a.md")
    assert (
        report.text
        == "Shell hits depot\n\nA shell hit a depot in Larn, the mayor said & left.\n\nIt fell, said Olle Brandt."
    )
    assert (report.title, report.published, report.byline) == ("Shell hits depot", "2025-03-04", ("Ilse Brandt",))
    assert words(report, SegmentKind.EXCERPT) == ["It fell, said Olle Brandt."]
    for run in report.raw_map:
        assert source[run.raw : run.raw + run.length] == report.text[run.text : run.text + run.length]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (DATA, "utf-8"),
        (b"\xef\xbb\xbf" + DATA, "utf-8-sig"),
        (PARAGRAPH.encode("utf-16"), "utf-16"),
        (PARAGRAPH.encode("utf-16-le"), "utf-16-le"),
        (PARAGRAPH.encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    report = one(data)
    assert (report.text, report.encoding) == (PARAGRAPH, encoding)


def test_mixed_encodings_lose_nothing() -> None:
    report = one(DATA + b"\n\n" + PARAGRAPH.encode("cp1252"))
    assert report.text == f"{PARAGRAPH}\n\n{PARAGRAPH}"
    assert report.encoding == "mixed"
    assert reasons(report) == ["mixed encodings: 1 line decoded as windows-1252 where UTF-8 does not fit"]


@pytest.mark.parametrize(("name", "data"), [("a.txt", b"\n" * 200_000 + DATA), ("a.md", b">" * 500 + b" " + DATA)])
def test_words_behind_a_lot_of_nothing_are_read(name: str, data: bytes) -> None:
    assert PARAGRAPH in one(data, name).text


def test_what_is_uncertain_about_the_characters_is_said() -> None:
    assert reasons(one(DATA)) == []
    assert reasons(one(PARAGRAPH.encode("utf-16-le") + b"\x00\xd8")) == [
        "damaged utf-16-le: 1 place not decoded, U+FFFD stands there"
    ]
    rows = json.dumps({"text": PARAGRAPH}, ensure_ascii=False).encode() + b'\n{"text": "Caf\xe9, \xc3\xa9t\xc3\xa9."}'
    clean, mixed = read_bytes(rows, "r.jsonl")
    assert isinstance(clean, Report)
    assert isinstance(mixed, Report)
    assert reasons(clean) == []
    assert (mixed.text, reasons(mixed)[0][:15]) == ("Café, été.", "mixed encodings")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_rows_in_wide_characters(encoding: str) -> None:
    rows = [json.dumps({"text": f"{PARAGRAPH} {n} ਊ"}, ensure_ascii=False) for n in range(3)]
    items = list(read_bytes("\r\n".join(rows).encode(encoding), "r.jsonl"))
    assert [i.text for i in items if isinstance(i, Report)] == [f"{PARAGRAPH} {n} ਊ" for n in range(3)]
    assert [i.source for i in items if isinstance(i, Report)] == ["r.jsonl#1", "r.jsonl#2", "r.jsonl#3"]


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", "0" * 10**6)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", EmptyInput),
        (b" \r\n\t\n", EmptyInput),
        ("\u00a0\n\u2003".encode(), EmptyInput),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), UnreadableInput),
        (_zip(), OversizedInput),
        (b"MZ\x90\x00" + b"\x00" * 99, UnreadableInput),
        (b"\x00" * 5000, UnreadableInput),
        (b"%PDF-1.7 x", UnreadableInput),
        (b"a b " * 12_500_000, OversizedInput),
        (b"a b " * 100_000, OversizedInput),
        (b'{"text": "' + b"a b " * 6_000_000 + b'"}', OversizedInput),
        (b'{"a":' * 100_000, UnreadableInput),
        (b"Subject: x\nFrom: a@b.example\n\n", UnreadableInput),
        (b"<rss version='2.0'><channel></channel></rss>", UnreadableInput),
    ],
)
def test_bad_input(data: bytes, kind: type[OnrecordError]) -> None:
    began = time.perf_counter()
    found = error(data)
    assert type(found) is kind
    assert found.fix
    assert found.exit_code == 3
    assert time.perf_counter() - began < 10


def test_entities_that_multiply_are_not_followed() -> None:
    entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    feed = (
        f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]><rss version="2.0"><channel><item><description>&l9; A shell hit.'
    )
    feed += "</description></item></channel></rss>"
    for item in read_bytes(('<?xml version="1.0"?>' + feed).encode(), "f"):
        assert isinstance(item, OnrecordError) or len(item.text) < 1000


def test_paths(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_bytes(DATA)
    (report,) = read_path(str(good))
    assert isinstance(report, Report)
    assert report.source == str(good)
    assert [type(i) for i in read_path(str(tmp_path / "none"))] == [MissingInput]
    (folder,) = read_path(str(tmp_path))
    assert isinstance(folder, UnreadableInput)
    assert list(expand([str(good), str(good), str(tmp_path), "-"])) == [str(good), "-"]


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DATA)
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything, so the system's refusal is played

        def refuse(_path: Path, mode: str) -> BinaryIO:
            assert mode == "rb"
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

        monkeypatch.setattr(Path, "open", refuse)
    (found,) = read_path(str(path))
    assert isinstance(found, UnreadableInput)
    assert found.message == "There is no permission to read it."
    assert (found.where, bool(found.fix)) == (str(path), True)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(DATA)

    monkeypatch.setattr("sys.stdin", Stdin())
    (report,) = read_path("-")
    assert isinstance(report, Report)
    assert report.text == PARAGRAPH


def test_options() -> None:
    report = one(DATA, options=ReadOptions(outlet="Harbour Post", url="https://x.example", media_type="text/plain"))
    assert (report.outlet, report.url) == ("Harbour Post", "https://x.example")
    with pytest.raises(UsageError):
        ReadOptions(published="last week")
    (unknown,) = read_bytes(DATA, "x", options=ReadOptions(media_type="image/png"))
    assert isinstance(unknown, UnreadableInput)


def test_ids_follow_what_was_published_and_nothing_else() -> None:
    first = read_text(PARAGRAPH)
    assert first.id == one(DATA, "elsewhere.txt").id
    assert first.id != read_text(PARAGRAPH, options=ReadOptions(outlet="Harbour Post")).id
    assert first.id != read_text(PARAGRAPH + " ").id
