"""`onrecord drift`: two files, one post, two reports of a case, a whole case."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import compare as comparing
from onrecord.ledger import open_case
from onrecord.model import Change, Comparison, DriftKind, Linkage, Repeat, Report, Retold, Severity, Span
from onrecord.present.cli import drift_case
from onrecord.present.cli.app import app
from onrecord.present.export.drift_view import shown
from onrecord.settings import settings
from tests.ledger.making import NOW, entry, record

HOSTILE = '<script>alert("x")</script> The clerk kept the key.\x1b[31m'


@pytest.fixture(autouse=True)
def _engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the engine: the first three letters of both texts differ."""
    settings.cache_clear()

    def pair(original: Report, retelling: Report, **_more: object) -> Comparison:
        found = Change(DriftKind.HEDGE_DROPPED, Span(0, 3), Span(0, 3), "<b>may", Severity.HIGH, "“<b>may” is gone.")
        return Comparison(original, retelling, (found,) if original.text != retelling.text else ())

    monkeypatch.setattr(comparing, "compare", pair)
    monkeypatch.setattr(drift_case, "compare_all", lambda pairs: (pair(a, b) for a, b in pairs))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(HOSTILE, encoding="utf-8")
    second.write_text(f"{HOSTILE} Twice.", encoding="utf-8")
    return str(first), str(second)


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, list[str]]:
    """A case of three reports, of which each repeats the one before."""
    held = [record(n, outlet=f"Lask Post {n}") for n in range(3)]
    ids = [r.report.id for r in held]
    path = tmp_path / "x.case"
    with open_case(path, create=True) as ledger:
        ledger.add([entry(r) for r in held], now=NOW)
        links = tuple(Retold(a, b, Repeat.RETELLING, 0.9) for a, b in ((ids[0], ids[1]), (ids[1], ids[2])))
        assert ledger.store_links(
            Linkage("test", retold=links), ruled="x", fingerprint=ledger.fingerprint("x"), now=NOW
        )
    return path, ids


def run(*args: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["drift", *map(str, args)], env={"COLUMNS": "100"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_the_screen_shows_both_sides_and_no_control_codes(files: tuple[str, str]) -> None:
    code, out, err = run(*files)
    assert (code, err) == (0, "")
    assert "1 change: 1 high." in out
    assert "hedge dropped (high)" in out
    assert "\x1b" not in out


def test_json(files: tuple[str, str]) -> None:
    code, out, _ = run(*files, "--json")
    data = json.loads(out)
    assert code == 0
    assert set(data) == {"format", "original", "retelling", "changes", "counted", "passages", "apart"}
    (change,) = data["changes"]
    assert change["kind"] == "hedge-dropped"
    assert change["original"] == change["retelling"] == [0, 3]
    assert change["severity"] == "high"
    assert set(change) == {"kind", "original", "retelling", "marker", "severity", "why"}
    assert "The clerk kept the key." in data["original"]["text"]


def test_a_page_lets_nothing_of_the_texts_act(files: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    code, out, err = run(*files, "--html", page)
    html = page.read_text(encoding="utf-8")
    assert (code, out) == (0, "")
    assert "Wrote" in err
    assert "<script" not in html
    assert "<b>may" not in html
    assert "Content-Security-Policy" in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


@pytest.mark.parametrize(
    ("kinds", "code"), [("hedge-dropped", 1), ("splice, hedge-dropped", 1), ("any", 1), ("splice", 0), ("", 0)]
)
def test_as_a_check(files: tuple[str, str], kinds: str, code: int) -> None:
    assert run(*files, "--fail-on", kinds)[0] == code


def test_an_unknown_kind_is_refused_with_the_list(files: tuple[str, str]) -> None:
    result = CliRunner().invoke(app, ["drift", *files, "--fail-on", "hedge-droped"])
    error = str(result.exception)
    assert "hedge-droped" in error
    assert all(k.value in error for k in DriftKind)


def test_a_post_without_an_article_is_refused(files: tuple[str, str]) -> None:
    result = CliRunner().invoke(app, ["drift", "--within", files[0]])
    assert "The post carries" in str(result.exception)


@pytest.mark.parametrize("args", [["a.txt"], ["a", "b", "--within", "c"], ["-", "-"]])
def test_anything_but_two_texts_is_refused(args: list[str]) -> None:
    result = CliRunner().invoke(app, ["drift", *args])
    assert "Two texts are compared" in str(result.exception)


def test_two_reports_of_a_case(case: tuple[Path, list[str]]) -> None:
    path, ids = case
    code, out, _ = run(ids[0], ids[2][:9], "--case", path, "--json", "--fail-on", "any")
    data = json.loads(out)
    assert code == 1
    assert (data["original"]["id"], data["retelling"]["id"]) == (ids[0], ids[2])


def test_one_report_twice_is_refused(case: tuple[Path, list[str]]) -> None:
    result = CliRunner().invoke(app, ["drift", case[1][0], case[1][0], "--case", str(case[0])])
    assert "one report" in str(result.exception)


def test_a_whole_case_by_outlet_and_by_chain(case: tuple[Path, list[str]]) -> None:
    path, ids = case
    code, out, _ = run("--case", path)
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split("\t")[:5] == ["outlet", "per_100", "changes", "claims", "retellings"]
    assert {line.split("\t")[0] for line in lines[1:3]} == {"Lask Post 1", "Lask Post 2"}
    assert "1 hedge dropped" in lines[1]
    assert [i for i in ids if i in out] == ids
    data = json.loads(run("--case", path, "--json")[1])
    assert [[h["retelling"] for h in chain] for chain in data["chains"]] == [ids[1:]]
    assert run("--case", path, "--fail-on", "hedge-dropped")[0] == 1


def test_words_that_stand_on_one_side_alone_are_shown_once() -> None:
    first, second = Report("rep_a", "The bridge is open."), Report("rep_b", "The bridge is open. A ferry sank.")
    whole = Change(DriftKind.UNSUPPORTED_ADDITION, None, Span(20, 33), "A ferry sank", Severity.HIGH, "Not there.")
    part = Change(DriftKind.UNSUPPORTED_ADDITION, None, Span(20, 33), "sank", Severity.HIGH, "Not there.")
    assert [row.marker for row in shown(Comparison(first, second, (whole, part)))] == ["", "sank"]
