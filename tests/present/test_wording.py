import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import (
    Act,
    Certainty,
    Evidence,
    Form,
    Harm,
    HarmKind,
    HopKind,
    Level,
    PlaceLevel,
    PlaceMention,
    Polarity,
    Precision,
    Realis,
    RoleKind,
    SegmentKind,
    SourceKind,
    SourceRef,
    Span,
    Stance,
    VoiceKind,
    When,
)
from onrecord.present.export import wording


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (wording.STANCES, Stance),
        (wording.ACTS, Act),
        (wording.REALIS, Realis),
        (wording.ROLES, RoleKind),
        (wording.EVIDENCE, Evidence),
        (wording.FORMS, Form),
        (wording.HOPS, HopKind),
        (wording.SEGMENTS, SegmentKind),
    ],
)
def test_every_value_has_words_of_its_own(table: dict[object, str], kind: type) -> None:
    assert set(table) == set(kind)  # type: ignore[call-overload]
    assert len(set(table.values())) == len(table)


@pytest.mark.parametrize(
    ("hidden", "mark"),
    [("\u202e", "⟨U+202E⟩"), ("\x1b[31m", "⟨U+001B⟩[31m"), ("\u2066", "⟨U+2066⟩"), ("\ud800", "⟨U+D800⟩")],
)
def test_characters_that_act_become_marks(hidden: str, mark: str) -> None:
    assert wording.visible(f"a{hidden}b") == f"a{mark}b"


def test_scripts_keep_what_they_need() -> None:
    text = "می\u200cخواهم, ﬁne — “so”\n\tعربي 👩\u200d🚒"
    assert wording.visible(text) == text


@given(st.text(st.characters()))
def test_what_is_shown_never_holds_an_escape_and_can_be_encoded(text: str) -> None:
    shown = wording.visible(text)
    shown.encode("utf-8")
    assert not set(shown) & set("\x1b\x07\x9b\r\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def test_long_words_are_cut_at_a_space() -> None:
    text = "word " * 200
    assert wording.words_of(text, [Span(0, len(text))], 12) == "word word …"


@pytest.mark.parametrize(
    ("level", "polarity", "words"),
    [
        (Level.CERTAIN, Polarity.POSITIVE, "certain"),
        (Level.POSSIBLE, Polarity.NEGATIVE, "NOT so, possible"),
        (Level.UNKNOWN, Polarity.UNKNOWN, "left open"),
        (Level.PROBABLE, Polarity.UNKNOWN, "probable, so or not so"),
    ],
)
def test_how_sure(level: Level, polarity: Polarity, words: str) -> None:
    assert wording.how_sure("", Certainty(level, polarity)) == words


def test_a_negation_in_the_words_said_is_no_denial_of_them() -> None:
    text = "The mayor said nobody left."
    certainty = Certainty(Level.CERTAIN, Polarity.NEGATIVE, (Span(15, 21),))
    assert wording.how_sure(text, certainty, (Span(15, 26),)) == "certain, in the negative (“nobody”)"
    assert wording.how_sure(text, certainty) == "NOT so, certain (“nobody”)"


def test_how_sure_names_the_words_that_say_so() -> None:
    text = "It may not rain."
    certainty = Certainty(Level.POSSIBLE, Polarity.NEGATIVE, (Span(3, 6), Span(7, 10)))
    assert wording.how_sure(text, certainty) == "NOT so, possible (“may”, “not”)"


def test_names_inside_a_chain_are_short() -> None:
    long = SourceRef(SourceKind.PERSON, "Dana Holubova, a lawyer for the owner of the quay and his cousins", role="x")
    assert wording.short_name(long) == "Dana Holubova, a lawyer for the owner of the …"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When("2026-05-05", "2026-05-05", Precision.DAY), "5 May 2026"),
        (When("2026-05-05T06:00", "2026-05-05T12:00", Precision.PART_OF_DAY), "5 May 2026, 06:00 to 12:00"),
        (When("2026-05-05T07:10", "2026-05-05T07:10", Precision.MINUTE), "5 May 2026, 07:10"),
        (When("2025-12-01", "2025-12-31", Precision.MONTH), "December 2025"),
        (When("2024-01-01", "2024-12-31", Precision.YEAR), "2024"),
        (When("2025-03-01", "2025-05-31", Precision.SEASON), "1 March 2025 to 31 May 2025 (season)"),
        (When("2025-03-01", "", Precision.VAGUE), "on or after 1 March 2025"),
        (When("", "2025-03-01", Precision.VAGUE), "on or before 1 March 2025"),
        (When(precision=Precision.VAGUE), "no date (vague)"),
        (When("-0043-03-15", "-0043-03-15", Precision.DAY), "-0043-03-15"),
    ],
)
def test_when(when: When, words: str) -> None:
    assert wording.when_words(when) == words


@pytest.mark.parametrize(
    ("low", "high", "best", "words"),
    [
        (3, 3, 3, "killed: 3"),
        (24, None, None, "killed: 24 or more"),
        (0, None, None, "killed: number not said"),
        (12, 15, None, "killed: 12 to 15"),
        (10, 20, 14, "killed: 10 to 20, 14 as said"),
        (0, 7, None, "killed: 0 to 7"),
    ],
)
def test_harm(low: int, high: int | None, best: int | None, words: str) -> None:
    assert wording.harm_words(Harm(HarmKind.KILLED, low, high, best, Span(0, 1))) == words


def test_sources_without_a_name_are_said_to_have_none() -> None:
    assert wording.source_name(SourceRef(SourceKind.NARRATOR)) == "the report itself"
    assert wording.source_name(SourceRef(SourceKind.NARRATOR), "Coal Basin Mail") == "Coal Basin Mail"
    assert wording.source_name(SourceRef(SourceKind.UNKNOWN)) == "somebody (not said who)"
    assert wording.source_name(SourceRef(SourceKind.ANONYMOUS, "a clerk")) == "a clerk (not named)"
    assert wording.source_name(SourceRef(SourceKind.PERSON, "Dana H.", role="mayor")) == "Dana H., mayor"
    assert (
        wording.source_name(SourceRef(SourceKind.COLLECTIVE, "head of the port", role="head, port"))
        == "head of the port"
    )
    assert wording.source_name(SourceRef(SourceKind.PERSON, "Mayor Dana H.", role="mayor")) == "Mayor Dana H."


def test_places_say_when_they_could_not_be_placed() -> None:
    at = Span(0, 1)
    assert (
        wording.where_words(PlaceMention(at, "Ostrava", PlaceLevel.CITY, 1, "CZ", "Moravia")) == "Ostrava, Moravia, CZ"
    )
    assert wording.where_words(PlaceMention(at, "Norway", PlaceLevel.COUNTRY, 1, "NO")) == "Norway"
    assert "not in the gazetteer" in wording.where_words(PlaceMention(at, "Nowhere", PlaceLevel.UNPLACED))


def test_voices() -> None:
    assert wording.voice_words(VoiceKind.OUTLET, "Mail", ("P. U.",)) == "Mail (P. U.)"
    assert wording.voice_words(VoiceKind.AUTHOR, "P. U.", ("P. U.",)) == "P. U."
    assert wording.voice_words(VoiceKind.SITE, "", ()) == "the page itself"
    assert wording.voice_words(VoiceKind.UNKNOWN, "", ()) == "voice not known"
