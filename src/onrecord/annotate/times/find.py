"""Finds time expressions and says what stretch of time each stands for.

`find_times` reads a parsed report; `read_text` needs a plain text only.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from onrecord.annotate.times import absolute, periods, relative
from onrecord.annotate.times.anchor import Reader, Reading, Tense, TenseAt
from onrecord.annotate.times.dates import Stretch, add_days, at_clock, hull_of, in_month, on_day, parse_iso, part_of
from onrecord.annotate.times.events import by_events
from onrecord.annotate.times.grammar import COMPILED, CORE, MASTER, ORDER
from onrecord.annotate.times.tokens import tokens
from onrecord.model import Precision, Report, Span, TimeMention, When

Read = Callable[[Reader, re.Match[str]], Reading | None]

_ISLAND = re.compile(r"[^_\n%/]+")
_ON = re.compile(r",?\s+(?:on\s+)?(?:\([^()]{1,12}\)\s*)?(?:on\s+)?", re.IGNORECASE)
_PART_WORDS = {
    "MO": ("dawn", "daybreak", "sunrise", "morning", "early hours", "small hours"),
    "AF": ("afternoon",),
    "EV": ("evening", "dusk", "sunset", "nightfall"),
    "NI": ("night",),
}
_PART_LEAD = re.compile(
    rf"\b({'|'.join(w for words in _PART_WORDS.values() for w in words)})\s+(?:on|of)\s+(?:the\s+)?$", re.IGNORECASE
)
_LEAD = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)


@functools.cache
def _readers() -> tuple[Read, ...]:
    functions = {**vars(absolute), **vars(periods), **vars(relative)}
    aliases = {"part_relday": "relday"}
    return tuple(functions[f"read_{aliases.get(rule.name, rule.name)}"] for rule in COMPILED)


def find_times(doc: Doc, report: Report) -> tuple[TimeMention, ...]:
    """Find the time expressions of a parsed report.

    Args:
        doc: its parse, with the offsets of the report's text.
        report: the report; its published date is what relative expressions count from.

    Returns:
        Time expressions in order, not overlapping.
    """
    return read_text(report.text, report.published, functools.partial(tense_in_parse, doc, report.text))


def read_text(text: str, published: str = "", tense_at: TenseAt | None = None) -> tuple[TimeMention, ...]:
    """Find the time expressions of a text.

    Args:
        text: any text.
        published: ISO 8601 date or date-time that relative expressions count from, "" where unknown.
        tense_at: gives the tense around a stretch; by words alone where None.

    Returns:
        Time expressions in order, not overlapping.
    """
    held = tokens(text)
    anchor = parse_iso(published)
    day, hour = anchor or (None, "")
    reader = Reader(
        held,
        day if day is None or 5 < day.year < 9990 else None,
        hour,
        tense_at or functools.partial(tense_in_words, text),
    )
    found = list(_read_all(reader))
    joined = _join_ranges(text, by_events(text, found))
    return tuple(_mention(span, _in_part(text, span, reading)) for span, reading in joined)


def _read_all(reader: Reader) -> Iterator[tuple[Span, Reading]]:
    held = reader.tokens
    for island in _ISLAND.finditer(held.codes):
        if CORE.isdisjoint(island[0]):
            continue
        at, end = island.span()
        while at < end:
            first = MASTER.search(held.codes, at, min(len(held.codes), end + 1))
            if first is None or first.start() >= end:
                break
            read, match = _first_reading(reader, first, end)
            if read is None or match is None:
                at = first.start() + 1
                continue
            at = match.end()
            if not read.kind:
                continue
            reader.note(read)
            yield Span(held.starts[match.start()], held.ends[match.end() - 1]), read


def _first_reading(reader: Reader, first: re.Match[str], end: int) -> tuple[Reading | None, re.Match[str] | None]:
    """Try the rules from the one that fitted first; the island's end is no end of the text for a look ahead."""
    for number in range(ORDER[first.lastgroup or ""], len(COMPILED)):
        match = COMPILED[number].regex.match(reader.tokens.codes, first.start(), min(len(reader.tokens.codes), end + 1))
        if match is None or match.end() > end or match.end() == match.start():
            continue
        reading = _readers()[number](reader, match)
        if reading is not None:
            return reading, match
    return None, None


