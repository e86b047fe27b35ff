"""With which words the key of MUC-4 names somebody or something: a choice among the phrases around a noun, learned.

    python -m bench.muc4_wording ../shared/data/muc4/train.jsonl

writes the weights anew. The key keeps counts of perpetrators and leaves out titles of victims, and has "of" behind
things: conventions of that benchmark, learned as a softmax over what each phrase takes in and leaves out. Where the
larger encoder has read the report, its states at the edges of the phrase count too (`muc4_wording_states`).
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.tokens import Token

from bench.muc4_relevance import ROLES, plain
from bench.muc4_wording_states import (
    Choice,
    Edges,
    Ints,
    Numbers,
    edges_of,
    fit_states,
    states_weights,
    unlikely,
    write,
)
from bench.predict import rows_of, seen
from onrecord.annotate.extensions import notes
from onrecord.incidents.fillers_features import Surveyor
from onrecord.incidents.find import analyse
from onrecord.incidents.kinds import entity
from onrecord.incidents.syntax import content
from onrecord.model import EntityKind

Row = dict[str, Any]

FILE = Path(__file__).with_name("muc4_wording.json")
LONGEST = 8
"""Words before a noun, and behind it, that a phrase may take in."""

SEEN = 6
"""Choices in which a feature must tell one phrase from another."""

STRENGTH = 1.0
"""Of the penalty on large weights. By five folds of the training part the phrase chosen is the key's for 87.1 % of
2,778 persons and things that have one there; with states 90.1 % (perpetrators 81, bodies 95, things 91, victims 95,
weapons 92), 2026-11-23."""

FOLDS = 4
"""Parts of the training part, each of which is judged by weights fitted on the others."""

_COUNTS = frozenset({"several", "few", "many", "numerous", "various", "other", "another", "some"})

Features = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A phrase that may be the key's.

    Attributes:
        words: its words, one space between them.
        features: what it takes in and what it leaves out.
        first: number of its first token, -1 for a name that does not stand there.
        last: number of its last token.
    """

    words: str
    features: Features
    first: int = -1
    last: int = -1


def options(head: Token, role: str) -> list[Option]:
    """Return the phrases around a noun, each once.

    Args:
        head: the noun.
        role: the key's name of the part.
    """
    found: dict[str, Option] = {}
    inner = content(head)
    for noun in dict.fromkeys((inner, head)):
        for option in _around(noun, role, outer=noun != inner):
            found.setdefault(plain(option.words), option)
    for option in _names(inner, role):
        found[plain(option.words)] = option
    found.pop("", None)
    text = _plain_text(head.doc.text)
    return [_counted(option, role, text.count(words)) for words, option in found.items()]


@functools.lru_cache(maxsize=4)
def _plain_text(text: str) -> str:
    return plain(text)


def _counted(option: Option, role: str, times: int) -> Option:
    """Return a phrase with a word on how often the report has it."""
    seen = f"{role} seen={min(times, 4)}"
    return replace(option, features=(*option.features, seen, f"{seen} words={min(len(option.words.split()), 4)}"))


def _around(noun: Token, role: str, *, outer: bool) -> Iterator[Option]:
    """Yield what begins at each word before a noun and ends with it, with its "of", or with all that hangs on it."""
    doc, first = noun.doc, max(noun.left_edge.i, noun.i - LONGEST)
    starts = [i for i in range(first, noun.i + 1) if not (doc[i].is_punct or doc[i].dep_ == "det")]
    for end, behind in _ends(noun):
        for start in starts:
            cut = doc[start - 1] if start > first else None
            taken = [_kind(doc[i]) for i in range(start, noun.i) if not doc[i].is_punct]
            said = [
                f"first={_kind(doc[start]) if start < noun.i else 'head'}",
                f"cut={_kind(cut) if cut is not None else 'none'}",
                f"behind={behind}",
                f"behind={behind} {noun.lemma_.lower()}",
                f"words={min(len(taken), 4)}",
                f"proper={noun.pos_ == 'PROPN':d} words={min(len(taken), 4)}",
                f"outer={outer:d}",
                *(f"takes={k}" for k in sorted(set(taken))),
                *(f"leaves={_kind(doc[i])}" for i in range(first, start) if not doc[i].is_punct),
                f"starts={doc[start].lemma_.lower()}",
                *(f"leaves-word={doc[i].lemma_.lower()}" for i in range(first, start)),
            ]
            words = " ".join(doc[start : end + 1].text.split()).strip(" '\"")
            said.append(f"is={plain(words)}")
            yield Option(words, tuple(f"{role} {f}" for f in said), start, end)


