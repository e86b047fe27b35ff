"""Every entry's example is decided by the entry."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from spacy.tokens import Doc

from onrecord.annotate import annotate
from onrecord.incidents.find import analyse
from onrecord.incidents.harm import count
from onrecord.incidents.kinds import weapon
from onrecord.incidents.trigger import find_triggers
from onrecord.lexicon import load
from onrecord.lexicon.schema import (
    EventWord,
    MishapWord,
    NumberWord,
    PeopleWord,
    RealisWord,
    SeriesWord,
    TargetWord,
    Weapon,
)
from onrecord.lexicon.schema_events import EventPhrase
from onrecord.model import HarmKind, Realis, Report, RoleKind

pytestmark = pytest.mark.model

PARTS = {r.value for r in RoleKind} | {
    "",
    "agent",
    "patient",
    "attacker",
    "agent-or-weapon",
    "opponent",
    "site",
    "body",
    "whose",
    "cause",
}


@functools.cache
def parsed() -> dict[str, Doc]:
    lists: list[tuple[str, Any]] = [
        ("event_words", EventWord),
        ("event_phrases", EventPhrase),
        ("weapons", Weapon),
        ("people", PeopleWord),
        ("targets", TargetWord),
        ("mishap_words", MishapWord),
        ("number_words", NumberWord),
        ("realis_words", RealisWord),
        ("series_words", SeriesWord),
    ]
    entries = [(f"{name}:{e.id}", e) for name, kind in lists for e in load(name, kind)]
    reports = (Report(key, e.example, published="2025-06-10") for key, e in entries)
    return {key: doc for (key, _), doc in zip(entries, annotate(reports), strict=True)}


@pytest.mark.parametrize("entry", load("event_words", EventWord), ids=lambda e: e.id)
def test_event_word_is_found_in_its_example(entry: EventWord) -> None:
    found = {e.id for _, e in find_triggers(parsed()[f"event_words:{entry.id}"])}
    assert entry.id in found
    assert {entry.subject, entry.object, entry.adjective} <= PARTS
    assert {s.split("=")[1] for s in entry.slots} <= PARTS
    assert not entry.harm or HarmKind(entry.harm)


@pytest.mark.parametrize("entry", load("event_phrases", EventPhrase), ids=lambda e: e.id)
def test_event_phrase_is_an_event_in_its_example(entry: EventPhrase) -> None:
    doc = parsed()[f"event_phrases:{entry.id}"]
    assert entry.id in {e.id for _, e in find_triggers(doc)}
    assert {entry.subject, entry.object, entry.adjective} <= PARTS
    assert {s.split("=")[1] for s in entry.slots} <= PARTS
    assert not entry.harm or HarmKind(entry.harm)
    assert entry.force == "effect" or entry.id in {d.entry.id for c, _ in analyse(doc, ()).told for d in c.drafts}


FILLS_NOTHING = {"claim-lives", "death", "incident-n", "martial-law", "dead-adj"}


@pytest.mark.parametrize("entry", load("event_words", EventWord), ids=lambda e: e.id)
def test_event_word_fills_a_place_in_its_example(entry: EventWord) -> None:
    if entry.id in FILLS_NOTHING:
        pytest.skip("its example is about the word alone")
    told = analyse(parsed()[f"event_words:{entry.id}"], ()).told
    drafts = [d for cluster, _ in told for d in cluster.drafts if d.entry.id == entry.id]
    assert drafts
    assert drafts[0].fillers


@pytest.mark.parametrize("entry", load("weapons", Weapon), ids=lambda e: e.id)
def test_weapon_is_an_instrument_in_its_example(entry: Weapon) -> None:
    doc = parsed()[f"weapons:{entry.id}"]
    assert entry.id in {w.id for w in map(weapon, doc) if w is not None}
    assert any(i.fillers(RoleKind.INSTRUMENT) for _, i in analyse(doc, ()).told)


@pytest.mark.parametrize("entry", load("people", PeopleWord), ids=lambda e: e.id)
def test_people_have_their_part(entry: PeopleWord) -> None:
    (told,) = analyse(parsed()[f"people:{entry.id}"], ()).told
    wanted = RoleKind.PERPETRATOR_ORGANISATION if entry.kind == "body" else RoleKind.PERPETRATOR
    assert told[1].fillers(wanted)
    assert told[1].fillers(RoleKind.VICTIM)


@pytest.mark.parametrize("entry", load("targets", TargetWord), ids=lambda e: e.id)
def test_target_is_a_target(entry: TargetWord) -> None:
    (told,) = analyse(parsed()[f"targets:{entry.id}"], ()).told
    assert told[1].fillers(RoleKind.TARGET)


@pytest.mark.parametrize("entry", load("mishap_words", MishapWord), ids=lambda e: e.id)
def test_mishap_is_no_incident(entry: MishapWord) -> None:
    found = analyse(parsed()[f"mishap_words:{entry.id}"], ())
    assert not found.told
    assert found.skipped


@pytest.mark.parametrize("entry", load("number_words", NumberWord), ids=lambda e: e.id)
def test_number_counts(entry: NumberWord) -> None:
    (told,) = analyse(parsed()[f"number_words:{entry.id}"], ()).told
    (victim,) = [f for d in told[0].drafts for f in d.fillers if f.kind is RoleKind.VICTIM]
    assert count(victim) == (entry.low, entry.high or None, entry.low if entry.exact else None)


@pytest.mark.parametrize("entry", load("realis_words", RealisWord), ids=lambda e: e.id)
def test_realis_word_decides(entry: RealisWord) -> None:
    told = analyse(parsed()[f"realis_words:{entry.id}"], ()).told
    assert Realis(entry.realis) in {i.realis for _, i in told if i.type == "ASSAULT"}


@pytest.mark.parametrize("entry", load("series_words", SeriesWord), ids=lambda e: e.id)
def test_series_word_links_the_two(entry: SeriesWord) -> None:
    (series,) = analyse(parsed()[f"series_words:{entry.id}"], ()).series
    assert len(series.incidents) == 2
