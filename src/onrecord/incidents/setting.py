"""The town that a report is set in: the place of an event whose own clause names none, or only a street of it."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.annotate.places.gazetteer import Place, fold, kilometres, lookup
from onrecord.annotate.places.homes import home_of, site_of
from onrecord.incidents import limits
from onrecord.incidents.banner import find_banner
from onrecord.incidents.kinds import entity, is_person
from onrecord.model import EntityKind, PlaceLevel, PlaceMention, SegmentKind, Span

_ROADS = frozenset(
    {
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "drive",
        "dr",
        "lane",
        "ln",
        "boulevard",
        "blvd",
        "highway",
        "court",
    }
    | {
        "way",
        "place",
        "circle",
        "parkway",
        "trail",
        "pike",
        "terrace",
        "interstate",
        "route",
        "plaza",
        "bridge",
        "park",
    }
    | {"apartments", "apartment", "school", "hospital", "church", "center", "mall", "airport", "prison", "jail", "side"}
    | {"county", "parish", "creek", "river", "lake", "mountain", "mountains", "forest"}
)
"""Last words of names that lie in a town and are none."""

_FORCES = frozenset(
    {"police", "officer", "officers", "pd", "detectives", "detective", "authorities", "sheriff", "firefighters", "fire"}
    | {"mayor", "homicide", "cops", "cop", "investigators", "paramedics", "medics", "coroner", "patrol", "council"}
)
_ELSEWHERE = frozenset(
    {"hospital", "hospitals", "medical", "court", "courthouse", "jail", "prison", "university", "college", "school"}
    | {"airlifted", "flown", "transported", "taken", "rushed", "sent", "extradited", "autopsy"}
    | {"transferred", "admitted"}
    | {"born", "raised", "native", "originally"}
    | {"office", "bureau", "based", "trauma", "burn", "clinic", "government", "ministry", "parliament", "embassy"}
)
"""Words beside a place to which the hurt or the arrested were brought, or that somebody comes from."""

_CARE = frozenset({"hospital", "hospitals", "medical", "clinic", "infirmary"})
_RESIDENTS = frozenset({"man", "woman", "resident", "residents", "native", "teen", "teenager", "boy", "girl", "couple"})
_QUARTER = frozenset({"neighborhood", "neighbourhood", "section", "area", "district", "quarter", "community"})
_INSIDE = frozenset({"in", "near", "outside", "at", "around", "within", "inside", "into", "across"})
_BUILT = frozenset(
    {"hall", "building", "house", "store", "club", "bar", "inn", "estates", "heights", "shooting", "block"}
)
"""Last words of names that are seldom a town's."""
_DWELLINGS = frozenset(
    {"home", "house", "apartment", "apartments", "residence", "motel", "hotel", "bar", "nightclub", "club", "store"}
    | {"mall", "park", "restaurant", "complex", "condo", "townhouse", "townhome", "duplex", "parking", "garage", "yard"}
    | {"street", "intersection", "driveway", "trailer", "mobile", "gas", "convenience", "shooting", "stabbing"}
)
"""What stands in a town that is said before it ("a Millbrook home")."""

_KINDS_OF_TOWN = frozenset({"town", "city", "village", "community", "suburb", "borough", "hamlet", "township"})
_POLICE_OF = re.compile(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:police|Police|officers|firefighters)\b")
_NAMESAKES = 8
_IN_NAME = re.compile(r"placed by (.+), in its name")
_AT_HOME = "where its outlet is at home, as the report names no town of its own; unsure"
_OPEN = ("could be", "only known in", "said with")


@dataclass(slots=True)
class Town:
    """A town that the report names.

    Attributes:
        mention: the mention that stands for it, the best placed of all.
        seen: what speaks for and against it, by name, and how often.
        mentions: how often it is named; 0 where only the outlet's home or banner has it.
    """

    mention: PlaceMention
    seen: Counter[str] = field(default_factory=Counter)
    mentions: int = 0


