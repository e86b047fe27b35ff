from __future__ import annotations

import re
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, content_id
from tests.model.strategies import spans, texts

parts = st.lists(texts | st.integers() | st.none() | st.lists(spans, max_size=3).map(tuple), max_size=4)


@given(parts)
def test_the_same_parts_give_the_same_id(found: list[object]) -> None:
    one = content_id("clm", *found)  # type: ignore[arg-type] # the strategy's parts are of these types
    assert one == content_id("clm", *found)  # type: ignore[arg-type] # as above
    assert re.fullmatch(r"clm_[0-9a-f]{12}", one)


@given(parts, parts)
def test_other_parts_give_another_id(one: list[object], other: list[object]) -> None:
    same = content_id("clm", *one) == content_id("clm", *other)  # type: ignore[arg-type] # as above
    assert same == (one == other)


def test_parts_are_not_run_together() -> None:
    assert content_id("clm", "ab", "c") != content_id("clm", "a", "bc")
    assert content_id("clm", "1") != content_id("clm", 1)
    assert content_id("clm", (Span(0, 1), Span(2, 3))) != content_id("clm", (Span(0, 1),), (Span(2, 3),))


def test_an_id_is_the_same_in_another_process_and_another_year() -> None:
    code = "from onrecord.model import Span, content_id; print(content_id('clm', 'rep_1', None, 7, (Span(0, 4),)))"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env={"PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == content_id("clm", "rep_1", None, 7, (Span(0, 4),)) == "clm_4b637d5768af"
