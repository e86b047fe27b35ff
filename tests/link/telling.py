"""Builds profiles by hand: what a report tells, in one call."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

from onrecord.link.profiles import Profile
from onrecord.link.stems import stems
from onrecord.link.telling import Named, Spot, Telling, Told
from onrecord.link.wording import wording
from tests import factory


def spot(name: str, region: str = "", country: str = "", **fields: Any) -> Spot:
    """Return a town."""
    return Spot(name, level="city", country=country, admin1=region, **fields)


def named(name: str, report: str, **fields: Any) -> Named:
    """Return somebody whom a report names."""
    return Named(f"ent_{report}_{name}", fields.pop("kind", "person"), name, **fields)


def told(ident: str, **fields: Any) -> Told:
    """Return an attack; `day` gives both ends of its range."""
    day = fields.pop("day", "")
    given: dict[str, Any] = {"type": "ASSAULT", "mode": "firearms", "title": ident, "weight": 1.0}
    when = {"earliest": day, "latest": day, "precision": "day"} if day else {}
    return Told(ident, **(given | when | fields))


def profile(report: str, text: str, *incidents: Told, published: str = "2026-03-02", **fields: Any) -> Profile:
    """Return the profile of a report whose words are given; the first incident is what it is about."""
    counts = sorted(Counter(stems(text)).items())
    telling = Telling(
        incidents=incidents,
        main=incidents[0].id if incidents else "",
        words=tuple(w for w, _ in counts),
        counts=tuple(n for _, n in counts),
        lead=tuple(w for w, _ in counts),
    )
    return Profile(report, "", published, "", wording(factory.record("")), dataclasses.replace(telling, **fields))
