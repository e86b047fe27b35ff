"""Pairs of reports that are worth comparing word for word, in time that grows with the reports, not with their pairs.

A pair is worth it where both have the same runs of words, the same quotation or several of the same rare words, or
where one names the other's publisher. Lists of who has what are cut: a member is paired with the ones just before it
and with the first, so that a story printed a thousand times makes thousands of pairs and not a million.
"""

from __future__ import annotations

import functools
import itertools
import math
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from onrecord.lexicon.load import load
from onrecord.lexicon.schema_retell import SpeakingBody
from onrecord.link import limits
from onrecord.link.everyday import counted, plain_weight
from onrecord.link.names import fold
from onrecord.link.profiles import Profile
from onrecord.link.wording import QUOTE, Put, words_of
from onrecord.model import SourceKind

Pair = tuple[int, int]
"""Places in the order of `ordered`, the earlier one first."""

Places = tuple[int, ...]
"""Where something stands in a report: numbers of words or of sentences."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A report unpacked for comparing.

    Attributes:
        profile: what it was made from.
        day: day of publication as a number, None where unknown.
        words: stems of all its sentences, in order.
        names: for each word whether it is part of a name or a number.
        quoted: for each word whether it is inside a quotation.
        official: for each word whether somebody says it who speaks for a public body, so that
            several may have heard it.
        starts: for each sentence the place of its first word in `words`, and at the end the number of words.
        runs: for each word but the last ones a number for the run of words that begins with it.
    """

    profile: Profile
    day: int | None
    words: tuple[str, ...]
    names: tuple[bool, ...]
    quoted: tuple[bool, ...]
    official: tuple[bool, ...]
    starts: tuple[int, ...]
    runs: tuple[int, ...]


def unpack(profile: Profile) -> Worded:
    """Return a report unpacked."""
    words: list[str] = []
    names: list[bool] = []
    quoted: list[bool] = []
    official: list[bool] = []
    starts: list[int] = []
    statements = [(p.span, frozenset(p.words.split())) for p in profile.wording.claims if speaks_officially(p)]
    for sentence in profile.wording.sentences:
        starts.append(len(words))
        inside = False
        said = {w for span, held in statements if span.overlaps(sentence.span) for w in held}
        for word in sentence.words.split():
            if word == QUOTE:
                inside = not inside
                continue
            words.append(word.lower())
            names.append(word[0].isupper() or word[0].isdigit())
            quoted.append(inside)
            official.append(words[-1] in said)
    size = limits.RUN
    # A number instead of the words: Python's own hash differs from run to run, and order must not.
    runs = tuple(zlib.crc32(" ".join(words[i : i + size]).encode()) for i in range(len(words) - size + 1))
    return Worded(
        profile=profile,
        day=day_of(profile.published),
        words=tuple(words),
        names=tuple(names),
        quoted=tuple(quoted),
        official=tuple(official),
        starts=(*starts, len(words)),
        runs=runs,
    )


def speaks_officially(put: Put) -> bool:
    """Say whether a claim's root speaks for a public body in the open: police, a ministry, an army."""
    if put.kind not in (SourceKind.PERSON, SourceKind.ORGANISATION, SourceKind.COLLECTIVE):
        return False
    words = {*fold(put.source).split(), *fold(put.role).split()}
    return bool(words & _official_words()) and not words & {"source", "sources", "former"}


@functools.cache
def _official_words() -> frozenset[str]:
    """Return words of bodies and offices that stand for one alone, and those for a spokesman."""
    bodies = load("speaking_bodies", SpeakingBody)
    phrases = (p for e in bodies for p in (*e.words, *e.offices))
    spoken = {w for p in phrases if len(fold(p).split()) == 1 for w in fold(p).split()}
    spokesmen = {"spokesman", "spokeswoman", "spokesperson"}
    return frozenset(spoken | spokesmen | {"commander", "general", "colonel", "brigadier", "marshal"})


def day_of(published: str) -> int | None:
    """Return the day of an ISO date or time as a number, None where there is none."""
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None


def ordered(profiles: Iterable[Profile]) -> list[Worded]:
    """Return reports by day of publication, those without one last; ids break ties."""
    return [unpack(p) for p in sorted(profiles, key=lambda p: (p.published[:10] or "~", p.report))]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the words of a report weigh, and where they stand: what is looked up whenever it is compared.

    Attributes:
        whole: weight of all of them.
        unquoted: of those outside quotations.
        own: of each of the narrator's own, names and numbers left out, by how much it weighs more than a common word.
        sentences: of the different words of each sentence.
        at: word -> numbers of the sentences that have it.
        runs: run of words -> places where it begins.
    """

    whole: float
    unquoted: float
    own: float
    sentences: tuple[float, ...]
    at: Mapping[str, Places]
    runs: Mapping[int, Places]


class Weights(dict[str, float]):
    """How much a word tells: rare in news at large, and rare in this case. A word is weighed when first asked for."""

    def __init__(self, reports: Sequence[Worded]) -> None:
        """Count in how many of the reports each word stands."""
        super().__init__()
        self._reports_weighed: dict[str, Weighed] = {}
        self._counts = Counter(w for r in reports for w in dict.fromkeys(r.words))
        # A small case does not know which words are rare, a large one does.
        self._reports = len(reports) + limits.CASE_PRIOR / (1 + len(reports) / limits.CASE_KNOWS)

    def __missing__(self, word: str) -> float:
        """Return the weight of a stem, and keep it."""
        here = max(0.0, math.log(self._reports / self._counts.get(word, 1)))
        self[word] = min(plain_weight(word), here)
        return self[word]

    def of(self, report: Worded) -> Weighed:
        """Return what a report's words weigh; it is compared with many others, and weighed once."""
        found = self._reports_weighed.get(report.profile.report)
        if found is None:
            found = self._reports_weighed[report.profile.report] = self._weigh(report)
        return found

    def _weigh(self, report: Worded) -> Weighed:
        told = zip(report.words, report.names, report.quoted, strict=True)
        own = dict.fromkeys(w for w, name, quoted in told if not name and not quoted)
        sentences = [dict.fromkeys(report.words[a:b]) for a, b in itertools.pairwise(report.starts)]
        return Weighed(
            whole=sum(self[w] for w in report.words),
            unquoted=sum(self[w] for w, quoted in zip(report.words, report.quoted, strict=True) if not quoted),
            own=sum(max(0.0, self[w] - limits.COMMON_WORD) for w in own),
            sentences=tuple(sum(self[w] for w in words) for words in sentences),
            at=_places(sentences),
            runs=_places([run] for run in report.runs),
        )

    def count(self, word: str) -> int:
        """Return in how many reports of the case a stem stands."""
        return self._counts.get(word, 0)


