"""Cuts the training articles into sentences, as the reader does: `python -m training.prepare DATA OUT`.

Runs in the project's environment (it needs the language pipeline); training itself does not. Writes OUT, a line an
article: its id and its sentences as offsets.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from onrecord.annotate.nlp import load_pipeline
from onrecord.annotate.parsing import parse
from onrecord.model import Report


def sentences(corpus: Path) -> Iterator[dict[str, object]]:
    """Yield id and sentences of every article of a corpus."""
    with corpus.open(encoding="utf-8") as lines:
        reports = (Report(id=row["doc_id"], text=row["text"]) for row in map(json.loads, lines))
        for doc in parse(reports, load_pipeline()):
            cut = [[s.start_char, s.end_char] for s in doc.sents]
            yield {"doc_id": doc._.onrecord.report.id, "sentences": cut}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the corpora")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for row in sentences(options.data / "attribution" / "train.jsonl"):
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
