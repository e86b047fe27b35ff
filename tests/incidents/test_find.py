"""Events told in invented reports: one event told in pieces, several told apart, and what each holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.annotate import annotate
from onrecord.incidents import find_incidents
from onrecord.model import HarmKind, Realis, Report, RoleKind, Segment, SegmentKind, Span
from tests.incidents.reading import incidents, names, one, read

pytestmark = pytest.mark.model


def test_one_event_told_in_pieces() -> None:
    incident = one(
        "Judge Ardo Pell was shot in Lisbon on Monday. The shooting happened near his house. "
        "A gunman shot him in the back. The attack shocked the town."
    )
    assert (incident.type, incident.mode) == ("ASSAULT", "firearms")
    assert len(incident.triggers) == 4
    assert "gunman" in names(incident, RoleKind.PERPETRATOR)[0]
    assert incident.when is not None
    assert (incident.when.earliest, incident.when.latest) == ("2025-06-09", "2025-06-09")
    assert incident.title == "Shooting of Ardo Pell, Lisbon, 9 Jun 2025"


def test_events_apart_by_victim_date_and_weapon() -> None:
    found = incidents(
        "Colonel Tavo Renn was killed in March 2024 when an explosive planted in a cart detonated outside his home. "
        "In December, Captain Ilka Dorn was killed after a bomb placed under her car exploded."
    )
    assert [names(i, RoleKind.VICTIM) for i in found] == [["Tavo Renn"], ["Ilka Dorn"]]
    assert [i.mode for i in found] == ["explosives", "explosives"]
    assert [i.when.earliest for i in found if i.when] == ["2024-03-01", "2024-12-01"]
    assert names(found[0], RoleKind.INSTRUMENT) == ["an explosive planted in a cart"]
    assert names(found[1], RoleKind.INSTRUMENT) == ["a bomb placed under her car"]
    assert names(found[1], RoleKind.TARGET) == ["her car"]


def test_where_it_took_place_is_not_what_it_was_aimed_at() -> None:
    incident = one("A gunman shot the mayor in the leg inside a shop on Friday.")
    assert names(incident, RoleKind.SITE) == ["a shop"]
    assert names(incident, RoleKind.TARGET) == []


@pytest.mark.parametrize(
    ("text", "site", "aim"),
    [
        ("Police are investigating a fatal shooting on Mill street.", ["Mill street"], []),
        ("A bomb attack on the museum wounded two clerks on Friday.", [], ["the museum"]),
    ],
)
def test_a_street_is_where_it_was(text: str, site: list[str], aim: list[str]) -> None:
    incident = one(text)
    assert (names(incident, RoleKind.SITE), names(incident, RoleKind.TARGET)) == (site, aim)


def test_a_vehicle_is_no_weapon_by_itself() -> None:
    incident = one("The judge was killed in a car explosion on Friday.")
    assert names(incident, RoleKind.INSTRUMENT) == ["car explosion"]


def test_outcome_joins_its_attack() -> None:
    incident = one("A bomb exploded outside the bank on Friday. Two clerks died and dozens were wounded.")
    assert {(h.kind, h.low, h.high, h.best) for h in incident.harm} >= {
        (HarmKind.KILLED, 2, 2, 2),
        (HarmKind.INJURED, 24, None, None),
    }


@pytest.mark.parametrize(
    ("words", "low", "high", "best"),
    [
        ("at least 12 people", 12, None, 12),
        ("more than 20 people", 20, None, 20),
        ("up to 30 people", 1, 30, 30),
        ("three people", 3, 3, 3),
        ("1,200 people", 1200, 1200, 1200),
        ("several people", 3, None, None),
    ],
)
def test_counts_as_said(words: str, low: int, high: int | None, best: int | None) -> None:
    incident = one(f"The blast killed {words}.")
    assert [(h.low, h.high, h.best) for h in incident.harm] == [(low, high, best)]


def test_bodies_and_persons_are_two_roles() -> None:
    incident = one("Members of the army shot the vendor.")
    assert names(incident, RoleKind.PERPETRATOR_ORGANISATION) == ["the army"]
    assert incident.fillers(RoleKind.PERPETRATOR)


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "Detectives do not think the nurses shot each other, instead one stranger, came in and killed a guard.",
            [],
        ),
        ("Gunmen shot at two nurses and killed a guard.", ["Gunmen"]),
    ],
)
def test_who_speaks_did_not_do_what_a_clause_spliced_to_it_tells(text: str, doers: list[str]) -> None:
    found = [n for i in incidents(text) for n in names(i, RoleKind.PERPETRATOR)]
    assert [n for n in found if n in ("Detectives", "Gunmen")] == doers


def test_a_given_name_is_no_body() -> None:
    incident = one("The 20-year-old Kendal Larn shot a man in Lisbon on Sunday.")
    assert not names(incident, RoleKind.PERPETRATOR_ORGANISATION)


def test_each_other_is_nobody() -> None:
    found = [n for i in incidents("Two guards shot each other in Lisbon.") for n in names(i, RoleKind.VICTIM)]
    assert not any("other" in n for n in found)


def test_accused_doer_is_no_role() -> None:
    incident = one("The minister accused Norway of killing the envoy.")
    assert not incident.fillers(RoleKind.PERPETRATOR_ORGANISATION)
    assert names(incident, RoleKind.VICTIM) == ["the envoy"]


def test_talks_have_leader_parties_and_place() -> None:
    incident = one("Igor Tavell led the Chilean delegation in talks with Peru in Lisbon.")
    assert incident.type == "CONSULT"
    assert names(incident, RoleKind.LEADER) == ["Igor Tavell"]
    assert "Peru" in names(incident, RoleKind.PARTY)
    assert len(incident.fillers(RoleKind.PARTY)) == 2
    assert incident.where is not None
    assert incident.where.span.words("Igor Tavell led the Chilean delegation in talks with Peru in Lisbon.") == "Lisbon"


def test_sanctions_have_recipient_and_sender() -> None:
    incident = one("Ardo Pell was targeted with Norwegian sanctions in 2019.")
    assert incident.type == "SANCTION"
    assert names(incident, RoleKind.RECIPIENT) == ["Ardo Pell"]
    assert len(incident.fillers(RoleKind.PARTY)) == 1


def test_mutiny_has_its_leader_and_year() -> None:
    incident = one("Tavo Renn mounted a short mutiny in 2019.")
    assert incident.type == "MOBILIZE"
    assert names(incident, RoleKind.PERPETRATOR) == ["Tavo Renn"]
    assert incident.when is not None
    assert incident.when.earliest == "2019-01-01"


def test_generic_attacks_are_no_new_event() -> None:
    found = incidents("Earlier attacks in Lisbon have killed prominent bankers.")
    assert [i.realis for i in found] == [Realis.GENERIC]


def test_said_date_is_not_the_event_date() -> None:
    incident = one("The police said on Tuesday that the grocer was shot in May.")
    assert incident.when is not None
    assert incident.when.earliest == "2025-05-01"


def test_undated_event_is_bounded_by_the_report() -> None:
    incident = one("The grocer was shot.")
    assert incident.when is not None
    assert (incident.when.earliest, incident.when.latest, incident.when.spans) == ("", "2025-06-10", ())


def test_actor_is_not_a_place() -> None:
    assert one("A court blamed the shooting of the grocer on Norway.").where is None


def test_series_needs_the_same_country() -> None:
    found = read(
        "The grocer was shot in Lisbon in 2021. A clerk was shot in Oslo in 2022. "
        "The baker was shot in Lisbon on Monday, the latest in a string of attacks in Portugal."
    )
    (series,) = found.series
    held = [i.where.country for _, i in found.told if i.where and i.id in series.incidents]
    assert held == ["PT", "PT"]


def test_boilerplate_is_left_out() -> None:
    text = "The grocer was shot.\n\nThe baker was shot."
    report = Report("t", text, segments=(Segment(Span(22, len(text)), SegmentKind.BOILERPLATE),))
    found, _, _ = find_incidents(next(iter(annotate([report]))), ())
    assert [i.triggers[0].words(text) for i in found] == ["shot"]


def test_same_text_same_incidents() -> None:
    text = "Rebels shot the grocer in Lisbon. The shooting was the second such attack this month."
    assert incidents(text) == incidents(text)


WORDS = st.sampled_from(["shot", "killed", "bomb", "the", "attack", ",", "on", ".", "X's", "by", "12", "who\n"])


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200) | st.lists(WORDS).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    for incident in incidents(text):
        assert all(t.words(text).strip() for t in incident.triggers)
        assert all(0 <= s.start < s.end <= len(text) for r in incident.roles for s in r.spans)


def test_charges_joined_by_and_are_no_events() -> None:
    found = incidents(
        "Ivo Brandt was taken into custody and charged with manslaughter and criminal possession of a gun."
    )
    assert [i.type for i in found] == ["COERCE"]


def test_a_headline_leaves_out_was() -> None:
    incident = one("Family identifies 7-year-old girl fatally shot in Lisbon")  # the parser reads an active verb
    assert names(incident, RoleKind.PERPETRATOR) == []
    assert len(incident.fillers(RoleKind.VICTIM)) == 1


def test_who_beats_a_rival_at_the_polls_hurts_nobody() -> None:
    assert not [i for i in incidents("Ada Lund beat Per Holm in the primary in 1984.") if i.type == "ASSAULT"]
    assert [i for i in incidents("Policemen beat the student in the square.") if i.type == "ASSAULT"]


def test_an_outlet_that_names_itself_in_the_headline_has_no_part() -> None:
    text = "Boy injured in shooting at Larn mall - WQRT Channel 4\n\nA boy was shot at a mall in Toledo on Friday."
    head = text.index("\n")
    parts = (Segment(Span(0, head), SegmentKind.HEADLINE), Segment(Span(head + 2, len(text)), SegmentKind.BODY))
    doc = next(iter(annotate([Report("t", text, published="2025-06-10", segments=parts)])))
    found, _, _ = find_incidents(doc, ())
    assert not [r.name for i in found for r in i.roles if "WQRT" in r.name or "Channel" in r.name]


def test_an_outlet_that_is_attacked_has_its_part() -> None:
    told = one("Gunmen attacked Radio Larn in Toledo on Friday.")
    assert [n for n in names(told, RoleKind.TARGET) if "Radio" in n]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Two explosions tore through the market in Lisbon on Monday, leaving four dead.", "explosives"),
        ("Two explosions left four dead.", "explosives"),
        ("Some 60 kg of explosives went off beneath the stage on Monday.", "explosives"),
        ("A cyberattack emptied the payroll of the council on Friday.", "cyber"),
        ("Masked men dragged the clerk from his car.", "abduct"),
        ("The rebels butchered some 60 civilians in the hamlet.", ""),
        ("The deputy head of the agency died Tuesday of gunshot wounds.", ""),
        ("A parcel bomb blinded the clerk on Monday.", "explosives"),
    ],
)
def test_attacks_in_other_words(text: str, mode: str) -> None:
    assert one(text).mode == mode


@pytest.mark.parametrize(
    "text",
    [
        "The company decreased its hacking activity since March.",
        "An explosion of colour greeted the guests.",
        "They let themselves be carried away by their hopes.",
        "Shares fell on Monday, and shells of sold houses stood empty.",
        "The mayor dropped his attacks on her rival from his speech.",
    ],
)
def test_what_only_sounds_like_an_attack(text: str) -> None:
    assert not [i for i in incidents(text) if i.realis is Realis.ACTUAL]


def test_who_looks_into_a_shooting_did_not_shoot() -> None:
    found = incidents("Boy wounded in north Lisbon shooting Lisbon police officers investigate shooting Share")
    assert found
    assert not [n for i in found for n in names(i, RoleKind.PERPETRATOR)]


@pytest.mark.parametrize(
    "text",
    [
        "Larn police look into shooting Share",
        "The bombing on Monday Advertisement killed a clerk.",
        "Three men shot at Lisbon on Friday night, police said.",
        "There was a shooting at https://larn.example/news in the night.",
    ],
)
def test_a_word_of_the_page_or_the_town_is_not_struck(text: str) -> None:
    struck = [r.name for i in incidents(text) for r in i.roles if r.kind in (RoleKind.TARGET, RoleKind.VICTIM)]
    assert not {"Share", "Monday Advertisement", "Lisbon"} & set(struck)
    assert not any("larn.example" in name for name in struck)
