"""Learn which sentences the tagger need not read: `python -m training.fit_gate DATA OUT`.

DATA is the folder of the corpora, OUT where the weights go (`src/onrecord/claims/data`). The teacher is the tagger
itself, reading everything: a sentence is needed where it holds a cue, source or content of a claim that would stand.
Only sentences are learned from in which the rules see nothing and no quotation stands; the others are always read.

Articles with attributions are those of the training part; of the other corpora only the words of the training parts are
used. The articles that choose thresholds (`training.task.held_out`) are measured on, never learned from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from onrecord.annotate import annotate
from onrecord.annotate.hidden import head_of, hidden, sentence_pieces
from onrecord.claims import limits
from onrecord.claims.find import rule_candidates
from onrecord.claims.gate import FILE, others, touched
from onrecord.claims.tagger import Tagged
from onrecord.encoder import load_encoder
from onrecord.model import Report
from onrecord.weights import wanted_digests, write_arrays

Array = NDArray[np.float64]

RIDGE = 2.0
CORPORA = {
    "attribution": ("attribution/train.jsonl", 6, 120),
    "held out": ("attribution/train.jsonl", 1, 75),
    "linking": ("linking/reports.jsonl", 15, 170),
    "muc4": ("muc4/train.jsonl", 13, 90),
}
"""File, every how many-th row, how many rows."""

LEVELS = (-4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0)
HELD_OUT = 0.08


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is known of one sentence.

    Attributes:
        corpus: which of `CORPORA` it is from.
        pieces: its wordpieces.
        beside: what is known beside them (`gate.others`).
        sure: whether it is read anyway.
        needed: whether a claim that would stand has a part in it.
        cue: whether such a claim has its cue in it.
    """

    corpus: str
    pieces: tuple[int, ...]
    beside: tuple[float, ...]
    sure: bool
    needed: bool
    cue: bool


