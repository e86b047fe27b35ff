"""What a denial answers: the deed that somebody is blamed for, and whoever is blamed, not who speaks for him.

"Our units did not open fire", "the ministry denied it": no second shooting is denied, and no ministry is accused.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from onrecord.incidents.responsibility.ground import Ground
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.meant import is_deed
from onrecord.incidents.responsibility.rows import actor_key, row_id
from onrecord.incidents.responsibility.sides import BLAMED, is_same, of_kin, on_one_side
from onrecord.model import Attribution, Incident, Realis, RoleKind, SourceKind, SourceRef, Stance

_ANSWERS = "; it answers the blame before"
_BACK = 30
"""Rows before a denial that it can answer."""
_NEAR = 1_500
"""Code points from a blame to what answers it without naming the deed."""
_WE = frozenset({"we", "our", "us", "ours", "they"})
_OURS = _WE | {"it"}
_SPEAKERS = frozenset({"i", "me", "my", "we", "us", "our"})
_OWN = frozenset({"its", "their", "our", "his", "her", "my"})
_KIN = listed("kin-side")
_ORGANS, _CHARGES = listed("organs"), listed("charges-said")


def aimed(ground: Ground, rows: Sequence[Attribution], incidents: Sequence[Incident]) -> Iterator[Attribution]:
    """Yield the rows, those that deny with the deed and the doer that they answer.

    Args:
        ground: the report.
        rows: the rows of the report, in any order.
        incidents: its incidents.
    """
    by_id = {i.id: i for i in incidents}
    blamed = sorted((r for r in rows if r.stance in BLAMED), key=lambda r: r.spans[0])
    accused = {actor_key(r.actor) for r in blamed}
    hurt = {r.entity for i in incidents for r in i.fillers(RoleKind.VICTIM) if r.entity}
    for row in rows:
        if row.stance is not Stance.DENIED:
            yield row
            continue
        before = [r for r in blamed if r.spans[0].start < row.spans[0].start][-_BACK:]
        if row.actor.entity in hurt and actor_key(row.actor) not in accused and row.by.entity != row.actor.entity:
            continue  # "his mother said that he had never hurt anybody": he who was killed
        his = _not_the_accuser(ground, row, before, by_id)
        his = _of_whom(ground, _of_what(ground, his, before, by_id), before)
        yield his
        if his.actor != row.actor and row.actor.name.lower().startswith("their "):
            yield from _beside_him(ground, his, before)


def _beside_him(ground: Ground, row: Attribution, before: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the same for those blamed together with whom a denial is about ("their families insist")."""
    him = next((r for r in reversed(before) if r.incident == row.incident and r.actor == row.actor), None)
    if him is None:
        return
    for told in before:
        if told.actor != row.actor and (told.incident, told.stance, told.by) == (him.incident, him.stance, him.by):
            yield _changed(ground, row, row.incident, told.actor)


def _not_the_accuser(
    ground: Ground, row: Attribution, before: Sequence[Attribution], by_id: Mapping[str, Incident]
) -> Attribution:
    """Return a denial of whoever is blamed where its words seem to be those of who blames him, or of the victim.

    "It accused the rebels of the attack, which they denied"; "Prosecutors charged him with the murder. He denied it."
    """
    if actor_key(row.actor) != actor_key(row.by):
        return row
    told = [r for r in before if r.incident == row.incident and actor_key(r.actor) != actor_key(row.actor)]
    if not told or any(actor_key(r.actor) == actor_key(row.actor) for r in before if r.incident == row.incident):
        return row
    hurt = by_id[row.incident].fillers(RoleKind.VICTIM)
    words = [t for s in row.spans for t in ground.tokens((s,))]
    lost = any(t.dep_ == "relcl" or (t.pos_ == "PRON" and t.lower_ not in _SPEAKERS) for t in words)
    lost = lost and not any(t.pos_ == "PROPN" and t.text in row.actor.name for t in words)
    befell = bool(row.actor.entity) and any(r.entity == row.actor.entity for r in hurt)
    accuses = any(actor_key(r.by) == actor_key(row.by) and r.spans[-1].end > words[0].sent.start_char for r in told)
    pleads = row.why.startswith("plead") and any(r.stance is Stance.CHARGED for r in told)
    if not lost or not (befell or accuses or pleads):
        return row
    last = told[-1].actor
    return dataclasses.replace(_changed(ground, row, row.incident, last, by=last), claim="")


