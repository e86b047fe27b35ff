"""Why a charge, an arrest or a conviction is not for the incident: its kind, its year, or words that put it before.

"In 2015 he was also charged with robbery", in a report about a shooting of 2018, is no word about the shooting.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.incidents.responsibility.courts import crimes
from onrecord.incidents.responsibility.ground import Ground
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import Tie
from onrecord.incidents.responsibility.suspects import is_naming
from onrecord.incidents.responsibility.terms import SENTENCED
from onrecord.incidents.roles import under_charge
from onrecord.model import Incident, RoleKind, Stance, When

_LAW = frozenset({Stance.CHARGED, Stance.CONVICTED, Stance.CLEARED, Stance.SUSPECTED})
_PLEA = "plead"
_EARLIER, _UNRELATED, _PRIOR = listed("earlier"), listed("unrelated"), listed("prior")
_OF_PAST, _PASTS, _CASES = listed("of-past"), listed("pasts"), listed("cases")
_FAR = 40
"""Words behind one of law among which it says for what; lists of counts are longer, and begin with the gravest."""
_DEEP = 12
"""Words above one of law that are looked at; sentences are rarely deeper."""
_APART = 31
"""Days that lie between two dates at least which no slip of a weekday explains."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEFORE = frozenset({"nummod", "compound", "amod", "nmod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def another_deed(ground: Ground, tie: Tie, incident: Incident) -> str:
    """Return why a tie is about another deed than the incident, "" where nothing says so.

    Args:
        ground: the report.
        tie: words of law or of blame that seem to be about the incident.
        incident: the incident.
    """
    if is_naming(tie):
        return "" if _fits(ground, tie.deeds, incident) else "the suspicion is of something else"
    if not tie.own:
        return ""
    words = list(_for_what(tie))
    if _names_victim(ground, words, incident):
        return ""
    named = any(_points_at(ground, t, incident) for t in words)
    if _dated_before(ground, tie, incident, named=named):
        return "it is for something earlier"
    if named:
        return ""
    if _of_the_past(tie, words):
        return "it is for something else that is told beside it"
    law = tie.stance in _LAW or tie.word.lemma_.lower() == _PLEA
    return "the charges are for something else" if law and not _fits(ground, words, incident) else ""


def _for_what(tie: Tie) -> Iterator[Token]:
    """Yield the words behind one of law up to the next finite verb with a subject of its own, or above or beside it.

    The words are read in their order: the parser hangs the counts of a charge anywhere.
    """
    word = tie.word
    above = frozenset(itertools.islice(word.ancestors, _DEEP))
    for token in word.doc[word.i + 1 : min(word.sent.end, word.i + 1 + _FAR)]:
        if token.tag_ in _FINITE and (token in above or token.head == word or _own_subject(token, word)):
            return
        yield token
    yield from (d for d in tie.deeds if d.i < word.i)


def _own_subject(verb: Token, word: Token) -> bool:
    return any(c.dep_ in _SUBJECTS and c.i > word.i and c.tag_[:1] != "W" for c in verb.children)


def _names_victim(ground: Ground, words: Sequence[Token], incident: Incident) -> bool:
    """Say whether a charge names whom the incident befell: that is surer than its day and kind."""
    hurt = {r.entity for r in incident.fillers(RoleKind.VICTIM) if r.entity}
    entities, entity_of = ground.notes.entities, ground.notes.entity_of
    held = (entities[entity_of[t.i]] for t in words if t.i in entity_of and t.pos_ == "PROPN")
    return any(e.id in hurt and e.named for e in held)


def _points_at(ground: Ground, token: Token, incident: Incident) -> bool:
    """Say whether a word names the incident as one known ("in the shooting", "with killing the clerk")."""
    if token.lemma_.lower() in _CASES and token.head.lower_ == "in" and any(map(_definite, token.children)):
        return True
    crime = crimes().get(token.lemma_.lower())
    if ground.incident_at.get(token.i) is not incident or (crime is not None and not crime.violent):
        return False
    if token.pos_ == "VERB":
        return True
    held = any(c.dep_ in ("det", "poss", "amod", "nummod", "compound") and _definite(c) for c in token.children)
    return held or token.head.lower_ in ("in", "over") or any(c.lower_ == "of" for c in token.rights)


def _definite(word: Token) -> bool:
    return word.dep_ == "poss" or word.lower_ in ("the", "this", "that", "these", "those", "last")


