"""The tables of a case, in words: a function for each kind of row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import HarmKind, Level, Polarity, Realis, SourceKind
from onrecord.model.case import (
    ActorRow,
    AttributionRow,
    ClaimRow,
    HarmRange,
    IncidentRow,
    ReportRow,
    SeriesRow,
    SourceRow,
)
from onrecord.present.export import wording
from onrecord.present.export.sheets import Column, Sheet, count, listed

LINKS = {"said": "a source says so", "actor": "the same actor", "method": "the same method", "place": "the same place"}


def reports_sheet(rows: Iterable[ReportRow]) -> Sheet:
    """Return the reports of a case as a table."""
    columns = (
        *(Column("id"), Column("published"), Column("outlet", 3), Column("title", 8)),
        *(Column("words", number=True), Column("claims", number=True), Column("incidents", number=True)),
        Column("version"),
    )
    cells = tuple(
        (
            *(r.id, r.published[:16], r.outlet or "not known", r.title or r.source),
            *(str(r.words), str(r.claims), str(r.incidents)),
            _version(r),
        )
        for r in rows
    )
    return Sheet("reports", columns, cells, "The case holds no such report.")


def _version(row: ReportRow) -> str:
    if row.superseded_by:
        return f"{row.version}, superseded by {row.superseded_by}"
    return str(row.version)


def incidents_sheet(rows: Iterable[IncidentRow]) -> Sheet:
    """Return the incidents of a case as a table."""
    columns = (
        *(Column("id"), Column("when"), Column("place", 3), Column("incident", 6), Column("harm", 4)),
        *(Column("reports", number=True), Column("attributed", 4)),
    )
    cells = tuple(
        (
            *(r.id, days(r.earliest, r.latest), place(r), what(r), harm(r.harm)),
            *(str(r.reports), listed(r.actors, 3)),
        )
        for r in rows
    )
    return Sheet("incidents", columns, cells, "The case holds no such incident.")


def what(row: IncidentRow) -> str:
    """Return the title of an incident, with how it is told where it is not told as having happened."""
    return row.title if row.realis is Realis.ACTUAL else f"{row.title} (told {wording.REALIS[row.realis]})"


def place(row: IncidentRow) -> str:
    """Return where an incident took place, "" where nothing says."""
    return ", ".join(dict.fromkeys(p for p in (row.place, row.country) if p))


def days(earliest: str, latest: str) -> str:
    """Return a range of days, short: "2026-03-03", "2026-03-03 to 2026-03-05", "until 2026-03-05"."""
    first, last = earliest[:10], latest[:10]
    if first == last:
        return first
    if not first:
        return f"until {last}"
    return f"{first} to {last}" if last else f"from {first}"


def harm(ranges: Iterable[HarmRange]) -> str:
    """Return what is said of dead and hurt: "killed 2 to 4, injured 6"."""
    return ", ".join(_harm(r) for r in ranges)


def _harm(found: HarmRange) -> str:
    if found.kind is HarmKind.NONE:
        return "said to be unhurt"
    number = str(found.low) if found.high <= found.low else f"{found.low} to {found.high}"
    return f"{found.kind.value} {number}"


def claims_sheet(rows: Iterable[ClaimRow]) -> Sheet:
    """Return the claims of a case as a table."""
    columns = (
        *(Column("id"), Column("published"), Column("outlet", 3), Column("speaker", 4), Column("act", 2)),
        *(Column("sure", 2), Column("words", 9)),
    )
    cells = tuple(
        (r.id, r.published[:10], r.outlet or "not known", speaker(r), r.act.value, sure(r), said(r)) for r in rows
    )
    return Sheet("claims", columns, cells, "The case holds no such claim.")


def speaker(row: ClaimRow) -> str:
    """Return who puts a claim forward, and through whom."""
    name = row.speaker or ("the report itself" if row.kind is SourceKind.NARRATOR else "not said who")
    via = [v for v in row.via if v not in {row.outlet, name}]
    return f"{name} (through {' > '.join(via)})" if via else name


def sure(row: ClaimRow) -> str:
    """Return how surely a claim is put forward, with the words that hedge it."""
    level = "left open" if row.level is Level.UNKNOWN else row.level.value
    level = f"NOT so, {level}" if row.polarity is Polarity.NEGATIVE else level
    return f"{level} ({', '.join(row.hedges)})" if row.hedges else level


def said(row: ClaimRow) -> str:
    """Return the content of a claim; of one without, what is done."""
    return row.words or f"({wording.ACTS[row.act]})"


def actors_sheet(rows: Iterable[ActorRow]) -> Sheet:
    """Return the people and bodies of a case as a table."""
    columns = (
        *(Column("id"), Column("name", 4), Column("kind"), Column("known as", 5)),
        *(Column("reports", number=True), Column("claims", number=True), Column("attributed", number=True)),
    )
    cells = tuple(
        (r.id, named(r), r.kind.value, known_as(r), str(r.reports), str(r.claims), str(r.blamed)) for r in rows
    )
    return Sheet("actors", columns, cells, "The case holds nobody like that.")


def named(row: ActorRow) -> str:
    """Return the name of somebody, with the country where that is known."""
    return f"{row.name}, {row.country}" if row.country else row.name


def known_as(row: ActorRow) -> str:
    """Return offices and other names."""
    return "; ".join(filter(None, (listed(row.offices, 2), listed(row.aliases, 3))))


def sources_sheet(rows: Iterable[SourceRow]) -> Sheet:
    """Return who says something as a table."""
    columns = (
        *(Column("id"), Column("source", 4), Column("kind"), Column("reports", number=True)),
        *(Column("claims", number=True), Column("acts", 4), Column("outlets", 5)),
    )
    cells = tuple(
        (
            *(r.id, r.name or "not said who", r.kind.value, str(r.reports), str(r.claims)),
            *(acts(r), listed(r.outlets, 4)),
        )
        for r in rows
    )
    return Sheet("sources", columns, cells, "The case holds no such source.")


def acts(row: SourceRow) -> str:
    """Return what a source does by saying things: "8 assert, 2 accuse"."""
    return ", ".join(f"{n} {act.value}" for act, n in row.acts)


def attributions_sheet(rows: Iterable[AttributionRow]) -> Sheet:
    """Return who ties whom to what as a table."""
    columns = (
        *(Column("id"), Column("incident", 5), Column("actor", 3), Column("stance", 3), Column("speaker", 3)),
        *(Column("evidence", 2), Column("outlet", 3), Column("published"), Column("words", 5)),
    )
    cells = tuple(
        (
            *(r.id, r.incident_title, r.actor, wording.STANCES[r.stance], by(r)),
            *(wording.EVIDENCE[r.evidence], r.outlet or "not known", r.published[:10], r.words),
        )
        for r in rows
    )
    return Sheet("attributions", columns, cells, "The case holds no such attribution.")


def by(row: AttributionRow) -> str:
    """Return who says so."""
    if row.by_kind is SourceKind.NARRATOR:
        return f"{row.by or row.outlet or 'the report'} itself"
    return row.by or "not said who"


def series_sheet(rows: Sequence[SeriesRow]) -> Sheet:
    """Return the series of a case as a table."""
    columns = (
        *(Column("id"), Column("link", 3), Column("incidents", number=True), Column("when")),
        *(Column("reports", number=True), Column("titles", 8), Column("why", 5)),
    )
    cells = tuple(
        (
            *(r.series.id, LINKS.get(r.series.link, r.series.link), str(len(r.series.incidents))),
            *(days(r.earliest, r.latest), str(r.reports), listed(r.titles, 4, "; "), r.series.why),
        )
        for r in rows
    )
    return Sheet("series", columns, cells, "The case holds no such series.")


def size(counts: int, what_: str) -> str:
    """Return how many rows there are."""
    return count(counts, what_.removesuffix("s") if what_ != "series" else what_, what_)
