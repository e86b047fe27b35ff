"""Ties whose parts the parser hangs apart, lists of accused, bodies in quotation marks, speakers cut at their comma."""

from __future__ import annotations

import time

import pytest

from onrecord.annotate import annotate
from onrecord.incidents.responsibility.beside import loose_ties
from onrecord.lexicon import load
from onrecord.lexicon.schema_blame import BlameList
from onrecord.model import Report
from tests.incidents.responsibility.test_find import rows, told

SHOT = "Gunmen shot the judge in Larn on Monday. "
BOMB = "A bomb exploded outside the mill on Monday. "
OFFICERS = "Colonel Ivo Ahlers, director of the school, two lieutenants, one corporal, and two soldiers of the army"
JUDGE = "the murder of Judge Ada Ilse Brandt"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "actor", "stance"),
    [
        # behind a participle that hangs elsewhere
        (f"The governor condemned {JUDGE}, carried out this morning by Red Dawn militants.", "Red Dawn", "fact"),
        (
            "The raid is like the assassination of the six monks perpetrated in Larn on 16 May by the Lurian army.",
            "Lurian army",
            "fact",
        ),
        # by a word for the deed
        (f"{BOMB}This senseless action by the Red Dawn did not stop the work.", "Red Dawn", "fact"),
        (f"{SHOT}The deputy said that the crime was an action by the Red Dawn.", "Red Dawn", "accused"),
        ("This killing was a response from the Red Dawn to the arrests.", "Red Dawn", "fact"),
        (
            f"{SHOT}The governor accepted that army troops were the ones who shot the judge.",
            "army troops",
            "accused-by-authority",
        ),
        (f"{BOMB}It is presumed that this attack involved commandos of the Red Dawn.", "Red Dawn", "suspected"),
        (f"{SHOT}The gunmen are believed to be Red Dawn rebels.", "Red Dawn", "suspected"),
        (
            f"{SHOT}The gunmen, who are said to be members of a group called the Red Dawn Union, fled.",
            "Red Dawn Union",
            "suspected",
        ),
        ("It was not the army that killed the judge, the minister said.", "the army", "denied"),
        ("It may have been rebels of the Red Dawn who killed the judge.", "Red Dawn", "speculated"),
        # not ruled out
        (f"{SHOT}The army could not be ruled out, the report said.", "The army", "speculated"),
        (f"{SHOT}Police did not rule out the Red Dawn.", "Red Dawn", "speculated"),
        # lists
        (
            f"Governor Li Brandt charged that {OFFICERS} are implicated in the murder of the monks.",
            "two lieutenants",
            "accused-by-authority",
        ),
        (
            "Governor Li Brandt implicated four officers, and five members of the armed forces in the murder of monks.",
            "five members",
            "accused-by-authority",
        ),
        # names
        (
            'Luria\'s clandestine organization "Secret Purple Army" has claimed responsibility for the attack on Larn.',
            "Secret Purple Army",
            "claimed",
        ),
        ("In Larn a Red Dawn detachment seized the mayor and shot him in the square.", "Red Dawn", "fact"),
        # who says so
        (
            "The Lurian armed forces have claimed that Ada Brandt was killed by a Red Dawn commando.",
            "Red Dawn",
            "accused-by-authority",
        ),
        (
            "The colonel said the attack was the work of the Red Dawn Army, who supposedly planted the bomb.",
            "Red Dawn Army",
            "accused",
        ),
    ],
)
def test_who_is_tied(text: str, actor: str, stance: str) -> None:
    assert any(actor in name and stance == found for name, found in told(text))


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        f"{SHOT}Thanks to quick action by the army, the hostages are free.",
        f"{SHOT}The attack involved two nurses and a clerk.",
        f"{SHOT}Rain could not be ruled out.",
        f"{SHOT}The Red Dawn was ruled out.",
        f"{SHOT}The minister has not said that the Red Dawn shot the judge.",
        f"{JUDGE}, a friend said, closed a school founded by the Red Dawn.".capitalize(),
    ],
)
def test_who_is_not_tied(text: str) -> None:
    assert not any("Dawn" in name or "army" in name or "nurses" in name for name, _ in told(text))


@pytest.mark.model
@pytest.mark.parametrize("entry", load("blame_lists", BlameList), ids=lambda e: e.id)
def test_every_example_of_the_lists(entry: BlameList) -> None:
    assert any("Red Dawn" in name or "Ivo Brandt" in name for name, _ in told(entry.example)) == entry.row
    assert any(lemma[:4] in entry.example.lower() for lemma in entry.lemmas)


@pytest.mark.model
def test_the_words_for_a_speaker_end_before_whom_he_names() -> None:
    text = "THE ATTACK WAS PERPETRATED, ACCORDING TO LURIAN AUTHORITIES, BY THE ARMY OF NATIONAL DAWN."
    assert all("," not in row.by.name and str(row.stance) != "claimed" for row in rows(text))


@pytest.mark.model
def test_many_loose_words_stay_fast() -> None:
    text = "The murder, carried out by by by the action by the ones who ruled out the case involved, ruled. " * 300
    doc = next(iter(annotate([Report("t", text)])))
    start = time.process_time()
    list(loose_ties(doc))
    assert time.process_time() - start < 2
