from __future__ import annotations

from typing import Any

from onrecord.link.profiles import Profile
from onrecord.link.series import find_series
from onrecord.link.telling import Told, ToldSeries
from onrecord.model import Cluster, Subject
from tests.link.telling import profile, spot, told

ORLA = spot("Orla Quay", "Northshore", "XA")


def blast(number: int, day: str, **fields: Any) -> Told:
    return told(f"inc_{number}", day=day, **({"mode": "car-bomb", "place": ORLA} | fields))


def shooting(number: int) -> Told:
    return told(f"inc_{number}", day=f"2026-05-{number % 28 + 1:02}", place=spot(f"Town {number}"))


def case(*incidents: Told, **fields: Any) -> tuple[list[Profile], list[Cluster]]:
    """Return a report for every incident, and every incident as a cluster of its own."""
    profiles = [profile(f"rep_{i.id}", "", i, **fields) for i in incidents]
    return profiles, [Cluster(f"evt_{i.id}", Subject.INCIDENT, (i.id,), i.title) for i in incidents]


OTHERS = tuple(shooting(n) for n in range(20, 40))


def test_one_unusual_method_in_one_town_is_a_series_and_says_why() -> None:
    (found,) = find_series(*case(blast(1, "2026-03-01"), blast(2, "2026-03-09"), blast(3, "2026-03-20"), *OTHERS))
    assert found.link == "method"
    assert found.incidents == ("evt_inc_1", "evt_inc_2", "evt_inc_3")
    assert found.why == "All are told as car bomb in Orla Quay; 3 incidents within 19 days."
    assert found.claim == ""


def test_two_are_no_series_nor_are_three_with_a_long_silence_between() -> None:
    assert find_series(*case(blast(1, "2026-03-01"), blast(2, "2026-03-09"), *OTHERS)) == ()
    far = (blast(1, "2026-03-01"), blast(2, "2026-03-09"), blast(3, "2026-09-20"))
    assert find_series(*case(*far, *OTHERS)) == ()


def test_what_a_case_is_about_links_nothing() -> None:
    many = [told(f"inc_{n}", day=f"2026-03-{n:02}", place=ORLA) for n in range(1, 12)]
    assert find_series(*case(*many)) == ()


def test_one_actor_is_a_series_wherever_it_struck() -> None:
    events = [blast(n, f"2026-03-0{n}", place=spot(f"Town {n}"), perpetrators=("Red Quay Front",)) for n in (1, 2, 3)]
    (found,) = find_series(*case(*events, *OTHERS))
    assert found.link == "actor"
    assert "Red Quay Front" in found.why


def test_what_is_only_planned_or_has_no_day_is_in_no_series() -> None:
    events = [blast(1, "2026-03-01"), blast(2, "2026-03-02", realis="planned"), blast(3, "")]
    assert find_series(*case(*events, *OTHERS)) == ()


def test_what_a_source_puts_together_is_lifted_to_the_incidents_of_the_case() -> None:
    series = ToldSeries(("inc_1", "inc_2"), "clm_1", "the latest in a string of blasts")
    held = [
        profile("rep_1", "", blast(1, "2026-03-01"), blast(2, "2026-01-01"), series=(series,)),
        profile("rep_2", "", blast(3, "2026-01-01")),
    ]
    clusters = [
        Cluster("evt_a", Subject.INCIDENT, ("inc_1",), "one"),
        Cluster("evt_b", Subject.INCIDENT, ("inc_2", "inc_3"), "two"),
    ]
    (found,) = find_series(held, clusters)
    assert (found.link, found.incidents, found.claim) == ("said", ("evt_a", "evt_b"), "clm_1")
    assert "the latest in a string of blasts" in found.why
    joined = [Cluster("evt_c", Subject.INCIDENT, ("inc_1", "inc_2", "inc_3"), "all")]
    assert find_series(held, joined) == ()


def test_the_order_of_reports_does_not_matter() -> None:
    profiles, clusters = case(*(blast(n, f"2026-03-0{n}") for n in (1, 2, 3)), *OTHERS)
    assert find_series(profiles, clusters) == find_series(profiles[::-1], clusters[::-1])
