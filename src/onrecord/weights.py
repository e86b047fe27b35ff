"""Trained weights on disk: read only where they are the ones that were shipped.

A folder of weights holds a `manifest.json` with the SHA-256 of each file under "files".
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.errors import BadWeights

MANIFEST = "manifest.json"
_FIX = "Install onrecord anew, or read without it: `--engine rules`."


def read_file(folder: Path, name: str) -> bytes:
    """Return a file of weights.

    Args:
        folder: that holds the file and its manifest.
        name: of the file.

    Raises:
        BadWeights: the file or the manifest is missing, or the digest is another.
    """
    wanted = wanted_digests(folder).get(name)
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise BadWeights(f"The trained weights {name} cannot be read.", fix=_FIX, where=str(folder)) from error
    if hashlib.sha256(content).hexdigest() != wanted:
        message = f"The trained weights {name} are not the ones that were shipped."
        raise BadWeights(message, fix=_FIX, where=str(folder))
    return content


def read_arrays(folder: Path, name: str) -> dict[str, Any]:
    """Return the arrays of an .npz file of weights by name.

    Raises:
        BadWeights: as `read_file`, or the file holds no arrays.
    """
    try:
        with np.load(io.BytesIO(read_file(folder, name)), allow_pickle=False) as stored:
            return {key: stored[key] for key in stored.files}
    except (ValueError, OSError) as error:
        raise BadWeights(f"The trained weights {name} hold no arrays.", fix=_FIX, where=str(folder)) from error


def wanted_digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file that a manifest names.

    Raises:
        BadWeights: there is no manifest, or it is none.
    """
    try:
        files = dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadWeights("The manifest of the trained weights cannot be read.", fix=_FIX, where=str(folder)) from error
    return {str(name): str(digest) for name, digest in files.items()}


def digest_of(folders: Iterable[Path]) -> str:
    """Return one short digest of all files that the manifests of some folders name: what a record carries.

    Raises:
        BadWeights: a folder has no manifest.
    """
    lines = [f"{name} {digest}" for folder in folders for name, digest in sorted(wanted_digests(folder).items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def write_arrays(folder: Path, name: str, arrays: Mapping[str, Any], about: Mapping[str, Any] | None = None) -> None:
    """Write an .npz file of weights and its manifest, as training does.

    Args:
        folder: that is written to.
        name: of the file.
        arrays: by name.
        about: what else the manifest says.
    """
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / name, **arrays)
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    text = json.dumps({"files": {name: digest}, **(about or {})}, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
