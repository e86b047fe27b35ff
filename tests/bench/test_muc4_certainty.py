from __future__ import annotations

import time

import pytest

from bench.muc4_certainty import (
    ACCUSED,
    BY_AUTHORITIES,
    CLAIMED,
    FACT,
    POSSIBLE,
    Tied,
    by_words,
    certainty,
    of_state,
    tied,
    value_of,
)
from onrecord.model import Attribution, SourceKind, SourceRef, Span, Stance


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("A caller from the Grey Dawn said that the Grey Dawn had taken responsibility for the fire.", CLAIMED),
        ("ALLEGED MEMBERS OF THE GREY DAWN BURNED A MILL.", ACCUSED),
        ("The mayor ruled out that the Grey Dawn burned it.", POSSIBLE),
        ("The Grey\nDawn may have burned the mill.", POSSIBLE),
        ("On 6 May the Grey Dawn burned the mill.", None),
        ("The fire was attributed to the Grey Dawn.", ACCUSED),
        ("The Grey Dawn was blamed at once.", ACCUSED),
        ("The Grey Dawn burned the mill.", None),
        ("Alleged members of the Red Dusk burned the mill.", None),
        ("", None),
    ],
)
def test_words_around_a_body_say_how_surely(sentence: str, value: str | None) -> None:
    assert by_words("Grey Dawn", [], [sentence]) == value


def test_rows_stand_unless_they_only_tell_a_fact() -> None:
    alleged = ["Alleged members of the Grey Dawn burned a mill."]
    assert by_words("Grey Dawn", [BY_AUTHORITIES], alleged) is None
    assert by_words("Grey Dawn", [FACT], alleged) == ACCUSED
    assert by_words("Grey Dawn", [FACT], ["The fire was attributed to the Grey Dawn."]) is None


def test_words_of_doubt_weigh_more_than_rows_that_only_tell_or_doubt() -> None:
    possible = ["The poll asks about the possible part of the Grey Dawn in it."]
    assert by_words("Grey Dawn", [FACT], possible) == POSSIBLE
    assert by_words("Grey Dawn", [ACCUSED], possible) == POSSIBLE
    assert by_words("Grey Dawn", [BY_AUTHORITIES], possible) is None
    assert by_words("Grey Dawn", [POSSIBLE], ["It was presumably burned by the Grey Dawn."]) == ACCUSED


def test_a_witness_convicts_nobody() -> None:
    witness = SourceRef(SourceKind.PERSON, "Mira Orlin")
    assert value_of(row(Stance.CONVICTED, witness, "guilty: guilty"), None) == ACCUSED
    assert value_of(row(Stance.CONVICTED, SourceRef(SourceKind.NARRATOR), "guilty: guilty"), None) == FACT


def test_its_own_word_weighs_most() -> None:
    said = ["Suspected Grey Dawn men fled.", "The Grey Dawn accepted responsibility."]
    assert by_words("Grey Dawn", [], said) == CLAIMED


def test_odd_text_costs_little() -> None:
    started = time.process_time()
    assert by_words("a", [], ["a " * 50_000, "alleged " * 50_000 + "a"]) is not CLAIMED
    assert time.process_time() - started < 1


def row(stance: Stance, by: SourceRef, why: str, actor: str = "Grey Dawn") -> Attribution:
    return Attribution("r", "i", SourceRef(SourceKind.ORGANISATION, actor), stance, by, spans=(Span(0, 1),), why=why)


POLICE = SourceRef(SourceKind.ORGANISATION, "the police")
UNION = SourceRef(SourceKind.ORGANISATION, "the millers")
NARRATOR = SourceRef(SourceKind.NARRATOR, "")


@pytest.mark.parametrize(
    ("stance", "by", "why", "value"),
    [
        (Stance.CLAIMED, UNION, "claim: claimed", CLAIMED),
        (Stance.ACCUSED_BY_AUTHORITY, POLICE, "blame-for: blamed", BY_AUTHORITIES),
        (Stance.ACCUSED_BY_AUTHORITY, POLICE, "responsible: responsible", BY_AUTHORITIES),
        (Stance.ACCUSED_BY_AUTHORITY, POLICE, "stage: staged", FACT),
        (Stance.ACCUSED_BY_AUTHORITY, POLICE, "told with its perpetrator: subject of burned", FACT),
        (Stance.SUSPECTED, POLICE, "arrest: arrested", BY_AUTHORITIES),
        (Stance.SUSPECTED, UNION, "suspect: suspect", ACCUSED),
        (Stance.SUSPECTED, NARRATOR, "presumed doer", ACCUSED),
        (Stance.ACCUSED, UNION, "behind: behind", ACCUSED),
        (Stance.ACCUSED, UNION, "told with its perpetrator: subject of burned", FACT),
        (Stance.FACT, NARRATOR, "behind: behind", FACT),
        (Stance.SPECULATED, NARRATOR, "presumed doer", POSSIBLE),
        (Stance.DENIED, UNION, "deny: denied", None),
        (Stance.CLEARED, POLICE, "clear: cleared", None),
    ],
)
def test_rows_by_who_says_so_and_with_what_word(stance: Stance, by: SourceRef, why: str, value: str | None) -> None:
    assert value_of(row(stance, by, why), None) == value


def test_a_body_is_the_one_that_more_or_fewer_words_name() -> None:
    blamed = [Tied(("Eight other members of the Grey Dawn",), BY_AUTHORITIES)]
    assert certainty(["Grey Dawn"], blamed, blamed, []) == BY_AUTHORITIES
    assert certainty(["Grey Dawn cell"], [Tied(("Grey Dawn",), ACCUSED)], [], []) == ACCUSED
    assert certainty(["Grey Dusk"], blamed, blamed, []) == FACT
    assert certainty(["Grey Dawn"], [Tied(("the guerrillas",), ACCUSED)], [], []) == FACT


def test_of_several_rows_blame_weighs_more_than_what_is_told() -> None:
    event = [Tied(("Grey Dawn",), v) for v in (POSSIBLE, FACT, ACCUSED)]
    assert certainty(["Grey Dawn"], event, event, []) == ACCUSED
    assert certainty(["Grey Dawn"], event, [Tied(("Grey Dawn",), CLAIMED)], []) == CLAIMED


def test_without_a_word_a_state_is_accused_and_others_did_it() -> None:
    assert certainty(["army"], [], [], []) == ACCUSED
    assert certainty(["Ostrian security forces"], [], [], ["The army marched."]) == ACCUSED
    assert certainty(["Grey Dawn"], [], [], ["The Grey Dawn marched."]) == FACT
    assert not of_state(["Revolutionary Armed Forces of Ostria"])


def test_a_state_of_which_the_report_itself_tells_other_deeds_did_it() -> None:
    others = tied([row(Stance.FACT, NARRATOR, "told with its perpetrator: subject of burned", "the army")], [])
    said = tied([row(Stance.FACT, UNION, "told with its perpetrator: subject of burned", "the army")], [])
    assert certainty(["army"], [], others, []) == FACT
    assert certainty(["army"], [], said, []) == ACCUSED


def test_rows_that_name_nobody_in_the_key_are_left_out() -> None:
    rows = [row(Stance.DENIED, UNION, "deny: denied"), row(Stance.CLAIMED, UNION, "claim: claimed")]
    assert tied(rows, []) == [Tied(("Grey Dawn",), CLAIMED)]
