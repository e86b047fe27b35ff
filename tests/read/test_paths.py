from __future__ import annotations

import io
from pathlib import Path

import pytest

from onrecord.errors import LeftOut, MissingInput, OnrecordError, UnreadableInput
from onrecord.read import expand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = ["b.txt", "a/2.html", "a/10.html", "a/2_files/x.html", "logo.png", ".git/x.txt", "c.md", "style.css"]
    for name in names:
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A shell hit Larn.", encoding="utf-8")
    (tmp_path / "reports" / "round").symlink_to(tmp_path / "reports")
    (tmp_path / "reports" / "nowhere").symlink_to(tmp_path / "none")
    return tmp_path / "reports"


def test_a_folder_in_the_order_of_its_names(folder: Path) -> None:
    *files, left = expand([str(folder), str(folder / "b.txt")])
    assert files == [str(folder / n) for n in ("b.txt", "c.md", "a/10.html", "a/2.html")]
    assert isinstance(left, LeftOut)
    assert left.where == str(folder)
    assert left.message == (
        "Left out, since they are no reports: 1 folders with the parts of saved pages, 1 hidden files, "
        "1 links that lead nowhere, 1 links to folders, 1 pictures, 1 style sheets."
    )


def test_an_empty_folder(tmp_path: Path) -> None:
    (found,) = expand([str(tmp_path)])
    assert isinstance(found, UnreadableInput)


@pytest.mark.parametrize(
    "data",
    ["# mine\nb.txt\r\n\n  c d.txt \nb.txt", "\ufeffb.txt\nc d.txt\n", "b.txt\0c d.txt\0"],
    ids=["lines", "mark", "zeros"],
)
def test_a_list(tmp_path: Path, data: str) -> None:
    path = tmp_path / "list"
    path.write_text(data, encoding="utf-8", newline="")
    assert list(expand([f"@{path}", "b.txt", "@"])) == ["b.txt", "c d.txt", "@"]


def test_a_list_of_folders_and_on_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(f"{folder / 'a'}\n".encode())

    monkeypatch.setattr("sys.stdin", Stdin())
    found = [p for p in expand(["@-"]) if not isinstance(p, OnrecordError)]
    assert found == [str(folder / "a" / "10.html"), str(folder / "a" / "2.html")]


def test_a_list_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("# nothing\n", encoding="utf-8")
    for given in (f"@{tmp_path / 'none'}", f"@{tmp_path / 'empty'}", "@a\0b"):
        (found,) = expand([given])
        assert isinstance(found, MissingInput)
        assert found.where == given
