import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import onrecord.ingest
from onrecord import __version__
from onrecord.errors import LeftOut, MissingInput, MissingModel, OnrecordError, UsageError
from onrecord.model import Record
from onrecord.model.codec import loads
from onrecord.present.cli.app import app, main
from onrecord.present.cli.demo import demo_text
from tests import factory

Items = list[Record | OnrecordError]
GONE = MissingInput("There is nothing there.", fix="Check the path.", where="gone.txt")


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Items:
    """Let the command read this list, whatever it is asked for."""
    items: Items = [factory.full_record()]
    monkeypatch.setattr(onrecord.ingest, "read_reports", lambda _paths, _options, **_more: iter(items))
    return items


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(args), env={"COLUMNS": "100"})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_a_record_for_people(reads: Items) -> None:
    code, out, err = run("read", "a.txt")
    assert code == 0
    assert "Incidents (2)" in out
    assert "\x1b" not in out
    assert err == ""
    assert not [line for line in out.splitlines() if line != line.rstrip()]


def test_json_is_one_object_for_one_report(reads: Items) -> None:
    code, out, err = run("read", "--json", "a.txt")
    assert (code, err) == (0, "")
    assert loads(out) == factory.full_record()


def test_json_lines_for_several_and_errors_beside_them(reads: Items) -> None:
    reads[:] = [factory.full_record(), GONE, factory.record("Quiet day.")]
    code, out, err = run("read", "--json", "a", "gone.txt", "b")
    assert code == 3
    assert [json.loads(line)["format"] for line in out.splitlines()] == ["onrecord/1"] * 2
    lines = err.splitlines()
    assert lines[0] == "error: gone.txt: There is nothing there."
    assert lines[1] == "  fix: Check the path."
    assert lines[-1] == "2 read. 1 not read: gone.txt."


def test_quiet_keeps_errors_and_drops_the_summary(reads: Items) -> None:
    reads[:] = [GONE, factory.record("Quiet day.")]
    code, _, err = run("read", "--quiet", "gone.txt", "b")
    assert code == 3
    assert err.splitlines() == ["error: gone.txt: There is nothing there.", "  fix: Check the path."]


def test_a_page_is_written_and_the_screen_stays_empty(reads: Items, tmp_path: Path) -> None:
    code, out, err = run("read", "--html", str(tmp_path / "page.html"), "a.txt")
    assert (code, out) == (0, "")
    assert "Wrote" in err
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_page_to_standard_output(reads: Items) -> None:
    assert run("read", "--html", "-", "a.txt")[1].startswith("<!DOCTYPE html>")


def test_page_and_json_together(reads: Items, tmp_path: Path) -> None:
    _, out, _ = run("read", "--json", "--html", str(tmp_path / "page.html"), "a.txt")
    assert loads(out) == factory.full_record()
    assert (tmp_path / "page.html").exists()


def test_no_page_where_nothing_was_read(reads: Items, tmp_path: Path) -> None:
    reads[:] = [GONE]
    assert run("read", "--html", str(tmp_path / "page.html"), "gone.txt")[0] == 3
    assert not (tmp_path / "page.html").exists()


def main_with(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["onrecord", *args])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("read", "--html", "no/such/folder/x.html", "a"), "folder that exists"),
        (("read", "--json", "--html", "-", "a"), "cannot both go to standard output"),
        (("read", "--published", "yesterday", "a"), "is not a date"),
        (("read", "--nonsense", "a"), "No such option"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_fix(
    args: tuple[str, ...], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reads: Items
) -> None:
    code, err = main_with(monkeypatch, capsys, *args)
    assert code == 2
    assert words in " ".join(err.split())


def test_a_missing_model_is_exit_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def missing(_paths: object, _options: object, **_more: object) -> None:
        raise MissingModel("The language model is not installed.", fix="Run make install.")

    monkeypatch.setattr(onrecord.ingest, "read_reports", missing)
    code, err = main_with(monkeypatch, capsys, "read", "a")
    assert code == 2
    assert err.splitlines() == ["error: The language model is not installed.", "  fix: Run make install."]


def test_read_without_paths_shows_help() -> None:
    code, out, err = run("read")
    assert code == 2
    assert "--published" in out + err


def test_version() -> None:
    assert run("--version")[1] == f"onrecord {__version__}\n"


def test_schema_is_json() -> None:
    assert json.loads(run("schema")[1])["title"].endswith("onrecord/1")


def test_demo_prints_its_report() -> None:
    assert run("demo", "--text")[1] == demo_text()


def test_the_command_line_starts_without_a_language_model() -> None:
    heavy = "spacy", "trafilatura", "jinja2", "yaml", "rich.table"
    code = f"import sys, onrecord.present.cli.app; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_closed_pipe_is_silent() -> None:
    code = (
        "import onrecord.ingest, sys; from tests import factory;"
        "onrecord.ingest.read_reports = lambda p, o, **_: (factory.full_record() for _ in range(2000));"
        "sys.argv = ['onrecord', 'read', '--json', 'a']; from onrecord.present.cli.app import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent.parent.parent,
        env=dict(os.environ),
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b'{"format"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_what_a_folder_holds_besides_reports_is_a_note_and_no_failure(reads: Items) -> None:
    reads.append(LeftOut("Left out, since they are no reports: 2 pictures.", fix="Nothing.", where="folder"))
    code, _, err = run("read", "folder", "other")
    assert code == 0
    assert err.splitlines() == ["folder: Left out, since they are no reports: 2 pictures.", "1 read."]
    assert run("read", "--quiet", "folder", "other")[2] == ""


def test_nothing_to_read_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        CliRunner().invoke(app, ["read", "--json"], catch_exceptions=False)
    listed = tmp_path / "list.txt"
    listed.write_text("none.txt\n", encoding="utf-8")
    assert run("read", "--list", str(listed))[0] == 3
