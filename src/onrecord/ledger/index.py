"""From a record to the rows of the index, without their numbers. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.model import (
    Attribution,
    Claim,
    Entity,
    Incident,
    Record,
    Report,
    SegmentKind,
    Series,
    SourceKind,
    SourceRef,
    Span,
    When,
    quote,
)

Row = dict[str, Any]

LONGEST_PASSAGE = 1_000
"""Code points of a passage in the full text; what has no end of a sentence for longer is cut there."""

_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[]{0,3}[^\W\d_a-zß-ÿ])|\n+")


@dataclass(slots=True)
class Parent:
    """A row and the rows that belong to it, by table.

    Attributes:
        row: its own.
        children: name of a table and its rows.
    """

    row: Row
    children: dict[str, list[Row]] = field(default_factory=dict)


def claim_rows(record: Record) -> Iterator[Parent]:
    """Return the rows of the claims of a record."""
    text = record.report.text
    voices = [s.voice.name for s in record.report.segments]
    for place, claim in enumerate(record.claims):
        hedges = [
            {"hop": n, "place": m, "words": quote(text, [span])}
            for n, hop in enumerate(claim.chain)
            for m, span in enumerate(hop.certainty.hedges)
        ]
        names = [h.source.name or quote(text, h.source.spans) for h in claim.chain]
        # A chain has a hop at least; a record that came from elsewhere may not know.
        root = claim.chain[-1].source if claim.chain else SourceRef(SourceKind.UNKNOWN)
        row = {
            "id": claim.id,
            "place": place,
            "act": claim.act.value,
            "form": claim.form.value,
            "level": claim.certainty.level.value,
            "polarity": claim.certainty.polarity.value,
            "evidence": claim.evidence.value,
            "root_kind": root.kind.value,
            "root_entity": root.entity,
            **_said(claim.said_when),
            "words": quote(text, claim.content),
            "cue": quote(text, claim.cue),
            "speaker": _joined(names),
            "root": names[-1] if names else "",
            "hedge": _joined(_hedges(claim, text)),
            "voice": voices[claim.segment] if 0 <= claim.segment < len(voices) else "",
        }
        yield Parent(row, {"hops": list(_hops(claim)), "hedges": hedges})


def incident_rows(record: Record) -> Iterator[Parent]:
    """Return the rows of the incidents of a record."""
    for place, incident in enumerate(record.incidents):
        where, when = incident.where, incident.when
        row = {
            "id": incident.id,
            "place": place,
            "type": incident.type,
            "mode": incident.mode,
            "title": incident.title,
            "realis": incident.realis.value,
            "earliest": when.earliest if when else "",
            "latest": when.latest if when else "",
            "where_name": where.name if where else "",
            "where_level": where.level.value if where else "",
            "geonames_id": where.geonames_id if where else 0,
            "country": where.country if where else "",
            "admin1": where.admin1 if where else "",
            "latitude": where.latitude if where else None,
            "longitude": where.longitude if where else None,
            "site": incident.site.name if incident.site else "",
        }
        yield Parent(row, _of_incident(incident))


def _of_incident(incident: Incident) -> dict[str, list[Row]]:
    roles = [
        {"place": n, "kind": r.kind.value, "name": r.name, "entity": r.entity} for n, r in enumerate(incident.roles)
    ]
    harm = [
        {"place": n, "kind": h.kind.value, "low": h.low, "high": h.high, "best": h.best, "claim": h.claim}
        for n, h in enumerate(incident.harm)
    ]
    claims = [{"claim": claim} for claim in dict.fromkeys(incident.claims)]
    return {"roles": roles, "harm": harm, "incident_claims": claims}


def attribution_rows(record: Record) -> Iterator[Row]:
    """Return the rows of the attributions of a record."""
    text = record.report.text
    for place, row in enumerate(record.attributions):
        yield {
            "id": row.id,
            "place": place,
            "incident": row.incident,
            "actor": row.actor.name or quote(text, row.actor.spans),
            "actor_kind": row.actor.kind.value,
            "actor_entity": row.actor.entity,
            "stance": row.stance.value,
            "by": row.by.name or quote(text, row.by.spans),
            "by_kind": row.by.kind.value,
            "by_entity": row.by.entity,
            "claim": row.claim,
            "evidence": row.evidence.value,
            **_said(row.when),
            "words": _first_words(row, text),
        }


def entity_rows(record: Record) -> Iterator[Parent]:
    """Return the rows of the entities of a record."""
    for place, entity in enumerate(record.entities):
        row = {
            "id": entity.id,
            "place": place,
            "kind": entity.kind.value,
            "name": entity.name,
            "country": entity.country,
            "named": entity.named,
            "mentions": len(entity.mentions),
        }
        yield Parent(row, {"aliases": _aliases(entity), "offices": _offices(entity)})


def series_rows(record: Record) -> Iterator[Parent]:
    """Return the rows of the series of a record."""
    for place, item in enumerate(record.series):
        row = {"id": item.id, "place": place, "claim": item.claim, "cue": quote(record.report.text, item.cue)}
        yield Parent(row, {"series_incidents": _incidents_of(item)})


def place_rows(record: Record) -> Iterator[Row]:
    """Return the rows of the places of a record, each place once."""
    counted = Counter((p.name, p.level.value, p.geonames_id) for p in record.places)
    first = {(p.name, p.level.value, p.geonames_id): p for p in reversed(record.places)}
    for key, mentions in counted.items():
        name, level, number = key
        row = {"name": name, "level": level, "geonames_id": number, "mentions": mentions}
        yield row | {"country": first[key].country, "admin1": first[key].admin1}


def passages(report: Report) -> Iterator[tuple[Span, bool]]:
    """Return the sentences of a report outside boilerplate, and whether each stands in a headline.

    Cut by full stops and line breaks: good enough to find them and to show them.
    """
    whole = (Span(0, len(report.text)), False)
    stretches = [
        (s.span, s.kind is SegmentKind.HEADLINE) for s in report.segments if s.kind is not SegmentKind.BOILERPLATE
    ]
    for stretch, headline in stretches if report.segments else [whole]:
        start = stretch.start
        for found in _END.finditer(report.text, stretch.start, stretch.end):
            yield from ((span, headline) for span in _pieces(report.text, start, found.end()))
            start = found.end()
        yield from ((span, headline) for span in _pieces(report.text, start, stretch.end))


def _pieces(text: str, start: int, stop: int) -> Iterator[Span]:
    for at in range(start, stop, LONGEST_PASSAGE):
        end = min(at + LONGEST_PASSAGE, stop)
        if text[at:end].strip():
            yield Span(at, end)


def _hops(claim: Claim) -> Iterator[Row]:
    for place, hop in enumerate(claim.chain):
        yield {
            "place": place,
            "kind": hop.kind.value,
            "source_kind": hop.source.kind.value,
            "name": hop.source.name,
            "entity": hop.source.entity,
            "role": hop.source.role,
            "level": hop.certainty.level.value,
            "polarity": hop.certainty.polarity.value,
        }


def _hedges(claim: Claim, text: str) -> list[str]:
    return [quote(text, [span]) for hop in claim.chain for span in hop.certainty.hedges]


def _said(when: When | None) -> Row:
    return {"said_from": when.earliest if when else "", "said_to": when.latest if when else ""}


def _joined(words: list[str]) -> str:
    """Return words one behind the other with a line break between, which none of them holds."""
    return "\n".join(" ".join(w.split()) for w in words if w)


def _first_words(row: Attribution, text: str) -> str:
    return quote(text, row.spans[:1])


def _aliases(entity: Entity) -> list[Row]:
    return [{"place": n, "name": name} for n, name in enumerate(entity.aliases)]


def _offices(entity: Entity) -> list[Row]:
    return [
        {"place": n, "title": o.title, "organisation": o.organisation, "former": o.former}
        for n, o in enumerate(entity.offices)
    ]


def _incidents_of(item: Series) -> list[Row]:
    return [{"place": n, "incident": incident} for n, incident in enumerate(item.incidents)]
