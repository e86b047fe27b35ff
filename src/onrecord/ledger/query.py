"""Reads: the tables of a case as rows for the eye. Only the newest versions of reports count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, asc, desc, func, literal, or_, select

from onrecord.ledger import conditions
from onrecord.ledger.conditions import cluster, newest, paged
from onrecord.ledger.tables import (
    aliases,
    attributions,
    case_series,
    case_series_incidents,
    claims,
    clusters,
    entities,
    harm,
    hedges,
    hops,
    incidents,
    members,
    offices,
    records,
    reports,
    versions,
)
from onrecord.model import (
    Act,
    CaseSeries,
    EntityKind,
    Evidence,
    Form,
    HarmKind,
    Level,
    Polarity,
    Realis,
    SourceKind,
    Stance,
    content_id,
)
from onrecord.model.case import (
    ActorRow,
    AttributionRow,
    ClaimRow,
    Filter,
    HarmRange,
    IncidentRow,
    Order,
    ReportRow,
    SeriesRow,
    SourceRow,
)

Line = Any
"""A row as the database gives it; its columns are those that were asked for."""

Question = Any
"""A SELECT; its type would list the columns."""

CHUNK = 5_000
"""Values of one IN list."""

_SPOKEN_AS = 3
"""Offices shown of an actor."""


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Cut values into lists that fit into one statement."""
    held = list(values)
    for at in range(0, len(held), CHUNK):
        yield held[at : at + CHUNK]


def rows_in(connection: Connection, asked: Question, column: Any, values: Iterable[Any]) -> Iterator[Line]:
    """Return the rows of a query whose column is among the values."""
    for some in chunks(values):
        yield from connection.execute(asked.where(column.in_(some)))


def report_rows(connection: Connection, asked: Filter) -> tuple[ReportRow, ...]:
    """Return the reports of a case, newest first where no order is asked for; older versions only by their id."""
    t = reports.c
    count_claims = select(func.count()).where(claims.c.report_no == t.no).scalar_subquery()
    count_incidents = select(func.count()).where(incidents.c.report_no == t.no).scalar_subquery()
    following = reports.alias("following")
    columns = (t.id, t.title, t.outlet, t.published, t.url, t.source, t.words, count_claims, count_incidents)
    found = (
        select(*columns, func.coalesce(versions.c.number, 1), func.coalesce(following.c.id, ""), t.added_at)
        .add_columns(records.c.version)
        .select_from(reports)
        .join(records, and_(records.c.report_no == t.no, records.c.superseded_by.is_(None)))
        .outerjoin(versions, versions.c.report_no == t.no)
        .outerjoin(following, following.c.no == versions.c.superseded_by)
    )
    if asked.report:
        found = found.where(t.id == conditions.checked(asked.report))
    else:
        found = found.where(*conditions.of_reports(asked), *conditions.span(asked, t.published, t.published))
    orders = {Order.DATE: (t.published,), Order.NAME: (t.outlet, t.title)}.get(asked.order or Order.NEWEST)
    found = paged(asked, found.order_by(*(orders or (desc(t.published),)), t.id))
    return tuple(ReportRow(*row) for row in connection.execute(found))


def incident_rows(connection: Connection, asked: Filter) -> tuple[IncidentRow, ...]:
    """Return the incidents of a case, oldest first where no order is asked for."""
    t = incidents.c
    cid = cluster(t.id).label("cid")
    joined = incidents.join(reports, reports.c.no == t.report_no).outerjoin(members, members.c.member == t.id)
    matched = select(cid).select_from(joined).where(*conditions.of_incidents(asked))
    count = func.count(t.report_no.distinct()).label("number")
    day = func.coalesce(func.min(func.nullif(t.earliest, "")), func.min(func.nullif(reports.c.published, "")), "")
    name = func.coalesce(clusters.c.name, func.min(t.title))
    grouped = (
        select(cid, count, name.label("name"))
        .select_from(joined.outerjoin(clusters, clusters.c.id == members.c.cluster))
        .where(newest(), cid.in_(matched))
        .group_by(cid, clusters.c.name)
        .having(count >= asked.min_reports)
    )
    orders: dict[Order, tuple[Any, ...]] = {
        Order.DATE: (asc(day),),
        Order.NEWEST: (desc(day),),
        Order.REPORTS: (desc(count), asc(day)),
        Order.NAME: (name,),
    }
    grouped = paged(asked, grouped.order_by(*orders[asked.order or Order.DATE], cid))
    page = connection.execute(grouped).all()
    told = _told(connection, [row.cid for row in page])
    return tuple(_incident(row, told[row.cid]) for row in page)


