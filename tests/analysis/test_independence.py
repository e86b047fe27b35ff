from __future__ import annotations

import dataclasses

import pytest

from onrecord.analysis.grade import grade
from onrecord.analysis.independence import Carrier, carriers_of_claims, roots_of, told
from onrecord.analysis.speakers import body_in, first_hand, proper_name
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_retell import FirstHand, SpeakingBody
from onrecord.model import Entity, Record, SourceKind
from onrecord.model.finding import Root, RootKind
from onrecord.model.link import ClaimRepeat, Cluster, Linkage, Repeat, Retold, Subject
from tests import factory

EMPTY = Linkage("test")


def said(outlet: str, who: str, **fields: object) -> Record:
    """Return a report in which `who` says that the mill burned; the narrator where empty."""
    text = f"{who or 'It is known'} said the mill of {outlet} burned."
    source = factory.source(text, who, who, **fields) if who else factory.source(text)
    claim = factory.claim(text, "burned", "said", who, id=f"clm {outlet}")
    if who:
        claim = dataclasses.replace(claim, chain=(factory.hop(text), factory.hop(text, who, "said", source=source)))
    return factory.record(text, report=factory.report(text, id=outlet, outlet=outlet), claims=(claim,) if who else ())


def count(*records: Record, linkage: Linkage = EMPTY) -> tuple[int, int, int]:
    carriers = [Carrier(r.report.id, tuple(c.id for c in r.claims)) for r in records]
    found = roots_of(records, linkage, carriers)
    assert found.reports == len(records)
    assert {r for root in found.roots for r in root.reports} == {r.report.id for r in records}
    assert all(root.why for root in found.roots)
    return tuple(sum(1 for r in found.roots if r.kind is k) for k in RootKind)  # type: ignore[return-value] # mypy: three


def copy(of: str, by: str, kind: Repeat = Repeat.COPY) -> Linkage:
    return Linkage("test", retold=(Retold(of, by, kind, 9.0),))


def test_variants_of_a_name_and_the_body_spoken_for_are_one_root() -> None:
    spokesman = said("A Post", "Emil Parr", role="interior ministry spokesman")
    short = said("B Post", "Parr")
    body = said("C Post", "the interior ministry", kind=SourceKind.ORGANISATION)
    assert count(spokesman, short, body) == (1, 0, 0)
    assert count(spokesman, said("D Post", "the health ministry", kind=SourceKind.ORGANISATION)) == (2, 0, 0)
    assert count(said("E Post", "Ada Parr"), said("F Post", "Emil Parr")) == (2, 0, 0)


def test_officials_of_one_body_are_one_and_the_state_is_many() -> None:
    one = said("A Post", "Emil Parr", role="police inspector")
    two = said("B Post", "Ada Holt", role="police inspector")
    minister = said("C Post", "Jon Lund", role="interior minister")
    assert count(one, two) == (1, 0, 0)
    assert count(one, two, minister) == (2, 0, 0)


def test_the_root_of_two_officials_is_their_body_and_both_are_listed() -> None:
    def roots(*records: Record) -> tuple[Root, ...]:
        return roots_of(records, EMPTY, [Carrier(r.report.id, tuple(c.id for c in r.claims)) for r in records]).roots

    one, two = said("A Post", "Emil Parr", role="prosecutor"), said("B Post", "Ada Holt", role="district attorney")
    (office,) = roots(one, two)
    assert (office.name, office.speakers) == ("prosecutor's office", ("Ada Holt", "Emil Parr"))
    assert office.why[0].startswith("Ada Holt and Emil Parr speak for one body")
    body = said("C Post", "the prosecutor's office", kind=SourceKind.ORGANISATION)
    (office,) = roots(one, two, body)
    assert (office.name, len(office.speakers)) == ("the prosecutor's office", 2)
    (person,) = roots(one, said("D Post", "Parr", role="prosecutor"), body)
    assert (person.name, person.speakers) == ("Emil Parr", ())
    records = (one, two)
    found = roots_of(records, EMPTY, [Carrier(r.report.id, tuple(c.id for c in r.claims)) for r in records])
    assert found.grade == 3
    assert "2 persons speak" in found.why


def test_a_pronoun_that_nothing_resolved_is_the_one_person_named_before_it() -> None:
    def speaks(text: str, *names: str) -> Root:
        source = factory.source(text, "she", "she")
        chain = (factory.hop(text), factory.hop(text, "she", "said", source=source))
        claim = dataclasses.replace(factory.claim(text, "we baked", "said", "she", id="clm"), chain=chain)
        entities = tuple(factory.entity(text, n, id=n) for n in names)
        record = factory.record(
            text, report=factory.report(text, id="A", outlet="A"), claims=(claim,), entities=entities
        )
        (root,) = roots_of([record], EMPTY, [Carrier("A", ("clm",))]).roots
        return root

    text = "Ulla Dorn opened the doors to Ada Holt. we baked, she said."
    assert speaks(text, "Ulla Dorn").name == "Ulla Dorn"
    assert speaks(text, "Ulla Dorn", "Ada Holt").kind is RootKind.UNNAMED
    assert speaks(text.replace(". we", ".\n\nwe"), "Ulla Dorn").kind is RootKind.UNNAMED


