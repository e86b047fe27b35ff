"""Makes short reports that tell one event, and the incident of the case that they tell."""

from __future__ import annotations

import dataclasses
from typing import Any

from onrecord.analysis.contested import find_contested
from onrecord.model import (
    Attribution,
    Claim,
    Cluster,
    Contested,
    Entity,
    Field,
    Harm,
    HarmKind,
    Incident,
    Linkage,
    PlaceLevel,
    PlaceMention,
    Record,
    Repeat,
    Retold,
    Stance,
    Subject,
    When,
    content_id,
)
from tests import factory


def told(
    text: str,
    trigger: str,
    day: str = "2026-03-04",
    *,
    claims: tuple[Claim, ...] = (),
    entities: tuple[Entity, ...] = (),
    rows: tuple[tuple[str, Stance, str], ...] = (),
    **fields: Any,
) -> Record:
    """Return the record of a report that tells one event.

    Args:
        text: of the report.
        trigger: word for the event.
        day: of publication.
        claims: of the report; each tells the event.
        entities: that it names.
        rows: actor, stance and speaker of attributions.
        **fields: of the incident.
    """
    report = factory.report(text, published=day, outlet=f"Paper of {day}")
    report = dataclasses.replace(report, id=content_id("rep", text, day))
    base = factory.incident(text, trigger, **fields)
    named = {e.name: e.id for e in entities}
    incident = dataclasses.replace(
        base,
        id=content_id("inc", report.id, trigger),
        claims=tuple(c.id for c in claims),
        roles=tuple(dataclasses.replace(r, entity=named.get(r.name, "")) for r in base.roles),
    )
    made = tuple(_row(text, incident, *row, report.id) for row in rows)
    return factory.record(
        text, report=report, claims=claims, entities=entities, incidents=(incident,), attributions=made
    )


def _row(text: str, of: Incident, actor: str, stance: Stance, by: str, report: str) -> Attribution:
    row = factory.attribution(text, of, actor, stance, by)
    return dataclasses.replace(row, id=content_id("att", report, actor, stance.value, by))


def said(text: str, content: str, who: str, cue: str = "said", **fields: Any) -> Claim:
    """Return a claim with an id of its own in every report."""
    found = factory.claim(text, content, cue, who, **fields)
    return dataclasses.replace(found, id=content_id("clm", text, content))


def count(text: str, kind: HarmKind, words: str, number: int, claim: Claim | None = None) -> Harm:
    """Return a number as said."""
    return Harm(kind, number, number, number, factory.span(text, words), claim.id if claim else "")


def day(text: str, words: str, iso: str) -> When:
    """Return a day as said."""
    return When(iso, iso, spans=(factory.span(text, words),))


def town(text: str, name: str, at: tuple[float, float], country: str = "BG", **fields: Any) -> PlaceMention:
    """Return a place as said."""
    given: dict[str, Any] = {"level": PlaceLevel.CITY, "geonames_id": 1} | fields
    return PlaceMention(factory.span(text, name), name, country=country, latitude=at[0], longitude=at[1], **given)


def contested(*records: Record, copies: tuple[tuple[Record, Record], ...] = ()) -> dict[Field, Contested]:
    """Return what the reports disagree on, by field; of several of one field, the last."""
    members = tuple(sorted(i.id for r in records for i in r.incidents))
    cluster = Cluster("evt_1", Subject.INCIDENT, members, "an event")
    retold = tuple(Retold(one.report.id, other.report.id, Repeat.COPY, 9.0) for one, other in copies)
    return {c.field: c for c in find_contested(cluster, records, Linkage("test", retold=retold))}


def values(found: Contested) -> list[str]:
    """Return the rival values, in order."""
    return [v.value for v in found.values]
