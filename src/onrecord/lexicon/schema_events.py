"""The entry type of the lexicon of words that report an event only with what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import EventWord


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPhrase(EventWord):
    """A word that reports an event only with what stands beside it: "cut" with a cable, "took" at gunpoint.

    Where an entry asks for several things, all must hold. Lists hold lemmas; "*armed" is somebody who is told to be
    armed or is called by a word for those who attack, "*somebody" a person or a body, "*person" a person, "*weapon" a
    weapon, "*any" anything.

    Attributes:
        things: one of these must be its object, or what its passive is about.
        doers: one of these must do it.
        never: none of these may do it.
        weapons: its object, or what its passive is about, must be of one of these entries of `weapons`.
        behind: "preposition=word|word": one of these phrases must hang on it.
        sentence: one of these must stand in its sentence.
        report: one of these must stand in the report.
        definite: whether it must be put as known ("the killers of", "her killer").
    """

    things: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    definite: bool = False
