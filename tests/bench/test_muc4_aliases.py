"""Two wordings for one."""

from __future__ import annotations

import pytest

from bench.muc4_aliases import acronyms, joined, same

TEXT = "THE ARMY OF NATIONAL RENEWAL (ERN) AND THE MRV [RIVER VALLEY MOVEMENT] STRUCK (TWICE) LAST NIGHT."


def test_acronyms_stand_in_brackets_behind_a_name_or_have_the_name_behind_them() -> None:
    found = dict(acronyms(TEXT))
    assert found["ern"].endswith("army of national renewal")
    assert found["mrv"] == "river valley movement"
    assert len(found) == 2


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("ERN", "Army of National Renewal", True),
        ("National Renewal", "Army of National Renewal", True),
        ("FRLM", "Mario Luna Revolutionary Front", True),
        ("ERN", "River Valley Movement", False),
        ("two men", "a woman", False),
        ("", "men", False),
    ],
)
def test_the_same_body_has_two_names(one: str, other: str, *, alike: bool) -> None:
    assert same(one, other, acronyms(TEXT)) is alike
    assert same(other, one, acronyms(TEXT)) is alike


def test_of_two_wordings_the_first_stands() -> None:
    entries = [["Rojo"], ["Mario Luna Revolutionary Front"], ["Ana Rojo"], ["FRLM"], ["Dr. Vidal"]]
    assert joined(entries) == [["Rojo"], ["Mario Luna Revolutionary Front"], ["Dr. Vidal"]]
