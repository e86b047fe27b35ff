"""Who is who: brackets mark references, equal labels one actor; every text is invented."""

from __future__ import annotations

import re

import pytest

from onrecord.annotate import annotate
from onrecord.annotate.extensions import Annotations, notes
from onrecord.model import Entity, Report

pytestmark = pytest.mark.model

CASES = {
    "titles and surname": "[a Mr. Toren Vale] spoke first. Later [a Mr. Vale] sat down, and [a he] slept.",
    "rank to noun": "[a Lt. Gen. Toren Vale] landed at dawn. [a The general] looked tired. [a He] said nothing.",
    "apposed office": "[a The harbour minister], [a Mira Orlin], resigned on Friday. [a Ms. Orlin] gave no reason.",
    "office behind": "[a Toren Vale], [a the mayor of Grainhill], resigned. [a The mayor] gave no reason.",
    "chain of appositions": (
        "[b [a Colonel Toren Vale]'s boss], [b the head of the River Guard], [b Osric Tamm], led the talks."
        " [b Mr. Tamm] left early."
    ),
    "boss is not the general": (
        "[a Gen. Toren Vale] was shot on Monday. The shooting came as [b [a the general]'s boss] met reporters."
    ),
    "two heads": (
        "[a Toren Vale], [a the head of the Grain Board], met [b Osric Tamm], [b the head of the Salt Board]."
        " [a The head of the Grain Board] left first."
    ),
    "deputy head is not the head": (
        "[a Toren Vale], [a deputy head of the Grain Board], was held. [b The head of the Grain Board] protested."
    ),
    "attacker and victim": (
        "[a A baker] was stabbed after [b an attacker] followed [a him] home. [b The attacker] escaped."
        " [a The victim] is recovering."
    ),
    "who kills somebody does not kill himself": "[a The suspect] shot [b a clerk], killing [b him]. [a He] fled.",
    "the suspect is not the victim": (
        "Police said [a the suspect] shot [b Toren Vale], killing [b him]."
        " [c The fourth victim], [c Mira Orlin], is in hospital."
    ),
    "object is not the subject": "[a Toren Vale] waved. [b A guard] then hit [a him].",
    "women": "[a Mira Orlin] met [b Toren Vale] on Sunday. [a She] thanked [b him] for [b his] help.",
    "married couple": (
        "[a Mira Vale] and [b Toren Vale] arrived together. [a Mrs. Vale] spoke, and [b Mr. Vale] listened."
    ),
    "brothers": "[a Robert Tamm] ran the mill. His brother [b Peter Tamm] sold it. [a Robert Tamm] objected.",
    "acronym behind": (
        "The [a Harbour Workers Front] ([a HWF]) struck on Monday. [a The HWF] wants more, and [a it] will stay out."
    ),
    "acronym before": "[a The HWF], [a the Harbour Workers Front], struck on Monday.",
    "dotted acronym": "[a The C.I.A.] denied it. A spokesman for [a the CIA] hung up.",
    "short form": "[a The Wagner Group] left. [a Wagner] had been there since May.",
    "known body as a name": "[a Hezbollah] fired first. [a The group] said [a it] had warned the town.",
    "organisation pronoun": "[a The Grainhill Commission] met on Friday. [a It] put off [a its] vote.",
    "many are no it": "[a Police] said the child had picked up the gun. It went off. [a They] took it away.",
    "plural group": "[a Residents] fled at night. [a They] left [a their] cars behind.",
    "same group again": "[a Norlander officials] met. Later [a the officials] said that [a they] were hopeful.",
    "groups apart": "[a The voter registration group] agreed. [b The animal rights group] did not.",
    "two bodies": "[a The Grain Bank] bought [b the Salt Bank]. [b The Salt Bank] was broke.",
    "countries apart": "[a Ukrainian officials] called it a lie. [b French officials] said little.",
    "seat of government": "[a Russia] rejected the offer. [a It] said that the talks were over.",
    "the country": "[a Chile] closed the border. [a The country] had asked for help.",
    "investigators of a body": (
        "[a The Investigative Committee of Norland] opened a case, it said in a statement on Friday."
        " [a The investigators] said that two men were held."
    ),
    "introduced then named": "[a A police captain] was shot on Monday. [a Captain Toren Vale] was walking home.",
    "a speaker is not the victim": (
        "[a A general] was shot on Monday. [b General Toren Vale] said that the army was shocked."
    ),
    "another general": "[a Gen. Toren Vale] was there. [b Another general] stayed at home. [a The general] was cold.",
    "salience beats recency": (
        "[a General Toren Vale] was wounded on Monday. [a He] was taken to a clinic. Soldiers carried [a him]."
        " [a General Vale] had met [b another general] there. [a The general] is awake."
    ),
    "relative pronoun": "[a Toren Vale], [a who] owns the mill, fell. Doctors treated [a him].",
    "predicate": "[a Toren Vale] is [a the director of the mill]. [a The director] fell.",
    "not a predicate": "[a Toren Vale] is not [- the director of the mill].",
    "served as": "[a Toren Vale] served as [a head of the River Guard]. [a He] fell.",
    "own clause": "[a Osric Tamm] died in May. In June, [b Toren Vale] was killed outside [b his] home.",
    "reflexive": "[a Osric Tamm] watched [b Toren Vale]. [b Toren Vale] shot [b himself].",
    "family name first": "[a Kim Dae-ho] spoke. [a Mr. Kim] then left.",
    "spanish surnames": "[a Carlos Ruiz Marin] spoke. [a Mr. Ruiz] then left.",
    "arabic particle": "[a Yusuf al-Karim] spoke. [a Mr. al-Karim] then left.",
    "initials": "[a Toren B. Vale] spoke. [a T. Vale] then left. [a Toren Vale] came back.",
    "given name conflict": "[a Toren Vale] spoke. [b Mira Vale] spoke as well.",
    "not the speaker": '[a Toren Vale] said, "[b She] lied to us." Nobody answered.',
    "cataphora": "As [a he] left the hall, [a Toren Vale] fell.",
    "office without name": "[a The foreign minister] arrived. [a The minister] was late, and [a he] apologised.",
    "suspect": "[a Toren Vale] was arrested on Sunday. [a The suspect] denies it.",
    "title case headline": (
        "[a Toren Vale] Resigns From Harbour Board Over Grain Deal\n\n[a Toren Vale], 40, left on Friday."
    ),
    "a speaker is not whom his words name": (
        "[a Toren Vale] spoke on Monday. “[b Osric Tamm] will pay for the bridge,” [a he] said."
    ),
    "a speaker is not whom a clause names": (
        "The fire was set, [a Lt. Toren Vale] said. [b Osric Tamm] hid the can and ran, [a he] said."
    ),
    "a speaker named in his own words": (
        "[a Mira Orlin] said that it was late. In May [a Mira Orlin] was hit by a cart, [a she] said."
    ),
    "no apposition over a quotation mark": (
        "“We shall not leave [a Chile],” [b the harbour ministry] said. [b The ministry] gave no reason."
    ),
    "police in a province are not its state": (
        "[a Police in Hela Province], [b Papua New Guinea], have blamed farmers."
    ),
    "a list by age": "[a A 19-year-old man], [b a 22-year-old man] and [c a woman] were hit.",
    "his wife in a list": "[a Toren Vale], [b his wife], and two of his friends left. [a Vale] was late.",
    "as is no reference": "[a Toren Vale], a candidate, fell. Nobody wanted Osric Tamm as [- the candidate].",
    "another people": "[a Many people] fled. [b The Chilean people] stayed.",
    "the group of people": (
        "[a The Grainhill Police Department] came late. [b Four friends] had met there. Nobody in the group was hurt."
    ),
    "capitals": "THE REBELS SHOT [a COLONEL RENE PEREZ] IN BOGOTA ON MONDAY. [a COLONEL PEREZ] DIED AT NIGHT.",
}

