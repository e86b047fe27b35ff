"""Country and sector of every actor, composed from the words of the report, or as the user's dictionary has them."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.annotate.actors.dictionary import Dictionary, plain
from onrecord.annotate.actors.sectors import sector_of, sector_of_body
from onrecord.annotate.actors.words import country
from onrecord.model import Entity, EntityKind, MentionKind, PlaceMention, Report

_MOST_MENTIONS = 12
"""Mentions that are looked at for words of a country or a sector: what somebody is gets said early."""

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_LONGEST = 3
_BEFORE = 60
_OWNER = re.compile(r"[\w.-]+(?: [\w.-]+){0,2}['’]s (?:[\w-]+ ){0,2}$")
"""Whose somebody is, where that stands in front ("Norland's chief negotiator")."""
_BACKERS = ("-backed", "-led", "-based", "-funded", "-trained", "-born", "-allied", "-made", "-style")
"""Endings of words that name somebody else's country; "-based" and "-born" say where, not whose."""


def placed(
    entities: Iterable[Entity], report: Report, places: Sequence[PlaceMention], dictionary: Dictionary
) -> tuple[Entity, ...]:
    """Return entities with country and sector: from the user's dictionary first, else from the report's words.

    Args:
        entities: as the report tells of them.
        report: the report; its day decides between entries that hold for a time.
        places: the places that it names, in order.
        dictionary: the user's.
    """
    sheriff = "sheriff" in report.text.lower()
    ordered = sorted((p for p in places if p.country), key=lambda p: p.span)
    starts = [p.span.start for p in ordered]
    made = (_placed(e, report, ordered, starts, dictionary) for e in entities)
    return tuple(replace(e, sector="COP") if sheriff and _is_deputy(e) else e for e in made)


def _is_deputy(entity: Entity) -> bool:
    """Say whether "deputies" alone made somebody a lawmaker; where a report has a sheriff, they are his."""
    words = [entity.name, *(o.title for o in entity.offices)]
    return entity.sector == "LEG" and any(w.lower().split()[-1:] in (["deputy"], ["deputies"]) for w in words)


def _placed(
    entity: Entity, report: Report, places: Sequence[PlaceMention], starts: Sequence[int], dictionary: Dictionary
) -> Entity:
    for name in (entity.name, *entity.aliases) if entity.named else ():
        held = [a for a in dictionary.entries.get(plain(name), ()) if a.holds(report.published[:10])]
        if held:
            first = next((a for a in held if a.since or a.until), held[0])
            entity = replace(
                entity,
                country=first.country or entity.country,
                sector=first.sector,
                known_by=f"{first.names[0]} (line {first.line})",
            )
            break
    words = list(_described(entity, report.text))
    if not entity.country and entity.kind is not EntityKind.STATE:
        found = next((c for c in (_country(w) for _, w in words) if c), "") or _country_of_place(words, places, starts)
        entity = replace(entity, country=found) if found else entity
    if not entity.sector:
        found = _sector(entity, [w for _, w in words])
        entity = replace(entity, sector=found) if found else entity
    return entity


def _described(entity: Entity, text: str) -> Iterator[tuple[int, str]]:
    """Yield start and words of what an entity is called; of a person only what stands around the name."""
    kept = [m for m in entity.mentions if m.kind is not MentionKind.PRONOUN]
    for mention in kept[:_MOST_MENTIONS]:
        words = mention.span.words(text)
        if entity.kind is EntityKind.PERSON and entity.named:
            for name in (entity.name, *entity.aliases):
                words = words.replace(name, " " * len(name))
        yield mention.span.start, words
        before = max(0, mention.span.start - _BEFORE)
        front = text[before : mention.span.start]
        owner = _OWNER.search(front) if "'s " in front or "’s " in front else None
        if owner is not None:
            yield before + owner.start(), owner.group()


def _country(words: str) -> str:
    """Return the first country or people that the words name."""
    tokens = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(words)]
    for at, first in enumerate(tokens):
        if not first[:1].isupper() or first.lower().endswith(_BACKERS) or tokens[max(at - 1, 0)] == "New":
            continue  # New Jersey is not Jersey
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            code, how = country(" ".join(tokens[at : at + length]))
            if code and how in ("country", "people"):
                return code
    return ""


def _country_of_place(words: Iterable[tuple[int, str]], places: Sequence[PlaceMention], starts: Sequence[int]) -> str:
    """Return the country of the first place that the words name ("the police of Tarvik")."""
    for start, said in words:
        for at in range(bisect.bisect_left(starts, start), len(places)):
            place = places[at]
            if place.span.end > start + len(said):
                break
            if said[place.span.start - start : place.span.end - start].strip():
                return place.country
    return ""


def _sector(entity: Entity, words: Sequence[str]) -> str:
    """Return the sector that the words say: of a state none, unless it is called by the seat of its government."""
    if entity.kind is EntityKind.STATE:
        return "GOV" if country(entity.name)[1] == "seat" else ""
    if entity.kind is EntityKind.ORGANISATION:
        return next((s for s in map(sector_of_body, (entity.name, *entity.aliases, *words)) if s), "")
    titles = (f"former {o.title}" if o.former else o.title for o in entity.offices)
    return next((s for s in map(sector_of, (*words, *titles)) if s), "")
