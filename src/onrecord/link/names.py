"""Names as they are compared: folded to plain letters, without titles, and by what they sound like."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from onrecord.link import lists

MOST_PARTS = 8
"""Words of a name that are looked at; what is longer is no name."""

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "ng"}
)
_NO_LETTERS = str.maketrans(dict.fromkeys("'’ʼʻ`´ʹʺ", ""))
_PARTS = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts, each folded.

    Attributes:
        given: first names and initials, in order.
        family: the last name, with what belongs to it ("al-", "van") left out.
        swapped: the same name read with the family name first, where that is possible: (given, family).
        rank: "jr", "ii" and the like, "" where there is none.
    """

    given: tuple[str, ...]
    family: str
    swapped: tuple[tuple[str, ...], str] | None = None
    rank: str = ""

    @property
    def full(self) -> bool:
        """Say whether there is more than a family name."""
        return bool(self.given)


@functools.lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the text in small plain letters: no accents, apostrophes, hyphens or double spaces."""
    dotted = _DOTTED.sub(lambda m: m.group().replace(".", ""), _POSSESSIVE.sub("", text.strip()))
    plain = unicodedata.normalize("NFKD", dotted.casefold().translate(_NO_LETTERS))
    plain = plain.casefold().translate(_LETTERS)  # capitals drawn as signs ("𝕬") are letters only now
    return " ".join(_PARTS.findall("".join(c for c in plain if not unicodedata.combining(c))))


_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("x", "ks"),
        ("shch|sch|tsch", "sh"),
        ("tch|tsh|cz", "ch"),
        ("dzh|dj|zh", "j"),
        ("kh|gh|q|ck|c(?=[aouklrt]|$)", "k"),
        ("ph", "f"),
        ("th", "t"),
        ("w", "v"),
        ("ou|oo", "u"),
        ("y(?=[aeiou])|(?<=[iy])[iy]+", ""),
        ("ee|e[iy]$|iy$|y|ie$", "i"),
        ("ff$", "v"),
        (r"h(?![aeiou])", ""),
        (r"(.)\1+", r"\1"),
    )
)


@functools.lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return what a folded word sounds like: spellings of one name in Latin letters mostly fall together."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word


@functools.lru_cache(maxsize=65_536)
def parse(text: str) -> Name:
    """Return a person's name in parts; titles and particles are left out."""
    ahead, comma, behind = text.partition(",")
    rank = ""
    if comma:
        tail = fold(behind)
        text = ahead if tail in lists.name_words("rank") else f"{behind} {ahead}"
        rank = tail if tail in lists.name_words("rank") else ""
    parts = fold(text.replace("-", " ") if _particle_ahead(text) else text.replace("-", "")).split()[:MOST_PARTS]
    particles, ranks = lists.name_words("particle"), lists.name_words("rank")
    parts = _untitled(parts)
    if len(parts) > 1 and parts[-1] in ranks:
        parts, rank = parts[:-1], parts[-1]
    kept = [p for p in parts if p not in particles] or parts
    if not kept:
        return Name((), "")
    swapped = (tuple(kept[1:]), kept[0]) if len(kept) in (2, 3) and len(kept[0]) > 1 else None
    return Name(tuple(kept[:-1]), kept[-1], swapped, rank)


def _untitled(parts: list[str]) -> list[str]:
    """Return the words of a name without the titles in front of it."""
    for _ in range(MOST_PARTS):
        length = next((n for n in range(4, 0, -1) if len(parts) > n and " ".join(parts[:n]) in lists.titles()), 0)
        if not length:
            break
        parts = parts[length:]
    return parts


def _particle_ahead(text: str) -> bool:
    """Say whether a hyphen parts a particle from a name ("al-Hadi"), and does not join two names."""
    return any(p.group(1).casefold() in lists.name_words("particle") for p in re.finditer(r"([^\W\d_]+)-", text))


@functools.lru_cache(maxsize=65_536)
def person_key(text: str) -> str:
    """Return a key that spellings of one full name share; the order of first and family name does not count.

    Initials are left out; "" where only a family name is there.
    """
    name = parse(text)
    long = [sound(p) for p in (*name.given[:1], name.family) if len(p) > 1]
    return " ".join(sorted(long)) if len(long) > 1 else ""


@functools.lru_cache(maxsize=65_536)
def body_key(text: str) -> str:
    """Return a key that spellings of one body's name share: no article, "the", plural or possessive."""
    parts = [p for p in fold(text.replace("-", " ")).split()[: 2 * MOST_PARTS] if p not in ("the", "of", "for", "and")]
    return " ".join(p[:-1] if len(p) > 4 and p.endswith("s") and not p.endswith("ss") else p for p in parts)


def initials(text: str) -> str:
    """Return the initials of a body's name, without small words; "" where it has one word."""
    parts = [p for p in fold(text.replace("-", " ")).split() if p not in ("the", "of", "for", "and", "in", "on", "to")]
    return "".join(p[0] for p in parts) if len(parts) > 1 else ""
