"""Times told by another event: "the day after the vote", "the morning after he led the talks"."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.incidents import words
from onrecord.incidents.draft import Cluster, Draft
from onrecord.incidents.syntax import child
from onrecord.model import Incident, Precision, Span, When

_UNITS = frozenset({"day", "morning", "night", "evening", "afternoon"})
_MOST_DAYS = 60
_UP = 4
_NEAR = 40
"""Words between an event and the words that tell its time by another; keeps long sentences linear."""

Tie = tuple[int, int, int, Span]
"""Event, the event that dates it, days from that one to it, and the words that say so."""


def date_by_others(told: Sequence[tuple[Cluster, Incident]]) -> list[tuple[Cluster, Incident]]:
    """Return the events, those without a day of their own dated by the event they are told from.

    Args:
        told: the events of a report with their records.
    """
    out = list(told)
    for late, early, days, span in _ties(told):
        for one, other, shift in ((late, early, days), (early, late, -days)):
            cluster, incident = out[one]
            day = _day(out[other][1].when)
            if day is None or (incident.when is not None and incident.when.earliest):
                continue
            date = (day + dt.timedelta(days=shift)).isoformat()
            count = "the day" if abs(shift) == 1 else f"{abs(shift)} days"
            why = f"inferred: {count} {'after' if shift > 0 else 'before'} another event; {out[other][1].title}"
            when = When(date, date, Precision.DAY, date, (span,), why)
            out[one] = cluster, replace(incident, when=when)
    return out


def _ties(told: Sequence[tuple[Cluster, Incident]]) -> Iterator[Tie]:
    home = {d.token.i: n for n, (cluster, _) in enumerate(told) for d in cluster.drafts}
    for number, (cluster, _) in enumerate(told):
        for draft in cluster.drafts:
            for unit, link in _units(draft):
                other = next((home[t.i] for t in _told_there(link) if home.get(t.i, number) != number), None)
                shift = _days(unit)
                if other is not None and shift:
                    first = min([unit, *unit.lefts], key=lambda t: t.i)
                    span = Span(first.idx, link.idx + len(link))
                    yield number, other, shift if link.lower_ == "after" else -shift, span


def _units(draft: Draft) -> Iterator[tuple[Token, Token]]:
    """Yield "morning" and "after" of "happened the morning after ...", where they hang on the trigger or its verb."""
    token = draft.token
    homes = [token]
    if token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ == "VERB":
        homes.append(token.head)
    for home in homes:
        sentence = home.sent
        for unit in home.doc[max(sentence.start, home.i - _NEAR) : min(sentence.end, home.i + _NEAR)]:
            if unit.lemma_ in _UNITS and unit.i + 1 < len(unit.doc) and unit.nbor(1).lower_ in ("after", "before"):
                link = unit.nbor(1)
                if _reaches(unit, homes) and link.dep_ in ("prep", "mark"):
                    yield unit, link


def _reaches(unit: Token, homes: Sequence[Token]) -> bool:
    step = unit
    for _ in range(_UP):
        if step.head in homes:
            return True
        if step.head == step or step.pos_ == "VERB":
            return False
        step = step.head
        if step.pos_ == "VERB" and step not in homes:
            # the unit belongs to the clause behind "after", which hangs on the trigger's verb
            return step.dep_ == "advcl" and step.head in homes
    return False


def _told_there(link: Token) -> Iterator[Token]:
    """Yield the words of the phrase or clause behind "after", from its head down."""
    head = child(link, "pobj", "pcomp") if link.dep_ == "prep" else link.head
    if head is not None:
        yield head
        yield from (t for t in itertools.islice(head.subtree, _NEAR) if t.i > link.i and t != head)


def _days(unit: Token) -> int:
    """Return how many days are said; 0 where it is not said exactly."""
    said = [c for c in unit.lefts if c.dep_ in ("nummod", "det", "amod", "advmod")]
    if unit.tag_ != "NNS":
        return 1 if any(c.lower_ in ("the", "a", "one") for c in said) else 0
    for c in said:
        if c.text.isdigit():
            return min(int(c.text), _MOST_DAYS) if len(c) <= len(str(_MOST_DAYS)) else 0
        number = words.numbers().get(c.lower_)
        if number is not None and number.exact:
            return number.low if number.low <= _MOST_DAYS else 0
    return 0


def _day(when: When | None) -> dt.date | None:
    """Return the day of a range that is one day, None for every other."""
    if when is None or not when.spans or not when.earliest or when.earliest[:10] != when.latest[:10]:
        return None
    try:
        return dt.date.fromisoformat(when.earliest[:10])
    except ValueError:
        return None
