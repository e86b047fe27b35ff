"""Same person or group across reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.link import limits
from onrecord.link.beings import Being, beings, meeting_keys, put_together
from onrecord.link.cluster import Clustering, Pair, Ruled, pair, ruled
from onrecord.link.profiles import Profile
from onrecord.link.ties import compare, total
from onrecord.model import Cluster, Judgement, Subject, Verdict, content_id

RULE = "rule:entity/1"
"""Who judges here; raised when the same profiles give other judgements."""


def join_entities(
    profiles: Sequence[Profile], judgements: Sequence[Judgement]
) -> tuple[tuple[Cluster, ...], tuple[Judgement, ...]]:
    """Return entities of the case, and the rules' judgements on the pairs that were compared.

    Those of one full name with nothing against it are one at first sight; what they are together is then compared with
    others of a similar name. A judgement stands between two that were first seen alone.

    Args:
        profiles: of every report of the case.
        judgements: people's, live ones.
    """
    rules = ruled(judgements, Subject.ENTITY)

    def is_one(left: Being, right: Being) -> bool:
        ruled_out = any(
            (m in left.members and n in right.members) or (n in left.members and m in right.members)
            for m, n in rules.different
        )
        return not ruled_out and total(compare(left, right)) >= limits.SAME_ENTITY

    held = {b.key: b for b in put_together(beings(profiles), is_one)}
    judged = _judged(held)
    scores = {p: score for p, (score, _) in judged.items()}
    clustering = Clustering(([key] for key in sorted(held)), _on_keys(rules, held))
    clustering.join(scores, limits.SAME_ENTITY, limits.ENTITY["missing"])
    return _clusters(clustering, held), tuple(j for _, (_, j) in sorted(judged.items()))


def _on_keys(rules: Ruled, held: dict[str, Being]) -> Ruled:
    """Return what people decided on entities, as decisions on what they are put together in."""
    home = {member: key for key, being in held.items() for member in being.members}

    def turned(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
        known = [(home[a], home[b]) for a, b in pairs if a in home and b in home]
        return tuple(pair(a, b) for a, b in known if a != b)

    return Ruled(turned(rules.same), frozenset(turned(sorted(rules.different))))


def _judged(held: dict[str, Being]) -> dict[Pair, tuple[float, Judgement]]:
    """Return score and judgement of the pairs that share a name in some form and are same or unsure."""
    postings: dict[str, list[Being]] = defaultdict(list)
    for _, being in sorted(held.items(), key=lambda item: (item[1].published, item[0])):
        for key in meeting_keys(being):
            postings[key].append(being)
    seen: set[Pair] = set()
    found: dict[Pair, tuple[float, Judgement]] = {}
    for _, beings_of in sorted(postings.items()):
        for at, left in enumerate(beings_of):
            for right in beings_of[at + 1 : at + 1 + limits.MOST_NEIGHBOURS]:
                both = pair(left.key, right.key)
                if both in seen:
                    continue
                seen.add(both)
                features = compare(held[both[0]], held[both[1]])
                score = total(features)
                if score >= limits.SAME_ENTITY - limits.UNSURE_ENTITY:
                    judgement = Judgement(
                        id=content_id("jdg", Subject.ENTITY.value, *both, RULE),
                        subject=Subject.ENTITY,
                        left=both[0],
                        right=both[1],
                        verdict=Verdict.SAME if score >= limits.SAME_ENTITY else Verdict.UNSURE,
                        by=RULE,
                        score=score,
                        features=features,
                    )
                    found[both] = (score, judgement)
    return found


def _clusters(clustering: Clustering, held: dict[str, Being]) -> tuple[Cluster, ...]:
    members = {
        key: sorted(m for k in group.members for m in held[k].members) for key, group in clustering.groups.items()
    }
    ids = {key: content_id("who", *ids) for key, ids in members.items()}
    unsure: dict[str, set[str]] = defaultdict(set)
    for (one, other), average in clustering.averages(limits.ENTITY["missing"]).items():
        if average >= limits.SAME_ENTITY - limits.UNSURE_ENTITY:
            unsure[one].add(ids[other])
            unsure[other].add(ids[one])
    found = [
        Cluster(
            ids[key], Subject.ENTITY, tuple(members[key]), _fullest(group.members, held), tuple(sorted(unsure[key]))
        )
        for key, group in clustering.groups.items()
    ]
    return tuple(sorted(found, key=lambda c: c.id))


def _fullest(keys: Sequence[str], held: dict[str, Being]) -> str:
    """Return the name to show: the one with most words, then the most frequent."""
    return max((held[k] for k in keys), key=lambda b: (len(b.name.split()), sum(b.names.values()), b.name)).name
