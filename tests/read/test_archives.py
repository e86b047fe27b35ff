"""Web archives and ZIP archives: what is read, what is left out, and what is damaged or hostile."""

from __future__ import annotations

import gzip
import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import LeftOut, LockedInput, OnrecordError, OversizedInput, UnreadableInput
from onrecord.model import Report
from onrecord.read import limits, read_bytes, read_path
from tests.read.papers import column, pdf
from tests.read.webarchive import packed, page, record, response, wacz, zipped

URL = "https://larnpost.example/news/fire"
TEXT = b"A shell hit a fuel depot in Larn on Tuesday, the city's mayor said, and two people were hurt."
PAPER = pdf([column(["A shell hit a fuel depot in Larn on Tuesday, the", "mayor said, and two people were hurt."])])
RECORDS = [
    record("warcinfo", "", b"software: none\r\n"),
    response(URL, page("Shell Hits Depot")),
    record("request", URL, b"GET / HTTP/1.1\r\n\r\n"),
    response("https://larnpost.example/logo.png", b"\x89PNG" * 99, "image/png"),
    response("https://larnpost.example/old", b"", status=301),
    response("https://larnpost.example/robots.txt", b"User-agent: *", "text/plain"),
    record("revisit", URL, b"HTTP/1.1 200 OK\r\n\r\n"),
    response(URL + "?utm_source=x", page("Shell Hits Depot")),
    response("https://larnpost.example/note.txt", TEXT, "text/plain; charset=utf-8"),
    response("https://larnpost.example/paper.pdf", PAPER, "application/pdf"),
]


def read(data: bytes, name: str = "a.warc.gz") -> tuple[list[Report], list[OnrecordError]]:
    items = list(read_bytes(data, name))
    errors = [i for i in items if isinstance(i, OnrecordError)]
    assert all(e.fix and e.where and e.where.startswith(name) for e in errors)
    return [i for i in items if isinstance(i, Report)], errors


@pytest.mark.parametrize("data", [packed(RECORDS), b"".join(RECORDS), gzip.compress(b"".join(RECORDS))])
def test_pages_texts_and_papers_of_a_web_archive(data: bytes) -> None:
    reports, errors = read(data)
    assert [r.url for r in reports] == [URL, "https://larnpost.example/note.txt", "https://larnpost.example/paper.pdf"]
    assert [r.media_type for r in reports] == ["text/html", "text/plain", "application/pdf"]
    assert {r.fetched for r in reports} == {"2025-03-05T08:00:00+00:00"}
    assert {r.published for r in reports} == {""}
    assert reports[0].title == "Shell Hits Depot"
    (left,) = errors
    assert isinstance(left, LeftOut)
    assert left.exit_code == 0
    assert left.message == (
        "Left out, since they are no reports: 2 pages saved again unchanged, 1 notes for robots, 1 pictures, "
        "1 redirects."
    )


def test_the_source_leads_to_the_record() -> None:
    data = packed(RECORDS)
    reports, _ = read(data)
    for report in reports:
        at = int(report.source.partition("#")[2])
        assert report.url.encode() in gzip.decompress(
            gzip.GzipFile(fileobj=io.BytesIO(data[at:])).read(1) and data[at:]
        )
    plain, _ = read(b"".join(RECORDS))
    assert [b"".join(RECORDS)[int(r.source.partition("#")[2]) :][:5] for r in plain] == [b"WARC/"] * 3