Key = TypeVar("Key", bound=Hashable)


def _places(rows: Iterable[Iterable[Key]]) -> dict[Key, Places]:
    """Return for everything in some rows the numbers of the rows that have it."""
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in row:
            found[key].append(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def candidates(reports: Sequence[Worded], weights: Weights) -> list[Pair]:
    """Return pairs that are worth comparing, in order."""
    found: set[Pair] = set()
    runs = _together(r.runs for r in reports)
    fewest = [max(limits.FEWEST_RUNS, limits.RUNS_SHARE * len(r.runs)) for r in reports]
    found.update(pair for pair, shared in runs.items() if shared >= min(fewest[pair[0]], fewest[pair[1]]))
    found.update(_together([q.words for q in r.profile.wording.quotations] for r in reports))
    found.update(_by_rare_words(reports, weights))
    found.update(_by_name(reports))
    return sorted(found)


def _together(keys: Iterable[Iterable[int | str]]) -> dict[Pair, float]:
    """Return how many keys pairs of reports share, what many have as a part of one.

    Of many reports with one key only neighbours are paired.
    """
    rows = [list(dict.fromkeys(held)) for held in keys]
    often = Counter(itertools.chain.from_iterable(rows))
    holders: defaultdict[int | str, list[int]] = defaultdict(list)
    for number, held in enumerate(rows):
        for key in held:
            if often[key] > 1:  # most runs stand in one report only
                holders[key].append(number)
    out: defaultdict[Pair, float] = defaultdict(float)
    for members in holders.values():
        counts = 1.0 if len(members) <= limits.RUN_HOLDERS else limits.COMMON_RUN
        for place, member in enumerate(members):
            if place == 0:
                continue
            for other in members[max(1, place - limits.NEIGHBOURS) : place]:
                out[other, member] += counts
            out[members[0], member] += counts
    return out


def _by_rare_words(reports: Sequence[Worded], weights: Weights) -> Iterable[Pair]:
    """Yield each report with the earlier ones that share most of its rarest words."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        held = [w for w in dict.fromkeys(report.words) if 1 < weights.count(w) <= limits.MOST_HOLDERS]
        rarest = sorted(held, key=lambda w: (-weights[w], w))[: limits.RARE_WORDS]
        shared: defaultdict[int, float] = defaultdict(float)
        for word in rarest:
            for other in holders[word]:
                shared[other] += weights[word]
            holders[word].append(number)
        near = ((s, o) for o, s in shared.items() if s >= limits.RARE_SHARED and _near(reports[o].day, report.day))
        for _, other in sorted(near, key=lambda n: (-n[0], n[1]))[: limits.RARE_PARTNERS]:
            yield other, number


def _near(earlier: int | None, later: int | None) -> bool:
    return earlier is None or later is None or abs(later - earlier) <= limits.RETOLD_DAYS


def outlet_words(name: str) -> tuple[str, ...]:
    """Return the words by which an outlet is recognised in a text; none where its name is too common to be."""
    parts = [p for p in words_of(name) if p.lower() != "the"]
    words = tuple(w for w in map(counted, parts) if w)
    if len(words) > 1:
        return words
    # "Larn Evening" leaves the town's name only, and that stands in every report on the town.
    return words if len(parts) == 1 and words and len(words[0]) >= limits.SHORTEST_OUTLET else ()


def outlets_named(reports: Sequence[Worded]) -> list[frozenset[str]]:
    """Return for every report which publishers of the case it names."""
    by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for outlet in sorted({r.profile.outlet for r in reports}):
        words = outlet_words(outlet)
        if words:
            by_first[words[0]].append((words, outlet))
    out: list[frozenset[str]] = []
    for report in reports:
        named: set[str] = set()
        for place, word in enumerate(report.words):
            if report.names[place]:
                held = by_first.get(word, ())
                named.update(o for words, o in held if report.words[place : place + len(words)] == words)
        out.append(frozenset(named))
    return out


def _by_name(reports: Sequence[Worded]) -> Iterable[Pair]:
    """Yield each report with the latest earlier ones of every publisher that it names."""
    published: defaultdict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        published[report.profile.outlet].append(number)
    for number, named in enumerate(outlets_named(reports)):
        for outlet in sorted(named - {reports[number].profile.outlet}):
            own = published[outlet]
            place = bisect_left(own, number)
            for other in own[max(0, place - limits.NAMED_PARTNERS) : place + limits.NAMED_AFTER]:
                if _near(reports[other].day, reports[number].day):
                    yield min(other, number), max(other, number)
