"""Rules and tagger together, with a tagger that is told what to see."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest

from onrecord.annotate import annotate
from onrecord.claims.candidate import Found
from onrecord.claims.find import find_candidates
from onrecord.claims.fuse import Fusion
from onrecord.claims.tagger import Links, Tagged
from onrecord.model import Report, Skipped, quote

pytestmark = pytest.mark.model

Seen = tuple[str, str, str]
Judged = tuple[list[Found], list[Found], tuple[Skipped, ...]]


class Told(Tagged):
    """A tagger that sees the given sources, cues and contents, and is as sure of them as asked."""

    def __init__(self, text: str, seen: Sequence[Seen], odds: float) -> None:
        places = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
        self.starts = np.array([a for a, _ in places])
        self.ends = np.array([b for _, b in places])
        self._bounds = [a for a, _ in places], [b for _, b in places]
        self.tags = np.tile(np.array([1.0, 0.0, 0.0], dtype=np.float32), (len(places), 1))
        self._firsts = [0, len(places)]
        self._odds = odds
        self._seen = {self._of(text, cue)[0]: (self._of(text, who), self._of(text, what)) for who, cue, what in seen}
        for _, cue, _ in seen:
            for n, i in enumerate(self._of(text, cue)):
                self.tags[i] = (0.1, 0.9, 0.0) if n == 0 else (0.1, 0.0, 0.9)

    def _of(self, text: str, words: str) -> list[int]:
        start = text.index(words)
        return (
            [int(i) for i in np.flatnonzero((self.starts < start + len(words)) & (self.ends > start))] if words else []
        )

    def links(self, cue: Sequence[int]) -> Links:
        sides = [np.full(len(self.starts), -self._odds, dtype=np.float32) for _ in range(2)]
        for side, pieces in zip(sides, self._seen.get(cue[0], ([], [])), strict=True):
            side[pieces] = self._odds
        return Links(0, *sides)


def judged(text: str, *seen: Seen, odds: float = 3.0) -> Judged:
    doc = next(iter(annotate([Report(id="rep_test", text=text)])))
    found, _ = find_candidates(doc)
    return Fusion(doc, Told(text, seen, odds)).judge(found)


def words(text: str, found: Sequence[Found]) -> list[Seen]:
    return [(quote(text, f.source), quote(text, f.cue), quote(text, f.content)) for f in found]


PLAIN = "The mayor said the bridge was closed."


def test_both_agree() -> None:
    seen = ("The mayor", "said", "the bridge was closed")
    kept, new, skipped = judged(PLAIN, seen)
    assert words(PLAIN, kept) == [seen]
    assert (new, skipped) == ([], ())
    assert kept[0].note == "tagger 0.90"


def test_a_claim_that_the_tagger_does_not_see_is_left_out_with_its_reason() -> None:
    kept, new, skipped = judged(PLAIN)
    assert (kept, new) == ([], [])
    assert ["none to the tagger (0.00)" in s.reason for s in skipped] == [True]


def test_what_only_the_tagger_sees_is_added_in_the_words_of_the_parse() -> None:
    text = "Ana Brolt yodelled that the bridge was closed."
    kept, new, _ = judged(text, ("Ana", "yodelled", "the bridge was closed"))
    assert kept == []
    assert words(text, new) == [("Ana Brolt", "yodelled", "that the bridge was closed")]
    assert new[0].rule == "tagger"
    assert "the rules see no claim" in new[0].note


def test_a_claim_inside_a_claim_is_not_the_taggers_business() -> None:
    text = "The mayor said the guards denied the theft."
    kept, _, skipped = judged(text, ("The mayor", "said", "the guards denied the theft"))
    assert [w for _, w, _ in words(text, kept)] == ["said", "denied"]
    assert skipped == ()


def test_a_sure_tagger_changes_the_words_and_the_reasons_say_so() -> None:
    text = "The mayor said the bridge was closed, and the ferry, the harbour office and both schools as well."
    content = "the bridge was closed, and the ferry, the harbour office and both schools as well"
    kept, _, _ = judged(text, ("The mayor", "said", content))
    assert words(text, kept) == [("The mayor", "said", content)]


def test_a_doubtful_tagger_changes_nothing() -> None:
    kept, _, _ = judged(PLAIN, ("The mayor", "said", "the bridge"), odds=0.2)
    assert words(PLAIN, kept) == [("The mayor", "said", "the bridge was closed")]


def test_hearsay_stays_though_the_tagger_passes_it_by() -> None:
    kept, _, skipped = judged("The alleged theft of the ferry was in the papers.")
    assert [f.rule for f in kept] == ["adjective"]
    assert skipped == ()


def test_what_only_the_tagger_sees_needs_somebody_who_says_it() -> None:
    assert judged("The ferry was put on the list.", ("", "was put", "The ferry"))[1] == []


def test_a_cue_of_the_lexicon_keeps_its_entry_where_only_the_tagger_sees_it() -> None:
    text = "Guards accused.\nThe mayor took the money."
    _, new, _ = judged(text, ("Guards", "accused", "The mayor took the money"), odds=4.0)
    assert [f.entry.act if f.entry else "" for f in new] == ["accuse"]


def test_an_article_alone_is_no_cue() -> None:
    text = "Doral Menk, the harbour master, hummed that an old leak was near the tank."
    assert words(text, judged(text, ("Doral Menk", "an", "old leak was near the tank"))[1]) == []
    assert words(text, judged(text, ("Doral Menk", "hummed", "old leak was near the tank"))[1]) != []


def test_a_possessive_ending_begins_no_source() -> None:
    text = "Ostrel's harbour master hummed that a leak was near the tank."
    _, new, _ = judged(text, ("'s harbour master", "hummed", "a leak was near the tank"))
    (told,) = words(text, new)
    assert told[0].endswith("harbour master")
    assert not told[0].startswith("'s")


def test_stray_words_of_a_headline_are_no_part_of_what_is_said() -> None:
    text = "Ferry boy named\n\nThe harbour master hummed that an old leak was near the tank."
    seen = ("The harbour master", "hummed", "an old leak was near the tank")
    assert words(text, judged(text, seen)[1]) == [
        ("The harbour master", "hummed", "that an old leak was near the tank")
    ]
    fusion = Fusion(next(iter(annotate([Report(id="rep_test", text=text)]))), Told(text, [seen], 3.0))
    assert fusion._is_stray([0, 2], [8, 15])
    assert not fusion._is_stray([5, 6], [8, 15])


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param(
            "A BOMB WENT OFF LATE LAST NIGHT AT THE BUILDING OF THE HARBOUR GUILD OF OSTREL.",
            ("THE HARBOUR GUILD", "A BOMB", "WENT OFF LATE LAST NIGHT"),
            id="a noun in capitals",
        ),
        pytest.param(
            "The court cited its three earlier chapters, which Judge Menk wrote, on tolls.",
            ("Judge Menk", "chapters", "on tolls"),
            id="a noun of courts",
        ),
        pytest.param(
            "Judge Menk in two earlier opinions hummed about tolls on the bridge.",
            ("Judge Menk", "in two earlier opinions", "about tolls on the bridge"),
            id="where something was said",
        ),
        pytest.param(
            "Harbour guards on Monday hummed about a leak near the tank.",
            ("Harbour guards", "about", "a leak near the tank"),
            id="a preposition",
        ),
    ],
)
def test_what_only_the_tagger_takes_for_a_cue_is_a_verb_or_a_word_of_the_lexicon(text: str, seen: Seen) -> None:
    assert judged(text, seen)[1] == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param(
            "Harbour guards were worried the old leak was near the tank.",
            ("Harbour guards", "were worried", "the old leak was near the tank"),
            id="an adjective with its auxiliary",
        ),
        pytest.param(
            "The two groups state “an old leak is near the tank”.",
            ("The two groups", "state", "an old leak is near the tank"),
            id="a verb taken for a noun",
        ),
    ],
)
def test_a_cue_without_a_verb_is_one_where_it_tells(text: str, seen: Seen) -> None:
    kept, new, _ = judged(text, seen)
    assert len([*kept, *new]) == 1
