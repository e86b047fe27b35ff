"""The front of linking: profiles and people's judgements in, links out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.link.collecting import no_collecting
from onrecord.link.entities import join_entities
from onrecord.link.incidents import join_incidents
from onrecord.link.limits import SAME_INCIDENT
from onrecord.link.profiles import Profile
from onrecord.link.retell import compare_reports, find_repeats
from onrecord.link.series import find_series
from onrecord.model.link import Judgement, Linkage

RULE = "link/1"
"""Name and version of the rules; raised when the same profiles give other links."""


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """What a user can set.

    Attributes:
        same_incident: score from which two tellings are one incident; lower joins more.
    """

    same_incident: float = SAME_INCIDENT


DEFAULTS = LinkOptions()


def link(profiles: Iterable[Profile], judgements: Iterable[Judgement] = (), options: LinkOptions = DEFAULTS) -> Linkage:
    """Return how the reports of a case hang together; their order does not matter.

    1. reports: near-identical text and retellings, with the stretches that correspond;
    2. claims: which repeats which, along those stretches;
    3. entities: who is who across reports;
    4. incidents: what is told of the same event, never across a person's "different";
    5. series.

    Args:
        profiles: of every report of the case.
        judgements: people's only, live ones; each outranks every rule.
        options: thresholds.
    """
    with no_collecting():
        return _link(profiles, judgements, options)


def _link(profiles: Iterable[Profile], judgements: Iterable[Judgement], options: LinkOptions) -> Linkage:
    held = sorted(profiles, key=lambda p: p.report)
    ruled = sorted(judgements, key=lambda j: j.id)
    retold, on_reports = compare_reports(held)
    repeats = find_repeats(held, retold)
    entities, on_entities = join_entities(held, ruled)
    incidents, on_incidents = join_incidents(held, ruled, retold, entities, options.same_incident)
    return Linkage(
        rule=RULE,
        retold=retold,
        repeats=repeats,
        judgements=(*on_reports, *on_entities, *on_incidents),
        incidents=incidents,
        entities=entities,
        series=find_series(held, incidents),
    )
