"""Rival numbers of killed, hurt, held and missing.

A number of something special ("two inspectors") is no rival to a higher one of people in all; a named victim says that
he was among them, not that he was the only one; a number with the attackers is none to the number without. Of one voice
or of what one report says, the parts may add up.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.analysis import limits
from onrecord.analysis.given import Given, Inquiry, Telling, apart, pairs
from onrecord.lexicon.load import load
from onrecord.lexicon.schema import NumberWord
from onrecord.lexicon.schema_finding import CountedNoun
from onrecord.model import Contested, Field, Harm, HarmKind, Value

COUNTED = (HarmKind.KILLED, HarmKind.INJURED, HarmKind.ABDUCTED, HarmKind.ARRESTED, HarmKind.MISSING)
"""What is counted in persons, and so that it can be compared."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NOUN_WITHIN = 4
"""Words behind a number among which its noun stands ("two other senior inspectors")."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as one voice of one report gives it.

    Attributes:
        low: least that it allows.
        high: most, None where nothing bounds it.
        noun: what is counted, "" for people in all.
        given: by whom and in which words.
    """

    low: int
    high: int | None
    noun: str
    given: Given

    @property
    def order(self) -> tuple[bool, int, int, str, tuple[str, ...]]:
        """Sort numbers of people in all first, then the most exact."""
        wide = 10**9 if self.high is None else self.high - self.low
        return bool(self.noun), wide, self.low, self.given.report, self.given.claims


def numbers(inquiry: Inquiry) -> Iterator[Contested]:
    """Yield the contested numbers, one kind of harm after the other; later figures that replace earlier ones apart."""
    for kind in COUNTED:
        said = sorted((n for t in inquiry.tellings for n in _of_telling(inquiry, t, kind)), key=lambda n: n.order)
        groups = apart(said, _apart)
        if len(groups) > 1:
            yield from _sorted_out(inquiry, kind, groups)


def _sorted_out(inquiry: Inquiry, kind: HarmKind, groups: list[list[_Number]]) -> Iterator[Contested]:
    """Yield what is left of rival numbers when those that were replaced are put aside."""
    rivals: set[int] = set()
    replaced: set[int] = set()
    for (a, one), (b, other) in pairs(list(enumerate(groups))):
        newer = _replaces(inquiry, one, other)
        if newer is None:
            rivals |= {a, b}
        else:
            replaced.add(b if newer is one else a)
    if not rivals:
        return
    values = {n: _value(inquiry, kind, group) for n, group in enumerate(groups)}
    still = [values[n] for n in sorted(rivals)]
    updated = [values[n] for n in sorted(replaced - rivals)]
    why = f"At the same time reports give numbers of {kind.value} that do not meet."
    yield inquiry.contested(Field.NUMBER, still, why, sorted(updated, key=lambda v: (v.since, v.value)))


def _replaces(inquiry: Inquiry, one: list[_Number], other: list[_Number]) -> list[_Number] | None:
    """Return which of two numbers replaced the other; None where both were given at one time.

    A later one that is higher replaces the earlier: people die, the missed are found. A later one that is lower does
    only where the same voice gives it.
    """
    early, late = (one, other) if _first(inquiry, one) <= _first(inquiry, other) else (other, one)
    voices = {n.given.root for n in early}
    same = bool(voices - {""}) and voices == {n.given.root for n in late}
    if same:
        return late
    after = _last(inquiry, early) < _first(inquiry, late) != "~"
    return late if after and late[0].low > early[0].low else None


def _first(inquiry: Inquiry, group: Sequence[_Number]) -> str:
    return inquiry.since([n.given for n in group]) or "~"


def _last(inquiry: Inquiry, group: Sequence[_Number]) -> str:
    return inquiry.until([n.given for n in group]) or "~"


def _value(inquiry: Inquiry, kind: HarmKind, group: list[_Number]) -> Value:
    most = group[0]
    if most.high is None:
        words = f"{most.low} or more"
    else:
        words = str(most.low) if most.low == most.high else f"{most.low} to {most.high}"
    words = f"{words} {most.noun}" if most.noun else words
    return inquiry.value(words, kind.value, [n.given for n in group])


def _apart(one: _Number, other: _Number) -> bool:
    """Say whether two numbers cannot both hold."""
    if one.noun == other.noun:
        return not _meet(one, other)
    if one.noun and other.noun:
        return False
    part, whole = (one, other) if one.noun else (other, one)
    return whole.high is not None and part.low > whole.high


def _meet(one: _Number, other: _Number) -> bool:
    return (one.high is None or other.low <= one.high) and (other.high is None or one.low <= other.high)


def _of_telling(inquiry: Inquiry, telling: Telling, kind: HarmKind) -> Iterator[_Number]:
    """Yield the numbers that one report gives, one for each voice and noun."""
    voices: defaultdict[tuple[str, str], list[tuple[Harm, int, int | None]]] = defaultdict(list)
    for harm in telling.incident.harm:
        if harm.kind is kind:
            claim = inquiry.claim(harm.claim)
            root = claim.root.source.name.casefold() if claim is not None else ""
            noun, low, high = _counted(telling.record.report.text, harm)
            voices[root, noun].append((harm, low, high))
    for (_, noun), harms in sorted(voices.items(), key=lambda v: v[0]):
        counted = [s for s in harms if s[2] is not None or s[0].high is None]
        said = counted or harms
        low = max(low for _, low, _ in said)
        given = inquiry.given(telling, [h.claim for h, _, _ in said if h.claim], [h.span for h, _, _ in said])
        yield _Number(low, _most(said), noun, given)


def _most(said: list[tuple[Harm, int, int | None]]) -> int | None:
    """Return the most that several numbers of one voice allow: their sum; the same number said again counts once."""
    distinct = {(low, high) for _, low, high in said}
    highs = [high for _, high in distinct]
    return None if None in highs else sum(h for h in highs if h is not None)


def _counted(text: str, harm: Harm) -> tuple[str, int, int | None]:
    """Return what a number counts, and its bounds; "" and no upper bound where a victim is told and not counted."""
    words = [w.casefold() for w in _WORD.findall(harm.span.words(text))]
    at = next((n for n, w in enumerate(words) if w[0].isdigit() or w in _number_words()), None)
    if at is None:
        return "", harm.low, None
    anybody, attackers = _nouns()
    behind = words[at + 1 : at + 1 + _NOUN_WITHIN]
    low = harm.low
    if _with_attackers(text, harm):
        low = max(0, low - 1)
    if not behind or any(w in anybody for w in behind):
        return "", low, harm.high
    noun = next((w for w in behind if w.endswith(("s", "men", "children"))), behind[0])
    return ("attackers" if noun in attackers else noun.removesuffix("s")), low, harm.high


def _with_attackers(text: str, harm: Harm) -> bool:
    """Say whether the number is said to include those who did it."""
    behind = text[harm.span.end : harm.span.end + limits.REACH].casefold()
    found = re.search(r"\bincluding (?:the |a |one )?((?:[\w-]+ ?){1,3})", behind)
    return found is not None and bool(set(_WORD.findall(found.group(1))) & _nouns()[1])


@functools.cache
def _number_words() -> frozenset[str]:
    # "a man was killed" tells a victim and counts nobody.
    return frozenset(w for e in load("number_words", NumberWord) for w in e.words) - {"a", "an", "another"}


@functools.cache
def _nouns() -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns that leave out nobody, and those for who did it."""
    entries = load("counted_nouns", CountedNoun)
    return tuple(frozenset(w for e in entries if e.kind == kind for w in e.words) for kind in ("anybody", "attacker"))  # type: ignore[return-value]
