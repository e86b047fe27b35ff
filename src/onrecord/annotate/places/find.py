"""Finds the places of a report and puts them on the map; what cannot be decided stays unplaced."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc
from spacy.tokens import Span as Entity

from onrecord.annotate.places import limits
from onrecord.annotate.places.choose import Choice, choose, tie_containers
from onrecord.annotate.places.features import DEDICATED, with_features
from onrecord.annotate.places.gazetteer import by_code, country_of, lookup
from onrecord.annotate.places.sense import is_literal
from onrecord.annotate.places.spot import Candidate, Scene, candidates, weigh, words_of
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
    mentions += _unknown(scene, mentions)
    return tuple(with_features(scene, _apart(sorted(mentions, key=lambda m: m.span))))


def _apart(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions without those that begin inside the one before ("Oldmill Street" holds "Street")."""
    out: list[PlaceMention] = []
    for mention in mentions:
        if not out or out[-1].span.end <= mention.span.start:
            out.append(mention)
    return out


def _accepted(scene: Scene, everything: list[Candidate]) -> list[Candidate]:
    """Return the candidates that are places; a name with its state behind it is one, and so is the state."""
    containers = {id(c.container) for c in everything if c.container is not None}
    items = []
    for item in everything:
        tied = item.container is not None or id(item) in containers
        if item.after_town and not tied and not _stands_alone(scene, item):
            continue
        if item.demonym or item.score + (limits.TIED if tied else 0.0) > limits.ACCEPT:
            items.append(item)
    kept = {id(i) for i in items}
    for item in items:
        if item.container is not None and id(item.container) not in kept:
            item.container = None
    return items


def _stands_alone(scene: Scene, item: Candidate) -> bool:
    """Say whether an abbreviation may be read where the town before it, if any, is not in the gazetteer."""
    words = scene.text[item.start : item.end]
    before = scene.word(item.first - 1)
    if before is not None and scene.text[before.end : item.start] == ", ":
        shouted = before.text.isupper() and words.isupper()
        return before.capital and not shouted
    return words.count(".") > 1


def _mention(scene: Scene, item: Candidate, choice: Choice) -> PlaceMention:
    span, facility = _extent(scene, item)
    partly = span.start < item.start or (span.end > item.end and not facility)
    if partly and (choice.place is None or choice.place.level in (PlaceLevel.CITY, PlaceLevel.ADMIN2)):
        return PlaceMention(span, span.words(scene.text), PlaceLevel.UNPLACED, why="only a part is in the gazetteer")
    if choice.place is None:
        words = span.words(scene.text)
        area = by_code(f"{choice.country}.{choice.admin1}") if choice.admin1 else None
        admin1 = area.name if area else ""
        return PlaceMention(span, words, PlaceLevel.UNPLACED, 0, choice.country, admin1, why=choice.why)
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
        _kind(scene, item, span, level),
    )


def _kind(scene: Scene, item: Candidate, span: Span, level: PlaceLevel) -> str:
    """Return what a facility or natural place is, "" for others."""
    if level is PlaceLevel.FACILITY:
        last = span.words(scene.text).rsplit(None, 1)[-1].lower()
        return last if last in words_of("site") else "airport"
    if level is not PlaceLevel.NATURAL:
        return ""
    known = next((r.kind for r in item.readings if r.kind), "")
    said = (w.lower() for w in span.words(scene.text).split())
    return known or next((w for w in said if w in words_of("water") or w in words_of("land")), "")


def _extent(scene: Scene, item: Candidate) -> tuple[Span, bool]:
    """Return the span of the name around a candidate, and whether it is a facility at that place.

    "Millbrook airport" is a facility at Millbrook; "Millbrook Street" and "Abu Millbrook" are other places, whose name
    only holds one of the gazetteer.
    """
    own = Span(item.start, item.end)
    after = scene.word(item.last + 1)
    if after is not None and scene.text[item.end : after.start] == " " and not item.demonym and not item.readings:
        if "right-street" in item.cues:
            return Span(item.start, after.end), False
        if after.text.lower() in _NAMED_BUILDINGS and scene.words[item.first].text.lower() in DEDICATED:
            return Span(item.start, after.end), False
        if after.text.lower() in _NAMED_BUILDINGS and "left-inside" not in item.cues:
            item.facility = after.end
            return Span(item.start, after.end), True
    name = scene.name_at(item.start, item.end) if item.label in ("GPE", "LOC") else None
    if name is not None and not item.readings and item.container is None and _holds_more(scene, item, name):
        bare = _bare(scene.text, name)
        return (bare if bare is not None and bare.covers(own) else own), False
    return own, False


def _holds_more(scene: Scene, item: Candidate, name: Entity) -> bool:
    """Say whether a name goes on with capitals that are neither a direction nor a kind of division.

    In a line that has capitals throughout nothing follows from them ("Millbrook Shooting Suspect Held").
    """
    if _is_title(scene.text, item.start):
        return False
    rest = scene.text[name.start_char : item.start].split() + scene.text[item.end : name.end_char].split()
    plain = words_of("division") | words_of("stretch") | words_of("part")
    return any(w[0].isupper() and w.lower().strip(".,-'’") not in plain for w in rest)


def _is_title(text: str, at: int) -> bool:
    """Say whether most words of a short line begin with a capital."""
    line = text[max(0, at - _TITLE) : at].rpartition("\n")[2] + text[at : at + _TITLE].partition("\n")[0]
    words = [w for w in line.split() if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) * 4 >= len(words) * 3


_TITLE = 150
"""Characters before and behind a name that are looked at for the line it stands in."""

_NAMED_BUILDINGS = frozenset(
    {"airport", "airfield", "airbase", "prison", "jail", "barracks", "stadium", "hospital", "station"}
)


def _unknown(scene: Scene, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Return names that the parser takes for places, behind a word of place, and the gazetteer does not know."""
    starts = [m.span.start for m in mentions]
    placed = {scene.words_in(n) for n in scene.names if n.label_ in _PLACES and n.start and _placing(scene, n)}
    out = []
    for name in scene.names:
        words = scene.words_in(name)
        if name.label_ not in _PLACES or words not in placed or words in scene.doubtful:
            continue
        before = bisect_left(starts, name.end_char) - 1
        span = _bare(scene.text, name)
        if span is not None and (before < 0 or mentions[before].span.end <= name.start_char):
            out.append(PlaceMention(span, span.words(scene.text), PlaceLevel.UNPLACED, why="not in the gazetteer"))
    return out


_PLACES = frozenset({"GPE", "LOC", "FAC"})


def _placing(scene: Scene, name: Entity) -> bool:
    before = scene.doc[name.start - 1].lower_
    if before == "the" and name.start > 1:
        before = scene.doc[name.start - 2].lower_
    return before in words_of("inside") or before in ("at", "to", "from", "of")


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
