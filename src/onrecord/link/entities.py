"""Same person or group across reports."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.link.profiles import Profile
from onrecord.model.link import Cluster, Judgement


def join_entities(
    profiles: Sequence[Profile], judgements: Sequence[Judgement]
) -> tuple[tuple[Cluster, ...], tuple[Judgement, ...]]:
    """Return entities of the case, and the rules' judgements on the pairs that were compared."""
    del profiles, judgements
    return (), ()
