"""The main path of drift: offsets, posts that carry their article, JSON, hostile texts, time."""

from __future__ import annotations

import time

import pytest

from onrecord.compare import compare, split_post
from onrecord.errors import UsageError
from onrecord.model import DriftKind, Report, Segment, SegmentKind, Severity, Span, content_id
from onrecord.model.codec import to_json
from onrecord.present.export.drift_view import as_data

ORIGINAL = (
    "At least 14 people were hurt when the dye works at Lask burned on Tuesday, the fire service said. "
    "The blaze may have been caused by a leaking valve. The owner denied that he had known of it."
)
RETELLING = (
    "At least 41 people were hurt when the dye works at Lask burned on Tuesday. "
    "The blaze was caused by a leaking valve. The town is tired of its owner."
)


def report(text: str) -> Report:
    return Report(content_id("rep", text), text, published="2026-03-04")


@pytest.mark.model
def test_offsets_lie_in_the_texts_and_on_words() -> None:
    found = compare(report(ORIGINAL), report(RETELLING))
    assert {"number-changed", "attribution-dropped", "hedge-dropped", "unsupported-addition", "left-out"} <= {
        c.kind for c in found.changes
    }
    for change in found.changes:
        assert change.original or change.retelling
        for span, text in ((change.original, ORIGINAL), (change.retelling, RETELLING)):
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert span.words(text)[0].strip()
        assert change.marker in f"{ORIGINAL} {RETELLING}"


@pytest.mark.model
def test_the_same_result_twice() -> None:
    assert compare(report(ORIGINAL), report(RETELLING)) == compare(report(ORIGINAL), report(RETELLING))


@pytest.mark.model
def test_json_has_spans_as_pairs_and_both_texts() -> None:
    data = as_data(compare(report(ORIGINAL), report(RETELLING)))
    assert isinstance(data, dict)
    changes = data["changes"]
    assert isinstance(changes, list)
    for change in changes:
        assert isinstance(change, dict)
        assert set(change) == {"kind", "original", "retelling", "marker", "severity", "why"}
        assert change["kind"] in set(DriftKind)
        assert change["severity"] in set(Severity)
        for side in ("original", "retelling"):
            span = change[side]
            assert span is None or (isinstance(span, list) and len(span) == 2)
    assert (data["original"]["text"], data["retelling"]["text"]) == (ORIGINAL, RETELLING)
    assert to_json(compare(report(ORIGINAL), report(ORIGINAL)).changes) == []


@pytest.mark.model
@pytest.mark.parametrize(
    ("original", "retelling"),
    [
        ("", ""),
        ("", RETELLING),
        (ORIGINAL, ""),
        (" \n\n\t ", "\u200b\u202e"),
        ('"' * 40, "“" * 40),
        ('He said "we left, and then "nobody came, said "Bo', "“We left, he said. “Nobody came"),
        ("word" * 3000, "Word." * 300),
        ("( [ { < & ; \x00 \ud7ff 𝔘 é", "...!!!???---"),
    ],
    ids=["both empty", "no original", "no retelling", "blank", "marks", "unclosed", "one word", "odd"],
)
def test_hostile_texts_do_not_break_it(original: str, retelling: str) -> None:
    for change in compare(report(original), report(retelling)).changes:
        assert change.original is None or change.original.end <= len(original)
        assert change.retelling is None or change.retelling.end <= len(retelling)


def _long(sentences: int, shift: int) -> str:
    names = ("guard", "clerk", "miner", "farmer", "pilot", "nurse", "judge")
    places = ("mill", "harbour", "bridge", "quarry", "school")
    return " ".join(
        f"The {names[n % 7]} saw {n + shift} boats near the {places[n % 5]} on day {n}, a witness said."
        for n in range(sentences)
    )


@pytest.mark.model
def test_time_does_not_grow_with_the_square_of_the_words() -> None:
    compare(report(_long(5, 0)), report(_long(5, 1)))

    def cost(sentences: int) -> float:
        before = time.process_time()
        compare(report(_long(sentences, 0)), report(_long(sentences, 1)))
        return time.process_time() - before

    small, large = cost(40), cost(160)
    assert small < 3.0
    assert large < 10 * small


def _post(*parts: tuple[SegmentKind, str]) -> Report:
    text, segments = "", []
    for kind, words in parts:
        start = len(text)
        text += f"{words}\n\n"
        segments.append(Segment(Span(start, start + len(words)), kind))
    return Report(content_id("rep", text), text, segments=tuple(segments), source="post.txt")


def test_a_post_is_split_into_article_and_retelling() -> None:
    post = _post(
        (SegmentKind.HEADLINE, "Works burn"),
        (SegmentKind.BOILERPLATE, "Menu"),
        (SegmentKind.COMMENTARY, "It was bound to happen."),
        (SegmentKind.EXCERPT, "The works burned."),
        (SegmentKind.BODY, "The works at Lask burned, police said."),
    )
    article, retelling = split_post(post)
    assert article.text == "The works at Lask burned, police said."
    assert retelling.text == "Works burn\n\nIt was bound to happen.\n\nThe works burned."
    assert [s.span.words(retelling.text) for s in retelling.segments] == retelling.text.split("\n\n")
    assert article.id != retelling.id != post.id


@pytest.mark.parametrize("kind", [SegmentKind.BODY, SegmentKind.COMMENTARY])
def test_a_post_without_both_parts_is_refused(kind: SegmentKind) -> None:
    with pytest.raises(UsageError, match="The post carries"):
        split_post(_post((kind, "Words.")))
