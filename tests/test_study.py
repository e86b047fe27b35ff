from __future__ import annotations

from pathlib import Path

from onrecord.model import Cluster, Judgement, Linkage, Subject, Verdict
from onrecord.study import Study
from tests.ledger.making import NOW, made, record


def unsure(left: str, right: str, score: float, subject: Subject = Subject.INCIDENT) -> Judgement:
    left, right = sorted((left, right))
    return Judgement(f"jdg_{left}_{right}", subject, left, right, Verdict.UNSURE, "rule:test/1", score=score)


def test_pairs_to_judge_are_ordered_by_what_a_decision_changes_and_silent_names_left_out(tmp_path: Path) -> None:
    records = [record(n) for n in range(5)]
    told = [r.incidents[0].id for r in records]
    big = Cluster("evt_big", Subject.INCIDENT, tuple(sorted(told[:3])), "Three reports tell it")
    alone = [Cluster(f"evt_{n}", Subject.INCIDENT, (told[n],), "One does") for n in (3, 4)]
    names = [unsure("who_photo", "who_more", 2.5, Subject.ENTITY)]
    judged = (
        unsure(told[3], told[4], 0.9),
        unsure(told[0], told[3], -0.5),
        unsure(told[1], told[3], -0.1),
        *names,
    )
    with made(tmp_path / "x", *records) as case:
        links = Linkage("test", judgements=judged, incidents=(big, *alone))
        case.store_links(links, ruled="test", fingerprint=case.fingerprint("test"), now=NOW)
        listed = [r.judgement for r in Study(case).queue()]
        assert listed == [judged[2], judged[0]]  # three by one, its likest pair only; then one by one
        assert names[0] in [r.judgement for r in Study(case).queue(verdict=None)]
        assert case.acting(["who_photo"]) == frozenset()
