"""Tells a raid to search or to arrest from an attack that is called a raid.

Police, agents and officials raid to search; gunmen, rebels and warplanes raid to strike; soldiers do either, and what
their raid led to decides. Where nobody is named the sentence is asked the same, and a raid told again is what it was.
A raid in which somebody is shot or blown up is an attack, whoever it is by.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.annotate.columns import columns
from onrecord.incidents import words
from onrecord.incidents.kinds import entity
from onrecord.incidents.syntax import all_of, child_of_agent, content, passive, patient, phrases, subject
from onrecord.lexicon import load
from onrecord.lexicon.schema_scope import SearchWord

_BEFORE = ("compound", "amod", "nmod", "poss")
_RELATED = ("advcl", "conj", "relcl", "acl", "xcomp")
_EARLIER = frozenset({"after", "because", "since", "as", "when", "following", "while", "where", "before", "until"})
"""Words before a clause that tells something else than what the raid itself did."""
_SENTENCE = 60
"""Words of a sentence that are looked at."""
_BACK = 400
"""Words before a raid in which it may have been told already."""
_UP = 4


@functools.cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(lemma for e in load("search_words", SearchWord) if e.kind == kind for lemma in e.lemmas)


def is_search(raid: Token) -> bool:
    """Say whether a word for a raid tells a search or arrests.

    Args:
        raid: the verb or noun.
    """
    found = _own(raid)
    if found is not None or raid.pos_ == "VERB":
        return bool(found)
    lemmas = columns(raid.doc).lemmas
    earlier = (raid.doc[i] for i in range(raid.i - 1, max(-1, raid.i - _BACK), -1) if lemmas[i] == raid.lemma_)
    return any(_own(told) for told in itertools.islice(earlier, 1))


def _own(raid: Token) -> bool | None:
    """Return what its own words say; None where they say nothing."""
    who = {name for one in _doers(raid) for name in _names(one)}
    if who & _kind("battle") or _violent(raid):
        return False
    near = {t.lemma_.lower() for t in _near(raid)}
    if who & _kind("searcher"):
        return True
    if who & _kind("soldier"):
        return bool(near & (_kind("sign") | _kind("find")) or _object(raid) & _kind("dwelling"))
    if any(words.people().get(name) == "perpetrator" for name in who):
        return False
    if _led_to(raid) & _kind("sign"):
        return True
    signs = near & (_kind("sign") if who else _kind("sign") | _kind("find"))
    return True if signs and not any(_harms(t) for t in _near(raid)) else None


def _led_to(raid: Token) -> set[str]:
    """Return what a raid is told in one breath with ("was raided and documents confiscated")."""
    return {c.lemma_.lower() for c in raid.children if c.dep_ in _RELATED and not _starts_another(c)}


def _object(raid: Token) -> set[str]:
    held = [patient(raid)] if raid.pos_ == "VERB" else [h for prep, h in phrases(raid) if prep in ("on", "at", "of")]
    return {t.lemma_.lower() for one in held if one is not None for t in all_of(one)}


def _starts_another(clause: Token) -> bool:
    return any(m.lower_ in _EARLIER for m in clause.lefts)


def _names(head: Token) -> Iterator[str]:
    yield from (head.lemma_.lower(), head.lower_, content(head).lemma_.lower())
    yield from (c.lower_ for c in head.lefts if c.dep_ in _BEFORE)
    known = entity(head) if head.pos_ == "PRON" else None
    if known is not None:
        yield from known.name.lower().split()


def _doers(raid: Token) -> Iterator[Token]:
    """Yield who raids, and what stands before the noun."""
    if raid.pos_ == "VERB":
        doer = child_of_agent(raid) if passive(raid) else subject(raid)
        if doer is not None:
            yield from all_of(doer)
        return
    yield from (c for c in raid.lefts if c.dep_ in _BEFORE)
    yield from (held for prep, held in phrases(raid) if prep == "by")
    for c in raid.children:
        by = child_of_agent(c) if c.dep_ == "acl" else None
        if by is not None:
            yield by
    if raid.dep_ in ("dobj", "nsubjpass"):
        doer = subject(raid.head) if raid.dep_ == "dobj" else child_of_agent(raid.head)
        yield from all_of(doer) if doer is not None else ()


def _violent(raid: Token) -> bool:
    """Say whether somebody is told to be shot, killed or blown up in it."""
    told = [c for c in raid.children if c.dep_ in _RELATED and not _starts_another(c)]
    step = raid
    for _ in range(_UP):
        if step.dep_ not in ("pobj", "prep", "nsubj", "nsubjpass", "dobj", "conj", "compound") or step.head == step:
            break
        if step.dep_ == "prep" and step.lower_ in _EARLIER:
            break
        step = step.head
        told.append(step)
    held = [c for t in told for c in t.children if c.dep_ in ("dobj", "conj", "oprd", "ccomp", "xcomp", "acomp")]
    return any(_harms(t) for t in (*told, *held) if t.i != raid.i)


def _harms(token: Token) -> bool:
    """Say whether a word by itself tells that somebody is hurt, shot at or bombed."""
    entries = words.event_words().get(token.lemma_.lower(), ()) or words.event_words().get(token.lower_, ())
    return any(
        e.type == "ASSAULT" and words.is_plain(e) and (e.harm in ("killed", "injured") or e.mode in _WITH_WEAPONS)
        for e in entries
    )


_WITH_WEAPONS = frozenset({"firearms", "explosives", "aerial", "heavy-weapons"})


def _near(raid: Token) -> Iterator[Token]:
    sentence = raid.sent
    near = raid.doc[max(sentence.start, raid.i - _SENTENCE) : min(sentence.end, raid.i + _SENTENCE)]
    yield from (t for t in near if t.i != raid.i)
