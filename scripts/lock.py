"""Write requirements-dev.lock (everything) and requirements.lock (what running needs), with hashes.

The second is cut from the first, so the two always agree. Needs pip-tools (`pip install pip-tools`).
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FULL = ROOT / "requirements-dev.lock"
LEAN = ROOT / "requirements.lock"
HEAD = "# Made by `make lock` from pyproject.toml; do not edit. {about}\n"

_ENTRY = re.compile(r"^(\S+)==\S+ (?:.*\\\n)(?:[ ]+--hash\S+(?: \\)?\n)+", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def plain(name: str) -> str:
    """Return the normal form of a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def needed(name: str, known: set[str], seen: set[str]) -> None:
    """Add to `seen` what the package needs to run, by the metadata of what is installed."""
    for line in metadata.requires(name) or []:
        match = _NAME.match(line)
        other = plain(match.group()) if match else ""
        if "extra ==" not in line and other in known and other not in seen:
            seen.add(other)
            needed(other, known, seen)


def entries(text: str) -> dict[str, str]:
    """Return the entries of a lock file by package name."""
    return {plain(match.group(1)): match.group() for match in _ENTRY.finditer(text)}


def compile_full() -> str:
    """Resolve pyproject.toml with every extra and the build needs; no address of a registry is written."""
    options = ["--strip-extras", "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-header"]
    options += ["--no-annotate", "--generate-hashes", "--allow-unsafe", "--build-deps-for=editable"]
    command = [sys.executable, "-m", "piptools", "compile", *options, "--extra=dev", "--extra=build", "--quiet"]
    subprocess.run([*command, f"--output-file={FULL}", "pyproject.toml"], check=True, cwd=ROOT)
    return FULL.read_text(encoding="utf-8")


def main() -> int:
    """Write both files, or only the second with `--lean`."""
    text = FULL.read_text(encoding="utf-8") if "--lean" in sys.argv[1:] else compile_full()
    found = entries(text)
    running: set[str] = {"setuptools"}  # builds the editable install
    needed("onrecord", set(found), running)
    FULL.write_text(HEAD.format(about="Running, testing and building.") + "".join(found.values()), encoding="utf-8")
    lean = "".join(entry for name, entry in found.items() if name in running)
    LEAN.write_text(HEAD.format(about="Running only.") + lean, encoding="utf-8")
    print(f"{FULL.name}: {len(found)} packages; {LEAN.name}: {len(running)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