def _ends(noun: Token) -> Iterator[tuple[int, str]]:
    """Yield where a phrase may end, with a word for it."""
    yield noun.i, "none"
    for c in noun.rights:
        if c.i != noun.i + 1:
            continue
        if c.dep_ == "prep":
            held = next((h for h in c.children if h.dep_ == "pobj"), None)
            if held is not None and held.i - noun.i <= LONGEST:
                yield held.i, c.lower_ if c.lower_ == "of" else "prep"
    last = noun.right_edge.i
    if noun.i < last <= noun.i + LONGEST:
        yield last, "all"


def _kind(token: Token) -> str:
    """Return what a word before a noun is."""
    if token.pos_ == "PROPN":
        return "given" if token.ent_type_ == "PERSON" else "proper"
    if token.pos_ == "NUM" or token.like_num:
        return "number"
    if token.lower_ in _COUNTS:
        return "count"
    return token.dep_


def _names(noun: Token, role: str) -> Iterator[Option]:
    """Yield the name of somebody, and the longest name in the report that ends so."""
    known = entity(noun)
    if known is None or not known.named:
        return
    kind = f"{role} name={known.kind}"
    count = min(len(known.name.split()), 4)
    yield Option(known.name, (kind, f"{kind} words={count}", f"{role} is name"), *_place(known.name, noun))
    longer = _fullest(known.name, noun)
    if longer != known.name:
        yield Option(longer, (f"{role} longer name={known.kind}", f"{role} is name"), *_place(longer, noun))


def _place(name: str, noun: Token) -> tuple[int, int]:
    """Return the first and last token of a name that ends with a noun, -1 where it does not stand there."""
    first = noun.i + 1 - len(name.split())
    stands = first >= 0 and plain(noun.doc[first : noun.i + 1].text) == plain(name)
    return (first, noun.i) if stands else (-1, -1)


def _fullest(name: str, head: Token) -> str:
    """Return the longest name in the report that ends in this one, where only one does ("Rojo", "Ana Rojo")."""
    own = name.lower().split()
    ends = (e.name for e in notes(head.doc).entities if e.named and e.kind is EntityKind.PERSON)
    longer = {n.lower(): n for n in ends if len(n.split()) > len(own) and n.lower().split()[-len(own) :] == own}
    return next(iter(longer.values())) if len(longer) == 1 else name


@functools.cache
def weights() -> Mapping[str, float]:
    """Return the stored weights by name."""
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def wording(head: Token, role: str) -> str:
    """Return the phrase around a noun that the key is likeliest to have, "" where there is none."""
    found = options(head, role)
    if not found:
        return ""
    odds = np.array([score(o) for o in found])
    edges = edges_of(head.doc, [(o.first, o.last) for o in found])
    if edges is not None:
        odds = states_weights().odds(odds, edges, role)
    return found[int(np.argmax(odds))].words


def score(option: Option) -> float:
    """Return what the words and the grammar of a phrase say for it."""
    weighed = weights()
    return sum(weighed.get(f, 0.0) for f in option.features)