def _mention(span: Span, reading: Reading) -> TimeMention:
    when: When | None = None
    if reading.stretch is not None:
        when = reading.stretch.when((span,), reading.why)
        if reading.open_start:
            when = dataclasses.replace(when, earliest="")
        if reading.open_end:
            when = dataclasses.replace(when, latest="")
    elif reading.kind in ("DATE", "TIME"):
        vague = Precision.VAGUE if reading.value.endswith("_REF") else Precision.UNKNOWN
        when = When(precision=vague, spans=(span,), why=reading.why)
    return TimeMention(span, reading.kind, reading.value, when)


def _join_ranges(text: str, found: list[tuple[Span, Reading]]) -> list[tuple[Span, Reading]]:
    """Give both ends of "from A to B" and "between A and B" the whole range; their values stay their own."""
    out = list(found)
    joined_to = -1
    for i in range(len(found) - 1):
        if joined_to == i:
            continue
        (span, first), (next_span, second) = out[i], out[i + 1]
        gap = text[span.end : next_span.start]
        if len(gap) > 24 or first.stretch is None or second.stretch is None:
            continue
        if _is_range(gap.strip().lower(), _LEAD.search(text, max(0, span.start - 16), span.start)):
            joined = _joined(first, second)
            if joined is not None:
                out[i], out[i + 1] = (span, joined[0]), (next_span, joined[1])
                joined_to = i + 1
        elif text[span.start : span.end].lower() == "overnight" and gap.strip().lower() in ("on", "into", ""):
            out[i] = (span, _night_before(first, second.stretch, into=gap.strip().lower() == "into"))
        elif _ON.fullmatch(gap) and first.kind == "TIME" and second.kind == "DATE":
            out[i] = (span, _on_the_day(first, first.stretch, second.stretch))
    return out


def _is_range(gap: str, lead: re.Match[str] | None) -> bool:
    if gap in ("-", "–", "—", "through"):
        return True
    if lead is None:
        return False
    return gap == "and" if lead[1].lower() == "between" else gap in ("to", "until", "till")


def _joined(first: Reading, second: Reading) -> tuple[Reading, Reading] | None:
    """Return both with the whole range, the first moved back where it was read as lying after the second."""
    start, end = first.stretch, second.stretch
    if start is None or end is None:
        return None
    if start.first > end.last:
        same = start.precision == end.precision
        if same and start.precision == Precision.DAY and (start.first - end.first).days < 7:
            start = on_day(add_days(start.first, -7))
        elif same and start.precision == Precision.MONTH and start.first.year == end.first.year:
            start = in_month(start.first.year - 1, start.first.month)
        else:
            return None
        first = dataclasses.replace(first, value=start.value)
    if end.last < start.last:  # "August through Sunday", said on a Monday of August
        return None
    whole = hull_of(start, end)
    why = f"one end of a range; {first.why}; {second.why}"
    return dataclasses.replace(first, stretch=whole, why=why), dataclasses.replace(second, stretch=whole, why=why)


def _on_the_day(clock: Reading, at: Stretch, day: Stretch) -> Reading:
    """Return a clock time moved to the day that is named right behind it."""
    if (
        at.precision not in (Precision.MINUTE, Precision.HOUR)
        or day.precision != Precision.DAY
        or day.first != day.last
    ):
        return clock
    hour, minute = int(at.value[11:13]), int(at.value[14:16])
    moved = at_clock(day.first, hour, minute, exact=at.precision == Precision.MINUTE)
    return dataclasses.replace(clock, value=moved.value, stretch=moved, why="on the day named with it")


