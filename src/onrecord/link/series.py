"""Incidents of a case that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.link.profiles import Profile
from onrecord.model.link import CaseSeries, Cluster


def find_series(profiles: Sequence[Profile], incidents: Sequence[Cluster]) -> tuple[CaseSeries, ...]:
    """Return incidents that a source or a rule puts together."""
    del profiles, incidents
    return ()
