"""Which report repeats which, and which claim."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.link.profiles import Profile
from onrecord.model.link import ClaimRepeat, Retold


def find_retold(profiles: Sequence[Profile]) -> tuple[Retold, ...]:
    """Return copies, excerpts and retellings among the reports."""
    del profiles
    return ()


def find_repeats(profiles: Sequence[Profile], retold: Sequence[Retold]) -> tuple[ClaimRepeat, ...]:
    """Return which claim repeats which, along the stretches that correspond."""
    del profiles, retold
    return ()
