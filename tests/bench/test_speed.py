from __future__ import annotations

import importlib
import json
import sys
import types
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import speed


def busy() -> int:
    return sum(range(200_000))


def test_time_of_a_function_and_of_a_generator_is_its_own() -> None:
    spent: speed.Spent = defaultdict(float)

    def items() -> Iterator[int]:
        for _ in range(3):
            yield busy()

    found = []
    for item in speed.timed(items, "made", spent)():
        found.append(item)
        speed.timed(busy, "used", spent)()
    assert len(found) == 3
    assert 0 < spent["made"] < 3 * spent["used"]
    assert 0 < spent["used"] < 3 * spent["made"]


def test_a_function_is_watched_where_it_was_taken_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    home, user = types.ModuleType("onrecord.home"), types.ModuleType("onrecord.user")
    home.work = user.work = busy  # type: ignore[attr-defined] # modules made for this test
    monkeypatch.setitem(sys.modules, "onrecord.home", home)
    monkeypatch.setitem(sys.modules, "onrecord.user", user)
    monkeypatch.setattr(speed, "STAGES", {"work": ("onrecord.home", ("work",))})
    spent: speed.Spent = defaultdict(float)
    speed.watch(spent)
    assert user.work() == busy()
    assert spent["work"] > 0


def test_every_stage_named_is_there() -> None:
    for module, names in speed.STAGES.values():
        assert all(callable(getattr(importlib.import_module(module), name)) for name in names), module


def test_memory_is_counted_in_megabytes() -> None:
    assert 10 < speed.peak_mb() < 100_000


@pytest.mark.parametrize(("ratio", "memory", "code"), [(0.66, 900, 0), (0.64, 900, 1), (0.66, 1600, 1)])
def test_the_whole_is_held_against_the_pipeline_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ratio: float, memory: int, code: int
) -> None:
    figures = {"speed_beside_pipeline": ratio, "peak_memory_mb": memory}
    monkeypatch.setattr(speed, "measure", lambda _texts: figures)
    monkeypatch.setattr(speed, "one_core", lambda: None)
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"text": "The mill burnt."}) + "\n", encoding="utf-8")
    assert speed.main([str(corpus)]) == code
