"""Count in how many reports each stem stands, for `src/onrecord/link/data/frequencies.tsv.gz`.

    python -m scripts.build_frequencies CORPUS.jsonl...

A line of the table is a stem and its count; the one with an empty stem has the number of reports. Counted on
2026-11-22 on the training parts of PolNeAR and MUC-4 (2,140 reports of two times and subjects): what matters is which
words are everyday words of news, which any mixed lot of reports shows.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from onrecord.link.stems import stems

TABLE = Path(__file__).resolve().parent.parent / "src/onrecord/link/data/frequencies.tsv.gz"
FEWEST = 4
"""A stem in fewer reports is left out: it counts as never seen, which weighs nearly the same."""


def table(texts: list[str]) -> str:
    """Return the lines of the table, most frequent first."""
    counts = Counter(stem for text in texts for stem in set(stems(text)))
    kept = sorted((-n, word) for word, n in counts.items() if n >= FEWEST)
    return "".join(f"{word}\t{n}\n" for word, n in [("", len(texts)), *((w, -n) for n, w in kept)])


def main(paths: list[str]) -> None:
    """Write the table."""
    lines = [line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    data = table([json.loads(line)["text"] for line in lines]).encode()
    TABLE.write_bytes(gzip.compress(data, mtime=0))
    print(f"{len(lines)} reports, {len(data.splitlines()) - 1} stems, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
