"""What incidents and entities are joined by: what one report tells, without its words in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.link import limits
from onrecord.link.stems import stems
from onrecord.model import (
    Entity,
    EntityKind,
    HarmKind,
    Incident,
    PlaceMention,
    Realis,
    Record,
    RoleKind,
    SegmentKind,
    Span,
    When,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place.

    Attributes:
        name: as the gazetteer has it, else as said.
        geonames_id: 0 where it has none.
        level: value of `PlaceLevel`.
        country: ISO 3166 alpha-2, "" where unknown.
        admin1: first-order division, "" where unknown.
        latitude: degrees north, None where unplaced.
        longitude: degrees east, None where unplaced.
        mentions: how often the report names it.
    """

    name: str
    geonames_id: int = 0
    level: str = ""
    country: str = ""
    admin1: str = ""
    latitude: float | None = None
    longitude: float | None = None
    mentions: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as one report tells it.

    Attributes:
        id: of the incident.
        type: PLOVER type.
        mode: PLOVER mode or a finer word, "" where not said.
        realis: value of `Realis`.
        title: one line for a person.
        earliest: ISO day or time that it cannot precede, "" where open.
        latest: the same it cannot follow.
        precision: value of `Precision`, "" where nothing says when.
        place: where; None where nothing says.
        site: the street, building or quarter that is said, "" for none.
        victims: names of persons it was done to, fullest first.
        perpetrators: names of those who did it.
        others: names of everybody else who has a part.
        entities: ids of the entities that have a part, sorted.
        ages: said of those who have a part, sorted.
        killed: highest number said to have died, None where none is said.
        injured: highest number said to be hurt, None where none is said.
        triggers: stems of the words that refer to it, sorted, each once.
        weight: how much of the report is about it.
    """

    id: str
    type: str
    mode: str = ""
    realis: str = "actual"
    title: str = ""
    earliest: str = ""
    latest: str = ""
    precision: str = ""
    place: Spot | None = None
    site: str = ""
    victims: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    killed: int | None = None
    injured: int | None = None
    triggers: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Named:
    """A person or body that a report names.

    Attributes:
        id: of the entity.
        kind: value of `EntityKind`.
        name: fullest name.
        aliases: other names the report uses.
        offices: titles and offices, small letters.
        bodies: organisations that those offices are of.
        country: ISO 3166 alpha-2 where the report says it, "".
        ages: said of it.
        parts: values of `RoleKind` it has in incidents, sorted.
        mentions: how often the report refers to it.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    country: str = ""
    ages: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()
    mentions: int = 1


@dataclass(frozen=True, slots=True)
class ToldSeries:
    """Incidents that the report puts together.

    Attributes:
        incidents: their ids, in order of mention.
        claim: id of the claim that says so, "" for the narrator.
        words: the words that say so.
    """

    incidents: tuple[str, ...]
    claim: str
    words: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells.

    Attributes:
        incidents: in the order of the text.
        main: id of the incident that the report is about, "" where it tells none.
        named: persons, bodies and states, in order of mention.
        places: every place it names, most named first.
        words: stems of the report, sorted.
        counts: how often each stands there, its headline and lead counted double.
        lead: stems of the headline and the first sentences, sorted, each once.
        ages: ages said anywhere, sorted.
        series: incidents that the report puts together.
    """

    incidents: tuple[Told, ...] = ()
    main: str = ""
    named: tuple[Named, ...] = ()
    places: tuple[Spot, ...] = ()
    words: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    lead: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    series: tuple[ToldSeries, ...] = ()


def telling(record: Record) -> Telling:
    """Return what a record tells."""
    text = record.report.text
    bounds = _bounds(record)
    entities = {e.id: e for e in record.entities}
    ages = {e.id: _ages_of(text, e) for e in record.entities}
    told = tuple(_told(record, incident, entities, ages, bounds) for incident in record.incidents)
    body, lead = _words(record, bounds)
    counts = sorted(body.items())
    return Telling(
        incidents=told,
        main=_main(told),
        named=tuple(_named(record, e, ages[e.id]) for e in record.entities if e.named),
        places=_places(record),
        words=tuple(word for word, _ in counts),
        counts=tuple(count for _, count in counts),
        lead=tuple(sorted(lead)),
        ages=_ages_said(text),
        series=tuple(
            ToldSeries(s.incidents, s.claim, " ... ".join(text[c.start : c.end] for c in s.cue)) for s in record.series
        ),
    )


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Where headline and lead end, in code points of the text."""

    headline: int
    lead: int


