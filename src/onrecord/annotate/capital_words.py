"""What is known of a word set in capitals by itself: whether it is common, a name, part of one, an acronym.

Every word is looked up once and kept, since reports repeat theirs.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from onrecord.annotate.actors.words import body, body_head, body_openings, country, given_gender, noun, ranks
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.places.gazetteer import fold, known, lookup, starts_known, starts_name
from onrecord.lexicon import load
from onrecord.lexicon.schema import EventWord, PlaceWord
from onrecord.lexicon.schema_capitals import CapitalWord

BIG_TOWN = 100_000
"""Inhabitants from which a noun that is also a town is read as the town ("LIMA"); smaller towns are mostly chance."""

_FEWEST_BEHIND_PREFIX = 4
"""Letters of the word that a prefix such as "anti" stands before."""

_SUFFIXES = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_SUFFIXES_MORE = (("er", ""), ("ers", ""), ("ly", ""), ("ness", ""), ("n't", ""), ("'s", ""), ("’s", ""))
_SUFFIXES_DEGREE = (("est", ""), ("est", "e"), ("iest", "y"), ("er", "e"), ("ier", "y"), ("men", "man"))
_DOUBLING = ("ed", "ing")
_POSSESSIVE = re.compile(r"(.+)[’'][Ss]$")
_VOWELS = re.compile("[AEIOUYÁÉÍÓÚ]")
_LETTERS = frozenset("AEOY")
"""Words of one letter, in English or Spanish; other single letters are initials or names of weapons."""


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word in capitals.

    Attributes:
        bare: without a possessive ending.
        small: in lower case, as long as the word.
        titled: with a first capital.
        listed: whether a dictionary has it.
        bears: whether it may be a surname though a dictionary has it as a noun, or as the plural of one.
        plain: whether a dictionary has it as more than a noun.
        name: whether it is a name whatever stands beside it.
        given: whether it is a given name.
        surname: whether it is a usual surname.
        common: whether it is a common word or a form of one.
        rank: whether it is a title.
        addressed: whether it is a title that stands before names alone ("COLONEL", not "GENERAL").
        place: whether it names a country or its people.
        head: whether it ends the names of bodies.
        opens: whether it opens the name of a known body.
        acronym: whether it is one wherever it stands.
        bracketed: whether it is one where it stands in brackets.
        month: whether it is a month that is another word as well, or a short form of one.
        begins: whether it begins a name of two words in the gazetteer or the lexicons of places.
    """

    bare: str
    small: str
    titled: str
    listed: bool
    bears: bool
    plain: bool
    name: bool
    given: bool
    surname: bool
    common: bool
    rank: bool
    addressed: bool
    place: bool
    head: bool
    opens: bool
    acronym: bool
    bracketed: bool
    month: bool
    begins: bool

    def written(self, *, capital: bool) -> str:
        """Return it in lower case, with a first capital where one is due."""
        return self.titled if capital else self.small


@functools.lru_cache(maxsize=50_000)
def about(word: str) -> Word:
    """Return what is known of a word set in capitals."""
    possessive = _POSSESSIVE.match(word)
    bare = possessive[1] if possessive else word
    small, lower, start = _small(word), word.lower(), fold(word)
    return Word(
        bare=bare,
        small=small,
        titled=word[0] + small[1:],
        listed=lower in _common()[0],
        bears=_bears(bare.lower()),
        plain=lower in _more(),
        name=_is_name(word, bare),
        given=given_gender(lower) != "" and lower not in words_of("day"),
        surname="s" in lookup(bare.title()).flags and lower not in load_pipeline().Defaults.stop_words,
        common=is_common(lower),
        rank=lower in ranks(),
        addressed=lower in words_of("address"),
        place=bool(country(_titled(word))[0]),
        head=body_head(word),
        opens=_titled(word) in body_openings(),
        acronym=_is_acronym(bare),
        bracketed=len(word) > 1 and not is_common(lower),
        month=lower in words_of("month"),
        begins=starts_known(start) or starts_name(start),
    )


