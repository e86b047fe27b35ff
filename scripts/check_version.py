"""Check that the newest release in CHANGELOG.md is the version of the package, and that its form is kept."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_HEADING = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)
_GROUP = re.compile(r"^### (.+)$", re.MULTILINE)
GROUPS = frozenset({"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"})


def faults(changelog: str, package: str) -> list[str]:
    """Return what disagrees between the two texts."""
    version = _VERSION.search(package)
    if version is None:
        return ["src/onrecord/__init__.py: no __version__."]
    headings = _HEADING.findall(changelog)
    releases = [(name, day) for name, day in headings if name != "Unreleased"]
    found = [f"CHANGELOG.md: no date for {name}." for name, day in releases if not day]
    if not headings:
        found.append("CHANGELOG.md: no heading such as `## [0.1.0] - 2026-11-22`.")
    elif releases and releases[0][0] != version.group(1):
        found.append(f"CHANGELOG.md: newest release {releases[0][0]}, but the package is {version.group(1)}.")
    found += [f"CHANGELOG.md: no such group: {name}." for name in _GROUP.findall(changelog) if name not in GROUPS]
    return found


def main() -> int:
    """Print what disagrees; the exit status says whether anything does."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    package = (ROOT / "src/onrecord/__init__.py").read_text(encoding="utf-8")
    found = faults(changelog, package)
    print("\n".join(found) if found else "version: CHANGELOG.md agrees")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
