"""What ties records of several reports together: judgements, repeats, clusters.

A judgement is superseded, never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span


class Verdict(StrEnum):
    """What is held of two records."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Subject(StrEnum):
    """What kind of records a judgement or a cluster is about."""

    REPORT = "report"  # one report repeats another
    CLAIM = "claim"  # one claim repeats another
    ENTITY = "entity"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class Feature:
    """One part of a score, as it is shown to a person.

    Attributes:
        name: of the feature, such as "days-apart".
        value: what it adds to the score; below zero where it speaks against.
        text: one sentence that says why.
        left: the words, date or name of the one side that were compared; "" where there are none.
        right: the same of the other side.
    """

    name: str
    value: float
    text: str
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two records are, or are not, about the same.

    Attributes:
        id: from subject, both sides, who judged, and when.
        subject: what kind of records.
        left: id of the one record, as its report's record has it; the smaller of the two.
        right: id of the other.
        verdict: same, different or unsure.
        by: "rule:" and the name and version of the rule, or "person:" and a name.
        at: ISO 8601 time in UTC for a person's judgement; "" for a rule's, which is the same whenever it runs.
        score: sum of the features' values, None for a person's.
        features: what the score is made of.
        note: what a person wrote beside it.
    """

    id: str
    subject: Subject
    left: str
    right: str
    verdict: Verdict
    by: str
    at: str = ""
    score: float | None = None
    features: tuple[Feature, ...] = ()
    note: str = ""

    @property
    def by_person(self) -> bool:
        """Say whether a person judged; that outranks every rule."""
        return self.by.startswith("person:")


class Repeat(StrEnum):
    """How one report repeats another."""

    COPY = "copy"  # the same text, or nearly: a wire story carried by several
    RETELLING = "retelling"  # tells what the other said, in words of its own, with or without naming it
    EXCERPT = "excerpt"  # carries a part of the other word for word


@dataclass(frozen=True, slots=True)
class Aligned:
    """A stretch of the one report and the stretch of the other that repeats it.

    Attributes:
        original: span in the text of the original.
        retelling: span in the text of the retelling.
        likeness: 0 to 1; 1 is word for word.
    """

    original: Span
    retelling: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Retold:
    """One report repeats another.

    Attributes:
        original: id of the earlier report, or of the one that the other names.
        retelling: id of the report that repeats it.
        kind: copy, retelling or excerpt.
        score: sum of the features' values.
        features: what it is made of: likeness of the words, a credit line, a source named, days apart.
        aligned: the stretches that correspond, in the order of the retelling.
    """

    original: str
    retelling: str
    kind: Repeat
    score: float
    features: tuple[Feature, ...] = ()
    aligned: tuple[Aligned, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimRepeat:
    """A claim of one report repeats a claim of another.

    Attributes:
        original: id of the earlier claim.
        repeat: id of the claim that repeats it.
        likeness: 0 to 1.
        why: what showed it: words aligned, the same quotation, the same root and content.
    """

    original: str
    repeat: str
    likeness: float
    why: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records of several reports held to be one: an incident, or an entity, of the case.

    Attributes:
        id: from its members, so that the same members have the same id in any order of adding.
        subject: incident or entity.
        members: ids of the records in it, sorted; one at least.
        name: what to call it: the fullest name, or the title of the fullest incident.
        unsure: ids of other clusters that it may be one with, sorted.
    """

    id: str
    subject: Subject
    members: tuple[str, ...]
    name: str
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseSeries:
    """Incidents of a case that belong together.

    Attributes:
        id: from its members.
        incidents: ids of incident clusters, sorted.
        link: what joins them: "said" (a source does), "method", "actor", "place".
        claim: id of the claim that says so, "" where the narrator or a rule does.
        why: one sentence: the words said, or the rule.
    """

    id: str
    incidents: tuple[str, ...]
    link: str
    claim: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Linkage:
    """Everything that linking found in a case; a pure function of its reports and of people's judgements.

    Attributes:
        rule: name and version of the rules that made it.
        retold: which report repeats which, by retelling and original.
        repeats: which claim repeats which.
        judgements: of rules only, on pairs of incidents and of entities that were compared and are same or unsure.
        incidents: clusters of incidents, every incident of the case in exactly one.
        entities: clusters of entities, every named entity of the case in exactly one.
        series: incidents that belong together.
    """

    rule: str
    retold: tuple[Retold, ...] = ()
    repeats: tuple[ClaimRepeat, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    incidents: tuple[Cluster, ...] = ()
    entities: tuple[Cluster, ...] = ()
    series: tuple[CaseSeries, ...] = ()
