"""Drift by mechanism: each with the words that decide and the words it stands on, checked by hand."""

from __future__ import annotations

import pytest

from onrecord.compare import compare
from onrecord.model import Change, Comparison, Report, content_id

pytestmark = pytest.mark.model


def compared(original: str, retelling: str) -> Comparison:
    first, second = (Report(content_id("rep", t), t, published="2026-03-04") for t in (original, retelling))
    return compare(first, second)


def only(original: str, retelling: str) -> tuple[Change, str, str]:
    """Return the one change and the words of both of its spans."""
    (change,) = compared(original, retelling).changes
    before = change.original.words(original) if change.original else ""
    after = change.retelling.words(retelling) if change.retelling else ""
    return change, before, after


CASES = [
    ("hedge-dropped", "allegedly", "The clerk allegedly kept the key.", "The clerk kept the key."),
    ("hedge-added", "reportedly", "The clerk kept the key.", "The clerk reportedly kept the key."),
    (
        "certainty-raised",
        "will",
        "The river could flood the mill on Sunday.",
        "The river will flood the mill on Sunday.",
    ),
    ("polarity-flipped", "not", "The guard did not lock the gate.", "The guard did lock the gate."),
    ("status-changed", "tried", "Two men tried to burn the barn at Lask.", "Two men burned the barn at Lask."),
    ("number-changed", "nine", "The storm sank six boats off Lask.", "The storm sank nine boats off Lask."),
    ("date-changed", "Friday", "The kiosk burned on Monday.", "The kiosk burned on Friday."),
    (
        "date-changed",
        "as",
        "He was shot the day after the boss led the talks.",
        "He was shot as the boss led the talks.",
    ),
    ("weapon-changed", "rifle", "He attacked the guard with a knife.", "He attacked the guard with a rifle."),
    ("splice", "the", "They searched the village of Orm.", "They searched the the village of Orm."),
    ("splice", "Lask", "They met in Orm. Lask is far away.", "They met in Orm.Lask is far away."),
    ("status-changed", "met", "The two mayors will meet in Lask.", "The two mayors met in Lask."),
    (
        "weapon-changed",
        "stabbed",
        "A miller was shot in the yard at Lask.",
        "A miller was stabbed in the yard at Lask.",
    ),
    ("weapon-changed", "rifle", "They lied about the pistol at Lask.", "They lied about the rifle at Lask."),
    ("number-changed", "14", "At least 14 barns burned at Lask.", "14 barns burned at Lask."),
    ("number-changed", "Dozens", "Several men were held at Lask.", "Dozens of men were held at Lask."),
    ("splice", "left", "They left with a cart on Monday.", "They left left with a cart on Monday."),
    ("splice", "to the", "They went to the mill on Monday.", "They went to the to the mill on Monday."),
    (
        "splice",
        "ridge later",
        "The chief ordered a retreat from the ridge at dusk. The envoy later visited the wounded in Lask.",
        "The chief ordered a retreat from the ridge later visited the wounded in Lask.",
    ),
    (
        "certainty-lowered",
        "might",
        "The river will flood the mill on Sunday.",
        "The river might flood the mill on Sunday.",
    ),
    (
        "hedge-dropped",
        "seems",
        "The tall man in the cart seems to be the owner of the mill.",
        "The tall man in the cart is the owner of the mill.",
    ),
    (
        "accusation-to-fact",
        "accused",
        "A porter accused of selling the keys goes on trial in Lask today.",
        "A porter who sold the keys goes on trial in Lask today.",
    ),
    (
        "actor-changed",
        "group",
        "The house is on land owned by the Lask Foundation, near the border.",
        "The house is on land owned by a group of rebels, near the border.",
    ),
    (
        "condition-dropped",
        "provided",
        "The mill will be sold, provided that the council agrees, the owner said.",
        "The mill will be sold, the owner said.",
    ),
    (
        "cause-strengthened",
        "caused",
        "The dust has been linked to asthma among the millers.",
        "The dust has caused asthma among the millers.",
    ),
    (
        "place-changed",
        "Orm",
        "A bomb went off in the town of Lask on Monday.",
        "A bomb went off in the town of Orm on Monday.",
    ),
]


