"""Who says what no claim holds, and whom "he said" means."""

from __future__ import annotations

import pytest

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import load_encoder
from onrecord.incidents import find_incidents
from onrecord.incidents.responsibility.ground import Ground
from onrecord.incidents.responsibility.voices import said_at
from onrecord.model import Report, SourceKind


def voice(text: str, word: str) -> str:
    """Return who says what stands at the first place of a word, "" for the report."""
    doc = next(iter(annotate([Report("t", text, published="2014-05-06")], encoder=load_encoder())))
    claims, _ = find_claims(doc)
    incidents, _, _ = find_incidents(doc, claims)
    token = next(t for t in doc if t.text == word)
    by = said_at(Ground(doc, claims, incidents), token, token).by
    return "" if by.kind is SourceKind.NARRATOR else by.name


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        # above
        (
            "The mill was fired on by the guards of the port, the harbour office in Tarvo determined on Monday.",
            "fired",
            "the harbour office in Tarvo",
        ),
        ("Mayor Inés Duarte is persuaded that soldiers burned the school in Tarvo.", "burned", "Inés Duarte"),
        # between commas
        (
            "Judge Amadou Sow read for an hour. The dead, he ruled, fell to bullets from the garrison alone.",
            "fell",
            "Amadou Sow",
        ),
        # in his words
        (
            "Police chief Rui Tavares spoke on Monday. The killers, in his telling, were two retired soldiers.",
            "soldiers",
            "Rui Tavares",
        ),
        # before a colon
        (
            "India's home minister went further: the plan was hatched and paid for by smugglers.",
            "smugglers",
            "India's home minister",
        ),
        ("Sheriff: Husband killed wife and fled", "killed", "Sheriff"),
        # behind a sentence about him
        (
            'Colonel Adolfo Rey shrugged. "We ambushed a lorry of recruits. The cooks were not on it."',
            "ambushed",
            "Adolfo Rey",
        ),
    ],
)
def test_who_says_what_no_claim_holds(text: str, word: str, who: str) -> None:
    assert voice(text, word) == who


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("On Monday, he died, and soldiers burned the mill.", "burned"),
        ("The guards managed to lose the men who burned the mill.", "burned"),
        ("TARVO: Two soldiers burned the mill on Monday.", "burned"),
    ],
)
def test_what_the_report_itself_tells(text: str, word: str) -> None:
    assert not voice(text, word)


@pytest.mark.model
def test_he_is_whoever_the_sentence_before_is_about() -> None:
    text = (
        "General Karim Haddad told reporters that a rocket of the Red Dawn fell short. America's president, on his "
        'arrival in Tarvo, concurred. "It was fired by the other side," he told his host.'
    )
    assert voice(text, "fired") == "America's president"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        (
            "Smugglers caused riots by shooting dyers, the council's security chief, Ana Duarte, alleged on Monday.",
            "shooting",
            "Ana Duarte",
        ),
        (
            "The harbour ministry blamed smugglers. The communique said the killers belonged to a gang.",
            "belonged",
            "The harbour ministry",
        ),
    ],
)
def test_behind_the_sentence_and_in_a_paper_told_of_before(text: str, word: str, who: str) -> None:
    assert voice(text, word) == who
