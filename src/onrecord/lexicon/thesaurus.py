"""Which words mean the same, the opposite, or nearly the same: a table cut from WordNet (Fellbaum 1998).

Lemmas are lower case, the words of one lemma joined by an underscore. Parts of speech are "n", "v", "a", "r".
"""

from __future__ import annotations

import functools
import gzip
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import resources

from onrecord.errors import BadLexicon

_POS = {"NOUN": "n", "PROPN": "n", "VERB": "v", "AUX": "v", "ADJ": "a", "ADV": "r"}


@dataclass(slots=True)
class Thesaurus:
    """The table in memory.

    Attributes:
        of: (lemma, part of speech) -> its synsets of its usual senses.
        up: synset -> its hypernyms.
        against: lemma -> its antonyms, whatever the part of speech.
        derived: lemma -> lemmas made from it ("explode" -> "explosion").
    """

    of: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    up: dict[int, tuple[int, ...]] = field(default_factory=dict)
    against: dict[str, frozenset[str]] = field(default_factory=dict)
    derived: dict[str, frozenset[str]] = field(default_factory=dict)

    def synonyms(self, left: str, right: str, pos: str) -> bool:
        """Say whether two lemmas share one of their usual senses."""
        return left == right or bool(set(self.of.get((left, pos), ())) & set(self.of.get((right, pos), ())))

    def opposites(self, left: str, right: str) -> bool:
        """Say whether one is the antonym of the other."""
        return right in self.against.get(left, ()) or left in self.against.get(right, ())

    def related(self, left: str, right: str) -> bool:
        """Say whether one word is made from the other: "explode", "explosion"."""
        return right in self.derived.get(left, ()) or left in self.derived.get(right, ())

    def kin(self, left: str, right: str, pos: str) -> bool:
        """Say whether one lemma is a kind of what the other is, one step up, or both of one kind of few."""
        first, second = self.of.get((left, pos), ()), self.of.get((right, pos), ())
        over_first = {u for s in first for u in self.up.get(s, ())}
        over_second = {u for s in second for u in self.up.get(s, ())}
        return bool(over_first & set(second) or over_second & set(first))


def wordnet_pos(pos: str) -> str:
    """Return the table's part of speech for one of the universal ones, "" where it has none."""
    return _POS.get(pos, "")


@functools.cache
def thesaurus() -> Thesaurus:
    """Return the table, read once.

    Raises:
        BadLexicon: the table is not there or cannot be read.
    """
    file = resources.files("onrecord.lexicon") / "data" / "en" / "thesaurus.tsv.gz"
    try:
        lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        fix = "Install onrecord anew: a file of the package is missing or damaged."
        raise BadLexicon("The thesaurus cannot be read.", fix=fix, where="thesaurus.tsv.gz") from error
    of: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    up: dict[int, tuple[int, ...]] = {}
    pairs: tuple[defaultdict[str, set[str]], ...] = (defaultdict(set), defaultdict(set))
    for line in lines:
        number, pos, lemmas, *rest = line.split("\t")
        for lemma in lemmas.split():
            of[lemma, pos].append(int(number))
        if rest and rest[0]:
            up[int(number)] = tuple(map(int, rest[0].split()))
        for held, cell in zip(pairs, rest[1:], strict=False):
            for pair in cell.split():
                own, other = pair.split(">")
                held[own].add(other)
    against, derived = ({k: frozenset(v) for k, v in held.items()} for held in pairs)
    return Thesaurus({k: tuple(v) for k, v in of.items()}, up, against, derived)
