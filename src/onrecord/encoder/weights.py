"""The files of the encoder and the check that they are the ones that were shipped."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BadWeights

FOLDER = Path(__file__).parent / "data"
MANIFEST = "manifest.json"
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")

_FIX = "Install onrecord anew, or read without it: `--engine rules`."


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
    wanted = _wanted(folder)
    files = {}
    for name in FILES:
        try:
            files[name] = (folder / name).read_bytes()
        except OSError as error:
            raise BadWeights(f"The trained weights {name} cannot be read.", fix=_FIX, where=str(folder)) from error
        if hashlib.sha256(files[name]).hexdigest() != wanted.get(name):
            raise BadWeights(f"The trained weights {name} are not the ones that were shipped.", fix=_FIX)
    return Weights(files, _together(wanted))


@functools.cache
def weights_digest(folder: Path = FOLDER) -> str:
    """Return the digest of the weights without loading them.

    Raises:
        BadWeights: there is no manifest.
    """
    return _together(_wanted(folder))


def _together(digests: dict[str, str]) -> str:
    joined = "\n".join(f"{name} {digests.get(name, '')}" for name in FILES)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def _wanted(folder: Path) -> dict[str, str]:
    try:
        files = dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadWeights("The manifest of the trained weights cannot be read.", fix=_FIX, where=str(folder)) from error
    return {str(name): str(digest) for name, digest in files.items()}
