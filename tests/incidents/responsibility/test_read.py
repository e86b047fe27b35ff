"""Responsibility that the trained net reads where no rule does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from spacy.tokens import Doc

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import Encoder, load_encoder
from onrecord.incidents import find_attributions, find_incidents
from onrecord.incidents.responsibility import read as reading
from onrecord.incidents.responsibility.ground import Ground
from onrecord.incidents.responsibility.net import CLASSES, candidates, facts, features, load_net, to_read
from onrecord.incidents.responsibility.read import BLAMED, CLAIMED, DENIED, TRAINED, Found
from onrecord.model import Attribution, Report, SourceKind, Stance

BUS = (
    "A bomb killed nine people at the bus station of Tarvo on Monday. The blast broke windows across the town. "
    "Nobody in the valley doubts that soldiers of the garrison laid the device. The weather had been fine for weeks."
)


def annotated(text: str, encoder: Encoder | None) -> Doc:
    return next(iter(annotate([Report("t", text, published="2014-05-06")], encoder=encoder)))


def found(text: str, *, trained: bool = True, rules_alone: bool = False) -> tuple[Attribution, ...]:
    doc = annotated(text, None if rules_alone else load_encoder())
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    return find_attributions(doc, claims, incidents, trained=trained)[0]


def by_net(text: str) -> list[tuple[str, str]]:
    return [(r.actor.name, str(r.stance)) for r in found(text) if r.why.startswith(TRAINED)]


def told(monkeypatch: pytest.MonkeyPatch, text: str, word: str, stance: Stance, group: str) -> list[Attribution]:
    """Return the rows that are made where the net is sure of one word alone."""

    def read(ground: Ground, *, passing: bool) -> Iterator[Found]:
        yield from (Found(t, stance, group, 0.9) for t in ground.doc if t.text == word)

    monkeypatch.setattr(reading, "_read", read)
    return [r for r in found(text) if r.why.startswith(TRAINED)]


@pytest.mark.model
def test_a_row_where_no_rule_has_one() -> None:
    (row,) = (r for r in found(BUS) if r.why.startswith(TRAINED))
    assert row.actor.name == "soldiers of the garrison"
    assert row.stance in (Stance.SUSPECTED, Stance.ACCUSED)
    assert BUS[row.spans[0].start : row.spans[0].end] == "soldiers"
    assert float(row.why.split()[-1]) >= reading.LEAST


@pytest.mark.model
@pytest.mark.parametrize(
    "text", [BUS.upper(), "The mayor said that nobody doubts that soldiers of the garrison laugh."]
)
def test_wires_and_reports_without_a_deed_are_left_to_the_rules(text: str) -> None:
    assert by_net(text) == []


@pytest.mark.model
def test_without_the_net_or_an_encoder_there_are_rules_alone() -> None:
    assert not any(r.why.startswith(TRAINED) for r in found(BUS, trained=False))
    assert not any(r.why.startswith(TRAINED) for r in found(BUS, rules_alone=True))


@pytest.mark.model
def test_whoever_was_hurt_or_speaks_is_not_held_responsible() -> None:
    text = (
        "A shooting outside a diner in Orlow killed one man on Friday. The shooting wounded two others. The coroner "
        "identified the dead man as Denis Marr, 41. His sister, Ida Marr, said he had worked there for years. "
        "Detective Sal Ponti asked witnesses to call."
    )
    assert by_net(text) == []


@pytest.mark.model
def test_sentences_that_tell_nothing_are_not_read() -> None:
    doc = annotated(BUS, load_encoder())
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    ground = Ground(doc, claims, incidents)
    read = [words[0].sent.text.split()[0] for words in to_read(ground, load_net())]
    assert "Nobody" in read
    assert "The weather" not in " ".join(w[0].sent.text for w in to_read(ground, load_net()))
    known = [k for _, k in facts(ground)]
    assert known[0][0] == 1.0  # the first sentence tells of the deed
    assert known[3][:2] == (0.0, 0.0)


@pytest.mark.model
def test_chances_are_those_of_each_word_alone() -> None:
    doc = annotated(BUS, load_encoder())
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    ground = Ground(doc, claims, incidents)
    heads = [t for s in doc.sents for t in candidates(ground, s)]
    chances = load_net().chances(features(ground, heads))
    assert chances.shape == (len(heads), len(CLASSES))
    assert np.allclose(chances.sum(1), 1, atol=1e-4)
    assert np.allclose(chances[1:3], load_net().chances(features(ground, heads)[1:3]), atol=1e-6)


@pytest.mark.model
@pytest.mark.parametrize(
    ("said", "word", "actor"),
    [
        ('"Orvan\'s men came at night," said a widow, Lena Holm.', "men", "Orvan's men"),
        ("A widow, Lena Holm, said a cell of the Hill Front was there.", "cell", "Hill Front"),
    ],
)
def test_words_for_somebodys_people_name_him(monkeypatch: pytest.MonkeyPatch, said: str, word: str, actor: str) -> None:
    text = f"A bomb killed nine people in Tarvo. The blast shook Petr Orvan's house. The Hill Front is near. {said}"
    (row,) = told(monkeypatch, text, word, Stance.ACCUSED, BLAMED)
    assert row.actor.name == actor
    assert row.by.name == "Lena Holm"


@pytest.mark.model
def test_what_is_said_is_not_stated_by_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "A bomb killed nine people in Tarvo on Monday. The blast was heard in Lysk. The mood points to the Hill Front."
    )
    (row,) = told(monkeypatch, text, "Front", Stance.ACCUSED, BLAMED)
    assert (row.by.kind, row.stance) == (SourceKind.UNKNOWN, Stance.ACCUSED)
    (row,) = told(monkeypatch, text, "Front", Stance.FACT, BLAMED)
    assert (row.by.kind, row.stance) == (SourceKind.NARRATOR, Stance.FACT)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "stance", "group", "by"),
    [
        ("The Hill Front owned up to it an hour later.", "Front", Stance.CLAIMED, CLAIMED, "Hill Front"),
        ("The Hill Front would have none of it.", "Front", Stance.DENIED, DENIED, "Hill Front"),
        (
            "The governor, Ivo Brandt, has his eye on the Hill Front.",
            "Front",
            Stance.ACCUSED,
            BLAMED,
            "Ivo Brandt",
        ),
    ],
)
def test_whoever_does_what_stands_above_says_it(
    monkeypatch: pytest.MonkeyPatch, text: str, word: str, stance: Stance, group: str, by: str
) -> None:
    rows = told(
        monkeypatch, f"A bomb killed nine people in Tarvo. The blast was heard in Lysk. {text}", word, stance, group
    )
    assert [r.by.name for r in rows] == [by]


@pytest.mark.model
def test_a_charge_is_of_the_deed_only_where_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "A bomb killed nine people in Tarvo on Monday. The blast was heard in Lysk. Ivo Brandt was charged with fraud."
    )
    assert told(monkeypatch, text, "Brandt", Stance.CHARGED, BLAMED) == []


@pytest.mark.model
def test_a_denial_that_a_rule_has_found_is_not_made_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "A bomb killed nine people in Tarvo on Monday. The blast was heard in Lysk. Police accused Ivo Brandt of the "
        "bombing. Ivo Brandt denied that he planted the bomb. Ivo Brandt said his people were at home."
    )
    assert told(monkeypatch, text, "people", Stance.DENIED, DENIED) == []
    assert CLAIMED != DENIED
