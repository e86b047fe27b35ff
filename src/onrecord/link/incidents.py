"""Same event across reports.

First the incidents that reports are about, compared by whole reports (`stories.py`); then all others, compared by what
is told of them alone. An incident told in passing joins only where it is told closely enough to be recognised: a name
of somebody involved, or a day and a place. Two incidents of one report are joined only where they have a victim in
common: the report tells them as two, and now and then only because it says the same twice.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link import limits
from onrecord.link.cluster import Clustering, Pair, Ruled, pair, ruled
from onrecord.link.compare import days_gap, shared_involved, shared_towns, victims_differ
from onrecord.link.explain import explain, score
from onrecord.link.facts import Facts, incident_facts
from onrecord.link.profiles import Profile
from onrecord.link.stories import REPEATED, Stories, find_stories
from onrecord.link.telling import Told
from onrecord.link.weights import weights
from onrecord.model import Cluster, Feature, Judgement, Realis, Repeat, Retold, Subject, Verdict, content_id

RULE = "rule:incident/1"
"""Who judges here; raised when the same profiles give other judgements."""


@dataclass(frozen=True, slots=True)
class _Case:
    """The incidents of a case.

    Attributes:
        told: by id.
        report: id of the report of each.
        facts: of each by itself.
        main: report -> id of the incident that it is about.
    """

    told: Mapping[str, Told]
    report: Mapping[str, str]
    facts: Mapping[str, Facts]
    main: Mapping[str, str]


def join_incidents(
    profiles: Sequence[Profile],
    judgements: Sequence[Judgement],
    retold: Sequence[Retold],
    entities: Sequence[Cluster],
    threshold: float,
) -> tuple[tuple[Cluster, ...], tuple[Judgement, ...]]:
    """Return incidents of the case, and the rules' judgements on the pairs that were compared.

    Args:
        profiles: of every report of the case.
        judgements: people's, live ones.
        retold: which report repeats which.
        entities: of the case; persons who are one under two names count as one.
        threshold: score from which two tellings are one incident.
    """
    del entities
    held = sorted(profiles, key=lambda p: p.report)
    case = _case(held)
    rules = ruled(judgements, Subject.INCIDENT)
    stories = find_stories(held, _on_reports(rules, case), retold, threshold)
    clustering = Clustering(_begin(stories, case), rules)
    scores = _own_scores(case, stories)
    clustering.join(scores, limits.SAME_TOLD - limits.SAME_INCIDENT + threshold, limits.NEVER_COMPARED)
    judged = (*_judged_mains(stories, case, threshold), *_judged_others(scores, case, stories))
    return _clusters(clustering, case, stories, threshold), tuple(sorted(judged, key=lambda j: (j.left, j.right)))


def story_of(
    profiles: Sequence[Profile], retold: Sequence[Retold] = (), threshold: float = limits.SAME_INCIDENT
) -> dict[str, str]:
    """Return for every report the id of the first report about the same event, itself where it is the first.

    Args:
        profiles: of every report of the case.
        retold: which report repeats which.
        threshold: score from which two reports are about one event.
    """
    held = sorted(profiles, key=lambda p: p.report)
    clustering = find_stories(held, Ruled(), retold, threshold).clustering
    return {p.report: clustering.of(p.report) for p in held}


def _case(profiles: Sequence[Profile]) -> _Case:
    told: dict[str, Told] = {}
    report: dict[str, str] = {}
    facts: dict[str, Facts] = {}
    for profile in profiles:
        for incident in profile.telling.incidents:
            told[incident.id] = incident
            report[incident.id] = profile.report
            facts[incident.id] = incident_facts(profile, incident)
    main = {p.report: p.telling.main for p in profiles if p.telling.main in told}
    return _Case(told, report, facts, main)


def _on_reports(rules: Ruled, case: _Case) -> Ruled:
    """Return what people decided on incidents that reports are about, as decisions on the reports."""
    about = {incident: report for report, incident in case.main.items()}

    def turned(pairs: Iterable[Pair]) -> Iterable[Pair]:
        return (pair(about[a], about[b]) for a, b in pairs if a in about and b in about and about[a] != about[b])

    return Ruled(tuple(turned(rules.same)), frozenset(turned(rules.different)))


def _begin(stories: Stories, case: _Case) -> list[list[str]]:
    """Return the clusters to begin with: what the reports of one story are about, of one type; others alone."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report, main in sorted(case.main.items()):
        groups[stories.clustering.of(report), case.told[main].type].append(main)
    mains = set(case.main.values())
    return [*groups.values(), *([i] for i in sorted(case.told) if i not in mains)]


_REAL = (Realis.ACTUAL, Realis.ATTEMPTED)


def _own_scores(case: _Case, stories: Stories) -> dict[Pair, float]:
    """Return the scores of pairs of incidents, one of them at least told in passing, that can be recognised."""
    mains = set(case.main.values())
    scores = {
        (left, right): _own_score(left, right, case, stories)
        for left, right in sorted(_meeting(case))
        if not (left in mains and right in mains) and _recognised(case.facts[left], case.facts[right])
    }
    for left, right in _copied(case, stories):
        scores[left, right] = max(scores.get((left, right), 0.0), REPEATED[Repeat.COPY])
    return scores


def _own_score(left: str, right: str, case: _Case, stories: Stories) -> float:
    one, other = case.facts[left], case.facts[right]
    found = score(one, other, stories.rarity, weights("incident"))
    if case.report[left] != case.report[right]:
        return found
    gap = days_gap(one.days, other.days)
    again = not one.victims.isdisjoint(other.victims) and (gap is None or gap <= 1)
    return found - limits.TOLD_AS_TWO if again else limits.NEVER_COMPARED


