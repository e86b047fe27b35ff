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
    # more constructions
    ("The governor is holding the Red Dawn accountable for the bombing.", "Red Dawn", "accused-by-authority"),
    ("The Red Dawn must be held responsible for the bombing, the governor said.", "Red Dawn", "accused-by-authority"),
    (
        "A bomb burned the mill. The governor repeated that the Red Dawn was behind it.",
        "Red Dawn",
        "accused-by-authority",
    ),
    ("A bomb burned the mill. The widow insisted that the Red Dawn was behind the bombing.", "Red Dawn", "accused"),
    ("The army said the Red Dawn was to blame for the bombing.", "Red Dawn", "accused-by-authority"),
    ("The army and the Red Dawn blamed each other for the bombing.", "Red Dawn", "accused-by-authority"),
    ("The army and the Red Dawn traded accusations over the bombing.", "Red Dawn", "accused-by-authority"),
    ("Police saw the hand of the Red Dawn in the bombing.", "Red Dawn", "suspected"),
    ("A bomb burned the mill. The governor says the Red Dawn did it.", "Red Dawn", "accused-by-authority"),
    ("The governor said the bombing was a false flag staged by the Red Dawn.", "Red Dawn", "accused-by-authority"),
    ("The governor said the author of the bombing was Mali.", "Mali", "accused-by-authority"),
    ("A bomb burned the mill. Ivo Brandt pleaded not guilty to the bombing.", "Ivo Brandt", "denied"),
    ("The court found Ivo Brandt not guilty of the bombing.", "Ivo Brandt", "cleared"),
    ("Police charged Ivo Brandt with the bombing. A jury acquitted Ivo Brandt.", "Ivo Brandt", "cleared"),
    ("A baker was convicted on Friday of murdering two clerks.", "A baker", "convicted"),
    ("A bomb burned the mill. The Red Dawn said it had nothing to do with it.", "Red Dawn", "denied"),
    ("The Red Dawn denied any knowledge of the bombing.", "Red Dawn", "denied"),
    ("The army rejected allegations that Mali had bombed the mill.", "Mali", "denied"),
    ("The paper published a claim of responsibility for the bombing by the Red Dawn.", "Red Dawn", "claimed"),
    ("Monday's bombing, claimed by the Red Dawn, killed two men.", "Red Dawn", "claimed"),
    ("There is no doubt that the Red Dawn bombed the mill, the governor said.", "Red Dawn", "accused-by-authority"),
    ('A bomb burned the mill. The governor, Lena Ortiz: "It was the Red Dawn."', "Red Dawn", "accused-by-authority"),
    ("A clerk was shot dead on Monday. Ivo Brandt was charged with murder.", "Ivo Brandt", "charged"),
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
    "The Red Dawn praised the bombing but did not claim it.",
    "The Red Dawn neither confirmed nor denied that it bombed the mill.",
    "The government has so far refused to blame the Red Dawn for the bombing.",
    "The governor stopped short of accusing the Red Dawn of the bombing.",
    "The widow accused the police of failing to prevent the bombing.",
    "The Red Dawn was accused of praising the bombing.",
    "Nobody has taken credit for the bombing.",
    "After the bombing the Red Dawn vowed revenge.",
    "Admiral Pell, who bombed the mill?",
    "Both sides blamed each other for the bombing.",
    "A bomb burned the mill. Mali, they said, ordered them to wait.",
    "A bomb burned the mill. Ivo Brandt is far behind him in the race.",
    "The Red Dawn does not bomb mills, the governor said.",
    "A boy shot himself at a school on Monday. The boy's mother, Ana Lund, was charged with neglect.",
    "A clerk was shot dead on Monday. Ivo Brandt was arrested on a charge of obstruction.",
    "There was no confirmation on whether the attack on the bus was perpetrated by Red Dawn guerrillas.",
    "The police suspect foul play in the bombing.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_row(text: str) -> None:
    assert told(text) == set()


def test_a_charge_ties_only_him_whom_it_is_about() -> None:
    found = told(
        "A bomb burned the mill. Ivo Brandt, who was charged with the bombing, and Lena Ortiz knew the guards."
    )
    assert ("Ivo Brandt", "charged") in found
    assert not any(actor == "Lena Ortiz" for actor, _ in found)


def test_a_charge_is_told_once() -> None:
    assert told("Ivo Brandt was charged with plotting the bombing of the mill.") == {("Ivo Brandt", "charged")}


def test_a_story_is_not_the_word_of_the_report() -> None:
    text = "A bomb burned the mill. The story that the army bombed the mill is a fabrication."
    assert told(text) <= {("the army", "denied")}


def test_who_blames_each_other_speaks_for_himself() -> None:
    found = rows("The army and the Red Dawn blamed each other for the bombing.")
    assert {(r.actor.name.removeprefix("The "), r.by.name) for r in found} == {
        ("army", "Red Dawn"),
        ("Red Dawn", "The army"),
    }


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


