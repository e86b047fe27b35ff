from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.candidates import candidates
from onrecord.link.cluster import Clustering, Ruled
from onrecord.link.facts import report_facts
from onrecord.link.incidents import join_incidents, story_of
from onrecord.link.profiles import Profile
from onrecord.link.telling import Telling, telling
from onrecord.model import (
    Cluster,
    Feature,
    Judgement,
    Realis,
    Repeat,
    Retold,
    Role,
    RoleKind,
    Subject,
    Verdict,
)
from onrecord.model.codec import from_json, to_json
from tests import factory
from tests.link.telling import named, profile, spot, told

QUAY = "Gunmen opened fire on the ferry landing at Orla Quay and wounded the pilot Marek Sulin, dockers said."
QUAY_AGAIN = "Marek Sulin, a ferry pilot, was wounded when gunmen opened fire at the Orla Quay landing, dockers said."
MILL = "A blast tore through the flour mill at Vesna Ridge; the miller Ada Corvin died, firefighters said."


def quay(report: str, text: str = QUAY, published: str = "2026-03-02", **fields: Any) -> Profile:
    place = spot("Orla Quay", "Northshore", "XA")
    event = told(f"inc_{report}", day="2026-03-01", place=place, victims=("Marek Sulin",), injured=1)
    people = (named("Marek Sulin", report, parts=("victim",)),)
    return profile(report, text, event, published=published, named=people, places=(place,), **fields)


def mill(report: str, published: str = "2026-03-03") -> Profile:
    place = spot("Vesna Ridge", "Highland", "XA")
    event = told(f"inc_{report}", mode="explosives", day="2026-03-02", place=place, victims=("Ada Corvin",), killed=1)
    people = (named("Ada Corvin", report, parts=("victim",)),)
    return profile(report, MILL, event, published=published, named=people, places=(place,))


def join(profiles: list[Profile], *judgements: Judgement, retold: tuple[Retold, ...] = (), at: float = 0.0) -> Any:
    return join_incidents(profiles, judgements, retold, (), at)


def groups(clusters: tuple[Cluster, ...]) -> list[tuple[str, ...]]:
    return sorted(c.members for c in clusters)


def test_two_reports_on_one_event_are_one_incident_and_another_stays_apart() -> None:
    clusters, judgements = join([quay("rep_1"), mill("rep_2"), quay("rep_3", QUAY_AGAIN)])
    assert groups(clusters) == [("inc_rep_1", "inc_rep_3"), ("inc_rep_2",)]
    (found,) = judgements
    assert (found.left, found.right, found.verdict) == ("inc_rep_1", "inc_rep_3", Verdict.SAME)
    assert found.by == "rule:incident/1"
    assert not found.at


def test_a_score_is_its_features_and_each_says_what_was_compared() -> None:
    _, (found,) = join([quay("rep_1"), quay("rep_2", QUAY_AGAIN)])
    assert found.score == pytest.approx(sum(f.value for f in found.features), abs=0.02)
    features = {f.name: f for f in found.features}
    assert features["involved"].left == "Marek Sulin"
    assert features["same-days"].left == "2026-03-01"
    assert "Orla Quay" in features["towns"].text
    assert features["start"].value < 0
    assert len({f.text for f in found.features}) == len(found.features)
    assert all(f.text.endswith(".") for f in found.features)


def test_another_town_another_victim_and_another_week_are_another_event() -> None:
    place = spot("Dolna", "Lowmark", "XA")
    event = told("inc_2", day="2026-03-20", place=place, victims=("Petr Hosk",), injured=1)
    people = (named("Petr Hosk", "rep_2", parts=("victim",)),)
    text = "Gunmen opened fire on the ferry landing at Dolna and wounded the pilot Petr Hosk, dockers said."
    other = profile("rep_2", text, event, published="2026-03-21", named=people, places=(place,))
    clusters, _ = join([quay("rep_1"), other])
    assert len(clusters) == 2


def person(left: str, right: str, verdict: Verdict, at: str = "2026-03-04T00:00:00Z") -> Judgement:
    return Judgement(f"jdg_{left}{right}{at}", Subject.INCIDENT, left, right, verdict, "person:ann", at)


