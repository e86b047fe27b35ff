"""Rows for `training.tasks.blame`, in the project's environment: `python -m training.tasks.blame_rows DATA rows.npz`.

Of the invented reports in `training/reports` every word that may stand for an actor, with what each row written down
says of it; of news that tell of violence, words in sentences that no rule reads a row from, as nothing. Beside them
the weights that choose which sentences are read at all, fitted here: sentences that hold somebody held responsible.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from spacy.tokens import Doc, Token

from onrecord.annotate import annotate
from onrecord.annotate.extensions import notes
from onrecord.annotate.hidden import sentence_pieces
from onrecord.claims import find_claims
from onrecord.encoder import configured, load_encoder
from onrecord.incidents import find_attributions, find_incidents
from onrecord.incidents.responsibility.ground import Ground
from onrecord.incidents.responsibility.net import CLASSES, GATE, candidates, facts, features
from onrecord.incidents.responsibility.read import BLAMED, CLAIMED, DENIED, group_of
from onrecord.model import Attribution, Report, Stance
from training.fit_gate import fit

REPORTS = Path(__file__).parent.parent / "reports"
CORPORA = {"news": ("attribution/train.jsonl", 150, 60), "shootings": ("linking/reports.jsonl", 150, 0)}
"""File, reports that are looked at, words taken of each: in local news too much is told that no rule sees."""
FOLDS = 5
GROUPS = [0 if c is None else 1 + (BLAMED, DENIED, CLAIMED).index(group_of(c)) for c in CLASSES]
"""What each class is: nothing, blamed, denying, claiming."""

Row = dict[str, Any]
Array = NDArray[Any]


@dataclass(slots=True)
class Sentences:
    """What the choice of sentences is fitted to: of each one its report, wordpieces, facts, and need."""

    names: list[str] = field(default_factory=list)
    pieces: list[tuple[int, ...]] = field(default_factory=list)
    known: list[tuple[float, ...]] = field(default_factory=list)
    needed: list[bool] = field(default_factory=list)

    def add(self, name: str, ground: Ground, needed: set[int], silent: set[int]) -> None:
        """Add the sentences of a report that hold somebody, less those of which nothing is known.

        Args:
            name: of the report.
            ground: the report.
            needed: tokens of those held responsible.
            silent: numbers of sentences that are left out.
        """
        pieces = sentence_pieces(ground.doc)
        for n, (sentence, known) in enumerate(facts(ground)):
            if n not in silent and pieces[n].ids and candidates(ground, sentence):
                self.names.append(name)
                self.pieces.append(tuple(pieces[n].ids))
                self.known.append(known)
                self.needed.append(any(t.i in needed for t in sentence))

    def fitted(self, words: int) -> tuple[Array, Row]:
        """Return the weights, and what is kept and read of reports that they were not fitted on."""
        x, needed = self._table(words), np.array(self.needed)
        fold = np.array([zlib.crc32(n.encode()) % FOLDS for n in self.names])
        scores = np.zeros(len(needed))
        for number in range(FOLDS):
            scores[fold == number] = x[fold == number] @ fit(x[fold != number], needed[fold != number])
        kept, length = scores >= GATE, np.array([len(p) for p in self.pieces])
        kinds = np.array([n.split("-")[0] if "-" in n else "own" for n in self.names])
        read = {kind: float((length * kept)[kinds == kind].sum() / length[kinds == kind].sum()) for kind in set(kinds)}
        found = {"sentences": len(needed), "needed": int(needed.sum()), "needed kept": float(kept[needed].mean())}
        return fit(x, needed), found | {f"wordpieces read, {kind}": read[kind] for kind in sorted(read)}

    def _table(self, words: int) -> csr_matrix:
        lists = [
            [*sorted(set(p)), *range(words, words + len(k) + 1)] for p, k in zip(self.pieces, self.known, strict=True)
        ]
        values = [
            np.concatenate([np.ones(len(set(p))), k, [1.0]]) for p, k in zip(self.pieces, self.known, strict=True)
        ]
        starts = np.cumsum([0, *map(len, lists)])
        width = words + len(self.known[0]) + 1
        return csr_matrix((np.concatenate(values), np.concatenate(lists), starts), shape=(len(lists), width))


@dataclass(slots=True)
class Words:
    """Features, classes and names of reports, of one word each."""

    read: list[Array] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, name: str, ground: Ground, known: dict[int, int], heads: list[Token]) -> None:
        """Add words of a report; `known` are the classes of those that are held responsible."""
        if heads:
            self.read.append(features(ground, heads).astype(np.float16))
            self.classes += [known.get(t.i, 0) for t in heads]
            self.names += [name] * len(heads)


def grounds(reports: Iterable[Report]) -> Iterator[tuple[Report, Ground, tuple[Attribution, ...]]]:
    """Yield each report as rows are read from it, and the rows that rules make."""
    made = list(reports)
    for report, doc in zip(made, annotate(iter(made), encoder=configured()), strict=True):
        claims, _ = find_claims(doc)
        incidents, _, _ = find_incidents(doc, claims)
        rules, _ = find_attributions(doc, claims, incidents, trained=False)
        if "-" in report.id and not any(i.type == "ASSAULT" for i in incidents):
            continue
        yield report, Ground(doc, claims, incidents), rules


def labelled(reports: list[Row], words: Words, sentences: Sentences) -> None:
    """Add what is written down of invented reports."""
    made = (Report(r["id"], r["text"], published=str(r["date"])) for r in reports)
    told = {r["id"]: r for r in reports}
    for report, ground, _ in grounds(made):
        known: dict[int, int] = {}
        beside: set[int] = set()  # other words of an actor's: neither he nor somebody else
        for row in told[report.id].get("rows") or ():
            span = actor_at(ground.doc, row)
            known[span[0]] = class_of(row)
            beside.update(span[1])
        heads = {t.i for s in ground.doc.sents for t in candidates(ground, s)} - beside | set(known)
        words.add(report.id, ground, known, [ground.doc[i] for i in sorted(heads)])
        sentences.add(report.id, ground, set(known), set())


def class_of(row: Row) -> int:
    """Return the class of a row: whoever says that somebody did it accuses him, unless it is the report itself."""
    stance, narrator = Stance(row["stance"]), row["by"] == "narrator"
    if stance in (Stance.ACCUSED, Stance.ACCUSED_BY_AUTHORITY, Stance.FACT):
        stance = Stance.FACT if narrator else Stance.ACCUSED
    return CLASSES.index(stance)


def actor_at(doc: Doc, row: Row) -> tuple[int, list[int]]:
    """Return the head of an actor's words and all of them."""
    place = notes(doc).report.text.index(row["at"]) + row["at"].index(row["actor"])
    span = doc.char_span(place, place + len(row["actor"]), alignment_mode="expand")
    if span is None:
        raise ValueError(f"no words at {row['at']!r}")
    return span.root.i, [t.i for t in span]


