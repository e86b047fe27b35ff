"""Tells a count from an event: "41 murders last year", "killed in separate shootings".

A count is no event of its own, and no event that a report tells takes part in it. What counts is a number together with
a time that is longer than an event ("so far this year", "since 2014"), with a war or violence that goes on, or with
events that are said to be several. Times that may hold one event ("last year", "in 2013") ask for another sign that
the sentence counts.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from onrecord.incidents import words
from onrecord.incidents.draft import Draft, Filler
from onrecord.incidents.harm import count
from onrecord.incidents.kinds import is_body
from onrecord.incidents.syntax import child, phrases, subject
from onrecord.lexicon import load
from onrecord.lexicon.schema_scope import CountWord
from onrecord.model import Realis, RoleKind

_CLIMB = 6
"""Steps up the tree from the words for a time to what took place in it."""
_WINDOW = 40
"""Words on either side that are looked at."""
_PLURAL = ("NNS", "NNPS")
_UNITS = frozenset({"year", "month", "week", "day", "decade", "century"})
_LONG = frozenset({"year", "month", "decade", "century"})
_EACH = frozenset({"a", "an", "each", "every", "per"})
_MANY = 10
"""Killings that are counted, whatever the time."""
_DEATHS = frozenset({"homicide", "murder", "slaying", "killing"})
_WITHIN = frozenset({"in", "over", "during", "within", "for"})


@functools.cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(lemma for e in load("count_words", CountWord) if e.kind == kind for lemma in e.lemmas)


def counted(event: Token, fillers: Sequence[Filler]) -> str:
    """Return the words by which an event word is part of a count, "" where it tells an event.

    Args:
        event: the trigger.
        fillers: who and what has a part in it.
    """
    hurt = [f for f in fillers if f.kind is RoleKind.VICTIM]
    if event.pos_ in ("NOUN", "PROPN") or event.dep_ in ("compound", "nmod"):
        return _noun(event) or _of_many(event, hurt)
    if (event.pos_ != "VERB" and event.lemma_.lower() != "dead") or _of_one_event(event):
        return ""
    said = max((_said(f) for f in hurt if _several(f)), default=0) or _beside(event)
    if said < _SEVERAL:
        return _tallied(event)
    if said >= _COUNTLESS and not any(f.kind is RoleKind.INSTRUMENT for f in fillers):
        return f"{said}"
    return _apart(event) or _strife(event, said) or _over_time(event, said=said)


def _beside(event: Token) -> int:
    """Return the number in "left 607 dead" and "claimed the lives of 607", where nobody is named whom it counts."""
    lives = child(event, "dobj")
    counts = [event] if event.pos_ != "VERB" else [lives] if lives is not None and lives.lemma_ == "life" else []
    counts += [held for c in counts for prep, held in phrases(c) if prep == "of"]
    numbers = [n for c in counts if (n := c if c.pos_ == "NUM" else _number(c)) is not None]
    return max(map(_value, numbers), default=0)


def _of_many(event: Token, hurt: Sequence[Filler]) -> str:
    """Return the time over which the "deaths of 700 people" are counted."""
    many = [f for f in hurt if f.head.dep_ == "pobj" and f.head.head.head == event and _several(f)]
    return _over_time(event, said=max(map(_said, many))) if many else ""


def _tallied(event: Token) -> str:
    """Return the time of "the number of people killed this year"."""
    held = event.head
    if event.dep_ != "acl" or held.dep_ != "pobj" or held.head.lower_ != "of":
        return ""
    tally = held.head.head
    return _over_time(event, said=0, many=True) if tally.lemma_.lower() in _kind("tally") else ""


def _strife(event: Token, said: int) -> str:
    """Return the war or violence that so many were hurt in, where it went on for longer than an event."""
    verb = next((t for t in itertools.islice(event.ancestors, _CLIMB) if t.lemma_ == "leave"), event)
    doer = subject(verb) if verb.pos_ == "VERB" else None
    causes = [held for t in (event, verb) for prep, held in phrases(t) if prep in _AMID]
    if said >= _HUNDRED or (said >= _MANY and _perfect(verb)):
        return next((c.text for c in (doer, *causes) if c is not None and c.lemma_.lower() in _kind("strife")), "")
    return ""


_AMID = frozenset({"in", "during", "from", "of", "to"})
_SEVERAL = 2
_HUNDRED = 100
_COUNTLESS = 10_000
"""More than any one event kills without a weapon that is told."""


def share_count(drafts: Sequence[Draft]) -> None:
    """Take what is told in one breath with a count for a part of it ("left two dead and four hurt in six attacks")."""
    counts: dict[int, Draft] = {}
    for draft in drafts:
        if draft.realis_why.startswith(COUNTED):
            counts.update((c.i, draft) for c in draft.token.conjuncts)
            left = next((t for t in draft.token.ancestors if t.lemma_ == "leave"), None)
            counts.update((c.i, draft) for c in (left.subtree if left is not None else ()) if c.lower_ == "dead")
    for draft in drafts:
        if draft.realis is Realis.ACTUAL and draft.token.i in counts and draft.entry.force in ("harm", "effect"):
            draft.realis, draft.realis_why, draft.when = Realis.GENERIC, counts[draft.token.i].realis_why, None


COUNTED = "counted, not one"


def _noun(event: Token) -> str:
    head = event.head if event.dep_ in ("compound", "nmod") and event.head.pos_ in ("NOUN", "PROPN") else event
    if head is not event and head.lower_ in _kind("tally"):  # "two assault counts" are charges
        return head.text
    if head.tag_ not in _PLURAL or _definite(head):
        return ""
    number = _number(head)
    if number is None:
        return ""
    if event.lemma_.lower() in _DEATHS and _value(number) >= _MANY:
        return number.text
    return _over_time(head, said=_value(number), many=_value(number) >= _MANY)


def _several(filler: Filler) -> bool:
    """Say whether several are hurt, and how many is said."""
    _, _, best = count(filler)
    return (
        _said(filler) > 1
        and (best is not None or filler.head.lemma_.lower() in words.numbers())
        and not _definite(filler.head)
    )


def _said(filler: Filler) -> int:
    """Return how many are said to be hurt: "about 60" are no fewer than 60 here."""
    low, _, best = count(filler)
    return max(low, best or 0)


def _definite(noun: Token) -> bool:
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in ("the", "these", "those", "both")) for c in noun.lefts
    )


def _number(noun: Token) -> Token | None:
    return next((c for c in noun.lefts if c.dep_ == "nummod" or c.pos_ == "NUM" or c.lower_ in _SOME), None)


_SOME = frozenset({"several", "many", "dozens", "hundreds"})


def _value(number: Token) -> int:
    digits = number.text.replace(",", "")
    if digits.isdigit():
        return int(digits)
    known = words.numbers().get(number.lower_)
    return known.low if known is not None else 0


def _of_one_event(verb: Token) -> bool:
    """Say whether a verb of harm names the one event or the weapon behind it ("killed in an attack", "by a bomb")."""
    if any(c.dep_ == "advcl" and any(m.lower_ in ("when", "as", "after") for m in c.lefts) for c in verb.children):
        return True
    for prep, held in phrases(verb):
        if prep in ("in", "by", "during", "at", "from", "with") and held.tag_ not in _PLURAL:
            entries = words.event_words().get(held.lemma_.lower(), ())
            named = prep == "by" and held.pos_ in ("NOUN", "PROPN")  # a body kills again and again
            if any(e.type == "ASSAULT" for e in entries) or (named and not is_body(held)):
                return True
    return False


def _apart(verb: Token) -> str:
    """Return what says that those hurt were hurt in several events ("in separate shootings", "in three attacks")."""
    for prep, held in phrases(verb):
        if prep not in ("in", "during", "from") or held.tag_ not in _PLURAL or _definite(held):
            continue
        known = words.event_words().get(held.lemma_.lower(), ())
        sure = [c for c in held.lefts if c.lemma_.lower() in _kind("apart") or (c.dep_ == "nummod" and _value(c) > 1)]
        if any(e.type == "ASSAULT" for e in known) and sure:
            return f"{sure[0].text} {held.text}"
    return ""


def _over_time(event: Token, *, said: int, many: bool = False) -> str:
    """Return the words for a time over which events are counted."""
    weak: Token | None = None
    near = _near(event)
    for token in near:
        sure = _period(token)
        if sure is None or not _belongs(token, event):
            continue
        if sure or many or _statistic(event, near):
            return _phrase(token)
        weak = weak or token
    if said >= _MANY and any(t.lower_ in _kind("wide") for t in near) and any(t.lemma_ == "weekend" for t in near):
        return "weekend"
    return _phrase(weak) if weak is not None and _perfect(event) else ""


def _near(event: Token) -> list[Token]:
    sentence = event.sent
    return list(event.doc[max(sentence.start, event.i - _WINDOW) : min(sentence.end, event.i + _WINDOW)])


def _phrase(token: Token) -> str:
    before = token.nbor(-1).text if token.i > token.sent.start and token.lower_ != "since" else ""
    return f"{before} {token.text}".strip()


def _period(token: Token) -> bool | None:
    """Return whether a word for a time counts by itself, False where it may hold one event; None where it is none."""
    before = {c.lower_ for c in token.lefts}
    lemma = token.lemma_.lower()
    if lemma in _UNITS:
        if token.head.lower_ == "per":
            return True
        if before & _EACH and not before & {"half"} and token.dep_ != "pobj":
            return None if token.nbor().lower_ in ("ago", "later", "earlier", "after") else True
        if lemma == "year" and "this" in before:
            return True
        if lemma in _LONG and before & {"past", "last", "previous", "recent"} and token.tag_ == "NNS":
            return True
        return False if lemma == "year" and before & {"last", "that", "previous"} else None
    if token.lower_ == "far" and "so" in before:
        return True
    if token.lower_ == "since" and token.dep_ in ("prep", "mark"):
        clause = token.head if token.dep_ == "mark" else token
        return True if any(_long_ago(t) for t in itertools.islice(clause.subtree, _WINDOW)) else None
    if token.lower_ in ("annually", "yearly"):
        return True
    year = len(token) == len("2000") and token.text.isdigit() and token.text[:2] in ("19", "20")
    return False if year and token.dep_ == "pobj" and token.head.lower_ in _WITHIN else None


def _long_ago(token: Token) -> bool:
    year = len(token) == len("2000") and token.text.isdigit()
    return year or token.lemma_.lower() in ("start", "beginning", "january", "inception")


def _belongs(time: Token, event: Token) -> bool:
    """Say whether a time hangs on an event, or on the verb or noun that the event is in."""
    homes = {event.i, *(c.i for c in event.conjuncts)}
    step = event
    for _ in range(_CLIMB):
        if step.head == step or step.pos_ == "VERB":
            break
        if step.dep_ in ("relcl", "acl", "advcl"):
            break
        step = step.head
        homes.add(step.i)
    if time.dep_ == "mark":  # "since the struggle began in 1981": the clause hangs on what it dates
        return time.head.head.i in homes
    return any(t.i in homes for t in _up(time, homes))


def _up(time: Token, homes: Iterable[int]) -> Iterator[Token]:
    step = time
    for _ in range(_CLIMB):
        yield step
        if step.head == step or (step.pos_ == "VERB" and step.i not in homes):
            return
        step = step.head


def _statistic(event: Token, near: Sequence[Token]) -> bool:
    """Say whether the sentence speaks of statistics, or the clause of what had been by then."""
    return any(t.lemma_.lower() in _kind("statistic") or t.lower_ in _kind("statistic") for t in near) or _perfect(
        event
    )


def _perfect(event: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in event.children)
