from __future__ import annotations

import ast
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import onrecord

SOURCE = Path(onrecord.__file__).parent


def plain(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


STANDARD_ONLY = sorted([SOURCE / "__init__.py", SOURCE / "errors.py", *(SOURCE / "model").glob("*.py")])

HEAVY = "spacy yaml typer rich trafilatura jinja2 feedparser markdown_it lxml numpy onrecord.annotate onrecord.lexicon"

# Says which modules an import brings in, and which files other than modules it opens.
PROBE = """
import sys
opened = []
def hook(event, arguments):
    if event == "open" and not str(arguments[0]).endswith((".py", ".pyc", ".so", ".pth", ".dylib")):
        opened.append(str(arguments[0]))
sys.addaudithook(hook)
import onrecord
print(sorted(set(sys.modules) & set(%r.split())))
print([name for name in opened if "__pycache__" not in name])
"""


def test_importing_does_no_work() -> None:
    run = subprocess.run([sys.executable, "-c", PROBE % HEAVY], capture_output=True, text=True, check=True)
    loaded, opened = run.stdout.splitlines()
    assert loaded == "[]"
    assert opened == "[]"


def third_party() -> set[str]:
    """Names that installed packages can be imported by."""
    return {name for name, owners in metadata.packages_distributions().items() if set(owners) != {"onrecord"}}


@pytest.mark.parametrize("path", STANDARD_ONLY, ids=plain)
def test_types_and_errors_import_the_standard_library_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    tops = {name.partition(".")[0] for name in names}
    assert not tops & third_party()
    assert tops <= sys.stdlib_module_names | {"onrecord"}
    ours = {name for name in names if name.startswith("onrecord")}
    assert all(name.startswith(("onrecord.model", "onrecord.errors")) for name in ours)


def test_the_names_of_the_package_are_there() -> None:
    assert sorted(onrecord.__all__) == onrecord.__all__
    assert all(hasattr(onrecord, name) for name in onrecord.__all__)


def test_the_version_is_the_one_installed() -> None:
    assert metadata.version("onrecord") == onrecord.__version__


def test_types_ship_with_the_package() -> None:
    assert (SOURCE / "py.typed").is_file()


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo", "--no-cache"]
    run = subprocess.run(command, cwd=SOURCE.parent.parent, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert "0 broken" in run.stdout
