from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^ +(?:\.venv/bin/)?onrecord ([a-z]+)", re.MULTILINE)
_TARGET = re.compile(r"(?:^ +|`)make ([a-z]+)", re.MULTILINE)


def plain(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=plain)
def test_links_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=plain)
def test_commands_named_exist(page: Path) -> None:
    from onrecord.present.cli.app import app  # noqa: PLC0415 - not needed for the other tests

    there = {c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands}
    assert set(_COMMAND.findall(page.read_text(encoding="utf-8"))) <= there


@pytest.mark.parametrize("page", PAGES, ids=plain)
def test_make_targets_named_exist(page: Path) -> None:
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(_TARGET.findall(page.read_text(encoding="utf-8"))) <= there


EXAMPLES = [
    pytest.param(code, id=f"{plain(page)}:{number}")
    for page in PAGES
    for number, code in enumerate(_PYTHON.findall(page.read_text(encoding="utf-8")), 1)
]


@pytest.mark.model
@pytest.mark.parametrize("code", EXAMPLES)
def test_python_examples_run(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "example", "exec"), {"__name__": "example"})  # noqa: S102 - our own pages
    assert "Traceback" not in capsys.readouterr().err


def test_make_lists_every_target_with_what_it_does() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert declared is not None
    for target in declared.group(1).split():
        assert re.search(rf"^  make {target}\s+\S", listed, re.MULTILINE), target