class Setting:
    """The towns of one report, each with what speaks for the report being set there."""

    def __init__(self, doc: Doc, triggers: Iterable[Token]) -> None:
        """Read every mention of a town.

        Args:
            doc: the annotated report.
            triggers: its event words.
        """
        self._doc = doc
        self._held = notes(doc)
        self._at = sorted(t.idx for t in triggers)
        self._towns: dict[str, Town] = {}
        self._areas = Counter(p.admin1 for p in self._held.places if p.admin1)
        banner = find_banner(self._held.report)
        self._host = re.sub(r"[^a-z]", "", site_of(self._held.report.url))
        self._path = _path(self._held.report.url)
        self._home = home_of(self._held.report)
        for mention in self._held.places:
            named = _may_be_town(mention, mention.span.words(self._held.report.text))
            if named and not self._is_person(mention):
                self._add(mention, in_banner=banner.covers(mention.span))
        for mention in (*self._by_their_police(), *self._in_names()):
            self._add(mention)
        self._first = min(self._towns.values(), key=lambda t: t.mention.span, default=None)
        self._all = sum(t.mentions for t in self._towns.values())
        if self._home is not None and not any(map(self._is_at_home, self._towns.values())):
            self._towns.setdefault(fold(self._home.name), Town(_unsaid(self._home)))

    def towns(self) -> list[Town]:
        """Return the towns in order of mention."""
        return list(self._towns.values())

    def locate(self, said: Sequence[PlaceMention], *, main: bool) -> tuple[PlaceMention | None, PlaceMention | None]:
        """Return the town or area of an event, and the street, building or quarter of it that is said.

        Args:
            said: the places that its own clauses give it, in order.
            main: whether the report is about this event; only then does it happen where the report is set.
        """
        named = _most_said(said)
        if not main and (named is None or _is_area(named)):
            return named, None
        if named is not None and (named.level in _KEPT or (named.level is PlaceLevel.CITY and not main)):
            return named, None
        own = self._own(said)
        found = self.town(own, named)
        if found is None or (named is not None and key(named) == key(found)):
            return named, None
        if found.why == _AT_HOME:
            return replace(found, why=f"inferred: {_AT_HOME}"), None if named is None or _is_area(named) else named
        if named is None:
            what = "area" if _is_area(found) else "town"
            return replace(found, why=f"inferred: the {what} the report is set in{_tail(found)}"), None
        if key(found) in own:
            return found, None if _is_area(named) else named
        how = (
            "the town of the area said" if _is_area(named) else "the town the report is set in, said with a place in it"
        )
        return replace(found, why=f"inferred: {how}{_tail(found)}"), None if _is_area(named) else named

    def answers(self, said: Sequence[PlaceMention]) -> list[tuple[Town, list[float]]]:
        """Return the towns that the report's main event may have been in, each with its features.

        Args:
            said: the places that the event's own clauses give it, in order.
        """
        own = self._own(said)
        return self._weighable(own, _most_said(said))

    def _weighable(self, own: Collection[str], inside: PlaceMention | None) -> list[tuple[Town, list[float]]]:
        """Return the towns with their features; no quarters where there are others."""
        within = inside if inside is not None and self._is_sure(inside) else None
        county = inside is not None and _is_county(inside)
        towns = [t for t in self._towns.values() if t.mentions or not county or "banner" in t.seen]
        towns = [t for t in towns if t.seen["quarter"] * 2 <= t.mentions] or towns
        towns = [t for t in towns if key(t.mention) in own or not _is_barred(t)]
        out = []
        for town in towns:
            features = self.features(
                town, own=key(town.mention) in own, outside=within is not None and not _agree(town.mention, within)
            )
            out.append((town, features))
        return out

    def town(self, own: Collection[str], inside: PlaceMention | None) -> PlaceMention | None:
        """Return the town that an event most likely belongs to.

        Args:
            own: keys of the towns that the event's own clauses name.
            inside: an area or place that the town should agree with, None where nothing is said.
        """
        weighable = self._weighable(own, inside)
        if not weighable:
            return None
        scores = [_score(features) for _, features in weighable]
        best = max(range(len(scores)), key=scores.__getitem__)
        sure = 1.0 / sum(math.exp(s - scores[best]) for s in scores)
        chosen = weighable[best][0]
        return chosen.mention if chosen.mentions or sure >= limits.SURE_OF_HOME else None

    def _own(self, said: Sequence[PlaceMention]) -> set[str]:
        return {key(p) for p in (*said, *self._behind_sites(said))}

    def _behind_sites(self, said: Iterable[PlaceMention]) -> Iterable[PlaceMention]:
        """Yield the towns said right behind a building or water: "Tarvik Bridge in Norhill"."""
        starts = [p.span.start for p in self._held.places]
        for site in said:
            after = bisect_left(starts, site.span.end) if site.kind else len(starts)
            if after < len(starts) and starts[after] - site.span.end < _NEAR_SITE:
                yield self._held.places[after]

    def _is_sure(self, place: PlaceMention) -> bool:
        """Say whether a town is more than a guess between namesakes: others of the report lie in its division."""
        if place.level is not PlaceLevel.CITY or place.why.startswith("said with") or not place.admin1:
            return True
        own = self._towns.get(key(place))
        return self._areas[place.admin1] > (own.mentions if own is not None else 0)

    def features(self, town: Town, *, own: bool, outside: bool) -> list[float]:
        """Return what speaks for a town, in the order of `limits.TOWN`."""
        total = sum(self._areas.values())
        area = self._areas[town.mention.admin1] / total if total and town.mention.admin1 else 0.0
        values = {"own": float(own), "often": math.log1p(town.mentions), "area": area, "large": _size(town.mention)}
        values["outside"] = float(outside)
        values["stranger"] = float("unknown" in town.seen and not own)
        values["banner-only"] = float(town.mentions == 0 and "banner" in town.seen)
        values["unsaid"] = float(town.mentions == 0 and "banner" not in town.seen)
        values["outlet"] = float(fold(town.mention.name).replace(" ", "") in self._host)
        values["in-address"] = float(f" {fold(town.mention.name)} " in self._path)
        values["county"] = float(_is_area(town.mention))
        values["first"] = float(town is self._first)
        values["share"] = town.mentions / max(1, self._all)
        values |= self._from_home(town)
        return [values[name] if name in values else math.log1p(town.seen[name]) for name in limits.TOWN]

    def _from_home(self, town: Town) -> dict[str, float]:
        """Return how a town lies to the one that the report's outlet is at home in."""
        home, at = self._home, town.mention
        if home is None or at.latitude is None or at.longitude is None:
            return {}
        away = kilometres((home.latitude, home.longitude), (at.latitude, at.longitude))
        out = {"home": float(away < _SAME), "home-near": float(_SAME <= away < _AROUND)}
        out["home-state"] = float(away >= _AROUND and (home.country, home.admin1_name()) == (at.country, at.admin1))
        out["home-far"] = float(home.country == at.country and away >= _AROUND and not out["home-state"])
        return out

    def _is_at_home(self, town: Town) -> bool:
        """Say whether a town that is said lies in the division that the report's outlet is at home in."""
        home, at = self._home, town.mention
        if home is None or not town.mentions or at.level is not PlaceLevel.CITY:
            return False
        return (home.country, home.admin1_name()) == (at.country, at.admin1) or fold(home.name) == fold(at.name)

    def _add(self, mention: PlaceMention, *, in_banner: bool = False) -> None:
        town = self._towns.setdefault(key(mention), Town(mention))
        if in_banner:
            town.seen["banner"] += 1
            return
        town.mentions += 1
        if mention.literal and not town.mention.literal:
            town.mention = mention
        town.seen.update(self._signs(mention))

    def _is_person(self, mention: PlaceMention) -> bool:
        """Say whether the words are the surname of somebody whose full name the report has."""
        found = self._doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        known = entity(found.root) if found is not None and len(found) else None
        if known is None or known.kind is not EntityKind.PERSON or not known.named:
            return False
        return known.name.endswith(f" {mention.span.words(self._held.report.text)}")

    def _by_their_police(self) -> Iterable[PlaceMention]:
        """Yield towns that were not taken for places, but have a police of their name in the report's country."""
        text = self._held.report.text
        taken = [p.span.start for p in self._held.places]
        home = next(iter(Counter(p.country for p in self._held.places if p.country).most_common(1)), ("", 0))[0]
        main = next(iter(self._areas.most_common(1)), ("", 0))[0]
        for found in _POLICE_OF.finditer(text):
            start, end = found.span(1)
            after = bisect_right(taken, end)
            if after and self._held.places[after - 1].span.end > start:
                continue
            for place in lookup(found[1]).places[:_NAMESAKES]:
                if place.level is PlaceLevel.CITY and place.country == home and main in ("", place.admin1_name()):
                    yield _mention_of(place, Span(start, end))
                    break

    def _in_names(self) -> Iterable[PlaceMention]:
        """Yield the towns in the names of buildings: a report set at Oldmill High School is set in Oldmill."""
        for site in self._held.places:
            named = _IN_NAME.fullmatch(site.why) if site.kind else None
            at = (site.latitude, site.longitude)
            places = lookup(named[1]).places[:_NAMESAKES] if named else ()
            found = next((p for p in places if (p.latitude, p.longitude) == at), None)
            if found is not None and found.level is PlaceLevel.CITY:
                yield _mention_of(found, Span(site.span.start, min(site.span.end, site.span.start + len(found.name))))

    def _signs(self, mention: PlaceMention) -> Iterable[str]:
        text, span = self._held.report.text, mention.span
        found = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        if found is None or not len(found):
            return
        segment = self._held.report.segment_at(span.start)
        headline = segment is not None and segment.kind is SegmentKind.HEADLINE
        if headline:
            yield "headline"
        elif mention.why.endswith("dateline") or text.startswith((" (", " —", " –", " --", " - "), span.end):
            yield "dateline"
        if mention.level is PlaceLevel.UNPLACED:
            yield "open" if mention.why.startswith(_OPEN) else "unknown"
        if mention.why.startswith("said with"):
            yield "with-state"
        sentence = found.root.sent
        body = self._body_start()
        if body <= sentence.start_char <= body + _LEAD:
            yield "lead"
        yield from self._beside(found.start, found.end)
        inside = _INSIDE & {t.lower_ for t in self._doc[max(0, found.start - 2) : found.start]}
        if inside:
            yield "headline-inside" if headline else "inside"
        if bisect_left(self._at, sentence.start_char) < bisect_right(self._at, sentence.end_char):
            yield "inside-event" if inside else "with-event"
        if fold(mention.name).rsplit(" ", 1)[-1] in _BUILT:
            yield "building"

    def _beside(self, start: int, end: int) -> Iterable[str]:
        doc = self._doc
        after = [t.lower_ for t in doc[end : end + 2]]
        before = [t.lower_ for t in doc[max(0, start - 4) : start]]
        if _FORCES & set(after):
            yield "force"
        if after and after[0] in _QUARTER:
            yield "quarter"
        if after and after[0] in _DWELLINGS:
            yield "dwelling"
        if before[-1:] == ["of"] and before[-2:-1] and before[-2] in _KINDS_OF_TOWN:
            yield "kind-said"
        if after and after[0] in _RESIDENTS:
            yield "resident"
        home = start > 1 and doc[start - 1].lower_ in ("of", "from") and _is_somebody(doc[start - 2])
        if home:
            yield "resident"
        beyond = {t.lower_ for t in doc[end : end + 4]} & _CARE
        away = beyond or _ELSEWHERE & {*after[:1], *before}
        if away:
            yield "elsewhere"
        if home or away:
            yield BARRED

    def _body_start(self) -> int:
        for segment in self._held.report.segments:
            if segment.kind not in (SegmentKind.HEADLINE, SegmentKind.BOILERPLATE):
                return segment.span.start
        return 0


