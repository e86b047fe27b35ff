"""How surely two named persons or bodies are one: points for and against, each in words.

The points are set by hand and held by a set of invented pairs with verdicts (`tests/link/names.yaml`); no corpus at
hand says which namesakes are one. A shared family name or a shared short name alone never makes two one.
"""

from __future__ import annotations

from onrecord.link import limits
from onrecord.link.beings import PERSONS, Being, is_common, known_body
from onrecord.link.compare import listed
from onrecord.link.names import body_key, fold, initials, person_key
from onrecord.link.persons import FIRST, NEAR, OTHER, NameTie, tie
from onrecord.model import EntityKind, Feature

_PERSON, _STATE = EntityKind.PERSON.value, EntityKind.STATE.value


def compare(left: Being, right: Being) -> tuple[Feature, ...]:
    """Return the points of a pair, the name first; their sum is its score.

    Names that nothing else could make up for are told alone: most pairs that meet over a family name are such.
    """
    name = _name(left, right)
    if name.value <= FIRST.value:
        return (name,)
    found = [name, *_kinds(left, right), *_office(left, right), *_country(left, right)]
    if left.kind in PERSONS and right.kind in PERSONS:
        found += _age(left, right)
    found += _company(left, right)
    if left.reports & right.reports:
        text = "One report names both, and holds them apart."
        found.append(Feature("one-report", limits.ENTITY["one-report"], text))
    return tuple(found)


def total(features: tuple[Feature, ...]) -> float:
    """Return the score."""
    return round(sum(f.value for f in features), limits.DIGITS)


def _name(left: Being, right: Being) -> Feature:
    """Return how the names go together: the best tie of any name of the one with any of the other."""
    best, one, other = OTHER, left.name, right.name
    for a in left.aliases:
        for b in right.aliases:
            found = _tie(a, b, left, right)
            if found.value > best.value:
                best, one, other = found, a, b
    if 0 < best.value < NEAR.value:
        main = _tie(left.name, right.name, left, right)
        if main.value < 0:
            best, one, other = main, left.name, right.name  # the fullest differ: a short one in common says nothing
    return Feature("name", best.value, f"They have {best.text}.", one, other)


def _tie(a: str, b: str, left: Being, right: Being) -> NameTie:
    persons = left.kind in PERSONS and right.kind in PERSONS
    found = tie(a, b) if persons else OTHER
    if persons and _PERSON in (left.kind, right.kind):
        return found
    if left.kind == right.kind == _STATE and left.countries & right.countries:
        return NameTie(limits.ENTITY["state"], "the same country")
    return max(found, _bodies(a, b, left, right), key=lambda t: t.value)


def _bodies(a: str, b: str, left: Being, right: Being) -> NameTie:
    """Return how the names of two bodies go together."""
    if known_body(a) and known_body(a) == known_body(b):
        return NameTie(limits.ENTITY["known-body"], "names by which one body is known")
    if known_body(a) and known_body(b):
        return OTHER
    if body_key(a) == body_key(b) != "":
        if fold(a).replace(" ", "").isalpha() and len(fold(a).split()) == 1 and a.isupper():
            said = any(initials(n) == fold(a) for n in (*left.names, *right.names))
            return NameTie(limits.ENTITY["short-name" if said else "letters"], "the same short name")
        return NameTie(limits.ENTITY["body"], "the same name")
    for short, long in ((a, b), (b, a)):
        if len(fold(short)) > 1 and " " not in fold(short) and initials(long) == fold(short):
            return NameTie(limits.ENTITY["initials"], "a short name made of the other's initials")
    return OTHER


def _kinds(left: Being, right: Being) -> list[Feature]:
    loose = EntityKind.UNKNOWN.value in (left.kind, right.kind)
    if left.kind == right.kind or loose:
        return []
    return [Feature("kind", limits.ENTITY["kind"], "They are of different kinds.", left.kind, right.kind)]


def _office(left: Being, right: Being) -> list[Feature]:
    both = left.offices & right.offices
    if both:
        where = bool(left.bodies & right.bodies or left.countries & right.countries)
        points = limits.ENTITY["office-of" if where else "office"]
        text = f"Both have the office {listed(both)}{' of the same body or country' if where else ''}."
        return [Feature("office", points, text, listed(left.offices), listed(right.offices))]
    if left.offices and right.offices:
        text = "They have different offices."
        return [Feature("office", limits.ENTITY["offices-differ"], text, listed(left.offices), listed(right.offices))]
    weak = left.weak & right.weak
    if not weak:
        return []
    return [
        Feature("office", limits.ENTITY["weak-office"], f"Both are called {listed(weak)}.", listed(weak), listed(weak))
    ]


def _country(left: Being, right: Being) -> list[Feature]:
    if EntityKind.STATE.value in (left.kind, right.kind) or not left.countries or not right.countries:
        return []
    one, other = listed(left.countries), listed(right.countries)
    if left.countries & right.countries:
        return [Feature("country", limits.ENTITY["country"], f"Both belong to {one}.", one, other)]
    return [Feature("country", limits.ENTITY["countries-differ"], "They belong to different countries.", one, other)]


def _age(left: Being, right: Being) -> list[Feature]:
    if not left.born or not right.born:
        return []
    apart = min(abs(a - b) for a in left.born for b in right.born)
    one, other = (listed(map(str, b.born)) for b in (left, right))
    if apart <= 1:
        return [Feature("age", limits.ENTITY["age"], "Their ages fit one year of birth.", one, other)]
    return [Feature("age", limits.ENTITY["ages-differ"], f"Their ages lie {apart} years apart.", one, other)]


def _company(left: Being, right: Being) -> list[Feature]:
    """Return what is named beside them: the same people and places, or other ones."""
    names = {person_key(n) for n in (*left.names, *right.names)}
    people, places = (left.company & right.company) - names, left.spots & right.spots
    points = min(2, len(people)) * limits.ENTITY["company"] + min(1, len(places)) * limits.ENTITY["place"]
    if points:
        shown = listed([*people, *places])
        return [Feature("company", points, f"The same people or places are named beside them: {shown}.", shown, shown)]
    anywhere = left.kind not in PERSONS and right.kind not in PERSONS and not is_common(left.name)
    if left.regions and right.regions and left.regions.isdisjoint(right.regions) and not anywhere:
        one, other = (listed(r.partition("/")[2] for r in b.regions) for b in (left, right))
        return [Feature("company", limits.ENTITY["regions-differ"], "They are named with other regions.", one, other)]
    return []
