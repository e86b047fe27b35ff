"""What is measured: corpora, scorers, the figures taken from their reports, and what others reach.

A corpus with a `dev` part is measured on that part; one without parts, as a whole.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Scores = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a scorer's report.

    Attributes:
        name: as baseline and results carry it.
        path: keys that lead to it.
        label: for tables.
        wanted: what it has to reach for now, None where nothing is asked.
        elsewhere: the best known of others, with where it is from.
        margin: how far it may fall before the gate stops. Results are deterministic, so a fall is never chance; but
            less than this is a handful of decisions on these corpora (on the smallest one fact is 0.1 points), and
            a change that helps in one place is allowed to cost that much in another.
        falling: whether smaller is better.
    """

    name: str
    path: tuple[str, ...]
    label: str
    wanted: float | None = None
    elsewhere: str = ""
    margin: float = 0.5
    falling: bool = False

    def of(self, scores: Scores) -> float:
        """Return the figure out of a scorer's report."""
        value: Any = scores
        for key in self.path:
            value = value[key]
        return round(float(value), 4)

    def worse(self, value: float, floor: float) -> bool:
        """Say whether the value is behind the floor by more than the margin."""
        return (value - floor if self.falling else floor - value) > self.margin

    def better(self, value: float, floor: float) -> bool:
        """Say whether the value is ahead of the floor at all."""
        return value < floor if self.falling else value > floor


@dataclass(frozen=True, slots=True)
class Measure:
    """A task on a corpus.

    Attributes:
        task: module of `bench/tasks`.
        corpus: path inside the data folder, without ending.
        scorer: file in the folder of scorers.
        about: what the corpus is, for tables.
        figures: what is taken from the report.
        options: further arguments of the scorer.
        key: field that names a row.
        stride: the quick gate measures every so-many-th row; 0 leaves the measure to the full gate.
        file: the corpus's file inside the data folder, without ending, where it is not its name.
        part: field and value of the rows that are measured; everything where it is empty.
        group: field whose values stay together when the quick gate takes every so-many-th.
    """

    task: str
    corpus: str
    scorer: str
    about: str
    figures: tuple[Figure, ...]
    options: tuple[str, ...] = ()
    key: str = "doc_id"
    stride: int = 3
    file: str = ""
    part: tuple[str, str] | tuple[()] = ()
    group: str = ""

    def path(self, data: Path) -> Path:
        """Return where the corpus lies."""
        return data / f"{self.file or self.corpus}.jsonl"

    def chosen(self, lines: list[str], *, full: bool) -> list[str]:
        """Return the rows that are measured."""
        held = [line for line in lines if line.strip()]
        if self.part:
            field, value = self.part
            held = [line for line in held if json.loads(line)[field] == value]
        if full:
            return held
        if not self.group:
            return held[:: self.stride]
        groups = [json.loads(line)[self.group] for line in held]
        kept = set(sorted(set(groups))[:: self.stride])
        return [line for line, group in zip(held, groups, strict=True) if group in kept]

    @property
    def name(self) -> str:
        """The name in baseline and results, such as "attribution/dev"."""
        return self.corpus


DIRECT = ("recall by kind", "content: direct")

