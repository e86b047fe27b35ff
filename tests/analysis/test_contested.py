from __future__ import annotations

import pytest

from onrecord.analysis.contested import find_contested
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_finding import Cause, CountedNoun
from onrecord.model import (
    Cluster,
    EntityKind,
    Field,
    HarmKind,
    Linkage,
    PlaceLevel,
    Record,
    Role,
    RoleKind,
    Stance,
    Subject,
)
from tests import factory
from tests.analysis.telling import contested, count, day, said, told, town, values

KILLED = HarmKind.KILLED


def dead(text: str, words: str, number: int, who: str, published: str) -> Record:
    claim = said(text, text.split(f", {who}", maxsplit=1)[0], who)
    return told(text, "blast", published, claims=(claim,), harm=(count(text, KILLED, words, number, claim),))


def test_two_numbers_of_one_day_are_contested_with_their_claims_and_roots() -> None:
    one = dead(
        "The blast killed two people, the harbour master said.",
        "killed two people",
        2,
        "the harbour master",
        "2026-03-04",
    )
    other = dead(
        "The blast killed five people, Ilse Brandt said.", "killed five people", 5, "Ilse Brandt", "2026-03-04"
    )
    found = contested(one, other)[Field.NUMBER]
    assert sorted(values(found)) == ["2", "5"]
    assert {v.detail for v in found.values} == {"killed"}
    assert {v.claims for v in found.values} == {(one.claims[0].id,), (other.claims[0].id,)}
    assert found.updated == ()
    assert all(v.since == "2026-03-04" for v in found.values)


def test_a_later_higher_number_is_an_update() -> None:
    one = dead(
        "The blast killed two people, the harbour master said.",
        "killed two people",
        2,
        "the harbour master",
        "2026-03-04",
    )
    later = dead(
        "The blast killed five people, Ilse Brandt said.", "killed five people", 5, "Ilse Brandt", "2026-03-06"
    )
    assert Field.NUMBER not in contested(one, later)


def test_a_later_lower_number_of_another_voice_is_a_conflict_and_the_first_an_update() -> None:
    first = dead(
        "The blast killed two people, the harbour master said.",
        "killed two people",
        2,
        "the harbour master",
        "2026-03-04",
    )
    high = dead("The blast killed nine people, Ilse Brandt said.", "killed nine people", 9, "Ilse Brandt", "2026-03-05")
    low = dead(
        "The blast killed five people, the harbour master said.",
        "killed five people",
        5,
        "the harbour master",
        "2026-03-06",
    )
    found = contested(first, high, low)[Field.NUMBER]
    assert sorted(values(found)) == ["5", "9"]
    assert [v.value for v in found.updated] == ["2"]


def test_a_voice_that_corrects_itself_is_no_conflict() -> None:
    high = dead("The blast killed nine people, Ilse Brandt said.", "killed nine people", 9, "Ilse Brandt", "2026-03-05")
    low = dead("The blast killed five people, Ilse Brandt said.", "killed five people", 5, "Ilse Brandt", "2026-03-06")
    assert Field.NUMBER not in contested(high, low)


def test_a_copy_is_as_old_as_its_original() -> None:
    one = dead(
        "The blast killed two people, the harbour master said.",
        "killed two people",
        2,
        "the harbour master",
        "2026-03-04",
    )
    copy = dead(
        "The blast killed two people, the harbour master said on.",
        "killed two people",
        2,
        "the harbour master",
        "2026-03-09",
    )
    later = dead(
        "The blast killed five people, Ilse Brandt said.", "killed five people", 5, "Ilse Brandt", "2026-03-06"
    )
    assert Field.NUMBER in contested(one, copy, later)
    assert Field.NUMBER not in contested(one, copy, later, copies=((one, copy),))


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("The blast killed two inspectors, Ilse Brandt said.", "killed two inspectors", 2),
        ("The blast killed six people including the bomber, Ilse Brandt said.", "killed six people", 6),
        ("The blast killed Milan Veverka, Ilse Brandt said.", "killed Milan Veverka", 1),
    ],
)
def test_another_count_of_the_same_dead_is_no_conflict(text: str, words: str, number: int) -> None:
    whole = dead(
        "The blast killed five people, the harbour master said.",
        "killed five people",
        5,
        "the harbour master",
        "2026-03-04",
    )
    assert Field.NUMBER not in contested(whole, dead(text, words, number, "Ilse Brandt", "2026-03-04"))