def _bears(lower: str) -> bool:
    """Say whether a noun may be a surname: no title, no word for somebody, a body, a place or its like."""
    nouns = _nouns()
    single = lower if lower in nouns else next((s for s in (lower[:-1], lower[:-2]) if s in nouns), "")
    form = lower != single and (lower[-1] != "s" or lower[:-1] in _more())
    if not single or form or lower in _more():
        return False
    taken = ranks().keys() | _places()
    return taken.isdisjoint((lower, single)) and not body_head(lower) and noun(lower) is None and noun(single) is None


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(w.lower() for e in load("place_words", PlaceWord) if e.kind != "never" for w in e.words)


@functools.cache
def words_of(kind: str) -> frozenset[str]:
    """Return the words of a kind in the lexicon, lower case."""
    return frozenset(w for entry in load("capital_words", CapitalWord) if entry.kind == kind for w in entry.words)


@functools.lru_cache(maxsize=50_000)
def two_are_one(first: str, second: str) -> bool:
    """Say whether two words in capitals are one name: of a country, its people, a region, a town ("LA UNION")."""
    both = f"{_titled(first)} {_titled(second)}"
    if country(both)[1] in ("country", "people") or known(both):
        return True
    return first.lower() in words_of("town") and bool(lookup(both).places)


def _titled(word: str) -> str:
    return word[:1] + word[1:].lower()


def _small(word: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in word)


@functools.cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """Return words of any part of speech, and those that are more than nouns."""
    nlp = load_pipeline()
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    nouns: set[str] = set()
    more: set[str] = set(nlp.Defaults.stop_words)
    index, exceptions = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    for kind in ("noun", "verb", "adj", "adv"):
        words = (*index.get(kind, ()), *exceptions.get(kind, ()))
        (nouns if kind == "noun" else more).update(words)
    told = {w for e in load("event_words", EventWord) for w in e.lemmas}
    return frozenset(nouns | more | told), frozenset(more)


@functools.cache
def _nouns() -> frozenset[str]:
    return _common()[0] - _common()[1]


def _more() -> frozenset[str]:
    return _common()[1]


@functools.lru_cache(maxsize=50_000)
def is_common(lower: str) -> bool:
    """Say whether a word in lower case is common, is a form of such a word, or one with a prefix ("antidrug")."""
    if _is_form(lower):
        return True
    for prefix in words_of("prefix"):
        rest = lower.removeprefix(prefix)
        if rest != lower and len(rest) >= _FEWEST_BEHIND_PREFIX and _is_form(rest):
            return True
    return False


def _is_form(lower: str) -> bool:
    words = _common()[0]
    if lower in words:
        return True
    for end in _DOUBLING:  # "machinegunned"
        stem = lower.removesuffix(end)
        if stem != lower and stem[-2:-1] == stem[-1:] and stem[:-1] in words:
            return True
    return any(
        lower.endswith(end) and lower[: -len(end)] + instead in words and len(lower) > len(end) + 1
        for end, instead in (*_SUFFIXES, *_SUFFIXES_MORE, *_SUFFIXES_DEGREE)
    )


def _is_name(word: str, bare: str) -> bool:
    """Say whether a word is a name by itself: a day, a country, a given name, a big town, or no common word."""
    lower, plain = word.lower(), bare.lower()
    if plain in words_of("day"):
        return True
    if plain in words_of("noun"):
        return False
    if plain in _more():
        return bool(country(bare.title())[0])
    if len(bare) > 1 and (country(bare.title())[0] or given_gender(bare)):
        return True
    if not is_common(lower):
        return True
    if plain not in _common()[0]:
        return False
    found = lookup(bare.title())
    if "s" in found.flags and "w" not in found.flags and plain.removesuffix("s") not in _singular(plain):
        return True  # "ORTEGA", which dictionaries have for one man of that name
    return lower in _common()[0] and any(p.population >= BIG_TOWN for p in found.places)


def _singular(plain: str) -> frozenset[str]:
    """Return the nouns of which a surname may be the plural: "MILLS" is both."""
    return _common()[0] if plain.endswith("s") else frozenset()


def _is_acronym(word: str) -> bool:
    """Say whether a word is an acronym wherever it stands: known, or without vowels."""
    lower = word.lower()
    if len(word) == 1:
        return word not in _LETTERS
    if body(word) is not None and lower not in _more():
        return True
    return not _VOWELS.search(word) and not is_common(lower)
