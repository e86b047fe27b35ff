"""Hidden states of sentences as the base model gives them, on the shared encoder's table of words."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from onrecord.encoder import Encoded
from onrecord.encoder.encode import session as ready
from onrecord.encoder.weights import read_weights
from onrecord.errors import BadWeights

FOLDER = Path(__file__).parent / "data"
LAYERS = "layers.onnx"
MANIFEST = "layers.json"
LONGEST = 190
"""Wordpieces of a text that are read; the longest of the texts trained on has 135."""

_WIDTH, _WORDS = 384, 30522
_CLS, _SEP = 101, 102
_HALF = (LONGEST - 1) // 2
"""Of two texts in one read, which has one mark more."""
_FIX = "Install onrecord anew."


@dataclass(frozen=True, slots=True)
class Sentences:
    """Tokenizer, table of words and layers. `load_sentences` makes it."""

    tokenizer: Tokenizer
    table: npt.NDArray[np.integer[Any]]
    scale: float
    zero: int
    session: onnxruntime.InferenceSession
    digest: str

    def behind(self, first: str, second: str) -> npt.NDArray[np.float32]:
        """Return the mean state of the second text, read behind the first, on the way through the layers.

        Zeros where the second text has none; of either text the wordpieces past half the limit are not read.
        """
        cuts = [self.tokenizer.encode(text, add_special_tokens=False).ids[:_HALF] for text in (first, second)]
        if not cuts[1]:
            return np.zeros(_WIDTH, dtype=np.float32)
        states = self._states([_CLS, *cuts[0], _SEP, *cuts[1], _SEP], "middle")
        mean: npt.NDArray[np.float32] = states[len(cuts[0]) + 2 : -1].mean(0)
        return mean

    def text(self, text: str) -> Encoded:
        """Return the hidden states of one text; wordpieces past the limit are not read."""
        cut = self.tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = cut.ids[:LONGEST], cut.offsets[:LONGEST]
        hidden = self._states([_CLS, *ids, _SEP], "hidden")
        starts, ends = (np.array([o[i] for o in offsets], dtype=np.int64) for i in (0, 1))
        return Encoded(hidden[1:-1], starts, ends, hidden[0], np.zeros(len(ids), dtype=np.int64))

    def _states(self, ids: Sequence[int], name: str) -> npt.NDArray[np.float32]:
        rows = self.table[list(ids)].astype(np.float32)
        words = ((rows - self.zero) * self.scale)[None].astype(np.float32)
        states: npt.NDArray[np.float32] = cast(
            "npt.NDArray[np.float32]", self.session.run([name], {"words": words})[0]
        )[0]
        return states


@functools.cache
def load_sentences(folder: Path = FOLDER) -> Sentences:
    """Return the shipped layers on the shared encoder's table, loaded once a process.

    Raises:
        BadWeights: a file is missing, not the one that was shipped, or made for another encoder.
    """
    shared = read_weights()
    try:
        about = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        layers = (folder / LAYERS).read_bytes()
        wanted, encoder, table = about["files"][LAYERS], about["encoder"], about["table"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadWeights("The layers for sentences cannot be read.", fix=_FIX, where=str(folder)) from error
    if hashlib.sha256(layers).hexdigest() != wanted:
        raise BadWeights("The layers for sentences are not the ones that were shipped.", fix=_FIX)
    if hashlib.sha256(shared.files["encoder.onnx"]).hexdigest() != encoder:
        raise BadWeights("The layers for sentences were made for another encoder.", fix=_FIX)
    kind = np.int8 if table["signed"] else np.uint8
    words = np.frombuffer(shared.files["encoder.onnx"], kind, _WORDS * _WIDTH, table["offset"])
    return Sentences(
        Tokenizer.from_str(shared.files["tokenizer.json"].decode("utf-8")),
        words.reshape(_WORDS, _WIDTH),
        float(table["scale"]),
        int(table["zero"]),
        ready(layers),
        wanted,
    )
