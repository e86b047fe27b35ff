"""Weights are read only where they are the ones that were shipped."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from onrecord.encoder.weights import FILES, read_weights
from onrecord.errors import BadWeights
from onrecord.weights import digest_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    digests = {name: hashlib.sha256(name.encode()).hexdigest() for name in FILES}
    (tmp_path / "manifest.json").write_text(json.dumps({"files": digests}), encoding="utf-8")
    return tmp_path


def test_whole_weights_are_read(folder: Path) -> None:
    weights = read_weights(folder)
    assert weights.files == {name: name.encode() for name in FILES}
    assert weights.digest == digest_of([folder])


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"other")
    with pytest.raises(BadWeights, match=name) as caught:
        read_weights(folder)
    assert "--engine rules" in caught.value.fix


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(BadWeights) as caught:
        read_weights(folder)
    assert caught.value.where == str(folder)


@pytest.mark.parametrize("text", ["", "[]", '{"files": 3}', "not json"])
def test_a_broken_manifest_is_an_error_with_a_fix(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadWeights, match="manifest"):
        read_weights(folder)


def test_other_weights_have_another_digest(folder: Path) -> None:
    before = digest_of([folder])
    digests = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    digests["files"]["heads.npz"] = "0" * 64
    other = folder / "other"
    other.mkdir()
    (other / "manifest.json").write_text(json.dumps(digests), encoding="utf-8")
    assert digest_of([other]) != before
