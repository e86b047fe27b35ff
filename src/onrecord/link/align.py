"""Which stretches of two reports correspond, and how much of each is in the other."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.link import limits
from onrecord.link.blocks import Places, Weights, Worded
from onrecord.model import Span
from onrecord.model.link import Aligned


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of the one report and the sentence of the other that is most like it.

    Attributes:
        left: number of the sentence in the one.
        right: number of the sentence in the other.
        likeness: 0 to 1.
        shared: stems that both have, in the order of the right one.
    """

    left: int
    right: int
    likeness: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two reports correspond.

    Attributes:
        same_left: share of the one's words, by weight, that stand in runs which the other has too.
        same_right: the same of the other.
        plain_runs: words of the right one in such runs that are neither quoted nor part of a name.
        longest: words of the longest run of shared runs in the right one.
        longest_plain: the same, quotations left out.
        matches: sentences that correspond, in the order of the right one.
        covered_left: share of the one's words, by weight, that the matches cover; quotations are left out.
        covered_right: the same of the other.
        told: share of the right one's words that are neither names, numbers nor quoted, by weight above that of common
            words, which the matches share.
        told_weight: the same as a sum.
        told_words: the heaviest of those words.
        in_order: share of the matches that stand in the same order in both.
    """

    same_left: float
    same_right: float
    plain_runs: int
    longest: int
    longest_plain: int
    matches: tuple[Match, ...]
    covered_left: float
    covered_right: float
    told: float
    told_weight: float
    told_words: tuple[str, ...]
    in_order: float


def compare(left: Worded, right: Worded, weights: Weights) -> Comparison:
    """Return how two reports correspond."""
    in_left, in_right = _in_runs(weights.of(left).runs, weights.of(right).runs)
    matches = _matches(left, right, weights)
    by_left = {m.left: m for m in sorted(matches, key=lambda m: m.likeness)}
    by_right = {m.right: m for m in matches}
    told = _told(right, weights, by_right)
    return Comparison(
        same_left=_share(left, weights, in_left),
        same_right=_share(right, weights, in_right),
        plain_runs=sum(1 for i in in_right if not right.quoted[i] and not right.names[i]),
        longest=_longest(in_right),
        longest_plain=_longest([i for i in in_right if not right.quoted[i]]),
        matches=matches,
        covered_left=_share_unquoted(left, weights, _held(left, by_left)),
        covered_right=_share_unquoted(right, weights, _held(right, by_right)),
        told=sum(told.values()) / max(limits.TOLD_LEAST, weights.of(right).own),
        told_weight=sum(told.values()),
        told_words=tuple(sorted(told, key=lambda w: (-told[w], w))[: limits.WORDS_SHOWN]),
        in_order=_in_order([m.left for m in matches]),
    )


def _in_runs(left: Mapping[int, Places], right: Mapping[int, Places]) -> tuple[list[int], list[int]]:
    """Return for each of two reports the places of the words that stand in runs which both have."""
    both = left.keys() & right.keys()
    held = ({place + k for run in both for place in runs[run] for k in range(limits.RUN)} for runs in (left, right))
    in_left, in_right = map(sorted, held)
    return in_left, in_right


def _share(report: Worded, weights: Weights, places: Iterable[int]) -> float:
    whole = weights.of(report).whole
    return sum(weights[report.words[i]] for i in places) / whole if whole else 0.0


def _share_unquoted(report: Worded, weights: Weights, places: Iterable[int]) -> float:
    whole = weights.of(report).unquoted
    held = sum(weights[report.words[i]] * _counts(report, i) for i in places if not report.quoted[i])
    return held / whole if whole else 0.0


def _counts(report: Worded, place: int) -> float:
    """Return how much of a shared word counts: little where an official says it, whom the other may have heard too."""
    return limits.OFFICIAL if report.official[place] else 1.0


def _told(report: Worded, weights: Weights, matches: dict[int, Match]) -> dict[str, float]:
    """Return the narrator's own words that are shared, with what each weighs more than a common word."""
    out: dict[str, float] = {}
    for number, match in sorted(matches.items()):
        for place in range(report.starts[number], report.starts[number + 1]):
            word = report.words[place]
            if not report.names[place] and not report.quoted[place] and word in match.shared:
                out[word] = max(
                    out.get(word, 0.0), _counts(report, place) * max(0.0, weights[word] - limits.COMMON_WORD)
                )
    return out


