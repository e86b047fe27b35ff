"""The contested reports: the rows found against the rows written down before the program was run on them."""

from __future__ import annotations

import pytest

from tests.incidents.contested.scoring import Row, Score, cases, fits, score

PRECISION = 0.88
RECALL = 0.88
"""Floors, to be raised with the figures (`python -m tests.incidents.contested.scoring all`); rules alone: .91, .87."""


@pytest.fixture(scope="module")
def result() -> Score:
    return score(cases())


def test_there_are_enough_reports_and_each_tells_something() -> None:
    chosen = cases()
    assert len(chosen) >= 80
    assert len({c.name for c in chosen}) == len(chosen)
    assert sum(not c.rows for c in chosen) >= 8
    for case in chosen:
        for deed, *_ in (*case.rows, *case.may):
            assert any(word in case.report.text.lower() for word in deed.split("|")), case.name


def test_parts_are_the_whole() -> None:
    names = [c.name for part in ("develop", "held", "later") for c in cases(part)]
    assert sorted(names) == sorted(c.name for c in cases())


@pytest.mark.model
def test_precision(result: Score) -> None:
    assert result.precision >= PRECISION, str(result)


@pytest.mark.model
def test_recall(result: Score) -> None:
    assert result.recall >= RECALL, str(result)


@pytest.mark.model
def test_rows_of_one_report_are_compared_strictly() -> None:
    (case,) = [c for c in cases() if c.name.endswith("/hand-principal-berlin")]
    wrong: tuple[Row, ...] = (("murder", "Russia", "convicted", "court"), ("fire", "Russia", "denied", "Russia"))
    made = score([type(case)(case.name, case.report, wrong)])
    assert (made.right, made.asked) == (0, 2)
    assert made.given >= 3
    assert callable(fits)
