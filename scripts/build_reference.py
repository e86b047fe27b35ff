"""Write docs/errors.md and docs/lexicons.md from the code and the word lists; `--check` compares only."""

from __future__ import annotations

import ast
import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord import errors
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import Entry

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "onrecord"
HEAD = "<!-- Made by scripts/build_reference.py; do not edit. -->\n\n"


def lexicons() -> dict[str, type[Entry]]:
    """Return every lexicon that the code loads, by name, with its entry type: `load("hedges", Hedge)`."""
    folder = SOURCE / "lexicon"
    schemas = [importlib.import_module(f"onrecord.lexicon.{p.stem}") for p in sorted(folder.glob("schema*.py"))]
    found: dict[str, type[Entry]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for name, kind in _loads(ast.parse(path.read_text(encoding="utf-8"))):
            found[name] = next(vars(s)[kind] for s in schemas if kind in vars(s))
    return dict(sorted(found.items()))


def _loads(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="load"), args=[ast.Constant(value=str(name)), ast.Name(id=kind)]):
                yield name, kind


def errors_page() -> str:
    """Return the page on errors."""
    lines = ["# Errors", "", "Every error is an `OnrecordError`: what is wrong, what to do about it, and where.", ""]
    lines += ["As JSON it has `error` (the slug below), `message`, `fix` and `where`. One report that cannot be read"]
    lines += ["never stops a run: the others are read, and the run ends with the exit code of the error.", ""]
    lines += ["| error | slug | exit code | meaning |", "|---|---|---|---|"]
    for kind in _tree(errors.OnrecordError):
        about = (inspect.getdoc(kind) or "").splitlines()[0]
        lines.append(f"| `{kind.__name__}` | `{kind.slug}` | {kind.exit_code} | {about} |")
    return HEAD + "\n".join(lines) + "\n"


def _tree(kind: type[errors.OnrecordError]) -> Iterator[type[errors.OnrecordError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _tree(child)


def lexicons_page() -> str:
    """Return the page on lexicons: what each is for, its keys, how many entries it has, and its first example."""
    lines = [
        "# Lexicons",
        "",
        "Word lists are data: `src/onrecord/lexicon/data/en/<name>.yaml`. The keys of an entry are",
    ]
    lines += ["the fields of a class in `src/onrecord/lexicon/schema*.py`; every entry has an `id` and an invented"]
    lines += ["`example` that it decides, which a test runs."]
    for name, kind in lexicons().items():
        entries = load(name, kind)  # type: ignore[arg-type] # mypy: a class with slots has no hash
        about, _, keys = (inspect.getdoc(kind) or "").partition("Attributes:")
        lines += ["", f"## {name}", "", f"{' '.join(about.split())} {len(entries)} entries (`{kind.__name__}`).", ""]
        lines += _keys(keys)
        lines += ["", f"Example (`{entries[0].id}`): {entries[0].example}"] if entries else []
    return HEAD + "\n".join(lines) + "\n"


def _keys(text: str) -> list[str]:
    """Return the attributes of a Google docstring as list items, continuation lines joined."""
    rows: list[str] = []
    for line in inspect.cleandoc(text).splitlines():
        if line.startswith(" ") and rows:
            rows[-1] += f" {line.strip()}"
        elif line.strip():
            key, _, about = line.strip().partition(": ")
            rows.append(f"- `{key}`: {about}")
    return rows


PAGES = {"docs/errors.md": errors_page, "docs/lexicons.md": lexicons_page}


def main() -> int:
    """Write the pages, or with `--check` say which are stale."""
    stale = 0
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in sys.argv[1:]:
            stale += 1
            print(f"{name} is stale: run `make docs`")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