MEASURES = (
    Measure(
        "attribution",
        "attribution/dev",
        "attribution_score.py",
        "PolNeAR, 84 news articles",
        (
            Figure("triple_overlap_f1", ("triple", "overlap", "f1"), "who, cue, what: overlap F1", 55, "48.0 ported"),
            Figure("triple_exact_f1", ("triple", "exact", "f1"), "who, cue, what: exact F1", 32, "25.4 ported"),
            Figure("direct_recall", (*DIRECT, "content"), "direct quotations found, overlap", 85),
            Figure("direct_triple_recall", (*DIRECT, "triple"), "direct quotations with who and cue, overlap"),
            Figure("source_accuracy", ("linked", "accuracy"), "source right where the content was found"),
        ),
        options=("--by",),
    ),
    Measure(
        "timex",
        "timex/timebank",
        "timex_score.py",
        "TimeBank, 183 news articles",
        (
            Figure("value_f1", ("value", "F1"), "times with the right value, F1", 0.60, margin=0.005),
            Figure("relaxed_f1", ("relaxed", "F1"), "times found, relaxed F1", 0.84, margin=0.005),
            Figure("strict_f1", ("strict", "F1"), "times found, strict F1", margin=0.005),
            Figure("day_recall", ("day", "recall"), "days with the right date", margin=0.005),
        ),
    ),
    Measure(
        "geo",
        "geo/geowebnews",
        "geo_score.py",
        "GeoWebNews, 200 news articles",
        (
            Figure("end_to_end", ("end_to_end",), "places found and placed right", 0.55, margin=0.005),
            Figure("overlap_f1", ("overlap", "F1"), "places found, overlap F1", margin=0.005),
            Figure("right", ("right",), "placed right where found", margin=0.005),
        ),
    ),
    Measure(
        "certainty",
        "certainty/uw_dev",
        "certainty_score.py",
        "UW, events in 992 news sentences",
        (
            Figure("mae", ("mae",), "certainty on -3..3, mean absolute error", 0.45, margin=0.01, falling=True),
            Figure("r", ("r",), "certainty on -3..3, Pearson's r", 0.62, margin=0.01),
        ),
        key="id",
        stride=2,
    ),
    Measure(
        "certainty",
        "certainty/meantime_dev",
        "certainty_score.py",
        "MEANTIME, events in 65 news sentences",
        (
            Figure("mae", ("mae",), "certainty on -3..3, mean absolute error", margin=0.02, falling=True),
            Figure("r", ("r",), "certainty on -3..3, Pearson's r", margin=0.02),
        ),
        key="id",
        stride=1,
    ),
    Measure(
        "pheme",
        "certainty/pheme_train",
        "label_score.py",
        "PHEME, 466 tweets on breaking events",
        (
            Figure("macro_f1", ("macro_f1",), "how sure a tweet is, four classes, macro F1", margin=0.02),
            Figure("accuracy", ("accuracy",), "how sure a tweet is, four classes, accuracy", margin=0.02),
        ),
        options=("--field", "certainty"),
        key="id",
        stride=0,
    ),
    Measure(
        "muc4",
        "muc4/dev",
        "muc4_score.py",
        "MUC-4, 200 newswire reports, upper case",
        (
            Figure("ceaf_ree_f1", ("ceaf_ree", "micro", "f1"), "who, what, with what: CEAF-REE F1", 0.45, margin=0.005),
            Figure("gtt_f1", ("gtt", "micro", "f1"), "incident templates, micro F1", 0.45, margin=0.005),
            Figure(
                "organisation_certainty",
                ("slots", "confidence_on_matched_orgs", "accuracy"),
                "certainty of responsibility right, matched bodies",
                margin=0.15,  # of the few bodies that match at all, some ten in the quick gate
            ),
        ),
    ),
    Measure(
        "linking",
        "linking/extra",
        "cluster_score.py",
        "Gun Violence Archive, 2,745 reports on 1,660 incidents, as one case",
        (
            Figure("b3_f1", ("b3", "f1"), "reports into incidents, B3 F1", 94, "91.7 TF-IDF + 14 days"),
            Figure("pair_recall", ("pairs", "r"), "pairs of reports on one incident found", 75, "64.1"),
            Figure("pair_precision", ("pairs", "p"), "pairs joined that are right", 85, "84.5", margin=1.0),
        ),
        stride=0,
        file="linking/reports",
        part=("split", "extra"),
        group="incident_id",
    ),
    Measure(
        "drift",
        "drift/press_release",
        "label_score.py",
        "InSciOut, 100 press releases beside the findings that they report",
        (
            Figure("accuracy", ("accuracy",), "exaggerates, downplays or same, accuracy", margin=0.05),
            Figure("macro_f1", ("macro_f1",), "exaggerates, downplays or same, macro F1", margin=0.05),
        ),
        options=("--field", "label"),
        key="id",
        stride=0,
    ),
)
