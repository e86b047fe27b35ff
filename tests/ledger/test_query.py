import dataclasses
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ledger import Ledger
from onrecord.model import (
    Act,
    CaseSeries,
    ClaimRepeat,
    Cluster,
    Judgement,
    Linkage,
    Repeat,
    Retold,
    Stance,
    Subject,
    Verdict,
)
from onrecord.model.case import Filter, FoundKind, Order
from tests.ledger.making import NOW, entry, made, record

A, B, C = record(0), record(1), record(2, outlet="Quessel Écho")


@pytest.fixture(scope="module")
def linkage() -> Linkage:
    bombs = tuple(sorted(r.incidents[0].id for r in (A, B)))
    mayors = tuple(sorted(r.entities[1].id for r in (A, B, C)))
    return Linkage(
        rule="link/test",
        retold=(Retold(A.report.id, B.report.id, Repeat.COPY, 3.5),),
        repeats=(ClaimRepeat(A.claims[0].id, B.claims[0].id, 1.0, "word for word"),),
        judgements=(Judgement("jdg_1", Subject.INCIDENT, bombs[0], bombs[1], Verdict.SAME, "rule:test/1", score=2.0),),
        incidents=(
            Cluster("inc_bomb", Subject.INCIDENT, bombs, "The bomb", ("inc_other",)),
            Cluster("inc_other", Subject.INCIDENT, (C.incidents[0].id,), "Another bomb", ("inc_bomb",)),
        ),
        entities=(Cluster("ent_mayor", Subject.ENTITY, mayors, "Mayor Milan Veverka"),),
        series=(CaseSeries("ser_case", ("inc_bomb", "inc_other"), "method", why="both by a bomb"),),
    )


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, linkage: Linkage) -> Ledger:
    made_case = made(tmp_path_factory.mktemp("case") / "x", A, B, C)
    assert made_case.store_links(linkage, ruled="test", fingerprint=made_case.fingerprint("test"), now=NOW)
    return made_case


def test_links_come_back(case: Ledger, linkage: Linkage) -> None:
    assert case.linkage() == linkage
    assert case.counts().linked
    assert case.retold(B.report.id) == linkage.retold
    assert case.rulings([linkage.incidents[0].members[1]]) == linkage.judgements
    assert case.pair(*linkage.incidents[0].members).verdict is Verdict.SAME
    assert not case.store_links(linkage, ruled="test", fingerprint="of another state", now=NOW)


def test_incidents(case: Ledger) -> None:
    rows = case.incidents()
    assert [(r.id, r.reports) for r in rows if r.id.startswith(("inc_bomb", "inc_other"))] == [
        ("inc_bomb", 2),
        ("inc_other", 1),
    ]
    bomb = next(r for r in rows if r.id == "inc_bomb")
    assert (bomb.title, bomb.type, bomb.mode, bomb.place, bomb.country) == (
        "The bomb",
        "ASSAULT",
        "bomb",
        "Ostrava",
        "CZ",
    )
    assert (bomb.earliest, bomb.latest) == ("2026-05-05", "2026-05-05")
    assert [(h.kind.value, h.low, h.high) for h in bomb.harm] == [("injured", 1, 1)]
    assert bomb.actors == ("Red Quay group",)
    assert len(rows) == 5  # the earlier attacks of each report are in no cluster
    assert bomb.members == tuple(sorted(r.incidents[0].id for r in (A, B)))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(min_reports=2), 1),
        (Filter(place="ostr"), 2),
        (Filter(place="CZ", type="bomb"), 2),
        (Filter(type="assault"), 5),
        (Filter(actor="red quay"), 2),
        (Filter(actor="veverka"), 2),
        (Filter(stance="denied"), 2),
        (Filter(stance="convicted"), 0),
        (Filter(speaker="holubova"), 2),
        (Filter(outlet="écho"), 2),
        (Filter(outlet="ÉCHO"), 2),
        (Filter(since="2026-05-05", until="2026-05-05", place="Ostrava"), 2),
        (Filter(since="2026-05-06"), 0),
        (Filter(until="2026-05-04", place="ostrava"), 0),
        (Filter(since="2026", until="2026"), 5),
        (Filter(incident="inc_bomb"), 1),
        (Filter(report=C.report.id), 2),
        (Filter(limit=2, offset=4), 1),
    ],
)
def test_filters_of_incidents(asked: Filter, found: int, case: Ledger) -> None:
    assert len(case.incidents(asked)) == found


def test_a_filter_on_one_report_still_counts_all_reports(case: Ledger) -> None:
    (row,) = case.incidents(Filter(report=A.report.id, place="Ostrava"))
    assert (row.id, row.reports) == ("inc_bomb", 2)


