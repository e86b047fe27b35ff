"""Gives wire text in capitals the case that the parser was trained on, code point for code point.

Old wire reports and broadcast transcripts are all capitals; the parser then finds hardly a verb. Common words go to
lower case, and what no list knows as common is taken for a name.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from onrecord.annotate.actors.words import body, body_head, body_openings, country, given_gender, ranks
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.places.gazetteer import lookup

SHOUTED = 0.9
"""Share of letters that are capitals from which a paragraph counts as set in capitals (headlines in title case stay
below 0.4; the 1300 wire reports are above 0.97; 2026-11-22)."""

FEWEST_WORDS = 6
"""Words that a paragraph in capitals must have; shorter ones are headings, acronyms, signatures."""

LONGEST_ACRONYM = 8
"""Letters of an acronym in brackets."""

LONGEST_BODY = 8
"""Words of the name of a body."""

MOST_ALIKE = 20
"""Names of bodies that begin alike and are remembered; bounds the work on hostile text."""

BIG_TOWN = 100_000
"""Inhabitants from which a noun that is also a town is read as the town ("LIMA"); smaller towns are mostly chance."""

_PARAGRAPH = re.compile(r"[^\n\r]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_INITIAL = re.compile(r"(?:^|\W)\w\.$")
_ENDS = frozenset(".!?:")
_SMALL = frozenset(["of", "the", "and", "for", "in", "to"])
_CAUSES = frozenset(
    [
        "christian",
        "communist",
        "conservative",
        "democratic",
        "islamic",
        "left",
        "leftist",
        "liberal",
        "liberation",
        "national",
        "nationalist",
        "patriotic",
        "peasant",
        "people's",
        "people’s",
        "popular",
        "republican",
        "revolutionary",
        "social",
        "socialist",
        "unified",
        "united",
        "workers",
    ]
)
"""Words by which a body's name can be told from a description of it ("the liberation front", "the rebel front")."""
_FIGHTING = frozenset(["army", "forces", "force", "command", "brigade", "brigades", "militia", "militias", "guard"])
_CALLED_TO_ARMS = frozenset(["liberation", "people's", "people’s", "popular", "revolutionary", "patriotic"])
_NO_BODY = frozenset(["government", "states", "house", "office", "press", "times", "star", "news", "post", "mission"])
_AFTER_NAME = frozenset(["and", "was", "were", "is", "has", "had", "who", "said", "in", "at", "on", "by", "to"])
_PARTICLES = frozenset(["el", "la", "las", "los", "san", "santa", "santo", "del", "de", "al", "new", "north", "south"])
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
_SUFFIXES = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
_SUFFIXES_MORE = (("er", ""), ("ers", ""), ("ly", ""), ("ness", ""), ("n't", ""), ("'s", ""), ("’s", ""))
_SUFFIXES_DEGREE = (("est", ""), ("est", "e"), ("iest", "y"), ("er", "e"), ("ier", "y"), ("men", "man"))


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
    return frozenset(nouns | more), frozenset(more)


def shouted(paragraph: str) -> bool:
    """Say whether a paragraph is set in capitals."""
    upper = sum(map(str.isupper, paragraph))
    if upper < SHOUTED * (upper + sum(map(str.islower, paragraph))):
        return False
    return len(_WORD.findall(paragraph)) >= FEWEST_WORDS


