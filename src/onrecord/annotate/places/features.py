"""Finds buildings and waters by the word that says what they are: "Oldmill Bridge", "Port of Norhill", "Lake Tarn".

The gazetteer has airports and the lexicon the best-known rivers, seas and mountains; all others are found here, with
their kind, and placed by the town in their name or the one said with them ("the Oldmill Bridge in Norhill").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.annotate.places.gazetteer import lookup
from onrecord.annotate.places.spot import Scene, words_of
from onrecord.model import PlaceLevel, PlaceMention, Span

_LONGEST = 4
_LINKS = frozenset({"of", "de", "del", "al", "el"})
_JOINS = (" ", "-", "'s ", "’s ")
DEDICATED = frozenset({"st", "saint", "sainte", "mount", "mt", "our", "holy", "sacred"})
"""First words of names that are no town's: "St. Charles Hospital"."""
_SETTLED = frozenset({PlaceLevel.CITY, PlaceLevel.ADMIN2})
_AREAS = frozenset({PlaceLevel.CITY, PlaceLevel.ADMIN2, PlaceLevel.ADMIN1, PlaceLevel.COUNTRY})
_WITHIN = (" in ", ", ", " near ", " at ", " outside ", " in the ", " in downtown ", " in central ", " of ", " (")


@dataclass(frozen=True, slots=True)
class Feature:
    """A name that says what it names.

    Attributes:
        span: its words.
        kind: the word that says it, in small letters.
        natural: whether it is water or land, no building.
        dedicated: whether a saint or a hill gave the name.
    """

    span: Span
    kind: str
    natural: bool
    dedicated: bool


def with_features(scene: Scene, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions, in order, with the buildings and waters that the gazetteer does not have.

    Args:
        scene: the report's words and names.
        mentions: what was found so far, in order, not overlapping.
    """
    out = list(mentions)
    for feature in _features(scene):
        first = bisect_left(out, feature.span.start, key=lambda m: m.span.end - 1)
        last = bisect_left(out, feature.span.end, key=lambda m: m.span.start)
        inside = out[first:last]
        if all(_may_hold(feature, m) for m in inside):
            out[first:last] = [_mention(scene, feature, inside, out[last : last + 1])]
        elif len(inside) == 1 and inside[0].level in (PlaceLevel.FACILITY, PlaceLevel.NATURAL):
            out[first] = replace(inside[0], kind=inside[0].kind or feature.kind)
    return out


def _features(scene: Scene) -> list[Feature]:
    found: list[Feature] = []
    for index, word in enumerate(scene.words):
        kind = word.text.lower()
        natural = kind in words_of("water") or kind in words_of("land")
        if not word.capital or word.text.isupper() or not (natural or kind in words_of("site")):
            continue
        ends = _before(scene, index) or _behind(scene, index)
        if ends is None or (found and found[-1].span.end > scene.words[ends[0]].start):
            continue
        span = Span(scene.words[ends[0]].start, scene.words[ends[1]].end)
        town = natural and any(p.level is PlaceLevel.CITY for p in lookup(span.words(scene.text)).places)
        if not town and not _is_person(scene, span):  # Long Beach is a town
            dedicated = scene.words[ends[0]].text.lower() in DEDICATED
            found.append(Feature(span, kind, natural, dedicated))
    return found


def _before(scene: Scene, index: int) -> tuple[int, int] | None:
    """Return the first and last word of "Oldmill Bridge", from its last."""
    first = index
    while first > max(0, index - _LONGEST) and _joined(scene, first - 1) and _is_part(scene, first - 1):
        first -= 1
    while first < index and scene.words[first].text.lower() in _LINKS:
        first += 1
    return (first, index) if _says_more(scene, first, index) else None


def _behind(scene: Scene, index: int) -> tuple[int, int] | None:
    """Return the first and last word of "University of Norhill" and "Lake Tarn", from its first."""
    last = index
    while last < min(len(scene.words) - 1, index + _LONGEST) and _joined(scene, last) and _is_part(scene, last + 1):
        last += 1
    while last > index and scene.words[last].text.lower() in _LINKS:
        last -= 1
    of = scene.words[index + 1].text.lower() == "of" if last > index else False
    leads = of or scene.words[index].text.lower() in words_of("leading")
    return (index, last) if leads and _says_more(scene, index + 1, last + 1) else None


def _joined(scene: Scene, at: int) -> bool:
    gap = scene.gap(at)
    return gap in _JOINS or (gap == ". " and scene.words[at].text in ("St", "Mt", "Ft", "Ste"))


def _is_part(scene: Scene, at: int) -> bool:
    word = scene.words[at]
    small = word.text.lower()
    if small in _LINKS:
        return True
    return word.capital and not small.isdigit() and small not in words_of("inside") | words_of("never-named")


def _says_more(scene: Scene, first: int, last: int) -> bool:
    """Say whether one of the words is a name, not only "Central Police Station"."""
    said = [scene.words[i].text for i in range(first, last)]
    return any(w[0].isupper() and w.lower() not in words_of("generic") and len(w) > 2 for w in said)


def _is_person(scene: Scene, span: Span) -> bool:
    name = scene.name_at(span.start, span.end)
    return name is not None and name.label_ == "PERSON" and name.end_char >= span.end


def _may_hold(feature: Feature, mention: PlaceMention) -> bool:
    """Say whether a feature's name may stand for the mention inside it: a town's or an unknown one."""
    if not feature.span.covers(mention.span) or mention.level not in _SETTLED | {PlaceLevel.UNPLACED}:
        return False
    if mention.span == feature.span:
        return mention.why in ("not in the gazetteer", "only a part is in the gazetteer")
    return not mention.why.startswith("said with")


def _mention(
    scene: Scene, feature: Feature, inside: Sequence[PlaceMention], behind: Sequence[PlaceMention]
) -> PlaceMention:
    words = feature.span.words(scene.text)
    level = PlaceLevel.NATURAL if feature.natural else PlaceLevel.FACILITY
    literal = _is_literal(scene, feature.span)
    place, how = _container(scene, feature, inside, behind)
    if place is None or place.latitude is None:
        why = f"a {feature.kind} that the gazetteer does not have"
        return PlaceMention(feature.span, words, PlaceLevel.UNPLACED, literal=literal, why=why, kind=feature.kind)
    at = (place.country, place.admin1, place.latitude, place.longitude)
    return PlaceMention(feature.span, words, level, 0, *at, literal, f"placed by {place.name}, {how}", feature.kind)


def _container(
    scene: Scene, feature: Feature, inside: Sequence[PlaceMention], behind: Sequence[PlaceMention]
) -> tuple[PlaceMention | None, str]:
    """Return the place that tells where a feature is, and how it is said."""
    for after in behind:
        if after.level in _AREAS and scene.text[feature.span.end : after.span.start] in _WITHIN:
            return after, "said with it"
    named = None if feature.dedicated or feature.natural else next((m for m in inside if m.level in _SETTLED), None)
    return named, "in its name"


def _is_literal(scene: Scene, span: Span) -> bool:
    found = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None or not len(found):
        return True
    return not (found.root.dep_ in ("nsubj", "agent") and found.root.head.pos_ == "VERB")
