"""One event told in pieces is one incident, distinct ones stay apart, and who was hurt is listed once."""

from __future__ import annotations

import pytest

from tests.incidents.whole.scoring import Tally, cases, score

REPORTS = 32
TOGETHER = 0.93
PEOPLE = 0.83
"""Floors, to be raised with the figures (`python -m tests.incidents.whole.scoring`)."""


@pytest.fixture(scope="module")
def result() -> Tally:
    return score(cases())


def test_there_are_enough_reports_and_every_mark_names_an_event() -> None:
    chosen = cases()
    assert len(chosen) >= 40
    assert len({c.name for c in chosen}) == len(chosen)
    for case in chosen:
        assert {number for _, number in case.marks} == set(case.events), case.name
        assert "{" not in case.report.text, case.name


def test_some_reports_tell_several_events() -> None:
    assert sum(sum(bool(e.types) for e in c.events.values()) > 1 for c in cases()) >= 20


@pytest.mark.model
def test_reports_with_all_their_events_and_no_more(result: Tally) -> None:
    assert result.exact >= REPORTS, str(result)


@pytest.mark.model
def test_words_of_one_event_stand_together(result: Tally) -> None:
    assert result.together >= TOGETHER, str(result)


@pytest.mark.model
def test_what_did_not_take_place_stands_with_nothing_that_did(result: Tally) -> None:
    assert result.mixed == 0, str(result)
    assert result.lent == 0, str(result)


@pytest.mark.model
def test_who_was_hurt_is_listed_once(result: Tally) -> None:
    assert result.people >= PEOPLE, str(result)