BARRED = "barred"
"""Sign of a mention that only says where somebody comes from or was brought to."""
_SEEN_AT = ("headline", "dateline", "force", "banner")


def _is_barred(town: Town) -> bool:
    """Say whether a town is only ever where somebody comes from, is treated, held or tried: nothing happened there."""
    return 0 < town.mentions <= town.seen[BARRED] and not any(town.seen[sign] for sign in _SEEN_AT)


def _path(url: str) -> str:
    """Return the words of an address behind its host, between spaces ("/news/oldmill-clerk-shot")."""
    path = url[:_LONGEST_ADDRESS].rpartition("://")[2].partition("/")[2]
    return f" {re.sub(r'[^a-z]+', ' ', path.lower())} "


def _unsaid(home: Place) -> PlaceMention:
    """Return a mention of the town an outlet is at home in; it has no words."""
    at, area = (home.latitude, home.longitude), home.admin1_name()
    return PlaceMention(
        Span(0, 0), home.name, home.level, home.geonames_id, home.country, area, *at, literal=False, why=_AT_HOME
    )


_AREAS = frozenset({PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.ADMIN2})
_DIVISIONS = frozenset({"county", "parish", "province", "oblast", "district", "governorate"})
_KEPT = frozenset({PlaceLevel.CONTINENT, PlaceLevel.REGION, PlaceLevel.NATURAL})
_LONGEST_ADDRESS = 300
"""Characters of an address that are read."""
_SAME, _AROUND = 12.0, 80.0
"""Kilometres within which a town is taken for the outlet's home, and for one around it."""
_NEAR_SITE = 16
"""Characters between a building and the town it is in."""
_LEAD = 260
"""Characters from the start of the body in which its first sentences begin."""


