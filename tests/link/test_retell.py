from __future__ import annotations

import itertools
import json

import pytest

from onrecord.lexicon.load import load
from onrecord.lexicon.schema_retell import SmallWord
from onrecord.link.blocks import day_of, outlet_words
from onrecord.link.everyday import counted
from onrecord.link.profiles import Profile
from onrecord.link.repeats import find_repeats
from onrecord.link.retell import compare_reports, find_retold
from onrecord.link.telling import telling
from onrecord.link.wording import Wording, split, wording
from onrecord.model import Record, Span
from onrecord.model.codec import from_json, to_json
from onrecord.model.link import Repeat, Verdict
from onrecord.model.outlets import credited, same_outlet
from tests import factory

WIRE = """Two wardens were found bound in the boathouse of Lake Ostrel on Monday with tar on their hands.

They had loosened eleven moorings and let the excursion steamers drift against the weir, where one of them sank.

"They sang while they did it," warden Emil Parr said."""
OTHER = """The water board of Ostrel has stopped all traffic above the weir until the wreck of a steamer is raised.

Its director, Ana Holt, expects the work to take nine days. Hoteliers fear for the regatta."""


def report(text: str, outlet: str, day: str) -> Record:
    return factory.record(text, report=factory.report(text, outlet=outlet, published=day, id=f"{outlet} {day}"))


def made(record: Record) -> Profile:
    r = record.report
    return Profile(r.id, r.outlet, r.published, r.title, wording(record), telling(record))


def linked(*records: Record) -> dict[tuple[str, str], Repeat]:
    return {(k.original, k.retelling): k.kind for k in find_retold([made(r) for r in records])}


def test_a_copy_is_one_also_where_it_is_cut_and_has_another_headline() -> None:
    wire = report(WIRE, "Lake Agency", "2001-03-05")
    cut = report("Songs at the boathouse\n\n" + WIRE.rpartition("\n\n")[0], "Ostrel Post", "2001-03-06")
    other = report(OTHER, "Ostrel Courier", "2001-03-06")
    assert linked(wire, cut, other) == {("Lake Agency 2001-03-05", "Ostrel Post 2001-03-06"): Repeat.COPY}


def test_order_of_reports_changes_nothing_and_stretches_stand_in_both_texts() -> None:
    records = [
        report(WIRE, "Lake Agency", "2001-03-05"),
        report(WIRE, "Ostrel Post", "2001-03-06"),
        report(OTHER, "O", ""),
    ]
    profiles = [made(r) for r in records]
    found = compare_reports(profiles)
    for turned in itertools.permutations(profiles):
        assert compare_reports(turned) == found
    (link,) = found[0]
    for stretch in link.aligned:
        assert stretch.original.words(WIRE) == stretch.retelling.words(WIRE) != ""
    assert all(f.text.endswith(".") for f in link.features)


def test_no_report_retells_a_later_one_and_an_unknown_order_is_unsure() -> None:
    retold = (
        "Wardens at Lake Ostrel were bound and tarred by men who sang, the Ostrel Courier writes, and a steamer sank."
    )
    for day, other in (("2001-03-05", "2001-03-06"), ("2001-03-06T08:00:00Z", "2001-03-06T10:00:00+01:00")):
        sheet, named = report(retold, "Evening Sheet", day), report(WIRE, "Ostrel Courier", other)
        assert linked(sheet, named) == {}
        found, unsure = compare_reports([made(sheet), made(named)])
        assert found == ()
        assert {(j.left, j.right, j.verdict) for j in unsure} <= {
            (*sorted((sheet.report.id, named.report.id)), Verdict.UNSURE)
        }
    late = report(retold, "Evening Sheet", "2001-03-07")
    courier = report(WIRE, "Ostrel Courier", "2001-03-06")
    assert list(linked(late, courier)) == [("Ostrel Courier 2001-03-06", "Evening Sheet 2001-03-07")]
    undated = report(retold, "Evening Sheet", "")
    assert list(linked(undated, courier)) == [("Ostrel Courier 2001-03-06", "Evening Sheet ")]  # it names it
    silent = report(retold.replace(", the Ostrel Courier writes,", ""), "Evening Sheet", "")
    assert linked(silent, courier) == {}


