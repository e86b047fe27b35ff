"""Everything that CI checks, one step after another; a step that fails does not keep the others from running."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent


def steps(data: str, score: str) -> list[tuple[str, list[str]]]:
    """Return name and command of every step; pytest comes last, so that its closing line stands at the end."""
    python = sys.executable
    tools = str(TOOLS)
    return [
        ("format", [f"{tools}/ruff", "format", "--check", "."]),
        ("lint", [f"{tools}/ruff", "check", "."]),
        ("types", [f"{tools}/mypy"]),
        ("contracts", [f"{tools}/lint-imports", "--no-logo"]),
        ("tree", [python, "-m", "scripts.check_tree"]),
        ("version", [python, "-m", "scripts.check_version"]),
        ("command line and schema", [python, "-m", "scripts.build_docs", "--check"]),
        ("reference", [python, "-m", "scripts.build_reference", "--check"]),
        ("figures", [python, "-m", "scripts.build_figures", "--check"]),
        ("gate", [python, "-m", "bench.gate", "--data", data, "--score", score]),
        ("tests", [python, "-m", "pytest"]),
    ]


def main() -> int:
    """Run the steps; the exit status says whether all of them passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="../shared/data", help="folder of the corpora, where they are")
    parser.add_argument("--score", default="../shared/score", help="folder of the scorers, where they are")
    options = parser.parse_args()
    failed: list[str] = []
    for name, command in steps(options.data, options.score):
        print(f"== {name}", flush=True)
        started = time.monotonic()
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            failed.append(name)
        print(f"-- {name}: {'FAILED' if name in failed else 'ok'}, {time.monotonic() - started:.1f} s", flush=True)
    print(f"failed: {', '.join(failed)}" if failed else "all steps passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