def test_more_inspectors_than_people_in_all_are_a_conflict() -> None:
    whole = dead(
        "The blast killed five people, the harbour master said.",
        "killed five people",
        5,
        "the harbour master",
        "2026-03-04",
    )
    part = dead(
        "The blast killed eight inspectors, Ilse Brandt said.",
        "killed eight inspectors",
        8,
        "Ilse Brandt",
        "2026-03-04",
    )
    assert sorted(values(contested(whole, part)[Field.NUMBER])) == ["5", "8 inspector"]


def test_days_that_do_not_meet_are_contested_and_inferred_ones_decide_nothing() -> None:
    texts = ("A blast shook Larn on Monday.", "A blast shook Larn on Tuesday.")
    one = told(texts[0], "blast", when=day(texts[0], "Monday", "2026-03-02"))
    other = told(texts[1], "blast", when=day(texts[1], "Tuesday", "2026-03-03"))
    assert values(contested(one, other)[Field.DATE]) == ["2026-03-02", "2026-03-03"]
    guessed = day(texts[1], "Tuesday", "2026-03-03")
    guess = told(texts[1], "blast", when=type(guessed)("2026-03-03", "2026-03-03", why="inferred: said beside it"))
    assert Field.DATE not in contested(one, guess)
    wide = told(texts[1], "blast", when=type(guessed)("2026-03-01", "2026-03-03", spans=guessed.spans))
    assert Field.DATE not in contested(one, wide)


VARNA, BURGAS, SUBURB = (43.22, 27.91), (42.50, 27.47), (43.25, 27.85)


def test_towns_far_apart_are_contested_a_suburb_and_a_division_are_not() -> None:
    text = "A blast shook Varna, or Burgas, or Vladislavovo, in Bulgaria and not in Romania."

    def at(name: str, where: tuple[float, float], **fields: object) -> Record:
        day_of = f"2026-03-{len(name):02}"
        return told(text, "blast", day_of, where=town(text, name, where, **fields))  # type: ignore[arg-type]

    varna = at("Varna", VARNA, admin1="Varna")
    assert set(values(contested(varna, at("Burgas", BURGAS))[Field.PLACE])) == {"Varna, BG", "Burgas, BG"}
    assert Field.PLACE not in contested(varna, at("Vladislavovo", SUBURB))
    assert Field.PLACE not in contested(varna, at("Bulgaria", VARNA, level=PlaceLevel.COUNTRY))
    assert Field.PLACE in contested(varna, at("Romania", VARNA, country="RO", level=PlaceLevel.COUNTRY))


def test_causes_that_do_not_go_together_are_contested() -> None:
    texts = (
        "A gas leak caused the blast, the port authority said.",
        "A bomb caused the blast, the police said.",
        "An accident caused the blast, the mayor said.",
    )
    gas, bomb, mishap = (told(t, "blast", claims=(said(t, t.split(",")[0], t.split(", ")[1][:-6]),)) for t in texts)
    assert set(values(contested(gas, bomb)[Field.CAUSE])) == {"gas leak", "bomb"}
    assert Field.CAUSE not in contested(gas, mishap)


def test_a_cause_that_is_denied_is_contested_a_denied_deed_is_not() -> None:
    texts = (
        "A bomb caused the blast, the police said.",
        "There was no bomb, the mayor said.",
        "He planted no bomb, Ulf denied.",
    )
    bomb, none = (told(t, "b", claims=(said(t, t.split(",")[0], t.split(", ")[1][:-6]),)) for t in texts[:2])
    assert set(values(contested(bomb, none)[Field.CAUSE])) == {"bomb", "no bomb"}


@pytest.mark.parametrize("entry", load("causes", Cause), ids=lambda e: e.id)
def test_every_cause_is_found_in_its_example(entry: Cause) -> None:
    known = {e.id for e in load("causes", Cause)}
    assert set(entry.goes_with) <= known
    cue = entry.example.index(" said that ")
    text = entry.example
    record = told(text, "mill" if "mill" in text else "miller", claims=(said(text, text[cue + 11 : -1], text[:cue]),))
    rival = "poison" if entry.id in {"drone", "bomb", "missile"} else "drone"
    rival_text = f"The cook said that a {rival} was in it."
    other = told(rival_text, "it", claims=(said(rival_text, f"a {rival} was in it", "The cook"),))
    assert set(values(contested(record, other)[Field.CAUSE])) == {entry.id, rival}


