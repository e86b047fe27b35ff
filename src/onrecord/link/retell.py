"""Which report repeats which: copies, excerpts and retellings, told apart from two reports of one event.

Reports of one event share names, numbers and what officials said; that makes no retelling. What does: the narrator's
own words and details in common, one naming the other's publisher, no voice that the other has not, the same order.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from onrecord.link import limits
from onrecord.link.align import Comparison, compare, stretches
from onrecord.link.blocks import Pair, Weights, Worded, candidates, day_of, ordered, outlets_named, speaks_officially
from onrecord.link.everyday import counted
from onrecord.link.profiles import Profile
from onrecord.link.repeats import find_repeats
from onrecord.link.stems import stem
from onrecord.model import content_id
from onrecord.model.link import Feature, Judgement, Repeat, Retold, Subject, Verdict
from onrecord.model.outlets import same_outlet

RULE = "retell/1"
"""Name and version of this rule, as judgements carry it."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")

__all__ = ["compare_reports", "find_repeats", "find_retold"]


class Order(StrEnum):
    """What says which of two reports was first."""

    PUBLISHED = "published"  # their days or hours; nothing overrules them
    NAMED = "named"  # the one names or credits the other
    LENGTH = "length"  # both are of one day: an outlet adds to its own report, and cuts another's
    UNKNOWN = "unknown"  # a day of publication is missing
    AGAINST = "against"  # the earlier one names the later one's publisher: it has another report of it, or a wrong day


@dataclass(frozen=True, slots=True)
class Two:
    """Two reports compared, the one that is repeated first.

    Attributes:
        original: the one.
        retelling: the other.
        same: how they correspond.
        named: whether the retelling names the original's publisher in its words.
        credited: whether a credit line of the retelling does.
        order: what says which was first.
    """

    original: Worded
    retelling: Worded
    same: Comparison
    named: bool
    credited: bool
    order: Order


@dataclass(frozen=True, slots=True)
class _Judged:
    """A pair with what it was found to be."""

    two: Two
    kind: Repeat | None
    score: float
    features: tuple[Feature, ...]

    @property
    def ids(self) -> tuple[str, str]:
        """Return the reports' ids, the original's first."""
        return self.two.original.profile.report, self.two.retelling.profile.report

    @property
    def names_it(self) -> bool:
        """Say whether the retelling names or credits the original's publisher."""
        return self.two.named or self.two.credited


def find_retold(profiles: Sequence[Profile]) -> tuple[Retold, ...]:
    """Return copies, excerpts and retellings among the reports, by retelling and original."""
    return compare_reports(profiles)[0]


def compare_reports(profiles: Sequence[Profile]) -> tuple[tuple[Retold, ...], tuple[Judgement, ...]]:
    """Return copies, excerpts and retellings, and a judgement "unsure" for every pair that may be one."""
    reports = ordered(profiles)
    weights = Weights(reports)
    named = outlets_named(reports)
    judged = [_judge(_directed(reports, pair, weights, named)) for pair in candidates(reports, weights)]
    sources = {j.ids[1] for j in judged if j.kind is not None and j.names_it}
    retold: list[Retold] = []
    unsure: list[Judgement] = []
    for found in judged:
        # A report that names whom it retells is not taken to retell another one on likeness alone.
        elsewhere = found.kind is Repeat.RETELLING and not found.names_it and found.ids[1] in sources
        if found.kind is not None and not (elsewhere and found.score < limits.RETOLD_TOO):
            aligned = stretches(found.two.original, found.two.retelling, found.two.same)
            retold.append(Retold(*found.ids, found.kind, found.score, found.features, aligned))
        elif found.score >= limits.MAYBE_RETOLD:
            unsure.append(_unsure(found))
    return (
        tuple(sorted(retold, key=lambda r: (r.retelling, r.original))),
        tuple(sorted(unsure, key=lambda j: (j.left, j.right))),
    )


def _unsure(found: _Judged) -> Judgement:
    left, right = sorted(found.ids)
    by = f"rule:{RULE}"
    known = content_id("jdg", Subject.REPORT.value, left, right, by)
    return Judgement(known, Subject.REPORT, left, right, Verdict.UNSURE, by, "", found.score, found.features)


def _directed(reports: Sequence[Worded], pair: Pair, weights: Weights, named: Sequence[frozenset[str]]) -> Two:
    """Return the pair with the original first: the earlier, where that is not known the one that is named."""
    earlier, later = pair
    one, other = reports[earlier], reports[later]
    forth = _names(one, other, named[later])
    back = _names(other, one, named[earlier])
    first = _first(one.profile.published, other.profile.published)
    if first:
        turned = first > 0
        against, names = (forth, back) if turned else (back, forth)
        order = Order.AGAINST if any(against) and not any(names) else Order.PUBLISHED
    elif any(back) != any(forth):
        order, turned = Order.NAMED, any(back)
    else:
        dated = one.day is not None and other.day is not None
        order, turned = Order.LENGTH if dated else Order.UNKNOWN, _longer_first(one, other)
    if turned:
        one, other, forth = other, one, back
    return Two(one, other, compare(one, other, weights), *forth, order)