def calm(text: str) -> str:
    """Return the text with paragraphs in capitals in likely upper and lower case; same length, same offsets."""
    if not any(c.isupper() for c in text):
        return text
    loud = [m for m in _PARAGRAPH.finditer(text) if shouted(m.group())]
    if not loud:
        return text
    words = {m.start(): list(_WORD.finditer(m.group())) for m in loud}
    told = _told([(m.group(), words[m.start()]) for m in loud])
    out: list[str] = []
    at = 0
    for match in loud:
        out += (text[at : match.start()], _calm(match.group(), words[match.start()], told))
        at = match.end()
    return "".join([*out, text[at:]])


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text says about names in it.

    Attributes:
        acronyms: those that it explains in brackets somewhere.
        bodies: first word -> names, in words, that stand spelled out before their acronym.
    """

    acronyms: frozenset[str]
    bodies: dict[str, list[tuple[str, ...]]]


def _told(paragraphs: list[tuple[str, list[re.Match[str]]]]) -> _Told:
    acronyms: set[str] = set()
    bodies: dict[str, list[tuple[str, ...]]] = {}
    for paragraph, matches in paragraphs:
        for number, match in enumerate(matches):
            if not _bracketed(paragraph, match):
                continue
            first = _spelled_from(matches, number)
            if first is not None:
                name = tuple(m.group() for m in matches[first:number])
                known = bodies.setdefault(name[0], [])
                if name not in known and len(known) < MOST_ALIKE:
                    known.append(name)
            if first is not None or not _is_common(match.group().lower()):
                acronyms.add(match.group())
    return _Told(frozenset(acronyms), bodies)


def _bracketed(paragraph: str, match: re.Match[str]) -> bool:
    """Say whether a word stands alone in brackets and is short enough for an acronym."""
    return (
        2 <= len(match.group()) <= LONGEST_ACRONYM
        and paragraph[match.start() - 1 : match.start()] in ("[", "(")
        and paragraph[match.end() : match.end() + 1] in ("]", ")")
    )


def _calm(paragraph: str, matches: list[re.Match[str]], told: _Told) -> str:
    words = [m.group() for m in matches]
    named = [_is_name(w) for w in words]
    spelled = _spelled_out(matches) if "[" in paragraph or "(" in paragraph else set()
    spelled |= _bodies(paragraph, matches, named, told)
    surnames: set[int] = set()
    out: list[str] = []
    at = 0
    for number, match in enumerate(matches):
        word, lower = match.group(), match.group().lower()
        gap = paragraph[match.end() : matches[number + 1].start()] if number + 1 < len(matches) else "\n"
        near = gap in (" ", ". ")
        if near and named[number + 1] and (lower in _PARTICLES or lower in ranks()):
            named[number] = True
        elif number and not named[number] and matches[number - 1].end() + 1 == match.start():
            # a surname that is a noun as well: behind a given name, or behind another such surname
            before = words[number - 1].lower()
            given = given_gender(before) != "" and (before not in _common()[0] or _behind_name(matches, named, number))
            if lower not in _common()[1] and (given or number - 1 in surnames or _surname(matches, named, number)):
                named[number] = True
                surnames.add(number)
        out.append(paragraph[at : match.start()])
        capital = named[number] or number in spelled or _begins(paragraph, match.start())
        out.append(word if word in told.acronyms or _keeps(word, paragraph, match) else _lower(word, capital=capital))
        at = match.end()
    return "".join([*out, paragraph[at:]])


def _begins(paragraph: str, start: int) -> bool:
    """Say whether a sentence begins there."""
    before = paragraph[max(0, start - 8) : start].rstrip(" \"“”'‘’[(")
    return not before or (before[-1] in _ENDS and not _INITIAL.search(before))


def _patron(matches: list[re.Match[str]], named: list[bool], number: int) -> bool:
    """Say whether a noun is part of the name that a body goes by ("TAVELL RIVERA", not "CHILEAN MINERS")."""
    before = number - 1
    if before < 0 or not named[before] or matches[before].end() + 1 != matches[number].start():
        return False
    return matches[number].group().lower() not in _common()[1] and not country(_titled(matches[before].group()))[0]


def _surname(matches: list[re.Match[str]], named: list[bool], number: int) -> bool:
    """Say whether a noun ends a person's name: behind a given name and another one, and the phrase ends with it."""
    if number < 2 or not named[number - 1] or not given_gender(matches[number - 2].group()):
        return False
    if not _behind_name(matches, named, number):
        return False
    paragraph, end = matches[number].string, matches[number].end()
    return paragraph[end : end + 1] != " " or matches[number + 1].group().lower() in _AFTER_NAME


def _behind_name(matches: list[re.Match[str]], named: list[bool], number: int) -> bool:
    """Say whether two names stand right before a word: then the given name is one, though it is a noun as well."""
    return number > 1 and named[number - 2] and matches[number - 2].end() + 1 == matches[number - 1].start()


def _spelled_out(matches: list[re.Match[str]]) -> set[int]:
    """Return the words that an acronym in brackets behind them abbreviates ("… LIBERATION FRONT [FMLN]")."""
    out: set[int] = set()
    for number, match in enumerate(matches):
        if _bracketed(match.string, match):
            first = _spelled_from(matches, number)
            out.update(range(number if first is None else first, number))
    return {n for n in out if matches[n].group().lower() not in _SMALL}


def _spelled_from(matches: list[re.Match[str]], number: int) -> int | None:
    """Return the first of the words whose initials the acronym is, None where the words before it are others."""
    first = number - 1
    for letter in reversed(matches[number].group()):
        while first >= 0 and matches[first].group().lower() in _SMALL:
            first -= 1
        if first < 0 or matches[first].group()[0] != letter:
            return None
        first -= 1
    return first + 1