def _score(features: Sequence[float]) -> float:
    return sum(w * v for w, v in zip(limits.TOWN.values(), features, strict=True))


def _most_said(said: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the place that most clauses give, the first of those alike; a name that was not found only alone."""
    known = [p for p in said if p.level is not PlaceLevel.UNPLACED] or said
    votes = Counter(p.name for p in known)
    return max(known, key=lambda p: votes[p.name], default=None)


def _is_area(place: PlaceMention) -> bool:
    return place.level in _AREAS or fold(place.name).rsplit(" ", 1)[-1] in _DIVISIONS


def _is_county(place: PlaceMention) -> bool:
    return _is_area(place) and place.level not in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1)


def _tail(town: PlaceMention) -> str:
    return f"; {town.why}" if town.why else ""


def key(mention: PlaceMention) -> str:
    """Return what tells a town from others."""
    return fold(mention.name)


def _mention_of(place: Place, span: Span) -> PlaceMention:
    why = "named by its police"
    at, area = (place.latitude, place.longitude), place.admin1_name()
    return PlaceMention(
        span, place.name, place.level, place.geonames_id, place.country, area, *at, literal=False, why=why
    )


def _size(mention: PlaceMention) -> float:
    """Return how large a town is, from 0 to 1; a name that the gazetteer does not have counts as small."""
    places = lookup(mention.name).places if mention.geonames_id else ()
    people = next((p.population for p in places if p.geonames_id == mention.geonames_id), 0)
    return math.log10(people + 100) / 7 - 2 / 7


def _may_be_town(mention: PlaceMention, words: str) -> bool:
    """Say whether a mention may be of a town, or of a county by its full name; streets and buildings are none."""
    if mention.kind or not words[:1].isupper() or words.split(" ", 1)[0][-1:].isdigit():
        return False
    if mention.level in (PlaceLevel.CITY, PlaceLevel.ADMIN2):
        return True
    last = fold(words).rsplit(" ", 1)[-1]
    whole = set(fold(words).split())
    return mention.level is PlaceLevel.UNPLACED and not (last in _ROADS or last in _FORCES or whole & _DIVISIONS)


def _is_somebody(token: Token) -> bool:
    if token.text in (",", ")") or token.like_num or token.lower_ in ("both", "all", "also"):
        return True
    return is_person(token) or token.pos_ == "PROPN"


def _agree(town: PlaceMention, area: PlaceMention) -> bool:
    """Say whether a town may lie in or around a place that is said."""
    if town.country and area.country and town.country != area.country:
        return False
    return not (town.admin1 and area.admin1 and town.admin1 != area.admin1)
