"""Rival attributions of responsibility, side by side.

Contested is who did it where two actors are named that do not go together, or where one is both named and denied. A
hand and a principal go together (the arrested man and the service said to have sent him), so do a body and its part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.analysis.given import Given, Inquiry, pairs
from onrecord.model import Attribution, Contested, Entity, EntityKind, Field, SourceKind, Stance, Value

AGAINST = (Stance.DENIED, Stance.CLEARED)
STRENGTH = (
    *(Stance.CONVICTED, Stance.CHARGED, Stance.CLAIMED, Stance.FACT, Stance.ACCUSED_BY_AUTHORITY, Stance.ACCUSED),
    *(Stance.SUSPECTED, Stance.SPECULATED),
)
"""Stances that name somebody, in the order in which they are shown."""

_OFFICIAL = (Stance.FACT, Stance.CONVICTED, Stance.CHARGED, Stance.ACCUSED_BY_AUTHORITY, Stance.SUSPECTED)
"""Stances in which those who are held for one deed together are named: one report names them by several officers."""

_DETERMINERS = frozenset(
    (
        *("the", "a", "an", "another", "one", "some", "two", "three", "four", "five", "several", "many"),
        *("his", "her", "its", "their", "my", "our", "this", "that", "these", "those"),
        *("other", "others", "both", "all", "any", "no"),
    )
)

_PERSONS = (SourceKind.PERSON,)
_COMMON = 2
"""Words that two names of one body share at least, unless the shorter has but one."""


@dataclass(slots=True)
class _Actor:
    """Everything that is said of one actor's part.

    Attributes:
        name: the fullest name.
        person: whether it is a single person.
        rows: stance -> what gives it.
    """

    name: str
    person: bool
    rows: defaultdict[Stance, list[Given]] = field(default_factory=lambda: defaultdict(list))

    @property
    def voices(self) -> set[tuple[str, str]]:
        """Return who names it, in which report: whoever names two holds that they did it together."""
        return {
            (g.report, "" if stance in _OFFICIAL else g.root)
            for stance, given in self.rows.items()
            if stance not in AGAINST
            for g in given
        }

    @property
    def named(self) -> bool:
        """Say whether anybody says that it did it."""
        return any(s not in AGAINST for s in self.rows)

    @property
    def disputed(self) -> bool:
        """Say whether it is both said and denied."""
        return self.named and any(s in AGAINST for s in self.rows)


def responsibility(inquiry: Inquiry) -> Iterator[Contested]:
    """Yield who is said to have done it, where that is contested."""
    actors = _actors(inquiry)
    named = [a for a in actors if a.named]
    rivals = [(a, b) for a, b in pairs(named) if not _go_together(a, b)]
    if not rivals and not any(a.disputed for a in actors):
        return
    values = [v for actor in actors for v in _values(inquiry, actor)]
    if len(values) > 1:
        yield inquiry.contested(Field.RESPONSIBILITY, values, _why(rivals, actors))


def _why(rivals: list[tuple[_Actor, _Actor]], actors: list[_Actor]) -> str:
    parts = []
    if rivals:
        names = dict.fromkeys(a.name for pair in rivals for a in pair)
        parts.append(f"Different actors are named: {', '.join(names)}.")
    denied = [a.name for a in actors if a.disputed]
    if denied:
        parts.append(f"Both said and denied of {', '.join(denied)}.")
    return " ".join(parts)


def _values(inquiry: Inquiry, actor: _Actor) -> Iterator[Value]:
    """Yield one value for each stance: an accusation, a claim and a denial are not the same statement."""
    for stance in (*STRENGTH, *AGAINST):
        if stance in actor.rows:
            yield inquiry.value(actor.name, stance.value, actor.rows[stance])


def _actors(inquiry: Inquiry) -> list[_Actor]:
    """Return those named, each once: by their entity in the case, else by their name; descriptions are left out."""
    found: dict[str, _Actor] = {}
    for telling in inquiry.tellings:
        entities = {e.id: e for e in telling.record.entities}
        for row in telling.attributions:
            entity = entities.get(row.actor.entity)
            name = _name(row, entity)
            if not name:
                continue
            key = inquiry.people.get(row.actor.entity, "") or name.casefold()
            actor = found.setdefault(key, _Actor(name, _is_person(row, entity)))
            actor.name = max((actor.name, name), key=lambda n: (len(n), n))
            given = inquiry.given(telling, [row.claim] if row.claim else [], row.spans[:1])
            actor.rows[row.stance].append(given)
    return _one_name([found[key] for key in sorted(found)])


def _one_name(actors: list[_Actor]) -> list[_Actor]:
    """Join actors whose name is the beginning or the end of another's: "the Front" and "the Free Docks Front"."""
    kept: list[_Actor] = []
    for actor in sorted(actors, key=lambda a: (-len(a.name), a.name)):
        words = _plain(actor.name)
        same = [k for k in kept if k.person == actor.person and _part_of(words, _plain(k.name))]
        if len(same) == 1:
            for stance, given in actor.rows.items():
                same[0].rows[stance].extend(given)
        else:
            kept.append(actor)
    return kept


def _plain(name: str) -> tuple[str, ...]:
    words = tuple(name.casefold().replace("’s", "").replace("'s", "").split())
    return words[1:] if words[:1] == ("the",) else words


def _part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return bool(short) and (long[: len(short)] == short or long[-len(short) :] == short)


def _name(row: Attribution, entity: Entity | None) -> str:
    """Return the name of an actor, "" where it is only described ("a rival gang", "the network")."""
    if entity is not None and entity.named:
        return entity.name
    words = row.actor.name.split()
    proper = [w for n, w in enumerate(words) if w[:1].isupper() and not (n == 0 and w.casefold() in _DETERMINERS)]
    return row.actor.name if proper else ""


def _is_person(row: Attribution, entity: Entity | None) -> bool:
    if entity is not None:
        return entity.kind is EntityKind.PERSON
    return row.actor.kind in _PERSONS


def _go_together(one: _Actor, other: _Actor) -> bool:
    """Say whether both can have done it: named by one voice, hand and principal, or one body within the other."""
    if one.person != other.person or one.voices & other.voices:
        return True
    mine, others = _plain(one.name), _plain(other.name)
    return len(set(mine) & set(others)) >= min(_COMMON, len(mine), len(others))
