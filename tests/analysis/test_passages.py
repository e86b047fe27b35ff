from __future__ import annotations

from onrecord.analysis.attesting import attesting
from onrecord.analysis.independence import Carrier
from onrecord.analysis.passages import around, passage
from onrecord.model import Act, Span
from onrecord.present.export.sheets import Part, parts
from tests import factory
from tests.analysis.telling import said, told

TEXT = "Snow fell. A bomb hurt Mr. Brandt in Larn, the mayor said. “It was loud.” Nobody came."


def test_whole_sentences_stand_around_what_is_lit() -> None:
    report = factory.report(TEXT)
    found = passage(report, [factory.span(TEXT, "bomb")])
    assert found.words == "A bomb hurt Mr. Brandt in Larn, the mayor said."
    assert parts(found) == (Part("A "), Part("bomb", lit=True), Part(" hurt Mr. Brandt in Larn, the mayor said."))


def test_terms_are_lit_instead_where_they_are_given() -> None:
    found = passage(factory.report(TEXT), [Span(0, len(TEXT))], terms=("LARN", "snow"))
    assert [s.words(TEXT) for s in found.lit] == ["Snow", "Larn"]


def test_a_claim_is_shown_in_its_sentence() -> None:
    claim = said(TEXT, "A bomb hurt Mr. Brandt in Larn", "the mayor")
    found = around(factory.report(TEXT), claim)
    assert found.words.startswith("A bomb")
    assert [s.words(TEXT) for s in found.lit] == ["A bomb hurt Mr. Brandt in Larn"]


def test_overlapping_lit_stretches_become_one_and_nothing_is_lost() -> None:
    report = factory.report(TEXT)
    found = passage(report, [factory.span(TEXT, "bomb hurt"), factory.span(TEXT, "hurt Mr. Brandt")])
    assert "".join(p.words for p in parts(found)) == found.words
    assert [p.words for p in parts(found) if p.lit] == ["bomb hurt", " Mr. Brandt"]


def test_a_long_text_without_sentences_is_cut() -> None:
    text = "word " * 100_000
    assert len(passage(factory.report(text), [Span(250_000, 250_004)]).words) < 1_000
    assert passage(factory.report(text), []).words == ""


def test_who_blames_somebody_for_it_does_not_attest_it_where_others_do() -> None:
    text = "A bomb went off, the mayor said. She accused the Red Quay group of the attack."
    claims = (
        said(text, "A bomb went off", "the mayor"),
        said(text, "the Red Quay group of the attack", "She", "accused", act=Act.ACCUSE),
    )
    record = told(text, "bomb", claims=claims)
    every = Carrier(record.report.id, tuple(sorted(c.id for c in claims)))
    members = {record.incidents[0].id}
    assert attesting(every, [record], members).claims == (claims[0].id,)
    only = told(text, "bomb", claims=claims[1:])
    told_by_itself = attesting(Carrier(only.report.id, (claims[1].id,)), [only], {only.incidents[0].id})
    assert told_by_itself.claims == ()
    assert [s.words(text) for s in told_by_itself.spans] == ["bomb"]
