"""The invented case: built once, and asked what the documentation says that it shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.present.cli.app import app
from onrecord.present.cli.demo import demo_folder

pytestmark = pytest.mark.model


def run(*args: str) -> str:
    result = CliRunner().invoke(app, list(args), env={"COLUMNS": "200"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    file = str(tmp_path_factory.mktemp("demo") / "demo.db")
    return file, run("demo", "--case", file)


def lines(built: tuple[str, str], *args: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*args, "--json", "--case", built[0]).splitlines()]


def test_it_has_what_it_is_for() -> None:
    with demo_folder() as folder:
        reports = [p.read_text(encoding="utf-8") for p in sorted(Path(folder).glob("*.md"))]
    assert len(reports) >= 8
    assert all(120 <= len(text.split()) <= 400 for text in reports)


def test_it_shows_two_attacks_roots_and_who_accuses_whom(built: tuple[str, str]) -> None:
    out = built[1]
    assert "9 reports by 7 outlets, 1 older version" in out
    for words in ("Varna", "Burgas", "Admiralty", "Who is accused by whom", "What to type next", "--case"):
        assert words in out
    assert "Black Lantern: accused by an authority, says Petko Daskov (in Balkan Wire, Coastline Daily" in out
    assert "Free Docks Front: claims it" in out
    assert "Black Lantern: denied, says Boris Halachev" in out


def test_the_two_attacks_are_two_incidents(built: tuple[str, str]) -> None:
    blast, shooting = (r for r in lines(built, "incidents", "--min-reports", "3") if r["actors"])
    assert (blast["place"], shooting["place"]) == ("Varna", "Burgas")
    assert (blast["earliest"][:10], shooting["earliest"][:10]) == ("2026-03-03", "2026-03-09")


def test_copies_and_retellings_add_no_voice(built: tuple[str, str]) -> None:
    blast = next(r for r in lines(built, "incidents", "--place", "Varna") if r["reports"] > 3)
    (found,) = lines(built, "roots", blast["id"])
    ministry = next(r for r in found["corroboration"]["roots"] if r["name"] == "Interior Ministry")
    assert len(ministry["reports"]) >= 4
    assert any("is a copy of Balkan Wire" in why for why in ministry["why"])
    assert any("is a retelling of Balkan Wire" in why for why in ministry["why"])


def test_rival_numbers_causes_and_actors_are_contested_and_the_earlier_number_is_an_update(
    built: tuple[str, str],
) -> None:
    facts = {
        (f["field"], f["values"][0]["detail"] if f["field"] == "number" else ""): f for f in lines(built, "contested")
    }
    killed = facts["number", "killed"]
    assert {v["value"] for v in killed["values"]} == {"3", "4"}
    assert {v["value"] for v in killed["updated"]} == {"2"}
    assert {"bomb", "gas leak"} <= {v["value"] for v in facts["cause", ""]["values"]}


def test_the_correction_shows_what_it_changed(built: tuple[str, str]) -> None:
    (row,) = [r for r in lines(built, "reports") if r["version"] == 2]
    out = run("show", row["id"], "--case", built[0])
    assert "number added: Four" in out
    assert "number removed: Six" in out
    assert "hedge added: may" in out
