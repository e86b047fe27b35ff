from __future__ import annotations

import functools

import pytest

from tests.drift.scoring import Score, pairs, score

pytestmark = pytest.mark.model


@functools.cache
def found() -> Score:
    return score(list(pairs()))


def test_every_kind_is_covered() -> None:
    assert len(found().kinds) == 25
    assert found().faithful >= 100
    assert sum(found().right.values()) + sum(found().missed.values()) >= 150


def test_macro_f1() -> None:
    assert found().macro >= 0.93


def test_faithful_retellings_are_left_alone() -> None:
    assert found().alarms <= 0.05 * found().faithful


def test_each_kind_is_found() -> None:
    assert {k: round(found().f1(k), 2) for k in found().kinds if found().f1(k) < 0.80} == {}
