import json
from pathlib import Path

import pytest

from onrecord import case as whole
from onrecord.case import AddOptions, add_reports
from onrecord.errors import OnrecordError
from onrecord.ledger import open_case
from onrecord.model import Record, Report
from tests import adding
from tests.ledger.making import NOW, dump, rows, text


def analyse(reports: list[Report], options: AddOptions) -> list[Record | OnrecordError]:
    """Return records as the other tests of a case make them, in a process of its own."""
    return list(adding.records_of(reports, options))


def test_a_case_does_not_depend_on_the_number_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "_analyse", analyse)
    monkeypatch.setattr(whole, "BATCH_REPORTS", adding.BATCH)
    lines = [json.dumps({"text": text(n), "published": f"2026-05-{n + 1:02}"}) for n in range(12)]
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join([*lines[:7], "{broken", *lines[7:]]) + "\n", encoding="utf-8")
    for jobs in (1, 2):
        with open_case(tmp_path / f"{jobs}.case", create=True) as case:
            added = add_reports([source], case, AddOptions(jobs=jobs), now=NOW)
            assert (added.new, len(added.failed), added.linked) == (12, 1, True)
    assert dump(tmp_path / "1.case") == dump(tmp_path / "2.case")
    assert rows(tmp_path / "1.case") == rows(tmp_path / "2.case")
