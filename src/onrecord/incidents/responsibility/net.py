"""The net that tells who is blamed, denies or claims: which words it reads, in which sentences, and what it weighs.

A linear model over wordpieces says which sentences are worth reading, as most tell nothing of responsibility
(`training/tasks/blame_rows.py` fits it). Of these the larger encoder makes states, and the net weighs those of an
actor's words, of the words above them, of the sentence and of the word of saying.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from onrecord.annotate.hidden import sentence_pieces
from onrecord.encoder.arrays import Floats, gelu, softmax
from onrecord.encoder.large import load_large
from onrecord.incidents.kinds import is_body, is_person
from onrecord.incidents.responsibility.ground import Ground, Said
from onrecord.incidents.responsibility.voices import said_at
from onrecord.incidents.stances import is_authority
from onrecord.model import Polarity, SourceKind, Stance
from onrecord.weights import read_arrays

FOLDER = Path(__file__).parent / "data"
FILE = "blame.npz"
CLASSES = (
    None,
    Stance.ACCUSED,
    Stance.SUSPECTED,
    Stance.SPECULATED,
    Stance.CHARGED,
    Stance.CONVICTED,
    Stance.CLAIMED,
    Stance.DENIED,
    Stance.CLEARED,
    Stance.FACT,
)
"""What the columns of the chances stand for; the first is nothing of these. A fact is what the report itself tells; who
accuses, an authority or somebody else, is seen from who says it."""
GATE, GATE_IN_PASSING = -1.6, -0.8
"""From which sum of weights a sentence is read of a report about a deed; beside a deed that is told in passing.

Of 60 invented reports that nothing was fitted to, sentences of .86 of those held responsible are read from -2.0, of .81
from -1.6, of .77 from -1.2, of .71 from -0.8; of 100 words of news 3.5, 2.8, 2.0 and 1.6 in reports about a deed, 3.7,
2.7, 2.2 and 1.8 beside a deed told in passing (2026-11-23)."""
_BESIDE = 25
"""Code points on each side of an actor's words that stand beside them."""
_LONG, _SHORT, _FIRST, _AROUND = 60, 8, 2, 3
_OWN = frozenset({"we", "i", "us"})
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "agent", "conj", "poss", "appos", "ROOT", "oprd"})
_PARTS = (
    *("nsubj", "nsubjpass", "dobj", "pobj", "poss", "compound", "conj", "appos", "attr", "agent", "amod", "nmod"),
)


@dataclass(frozen=True, slots=True)
class Net:
    """The weights; `load_net` makes it.

    Attributes:
        pieces: of each wordpiece of the vocabulary, for the choice of sentences.
        others: of each of the numbers of `facts`, and what every sentence has.
        inner: first matrix of the net and what is added.
        outer: second matrix of the net and what is added.
    """

    pieces: Floats
    others: Floats
    inner: tuple[Floats, Floats]
    outer: tuple[Floats, Floats]

    def worth(self, pieces: Sequence[int], known: Sequence[float]) -> float:
        """Return how far a sentence is worth reading, by its wordpieces and its `facts`."""
        return float(self.pieces[np.unique(pieces)].sum() + self.others @ np.array([*known, 1.0]))

    def chances(self, read: Floats) -> Floats:
        """Return the chances of words to be each of `CLASSES` (words, 10) by their `features`."""
        (first, plus), (second, more) = self.inner, self.outer
        return softmax(gelu(read @ first + plus) @ second + more)


@functools.cache
def load_net(folder: Path = FOLDER) -> Net:
    """Return the shipped weights, loaded once a process.

    Raises:
        BadWeights: a file is missing or not the one that was shipped.
    """
    stored = {name: array.astype(np.float32) for name, array in read_arrays(folder, FILE).items()}
    inner, outer = (stored["l1"], stored["b1"]), (stored["l2"], stored["b2"])
    return Net(stored["pieces"], stored["others"], inner, outer)


def to_read(ground: Ground, net: Net, *, passing: bool = False) -> Iterator[list[Token]]:
    """Yield of each sentence that is worth reading the words that may stand for somebody held responsible.

    Args:
        ground: the report, read with an encoder.
        net: the weights.
        passing: whether the report tells of a deed in passing: then only sentences beside it are read.
    """
    pieces, least = sentence_pieces(ground.doc), GATE_IN_PASSING if passing else GATE
    for n, (sentence, known) in enumerate(facts(ground)):
        if not pieces[n].ids or (passing and not any(known[:_AROUND])) or net.worth(pieces[n].ids, known) < least:
            continue
        if words := candidates(ground, sentence):
            yield words


