"""Words of a report as they are counted: small, folded, without their endings; and how common each is in news."""

from __future__ import annotations

import functools
import gzip
import re
from collections.abc import Iterator
from importlib import resources

from onrecord.link.names import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_LONGEST = 40
_SHORTEST_STEM = 3

_ENDINGS = (
    ("sses", "ss"),
    ("ies", "y"),
    ("ied", "y"),
    ("ingly", ""),
    ("edly", ""),
    ("ings", ""),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
)


def stems(text: str) -> Iterator[str]:
    """Yield the stem of every word and number, in order; words of one letter are left out."""
    for match in _WORD.finditer(text):
        word = match.group()
        if 1 < len(word) <= _LONGEST:
            yield stem(word)


@functools.lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a word folded and without its ending ("shots" and "shot" are one, "shooting" and "shooter" are two)."""
    plain = fold(word).replace(" ", "")
    for ending, to in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM and not plain.endswith(("ss", "us")):
            cut = plain[: len(plain) - len(ending)] + to
            doubled = len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2] and cut[-1] not in "aeiousl"
            return cut[:-1] if doubled else cut.removesuffix("e") if len(cut) > _SHORTEST_STEM else cut
    return plain.removesuffix("e") if len(plain) > _SHORTEST_STEM + 1 else plain


@functools.cache
def background() -> tuple[int, dict[str, int]]:
    """Return how many reports the table of frequencies was counted on, and in how many each stem stands."""
    data = resources.files("onrecord.link").joinpath("data/frequencies.tsv.gz").read_bytes()
    lines = gzip.decompress(data).decode("utf-8").splitlines()
    counts = dict(line.split("\t") for line in lines)
    return int(counts.pop("")), {word: int(count) for word, count in counts.items()}
