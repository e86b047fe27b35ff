"""Who did it, told in speech: quotes that accuse, deny or claim without naming the deed."""

from __future__ import annotations

import time

import pytest

from onrecord.annotate import annotate
from onrecord.incidents.responsibility.answers import rows_of_answers
from onrecord.incidents.responsibility.ground import Ground
from onrecord.incidents.responsibility.spoken import spoken_ties
from onrecord.lexicon import load
from onrecord.lexicon.schema_blame import BlameList
from onrecord.model import Report
from tests.incidents.responsibility.test_find import rows, told

BOMB = "A bomb killed four shoppers at a market in Larn on Monday. "
SHOT = "Two policemen were shot dead in Larn on Monday. "
BLAMED = f"{SHOT}The minister blamed the Green Brigade. "
CHARGED = f"{SHOT}Prosecutors charged Anton Meier with the murders. "


@pytest.mark.model
@pytest.mark.parametrize("entry", load("blame_answers", BlameList), ids=lambda e: e.id)
def test_every_example_of_the_list(entry: BlameList) -> None:
    assert any("Red Dawn" in name or "Brandt" in name for name, _ in told(entry.example)) == entry.row


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor", "stance", "by"),
    [
        (f'{BOMB}"It was the rebels," said Ana Reyes, a baker.', "rebels", "accused", "Ana Reyes"),
        (f'{BOMB}"It is the cartel," said Luis Vega, a baker. "They warned us."', "cartel", "accused", "Luis Vega"),
        (
            f'{BOMB}Ana Reyes, a widow, accused the army. "They blew it up themselves," she said.',
            "army",
            "accused",
            "Reyes",
        ),
        (f'{BOMB}"My men did not plant that bomb," General Rodel Asun said.', "My men", "denied", "Rodel Asun"),
        (
            f"{BOMB}The governor said responsibility lay with the Red Dawn.",
            "Red Dawn",
            "accused-by-authority",
            "governor",
        ),
        (f"{BOMB}The Red Dawn told a radio station that the bomb was theirs.", "Red Dawn", "claimed", "Red Dawn"),
        (
            f'{BOMB}The governor called it "an act of terror by the Red Dawn".',
            "Red Dawn",
            "accused-by-authority",
            "governor",
        ),
    ],
)
def test_speech_says_who_did_it(text: str, actor: str, stance: str, by: str) -> None:
    found = [(r.actor.name, str(r.stance), r.by.name) for r in rows(text)]
    assert any(actor in a and s == stance and by in b for a, s, b in found), found


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (f"{BLAMED}The brigade called that hysteria.", "Green Brigade"),
        (f"{BLAMED}The brigade scoffed at the minister's remarks.", "Green Brigade"),
        (f"{BLAMED}The brigade, which has always maintained its innocence, made no threats.", "Green Brigade"),
        (f"{BLAMED}The group's leader, Karl Menz, said his fighters were nowhere near the town.", "Green Brigade"),
        (f"{BLAMED}The brigade said it was not responsible.", "Green Brigade"),
        (f"{BLAMED}The brigade said no member of the brigade had any part in it.", "Green Brigade"),
        (f"{CHARGED}His lawyer, Ida Wolf, said he is innocent.", "Anton Meier"),
        (f"{CHARGED}Mr Meier's mother, Sandra, said her son had been at home asleep.", "Anton Meier"),
        (f"{BOMB}Lund said the killing was planned by Lurian intelligence, officials said.", ""),
    ],
)
def test_denials_without_a_deed_answer_the_blame(text: str, actor: str) -> None:
    denied = [r.actor.name for r in rows(text) if r.stance == "denied"]
    assert any(actor in name for name in denied) if actor else denied == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"{BLAMED}The mayor called that hysteria.",
        f"{CHARGED}He has taken no responsibility for it.",
        f"{CHARGED}Police said he was at home when they came.",
        f"{SHOT}The mayor called the remarks of the bishop slander.",
    ],
)
def test_others_deny_nothing(text: str) -> None:
    assert not [r for r in rows(text) if r.stance == "denied"]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f'{BOMB}"It was a soldier\'s widow," said Ana Reyes.',
        f'{BOMB}"They shelled us from the hills," said Petr Novak, a farmer.',
        f'{BOMB}"They attack us because they hate us," said Petr Novak.',
        f"{SHOT}The sheriff says his drug dealing is responsible for four people being killed.",
        f"{SHOT}The sheriff says officers must be responsible.",
        f"{SHOT}The college said that its students were involved.",
    ],
)
def test_speech_that_names_nobody(text: str) -> None:
    assert not [r for r in rows(text) if r.by.name]


@pytest.mark.model
def test_many_answers_stay_fast() -> None:
    text = "The brigade called that a lie, rejected it and was nowhere near, innocent and responsible. " * 300
    doc = next(iter(annotate([Report("t", text)])))
    start = time.process_time()
    list(spoken_ties(doc))
    list(rows_of_answers(Ground(doc, (), ()), (), (), lambda *_: pytest.fail("nobody is blamed")))
    assert time.process_time() - start < 2


@pytest.mark.model
def test_a_day_does_not_speak() -> None:
    text = f"{BOMB}Banners hung from two bridges in Larn on Monday said the guards had been killed by the Amber Cartel."
    (row,) = (r for r in rows(text) if "Cartel" in r.actor.name)
    assert "Monday" not in row.by.name


@pytest.mark.model
def test_the_movement_of_a_spokesman_is_his_own() -> None:
    text = (
        f"{BOMB}A spokesman for the Red Dawn, Ivo Hale, told the Larn Post the movement had nothing to do with the "
        "bombing and accused the governor of it."
    )
    assert ("Red Dawn", "denied") in {(r.actor.name, str(r.stance)) for r in rows(text)}
    assert not any("Post" in r.actor.name for r in rows(text))


@pytest.mark.model
def test_a_claim_of_earlier_attacks_is_not_one_of_the_deed_that_is_told() -> None:
    text = f"{BOMB}Lurian officials have claimed responsibility for some of the previous attacks."
    (row,) = (r for r in rows(text) if r.stance == "claimed")
    assert row.why == "claim responsibility"
    assert rows(f"{BOMB}Lurian officials have claimed responsibility for the bombing.")[0].stance == "claimed"


@pytest.mark.model
@pytest.mark.parametrize(
    "said",
    [
        "A spokesman for the Red Dawn, Ivo Brandt, said the group's fighters had killed fifteen soldiers.",
        "A spokesman for the Red Dawn said its fighters had killed fifteen soldiers.",
    ],
)
def test_the_fighters_of_a_spokesmans_group_are_his_own(said: str) -> None:
    told = rows(f"Nine soldiers were killed in an ambush near Larn on Monday. {said}")
    assert ("Red Dawn", "claimed") in {(r.actor.name, str(r.stance)) for r in told}


@pytest.mark.model
@pytest.mark.parametrize("each", ["have each said", "both said", "said"])
def test_each_of_two_groups_says_so_itself(each: str) -> None:
    told = rows(f"Nine soldiers were killed in an ambush near Larn on Monday. Two groups {each} they carried it out.")
    assert {str(r.stance) for r in told} == {"claimed"}
