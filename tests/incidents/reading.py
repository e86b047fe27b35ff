"""Invented texts to incidents, for the tests of this folder."""

from __future__ import annotations

from onrecord.annotate import annotate
from onrecord.incidents.find import Found, analyse
from onrecord.model import Incident, Report, RoleKind


def read(text: str, published: str = "2025-06-10") -> Found:
    """Return what the stage finds in a text."""
    doc = next(iter(annotate([Report("t", text, published=published)])))
    return analyse(doc, ())


def incidents(text: str, published: str = "2025-06-10") -> list[Incident]:
    """Return the incidents of a text."""
    return [incident for _, incident in read(text, published).told]


def one(text: str, published: str = "2025-06-10") -> Incident:
    """Return the only incident of a text."""
    found = incidents(text, published)
    assert len(found) == 1, [i.title for i in found]
    return found[0]


def names(incident: Incident, kind: RoleKind) -> list[str]:
    """Return who or what has a part."""
    return [r.name for r in incident.fillers(kind)]