def _first(one: str, other: str) -> int:
    """Return -1 where the first of two days or times of publication is the earlier, 1 the second, 0 where unknown."""
    moments = [_moment(p) for p in (one, other)]
    if moments[0] is not None and moments[1] is not None:
        return (moments[0] > moments[1]) - (moments[0] < moments[1])
    days = day_of(one), day_of(other)
    if days[0] is None or days[1] is None:
        return 0
    return (days[0] > days[1]) - (days[0] < days[1])


def _moment(published: str) -> float | None:
    """Return a time of publication that says its hour and its zone, as a number."""
    if len(published) <= limits.DAY_LENGTH:
        return None
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return None
    # An hour without a zone is taken for one of UTC; most pages and feeds that say none mean it so.
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def _longer_first(one: Worded, other: Worded) -> bool:
    """Say whether the second of two reports is taken for the original: by length, of one outlet the shorter."""
    lengths = len(one.words), len(other.words)
    if one.profile.outlet and one.profile.outlet == other.profile.outlet:
        lengths = lengths[::-1]
    return (lengths[0], other.profile.report) < (lengths[1], one.profile.report)


def _names(original: Worded, retelling: Worded, named: frozenset[str]) -> tuple[bool, bool]:
    """Say whether a report names another's publisher in its words, and whether in a credit line."""
    outlet = original.profile.outlet
    if not outlet or outlet == retelling.profile.outlet:
        return False, False
    words = retelling.profile.wording
    cited = outlet in named or any(_one_outlet(outlet, c) for c in words.cites)
    return cited, any(_one_outlet(outlet, c) for c in words.credits)


def _judge(two: Two) -> _Judged:
    """Return what kind of repeat a pair is, None for none or an unsure one, and why."""
    features = tuple(_features(two))
    score = round(sum(f.value for f in features), 3)
    kind = _word_for_word(two) or (Repeat.RETELLING if score >= limits.RETOLD else None)
    if kind is Repeat.RETELLING and two.order in _UNSURE:
        kind = None  # which of them retells the other cannot be said
    return _Judged(two, kind, score, features)


def _word_for_word(two: Two) -> Repeat | None:
    """Say whether it is a copy or an excerpt: enough of the narrator's own words in the same order."""
    same = two.same
    if same.plain_runs < limits.COPIED_PLAIN:
        return None
    shorter = same.same_right if len(two.retelling.words) <= len(two.original.words) else same.same_left
    if shorter >= limits.COPIED and min(same.same_left, same.same_right) >= limits.COPIED_LESS:
        return Repeat.COPY
    if same.same_right >= limits.COPIED:
        return Repeat.COPY
    return Repeat.EXCERPT if same.longest_plain >= limits.EXCERPTED else None


def _features(two: Two) -> Iterator[Feature]:
    """Yield what speaks for and against the one's repeating the other; a feature of no weight is left out."""
    for found in (*_about_words(two), *_about_voices(two), *_about_naming(two)):
        if found.value:
            yield found
    if two.order in _ORDERED:
        yield Feature("order-unknown", 0.0, _ORDERED[two.order])


_UNSURE = (Order.UNKNOWN, Order.AGAINST)
_ORDERED = {
    Order.LENGTH: "Both are of one day; the longer one is taken for the original, of one outlet the shorter.",
    Order.UNKNOWN: "A day of publication is missing, so it is not known which of them was first.",
    Order.AGAINST: "The earlier report names the later one's publisher: its day may be wrong.",
}


def _about_words(two: Two) -> Iterator[Feature]:
    same, weigh = two.same, limits.RETELLING
    copied = max(same.same_left, same.same_right)
    if same.plain_runs:
        text = f"{copied:.0%} of the words of one stand in the same runs of words in the other."
        yield Feature(
            "word-for-word",
            round(weigh["runs"] * min(same.plain_runs / max(10, len(two.retelling.words)), 1.0), 3),
            text,
        )
    if same.told:
        words = ", ".join(same.told_words)
        text = (
            f"{same.told:.0%} of the later report's own words, weighed by rareness, stand in sentences that correspond."
        )
        yield Feature("told-alike", round(weigh["told"] * min(same.told, 0.6), 3), text, words, words)
    if same.covered_right:
        text = (
            f"{same.covered_right:.0%} of the later report's words and {same.covered_left:.0%} of the other's "
            "are in sentences that correspond; quotations do not count."
        )
        value = weigh["covered"] * same.covered_right + weigh["covers"] * same.covered_left
        yield Feature("covered", round(value, 3), text)
    if len(same.matches) >= limits.FEWEST_IN_ORDER:
        text = f"{len(same.matches)} sentences correspond, {same.in_order:.0%} of them in the same order."
        yield Feature("order", round(weigh["order"] * (same.in_order - 0.5), 3), text)


