from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import gate, store
from bench.measures import MEASURES, Figure, Measure
from bench.predict import TASKS

F1 = Figure("f1", ("all", "f1"), "F1", margin=0.5)
ERROR = Figure("mae", ("mae",), "error", margin=0.01, falling=True)
MEASURE = Measure("drift", "toy/dev", "toy_score.py", "four invented rows", (F1, ERROR))


def measured(f1: float, mae: float, digest: str = "d1") -> gate.Measured:
    return gate.Measured(MEASURE, 4, digest, {"f1": f1, "mae": mae})


def floors(f1: float, mae: float) -> dict[str, Any]:
    return {"corpus": "d1", "rows": 4, "floors": {"f1": f1, "mae": mae}}


@pytest.mark.parametrize(
    ("f1", "mae", "fallen"),
    [(50, 0.4, 0), (49.6, 0.4, 0), (49.4, 0.4, 1), (60, 0.405, 0), (60, 0.42, 1), (40, 0.5, 2)],
)
def test_a_figure_may_fall_by_its_margin(f1: float, mae: float, fallen: int) -> None:
    verdict = gate.Verdict()
    gate.judge(measured(f1, mae), floors(50, 0.4), verdict)
    assert len(verdict.fallen) == fallen
    assert not verdict.unfit


def test_figures_of_a_changed_corpus_compare_to_nothing() -> None:
    verdict = gate.Verdict()
    gate.judge(measured(10, 3, "d2"), floors(50, 0.4), verdict)
    assert verdict.unfit
    assert not verdict.fallen


def test_a_new_measure_has_no_floor_and_passes() -> None:
    verdict = gate.Verdict()
    gate.judge(measured(10, 3), {}, verdict)
    assert not verdict.fallen
    assert "no floor yet" in verdict.lines[0]


def test_floors_rise_and_do_not_sink_bit_by_bit() -> None:
    assert gate.raised(measured(49.8, 0.39), floors(50, 0.4), lower=False)["floors"] == {"f1": 50, "mae": 0.39}
    assert gate.raised(measured(51, 0.45), floors(50, 0.4), lower=True)["floors"] == {"f1": 51, "mae": 0.45}
    assert gate.raised(measured(1, 1, "d2"), floors(50, 0.4), lower=False)["floors"] == {"f1": 1, "mae": 1}


SCORER = """
import json, sys
rows = [json.loads(line) for line in open(sys.argv[2])]
print(json.dumps({"all": {"f1": 100.0 * len(rows) / 4}, "mae": 0.0}))
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus and a scorer; predictions are a copy of the gold file, and the baseline is a new one."""
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy/dev.jsonl").write_text("".join(f'{{"id": {i}}}\n' for i in range(4)), encoding="utf-8")
    (tmp_path / "toy_score.py").write_text(SCORER, encoding="utf-8")
    run = gate._run

    def copy(measure: Measure, command: list[str]) -> str:
        if "bench.predict" not in command:
            return run(measure, command)
        Path(command[-1]).write_bytes(Path(command[-2]).read_bytes())
        return ""

    monkeypatch.setattr(gate, "_run", copy)
    monkeypatch.setattr(gate, "MEASURES", (MEASURE,))
    monkeypatch.setattr(gate, "task", lambda _name: None)
    monkeypatch.setattr(store, "BASELINE", tmp_path / "baseline.json")
    return tmp_path


def run(place: Path, *options: str) -> int:
    return gate.main(["--data", str(place), "--score", str(place), *options])


def test_the_gate_from_floors_to_a_fall(place: Path) -> None:
    assert run(place, "--full", "--update") == 0
    assert json.loads((place / "baseline.json").read_text())["full"]["toy/dev"]["floors"] == {"f1": 100.0, "mae": 0.0}
    assert run(place, "--full") == 0
    (place / "toy_score.py").write_text(SCORER.replace("100.0", "90.0"), encoding="utf-8")
    assert run(place, "--full") == 1
    assert run(place, "--full", "--update") == 1
    assert run(place, "--full", "--update", "--allow-regression") == 0
    assert run(place, "--full") == 0


def test_the_quick_gate_takes_every_third_row_and_has_its_own_floors(place: Path) -> None:
    assert run(place, "--update") == 0
    baseline = json.loads((place / "baseline.json").read_text())
    assert baseline["quick"]["toy/dev"]["rows"] == 2
    assert baseline["quick"]["toy/dev"]["floors"]["f1"] == 50.0
    assert not baseline.get("full")


def test_a_changed_corpus_stops_the_gate(place: Path) -> None:
    run(place, "--full", "--update")
    with (place / "toy/dev.jsonl").open("a", encoding="utf-8") as corpus:
        corpus.write('{"id": 9}\n')
    assert run(place, "--full") == 2


def test_a_scorer_that_fails_stops_the_gate(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "toy_score.py").write_text("raise SystemExit('no gold here')", encoding="utf-8")
    assert run(place) == 2
    assert "no gold here" in capsys.readouterr().err


def test_what_is_absent_is_skipped_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.main(["--data", str(tmp_path), "--score", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert all(f"skipped {m.name}" in out for m in MEASURES)


def test_measures_have_tasks_and_figures_of_their_own() -> None:
    assert {m.task for m in MEASURES} <= set(TASKS)
    for measure in MEASURES:
        names = [figure.name for figure in measure.figures]
        assert len(set(names)) == len(names)
    assert len({m.name for m in MEASURES}) == len(MEASURES)


def test_results_carry_what_made_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "RESULTS", tmp_path)
    stamp = store.stamp()
    assert set(stamp) == {"date", "commit", "changed_since", "versions"}
    assert set(stamp["versions"]) == {"python", *store.PACKAGES}
    store.save("toy", {**stamp, "date": "2026-01-02", "n": 1})
    store.save("toy", {**stamp, "date": "2026-01-03", "n": 2})
    store.save("toy-two", {**stamp, "date": "2026-01-04", "n": 3})
    newest = store.newest("toy")
    assert newest is not None
    assert newest["n"] == 2
    assert store.newest("other") is None
