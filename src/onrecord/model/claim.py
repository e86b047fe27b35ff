"""What is put forward, by whom, through whom, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.span import Span
from onrecord.model.when import When


class SourceKind(StrEnum):
    """What stands at a hop."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    COLLECTIVE = "collective"  # "residents", "analysts"
    ANONYMOUS = "anonymous"  # "a senior official who asked not to be named"
    DOCUMENT = "document"
    FOOTAGE = "footage"
    POLL = "poll"
    NARRATOR = "narrator"  # the voice of the segment
    UNKNOWN = "unknown"  # "allegedly", "was accused of"


class HopKind(StrEnum):
    """How a content passed through a hop."""

    NARRATED = "narrated"
    SAID = "said"
    CITED = "cited"
    QUOTED = "quoted"
    SHOWN = "shown"  # footage, documents, polls
    BELIEVED = "believed"


class Act(StrEnum):
    """What is done by saying it."""

    ASSERT = "assert"
    ACCUSE = "accuse"
    DENY = "deny"
    CONFIRM = "confirm"
    ACKNOWLEDGE = "acknowledge"
    CLAIM_RESPONSIBILITY = "claim-responsibility"
    DEMAND = "demand"
    PROMISE = "promise"
    THREATEN = "threaten"
    PREDICT = "predict"
    SPECULATE = "speculate"
    ASK = "ask"
    RETRACT = "retract"
    NO_COMMENT = "no-comment"
    SUPPORT = "support"
    OPPOSE = "oppose"
    WANT = "want"


class Form(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Level(StrEnum):
    """How sure; classes, never a percentage."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"  # nothing commits to it either way: questions, conditions, "alleged" alone


class Polarity(StrEnum):
    """Whether the content is put forward as so or as not so."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


class Evidence(StrEnum):
    """What a report says about evidence offered for a claim."""

    STATED = "stated"
    NONE = "none"  # the report says that none was offered
    NOT_SAID = "not-said"


@dataclass(frozen=True, slots=True)
class Certainty:
    """How surely one hop puts the content forward.

    Attributes:
        level: class of certainty of this hop alone.
        polarity: whether this hop says that it is so.
        hedges: the words that lower or raise it ("may", "alleged", "appears to be").
    """

    level: Level = Level.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    hedges: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Who stands at a hop.

    Attributes:
        kind: what it is.
        name: the name it resolves to ("Sergey V. Lavrov" for "he"), else its words, "" where unknown.
        spans: its words in the text; empty for the narrator and for an unknown source.
        entity: id of the entity, "" where unresolved.
        role: title or office said with it ("Russia's foreign minister"), "" where none.
    """

    kind: SourceKind
    name: str = ""
    spans: tuple[Span, ...] = ()
    entity: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain.

    Attributes:
        kind: how the content passed.
        source: who stands there.
        cue: the words that say so ("accused", "according to"); empty for the narrator.
        certainty: how surely this hop puts it forward; the speaker's hedge is not the reporter's.
    """

    kind: HopKind
    source: SourceRef
    cue: tuple[Span, ...] = ()
    certainty: Certainty = Certainty()


class Venue(StrEnum):
    """Where something was said."""

    NEWS_CONFERENCE = "news-conference"
    STATEMENT = "statement"
    SOCIAL_MEDIA = "social-media"
    INTERVIEW = "interview"
    SPEECH = "speech"
    COURT = "court"
    HEARING = "hearing"
    BROADCAST = "broadcast"
    LETTER = "letter"
    REPORT = "report"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class SaidWhere:
    """The occasion of a claim.

    Attributes:
        venue: kind of occasion.
        span: the words ("at a news conference in Moscow").
        place: name of the place said with it, "" where none.
    """

    venue: Venue
    span: Span
    place: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Content that somebody puts forward.

    Attributes:
        id: from the report's id and the spans.
        content: what is put forward; several spans where the words are parted. Empty for a no-comment.
        cue: the words that tie source and content.
        chain: hops from the narrator to the root; at least one. The last hop is the root.
        act: what is done by saying it.
        form: direct, indirect or mixed.
        certainty: of the root hop, as the record shows it.
        said_when: when it was said, where the text says so.
        said_where: on what occasion, where the text says so.
        evidence: what the report says about evidence offered for it.
        evidence_spans: the words that say so.
        parent: id of the claim inside whose content this one stands, "" at the top.
        answers: ids of claims or incidents that it answers (a denial, a no-comment).
        segment: index of the segment in `Report.segments`, -1 outside.
        sentence: the sentences that hold cue and content.
        why: the rule or model that made it, in words.
    """

    id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    chain: tuple[Hop, ...]
    act: Act = Act.ASSERT
    form: Form = Form.INDIRECT
    certainty: Certainty = Certainty()
    said_when: When | None = None
    said_where: SaidWhere | None = None
    evidence: Evidence = Evidence.NOT_SAID
    evidence_spans: tuple[Span, ...] = ()
    parent: str = ""
    answers: tuple[str, ...] = ()
    segment: int = -1
    sentence: tuple[Span, ...] = ()
    why: str = ""

    @property
    def root(self) -> Hop:
        """Return the hop that the content comes from, as far as the report says."""
        return self.chain[-1]

    @property
    def by_narrator(self) -> bool:
        """Say whether nobody but the report's own voice puts it forward."""
        return self.root.source.kind is SourceKind.NARRATOR
