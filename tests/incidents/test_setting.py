"""The town and day of the main event, from the whole report."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.annotate.times import find_times
from onrecord.incidents.find import analyse
from onrecord.incidents.whenwhere import of_the_page
from onrecord.model import Incident, Precision, Report
from tests.incidents.reading import incidents, one

pytestmark = pytest.mark.model


def test_town_of_the_report_places_an_event_without_a_place() -> None:
    told = one("Police in Toledo are looking for a gunman. A clerk was shot on Friday. Toledo police asked for help.")
    assert told.where is not None
    assert told.where.name == "Toledo"
    assert told.where.why.startswith("inferred")
    assert "Toledo" not in told.title


def test_own_town_is_no_inference() -> None:
    told = one("A clerk was shot in Cleveland on Friday.")
    assert told.where is not None
    assert told.where.name == "Cleveland"
    assert not told.where.why.startswith("inferred")


def test_only_the_main_event_happens_where_the_report_is_set() -> None:
    text = (
        "A clerk was shot in Cleveland on Friday. The shooting shocked Cleveland. The clerk was shot twice. "
        "Rebels kidnapped a bishop in 1994."
    )
    assert [i.where.name if i.where else "" for i in incidents(text)] == ["Cleveland", ""]


def test_day_said_beside_the_event_is_marked() -> None:
    told = one("A clerk was shot in Cleveland. Officers responded to the bakery around 9:40 p.m. Saturday.")
    assert told.when is not None
    assert told.when.earliest.startswith("2025-06-07")
    assert told.when.why.startswith("inferred")


def test_without_any_day_the_bound_stays() -> None:
    told = one("A clerk was shot in Cleveland. Officers are looking for a gunman.")
    assert told.when is not None
    assert (told.when.earliest, told.when.latest) == ("", "2025-06-10")


def test_day_of_an_arrest_does_not_date_the_shooting() -> None:
    text = "A docker was arrested on Monday in the shooting of a clerk. The clerk was shot on Jan. 3 in Cleveland."
    shooting = next(i for i in incidents(text) if i.type == "ASSAULT")
    assert shooting.when is not None
    assert shooting.when.earliest == "2025-01-03"


def test_the_morning_after_dates_the_talks() -> None:
    text = (
        "A general was shot in Cleveland on Friday. The shooting happened the morning after the minister "
        "led the Norwegian delegation in talks with Sweden."
    )
    talks = next(i for i in incidents(text) if i.type == "CONSULT")
    assert talks.when is not None
    assert talks.when.earliest == talks.when.latest == "2025-06-05"
    assert talks.when.precision is Precision.DAY
    assert talks.when.why.startswith("inferred: the day before")


def test_weeks_after_is_no_day() -> None:
    text = "A general was shot in Cleveland on Friday. The shooting happened weeks after talks with Sweden in Oslo."
    assert all(not i.when.earliest for i in incidents(text) if i.type == "CONSULT" and i.when is not None)


def test_towns_in_the_banner_of_an_outlet_do_not_place_it() -> None:
    text = (
        "Clerk shot in Lima - WQRT TV: Toledo, Akron News & Weather\n\nA clerk was shot on Friday. Lima police spoke."
    )
    told = next(i for i in incidents(text) if i.type == "ASSAULT")
    assert told.where is not None
    assert told.where.name == "Lima"


def test_where_the_hurt_were_brought_is_not_the_place() -> None:
    text = "A clerk was shot at a home in Toledo on Friday. He was killed, officers said, at a hospital in Akron."
    told = next(i for i in incidents(text) if i.type == "ASSAULT")
    assert told.where is not None
    assert told.where.name == "Toledo"


def told_in_fresno(text: str) -> Incident:
    report = Report("t", text, published="2025-06-10", url="https://www.fresnoherald.example/a-clerk-was-shot")
    (told,) = analyse(next(iter(annotate([report]))), ()).told
    return told[1]


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt, 34, of Toledo, was shot on Friday. The shooting is being investigated. Brandt was shot twice.",
        "A clerk was shot on Friday and flown to Toledo. Doctors said the clerk was shot twice.",
        "A clerk was shot on Friday and pronounced dead at a hospital in Toledo. The shooting shocked her friends.",
    ],
)
def test_where_somebody_lives_is_treated_or_speaks_is_not_the_place(text: str) -> None:
    assert [i.where.name for i in incidents(text) if i.where is not None] == []


def test_where_somebody_speaks_of_it_is_no_place_that_is_said() -> None:
    told = one("A clerk was shot dead on Friday, police said at a news conference in Toledo.")
    assert told.where is None or told.where.why.startswith("inferred")


def test_an_attack_on_a_hospital_is_where_the_hospital_is() -> None:
    told = one("Gunmen attacked a hospital in Toledo on Friday.")
    assert told.where is not None
    assert told.where.name == "Toledo"


def test_without_any_town_it_is_where_the_outlet_is_at_home() -> None:
    told = told_in_fresno("A clerk was shot on Friday. The clerk died at the scene.")
    assert told.where is not None
    assert told.where.name == "Fresno"
    assert told.where.why.startswith("inferred: where its outlet is at home")
    assert "Fresno" not in told.title


def test_a_county_that_is_said_is_not_narrowed_to_the_outlets_home() -> None:
    told = told_in_fresno("A clerk was shot in Madera County on Friday. The sheriff asked for help.")
    assert told.where is not None
    assert told.where.name == "Madera County"
    assert not told.where.why.startswith("inferred")


def test_a_town_that_is_said_comes_before_the_outlets_home() -> None:
    told = told_in_fresno("A clerk was shot in Visalia on Friday. Visalia police asked for help.")
    assert told.where is not None
    assert told.where.name == "Visalia"


def test_a_town_called_after_a_park_is_a_town() -> None:
    told = one("A clerk was shot in Orchard Park, New York, on Friday. Orchard Park police asked for help.")
    assert told.where is not None
    assert told.where.name == "Orchard Park"


def test_an_area_around_a_town_does_not_hide_the_town() -> None:
    told = one("Toledo police spoke of a shooting in the Toledo area. A clerk was shot in Toledo on Friday.")
    assert told.where is not None
    assert told.where.name == "Toledo"


@pytest.mark.parametrize(
    "stamp",
    [
        "(Published Thursday, June 5, 2025)",
        "Updated: Thursday, June 5, 2025 7:13 AM",
        "Posted: June 5, 2025",
        "Ilse Brandt (@ilsebrandt) June 5, 2025",
        "Tune in to Larn News Thursday at 6 p.m.",
    ],
)
def test_times_of_the_page_date_no_event(stamp: str) -> None:
    report = Report("t", f"A clerk was shot in Cleveland.\n{stamp}\nOfficers are looking for a gunman.")
    times = find_times(next(iter(annotate([report]))), report)
    assert times
    assert all(of_the_page(report, t.span) for t in times)


@pytest.mark.parametrize(
    "sentence",
    [
        "He posted on Thursday that he was armed.",
        "The film was published on June 5.",
        "Officers responded on Thursday.",
    ],
)
def test_times_of_what_is_told_are_not_of_the_page(sentence: str) -> None:
    report = Report("t", f"A clerk was shot in Cleveland. {sentence}")
    times = find_times(next(iter(annotate([report]))), report)
    assert times
    assert not any(of_the_page(report, t.span) for t in times)


@pytest.mark.parametrize(
    "text",
    [
        "Ardo Pell pleaded guilty Thursday to murder in the shooting of a clerk in Dolno. The clerk was shot in March.",
        "A judge in Larn sentenced Ardo Pell on Monday to ten years for shooting a clerk.",
        "Ardo Pell was back in a Larn courtroom on Tuesday for the shooting of two clerks.",
    ],
)
def test_the_day_of_the_trial_is_not_that_of_the_shooting(text: str) -> None:
    shooting = next(i for i in incidents(text, "2025-06-13") if i.type == "ASSAULT")
    assert shooting.when is None or not shooting.when.earliest.startswith("2025-06")


def test_the_day_of_an_arrest_stays_its_own() -> None:
    arrest = next(i for i in incidents("Ardo Pell was arrested on Monday and charged.", "2025-06-13"))
    assert arrest.when is not None
    assert arrest.when.earliest == "2025-06-09"


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was shot in Dolno on Monday, and Ardo Pell was booked into the Larn County Jail.",
        "A clerk was shot in Dolno on Monday and dropped off at Larn Hospital.",
    ],
)
def test_no_jail_and_no_hospital_is_where_it_took_place(text: str) -> None:
    shooting = next(i for i in incidents(text) if i.type == "ASSAULT")
    said = " ".join(p.name for p in (shooting.where, shooting.site) if p is not None)
    assert "Jail" not in said
    assert "Hospital" not in said


def test_where_a_government_sits_is_not_where_it_happened() -> None:
    text = (
        "GOMA, 12 March 2011 - Gunmen stormed a market. The attack killed 30 villagers. The army blamed a militia for "
        "the attack. The killings went on for an hour. Nobody was arrested, an officer said. A priest prayed. "
        "The government in Kinshasa had no comment."
    )
    told = incidents(text, "2011-03-12")[0]
    assert told.where is not None
    assert told.where.name == "Goma"
