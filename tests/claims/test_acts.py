from __future__ import annotations

import pytest

from onrecord.model import Act, Level, Polarity
from tests.claims.reading import read

pytestmark = pytest.mark.model

WITHHELD = [
    ("Investigators could not confirm that the letter was genuine.", Act.NO_COMMENT),
    ("The ministry has not confirmed that the mill was burnt by rebels.", Act.NO_COMMENT),
    ("The station did not say how it had obtained the tape.", Act.NO_COMMENT),
    ("The council did not accuse the miners of theft.", Act.ASSERT),
    ("The mayor did not deny that he had met the smugglers.", Act.ASSERT),
]


@pytest.mark.parametrize(("text", "act"), WITHHELD)
def test_what_was_not_said_is_put_forward_by_nobody(text: str, act: Act) -> None:
    claim = read(text)[0].claim
    assert (claim.act, claim.certainty.level, claim.certainty.polarity) == (act, Level.UNKNOWN, Polarity.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Investigators confirmed that the letter was genuine.", Act.CONFIRM),
        ("The council accused the miners of theft.", Act.ACCUSE),
        ("The mayor denied that he had met the smugglers.", Act.DENY),
    ],
)
def test_what_was_said_keeps_its_act(text: str, act: Act) -> None:
    claim = read(text)[0].claim
    assert (claim.act, claim.certainty.level) == (act, Level.CERTAIN)


def test_a_doubt_of_the_speaker_is_no_silence() -> None:
    claim = read("Colonel Adu does not think that the mill was burnt.")[0].claim
    assert (claim.act, claim.certainty.polarity) == (Act.ASSERT, Polarity.NEGATIVE)


def test_evidence_that_is_lacking_does_not_make_the_next_verb_unsaid() -> None:
    claims = [
        s.claim for s in read("The minister offered no evidence for the charge and said that the mill had burned.")
    ]
    said = next(c for c in claims if c.root.cue[0].start > 40)
    assert all(h.certainty.polarity is Polarity.POSITIVE for h in said.chain)