def _night_before(night: Reading, day: Stretch, *, into: bool) -> Reading:
    """Return "overnight into Tuesday"; "overnight on Tuesday" may be the night before or after."""
    if day.precision != Precision.DAY or day.first != day.last:
        return night
    held = part_of(add_days(day.first, -1), "NI")
    if into:
        return dataclasses.replace(night, value=held.value, stretch=held, why="the night that ends on the day named")
    after = part_of(day.first, "NI")
    either = dataclasses.replace(held, last=after.last, last_time=after.last_time)
    return dataclasses.replace(night, value=held.value, stretch=either, why="the night before or after the day named")


def _in_part(text: str, span: Span, reading: Reading) -> Reading:
    """Narrow the range of a day by "the night of" before it; its value stays."""
    stretch = reading.stretch
    if stretch is None or stretch.precision != Precision.DAY or stretch.first != stretch.last:
        return reading
    lead = _PART_LEAD.search(text, max(0, span.start - 28), span.start)
    if lead is None:
        return reading
    word = lead[1].lower()
    part = next(p for p, words in _PART_WORDS.items() if word in words)
    narrowed = dataclasses.replace(part_of(stretch.first, part), value=stretch.value)
    return dataclasses.replace(reading, stretch=narrowed, why=f"{reading.why}; {word} said before it")


_AHEAD = re.compile(
    r"\b(?:will|shall|would|won['’]t|going to|expect(?:s|ed)? to|plan(?:s|ned)? to|scheduled|due|slated|set to|"
    r"is to|are to|expires?|until|deadline|upcoming|intends? to|hopes? to|may|could|should|payable|promised)\b"
    r"|['’]ll\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|said|told|did|came|went|left|met|took|held|began|made|gave|fell|rose|found|killed|shot|ruled|"
    r"\w{2,}ed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;!?]\s|\n\s*\n|[,:]\s|\b(?:that|which|who|but|and)\s")


def tense_in_words(text: str, start: int, end: int) -> Tense:
    """Guess the tense around a stretch from the verbs of its clause, the nearest one before it first."""
    if _LEAD_AHEAD.search(text, max(0, start - 24), start):
        return Tense.FUTURE
    before = text[max(0, start - 120) : start]
    after = text[end : end + 80]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    ahead = [m.end() for m in _AHEAD.finditer(clause)]
    behind = [m.end() for m in _BEHIND.finditer(clause)]
    if ahead and (not behind or ahead[-1] >= behind[-1] or len(clause) - behind[-1] > 30):
        return Tense.FUTURE
    if behind:
        return Tense.PAST
    cut = _CLAUSE.search(after)
    clause = after[: cut.start()] if cut else after
    future, past = _AHEAD.search(clause), _BEHIND.search(clause)
    if future and (past is None or future.start() < past.start()):
        return Tense.FUTURE
    return Tense.PAST if past else Tense.UNKNOWN


_COMMITS = frozenset(
    {"plan", "expect", "schedule", "set", "intend", "hope", "vow", "promise", "agree", "due", "want", "slate", "order"}
    | {"aim", "prepare", "threaten", "suppose"}
)
"""Verbs whose infinitive lies ahead, whatever their own tense."""

_SCHEDULES = frozenset({"plan", "schedule", "expect", "slate", "suppose"})
"""Verbs whose own time lies ahead, whatever their tense: "it is scheduled for Friday"."""

_PLANNED = frozenset({"scheduled", "slated", "upcoming", "coming", "forthcoming"})
"""What stands before the name of something that lies ahead, whatever the tense of the verb; not "planned", since a
planned attack is often one that was stopped."""

_REPORTS = frozenset(
    ("say", "tell", "report", "write", "add", "claim", "show", "call", "be", "have", "note", "state", "accord")
)
_STATES = frozenset(
    ("appear", "seem", "look", "believe", "think", "know", "understand", "suspect", "allege", "claim", "say", "purport")
)
"""Verbs whose present and infinitive tell how something looks or is held to be, not what lies ahead."""