def _longest(places: list[int]) -> int:
    """Return the length of the longest row of places without a gap."""
    best = length = 0
    before = -2
    for place in places:
        length = length + 1 if place == before + 1 else 1
        best, before = max(best, length), place
    return best


def _held(report: Worded, matches: dict[int, Match]) -> list[int]:
    """Return the places of the words that a matched sentence shares."""
    return [
        place
        for number, match in sorted(matches.items())
        for place in range(report.starts[number], report.starts[number + 1])
        if report.words[place] in match.shared
    ]


def _matches(left: Worded, right: Worded, weights: Weights) -> tuple[Match, ...]:
    """Return for every sentence of the right one the most alike of the left one, where one is alike enough."""
    heavy, own = weights.of(left).sentences, weights.of(right).sentences
    out: list[Match] = []
    for number, shared in sorted(_shared(left, right, weights).items()):
        if max(shared.values()) < limits.SENTENCE_SHARED:
            continue
        best = max(shared, key=lambda o: (shared[o] / (own[number] + heavy[o] - shared[o] + 1.0), -o))
        likeness = min(1.0, shared[best] / max(1.0, min(own[number], heavy[best])))
        if likeness < limits.LIKE_SENTENCE or shared[best] < limits.SENTENCE_SHARED:
            continue
        words = right.words[right.starts[number] : right.starts[number + 1]]
        theirs = set(left.words[left.starts[best] : left.starts[best + 1]])
        both = tuple(w for w in dict.fromkeys(words) if w in theirs)
        out.append(Match(best, number, likeness, both))
    return tuple(out)


def _shared(left: Worded, right: Worded, weights: Weights) -> dict[int, dict[int, float]]:
    """Return for sentences of the right one what the words weigh that each shares with sentences of the left one.

    Only words that both reports have are looked at, so that comparing two takes time by what they share.
    """
    theirs, own = weights.of(left).at, weights.of(right).at
    out: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for word in sorted(theirs.keys() & own.keys()):
        if len(theirs[word]) <= limits.MOST_SENTENCES_WITH:
            weight = weights[word]
            for number in own[word]:
                row = out[number]
                for other in theirs[word]:
                    row[other] = row.get(other, 0.0) + weight
    return out


def _in_order(numbers: list[int]) -> float:
    """Return the share of numbers in the longest row that never falls; 0 where there are fewer than two."""
    tails: list[int] = []
    for number in numbers:
        place = bisect_right(tails, number)
        tails[place : place + 1] = [number]
    return len(tails) / len(numbers) if len(numbers) > 1 else 0.0


def stretches(left: Worded, right: Worded, comparison: Comparison) -> tuple[Aligned, ...]:
    """Return the sentences that correspond, neighbours joined, in the order of the right one."""
    out: list[Aligned] = []
    before: Match | None = None
    for match in comparison.matches:
        here = Aligned(
            left.profile.wording.sentences[match.left].span,
            right.profile.wording.sentences[match.right].span,
            round(match.likeness, 3),
        )
        follows = before is not None and match.right == before.right + 1 and match.left == before.left + 1
        if follows and out and min(match.likeness, out[-1].likeness) >= limits.WORD_FOR_WORD:
            last = out.pop()
            here = Aligned(
                Span(last.original.start, here.original.end),
                Span(last.retelling.start, here.retelling.end),
                min(last.likeness, here.likeness),
            )
        out.append(here)
        before = match
    return tuple(out)
