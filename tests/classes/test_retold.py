"""What a second invented headline makes of a first one."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.classes import retold
from onrecord.classes.linear import Scored, load_models
from onrecord.classes.retold import KINDS, pair_features, shares_of

CLAIM = "A goat stopped the night train to Tarvik"


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Goat reportedly stopped night train to Tarvik", "Goat stops night train to Tarvik", "strengthened"),
        ("Goat stops night train to Tarvik", "Story of the goat that stopped the night train is a hoax", "reversed"),
        ("Did a goat stop the night train to Tarvik?", "Goat may have stopped night train, report says", "same"),
    ],
)
def test_kind_of_a_pair(before: str, after: str, kind: str) -> None:
    assert retold(CLAIM, before, after).label == kind


def test_shares_of_all_kinds_sum_to_one() -> None:
    scored = retold(CLAIM, "Goat stops train", "")
    assert {kind for kind, _ in scored.scores} == set(KINDS)
    assert sum(share for _, share in scored.scores) == pytest.approx(1, abs=1e-3)


def test_features_are_the_shares_of_the_kinds() -> None:
    holds_back, tells, denies = np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])
    sure = np.array([pair_features(*pair) for pair in ((holds_back, tells), (tells, tells), (denies, tells))])
    assert [KINDS[i] for i in sure.argmax(1)] == ["strengthened", "same", "reversed"]
    assert KINDS[int(pair_features(tells, holds_back).argmax())] == "weakened"
    assert np.allclose(pair_features(np.array([holds_back, tells]), np.array([tells, tells])), sure[:2])


def test_shares_stand_in_one_order() -> None:
    assert shares_of(Scored("for", (("for", 0.6), ("observing", 0.3), ("against", 0.1)))).tolist() == [0.1, 0.6, 0.3]


def test_model_reads_what_pairs_have() -> None:
    model = load_models()["retold"]
    assert model.weight.shape == (len(KINDS), len(KINDS))
    assert set(model.labels) == set(KINDS)
