"""The word lists about persons and bodies, ready for look-up by lemma or name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from onrecord.annotate.places.gazetteer import country_of, known, lookup
from onrecord.lexicon import load
from onrecord.lexicon.schema import EventWord, GivenName, GroupNoun, OfficeNoun, OrganisationName, Rank, RelationNoun
from onrecord.lexicon.schema_capitals import CapitalWord
from onrecord.model import EntityKind, PlaceLevel


@dataclass(frozen=True, slots=True)
class NounInfo:
    """What a common noun says about whom it refers to.

    Attributes:
        kind: person, group or organisation.
        gender: "male", "female" or "".
        broader: lemmas that the same one may be called by.
        office: whether it names an office or work.
        relation: kind of tie that it states with a possessor or complement, "" for none.
        singular: whether the noun alone is one person (only then is its plural a group).
    """

    kind: EntityKind
    gender: str = ""
    broader: tuple[str, ...] = ()
    office: bool = False
    relation: str = ""
    singular: bool = True


@functools.cache
def _nouns() -> dict[str, NounInfo]:
    out: dict[str, NounInfo] = {}
    kinds = {"person": EntityKind.PERSON, "group": EntityKind.GROUP, "organisation": EntityKind.ORGANISATION}
    for entry in load("group_nouns", GroupNoun):
        for lemma in entry.lemmas:
            out.setdefault(lemma, NounInfo(kinds[entry.kind], entry.gender, singular=entry.kind == "person"))
    for office in load("offices", OfficeNoun):
        for lemma in office.lemmas:
            gender = office.gender or _gender_of_noun(lemma)
            before = out.get(lemma)
            broader = tuple(dict.fromkeys((before.broader if before and before.office else ()) + office.broader))
            out[lemma] = NounInfo(EntityKind.PERSON, gender, broader, office=True)
    for tie in load("relations", RelationNoun):
        for lemma in tie.lemmas:
            before = out.get(lemma)
            gender = tie.gender or _gender_of_noun(lemma)
            broader, office = (before.broader, before.office) if before else ((), False)
            out[lemma] = NounInfo(EntityKind.PERSON, gender, broader, office=office, relation=tie.kind)
    return out


def _gender_of_noun(lemma: str) -> str:
    if lemma.endswith(("woman", "ress")):
        return "female"
    return "male" if lemma.endswith("man") else ""


def noun(lemma: str) -> NounInfo | None:
    """Return what a lemma says, trying a hyphenated or prefixed noun by its last part ("ex-minister")."""
    found = _nouns().get(lemma)
    if found is None and "-" in lemma:
        found = _nouns().get(lemma.rsplit("-", 1)[1])
    return found


@functools.cache
def ranks() -> dict[str, Rank]:
    """Return the titles by form (lower case, without full stops)."""
    out: dict[str, Rank] = {}
    for entry in load("ranks", Rank):
        for form in entry.forms:
            out.setdefault(form, entry)
    return out


@functools.cache
def _bodies() -> tuple[dict[str, str], frozenset[str]]:
    names: dict[str, str] = {}
    heads: set[str] = set()
    for entry in load("organisations", OrganisationName):
        if entry.kind == "head":
            heads.update(entry.names)
        elif entry.kind == "organisation":
            names.update((plain(n), entry.country) for n in entry.names)
    return names, frozenset(heads)


def plain(name: str) -> str:
    """Return a name of a body without article, full stops and extra spaces; case stays."""
    words = name.replace(".", "").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["The"]) and len(words) > 1 else words)


def body(name: str) -> str | None:
    """Return the country of a known body ("" where it has none), or None where the name is not known."""
    return _bodies()[0].get(plain(name))


def body_head(word: str) -> bool:
    """Say whether the word ends the name of a body ("Committee")."""
    return word.lower() in _bodies()[1]


@functools.cache
def body_firsts() -> frozenset[str]:
    """Return the foreign words that begin the name of a body, lower case ("frente", "harakat")."""
    return frozenset(n for e in load("organisations", OrganisationName) if e.kind == "first" for n in e.names)


@functools.cache
def body_openings() -> frozenset[str]:
    """Return the first words of known bodies of several words."""
    return frozenset(n.split()[0] for n in _bodies()[0] if " " in n)


@functools.cache
def causes() -> frozenset[str]:
    """Return the words by which the name of a body is told from a description of it, lower case ("liberation")."""
    return frozenset(w for e in load("capital_words", CapitalWord) if e.kind == "cause" for w in e.words)


@functools.cache
def _given() -> dict[str, str]:
    return {name: entry.gender for entry in load("given_names", GivenName) for name in entry.names}


def given_gender(name: str) -> str:
    """Return the gender that mostly bears the given name, "" where it does not say."""
    return _given().get(name.lower(), "")


@functools.cache
def deeds() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return what subject and object of a verb may be called afterwards: lemma of the verb -> lemmas of nouns."""
    subject: dict[str, tuple[str, ...]] = {}
    obj: dict[str, tuple[str, ...]] = {}
    for entry in load("group_nouns", GroupNoun):
        for verb in entry.subject:
            subject[verb] = subject.get(verb, ()) + entry.lemmas
        for verb in entry.object:
            obj[verb] = obj.get(verb, ()) + entry.lemmas
    return subject, obj


@functools.cache
def happenings() -> frozenset[str]:
    """Return nouns for events ("battle", "crime"): what happens is nobody."""
    return frozenset(w for e in load("event_words", EventWord) if e.pos in ("noun", "any") for w in e.lemmas)


_SPACE = re.compile(r"\s+")


def rank_form(words: list[str]) -> str:
    """Return words as `ranks()` has them: lower case, without full stops."""
    return _SPACE.sub(" ", " ".join(words).lower().replace(".", " ").replace(" - ", "-")).strip()


@functools.lru_cache(maxsize=20_000)
def is_rank(words: tuple[str, ...]) -> bool:
    """Say whether words are a title."""
    return rank_form(list(words)) in ranks()


@functools.lru_cache(maxsize=5_000)
def country(words: str) -> tuple[str, str]:
    """Return the ISO code that a name stands for, and how: "country", "people" or "seat" (of a government).

    Returns:
        `("", "")` where the words name no country, people or capital.
    """
    code = country_of(words)
    if not code:
        return "", ""
    readings = [k for k in known(words) if k.place.country == code and k.place.level is PlaceLevel.COUNTRY]
    if any(k.demonym for k in readings):
        return code, "people"
    if readings or any(p.level is PlaceLevel.COUNTRY for p in lookup(words).places):
        return code, "country"
    return code, "seat"
