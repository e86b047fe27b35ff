"""Named persons and bodies made ready for comparison, those that are plainly one put together."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.link import limits, lists
from onrecord.link.facts import day, spot_key
from onrecord.link.names import body_key, fold, initials, parse, person_key, sound
from onrecord.link.profiles import Profile
from onrecord.link.telling import Named
from onrecord.model import EntityKind, PlaceLevel

_YEAR = 365.25


@dataclass(slots=True)
class Being:
    """A person, body or state, as one report or several tell of it.

    Attributes:
        key: smallest id of its members.
        kind: value of `EntityKind`.
        members: ids of entities.
        names: every name -> how often.
        offices: titles and offices that tell people apart, folded.
        weak: those that do not ("spokesman", "Mr.").
        bodies: keys of the organisations that the offices are of.
        countries: said of it.
        born: years in which it may have been born, from ages.
        reports: ids.
        company: keys of the persons named beside it.
        spots: keys of towns and smaller places named beside it.
        regions: first-order divisions named beside it.
        published: first and last day of publication, 0 where unknown.
    """

    key: str
    kind: str
    members: list[str]
    names: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    weak: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    born: set[int] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    spots: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    published: int = 0
    _shown: tuple[str, tuple[str, ...]] = ("", ())

    @property
    def name(self) -> str:
        """Return the fullest of its names, the most frequent of equals."""
        return self._names()[0]

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return those of its names that are compared, sorted."""
        return self._names()[1]

    def _names(self) -> tuple[str, tuple[str, ...]]:
        """Return the fullest name and those compared, kept since both are asked for in every comparison."""
        if not self._shown[1]:
            fullest = max(self.names, key=lambda n: (len(fold(n).split()), self.names[n], len(n), n))
            self._shown = fullest, tuple(sorted(self.names)[: limits.MOST_ALIASES])
        return self._shown

    def take(self, other: Being) -> None:
        """Add what another one has; it is the same person or body."""
        self.members += other.members
        self.names += other.names
        self._shown = ("", ())
        self.offices |= other.offices
        self.weak |= other.weak
        self.bodies |= other.bodies
        self.countries |= other.countries
        self.born |= other.born
        self.reports |= other.reports
        self.regions |= other.regions
        self.company |= other.company if len(self.company) < limits.MOST_COMPANY else set()
        self.spots |= other.spots if len(self.spots) < limits.MOST_COMPANY else set()


def beings(profiles: Iterable[Profile]) -> list[Being]:
    """Return everybody and everything that the reports name, each report's apart, by report and id."""
    found = []
    for profile in profiles:
        told = profile.telling
        company = {k for n in told.named for k in [person_key(n.name)] if k}
        spots = {spot_key(s.name) for s in told.places if s.level not in _WIDE}
        regions = {f"{s.country}/{s.admin1}" for s in told.places if s.admin1}
        for named in told.named:
            being = _being(named, profile)
            being.company = company - {person_key(named.name)}
            being.spots, being.regions = spots - {spot_key(named.name)}, regions
            found.append(being)
    return sorted(found, key=lambda b: (b.published, b.key))


_WIDE = (PlaceLevel.COUNTRY, PlaceLevel.REGION, PlaceLevel.CONTINENT, PlaceLevel.ADMIN1)


def _being(named: Named, profile: Profile) -> Being:
    published = day(profile.published) or 0
    being = Being(named.id, named.kind, [named.id], Counter({named.name: max(1, named.mentions)}), published=published)
    being.names.update(a for a in named.aliases if a != named.name)
    for office in named.offices:
        words = fold(office)
        (being.weak if _is_weak(words) else being.offices).add(words)
    being.bodies = {_home(b) for b in named.bodies}
    being.countries = {named.country} if named.country else set()
    being.born = {round(published / _YEAR) - age for age in named.ages} if published else set()
    being.reports = {profile.report}
    return being


@functools.lru_cache(maxsize=8_192)
def _is_weak(office: str) -> bool:
    words = office.split()
    return not words or office in lists.courtesies() or words[-1] in lists.name_words("weak-office")


@functools.lru_cache(maxsize=8_192)
def _home(body: str) -> str:
    """Return the key of a body, that of its best known name where it has several."""
    return known_body(body) or body_key(body)


@functools.cache
def _known() -> dict[str, str]:
    return {body_key(name): body.id for body in lists.same_bodies() for name in body.names}


@functools.lru_cache(maxsize=8_192)
def is_common(name: str) -> bool:
    """Say whether many bodies go by a name: one word, or nothing but words for bodies ("Police Department")."""
    words = fold(name.replace("-", " ")).split()
    return not known_body(name) and (len(words) < 2 or all(w in lists.body_words() for w in words))


def known_body(name: str) -> str:
    """Return the id of a body that is known under several names, "" for any other."""
    return _known().get(body_key(name), "")


PERSONS = (EntityKind.PERSON.value, EntityKind.UNKNOWN.value)
"""Kinds that are compared as persons; what is of no known kind also as a body."""


def meeting_keys(being: Being) -> list[str]:
    """Return the keys over which a being meets others that it may be one with."""
    found: dict[str, None] = {}
    for name in being.aliases:
        if being.kind == EntityKind.STATE.value:
            found.update({f"state {c}": None for c in sorted(being.countries)})
        if being.kind in PERSONS:
            parsed = parse(name)
            full = person_key(name)
            if full:
                found[f"full {full}"] = None
                found["bare " + "".join(c for c in full if c not in "aeiou")] = None
            if parsed.family:
                found[f"family {sound(parsed.family)}"] = None
            if len(parsed.given) > 1:
                found[f"family {sound(parsed.given[-1])}"] = None
        if being.kind != EntityKind.PERSON.value or len(name.split()) > 1:
            found[f"body {body_key(name)}"] = None
            found.update({f"known {k}": None for k in [known_body(name)] if k})
            found.update({f"short {k}": None for k in [initials(name)] if len(k) > 2})
            found[f"short {fold(name)}"] = None
    return list(found)


def put_together(held: Sequence[Being], is_one: Callable[[Being, Being], bool]) -> list[Being]:
    """Return the beings with those in one that have one name and nothing against it.

    Everybody with one full name (or one body, or one state) is compared with the few that stand under it already, so
    a name in ten thousand reports takes ten thousand comparisons times the few.

    Args:
        held: in the order in which they are put together.
        is_one: says whether two under one name are one at first sight.
    """
    buckets: dict[str, list[Being]] = defaultdict(list)
    for being in held:
        under = buckets[_plain_key(being)]
        home = next((b for b in under[: limits.MOST_NAMESAKES] if is_one(b, being)), None)
        if home is None:
            under.append(being)
        else:
            home.take(being)
    found = [b for _, under in sorted(buckets.items()) for b in under]
    for being in found:
        being.members.sort()
        being.key = being.members[0]
    return sorted(found, key=lambda b: (b.published, b.key))


def _plain_key(being: Being) -> str:
    """Return the key under which those stand that may be one at first sight; its own id where there is none."""
    name = being.name
    if being.kind == EntityKind.STATE.value and being.countries:
        return f"state {min(being.countries)}"
    if being.kind in PERSONS and person_key(name):
        return f"full {person_key(name)}"
    if being.kind in PERSONS and being.offices and being.countries:
        return f"office {sound(parse(name).family)} {min(being.offices)} {min(being.countries)}"
    if being.kind == EntityKind.PERSON.value:
        return f"alone {being.key}"
    return f"known {known_body(name)}" if known_body(name) else f"body {body_key(name)}"
