from __future__ import annotations

from typing import Any

import pytest

from bench import errors
from bench.claim_errors import claim_facets

pytestmark = pytest.mark.model

TEXT = "The mayor said on Monday that the bridge was closed. Ana Brolt denied the theft. They wanted to leave."


def item(source: str, cue: str, content: str) -> dict[str, Any]:
    return {
        role: [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []
        for role, words in (("source", source), ("cue", cue), ("content", content))
    }


CLAUSE = item("The mayor", "said", "that the bridge was closed")
NOUN = item("Ana Brolt", "denied", "the theft")
INFINITIVE = item("They", "wanted", "to leave")


@pytest.mark.parametrize(
    ("claim", "content", "source"),
    [(CLAUSE, "finite clause", "noun"), (NOUN, "noun phrase", "name"), (INFINITIVE, "infinitive", "pronoun")],
)
def test_facets(claim: dict[str, Any], content: str, source: str) -> None:
    assert claim_facets(TEXT, claim) == {"form": "indirect", "cue": "verb", "content": content, "source": source}


def test_missed_wrong_and_extra_are_told_apart() -> None:
    gold = {"doc_id": "d", "text": TEXT, "attributions": [CLAUSE, NOUN]}
    found = {"doc_id": "d", "attributions": [item("Ana Brolt", "said", "the bridge"), INFINITIVE]}
    totals = errors.tally_of("attribution", [(gold, found)]).totals
    assert {k: totals[k] for k in ("gold", "missed", "wrong", "extra")} == {
        "gold": 2,
        "missed": 1,
        "wrong": 1,
        "extra": 1,
    }
