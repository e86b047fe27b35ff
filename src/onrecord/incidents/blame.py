"""Rows of responsibility: who ties whom to which incident, with what stance. DESIGN part 2 has the rules.

A row comes from a tie (`blame_frames`: "accused X of Y", "X was behind Y") or from an incident told with its
perpetrator. Whoever says it is the root of the innermost claim around it, else the narrator.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import Annotations, notes
from onrecord.annotate.scope import certainty_of
from onrecord.incidents.blame_frames import Tie, ties
from onrecord.incidents.stances import is_authority, kind_of, speaks_for, stance_of, weaker
from onrecord.model import (
    Act,
    Attribution,
    Certainty,
    Claim,
    Entity,
    EntityKind,
    Evidence,
    Incident,
    Level,
    Polarity,
    Realis,
    RoleKind,
    SegmentKind,
    Skipped,
    SourceKind,
    SourceRef,
    Span,
    content_id,
    hull,
)

_TYPES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "THREATEN"})
"""PLOVER types that somebody can be blamed for; talks and aid are not."""
_CORE = frozenset({"compound", "dobj", "xcomp", "conj", "pcomp", "pobj", "poss", "ccomp", "acl", "relcl"})
_CORE_PREPOSITIONS = frozenset({"of", "in", "on", "to", "for", "against", "with", "over"})
_CORE_DEPTH = 4
_NOT_ASSERTED = frozenset({Act.DEMAND, Act.ASK, Act.WANT, Act.PROMISE, Act.NO_COMMENT, Act.SUPPORT, Act.OPPOSE})
_ALLEGED = frozenset(
    {"alleged", "allegedly", "reportedly", "reported", "supposed", "supposedly", "purported", "purportedly"}
)
_KINDS = {
    EntityKind.PERSON: SourceKind.PERSON,
    EntityKind.ORGANISATION: SourceKind.ORGANISATION,
    EntityKind.STATE: SourceKind.STATE,
    EntityKind.GROUP: SourceKind.COLLECTIVE,
}


@dataclass(frozen=True, slots=True)
class _Said:
    """Who says something at a place in the text.

    Attributes:
        by: root speaker, or the narrator.
        relays: those between.
        claim: the claim that carries it, None for the narrator's own words.
        certainty: how surely it is put forward there.
    """

    by: SourceRef
    relays: tuple[SourceRef, ...]
    claim: Claim | None
    certainty: Certainty


class _Ground:
    """What the rows of one report are read from, indexed once."""

    def __init__(self, doc: Doc, claims: Sequence[Claim], incidents: Sequence[Incident]) -> None:
        """Index claims by the tokens of their content and cue, incidents by their triggers."""
        self.doc = doc
        self.notes: Annotations = notes(doc)
        self.claims = claims
        self.entities = {e.id: e for e in self.notes.entities}
        self.owner: dict[int, int] = {}
        self.cue_of: dict[int, int] = {}
        size = [sum(len(s) for s in c.content) for c in claims]
        for i in sorted(range(len(claims)), key=lambda i: -size[i]):  # smaller contents paint over larger ones
            for token in self.tokens(claims[i].content):
                self.owner[token.i] = i
        for i, claim in enumerate(claims):
            for token in self.tokens(claim.cue):
                self.cue_of.setdefault(token.i, i)
        self.incident_at: dict[int, Incident] = {}
        for incident in incidents:
            for token in self.tokens(incident.triggers):
                self.incident_at.setdefault(token.i, incident)
        self.trigger_order = sorted(i for i, n in self.incident_at.items() if n.type in _TYPES)

    def tokens(self, spans: Sequence[Span]) -> Iterator[Token]:
        """Yield the tokens of spans."""
        for span in spans:
            part = self.doc.char_span(span.start, span.end, alignment_mode="expand")
            yield from part if part is not None else ()

    def narrator(self, token: Token) -> SourceRef:
        """Return the voice of the token's segment."""
        segment = self.notes.report.segment_at(token.idx)
        name = segment.voice.name or ", ".join(segment.voice.byline) if segment is not None else ""
        return SourceRef(SourceKind.NARRATOR, name or self.notes.report.outlet)

    def silent(self, token: Token) -> bool:
        """Say whether the token stands where nothing counts."""
        segment = self.notes.report.segment_at(token.idx)
        return segment is not None and segment.kind is SegmentKind.BOILERPLATE

    def ref(self, token: Token) -> SourceRef:
        """Return the entity that the token heads, else its words."""
        index = self.notes.entity_of.get(token.i, -1)
        text = self.notes.report.text
        if index >= 0:
            entity = self.notes.entities[index]
            mention = next((m for m in entity.mentions if m.head.start == token.idx), None)
            spans = (mention.span,) if mention is not None else (Span(token.idx, token.idx + len(token)),)
            role = next((o.title for o in entity.offices), "")
            return SourceRef(_KINDS.get(entity.kind, SourceKind.UNKNOWN), entity.name, spans, entity.id, role)
        left, right = token.left_edge, token
        while right.i + 1 < len(self.doc) and self.doc[right.i + 1].dep_ in ("compound", "flat"):
            right = self.doc[right.i + 1]
        while left.i < token.i and left.dep_ in ("det", "predet"):
            left = left.nbor()
        span = Span(left.idx, right.idx + len(right))
        kind = SourceKind.STATE if token.ent_type_ in ("GPE", "NORP") else SourceKind.UNKNOWN
        return SourceRef(kind, " ".join(span.words(text).split()), (span,))


