"""Events as one report tells them, and every attribution of responsibility for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.claim import Evidence, SourceRef
from onrecord.model.span import Span
from onrecord.model.when import PlaceMention, When


class Realis(StrEnum):
    """Whether the report tells it as something that took place."""

    ACTUAL = "actual"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    GENERIC = "generic"  # a kind of event, not one ("attacks in Moscow have killed generals")


class RoleKind(StrEnum):
    """The part somebody or something has in an incident."""

    PERPETRATOR = "perpetrator"  # a person or several
    PERPETRATOR_ORGANISATION = "perpetrator-organisation"
    VICTIM = "victim"  # persons
    TARGET = "target"  # things, places, bodies
    SITE = "site"  # where it took place, as described ("outside his home"); not what it was aimed at
    INSTRUMENT = "instrument"
    PARTY = "party"  # talks, agreements, sanctions: who takes part
    LEADER = "leader"
    RECIPIENT = "recipient"
    MEDIATOR = "mediator"


class HarmKind(StrEnum):
    """What was done to the persons or things."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    MISSING = "missing"
    DISPLACED = "displaced"
    DAMAGED = "damaged"
    DESTROYED = "destroyed"
    NONE = "none"  # said to be unhurt


class OutcomeKind(StrEnum):
    """What became of somebody after an incident."""

    HOSPITALIZED = "hospitalized"
    CONDITION = "condition"  # "in critical condition": the words say which
    CONDITION_UNCLEAR = "condition-unclear"
    RECOVERING = "recovering"  # also "expected to survive"
    DIED_LATER = "died-later"
    ESCAPED = "escaped"
    AT_LARGE = "at-large"
    HELD = "held"  # arrested, detained, in custody
    SURRENDERED = "surrendered"
    FREED = "freed"  # released, discharged, rescued


class Stance(StrEnum):
    """How an actor is tied to an incident. DESIGN, "Attributions of responsibility, exactly"."""

    FACT = "fact"
    CLAIMED = "claimed"
    ACCUSED = "accused"
    ACCUSED_BY_AUTHORITY = "accused-by-authority"
    SUSPECTED = "suspected"
    SPECULATED = "speculated"
    CHARGED = "charged"
    CONVICTED = "convicted"
    DENIED = "denied"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody or something in an incident.

    Attributes:
        kind: the part it has.
        name: the name it resolves to, else its words.
        spans: its words.
        entity: id of the entity, "" where it is none.
        why: the rule that put it there.
    """

    kind: RoleKind
    name: str
    spans: tuple[Span, ...]
    entity: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Harm:
    """A count or outcome as said.

    Attributes:
        kind: what was done.
        low: least number that the words allow.
        high: most, None where the words set no bound.
        best: the number said, None where none is said ("dozens").
        span: the words.
        claim: id of the claim that says it, "" for the narrator.
    """

    kind: HarmKind
    low: int
    high: int | None
    best: int | None
    span: Span
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of somebody who had a part in an incident, as said.

    Attributes:
        kind: what became of him.
        name: the name he resolves to, else the words for him.
        spans: the words for him; empty where he is only understood.
        entity: id of the entity, "" where he is none.
        span: the words that say what became of him.
        claim: id of the claim that says it, "" for the narrator.
        why: the entry that found it.
    """

    kind: OutcomeKind
    name: str
    spans: tuple[Span, ...]
    span: Span
    entity: str = ""
    claim: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A category of somebody else's scheme that an incident falls into.

    Attributes:
        scheme: the scheme, such as "gtd".
        part: what of the incident it classes: "attack", "target" or "weapon".
        code: its number or word there.
        name: its name there.
        why: what decided.
    """

    scheme: str
    part: str
    code: str
    name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """An event as this report tells it.

    Attributes:
        id: from the report's id and its first trigger.
        type: PLOVER type, such as "ASSAULT", "CONSULT", "SANCTION".
        mode: PLOVER mode or a finer word of ours ("firearms", "car-bomb"), "" where not said.
        title: one line for a person to read, made of the record's fields only.
        triggers: every word that refers to it, in order; the first decides the id.
        roles: who and what.
        harm: outcomes and counts, as said.
        when: its time; None where nothing says.
        where: its place, a town where one is known; None where nothing says. `why` in it begins with "inferred" where
            the event's own words do not name it.
        site: the street, building or quarter of that town that is said; None where none is, or `where` is all that is.
        realis: whether it is told as something that took place.
        outcomes: what became of those who had a part in it, as said.
        reasons: the words that say what a sanction, an arrest or another measure is for ("for meddling in the vote");
            what they name is said to have happened by those who took the measure.
        claims: ids of the claims that tell it; empty where only the narrator does.
        part_of: id of the incident or series it is told as a part of, "".
        why: the rules that made it.
        codes: the same in the categories of other schemes.
    """

    id: str
    type: str
    mode: str
    title: str
    triggers: tuple[Span, ...]
    roles: tuple[Role, ...] = ()
    harm: tuple[Harm, ...] = ()
    when: When | None = None
    where: PlaceMention | None = None
    site: PlaceMention | None = None
    realis: Realis = Realis.ACTUAL
    outcomes: tuple[Outcome, ...] = ()
    reasons: tuple[Span, ...] = ()
    claims: tuple[str, ...] = ()
    part_of: str = ""
    why: str = ""
    codes: tuple[Code, ...] = ()

    def fillers(self, kind: RoleKind) -> tuple[Role, ...]:
        """Return those who have that part."""
        return tuple(r for r in self.roles if r.kind == kind)


@dataclass(frozen=True, slots=True)
class Series:
    """Incidents that a source puts together.

    Attributes:
        id: from the report's id and the cue.
        incidents: ids of the members, in order of mention.
        cue: the words ("the latest in a string of attacks").
        claim: id of the claim that says so, "" for the narrator.
        why: how the members were found.
    """

    id: str
    incidents: tuple[str, ...]
    cue: tuple[Span, ...]
    claim: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One row: who ties whom to what, and how.

    Attributes:
        id: from incident, actor, stance and speaker.
        incident: id of the incident.
        actor: who is said to have done it, or not to have.
        stance: how.
        by: root speaker, or the narrator.
        relays: those between narrator and root, in order.
        claim: id of the claim that carries it, "" for the narrator's own words.
        spans: every place where it is said.
        evidence: what the report says about evidence offered.
        evidence_spans: the words that say so.
        when: when it was said, where the text says so.
        why: the rule that made it.
    """

    id: str
    incident: str
    actor: SourceRef
    stance: Stance
    by: SourceRef
    relays: tuple[SourceRef, ...] = ()
    claim: str = ""
    spans: tuple[Span, ...] = ()
    evidence: Evidence = Evidence.NOT_SAID
    evidence_spans: tuple[Span, ...] = ()
    when: When | None = None
    why: str = ""