@pytest.mark.parametrize("entry", load("counted_nouns", CountedNoun), ids=lambda e: e.id)
def test_every_kind_of_counted_noun_decides_its_example(entry: CountedNoun) -> None:
    whole = dead(
        "The blast killed three people, the harbour master said.",
        "killed three people",
        3,
        "the harbour master",
        "2026-03-04",
    )
    example = told(entry.example, "mill", harm=(count(entry.example, KILLED, "Four people were killed", 4),))
    found = contested(whole, example)
    assert (Field.NUMBER in found) is (entry.kind == "anybody")


def persons(text: str, *names: str) -> dict[str, object]:
    return {"entities": tuple(factory.entity(text, n) for n in names)}


def test_rival_actors_are_contested_and_stand_side_by_side() -> None:
    texts = ("The Red Quay group did the blast, Ilse Brandt said.", "The Blue Mole group did the blast, Ulf Lund said.")
    one = told(texts[0], "blast", rows=(("Red Quay group", Stance.ACCUSED, "Ilse Brandt"),))
    other = told(texts[1], "blast", rows=(("Blue Mole group", Stance.CLAIMED, "Ulf Lund"),))
    found = contested(one, other)[Field.RESPONSIBILITY]
    assert {(v.value, v.detail) for v in found.values} == {
        ("Red Quay group", "accused"),
        ("Blue Mole group", "claimed"),
    }


def test_an_actor_both_accused_and_denied_is_contested() -> None:
    text = "The Red Quay group did the blast, Ilse Brandt said. Ulf Lund denied that."
    rows = (("Red Quay group", Stance.ACCUSED, "Ilse Brandt"), ("Red Quay group", Stance.DENIED, "Ulf Lund"))
    found = contested(told(text, "blast", rows=rows))[Field.RESPONSIBILITY]
    assert [v.detail for v in found.values] in (["accused", "denied"], ["denied", "accused"])
    assert "denied of Red Quay group" in found.why


def test_those_charged_together_and_hand_and_principal_do_not_compete() -> None:
    text = "Ilse Brandt and Ulf Lund were charged with the blast; the Red Quay group sent them."
    people = tuple(factory.entity(text, n) for n in ("Ilse Brandt", "Ulf Lund"))
    group = factory.entity(text, "Red Quay group", EntityKind.ORGANISATION)
    rows = (
        ("Ilse Brandt", Stance.CHARGED, ""),
        ("Ulf Lund", Stance.CHARGED, ""),
        ("Red Quay group", Stance.ACCUSED, ""),
    )
    assert contested(told(text, "blast", entities=(*people, group), rows=rows)) == {}


def test_descriptions_are_nobody() -> None:
    text = "Another man and the network did the blast."
    rows = (("Another man", Stance.FACT, ""), ("the network", Stance.FACT, ""))
    assert contested(told(text, "blast", rows=rows)) == {}


def test_a_victim_in_one_report_and_the_doer_in_another() -> None:
    texts = ("The shooting hit Ulf Lund.", "In the shooting Ulf Lund fired.")
    made = []
    for text, kind in zip(texts, (RoleKind.VICTIM, RoleKind.PERPETRATOR), strict=True):
        role = Role(kind, "Ulf Lund", factory.spans(text, "Ulf Lund"))
        made.append(told(text, "shooting", entities=(factory.entity(text, "Ulf Lund"),), roles=(role,)))
    found = contested(*made)[Field.ROLE]
    assert set(values(found)) == {"Ulf Lund: victim", "Ulf Lund: perpetrator"}
    assert Field.ROLE not in contested(made[0])


def test_nothing_is_contested_where_reports_agree_and_the_order_does_not_matter() -> None:
    one = dead(
        "The blast killed two people, the harbour master said.",
        "killed two people",
        2,
        "the harbour master",
        "2026-03-04",
    )
    same = dead("The blast killed two people, Ilse Brandt said.", "killed two people", 2, "Ilse Brandt", "2026-03-05")
    other = dead("The blast killed five people, Ulf Lund said.", "killed five people", 5, "Ulf Lund", "2026-03-04")
    assert contested(one, same) == {}
    cluster = Cluster(
        "evt_1", Subject.INCIDENT, tuple(sorted(i.id for r in (one, same, other) for i in r.incidents)), ""
    )
    ways = [find_contested(cluster, records, Linkage("test")) for records in ((one, same, other), (other, same, one))]
    assert ways[0] == ways[1] != ()
