from __future__ import annotations

import dataclasses
import itertools

import pytest

from onrecord.ingest import read_record
from onrecord.link import LinkOptions, link, profile
from onrecord.model import Record
from onrecord.read import ReadOptions

FIRST = (
    "Ferry pilot wounded at Orla Quay\n\nORLA QUAY - Gunmen opened fire at the ferry landing on Sunday and wounded the "
    "pilot, Marek Sulin, 41, the harbour master, Ada Rusk, said."
)
SECOND = (
    "Pilot recovers after quay shooting\n\nMarek Sulin, 41, a ferry pilot, was shot and wounded at the landing of Orla "
    "Quay on Sunday. Two gunmen fled. The harbour master, Ada Rusk, appealed for witnesses."
)
OTHER = (
    "Miller dies in Vesna Ridge blast\n\nA bomb destroyed the flour mill at Vesna Ridge on Monday and killed the "
    "miller, Petra Corvin, 58, firefighters said."
)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    days = ("2026-03-02", "2026-03-03", "2026-03-03")
    texts = (FIRST, SECOND, OTHER)
    return [read_record(t, ReadOptions(published=d)) for t, d in zip(texts, days, strict=True)]


@pytest.mark.model
def test_reports_become_one_case(records: list[Record]) -> None:
    profiles = [profile(r) for r in records]
    found = link(profiles)
    of = {m: c for c in found.incidents for m in c.members}
    mains = [p.telling.main for p in profiles]
    assert of[mains[0]] is of[mains[1]]
    assert of[mains[0]] is not of[mains[2]]
    (pilot,) = [c for c in found.entities if c.name == "Marek Sulin"]
    assert len(pilot.members) == 2
    told = sorted(i.id for r in records for i in r.incidents)
    assert sorted(m for c in found.incidents for m in c.members) == told
    named = sorted(e.id for r in records for e in r.entities if e.named)
    assert sorted(m for c in found.entities for m in c.members) == named


@pytest.mark.model
def test_any_order_gives_the_same_links(records: list[Record]) -> None:
    profiles = [profile(r) for r in records]
    first = link(profiles)
    assert all(link(order) == first for order in itertools.permutations(profiles))


@pytest.mark.model
def test_a_higher_threshold_joins_less(records: list[Record]) -> None:
    profiles = [profile(r) for r in records]
    loose, strict = (link(profiles, options=LinkOptions(same_incident=s)) for s in (0.0, 50.0))
    assert len(strict.incidents) > len(loose.incidents)


def test_nothing_makes_an_empty_case() -> None:
    found = link([])
    assert not any(getattr(found, f.name) for f in dataclasses.fields(found) if f.name != "rule")