def test_encodings_and_packings_of_an_answer() -> None:
    body = page("Brand im Café", "Jörg Low").decode().encode("cp1251", "xmlcharrefreplace")
    polish = page("Pożar").decode().encode("iso-8859-2")
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (body[:100], body[100:], b""))
    reports, errors = read(
        packed(
            [
                response(URL + "/1", gzip.compress(body), Content_Encoding="gzip"),
                response(URL + "/2", chunked, Transfer_Encoding="chunked"),
                response(URL + "/3", body, Transfer_Encoding="chunked", Content_Encoding="gzip"),
                response(URL + "/4", polish, "text/html; charset=iso-8859-2"),
                response(URL + "/5", body, Content_Encoding="br"),
            ]
        )
    )
    assert [r.url[-1] for r in reports] == ["1", "2", "3", "4"]
    assert all("Ilse Brandt" in r.text or "Low" in r.text for r in reports)
    assert reports[3].title == "Pożar"
    assert ["packed in a way that is not read (br)" in e.message for e in errors] == [True]


def test_a_date_after_the_saving_is_not_used() -> None:
    late = page("Shell").replace(b"<head>", b'<head><meta property="article:published_time" content="2026-01-09">')
    (report,), _ = read(packed([response(URL, late)]))
    assert report.published == ""
    assert any(s.reason.startswith("the date 2026-01-09") for s in report.skipped)
    good = page("Shell").replace(b"<head>", b'<head><meta property="article:published_time" content="2025-03-04">')
    (report,), _ = read(packed([response(URL, good)]))
    assert report.published == "2025-03-04"


def test_texts_made_of_pages_stand_in_only_where_the_pages_are_missing() -> None:
    made = record("conversion", URL, TEXT, Content_Type="text/plain")
    assert [r.text for r in read(packed([made]))[0]] == [TEXT.decode()]
    assert [r.media_type for r in read(packed([RECORDS[1], made]))[0]] == ["text/html"]


def test_a_wacz_file_gives_the_pages_that_it_lists() -> None:
    frame = response("https://ads.example/frame", page("Buy A Boat"))
    reports, errors = read(wacz([*RECORDS, frame], [URL]), "case.wacz")
    assert [r.url for r in reports][:1] == [URL]
    assert len(reports) == 3
    assert reports[0].source.startswith("case.wacz#archive/data.warc.gz#")
    assert "1 pages that only are parts of others" in errors[0].message
    assert len(read(wacz([*RECORDS, frame], []), "case.wacz")[0]) == 4


def test_a_zip_archive_of_reports() -> None:
    files = {"b.txt": TEXT, "a/page.html": page("Shell"), ".x": b"x", "logo.png": b"x", "c.pdf": PAPER}
    reports, errors = read(zipped({**files, "inner.zip": zipped({"d.txt": TEXT + b" Again."})}), "z.zip")
    assert [r.source for r in reports] == ["z.zip#a/page.html", "z.zip#b.txt", "z.zip#c.pdf", "z.zip#inner.zip#d.txt"]
    assert [e.message for e in errors] == ["Left out, since they are no reports: 1 hidden files, 1 pictures."]


def test_a_gzip_file_of_anything() -> None:
    (report,), _ = read(gzip.compress(page("Shell")), "page.html.gz")
    assert report.title == "Shell"
    rows, _ = read(gzip.compress(b'{"text": "A shell hit Larn."}\n{"text": "Nobody was hurt."}'), "r.jsonl.gz")
    assert [r.source for r in rows] == ["r.jsonl.gz#1", "r.jsonl.gz#2"]


def damaged(where: int) -> bytes:
    """Return three pages of which the second is damaged at so many bytes from its beginning."""
    parts = [gzip.compress(response(f"{URL}/{n}", page(f"Shell {n}")), mtime=0) for n in range(3)]
    middle = bytearray(parts[1])
    middle[where] ^= 0xFF
    return parts[0] + bytes(middle) + parts[2]


@pytest.mark.parametrize("where", [1, 20, 200, -6])
def test_reading_goes_on_behind_a_damaged_record(where: int) -> None:
    reports, errors = read(damaged(where))
    assert [r.url[-1] for r in reports] == ["0", "2"]
    assert [type(e) for e in errors] == [UnreadableInput]


