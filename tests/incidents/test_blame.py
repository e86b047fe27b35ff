"""Rows of responsibility: every blame word on its example, the stances of the design, and what makes no row."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.incidents import find_attributions, find_incidents
from onrecord.lexicon import load
from onrecord.lexicon.schema import BlameWord
from onrecord.model import Attribution, Report, Segment, SegmentKind, Span, Voice, VoiceKind

pytestmark = pytest.mark.model

PAPER = Voice(VoiceKind.OUTLET, "Lund Courier")


def rows(text: str) -> tuple[Attribution, ...]:
    segment = Segment(Span(0, len(text)), SegmentKind.BODY, PAPER)
    doc = next(annotate([Report("r", text, (segment,), published="2024-05-06")]))
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    found, _ = find_attributions(doc, claims, incidents)
    for row in found:
        assert all(0 <= s.start < s.end <= len(text) for s in row.spans)
        assert row.incident in {i.id for i in incidents}
    return found


def told(text: str) -> set[tuple[str, str]]:
    return {(row.actor.name, str(row.stance)) for row in rows(text)}


_STATED = {"states": "fact", "hinted": "speculated", "accused": "accused-by-authority"}


@pytest.mark.parametrize("entry", load("blame_words", BlameWord), ids=lambda e: e.id)
def test_blame_word_makes_a_row_of_its_example(entry: BlameWord) -> None:
    stances = {stance for _, stance in told(entry.example)}
    assert _STATED.get(entry.stance, entry.stance) in stances


CASES = [
    # who accuses decides
    ("Foreign minister Lena Ortiz accused Morvania of bombing the mill.", "Morvania", "accused-by-authority"),
    ("The widow accused Morvania of bombing the mill.", "Morvania", "accused"),
    ("Opposition lawmakers accused Morvania of bombing the mill.", "Morvania", "accused"),
    ("Morvania was accused of bombing the mill.", "Morvania", "accused"),
    # the actor itself
    ("The Red Dawn claimed responsibility for the bombing.", "Red Dawn", "claimed"),
    ("The Red Dawn denied any involvement in the bombing.", "Red Dawn", "denied"),
    ("The Red Dawn denied that it bombed the mill.", "Red Dawn", "denied"),
    # how surely
    ("Police believe the Red Dawn carried out the bombing.", "Red Dawn", "suspected"),
    ("Police said they had reason to believe the Red Dawn carried out the bombing.", "Red Dawn", "suspected"),
    ("It is highly likely that the Red Dawn bombed the mill, the governor said.", "Red Dawn", "accused-by-authority"),
    ("A blogger said the Red Dawn may have carried out the bombing.", "Red Dawn", "speculated"),
    ("The Red Dawn may have carried out the bombing.", "Red Dawn", "speculated"),
    (
        "The Red Dawn is widely seen as the author of the bombing, but police say Mali bombed it.",
        "Mali",
        "accused-by-authority",
    ),
    # constructions
    ("The mayor said there was no time and blamed the Red Dawn for the bombing.", "Red Dawn", "accused-by-authority"),
    ("The army denied that Mali shelled the town.", "Mali", "denied"),
    ("The army accused Mali of shelling the town. Mali rejected the accusation.", "Mali", "denied"),
    ("The army accused Mali of shelling the town. Mali called the charge absurd.", "Mali", "denied"),
    ("The Red Dawn said its fighters bombed the mill.", "Red Dawn", "claimed"),
    ("A leaflet signed by the Red Dawn claimed responsibility for the bombing.", "Red Dawn", "claimed"),
    ("The court found Ivo Brandt guilty of the bombing.", "Ivo Brandt", "convicted"),
    ("Ivo Brandt bombed the mill. The attackers were members of the Red Dawn.", "Red Dawn", "fact"),
    ("Suspected Red Dawn rebels bombed the mill.", "Red Dawn rebels", "suspected"),
    ("Three people died in a bombing blamed on the Red Dawn.", "Red Dawn", "accused"),
    ("The bombing, which Morvania blames on the Red Dawn, killed three people.", "Red Dawn", "accused-by-authority"),
    ("The governor held the Red Dawn responsible for the bombing.", "Red Dawn", "accused-by-authority"),
    ("The guard who was shot may have been the victim of a plot by the Red Dawn.", "Red Dawn", "speculated"),
    ("Rebels of the Red Dawn Front shot three policemen on Monday.", "Red Dawn Front", "fact"),
]


@pytest.mark.parametrize(("text", "actor", "stance"), CASES)
def test_stance(text: str, actor: str, stance: str) -> None:
    assert (actor, stance) in told(text)


NONE = [
    "No group has claimed responsibility for the bombing.",
    "A gunman shot three policemen on Monday.",
    "The governor blamed the weather for the delay of the talks.",
    "The minister offered no evidence of Morvanian involvement in the bombing.",
    "The Red Dawn declined to comment on the bombing.",
    "If the Red Dawn bombs the mill, the truce ends.",
    "Police doubt that the Red Dawn carried out the bombing.",
    "A group of armed men shot three policemen on Monday.",
    "Blaming Morvania for the bombing would be a mistake.",
    "Four people died in clashes between the army and the Red Dawn.",
    "The governor denied that the mill had been bombed.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_row(text: str) -> None:
    assert told(text) == set()


def test_rival_rows_stand_side_by_side() -> None:
    text = (
        "A bomb killed three guards in Lund on Monday. Interior minister Lena Ortiz blamed the Red Dawn for it. "
        "The Red Dawn denied any role in the attack and accused the Northern Front of killing the guards."
    )
    found = rows(text)
    assert {(r.actor.name, str(r.stance)) for r in found} >= {
        ("Red Dawn", "accused-by-authority"),
        ("Red Dawn", "denied"),
        ("Northern Front", "accused"),
    }
    assert len({r.incident for r in found}) == 1


def test_alleged_is_somebody_elses_word() -> None:
    (row,) = rows("Sanctions were imposed on Ivo Brandt for his alleged role in the bombing of the mill.")
    assert (row.stance, row.by.kind) == ("accused", "unknown")


def test_said_twice_is_one_row_with_two_places() -> None:
    text = "The widow blamed Morvania for the bombing. Later the widow blamed Morvania for the bombing again."
    found = [r for r in rows(text) if r.actor.name == "Morvania"]
    assert len(found) == 1
    assert len(found[0].spans) == 2
