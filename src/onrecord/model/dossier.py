"""Everything that a case holds of one thing, as it is shown and as it leaves as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.case import (
    ActorRow,
    AttributionRow,
    ClaimRow,
    Hit,
    IncidentRow,
    Past,
    ReportRow,
    SeriesRow,
    SourceRow,
    VersionDiff,
)
from onrecord.model.claim import Claim
from onrecord.model.finding import Contested, Corroboration
from onrecord.model.incident import Incident
from onrecord.model.link import Judgement, Retold, Subject
from onrecord.model.span import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report with what is lit in it.

    Attributes:
        report: id of the report.
        words: the stretch: sentences around what is meant.
        start: offset of the stretch in the report's text.
        lit: what is meant, in offsets of the report's text.
    """

    report: str
    words: str
    start: int
    lit: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Lit:
    """Something that a search found, in its words.

    Attributes:
        hit: the claim or the passage.
        passage: whole sentences, what was looked for lit.
    """

    hit: Hit
    passage: Passage


@dataclass(frozen=True, slots=True)
class Telling:
    """An incident as one report tells it, with its words.

    Attributes:
        report: the report.
        incident: as its record has it.
        passage: where it is told first.
    """

    report: ReportRow
    incident: Incident
    passage: Passage


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement on two records, with what a person needs to see to judge anew.

    Attributes:
        judgement: of a rule or a person.
        left: what the left side is called.
        right: what the right side is called.
        left_outlet: who published the left side's report, "" where unknown.
        right_outlet: the same of the right side.
        left_day: when, ISO.
        right_day: the same of the right side.
    """

    judgement: Judgement
    left: str
    right: str
    left_outlet: str = ""
    right_outlet: str = ""
    left_day: str = ""
    right_day: str = ""


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """An incident of the case.

    Attributes:
        row: what it is.
        tellings: every report's, oldest first.
        attributions: who ties whom to it.
        corroboration: the voices that say that it happened.
        contested: what the reports disagree on.
        series: that it belongs to.
        rulings: what its tellings were joined by, or might be with others.
        unsure: other incidents that it may be one with.
    """

    row: IncidentRow
    tellings: tuple[Telling, ...]
    attributions: tuple[AttributionRow, ...]
    corroboration: Corroboration
    contested: tuple[Contested, ...]
    series: tuple[SeriesRow, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    unsure: tuple[IncidentRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A claim.

    Attributes:
        row: what it is.
        claim: as its record has it.
        passage: its sentence.
        repeats: claims that it repeats or that repeat it, with the likeness and what showed it.
        attributions: rows that it carries.
        corroboration: the voices behind it.
    """

    row: ClaimRow
    claim: Claim
    passage: Passage
    repeats: tuple[tuple[ClaimRow, float, str], ...]
    attributions: tuple[AttributionRow, ...]
    corroboration: Corroboration


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report.

    Attributes:
        row: what it is.
        text: in full.
        repeats: other reports that it repeats or that repeat it: how, and the other one.
        incidents: that it tells.
        claims: in the order of the text.
        attributions: that it holds.
        changes: what the version before it had otherwise; None where it is the first.
    """

    row: ReportRow
    text: str
    repeats: tuple[tuple[Retold, ReportRow], ...]
    incidents: tuple[IncidentRow, ...]
    claims: tuple[ClaimRow, ...]
    attributions: tuple[AttributionRow, ...]
    changes: VersionDiff | None = None


@dataclass(frozen=True, slots=True)
class ActorFile:
    """Somebody or a body that the reports name.

    Attributes:
        row: who it is.
        reports: that name it, oldest first.
        source: what is counted of it as a source, None where it says nothing.
        said: claims of which it is the root.
        blamed: attributions that name it.
        blames: attributions that it makes.
        rulings: what its names were joined by, or might be with others.
        unsure: others that it may be one with.
    """

    row: ActorRow
    reports: tuple[ReportRow, ...]
    source: SourceRow | None
    said: tuple[ClaimRow, ...]
    blamed: tuple[AttributionRow, ...]
    blames: tuple[AttributionRow, ...]
    rulings: tuple[Ruling, ...] = ()
    unsure: tuple[ActorRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributionFile:
    """One row of who ties whom to what.

    Attributes:
        row: what it is.
        passage: where it is said.
        corroboration: the voices that say the same of the same actor.
    """

    row: AttributionRow
    passage: Passage
    corroboration: Corroboration


@dataclass(frozen=True, slots=True)
class SeriesFile:
    """Incidents that belong together.

    Attributes:
        row: what joins them.
        incidents: in their order.
        passage: where it is said, None where a rule joins them.
    """

    row: SeriesRow
    incidents: tuple[IncidentRow, ...]
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class JudgementFile:
    """A person's judgement.

    Attributes:
        ruling: what was judged.
        steps: every step on this pair, oldest first.
        rule: what the rules hold of the pair, None where they did not compare it.
    """

    ruling: Ruling
    steps: tuple[Past, ...]
    rule: Judgement | None = None


File = IncidentFile | ClaimFile | ReportFile | ActorFile | AttributionFile | SeriesFile | JudgementFile
"""What `onrecord show` shows."""


@dataclass(frozen=True, slots=True)
class RootsOf:
    """How many voices stand behind something.

    Attributes:
        id: of the incident, claim or attribution.
        what: what it is called.
        told: the count in words: "7 reports, 2 roots, 1 unknown".
        corroboration: the roots and the grade.
        outlets: id of each report -> who published it.
    """

    id: str
    what: str
    told: str
    corroboration: Corroboration
    outlets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging did.

    Attributes:
        judgement: that holds now, None where the last one was taken back and none is left.
        before: what held before, of a person or a rule; None where nothing did.
        subject: what kind of records it is about.
        linked: whether the case's links changed.
        note: what follows for the clusters, one sentence.
    """

    judgement: Judgement | None
    before: Judgement | None
    subject: Subject
    linked: bool
    note: str
