"""Text to hidden states.

One window goes through the network at a time, on one thread: the network computes with 8-bit numbers whose scale is
taken over all that goes through together, so that anything else in the batch would change the result.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from onrecord.encoder.limits import LONGEST
from onrecord.encoder.weights import FOLDER, read_weights
from onrecord.encoder.windows import pack
from onrecord.model import Engine, Span
from onrecord.settings import settings

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_CLS, _SEP = 101, 102

_NOT_FUSED = ["SkipLayerNormFusion"]
"""What onnxruntime 1.32 makes of a sum and its normalisation is slower than both (11.1 ms a window against 9.8) and
other than the network as it stands, by up to 0.15 where a state's mean size is 0.42 (2026-11-23)."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """The hidden states of one window or text; row i belongs to wordpiece i.

    Attributes:
        states: one row a wordpiece, without the special ones.
        starts: code point at which each wordpiece begins.
        ends: code point behind each wordpiece.
        whole: the row of [CLS].
        kinds: 0 for a wordpiece of the first text, 1 of the second.
    """

    states: Floats
    starts: Ints
    ends: Ints
    whole: Floats
    kinds: Ints

    def rows(self, span: Span, kind: int = 0) -> Ints:
        """Return the indices of the wordpieces that share a code point with a span of the first or second text."""
        inside = (self.starts < span.end) & (self.ends > span.start) & (self.kinds == kind)
        return cast("Ints", np.flatnonzero(inside))


@dataclass(frozen=True, slots=True)
class Pieces:
    """The wordpieces of a sentence.

    Attributes:
        ids: their numbers.
        starts: code point of the report at which each begins.
        ends: code point behind each.
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]


def session(network: bytes) -> onnxruntime.InferenceSession:
    """Return a network, the content of an ONNX file, ready to run on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=_NOT_FUSED
    )


class Encoder:
    """Tokenizer, network and heads. `load_encoder` makes it."""

    def __init__(self, tokenizer: Tokenizer, network: bytes, heads: Mapping[str, Floats], digest: str) -> None:
        """Keep the parts; `network` is the content of an ONNX file."""
        self._session = session(network)
        self.tokenizer = tokenizer
        self._heads = heads
        self.digest = digest

    def head(self, task: str) -> Mapping[str, Floats]:
        """Return the arrays of a task's head by name; empty where it was not trained."""
        start = f"{task}."
        return {name.removeprefix(start): a for name, a in self._heads.items() if name.startswith(start)}

    def report(self, text: str, sentences: Sequence[Span]) -> Iterator[Encoded]:
        """Yield the windows of a report with their hidden states, in order.

        Args:
            text: of the report, without lone surrogates (the text of its Doc).
            sentences: in order, not overlapping; what lies outside them is not read.
        """
        yield from self.read(self.pieces(text, sentences))

    def read(self, sentences: Iterable[Pieces]) -> Iterator[Encoded]:
        """Yield the windows of sentences that were cut already, with their hidden states, in order."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        lengths: list[int] = []
        for cut in sentences:
            ids += cut.ids
            starts += cut.starts
            ends += cut.ends
            lengths.append(len(cut.ids))
        for window in pack(lengths):
            part = slice(window.first, window.last)
            yield self._encoded(ids[part], starts[part], ends[part], [0] * len(window))

    def pieces(self, text: str, sentences: Iterable[Span]) -> list[Pieces]:
        """Return the wordpieces of each sentence."""
        out = []
        for span in sentences:
            cut = self._cut(text[span.start : span.end])
            offsets = cut.offsets
            out.append(Pieces(cut.ids, [span.start + a for a, _ in offsets], [span.start + b for _, b in offsets]))
        return out

    def text(self, text: str, second: str = "") -> Encoded:
        """Return the hidden states of one text, or of two read as a pair; wordpieces past the limit are not read."""
        cut, other = self._cut(text), self._cut(second) if second else None
        room = LONGEST if other is None else max(LONGEST - 1 - len(other.ids), LONGEST // 2)
        offsets = cut.offsets[:room]
        ids, kinds = cut.ids[:room], [0] * len(offsets)
        if other is not None:
            left = LONGEST - 1 - len(ids)
            ids = [*ids, _SEP, *other.ids[:left]]
            offsets = [*offsets, (0, 0), *other.offsets[:left]]
            kinds = [*kinds, 0, *[1] * (len(ids) - len(kinds) - 1)]
        return self._encoded(ids, [a for a, _ in offsets], [b for _, b in offsets], kinds)

    def numbers(self, ids: Sequence[int], kinds: Sequence[int]) -> Floats:
        """Return one row a wordpiece, the special ones included, which have to be in `ids`."""
        row, types = (np.array([side], dtype=np.int64) for side in (ids, kinds))
        hidden: Any = self._session.run(["hidden"], {"ids": row, "kinds": types})[0]
        return cast("Floats", hidden[0])

    def _cut(self, text: str) -> Encoding:
        return self.tokenizer.encode(text, add_special_tokens=False)

    def _encoded(self, ids: list[int], starts: list[int], ends: list[int], kinds: list[int]) -> Encoded:
        hidden = self.numbers([_CLS, *ids, _SEP], [0, *kinds, kinds[-1] if kinds else 0])
        as_ints = functools.partial(np.array, dtype=np.int64)
        return Encoded(hidden[1:-1], as_ints(starts), as_ints(ends), hidden[0], as_ints(kinds))


@functools.cache
def load_encoder(folder: Path = FOLDER) -> Encoder:
    """Return the shipped encoder, loaded once a process.

    Raises:
        BadWeights: a file is missing or not the one that was shipped.
    """
    weights = read_weights(folder)
    with np.load(io.BytesIO(weights.files["heads.npz"]), allow_pickle=False) as stored:
        heads: dict[str, Any] = {name: stored[name] for name in stored.files}
    tokenizer = Tokenizer.from_str(weights.files["tokenizer.json"].decode("utf-8"))
    return Encoder(tokenizer, weights.files["encoder.onnx"], heads, weights.digest)


def configured() -> Encoder | None:
    """Return the encoder where the settings ask for the tagger, None where rules alone read.

    Raises:
        BadWeights: the trained weights are missing or damaged.
    """
    return load_encoder() if settings().engine == Engine.TAGGER else None