def _bounds(record: Record) -> _Bounds:
    headline = 0
    for segment in record.report.segments:
        if segment.kind is SegmentKind.HEADLINE:
            headline = max(headline, segment.span.end)
        elif segment.kind is not SegmentKind.BOILERPLATE:
            return _Bounds(headline, segment.span.start + limits.LEAD_LENGTH)
    return _Bounds(headline, headline + limits.LEAD_LENGTH)


def _words(record: Record, bounds: _Bounds) -> tuple[Counter[str], set[str]]:
    """Return the stems of the report with their counts, and those of headline and lead."""
    text = record.report.text
    counts: Counter[str] = Counter()
    lead: set[str] = set()
    runs = [s.span for s in record.report.segments if s.kind is not SegmentKind.BOILERPLATE] or [Span(0, len(text))]
    for run in runs:
        end = min(run.end, run.start + limits.LONGEST_READ)
        cut = min(max(run.start, bounds.lead), end)
        first = list(stems(text[run.start : cut]))
        lead.update(first)
        counts.update(first)
        counts.update(first)
        counts.update(stems(text[cut:end]))
    return Counter(dict(counts.most_common(limits.MOST_WORDS))), lead


_AGE = re.compile(r"\b(\d{1,3})(?:-|\s)(?:year|yr)s?(?:-|\s)old\b", re.IGNORECASE)
_AGE_BEHIND = re.compile(r"\s?[,(]\s?(\d{1,3})(?:\s?[,.;)]|\s(?:of|and|was|is)\b)")
_AGE_WORDS_AHEAD = re.compile(r"\b(\d{1,3})(?:-|\s)(?:year|yr)s?(?:-|\s)old\s(?:[^\W\d_]+\s){0,2}$", re.IGNORECASE)
_OLDEST = 110
_AHEAD = 40


def _ages_said(text: str) -> tuple[int, ...]:
    found = {int(m.group(1)) for m in _AGE.finditer(text)}
    return tuple(sorted(a for a in found if a <= _OLDEST))


def _ages_of(text: str, entity: Entity) -> tuple[int, ...]:
    """Return the ages that stand beside a person's mentions ("Orsin Tavell, 34,", "34-year-old Orsin Tavell")."""
    if entity.kind not in (EntityKind.PERSON, EntityKind.UNKNOWN, EntityKind.GROUP):
        return ()
    found: set[int] = set()
    for mention in entity.mentions[: limits.MOST_MENTIONS]:
        span = mention.span
        ahead = _AGE_WORDS_AHEAD.search(text, max(0, span.start - _AHEAD), span.start)
        behind = _AGE_BEHIND.match(text, span.end)
        inside = _AGE.search(text, span.start, span.end)
        found.update(int(m.group(1)) for m in (ahead, behind, inside) if m is not None)
    return tuple(sorted(a for a in found if 0 < a <= _OLDEST))


def _named(record: Record, entity: Entity, ages: tuple[int, ...]) -> Named:
    parts = {r.kind.value for i in record.incidents for r in i.roles if r.entity == entity.id}
    return Named(
        id=entity.id,
        kind=entity.kind.value,
        name=entity.name,
        aliases=entity.aliases[: limits.MOST_ALIASES],
        offices=tuple(dict.fromkeys(o.title.casefold() for o in entity.offices))[: limits.MOST_ALIASES],
        bodies=tuple(dict.fromkeys(o.organisation for o in entity.offices if o.organisation))[: limits.MOST_ALIASES],
        country=entity.country,
        ages=ages,
        parts=tuple(sorted(parts)),
        mentions=len(entity.mentions),
    )


def _places(record: Record) -> tuple[Spot, ...]:
    counts = Counter((p.geonames_id, p.name) for p in record.places if p.literal)
    first: dict[tuple[int, str], PlaceMention] = {}
    for place in record.places:
        first.setdefault((place.geonames_id, place.name), place)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], first[item[0]].span.start))
    return tuple(_spot(first[key], count) for key, count in ranked[: limits.MOST_PLACES])


