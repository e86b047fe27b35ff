from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from onrecord import ingest
from onrecord.annotate.actors import load_dictionary
from onrecord.annotate.extensions import Annotations
from onrecord.errors import BadLexicon, EmptyInput, MissingInput, OnrecordError
from onrecord.model import Record, Report, Skipped
from onrecord.model.codec import dumps, loads
from onrecord.present.cli.demo import demo_text
from onrecord.read import ReadOptions, read_path, safely
from tests import factory


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Replace every stage that needs a parse; returns the batches that annotate was asked for, by text."""
    batches: list[list[str]] = []

    def annotate(reports: Iterable[Report], *_models: object) -> Iterator[Annotations]:
        asked = list(reports)
        batches.append([r.text.strip() for r in asked])
        for report in asked:
            if "break annotate" in report.text:
                raise RuntimeError("annotate broke")
            yield Annotations(report, skipped=[Skipped("annotate", "a word")])

    def find_claims(doc: Annotations) -> tuple[tuple[Any, ...], tuple[Skipped, ...]]:
        if "break claims" in doc.report.text:
            raise ValueError
        return (factory.claim(doc.report.text, doc.report.text),), (Skipped("claims", "a cue"),)

    monkeypatch.setattr(ingest, "load_pipeline", lambda _model: None)
    monkeypatch.setattr(ingest, "load_encoder", lambda: SimpleNamespace(digest="0"))
    monkeypatch.setattr(ingest, "model_name", lambda _nlp: "none 0")
    monkeypatch.setattr(ingest, "notes", lambda doc: doc)
    monkeypatch.setattr(ingest, "annotate", annotate)
    monkeypatch.setattr(ingest, "find_claims", find_claims)
    monkeypatch.setattr(ingest, "find_incidents", lambda _doc, _claims: ((), (), (Skipped("incidents", "an event"),)))
    monkeypatch.setattr(ingest, "find_attributions", lambda _doc, _claims, _incidents: ((), ()))
    return batches


def files(folder: Path, *texts: str) -> list[str]:
    paths = [folder / f"{n}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(p) for p in paths]


def outcome(items: Iterable[Record | OnrecordError]) -> list[str]:
    """Return the text of each record, "!" and the message of each error."""
    return [f"!{i.message}" if isinstance(i, OnrecordError) else i.report.text.strip() for i in items]


def test_records_come_in_the_order_of_the_paths(stages: list[list[str]], tmp_path: Path) -> None:
    texts = [f"The mayor said {n}." for n in range(40)]
    assert outcome(ingest.read_reports(files(tmp_path, *texts))) == texts
    assert [len(b) for b in stages] == [ingest.BATCH_REPORTS, 40 - ingest.BATCH_REPORTS]


def test_a_record_carries_what_every_stage_found_and_left_out(stages: list[list[str]], tmp_path: Path) -> None:
    (record,) = ingest.read_reports(files(tmp_path, "The mayor said so."))
    assert isinstance(record, Record)
    assert len(record.claims) == 1
    assert [s.stage for s in record.skipped] == ["annotate", "claims", "incidents"]
    assert record.made_by.language_model == "none 0"


def test_what_reading_left_out_stands_once_in_a_record(stages: list[list[str]], tmp_path: Path) -> None:
    path = tmp_path / "mixed.txt"
    path.write_bytes("The mayor of Orléans".encode() + " said: “no”.".encode("cp1252"))
    (record,) = ingest.read_reports([path])
    assert isinstance(record, Record)
    assert [s.stage for s in record.skipped] == ["read", "annotate", "claims", "incidents"]
    assert record.report.skipped == ()
    assert dumps(record).count("mixed encodings") == 1


def test_an_input_that_cannot_be_read_keeps_its_place(stages: list[list[str]], tmp_path: Path) -> None:
    first, empty, last = files(tmp_path, "The mayor said one.", "", "The mayor said two.")
    items = list(ingest.read_reports([first, str(tmp_path / "gone.txt"), empty, last]))
    assert [type(i) for i in items[1:3]] == [MissingInput, EmptyInput]
    assert all(i.where for i in items if isinstance(i, OnrecordError))
    assert [i.report.text.strip() for i in items if isinstance(i, Record)] == [
        "The mayor said one.",
        "The mayor said two.",
    ]


@pytest.mark.parametrize(
    ("words", "stage"), [("break annotate", "annotate"), ("break claims", "analyse")], ids=["annotate", "claims"]
)
def test_a_stage_that_breaks_costs_one_report(words: str, stage: str, stages: list[list[str]], tmp_path: Path) -> None:
    paths = files(tmp_path, "The mayor said one.", f"They {words} here.", "The mayor said two.")
    first, error, last = ingest.read_reports(paths)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(error, OnrecordError)
    assert f"could not {stage}" in error.message
    assert "report it" in error.fix
    assert error.where == paths[1]
    assert error.__cause__ is not None


def test_a_broken_installation_ends_the_run(
    stages: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_claims(_doc: object) -> None:
        raise BadLexicon("The id stands twice.", fix="Rename one of them.", where="cues.yaml")

    monkeypatch.setattr(ingest, "find_claims", find_claims)
    with pytest.raises(BadLexicon):
        list(ingest.read_reports(files(tmp_path, "The mayor said one.", "The mayor said two.")))


def test_a_reader_that_breaks_costs_one_path(
    stages: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, "The mayor said one.", "The mayor said two.")

    def breaks_once(path: str, *, options: ReadOptions) -> Iterator[Report | OnrecordError]:
        if path == paths[0]:
            raise RecursionError
        yield from read_path(path, options=options)

    monkeypatch.setattr(safely, "read_path", breaks_once)
    error, record = ingest.read_reports(paths)
    assert isinstance(error, OnrecordError)
    assert "RecursionError" in error.message
    assert isinstance(record, Record)


def test_batches_are_bounded_by_length(
    stages: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "BATCH_LENGTH", 40)
    list(ingest.read_reports(files(tmp_path, *["The mayor said so and so."] * 5)))
    assert [len(b) for b in stages] == [2, 2, 1]


def test_reports_are_read_only_as_far_as_they_are_asked_for(stages: list[list[str]], tmp_path: Path) -> None:
    paths = files(tmp_path, *[f"The mayor said {n}." for n in range(80)])
    next(ingest.read_reports(paths))
    assert len(stages) == 1


def test_options_reach_the_reader(stages: list[list[str]], tmp_path: Path) -> None:
    options = ReadOptions(published="2026-05-06", outlet="Coal Basin Mail")
    (record,) = ingest.read_reports(files(tmp_path, "The mayor said so."), options)
    assert isinstance(record, Record)
    assert (record.report.published, record.report.outlet) == ("2026-05-06", "Coal Basin Mail")


def test_a_text_in_memory(stages: list[list[str]]) -> None:
    record = ingest.read_record("The mayor said so.", source="note")
    assert record.report.source == "note"
    with pytest.raises(EmptyInput):
        ingest.read_record(" \n")
    with pytest.raises(OnrecordError, match="could not analyse"):
        ingest.read_record("They break claims here.")


@pytest.mark.model
def test_actors_that_the_user_knows_decide_and_are_said(tmp_path: Path) -> None:
    text, file = "Ardo Pell said the bridge was shelled.", tmp_path / "actors.csv"
    file.write_text("name,country,sector\nArdo Pell,NO,GOV\n", encoding="utf-8")
    known, unknown = ingest.read_record(text, actors=str(file)), ingest.read_record(text)
    assert [(e.country, e.sector) for e in known.entities if e.name == "Ardo Pell"] == [("NO", "GOV")]
    assert [(e.country, e.sector) for e in unknown.entities if e.name == "Ardo Pell"] == [("", "")]
    assert known.made_by.rules.startswith(f"{unknown.made_by.rules}+")
    file.write_text("name,country,sector\nArdo Pell,NO,NOBODY\n", encoding="utf-8")
    load_dictionary.cache_clear()
    with pytest.raises(BadLexicon, match="NOBODY"):
        ingest.read_record(text, actors=str(file))


@pytest.mark.model
def test_the_demo_end_to_end() -> None:
    record = ingest.read_record(demo_text(), source="demo")
    text = record.report.text
    assert loads(dumps(record)) == record
    assert record == ingest.read_record(demo_text(), source="demo")
    spans = [s for c in record.claims for s in (*c.content, *c.cue)] + [t for i in record.incidents for t in i.triggers]
    assert len(record.claims) > 15
    assert len(record.incidents) > 3
    assert all(s.words(text).strip() for s in spans)
