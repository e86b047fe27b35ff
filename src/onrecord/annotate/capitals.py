"""Gives wire text in capitals the case that the parser was trained on, code point for code point.

Old wire reports and broadcast transcripts are all capitals; the parser then finds hardly a verb. Common words go to
lower case, and what no list knows as common is taken for a name.
"""

from __future__ import annotations

import functools
import re

from onrecord.annotate.actors.words import body, country, given_gender, ranks
from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.places.gazetteer import lookup

SHOUTED = 0.9
"""Share of letters that are capitals from which a paragraph counts as set in capitals (headlines in title case stay
below 0.4; the 1300 wire reports are above 0.97; 2026-11-22)."""

FEWEST_WORDS = 6
"""Words that a paragraph in capitals must have; shorter ones are headings, acronyms, signatures."""

LONGEST_ACRONYM = 8
"""Letters of an acronym in brackets."""

BIG_TOWN = 100_000
"""Inhabitants from which a noun that is also a town is read as the town ("LIMA"); smaller towns are mostly chance."""

_PARAGRAPH = re.compile(r"[^\n\r]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_INITIAL = re.compile(r"(?:^|\W)\w\.$")
_ENDS = frozenset(".!?:")
_SMALL = frozenset(["of", "the", "and", "for", "in", "to"])
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
    if len(_WORD.findall(paragraph)) < FEWEST_WORDS:
        return False
    upper = sum(c.isupper() for c in paragraph)
    return upper >= SHOUTED * sum(c.isupper() or c.islower() for c in paragraph)


def calm(text: str) -> str:
    """Return the text with paragraphs in capitals in likely upper and lower case; same length, same offsets."""
    if not any(c.isupper() for c in text):
        return text
    out: list[str] = []
    at = 0
    for match in _PARAGRAPH.finditer(text):
        if shouted(match.group()):
            out += (text[at : match.start()], _calm(match.group()))
            at = match.end()
    return "".join([*out, text[at:]]) if out else text


def _calm(paragraph: str) -> str:
    matches = list(_WORD.finditer(paragraph))
    words = [m.group() for m in matches]
    named = [_is_name(w) for w in words]
    spelled = _spelled_out(paragraph, matches)
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
            given = given_gender(before) != "" and (before not in _common()[0])
            if lower not in _common()[1] and (given or number - 1 in surnames):
                named[number] = True
                surnames.add(number)
        out.append(paragraph[at : match.start()])
        capital = named[number] or number in spelled or _begins(paragraph, match.start())
        out.append(word if _keeps(word, paragraph, match) else _lower(word, capital=capital))
        at = match.end()
    return "".join([*out, paragraph[at:]])


def _begins(paragraph: str, start: int) -> bool:
    """Say whether a sentence begins there."""
    before = paragraph[max(0, start - 8) : start].rstrip(" \"“”'‘’[(")
    return not before or (before[-1] in _ENDS and not _INITIAL.search(before))


def _spelled_out(paragraph: str, matches: list[re.Match[str]]) -> set[int]:
    """Return the words that an acronym in brackets behind them abbreviates ("… LIBERATION FRONT [FMLN]")."""
    out: set[int] = set()
    for number, match in enumerate(matches):
        letters = match.group()
        if paragraph[match.start() - 1 : match.start()] not in ("[", "(") or not 2 <= len(letters) <= LONGEST_ACRONYM:
            continue
        first = number - 1
        for letter in reversed(letters):
            while first >= 0 and matches[first].group().lower() in _SMALL:
                first -= 1
            if first < 0 or matches[first].group()[0] != letter:
                break
            first -= 1
        else:
            out.update(n for n in range(first + 1, number) if matches[n].group().lower() not in _SMALL)
    return out


def _keeps(word: str, paragraph: str, match: re.Match[str]) -> bool:
    """Say whether a word is an acronym: known, without vowels, or part of "U.S."."""
    dotted = paragraph[match.end() : match.end() + 1] == "." and len(word) == 1
    if dotted or (len(word) > 1 and body(word) is not None and word.lower() not in _common()[0]):
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
        for end, instead in (*_SUFFIXES, *_SUFFIXES_MORE)
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