def _spot(place: PlaceMention, mentions: int = 1) -> Spot:
    return Spot(
        place.name,
        place.geonames_id,
        place.level.value,
        place.country,
        place.admin1,
        None if place.latitude is None else round(place.latitude, 3),
        None if place.longitude is None else round(place.longitude, 3),
        mentions,
    )


_PERPETRATORS = (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)
_VICTIMS = (RoleKind.VICTIM, RoleKind.TARGET)


def _told(
    record: Record,
    incident: Incident,
    entities: dict[str, Entity],
    ages: dict[str, tuple[int, ...]],
    bounds: _Bounds,
) -> Told:
    when = incident.when or When()
    names: dict[str, dict[str, None]] = {"victim": {}, "perpetrator": {}, "other": {}}
    for role in incident.roles:
        entity = entities.get(role.entity)
        if entity is None or not entity.named:
            continue
        part = "victim" if role.kind in _VICTIMS else "perpetrator" if role.kind in _PERPETRATORS else "other"
        names[part][entity.name] = None
    text = record.report.text
    of_parts = tuple(sorted({a for r in incident.roles for a in _ages_in(text, r.spans, ages.get(r.entity, ()))}))
    victims = _fullest(names["victim"])
    return Told(
        id=incident.id,
        type=incident.type,
        mode=incident.mode,
        realis=incident.realis.value,
        title=incident.title,
        earliest=when.earliest,
        latest=when.latest,
        precision=when.precision.value if incident.when else "",
        place=_spot(incident.where) if incident.where else None,
        site=incident.site.name if incident.site else "",
        victims=victims,
        perpetrators=_fullest(names["perpetrator"]),
        others=_fullest(names["other"]),
        entities=tuple(sorted({r.entity for r in incident.roles if r.entity})),
        ages=of_parts,
        killed=_count(incident, HarmKind.KILLED),
        injured=_count(incident, HarmKind.INJURED),
        triggers=tuple(sorted({s for t in incident.triggers for s in stems(text[t.start : t.end])})),
        weight=_weight(incident, bounds, (victims, of_parts)),
    )


def _ages_in(text: str, spans: tuple[Span, ...], known: tuple[int, ...]) -> Iterator[int]:
    yield from known
    for span in spans[: limits.MOST_MENTIONS]:
        yield from (int(m.group(1)) for m in _AGE.finditer(text, span.start, span.end) if int(m.group(1)) <= _OLDEST)


def _fullest(names: dict[str, None]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda n: (-len(n.split()), n)))[: limits.MOST_ALIASES]


def _count(incident: Incident, kind: HarmKind) -> int | None:
    said = [h.best for h in incident.harm if h.kind is kind and h.best is not None]
    return max(said, default=None)


_REAL = (Realis.ACTUAL, Realis.ATTEMPTED)


def _weight(incident: Incident, bounds: _Bounds, of_whom: tuple[tuple[str, ...], tuple[int, ...]]) -> float:
    """Return how much of the report is about an incident: where it is told, how often, and with what beside it."""
    if incident.realis not in _REAL:
        return 0.0
    starts = [t.start for t in incident.triggers]
    weight = 1.0 + min(len(starts), limits.MOST_TRIGGERS) * limits.MAIN["trigger"]
    weight += limits.MAIN["headline"] * any(s < bounds.headline for s in starts)
    weight += limits.MAIN["lead"] * any(bounds.headline <= s < bounds.lead for s in starts)
    weight += limits.MAIN["violent"] * (incident.type == "ASSAULT")
    weight += limits.MAIN["harm"] * any(h.kind in (HarmKind.KILLED, HarmKind.INJURED) for h in incident.harm)
    weight += limits.MAIN["where"] * (incident.where is not None) + limits.MAIN["when"] * (incident.when is not None)
    weight += limits.MAIN["victim"] * bool(of_whom[0]) + limits.MAIN["age"] * bool(of_whom[1])
    weight += limits.MAIN["roles"] * min(len(incident.roles), limits.MOST_TRIGGERS)
    return round(weight, 3)


def _main(told: tuple[Told, ...]) -> str:
    """Return the id of the incident with the greatest weight, the first of equals; "" where none took place."""
    best = max(told, key=lambda t: t.weight, default=None)
    return best.id if best is not None and best.weight > 0 else ""
