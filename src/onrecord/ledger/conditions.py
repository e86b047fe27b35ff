"""From a filter to conditions in SQL; every value goes in as a parameter."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.sql.elements import KeyedColumnElement

from onrecord.errors import UsageError
from onrecord.ledger.tables import (
    attributions,
    claims,
    incident_claims,
    incidents,
    members,
    reports,
    roles,
    versions,
)
from onrecord.model import Act, Level, Stance
from onrecord.model.case import Filter

Condition = ColumnElement[bool]
Words = ColumnElement[str] | KeyedColumnElement[Any]

LONGEST = 1_000
"""Code points of a value."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d(:\d\d(:\d\d)?)?)?)?)?Z?")
_COUNTRY = 2
"""Letters of an ISO 3166 code."""

_AFTER_ALL = "~"
"""Sorts behind every character of an ISO date, so that a month ends after its last day."""


def newest() -> Condition:
    """Leave out reports that a later version supersedes."""
    return reports.c.no.not_in(select(versions.c.report_no).where(versions.c.superseded_by.is_not(None)))


def cluster(of: Words) -> ColumnElement[str]:
    """Return the id of the cluster of a record, or its own where it is in none; `members` must be joined to it."""
    return func.coalesce(members.c.cluster, of)


def holds(column: Words, words: str) -> Condition:
    """Say that a column holds the words, without regard to case."""
    words = checked(words)
    if words.isascii():
        return column.icontains(words, autoescape=True)
    # A database may know upper and lower case of ASCII only.
    forms = dict.fromkeys((words, words.lower(), words.upper(), words.title(), words.capitalize()))
    return or_(*(column.icontains(form, autoescape=True) for form in forms))


def checked(value: str) -> str:
    """Return a value that a person gave.

    Raises:
        UsageError: it is longer than a name can be, or cannot be stored.
    """
    if len(value) > LONGEST or "\x00" in value or (not value.isascii() and _lone(value)):
        raise UsageError("That cannot be looked for.", fix="Give a name, or a part of it.")
    return value


def _lone(value: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in value)


def date(value: str, name: str) -> str:
    """Return an ISO date, month or year.

    Raises:
        UsageError: it is none.
    """
    if not _DATE.fullmatch(value):
        raise UsageError(f"{value[:40]!r} is no date for {name}.", fix="Write it as 2026, 2026-02 or 2026-02-28.")
    return value.replace(" ", "T")


def span(asked: Filter, earliest: Words, latest: Words) -> list[Condition]:
    """Say that a time lies between the filter's bounds, as far as it is known; an unknown time does not."""
    found: list[Condition] = []
    known = or_(earliest != "", latest != "")
    if asked.since:
        since = date(asked.since, "since")
        found.append(and_(known, or_(latest == "", latest + _AFTER_ALL >= since)))
    if asked.until:
        until = date(asked.until, "until")
        found.append(and_(known, or_(earliest == "", earliest <= until + _AFTER_ALL)))
    return found


def of_incidents(asked: Filter) -> list[Condition]:
    """Return conditions on `incidents` joined with `reports` and `members`."""
    t = incidents.c
    dated = or_(t.earliest != "", t.latest != "")
    # An event without a time of its own took place, as far as anybody can say, around the report's day.
    found = span(asked, case((dated, t.earliest), else_=reports.c.published), _or_published(t.latest, dated))
    found += of_reports(asked)
    if asked.place:
        found.append(_place(asked.place))
    if asked.type:
        found.append(_type(asked.type))
    if asked.incident:
        found.append(or_(t.id == asked.incident, members.c.cluster == asked.incident))
    if asked.actor:
        found.append(or_(_has_role(asked.actor), _attributed(holds(attributions.c.actor, asked.actor))))
    if asked.stance:
        found.append(_attributed(attributions.c.stance == member(Stance, asked.stance)))
    if asked.speaker:
        found.append(_attributed(holds(attributions.c.by, asked.speaker)))
    return found


def _or_published(latest: Words, dated: Condition) -> ColumnElement[str]:
    return case((dated, latest), else_=reports.c.published)