def held_out(name: str) -> bool:
    """Say whether an article is one of those that choose thresholds (as `training.task` has it)."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0x1_0000_0000 < HELD_OUT


def rows(data: Path, corpus: str) -> list[dict[str, Any]]:
    """Return the rows of a corpus that are used."""
    file, step, most = CORPORA[corpus]
    with (data / file).open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    if corpus == "linking":
        found = [r for r in found if r["split"] == "train" or r["part"] == "extra"]
    elif corpus != "muc4":
        found = [r for r in found if held_out(r["doc_id"]) == (corpus == "held out")]
    return found[::step][:most]


def sentences(data: Path) -> Iterator[Sentence]:
    """Yield every sentence of the reports used, with what the tagger finds in it."""
    encoder = load_encoder()
    for corpus in CORPORA:
        reports = (Report(id=f"rep_{n}", text=row["text"]) for n, row in enumerate(rows(data, corpus)))
        for doc in annotate(reports, encoder=encoder):
            yield from of_report(doc, corpus)
            doc._.onrecord.encoded = None


def of_report(doc: Doc, corpus: str) -> Iterator[Sentence]:
    """Yield the sentences of one report."""
    found, _ = rule_candidates(doc)
    sure = touched(doc, found)
    pieces = sentence_pieces(doc)
    ids = [p.ids for p in pieces]
    number = np.repeat(np.arange(len(ids)), [len(i) for i in ids])
    tagged = Tagged(head_of(doc, "claims"), hidden(doc))
    by_rules = {int(number[p]) for f in found for p in tagged.pieces(f.cue)}
    needed, cues = set[int](), set[int]()
    for cue in tagged.cues(limits.TAGGER_VETO):
        at = int(number[cue[0]])
        if tagged.cue_chance(cue) >= limits.TAGGER_ADDS or at in by_rules:
            links = tagged.links(cue)
            cues.add(at)
            for odds in (links.source, links.content):
                needed.update(number[links.first + np.flatnonzero(odds > 0)].tolist())
    for n, mine in enumerate(ids):
        yield Sentence(corpus, tuple(mine), others(n, ids, sure), sure[n], n in needed or n in cues, n in cues)


def table(found: Sequence[Sentence], words: int) -> csr_matrix:
    """Return a row a sentence: which wordpieces it has, and what is known beside them."""
    lists = [[*sorted(set(s.pieces)), *range(words, words + len(s.beside) + 1)] for s in found]
    values = [np.concatenate([np.ones(len(set(s.pieces))), s.beside, [1.0]]) for s in found]
    starts = np.cumsum([0, *map(len, lists)])
    width = words + len(found[0].beside) + 1
    return csr_matrix((np.concatenate(values), np.concatenate(lists), starts), shape=(len(found), width))


def fit(x: csr_matrix, needed: NDArray[np.bool_]) -> Array:
    """Return the weights under which what is needed is likeliest, less a ridge on all but the last."""
    sign = np.where(needed, 1.0, -1.0)
    kept = np.append(np.ones(x.shape[1] - 1), 0.0)

    def loss(weights: Array) -> tuple[float, Array]:
        margin = sign * (x @ weights)
        value = np.logaddexp(0, -margin).sum() + RIDGE / 2 * float(kept @ weights**2)
        return float(value), x.T @ (-sign / (1 + np.exp(margin))) + RIDGE * kept * weights

    return np.asarray(minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)


def measured(found: Sequence[Sentence], scores: Array) -> dict[str, Any]:
    """Return for every corpus and level the share of wordpieces read and of what is needed that is kept."""
    out: dict[str, Any] = {}
    for corpus in CORPORA:
        mine = [(s, float(score)) for s, score in zip(found, scores, strict=True) if s.corpus == corpus]
        out[corpus] = {
            str(level): {
                "wordpieces read": _share([(len(s.pieces), s.sure or score >= level) for s, score in mine]),
                "sentences with a cue kept": _share([(int(s.cue), s.sure or score >= level) for s, score in mine]),
                "sentences needed kept": _share([(int(s.needed), s.sure or score >= level) for s, score in mine]),
            }
            for level in LEVELS
        }
    return out


def _share(parts: Sequence[tuple[int, bool]]) -> float:
    return round(sum(n for n, kept in parts if kept) / max(1, sum(n for n, _ in parts)), 4)


def learn(found: Sequence[Sentence], words: int) -> tuple[Array, dict[str, Any]]:
    """Return the weights and how they do on what they were not fitted on: folds of every second 400 sentences."""
    x = table(found, words)
    needed = np.array([s.needed for s in found])
    use = np.array([not s.sure and s.corpus != "held out" for s in found])
    weights = fit(x[use], needed[use])
    scores = x @ weights
    half = np.arange(len(found)) // 400 % 2 == 0
    for fold in (half, ~half):
        rest = use & ~fold
        seen = np.array([s.corpus != "held out" for s in found]) & fold
        scores[seen] = x[seen] @ fit(x[rest], needed[rest])
    counts = {"sentences": len(found), "learned from": int(use.sum()), "needed": int(needed[use].sum())}
    return weights, counts | {"measured": measured(found, scores)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, learn, write the weights and print the log."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args(arguments)
    encoder = load_encoder()
    words = encoder.tokenizer.get_vocab_size()
    weights, log = learn(list(sentences(options.data)), words)
    arrays = {"pieces": weights[:words].astype(np.float16), "others": weights[words:].astype(np.float32)}
    write_arrays(options.out, FILE, arrays)
    files = sorted({file for file, _, _ in CORPORA.values()})
    about = {
        "task": "gate",
        "script": "python -m training.fit_gate DATA OUT",
        "data": {f: hashlib.sha256((options.data / f).read_bytes()).hexdigest() for f in files},
        "settings": {"ridge": RIDGE, "corpora": CORPORA},
        "teacher": encoder.digest,
        **log,
        "weights": wanted_digests(options.out),
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
    }
    sys.stdout.write(json.dumps(about, indent=1) + "\n")


if __name__ == "__main__":
    main()