class _Told:
    """What the members of one incident of the case say."""

    def __init__(self) -> None:
        self.members: list[Line] = []
        self.harm: dict[str, tuple[int, int]] = {}
        self.actors: Counter[str] = Counter()

    def most(self, column: str) -> str:
        """Return the value told most often, the first in order among equals."""
        counted = Counter(getattr(m, column) for m in self.members if getattr(m, column))
        return min(counted, key=lambda value: (-counted[value], value), default="")


def _told(connection: Connection, cids: Sequence[str]) -> defaultdict[str, _Told]:
    t = incidents.c
    found: defaultdict[str, _Told] = defaultdict(_Told)
    asked = (
        select(incidents, cluster(t.id).label("cid"))
        .join(reports, reports.c.no == t.report_no)
        .outerjoin(members, members.c.member == t.id)
        .where(newest())
    )
    rows = [*rows_in(connection, asked, members.c.cluster, cids), *rows_in(connection, asked, t.id, cids)]
    of_no, of_id = {}, {}
    for row in sorted({r.no: r for r in rows}.values(), key=lambda r: r.id):
        found[row.cid].members.append(row)
        of_no[row.no] = of_id[row.id] = row.cid
    for row in rows_in(connection, select(harm), harm.c.incident_no, of_no):
        held = found[of_no[row.incident_no]].harm
        high = row.best if row.best is not None else row.high if row.high is not None else row.low
        low, most = held.get(row.kind, (row.low, high))
        held[row.kind] = (min(low, row.low), max(most, high))
    actors = select(attributions.c.incident, attributions.c.actor)
    for row in rows_in(connection, actors, attributions.c.incident, of_id):
        found[of_id[row.incident]].actors[row.actor] += 1
    return found


def _incident(row: Line, told: _Told) -> IncidentRow:
    realis = {m.realis for m in told.members}
    ends = [m.latest for m in told.members if m.latest]
    return IncidentRow(
        id=row.cid,
        title=row.name or told.most("title"),
        type=told.most("type"),
        mode=told.most("mode"),
        realis=Realis.ACTUAL if Realis.ACTUAL in realis else Realis(told.most("realis")),
        earliest=min((m.earliest for m in told.members if m.earliest), default=""),
        latest=max(ends, default=""),
        place=told.most("where_name"),
        country=told.most("country"),
        reports=row.number,
        members=tuple(sorted({m.id for m in told.members})),
        harm=tuple(HarmRange(HarmKind(k), *told.harm[k]) for k in sorted(told.harm)),
        actors=tuple(sorted(told.actors, key=lambda name: (-told.actors[name], name))),
    )


def claim_rows(connection: Connection, asked: Filter) -> tuple[ClaimRow, ...]:
    """Return the claims of a case, in the order of their reports' days and of the text where no order is asked for."""
    t = claims.c
    found = select(t.no).join(reports, reports.c.no == t.report_no).where(*conditions.of_claims(asked))
    published, text = reports.c.published, (reports.c.id, t.place)
    orders: dict[Order, tuple[Any, ...]] = {
        Order.DATE: (published, *text),
        Order.NEWEST: (desc(published), *text),
        Order.REPORTS: (published, *text),
        Order.NAME: (t.root, published, *text),
    }
    found = paged(asked, found.order_by(*orders[asked.order or Order.DATE]))
    return claims_by_no(connection, list(connection.scalars(found)))


