"""The lexicons of this stage as look-up tables, built once."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import TypeVar

from onrecord.lexicon import load
from onrecord.lexicon.schema import (
    EventWord,
    MishapWord,
    NumberWord,
    OutcomeWord,
    PeopleWord,
    RealisWord,
    SeriesWord,
    TargetWord,
    Weapon,
)
from onrecord.lexicon.schema_events import EventPhrase
from onrecord.lexicon.schema_scope import NoPersonWord

E = TypeVar("E", bound=EventWord | Weapon | RealisWord | OutcomeWord)


def _by_lemma(entries: Iterable[E]) -> Mapping[str, tuple[E, ...]]:
    out: dict[str, list[E]] = {}
    for entry in entries:
        for lemma in entry.lemmas:
            out.setdefault(lemma, []).append(entry)
    return {lemma: tuple(held) for lemma, held in out.items()}


@functools.cache
def event_words() -> Mapping[str, tuple[EventWord, ...]]:
    """Return lemma -> entries that report an event, in the order of the file."""
    return _by_lemma(load("event_words", EventWord))


@functools.cache
def triggers() -> Mapping[str, tuple[EventWord, ...]]:
    """Return lemma -> entries that report an event: those that ask for most first, then those of `event_words`."""
    return _by_lemma((*load("event_phrases", EventPhrase), *load("event_words", EventWord)))


@functools.cache
def act_words() -> Mapping[str, tuple[EventWord, ...]]:
    """Return lemma -> entries for acts between states and bodies, in the order of the file."""
    return _by_lemma(load("act_words", EventWord))


def is_plain(entry: EventWord) -> bool:
    """Say whether a word tells an event by itself, whatever stands beside it: "murder", not "go" of "go off"."""
    asks = entry.needs or entry.particles or entry.needs_weapon or entry.weapon_object or entry.search
    return not asks


@functools.cache
def event_forms() -> Mapping[str, str]:
    """Return inflected form -> lemma for event verbs; lemmatizers guess at rare ones ("stabbed")."""
    out: dict[str, str] = {}
    for lemma, entries in triggers().items():
        if any(e.pos in ("verb", "any") for e in entries):
            stem = lemma.removesuffix("e")
            for form in (lemma + "s", stem + "ed", stem + "ing", stem + lemma[-1] + "ed", stem + lemma[-1] + "ing"):
                out.setdefault(form, lemma)
    return {form: lemma for form, lemma in out.items() if form not in triggers()}


@functools.cache
def weapons() -> Mapping[str, tuple[Weapon, ...]]:
    """Return lemma -> weapon entries."""
    return _by_lemma(load("weapons", Weapon))


@functools.cache
def realis_words() -> Mapping[str, tuple[RealisWord, ...]]:
    """Return lemma -> entries that say whether something took place."""
    return _by_lemma(load("realis_words", RealisWord))


@functools.cache
def people() -> Mapping[str, str]:
    """Return lemma -> "perpetrator", "combatant", "body" or "person"."""
    out: dict[str, str] = {}
    for entry in load("people", PeopleWord):
        for lemma in entry.lemmas:
            out.setdefault(lemma, entry.kind)
    return out


@functools.cache
def targets() -> frozenset[str]:
    """Return lemmas of things that attacks are aimed at."""
    return frozenset(lemma for entry in load("targets", TargetWord) for lemma in entry.lemmas)


@functools.cache
def no_persons() -> frozenset[str]:
    """Return lemmas that end like words for persons and are none ("floor", "committee")."""
    return frozenset(lemma for entry in load("no_persons", NoPersonWord) for lemma in entry.lemmas)


@functools.cache
def outcome_words() -> Mapping[str, tuple[OutcomeWord, ...]]:
    """Return lemma -> entries that say what became of somebody, in the order of the file."""
    return _by_lemma(load("outcome_words", OutcomeWord))


@functools.cache
def mishaps() -> frozenset[str]:
    """Return lemmas of causes of harm that are nobody's attack."""
    return frozenset(lemma for entry in load("mishap_words", MishapWord) for lemma in entry.lemmas)


@functools.cache
def numbers() -> Mapping[str, NumberWord]:
    """Return word -> what it counts."""
    return {word: entry for entry in load("number_words", NumberWord) for word in entry.words}


@functools.cache
def series_words() -> Mapping[str, str]:
    """Return lemma -> "group" or "member"."""
    return {lemma: entry.kind for entry in load("series_words", SeriesWord) for lemma in entry.lemmas}
