"""When and where: the time and the place that the words around a trigger give it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.incidents.aftermath import is_aftermath
from onrecord.incidents.limits import NEAR_TREE
from onrecord.incidents.syntax import phrases
from onrecord.model import PlaceLevel, PlaceMention, Precision, Report, SegmentKind, Span, TimeMention, When

_SAYING = frozenset(
    {
        "say",
        "tell",
        "report",
        "add",
        "announce",
        "state",
        "confirm",
        "claim",
        "deny",
        "publish",
        "post",
        "broadcast",
        "declare",
        "speak",
    }
)
_BROUGHT_TO = frozenset(
    {"take", "transport", "rush", "fly", "airlift"}
    | {"treat", "pronounce", "hospitalize", "transfer", "admit", "recover", "book", "extradite", "live", "reside"}
)
"""Verbs behind which a place is where the hurt or the arrested were brought to, or live."""
_NO_BOUNDS = frozenset({Precision.VAGUE, Precision.UNKNOWN})
_COARSE = {
    PlaceLevel.CONTINENT: 5,
    PlaceLevel.REGION: 4,
    PlaceLevel.COUNTRY: 3,
    PlaceLevel.ADMIN1: 2,
    PlaceLevel.NATURAL: 2,
    PlaceLevel.ADMIN2: 1,
}
_M = TypeVar("_M", TimeMention, PlaceMention)
_AT = frozenset({"in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "into", "off"})
_PART_OF = frozenset(
    {"north", "south", "east", "west", "center", "centre", "outskirts", "suburb", "city", "town", "village", "district"}
    | {"department", "province", "region", "state", "municipality", "area", "part", "neighborhood", "capital", "port"}
    | {"street", "streets", "border", "coast", "edge", "heart", "downtown", "northeast", "northwest", "southeast"}
    | {"southwest", "county", "sector", "zone", "jurisdiction", "side", "km", "kilometers", "miles"}
)
"""Nouns after which "of X" says where: "the north of X"."""


class Surroundings:
    """Times and places of a report by position, so that each trigger looks only into its own sentence."""

    def __init__(self, doc: Doc, triggers: Iterable[Token]) -> None:
        """Index the times and places of the Doc.

        Args:
            doc: the annotated report.
            triggers: its event words; what hangs on another of them is not a trigger's own.
        """
        self._triggers = frozenset(t.i for t in triggers)
        held = notes(doc)
        self._doc = doc
        self._times = [
            t
            for t in held.times
            if t.when is not None and t.kind in ("DATE", "TIME") and not of_the_page(held.report, t.span)
        ]
        self._time_starts = [t.span.start for t in self._times]
        self._places = [p for p in held.places if p.literal]
        self._place_starts = [p.span.start for p in self._places]

    def time_of(self, trigger: Token, outside: Sequence[Span] = (), *, attack: bool = False) -> When | None:
        """Return the time that stands nearest to the trigger in its sentence's tree.

        Args:
            trigger: the event word.
            outside: phrases about something else, such as what somebody is punished for.
            attack: whether it is an attack, or an arrest for one; what is done about those is no part of them.
        """
        best: tuple[float, int, When] | None = None
        for mention in self._in_sentence(trigger, self._times, self._time_starts):
            head = self._head(mention.span)
            if any(span.covers(mention.span) for span in outside):
                continue
            if head is None or mention.when is None or head.tag_ == "MD":  # "May" in a headline
                continue
            steps = _distance(trigger, head, self._triggers)
            if steps is None or (attack and is_aftermath(trigger, head, self._triggers, place=False)):
                continue
            if attack and _of_somebody(trigger, head):
                continue
            cost = steps + (4 if mention.when.precision in _NO_BOUNDS else 0)
            if best is None or (cost, mention.span.start) < best[:2]:
                best = (cost, mention.span.start, mention.when)
        return best[2] if best and best[0] <= NEAR_TREE else None

    def place_of(self, trigger: Token, outside: Sequence[Span] = (), *, attack: bool = False) -> PlaceMention | None:
        """Return the literal place nearest to the trigger in its sentence's tree, the finer of two alike.

        Args:
            trigger: the event word.
            outside: phrases about something else, such as what somebody is punished for.
            attack: whether it is an attack, or an arrest for one; what is done about those is no part of them.
        """
        best: tuple[float, int, PlaceMention] | None = None
        for mention in self._in_sentence(trigger, self._places, self._place_starts):
            head = self._head(mention.span)
            if head is None or any(span.covers(mention.span) for span in outside):
                continue
            steps = _distance(trigger, head, self._triggers)
            if steps is None or (attack and is_aftermath(trigger, head, self._triggers, place=True)):
                continue
            if (
                not _says_where(head, self._triggers)
                or _told_elsewhere(head, trigger)
                or (mention.level is PlaceLevel.UNPLACED and head.ent_type_ == "PERSON")
            ):
                continue
            cost = steps + 0.6 * _COARSE.get(mention.level, 0)
            if best is None or (cost, mention.span.start) < best[:2]:
                best = (cost, mention.span.start, mention)
        return best[2] if best and best[0] <= NEAR_TREE else None

    def _in_sentence(self, trigger: Token, items: list[_M], starts: list[int]) -> list[_M]:
        sentence = trigger.sent
        return items[bisect_left(starts, sentence.start_char) : bisect_right(starts, sentence.end_char)]

    def _head(self, span: Span) -> Token | None:
        found = self._doc.char_span(span.start, span.end, alignment_mode="expand")
        return found.root if found is not None and len(found) else None


_OF_THE_PAGE = re.compile(
    r"(?:\b(?:published|posted|updated|created|modified|uploaded|aired|first posted|tune in|watch)\b(?: (?:on|at|in))?"
    r"|\bcopyright\b|©|\(c\)|\(@\w{1,20}\))[^\n.;()]{0,32}$",
    re.IGNORECASE,
)
_PAGE_REACH = 60
"""Characters before a time within which it is said that the time is the page's."""


