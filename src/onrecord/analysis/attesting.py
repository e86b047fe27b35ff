"""Which claims of a report say that an incident took place."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.analysis.independence import Carrier
from onrecord.model import Act, Polarity, Record

_ATTESTS = (Act.ASSERT, Act.CONFIRM, Act.ACKNOWLEDGE, Act.CLAIM_RESPONSIBILITY)
"""Acts by which somebody says that an event took place. Who blames somebody for it may have it from others."""


def attesting(carrier: Carrier, records: Iterable[Record], members: set[str]) -> Carrier:
    """Return what of a report says that an incident took place, rather than who did it, where there is such a thing."""
    record = next(r for r in records if r.report.id == carrier.report)
    own = [c for c in record.claims if c.id in carrier.claims]
    saying = [c.id for c in own if c.act in _ATTESTS and c.certainty.polarity is not Polarity.NEGATIVE]
    if saying:
        return Carrier(carrier.report, tuple(sorted(saying)))
    inside = [s for c in own for s in c.content]
    triggers = [s for i in record.incidents if i.id in members for s in i.triggers]
    free = [s for s in triggers if not any(content.covers(s) for content in inside)]
    return Carrier(carrier.report, (), tuple(free)) if free else carrier