def find_attributions(
    doc: Doc, claims: tuple[Claim, ...], incidents: tuple[Incident, ...]
) -> tuple[tuple[Attribution, ...], tuple[Skipped, ...]]:
    """Return the rows of responsibility of a report, and the ties that made none.

    Args:
        doc: the annotated report.
        claims: its claims, in the order of the text.
        incidents: its incidents.
    """
    ground = _Ground(doc, claims, incidents)
    skipped: list[Skipped] = []
    rows: list[Attribution] = []
    for tie in ties(doc):
        if not ground.silent(tie.word):
            rows.extend(_rows_of_tie(ground, tie, skipped))
    tied = {(r.incident, _key(r.actor), r.claim, _key(r.by)) for r in rows}
    for incident in incidents:
        rows.extend(_rows_of_roles(ground, incident, tied))
    return _merged(rows), tuple(skipped)


def _rows_of_tie(ground: _Ground, tie: Tie, skipped: list[Skipped]) -> Iterator[Attribution]:
    where = Span(tie.word.idx, tie.word.idx + len(tie.word))
    incident, how = _incident_of(ground, tie)
    if incident is None:
        return  # most ties are about other things than incidents ("blamed the weather for the delay")
    said, word = _alleged(_said(ground, tie), tie)
    for actor in (tie.actor, *tie.actor.conjuncts):
        if any(c.lower_ in ("no", "neither") for c in actor.children):
            continue  # "no group has claimed it" ties nobody
        actor_ref, entity = _actor(ground, actor)
        told = (
            incident.realis if tie.stance == "states" else Realis.ACTUAL
        )  # "suspected of the bombing" doubts the actor
        reason = _no_row(actor_ref, entity, said, told, proper=actor.pos_ == "PROPN")
        if reason:
            skipped.append(Skipped("incidents", f"no row of responsibility: {reason}", where))
            continue
        spans = tuple(s for t in (actor, tie.word, tie.deed) if t is not None for s in (Span(t.idx, t.idx + len(t)),))
        yield _row(ground, incident, actor_ref, word, said, hull(spans), f"{tie.rule}{how}")


def _alleged(said: _Said, tie: Tie) -> tuple[_Said, str]:
    """Read "his alleged role": somebody who is not named says so, not the one who tells it."""
    if tie.own or not any(c.lower_ in _ALLEGED for c in tie.word.children):
        return said, tie.stance
    relays = said.relays if said.by.kind is SourceKind.NARRATOR else (*said.relays, said.by)
    return _Said(SourceRef(SourceKind.UNKNOWN), relays, said.claim, Certainty()), "accused"