def told_by(text: str) -> set[tuple[str, str, str]]:
    return {(row.actor.name, str(row.stance), row.by.name) for row in rows(text)}


def test_who_is_quoted_speaks() -> None:
    text = (
        "A bomb burned the mill. State radio quoted the interior ministry as saying that the Red Dawn planted the bomb."
    )
    assert ("Red Dawn", "accused-by-authority", "the interior ministry") in told_by(text)
    text = "The agency Vesta, citing a police officer, reported that the Red Dawn had bombed the mill."
    assert ("Red Dawn", "accused-by-authority", "a police officer") in told_by(text)


def test_no_doubt_is_no_suspicion() -> None:
    text = 'A bomb burned the mill. "We have no doubt that the Red Dawn bombed the mill," the widow said.'
    assert {stance for _, stance in told(text)} <= {"fact", "accused"}


@pytest.mark.parametrize(
    "text",
    [
        "Boy shot in head on Mill Street",
        "A shooting in Larn left a girl dead and her aunt wounded.",
        "One man is dead after a north Larn shooting.",
        "Ambassador Ivo Brandt asked who had killed the envoy.",
        "Ivo Brandt said he would bomb the oil wells.",
        "The smugglers have threatened to kill ten judges.",
        "Prosecutors said Ivo Brandt could be charged with the bombing of the mill.",
        "The home of a baker was raided by police, who took his computer.",
        "The comment came in response to his attacks on her readiness to take gifts.",
        "The town of Larn targets a surge of spite.",
        "The Larn community is hurting, the mayor Ivo Brandt said.",
        "The campaign of Ivo Brandt shelled out for a short film.",
        "The clerk Ivo Brandt destroyed the records.",
        "A bomb burned the mill. Nor has any movement claimed responsibility for the bombing.",
        "A bomb burned the mill. The unions denied the charges made by the ministry and called for a march.",
        "A bomb burned the mill. Ivo Brandt was arrested at the scene on unrelated weapons charges.",
        "A bomb burned the mill. Police arrested Ivo Brandt in connection with an unrelated robbery.",
    ],
)
def test_nobody_is_told_to_have_done_it(text: str) -> None:
    assert not rows(text), told(text)


def test_an_arrest_for_the_deed_and_something_unrelated_is_one_for_the_deed() -> None:
    text = "A bomb burned the mill. Ivo Brandt was arrested for the bombing of the mill and on an unrelated warrant."
    assert ("Ivo Brandt", "suspected") in told(text)


@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        ("The minister's denial that Morvania sank the ship was mocked.", "Morvania", "denied"),
        ("Morvania dismissed as absurd the claim that the Red Dawn had poisoned the envoy.", "Red Dawn", "denied"),
        ("The allegations that the Red Dawn shelled the mill are rejected in full.", "Red Dawn", "denied"),
        ("The army denied that its jets had bombed the mill.", "The army", "denied"),
        ("The governor called the bombing an act of terrorism by the Red Dawn.", "Red Dawn", "accused-by-authority"),
        (
            "A bomb killed five monks. The governor blamed the Red Dawn for the deaths.",
            "Red Dawn",
            "accused-by-authority",
        ),
        ("The Red Dawn is accused of using nerve gas in the attack on the mill.", "Red Dawn", "accused"),
        ("Suspected Red Dawn rebels staged a bomb attack on the mill on Friday.", "Red Dawn rebels", "suspected"),
        ("The Red Dawn sabotaged the gas pipeline.", "Red Dawn", "fact"),
        ("The Red Dawn asserted responsibility for the attack on the mill.", "Red Dawn", "claimed"),
        # who stands behind a description
        ("An organisation known as the Green Hand kidnapped the consul.", "Green Hand", "fact"),
        ("A man who said he spoke for the Red Dawn Front claimed the bombing.", "Red Dawn Front", "claimed"),
        ("The governor's murder was the work of Red Dawn terrorists.", "Red Dawn terrorists", "fact"),
        # authorities, alone and behind a name
        ("Norvan authorities attributed the bombing to the Red Dawn.", "Red Dawn", "accused-by-authority"),
        ("The army press office, Comilar, blamed the Red Dawn for the bombing.", "Red Dawn", "accused-by-authority"),
        # other frames
        ("Nobody claimed the bombing, but the police suspect the Red Dawn.", "Red Dawn", "suspected"),
        ("Nobody claimed the bombing, but press circles blamed it on the coal mafia.", "coal mafia", "accused"),
        ("In the opinion of the Lund police, the bombing was organised by the Red Dawn.", "Red Dawn", "suspected"),
        ("The union said the bombing was a crude maneuver by the Norvan army.", "the Norvan army", "accused"),
        (
            "The clerks condemned the murder of Ivo Brandt, carried out this morning by the Red Dawn Front.",
            "Red Dawn Front",
            "fact",
        ),
    ],
)
def test_more_ways_to_say_who_did_it(text: str, actor: str, stance: str) -> None:
    assert (actor, stance) in told(text), told(text)
