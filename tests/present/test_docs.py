import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from onrecord.model.codec import dumps
from onrecord.present.cli.app import app
from tests import factory

ROOT = Path(__file__).resolve().parent.parent.parent


def test_generated_pages_are_as_they_should_be() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/build_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}run: python scripts/build_docs.py"


@pytest.mark.parametrize("record", [factory.full_record(), factory.record("Quiet day.")])
def test_records_fit_the_published_schema(record: object) -> None:
    schema = json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(dumps(record)), schema)  # type: ignore[arg-type]


def test_the_tutorial_names_only_commands_and_options_that_exist() -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    help_page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    names = {c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands}
    used = re.findall(r"^\$ onrecord (\w+)", text, re.MULTILINE)
    assert set(used) <= names
    assert used
    for option in set(re.findall(r"(?<![\w-])--[a-z]+", text)):
        assert option in help_page


@pytest.mark.model
def test_the_tutorial_shows_the_demo_as_it_is() -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    printed = CliRunner().invoke(app, ["demo", "--report"], env={"COLUMNS": "80"}).stdout
    # Numbers of claims move with every claim found before them.
    blocks = [re.sub(r"^C\d+ ", "", block) for block in shown]
    assert blocks
    assert [block for block in blocks if block not in printed] == []