def _bodies(paragraph: str, matches: list[re.Match[str]], named: list[bool], told: _Told) -> set[int]:
    """Return the words that belong to the name of a body: told elsewhere in the text, known, or named for its cause."""
    words = [m.group() for m in matches]
    out: set[int] = set()
    for number, word in enumerate(words):
        ends = [number + len(name) for name in told.bodies.get(word, ()) if _stands(words, number, name)]
        if _titled(word) in body_openings():
            ends += [end for end in range(number + 2, number + LONGEST_BODY) if _known(paragraph, matches, number, end)]
        if number + 1 < len(words) and _country_of_two(paragraph, matches, number):
            ends.append(number + 2)
        if ends:
            out.update(range(number, max(ends)))
        elif body_head(word) and word.lower() not in _NO_BODY:
            out.update(_named_for(paragraph, matches, named, number))
    return {n for n in out if words[n].lower() not in _SMALL}


def _stands(words: list[str], number: int, name: tuple[str, ...]) -> bool:
    return tuple(words[number : number + len(name)]) == name


def _titled(word: str) -> str:
    return word[:1] + word[1:].lower()


def _known(paragraph: str, matches: list[re.Match[str]], first: int, end: int) -> bool:
    """Say whether the words are a body that the list has."""
    if end > len(matches):
        return False
    found = matches[first:end]
    words = [m.group().lower() if m.group().lower() in _SMALL else _titled(m.group()) for m in found]
    return body(" ".join(words)) is not None and "  " not in paragraph[found[0].start() : found[-1].end()]


def _country_of_two(paragraph: str, matches: list[re.Match[str]], number: int) -> bool:
    one, two = matches[number], matches[number + 1]
    if paragraph[one.end() : two.start()] != " ":
        return False
    return country(f"{_titled(one.group())} {_titled(two.group())}")[1] == "country"


def _named_for(paragraph: str, matches: list[re.Match[str]], named: list[bool], head: int) -> range:
    """Return the words of a body's name up to its head: names and causes before it, a cause at least among them."""
    first, causes = head, 0
    while first > 0 and head - first < LONGEST_BODY:
        before = matches[first - 1]
        lower = before.group().lower()
        if paragraph[before.end() : matches[first].start()] != " ":
            break
        if not (named[first - 1] or lower in _CAUSES or _patron(matches, named, first - 1)):
            break
        first -= 1
        causes += lower in (_CALLED_TO_ARMS if matches[head].group().lower() in _FIGHTING else _CAUSES)
    return range(first, head + 1) if causes else range(0)


def _keeps(word: str, paragraph: str, match: re.Match[str]) -> bool:
    """Say whether a word is an acronym: known, without vowels, or part of "U.S."."""
    dotted = paragraph[match.end() : match.end() + 1] == "." and len(word) == 1
    if dotted or (len(word) > 1 and body(word) is not None and word.lower() not in _common()[1]):
        return True
    bracketed = paragraph[match.start() - 1 : match.start()] in ("[", "(") and paragraph[
        match.end() : match.end() + 1
    ] in (
        "]",
        ")",
    )
    return len(word) > 1 and (bracketed or not any(c in "AEIOUYÁÉÍÓÚ" for c in word)) and not _is_common(word.lower())


def _lower(word: str, *, capital: bool) -> str:
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in word)
    return word[0] + lower[1:] if capital else lower


@functools.lru_cache(maxsize=50_000)
def _is_common(lower: str) -> bool:
    words = _common()[0]
    if lower in words:
        return True
    return any(
        lower.endswith(end) and lower[: -len(end)] + instead in words and len(lower) > len(end) + 1
        for end, instead in (*_SUFFIXES, *_SUFFIXES_MORE, *_SUFFIXES_DEGREE)
    )


@functools.lru_cache(maxsize=50_000)
def _is_name(word: str) -> bool:
    lower = word.lower()
    bare = re.sub(r"[’']S$", "", word)
    if bare.lower() in _DAYS:
        return True
    if bare.lower() in _common()[1]:
        return bool(country(bare.title())[0])
    if len(bare) > 1 and (country(bare.title())[0] or given_gender(bare)):
        return True
    if not _is_common(lower):
        return True
    return any(p.population >= BIG_TOWN for p in lookup(bare.title()).places) if lower in _common()[0] else False