def of_the_page(report: Report, span: Span) -> bool:
    """Say whether a time is that of the page: when it was published or updated, a post sent, a programme is to come.

    Args:
        report: the report.
        span: the words of the time.
    """
    segment = report.segment_at(span.start)
    if segment is not None and segment.kind is SegmentKind.BOILERPLATE:
        return True
    line = report.text[max(0, span.start - _PAGE_REACH) : span.start].rpartition("\n")[2]
    found = _OF_THE_PAGE.search(line)
    return found is not None and _is_stamp(line[: found.start()], line[found.start() :])


def _is_stamp(before: str, words: str) -> bool:
    """Say whether "posted" and the like begin a stamp, and are no verb of a sentence ("he posted on Monday")."""
    return not words[:1].islower() or not before.strip(" (|-–—•") or ":" in words


def not_after(published: str, why: str) -> When | None:
    """Return the bound that the report's own date sets, None where it has none."""
    if not published:
        return None
    return When(latest=published[:10], precision=Precision.UNKNOWN, why=why)


def _says_where(head: Token, triggers: frozenset[int]) -> bool:
    """Say whether a place name stands where something is, not for who acts or is acted on."""
    if head.dep_ == "pobj":
        prep = head.head
        if prep.head.lemma_.lower() in _BROUGHT_TO:
            return False
        return prep.lower_ in _AT or (prep.lower_ in ("of", "from") and prep.head.lower_ in _PART_OF)
    if head.dep_ in ("appos", "conj", "npadvmod") and head.head != head:
        return head.dep_ == "npadvmod" or _says_where(head.head, triggers)
    if head.dep_ in ("compound", "nmod", "poss") and head.head.dep_ == "pobj":
        return head.head.head.lower_ in _AT
    return head.dep_ == "compound" and head.head.i in triggers


_NOT_THERE = frozenset(
    {"hospital", "clinic", "infirmary", "ward", "morgue", "jail", "prison", "penitentiary", "court", "courthouse"}
    | {"courtroom", "conference", "hearing", "trial", "funeral", "vigil", "interview", "statement", "briefing"}
    | {"speech", "newspaper", "headquarters", "office", "university", "exile"}
)
"""Nouns whose place is where the hurt are treated, the accused held and tried, or somebody speaks."""
_CARED_FOR = frozenset({"medical", "trauma", "burn", "health", "detention", "correctional"})
"""What makes such a place of a center or a facility."""
_DIES = frozenset({"die", "dead", "death", "perish", "perished"})
_CLIMB = 10


def _told_elsewhere(head: Token, trigger: Token) -> bool:
    """Say whether a place is where somebody speaks of the event, or where the hurt or the accused were brought.

    An attack may be on a hospital or a court: where the trigger's own phrase holds it, it is the place.
    """
    if _is_care_or_law(head) and (head.dep_ != "pobj" or head.head.head != trigger):
        return True
    brought = False
    step = head
    for _ in range(_CLIMB):
        step = step.head
        if step == trigger:
            break
        if step.pos_ in ("NOUN", "PROPN"):
            kinds = {c.lower_ for c in step.lefts}
            brought = brought or step.lemma_.lower() in _NOT_THERE or bool(kinds & _CARED_FOR)
        elif step.pos_ in ("VERB", "AUX"):  # "attacks were reported in X" says where they were
            said = step.lemma_.lower() in _SAYING and step.tag_ != "VBN" and step.is_ancestor(trigger)
            return brought or said
    return brought and trigger.lemma_.lower() in _DIES


