"""Linear models: files are checked, scores are shares, words have slots."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.classes.limits import SLOTS
from onrecord.classes.linear import FILE, FOLDER, Linear, Near, load_models, pack_models
from onrecord.classes.sentences import load_sentences
from onrecord.classes.words import pairs, slots, weigh, words
from onrecord.errors import BadWeights
from onrecord.weights import MANIFEST


def made() -> Linear:
    """Return a model of two classes and two features."""
    return Linear(("down", "up"), np.array([[-1.0, 0.0], [1.0, 0.0]]), np.zeros(2), np.ones(4))


def test_what_is_packed_is_loaded(tmp_path: Path) -> None:
    pack_models({"tide": made()}, tmp_path, {"about": "a test"})
    scored = load_models(tmp_path)["tide"].score(np.array([2.0, 5.0]))
    assert scored.label == "up"
    assert [label for label, _ in scored.scores] == ["up", "down"]
    assert sum(share for _, share in scored.scores) == pytest.approx(1, abs=1e-3)
    assert scored.share("down") < 0.1
    assert scored.share("sideways") == 0


def test_rows_of_training_pull_what_is_near_them(tmp_path: Path) -> None:
    near = Near(np.array([[0.0, 3.0]]), np.array([[9.0], [0.0]]), np.array([0.1]))
    pack_models({"tide": replace(made(), near=near)}, tmp_path, {})
    model = load_models(tmp_path)["tide"]
    assert made().score(np.array([1.0, 3.0])).label == "up"
    assert model.score(np.array([1.0, 3.0])).label == "down"
    assert model.score(np.array([1.0, -9.0])).label == "up"


def test_ties_fall_to_the_first_class() -> None:
    assert made().score(np.zeros(2)).label == "down"


@pytest.mark.parametrize("damage", ["bytes", "manifest", "gone"])
def test_damaged_weights_are_refused(tmp_path: Path, damage: str) -> None:
    pack_models({"tide": made()}, tmp_path, {})
    if damage == "bytes":
        (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes() + b"x")
    elif damage == "manifest":
        (tmp_path / MANIFEST).write_text("[]", encoding="utf-8")
    else:
        (tmp_path / FILE).unlink()
    with pytest.raises(BadWeights) as caught:
        load_models(tmp_path)
    assert caught.value.fix


def test_shipped_heads_belong_to_the_shipped_layers() -> None:
    manifest = json.loads((FOLDER / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["layers"] == load_sentences().digest, "fit them anew: python -m training.tasks.sentences DATA"
    assert (FOLDER / FILE).stat().st_size < 3_000_000


def test_numbers_are_one_word_and_pairs_are_neighbours() -> None:
    assert words("Two of 17 ferries didn’t sail") == ["two", "of", "0", "ferries", "didn't", "sail"]
    assert pairs(["a", "b", "c"]) == ["a", "b", "c", "a_b", "b_c"]


def test_slots_are_stable_and_weighed_to_length_one() -> None:
    one, two = slots(["ferry"], "m"), slots(["ferry"], "s")
    assert one.sum() == two.sum() == 1
    assert one.argmax() != two.argmax()
    weighed = weigh(slots(["ferry", "bell"], "m"), np.ones(SLOTS))
    assert float((weighed**2).sum()) == pytest.approx(1)
    assert not weigh(np.zeros(SLOTS), np.ones(SLOTS)).any()