def test_reading_goes_on_behind_a_damaged_header() -> None:
    plain = [response(f"{URL}/{n}", page(f"Shell {n}")) for n in range(3)]
    plain[1] = plain[1].replace(b"Content-Length: ", b"Content-Length: x", 1)
    for data in (b"".join(plain), packed(plain)):
        reports, errors = read(data)
        assert [r.url[-1] for r in reports] == ["0", "2"]
        assert [type(e) for e in errors] == [UnreadableInput]


@pytest.mark.parametrize("data", [packed(RECORDS), b"".join(RECORDS), wacz(RECORDS, [URL]), zipped({"a.txt": TEXT})])
@settings(max_examples=12, deadline=None)
@given(share=st.floats(0.01, 0.999), flip=st.integers(0, 255))
def test_cut_and_changed_archives_never_raise(data: bytes, share: float, flip: int) -> None:
    cut = data[: int(len(data) * share)]
    changed = bytearray(data)
    changed[int(len(data) * share)] ^= flip
    for odd in (cut, bytes(changed)):
        for item in read_bytes(odd, "a"):
            assert isinstance(item, Report) or (item.fix and item.where)


def test_a_cut_archive_says_so() -> None:
    for data in (packed(RECORDS[:2])[:-20], b"".join(RECORDS[:2])[:-20]):
        reports, errors = read(data)
        assert not reports
        assert "cut off" in errors[-1].message


def test_bombs_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 100_000)
    bombs: Sequence[bytes] = [
        packed([response(URL, b"a" * 20_000_000), RECORDS[1]]),
        packed([response(URL, gzip.compress(b"a" * 20_000_000), Content_Encoding="gzip"), RECORDS[1]]),
        packed([b"WARC/1.1\r\nX: " + b"a" * 20_000_000, RECORDS[1]]),
        zipped({"0": b"a" * 20_000_000, "1.txt": TEXT}),
    ]
    for data in bombs:
        tracemalloc.start()
        began = time.perf_counter()
        reports, errors = read(data)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(reports) == 1
        assert len(errors) == 1
        assert most < 8_000_000
        assert time.perf_counter() - began < 20


def test_an_archive_unpacks_to_a_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.read.packed.Meter.__init__.__defaults__", (3_000,))
    for data in (packed(RECORDS * 9), zipped({f"{n}.txt": TEXT * 9 for n in range(9)})):
        assert isinstance(read(data)[1][-1], OversizedInput)


def test_archives_within_archives_end() -> None:
    data = zipped({"a.txt": TEXT})
    for _ in range(6):
        data = zipped({"n.zip": data})
    reports, errors = read(data, "z.zip")
    assert not reports
    assert "within archives" in errors[0].message


def test_members_that_are_locked_or_lead_out() -> None:
    reports, errors = read(zipped({"../../etc/x.txt": TEXT, "C:\\x.txt": TEXT, "/x.txt": TEXT, "good.txt": TEXT}), "z")
    assert [r.source for r in reports] == ["z#good.txt"]
    assert ["leads out" in e.message for e in errors] == [True] * 3
    locked = bytearray(zipped({"a.txt": TEXT}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert [type(e) for e in read(bytes(locked), "z")[1]] == [LockedInput]


def test_a_directory_too_large_is_not_read() -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, limits.MAX_DIRECTORY + 1)
    assert [type(e) for e in read(bytes(data), "z")[1]] == [OversizedInput]


def test_documents_of_office_programs_are_refused() -> None:
    (error,) = read(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "a.docx")[1]
    assert "office" in error.message


def test_archives_from_a_file_and_from_a_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "z.zip"
    path.write_bytes(zipped({"a.txt": TEXT}))
    (found,) = read_path(str(path))
    assert isinstance(found, Report)
    assert found.source == f"{path}#a.txt"

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    class Stdin:
        buffer = Pipe(path.read_bytes())

    monkeypatch.setattr("sys.stdin", Stdin())
    (found,) = read_path("-")
    assert isinstance(found, Report)
    assert found.source == "-#a.txt"
    assert zipfile.is_zipfile(path)