def unlabelled(data: Path, corpus: str, words: Words, sentences: Sentences) -> None:
    """Add of reports of a corpus what no rule reads a row from, as nothing."""
    file, most, taken = CORPORA[corpus]
    with (data / file).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [r for r in rows if r.get("split", "train") == "train"]
    dice = random.Random(3)  # noqa: S311 - which reports and words are taken, the same each time
    dice.shuffle(rows)
    made = (Report(f"{corpus}-{n}", r["text"], published="2016-06-01") for n, r in enumerate(rows[:most]))
    for report, ground, rules in grounds(made):
        spans = [s for row in rules for s in row.spans]
        whole = list(ground.doc.sents)
        silent = {n for n, s in enumerate(whole) if any(p.start < s.end_char and p.end > s.start_char for p in spans)}
        sentences.add(report.id, ground, set(), silent)
        heads = [t for n, s in enumerate(whole) if n not in silent for t in candidates(ground, s)]
        heads = sorted(dice.sample(heads, min(taken, len(heads))), key=lambda t: t.i)
        words.add(report.id, ground, {}, heads)


def main() -> int:
    """Write features, classes and names of reports, and the weights that choose sentences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    reports = [r for path in sorted(REPORTS.glob("blame_*.yaml")) for r in yaml.safe_load(path.read_text("utf-8"))]
    words, sentences = Words(), Sentences()
    labelled(reports, words, sentences)
    for corpus in CORPORA:
        unlabelled(options.data, corpus, words, sentences)
    vocabulary = load_encoder().tokenizer.get_vocab_size()
    weights, figures = sentences.fitted(vocabulary)
    np.savez_compressed(
        options.out,
        read=np.concatenate(words.read),
        classes=words.classes,
        names=words.names,
        pieces=weights[:vocabulary],
        others=weights[vocabulary:],
        groups=GROUPS,
        figures=json.dumps(figures),
    )
    print(f"{len(words.classes)} words of {len(set(words.names))} reports; {figures}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
