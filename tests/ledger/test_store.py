import dataclasses
import os
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.errors import (
    AmbiguousId,
    BadInput,
    CaseError,
    DamagedCase,
    EmptyInput,
    FullDisk,
    LockedCase,
    MissingCase,
    MissingInput,
    NotACase,
    ReadOnlyCase,
    UnknownId,
)
from onrecord.ledger import Entry, Input, open_case, sqlite
from onrecord.model import Record, Subject
from onrecord.model.case import Filter, FoundKind
from tests.ledger.making import LATER, NOW, by, dump, entry, judgement, made, record, rows
from tests.model.strategies import records

QUIET = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # to shrink whole records takes minutes
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.case"


def test_a_record_comes_back_as_it_was(path: Path) -> None:
    with made(path, record()):
        pass
    with open_case(path) as case:
        assert case.record(record().report.id) == record()


@QUIET
@given(found=records)
def test_any_record_comes_back_as_it_was(found: Record, tmp_path_factory: pytest.TempPathFactory) -> None:
    with made(tmp_path_factory.mktemp("case") / "x.case") as case:
        case.add([Entry(found)], now=NOW)
        case._held.clear()
        assert case.record(found.report.id) == found


def test_an_id_that_no_database_can_hold_is_found_again(path: Path) -> None:
    odd = record(1)
    odd = dataclasses.replace(odd, report=dataclasses.replace(odd.report, id="rep_\ud800"))
    with made(path, odd) as case:
        case._held.clear()
        assert case.record("rep_\ud800") == odd


def test_adding_twice_leaves_every_row_as_it_was(path: Path) -> None:
    added = [record(n) for n in range(5)]
    with made(path, *added) as case:
        before = rows(path)
        stored = case.add([entry(r) for r in added], now=LATER)
    assert stored.known == tuple(r.report.id for r in added)
    assert rows(path) == before