def _dated_before(ground: Ground, tie: Tie, incident: Incident, *, named: bool) -> bool:
    """Say whether the words of a tie tell a day that ended well before the incident began.

    Where they name the incident, the day of the charge counts, or "the 2014 shooting": an incident's own day can be
    read wrong.
    """
    begun = incident.when.earliest[:10] if incident.when is not None else ""
    if not begun or begun > (ground.notes.report.published or begun):
        return False  # a day that was read wrong
    return any(
        when.latest and _days(when.latest) + _APART < _days(begun) for when in _told_with(ground, tie, named=named)
    )


def _told_with(ground: Ground, tie: Tie, *, named: bool) -> Iterator[When]:
    """Yield the days told with the word of a tie or with the deed, not those of other clauses."""
    times = ground.notes.times
    sentence = tie.word.sent
    first = bisect.bisect_left(times, sentence.start_char, key=lambda t: t.span.start)
    for mention in times[first:]:
        if mention.span.start >= sentence.end_char:
            return
        if mention.when is None or mention.kind not in ("DATE", "TIME"):
            continue
        at = next(ground.tokens((mention.span,)), None)
        if at is None or (named and _of_the_deed(at)):
            continue
        if tie.rule == SENTENCED or _same_clause(at, tie):
            yield mention.when


def _of_the_deed(at: Token) -> bool:
    """Say whether a day stands behind a noun ("the bombing of an airliner in 1988"), which it may not belong to."""
    if at.dep_ in _BEFORE and at.head.i > at.i and at.head.ent_type_ != at.ent_type_:
        return False  # "the 2014 shooting"
    current = at
    for _ in range(4):
        if current.dep_ in ("prep", "npadvmod") and current.head.pos_ in ("VERB", "AUX"):
            return False
        if current.head == current or current.dep_ not in ("pobj", "prep", *_BEFORE, "npadvmod"):
            return True
        current = current.head
    return True


def _same_clause(at: Token, tie: Tie) -> bool:
    """Say whether a word stands in the clause of a tie: no other verb stands between it and the tie's."""
    current = at
    for _ in range(8):
        if current in (tie.word, tie.frame):
            return True
        if current.head == current or (
            current.pos_ in ("VERB", "AUX") and current.dep_ not in ("pcomp", "xcomp", "acl")
        ):
            return False
        if current.pos_ in ("NOUN", "PROPN") and current == tie.actor:
            return False  # "Brandt, arrested in 2015, ..."
        current = current.head
    return False


def _days(day: str) -> int:
    """Return a day as a number that grows with it, exact to three days."""
    year, month, date = (int(part) for part in (*day[:10].split("-"), "1", "1")[:3])
    return round(year * 365.25 + (month - 1) * 30.44 + date)


def _of_the_past(tie: Tie, words: list[Token]) -> bool:
    """Say whether words put a charge before the report's events, or into another case."""
    word = tie.word
    if any(c.lower_ in _EARLIER for c in (*word.children, *_between(tie))):
        return True
    if any(t.lower_ in _UNRELATED or (t.lower_ in _PRIOR and _of_charge(t, tie)) for t in words):
        return True
    pasts = [t for t in word.sent if t.lemma_.lower() in _PASTS]
    return any(c.lower_ in _OF_PAST for t in pasts for c in t.children) or any(t.lower_ == "rap" for t in pasts)


def _of_charge(word: Token, tie: Tie) -> bool:
    """Say whether an adjective stands before what somebody is charged with ("a separate murder charge")."""
    head = word.head.head if word.head.dep_ == "compound" else word.head
    return head in tie.deeds


def _between(tie: Tie) -> Iterator[Token]:
    """Yield the helpers and adverbs right before the word of a tie."""
    for token in reversed(tie.word.doc[max(tie.word.sent.start, tie.word.i - 4) : tie.word.i]):
        if token.pos_ not in ("AUX", "ADV", "PART"):
            return
        yield token


def _fits(ground: Ground, words: Sequence[Token], incident: Incident) -> bool:
    """Say whether one of the crimes named can be that of the incident, or none is named that we know."""
    kinds = [found for t in words if (found := crimes().get(t.lemma_.lower()) or crimes().get(t.lower_))]
    if not kinds or incident.type != "ASSAULT":
        return True
    if any(kind.violent for kind in kinds):
        return True
    told = {t.lemma_.lower() for t in ground.tokens(incident.triggers) if t not in words and not under_charge(t)}
    return any(not told.isdisjoint(kind.lemmas) for kind in kinds)
