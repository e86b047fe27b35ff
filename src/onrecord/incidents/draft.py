"""What the steps of this stage hand to each other; never leaves the stage."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.incidents.limits import FIRST_COMPARED, LATEST_COMPARED
from onrecord.lexicon.schema import EventWord
from onrecord.model import Harm, PlaceMention, Realis, RoleKind, Span, When


@dataclass(slots=True)
class Filler:
    """Somebody or something that a syntactic place gives a part.

    Attributes:
        kind: the part.
        head: the token that heads it.
        span: its words.
        entity: index into the entities of the report, -1 where it is none of them.
        why: the place that it stands in.
        asserted: False where the part stands in an accusation or a denial; then it is for `blame`, not for a role.
        chance: what the trained fillers give it, None where they were not asked.
    """

    kind: RoleKind
    head: Token
    span: Span
    entity: int
    why: str
    asserted: bool = True
    chance: float | None = None


@dataclass(slots=True)
class Draft:
    """One trigger with what hangs on it.

    Attributes:
        token: the trigger.
        entry: what it means.
        span: its words.
        sentence: number of its sentence.
        segment: index of its segment, -1 outside.
        fillers: who and what.
        added: who and what the trained fillers add, which no rule found; it says nothing of what one event is.
        realis: whether it is told as something that took place.
        realis_why: the words that decided.
        asked: whether they only ask for it ("police are looking into whether he was shot").
        harm: outcomes said with it.
        when: its own time, None where nothing near it says.
        where: its own place, None where nothing near it says.
        mode: mode from the entry or the weapon.
        reasons: phrases that say what it is for, of a sanction or an arrest.
        charge: whether it names what somebody is charged with, and so an event told elsewhere.
        links: numbers of drafts that the syntax ties to this one as the same event.
        type_why: what a second opinion says of its type, "" where none was asked or it agrees.
    """

    token: Token
    entry: EventWord
    span: Span
    sentence: int
    segment: int
    fillers: list[Filler] = field(default_factory=list)
    added: list[Filler] = field(default_factory=list)
    realis: Realis = Realis.ACTUAL
    realis_why: str = ""
    asked: bool = False
    harm: list[Harm] = field(default_factory=list)
    when: When | None = None
    where: PlaceMention | None = None
    mode: str = ""
    reasons: tuple[Span, ...] = ()
    charge: bool = False
    links: set[int] = field(default_factory=set)
    type_why: str = ""

    @property
    def unmet(self) -> bool:
        """Say whether it is told as what did not take place by then: promised, expected, conditional."""
        if self.realis in (Realis.PLANNED, Realis.FUTURE):
            return True
        return self.realis is Realis.HYPOTHETICAL and not self.asked and self.realis_why.lower() in _CONDITIONS


_CONDITIONS = frozenset({"any", "future", "further", "potential", "eventual", "if", "unless", "lest"})
"""Words that leave it open whether something will take place; "may have shot him" leaves open how it did."""


@dataclass(slots=True)
class Cluster:
    """Drafts that tell one event."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def sample(self) -> list[Draft]:
        """Return the drafts that another is compared with: the first and the latest, so that it takes bounded time."""
        if len(self.drafts) <= FIRST_COMPARED + LATEST_COMPARED:
            return self.drafts
        return self.drafts[:FIRST_COMPARED] + self.drafts[-LATEST_COMPARED:]

    def sampled(self, *kinds: RoleKind) -> list[Filler]:
        """Return the fillers of those kinds in the sample, in order of mention."""
        return [f for d in self.sample for f in d.fillers if f.kind in kinds]

    def fillers(self, *kinds: RoleKind) -> list[Filler]:
        """Return the fillers of those kinds, in order of mention."""
        return [f for d in self.drafts for f in d.fillers if f.kind in kinds]

    def added(self, *kinds: RoleKind) -> list[Filler]:
        """Return those of these kinds that the trained fillers add, in order of mention."""
        return [f for d in self.drafts for f in d.added if f.kind in kinds]
