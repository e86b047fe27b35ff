import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import case as whole
from onrecord.ledger import open_case
from onrecord.present.cli.app import app
from onrecord.settings import settings
from tests import adding
from tests.ledger.making import text


@pytest.fixture(autouse=True)
def _stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "records_of", adding.records_of)
    settings.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "in"
    found.mkdir()
    for n in range(3):
        (found / f"{n}.txt").write_text(text(n), encoding="utf-8")
    return found


def run(*args: object, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["add", *map(str, args)], env={"COLUMNS": "100"} | (env or {}))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_summary_for_people(folder: Path, tmp_path: Path) -> None:
    code, out, err = run(folder, "--case", tmp_path / "x.case")
    assert (code, out) == (0, "")
    assert "Reports: 3 new, 0 known." in err
    assert "The case: 3 reports" in err
    assert "Reports: 0 new, 3 known." in run(folder, "--case", tmp_path / "x.case")[2]


def test_json(folder: Path, tmp_path: Path) -> None:
    (folder / "9.txt").write_text("They break here.", encoding="utf-8")
    code, out, err = run(folder, "--case", tmp_path / "x.case", "--json", "--quiet")
    done = json.loads(out)
    assert code == 3
    assert (done["new"], done["linked"], done["case"]["reports"]) == (3, True, 3)
    assert done["failed"][0]["where"].endswith("9.txt")
    assert "It broke." in err
    assert "Reports:" not in err


def test_a_new_version_is_said(folder: Path, tmp_path: Path) -> None:
    args = ("--case", tmp_path / "x.case", "--url", "https://torsund.example/blast")
    run(folder / "0.txt", *args)
    (folder / "0.txt").write_text(text(0).replace("on Tuesday,", "on Tuesday with 40 men,"), encoding="utf-8")
    err = run(folder / "0.txt", *args)[2]
    assert "1 new versions" in err
    assert "numbers added" in err
    assert "1 older versions beside them" in err


def test_the_case_of_the_environment(folder: Path, tmp_path: Path) -> None:
    assert run(folder, env={"ONRECORD_CASE": str(tmp_path / "e.case")})[0] == 0
    with open_case(tmp_path / "e.case") as case:
        assert case.counts().reports == 3


def test_the_threshold_is_kept_with_who_set_it(folder: Path, tmp_path: Path) -> None:
    run(folder, "--case", tmp_path / "x.case", "--same-incident", "3.5", env={"ONRECORD_PERSON": "Ada"})
    with open_case(tmp_path / "x.case") as case:
        assert case.options() == {"same-incident": "3.5"}
        assert case.counts().linked


def test_without_linking(folder: Path, tmp_path: Path) -> None:
    assert "Links are not up to date" in run(folder, "--case", tmp_path / "x.case", "--no-link")[2]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--case", "x.case"), "Nothing is given"),
        (("a", "b", "--url", "https://x.example", "--case", "x.case"), "one address"),
        (("a",), "No case is given"),
    ],
)
def test_wrong_usage(args: tuple[str, ...], message: str) -> None:
    with pytest.raises(Exception, match=message) as raised:
        run(*args)
    assert getattr(raised.value, "exit_code", 0) == 2
