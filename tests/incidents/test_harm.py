"""Counts of the dead and the hurt, as the words bound them."""

from __future__ import annotations

import pytest

from onrecord.model import Harm, HarmKind, RoleKind
from tests.incidents.reading import incidents, names, one

pytestmark = pytest.mark.model


def harm(text: str, kind: HarmKind) -> Harm:
    (found,) = [h for h in one(text).harm if h.kind is kind]
    return found


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("The attack on the mill left 909 people killed or wounded.", 909),
        ("The army killed or wounded 30 rebels in the raid on the mill.", 30),
        ("More than 60 people were killed or injured in the bombing of the mill.", None),
    ],
)
def test_one_harm_or_the_other_leaves_both_open(text: str, high: int | None) -> None:
    for kind in (HarmKind.KILLED, HarmKind.INJURED):
        found = harm(text, kind)
        assert (found.low, found.high, found.best) == (0, high, None)


@pytest.mark.parametrize(
    ("text", "low", "best"),
    [
        ("The attack on the mill left at least 12 dead.", 12, 12),
        ("The attack on the mill left about 30 dead.", 1, 30),
        ("A group of four clerks was killed in the attack on the mill.", 4, 4),
        ("A total of 31 clerks were killed in the attack on the mill.", 31, 31),
        ("A group of clerks was killed in the attack on the mill.", 1, 1),
    ],
)
def test_a_number_counts_the_dead_where_it_stands_alone_or_inside(text: str, low: int, best: int) -> None:
    found = harm(text, HarmKind.KILLED)
    assert (found.low, found.best) == (low, best)


def test_one_harm_and_the_other_count_both() -> None:
    text = "The bombing of the mill killed nine people and wounded twelve."
    assert harm(text, HarmKind.KILLED).best == 9
    assert harm(text, HarmKind.INJURED).best == 12


def test_who_shot_himself_is_the_victim_and_no_perpetrator() -> None:
    found = one("A boy of fourteen shot himself at a school in Tarvik on Monday.")
    assert names(found, RoleKind.VICTIM) == ["A boy of fourteen"]
    assert names(found, RoleKind.PERPETRATOR) == []
    assert names(found, RoleKind.TARGET) == []


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("Police said Anna Holt took her own life after the attack in Tarvik on Monday.", "Anna Holt"),
        ("A ferry was hit by a shell. Four passengers drowned on Monday in Tarvik.", "Four passengers"),
    ],
)
def test_who_dies_by_no_other_hand_is_no_perpetrator(text: str, victim: str) -> None:
    doers = [n for i in incidents(text) for n in names(i, RoleKind.PERPETRATOR)]
    assert victim not in doers


def test_who_shot_others_before_himself_did_it_too() -> None:
    found = one("Martin Oster shot two clerks and himself in Tarvik on Monday.")
    assert names(found, RoleKind.PERPETRATOR) == ["Martin Oster"]
    assert names(found, RoleKind.VICTIM) == ["two clerks"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot dead a tribal elder in Tarvik on Friday.",
        "Gunmen on Friday shot dead a tribal elder in Tarvik.",
        "Gunmen shot dead in Tarvik a tribal elder and his brother.",
    ],
)
def test_gunmen_are_not_whom_they_shot_dead(text: str) -> None:
    found = one(text)
    assert any("elder" in n for n in names(found, RoleKind.VICTIM))
    assert not any("Gunmen" in n for n in names(found, RoleKind.VICTIM))


@pytest.mark.parametrize(
    "text",
    [
        "Members of the Red Dawn killed, with clubs and machetes, three peasants in Olmena on Sunday.",
        "Attackers murdered, with knives and stones, a teacher and her two sons.",
        "It was the year in which a group of soldiers murdered 17 fishermen.",
    ],
)
@pytest.mark.parametrize("capitals", [False, True])
def test_who_kills_is_no_victim_though_the_killed_stand_far_behind(text: str, *, capitals: bool) -> None:
    killed = " ".join(names(one(text.upper() if capitals else text), RoleKind.VICTIM)).lower()
    assert any(w in killed for w in ("peasants", "teacher", "fishermen"))
    assert not any(w in killed for w in ("dawn", "attackers", "soldiers"))


@pytest.mark.parametrize(
    "text",
    [
        "Teen shot in Larn, police say.",
        "The clerk killed in the attack, in Larn, a town in the hills, was Ivo Brandt.",
        "A clerk was killed, after the attack on the mill, witnesses said.",
    ],
)
def test_who_stands_behind_a_passive_is_not_its_object(text: str) -> None:
    assert not any(w in " ".join(names(one(text), RoleKind.VICTIM)) for w in ("police", "witnesses", "town"))
