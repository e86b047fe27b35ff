"""What analysis finds in a case: roots, contested facts, drift. Every finding names the claims it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.report import Report
from onrecord.model.span import Span


class RootKind(StrEnum):
    """What is known of where a statement comes from."""

    KNOWN = "known"  # a person, body, document or outlet that the reports name
    UNNAMED = "unnamed"  # described and not named: cannot be told from another with the same description
    UNKNOWN = "unknown"  # nothing says: the outlet may have seen it, or copied it


@dataclass(frozen=True, slots=True)
class Root:
    """One voice: every report and claim that goes back to it counts once.

    Attributes:
        id: from its key.
        kind: known, unnamed or unknown.
        name: who it is, as the reports say.
        reports: ids of the reports that carry it, sorted.
        claims: ids of the claims that carry it, sorted.
        why: one sentence a report: how it leads to this root.
        speakers: where it is a body, the different persons who speak for it; empty where fewer than two do.
    """

    id: str
    kind: RootKind
    name: str
    reports: tuple[str, ...]
    claims: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many voices stand behind something: "7 reports, 2 roots, 1 unknown".

    Attributes:
        reports: how many reports carry it.
        roots: each voice once; known ones first, most reports first.
        grade: Admiralty credibility 1 to 6; 1 only with two known roots that do not depend on each other, 6 where
            nothing can be judged.
        why: one sentence for the grade.
    """

    reports: int
    roots: tuple[Root, ...]
    grade: int
    why: str

    @property
    def known(self) -> int:
        """Return the number of roots that are known."""
        return sum(1 for r in self.roots if r.kind is RootKind.KNOWN)


class Field(StrEnum):
    """A fact of an incident on which reports can disagree."""

    DATE = "date"
    PLACE = "place"
    NUMBER = "number"  # killed, injured, held: `detail` of the value says which
    CAUSE = "cause"
    ROLE = "role"
    RESPONSIBILITY = "responsibility"


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that reports give a fact.

    Attributes:
        value: as it is compared: an ISO day or range, a place name, a number or range, an actor and a stance.
        detail: what is counted or which role, "" where the field says it all.
        claims: ids of the claims that give it, sorted; empty where only narrators do.
        reports: ids of the reports that give it, sorted.
        roots: how many known roots stand behind it.
        said: (report id, span) of the words that give it, first report first.
        since: earliest publication that gives it, ISO, "" where unknown.
    """

    value: str
    detail: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    roots: int
    said: tuple[tuple[str, Span], ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class Contested:
    """A fact for which claims disagree: two values that cannot both hold of the same time.

    Attributes:
        incident: id of the incident cluster.
        field: which fact.
        values: the rivals, best supported first; two at least.
        updated: values that later reports replaced without contradicting them.
        why: one sentence: why they cannot both hold.
    """

    incident: str
    field: Field
    values: tuple[Value, ...]
    updated: tuple[Value, ...] = ()
    why: str = ""


class DriftKind(StrEnum):
    """What a retelling did to its original."""

    HEDGE_DROPPED = "hedge-dropped"
    HEDGE_ADDED = "hedge-added"
    ATTRIBUTION_DROPPED = "attribution-dropped"
    ATTRIBUTION_ADDED = "attribution-added"
    SPEAKER_CHANGED = "speaker-changed"
    CERTAINTY_RAISED = "certainty-raised"
    CERTAINTY_LOWERED = "certainty-lowered"
    POLARITY_FLIPPED = "polarity-flipped"
    ACTOR_CHANGED = "actor-changed"
    TARGET_CHANGED = "target-changed"
    NUMBER_CHANGED = "number-changed"
    DATE_CHANGED = "date-changed"
    PLACE_CHANGED = "place-changed"
    WEAPON_CHANGED = "weapon-changed"
    QUOTATION_ALTERED = "quotation-altered"
    QUOTATION_TRUNCATED = "quotation-truncated"
    QUOTATION_INVENTED = "quotation-invented"
    ACCUSATION_TO_FACT = "accusation-to-fact"
    STATUS_CHANGED = "status-changed"
    CONDITION_DROPPED = "condition-dropped"
    CAUSE_STRENGTHENED = "cause-strengthened"
    SPLICE = "splice"
    UNSUPPORTED_ADDITION = "unsupported-addition"
    LEFT_OUT = "left-out"
    UNDETERMINED = "undetermined"


class Severity(StrEnum):
    """How much a change matters to somebody who relies on the retelling."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a retelling did.

    Attributes:
        kind: what.
        original: span in the original's text; None where nothing there corresponds.
        retelling: span in the retelling's text; None for what was left out.
        marker: the words that decide, of whichever side has them ("alleged"); where none does, the shortest
            stretch that holds all in which the sides differ; all of them where they stand on one side alone.
        severity: how much it matters.
        why: one sentence.
    """

    kind: DriftKind
    original: Span | None
    retelling: Span | None
    marker: str
    severity: Severity
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts, and what the second did to the first.

    Attributes:
        original: the earlier text.
        retelling: the text that retells it.
        changes: in the order of the retelling, what was left out last.
        counted: changes that are only counted unless they are asked for: what was left out and bears little on what is
            retold, and, between two reports of their own, all that only one of them has.
        passages: how many passages of the retelling correspond to one of the original.
        apart: whether these are two reports of their own that share passages, rather than a text and its retelling.
        format: the name of this format.
    """

    original: Report
    retelling: Report
    changes: tuple[Change, ...]
    counted: tuple[Change, ...] = ()
    passages: int = 0
    apart: bool = False
    format: str = "onrecord-drift/1"
