"""The commands that ask a case, on a case made of the factory's records: no language model is needed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.errors import AmbiguousId, MissingCase, NotACase, OnrecordError, UnknownId, UsageError
from onrecord.ledger import open_case
from onrecord.present.cli.app import app
from onrecord.present.cli.search import words_of
from tests.ledger import making

TABLES = ("incidents", "claims", "actors", "sources", "attributions", "reports", "series")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("case") / "case.db"
    making.made(file, making.record(0, outlet="Larn Post"), making.record(1, outlet="Coal Basin Mail")).close()
    return str(file)


def run(case: str, *args: str, columns: int = 100) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*args, "--case", case], env={"COLUMNS": str(columns)})
    if isinstance(result.exception, OnrecordError):
        raise result.exception
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "\x1b" not in result.stdout
    return result.exit_code, result.stdout


def lines(case: str, *args: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(case, *args, "--json")[1].splitlines()]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_in_a_pipe_is_headings_and_cells_parted_by_tabs(case: str, table: str) -> None:
    code, out = run(case, table)
    heads, *rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert heads[0] == "id"
    assert {len(row) for row in rows} <= {len(heads)}
    assert len(rows) == len(lines(case, table)) > (0 if table != "series" else -1)


@pytest.mark.parametrize("table", [t for t in TABLES if t != "series"])
def test_a_limit_and_an_offset_cut_a_table(case: str, table: str) -> None:
    every = lines(case, table)
    assert lines(case, table, "--limit", "1") == every[:1]
    assert lines(case, table, "--offset", "1") == every[1:]


def test_filters_restrict(case: str) -> None:
    assert {r["outlet"] for r in lines(case, "claims", "--outlet", "larn")} == {"Larn Post"}
    assert {r["act"] for r in lines(case, "claims", "--act", "accuse")} == {"accuse"}
    assert {r["stance"] for r in lines(case, "attributions", "--stance", "denied")} == {"denied"}
    assert lines(case, "incidents", "--until", "1999") == []
    incident = lines(case, "incidents")[0]["id"]
    assert {r["incident"] for r in lines(case, "attributions", "--incident", incident[:9])} <= {incident}


def test_contested_says_who_gives_each_value_and_ends_with_one(case: str) -> None:
    code, out = run(case, "contested")
    assert code == 1
    assert "Both said and denied of Red Quay group." in out
    assert "accused by an authority - 1 report" in out
    facts = lines(case, "contested")
    assert {f["field"] for f in facts} == {"responsibility"}
    ids = {c["id"] for c in lines(case, "claims")}
    assert {c for f in facts for v in f["values"] for c in v["claims"]} <= ids
    assert run(case, "contested", "--field", "date")[0] == 0
    assert "Nothing is contested." in run(case, "contested", "--field", "date")[1]
    contested = {r["id"] for r in lines(case, "incidents", "--contested")}
    assert contested == {f["incident"] for f in facts}


@pytest.mark.parametrize("kind", ["incidents", "claims", "reports", "attributions", "actors"])
def test_everything_listed_is_shown_by_its_id_or_the_beginning_of_it(case: str, kind: str) -> None:
    for row in lines(case, kind):
        code, out = run(case, "show", row["id"])
        assert code == 0
        assert row["id"] in out
        assert not [line for line in out.splitlines() if line != line.rstrip()]
        assert lines(case, "show", row["id"][:-1]) == lines(case, "show", row["id"])


def test_an_incident_is_shown_with_its_words_lit(case: str) -> None:
    incident = next(r for r in lines(case, "incidents") if r["actors"])["id"]
    out = run(case, "show", incident)[1]
    assert "A bomb »wounded« the mayor of Ostrava, Milan Veverka, on Tuesday, the fire service said." in out
    assert "Red Quay group: denied" in out


@pytest.mark.parametrize("kind", ["incidents", "claims", "attributions"])
def test_roots_are_counted_with_a_grade(case: str, kind: str) -> None:
    for row in lines(case, kind):
        out = run(case, "roots", row["id"])[1]
        assert "Admiralty " in out
        (found,) = lines(case, "roots", row["id"])
        assert found["told"].startswith(f"{found['corroboration']['reports']} report")
        assert found["told"] in out


def test_search_lights_what_it_finds(case: str) -> None:
    out = run(case, "search", "speaker:holubova")[1]
    assert "hits for speaker:holubova" in out
    assert "»" in out
    text = run(case, "search", "--text", "wounded mayor")[1]
    assert "»wounded« the »mayor«" in text
    assert lines(case, "search", "--text", "wounded")[0]["passage"]["lit"]
    assert "Nothing was found." in run(case, "search", "zeppelin")[1]


def test_words_of_a_query() -> None:
    assert words_of('speaker:minister gas "on Tuesday" -bomb fire* OR smoke') == ["gas", "on Tuesday", "fire", "smoke"]


@pytest.mark.parametrize(
    ("args", "error"),
    [
        (("show", "nothing"), UnknownId),
        (("show", "inc_"), AmbiguousId),
        (("roots", "rep_"), AmbiguousId),
        (("contested", "--field", "colour"), UsageError),
        (("incidents", "--order", "colour"), UsageError),
        (("incidents", "--since", "lately"), UsageError),
        (("claims", "--act", "sing"), UsageError),
        (("judge",), UsageError),
        (("judge", "inc_1", "inc_2", "perhaps"), UsageError),
        (("judge", "--list", "--undo", "jdg_1"), UsageError),
        (("search", "OR"), UsageError),
    ],
)
def test_wrong_usage_says_what_to_do(case: str, args: tuple[str, ...], error: type[OnrecordError]) -> None:
    with pytest.raises(error) as raised:
        run(case, *args)
    assert raised.value.exit_code == 2
    assert raised.value.fix


def test_what_is_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingCase):
        run(str(tmp_path / "none.db"), "incidents")
    (tmp_path / "words.txt").write_text("words", encoding="utf-8")
    with pytest.raises(NotACase):
        run(str(tmp_path / "words.txt"), "incidents")
    monkeypatch.setattr(sys, "argv", ["onrecord"])
    open_case(tmp_path / "empty.db", create=True).close()
    for table in TABLES:
        assert len(run(str(tmp_path / "empty.db"), table)[1].splitlines()) == 1
    assert run(str(tmp_path / "empty.db"), "contested") == (
        0,
        "Contested " + "─" * 90 + "\n  Nothing is contested.\n",
    )


@pytest.fixture
def fresh(tmp_path: Path) -> str:
    file = tmp_path / "case.db"
    making.made(file, making.record(0, outlet="Larn Post"), making.record(1, outlet="Coal Basin Mail")).close()
    return str(file)


def test_judging_joins_parts_and_can_be_taken_back(fresh: str) -> None:
    with open_case(fresh) as ledger:
        one, other = (r.incidents[0].id for r in ledger.records())
    assert run(fresh, "judge", one, other, "different", "--by", "Ada", "--note", "two towns")[0] == 0
    apart = len(lines(fresh, "incidents"))
    _, out = run(fresh, "judge", one, other, "same", "--by", "Ada")
    assert "They are one incident of the case: evt_" in out
    assert len(lines(fresh, "incidents")) == apart - 1
    (held,) = lines(fresh, "judge", "--done")
    assert (held["judgement"]["verdict"], held["judgement"]["by"]) == ("same", "person:Ada")
    shown = run(fresh, "show", held["judgement"]["id"])[1]
    assert "two towns" not in shown  # of the step before
    assert "Ada: different" in shown
    _, undone = run(fresh, "judge", "--undo", held["judgement"]["id"], "--by", "Ada")
    assert "different, says Ada" in undone
    assert "They are two in the case" in undone
    assert len(lines(fresh, "incidents")) == apart
    assert not {one, other} <= {r["judgement"]["left"] for r in lines(fresh, "judge", "--list")}


def test_no_character_of_a_report_acts_on_a_terminal(tmp_path: Path) -> None:
    file = tmp_path / "case.db"
    making.made(file, making.record(0, outlet="Larn\x1b[31m Post", title="A\u202etitle")).close()
    for args in (("reports",), ("claims",), ("search", "--text", "bomb"), ("contested",)):
        out = run(str(file), *args)[1]
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert "⟨U+001B⟩" in run(str(file), "reports")[1]
    assert run(str(file), "reports", "--json")[1].isascii()