@pytest.mark.parametrize(("kind", "marker", "original", "retelling"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_one_change_and_the_word_that_decides(kind: str, marker: str, original: str, retelling: str) -> None:
    change, _, _ = only(original, retelling)
    assert (change.kind, change.marker) == (kind, marker)


DIFFERING = [
    (
        "quotation-altered",
        "burned",
        "“We saw the depot burn for an hour,” the harbour master said.",
        "“We burned the depot for an hour,” the harbour master said.",
    ),
    (
        "quotation-truncated",
        "but",
        "“We would leave, but only if the guards went first,” Osric Tamm said.",
        "“We would leave,” Osric Tamm said.",
    ),
    (
        "splice",
        "The tank was old and rusty nobody had looked at the pumps",
        "“The tank was old and rusty,” she told the court. Later she wrote: “Nobody had looked at the pumps.”",
        "“The tank was old and rusty nobody had looked at the pumps,” she said.",
    ),
    (
        "unsupported-addition",
        "Three ferries sank in the storm off Tarn Bell",
        "The mayor opened the bridge.",
        "The mayor opened the bridge. Three ferries sank in the storm off Tarn Bell.",
    ),
    (
        "undetermined",
        "mocked",
        "The mayor praised the guild's chairman on Monday.",
        "The mayor mocked the guild's chairman on Monday.",
    ),
]


@pytest.mark.parametrize(("kind", "marker", "original", "retelling"), DIFFERING, ids=[c[0] for c in DIFFERING])
def test_where_no_word_decides_the_words_that_differ_are_named(
    kind: str, marker: str, original: str, retelling: str
) -> None:
    change, _, _ = only(original, retelling)
    assert (change.kind, change.marker) == (kind, marker)


FAITHFUL = [
    ("half a million", "Half a million people left.", "About that time, 500,000 people left."),
    ("dozens of two", "Two dozen miners were saved.", "Twenty-four miners were saved."),
    ("ability", "He fled before they could stop him.", "He fled before they were able to stop him."),
    ("stepped down", "The mayor of Lask resigned on Friday.", "The mayor of Lask stepped down on Friday."),
    ("it's", '"It\'s the worst flood of my life," said Bo Lind.', '"It is the worst flood of my life," said Bo Lind.'),
    (
        "interrupted quotation",
        '"We heard three bangs," said Bo Lind, "and then people ran."',
        'Bo Lind said: "We heard three bangs and then people ran."',
    ),
    (
        "resumed quotation",
        '"Nobody told us anything," Bo Lind said. "We wait at the gate every day."',
        '"Nobody told us anything. We wait at the gate every day," Bo Lind said.',
    ),
    (
        "joined quotations",
        '"The pump was mended in May," Orla Dunn said. "Nobody looked at it again."',
        '"The pump was mended in May. Nobody looked at it again," Orla Dunn said.',
    ),
    (
        "joined quotations of a pronoun",
        'Ivo Kerr stood by the river. "We lost the barn," he said. "The mill is gone too," he added.',
        'Ivo Kerr stood by the river. "We lost the barn. The mill is gone too," he said.',
    ),
    (
        "parted quotation",
        '"We lost the barn. The mill is gone too," Ivo Kerr said.',
        '"We lost the barn," Ivo Kerr said. "The mill is gone too."',
    ),
    (
        "short name in brackets",
        "The Lask Medicines Agency says it is looking into nine deaths.",
        "The Lask Medicines Agency (LMA) says it is looking into nine deaths.",
    ),
    ("share", "A quarter of the mills closed in May.", "In May, 25 percent of the mills closed."),
    ("hardly", "The price has hardly moved since May.", "The price has barely moved since May."),
    ("nobody", "No group has claimed the attack on the mill.", "No group has claimed the attack on the mill so far."),
    (
        "short for long in quotes",
        '"We told Dr. Lask and the UN about it," Bo Lind said.',
        '"We told Doctor Lask and the United Nations about it," Bo Lind said.',
    ),
    ("state", "The firm was founded in Lask, Fla., in 1990.", "The firm was founded in Lask, Florida, in 1990."),
    ("party", "Leaders of the GOP met in Lask on Monday.", "Leaders of the Republican Party met in Lask on Monday."),
    ("linking words", "The dust has been linked to asthma.", "The dust has been associated with asthma."),
    ("asked whether", "She asked if the road was open.", "She asked whether the road was open."),
]


@pytest.mark.parametrize(("original", "retelling"), [c[1:] for c in FAITHFUL[1:]], ids=[c[0] for c in FAITHFUL[1:]])
def test_a_faithful_retelling_has_no_change(original: str, retelling: str) -> None:
    assert compared(original, retelling).changes == ()


def test_half_a_million_is_a_number() -> None:
    kinds = {c.kind for c in compared(FAITHFUL[0][1], FAITHFUL[0][2]).changes}
    assert "number-changed" not in kinds


def test_both_spans_of_a_dropped_hedge() -> None:
    change, before, after = only(
        "He was fined for his alleged part in the theft.", "He was fined for his part in the theft."
    )
    assert (change.kind, before, after, change.severity) == ("hedge-dropped", "alleged part", "part", "high")


def test_a_dropped_speaker_shows_who_it_was() -> None:
    change, before, _ = only(
        "The dam had not been inspected since May, an engineer said.", "The dam had not been inspected since May."
    )
    assert (change.kind, change.marker, before) == ("attribution-dropped", "said", "an engineer said")


def test_another_speaker_is_shown_beside_the_first() -> None:
    change, before, after = only(
        "The drone fell into a field, the army said.", "The drone fell into a field, the rebels said."
    )
    assert (change.kind, before, after) == ("speaker-changed", "the army", "the rebels")


def test_an_accusation_told_as_a_fact() -> None:
    change, before, _ = only("Prosecutors accuse the treasurer of stealing the fund.", "The treasurer stole the fund.")
    assert change.kind == "accusation-to-fact"
    assert "accuse" in before


def test_a_quotation_cut_before_its_condition() -> None:
    change, before, after = only(
        '"We will sign, but only if the captives are freed," Bo Lind said.', '"We will sign," Bo Lind said.'
    )
    assert change.kind == "quotation-truncated"
    assert "only if" in before
    assert after == "We will sign,"


def test_quotations_of_two_moments_told_as_one_are_spliced() -> None:
    found = compared(
        '"The road was clear at eight," the driver said. An hour later he told police: "We never saw the lorry."',
        '"The road was clear at eight. We never saw the lorry," the driver said.',
    )
    assert "splice" in {c.kind for c in found.changes}


def test_quotations_of_two_speakers_told_as_one_are_one_change() -> None:
    change, _, after = only(
        '"We will rebuild the mill," the mayor said. "We have the money," the bank said.',
        '"We will rebuild the mill. We have the money," the mayor said.',
    )
    assert (change.kind, after) == ("splice", "We will rebuild the mill. We have the money,")


IN_QUOTES = [
    ("number-changed", "Nine", "Six men did not come home", "Nine men did not come home"),
    ("hedge-dropped", "may", "He may have sold the key", "He sold the key"),
    ("polarity-flipped", "not", "I will not sign the paper", "I will sign the paper"),
    ("cause-strengthened", "cause", "The leak contributed to the fire", "The leak caused the fire"),
]


@pytest.mark.parametrize(("kind", "marker", "before", "after"), IN_QUOTES, ids=[c[0] for c in IN_QUOTES])
def test_a_change_inside_a_quotation_is_told_once(kind: str, marker: str, before: str, after: str) -> None:
    change, _, _ = only(f'"{before}," the clerk said.', f'"{after}," the clerk said.')
    assert change.kind == kind
    assert change.marker.startswith(marker)
    assert change.severity == "high"
    assert "quotation marks" in change.why


@pytest.mark.parametrize(
    ("before", "after", "fine"),
    [
        ("The fire was tragic and six men died", "The fire was comic and nine men died", "number-changed"),
        ("I will not sign the long paper", "I will sign the short paper", "polarity-flipped"),
    ],
)
def test_a_quotation_of_which_other_words_were_altered_too_is_told_beside_it(
    before: str, after: str, fine: str
) -> None:
    found = compared(f'"{before}," the clerk said.', f'"{after}," the clerk said.')
    assert sorted(c.kind.value for c in found.changes) == sorted(["quotation-altered", fine])


def test_a_name_in_what_describes_the_speaker_is_not_his() -> None:
    change, before, after = only(
        '"This is a contest of slogans," said Ada Holm, who once advised Senator Ivo Kerr.',
        '"This is a contest of slogans," said Paul Renwick, who once advised Senator Ivo Kerr.',
    )
    assert change.kind == "speaker-changed"
    assert before.startswith("Ada Holm")
    assert after.startswith("Paul Renwick")


def test_one_of_several_places_is_a_place() -> None:
    change, _, _ = only(
        "The union won seats in three regions: Ohio, Texas and Utah.",
        "The union won seats in three regions: Ohio, Nevada and Utah.",
    )
    assert (change.kind, change.marker) == ("place-changed", "Nevada")


def test_a_left_out_denial_weighs_more_than_what_is_not_known_yet() -> None:
    told = "A bomb killed two guards in Lask on Monday."
    (denial,) = compared(f"{told} The rebels did not plant it.", told).changes
    (unknown,) = compared(f"{told} The motive was not immediately clear.", told).changes
    assert (denial.kind, denial.severity) == ("left-out", "high")
    assert (unknown.kind, unknown.severity) == ("left-out", "low")


def test_an_invented_quotation_of_somebody_named_is_no_mere_addition() -> None:
    original = "Colonel Lask declined to say how many men were lost."
    change, before, after = only(original, f'{original} "It was a massacre," he said.')
    assert (change.kind, before, after) == ("quotation-invented", "", "It was a massacre,")


def test_glued_words_are_told_once_and_not_as_a_lost_negation() -> None:
    found = compared("The pilot turned back to Orm. Nobody was hurt.", "The pilot turned back to OrmNobody was hurt.")
    kinds = {c.kind.value: c.marker for c in found.changes}
    assert kinds["splice"] == "OrmNobody"
    assert "polarity-flipped" not in kinds


def test_a_clause_cut_off_behind_but_is_left_out() -> None:
    change, before, after = only(
        "The rebels say the army burned the mill, but nobody at the bridge saw any soldiers.",
        "The rebels say the army burned the mill.",
    )
    assert (change.kind, change.severity, after) == ("left-out", "high", "")
    assert before.startswith("but nobody at the bridge")


TALE = " ".join(
    f"The {who} of Lask {did} the {what} near the {where} in the spring."
    for who, did, what, where in zip(
        ("miller", "baker", "tailor", "smith", "judge", "nurse", "pilot", "clerk", "miner", "guard"),
        ("sold", "painted", "measured", "repaired", "inherited", "borrowed", "cleaned", "moved", "covered", "opened"),
        ("barn", "cart", "fence", "boat", "tower", "oven", "lamp", "desk", "wagon", "cellar"),
        ("river", "school", "quarry", "bridge", "market", "harbour", "chapel", "forest", "castle", "station"),
        strict=True,
    )
)


def test_of_a_long_article_only_what_an_editor_would_miss_is_listed() -> None:
    told = "A bomb killed two guards in Lask on Monday, the army said."
    found = compared(f"{told} The rebels deny that they bombed the guards in Lask. {TALE}", told)
    assert [(c.kind, c.severity, c.why) for c in found.changes] == [("left-out", "high", "Left out, though it denies.")]
    assert len(found.counted) == 10
    assert {c.kind for c in found.counted} == {"left-out"}


def test_two_reports_of_their_own_are_told_apart() -> None:
    shared = "A bomb killed two guards in Lask on Monday."
    news = " ".join(f"In Orm {n} ships waited for wheat while winds blew over dykes and dunes." for n in range(3, 13))
    found = compared(f"{shared} {TALE}", f"{shared.replace('two', 'nine')} {news}")
    assert found.apart
    assert found.passages >= 1
    assert [c.kind for c in found.changes] == ["number-changed"]
    assert {c.kind for c in found.counted} == {"left-out", "unsupported-addition"}
