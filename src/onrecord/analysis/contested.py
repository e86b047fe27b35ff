"""Facts of an incident on which reports disagree: two values that cannot both hold of the same time.

A later figure is an update, spelling and translation are nothing, and a different count of the same thing is no
conflict either. What was inferred and not said decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.analysis.accounts import causes, roles
from onrecord.analysis.dates_places import dates, places
from onrecord.analysis.figures import numbers
from onrecord.analysis.given import Inquiry
from onrecord.analysis.responsible import responsibility
from onrecord.model import Cluster, Contested, Linkage, Record

FACTS = (dates, places, numbers, causes, roles, responsibility)
"""What is looked into, in the order in which it is shown."""


def find_contested(incident: Cluster, records: Iterable[Record], linkage: Linkage) -> tuple[Contested, ...]:
    """Return the facts of an incident on which the reports disagree, each value with what stands behind it.

    Args:
        incident: of the case.
        records: of the reports that tell it at least; those that they repeat help to count voices.
        linkage: of the case.
    """
    inquiry = Inquiry(incident, {r.report.id: r for r in records}, linkage)
    return tuple(found for fact in FACTS for found in fact(inquiry))
