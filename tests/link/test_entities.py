from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.lexicon.load import load
from onrecord.lexicon.schema_link import NameWord, SameBody
from onrecord.link.beings import known_body
from onrecord.link.entities import join_entities
from onrecord.link.names import fold, parse, person_key, sound
from onrecord.link.persons import tie
from onrecord.link.profiles import Profile
from onrecord.link.telling import Spot
from onrecord.model import Judgement, Subject, Verdict
from tests.link.telling import named, profile

PAIRS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))


def side(given: str | dict[str, Any], report: str) -> tuple[str, Profile]:
    fields = {"name": given} if isinstance(given, str) else dict(given)
    name, region = fields.pop("name"), fields.pop("region", "")
    beside = [named(n, report) for n in fields.pop("beside", [])]
    ages = (fields.pop("age"),) if "age" in fields else ()
    lists = {k: tuple(fields.pop(k)) for k in ("offices", "bodies", "aliases") if k in fields}
    one = named(name, report, ages=ages, **lists, **fields)
    country, _, admin1 = region.partition("/")
    places = (Spot(admin1, level="admin1", country=country, admin1=admin1),) if region else ()
    return one.id, profile(report, "", named=(one, *beside), places=places)


def verdict(left: Any, right: Any) -> str:
    (one, first), (other, second) = side(left, "rep_1"), side(right, "rep_2")
    clusters, _ = join_entities([first, second], [])
    of = {m: c for c in clusters for m in c.members}
    if of[one] is of[other]:
        return "same"
    return "unsure" if of[other].id in of[one].unsure else "different"


@pytest.mark.parametrize("case", PAIRS, ids=[f"{c['left']} | {c['right']}" for c in PAIRS])
def test_pairs_of_names(case: dict[str, Any]) -> None:
    assert verdict(case["left"], case["right"]) == case["verdict"]
    assert verdict(case["right"], case["left"]) == case["verdict"]


def test_there_are_pairs_enough_of_each_kind() -> None:
    assert len(PAIRS) >= 60
    assert all(sum(p["verdict"] == v for p in PAIRS) >= 8 for v in ("same", "different", "unsure"))


def test_the_fullest_name_is_shown_and_every_entity_is_in_one_cluster() -> None:
    held = [
        side(n, f"rep_{i}")[1] for i, n in enumerate(["Orsin Tavell", "Orsin V. Tavell", "Orsin Tavell", "Ada Rusk"])
    ]
    clusters, _ = join_entities(held, [])
    assert sorted(c.name for c in clusters) == ["Ada Rusk", "Orsin V. Tavell"]
    members = [m for c in clusters for m in c.members]
    assert sorted(members) == sorted(n.id for p in held for n in p.telling.named)


def judged(left: str, right: str, verdict: Verdict) -> Judgement:
    one, other = sorted((left, right))
    return Judgement("jdg_1", Subject.ENTITY, one, other, verdict, "person:ann", "2026-03-01T00:00:00Z")


def test_a_person_outranks_the_rules() -> None:
    (one, first), (other, second) = side("Orsin Tavell", "rep_1"), side("Orsin Tavell", "rep_2")
    (third_id, third) = side("Ada Rusk", "rep_3")
    apart, _ = join_entities([first, second], [judged(one, other, Verdict.DIFFERENT)])
    assert len(apart) == 2
    joined, _ = join_entities([first, second, third], [judged(one, third_id, Verdict.SAME)])
    assert [len(c.members) for c in joined] == [3]


def test_points_are_shown_with_the_words_compared() -> None:
    _, judgements = join_entities([side("Kristen Velt", "rep_1")[1], side("Kirsten Velt", "rep_2")[1]], [])
    assert judgements == ()  # too little to be unsure of
    left, right = ({"name": n, "beside": ["Ada Rusk", "Bo Lind"]} for n in ("Kristen Velt", "Kirsten Velt"))
    _, judgements = join_entities([side(left, "rep_1")[1], side(right, "rep_2")[1]], [])
    (found,) = [j for j in judgements if "Velt" in j.left]
    assert found.verdict is Verdict.SAME
    assert found.score == pytest.approx(sum(f.value for f in found.features))
    assert {found.features[0].left, found.features[0].right} == {"Kristen Velt", "Kirsten Velt"}
    assert all(f.text.endswith(".") for f in found.features)


NAMES = [
    "Orsin Tavell",
    "O. Tavell",
    "Tavell",
    "Orsin V. Tavell",
    "Orson Tavell",
    "Marek Tavell",
    "Tavell Orsin",
    "RQF",
]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(names: list[str], random: Any) -> None:
    held = [side({"name": n, "beside": ["Ada Rusk"]}, f"rep_{i}")[1] for i, n in enumerate(names)]
    mixed = list(held)
    random.shuffle(mixed)
    assert join_entities(held, []) == join_entities(mixed, [])


@settings(max_examples=200, deadline=None)
@example("𝕬", "")
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_a_name(one: str, other: str) -> None:
    assert tie(one, other) == tie(other, one)
    assert fold(fold(one)) == fold(one)
    person_key(one)
    sound(fold(one))
    parse(one)


@pytest.mark.parametrize("entry", load("same_bodies", SameBody), ids=lambda e: e.id)
def test_bodies_of_several_names(entry: SameBody) -> None:
    left, right = entry.example.split(" = ")
    assert known_body(left) == known_body(right) == entry.id


@pytest.mark.parametrize("entry", load("name_words", NameWord), ids=lambda e: e.id)
def test_words_in_names(entry: NameWord) -> None:
    if " = " in entry.example:
        left, right = entry.example.split(" = ")
        assert tie(left, right).value == tie(right, right).value
    else:
        left, right = entry.example.split(" ? ")
        kind = "organisation" if entry.kind == "body-word" else "person"
        one, other = ({"kind": kind} | _said(text) for text in (left, right))
        regions = ("US/Ohio", "US/Texas") if entry.kind == "body-word" else ("", "")
        assert verdict({**one, "region": regions[0]}, {**other, "region": regions[1]}) != "same"


def _said(text: str) -> dict[str, Any]:
    name, _, office = text.partition(", a ")
    return {"name": name, "offices": [office]} if office else {"name": name}
