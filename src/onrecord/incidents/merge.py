"""Which triggers tell one event: by syntax, by who was hurt, by what "the attack" can refer to."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from onrecord.annotate.extensions import notes
from onrecord.incidents import words
from onrecord.incidents.draft import Cluster, Draft, Filler
from onrecord.incidents.harm import count
from onrecord.incidents.kinds import entity
from onrecord.incidents.limits import MOST_CLUSTERS_COMPARED, MOST_MENTIONS_COMPARED, SAME_EVENT
from onrecord.incidents.referring import denies, hurts_one_told, is_of_one_case, is_told_of, may_deny, of_a_court
from onrecord.incidents.syntax import child, child_of_agent, content, passive, phrases, subject
from onrecord.model import MentionKind, PlaceLevel, PlaceMention, Realis, RoleKind, When

ANYBODY = frozenset(
    {"man", "woman", "person", "people", "child", "boy", "girl", "teenager", "teen", "youth", "baby", "infant", "one"}
    | {"civilian", "resident", "victim", "suspect", "student", "driver", "other", "adult", "minor", "individual"}
    | {"member", "relative", "family", "friend", "couple", "citizen", "casualty", "dozen", "hundred", "neighbor"}
    | {"wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "cousin", "uncle", "aunt"}
    | {"nephew", "niece", "parent", "grandmother", "grandfather", "girlfriend", "boyfriend", "partner", "roommate"}
    | {"passenger", "pedestrian", "bystander", "someone", "somebody", "he", "she", "they", "player", "classmate"}
)
"""Nouns that say little of who somebody is: the same person may be called by any two of them."""

_OPEN_MODES = frozenset({"", "targeted", "destroy", "beat", "torture"})
"""Modes that say how it ended or why, and so go with any weapon."""

_UP_TO_EVENT = 4
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_HURT = (RoleKind.VICTIM, RoleKind.TARGET, RoleKind.SITE, RoleKind.RECIPIENT)
_DOERS = (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION, RoleKind.PARTY, RoleKind.LEADER)
NEW = frozenset({"another", "a", "an", "new", "separate", "second", "third", "earlier", "previous", "other", "similar"})


def link(drafts: list[Draft]) -> None:
    """Note which drafts the syntax ties together: "the blast killed two", "died when a bomb exploded"."""
    at = {d.token.i: n for n, d in enumerate(drafts)}
    holders: dict[int, int] = {}  # weapon -> the first draft that it is the weapon of
    for number, draft in enumerate(drafts):
        for f in draft.fillers:
            if f.kind is RoleKind.INSTRUMENT:
                holders.setdefault(f.head.i, number)
    for number, draft in enumerate(drafts):
        others = [n for t in _tied(draft) for n in (at.get(t.i), holders.get(t.i)) if n is not None]
        # "a bomb placed under the jeep exploded": one weapon, one event
        others.extend(holders[f.head.i] for f in draft.fillers if f.kind is RoleKind.INSTRUMENT)
        for other in others:
            if other != number and _may_tie(draft, drafts[other]):
                draft.links.add(other)
                drafts[other].links.add(number)


def _may_tie(one: Draft, two: Draft) -> bool:
    if one.entry.type != two.entry.type or (one.realis is Realis.GENERIC) != (two.realis is Realis.GENERIC):
        return False
    if one.unmet != two.unmet and not _same_hurt(one, [two]):
        return False
    return not disjoint(one.when, two.when)


def worlds_apart(some: list[Draft], others: list[Draft]) -> bool:
    """Say whether only one side tells what took place, and nobody hurt says that it is what the other expects.

    "They vowed to kill officers" tells of no murder; "he ordered the murder of A" may be of the one that was told. What
    will be done, or would be, never is what was done.
    """
    if (not _real(some) and not _real(others)) or (_real(some) and _real(others)):
        return False
    told, open_ = (some, others) if _real(some) else (others, some)
    for draft in open_:
        known = definite(draft.token) if draft.token.pos_ in ("NOUN", "PROPN") else False
        if draft.realis is Realis.FUTURE or (draft.unmet and draft.realis is Realis.HYPOTHETICAL):
            return True
        if draft.realis is Realis.PLANNED and not known and not _same_hurt(draft, told):
            return True
    return False


def _real(drafts: list[Draft]) -> bool:
    return any(d.realis in (Realis.ACTUAL, Realis.ATTEMPTED) for d in drafts)


def _same_hurt(draft: Draft, others: list[Draft]) -> bool:
    shared, _ = _compare(_identified(draft.fillers), _identified([f for d in others for f in d.fillers]))
    return shared


def _tied(draft: Draft) -> Iterator[Token]:
    token, outcome = draft.token, draft.entry.force in ("harm", "effect")
    doer = child_of_agent(token) or (subject(token) if token.pos_ in ("VERB", "AUX") else None)
    if doer is not None:
        yield content(doer)
        yield doer
    for prep, head in phrases(token):
        if prep in ("in", "by", "during", "from", "with", "at"):
            yield head
    for c in token.children:
        if c.dep_ in ("advcl", "appos") or (c.dep_ in ("conj", "xcomp") and (outcome or c.i - token.i <= 3)):
            yield c
        elif c.dep_ == "prep" and outcome and c.lower_ in ("after", "when", "as"):
            yield from (p for p in c.children if p.dep_ in ("pobj", "pcomp"))
    yield from _tied_above(token, outcome=outcome)


def _tied_above(token: Token, *, outcome: bool) -> Iterator[Token]:
    if outcome and token.dep_ in ("advcl", "conj", "xcomp", "ccomp"):
        yield token.head
    if token.dep_ == "relcl" and any(c.lower_ in ("when", "as") and c.dep_ == "advmod" for c in token.children):
        # "was wounded on Monday when a bomb went off": the clause tells the event, not the day
        yield from itertools.islice(token.ancestors, 1, _UP_TO_EVENT)
    held = None
    if token.pos_ == "ADJ" and token.head != token:
        held = subject(token.head)
    elif outcome and token.pos_ == "NOUN":
        held = child(token.head, "nsubj")
    if held is not None:
        yield held


def cluster(drafts: list[Draft]) -> list[Cluster]:
    """Return drafts put together by event, events in order of their first trigger."""
    clusters: list[Cluster] = []
    for group in _groups(drafts):
        found = _home(group, clusters)
        if found is None:
            found = Cluster()
            clusters.append(found)
        found.drafts.extend(group)
    for found in clusters:
        found.drafts.sort(key=lambda d: d.token.i)
    return sorted(clusters, key=lambda c: c.drafts[0].token.i)


def _groups(drafts: list[Draft]) -> list[list[Draft]]:
    """Return drafts that the syntax ties, in order of their first trigger."""
    seen: set[int] = set()
    out: list[list[Draft]] = []
    for number in range(len(drafts)):
        if number in seen:
            continue
        group, waiting = [], [number]
        while waiting:
            n = waiting.pop()
            if n not in seen:
                seen.add(n)
                group.append(n)
                waiting.extend(drafts[n].links)
        out.append([drafts[n] for n in sorted(group)])
    return out


def _home(group: list[Draft], clusters: list[Cluster]) -> Cluster | None:
    best: tuple[float, Cluster] | None = None
    salient = max(clusters, key=lambda c: len(c.drafts), default=None)
    for back, candidate in enumerate(reversed(clusters[-MOST_CLUSTERS_COMPARED:])):
        scores = [_score(draft, candidate) for draft in group]
        known = [s for s in scores if s is not None]
        if len(known) < len(scores) or not known:
            continue
        score = max(known) - 0.05 * back
        score += 0.4 if candidate is salient else 0.0
        if not any(d.mode and s == max(known) for d, s in zip(group, known, strict=True)):
            score += 1.0 if {d.mode for d in group if d.mode} & {d.mode for d in candidate.sample} else 0.0
        if best is None or score > best[0]:
            best = (score, candidate)
    return best[1] if best is not None and best[0] >= SAME_EVENT else None


def _score(draft: Draft, candidate: Cluster) -> float | None:
    """Return how much speaks for one event; None where something forbids it."""
    first, latest = candidate.drafts[0], candidate.drafts[-1]
    if first.entry.type != draft.entry.type:
        return None
    if (draft.realis is Realis.GENERIC) != (first.realis is Realis.GENERIC):
        return None
    if draft.realis is Realis.GENERIC:
        return SAME_EVENT + 1
    if worlds_apart([draft], candidate.sample):
        return None
    gap = draft.sentence - latest.sentence
    if gap and all(d.entry.force == "effect" for d in candidate.sample):
        return None  # a death alone is no event that anything could refer to
    some, others = _identified(draft.fillers), _identified(candidate.sampled(*_HURT))
    shared, clash = _compare(some, others)
    bystander = _bystander(draft, candidate, gap)
    denied = denies(draft)
    if denied and not any(may_deny(draft, d) for d in candidate.sample):
        return None
    if _apart(draft, candidate, by_weapon=not denied) or (
        not bystander and (clash or (not shared and _other_people(some, others)))
    ):
        return None
    score = 3.0 if shared or bystander else _likeness(draft, candidate)
    doers, _ = _compare([f for f in draft.fillers if f.kind in _DOERS], candidate.sampled(*_DOERS))
    score += 1.5 if doers else 0.0
    score += 1.0 if draft.mode and any(d.mode == draft.mode for d in candidate.sample) else 0.0
    score += {0: 1.0, 1: 0.6, 2: 0.3}.get(gap, 0.0)
    score += 1.0 if any(_same_time(draft.when, d.when) for d in candidate.sample) else 0.0
    score += 0.5 if draft.where and any(d.where and d.where.name == draft.where.name for d in candidate.sample) else 0.0
    refers = draft.entry.refers and not shared and not bystander and definite(draft.token)
    named = refers and (_other_offices(draft, candidate) or _of_long_ago(draft, candidate))
    score += 3.0 if denied else _reference(draft, gap, named=named)
    if gap <= _PERSON_KEPT and hurts_one_told(draft):
        attempted = draft.realis is Realis.ATTEMPTED
        score += 2.0 if attempted or any(d.entry.harm == "killed" for d in candidate.sample) else 0.0
    score += _one_kind(draft, candidate)
    if first.entry.plural and draft.entry.plural:  # "the talks": told of again and again
        score += 3.0
    return score


def _reference(draft: Draft, gap: int, *, named: bool) -> float:
    """Return how much the trigger's own form asks for an event told before.

    Args:
        draft: what the trigger tells.
        gap: sentences since the event was last told.
        named: whether it says itself who was hurt, and nothing says that they are those of the event told before: "the
            murder of the judge" says which it is.
    """
    token, entry = draft.token, draft.entry
    if draft.charge or is_of_one_case(draft) or is_told_of(token):
        return 3.0
    if entry.force == "weak" and token.pos_ == "VERB":
        return 2.4 if gap <= 1 else 0.0
    if entry.force == "effect":
        return {0: 3.0, 1: 2.4, 2: 2.0}.get(gap, 0.0)
    if entry.force == "harm":
        return {0: 2.0, 1: 1.0}.get(gap, 0.0)
    if any(f.kind is RoleKind.INSTRUMENT and _given(f.head) for f in draft.fillers):
        return 2.8  # "the device exploded": one that was told of
    if not entry.refers:
        return 0.0
    before = {c.lower_ for c in token.children}
    if not gap and before & {
        "latest",
        "such",
    }:  # "was burned on Monday, the second such attack": told in the same breath
        return 3.0
    if before & NEW:
        return -1.0
    if entry.force == "echo":
        return 3.0 if definite(token) else -2.0
    return 2.8 if definite(token) and not named else 1.0


def definite(noun: Token) -> bool:
    """Say whether a noun is put as known: "the shooting", "her death", "the shooting scene"."""
    if noun.dep_ == "compound" and noun.head.i == noun.i + 1 and noun.head.tag_ == "NN":
        noun = noun.head
    return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.children)


def _given(head: Token) -> bool:
    """Say whether a noun is put as known: "the device", with nothing that tells it from another."""
    return (
        head.tag_ == "NN"
        and any(c.lower_ in _DEFINITE for c in head.children)
        and not any(c.lower_ in NEW or c.dep_ in ("relcl", "acl") for c in head.children)
    )


def _bystander(draft: Draft, candidate: Cluster, gap: int) -> bool:
    """Say whether somebody was hurt with no cause said, right behind an event that could be it."""
    token = draft.token
    if draft.entry.force != "harm" or token.pos_ != "VERB" or not passive(token) or gap > _BYSTANDERS:
        return False
    if draft.when is not None or draft.where is not None or child_of_agent(token) is not None:
        return False
    if any(c.dep_ in ("advcl", "prep") and c.lower_ not in _SOURCE for c in token.children):
        return False
    return any(d.entry.force == "event" and not d.entry.echo and d.mode == "explosives" for d in candidate.sample)


_BYSTANDERS = 2
"""Sentences behind the event in which others hurt by it are told of."""
_SOURCE = frozenset({"according"})


def _apart(draft: Draft, candidate: Cluster, *, by_weapon: bool) -> bool:
    """Say whether time, place or weapon tell them apart, or only one is an invasion."""
    if invades([draft]) != invades(candidate.sample):
        return True
    for other in candidate.sample:
        if disjoint(draft.when, other.when) or elsewhere(draft.where, other.where):
            return True
        if by_weapon and draft.sentence != other.sentence and other_weapon(draft, other):
            return True
    return False


def invades(drafts: Iterable[Draft]) -> bool:
    """Say whether a war is told that holds many attacks ("since the invasion")."""
    return any(d.entry.label == "Invasion" and not any(c.lower_ == "home" for c in d.token.lefts) for d in drafts)


def _one_kind(draft: Draft, candidate: Cluster) -> float:
    """Return how much it says that both are of a kind that a report tells once: a poisoning, a track taken apart."""
    tag = draft.entry.tag
    if tag not in _ONCE or not any(d.entry.tag == tag for d in candidate.sample):
        return 0.0
    own = draft.when is not None and all(d.when is None for d in candidate.sample)
    return 0.0 if own and not of_a_court(draft) else 2.0


_PERSON_KEPT = 3
"""Sentences behind a killing in which "her" can be the one killed."""
_ONCE = frozenset({"poison", "track"})


def other_weapon(one: Draft, two: Draft) -> bool:
    """Say whether two drafts tell of attacks of different kinds, by what was used."""
    way, other = way_of(one), way_of(two)
    return bool(way and other) and way != other


def way_of(draft: Draft) -> str:
    """Return the mode that tells an attack from others, "" where it goes with any."""
    return "" if draft.entry.echo or draft.mode in _OPEN_MODES else draft.mode


def disjoint(one: When | None, two: When | None) -> bool:
    """Say whether two ranges cannot be the same time."""
    if one is None or two is None:
        return False
    if one.latest and two.earliest and one.latest < two.earliest[: len(one.latest)]:
        return True
    return bool(two.latest and one.earliest and two.latest < one.earliest[: len(two.latest)])


def _same_time(one: When | None, two: When | None) -> bool:
    return one is not None and two is not None and bool(one.earliest) and one.earliest[:10] == two.earliest[:10]


def elsewhere(one: PlaceMention | None, two: PlaceMention | None) -> bool:
    """Say whether two places cannot hold one event: other countries, or other towns."""
    if one is None or two is None or one.name == two.name:
        return False
    if one.country and two.country and one.country != two.country:
        return True
    return one.level is PlaceLevel.CITY and two.level is PlaceLevel.CITY


def _identified(fillers: list[Filler]) -> list[Filler]:
    """Return those hurt who can be told from others: names, entities, counted or described groups."""
    return [f for f in fillers if (f.kind in _HURT and f.head.pos_ != "PRON") or (f.kind in _HURT and f.entity >= 0)]


def key(filler: Filler) -> str:
    """Return what tells a filler from others."""
    if filler.entity >= 0:
        return f"#{filler.entity}"
    return content(filler.head).lemma_.lower()


def _compare(some: list[Filler], others: list[Filler]) -> tuple[bool, bool]:
    """Return whether two groups share somebody, and whether they are named and all different."""
    if not some or not others:
        return False, False
    if {key(f) for f in some} & {key(f) for f in others}:
        return True, False
    names, other_names = name_words(some), name_words(others)
    if names & other_names:
        return True, False
    return False, bool(names and other_names)


_AGE = re.compile(r"\b(\d{1,3})[- ]year[- ]old")
_MALE = frozenset({"man", "boy", "male", "father", "son", "husband", "brother", "he", "him"})
_FEMALE = frozenset({"woman", "girl", "female", "mother", "daughter", "wife", "sister", "she", "her"})


def _other_people(some: list[Filler], others: list[Filler]) -> bool:
    """Say whether ages, sexes or "a second man" tell the persons apart."""
    if not some or not others:
        return False
    if any(c.lower_ in ("second", "third", "another", "other") for f in some for c in f.head.lefts):
        return True
    told, other_ages = ages(some), ages(others)
    if told and other_ages:
        return not told & other_ages
    sex, other_sex = sexes(some), sexes(others)
    return len(sex) == len(other_sex) == 1 and sex != other_sex


def ages(fillers: list[Filler]) -> set[str]:
    """Return the ages that fillers are said to have."""
    return {a for f in fillers for a in _AGE.findall(f.span.words(notes(f.head.doc).report.text))}


def sexes(fillers: list[Filler]) -> set[str]:
    """Return the sexes that the nouns and pronouns of fillers say: "m", "f"."""
    heads = {content(f.head).lemma_.lower() for f in fillers}
    return {name for name, group in (("m", _MALE), ("f", _FEMALE)) if heads & group}


def _likeness(draft: Draft, candidate: Cluster) -> float:
    """Return how far persons who share no name or mention may be the same."""
    if _alike(draft, candidate) or _same_craft(draft, candidate):
        return 2.0
    some = [f for f in draft.fillers if f.kind is RoleKind.VICTIM]
    others = candidate.sampled(RoleKind.VICTIM)
    if not some or not others or not (_unnamed(some) or _unnamed(others)):
        return 0.0
    said, told = {count(f)[2] for f in some}, {count(f)[2] for f in others}
    return 1.5 if said & told - {None} else 0.0


def _other_offices(draft: Draft, candidate: Cluster) -> bool:
    """Say whether those hurt are called by what nobody is called at once: "the priests", "a magistrate"."""
    some = offices(called([f for f in draft.fillers if f.kind in _HURT]))
    others = offices(called(candidate.sampled(*_HURT)))
    return bool(some and others) and not some & others


def offices(names: Iterable[str]) -> set[str]:
    """Return of the nouns that somebody is called by those that say who he is, and not only that he is a person."""
    return {o for o in names if o not in ANYBODY and o in words.people()}


def craft(lemma: str) -> str:
    """Return what a ship, plane or bus is called at large, else the word itself.

    Args:
        lemma: of a noun.
    """
    return next((kind for kind, names in _CRAFT.items() if lemma in names), lemma)


_CRAFT = {
    "ship": frozenset({"ship", "tanker", "vessel", "freighter", "boat", "dhow", "trawler", "ferry", "yacht", "barge"}),
    "plane": frozenset({"plane", "airliner", "aircraft", "jet", "airplane", "flight", "jetliner"}),
}


def _same_craft(draft: Draft, candidate: Cluster) -> bool:
    """Say whether "the vessel" that is taken may be the tanker that was."""
    if draft.mode != "abduct" or not any(d.mode == "abduct" for d in candidate.sample):
        return False
    some = {craft(f.head.lemma_.lower()) for f in draft.fillers if f.kind in _HURT and _given(f.head)}
    others = {craft(f.head.lemma_.lower()) for f in candidate.sampled(*_HURT) if f.head.tag_ == "NN"}
    return bool(some & others & set(_CRAFT))


def _of_long_ago(draft: Draft, candidate: Cluster) -> bool:
    """Say whether a noun is dated by a month or year that is not said of the event: "the breach in March"."""
    when = draft.when
    if when is None or not when.spans or brief(when) or len(when.earliest) < len("2000-01"):
        return False
    return not any(d.when is not None for d in candidate.sample)


def brief(when: When) -> bool:
    """Say whether a time is no longer than an attack."""
    try:
        first, last = (dt.date.fromisoformat(day[:10]) for day in (when.earliest, when.latest))
    except ValueError:
        return False
    return last - first <= _LONG


_LONG = dt.timedelta(days=2)
"""Days from which a time is longer than an attack."""


def _unnamed(fillers: list[Filler]) -> bool:
    return not name_words(fillers)


def _alike(draft: Draft, candidate: Cluster) -> bool:
    """Say whether one side names nobody and its noun is among what the other is called ("a general", "the general")."""
    some = [f for f in draft.fillers if f.kind in _HURT]
    others = candidate.sampled(*_HURT)
    if name_words(some) and name_words(others):
        return False
    return bool(called(some) & called(others))


def join_described(groups: dict[tuple[RoleKind, str], list[Filler]]) -> None:
    """Join "a general" to the one named general among the victims of an event."""
    for kind in (RoleKind.VICTIM, RoleKind.RECIPIENT):
        named = [k for k, held in groups.items() if k[0] is kind and name_words(held)]
        if len(named) != 1:
            continue
        known = called(groups[named[0]])
        plain = [
            k
            for k, held in groups.items()
            if k[0] is kind
            and k != named[0]
            and all(f.head.tag_ in ("NN", "NNP") for f in held)
            and called(held) & known
        ]
        for k in plain:
            groups[named[0]].extend(groups.pop(k))


def called(fillers: list[Filler]) -> set[str]:
    """Return the nouns that the fillers are called by anywhere in the report."""
    out: set[str] = set()
    seen: set[str] = set()
    for f in fillers:
        known = entity(f.head)
        if known is not None and known.id in seen:
            known = None
        elif known is not None:
            seen.add(known.id)
        if f.head.pos_ == "NOUN" or f.head.lemma_.lower() in words.people():
            out.add(content(f.head).lemma_.lower())
        if known is not None:
            text = notes(f.head.doc).report.text
            nominal = (m for m in known.mentions if m.kind is MentionKind.NOMINAL)
            out.update(m.head.words(text).lower() for m in itertools.islice(nominal, MOST_MENTIONS_COMPARED))
    return out


def name_words(fillers: list[Filler]) -> set[str]:
    """Return the words of names, without titles, ranks and initials."""
    out: set[str] = set()
    for f in fillers:
        known = entity(f.head)
        if f.head.pos_ != "PROPN" or f.head.lemma_.lower() in words.people() or (known is not None and not known.named):
            continue
        out.update(
            t.lower_
            for t in (f.head, *f.head.lefts)
            if t.pos_ == "PROPN" and len(t) > 2 and not t.text.endswith(".") and t.lemma_.lower() not in words.people()
        )
    return out