def claims_by_no(connection: Connection, numbers: Sequence[int]) -> tuple[ClaimRow, ...]:
    """Return claims by their numbers in the file, in that order."""
    via: defaultdict[int, list[str]] = defaultdict(list)
    said: defaultdict[int, list[str]] = defaultdict(list)
    asked = select(hops.c.claim_no, hops.c.name, hops.c.source_kind).order_by(hops.c.claim_no, hops.c.place)
    for row in rows_in(connection, asked, hops.c.claim_no, numbers):
        via[row.claim_no].append(row.name or ("" if row.source_kind == SourceKind.NARRATOR else row.source_kind))
    words = select(hedges.c.claim_no, hedges.c.words).order_by(hedges.c.claim_no, hedges.c.hop, hedges.c.place)
    for row in rows_in(connection, words, hedges.c.claim_no, numbers):
        said[row.claim_no].append(row.words)
    columns = (claims, reports.c.id.label("report"), reports.c.outlet, reports.c.published)
    whole = select(*columns).join(reports, reports.c.no == claims.c.report_no)
    found = {r.no: _claim(r, via[r.no], said[r.no]) for r in rows_in(connection, whole, claims.c.no, numbers)}
    return tuple(found[no] for no in numbers)


def _claim(row: Line, chain: list[str], said: list[str]) -> ClaimRow:
    return ClaimRow(
        id=row.id,
        report=row.report,
        outlet=row.outlet,
        published=row.published,
        words=row.words,
        cue=row.cue,
        speaker=row.root,
        kind=SourceKind(row.root_kind),
        via=tuple(name for name in chain[:-1] if name),
        act=Act(row.act),
        form=Form(row.form),
        level=Level(row.level),
        polarity=Polarity(row.polarity),
        hedges=tuple(said),
        evidence=Evidence(row.evidence),
        said_from=row.said_from,
    )


def actor_rows(connection: Connection, asked: Filter) -> tuple[ActorRow, ...]:
    """Return the people and bodies that the reports name, those in most reports first where no order is asked for."""
    t = entities.c
    cid = cluster(t.id).label("cid")
    joined = entities.join(reports, reports.c.no == t.report_no).outerjoin(members, members.c.member == t.id)
    matched = select(cid).select_from(joined).where(t.named, *conditions.of_reports(asked))
    matched = matched.where(*conditions.span(asked, reports.c.published, reports.c.published))
    for words in filter(None, (asked.actor, asked.speaker)):
        other = select(aliases.c.entity_no).where(conditions.holds(aliases.c.name, words))
        matched = matched.where(or_(conditions.holds(t.name, words), t.no.in_(other)))
    if asked.type:
        matched = matched.where(t.kind == conditions.member(EntityKind, asked.type))
    if asked.place:
        matched = matched.where(t.country == conditions.checked(asked.place).upper())
    count = func.count(t.report_no.distinct()).label("number")
    name = func.coalesce(clusters.c.name, func.min(t.name)).label("name")
    day = func.min(func.nullif(reports.c.published, ""))
    grouped = (
        select(cid, count, name)
        .select_from(joined.outerjoin(clusters, clusters.c.id == members.c.cluster))
        .where(newest(), cid.in_(matched))
        .group_by(cid, clusters.c.name)
        .having(count >= asked.min_reports)
    )
    orders: dict[Order, tuple[Any, ...]] = {
        Order.DATE: (asc(day),),
        Order.NEWEST: (desc(day),),
        Order.REPORTS: (desc(count), desc(func.sum(t.mentions))),
        Order.NAME: (name,),
    }
    page = connection.execute(paged(asked, grouped.order_by(*orders[asked.order or Order.REPORTS], cid))).all()
    return _actors(connection, page)


def _actors(connection: Connection, page: Sequence[Line]) -> tuple[ActorRow, ...]:
    t = entities.c
    asked = (
        select(entities, cluster(t.id).label("cid"))
        .join(reports, reports.c.no == t.report_no)
        .outerjoin(members, members.c.member == t.id)
        .where(newest())
    )
    cids = [row.cid for row in page]
    rows = [*rows_in(connection, asked, members.c.cluster, cids), *rows_in(connection, asked, t.id, cids)]
    of: defaultdict[str, list[Line]] = defaultdict(list)
    for row in sorted({r.no: r for r in rows}.values(), key=lambda r: r.id):
        of[row.cid].append(row)
    numbers, ids = {r.no for r in rows}, {r.id for r in rows}
    other: defaultdict[int, list[str]] = defaultdict(list)
    for alias in rows_in(connection, select(aliases.c.entity_no, aliases.c.name), aliases.c.entity_no, numbers):
        other[alias.entity_no].append(alias.name)
    held: defaultdict[int, list[str]] = defaultdict(list)
    for office in rows_in(connection, select(offices), offices.c.entity_no, numbers):
        held[office.entity_no].append(", ".join(filter(None, (office.title, office.organisation))))
    said = _counted(connection, claims.c.root_entity, ids)
    blamed = _counted(connection, attributions.c.actor_entity, ids)
    return tuple(_actor(row, of[row.cid], (other, held), (said, blamed)) for row in page)