def test_never_across_a_persons_different() -> None:
    held = [quay("rep_1"), quay("rep_2", QUAY_AGAIN), quay("rep_3")]
    clusters, _ = join(held, person("inc_rep_1", "inc_rep_3", Verdict.DIFFERENT))
    assert not any({"inc_rep_1", "inc_rep_3"} <= set(c.members) for c in clusters)
    assert len(clusters) == 2


def test_always_across_a_persons_same_and_the_later_judgement_holds() -> None:
    held = [quay("rep_1"), mill("rep_2")]
    same = person("inc_rep_1", "inc_rep_2", Verdict.SAME)
    assert groups(join(held, same)[0]) == [("inc_rep_1", "inc_rep_2")]
    later = person("inc_rep_1", "inc_rep_2", Verdict.DIFFERENT, "2026-03-05T00:00:00Z")
    assert len(join(held, same, later)[0]) == 2
    assert len(join(held, later, same)[0]) == 2


def test_different_outranks_same_by_way_of_a_third() -> None:
    held = [quay("rep_1"), mill("rep_2"), quay("rep_3", QUAY_AGAIN)]
    rules = [person("inc_rep_1", "inc_rep_3", Verdict.DIFFERENT), person("inc_rep_1", "inc_rep_2", Verdict.SAME)]
    clusters, _ = join(held, *rules, person("inc_rep_2", "inc_rep_3", Verdict.SAME))
    assert not any({"inc_rep_1", "inc_rep_3"} <= set(c.members) for c in clusters)


def test_a_rule_never_judges_as_a_person_and_an_unsure_person_decides_nothing() -> None:
    held = [quay("rep_1"), quay("rep_2", QUAY_AGAIN)]
    assert len(join(held, person("inc_rep_1", "inc_rep_2", Verdict.UNSURE))[0]) == 1


def test_the_threshold_can_be_set() -> None:
    held = [quay("rep_1"), quay("rep_2", QUAY_AGAIN)]
    clusters, judgements = join(held, at=100.0)
    assert len(clusters) == 2
    assert judgements == ()


def test_what_may_be_one_is_named_unsure_on_both_sides() -> None:
    held = [quay("rep_1"), quay("rep_2", QUAY_AGAIN)]
    (judgement,) = join(held)[1]
    clusters, (unsure,) = join(held, at=(judgement.score or 0.0) + 1.0)
    assert unsure.verdict is Verdict.UNSURE
    one, other = clusters
    assert one.unsure == (other.id,)
    assert other.unsure == (one.id,)


def test_a_copy_is_evidence() -> None:
    short = [profile(f"rep_{n}", "Shots at dawn", told(f"inc_{n}")) for n in (1, 2)]
    far = [short[0], profile("rep_2", "Somebody else entirely", told("inc_2"))]
    copy = Retold("rep_1", "rep_2", Repeat.COPY, 9.0)
    assert len(join(far)[0]) == 2
    clusters, (found,) = join(far, retold=(copy,))
    assert len(clusters) == 1
    assert found.features[0] == Feature("repeats", 6.0, "One report repeats the other (copy).")


def test_an_incident_told_in_passing_joins_by_a_name_and_not_by_its_kind() -> None:
    place = spot("Orla Quay", "Northshore", "XA")
    passing = told("inc_9", day="2026-03-01", place=place, victims=("Marek Sulin",), injured=1)
    vague = told("inc_8")
    later = mill("rep_2")
    held = profile("rep_9", MILL, told("inc_7", mode="explosives"), passing, vague, published="2026-03-05")
    clusters, _ = join([quay("rep_1"), later, held])
    of = {m: c.members for c in clusters for m in c.members}
    assert "inc_rep_1" in of["inc_9"]
    assert of["inc_8"] == ("inc_8",)


@pytest.mark.parametrize("realis", [Realis.GENERIC, Realis.PLANNED, Realis.DENIED])
def test_what_did_not_take_place_is_not_joined_in_passing(realis: Realis) -> None:
    unreal = told("inc_9", day="2026-03-01", place=spot("Orla Quay"), victims=("Marek Sulin",), realis=realis.value)
    held = profile("rep_9", MILL, told("inc_7", mode="explosives"), unreal)
    clusters, _ = join([quay("rep_1"), held])
    assert ("inc_9",) in groups(clusters)