@dataclass(frozen=True, slots=True)
class Example:
    """A noun of a training part of which some phrase is in the key.

    Attributes:
        phrases: the features of the phrases around it.
        right: which of them the key has.
        share: what the noun counts.
        role: the key's name of the part.
        report: number of the report.
        edges: the states of the phrases.
    """

    phrases: list[Features]
    right: list[bool]
    share: float = 1.0
    role: str = ROLES[0]
    report: int = 0
    edges: Edges | None = None


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return weights under which the key's phrases are the likeliest, with a penalty on their squares."""
    often: Counter[str] = Counter()
    for example in examples:
        seen = Counter(f for names in example.phrases for f in set(names))
        often.update(f for f, n in seen.items() if n < len(example.phrases))
    names = sorted(f for f, n in often.items() if n >= SEEN)
    at = {f: n for n, f in enumerate(names)}
    rows = [sorted({at[f] for f in phrase if f in at}) for example in examples for phrase in example.phrases]
    columns = [c for row in rows for c in row]
    table = csr_matrix((np.ones(len(columns)), columns, np.cumsum([0, *map(len, rows)])), (len(rows), len(names)))
    right = np.array([ok for example in examples for ok in example.right], dtype=float)
    counts = np.array([len(example.right) for example in examples])
    share = np.array([example.share for example in examples])
    found = minimize(_loss, np.zeros(len(names)), (table, right, counts, share), jac=True, method="L-BFGS-B").x
    return {f: round(float(w), 3) for f, w in zip(names, found, strict=True)}


def _loss(weighed: Numbers, table: csr_matrix, right: Numbers, counts: Ints, share: Numbers) -> tuple[float, Numbers]:
    lost, slope = unlikely(table @ weighed, right, counts, share)
    return lost + STRENGTH / 2 * float(weighed @ weighed), table.T @ slope + STRENGTH * weighed


def choices(examples: Sequence[Example]) -> list[Choice]:
    """Return what states are weighed on: odds by words and grammar are from weights fitted on the other reports."""
    out: list[Choice] = []
    for part in range(FOLDS):
        weighed = fit([e for e in examples if e.report % FOLDS != part])
        for e in examples:
            if e.report % FOLDS == part and e.edges is not None:
                odds = np.array([sum(weighed.get(f, 0.0) for f in names) for names in e.phrases])
                out.append(Choice(e.role, odds, e.right, e.share, e.edges))
    return out


def examples(rows: Sequence[Row]) -> Iterator[Example]:
    """Yield the nouns near an attack of which some phrase is in the key; the mentions of one count as one."""
    from bench.tasks import muc4  # noqa: PLC0415 - it imports this module

    told = {row["doc_id"]: row["ree"] for row in rows if row["gtt"]}
    reports = [seen(row, muc4.FIELDS) for row in rows if row["gtt"]]
    for number, (row, doc) in enumerate(muc4.annotated(reports)):
        surveyor = Surveyor(doc, [cluster for cluster, _ in analyse(doc, ()).told])
        found: dict[tuple[str, str], list[Example]] = {}
        for candidate in surveyor.candidates():
            for role in ROLES:
                keyed = {plain(words) for entry in told[row["doc_id"]][role] for words in entry}
                phrases = options(candidate.head, role) if keyed else []
                right = [plain(o.words) in keyed for o in phrases]
                if any(right):
                    edges = edges_of(doc, [(o.first, o.last) for o in phrases])
                    made = Example([o.features for o in phrases], right, 1.0, role, number, edges)
                    found.setdefault((role, candidate.group), []).append(made)
        for mentions in found.values():
            yield from (replace(mention, share=1 / len(mentions)) for mention in mentions)


def main(arguments: list[str] | None = None) -> int:
    """Fit on a training part and store the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    options_ = parser.parse_args(arguments)
    found = list(examples(list(rows_of(options_.train))))
    FILE.write_text(json.dumps(fit(found), indent=0) + "\n", encoding="utf-8")
    write(fit_states(choices(found)))
    print(f"{len(found)} nouns: {FILE}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
