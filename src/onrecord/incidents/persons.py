"""Which of those hurt in one event are the same: "Teen" of the headline, "a 15-year-old boy", and the boy's name.

They are joined where number, sex, age and trade agree and one person is left that it can be. Who is told as one more
("another man"), who stands beside the other in one phrase, and whoever is suspected stays apart.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from onrecord.incidents.draft import Filler
from onrecord.incidents.somebody import ANYBODY, Profile, clash, profile
from onrecord.model import Entity, RoleKind

Groups = dict[tuple[RoleKind, str], list[Filler]]
Key = tuple[RoleKind, str]

_MOST = 40
"""Persons of one event that are compared; lists of more are no report of one attack."""
_ALL = 12
"""Phrases for one person that are compared with one another."""
_FEW = 4
"""Persons of one event that may all be one."""


def join_persons(groups: Groups, entities: Sequence[Entity], suspects: Collection[int], dead: Collection[int]) -> None:
    """Join what stands for the same persons among those hurt or held in an event.

    Args:
        groups: the phrases for everybody and everything in the event, by part and key; changed in place.
        entities: those of the report.
        suspects: indexes of the entities that did it or are held for it: nobody hurt is one of them.
        dead: tokens that head phrases for those who were killed.
    """
    for kind in (RoleKind.VICTIM, RoleKind.RECIPIENT):
        keys = [k for k in groups if k[0] is kind]
        if 1 < len(keys) <= _MOST:
            apart = suspects if kind is RoleKind.VICTIM else ()
            known = {k: profile(groups[k], entities) for k in keys}
            _Joiner(groups, entities, known, apart, frozenset(dead)).join()


class _Joiner:
    """Joins the persons of one part in an event."""

    def __init__(
        self,
        groups: Groups,
        entities: Sequence[Entity],
        known: dict[Key, Profile],
        suspects: Collection[int],
        dead: frozenset[int],
    ) -> None:
        self._groups = groups
        self._entities = entities
        self._known = known
        self._suspects = suspects
        self._dead = dead

    def join(self) -> None:
        """Join in order of sureness: to names, unnamed ones, numbers of persons, and sums of those named."""
        for step in (self._to_names, self._alike, self._to_names, self._numbers):
            for key in list(self._known):
                if key in self._known:
                    home = step(key, self._known[key])
                    if home is not None:
                        self._put(key, home)
        self._the_only_one()
        self._sums()

    def _put(self, key: Key, home: Key) -> None:
        self._groups[home].extend(self._groups.pop(key))
        self._groups[home].sort(key=lambda f: f.head.i)
        del self._known[key]
        self._known[home] = profile(self._groups[home], self._entities)

    def _may(self, who: Profile, other: Profile) -> bool:
        return not clash(who, other) and not (who.entities | other.entities) & set(self._suspects)

    def _to_names(self, _: Key, who: Profile) -> Key | None:
        """Return the one named person that an unnamed one can be."""
        if who.named or not who.single:
            return None
        named = [k for k, p in self._known.items() if p.named]
        fit = [k for k in named if self._may(who, self._known[k])]
        sure = [k for k in fit if _sure(who, self._known[k])]
        if len(sure) == 1:
            return sure[0]
        told = len(named) == 1 or bool(who.sexes or who.ages)
        return fit[0] if len(fit) == 1 and told and self._one_left(who, self._known[fit[0]]) else None

    def _one_left(self, who: Profile, other: Profile) -> bool:
        """Say whether the report tells of one such person: of nobody else, or of nobody else who died."""
        others = [p for p in self._known.values() if not p.single]
        dead = who.heads & self._dead and other.heads & self._dead
        return not others or (bool(dead) and not any(p.heads & self._dead for p in others))

    def _alike(self, key: Key, who: Profile) -> Key | None:
        """Return the one unnamed person told before that another one can be; several that are one are one."""
        if who.named or not who.single:
            return None
        others = [(k, p) for k, p in self._known.items() if k != key and p.single and not p.named]
        fit = [k for k, p in others if self._may(who, p) and (_sure(who, p) or _bare(who) or _bare(p))]
        return fit[0] if fit and (len(fit) == 1 or self._all_one(fit)) else None

    def _all_one(self, keys: Sequence[Key]) -> bool:
        """Say whether nothing tells persons apart: the same words for all, as under pictures, or words that agree."""
        told = [self._known[k] for k in keys[:_ALL]]
        pairs = itertools.combinations(told, 2)
        return len(keys) <= _ALL and all(_sure(one, two) and self._may(one, two) for one, two in pairs)

    def _the_only_one(self) -> None:
        """Join those who are left where the report tells of one person: nothing tells any two of them apart."""
        keys = [k for k, p in self._known.items() if p.single]
        if not 1 < len(keys) == len(self._known) <= _FEW or sum(self._known[k].named for k in keys) > 1:
            return
        pairs = itertools.combinations([self._known[k] for k in keys], 2)
        if not all(self._may(one, two) and not _told_apart(one, two, self._dead) for one, two in pairs):
            return
        home = next((k for k in keys if self._known[k].named), keys[0])
        for key in keys:
            if key != home:
                self._put(key, home)

    def _numbers(self, key: Key, who: Profile) -> Key | None:
        """Return the persons that are told in the same number, or as those known."""
        if who.single:
            return None
        others = [(k, p) for k, p in self._known.items() if k != key and not p.single]
        said = who.numbers - {0}
        fit = [
            k
            for k, p in others
            if self._may(who, p) and (said & p.numbers or not said or not p.numbers - {0}) and _same_kind(who, p)
        ]
        if not said and not who.definite:
            fit = [k for k in fit if not self._known[k].numbers - {0}]
        sure = [k for k in fit if said & self._known[k].numbers] or fit
        return sure[0] if len(fit) == 1 or (said and len(sure) == 1) else None

    def _sums(self) -> None:
        """Leave out "two engineers" where both are named beside it."""
        for key, who in list(self._known.items()):
            said = max(who.numbers, default=0)
            ones = [p for k, p in self._known.items() if k != key and p.named and not clash(p, who)]
            if not who.single and len(ones) == said and all(p.named for k, p in self._known.items() if k != key):
                del self._groups[key]
                del self._known[key]


def _told_apart(one: Profile, two: Profile, dead: frozenset[int]) -> bool:
    """Say whether both are brought up in one sentence ("a man died and a teenager was hurt"), or both are named.

    So are one who is brought up as killed and one who is brought up as hurt.
    """
    if one.named and two.named:
        return True
    if bool(one.heads & dead) != bool(two.heads & dead) and _new(one) and _new(two):
        return True
    new, others = (_sentences(p) for p in (one, two))
    return not new.isdisjoint(others)


def _new(who: Profile) -> bool:
    """Say whether somebody is only told with "a" or a number, and never pointed back to."""
    return not who.named and all(f.head.pos_ != "PRON" for f in who.fillers) and not who.definite


def _sentences(who: Profile) -> set[int]:
    """Return where the sentences begin in which somebody is brought up by a noun and not pointed back to."""
    heads = (f.head for f in who.fillers if f.head.pos_ != "PRON")
    return {h.sent.start for h in heads if not any(c.lower_ in _BACK or c.dep_ == "poss" for c in h.lefts)}


_BACK = frozenset({"the", "this", "that"})


def _sure(who: Profile, other: Profile) -> bool:
    """Say whether an age or what both are called speaks for one person."""
    return bool(who.ages & other.ages or who.special & other.special or who.nouns & other.nouns - {"one", "other"})


def _bare(who: Profile) -> bool:
    """Say whether nothing is said of who somebody is but that somebody is meant: "she", "one person", "the victim"."""
    return not who.ages and not who.special and (who.nouns <= _UNSAID or not who.nouns)


_UNSAID = frozenset({"victim", "person", "one", "body", "individual", "someone", "somebody", "he", "she", "adult"})


def _same_kind(who: Profile, other: Profile) -> bool:
    """Say whether several may be called by both nouns: the same one, or one that says little."""
    if who.nouns & other.nouns or not who.nouns or not other.nouns:
        return True
    return who.nouns <= ANYBODY or other.nouns <= ANYBODY
