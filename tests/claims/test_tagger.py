"""What the heads make of hidden states, without a report."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.claims.tagger import Tagged


def tagged(*chances: float) -> Tagged:
    """Return a report of one window whose wordpieces are inside a cue with these chances; none begins one."""
    found = Tagged.__new__(Tagged)
    found.tags = np.array([(1 - c, 0.0, c) for c in chances], dtype=np.float32)
    found._firsts = [0, len(chances)]
    return found


@pytest.mark.parametrize(
    ("chances", "cues"),
    [
        pytest.param((0.1, 0.8, 0.6, 0.1), [[1, 2]], id="what is beside a likely piece needs less"),
        pytest.param((0.6, 0.8, 0.1), [[0, 1]], id="before it too"),
        pytest.param((0.6, 0.7, 0.1), [], id="not without a likely one"),
        pytest.param((0.8, 0.4, 0.8), [[0], [2]], id="an unlikely one parts two"),
        pytest.param((0.1, 0.2), [], id="none"),
    ],
)
def test_cues_grow_around_what_is_likely(chances: tuple[float, ...], cues: list[list[int]]) -> None:
    assert tagged(*chances).cues(0.75) == cues


def test_a_piece_that_begins_a_cue_parts_it_from_the_one_before() -> None:
    found = tagged(0.8, 0.8)
    found.tags[1] = (0.2, 0.8, 0.0)
    assert found.cues(0.75) == [[0], [1]]