def _rows_of_roles(ground: _Ground, incident: Incident, tied: set[tuple[str, str, str, str]]) -> Iterator[Attribution]:
    """Yield rows for an incident told with its perpetrator ("rebels killed three policemen")."""
    if incident.type not in _TYPES or incident.type == "COERCE":
        return
    for role in incident.roles:
        if role.kind not in (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION) or not role.spans:
            continue
        part = ground.doc.char_span(role.spans[0].start, role.spans[0].end, alignment_mode="expand")
        if part is None or ground.silent(part.root):
            continue
        head = part.root
        actor_ref, entity = _actor(ground, head)
        trigger = min((t for t in ground.tokens(incident.triggers)), key=lambda t: abs(t.i - head.i))
        said = _said_at(ground, trigger, trigger)
        if _no_row(actor_ref, entity, said, incident.realis, proper=head.pos_ == "PROPN"):
            continue
        if (incident.id, _key(actor_ref), said.claim.id if said.claim is not None else "", _key(said.by)) in tied:
            continue
        word = "accused" if said.claim is not None and said.claim.act is Act.ACCUSE else "states"
        hedges = {c.lower_ for c in head.children if c.dep_ in ("amod", "advmod")} | {
            c.lower_ for c in trigger.children
        }
        if "suspected" in hedges:
            word = "suspected"
        elif hedges & _ALLEGED:
            said = dataclasses.replace(said, by=SourceRef(SourceKind.UNKNOWN), certainty=Certainty())
            word = "accused"
        yield _row(
            ground,
            incident,
            actor_ref,
            word,
            said,
            hull((role.spans[0], Span(trigger.idx, trigger.idx + len(trigger)))),
            f"told with its perpetrator: {role.why}",
        )


def _incident_of(ground: _Ground, tie: Tie) -> tuple[Incident | None, str]:
    """Return the incident that a tie is about, and how it was found where its words do not name it."""
    if tie.deed is not None:
        for token in _core(tie.deed):
            found = ground.incident_at.get(token.i)
            if found is not None:
                return (found, "") if found.type in _TYPES else (None, "")
        if tie.deed.pos_ not in ("PRON", "DET") and tie.stance not in ("denied", "claimed"):
            return None, ""
    place = bisect.bisect_left(ground.trigger_order, tie.word.i)
    if place == 0:
        return None, ""
    nearest = ground.incident_at[ground.trigger_order[place - 1]]
    return nearest, "; the deed is not named, the nearest incident before it is meant"


def _core(deed: Token) -> Iterator[Token]:
    """Yield the words that say what the deed is, nearest its head first; not its reasons and circumstances."""
    level = [deed]
    for _ in range(_CORE_DEPTH):
        yield from level
        level = [
            c
            for t in level
            for c in t.children
            if c.dep_ in _CORE or (c.dep_ == "prep" and c.lower_ in _CORE_PREPOSITIONS)
        ]


def _said(ground: _Ground, tie: Tie) -> _Said:
    """Return who ties: the source of the claim whose cue the word is, else whoever says the words around it."""
    if not tie.own:
        return _said_at(ground, tie.word, tie.word)
    index = ground.cue_of.get(tie.word.i, -1)
    outer = _said_at(ground, tie.word, tie.word)
    if index >= 0:
        claim = ground.claims[index]
        return _Said(claim.root.source, _relays(claim), claim, outer.certainty)
    by = ground.ref(tie.speaker) if tie.speaker is not None else SourceRef(SourceKind.UNKNOWN)
    relays = () if outer.claim is None else (*outer.relays, outer.by)
    return _Said(by, relays, outer.claim, outer.certainty)