def of_claims(asked: Filter) -> list[Condition]:
    """Return conditions on `claims` joined with `reports`; the first of them is `newest`."""
    t = claims.c
    said = t.said_from != ""
    earliest, latest = (case((said, c), else_=reports.c.published) for c in (t.said_from, t.said_to))
    found = [*of_reports(asked), *span(asked, earliest, latest)]
    if asked.act:
        found.append(t.act == member(Act, asked.act))
    if asked.level:
        found.append(t.level == member(Level, asked.level))
    if asked.speaker:
        found.append(holds(t.speaker, asked.speaker))
    if asked.place:
        found.append(_tells(_place(asked.place)))
    if asked.type:
        found.append(_tells(_type(asked.type)))
    if asked.incident:
        told = _tells(_in_incident(incidents.c.id, asked.incident))
        found.append(or_(told, _carries(_in_incident(attributions.c.incident, asked.incident))))
    if asked.actor:
        found.append(or_(_tells(_has_role(asked.actor)), _carries(holds(attributions.c.actor, asked.actor))))
    if asked.stance:
        found.append(_carries(attributions.c.stance == member(Stance, asked.stance)))
    return found


def of_attributions(asked: Filter) -> list[Condition]:
    """Return conditions on `attributions` joined with `reports`."""
    t = attributions.c
    said = t.said_from != ""
    earliest, latest = (case((said, c), else_=reports.c.published) for c in (t.said_from, t.said_to))
    found = [*of_reports(asked), *span(asked, earliest, latest)]
    if asked.stance:
        found.append(t.stance == member(Stance, asked.stance))
    if asked.actor:
        found.append(holds(t.actor, asked.actor))
    if asked.speaker:
        found.append(holds(t.by, asked.speaker))
    if asked.incident:
        found.append(_in_incident(t.incident, asked.incident))
    if asked.place:
        found.append(t.incident.in_(select(incidents.c.id).where(_place(asked.place))))
    if asked.type:
        found.append(t.incident.in_(select(incidents.c.id).where(_type(asked.type))))
    if asked.act or asked.level:
        acts = [claims.c.act == member(Act, asked.act)] if asked.act else []
        levels = [claims.c.level == member(Level, asked.level)] if asked.level else []
        found.append(t.claim.in_(select(claims.c.id).where(*acts, *levels)))
    return found


def of_reports(asked: Filter) -> list[Condition]:
    """Return the conditions on `reports` that every table shares; the first of them is `newest`."""
    found = [newest()]
    if asked.outlet:
        found.append(holds(reports.c.outlet, asked.outlet))
    if asked.report:
        found.append(reports.c.id == checked(asked.report))
    return found


def member(kind: Any, value: str) -> str:
    """Return the value of an enum that a person named; blanks and underscores stand for hyphens.

    Raises:
        UsageError: there is no such value.
    """
    wanted = "-".join(value.lower().replace("_", "-").split())
    try:
        return str(kind(wanted).value)
    except ValueError:
        words = f"{value[:40]!r} is no {kind.__name__.lower()}."
        raise UsageError(words, fix=f"Give one of {', '.join(k.value for k in kind)}.") from None


def _place(name: str) -> Condition:
    t = incidents.c
    named = or_(holds(t.where_name, name), holds(t.site, name), holds(t.admin1, name))
    return or_(named, t.country == name.upper()) if len(name) == _COUNTRY else named


def _type(name: str) -> Condition:
    name = checked(name)
    mode = "-".join(name.lower().replace("_", "-").split())
    return or_(incidents.c.type == name.upper(), incidents.c.mode == mode)


def _has_role(name: str) -> Condition:
    return incidents.c.no.in_(select(roles.c.incident_no).where(holds(roles.c.name, name)))


def _attributed(condition: Condition) -> Condition:
    return incidents.c.id.in_(select(attributions.c.incident).where(condition))


def _tells(condition: Condition) -> Condition:
    told = select(incident_claims.c.claim).join(incidents, incidents.c.no == incident_claims.c.incident_no)
    return claims.c.id.in_(told.where(condition))


def _carries(condition: Condition) -> Condition:
    return claims.c.id.in_(select(attributions.c.claim).where(condition))


def _in_incident(column: Words, incident: str) -> Condition:
    inside = select(members.c.member).where(members.c.cluster == checked(incident))
    return or_(column == incident, column.in_(inside))


def paged(asked: Filter, found: Any) -> Any:
    """Cut a page out of the rows.

    Args:
        asked: with limit and offset.
        found: a SELECT.

    Raises:
        UsageError: limit or offset is below zero.
    """
    if asked.limit < 0 or asked.offset < 0 or max(asked.limit, asked.offset) > 2**62:
        raise UsageError("Limit and offset cannot be below zero.", fix="Give numbers from 0 up.")
    if asked.limit or asked.offset:
        found = found.limit(asked.limit or 2**62)
    return found.offset(asked.offset) if asked.offset else found