def _of_what(
    ground: Ground, row: Attribution, before: Sequence[Attribution], by_id: Mapping[str, Incident]
) -> Attribution:
    """Return a denial with the deed that it answers, where it names one that nobody is blamed for."""
    denied = by_id[row.incident]
    if denied.realis is not Realis.DENIED or not is_deed(denied):
        return row
    if any(r.incident == row.incident for r in before):
        return row
    for told in reversed(before):
        incident = by_id[told.incident]
        if row.spans[0].start - told.spans[-1].end > _NEAR or not is_deed(incident) or _elsewhere(denied, incident):
            continue
        if incident.realis is Realis.DENIED or actor_key(told.by) == actor_key(row.by):
            continue
        if is_same(ground, row.actor, told.actor) or on_one_side(ground, row.actor, told.actor):
            return _changed(ground, row, incident.id, row.actor)
        if _his_own(row) and on_one_side(ground, row.by, told.actor):
            return _changed(ground, row, incident.id, told.actor)
    return row


def _elsewhere(one: Incident, other: Incident) -> bool:
    """Say whether two deeds are told with places of their own that differ."""
    places = [i.where for i in (one, other) if i.where is not None and not i.where.why.startswith("inferred")]
    return len({p.name for p in places}) > 1


def _his_own(row: Attribution) -> bool:
    """Say whether the words for an actor are those of a speaker for his own people ("its forces")."""
    return row.actor.name.lower().partition(" ")[0] in _OWN


def _of_whom(ground: Ground, row: Attribution, before: Sequence[Attribution]) -> Attribution:
    """Return a denial of whoever is blamed, where its words name who speaks for him."""
    told = [r for r in before if r.incident == row.incident and not _one_voice(ground, r, row)]
    charge = _whose_charge(ground, row)
    if charge is not None and (of_his := [r for r in told if is_same(ground, charge, r.by)]):
        last = of_his[-1].actor
        return row if is_same(ground, row.actor, last) else _changed(ground, row, row.incident, last)
    if any(is_same(ground, row.actor, r.actor) for r in told) or not _stands_for_another(ground, row):
        return row
    if (his_own_kin := _kin_meant(ground, row, told)) is not None:
        return _changed(ground, row, row.incident, his_own_kin)
    side = row.by if _his_own(row) and row.by.name else row.actor
    for blame in reversed(told):
        if on_one_side(ground, side, blame.actor):
            return _changed(ground, row, row.incident, blame.actor)
    bodies = {actor_key(r.actor): r.actor for r in told if r.actor.kind is not SourceKind.PERSON}
    ours = not _WE.isdisjoint(_words(ground, row)) or row.actor.name.lower().startswith("our ")
    if ours and len(bodies) == 1 and len({actor_key(r.actor) for r in told}) == 1:
        return _changed(ground, row, row.incident, next(iter(bodies.values())))  # "we": the only ones who are blamed
    return row


def _kin_meant(ground: Ground, row: Attribution, told: Sequence[Attribution]) -> SourceRef | None:
    """Return who "my son" is in the words of one who is told of as a mother: the man blamed last."""
    words = row.actor.name.lower().split() or [""]
    if words[0] not in _OWN or _KIN.isdisjoint(words[1:]) or not of_kin(ground, row.by):
        return None
    return next((r.actor for r in reversed(told) if r.actor.kind is SourceKind.PERSON), None)


def _one_voice(ground: Ground, told: Attribution, row: Attribution) -> bool:
    """Say whether who blames is who denies; ministries of two states can be taken for one."""
    return actor_key(told.by) == actor_key(row.by) and not on_one_side(ground, row.by, told.actor)


def _whose_charge(ground: Ground, row: Attribution) -> SourceRef | None:
    """Return whose charge is rejected ("rejected the minister's charge")."""
    if not row.why.startswith("answer"):
        return None
    for token in (t for s in row.spans for t in ground.tokens((s,)) if t.pos_ == "VERB"):
        held = next((c for c in token.children if c.dep_ == "dobj" and c.lemma_.lower() in _CHARGES), None)
        owner = next((c for c in held.children if c.dep_ == "poss"), None) if held is not None else None
        if owner is not None:
            return ground.ref(owner)
    return None


def _stands_for_another(ground: Ground, row: Attribution) -> bool:
    """Say whether words for an actor are those for whoever answers for him: an office, a family, "we"."""
    if row.actor.kind is SourceKind.PERSON:
        return actor_key(row.actor) == actor_key(row.by) and not _OURS.isdisjoint(_words(ground, row))
    words = row.actor.name.lower().split()
    return bool(words) and (words[-1] in _ORGANS or of_kin(ground, row.actor) or _his_own(row))


def _words(ground: Ground, row: Attribution) -> set[str]:
    """Return the words of a row, with those that say whose they are."""
    said = [t for s in row.spans for t in ground.tokens((s,))]
    return {t.lower_ for t in said} | {c.lower_ for t in said for c in t.children if c.dep_ == "poss"}


def _changed(
    ground: Ground, row: Attribution, incident: str, actor: SourceRef, by: SourceRef | None = None
) -> Attribution:
    return dataclasses.replace(
        row,
        id=row_id(ground, incident, actor, str(row.stance), by or row.by),
        incident=incident,
        actor=actor,
        by=by or row.by,
        why=row.why.removesuffix(_ANSWERS) + _ANSWERS,
    )
