"""Kinds, offices, ties and countries of actors; and every entry of their word lists."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.annotate.actors.words import noun, ranks
from onrecord.annotate.extensions import notes
from onrecord.lexicon import load
from onrecord.lexicon.schema import GivenName, GroupNoun, OfficeNoun, OrganisationName, Rank, RelationNoun
from onrecord.model import Entity, EntityKind, Report, Segment, SegmentKind, Span

pytestmark = pytest.mark.model


def entities(text: str) -> tuple[Entity, ...]:
    return notes(next(iter(annotate([Report(id="rep_test", text=text)])))).entities


def named(text: str, name: str) -> Entity:
    return next(e for e in entities(text) if e.name == name)


KINDS = {
    "title makes a person": ("Mr. Brandt left the hall.", "Brandt", EntityKind.PERSON),
    "age makes a person": ("Osric Tamm, 34, left the hall.", "Osric Tamm", EntityKind.PERSON),
    "age before a name makes a person": ("The 34-year-old Osric Field left.", "Osric Field", EntityKind.PERSON),
    "initial makes a person": ("Toren B. Vale left the hall.", "Toren B. Vale", EntityKind.PERSON),
    "dotted agency": ("A spokesman for the F.B.I. left.", "F.B.I.", EntityKind.ORGANISATION),
    "ending of a body": ("The Grainhill Commission met.", "Grainhill Commission", EntityKind.ORGANISATION),
    "armed group": ("Hezbollah fired first.", "Hezbollah", EntityKind.ORGANISATION),
    "state": ("Chile rejected the offer.", "Chile", EntityKind.STATE),
    "capital as a state": ("Moscow accused Kyiv of lying.", "Moscow", EntityKind.STATE),
    "people": ("Residents fled at night.", "Residents", EntityKind.GROUP),
    "officials": ("Ukrainian officials declined to comment.", "Ukrainian officials", EntityKind.GROUP),
    "cause behind a body": (
        "Rebels of the Army of National Liberation left.",
        "Army of National Liberation",
        EntityKind.ORGANISATION,
    ),
    "cause with an article": (
        "The Movement of the Revolutionary Left met.",
        "Movement of the Revolutionary Left",
        EntityKind.ORGANISATION,
    ),
    "body by its deeds": ("The Red Lantern shot two men.", "Red Lantern", EntityKind.ORGANISATION),
    "body by its words": ("The Silent Hand said that it was ready.", "Silent Hand", EntityKind.ORGANISATION),
    "body by an attack": ("The attack by the Silent Hand killed two.", "Silent Hand", EntityKind.ORGANISATION),
    "name without deeds": ("She loved the Quiet Hand.", "Quiet Hand", EntityKind.UNKNOWN),
    "person by use": ("A glazier who saw it called for help.", "A glazier", EntityKind.PERSON),
}


@pytest.mark.parametrize("name", KINDS)
def test_kind(name: str) -> None:
    text, wanted, kind = KINDS[name]
    assert named(text, wanted).kind is kind


OFFICES = {
    "of": ("Toren Vale, deputy head of the Grain Board, resigned.", ("deputy head", "Grain Board", False)),
    "possessive": ("Chile's foreign minister, Toren Vale, resigned.", ("foreign minister", "Chile", False)),
    "before the name": ("Foreign minister Toren Vale resigned.", ("Foreign minister", "", False)),
    "country before it": ("Chilean Foreign Minister Toren Vale resigned.", ("Foreign Minister", "Chilean", False)),
    "body before it": ("Toren Vale, a Kremlin spokesman, resigned.", ("spokesman", "Kremlin", False)),
    "former": ("Toren Vale, the former head of the Grain Board, left.", ("head", "Grain Board", True)),
    "assistant": (
        "Toren Vale, former assistant to the speaker of Parliament, left.",
        ("assistant", "speaker of Parliament", True),
    ),
    "former, behind its place": ("Former Oslo mayor Toren Vale resigned.", ("mayor", "Oslo", True)),
    "office before a rank": (
        "Chilean defense minister General Toren Vale left.",
        ("defense minister", "Chilean", False),
    ),
    "rank of two words": ("Vice President Toren Vale left.", ("Vice President", "", False)),
    "title of two words": ("Inspector General Toren Vale left.", ("Inspector General", "", False)),
    "hyphen in it": ("Toren Vale, a far-right leader, left.", ("far-right leader", "", False)),
    "term of office": ("Toren Vale, a first-term senator from Maine, left.", ("senator", "", False)),
    "rank": ("Lt. Gen. Toren Vale left.", ("Lt. Gen.", "", False)),
    "served as": ("Toren Vale served as head of the Grain Board.", ("head", "Grain Board", False)),
}


@pytest.mark.parametrize("name", OFFICES)
def test_office(name: str) -> None:
    text, wanted = OFFICES[name]
    person = named(text, "Toren Vale")
    assert wanted in [(o.title, o.organisation, o.former) for o in person.offices]
    assert all(o.span.words(text) for o in person.offices)


def test_country_before_former() -> None:
    offices = named("Toren Vale, a Russian former spy, died.", "Toren Vale").offices
    assert [(o.title, o.organisation, o.former) for o in offices] == [("spy", "Russian", True)]


def test_mere_mister_is_no_office() -> None:
    assert named("Mr. Toren Vale left.", "Toren Vale").offices == ()


def test_country_from_office() -> None:
    assert named("Chile's foreign minister, Toren Vale, resigned.", "Toren Vale").country == "CL"
    assert named("Toren Vale, the head of the FBI, resigned.", "Toren Vale").country == "US"


def test_nobody_is_of_a_people_by_his_surname() -> None:
    found = entities("Mark Cuban left the hall. Cuban was late.")
    assert [(e.name, e.country) for e in found] == [("Mark Cuban", "")]


def test_new_jersey_is_not_jersey() -> None:
    assert named("New Jersey Gov. Toren Vale left.", "Toren Vale").country != "JE"


NOBODY = {
    "a street": ("He ran down Flat Mill Road to Tarvik Boulevard.", ("Flat Mill Road", "Tarvik Boulevard")),
    "page furniture": (
        "Photo: Grainhill Police Department Image 1 of 2",
        ("Photo", "Grainhill Police Department Image"),
    ),
    "a word of a heading": (
        "The mill burned.\n\nWHAT THE GREAT FIRE MEANS FOR OUR WORLD AND YOU\n\nRain fell.",
        ("WORLD",),
    ),
    "a mark": ("× Victims named in Grainhill fire\n\nThe fire began at noon.", ("× Victims",)),
    "a word that begins a sentence": ("Larceny charges were filed. The larceny was old.", ("Larceny",)),
    "a question": ("Will Tavell win the vote?", ("Will Tavell",)),
    "an event that the parse gives a who": (
        "It was a fight against the clerk, who ran, and a crime by a man who lied.",
        ("a fight", "a crime"),
    ),
    "neighbours at the start": ("Neighbors also said they heard a shot.", ()),
}


@pytest.mark.parametrize("name", NOBODY)
def test_is_nobody(name: str) -> None:
    text, names = NOBODY[name]
    found = entities(text)
    assert not {e.name for e in found}.intersection(names)
    assert "organisation" not in {e.kind for e in found if e.name == "Neighbors"}


def test_a_rank_and_a_name_that_the_recogniser_parted() -> None:
    found = entities("The fire was set on purpose, Lt. Ana Kroll said. She left.")
    assert [(e.name, e.kind) for e in found] == [("Ana Kroll", EntityKind.PERSON)]


def test_relation_to_the_boss() -> None:
    found = entities("Colonel Toren Vale fell ill. The colonel's boss, Osric Tamm, resigned.")
    vale, tamm = (next(e for e in found if e.name == n) for n in ("Toren Vale", "Osric Tamm"))
    assert [(r.kind, r.other) for r in tamm.relations] == [("superior", vale.id)]
    assert vale.relations == ()


def test_country_that_is_only_where_is_no_actor() -> None:
    assert [e.kind for e in entities("A bus burned in Chile.")] == []


def test_name_is_the_fullest_and_the_others_are_aliases() -> None:
    person = named("Mr. Vale came. Toren B. Vale left.", "Toren B. Vale")
    assert person.aliases == ("Vale",)


def test_boilerplate_has_no_actors() -> None:
    text = "By Toren Vale\n\nMira Orlin left the hall."
    dull = Segment(Span(0, 13), SegmentKind.BOILERPLATE)
    body = Segment(Span(15, len(text)), SegmentKind.BODY)
    report = Report(id="rep_test", text=text, segments=(dull, body))
    assert [e.name for e in notes(next(iter(annotate([report])))).entities] == ["Mira Orlin"]


def test_a_body_before_its_people_is_who_is_meant() -> None:
    text = "The mayor blamed the Army of National Liberation guerrillas for the fire."
    body = named(text, "Army of National Liberation")
    assert {text[m.head.start : m.head.end] for m in body.mentions} == {"Army"}


def test_told_again_after_the_headline() -> None:
    text = "Chilean General's Shooting Was Revenge\n\nA general was shot on Monday. The general is awake."
    head = Segment(Span(0, 38), SegmentKind.HEADLINE)
    body = Segment(Span(40, len(text)), SegmentKind.BODY)
    found = notes(next(iter(annotate([Report(id="rep_test", text=text, segments=(head, body))])))).entities
    assert [len(e.mentions) for e in found if e.kind is EntityKind.PERSON] == [3]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "((((", "’s ’s ’s", "A. B. C. D.", "\ud800 said.", "who who who", "[X] (Y)"]
)
def test_odd_text(text: str) -> None:
    assert isinstance(entities(text), tuple)


@pytest.mark.parametrize("rank", load("ranks", Rank), ids=lambda r: r.id)
def test_rank_example(rank: Rank) -> None:
    people = [e for e in entities(rank.example) if e.kind is EntityKind.PERSON and e.named]
    assert [e.name for e in people] in (["Tavell"], ["Orlin"])
    assert bool(people[0].offices) == bool(rank.noun)


@pytest.mark.parametrize("office", load("offices", OfficeNoun), ids=lambda o: o.id)
def test_office_example(office: OfficeNoun) -> None:
    vale = next(e for e in entities(office.example) if "Vale" in e.name)
    assert vale.offices
    assert len(vale.mentions) > 1


@pytest.mark.parametrize("group", load("group_nouns", GroupNoun), ids=lambda g: g.id)
def test_group_example(group: GroupNoun) -> None:
    first = max(entities(group.example), key=lambda e: len(e.mentions))
    assert len(first.mentions) == 2


@pytest.mark.parametrize("tie", load("relations", RelationNoun), ids=lambda r: r.id)
def test_relation_example(tie: RelationNoun) -> None:
    vale = next(e for e in entities(tie.example) if "Vale" in e.name)
    assert tie.kind in [r.kind for r in vale.relations] or vale.offices


@pytest.mark.parametrize("body", load("organisations", OrganisationName), ids=lambda b: b.id)
def test_body_example(body: OrganisationName) -> None:
    found = [e for e in entities(body.example) if e.kind is EntityKind.ORGANISATION and e.named]
    assert found
    assert found[0].country == body.country


@pytest.mark.parametrize("given", load("given_names", GivenName), ids=lambda g: g.id)
def test_given_name_example(given: GivenName) -> None:
    assert [len(e.mentions) for e in entities(given.example)] == [2]


def test_lists_do_not_clash() -> None:
    assert ranks()["lt gen"].noun == "general"
    minister = noun("minister")
    assert minister is not None
    assert minister.office
    assert minister.kind is EntityKind.PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Tamm faces a count of use of a Firearm in Commission of a Felony.", "Commission of", id="of"),
        pytest.param("They bought it from Brandt & of Ostrel.", "Brandt &", id="and"),
        pytest.param("Sheriff’s Homicide Investigators came at night.", "’s Homicide Investigators", id="'s"),
    ],
)
def test_no_name_begins_or_ends_with_what_ties_it_to_other_words(text: str, name: str) -> None:
    assert name not in [e.name for e in entities(text)]
