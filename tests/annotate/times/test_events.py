"""Times that count from an event whose day the text says elsewhere."""

from __future__ import annotations

import pytest

from onrecord.annotate.times import read_text
from onrecord.lexicon.load import load
from onrecord.lexicon.schema_times import TimedEvent

PUBLISHED = "2025-03-12"


def values(text: str) -> list[str]:
    return [m.value for m in read_text(text, PUBLISHED)]


@pytest.mark.parametrize("entry", load("time_events", TimedEvent), ids=lambda e: e.id)
def test_example_counts_from_its_event(entry: TimedEvent) -> None:
    assert values(entry.example) == ["2025-03-05", "2025-03-03"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A ferryman was shot on Jan. 20. His car was seen ten days before the shooting.", "2025-01-10"),
        ("Police studied the Jan. 20 dockside slaying. He left the port the day after the murder.", "2025-01-21"),
        ("A ferryman was shot on Jan. 20. He was seen in the weeks before the shooting.", "2025-01"),
        ("A ferryman was killed last fall. He was seen in the days before the slaying.", "2024-FA"),
        ("A ferryman was shot on Jan. 20. He was seen at 6 a.m. ten days before the shooting.", "2025-01-10T06:00"),
    ],
)
def test_counts_from_the_day_said_with_the_event(text: str, value: str) -> None:
    assert values(text)[-1] == value


@pytest.mark.parametrize(
    "text",
    [
        "His car was seen ten days before the shooting.",
        "One was shot on Jan. 20 and one was shot on Jan. 25. His car was seen ten days before the shooting.",
        "A mayor spoke on Jan. 20. His car was seen ten days before the shooting.",
    ],
)
def test_stays_a_length_where_the_day_is_open(text: str) -> None:
    assert values(text)[-1] == "P10D"


def test_weeks_before_are_bounded_by_the_event() -> None:
    found = read_text("A ferryman was shot on Jan. 20. He was seen in the weeks before the shooting.", PUBLISHED)[-1]
    assert found.when is not None
    assert (found.when.latest, found.when.precision.value) == ("2025-01-20", "vague")


def test_holiday_weeks() -> None:
    assert values("Shops shut for Easter week.") == ["2025-W16"]
    assert values("Two men drowned over Labor Day weekend.")[0].endswith("-WE")


def test_year_behind_post() -> None:
    assert values("The post-1959 laws were kept.") == ["1959"]


@pytest.mark.parametrize(
    ("later", "value"),
    [
        ("The next morning the mill burned.", "2025-03-11TMO"),
        ("The next day the mill burned.", "2025-03-11"),
        ("Two days later the mill burned.", "2025-03-12"),
    ],
)
def test_past_is_not_counted_from_the_day_of_saying(later: str, value: str) -> None:
    assert values(f"The bridge fell on Monday, police said on Wednesday. {later}")[-1] == value
