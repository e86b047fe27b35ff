"""Which claim repeats which: along stretches that correspond, by the same quotation, by the same root and content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.link import limits
from onrecord.link.blocks import Weights, Worded, ordered
from onrecord.link.names import fold
from onrecord.link.profiles import Profile
from onrecord.link.wording import Put
from onrecord.model import SourceKind
from onrecord.model.link import ClaimRepeat, Repeat, Retold


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim with its place in the order of reports."""

    report: int
    put: Put
    words: frozenset[str]
    weight: float


def find_repeats(profiles: Sequence[Profile], retold: Sequence[Retold]) -> tuple[ClaimRepeat, ...]:
    """Return which claim repeats which, by repeat and original; for each report that is repeated the likest claim."""
    reports = ordered(profiles)
    weights = Weights(reports)
    held = [list(_held(n, r, weights)) for n, r in enumerate(reports)]
    places = {r.profile.report: n for n, r in enumerate(reports)}
    found: dict[tuple[str, str], ClaimRepeat] = {}
    for link in retold:
        if link.original in places and link.retelling in places:
            _keep(found, _along(held[places[link.original]], held[places[link.retelling]], link, weights))
    everything = [claim for report in held for claim in report]
    _keep(found, _same_quotation(everything))
    _keep(found, _same_root(everything, weights))
    return tuple(sorted(found.values(), key=lambda r: (r.repeat, r.original)))


def _held(number: int, report: Worded, weights: Weights) -> Iterator[_Held]:
    for put in report.profile.wording.claims:
        words = frozenset(put.words.split())
        if words:
            yield _Held(number, put, words, sum(weights[w] for w in sorted(words)))


def _keep(found: dict[tuple[str, str], ClaimRepeat], more: Iterable[ClaimRepeat]) -> None:
    """Add repeats; a pair that was found before keeps its first reason, and is not turned around."""
    for repeat in more:
        if (repeat.repeat, repeat.original) not in found and (repeat.original, repeat.repeat) not in found:
            found[repeat.repeat, repeat.original] = repeat


def _likeness(left: _Held, right: _Held, weights: Weights) -> float:
    """Return the share of the lighter claim's words, by weight, that the other has."""
    shared = sum(weights[w] for w in sorted(left.words & right.words))
    return shared / max(limits.LIGHTEST_CLAIM, min(left.weight, right.weight))


def _along(originals: list[_Held], repeats: list[_Held], link: Retold, weights: Weights) -> Iterator[ClaimRepeat]:
    """Yield for each claim of a retelling the likest one of its original."""
    by_word: defaultdict[str, list[_Held]] = defaultdict(list)
    for original in originals:
        for word in sorted(original.words):
            by_word[word].append(original)
    for repeat in repeats:
        near = {o.put.id: o for w in sorted(repeat.words) for o in by_word[w][: limits.MOST_CLAIMS_WITH]}
        scored = [(_claim_score(o, repeat, link, weights), o.put.id) for o in near.values()]
        if not scored:
            continue
        score, best = max(scored, key=lambda s: (s[0], s[1]))
        if score >= (limits.CLAIM_COPIED if link.kind is Repeat.COPY else limits.CLAIM_RETOLD):
            likeness = round(min(1.0, _likeness(near[best], repeat, weights)), 3)
            yield ClaimRepeat(best, repeat.put.id, likeness, f"words of a {link.kind.value} that correspond")


def _claim_score(original: _Held, repeat: _Held, link: Retold, weights: Weights) -> float:
    aligned = any(
        a.original.overlaps(original.put.span) and a.retelling.overlaps(repeat.put.span) for a in link.aligned
    )
    roots = limits.SAME_ROOT if _same_name(original.put, repeat.put) else 0.0
    return _likeness(original, repeat, weights) + roots + (limits.ALIGNED if aligned else 0.0)


def _same_name(left: Put, right: Put) -> bool:
    """Say whether two roots have the same last word of a name."""
    words = fold(left.source).split(), fold(right.source).split()
    return bool(words[0] and words[1]) and words[0][-1] == words[1][-1]


def _same_quotation(claims: list[_Held]) -> Iterator[ClaimRepeat]:
    """Yield claims that give the same quotation; of many, the ones just before and the first."""
    by_words: defaultdict[str, list[_Held]] = defaultdict(list)
    for claim in claims:
        if claim.put.quoted and claim.put.words.count(" ") + 1 >= limits.QUOTED_WORDS:
            by_words[claim.put.words].append(claim)
    for same in by_words.values():
        for original, repeat in _neighbours(same):
            yield ClaimRepeat(original.put.id, repeat.put.id, 1.0, "the same quotation")


def _same_root(claims: list[_Held], weights: Weights) -> Iterator[ClaimRepeat]:
    """Yield claims that one named root makes in several reports in nearly the same words."""
    by_root: defaultdict[tuple[str, str], list[_Held]] = defaultdict(list)
    for claim in claims:
        name = fold(claim.put.source).split()
        if name and claim.put.kind in (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.STATE):
            rarest = sorted(claim.words, key=lambda w: (-weights[w], w))[: limits.RARE_OF_CLAIM]
            for word in rarest:
                by_root[name[-1], word].append(claim)
    for same in by_root.values():
        for original, repeat in _neighbours(same):
            likeness = _likeness(original, repeat, weights)
            if likeness >= limits.CLAIM_SAME and min(len(original.words), len(repeat.words)) > 1:
                yield ClaimRepeat(
                    original.put.id, repeat.put.id, round(min(1.0, likeness), 3), "the same root and content"
                )


def _neighbours(claims: list[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Yield pairs of claims of different reports, the earlier first; each with the ones just before and the first."""
    for place, repeat in enumerate(claims):
        near = {id(c): c for c in (*claims[:1], *claims[max(0, place - limits.NEIGHBOURS) : place])}
        for original in near.values():
            if original.report != repeat.report and original is not repeat:
                yield original, repeat