def test_claims(case: Ledger) -> None:
    rows = case.claims()
    assert [r.id for r in rows[:5]] == [c.id for c in A.claims]
    nested = rows[3]
    assert (nested.speaker, nested.via, nested.hedges) == ("the ministry", ("Analysts",), ("may",))
    assert len(case.claims(Filter(act="deny"))) == 3
    assert len(case.claims(Filter(level="possible", outlet="slag"))) == 2
    assert len(case.claims(Filter(speaker="analysts"))) == 3
    assert len(case.claims(Filter(incident="inc_bomb"))) == 6
    assert len(case.claims(Filter(stance="denied", type="bomb"))) == 0
    assert len(case.claims(Filter(since="2026-05-03"))) == 5
    assert [r.report for r in case.claims(Filter(order=Order.NEWEST, limit=1))] == [C.report.id]


def test_actors(case: Ledger) -> None:
    mayor = next(r for r in case.actors() if r.id == "ent_mayor")
    assert (mayor.name, mayor.reports, mayor.mentions, mayor.aliases) == (
        "Mayor Milan Veverka",
        3,
        3,
        ("Milan Veverka",),
    )
    assert mayor.offices == ("mayor, Ostrava",)
    minister = case.actors(Filter(actor="holubova"))
    assert [(r.id, r.claims) for r in minister] == [("ent_minister", 3)]
    assert case.actors(Filter(type="state")) == ()
    assert len(case.actors(Filter(min_reports=3))) == 2


def test_sources(case: Ledger) -> None:
    rows = {r.name: r for r in case.sources()}
    assert rows["Dana Holubova"].acts == ((Act.ACCUSE, 3),)
    assert rows["Dana Holubova"].outlets == ("Quessel Écho", "Slag Town Notes")
    assert [r.name for r in case.sources(Filter(act="deny"))] == ["Red Quay group"]
    assert len(case.sources(Filter(limit=2))) == 2


def test_attributions(case: Ledger) -> None:
    rows = case.attributions(Filter(incident="inc_bomb"))
    assert len(rows) == 4
    assert {(r.incident, r.incident_title) for r in rows} == {("inc_bomb", "The bomb")}
    assert {r.stance for r in rows} == {Stance.ACCUSED_BY_AUTHORITY, Stance.DENIED}
    assert len(case.attributions(Filter(stance="denied", outlet="echo"))) == 0
    assert len(case.attributions(Filter(stance="denied", outlet="quessel"))) == 1
    assert len(case.attributions(Filter(act="accuse"))) == 3
    assert len(case.attributions(Filter(speaker="dana", actor="quay", place="ostrava", type="bomb"))) == 3


def test_series(case: Ledger) -> None:
    (row,) = case.series()
    assert row.titles == ("The bomb", "Another bomb")
    assert (row.earliest, row.reports) == ("2026-05-05", 3)
    assert case.series(Filter(place="ostrava")) == (row,)
    assert case.series(Filter(place="atlantis")) == ()


def test_clusters_and_series_have_ids(case: Ledger) -> None:
    assert case.get("inc_bomb").kind is FoundKind.CLUSTER
    assert case.get("ser_case").kind is FoundKind.CASE_SERIES
    found = case.get(A.incidents[0].id)
    assert found.cluster is not None
    assert found.cluster.id == "inc_bomb"


@pytest.mark.parametrize(
    "asked",
    [
        Filter(since="soon"),
        Filter(stance="guessed"),
        Filter(limit=-1),
        Filter(actor="x" * 5000),
        Filter(place="\x00"),
        Filter(outlet="\udc80"),
    ],
)
def test_filters_that_cannot_be_read(asked: Filter, case: Ledger) -> None:
    with pytest.raises(UsageError) as raised:
        case.incidents(asked)
    assert raised.value.fix


def test_rows_do_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    with made(tmp_path / "a", A, B, C) as first, made(tmp_path / "b", C) as second:
        second.add([entry(B), entry(A)], now=NOW)
        for ask in ("incidents", "claims", "actors", "sources", "attributions", "reports"):
            for order in (None, *Order):
                asked = Filter(order=order)
                assert getattr(first, ask)(asked) == getattr(second, ask)(asked)


def test_a_filter_has_a_place_in_every_table(case: Ledger) -> None:
    words = {f.name: "2026" for f in dataclasses.fields(Filter) if f.name in {"since", "until"}}
    words |= dict.fromkeys(("place", "type", "actor", "outlet", "speaker", "incident", "report"), "x")
    asked = Filter(**words, act="deny", level="possible", stance="denied", min_reports=1, limit=1)  # type: ignore[arg-type]
    for ask in (case.incidents, case.claims, case.sources, case.attributions, case.reports, case.series):
        assert ask(asked) == ()
