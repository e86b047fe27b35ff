"""Writes the generated pages of `docs/`: the command line from its help, the JSON Schema from the types.

Run it as `python scripts/build_docs.py`; `--check` says whether the pages are as they should be, and changes nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from typer.testing import CliRunner

from onrecord.present.cli.app import app
from onrecord.present.export.as_json import schema_text

DOCS = Path(__file__).resolve().parent.parent / "docs"

_HEAD = """# The command line

Generated from `--help` by `scripts/build_docs.py`; change the help, not this page.

Exit codes: 0 done; 1 something is contested, or drifted as `--fail-on` says; 2 wrong usage, or the language model is
missing; 3 a report could not be read (the others were), or a file is no case.
Records go to standard output, progress and errors to standard error. `NO_COLOR` turns colour off.
`ONRECORD_MODEL` names another spaCy pipeline.
"""


def cli_page() -> str:
    """Return `docs/cli.md`."""
    parts = [_HEAD, _block("onrecord", [])]
    names = [c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands]
    parts.extend(_block(f"onrecord {name}", [name]) for name in names)
    return "\n".join(parts)


def _block(title: str, command: list[str]) -> str:
    # The width is fixed: help is wrapped to the terminal, and the page must not depend on one.
    result = CliRunner().invoke(app, [*command, "--help"], prog_name="onrecord", env={"COLUMNS": "100"})
    lines = "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())
    return f"## {title}\n\n```text\n{lines}\n```\n"


def pages() -> dict[Path, str]:
    """Return every generated page with its text."""
    return {DOCS / "cli.md": cli_page(), DOCS / "record.schema.json": schema_text()}


def main() -> None:
    """Write the pages, or with `--check` compare them."""
    stale = []
    for path, text in pages().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8", newline="\n")
    if stale:
        print(("stale: " if "--check" in sys.argv else "wrote: ") + ", ".join(stale))
    sys.exit(1 if stale and "--check" in sys.argv else 0)


if __name__ == "__main__":
    main()