def _about_voices(two: Two) -> Iterator[Feature]:
    weigh = limits.RETELLING
    # Who names another's report and adds to it has still retold it.
    own_counts = 0.5 if two.named or two.credited else 1.0
    shared = _shared_quotations(two)
    if shared:
        text = f"The same {len(shared)} quotation{'s' if len(shared) > 1 else ''}."
        private = sum(1 for quoted in shared if not _official(two, quoted))
        value = weigh["quotation"] * len(shared[:3]) + weigh["private-quotation"] * min(private, 2)
        yield Feature("quotations", round(value, 3), text, shared[0], shared[0])
    said = _own_quotations(two)
    if said:
        text = "The later report quotes what the other has not."
        yield Feature(
            "own-quotations", round(own_counts * weigh["own-quotation"] * min(len(said), 2), 3), text, "", said[0]
        )
    own, known = _voices(two)
    if own:
        text = "The later report has voices that the other has not."
        value = own_counts * weigh["own-voice"] * min(len(own), 4)
        yield Feature("own-voices", round(value, 3), text, "", ", ".join(own[:4]))
    elif known and not said:
        text = "Everybody who speaks in the later report stands in the other."
        yield Feature("no-own-voice", weigh["no-own-voice"], text, ", ".join(known[:4]), ", ".join(known[:4]))


def _about_naming(two: Two) -> Iterator[Feature]:
    weigh = limits.RETELLING
    outlet = two.original.profile.outlet
    if two.named:
        yield Feature("named", weigh["named"], f"The later report names {outlet}.", outlet, outlet)
    if two.credited:
        yield Feature("credited", weigh["credited"], f"The later report credits {outlet}.", outlet, outlet)
    days = (two.original.day, two.retelling.day)
    if days[0] is not None and days[1] is not None:
        apart = abs(days[1] - days[0])
        text = f"{apart} day{'s' if apart != 1 else ''} apart."
        at_once = weigh["same-day"] if not apart and not (two.named or two.credited) else 0.0
        value = at_once + weigh["day"] * min(max(0, apart - limits.SOON), 10)
        yield Feature("days-apart", round(value, 3), text)


def _shared_quotations(two: Two) -> list[str]:
    """Return the quotations of the retelling that the original has too, also where one is cut short."""
    theirs = [q.words for q in two.original.profile.wording.quotations]
    out: list[str] = []
    for quoted in two.retelling.profile.wording.quotations:
        if any(quoted.words in t or t in quoted.words for t in theirs) and quoted.words not in out:
            out.append(quoted.words)
    return out


def _official(two: Two, quotation: str) -> bool:
    """Say whether in one of the reports a quotation is an official's, who may have said it to both."""
    words = {w for w in map(counted, quotation.split()) if w}
    claims = (*two.original.profile.wording.claims, *two.retelling.profile.wording.claims)
    spoken = (p for p in claims if p.quoted and speaks_officially(p))
    return any(len(words & set(p.words.split())) * 2 > len(words) for p in spoken)


def _own_quotations(two: Two) -> list[str]:
    """Return the quotations of the retelling most of whose words are nowhere in the original."""
    if not two.retelling.profile.wording.quotations:
        return []
    held = {stem(w) for q in two.original.profile.wording.quotations for w in q.words.split()} | set(two.original.words)
    out: list[str] = []
    for quoted in two.retelling.profile.wording.quotations:
        words = [w for w in quoted.words.split() if counted(w)]
        if words and sum(w in held for w in words) < limits.QUOTATION_KNOWN * len(words):
            out.append(quoted.words)
    return out


def _voices(two: Two) -> tuple[list[str], list[str]]:
    """Return the names of those who speak in the retelling and are not, or are, in the words of the original."""
    held = set(two.original.words)
    own: list[str] = []
    known: list[str] = []
    for put in two.retelling.profile.wording.claims:
        if put.kind in limits.NO_VOICES or not put.source or put.source in (*own, *known):
            continue
        words = _name_words(put.source)
        if not words or _one_outlet(put.source, two.original.profile.outlet):
            continue
        inside = words[-1] in held or sum(w in held for w in words) * 2 > len(words)
        if inside:
            known.append(put.source)
        elif put.source[1:] != put.source[1:].lower():
            own.append(put.source)
    return own, known


@functools.lru_cache(maxsize=8_192)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(w for w in map(counted, _WORD.findall(name)) if w)


_one_outlet = functools.lru_cache(maxsize=8_192)(same_outlet)
"""Whether two names are of one outlet; the same few are asked for again and again."""
