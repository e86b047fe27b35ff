from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import errors, store
from bench.error_kinds import place_facets, place_level, place_shape, time_cause, time_form, wrong_place

TEXT = "Guards left Elmford on Friday. The gates of Norwick, Ky., were shut in May and again the next day."


def timex(words: str, value: str, kind: str = "DATE", text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, "type": kind, "value": value}


def place(words: str, lat: float | None, lon: float | None, number: str = "", text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "lat": lat, "lon": lon, "geonameid": number}


@pytest.mark.parametrize(
    ("words", "kind", "value", "form"),
    [
        ("Friday", "DATE", "2021-05-07", "weekday"),
        ("Friday night", "TIME", "2021-05-07TNI", "weekday"),
        ("May", "DATE", "2021-05", "bare month"),
        ("May 2019", "DATE", "2019-05", "month and year"),
        ("May 4", "DATE", "2021-05-04", "month and day"),
        ("4 May", "DATE", "2021-05-04", "month and day"),
        ("May 4, 2019", "DATE", "2019-05-04", "full date"),
        ("2019-05-04", "DATE", "2019-05-04", "full date"),
        ("2019", "DATE", "2019", "year"),
        ("last summer", "DATE", "2020-SU", "season"),
        ("third quarter", "DATE", "2020-Q3", "quarter"),
        ("the 1980s", "DATE", "198", "decade"),
        ("yesterday", "DATE", "2021-05-06", "relative day"),
        ("two days later", "DATE", "2021-05-09", "relative day"),
        ("last week", "DATE", "2021-W17", "relative week"),
        ("next month", "DATE", "2021-06", "relative month"),
        ("three years ago", "DATE", "2018", "relative year"),
        ("three years", "DURATION", "P3Y", "duration"),
        ("every Friday", "SET", "XXXX-WXX-5", "set"),
        ("recently", "DATE", "PAST_REF", "vague reference"),
        ("9:15 p.m.", "TIME", "2021-05-07T21:15", "clock time"),
        ("Christmas", "DATE", "2020-12-25", "holiday"),
        ("1990-1994", "DATE", "1990", "range"),
        ("the morning", "TIME", "2021-05-07TMO", "part of the day"),
        ("the vigil", "DATE", "2021-05-07", "other"),
    ],
)
def test_form_of_a_time(words: str, kind: str, value: str, form: str) -> None:
    assert time_form({"text": words, "type": kind, "value": value}) == form


@pytest.mark.parametrize(
    ("right", "said", "cause"),
    [
        ("2021-05-07", "2021-05-14", "day a week later"),
        ("2021-05-07", "2021-05-06", "day one unit earlier"),
        ("2021-05-07", "2021-09-06", "day farther later"),
        ("2021-05-07", "2020-05-07", "same day of a year earlier"),
        ("2021-05", "2022-05", "same month of a year later"),
        ("2020-12", "2021-01", "month one unit later"),
        ("2020-Q4", "2021-Q1", "quarter one unit later"),
        ("2020-FA", "2020-SU", "season one unit earlier"),
        ("2020-W53", "2021-W01", "week one unit later"),
        ("2020-W20-WE", "2020-W21-WE", "weekend one unit later"),
        ("2020", "2021", "year one unit later"),
        ("2020", "2020-05", "finer than marked"),
        ("2020-05-07", "2020-W19", "coarser than marked"),
        ("2021-05-07T21:15", "2021-05-07T09:15", "other time of the same day"),
        ("2021-05-07TNI", "2021-05-14TNI", "time of a day later"),
        ("PAST_REF", "2020", "calendar for reference"),
        ("2020", "PAST_REF", "reference for calendar"),
        ("PAST_REF", "FUTURE_REF", "another reference"),
        ("P1W", "2020-W19", "calendar for length"),
        ("P3D", "P4D", "length: other number"),
        ("P3D", "P3M", "length: other unit"),
        ("2020-WXX", "2020-W19", "calendar for open value"),
        ("2020-02-30", "2020-02-28", "day farther later"),
        ("", "2020", "calendar for open value"),
    ],
)
def test_cause_of_a_wrong_value(right: str, said: str, cause: str) -> None:
    assert time_cause({"value": right}, {"value": said}) == cause


def test_times_are_counted_once_each() -> None:
    gold = [timex("Friday", "2021-05-07"), timex("May", "2021-05"), timex("the next day", "2021-05-08")]
    found = [timex("on Friday", "2021-05-14"), timex("May", "2021-05"), timex("again", "PAST_REF")]
    row = {"doc_id": "a", "text": TEXT, "timexes": gold}
    got = errors.tally_of("timex", [(row, {"doc_id": "a", "timexes": found})]).plain()
    assert got["totals"] == {"documents": 1, "predicted": 3, "gold": 3, "wrong": 1, "missed": 1, "extra": 1}
    assert got["causes"] == {"day a week later": 1}
    assert got["facets"]["form"]["weekday"] == {"gold": 1, "wrong": 1}
    assert got["facets"]["form"]["relative day"] == {"gold": 1, "missed": 1}
    assert got["facets"]["form"]["vague reference"] == {"extra": 1}
    assert got["facets"]["type"]["DATE"] == {"extra": 1, "gold": 3, "missed": 1, "wrong": 1}


def test_what_is_ignored_is_not_extra() -> None:
    extra = timex("May", "2021-05")
    row = {"doc_id": "a", "text": TEXT, "timexes": [], "ignore": [[extra["start"], extra["end"]]]}
    assert errors.tally_of("timex", [(row, {"doc_id": "a", "timexes": [extra]})]).totals["extra"] == 0


