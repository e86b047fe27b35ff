"""The day of the event that a report is about, from all the days it says; where none fits, its own bounds it."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.incidents import limits
from onrecord.incidents.draft import Cluster
from onrecord.incidents.whenwhere import LAW, at_law, of_the_page
from onrecord.model import Precision, SegmentKind, Span, When

_LAW = frozenset(
    {"arrest", "charge", "sentence", "convict", "plead", "appear", "schedule", "set", "indict", "book", "arraign"}
    | {"release", "file", "rule", "hold", "plan", "bury", "continue", "reopen", "expect", "identify", "remember"}
)
"""Verbs whose day is that of what came after an attack: the law, the funeral, the naming of the dead."""
_COURT = (LAW | {"sentence", "plead", "rule", "appear"}) - {
    "arrest",
    "charge",
    "book",
    "accuse",
    "jail",
    "imprison",
    "detain",
    "custody",
    "surrender",
    "stand",
}
"""What is done long after an attack; who is arrested may be so on its day."""
_SCENE = frozenset(
    {"happen", "occur", "respond", "call", "find", "die", "arrive", "start", "begin", "hear", "pronounce", "discover"}
    | {"unfold", "dispatch", "leave", "receive", "break", "fire", "take", "rush", "strike", "enter"}
)
"""Verbs whose day is mostly that of the attack itself."""
_SAY = frozenset(
    {"say", "tell", "announce", "confirm", "report", "add", "release", "post", "write", "state", "speak", "ask"}
)
_FINE = frozenset({Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY})
_LONGEST = dt.timedelta(days=1)
_UP = 6


@dataclass(slots=True)
class Day:
    """A day or night that the report says.

    Attributes:
        when: the first expression of it.
        gap: days from it to the report's own day; None where that is unknown.
        seen: what speaks for and against the event's being on it.
        times: how often it is said.
    """

    when: When
    gap: int | None
    seen: set[str] = field(default_factory=set)
    times: int = 0


class Days:
    """The days of one report."""

    def __init__(self, doc: Doc) -> None:
        """Index the sentences of the Doc.

        Args:
            doc: the annotated report.
        """
        self._doc = doc
        self._held = notes(doc)
        self._starts = [s.start_char for s in doc.sents]

    def choose(self, cluster: Cluster) -> When | None:
        """Return the day that most likely is that of the report's main event; None where none is likely enough.

        Args:
            cluster: the drafts of that event.
        """
        days = [d for d in self.days(cluster) if _allowed(d.when, cluster)]
        if not days:
            return None
        scores = [self.score(d) for d in days]
        best = max(range(len(days)), key=scores.__getitem__)
        sure = 1.0 / sum(math.exp(s - scores[best]) for s in scores)
        if sure < limits.SURE_OF_DAY:
            return None
        chosen = days[best]
        alike = [d.when for d in cluster.drafts if d.when is not None and range_of(d.when) == range_of(chosen.when)]
        if not alike and (chosen.gap is None or chosen.gap < 0 or "court" in chosen.seen):
            return None  # in a report without a date only what is said with the event counts; what is tried took place
        if alike:
            votes = Counter((w.earliest, w.latest) for w in alike)
            return max(alike, key=lambda w: (votes[w.earliest, w.latest], w.precision in _FINE))
        return replace(chosen.when, why=f"inferred: said beside the event, not with it; {chosen.when.why}".rstrip("; "))

    def days(self, cluster: Cluster) -> list[Day]:
        """Return the days that the report says, in order, each with what speaks for the event's being on it."""
        own = {range_of(d.when) for d in cluster.drafts if d.when is not None}
        sentences = sorted({self._number(d.token.idx) for d in cluster.drafts})
        found: dict[tuple[str, str], Day] = {}
        for mention in self._held.times:
            when = mention.when
            if when is None or mention.kind not in ("DATE", "TIME") or not _is_a_day(when):
                continue
            if of_the_page(self._held.report, mention.span) or self._of_birth(mention.span):
                continue
            name = range_of(when)
            day = found.setdefault(name, Day(when, self._gap(when)))
            day.times += 1
            if name in own:
                day.seen.add("own")
            day.seen.update(self._signs(when, mention.span.start, mention.span.end, sentences))
        return list(found.values())

    def score(self, day: Day) -> float:
        """Return how much speaks for the main event's being on a day."""
        return sum(w * v for w, v in zip(limits.DAY.values(), self.features(day), strict=True))

    def features(self, day: Day) -> list[float]:
        """Return what speaks for a day, in the order of `limits.DAY`."""
        return [math.log1p(day.times) if name == "often" else float(name in day.seen) for name in limits.DAY]

    def _signs(self, when: When, start: int, end: int, sentences: Sequence[int]) -> Collection[str]:
        out = {_how_long_ago(self._gap(when))}
        number = self._number(start)
        near = min(abs(number - s) for s in sentences)
        out.add({0: "same-sentence", 1: "next-sentence"}.get(near, "far"))
        if when.precision in _FINE:
            out.add("fine")
        if number <= self._number(self._body_start()) + 1:
            out.add("lead")
        found = self._doc.char_span(start, end, alignment_mode="expand")
        if found is not None and len(found):
            governor, word = _governor(found.root)
            out.update((governor, "court") if governor == "law" and word in _COURT else (governor,))
        return out

    def _of_birth(self, span: Span) -> bool:
        """Say whether a day is that on which somebody was born."""
        found = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        return found is not None and any(t.lower_ == "born" for t in itertools.islice(found.root.ancestors, _UP))

    def _number(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def _gap(self, when: When) -> int | None:
        published = self._held.report.published[:10]
        try:
            return (dt.date.fromisoformat(published) - dt.date.fromisoformat(when.earliest[:10])).days
        except ValueError:
            return None

    def _body_start(self) -> int:
        for segment in self._held.report.segments:
            if segment.kind not in (SegmentKind.HEADLINE, SegmentKind.BOILERPLATE):
                return segment.span.start
        return 0


def range_of(when: When) -> tuple[str, str]:
    """Return the first and last day of a range."""
    return when.earliest[:10], when.latest[:10]


def _allowed(when: When, cluster: Cluster) -> bool:
    """Say whether a day lies in the month, season or year that the event's own words say, where they say one."""
    said = [range_of(d.when) for d in cluster.drafts if d.when is not None and d.when.earliest and d.when.latest]
    first, last = range_of(when)
    return not said or any(start <= last and first <= end for start, end in said) or any(map(_brief, said))


def _brief(days: tuple[str, str]) -> bool:
    try:
        return dt.date.fromisoformat(days[1]) - dt.date.fromisoformat(days[0]) <= _LONGEST
    except ValueError:
        return False


def _is_a_day(when: When) -> bool:
    return _brief(range_of(when))


def _how_long_ago(gap: int | None) -> str:
    if gap is None:
        return "unknown-gap"
    if gap < 0:
        return "future"
    return {0: "that-day", 1: "day-before"}.get(gap, "that-week" if gap <= 7 else "long-ago")


def _governor(token: Token) -> tuple[str, str]:
    """Return what kind of verb or noun a time belongs to, and its lemma."""
    step = token
    for _ in range(_UP):
        if step is not token and (step.pos_ == "VERB" or step.lemma_.lower() in LAW):
            break
        if step.head == step:
            break
        step = step.head
    lemma = step.lemma_.lower()
    held = lemma if lemma in _LAW or lemma in LAW else at_law(step)
    if held:
        return "law", held
    if lemma in _SAY:
        return "say", lemma
    return ("scene" if lemma in _SCENE else "other-verb"), lemma
