"""Headlines of other stories between the paragraphs of a report: page, not the report."""

from __future__ import annotations

import pytest

from onrecord.model import SegmentKind
from onrecord.read import read_text

STORY = """Clerk shot outside Larn mill

A clerk was shot and killed outside the Larn mill on Tuesday night, police said.

{line}

Officers found Otto Prell, 34, in the car park at 9 p.m. He died at the hospital, Chief Ada Quist said.

{last}
"""


def left_out(line: str, last: str = "Nobody else was hurt.") -> list[str]:
    """Return the words of a story that are those of the page."""
    report = read_text(STORY.format(line=line, last=last))
    found = (s for s in report.segments if s.kind is SegmentKind.BOILERPLATE)
    return [words for s in found for words in s.span.words(report.text).split("\n") if words]


@pytest.mark.parametrize(
    "line",
    [
        "Two men sought in burglary",
        "Jury finds Kade Morrow guilty of manslaughter",
        "Woman stabbed in Dolno bar fight",
        "Ex-deputy sentenced in beating of inmate",
        "Sarn Soldier Kills Driver at Checkpoint",
        "Related story: Ferry sinks off Dolno, two dead",
    ],
)
def test_a_headline_that_nothing_ties_to_the_report_is_page(line: str) -> None:
    assert left_out(line) == [line]
    assert left_out("Police searched the car park.", line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Clerk killed in shooting outside mill",  # most of its words are the report's
        "Prell loved by everybody, trial hears",  # names somebody of the report
        "Killer sought after Tuesday's attack",  # a day of the report
        "What the law says",  # tells of no deed
        "A SECOND ARREST",  # a heading of the report itself
        "Police arrested nobody, and they were looking for a car",  # a sentence without its full stop
        "Morrow was arrested by deputies in Dolno",
        "Two men are sought in a burglary.",
    ],
)
def test_what_the_report_itself_may_say_stays(line: str) -> None:
    assert left_out(line) == []


def test_a_headline_stands_behind_a_sentence() -> None:
    report = read_text("Clerk shot in Larn\n\nTwo men sought in burglary\n\nA clerk was shot in Larn, police said.")
    assert SegmentKind.BOILERPLATE not in [s.kind for s in report.segments]
