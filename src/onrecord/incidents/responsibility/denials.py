"""Who is cleared by a denial that does not name him, and whose voice two speakers of one body are."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from onrecord.incidents.responsibility.ground import Ground, plain
from onrecord.incidents.responsibility.slots import Tie
from onrecord.incidents.stances import speaks_for
from onrecord.model import Attribution, Report, SegmentKind, SourceKind, SourceRef, Stance

_BACK = 30
"""Rows before a denial that it can answer."""
_SERVES = frozenset({"lawyer", "attorney", "relative", "spokesman", "assistant"})
_ONE = frozenset({"i", "me", "he", "she", "him", "her"})
_BLAMED = frozenset(
    {Stance.ACCUSED, Stance.ACCUSED_BY_AUTHORITY, Stance.SUSPECTED, Stance.SPECULATED, Stance.CHARGED, Stance.FACT}
)


def denied_actor(ground: Ground, speaker: SourceRef, blamed: Sequence[tuple[int, SourceRef]], tie: Tie) -> SourceRef:
    """Return who did not do it, so the speaker of "denied it", "denied any involvement", "rejected the charge".

    The speaker where he was accused himself; else whoever was accused and he speaks for; else, for an answer to an
    accusation, whoever was accused last; else the body that he speaks for.

    Args:
        ground: the report.
        speaker: who denies.
        blamed: who was blamed for what he denies, with the offset where, in order.
        tie: the words that deny.
    """
    place = bisect.bisect_left(blamed, tie.word.idx, key=lambda b: b[0])
    before = [actor for _, actor in blamed[max(0, place - _BACK) : place]]
    if any(_same(a, speaker) for a in before):
        return speaker
    if tie.actor.lower_ in _ONE and speaker.kind is SourceKind.PERSON:
        return speaker  # "I had nothing to do with it": he speaks of himself, whatever he belongs to
    entity = ground.entity(speaker)
    for relation in entity.relations if entity is not None else ():
        served = ground.entities.get(relation.other)
        if served is not None and relation.kind in _SERVES:
            return next((a for a in before if a.entity == served.id), ground.of_entity(served, speaker))
    principal = ground.principal(speaker)
    for actor in reversed(before):
        if speaks_for(speaker, ground.entity(speaker), actor, ground.entity(actor)):
            return actor
        if principal is not None and (_same(actor, principal) or plain(principal.name) in plain(actor.name)):
            return actor
    if tie.rule == "answer" and before:
        last = ground.entity(before[-1])
        itself = entity is not None and entity.named and (last is None or not last.named)  # "the company"
        return speaker if itself and speaker.kind is SourceKind.ORGANISATION else before[-1]
    return principal or speaker


def blamed_for(rows: Iterable[Attribution]) -> dict[str, list[tuple[int, SourceRef]]]:
    """Return for every incident who is blamed for it, with the offset where, in order."""
    out: dict[str, list[tuple[int, SourceRef]]] = {}
    for row in sorted(rows, key=lambda r: (r.spans, r.id)):
        if row.stance in _BLAMED:
            out.setdefault(row.incident, []).append((row.spans[0].start, row.actor))
    return out


def _same(one: SourceRef, other: SourceRef) -> bool:
    return (one.entity or plain(one.name)) == (other.entity or plain(other.name))


def same_roots(ground: Ground, rows: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield the rows; where a body and somebody who speaks for it say the same, both name whoever spoke first.

    A person and the body for which he speaks are one root; two persons who speak for one body are not.
    """
    first: dict[tuple[str, str, str, str], SourceRef] = {}
    ordered = sorted(rows, key=lambda r: (r.spans, r.id))
    principals = {_name(r.by): p for r in ordered if r.by.name and (p := _principal(ground, r.by)) is not None}
    bodies = {_place(r, r.by) for r in ordered}
    for row in ordered:
        principal = principals.get(_name(row.by))
        root = principal if principal is not None and _place(row, principal) in bodies else row.by
        by = first.setdefault(_place(row, root), row.by)
        yield dataclasses.replace(row, by=by) if by != row.by else row


_BODIES = frozenset({"groups", "organisations", "organizations", "factions", "militias", "movements", "gangs", "cells"})
_SOME = frozenset({"two", "three", "four", "five", "several", "some", "many", "various", "rival"})


def without_repeats(ground: Ground, rows: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the rows less those of an excerpt that lost its speaker, where the body tells who says the same.

    And less those of "two groups" that claim it, where those who claim it are named.
    """
    report = ground.notes.report
    named = {r.incident for r in rows if r.stance is Stance.CLAIMED and not _counts_bodies(r.actor.name)}
    told = {(r.incident, _name(r.actor)) for r in rows if r.by.name and not _excerpt(report, r)}
    for row in rows:
        lost = not row.by.name and _excerpt(report, row) and row.by.kind is not SourceKind.NARRATOR
        vague = row.stance is Stance.CLAIMED and row.incident in named and _counts_bodies(row.actor.name)
        if not vague and not (lost and (row.incident, _name(row.actor)) in told):
            yield row


def _counts_bodies(name: str) -> bool:
    """Say whether words count bodies without naming any ("two rival groups")."""
    words = name.lower().split()
    return len(words) > 1 and words[0] in _SOME and words[-1] in _BODIES


def _excerpt(report: Report, row: Attribution) -> bool:
    segment = report.segment_at(row.spans[0].start)
    return segment is not None and segment.kind is SegmentKind.EXCERPT


def _principal(ground: Ground, by: SourceRef) -> SourceRef | None:
    return None if by.kind is SourceKind.NARRATOR else ground.principal(by)


def _place(row: Attribution, by: SourceRef) -> tuple[str, str, str, str]:
    return (row.incident, _name(row.actor), str(row.stance), _name(by))


def _name(ref: SourceRef) -> str:
    return ref.entity or f"{ref.kind}:{plain(ref.name)}"