def speaks(text: str, who: str, *entities: Entity, headline: str = "", words: str = "we baked") -> Record:
    """Return a report in which `who` says some words of it."""
    chain = (factory.hop(text), factory.hop(text, who, "said", source=factory.source(text, who, who)))
    claim = dataclasses.replace(factory.claim(text, words, "said", who, id=f"clm {text[:9]}"), chain=chain)
    report = factory.report(text, id=text[:9], outlet=f"{text[:9]} Post", title=headline)
    return factory.record(text, report=report, claims=(claim,), entities=entities)


def test_who_is_called_anew_with_his_age_is_the_one_person_named_before() -> None:
    def root(text: str, who: str, *names: str) -> Root:
        record = speaks(text, who, *(factory.entity(text, n, id=n) for n in names))
        return roots_of([record], EMPTY, [Carrier(record.report.id, (record.claims[0].id,))]).roots[0]

    text = "Ulla Dorn has sold bread to Ada Holt.\n\n we baked, the retired miller, 71, said."
    assert root(text, "the retired miller, 71", "Ulla Dorn").name == "Ulla Dorn"
    assert root(text, "the retired miller, 71", "Ulla Dorn", "Ada Holt").kind is RootKind.UNNAMED
    assert root(text.replace(", 71", ""), "the retired miller", "Ulla Dorn").kind is RootKind.UNNAMED
    assert root(text.replace("retired miller", "driver"), "the driver, 71", "Ulla Dorn").kind is RootKind.UNNAMED


def test_a_description_is_somebody_named_elsewhere_who_is_so_described_and_says_the_same() -> None:
    def described(text: str, who: str, role: str) -> Record:
        record = speaks(text, who, words=text.partition(" said ")[2])
        (claim,) = record.claims
        source = factory.source(text, who, who, role=role)
        chain = (claim.chain[0], factory.hop(text, who, "said", source=source))
        return dataclasses.replace(record, claims=(dataclasses.replace(claim, chain=chain),))

    named = described("Emil Parr said he rowed a bandaged stranger to Eel Island", "Emil Parr", "boatman")
    same = described("A boatman said a bandaged stranger was rowed over to Eel Island", "A boatman", "boatman")
    assert count(named, same) == (1, 0, 0)
    assert count(named, described("A boatman said the lake froze", "A boatman", "boatman")) == (1, 1, 0)
    assert count(named, described("A warden said he rowed a bandaged stranger", "A warden", "warden")) == (1, 1, 0)
    other = described("Jon Lund said he rowed a bandaged stranger to Eel Island", "Jon Lund", "boatman")
    assert count(named, other, same) == (2, 1, 0)  # either may be meant


def test_who_is_called_by_a_name_behind_his_description_is_no_unnamed_root() -> None:
    for text, who, name in (
        ("A man called Emil Parr said we baked.", "A man", "Emil Parr"),
        ("A group that calls itself the Lake League said we baked.", "A group", "Lake League"),
        ("A man called to the door said we baked.", "A man", ""),
    ):
        record = speaks(text, who)
        (root,) = roots_of([record], EMPTY, [Carrier(record.report.id, (record.claims[0].id,))]).roots
        assert (root.kind, root.name) == ((RootKind.KNOWN, name) if name else (RootKind.UNNAMED, who))


def test_a_communique_is_the_words_of_who_puts_it_out() -> None:
    text = "The Lake League has said: we baked. Nine loaves were given away."
    told_by = (Carrier(text[:9], spans=(factory.span(text, "Nine loaves were given away."),)),)
    for headline, kind in (("Communique no. 4", RootKind.KNOWN), ("Communique denied", RootKind.UNKNOWN)):
        record = speaks(text, "The Lake League", headline=headline)
        (root,) = roots_of([record], EMPTY, told_by).roots
        assert root.kind is kind


def test_who_is_named_in_the_next_sentence_does_not_stand_behind_this_one() -> None:
    text = "The mill burned on Monday. Later Emil Parr opened the locks."
    told_by = (Carrier("B", spans=(factory.span(text, "The mill burned on Monday."),)),)
    record = factory.record(text, report=factory.report(text, id="B", outlet="B"))
    other = said("A Post", "Emil Parr")
    found = roots_of([record, other], EMPTY, (*told_by, Carrier("A Post", ("clm A Post",)))).roots
    assert [r.kind for r in found] == [RootKind.KNOWN, RootKind.UNKNOWN]