_OPEN = re.compile(r"\[(\w|-) ")


def unmark(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return the plain text and (label, start, end) of every bracket."""
    plain: list[str] = []
    open_: list[tuple[str, int]] = []
    spans: list[tuple[str, int, int]] = []
    length = at = 0
    while at < len(marked):
        match = _OPEN.match(marked, at)
        if match:
            open_.append((match.group(1), length))
            at = match.end()
            continue
        if marked[at] == "]":
            label, start = open_.pop()
            spans.append((label, start, length))
        else:
            plain.append(marked[at])
            length += 1
        at += 1
    return "".join(plain), spans


def read(text: str) -> Annotations:
    doc = next(iter(annotate([Report(id="rep_test", text=text)])))
    return notes(doc)


def entity_at(entities: tuple[Entity, ...], start: int, end: int) -> str:
    """Return the id of the entity with a mention of just these words, with or without the article."""
    for entity in entities:
        for mention in entity.mentions:
            span = mention.span
            if span.end == end and start <= span.start <= min(start + 4, mention.head.start):
                return entity.id
    return ""


@pytest.mark.parametrize("name", CASES)
def test_references(name: str) -> None:
    text, spans = unmark(CASES[name])
    entities = read(text).entities
    seen: dict[str, str] = {}
    for label, start, end in spans:
        found = entity_at(entities, start, end)
        if label == "-":
            assert found == "", f"{text[start:end]!r} should refer to nobody"
            continue
        assert found, f"{text[start:end]!r} is no mention of anybody"
        assert seen.setdefault(label, found) == found, f"{text[start:end]!r} went to another entity"
    assert len(set(seen.values())) == len(seen), f"two actors became one: {seen}"


def test_unresolved_is_honest() -> None:
    entities = read("He waited. Rain fell on the quay.").entities
    assert [e.named for e in entities] == [False]
    assert entities[0].mentions[0].why.startswith("unresolved")


def test_set_that_nothing_takes_together_is_no_entity() -> None:
    found = read("Toren Vale and Mira Orlin met on Sunday. It rained all day.").entities
    assert [e.name for e in found] == ["Toren Vale", "Mira Orlin"]


def test_one_note_a_reason() -> None:
    found = read("It fell. I saw it. We saw it, and I ran.").skipped
    reasons = [s.reason for s in found]
    assert len({r.partition(" (")[0] for r in reasons}) == len(reasons)
    assert any(r.startswith("first person") and r.endswith("(3 times, here first)") for r in reasons)


def test_first_person_is_left_to_claims() -> None:
    found = read('Toren Vale said: "I saw it."')
    assert any("first person" in s.reason for s in found.skipped)


def test_dates_are_no_mentions() -> None:
    assert read("On Friday morning it rained in May 2022.").entities == ()


def test_same_input_same_entities() -> None:
    text, _ = unmark(CASES["chain of appositions"])
    assert read(text).entities == read(text).entities


def test_heads_point_to_entities() -> None:
    doc = next(iter(annotate([Report(id="rep_test", text="Mira Orlin left. She was tired.")])))
    found = notes(doc)
    assert {doc[i].text: found.entities[n].name for i, n in found.entity_of.items()} == {
        "Orlin": "Mira Orlin",
        "She": "Mira Orlin",
    }


@pytest.mark.parametrize(
    ("text", "pronoun", "who"),
    [
        (
            "Carla Reyes said Diana Holt was ill. Diana Holt moved in May. “Nobody came,” she added.",
            "she added",
            "Carla",
        ),
        ("Carl Reyes said David Holt shot at cans. He said David Holt often drank.", "He said", "Carl Reyes"),
        ("Carl Reyes said David Holt was ill. He said the house was empty.", "He said", "Carl Reyes"),
        (
            "Carl Reyes said he was ill. Then David Holt left the room. He said the house was empty.",
            "He said",
            "David Holt",
        ),
    ],
)
def test_who_spoke_goes_on_speaking(text: str, pronoun: str, who: str) -> None:
    start = text.rindex(pronoun)
    found = read(text)
    names = {e.id: e.name for e in found.entities}
    assert names[entity_at(found.entities, start, start + len(pronoun.split(maxsplit=1)[0]))].startswith(who)
