from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import UnknownId, UsageError
from onrecord.model import Verdict
from tests.ledger.making import NOW, dump, judgement, made, record, rows

AT = [f"2026-11-22T{h:02}:00:00Z" for h in range(24)]


def test_a_judgement_is_superseded_and_stays(tmp_path: Path) -> None:
    with made(tmp_path / "x") as case:
        first = case.judge(judgement("inc_b", "inc_a", Verdict.SAME, "Ada", AT[0]))
        assert (first.left, first.right) == ("inc_a", "inc_b")
        second = case.judge(judgement("inc_a", "inc_b", Verdict.DIFFERENT, "Ben", AT[1]))
        assert case.judgements() == (second,)
        assert [p.id for p in case.history("inc_b")] == [first.id, second.id]
        assert case.history()[0].superseded_by == second.id
        pair = case.pair("inc_b", "inc_a")
        assert (pair.person, pair.rule, pair.verdict) == (second, None, Verdict.DIFFERENT)


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    with made(tmp_path / "x") as case:
        first = case.judge(judgement("inc_a", "inc_b", at=AT[0]))
        before = rows(tmp_path / "x")
        assert case.judge(judgement("inc_b", "inc_a", at=AT[1])) == first
        assert rows(tmp_path / "x") == before


def test_two_in_one_moment_have_two_ids(tmp_path: Path) -> None:
    with made(tmp_path / "x") as case:
        first = case.judge(judgement("inc_a", "inc_b"))
        second = case.judge(judgement("inc_a", "inc_b", Verdict.UNSURE))
        assert first.id != second.id
        assert case.judgements() == (second,)


def test_taking_back_the_last_brings_back_what_was_before(tmp_path: Path) -> None:
    with made(tmp_path / "x") as case:
        first = case.judge(judgement("inc_a", "inc_b", Verdict.SAME, "Ada", AT[0]))
        second = case.judge(judgement("inc_a", "inc_b", Verdict.DIFFERENT, "Ben", AT[1]))
        step = case.undo(second.id, by="person:Ada", at=AT[2], note="misread")
        assert (step.undoes, step.judgement) == (second.id, first)
        assert case.judgements() == (first,)
        again = case.undo(step.id, by="person:Ben", at=AT[3])
        assert again.judgement == second
        assert case.judgements() == (second,)
        case.undo(first.id, by="person:Ben", at=AT[4])  # an earlier one: the later still holds
        assert case.judgements() == (second,)
        last = case.undo(second.id, by="person:Ben", at=AT[5])
        assert last.judgement is None
        assert case.judgements() == ()
        assert len(case.history("inc_a", "inc_b")) == 6


def test_wrong_judgements(tmp_path: Path) -> None:
    with made(tmp_path / "x") as case:
        with pytest.raises(UsageError, match="itself"):
            case.judge(judgement("inc_a", "inc_a"))
        with pytest.raises(UsageError, match="person"):
            case.judge(judgement("inc_a", "inc_b", who=" "))
        with pytest.raises(UnknownId):
            case.undo("jdg_none", by="person:Ada", at=NOW)
        held = case.judge(judgement("inc_a", "inc_b"))
        case.undo(held.id, by="person:Ada", at=NOW)
        with pytest.raises(UsageError, match="taken back before"):
            case.undo(held.id, by="person:Ada", at=NOW)


def test_judgements_survive_into_another_case(tmp_path: Path) -> None:
    with made(tmp_path / "x", record(1)) as case, made(tmp_path / "y") as other:
        case.judge(judgement("inc_a", "inc_b", Verdict.SAME, "Ada", AT[0]))
        second = case.judge(judgement("inc_a", "inc_b", Verdict.DIFFERENT, "Ben", AT[1]))
        case.undo(second.id, by="person:Ben", at=AT[2])
        assert other.restore(case.judged()) == 3
        assert other.judgements() == case.judgements()
        assert other.restore(case.judged()) == 0
    assert dump(tmp_path / "x")["judgements"] == dump(tmp_path / "y")["judgements"]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(st.tuples(st.booleans(), st.integers(0, 7), st.sampled_from(list(Verdict))), max_size=8))
def test_what_holds_is_the_last_that_was_not_taken_back(
    acts: list[tuple[bool, int, Verdict]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with made(tmp_path_factory.mktemp("case") / "x") as case:
        for n, (undoes, which, verdict) in enumerate(acts):
            steps = case.history()
            if not undoes or not steps:
                case.judge(judgement("inc_a", "inc_b", verdict, f"P{n}", AT[n]))
                continue
            try:
                case.undo(steps[which % len(steps)].id, by="person:Ada", at=AT[n])
            except UsageError:
                continue
        steps = case.history()
        gone: set[str] = set()
        for step in reversed(steps):
            if step.undoes and step.id not in gone:
                gone.add(step.undoes)
        wanted = [s.judgement for s in steps if not s.undoes and s.id not in gone]
        assert case.judgements() == tuple(j for j in wanted[-1:] if j)
        assert sum(not s.superseded_by for s in steps) == min(len(steps), 1)
