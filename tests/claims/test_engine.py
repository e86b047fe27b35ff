"""The engine: what it changes in a record, and what it must not depend on."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import ingest
from onrecord.errors import UsageError
from onrecord.model import Engine, Record
from onrecord.model.codec import dumps
from onrecord.read import read_text

pytestmark = pytest.mark.model

FIRST = (
    "OSTREL, May 3 — The mayor said on Monday that the bridge had been closed since the storm. “We never saw a "
    "warning,” Ana Brolt told the Tide. Two engineers denied that, according to a letter seen by the paper.\n\n"
    "Police believe the cable was cut. The company declined to comment."
)
TEXTS = (FIRST, "Ivo Kerr said he was tired. " * 60, "The ferry sank.", "A guard told reporters: “Nobody was here.”")


def records(engine: str) -> list[Record]:
    found = list(ingest.records_of([read_text(text) for text in TEXTS], engine=engine))
    assert all(isinstance(item, Record) for item in found)
    return [item for item in found if isinstance(item, Record)]


def test_the_record_says_which_engine_made_it() -> None:
    tagged, ruled = ingest.read_record(FIRST, engine="tagger"), ingest.read_record(FIRST, engine="rules")
    assert (tagged.made_by.engine, ruled.made_by.engine) == (Engine.TAGGER, Engine.RULES)
    assert len(tagged.made_by.weights) == 16
    assert ruled.made_by.weights == ""


def test_every_claim_says_what_made_it() -> None:
    asked = [c for c in ingest.read_record(FIRST, engine="tagger").claims if not c.by_narrator and not c.parent]
    assert asked
    assert all("tagger" in c.why for c in asked)
    assert not any("tagger" in c.why for c in ingest.read_record(FIRST, engine="rules").claims)


def test_the_same_record_alone_and_among_others_and_on_two_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    together = [dumps(r) for r in records("tagger")]
    assert together == [dumps(r) for r in records("tagger")]
    monkeypatch.setattr(ingest, "BATCH_REPORTS", 1)
    assert [dumps(r) for r in records("tagger")] == together


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no engine 'oracle'") as caught:
        ingest.read_record("The mayor said no.", engine="oracle")
    assert caught.value.fix == "Choose one of: tagger, rules."


def test_rules_need_no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_folder: Path = Path()) -> None:
        raise AssertionError

    monkeypatch.setattr(ingest, "load_encoder", gone)
    assert ingest.read_record(FIRST, engine="rules").claims