_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall", "would"})
_MODALS = frozenset({"may", "might", "could", "should", "must", "can", "ca"})
_LEAD_AHEAD = re.compile(
    r"(?:\b(?:until|till|ahead of|as (?:soon|early|late) as|no later than|effective|payable|due)\s+(?:the\s+)?)$"
)


def tense_in_parse(doc: Doc, text: str, start: int, end: int) -> Tense:
    """Return the tense of the verb that governs a stretch; by words alone where no verb does."""
    if _LEAD_AHEAD.search(text, max(0, start - 24), start):
        return Tense.FUTURE
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return tense_in_words(text, start, end)
    before = [doc[i] for i in range(span.start - 1, max(-1, span.start - 3), -1)]
    if before and before[0].lower_ in ("on", "in", "at", "early", "late"):
        before = before[1:]
    if before and before[0].tag_ in ("VBD", "VBN"):
        return _tense_of(before[0])
    token = span.root
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX") and not span.start <= token.i < span.end:
            return _tense_of(token)
        if token.lower_ == "due" or _is_planned(token):
            return Tense.FUTURE
        if token.head.i == token.i:
            break
        token = token.head
    return tense_in_words(text, start, end)


def _is_set_for(verb: Token) -> bool:
    """Say whether a verb is that of "talks set for Friday"; nothing is "set" as its object then."""
    return (
        verb.tag_ == "VBN"
        and verb.lemma_.lower() == "set"
        and any(c.lower_ == "for" for c in verb.rights)
        and not any(c.dep_ in ("obj", "dobj") for c in verb.rights)
    )


def _is_planned(noun: Token) -> bool:
    """Say whether something is named as yet to come: "a scheduled visit", "the upcoming vote"."""
    return noun.pos_ == "NOUN" and any(c.dep_ == "amod" and c.lower_ in _PLANNED for c in noun.lefts)


def _tense_of(verb: Token) -> Tense:
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {c.lower_ for c in helpers}
    if words & _WILL and "have" not in words:
        return Tense.FUTURE
    if "to" in words:
        return _tense_of_infinitive(verb)
    if words & _MODALS:
        return Tense.UNKNOWN
    if verb.lemma_.lower() in _SCHEDULES or _is_set_for(verb):
        return Tense.FUTURE
    if (
        verb.tag_ in ("VBZ", "VBP")
        and not words
        and verb.lemma_.lower() not in _REPORTS | _STATES
        and verb.sent.text.rstrip().endswith(".")
    ):
        return Tense.FUTURE  # "the council meets Friday"; a headline, which has no full stop, tells the past so
    if verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helpers) or words & {"has", "have", "'ve", "’ve"}:
        return Tense.PAST
    if verb.tag_ == "VBN" and verb.dep_ in ("advcl", "acl") and not any(c.dep_ == "mark" for c in verb.children):
        return Tense.PAST  # "the ruling, announced Wednesday", also under a verb that looks ahead
    if verb.tag_ in ("VBG", "VBN", "VB") and verb.head.i != verb.i and verb.dep_ in ("conj", "xcomp", "advcl"):
        head = verb.head
        return _tense_of(head) if head.i < verb.i and head.pos_ in ("VERB", "AUX") else Tense.UNKNOWN
    return Tense.PAST if verb.tag_ == "VBN" else Tense.UNKNOWN


def _tense_of_infinitive(verb: Token) -> Tense:
    governor = verb.head
    if governor.i >= verb.i or governor.lemma_.lower() in _STATES:
        return Tense.UNKNOWN
    if governor.lemma_.lower() in _COMMITS or governor.tag_ in ("VBZ", "VBP"):
        return Tense.FUTURE
    return Tense.FUTURE if any(c.lower_ in _WILL for c in governor.children) else Tense.UNKNOWN
