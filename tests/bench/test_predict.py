from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import predict


def echo(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield from rows


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    module = SimpleNamespace(FIELDS=("doc_id", "events.span"), predict=echo)
    monkeypatch.setitem(sys.modules, "bench.tasks.drift", module)
    monkeypatch.setattr(importlib, "import_module", lambda name: sys.modules[name])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    rows = [{"doc_id": str(i), "label": "secret", "events": [{"span": [0, i], "value": 3.0}]} for i in range(4)]
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("fake")
def test_a_task_sees_its_fields_only(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert predict.main(["drift", str(corpus), str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows == [{"doc_id": str(i), "events": [{"span": [0, i]}]} for i in range(4)]


@pytest.mark.usefixtures("fake")
def test_a_limit_takes_the_first_rows(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    assert predict.main(["drift", str(corpus), str(out), "--limit", "2"]) == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2
    assert "2 of 2" in capsys.readouterr().err


def test_what_is_seen_of_nested_values() -> None:
    row = {"a": {"b": 1, "c": 2}, "l": [{"b": [1], "c": 2}, {"c": 3}], "gold": 4}
    assert predict.seen(row, ("a.b", "l.b", "none")) == {"a": {"b": 1}, "l": [{"b": [1]}, {}]}
    assert predict.seen(row, ("a",)) == {"a": {"b": 1, "c": 2}}
    assert predict.seen(row, ()) == {}


def test_a_task_that_is_not_there_is_named(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert predict.main(["poetry", str(corpus), str(tmp_path / "out.jsonl")]) == 2
    assert "No task 'poetry'" in capsys.readouterr().err


def test_every_task_has_its_module() -> None:
    assert set(THERE) == set(predict.TASKS)


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert predict.main(["certainty", str(tmp_path / "none.jsonl"), str(tmp_path / "out.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


THERE = sorted(path.stem for path in (Path(predict.__file__).parent / "tasks").glob("[a-z]*.py"))


@pytest.mark.parametrize("name", THERE)
def test_no_task_asks_for_an_answer(name: str) -> None:
    fields = predict.task(name).FIELDS
    answers = {"attributions", "timexes", "toponyms", "templates", "ree", "gtt", "value", "label", "event", "stance"}
    assert fields
    assert not {part for field in fields for part in field.split(".")} & answers