def _counted(connection: Connection, column: Any, ids: Iterable[str]) -> Counter[str]:
    asked = select(column, func.count()).group_by(column)
    return Counter(dict(rows_in(connection, asked, column, ids)))


def _actor(
    row: Line,
    own: list[Line],
    words: tuple[defaultdict[int, list[str]], defaultdict[int, list[str]]],
    counted: tuple[Counter[str], Counter[str]],
) -> ActorRow:
    other, held = words
    names = {m.name for m in own} | {n for m in own for n in other[m.no]}
    kinds = Counter(m.kind for m in own)
    titles = Counter(o for m in own for o in held[m.no])
    countries = Counter(m.country for m in own if m.country)
    return ActorRow(
        id=row.cid,
        name=row.name,
        kind=EntityKind(min(kinds, key=lambda k: (-kinds[k], k))),
        country=min(countries, key=lambda c: (-countries[c], c), default=""),
        aliases=tuple(sorted(names - {row.name, ""})),
        offices=tuple(sorted(titles, key=lambda o: (-titles[o], o))[:_SPOKEN_AS]),
        reports=row.number,
        mentions=sum(m.mentions for m in own),
        claims=sum(counted[0][id_] for id_ in {m.id for m in own}),
        blamed=sum(counted[1][id_] for id_ in {m.id for m in own}),
        members=tuple(sorted({m.id for m in own})),
    )


def source_rows(connection: Connection, asked: Filter) -> tuple[SourceRow, ...]:
    """Return who says something, those in most reports first where no order is asked for; narrators by their outlet."""
    t = claims.c
    columns = (t.root_kind, t.root, t.act, t.report_no, reports.c.outlet, members.c.cluster, clusters.c.name)
    found = (
        select(*columns, t.root_entity, func.count().label("number"))
        .select_from(claims)
        .join(reports, reports.c.no == t.report_no)
        .outerjoin(members, members.c.member == t.root_entity)
        .outerjoin(clusters, clusters.c.id == members.c.cluster)
        .where(*conditions.of_claims(asked))
        .group_by(*columns, t.root_entity)
        .order_by(t.root, t.root_kind, t.report_no)
    )
    sources: dict[str, _Speaker] = {}
    for row in connection.execute(found):
        name = row.outlet if row.root_kind == SourceKind.NARRATOR else row.name or row.root
        key = row.cluster or content_id("src", row.root_kind, name.casefold())
        sources.setdefault(key, _Speaker()).add(row, name)
    rows = [speaker.row(key) for key, speaker in sources.items()]
    rows = [row for row in rows if row.reports >= asked.min_reports]
    if asked.order is Order.NAME:
        rows.sort(key=lambda r: (r.name, r.id))
    else:
        rows.sort(key=lambda r: (-r.reports, -r.claims, r.name, r.id))
    end = asked.offset + asked.limit if asked.limit else None
    return tuple(rows[asked.offset : end])


