"""Hold the tree to its habits: no long file, no path of one machine, no mark of unfinished work.

Looks at the files that git tracks, and at new ones that it does not ignore.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 600
"""Lines of a source file; a longer one has more than one job."""

MARKS = re.compile(r"\b(?:TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")
PATHS = re.compile(r"(?<![\w./])/(?:home|Users|work|root|opt|tmp)/\w")
SOURCE = frozenset({".py", ".sh", ".toml", ".md", ".yaml", ".html", ".css"})
LISTS = "src/onrecord/lexicon/data/"  # word lists are as long as the language
GENERATED = ("docs/lexicons.md",)
SPARED = frozenset({"LICENSE", "requirements.lock", "requirements-dev.lock"})


def tracked() -> list[Path]:
    """Return the files of the tree, in order."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return sorted({ROOT / name for name in names if name and (ROOT / name).is_file()})


def faults(name: str, text: str) -> Iterator[str]:
    """Yield what is wrong with one file, each with its line."""
    lines = text.splitlines()
    if len(lines) > LONGEST and Path(name).suffix in SOURCE and not name.startswith((LISTS, *GENERATED)):
        yield f"{name}: {len(lines)} lines; keep files under {LONGEST}, one job each."
    for number, line in enumerate(lines, 1):
        if MARKS.search(line):
            yield f"{name}:{number}: a mark of unfinished work; finish it, or open an issue."
        if PATHS.search(line):
            yield f"{name}:{number}: a path of one machine; take it as an option, or relative to the tree."


def main() -> int:
    """Print every fault; the exit status says whether there was one."""
    found: list[str] = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        data = path.read_bytes()
        if name in SPARED or b"\0" in data:
            continue
        found += faults(name, data.decode("utf-8", "replace"))
    print("\n".join(found) if found else "tree: nothing to say")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