def facts(ground: Ground) -> Iterator[tuple[Sentence, tuple[float, ...]]]:
    """Yield each sentence with what is known of it beside its words: deeds and speech in and around it, its length."""
    sentences = list(ground.doc.sents)
    starts = [s.start for s in sentences]
    told, said = ({bisect.bisect_right(starts, i) - 1 for i in known} for known in (ground.incident_at, ground.owner))
    quotes = [q.span for q in ground.notes.quotes]
    for n, sentence in enumerate(sentences):
        quoted = any(q.start < sentence.end_char and q.end > sentence.start_char for q in quotes)
        around = (n in told, n - 1 in told, n + 1 in told)
        known = (*around, n in said, quoted, n < _FIRST, min(len(sentence), _LONG) / _LONG, len(sentence) < _SHORT)
        yield sentence, tuple(float(k) for k in known)


def candidates(ground: Ground, sentence: Sentence) -> list[Token]:
    """Return the words of a sentence that may stand for somebody who is blamed, denies or claims."""
    return [t for t in sentence if _may(ground, t)]


def _may(ground: Ground, token: Token) -> bool:
    if token.is_space or token.is_punct:
        return False
    if token.i in ground.notes.entity_of or token.pos_ == "PRON":
        return token.dep_ != "expl"
    if token.pos_ in ("NOUN", "PROPN"):
        return token.dep_ != "compound"
    return token.pos_ in ("NUM", "ADJ", "DET") and token.dep_ in _PLACES  # "three were held", "each says the other"


def features(ground: Ground, heads: Sequence[Token]) -> Floats:
    """Return what the net weighs of each word (words, 6 widths of the larger encoder and 30).

    Args:
        ground: the report, read with an encoder.
        heads: the words, at least one; their sentences are read together.
    """
    sentences = list(ground.doc.sents)
    number = {t.i: n for n, sentence in enumerate(sentences) for t in sentence}
    mean = _Means(ground, sorted({number[t.i] for t in heads}))
    rows = []
    for token in heads:
        n = number[token.i]
        said = said_at(ground, token, token)
        cue = next(ground.tokens(said.claim.cue), None) if said.claim is not None else None
        above = _above(token)
        over = above.head if above is not None and above.head != above else None
        before = n > 0 and any(t.i in ground.incident_at for t in sentences[n - 1])
        parts = [token.dep_ == part for part in _PARTS]
        plain = np.array([*_plain(ground, token, said), *parts, before, not n], dtype=np.float32)
        beside = mean.between(token.idx - _BESIDE, token.idx + len(token) + _BESIDE)
        whole = mean.between(sentences[n].start_char, sentences[n].end_char)
        words = [mean.of(token), mean.of(above), mean.of(over), beside, whole, mean.of(cue)]
        rows.append(np.concatenate([*words, plain]))
    return np.array(rows, dtype=np.float32)


class _Means:
    """Mean states of stretches of the sentences that were read."""

    def __init__(self, ground: Ground, numbers: Sequence[int]) -> None:
        pieces = sentence_pieces(ground.doc)
        read = [pieces[n] for n in numbers]
        states = load_large().states([p.ids for p in read])
        self._starts, self._ends = (
            np.array([at for p in read for at in getattr(p, part)]) for part in ("starts", "ends")
        )
        self._sums = np.concatenate([np.zeros((1, states.shape[1])), np.cumsum(states, 0, dtype=np.float64)])

    def between(self, start: int, end: int) -> Floats:
        """Return the mean of the wordpieces that a stretch touches, zeros where it touches none."""
        first, last = np.searchsorted(self._ends, start, side="right"), np.searchsorted(self._starts, end, side="left")
        if first >= last:
            return np.zeros(self._sums.shape[1], dtype=np.float32)
        found: Floats = ((self._sums[last] - self._sums[first]) / (last - first)).astype(np.float32)
        return found

    def of(self, token: Token | None) -> Floats:
        """Return the mean of a word's wordpieces, zeros where there is no word."""
        return self.between(0, 0) if token is None else self.between(token.idx, token.idx + len(token))


def _above(token: Token) -> Token | None:
    above = token.head
    if above == token:
        return None
    return above.head if above.pos_ == "ADP" and above.head != above else above


def _plain(ground: Ground, token: Token, said: Said) -> list[bool]:
    """Return what is known of a word beside its states."""
    entity = ground.notes.entity_of.get(token.i, -1)
    own = entity >= 0 and ground.notes.entities[entity].id == said.by.entity
    above = _above(token)
    over = above.head if above is not None and above.head != above else None
    return [
        any(q.span.start <= token.idx < q.span.end for q in ground.notes.quotes),
        said.claim is not None,
        own,
        token.lower_ in _OWN,
        token.pos_ == "PRON",
        token.pos_ == "PROPN",
        said.by.kind is SourceKind.NARRATOR,
        is_authority(said.by, ground.entity(said.by)),
        entity >= 0,
        said.certainty.polarity is Polarity.NEGATIVE,
        above is not None and any(c.dep_ == "neg" for c in above.children),
        any(t.i in ground.incident_at for t in token.sent),
        above is not None and above.i in ground.incident_at,
        over is not None and over.i in ground.incident_at,
        is_person(token),
        is_body(token),
    ]