def test_the_larger_overlap_pairs_first() -> None:
    gold = [{"start": 0, "end": 4}, {"start": 4, "end": 12}]
    found = [{"start": 2, "end": 12}, {"start": 0, "end": 3}]
    assert errors.matched(gold, found, by_start=False) == {1: 0, 0: 1}


def test_of_equal_overlaps_the_nearer_start_pairs_where_asked() -> None:
    gold = [{"start": 5, "end": 9}]
    found = [{"start": 5, "end": 9}, {"start": 2, "end": 9}]
    assert errors.matched(gold, found, by_start=True) == {0: 0}
    assert errors.matched(gold, found, by_start=False) == {0: 1}


def test_another_document_is_refused() -> None:
    with pytest.raises(ValueError, match="is of b"):
        errors.tally_of("timex", [({"doc_id": "a", "timexes": []}, {"doc_id": "b", "timexes": []})])


@pytest.mark.parametrize(
    ("item", "level"),
    [
        ({"text": "Georgian"}, "demonym"),
        ({"text": "Mirrow", "fclass": "A", "fcode": "ADM2"}, "admin2"),
        ({"text": "Mirrow", "fclass": "A", "fcode": "PCLI"}, "country"),
        ({"text": "Mirrow", "fclass": "P", "fcode": "PPL"}, "city"),
        ({"text": "Mirrow", "fclass": "H", "fcode": "STM"}, "natural"),
        ({"text": "Kenya", "lat": 0.2, "lon": 37.9}, "country"),
        ({"text": "Kentucky", "lat": 37.5, "lon": -85.0}, "admin1"),
        ({"text": "Zzyqua River", "lat": 1.0, "lon": 1.0}, "natural"),
        ({"text": "Zzyqua Airport", "lat": 1.0, "lon": 1.0}, "facility"),
        ({"text": "Zzyqua", "lat": None, "lon": None}, "not in the gazetteer"),
    ],
)
def test_level_of_a_place(item: dict[str, Any], level: str) -> None:
    assert place_level(item) == level


def test_how_a_name_is_written() -> None:
    shapes = [place_shape(words) for words in ("Ky.", "UAE", "NORWICK", "Norwick", "norwick", "")]
    assert shapes == ["abbreviation", "abbreviation", "capitals", "as a name", "small", "as a name"]


def test_a_town_with_the_name_of_a_country() -> None:
    facets = place_facets({"text": "Lebanon", "fclass": "P", "fcode": "PPL"})
    assert facets["namesake"] == "country's name, other place"
    assert place_facets({"text": "Lebanon", "fclass": "A", "fcode": "PCLI"})["namesake"] == "no"


def test_right_by_number_or_within_a_hundred_miles() -> None:
    gold = {"lat": 10.0, "lon": 10.0, "geonameid": "7"}
    assert not wrong_place(gold, {"lat": 11.0, "lon": 10.0})
    assert wrong_place(gold, {"lat": 12.0, "lon": 10.0, "geonameid": 8})
    assert not wrong_place(gold, {"lat": 12.0, "lon": 10.0, "geonameid": 7})


def test_places_are_counted_once_each() -> None:
    gold = [place("Elmford", 1.0, 1.0), place("Norwick", 2.0, 2.0), place("Ky.", 37.5, -85.0)]
    found = [place("Elmford", None, None), place("Norwick", 40.0, 2.0), place("May", 5.0, 5.0)]
    row = {"doc_id": "a", "text": TEXT, "toponyms": gold}
    got = errors.tally_of("geo", [(row, {"doc_id": "a", "toponyms": found})]).plain()
    assert got["totals"] == {
        "documents": 1,
        "predicted": 3,
        "gold": 3,
        "unplaced": 1,
        "wrong": 1,
        "missed": 1,
        "extra": 1,
    }
    assert got["facets"]["shape"]["abbreviation"] == {"gold": 1, "missed": 1}
    assert sum(got["causes"].values()) == 1


def test_a_place_without_coordinates_can_only_be_found() -> None:
    row = {"doc_id": "a", "text": TEXT, "toponyms": [place("Elmford", None, None)]}
    totals = errors.tally_of("geo", [(row, {"doc_id": "a", "toponyms": [place("Elmford", 4.0, 4.0)]})]).totals
    assert (totals["wrong"], totals["unplaced"], totals["gold"]) == (0, 0, 1)


def test_saved_results_hold_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "village.jsonl"
    row = {"doc_id": "a", "text": TEXT, "timexes": [timex("Friday", "2021-05-07")]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = [{"doc_id": "a", "timexes": [timex("May", "2021-05")]}]
    monkeypatch.setattr(errors, "predictions", lambda *_: iter(found))
    monkeypatch.setattr(store, "RESULTS", tmp_path)
    assert errors.main(["timex", str(path), "--save"]) == 0
    kept = store.newest("errors-timex-village")
    assert kept is not None
    assert kept["totals"]["missed"] == kept["totals"]["extra"] == 1
    assert "Friday" not in json.dumps(kept)


def test_a_missing_file_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert errors.main(["geo", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_the_table_shows_what_was_counted() -> None:
    result = {
        "totals": {"gold": 2, "missed": 1},
        "facets": {"form": {"weekday": {"gold": 2, "missed": 1}}},
        "causes": {"day one unit later": 3},
    }
    lines = errors.table(result).splitlines()
    assert lines[0] == "gold 2  missed 1"
    assert ["weekday", "2", "1"] in [line.split() for line in lines]
    assert lines[-1].split() == ["day", "one", "unit", "later", "3"]
