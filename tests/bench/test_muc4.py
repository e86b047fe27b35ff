from __future__ import annotations

import json
import math
from typing import Any

import pytest

from bench import errors, muc4_relevance, template_errors
from bench.muc4_features import LATIN
from bench.tasks import muc4
from onrecord.incidents.draft import Cluster


def template(kind: str, **roles: list[list[str]]) -> dict[str, Any]:
    return {"incident_type": kind} | {role: roles.get(role, []) for role in muc4_relevance.ROLES}


def wire(text: str, place: str = "LIMA", date: str = "1989-03-14", tags: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"doc_id": "a", "text": text, "header": {"place": place, "date": date, "tags": list(tags)}}


def only(text: str, **header: Any) -> muc4.Candidate:
    row = wire(text, **header)
    ((given, doc),) = muc4.annotated([row])
    found = list(muc4.candidates(doc, given["header"]))
    assert len(found) == 1
    return found[0]


def test_events_are_paired_with_the_key_once_by_what_they_share() -> None:
    key = [template("bombing", Target=[["the mill"]]), template("attack", Victim=[["Ana Rojo"]])]
    ours = [
        template("bombing"),
        template("bombing", Target=[["Mill"]]),
        template("attack"),
        template("attack", Victim=[["ANA ROJO"]]),
        template("kidnapping", Victim=[["Ana Rojo"]]),
    ]
    assert muc4_relevance.labels(ours, key) == [False, True, False, True, False]


def test_a_type_with_alternatives_is_met_by_either() -> None:
    assert muc4_relevance.labels([template("bombing")], [template("attack / bombing")]) == [True]


def test_a_fit_learns_what_tells_right_from_wrong() -> None:
    examples = [({"recent": 1.0, "all": 1.0}, True)] * 20 + [({"old": 1.0, "all": 1.0, "rare": 1.0}, False)] * 5
    examples += [({"old": 1.0, "all": 1.0}, False)] * 20
    weights = muc4_relevance.fit(examples)
    assert "rare" not in weights
    assert muc4_relevance.relevance({"recent": 1.0, "all": 1.0}, weights) > 0.7
    assert muc4_relevance.relevance({"old": 1.0, "all": 1.0}, weights) < 0.3
    assert muc4_relevance.relevance({"never seen": 9.0}, weights) == muc4_relevance.relevance({}, weights)


def test_stored_weights_are_numbers_with_a_bias() -> None:
    weights = json.loads(muc4_relevance.FILE.read_text(encoding="utf-8"))
    assert muc4_relevance.BIAS in weights
    assert all(isinstance(w, float) for w in weights.values())


def candidate(share: float, kind: str, **roles: list[list[str]]) -> muc4.Candidate:
    made = template(kind, **roles) | {"date": None, "confidence": []}
    return muc4.Candidate(made, {"x": math.log(share / (1 - share))}, Cluster())


def test_an_only_template_has_those_of_the_events_that_tell_it_again() -> None:
    weights = {muc4_relevance.BIAS: 0.0, "x": 1.0}
    again = candidate(0.15, "attack", Weapon=[["axe"]])
    old = candidate(0.05, "attack", Weapon=[["rope"]])
    (only,) = muc4.chosen([candidate(0.9, "attack", Victim=[["Ana Rojo"]]), again, old], weights)
    assert only["Victim"] == [["Ana Rojo"]]
    assert only["Weapon"] == [["axe"]]
    two = [candidate(0.9, "attack", Victim=[["Ana Rojo"]]), candidate(0.9, "bombing"), again]
    assert [t["Weapon"] for t in muc4.chosen(two, weights)] == [[], []]


def test_a_template_without_a_day_has_that_of_the_likeliest_event_with_one() -> None:
    weights = {muc4_relevance.BIAS: 0.0, "x": 1.0}
    days = [{"from": None, "to": "1989-03-14"}, *({"from": day, "to": day} for day in ("1989-03-11", "1989-03-12"))]
    shares = (0.9, 0.55, 0.7)
    found = [candidate(share, "attack", Victim=[[str(n)]]) for n, share in enumerate(shares)]
    for made, day in zip(found, days, strict=True):
        made.template["date"] = day
    (first, *_) = muc4.chosen(found, weights)
    assert first["date"] == days[2]
    unlikely = candidate(0.2, "attack")
    unlikely.template["date"] = days[1]
    alone = candidate(0.9, "attack", Victim=[["0"]])
    alone.template["date"] = days[0]
    assert muc4.chosen([alone, unlikely], weights)[0]["date"] == days[0]
    (bare,) = muc4.chosen([candidate(0.9, "attack")], weights)
    assert bare["date"] is None


@pytest.mark.model
def test_things_have_the_name_behind_of() -> None:
    found = only("A BOMB DESTROYED THE OFFICES OF THE BANK IN CALI.")
    assert ["offices of the bank"] in found.template["Target"]


