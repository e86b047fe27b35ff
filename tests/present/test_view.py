import dataclasses

from onrecord.model import Polarity, Precision, Record, RoleKind, SegmentKind, Span, Stance, When
from onrecord.present.export.view import View, cue_spans, hedge_spans, source_spans, view_of
from onrecord.present.export.wording import STANCES
from tests import factory


def full() -> View:
    return view_of(factory.full_record())


def test_an_empty_record_has_a_view() -> None:
    view = view_of(factory.record("Nothing much happened."))
    assert view.title == "report.txt"
    assert (view.cards, view.groups, view.said, view.left_out) == ((), (), (), ())
    assert "not known" in dict(view.about)["published"]


def test_a_title_is_the_headline_or_the_source() -> None:
    text = "Quiet day."
    titled = factory.report(text, title="Quiet\n day", source="a.txt")
    assert view_of(factory.record(text, report=titled)).title == "Quiet day"
    assert view_of(factory.record(text, report=factory.report(text, source="-"))).title == "Standard input"
    assert view_of(factory.record(text, report=factory.report(text, source=""))).title == "Report"


def test_when_a_claim_was_said_stands_with_its_words() -> None:
    text = "It rained, the mayor said on Monday."
    claim = factory.claim(text, "It rained", "said", "the mayor")
    placed = When("2026-05-04", "2026-05-04", Precision.DAY, spans=factory.spans(text, "on Monday"))
    claims = [dataclasses.replace(claim, said_when=w) for w in (placed, When(spans=placed.spans))]
    notes = [view_of(factory.record(text, claims=(c,))).said[0].notes for c in claims]
    assert notes == [("said “on Monday” (4 May 2026)",), ("said “on Monday” (no date)",)]


def test_voices_are_told_apart_and_page_furniture_is_none() -> None:
    assert full().voices == ("Slag Town Notes: headline", "Coal Basin Mail (Petra Uhlova): body")


def test_every_incident_claim_and_row_is_there_once() -> None:
    record = factory.full_record()
    view = view_of(record)
    assert [c.tag for c in view.cards] == ["I1", "I2"]
    assert [s.claim.id for s in view.said] == [c.id for c in record.claims]
    assert [r.tag for g in view.groups for r in g.rows] == ["R1", "R2"]


def test_rival_rows_stand_under_one_incident() -> None:
    (group,) = full().groups
    assert group.tag == "I1"
    assert [(r.actor, r.stance, r.claim) for r in group.rows] == [
        ("Red Quay group", STANCES[Stance.ACCUSED_BY_AUTHORITY], "C2"),
        ("Red Quay group", STANCES[Stance.DENIED], "C3"),
    ]
    assert group.rows[0].evidence == "none offered, the report says: “She offered no proof”"
    assert full().unattributed == ("I2",)


def test_rows_are_numbered_as_they_are_shown() -> None:
    record = factory.full_record()
    first, second = record.attributions
    moved = dataclasses.replace(first, incident=record.incidents[1].id)
    view = view_of(dataclasses.replace(record, attributions=(moved, second)))
    assert [(g.tag, [r.tag for r in g.rows]) for g in view.groups] == [("I1", ["R1"]), ("I2", ["R2"])]


def test_a_row_about_an_unknown_incident_is_not_lost() -> None:
    record = factory.full_record()
    stray = dataclasses.replace(record.attributions[0], incident="inc_gone")
    view = view_of(dataclasses.replace(record, attributions=(stray,)))
    assert [(g.tag, len(g.rows)) for g in view.groups] == [("", 1)]


def test_cards_say_whose_number_it_is_and_what_is_missing() -> None:
    bomb, earlier = full().cards
    assert [f.value for f in bomb.fields if f.label == "harm"] == ["injured: 1, so the fire service"]
    assert [f.value for f in earlier.fields if f.label == "when"] == ["not said"]
    assert bomb.told_by == ("C1",)


def test_the_chain_runs_from_the_narrator_to_the_root() -> None:
    nested = full().said[3]
    assert nested.chain == ("Coal Basin Mail", "Analysts “say”", "the ministry “believes”")
    assert nested.who == "the ministry"
    assert nested.sure == "possible (“may”)"


