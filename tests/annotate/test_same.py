"""The same reports give the same records, byte for byte: in another process, and in other batches."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

TEXTS = (
    (
        "Officials in Lima said on Friday that the Red Lantern had shot two policemen near the harbour. Toren Vale and"
        " Mira Orlin, two lawyers, denied it. They said the group had no weapons, and blamed the army for the attack."
    ),
    (
        "A 15-year-old was stabbed in Leeds on 3 May 2021, police said. Inspector Osric Tamm told the Grainhill Courier"
        " that “the attacker may have known him.” The 15-year-old is recovering. A man was arrested on suspicion."
    ),
    (
        "THE SALT WORKERS FRONT [SWF] CLAIMED RESPONSIBILITY FOR THE BOMB THAT EXPLODED IN BOGOTA. THE SWF SAID"
        " IN A COMMUNIQUE THAT IT WOULD NOT STOP. COLONEL RENE PEREZ ACCUSED THE ELN OF THE ATTACK."
    ),
)
SCRIPT = """
import sys
from onrecord import ingest
from onrecord.annotate import parsing
from onrecord.errors import OnrecordError
from onrecord.model.codec import dumps

parsing.BATCH = int(sys.argv[1])
for record in ingest.read_reports(sys.argv[2:]):
    assert not isinstance(record, OnrecordError), record
    print(dumps(record))
"""


def records(paths: list[Path], *, batch: int, seed: str) -> bytes:
    """Return the records of the files as JSON, made in a process of their own."""
    command = [sys.executable, "-c", SCRIPT, str(batch), *map(str, paths)]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def test_same_records_in_other_processes_and_batches(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(len(TEXTS))]
    for path, text in zip(paths, TEXTS, strict=True):
        path.write_text(text, encoding="utf-8")
    alone = records(paths, batch=1, seed="1")
    assert alone.count(b"\n") == len(TEXTS)
    assert alone == records(paths, batch=32, seed="2")