@pytest.mark.model
def test_what_a_speech_tells_outright_is_a_fact() -> None:
    body = "THE SHINING PATH MURDERED THE MILLER PEDRO LUNA IN LIMA."
    (told,) = only(f"{body} WE SHALL NOT FORGET OUR BROTHER.").template["confidence"]
    assert told["value"] == "REPORTED AS FACT"  # a row of its own says so


@pytest.mark.model
def test_a_hedge_before_a_body_is_an_accusation() -> None:
    found = only("ALLEGED SHINING PATH MEMBERS MURDERED THE MILLER PEDRO LUNA IN LIMA.")
    assert [told["value"] for told in found.template["confidence"]] == ["SUSPECTED OR ACCUSED"]


@pytest.mark.model
def test_a_night_is_dated_by_its_evening_and_a_wire_by_its_day() -> None:
    night = only("A BOMB DESTROYED A MILL IN CALI LAST NIGHT.", place="BOGOTA")
    assert night.template["date"] == {"from": "1989-03-13", "to": "1989-03-13"}
    bare = only("A BOMB DESTROYED A MILL NEAR THE RIVER.")
    assert bare.template["date"] == {"from": None, "to": "1989-03-14"}
    long = only("A BOMB DESTROYED A MILL IN FEBRUARY.")
    assert long.template["date"] == {"from": None, "to": "1989-03-14"}


@pytest.mark.model
def test_the_day_on_which_an_event_is_condemned_is_its_last_possible_one() -> None:
    found = only("THE MAYOR TODAY CONDEMNED THE MURDER OF THE MILLER PEDRO LUNA.")
    assert found.template["date"] == {"from": None, "to": "1989-03-14"}
    found = only("THE MAYOR TODAY CONDEMNED THE MURDER. THE MILLER PEDRO LUNA WAS MURDERED ON 2 MARCH IN LIMA.")
    assert found.template["date"] == {"from": "1989-03-02", "to": "1989-03-02"}


@pytest.mark.model
def test_the_country_is_the_place_s_own_then_the_dateline_s() -> None:
    assert only("A BOMB DESTROYED A MILL IN MEDELLIN.").template["country"] == "COLOMBIA"
    assert only("A BOMB DESTROYED A MILL NEAR THE RIVER.").template["country"] == "PERU"
    assert only("A BOMB DESTROYED A MILL NEAR THE U.S. EMBASSY.").template["country"] == "PERU"
    assert only("A BOMB DESTROYED A MILL NEAR THE RIVER.", place="CLANDESTINE").template["country"] is None


@pytest.mark.model
def test_features_say_who_was_hurt_when_and_where() -> None:
    row = wire("GUERRILLAS KILLED TWO SOLDIERS IN LIMA YESTERDAY.", tags=("EDITORIAL",))
    ((_, doc),) = muc4.annotated([row])
    (candidate,) = muc4.candidates(doc, row["header"])
    named = set(candidate.features)
    assert {"only armed hurt", "guerrillas do it", "age 1", "in Latin America", "head editorial", "opens"} <= named
    civil = only("UNIDENTIFIED MEN KILLED A TEACHER NEAR OSLO.").features
    assert {"victim unnamed", "elsewhere", "no day"} <= set(civil)
    assert "only armed hurt" not in civil


def test_what_templates_are_lost_by_is_told_apart() -> None:
    key = [
        template("bombing", Target=[["mill"], ["depot"]], PerpInd=[["two men"]]),
        template("kidnapping", Victim=[["Ana Rojo"]]),
        template("arson", Target=[["barn"]]),
    ]
    ours = [
        template("bombing", Target=[["mill"], ["river"]], PerpInd=[["three men"]], Weapon=[["depot"]]),
        template("attack", Victim=[["Ana Rojo"]]),
        template("robbery"),
    ]
    found = sorted(template_errors.losses(ours, key))
    assert ("extra", "Target", template_errors.NOT_KEY) in found
    assert ("missed", "Target", template_errors.OTHER_ROLE) in found
    assert ("extra", "PerpInd", template_errors.OTHER_WORDS) in found
    assert ("extra", "Victim", template_errors.TYPE) in found
    assert ("missed", "type", template_errors.TYPE) in found
    assert ("extra", "type", template_errors.SPURIOUS) in found
    assert ("missed", "Target", template_errors.MISSING) in found
    assert template_errors.losses([template("attack")], []).__next__() == ("extra", "type", template_errors.FOREIGN)


def test_a_right_template_loses_nothing_and_a_repeated_one_of_the_key_counts_once() -> None:
    key = [template("bombing", Target=[["mill", "the mill"]])] * 2
    row = {"doc_id": "a", "gtt": key}
    pair = (row, {"doc_id": "a", "templates": [template("bombing", Target=[["mill"]])]})
    result = errors.tally_of("muc4", [pair]).plain()
    assert result["totals"] == {"documents": 1, "predicted": 2, "gold": 2}
    assert result["causes"] == {}


def test_countries_are_codes() -> None:
    assert {"PE", "SV"} <= LATIN
    assert all(len(code) == 2 for code in LATIN)
