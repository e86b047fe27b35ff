"""Which words the key of MUC-4 would have, and who is likely enough."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from bench.muc4_entities import ENOUGH, _bare, likely, wording
from onrecord.annotate import annotate
from onrecord.incidents.roles import filler
from onrecord.model import Report, RoleKind


def noun(text: str, word: str) -> Token:
    doc = next(iter(annotate([Report("t", text)])))
    return next(t for t in doc if t.text == word)


def phrase(head: Token) -> str:
    return f"the {head.text}"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "word", "role", "words"),
    [
        ("Men burned the small offices of the bank.", "offices", "Target", "small offices of the bank"),
        ("Men burned the new offices.", "offices", "Target", "the offices"),
        ("Men used three large bombs.", "bombs", "Weapon", "large bombs"),
    ],
)
def test_wordings_are_the_key_s(text: str, word: str, role: str, words: str) -> None:
    assert wording(noun(text, word), role, phrase) == words


@pytest.mark.model
def test_the_likely_ones_come_first_and_the_others_not_at_all() -> None:
    head = noun("Men used three large bombs.", "bombs")
    fillers = [filler(RoleKind.INSTRUMENT, head, str(n)) for n in range(4)]
    bound = ENOUGH["Weapon"]
    for f, chance in zip(fillers, (None, bound - 0.01, bound, 0.99), strict=True):
        f.chance = chance
    assert [f.why for f in likely(fillers)] == ["3", "2", "0"]


@pytest.mark.parametrize(
    ("words", "role", "bare"),
    [
        ("suspected Red Dawn guerrillas", "PerpInd", "guerrillas"),
        ("urban guerrillas", "PerpInd", "urban guerrillas"),
        ("Ana Rojo", "PerpInd", "Ana Rojo"),
        ("several small houses", "Target", "small houses"),
        ("Lund hotel", "Target", "Lund hotel"),
        ("second powerful bomb", "Weapon", "bomb"),
        ("second", "Weapon", "second"),
        ("", "Weapon", ""),
    ],
)
def test_what_the_key_leaves_out_before_a_noun(words: str, role: str, bare: str) -> None:
    assert _bare(words, role) == bare
