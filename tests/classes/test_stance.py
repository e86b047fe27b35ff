"""What side invented headlines take on invented claims."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.classes import stance
from onrecord.classes.limits import STANCE_LARGE, STANCE_STATE
from onrecord.classes.linear import load_models
from onrecord.classes.stance import STATES, feature_names, features, stance_state
from onrecord.lexicon import load
from onrecord.lexicon.schema_classes import StanceWord

CLAIM = "A goat stopped the night train to Tarvik"


@pytest.mark.parametrize(
    ("headline", "side"),
    [
        ("Goat stops night train to Tarvik", "for"),
        ("No, a goat did not stop the night train to Tarvik", "against"),
        ("Story of the goat that stopped the night train is a hoax", "against"),
        ("Railway denies goat stopped the night train", "against"),
        ("Goat reportedly stopped night train to Tarvik", "observing"),
        ("Did a goat stop the night train to Tarvik?", "observing"),
        ("Goat may have stopped night train, report says", "observing"),
    ],
)
def test_side_of_a_headline(headline: str, side: str) -> None:
    assert stance(CLAIM, headline).label == side


def test_words_of_the_claim_itself_do_not_count() -> None:
    assert features("The rumour is a hoax", "Rumour is a hoax")["false"] == 0
    assert features("The goat is grey", "Grey goat is a hoax")["false"] == 1


def test_negation_counts_where_it_stands_on_one_side_only() -> None:
    assert features("The goat did not run", "The goat ran")["turned"] == 1
    assert features("The goat did not run", "The goat didn't run")["turned"] == 0


@pytest.mark.parametrize(
    ("headline", "feature"),
    [
        ("Minister: goat stopped night train", "colon-speaker"),
        ("Goat stopped night train: paper", "colon-signed"),
        ("Night train: the winter timetable", "colon-topic"),
        ("Goat stopped night train, police forecast", "forecast-behind"),
        ("Alleged goat seen on train", "alleged-shared"),
    ],
)
def test_who_speaks_is_seen(headline: str, feature: str) -> None:
    assert features(CLAIM, headline)[feature] > 0
    assert features(CLAIM, "Goat stopped night train").get(feature, 0) == 0


def test_speaker_before_a_colon_takes_no_side() -> None:
    assert features(CLAIM, "Hoax: goat stopped night train")["colon-speaker"] == 0


def test_claims_of_words_and_of_the_future() -> None:
    assert features("Abbot says the bell is cracked", "Abbot claims bell is cracked")["claim-told*said"] == 1
    assert features("The abbey will close", "Abbey may close")["claim-will*soft"] == 1
    assert features("The abbey closed", "Abbey may close")["claim-will*soft"] == 0


@pytest.mark.parametrize("entry", load("stance_words", StanceWord), ids=lambda e: e.id)
def test_example_of_an_entry_shows_its_kind(entry: StanceWord) -> None:
    assert features("Nobody knows", entry.example)[entry.kind] == 1


def test_every_feature_has_a_weight() -> None:
    given_all = features(CLAIM, "Hoax: report says goat may not be fake? Yes: railway denies real rumour!")
    assert set(given_all) <= set(feature_names())
    assert len(set(feature_names())) == len(feature_names())


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_has_a_side(claim: str, headline: str) -> None:
    assert stance(claim, headline).label in {"for", "against", "observing"}


def test_state_of_a_headline_depends_on_the_claim_before_it() -> None:
    one, other = (stance_state(claim, "Goat stops night train") for claim in (CLAIM, "The abbey sold its bell"))
    cut = STATES[0]
    assert np.linalg.norm(one[:cut]) == pytest.approx(STANCE_STATE, rel=1e-3)
    assert np.linalg.norm(one[cut:]) == pytest.approx(STANCE_LARGE, rel=1e-3)
    assert not np.allclose(one[:cut], other[:cut])
    assert not np.allclose(one[cut:], other[cut:])


def test_nothing_and_very_long_texts_have_a_state_too() -> None:
    assert not stance_state(CLAIM, "").any()
    assert stance_state("", "Goat stops night train").all()
    assert stance_state("goat " * 5000, "train " * 5000).shape == stance_state(CLAIM, "Goat stops").shape


def test_states_of_both_networks_have_a_weight() -> None:
    weight = load_models()["stance"].weight[:, -sum(STATES) :]
    smaller, larger = np.abs(weight[:, : STATES[0]]).mean(), np.abs(weight[:, STATES[0] :]).mean()
    assert smaller > 1e-3
    assert larger > 1e-3