def test_every_incident_is_in_exactly_one_cluster_also_without_words_or_days() -> None:
    held = [quay("rep_1"), profile("rep_2", "", told("inc_2"), told("inc_3"), published=""), profile("rep_3", "")]
    clusters, _ = join(held)
    assert sorted(m for c in clusters for m in c.members) == ["inc_2", "inc_3", "inc_rep_1"]
    assert story_of(held) == {"rep_1": "rep_1", "rep_2": "rep_2", "rep_3": "rep_3"}
    assert join([]) == ((), ())


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_reports_does_not_matter(order: list[int]) -> None:
    held = [
        quay("rep_0"),
        mill("rep_1"),
        quay("rep_2", QUAY_AGAIN),
        mill("rep_3", "2026-03-09"),
        quay("rep_4", MILL),
        quay("rep_5", QUAY + MILL),
    ]
    rule = person("inc_rep_0", "inc_rep_5", Verdict.DIFFERENT)
    assert join([held[n] for n in order], rule) == join(held, rule)


scores = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda p: p[0] < p[1]),
    st.floats(-5, 5, allow_nan=False),
)


@settings(max_examples=100, deadline=None)
@given(scores, st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("def")), max_size=3))
def test_clusters_hold_every_id_once_and_never_a_pair_ruled_out(
    given_scores: dict[tuple[str, str], float], different: set[tuple[str, str]]
) -> None:
    clustering = Clustering([[i] for i in "abcdef"], Ruled((("a", "d"),), frozenset(different)))
    clustering.join(given_scores, 0.5, -3.0)
    members = [g.members for g in clustering.groups.values()]
    assert sorted(itertools.chain.from_iterable(members)) == list("abcdef")
    assert not any({one, other} <= set(m) for m in members for one, other in different)
    assert ("a", "d") in different or any({"a", "d"} <= set(m) for m in members)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_joining_two_by_hand_parts_no_third(size: int) -> None:
    of_one = [f"a{n}" for n in range(size)]
    likeness = {("a0", "c"): 2.0, **dict.fromkeys(itertools.combinations(of_one, 2), 2.0)}
    likeness |= {(a, "c"): 2.0 for a in of_one}
    alone = Clustering([[i] for i in (*of_one, "b", "c")], Ruled())
    alone.join(likeness, 0.0, -6.0)
    assert alone.of("c") == alone.of("a0") != alone.of("b")
    ruled_same = Clustering([[i] for i in (*of_one, "b", "c")], Ruled((("a0", "b"),)))
    ruled_same.join(likeness, 0.0, -6.0)
    assert ruled_same.of("c") == ruled_same.of("a0") == ruled_same.of("b")
    parted = Clustering([[i] for i in (*of_one, "b", "c")], Ruled((("a0", "b"),), frozenset({("b", "c")})))
    parted.join(likeness, 0.0, -6.0)
    assert parted.of("c") != parted.of("a0")


def test_pairs_to_compare_grow_with_the_reports_and_not_with_their_square() -> None:
    def pairs(size: int) -> int:
        held = [quay(f"rep_{n:04}", f"{QUAY} {n}", f"2026-03-{1 + n % 28:02}") for n in range(size)]
        return len(candidates(*report_facts(held)))

    few, many = pairs(100), pairs(300)
    assert few > 0
    assert many < 3 * 1.3 * few


def test_a_telling_has_what_the_record_says_and_goes_through_json() -> None:
    text = factory.TEXT
    mayor = factory.entity(text, "Milan Veverka", id="ent_1")
    victim = Role(RoleKind.VICTIM, "Milan Veverka", (mayor.mentions[0].span,), "ent_1")
    bombing = factory.incident(text, "wounded", mode="explosives", roles=(victim,))
    found = telling(factory.record(text, incidents=(bombing,), entities=(mayor,)))
    assert found.main == bombing.id
    assert found.incidents[0].victims == ("Milan Veverka",)
    assert found.named[0].parts == ("victim",)
    assert "veverka" in found.words
    assert from_json(Telling, json.loads(json.dumps(to_json(found)))) == found
