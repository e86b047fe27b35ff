"""Puts what is left of one event to it: reads a report as being about few events, and weighs what tells them apart.

`merge` joins a trigger to what was told before it. A headline is told before anything else, a victim is named after
being described, and "the shooting" may stand far from the shooting: so events are looked at once more when all are
known, the most told first. What is said apart (day, place, weapon, persons, numbers, "another") stays apart.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.incidents import merge
from onrecord.incidents.draft import Cluster, Draft, Filler
from onrecord.incidents.harm import count
from onrecord.incidents.kinds import is_street, is_town
from onrecord.incidents.limits import (
    GATHER,
    GATHERINGS,
    MOST_DRAFTS_WEIGHED,
    MOST_EVENTS_GATHERED_AT,
    NEAR_TREE,
    ONE_EVENT,
)
from onrecord.incidents.referring import is_told_of
from onrecord.model import Realis, RoleKind, SegmentKind, When

_CAPTION = re.compile(r"(?:published|posted|updated|created|copyright)\W{1,3}(?:on )?\w{0,9}\W{0,2}$", re.IGNORECASE)
_BEFORE = 34
_NO_PERSON = frozenset({"GPE", "LOC", "ORG", "FAC", "DATE", "TIME", "EVENT"})
_HURT = (RoleKind.VICTIM, RoleKind.TARGET, RoleKind.RECIPIENT)


@dataclass(slots=True)
class _Event:
    """A cluster with what tells it from others."""

    cluster: Cluster
    drafts: list[Draft] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    ages: set[str] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    things: set[str] = field(default_factory=set)
    doers: set[str] = field(default_factory=set)
    dead: set[int] = field(default_factory=set)
    counts: dict[str, set[int]] = field(default_factory=dict)
    ones: dict[str, set[str]] = field(default_factory=dict)
    times: list[tuple[Draft, When]] = field(default_factory=list)
    ways: set[str] = field(default_factory=set)
    apart: int = 0
    headline: bool = False
    lead: bool = False

    def take(self, drafts: Iterable[Draft]) -> None:
        """Add what drafts say."""
        for draft in drafts:
            hurt = [f for f in draft.fillers if f.kind in _HURT]
            told = [f for f in hurt if f.head.pos_ != "PRON" or f.entity >= 0]
            if len(self.drafts) < MOST_DRAFTS_WEIGHED:
                self.drafts.append(draft)
                self.ways |= {merge.way_of(draft)} - {""}
                when = own_time(draft)
                if when is not None:
                    self.times.append((draft, when))
            self.names |= merge.name_words(
                [f for f in told if f.head.ent_type_ not in _NO_PERSON and not is_town(f.head)]
            )
            self.people |= {merge.key(f) for f in told}
            self.ages |= merge.ages(told)
            self.sexes |= merge.sexes(told)
            called = merge.called(told)
            self.called |= called
            self.offices |= merge.offices(called)
            self.things |= {merge.craft(f.head.lemma_.lower()) for f in draft.fillers if _is_aim(f)}
            self.doers |= {merge.key(f) for f in draft.fillers if f.kind is RoleKind.PERPETRATOR}
            if draft.entry.harm == "killed":
                self.dead |= {f.entity for f in hurt if f.entity >= 0}
            for f in hurt:
                said = _counted(f)
                if said:
                    self.counts.setdefault(draft.entry.harm, set()).add(said)
                if said == 1 and draft.entry.type != "ASSAULT":
                    self.ones.setdefault(draft.entry.harm, set()).add(merge.key(f))

    @property
    def many(self) -> bool:
        """Say whether several were hurt."""
        return any(n > 1 for said in self.counts.values() for n in said)


def gather(clusters: list[Cluster]) -> list[Cluster]:
    """Return clusters with the rest of an event put to it, events in order of their first trigger."""
    for _ in range(GATHERINGS):
        before = len(clusters)
        clusters = _gathered(clusters)
        if len(clusters) == before:
            break
    return clusters


def _gathered(clusters: list[Cluster]) -> list[Cluster]:
    """Put every event to the most told one that it may be, the most told first."""
    order = sorted(range(len(clusters)), key=lambda n: (-len(clusters[n].drafts), n))
    body = _body_of(clusters[0].drafts[0].token.doc) if clusters else 0
    totals = Counter[str]()
    for c in clusters:
        totals[c.drafts[0].entry.type] += len(c.drafts) if _may_gather(c) else 0
    kept: list[_Event] = []
    out: list[Cluster] = []
    for n in order:
        one = clusters[n]
        if not _may_gather(one):
            out.append(one)
            continue
        made = _event(one, body)
        total = totals[one.drafts[0].entry.type]
        scores = {k: _weigh(made, event, total) for k, event in enumerate(kept) if _kind(event.cluster) == _kind(one)}
        others = sum(len(kept[k].cluster.drafts) > 1 for k in scores) - 1
        alone = GATHER["rival"] * max(0, others)
        best = max(
            ((s + alone + GATHER["apart"] * max(0, kept[k].apart - 1), -k) for k, s in scores.items() if s is not None),
            default=None,
        )
        if best is not None and best[0] >= ONE_EVENT:
            home = kept[-best[1]]
            home.cluster.drafts.extend(one.drafts)
            home.take(made.drafts)
            continue
        out.append(one)
        if len(kept) < MOST_EVENTS_GATHERED_AT:
            for k, score in scores.items():
                if score is None:
                    kept[k].apart += 1
                    made.apart += 1
            kept.append(made)
    for cluster in out:
        cluster.drafts.sort(key=lambda d: d.token.i)
    return sorted(out, key=lambda c: c.drafts[0].token.i)


def _may_gather(cluster: Cluster) -> bool:
    drafts = cluster.drafts
    return (
        _kind(cluster) in _GATHERED
        and any(d.realis is Realis.ACTUAL for d in drafts)
        and not any(d.realis is Realis.GENERIC for d in drafts)
    )


def _kind(cluster: Cluster) -> tuple[str, str]:
    """Return what kind of event it is, of those that are told again and again: an attack, an arrest."""
    first = cluster.drafts[0]
    return first.entry.type, "" if first.entry.type == "ASSAULT" else first.mode


_GATHERED = frozenset({("ASSAULT", ""), ("COERCE", "arrest"), ("COERCE", "cyber")})


def _event(cluster: Cluster, body: int = 0) -> _Event:
    made = _Event(cluster)
    made.take(cluster.sample)
    made.headline = any(d.token.idx < body for d in cluster.sample)
    made.lead = any(body <= d.token.idx < body + _LEAD for d in cluster.sample)
    return made


_LEAD = 300
"""Characters of the body in which what a headline says is told."""


def _body_of(doc: Doc) -> int:
    """Return where the body of a report begins, behind its headline; 0 where it has none."""
    segments = notes(doc).report.segments
    first = next((n for n, s in enumerate(segments) if s.kind is SegmentKind.HEADLINE), None)
    return segments[first].span.end if first is not None else 0


def _aside(one: _Event, event: _Event) -> bool:
    """Say whether it is told with a long time of its own that the other is not ("which killed nine last week")."""
    if not one.times or any(merge.brief(when) for _, when in one.times):
        return False
    return not any(when.earliest == told.earliest for _, when in one.times for _, told in event.times)


def _weigh(one: _Event, event: _Event, total: int) -> float | None:
    """Return how much speaks for one event; None where something forbids it."""
    if one.dead & event.dead:  # a person is killed once
        return GATHER["dead"]
    if merge.worlds_apart(one.drafts, event.drafts):
        return None
    if _new(one) or _apart(one, event) or _other_deed(one, event):
        return None
    shared = bool(one.people & event.people or one.names & event.names)
    if not shared and (_others(one, event) or _other_arrest(one, event)):
        return None
    w = GATHER
    score = w["share"] * len(event.cluster.drafts) / max(total, 1)
    cyber = one.drafts[0].mode == "cyber"  # one intrusion hits servers, data, systems
    if cyber and (_aside(one, event) or _aside(event, one)):
        return None
    score += w["cyber"] if cyber else 0.0
    score += w["shared"] if shared else w["aged"] if one.ages & event.ages else 0.0
    if not shared and one.called and event.called:
        score += w["called"] if one.called & event.called else w["otherwise"]
        if not one.called & event.called and one.offices and event.offices and not one.offices & event.offices:
            score += w["offices"]
    if not shared and not cyber and one.things and not one.things & event.things:
        score += w["things"] if event.things else w["thing"]
    if not shared and not (one.many or event.many) and len(one.sexes) == len(event.sexes) == 1:
        score += w["sex"] if one.sexes != event.sexes and not one.ages & event.ages else 0.0
    score += w["doer"] if one.doers & event.doers else 0.0
    score += w["mode"] if {d.mode for d in one.drafts} & {d.mode for d in event.drafts} - {""} else 0.0
    score += w["weapon"] if one.ways and event.ways and len(one.ways | event.ways) > 1 else 0.0
    score += w["day"] if _same_day(one, event) else 0.0
    score += w["headline"] if (one.headline and event.lead) or (one.lead and event.headline) else 0.0
    score += w["aside"] if _aside(one, event) else 0.0
    score += _numbers(one, event)
    score += _form(one)
    gap = min(abs(a.sentence - b.sentence) for a in one.drafts for b in event.drafts)
    return score + w["near"] / (1 + gap)


def _other_arrest(one: _Event, event: _Event) -> bool:
    """Say whether several are held on one side, and not as many on the other."""
    if one.drafts[0].entry.type == "ASSAULT" or not (one.many or event.many) or not one.people or not event.people:
        return False
    return not any(_told(one, harm) & _told(event, harm) - {0, 1} for harm in one.counts)


def _told(event: _Event, harm: str) -> set[int]:
    """Return how many are said to be hurt or held so, and how many are told one by one."""
    return event.counts.get(harm, set()) | {len(event.ones.get(harm, ()))}


def _form(event: _Event) -> float:
    """Return how much the words themselves ask for an event told elsewhere."""
    w, best = GATHER, -9.0
    for draft in event.drafts:
        if draft.token.pos_ in ("VERB", "AUX", "ADJ"):
            best = max(best, w["effect"] if draft.entry.force == "effect" else w["verb"])
        elif merge.definite(draft.token):
            best = max(best, w["definite"])
        elif draft.token.tag_ in ("NNS", "NNPS"):
            best = max(best, w["plural"])
        else:
            best = max(best, w["indefinite"] if any(c.dep_ == "det" for c in draft.token.children) else w["bare"])
    return best


def _is_aim(filler: Filler) -> bool:
    """Say whether a filler is a thing that was aimed at, not the street where it was."""
    head = filler.head
    return (
        filler.kind in (RoleKind.TARGET, RoleKind.SITE) and head.ent_type_ not in ("GPE", "LOC") and not is_street(head)
    )


def _numbers(one: _Event, event: _Event) -> float:
    score = 0.0
    for harm in one.counts:
        said, told = _told(one, harm), _told(event, harm) if harm in event.counts else set()
        if not harm or not told:
            continue
        if said & told:
            score += GATHER["number"] if max(said & told) > 1 else 0.0
        elif max(told) < max(said):
            score += GATHER["more"]
    return score


def _counted(filler: Filler) -> int:
    said = count(filler)[2]
    return said if said is not None else 0


def _new(event: _Event) -> bool:
    """Say whether the words make it another event than those told: "another", "a second", "in previous shootings"."""
    return any(
        c.lower_ in merge.NEW and c.lower_ not in ("a", "an", "new")
        for d in event.drafts
        if d.token.pos_ in ("NOUN", "PROPN") and not is_told_of(d.token)
        for c in d.token.children
    ) or any(
        c.lower_ in ("another", "second", "third") and c.i < f.head.i
        for d in event.drafts
        for f in d.fillers
        if f.kind is not RoleKind.SITE
        for c in f.head.children
    )


def _other_deed(one: _Event, event: _Event) -> bool:
    """Say whether fighting or an abduction stands against something else."""
    if merge.invades(one.drafts) != merge.invades(event.drafts):
        return True
    told = [d for d in one.drafts if not d.entry.echo and d.entry.force != "effect"]
    other = [d for d in event.drafts if not d.entry.echo and d.entry.force != "effect"]
    if not told or not other:
        return False
    if any(d.entry.tag == "clash" for d in told) != any(d.entry.tag == "clash" for d in other):
        return True
    return any(d.mode == "abduct" for d in told) != any(d.mode == "abduct" for d in other)


def _apart(one: _Event, event: _Event) -> bool:
    """Say whether time, place or weapon tell them apart."""
    if any(way != other and not {way, other} <= _BLASTS for way in one.ways for other in event.ways):
        return True
    return any(_other_time(a, b) for a in one.times for b in event.times) or any(
        merge.elsewhere(a.where, b.where) for a in one.drafts for b in event.drafts
    )


_BLASTS = frozenset({"explosives", "heavy-weapons", "aerial", "drone", "suicide-attack"})
"""Ways that whoever tells of an attack confuses: a blast, a strike, shelling."""


def _other_time(one: tuple[Draft, When], two: tuple[Draft, When]) -> bool:
    (draft, when), (other, told) = one, two
    if not merge.disjoint(when, told):
        return False
    if "effect" in (draft.entry.force, other.entry.force):  # who was hurt may die of it later
        dying, deed = (when, told) if draft.entry.force == "effect" else (told, when)
        return bool(dying.latest) and dying.latest < deed.earliest
    return True


def own_time(draft: Draft) -> When | None:
    """Return when an event took place, where its own clause says so and no caption that dates a picture of it."""
    when, doc = draft.when, draft.token.doc
    if when is None or not when.spans:
        return None
    start, end = when.spans[0].start, when.spans[0].end
    if _CAPTION.search(notes(doc).report.text[max(0, start - _BEFORE) : start]):
        return None
    said = doc.char_span(start, end, alignment_mode="expand")
    if said is None or not len(said):
        return None
    holders = {draft.token.i, *(t.i for t in _clause(draft.token))}
    steps = itertools.islice(said.root.ancestors, NEAR_TREE)
    return when if any(t.i in holders for t in steps) else None


def _clause(trigger: Token) -> Iterator[Token]:
    """Yield the verbs whose times are those of the trigger: joined by "and", or telling that it happened."""
    step = trigger
    for _ in range(_JOINED):
        if step.dep_ not in ("conj", "advcl", "xcomp") or step.head == step:
            break
        step = step.head
        yield step
    if trigger.dep_ in ("nsubj", "nsubjpass") and trigger.head.lemma_ in _HAPPENS:
        yield trigger.head
    if trigger.dep_ == "pobj" and trigger.head.head.pos_ == "VERB" and trigger.head.lower_ in ("in", "during", "by"):
        yield trigger.head.head


_JOINED = 3
_HAPPENS = frozenset({"happen", "occur", "come", "take", "begin", "start", "be", "leave", "kill", "claim", "follow"})


def _same_day(one: _Event, event: _Event) -> bool:
    days = {when.earliest[:10] for _, when in one.times if len(when.earliest) >= _DAY}
    return any(when.earliest[:10] in days for _, when in event.times)


_DAY = len("2000-01-01")


def _others(one: _Event, event: _Event) -> bool:
    """Say whether names or ages tell those hurt apart."""
    if one.many or event.many:
        return False
    if one.names and event.names:
        return True
    return bool(one.ages and event.ages) and not one.ages & event.ages