@QUIET
@given(order=st.permutations(range(6)), cut=st.integers(0, 6))
def test_any_order_gives_the_same_case(order: list[int], cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("case")
    urls = dict.fromkeys((2, 4, 5), "https://torsund.example/news/fire")
    all_records = [record(n, url=urls.get(n, "")) for n in range(6)]
    with made(folder / "a", *all_records):
        pass
    with made(folder / "b") as case:
        for part in (order[:cut], order[cut:]):
            case.add([entry(all_records[n]) for n in part], now=LATER)
    assert dump(folder / "a") == dump(folder / "b")


def test_a_record_by_other_rules_supersedes_the_old_one(path: Path) -> None:
    old, new = by(record(), "a"), by(record(), "b")
    id_ = old.report.id
    with made(path, old, record(1)) as case:
        hits = case.search("bomb").total
        assert case.add([entry(new)], now=LATER).reread == (id_,)
        assert case.record(id_) == new
        assert case.search("bomb").total == hits
        assert case.counts().claims == 10
    held = rows(path)["records"]
    assert sorted(r[-1] for r in held) == ["", "", LATER]
    assert len(held) == 3


def test_a_new_version_stands_beside_the_old_one_and_alone_counts(path: Path) -> None:
    url = "https://torsund.example/news/fire?utm_source=feed"
    first = record(1, url=url, published="2026-05-01", fetched="2026-05-01T10:00:00")
    second = record(2, url="https://www.torsund.example/news/fire/", published="2026-05-01", fetched="2026-05-02")
    third = record(3, url=url, published="2026-05-01", fetched="2026-05-03T09:00:00")
    with made(path, third, first) as case:
        case.add([entry(second)], now=LATER)
        chain = tuple(r.report.id for r in (first, second, third))
        assert case.versions(second.report.id) == chain
        assert [row.id for row in case.reports()] == [third.report.id]
        assert [r.report.id for r in case.records()] == [third.report.id]
        assert case.reports(Filter(report=first.report.id))[0].superseded_by == second.report.id
        assert case.search("bomb").total == 2
        assert {h.report for h in case.search("Torsund", in_passages=True).hits} == {third.report.id}
        assert case.get(first.claims[0].id).report == first.report
        counts = case.counts()
        assert (counts.reports, counts.superseded, counts.claims) == (1, 2, 5)


def test_a_newest_version_that_gets_a_successor_leaves_the_full_text(path: Path) -> None:
    url = "https://torsund.example/fire"
    with made(path, record(1, url=url)) as case:
        assert case.search("headline:blast").total == 5
        case.add([entry(record(2, url=url))], now=LATER)
        assert {h.report for h in case.search("headline:blast").hits} == {record(2, url=url).report.id}
        case.add([entry(by(record(1, url=url), "z"))], now=LATER)
        assert {h.report for h in case.search("headline:blast").hits} == {record(2, url=url).report.id}


def test_odd_text_is_stored(path: Path) -> None:
    odd = record(1, title="a\ud800b\x00c", source="\udcff.txt", outlet="Ünïque ﬁ", url="\ud800")
    with made(path, odd) as case:
        case._held.clear()
        assert case.record(odd.report.id) == odd
        assert case.reports()[0].title.startswith("a\\ud800b")


def test_raw_bytes_are_kept(path: Path) -> None:
    with made(path) as case:
        case.add([entry(record(1), b"\x00raw"), entry(record(2))], now=NOW)
        assert case.raw(record(1).report.id) == b"\x00raw"
        assert case.raw(record(2).report.id) is None


def test_failures_are_kept_until_the_source_is_read(path: Path) -> None:
    gone = MissingInput("There is no such file.", fix="Check the path.", where="a.txt")
    empty = EmptyInput("No words.", fix="Give words.", where="rows.jsonl#3")
    with made(path) as case:
        case.add(failures=[gone, empty], now=NOW)
        before = rows(path)
        case.add(failures=[gone, empty], now=LATER)
        assert rows(path) == before
        assert [(f.source, f.slug, f.at) for f in case.failures()] == [
            ("a.txt", "missing-input", NOW),
            ("rows.jsonl#3", "empty-input", NOW),
        ]
        case.add(failures=[BadInput("Broken.", fix="Mend it.", where="a.txt")], now=LATER)
        assert case.failures()[0].message == "Broken."
        case.add(inputs=[Input("ab", "{}", "rows.jsonl", 4)], now=LATER)
        assert [f.source for f in case.failures()] == ["a.txt"]
        case.add([entry(record(1, source="a.txt"))], now=LATER)
        assert case.failures() == ()
        assert case.known_input("ab", "{}") == 4
        assert case.known_input("ab", "other") is None
    assert len(rows(path)["failures"]) == 3


def test_an_option_is_superseded(path: Path) -> None:
    with made(path) as case:
        assert case.set_option("same-incident", "1.5", by="person:Ada", now=NOW)
        assert not case.set_option("same-incident", "1.5", by="person:Ben", now=LATER)
        assert case.set_option("same-incident", "2.0", by="person:Ben", now=LATER)
        assert case.options() == {"same-incident": "2.0"}
    assert len(rows(path)["settings"]) == 2


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"The mayor said so.", NotACase), (b"SQLite format 3\x00" + b"\xff" * 200, NotACase), (b"\x00" * 200, NotACase)],
)
@pytest.mark.parametrize("create", [True, False])
def test_what_is_no_case_is_left_as_it_is(content: bytes, kind: type[CaseError], create: bool, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(kind) as raised:
        open_case(path, create=create)
    assert raised.value.fix
    assert path.read_bytes() == content


def test_another_database_is_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE reports (id TEXT)")
    before = path.read_bytes()
    with pytest.raises(NotACase):
        open_case(path, create=True)
    assert path.read_bytes() == before


def test_there_is_no_case(path: Path) -> None:
    with pytest.raises(MissingCase):
        open_case(path)
    assert not path.exists()
    with pytest.raises(NotACase):
        open_case(path.parent)
    with pytest.raises(CaseError, match="folder does not exist"):
        open_case(path.parent / "no" / "x.case", create=True)


def test_an_empty_file_becomes_a_case(path: Path) -> None:
    path.touch()
    with open_case(path, create=True) as case:
        assert case.counts().reports == 0


def test_a_name_with_signs(tmp_path: Path) -> None:
    path = tmp_path / "a?b=%20 #é.case"
    with made(path, record()):
        pass
    assert path.exists()
    assert open_case(path).counts().reports == 1


def test_a_full_disk_loses_nothing(path: Path) -> None:
    with made(path, record(1)) as case:
        pass
    with open_case(path) as case:
        with case._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(FullDisk, match="Make room"):
            case.add([entry(record(n)) for n in range(2, 60)], now=LATER)
    with open_case(path) as case:
        assert case.counts().reports == 1
        case.add([entry(record(2))], now=LATER)
        assert case.counts().reports == 2


def test_a_locked_case(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    with made(path, record(1)) as case:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedCase, match="Wait"):
            case.add([entry(record(2))], now=LATER)
        assert case.counts().reports == 1  # reading goes on
        other.execute("ROLLBACK")
        other.close()
        case.add([entry(record(2))], now=LATER)
        assert case.counts().reports == 2


def test_two_writers_lose_nothing(path: Path) -> None:
    with made(path):
        pass

    def write(numbers: range) -> None:
        with open_case(path) as case:
            for n in numbers:
                case.add([entry(record(n))], now=NOW)

    threads = [threading.Thread(target=write, args=(r,)) for r in (range(12), range(6, 18))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with made(path.parent / "alone", *(record(n) for n in range(18))):
        pass
    assert dump(path) == dump(path.parent / "alone")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_read(path: Path) -> None:
    with made(path, record(1)):
        pass
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with open_case(path) as case:
            assert case.counts().reports == 1
            with pytest.raises(ReadOnlyCase):
                case.add([entry(record(2))], now=LATER)
    finally:
        path.parent.chmod(0o755)


def test_a_file_on_a_disk_that_is_read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with made(path, record(1)):
        pass
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_case(path) as case:
        assert case.counts().reports == 1
        with pytest.raises(ReadOnlyCase, match="permissions"):
            case.add([entry(record(2))], now=LATER)


def test_a_damaged_file(path: Path) -> None:
    with made(path, *(record(n) for n in range(20))):
        pass
    data = bytearray(path.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = bytes((page * k) % 251 for k in range(64))
    path.write_bytes(data)
    with pytest.raises(DamagedCase, match="backup"), open_case(path) as case:
        list(case.records())


def test_what_stands_behind_an_id(path: Path) -> None:
    found = record()
    with made(path, found) as case:
        wanted = {
            found.report.id: FoundKind.REPORT,
            found.claims[1].id: FoundKind.CLAIM,
            found.incidents[0].id: FoundKind.INCIDENT,
            found.entities[0].id: FoundKind.ENTITY,
            found.attributions[0].id: FoundKind.ATTRIBUTION,
            found.series[0].id: FoundKind.SERIES,
            case.judge(judgement("inc_a", "inc_b")).id: FoundKind.JUDGEMENT,
        }
        for id_, kind in wanted.items():
            assert (case.get(id_).kind, case.get(id_).id) == (kind, id_)
        assert case.get(found.claims[1].id).value == found.claims[1]
        assert case.get(found.claims[1].id[:9]).report == found.report
        with pytest.raises(AmbiguousId, match=found.claims[0].id):
            case.get("clm_")
        for wrong in ("clm_000000000000", "", "%", "x" * 5000, "a\x00", "\ud800", "zz\U0010ffff"):
            with pytest.raises((UnknownId, CaseError, ValueError, Exception)) as raised:
                case.get(wrong)
            assert getattr(raised.value, "fix", "")
        assert case.reports_of([found.claims[0].id, "nothing"]) == {found.claims[0].id: found.report.id}
        with pytest.raises(UnknownId):
            case.record("rep_none")
        assert case.clusters(Subject.INCIDENT) == ()
