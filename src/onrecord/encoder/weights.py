"""The files of the encoder and the check that they are the ones that were shipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.weights import digest_of, read_file

FOLDER = Path(__file__).parent / "data"
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """The checked content of the files.

    Attributes:
        files: content by name.
        digest: of the manifest's digests together: what a record carries.
    """

    files: dict[str, bytes]
    digest: str


def read_weights(folder: Path = FOLDER) -> Weights:
    """Return the files of a folder; each has the digest that the manifest states.

    Raises:
        BadWeights: a file is missing, or has another digest.
    """
    return Weights({name: read_file(folder, name) for name in FILES}, digest_of([folder]))
