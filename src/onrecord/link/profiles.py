"""What linking needs of a record, small enough to hold for every report of a case at once.

A profile is made once, when a report is added, and stored; linking reads profiles and never records.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.link.telling import Telling, telling
from onrecord.link.wording import Wording, wording
from onrecord.model import Record

PROFILE_VERSION = 1
"""Raised when a field changes its meaning: profiles stored by an older version are made anew from their records."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One report as linking sees it.

    Attributes:
        report: id of the report.
        outlet: who published it, "" where unknown.
        published: ISO day or time of publication, "" where unknown.
        title: headline, "" where there is none.
        wording: what copies and retellings are found by.
        telling: what incidents and entities are joined by.
    """

    report: str
    outlet: str
    published: str
    title: str
    wording: Wording
    telling: Telling


def profile(record: Record) -> Profile:
    """Return the profile of a record."""
    report = record.report
    return Profile(report.id, report.outlet, report.published, report.title, wording(record), telling(record))
