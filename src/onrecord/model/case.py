"""What a case gives back: rows of its tables, what stands behind an id, what a search found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.claim import Act, Evidence, Form, Level, Polarity, SourceKind
from onrecord.model.entity import EntityKind
from onrecord.model.incident import HarmKind, Realis, Stance
from onrecord.model.link import CaseSeries, Cluster, Judgement, Verdict
from onrecord.model.record import Record
from onrecord.model.report import Report
from onrecord.model.span import Span


class Order(StrEnum):
    """How rows of a case are ordered; ties are ordered by id, so that an order never depends on the order of adding."""

    DATE = "date"  # oldest first: of the event, of the statement's report
    NEWEST = "newest"
    REPORTS = "reports"  # most reports first
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are asked for; what is left empty does not restrict. Words are compared without regard to case.

    Attributes:
        since: ISO day, month or year; nothing that surely ended before it.
        until: ISO day, month or year; nothing that surely began after it.
        place: name of a place or its country, or a part of the name.
        type: type or mode of an incident ("assault", "car-bomb").
        actor: name, or a part of it, of somebody in the incident or of whom it is said that he did it.
        outlet: name, or a part of it, of who published it.
        speaker: name, or a part of it, of anybody in the chain of a claim.
        act: act of a claim ("deny").
        level: certainty of a claim ("possible").
        stance: of an attribution ("accused").
        incident: id of an incident or of an incident of the case.
        report: id of a report.
        min_reports: at least so many reports.
        order: of the rows; None is the natural one of each table.
        limit: at most so many rows, 0 for all.
        offset: so many rows are passed over.
    """

    since: str = ""
    until: str = ""
    place: str = ""
    type: str = ""
    actor: str = ""
    outlet: str = ""
    speaker: str = ""
    act: str = ""
    level: str = ""
    stance: str = ""
    incident: str = ""
    report: str = ""
    min_reports: int = 0
    order: Order | None = None
    limit: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report of the case.

    Attributes:
        id: of the report.
        title: headline, "" where there is none.
        outlet: who published it, "" where unknown.
        published: ISO, "" where unknown.
        url: address, or "".
        source: path or name that it was read from.
        words: how many it has.
        claims: how many claims.
        incidents: how many incidents.
        version: 1 for the first known version of a report, 2 for the next.
        superseded_by: id of the next version; "" for the newest, which alone counts.
        added_at: ISO time in UTC.
        made_by: version of onrecord that made its record.
    """

    id: str
    title: str
    outlet: str
    published: str
    url: str
    source: str
    words: int
    claims: int
    incidents: int
    version: int
    superseded_by: str
    added_at: str
    made_by: str


@dataclass(frozen=True, slots=True)
class HarmRange:
    """What reports say of one kind of harm: from the lowest to the highest number said.

    Attributes:
        kind: of harm.
        low: lowest number that any report allows.
        high: highest number that any report says.
    """

    kind: HarmKind
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident of the case: what one or several reports tell of the same event.

    Attributes:
        id: of the cluster; of the incident itself where it was not linked yet.
        title: what to call it.
        type: PLOVER type most told.
        mode: finer word most told, "".
        realis: actual where any report tells it so.
        earliest: ISO, "" where open.
        latest: ISO, "" where open.
        place: name most told, "".
        country: ISO 3166 alpha-2, "".
        reports: how many reports tell it.
        members: ids of the incidents in it, sorted.
        harm: what is said of dead, hurt and so on.
        actors: those to whom reports attribute it, however they put it, most often named first.
    """

    id: str
    title: str
    type: str
    mode: str
    realis: Realis
    earliest: str
    latest: str
    place: str
    country: str
    reports: int
    members: tuple[str, ...]
    harm: tuple[HarmRange, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of the case.

    Attributes:
        id: of the claim.
        report: id of its report.
        outlet: who published the report.
        published: when, ISO.
        words: its content.
        cue: the words that tie source and content.
        speaker: name of the root; "" for the narrator and an unknown source.
        kind: what stands at the root.
        via: names between narrator and root, in order.
        act: what is done by saying it.
        form: direct, indirect or mixed.
        level: certainty of the root hop.
        polarity: whether it is put forward as so.
        hedges: words that lower or raise the certainty, of any hop.
        evidence: what is said about evidence for it.
        said_from: ISO, earliest time at which it was said, "" where the text does not say.
    """

    id: str
    report: str
    outlet: str
    published: str
    words: str
    cue: str
    speaker: str
    kind: SourceKind
    via: tuple[str, ...]
    act: Act
    form: Form
    level: Level
    polarity: Polarity
    hedges: tuple[str, ...]
    evidence: Evidence
    said_from: str = ""


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody or a body that the reports name.

    Attributes:
        id: of the cluster; of the entity itself where it was not linked yet.
        name: fullest name.
        kind: person, organisation, state ...
        country: ISO 3166 alpha-2, "".
        aliases: other names, sorted.
        offices: titles and offices, most said first.
        reports: how many reports name it.
        mentions: how often.
        claims: how many claims have it as their root.
        blamed: how many attributions name it as actor.
        members: ids of the entities in it, sorted.
    """

    id: str
    name: str
    kind: EntityKind
    country: str
    aliases: tuple[str, ...]
    offices: tuple[str, ...]
    reports: int
    mentions: int
    claims: int
    blamed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Somebody who says something: the root of claims.

    Attributes:
        id: of the entity cluster, or from kind and name where it is no entity.
        name: as the reports say; "" for narrators and unknown sources.
        kind: what it is.
        reports: how many reports carry a claim of it.
        claims: how many claims.
        acts: how many of each act, most often first.
        outlets: who carries it, sorted.
    """

    id: str
    name: str
    kind: SourceKind
    reports: int
    claims: int
    acts: tuple[tuple[Act, int], ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """Who ties whom to what, in one report.

    Attributes:
        id: of the attribution.
        incident: id of the incident of the case.
        incident_title: what to call it.
        actor: who is said to have done it, or not to have.
        actor_id: id of its entity cluster or entity, "" where unresolved.
        stance: how.
        by: root speaker as named; "" for the narrator and an unknown source.
        by_kind: what the speaker is.
        by_id: id of its entity cluster or entity, "" where unresolved.
        claim: id of the claim that carries it, "" for the narrator's own words.
        evidence: what is said about evidence offered.
        report: id of the report.
        outlet: who published it.
        published: when, ISO.
        words: where it is said first.
    """

    id: str
    incident: str
    incident_title: str
    actor: str
    actor_id: str
    stance: Stance
    by: str
    by_kind: SourceKind
    by_id: str
    claim: str
    evidence: Evidence
    report: str
    outlet: str
    published: str
    words: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """Incidents of the case that belong together.

    Attributes:
        series: ids, what joins them, and why.
        titles: of its incidents, in their order.
        earliest: ISO, of the first of them, "" where unknown.
        latest: ISO, of the last of them, "" where unknown.
        reports: how many reports tell any of them.
    """

    series: CaseSeries
    titles: tuple[str, ...]
    earliest: str
    latest: str
    reports: int


class FoundKind(StrEnum):
    """What stands behind an id."""

    REPORT = "report"
    CLAIM = "claim"
    INCIDENT = "incident"  # as one report tells it
    ENTITY = "entity"  # as one report names it
    ATTRIBUTION = "attribution"
    SERIES = "series"  # as one report puts it together
    CLUSTER = "cluster"  # an incident or an entity of the case
    CASE_SERIES = "case-series"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Found:
    """What stands behind an id.

    Attributes:
        kind: what it is.
        id: in full.
        value: the Report, Claim, Incident, Entity, Attribution, Series, Cluster, CaseSeries or Judgement.
        record: of the report that holds it; None for what belongs to the whole case.
        cluster: that it belongs to, None where it belongs to none.
    """

    kind: FoundKind
    id: str
    value: object
    record: Record | None = None
    cluster: Cluster | None = None

    @property
    def report(self) -> Report | None:
        """Return the report that holds it."""
        return self.record.report if self.record else None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a search found.

    Attributes:
        claim: the claim, None where a passage of a report was found.
        report: id of the report.
        outlet: who published it.
        published: when, ISO.
        title: headline.
        words: the claim's content, or the passage.
        span: where the passage stands; None for a claim, whose record has its spans.
    """

    claim: ClaimRow | None
    report: str
    outlet: str
    published: str
    title: str
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found.

    Attributes:
        hits: best first, or newest first where very many fit or only fields were given.
        total: how many there are; counting stops at 10,000 where fields have to be looked up.
    """

    hits: tuple[Hit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Past:
    """One step in the history of a pair of records: a judgement, or that one was taken back.

    Attributes:
        id: of this step.
        judgement: what was judged; for a judgement taken back, the one that holds since, None where none does.
        by: "person:" and a name.
        at: ISO time in UTC.
        undoes: id of the step that this one takes back, "" for a judgement.
        superseded_by: id of the next step on the same pair, "" for the last.
    """

    id: str
    judgement: Judgement | None
    by: str
    at: str
    undoes: str = ""
    superseded_by: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records and what is held of them.

    Attributes:
        person: what a person judged last, None where nobody did.
        rule: what the rules judge, None where they did not compare them.
    """

    person: Judgement | None
    rule: Judgement | None

    @property
    def verdict(self) -> Verdict | None:
        """Return what holds: a person's verdict outranks the rules'."""
        held = self.person or self.rule
        return held.verdict if held else None


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read when it was added last.

    Attributes:
        source: path or name.
        slug: of the error.
        message: what is wrong.
        fix: what to do.
        at: ISO time in UTC of the first time.
    """

    source: str
    slug: str
    message: str
    fix: str
    at: str


class Edit(StrEnum):
    """What became of something from one version of a report to the next."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ClaimEdit:
    """What became of a claim.

    Attributes:
        edit: added, removed or changed.
        old: id of the claim in the older version, "" where it was added.
        new: id of the claim in the newer version, "" where it was removed.
        what: for a changed claim what of it: "speaker", "act", "certainty", "polarity", "hedges", "numbers", "words".
        old_words: its content in the older version.
        new_words: its content in the newer version.
    """

    edit: Edit
    old: str
    new: str
    what: tuple[str, ...]
    old_words: str
    new_words: str


@dataclass(frozen=True, slots=True)
class WordEdit:
    """A number, name or hedge that came or went; one that only moved is none.

    Attributes:
        edit: added or removed.
        kind: "number", "name" or "hedge".
        words: as the report says them.
        span: where, in the version that has it.
    """

    edit: Edit
    kind: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """What of a report's claims changed from one version to the next; commas and the like are nothing.

    Attributes:
        old: id of the older version.
        new: id of the newer version.
        claims: in the order of the newer version, then those that went.
        words: in the same order.
    """

    old: str
    new: str
    claims: tuple[ClaimEdit, ...] = ()
    words: tuple[WordEdit, ...] = ()

    @property
    def touches_claims(self) -> bool:
        """Say whether anything changed that a claim rests on."""
        return bool(self.claims or self.words)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a case holds; superseded versions do not count, except in `superseded`.

    Attributes:
        reports: reports.
        superseded: older versions of them.
        outlets: who published them.
        claims: claims.
        incidents: incidents of the case.
        entities: people and bodies of the case that have a name.
        attributions: rows of who is tied to what.
        series: series of the case.
        judgements: people's judgements in force.
        failures: sources that could not be read.
        linked: whether the links are those of the reports, judgements and options as they are now.
    """

    reports: int
    superseded: int
    outlets: int
    claims: int
    incidents: int
    entities: int
    attributions: int
    series: int
    judgements: int
    failures: int
    linked: bool