class _Speaker:
    """What is counted of one source."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.acts: Counter[str] = Counter()
        self.reports: set[int] = set()
        self.outlets: set[str] = set()

    def add(self, row: Line, name: str) -> None:
        """Count a row."""
        self.names[name] += row.number
        self.kinds[row.root_kind] += row.number
        self.acts[row.act] += row.number
        self.reports.add(row.report_no)
        self.outlets.add(row.outlet)

    def row(self, key: str) -> SourceRow:
        """Return what was counted."""
        acts = sorted(self.acts, key=lambda a: (-self.acts[a], a))
        return SourceRow(
            id=key,
            name=_most(self.names),
            kind=SourceKind(_most(self.kinds)),
            reports=len(self.reports),
            claims=sum(self.acts.values()),
            acts=tuple((Act(a), self.acts[a]) for a in acts),
            outlets=tuple(sorted(self.outlets - {""})),
        )


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda value: (-counted[value], value))


def attribution_rows(connection: Connection, asked: Filter) -> tuple[AttributionRow, ...]:
    """Return who ties whom to what, by incident and then by the reports' days where no order is asked for."""
    t = attributions.c
    of, actor, by = members.alias("of"), members.alias("actor_member"), members.alias("by_member")
    incident = func.coalesce(of.c.cluster, t.incident)
    title = select(func.min(incidents.c.title)).where(incidents.c.id == t.incident).scalar_subquery()
    published = reports.c.published
    columns = {
        "incident": incident,
        "incident_title": func.coalesce(clusters.c.name, title, literal("")),
        "actor_id": func.coalesce(actor.c.cluster, t.actor_entity),
        "by_id": func.coalesce(by.c.cluster, t.by_entity),
        "report": reports.c.id,
        "outlet": reports.c.outlet,
        "published": published,
    }
    columns |= {name: t[name] for name in ("id", "actor", "stance", "by", "by_kind", "claim", "evidence", "words")}
    found = (
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(attributions)
        .join(reports, reports.c.no == t.report_no)
        .outerjoin(of, of.c.member == t.incident)
        .outerjoin(clusters, clusters.c.id == of.c.cluster)
        .outerjoin(actor, actor.c.member == t.actor_entity)
        .outerjoin(by, by.c.member == t.by_entity)
        .where(*conditions.of_attributions(asked))
    )
    text = (reports.c.id, t.place)
    orders: dict[Order | None, tuple[Any, ...]] = {
        None: (incident, published, *text),
        Order.DATE: (published, *text),
        Order.NEWEST: (desc(published), *text),
        Order.REPORTS: (incident, published, *text),
        Order.NAME: (t.actor, published, *text),
    }
    page = connection.execute(paged(asked, found.order_by(*orders[asked.order]))).mappings()
    return tuple(AttributionRow(**(dict(row) | _kinds(row))) for row in page)


def _kinds(row: Any) -> dict[str, Any]:
    stance, evidence = Stance(row["stance"]), Evidence(row["evidence"])
    return {"stance": stance, "evidence": evidence, "by_kind": SourceKind(row["by_kind"])}


def series_rows(connection: Connection, asked: Filter) -> tuple[SeriesRow, ...]:
    """Return the series of a case, longest first; filters are those of its incidents, of which one must fit."""
    of: defaultdict[str, list[str]] = defaultdict(list)
    t = case_series_incidents.c
    for row in connection.execute(select(t.series, t.incident).order_by(t.series, t.place)):
        of[row.series].append(row.incident)
    restricted = Filter(
        **{name: getattr(asked, name) for name in ("since", "until", "place", "type", "actor", "outlet", "stance")}
    )
    fitting = {row.id for row in incident_rows(connection, restricted)} if restricted != Filter() else None
    rows = []
    for row in connection.execute(select(case_series).order_by(case_series.c.id)):
        if fitting is not None and not fitting.intersection(of[row.id]):
            continue
        told = _told(connection, of[row.id])
        own = [m for incident in of[row.id] for m in told[incident].members]
        named = dict(
            connection.execute(select(clusters.c.id, clusters.c.name).where(clusters.c.id.in_(of[row.id]))).all()
        )
        rows.append(
            SeriesRow(
                series=CaseSeries(row.id, tuple(of[row.id]), row.link, row.claim, row.why),
                titles=tuple(named.get(i) or told[i].most("title") for i in of[row.id]),
                earliest=min((m.earliest for m in own if m.earliest), default=""),
                latest=max((m.latest for m in own if m.latest), default=""),
                reports=len({m.report_no for m in own}),
            )
        )
    rows = [r for r in rows if r.reports >= asked.min_reports]
    rows.sort(key=lambda r: (-len(r.series.incidents), r.series.id))
    end = asked.offset + asked.limit if asked.limit else None
    return tuple(rows[asked.offset : end])
