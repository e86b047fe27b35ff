"""Finds the places of a report and puts them on the map; what cannot be decided stays unplaced."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as Entity

from onrecord.annotate import place_limits as limits
from onrecord.annotate.gazetteer import country_of, lookup
from onrecord.annotate.place_choose import Choice, choose, tie_containers
from onrecord.annotate.place_find import Candidate, Scene, candidates, weigh
from onrecord.annotate.place_sense import is_literal
from onrecord.model import PlaceLevel, PlaceMention, Report, Span

__all__ = ["country_of", "find_places", "lookup"]


def find_places(doc: Doc, report: Report) -> tuple[PlaceMention, ...]:
    """Return the place names of a report, in order, none inside another.

    Args:
        doc: its parse, with names; same offsets as `report.text`.
        report: the report; address and outlet help to choose between namesakes.

    Returns:
        Every place name, also where it stands for a government or a people (`literal` is False then), and names the
        gazetteer does not know or cannot tell apart (level `UNPLACED`).
    """
    scene = Scene(doc, report.text)
    everything = candidates(report.text, scene.words)
    weigh(scene, everything)
    tie_containers(report.text, everything)
    items = _accepted(scene, everything)
    mentions = [_mention(scene, i, c) for i, c in zip(items, choose(items, report), strict=True)]
    taken = [(m.span.start, m.span.end) for m in mentions]
    mentions += _unknown(scene, taken)
    return tuple(sorted(mentions, key=lambda m: m.span))


def _accepted(scene: Scene, everything: list[Candidate]) -> list[Candidate]:
    """Return the candidates that are places; a name with its state behind it is one, and so is the state."""
    containers = {id(c.container) for c in everything if c.container is not None}
    items = []
    for item in everything:
        tied = item.container is not None or id(item) in containers
        if item.after_town and not tied and not _stands_alone(scene, item):
            continue
        if item.demonym or item.score + (TIED if tied else 0.0) > limits.ACCEPT:
            items.append(item)
    kept = {id(i) for i in items}
    for item in items:
        if item.container is not None and id(item.container) not in kept:
            item.container = None
    return items


TIED = 2.5
"""What a state or country behind a town adds to both."""


def _stands_alone(scene: Scene, item: Candidate) -> bool:
    """Say whether an abbreviation may be read without a town before it."""
    words = scene.text[item.start : item.end]
    return words.count(".") > 1 or (words.endswith(".") and item.label == "GPE" and len(words) > 3)


def _mention(scene: Scene, item: Candidate, choice: Choice) -> PlaceMention:
    span, facility = _extent(scene, item)
    if choice.place is None:
        words = span.words(scene.text)
        return PlaceMention(span, words, PlaceLevel.UNPLACED, country=choice.country, why=choice.why)
    place = choice.place
    level = PlaceLevel.FACILITY if facility else place.level
    literal, sense = is_literal(scene.doc, item, level)
    return PlaceMention(
        span,
        span.words(scene.text) if facility else place.name,
        level,
        0 if facility else place.geonames_id,
        place.country,
        place.admin1_name() if place.level is not PlaceLevel.ADMIN1 else place.name,
        place.latitude,
        place.longitude,
        literal,
        "; ".join(part for part in (choice.why, sense) if part),
    )


def _extent(scene: Scene, item: Candidate) -> tuple[Span, bool]:
    """Return the span of a name, with the word for a facility behind it ("Millbrook airport"), and whether it has one."""
    after = scene.word(item.last + 1)
    if after is None or item.demonym or item.readings or scene.text[item.end : after.start] != " ":
        return Span(item.start, item.end), False
    if after.text.lower() in _NAMED_BUILDINGS and "left-inside" not in item.cues:
        item.facility = after.end
        return Span(item.start, after.end), True
    return Span(item.start, item.end), False


_NAMED_BUILDINGS = frozenset(
    {"airport", "airfield", "airbase", "prison", "jail", "barracks", "stadium", "hospital", "station"}
)


def _unknown(scene: Scene, taken: list[tuple[int, int]]) -> list[PlaceMention]:
    """Return names that the parser takes for places and the gazetteer does not know."""
    out = []
    for name in scene.names:
        if name.label_ not in ("GPE", "LOC", "FAC") or any(s < name.end_char and name.start_char < e for s, e in taken):
            continue
        span = _bare(scene.text, name)
        if span is not None:
            out.append(PlaceMention(span, span.words(scene.text), PlaceLevel.UNPLACED, why="not in the gazetteer"))
    return out


def _bare(text: str, name: Entity) -> Span | None:
    start, end = name.start_char, name.end_char
    for article in ("the ", "The "):
        start += len(article) if text.startswith(article, start) else 0
    for mark in ("'s", "’s", "."):
        end -= len(mark) if text.endswith(mark, start, end) else 0
    words = text[start:end]
    if len(words) < 4 or not words[0].isupper() or "\n" in words or words.isupper():
        return None
    return Span(start, end)