def test_a_description_is_unnamed_and_its_retelling_adds_none() -> None:
    kinds = {"kind": SourceKind.ANONYMOUS}
    one, two = said("A Post", "a senior official", **kinds), said("B Post", "a senior official", **kinds)
    assert count(one, two) == (0, 2, 0)
    assert count(one, two, linkage=copy("A Post", "B Post", Repeat.RETELLING)) == (0, 1, 0)


def test_narrators_are_unknown_unless_they_copy_are_credited_or_were_there() -> None:
    one, two = said("A Post", ""), said("B Post", "")
    assert count(one, two) == (0, 0, 2)
    assert count(one, two, linkage=copy("A Post", "B Post")) == (0, 0, 1)
    named = said("C Post", "Emil Parr")
    assert count(named, two, linkage=copy("C Post", "B Post", Repeat.RETELLING)) == (1, 0, 0)
    text = "OSTREL (Lakepress) - The mill burned."
    carried = [factory.record(text, report=factory.report(text, id=o, outlet=o)) for o in ("D Post", "E Post")]
    assert count(*carried) == (1, 0, 0)
    text = "I counted nine carts. The mill burned."
    assert count(factory.record(text, report=factory.report(text, id="F Post", outlet="F Post"))) == (1, 0, 0)


def test_a_circle_of_retellings_ends() -> None:
    links = Linkage("test", retold=(*copy("A Post", "B Post").retold, *copy("B Post", "A Post").retold))
    assert sum(count(said("A Post", ""), said("B Post", ""), linkage=links)) >= 1


def test_entities_joined_across_reports_and_claims_that_repeat_are_one() -> None:
    one, two = said("A Post", "Emil Parr", entity="e1"), said("B Post", "Aemilius Barr", entity="e2")
    assert count(one, two) == (2, 0, 0)
    joined = Linkage("test", entities=(Cluster("c", Subject.ENTITY, ("e1", "e2"), "Emil Parr"),))
    assert count(one, two, linkage=joined) == (1, 0, 0)
    repeat = ClaimRepeat("clm A Post", "clm B Post", 0.9, "the same quotation")
    assert count(one, two, linkage=dataclasses.replace(copy("A Post", "B Post"), repeats=(repeat,))) == (1, 0, 0)
    tied = carriers_of_claims([one, two], Linkage("test", repeats=(repeat,)), ["clm B Post"])
    assert [c.report for c in tied] == ["A Post", "B Post"]


def test_the_count_is_told_in_words() -> None:
    records = [said("A Post", "Emil Parr"), said("B Post", ""), said("C Post", "a man", kind=SourceKind.ANONYMOUS)]
    found = roots_of(records, EMPTY, [Carrier(r.report.id, tuple(c.id for c in r.claims)) for r in records])
    assert told(found) == "3 reports, 1 root, 1 unnamed, 1 unknown"
    assert found.grade == 2
    assert roots_of(records, EMPTY, []).grade == 6


def root(name: str, kind: RootKind = RootKind.KNOWN) -> Root:
    return Root(name, kind, name, (name,))


@pytest.mark.parametrize(
    ("known", "other", "sure", "against", "wanted"),
    [
        (2, 0, 2, 0, 1),
        (2, 0, 1, 0, 2),
        (1, 1, 1, 0, 2),
        (1, 0, 1, 0, 3),
        (2, 1, 0, 0, 3),
        (1, 0, 1, 1, 3),
        (2, 0, 2, 1, 3),
        (1, 0, 1, 2, 4),
        (1, 0, 1, 3, 5),
        (0, 2, 0, 1, 5),
        (0, 3, 0, 0, 6),
        (0, 0, 0, 0, 6),
    ],
)
def test_grades(known: int, other: int, sure: int, against: int, wanted: int) -> None:
    roots = [root(f"k{i}") for i in range(known)] + [root(f"u{i}", RootKind.UNKNOWN) for i in range(other)]
    found, why = grade(roots, sure, [root(f"a{i}") for i in range(against)])
    assert found == wanted
    assert why.endswith(".")


def test_every_entry_of_the_lists_decides_its_example() -> None:
    for entry in load("speaking_bodies", SpeakingBody):
        found = body_in(entry.example, office=True)
        assert found is not None, entry.id
        assert found.kind == entry.id
    for entry in load("first_hand", FirstHand):
        assert first_hand(entry.example), entry.id


def test_names_are_parted_from_descriptions() -> None:
    assert proper_name("A spokesman for the mill, Emil Parr") == "Emil Parr"
    assert proper_name("one of the millers") == ""
    assert body_in("former interior minister", office=True) is None
    assert body_in("ministry of the interior", office=False) == body_in("interior ministry", office=False)
