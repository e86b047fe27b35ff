"""Names of writers and outlets in the few words of an introduction, a byline or a credit. No language model."""

from __future__ import annotations

import functools
import itertools
import re

from onrecord.lexicon.load import load
from onrecord.lexicon.schema import OutletWord

_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "der",
        "den",
        "van",
        "von",
        "vom",
        "zu",
        "zur",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "abu",
        "du",
        "des",
        "ter",
        "ten",
        "st",
    ]
)
_SMALL = frozenset(
    ["of", "the", "and", "for", "de", "la", "le", "el", "del", "della", "di", "da", "&", "on", "in", "und", "des"]
)
_PARTS = re.compile(r"\s*(?:,|;|&|\band\b|\bAND\b|\bwith\b)\s*")
_TOKEN = re.compile(r"[^\W\d_](?:[\w'’.\-‐]|(?<=\w)[’'])*")
_DOMAIN = re.compile(
    r"(?:www\.)?[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+){0,2}\.(?:com|org|net|info|co|io|news|uk|de|fr|us|eu|tv)",
    re.IGNORECASE,
)
_PLACEHOLDERS = {
    "{people}": r"(?P<people>[^:;!?“”\"]{3,120}?)",
    "{outlet}": r"(?P<outlet>[^:;!?“”\"]{2,80}?)",
    "{place}": r"[^:;!?“”\"]{2,60}?",
    "{verb}": (
        r"(?:(?:also |further |now |has |had |in part )?"
        r"(?:reports?|reported|writes?|wrote|written|writing|comments?|commented"
        r"|explains?|explained|argues?|argued|notes?|noted|observes?|observed|blogs?|analy[sz]es|says|said|tells us"
        r"|describes?|details?|recounts?|asks|warns|reporting|adds|has (?:this|more|the story|the details)))"
    ),
}


@functools.cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(w.word.casefold() for w in load("outlets", OutletWord) if w.kind == kind)


def line_pattern(template: str) -> re.Pattern[str]:
    """Return the regular expression of a lexicon line; straight and curly apostrophes and quotes are the same."""
    for name, pattern in _PLACEHOLDERS.items():
        template = template.replace(name, pattern)
    return re.compile(rf"\W{{0,3}}(?:{template})\W{{0,3}}", re.IGNORECASE)


def people(words: str) -> tuple[str, ...]:
    """Return the personal names in a byline, or nothing where one of its parts is no name.

    Args:
        words: such as "Ilse Brandt, Tomas de Reyle and Otto Prell".
    """
    words = words.strip(" .,*_|–—-")
    if not words or len(words) > 160:
        return ()
    names = [p.strip(" *_") for p in _PARTS.split(words) if p.strip(" *_")]
    return tuple(names) if names and all(_is_person(n) for n in names) else ()


def _is_person(name: str) -> bool:
    tokens = name.split()
    if not 2 <= len(tokens) <= 5 or any(not _TOKEN.fullmatch(t) for t in tokens):
        return False
    if not (_upper(tokens[0]) and _upper(tokens[-1])) or any(
        not _upper(t) and t.casefold() not in _PARTICLES for t in tokens
    ):
        return False
    return tokens[0].casefold() not in _SMALL and not outlet(name)


def _upper(token: str) -> bool:
    return token[:1].isupper() or token[:2] in ("d'", "d’", "al")


def outlet(words: str) -> str:
    """Return the name of a publisher that the words surely are, without article, or ""."""
    name = plain_outlet(words)
    if not name:
        return ""
    folded = name.casefold()
    if folded in _words("outlet") or folded in _words("agency") or _DOMAIN.fullmatch(name):
        return name
    tokens = [t for t in re.split(r"[\s-]+", folded) if t]
    nouns = _words("noun")
    known = len(tokens) > 1 and (tokens[-1] in nouns or tokens[0] in nouns or _noun_of(tokens, nouns))
    return name if known else ""


def _noun_of(tokens: list[str], nouns: frozenset[str]) -> bool:
    """Say whether it is "Journal of ..." or "Voice Press of ...": a noun before "of"."""
    return any(a in nouns and b == "of" for a, b in itertools.pairwise(tokens))


def plain_outlet(words: str) -> str:
    """Return words that can be a publisher's name - each begins with a capital -, without article, or ""."""
    name = re.sub(r"\s*\([^)]{0,60}\)$", "", words.strip(" .,*_“”\"'’‘|–—-"))
    name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    if not name or len(name) > 80 or _DOMAIN.fullmatch(name):
        return name if 0 < len(name) <= 80 else ""
    tokens = name.split()
    if len(tokens) > 7 or not tokens[0][:1].isupper():
        return ""
    fits = all(t[:1].isupper() or t[:1].isdigit() or t.casefold() in _SMALL for t in tokens)
    return name if fits and tokens[-1].casefold() not in _SMALL else ""


def is_agency(words: str) -> bool:
    """Say whether the words are the name of a news agency."""
    return re.sub(r"^the\s+", "", words.strip(), flags=re.IGNORECASE).casefold() in _words("agency")


def initials(name: str) -> frozenset[str]:
    """Return the initials by which a person may sign: of all names, and of the first and the last."""
    letters = [t[0].upper() for t in re.split(r"[\s-]+", name) if t[:1].isalpha()]
    return frozenset({"".join(letters), letters[0] + letters[-1]}) if len(letters) > 1 else frozenset()
