"""Time expressions: value and range of every kind; nothing raises; no range is narrower than its precision."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.annotate.times import find_times, read_text
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Holiday, TimeWord
from onrecord.model import Precision, Report, TimeMention

WEDNESDAY = "2025-03-12"


def one(text: str, published: str = WEDNESDAY) -> TimeMention:
    """Return the only time expression of a text."""
    found = read_text(text, published)
    assert len(found) == 1, [(m.span.words(text), m.value) for m in found]
    return found[0]


def parsed(text: str, published: str = WEDNESDAY) -> tuple[TimeMention, ...]:
    report = Report("r", text, published=published)
    return find_times(next(parse([report], load_pipeline())), report)


@pytest.mark.parametrize("entry", [*load("time_words", TimeWord), *load("time_holidays", Holiday)], ids=lambda e: e.id)
def test_entry_decides_its_example(entry: TimeWord | Holiday) -> None:
    assert any(word in entry.example.lower() for word in entry.words)
    values = [m.value for m in read_text(entry.example, WEDNESDAY)]
    assert entry.reads in values if entry.reads else values == []


# text, words found, value, earliest, latest, precision
DATES = [
    ("The ferry sank on 3 March 2020.", "3 March 2020", "2020-03-03", "2020-03-03", "2020-03-03", "day"),
    ("The ferry sank on March 3rd, 2020.", "March 3rd, 2020", "2020-03-03", "2020-03-03", "2020-03-03", "day"),
    (
        "The ferry sank on Tuesday, 3 March 2020.",
        "Tuesday, 3 March 2020",
        "2020-03-03",
        "2020-03-03",
        "2020-03-03",
        "day",
    ),
    ("The ferry sank 3 MAR 90.", "3 MAR 90", "1990-03-03", "1990-03-03", "1990-03-03", "day"),
    ("Logged 2020-03-04.", "2020-03-04", "2020-03-04", "2020-03-04", "2020-03-04", "day"),
    ("Logged 13/04/2020.", "13/04/2020", "2020-04-13", "2020-04-13", "2020-04-13", "day"),
    ("Logged 03/04/2020.", "03/04/2020", "2020", "2020-03-04", "2020-04-03", "vague"),
    ("It ran 18-20 May 2021.", "18-20 May 2021", "2021-05-18/2021-05-20", "2021-05-18", "2021-05-20", "day"),
    ("It fell in Feb. 2021.", "Feb. 2021", "2021-02", "2021-02-01", "2021-02-28", "month"),
    ("It fell on Feb. 29, 2023.", "Feb. 29, 2023", "2023-02", "2023-02-01", "2023-02-28", "month"),
    ("IN LATE MAY 2020 THE TOWN FELL", "LATE MAY 2020", "2020-05", "2020-05-16", "2020-05-31", "week"),
    ("It fell in mid-May 2020.", "mid-May 2020", "2020-05", "2020-05-08", "2020-05-23", "week"),
    ("It fell in early 2022.", "early 2022", "2022", "2022-01-01", "2022-06-30", "half"),
    (
        "It fell in the first week of May 2020.",
        "the first week of May 2020",
        "2020-05",
        "2020-05-01",
        "2020-05-10",
        "week",
    ),
    ("It fell in the winter of 2019.", "the winter of 2019", "2019-WI", "2018-12-01", "2020-03-20", "year"),
    ("It fell in the summer of 2019.", "the summer of 2019", "2019-SU", "2019-06-01", "2019-09-22", "season"),
    ("It began in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31", "decade"),
    ("It began in the late '80s.", "the late '80s", "198", "1985-01-01", "1989-12-31", "year"),
    ("It began in the 19th century.", "the 19th century", "18", "1800-01-01", "1900-12-31", "century"),
    (
        "It began in the third quarter of 2024.",
        "the third quarter of 2024",
        "2024-Q3",
        "2024-07-01",
        "2024-09-30",
        "quarter",
    ),
    ("It began in the second half of 2023.", "the second half of 2023", "2023-H2", "2023-07-01", "2023-12-31", "half"),
    ("It began in fiscal 2023.", "fiscal 2023", "2023", "2022-07-01", "2024-06-30", "year"),
    ("It began in nineteen ninety-six.", "nineteen ninety-six", "1996", "1996-01-01", "1996-12-31", "year"),
    ("It began on Christmas Day 2019.", "Christmas Day 2019", "2019-12-25", "2019-12-25", "2019-12-25", "day"),
    ("It began on Good Friday 2024.", "Good Friday 2024", "2024-03-29", "2024-03-29", "2024-03-29", "day"),
]


@pytest.mark.parametrize(
    ("text", "words", "value", "earliest", "latest", "precision"), DATES, ids=[d[1] for d in DATES]
)
@pytest.mark.parametrize("published", [WEDNESDAY, "2025"])
def test_absolute_dates(
    text: str, words: str, value: str, earliest: str, latest: str, precision: str, published: str
) -> None:
    found = one(text, published)
    assert found.span.words(text) == words
    assert (found.kind, found.value) == ("DATE", value)
    assert found.when is not None
    assert (found.when.earliest, found.when.latest, found.when.precision) == (earliest, latest, precision)
    assert found.when.spans == (found.span,)
    assert found.when.why


# text, value, earliest, latest
RELATIVE = [
    ("Gunmen hit the depot on Friday.", "2025-03-07", "2025-03-07", "2025-03-07"),
    ("Gunmen hit the depot on Wednesday.", "2025-03-12", "2025-03-12", "2025-03-12"),
    ("The court will sit on Friday.", "2025-03-14", "2025-03-14", "2025-03-14"),
    ("The court met last Wednesday.", "2025-03-05", "2025-03-05", "2025-03-05"),
    ("The court sits next Friday.", "2025-03-14", "2025-03-14", "2025-03-14"),
    ("The depot burned yesterday.", "2025-03-11", "2025-03-11", "2025-03-11"),
    ("The depot burned on Friday morning.", "2025-03-07TMO", "2025-03-07T00:00", "2025-03-07T12:00"),
    ("The depot burned last night.", "2025-03-11TNI", "2025-03-11T18:00", "2025-03-12T06:00"),
    ("The depot burned overnight.", "2025-03-11TNI", "2025-03-11T18:00", "2025-03-12T06:00"),
    ("Gunmen killed the mayor in December.", "2024-12", "2024-12-01", "2024-12-31"),
    ("The trial will open in December.", "2025-12", "2025-12-01", "2025-12-31"),
    ("Gunmen killed the mayor in spring last year.", "2024-SP", "2024-03-01", "2024-06-20"),
    ("Gunmen killed the mayor last spring.", "2024-SP", "2024-03-01", "2024-06-20"),
    ("Gunmen killed the mayor last fall.", "2024-FA", "2024-09-01", "2024-12-20"),
    ("Gunmen killed the mayor late last month.", "2025-02", "2025-02-16", "2025-02-28"),
    ("Gunmen killed the mayor earlier this year.", "2025", "2025-01-01", "2025-03-12"),
    ("Gunmen killed the mayor in March of last year.", "2024-03", "2024-03-01", "2024-03-31"),
    ("Gunmen killed the mayor last week.", "2025-W10", "2025-03-03", "2025-03-09"),
    ("Gunmen killed the mayor at the weekend.", "2025-W10-WE", "2025-03-08", "2025-03-09"),
    ("The mayor will speak next month.", "2025-04", "2025-04-01", "2025-04-30"),
    ("Gunmen killed the mayor two days ago.", "2025-03-10", "2025-03-10", "2025-03-10"),
    ("Gunmen killed the mayor two months ago.", "2025-01", "2025-01-01", "2025-01-31"),
    ("Gunmen killed the mayor a decade ago.", "2015", "2013-01-01", "2017-12-31"),
    ("Gunmen killed the mayor on Nov. 20.", "2024-11-20", "2024-11-20", "2024-11-20"),
    ("The offer expires on April 2.", "2025-04-02", "2025-04-02", "2025-04-02"),
    ("Gunmen killed the mayor the day before yesterday.", "2025-03-10", "2025-03-10", "2025-03-10"),
    ("It has spread over the past three months.", "P3M", "2024-12-12", "2025-03-12"),
    ("Shots were heard on the night of March 7.", "2025-03-07", "2025-03-07T18:00", "2025-03-08T06:00"),
    ("Shots were heard at dawn on Sunday.", "2025-03-09", "2025-03-09T00:00", "2025-03-09T12:00"),
    ("Gunmen killed the mayor on May 9 last year.", "2024-05-09", "2024-05-09", "2024-05-09"),
    ("The ferry sank on 8.3.2025 in the bay.", "2025-03-08", "2025-03-08", "2025-03-08"),
    ("The Sept. 11 attacks changed that.", "2001-09-11", "2001-09-11", "2001-09-11"),
    ("Shots were heard at noon Friday.", "2025-03-07T12:00", "2025-03-07T12:00", "2025-03-07T12:00"),
]


@pytest.mark.parametrize(("text", "value", "earliest", "latest"), RELATIVE, ids=[r[0] for r in RELATIVE])
def test_relative_dates(text: str, value: str, earliest: str, latest: str) -> None:
    found = one(text)
    assert found.value == value
    assert found.when is not None
    assert (found.when.earliest, found.when.latest) == (earliest, latest)


@pytest.mark.model
@pytest.mark.parametrize(("text", "value", "earliest", "latest"), RELATIVE, ids=[r[0] for r in RELATIVE])
def test_relative_dates_with_a_parse(text: str, value: str, earliest: str, latest: str) -> None:
    (found,) = parsed(text)
    assert found.value == value
    assert found.when is not None
    assert (found.when.earliest, found.when.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The siege lasted three years.", "DURATION", "P3Y"),
        ("A 12-hour standoff followed.", "DURATION", "PT12H"),
        ("The lamp went out for a five-second period.", "DURATION", "PT5S"),
        ("It took two and a half hours.", "DURATION", "PT2H30M"),
        ("It took 2 1/2 years.", "DURATION", "P2Y6M"),
        ("It took two to three weeks.", "DURATION", "P2W"),
        ("It took several weeks.", "DURATION", "PXW"),
        ("He left two days before the vote.", "DURATION", "P2D"),
        ("They meet every day.", "SET", "P1D"),
        ("They meet annually.", "SET", "P1Y"),
        ("They meet each Thursday.", "SET", "XXXX-WXX-4"),
        ("They meet on Tuesday nights.", "SET", "XXXX-WXX-2TNI"),
        ("It costs $5 a day.", "SET", "P1D"),
    ],
)
def test_lengths_and_sets_have_no_range(text: str, kind: str, value: str) -> None:
    found = one(text)
    assert (found.kind, found.value, found.when) == (kind, value, None)


@pytest.mark.parametrize(
    ("text", "value", "earliest", "latest"),
    [
        ("The bridge is now shut.", "PRESENT_REF", "", ""),
        ("The bridge was recently shut.", "PAST_REF", "", WEDNESDAY),
        ("The bridge was shut several years ago.", "PAST_REF", "", WEDNESDAY),
        ("The bridge will soon be shut.", "FUTURE_REF", WEDNESDAY, ""),
    ],
)
def test_vague_ones_have_open_ends(text: str, value: str, earliest: str, latest: str) -> None:
    found = one(text)
    assert found.value == value
    assert found.when is not None
    assert (found.when.earliest, found.when.latest, found.when.precision) == (earliest, latest, Precision.VAGUE)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The bridge fell on March 3. Two days later the mayor fled.", ["2025-03-03", "2025-03-05"]),
        ("The bridge fell on March 3. The mayor had fled the day before.", ["2025-03-03", "2025-03-02"]),
        ("The bridge fell on March 3. The morning after, he fled.", ["2025-03-03", "2025-03-04TMO"]),
        ("The bridge fell on March 3. He fled the following day.", ["2025-03-03", "2025-03-04"]),
        ("He won in 2019. The bridge fell later that year.", ["2019", "2019"]),
        ("He won in May 2019. The bridge fell a year earlier.", ["2019-05", "2018-05"]),
        ("Profit fell in the third quarter. It was higher a year earlier.", ["2024-Q3", "2023-Q3"]),
        ("It hit at 2:30 p.m. on Tuesday.", ["2025-03-11T14:30", "2025-03-11"]),
        ("It hit just after midnight on Thursday.", ["2025-03-06T00:00", "2025-03-06"]),
        ("It hit overnight into Tuesday.", ["2025-03-10TNI", "2025-03-11"]),
        ("It hit on April 5 and 6, 2024.", ["2024-04-05", "2024-04-06"]),
        ("It hit on 5 and 6 April 2024.", ["2024-04-05", "2024-04-06"]),
        ("On March 3 it hit at 2:30 p.m. in the port.", ["2025-03-03", "2025-03-03T14:30"]),
    ],
)
def test_counting_from_what_was_said_before(text: str, values: list[str]) -> None:
    assert [m.value for m in read_text(text, WEDNESDAY)] == values


@pytest.mark.parametrize(
    ("text", "values", "earliest", "latest"),
    [
        ("They fought from Monday to Friday.", ["2025-03-03", "2025-03-07"], "2025-03-03", "2025-03-07"),
        ("They fought between May and July 2020.", ["2020-05", "2020-07"], "2020-05-01", "2020-07-31"),
        ("They fought between May 2020 and July 2020.", ["2020-05", "2020-07"], "2020-05-01", "2020-07-31"),
        ("They fought from November to February.", ["2024-11", "2025-02"], "2024-11-01", "2025-02-28"),
        ("They fought from 2014 to 2019.", ["2014", "2019"], "2014-01-01", "2019-12-31"),
    ],
)
def test_both_ends_of_a_range_have_the_whole(text: str, values: list[str], earliest: str, latest: str) -> None:
    found = read_text(text, WEDNESDAY)
    assert [m.value for m in found] == values
    assert {(m.when.earliest, m.when.latest) for m in found if m.when} == {(earliest, latest)}


@pytest.mark.parametrize(
    "text",
    [
        "Mr. August Bell spoke.",
        "They may march.",
        "The fall of the city was quick.",
        "About 1500 troops and 2000 people came.",
        "A 7-year-old boy and a woman, 43 years old, were hurt.",
        "He came second, a quarter of the way back.",
        "The Daily Courier said so.",
        "It was the third raid in as many weeks.",
        "They won 24/7 support and scored 3:1.",
        "It rose 1.5 percent to 2,010 points.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert read_text(text, WEDNESDAY) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell on Friday.", "XXXX-WXX-5"),
        ("It fell in December.", "XXXX-12"),
        ("It fell on March 4.", "XXXX-03-04"),
        ("It fell yesterday.", "PAST_REF"),
        ("It fell two days ago.", "PAST_REF"),
        ("It fell last spring.", "XXXX-SP"),
        ("It fell at 9 p.m. in the port.", "XXXX-XX-XXT21:00"),
    ],
)
@pytest.mark.parametrize("published", ["", "soon", "2025-13-40"])
def test_without_the_reports_date(text: str, value: str, published: str) -> None:
    found = one(text, published)
    assert found.value == value
    assert found.when is not None
    assert (found.when.earliest, found.when.latest) == ("", "")


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2024-02-29", "It fell a year ago.", "2023"),
        ("2024-03-01", "It fell yesterday.", "2024-02-29"),
        ("2025-01-01", "It fell yesterday.", "2024-12-31"),
        ("2025-01-02", "It fell last week.", "2024-W52"),
        ("2021-01-01", "It fell this week.", "2020-W53"),
        ("2025-01-05", "It fell in January.", "2025-01"),
        ("2025-01-05", "It fell last month.", "2024-12"),
        ("2025-03-30T02:30", "It fell today.", "2025-03-30"),
        ("2023-05-01", "It fell on Feb. 29.", "2024-02-29"),
        ("2024-12-31", "It will fall tomorrow.", "2025-01-01"),
        ("2025-03-31", "It fell one month ago.", "2025-02"),
        ("2025-02-10", "It fell in the fourth quarter.", "2024-Q4"),
    ],
)
def test_at_the_edges_of_the_calendar(published: str, text: str, value: str) -> None:
    assert one(text, published).value == value


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The governor said Friday that he will resign.", "2025-03-07"),
        ("The governor said he will resign Friday.", "2025-03-14"),
        ("The governor plans to resign on Friday.", "2025-03-14"),
        ("The council meets on Friday.", "2025-03-14"),
        ("The talks are expected in December.", "2025-12"),
        ("Elections are due in October.", "2025-10"),
        ("The ceasefire expired on Monday.", "2025-03-10"),
        ("The deal, announced Friday by the bank, will help.", "2025-03-07"),
        ("The deadline was extended until Friday.", "2025-03-14"),
        ("The port agreed in December to pay.", "2024-12"),
        ("They will look into Friday's raid.", "2025-03-07"),
        ("The film shows a guard standing by what appears to be a boat on Monday.", "2025-03-10"),
        ("The convoy seems to have left the depot on Friday.", "2025-03-07"),
        ("The row is expected to dominate a summit set for Elmford in April.", "2025-04"),
        ("The council had set a deadline for Friday.", "2025-03-07"),
        ("He spoke of the upcoming vote in June.", "2025-06"),
        ("Officers stopped a planned attack in June.", "2024-06"),
    ],
)
def test_direction_by_the_governing_verb(text: str, value: str) -> None:
    assert [m.value for m in parsed(text)] == [value]


_WORDS = st.sampled_from(
    [
        *sorted({word for entry in load("time_words", TimeWord) for word in entry.words}),
        *(
            "2019",
            "3",
            "31",
            "0",
            "99",
            "5,000",
            "2:30",
            "p.m.",
            "'90s",
            "1990s",
            "3rd",
            "1/2",
            "9/11",
            "Q3",
            "-",
            ",",
            ".",
        ),
        *(
            "May",
            "Sunday",
            "Easter",
            "0000-00-00",
            "9999-12-31",
            "31/02/2020",
            "120855Z",
            "\n\n",
            "x",
            "'s",
            "9999999999",
        ),
    ]
)
_PUBLISHED = st.one_of(st.just(""), st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat))
_ORDER = list(Precision)
_LEAST = {Precision.WEEK: 7, Precision.MONTH: 28, Precision.QUARTER: 90, Precision.HALF: 181, Precision.YEAR: 365}


@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=14).map(" ".join)), _PUBLISHED)
@example("the last last last", "2025-03-12")
@example("august through sunday", "1999-08-01")
@example("half a year ago in the first two quarters of 2000 the week of May 9999", "0001-01-01")
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_of_it(text: str, published: str) -> None:
    end = 0
    for found in read_text(text, published):
        assert end <= found.span.start < found.span.end <= len(text)
        assert found.span.words(text).strip()
        assert found.kind in {"DATE", "TIME", "DURATION", "SET"}
        assert found.value
        end = found.span.end
        if found.when is not None and found.when.earliest and found.when.latest:
            first, last = found.when.earliest, found.when.latest
            assert first <= last
            days = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days + 1
            assert days >= _LEAST.get(found.when.precision, 1)


@pytest.mark.parametrize("unit", ["one ", "the ", "1,111", "last ", "2020-", "May ", "a year ago "])
def test_long_runs_take_linear_time(unit: str) -> None:
    text = unit * 5_000
    start = time.process_time()
    read_text(text, WEDNESDAY)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("published", ["2016-05-19", "1999-01-01"])
@pytest.mark.parametrize("relation", ["last", "next", "this"])
def test_a_day_of_history_is_in_no_other_year(published: str, relation: str) -> None:
    found = read_text(f"They fear that the {relation} 9/11 will come.", published)
    assert [m.value for m in found if "9/11" in m.span.words(f"They fear that the {relation} 9/11 will come.")] in (
        ["2001-09-11"],
        [],
    )