def _meeting(case: _Case) -> set[Pair]:
    """Return the pairs of incidents that share somebody involved, or day and place.

    Those that share one are compared with the next ones in time only, so that their number stays linear.
    """
    postings: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for incident, facts in case.facts.items():
        if case.told[incident].realis not in _REAL:
            continue
        for name in facts.involved:
            postings[facts.type, name, 0].append(incident)
        if facts.days is not None and facts.days[1] - facts.days[0] <= limits.NARROW_DAYS:
            for place, day in itertools.product((*facts.towns, *facts.spots), range(facts.days[0], facts.days[1] + 1)):
                postings[facts.type, place, day].append(incident)
    found: set[Pair] = set()
    for _, held in sorted(postings.items()):
        held.sort(key=lambda i: (case.facts[i].days or (case.facts[i].published or 0, 0), i))
        for at, one in enumerate(held):
            near = held[at + 1 : at + 1 + limits.MOST_NEIGHBOURS]
            found.update(pair(one, other) for other in near)
    return found


def _recognised(left: Facts, right: Facts) -> bool:
    """Say whether two incidents share enough to be known again, and tell of nothing that rules it out."""
    gap = days_gap(left.days, right.days)
    if gap is not None and gap > limits.FURTHEST_DAYS:
        return False
    if shared_involved(left, right):
        return True
    if gap != 0 or victims_differ(left, right):
        return False
    placed = bool(shared_towns(left, right) or left.spots.keys() & right.spots.keys())
    same = left.killed is not None and left.killed == right.killed
    return placed and (same or bool(left.ages & right.ages))


def _copied(case: _Case, stories: Stories) -> Iterator[Pair]:
    """Yield incidents that stand in a report and in its copy, under one title that each has once."""
    held: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    copies = {report for reports, kind in stories.repeats.items() if kind is Repeat.COPY for report in reports}
    for incident, told in case.told.items():
        if case.report[incident] in copies:
            held[case.report[incident]][told.type, told.title].append(incident)
    for (left, right), kind in sorted(stories.repeats.items()):
        if kind is not Repeat.COPY:
            continue
        for key in sorted(held[left].keys() & held[right].keys()):
            if len(held[left][key]) == len(held[right][key]) == 1:
                yield pair(held[left][key][0], held[right][key][0])


def _judged_mains(stories: Stories, case: _Case, threshold: float) -> Iterator[Judgement]:
    """Yield the judgements on incidents that reports are about."""
    for (left, right), found in sorted(stories.scores.items()):
        if found >= threshold - limits.UNSURE_BELOW and left in case.main and right in case.main:
            one, other = case.main[left], case.main[right]
            if case.told[one].type == case.told[other].type:
                yield _judgement(one, other, found, threshold, stories.explain(left, right))


def _judged_others(scores: Mapping[Pair, float], case: _Case, stories: Stories) -> Iterator[Judgement]:
    """Yield the judgements on pairs of which one at least is told in passing."""
    for (left, right), found in sorted(scores.items()):
        if found >= limits.SAME_TOLD - limits.UNSURE_BELOW:
            features = explain(case.facts[left], case.facts[right], stories.rarity, weights("incident"))
            yield _judgement(left, right, found, limits.SAME_TOLD, features)


def _judgement(one: str, other: str, found: float, threshold: float, features: tuple[Feature, ...]) -> Judgement:
    left, right = pair(one, other)
    if left != one:
        features = tuple(dataclasses.replace(f, left=f.right, right=f.left) for f in features)
    return Judgement(
        id=content_id("jdg", Subject.INCIDENT.value, left, right, RULE),
        subject=Subject.INCIDENT,
        left=left,
        right=right,
        verdict=Verdict.SAME if found >= threshold else Verdict.UNSURE,
        by=RULE,
        score=round(found, limits.DIGITS),
        features=features,
    )


def _clusters(clustering: Clustering, case: _Case, stories: Stories, threshold: float) -> tuple[Cluster, ...]:
    """Return the clusters with their names, and which others each may be one with."""
    ids = {key: content_id("evt", *group.members) for key, group in clustering.groups.items()}
    unsure: dict[str, set[str]] = defaultdict(set)
    for (left, right), average in stories.clustering.averages(limits.NEVER_COMPARED).items():
        if average < threshold - limits.UNSURE_BELOW or left not in case.main or right not in case.main:
            continue
        one, other = clustering.of(case.main[left]), clustering.of(case.main[right])
        if one != other and case.told[one].type == case.told[other].type and clustering.may_join(one, other):
            unsure[one].add(ids[other])
            unsure[other].add(ids[one])
    for (one, other), average in clustering.averages(limits.NEVER_COMPARED).items():
        if average >= limits.SAME_TOLD - limits.UNSURE_BELOW and clustering.may_join(one, other):
            unsure[one].add(ids[other])
            unsure[other].add(ids[one])
    found = [
        Cluster(
            ids[key], Subject.INCIDENT, tuple(group.members), _title(group.members, case), tuple(sorted(unsure[key]))
        )
        for key, group in clustering.groups.items()
    ]
    return tuple(sorted(found, key=lambda c: c.id))


def _title(members: Iterable[str], case: _Case) -> str:
    """Return the title of the member that says most: who, where, when, how many."""

    def fullness(incident: str) -> tuple[float, float, str]:
        told = case.told[incident]
        said = (told.place, told.victims, told.precision, told.killed is not None, told.perpetrators, told.mode)
        return sum(map(bool, said)), told.weight, incident

    return case.told[max(members, key=fullness)].title
