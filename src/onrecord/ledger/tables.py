"""The schema of a case.

Three kinds of tables:

- what came in and what people decided: `inputs`, `sources`, `reports`, `records`, `failures`, `judgements`, `settings`.
  A row stays; a later one supersedes it;
- the index: what records say, one row a thing, to be asked for by SQL. Filled from the records, and only from them;
- links: `versions`, and what linking found. Made anew from reports and judgements when these change.

A number (`no`) is the row's place in this file and means nothing outside it; ids are hashes of content.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

metadata = MetaData()


def _no() -> Column[int]:
    return Column("no", Integer, primary_key=True)


def _of(parent: str) -> Column[int]:
    """Return a column that names the row which this one belongs to."""
    return Column(f"{parent}_no", Integer, ForeignKey(f"{_PLURALS[parent]}.no"), nullable=False, index=True)


_PLURALS = {
    "report": "reports",
    "record": "records",
    "claim": "claims",
    "incident": "incidents",
    "entity": "entities",
    "series": "series",
}


def _words(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    _words("name"),
)

# What came in and what people decided.

inputs = Table(
    "inputs",  # files that were read to their end without an error
    metadata,
    _words("sha256"),
    _words("options"),
    _count("reports"),
    _words("added_at"),
    PrimaryKeyConstraint("sha256", "options"),
    sqlite_with_rowid=False,
)

sources = Table(
    "sources",  # the bytes that reports were read from
    metadata,
    Column("sha256", Text, primary_key=True),
    _count("size"),
    Column("data", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    _no(),
    Column("id", Text, nullable=False, unique=True),
    Column("key", Text, nullable=False, index=True),
    Column("sha256", Text, nullable=False, index=True),
    _words("outlet"),
    _words("title"),
    _words("published"),
    _words("fetched"),
    _words("url"),
    _words("source"),
    _words("media_type"),
    _count("words"),
    Column("text", LargeBinary, nullable=False),
    _words("added_at"),
    Index("reports_published", "published"),
)

records = Table(
    "records",
    metadata,
    _no(),
    _of("report"),
    _words("version"),
    _words("language_model"),
    _words("rules"),
    _words("engine"),
    _words("weights"),
    Column("data", LargeBinary, nullable=False),
    Column("profile", LargeBinary, nullable=False),
    _count("profile_version"),
    _words("added_at"),
    Column("superseded_by", Integer, ForeignKey("records.no", deferrable=True, initially="DEFERRED")),
    _words("superseded_at"),
    Index("records_live", "report_no", unique=True, sqlite_where=text("superseded_by IS NULL")),
)

failures = Table(
    "failures",
    metadata,
    _no(),
    Column("source", Text, nullable=False, index=True),
    _words("slug"),
    _words("message"),
    _words("fix"),
    _words("at"),
    _words("superseded_at"),
    Index("failures_live", "source", unique=True, sqlite_where=text("superseded_at = ''")),
)

judgements = Table(
    "judgements",
    metadata,
    _no(),
    Column("id", Text, nullable=False, unique=True),
    _words("subject"),
    _words("left"),
    _words("right"),
    _words("verdict"),  # "" for a row that takes another back
    _words("by"),
    _words("at"),
    _words("note"),
    _words("undoes"),
    _words("holds"),  # id of the judgement that is in force since this row, "" for none
    _words("superseded_by"),
    _words("superseded_at"),
    Index("judgements_live", "subject", "left", "right", unique=True, sqlite_where=text("superseded_by = ''")),
    Index("judgements_right", "right"),
)

settings = Table(
    "settings",
    metadata,
    _no(),
    _words("name"),
    _words("value"),
    _words("by"),
    _words("at"),
    _words("superseded_at"),
    Index("settings_live", "name", unique=True, sqlite_where=text("superseded_at = ''")),
)

# The index.

claims = Table(
    "claims",
    metadata,
    _no(),
    Column("id", Text, nullable=False, index=True),
    _of("report"),
    _count("place"),  # its place in the record
    _words("act"),
    _words("form"),
    _words("level"),
    _words("polarity"),
    _words("evidence"),
    _words("root_kind"),
    _words("root_entity"),
    _words("said_from"),
    _words("said_to"),
    # The columns of the full text.
    _words("words"),
    _words("cue"),
    _words("speaker"),
    _words("root"),
    _words("hedge"),
    _words("voice"),
    Index("claims_act", "act"),
    Index("claims_root", "root"),
)

hops = Table(
    "hops",
    metadata,
    _of("claim"),
    _count("place"),
    _words("kind"),
    _words("source_kind"),
    _words("name"),
    _words("entity"),
    _words("role"),
    _words("level"),
    _words("polarity"),
    PrimaryKeyConstraint("claim_no", "place"),
    sqlite_with_rowid=False,
)

hedges = Table(
    "hedges",
    metadata,
    _of("claim"),
    _count("hop"),
    _count("place"),
    _words("words"),
    PrimaryKeyConstraint("claim_no", "hop", "place"),
    sqlite_with_rowid=False,
)

incidents = Table(
    "incidents",
    metadata,
    _no(),
    Column("id", Text, nullable=False, index=True),
    _of("report"),
    _count("place"),
    _words("type"),
    _words("mode"),
    _words("title"),
    _words("realis"),
    _words("earliest"),
    _words("latest"),
    _words("where_name"),
    _words("where_level"),
    _count("geonames_id"),
    _words("country"),
    _words("admin1"),
    Column("latitude", Float),
    Column("longitude", Float),
    _words("site"),
    Index("incidents_type", "type", "mode"),
)

incident_claims = Table(
    "incident_claims",
    metadata,
    _of("incident"),
    Column("claim", Text, nullable=False, index=True),
    PrimaryKeyConstraint("incident_no", "claim"),
    sqlite_with_rowid=False,
)

roles = Table(
    "roles",
    metadata,
    _of("incident"),
    _count("place"),
    _words("kind"),
    _words("name"),
    Column("entity", Text, nullable=False, index=True),
    PrimaryKeyConstraint("incident_no", "place"),
    sqlite_with_rowid=False,
)

harm = Table(
    "harm",
    metadata,
    _of("incident"),
    _count("place"),
    _words("kind"),
    _count("low"),
    Column("high", Integer),
    Column("best", Integer),
    _words("claim"),
    PrimaryKeyConstraint("incident_no", "place"),
    sqlite_with_rowid=False,
)

attributions = Table(
    "attributions",
    metadata,
    _no(),
    Column("id", Text, nullable=False, index=True),
    _of("report"),
    _count("place"),
    Column("incident", Text, nullable=False, index=True),
    _words("actor"),
    _words("actor_kind"),
    Column("actor_entity", Text, nullable=False, index=True),
    _words("stance"),
    _words("by"),
    _words("by_kind"),
    _words("by_entity"),
    Column("claim", Text, nullable=False, index=True),
    _words("evidence"),
    _words("said_from"),
    _words("said_to"),
    _words("words"),
)

entities = Table(
    "entities",
    metadata,
    _no(),
    Column("id", Text, nullable=False, index=True),
    _of("report"),
    _count("place"),
    _words("kind"),
    _words("name"),
    _words("country"),
    Column("named", Boolean, nullable=False),
    _count("mentions"),
)

aliases = Table(
    "aliases",
    metadata,
    _of("entity"),
    _count("place"),
    _words("name"),
    PrimaryKeyConstraint("entity_no", "place"),
    sqlite_with_rowid=False,
)

offices = Table(
    "offices",
    metadata,
    _of("entity"),
    _count("place"),
    _words("title"),
    _words("organisation"),
    Column("former", Boolean, nullable=False),
    PrimaryKeyConstraint("entity_no", "place"),
    sqlite_with_rowid=False,
)

places = Table(
    "places",
    metadata,
    _of("report"),
    _words("name"),
    _words("level"),
    _count("geonames_id"),
    _words("country"),
    _words("admin1"),
    _count("mentions"),
    PrimaryKeyConstraint("report_no", "name", "level", "geonames_id"),
    sqlite_with_rowid=False,
)

series = Table(
    "series",
    metadata,
    _no(),
    Column("id", Text, nullable=False, index=True),
    _of("report"),
    _count("place"),
    _words("claim"),
    _words("cue"),
)

series_incidents = Table(
    "series_incidents",
    metadata,
    _of("series"),
    _count("place"),
    _words("incident"),
    PrimaryKeyConstraint("series_no", "place"),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",  # of reports; their words are in the full text only
    metadata,
    _no(),
    _of("report"),
    _count("start"),
    _count("stop"),
    Column("headline", Boolean, nullable=False),
)

# Links.

versions = Table(
    "versions",  # of reports with one address; a report without another version has no row
    metadata,
    Column("report_no", Integer, ForeignKey("reports.no"), primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, index=True),
    _count("number"),
    Column("superseded_by", Integer, ForeignKey("reports.no")),
)

linked = Table(
    "linked",  # one row: what the links were made from
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    _words("fingerprint"),
    _words("ruled"),  # rules and versions that the fingerprint stands on, as text
    _words("rule"),
    _words("at"),
)

retold = Table(
    "retold",
    metadata,
    _words("original"),
    _words("retelling"),
    _words("kind"),
    Column("score", Float, nullable=False),
    Column("data", LargeBinary, nullable=False),  # the whole of it
    PrimaryKeyConstraint("retelling", "original"),
    Index("retold_original", "original"),
    sqlite_with_rowid=False,
)

claim_repeats = Table(
    "claim_repeats",
    metadata,
    _words("original"),
    _words("repeat"),
    Column("likeness", Float, nullable=False),
    _words("why"),
    PrimaryKeyConstraint("repeat", "original"),
    Index("claim_repeats_original", "original"),
    sqlite_with_rowid=False,
)

rulings = Table(
    "rulings",  # judgements of rules; two rules can judge one pair
    metadata,
    _no(),
    Column("id", Text, nullable=False, index=True),
    _words("subject"),
    _words("left"),
    _words("right"),
    _words("verdict"),
    Column("score", Float),
    Column("data", LargeBinary, nullable=False),
    Index("rulings_pair", "subject", "left", "right"),
    Index("rulings_right", "right"),
)

clusters = Table(
    "clusters",
    metadata,
    Column("id", Text, primary_key=True),
    _words("subject"),
    _words("name"),
    _words("unsure"),  # JSON list of ids
    sqlite_with_rowid=False,
)

members = Table(
    "members",
    metadata,
    Column("member", Text, primary_key=True),
    Column("cluster", Text, ForeignKey("clusters.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

case_series = Table(
    "case_series",
    metadata,
    Column("id", Text, primary_key=True),
    _words("link"),
    _words("claim"),
    _words("why"),
    sqlite_with_rowid=False,
)

case_series_incidents = Table(
    "case_series_incidents",
    metadata,
    Column("series", Text, ForeignKey("case_series.id"), nullable=False),
    _count("place"),
    Column("incident", Text, nullable=False, index=True),
    PrimaryKeyConstraint("series", "place"),
    sqlite_with_rowid=False,
)

INDEX = (
    hops,
    hedges,
    incident_claims,
    roles,
    harm,
    aliases,
    offices,
    series_incidents,
    series,
    attributions,
    entities,
    incidents,
    claims,
    places,
)
"""Tables of the index, children before parents; `passages` is not among them: the text of a report never changes."""

LINKS = (retold, claim_repeats, rulings, members, clusters, case_series_incidents, case_series)
"""Tables that linking fills, children before parents."""
