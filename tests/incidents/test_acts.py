"""What states and bodies do to one another without violence, in invented sentences."""

from __future__ import annotations

import functools

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.classes import Scored
from onrecord.encoder import load_encoder
from onrecord.incidents import acts as acts_module
from onrecord.incidents import find_attributions, find_incidents
from onrecord.lexicon import load
from onrecord.lexicon.schema import EventWord
from onrecord.model import Incident, Report, RoleKind
from tests.incidents.reading import names

pytestmark = pytest.mark.model


def acts(text: str) -> list[Incident]:
    """Return the incidents of a text, with its claims."""
    doc = next(iter(annotate([Report("t", text, published="2025-06-10")])))
    claims, _ = find_claims(doc)
    return list(find_incidents(doc, claims)[0])


@functools.cache
def examples() -> dict[str, tuple[Incident, ...]]:
    entries = load("act_words", EventWord)
    docs = annotate(Report(e.id, e.example, published="2025-06-10") for e in entries)
    found = {}
    for entry, doc in zip(entries, docs, strict=True):
        claims, _ = find_claims(doc)
        found[entry.id] = find_incidents(doc, claims)[0]
    return found


@pytest.mark.parametrize("entry", load("act_words", EventWord), ids=lambda e: e.id)
def test_act_word_makes_an_incident_of_its_example(entry: EventWord) -> None:
    made = [i for i in examples()[entry.id] if entry.id in i.why]
    assert [i.type for i in made] == [entry.type]
    assert made[0].fillers(RoleKind.PARTY)


def test_accusation_keeps_the_id_of_its_claim() -> None:
    doc = next(iter(annotate([Report("t", "Norway accused Brazil of spying on its fleet.", published="2025-06-10")])))
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    (found,) = [i for i in incidents if i.type == "ACCUSE"]
    assert names(found, RoleKind.PARTY) == ["Norway"]
    assert names(found, RoleKind.RECIPIENT) == ["Brazil"]
    assert found.claims[0] in {c.id for c in claims}
    assert found.claims[0] in found.why


def test_addressee_inside_the_object() -> None:
    (found,) = [i for i in acts("Norway condemned Brazil's arrest of two sailors.") if i.type == "ACCUSE"]
    assert names(found, RoleKind.RECIPIENT) == ["Brazil"]


@pytest.mark.parametrize(
    "text",
    [
        "A baker accused his neighbour of theft.",
        "Norway rejected the idea.",
        "Critics condemned the plan.",
        "If Norway condemned Brazil, nobody would notice.",
    ],
)
def test_no_act_without_bodies_on_both_sides(text: str) -> None:
    assert [i for i in acts(text) if i.type in ("ACCUSE", "REJECT")] == []


@pytest.mark.parametrize(
    "text",
    ["President Ilka Dorn supports the war in Brazil.", "Norway will host the Democratic convention."],
)
def test_where_the_object_is_and_whose_event_is_hosted_is_no_addressee(text: str) -> None:
    assert [i.title for i in acts(text) if i.type in ("SUPPORT", "CONSULT")] == []


def test_people_in_a_country_are_addressed() -> None:
    assert [i for i in acts("Norway ordered the Britons in Brazil to leave.") if i.type == "REQUEST"]


def test_one_act_told_twice_is_one() -> None:
    told = acts("Norway urged Brazil to sign the treaty. Norway called on Brazil again to do so.")
    (found,) = [i for i in told if i.type == "REQUEST"]
    assert len(found.triggers) == 2


def test_acts_leave_attacks_and_blame_alone() -> None:
    text = (
        "A bomb killed two sailors in Tarvik on Monday. Norway accused Brazil of the bombing. "
        "Brazil rejected Norway's accusation."
    )
    doc = next(iter(annotate([Report("t", text, published="2025-06-10")])))
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    attacks = [i for i in incidents if i.type == "ASSAULT"]
    assert len(attacks) == 1
    rows, _ = find_attributions(doc, claims, incidents)
    assert {r.incident for r in rows} == {attacks[0].id}


def test_many_acts_are_bounded() -> None:
    pairs = ["Norway", "Brazil", "Japan", "Kenya", "Chile", "Peru", "Egypt", "Ghana", "Spain", "Italy"]
    text = " ".join(f"{a} condemned {b}." for a in pairs for b in pairs if a != b)
    assert 30 <= len([i for i in acts(text) if i.type == "ACCUSE"]) <= 40


def opinions(text: str, monkeypatch: pytest.MonkeyPatch, label: str, share: float, *, encoder: bool = True) -> Incident:
    """Return the only act of a text when the trained head takes it for that."""
    monkeypatch.setattr(acts_module, "plover_type", lambda *_: Scored(label, ((label, share),)))
    doc = next(iter(annotate([Report("t", text, published="2025-06-10")], encoder=load_encoder() if encoder else None)))
    claims, _ = find_claims(doc)
    (found,) = find_incidents(doc, claims)[0]
    return found


def test_where_a_word_is_weak_and_the_head_is_sure_its_type_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    found = opinions("Norway reached an agreement with Brazil.", monkeypatch, "SUPPORT", 0.91)
    assert found.type == "SUPPORT"
    assert "SUPPORT made by the trained head (0.91), AGREE by the word" in found.why


def test_a_head_that_is_not_sure_or_not_there_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure = opinions("Norway reached an agreement with Brazil.", monkeypatch, "SUPPORT", 0.4)
    absent = opinions("Norway reached an agreement with Brazil.", monkeypatch, "SUPPORT", 0.91, encoder=False)
    assert (unsure.type, absent.type) == ("AGREE", "AGREE")
    assert "trained head" not in unsure.why + absent.why


def test_of_an_act_that_did_not_happen_the_word_s_type_stays_and_the_head_s_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = opinions("Norway will meet Brazil.", monkeypatch, "AGREE", 0.8)
    assert found.type == "CONSULT"
    assert found.why.endswith("the trained head takes it for AGREE (0.80)")


def test_a_word_that_is_clear_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    found = opinions("Norway accused Brazil of spying.", monkeypatch, "SUPPORT", 0.99)
    assert found.type == "ACCUSE"
    assert "trained head" not in found.why
