"""Dead, hurt, held, damaged: outcomes and counts as said."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.incidents import words
from onrecord.incidents.draft import Draft, Filler
from onrecord.incidents.limits import MOST_COUNTED
from onrecord.incidents.syntax import child, content
from onrecord.model import Harm, HarmKind, RoleKind, Span

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_AT_LEAST = frozenset({"least", "more", "over", "above", "minimum", "exceed"})
_AT_MOST = frozenset({"most", "up", "under", "fewer", "less", "below", "almost", "nearly"})
_ABOUT = frozenset({"about", "around", "some", "approximately", "roughly"})
_THINGS = frozenset({HarmKind.DAMAGED, HarmKind.DESTROYED})


def read_harm(draft: Draft) -> None:
    """Put the outcomes that the trigger says into the draft."""
    kind = draft.entry.harm
    if not kind:
        return
    harm = HarmKind(kind)
    wanted = (RoleKind.TARGET,) if harm in _THINGS else (RoleKind.VICTIM, RoleKind.RECIPIENT)
    held = [f for f in draft.fillers if f.kind in wanted]
    either = _one_of_two(draft.token)
    for one in held:
        low, high, best = count(one)
        if either:
            low, best = 0, None
        start, end = min(one.span.start, draft.span.start), max(one.span.end, draft.span.end)
        near = end - start <= 200
        draft.harm.append(Harm(harm, low, high, best, Span(start, end) if near else one.span))
    if not held and harm not in _THINGS:
        known = _of_lives(draft, harm) or _of_deaths(draft, harm) or _of_dead(draft, harm)
        draft.harm.append(known or Harm(harm, 0 if either else 1, None, None, draft.span))


def _one_of_two(token: Token) -> bool:
    """Say whether "or" joins one harm to another ("forty were killed or wounded"): each may be all of them or none."""
    first = token.head if token.dep_ == "conj" else token
    joined = [first, *first.conjuncts]
    if token not in joined or not any(c.dep_ == "cc" and c.lower_ == "or" for t in joined for c in t.children):
        return False
    joined.sort(key=lambda t: t.i)
    shared = all(child(t, "dobj") is None for t in joined[:-1])  # the object of the last is that of all
    return shared and any(t != token and _says_harm(t) for t in joined)


def _says_harm(token: Token) -> bool:
    names = (token.lemma_.lower(), token.lower_, words.event_forms().get(token.lower_, ""))
    return any(e.harm for n in names for e in words.event_words().get(n, ()))


def _of_lives(draft: Draft, harm: HarmKind) -> Harm | None:
    """Return the count of "claimed the lives of nine miners"."""
    for c in draft.token.children:
        if c.dep_ == "dobj" and c.lemma_ == "life":
            low, high, best = _of_words(c)
            if best is None:
                for of in c.children:
                    if of.lower_ == "of":
                        inner = next((p for p in of.children if p.dep_ == "pobj"), None)
                        if inner is not None:
                            low, high, best = _of_words(inner)
            return Harm(harm, low, high, best, draft.span)
    return None


def _of_deaths(draft: Draft, harm: HarmKind) -> Harm | None:
    """Return the count of "41 murders": as many are dead."""
    token = draft.token
    if harm is not HarmKind.KILLED or token.lemma_.lower() not in _DEATHS or token.tag_ != "NNS":
        return None
    low, high, best = _of_words(token)
    return Harm(harm, low, high, best, draft.span) if best is not None else None


def _of_dead(draft: Draft, harm: HarmKind) -> Harm | None:
    """Return the count of "left at least 12 dead", which has a number and no noun."""
    token = draft.token
    number = next((c for c in token.lefts if c.dep_ == "nummod"), None)
    if token.lower_ != "dead" or number is None:
        return None
    low, high, best = _of_words(token)
    return Harm(harm, low, high, best, Span(number.idx, draft.span.end)) if best is not None else None


_DEATHS = frozenset({"murder", "homicide", "killing", "death", "slaying", "fatality"})


def count(filler: Filler) -> tuple[int, int | None, int | None]:
    """Return least, most and said number of a filler: of "a group of four men" that of the men."""
    inside = content(filler.head) if filler.head.lemma_.lower() in _HOLDS else filler.head
    found = _of_words(inside)
    return found if inside == filler.head or found[2] is not None else _of_words(filler.head)


_HOLDS = frozenset({"total", "group", "band", "squad", "crew", "series", "body", "remains"})
"""Nouns whose "of" says how many are in them."""


def _of_words(head: Token) -> tuple[int, int | None, int | None]:
    lowest, highest, said, bounds = 0, 0, False, set[str]()
    for token in _counting(head):
        bounds.update(c.lower_ for c in token.subtree if c.i <= token.i)
        bounds.update(c.lower_ for c in head.doc[max(0, token.i - 3) : token.i])
        digits = _DIGITS.fullmatch(token.text)
        number = words.numbers().get(token.lower_)
        if digits and token.ent_type_ != "DATE":
            value = min(int(digits.group().replace(",", "")), MOST_COUNTED)
            lowest, highest, said = value, value, True
        elif number is not None:
            lowest, highest, said = number.low, number.high, number.exact
        if lowest:
            break
    if not lowest:
        plural = head.tag_ in ("NNS", "NNPS") or head.lower_ in ("they", "them", "people")
        return (2, None, None) if plural else (1, 1, 1)
    if bounds & _AT_LEAST:
        return (lowest, None, lowest if said else None)
    if bounds & _AT_MOST:
        return (1, highest or None, highest if said else None)
    if bounds & _ABOUT:
        return (1, None, lowest if said else None)
    return (lowest, highest or None, lowest if said else None)


def _counting(head: Token) -> list[Token]:
    """Return the words of a phrase that may count: its number, its quantifier, itself ("twelve were wounded")."""
    if head.ent_type_ == "PERSON" and head.pos_ == "PROPN":
        return []
    found = [c for c in head.lefts if c.dep_ in ("nummod", "amod", "quantmod", "predet") or c.pos_ == "NUM"]
    return [*found, head] if head.pos_ in ("NUM", "NOUN", "ADJ", "PRON") else found