def test_a_hop_before_the_root_says_how_sure_it_is() -> None:
    record = factory.full_record()
    nested = record.claims[3]
    maybe = dataclasses.replace(nested.chain[1], certainty=nested.certainty)
    claim = dataclasses.replace(nested, chain=(nested.chain[0], maybe, nested.chain[2]))
    view = view_of(dataclasses.replace(record, claims=(claim,)))
    assert view.said[0].chain[1] == "Analysts “say” [possible (“may”)]"


def test_a_hop_that_says_a_negative_sentence_is_not_said_to_deny_it() -> None:
    record = factory.full_record()
    nested = record.claims[3]
    outside = next(c for c in record.claims if c.cue and c.cue[0] != nested.chain[1].cue[0]).cue[0]
    negative = dataclasses.replace(nested.certainty, polarity=Polarity.NEGATIVE, hedges=(outside,))
    said = dataclasses.replace(nested.chain[1], certainty=negative)
    claim = dataclasses.replace(nested, chain=(nested.chain[0], said, nested.chain[2]))
    view = view_of(dataclasses.replace(record, claims=(claim,)))
    assert "possible, in the negative" in view.said[0].chain[1]


def test_a_voice_that_says_the_same_twice_is_told_so() -> None:
    record = factory.full_record()
    body = next(s for s in record.report.segments if s.kind is SegmentKind.BODY)
    excerpt = dataclasses.replace(body, span=Span(0, 0), kind=SegmentKind.EXCERPT, repeats=body.span)
    report = dataclasses.replace(record.report, segments=(excerpt, *record.report.segments))
    view = view_of(dataclasses.replace(record, report=report))
    assert any("excerpt (repeats the body)" in v for v in view.voices)


def test_a_denial_and_what_it_answers_are_in_words() -> None:
    denial = full().said[2]
    assert denial.sure.startswith("NOT so")
    assert "answers C2" in denial.notes


def test_no_comment_has_no_certainty() -> None:
    silent = full().said[4]
    assert (silent.cue, silent.sure) == ("did not comment", "")
    assert silent.what == "(nothing put forward)"


def test_what_was_left_out_is_counted_by_reason() -> None:
    furniture, verbs, words = full().left_out
    assert furniture.reason == "page furniture: 3 words outside every count"
    assert (verbs.count, verbs.words) == (2, "“say”")
    assert (words.stage, words.words) == ("incidents", "")


def test_offices_and_ties() -> None:
    minister = full().people[0]
    assert (minister.name, minister.offices, minister.relations) == (
        "Dana Holubova",
        "interior minister",
        "superior of Milan Veverka",
    )


def test_every_span_that_is_shown_is_in_the_text() -> None:
    record = factory.full_record()
    for said in view_of(record).said:
        for span in (*cue_spans(said.claim), *hedge_spans(said.claim), *source_spans(said.claim)):
            assert span.words(record.report.text).strip()


def test_perpetrators_are_only_said_to_be() -> None:
    text = "Two men shot him."
    incident = factory.incident(text, "shot")
    role = dataclasses.replace(
        factory.full_record().incidents[0].roles[0],
        kind=RoleKind.PERPETRATOR,
        name="Two men",
        spans=factory.spans(text, "Two men"),
    )
    record: Record = factory.record(text, incidents=(dataclasses.replace(incident, roles=(role,)),))
    assert ("said to be by", "Two men") in [(f.label, f.value) for f in view_of(record).cards[0].fields]


def test_hostile_names_are_made_visible() -> None:
    text = "Eve\u202e said so."
    claim = factory.claim(text, "so", "said", "Eve\u202e")
    segment = factory.segment(text, text, SegmentKind.BODY, "Mail\x1b[2J")
    record = factory.record(text, report=factory.report(text, segments=(segment,), title="x\x9b"), claims=(claim,))
    view = view_of(record)
    assert view.title == "x⟨U+009B⟩"
    assert view.said[0].who == "Eve⟨U+202E⟩"
    assert view.said[0].chain[0] == "Mail⟨U+001B⟩[2J"