LAW = frozenset(
    {"arrest", "charge", "sentence", "convict", "plead", "indict", "book", "arraign", "appear", "testify", "accuse"}
    | {"acquit", "waive", "admit", "try", "trial", "hearing", "arraignment", "sentencing", "plea", "verdict", "court"}
    | {"extradite", "conviction", "indictment", "prosecute", "jail", "imprison", "detain", "custody", "probation"}
    | {"courtroom", "guilty", "surrender", "stand", "retrial", "testimony", "dismiss"}
)
"""Words of the law: what they are dated with is no time of the event that they are about."""


def at_law(verb: Token) -> str:
    """Return the word by which a verb tells what the law does ("was back in a courtroom", "halted his trial")."""
    if verb.pos_ not in ("VERB", "AUX"):
        return ""
    heads = (verb, *(c for c in verb.children if c.dep_ in ("advmod", "acomp")))
    held = [h for head in heads for prep, h in phrases(head) if prep in _IN_COURT]
    said = (t.lemma_.lower() for t in (*held, *(c for c in verb.children if c.dep_ == "dobj")))
    return next((lemma for lemma in said if lemma in LAW), "")


_IN_COURT = frozenset({"in", "at", "before", "during", "to", "of"})


def _is_care_or_law(head: Token) -> bool:
    """Say whether a place is itself a hospital, a court or a jail ("booked into the Larn County Jail")."""
    return head.pos_ in ("NOUN", "PROPN") and head.lemma_.lower() in _CARE_OR_LAW


_CARE_OR_LAW = frozenset({"hospital", "court", "courthouse", "jail", "prison", "infirmary", "morgue"})
_TELLS_ORDER = frozenset({"after", "before", "since", "until"})


def _other_clause(verb: Token) -> bool:
    """Say whether a clause tells of something before or after ("a day before he was to meet them in Tarvik")."""
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _TELLS_ORDER for c in verb.children)


def _of_somebody(trigger: Token, head: Token) -> bool:
    """Say whether a time stands in a clause about somebody, not about the event ("a clerk who arrived on Monday").

    What somebody was doing then is when it befell him: "a clerk, who was walking home on Monday, was shot".
    """
    step = head
    for _ in range(NEAR_TREE):
        if step in (trigger, step.head):
            return False
        if step.dep_ == "relcl" and step.pos_ in ("VERB", "AUX"):
            who = any(c.tag_ in ("WP", "WP$") and c.lower_ in _WHO for c in step.lefts)
            doing = step.tag_ == "VBG" or any(c.dep_ == "advcl" for c in step.children)
            return who and not doing and not step.is_ancestor(trigger)
        step = step.head
    return False


_WHO = frozenset({"who", "whom"})


def _distance(trigger: Token, head: Token, triggers: frozenset[int]) -> float | None:
    """Return the steps from a trigger to a time or place, None where a clause of its own stands between.

    Going up to a verb of saying costs more: "said on Friday" dates the saying. The law is not passed: "pleaded guilty
    today for the shooting" dates the plea.
    """
    before_law = trigger.lemma_.lower() not in LAW
    above: dict[int, float] = {}
    step, cost = trigger, 0.0
    for _ in range(NEAR_TREE):
        if before_law and step is not trigger and (step.lemma_.lower() in LAW or at_law(step)):
            break
        above[step.i] = cost
        if step.head == step:
            break
        up = step.head
        cost += (
            4.0
            if up.lemma_ in _SAYING and up.pos_ == "VERB"
            else (1.0 if step.dep_ not in ("relcl", "advcl", "ccomp") else 2.0)
        )
        step = up
    step, cost = head, 0.0
    for _ in range(NEAR_TREE):
        if step.i in above:
            return cost + above[step.i]
        if step.i in triggers:
            return None
        if step.head == step or _other_clause(step):
            return None
        cost += 4.0 if step.lemma_ in _SAYING and step.pos_ == "VERB" else 0.0  # "in a message posted on Friday"
        cost += 1.0 if step.dep_ not in ("relcl", "advcl", "ccomp", "conj") else 3.0
        step = step.head
    return None
