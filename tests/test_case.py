import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from onrecord import case as whole
from onrecord.case import THRESHOLD, Added, AddOptions, add_reports, link_case, link_options, profiles_of
from onrecord.ledger import Ledger, open_case
from onrecord.link.profiles import PROFILE_VERSION
from onrecord.model import Verdict
from onrecord.model.case import Edit
from onrecord.read import ReadOptions
from tests import adding, factory
from tests.ledger.making import LATER, NOW, dump, judgement, rows, text


@pytest.fixture(autouse=True)
def _stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "records_of", adding.records_of)
    monkeypatch.setattr(whole, "BATCH_REPORTS", adding.BATCH)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of ten single reports and a file of two rows."""
    found = tmp_path / "in"
    found.mkdir()
    for n in range(10):
        (found / f"{n:02}.txt").write_text(text(n), encoding="utf-8")
    lines = [json.dumps({"text": text(n), "published": "2026-05-06"}) for n in (20, 21)]
    (found / "rows.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return found


@pytest.fixture
def case(tmp_path: Path) -> Ledger:
    return open_case(tmp_path / "x.case", create=True)


def add(case: Ledger, *paths: Path, now: str = NOW, **options: object) -> Added:
    return add_reports(paths, case, AddOptions(**options), now=now)  # type: ignore[arg-type]


def test_adding_twice_changes_no_row(case: Ledger, folder: Path, tmp_path: Path) -> None:
    first = add(case, folder)
    assert (first.new, first.known, first.failed, first.linked) == (12, 0, [], True)
    before = rows(tmp_path / "x.case")
    second = add(case, folder, now=LATER)
    assert (second.new, second.known, second.failed, second.linked) == (0, 12, [], False)
    assert rows(tmp_path / "x.case") == before
    assert len(before["reports"]) == 12
    assert len(before["inputs"]) == 11
    assert case.counts().linked


def test_a_file_that_is_known_is_not_read_again(
    case: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(case, folder)
    copy = tmp_path / "copy.txt"
    copy.write_bytes((folder / "00.txt").read_bytes())
    monkeypatch.setattr(whole, "reports_in", lambda *_: pytest.fail("it was read"))
    assert add(case, folder, copy).known == 13


def test_other_options_make_other_reports(case: Ledger, folder: Path) -> None:
    add(case, folder / "00.txt")
    assert add(case, folder / "00.txt", read=ReadOptions(outlet="Slag Town Notes")).new == 1


def test_raw_bytes_of_files_and_rows(case: Ledger, folder: Path) -> None:
    add(case, folder)
    whole_file = next(r for r in case.reports() if r.source.endswith("03.txt"))
    assert case.raw(whole_file.id) == (folder / "03.txt").read_bytes()
    row = next(r for r in case.reports() if r.source.endswith("rows.jsonl#2"))
    assert case.raw(row.id) == (folder / "rows.jsonl").read_bytes().splitlines()[1]


def test_a_failure_is_kept_tried_again_and_settled(case: Ledger, folder: Path, tmp_path: Path) -> None:
    (folder / "04.txt").write_text("They break here.", encoding="utf-8")
    (folder / "05.txt").write_text("", encoding="utf-8")
    done = add(case, folder)
    assert (done.new, len(done.failed)) == (10, 2)
    assert [Path(f.source).name for f in case.failures()] == ["04.txt", "05.txt"]
    before = rows(tmp_path / "x.case")
    assert len(add(case, folder, now=LATER).failed) == 2
    assert rows(tmp_path / "x.case") == before
    for n in (4, 5):
        (folder / f"{n:02}.txt").write_text(text(n), encoding="utf-8")
    assert add(case, folder, now=LATER).new == 2
    assert case.failures() == ()


def test_a_row_that_fails_does_not_hide_its_file(case: Ledger, folder: Path) -> None:
    path = folder / "rows.jsonl"
    good = path.read_text(encoding="utf-8")
    path.write_text(good + '{"text": "They break here."}\n{"no": 1}\n', encoding="utf-8")
    assert [len(add(case, path).failed) for _ in range(2)] == [2, 2]
    assert case.counts().reports == 2


def test_order_of_files_does_not_matter(folder: Path, tmp_path: Path) -> None:
    paths = sorted(folder.iterdir())
    with open_case(tmp_path / "a", create=True) as first, open_case(tmp_path / "b", create=True) as second:
        add(first, *paths)
        for path in reversed(paths):
            add(second, path, now=LATER)
    assert dump(tmp_path / "a") == dump(tmp_path / "b")


@pytest.mark.parametrize("when", ["analyse:1", "analyse:3", "store:1", "store:2", "link"])
def test_a_killed_run_goes_on_to_the_same_case(when: str, folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.adding", str(tmp_path / "k.case"), str(folder), when]
    run = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    with open_case(tmp_path / "k.case", create=True) as case:
        held = case.counts().reports
        assert held == {"analyse:1": 0, "analyse:3": 8, "store:1": 0, "store:2": 4, "link": 12}[when]
        done = add(case, folder, now=LATER)
        assert (done.new, done.known) == (12 - held, held)
    with open_case(tmp_path / "w.case", create=True) as case:
        add(case, folder)
    assert dump(tmp_path / "k.case") == dump(tmp_path / "w.case")


def test_a_judgement_survives_and_links_are_made_anew(case: Ledger, folder: Path, tmp_path: Path) -> None:
    add(case, folder)
    left, right = (r.incidents[0].id for r in list(case.records())[:2])
    held = case.judge(judgement(left, right, Verdict.DIFFERENT))
    assert not case.counts().linked
    assert add(case, folder, now=LATER).linked
    assert case.judgements() == (held,)
    with open_case(tmp_path / "again.case", create=True) as again:
        again.restore(case.judged())
        add(again, folder, now=LATER)
        assert again.judgements() == (held,)
        assert again.linkage() == case.linkage()


def test_the_threshold_is_an_option_of_the_case(case: Ledger, folder: Path) -> None:
    add(case, folder)
    case.set_option(THRESHOLD, "7.5", by="person:Ada", now=NOW)
    assert link_options(case).same_incident == 7.5
    assert add(case, folder).linked
    assert not add(case, folder).linked


def test_linking_can_wait(case: Ledger, folder: Path) -> None:
    assert not add(case, folder, link=False).linked
    assert not case.counts().linked
    assert link_case(case, now=NOW)
    assert not link_case(case, now=LATER)


def test_a_profile_of_an_older_version_is_made_anew(case: Ledger, folder: Path) -> None:
    add(case, folder)
    wanted = list(profiles_of(case))
    (no, *_), *_ = list(case.profiles())
    case.set_profiles([(no, b"of another form", PROFILE_VERSION)])
    assert list(profiles_of(case)) == wanted
    assert list(profiles_of(case)) == wanted


def test_a_new_version_says_what_it_changed(case: Ledger, tmp_path: Path) -> None:
    page = tmp_path / "rows.jsonl"

    def write(words: str) -> None:
        row = {"text": words, "url": "https://torsund.example/blast", "published": "2026-05-06"}
        page.write_text(json.dumps(row), encoding="utf-8")

    write(text(1))
    add(case, page)
    write(text(1).replace("on Tuesday,", "on Tuesday with 40 others,"))
    done = add(case, page, now=LATER)
    (diff,) = done.versions
    assert case.versions(diff.new) == (diff.old, diff.new)
    assert case.counts().reports == 1
    assert (Edit.ADDED, "40") in {(w.edit, w.words) for w in diff.words}


def test_two_versions_at_once_say_once_what_changed(case: Ledger, tmp_path: Path) -> None:
    page = tmp_path / "rows.jsonl"
    words = (
        text(1),
        text(1).replace("on Tuesday,", "on Tuesday with 40 others,"),
        text(1).replace("sent this", "sent this again"),
    )
    same = {"url": "https://torsund.example/blast", "published": "2026-05-06"}
    page.write_text("\n".join(json.dumps({"text": w, **same}) for w in words), encoding="utf-8")
    done = add(case, page)
    (first,) = {v.old for v in done.versions} - {v.new for v in done.versions}
    chain = case.versions(first)
    assert [(v.old, v.new) for v in done.versions] == [(chain[0], chain[1]), (chain[1], chain[2])]


def test_the_bytes_of_members_of_an_archive_are_kept(case: Ledger, tmp_path: Path) -> None:
    packed = tmp_path / "in.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for n in (1, 2):
            archive.writestr(f"{n}.txt", text(n))
    add(case, packed)
    kept = {case.raw(row.id) for row in case.reports()}
    assert kept == {text(n).encode() for n in (1, 2)}


def test_records_of_other_rules_are_made_anew_when_asked(
    case: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(case, folder)
    old = factory.MADE_BY
    new = type(old)(old.version, old.language_model, "ffffffffffff")
    monkeypatch.setattr(factory, "MADE_BY", new)
    monkeypatch.setattr(whole, "made_by", lambda _model: new)
    assert add(case, folder).known == 12
    assert add(case, folder / "00.txt", reread=True).reread == 1
    done = add_reports([], case, AddOptions(reread=True), now=LATER)
    assert (done.reread, done.known, done.linked) == (11, 1, True)
    assert {r.made_by for r in case.records()} == {new}
    assert add_reports([], case, AddOptions(reread=True), now=LATER).reread == 0
