"""Finds names as the recogniser of a pipeline does, in a third of its time.

The recogniser goes word by word: each word begins a name, is one, is none, or goes on with the name that is open or
ends it, whichever scores highest of what is allowed. It takes and gives back the interpreter's lock several times for
every word and label, which is half of its time (spaCy 3.8). But while no name is open the scores depend on the word
alone, so they are worked out for all words at once, and only what stands inside names is gone through word by word.
What is found is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Flags = npt.NDArray[np.bool_]

RECOGNISER = "ner"
_FEATURES = 3
"""What the recogniser looks at: the word, the first word of the open name, and the word before where one is open."""
_OUT = "O"
_NEVER = np.float32(-np.inf)


class Entities:
    """A component that does what a recogniser does."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        """Take over the weights of a recogniser, which has to be `greedy`."""
        model: Any = recogniser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weight = lower.get_param("W")
        self._vectors = model.get_ref("tok2vec")
        self._shape = weight.shape[1:3]
        self._in = np.ascontiguousarray(weight.reshape(-1, weight.shape[3]).T)
        self._none = lower.get_param("pad").reshape(_FEATURES, -1)
        self._bias = lower.get_param("b").reshape(-1)
        self._out, self._out_bias = upper.get_param("W"), upper.get_param("b")
        names = _moves(recogniser)
        self._names = names
        self._begins = np.array([name.startswith("B-") for name in names])
        self._units = np.array([name.startswith("U-") and len(name) > len("U-") for name in names])
        self._number = {name: number for number, name in enumerate(names)}

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of a report."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Set the names of reports, many at a time."""
        reports = iter(stream)
        while docs := list(islice(reports, batch_size)):
            if any(len(doc) for doc in docs):
                self._set(docs)
            yield from docs

    def _set(self, docs: list[Doc]) -> None:
        features: Floats = (self._vectors.predict(docs) @ self._in).reshape(-1, _FEATURES, self._bias.size)
        moves = self._moves_outside(features, *_allowed(docs))
        first = 0
        for doc in docs:
            last = first + len(doc)
            doc.set_ents(list(self._names_of(doc, features[first:last], moves[first:last])), default="outside")
            first = last

    def _moves_outside(self, features: Floats, begin: Flags, unit: Flags) -> npt.NDArray[np.intp]:
        """Return the move on each word while no name is open."""
        scores = self._hidden(features[:, 0] + self._none[1] + self._none[2]) @ self._out.T + self._out_bias
        allowed = (begin[:, None] & self._begins) | (unit[:, None] & self._units)
        allowed[:, self._number[_OUT]] = True
        return cast("npt.NDArray[np.intp]", np.where(allowed, scores, _NEVER).argmax(1))

    def _names_of(self, doc: Doc, features: Floats, moves: npt.NDArray[np.intp]) -> Iterator[Span]:
        """Yield the names of a report."""
        after = 0
        for start in np.flatnonzero(moves != self._number[_OUT]).tolist():
            if start < after:
                continue
            name = self._names[moves[start]]
            after = start + 1 if name.startswith("U-") else self._end(doc, features, start, name[2:])
            yield Span(doc, start, after, label=name[2:])

    def _end(self, doc: Doc, features: Floats, start: int, label: str) -> int:
        """Return the word behind a name that begins at a word; a name stays in its sentence."""
        on, end = self._number[f"I-{label}"], self._number[f"L-{label}"]
        rows, bias = self._out[[on, end]], self._out_bias[[on, end]]
        i = start + 1
        while i + 1 < len(doc) and doc[i + 1].is_sent_start is not True:
            goes_on, ends = rows @ self._hidden(features[i, 0] + features[start, 1] + features[i - 1, 2]) + bias
            if ends > goes_on:
                break
            i += 1
        return i + 1

    def _hidden(self, summed: Floats) -> Floats:
        """Return the hidden numbers for sums of features, (N, width) or (width,)."""
        whole = (summed + self._bias).reshape(*summed.shape[:-1], *self._shape)
        return cast("Floats", whole.max(-1))


def _allowed(docs: list[Doc]) -> tuple[Flags, Flags]:
    """Return for every word whether a name of several words may begin there, and whether it may be a name."""
    begin, unit = [], []
    for doc in docs:
        word, starts = ~doc.to_array("IS_SPACE").astype(bool), doc.to_array("SENT_START") == 1
        begin.append(word & ~np.append(starts[1:], True))
        unit.append(word)
    return np.concatenate(begin), np.concatenate(unit)


def _moves(recogniser: EntityRecognizer) -> list[str]:
    moves: Any = recogniser.moves
    return [moves.get_class_name(number) for number in range(moves.n_moves)]


def greedy(recogniser: EntityRecognizer) -> bool:
    """Say whether a recogniser goes word by word as `Entities` does: one way at a time, by three features."""
    model: Any = recogniser.model
    return (
        recogniser.cfg["beam_width"] == 1
        and model.attrs.get("has_upper", False)
        and not model.attrs.get("unseen_classes")
        and model.get_ref("lower").get_dim("nF") == _FEATURES
    )


@Language.factory("onrecord_entities")
def make_entities(nlp: Language, name: str) -> Entities:  # noqa: ARG001 - spaCy names it
    """Return what stands in for the recogniser of a pipeline."""
    recogniser = nlp.get_pipe(RECOGNISER)
    if not isinstance(recogniser, EntityRecognizer):
        raise TypeError(f"{RECOGNISER} is no recogniser of names")
    return Entities(recogniser)


def replace_recogniser(nlp: Language) -> None:
    """Let `Entities` do the work of a pipeline's recogniser, where it is `greedy`."""
    recogniser = nlp.get_pipe(RECOGNISER)
    if isinstance(recogniser, EntityRecognizer) and greedy(recogniser):
        nlp.add_pipe("onrecord_entities", after=RECOGNISER)
        nlp.disable_pipe(RECOGNISER)
