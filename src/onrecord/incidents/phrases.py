"""Whether what stands beside a word makes it report an event: "cut" with a cable, "took" at gunpoint."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Token

from onrecord.incidents import words
from onrecord.incidents.kinds import is_body, is_person, weapon
from onrecord.incidents.syntax import all_of, child_of_agent, content, passive, patient, phrases, subject
from onrecord.lexicon.schema_events import EventPhrase

_LAW = frozenset(
    {"officer", "policeman", "unit", "squad", "patrol", "group", "force", "criminal", "agent", "detective"}
)
"""Words for those who fight that are mostly those of the police, or of anybody."""
_BANDS = frozenset({"militia", "cartel", "mafia", "junta", "front", "brigade", "battalion", "commando"})
_LOOKS = frozenset({"armed", "masked", "hooded", "uniformed", "camouflaged", "plainclothes", "mutinous", "gun-toting"})
_BEARS = frozenset({"uniform", "gun", "rifle", "mask", "balaclava", "fatigue", "fatigues", "plainclothes", "pistol"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_SENTENCE = 60
"""Words of a sentence that are looked at."""


def fits_phrase(token: Token, entry: EventPhrase, said: Collection[str]) -> bool:
    """Say whether everything stands beside a word that its entry asks for.

    Args:
        token: the word.
        entry: its entry.
        said: the lemmas and words of the report.
    """
    if token.pos_ == "VERB" and token.dep_ == "amod" and entry.mode != "unconventional":
        return False  # "the ousted king", "leaked data": a state, told as known
    if entry.definite and not any(c.lower_ in _KNOWN or c.dep_ == "poss" for c in token.children):
        return False
    if entry.report and not any(word in said for word in entry.report):
        return False
    if entry.sentence and not any({t.lemma_.lower(), t.lower_} & set(entry.sentence) for t in _near(token)):
        return False
    held = [one for head in _held(token) for one in all_of(head)]
    if entry.things and not any(_is_one(one, entry.things) for one in held):
        return False
    if entry.weapons and not any((w := weapon(content(one))) is not None and w.id in entry.weapons for one in held):
        return False
    if entry.behind and not any(_stands(token, rule) for rule in entry.behind):
        return False
    if not entry.doers and not entry.never:
        return True
    doers = [one for head in _doers(token) for one in all_of(head)]
    if any(_is_one(one, entry.never) for one in doers):
        return False
    return not entry.doers or any(_is_one(one, entry.doers) for one in doers)


def _near(token: Token) -> Iterator[Token]:
    sentence = token.sent
    yield from token.doc[max(sentence.start, token.i - _SENTENCE) : min(sentence.end, token.i + _SENTENCE)]


def _held(token: Token) -> Iterator[Token]:
    """Yield what a verb is done to; of a noun whose it is, or what stands behind "of"."""
    if token.pos_ in ("VERB", "AUX"):
        held = patient(token)
        if held is not None:
            yield held
        yield from (c for c in token.children if c.dep_ in ("dobj", "acomp") and c != held)  # "was given a poison"
        return
    yield from (c for c in token.children if c.dep_ == "poss")
    yield from (held for prep, held in phrases(token) if prep == "of")


def _doers(token: Token) -> Iterator[Token]:
    if token.pos_ not in ("VERB", "AUX"):
        yield from (held for prep, held in phrases(token) if prep == "by")
        return
    doer = child_of_agent(token) if passive(token) else subject(token)
    if doer is not None:
        yield doer


def _is_one(head: Token, names: Iterable[str]) -> bool:
    inner, stem = content(head), head.lower_.removesuffix("s")  # the lemma of "graves" may be anything
    for name in names:
        check = _CHECKS.get(name)
        if check(head) if check is not None else name in (head.lemma_.lower(), head.lower_, inner.lemma_.lower(), stem):
            return True
    return False


def is_armed(head: Token) -> bool:
    """Say whether somebody is told to be armed, or is called by a word for those who attack.

    Args:
        head: the word that heads the phrase.
    """
    inner = content(head)
    kind = words.people().get(inner.lemma_.lower())
    if kind in ("perpetrator", "combatant") and inner.lemma_.lower() not in _LAW:
        return True
    if inner.lemma_.lower() in _BANDS:
        return True
    looks = {c.lower_ for one in {head, inner} for c in one.lefts}
    return bool(looks & _LOOKS) or any(p in ("in", "with") and t.lemma_.lower() in _BEARS for p, t in phrases(inner))


def _is_somebody(head: Token) -> bool:
    return is_person(head) or is_body(head)


def _is_weapon(head: Token) -> bool:
    return weapon(content(head)) is not None


def _is_any(_: Token) -> bool:
    return True


_CHECKS = {
    "*armed": is_armed,
    "*somebody": _is_somebody,
    "*person": is_person,
    "*weapon": _is_weapon,
    "*any": _is_any,
}


@functools.cache
def _rule(rule: str) -> tuple[str, tuple[str, ...]]:
    prep, _, names = rule.partition("=")
    return prep, tuple(names.split("|"))


def _stands(token: Token, rule: str) -> bool:
    """Say whether a phrase with the preposition of a rule and one of its words hangs on a word."""
    wanted, names = _rule(rule)
    found = itertools.chain(phrases(token), *(phrases(c) for c in token.children if c.dep_ in ("prt", "advmod")))
    return any(prep == wanted and any(_is_one(one, names) for one in all_of(held)) for prep, held in found)