def _said_at(ground: _Ground, place: Token, word: Token) -> _Said:
    """Return who says what stands at a place: the innermost claim around it, else the narrator."""
    index = ground.owner.get(place.i, -1)
    if index < 0:
        return _Said(ground.narrator(place), (), None, certainty_of(word))
    claim = ground.claims[index]
    cue = next(ground.tokens(claim.cue), None)
    certainty = weaker(certainty_of(word, stop=cue), claim.certainty)
    return _Said(claim.root.source, _relays(claim), claim, certainty)


def _relays(claim: Claim) -> tuple[SourceRef, ...]:
    return tuple(h.source for h in claim.chain[:-1] if h.source.kind is not SourceKind.NARRATOR)


def _actor(ground: _Ground, token: Token) -> tuple[SourceRef, Entity | None]:
    ref = ground.ref(token)
    return ref, ground.entities.get(ref.entity)


def _no_row(actor: SourceRef, entity: Entity | None, said: _Said, realis: Realis, *, proper: bool) -> str:
    """Return why a tie makes no row, "" where it makes one; `proper`: the actor's word is a proper noun."""
    if realis in (Realis.HYPOTHETICAL, Realis.FUTURE):
        return f"the incident is {realis}"
    if entity is None and actor.kind is SourceKind.UNKNOWN and not proper:
        return "the actor is no person or body that the report tells of"
    if not actor.name or not any(c.isalpha() for c in actor.name):
        return "the actor is not named"
    if (entity is None or not entity.named) and kind_of(actor.name) == "nameless":
        return "the actor is nobody in particular"
    if entity is not None and entity.kind is EntityKind.THING:
        return "the actor is a thing"
    if said.claim is not None and said.claim.act in _NOT_ASSERTED:
        return f"the claim does not assert it ({said.claim.act})"
    if (
        said.claim is not None
        and said.claim.chain[0].certainty.level in (Level.POSSIBLE, Level.UNKNOWN)
        and len(said.claim.chain) > 1
    ):
        return "the report itself does not commit to its having been said"
    if said.certainty.level is Level.UNKNOWN and said.certainty.polarity is not Polarity.NEGATIVE:
        return "nothing commits to it: a condition, a question or a purpose"
    return ""


def _row(
    ground: _Ground, incident: Incident, actor: SourceRef, word: str, said: _Said, span: Span, why: str
) -> Attribution:
    speaker = ground.entities.get(said.by.entity)
    narrator = said.by.kind is SourceKind.NARRATOR
    stance = stance_of(
        word,
        said.certainty,
        authority=not narrator and is_authority(said.by, speaker),
        own=not narrator and speaks_for(said.by, speaker, actor, ground.entities.get(actor.entity)),
        anonymous=said.by.kind is SourceKind.UNKNOWN,
        narrator=narrator,
    )
    claim = said.claim
    return Attribution(
        id=content_id("att", ground.notes.report.id, incident.id, _key(actor), str(stance), _key(said.by)),
        incident=incident.id,
        actor=actor,
        stance=stance,
        by=said.by,
        relays=said.relays,
        claim=claim.id if claim is not None else "",
        spans=(span,),
        evidence=claim.evidence if claim is not None else Evidence.NOT_SAID,
        evidence_spans=claim.evidence_spans if claim is not None else (),
        when=claim.said_when if claim is not None else None,
        why=why,
    )


def _key(ref: SourceRef) -> str:
    return ref.entity or f"{ref.kind}:{ref.name.lower()}"


def _merged(rows: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return one row for each incident, actor, stance and speaker, with every place where it is said."""
    by_id: dict[str, Attribution] = {}
    for row in rows:
        known = by_id.get(row.id)
        if known is None:
            by_id[row.id] = row
            continue
        said = row if known.evidence is Evidence.NOT_SAID and row.evidence is not Evidence.NOT_SAID else known
        by_id[row.id] = dataclasses.replace(
            known,
            spans=tuple(sorted({*known.spans, *row.spans})),
            claim=known.claim or row.claim,
            when=known.when or row.when,
            evidence=said.evidence,
            evidence_spans=said.evidence_spans,
        )
    return tuple(sorted(by_id.values(), key=lambda r: (r.spans, r.id)))