def test_what_may_be_a_retelling_is_shown_as_unsure() -> None:
    near = "Wardens were bound in the boathouse of Lake Ostrel. Moorings were loosened, a steamer sank by the weir."
    for cut in range(len(near.split()), 6, -1):
        shorter = " ".join(near.split()[:cut])
        retold, unsure = compare_reports(
            [made(report(WIRE, "A Post", "2001-03-05")), made(report(f"{shorter}. {OTHER}", "B Post", "2001-03-06"))]
        )
        if unsure:
            assert not retold
            assert unsure[0].verdict is Verdict.UNSURE
            assert unsure[0].features
            return
    pytest.fail("no length is unsure")


def test_a_claim_of_a_copy_repeats_the_originals_and_a_quotation_is_found_without_a_link() -> None:
    claims = [
        factory.claim(WIRE, '"They sang while they did it,"', "said", "Emil Parr", "warden Emil Parr", form="direct"),
        factory.claim(WIRE, "one of them sank", "", ""),
    ]
    records = [
        factory.record(
            WIRE,
            report=factory.report(WIRE, outlet=o, published=d, id=o),
            claims=tuple(factory.claim(WIRE, c.content[0], id=f"{o}{n}", form=c.form) for n, c in enumerate(claims)),
        )
        for o, d in (("B Post", "2001-03-06"), ("A Post", "2001-03-05"))
    ]
    profiles = [made(r) for r in records]
    found = {(r.original, r.repeat) for r in find_repeats(profiles, find_retold(profiles))}
    assert ("A Post0", "B Post0") in found
    quoted = find_repeats(profiles, ())
    assert {r.why for r in quoted} <= {"the same quotation"}


def test_wording_goes_through_json_and_leaves_out_what_does_not_count() -> None:
    held = wording(factory.full_record())
    assert from_json(Wording, json.loads(json.dumps(to_json(held)))) == held
    assert not any("share" in s.words.lower() for s in held.sentences)
    assert any(s.words.startswith("bomb") for s in held.sentences)


@pytest.mark.parametrize(
    "text", ["", "'" * 5000, '"a ' * 5000, "x" * 50_000, "a. " * 9000, "\x00\ud800 .", "‘aa’s " * 3000]
)
def test_odd_texts_are_read(text: str) -> None:
    one = report(text, "A", "2001-03-05")
    assert find_retold([made(one), made(report(text, "B", "no date"))]) is not None


def test_sentences_are_parted_where_no_space_is_and_not_after_a_title() -> None:
    text = 'Mr. Parr saw it.They ran. "Stop!" he cried. No. 4 sank'
    assert [s.words(text) for s in split(text, Span(0, len(text)))] == [
        "Mr. Parr saw it.",
        "They ran.",
        '"Stop!"',
        "he cried.",
        "No. 4 sank",
    ]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Lake Agency", "the Lake News Agency", True),
        ("LNA", "Lake News Agency", True),
        ("An-Nida", "an-nida", True),
        ("Lake Post", "Lake Courier", False),
        ("", "Lake Post", False),
        ("The Press", "News Agency", False),
    ],
)
def test_names_of_one_publisher(left: str, right: str, same: bool) -> None:
    assert same_outlet(left, right) is same
    assert same_outlet(right, left) is same


def test_a_dateline_credits_an_agency_that_no_list_knows() -> None:
    text = "OSTREL, March 5 (Lakepress) - Two wardens were bound."
    assert credited(factory.report(text, outlet="Ostrel Post")) == ("Lakepress",)
    assert credited(factory.report(text, outlet="Lakepress Agency")) == ()


def test_small_words_tell_nothing_and_numbers_are_digits() -> None:
    for entry in load("small_words", SmallWord):
        shown = {w.strip(".,").lower() for w in entry.example.split()}
        assert shown & set(entry.words), entry.id
        assert not any(counted(w) for w in entry.words), entry.id
    assert counted("eleven") == counted("11") == "11"


def test_a_town_alone_is_no_name_of_an_outlet() -> None:
    assert outlet_words("Ostrel Evening") in ((), ("ostrel", "evening"))
    assert len(outlet_words("Ostrel Courier")) == 2
    assert day_of("2001-03-05T10:00") == day_of("2001-03-05")
    assert day_of("March") is None
