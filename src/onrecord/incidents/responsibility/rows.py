"""How a row of responsibility is made: whether somebody puts it forward, its stance, and rows that say the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from onrecord.incidents.responsibility.ground import NOT_ASSERTED, Ground, Said
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.slots import ties_to_a_name
from onrecord.incidents.stances import is_authority, kind_of, phones_for, speaks_for, stance_of
from onrecord.model import (
    Act,
    Attribution,
    EntityKind,
    Evidence,
    Incident,
    Level,
    Polarity,
    Realis,
    SourceKind,
    SourceRef,
    Span,
    Stance,
    content_id,
)

_WHO = frozenset({"it", "they", "those", "this", "that", "which", "who", "these", "them", "there"}) | {"each", "both"}
"""Words for a speaker that name nobody where nothing resolved them."""
_LOST = _WHO | {
    "he",
    "she",
    "we",
    "i",
    "you",
    "one",
    "some",
    "many",
    "others",
    "himself",
    "herself",
    "itself",
    "themselves",
    "ours",
    "theirs",
}
NAMELESS = "the actor is nobody in particular"
"""Why there is no row for gunmen of whom no more is said."""
_OWNERS = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})
_BEHIND = frozenset({"in", "by", "from", "to", "about", "on", "with", "who", "that", "which", "for"})
_MEMBERS = frozenset({"terrorists", "terrorist", "bandits", "criminals"})
"""Words that name nobody alone and somebody behind a name ("Red Dawn terrorists")."""


def is_name(token: Token) -> bool:
    """Say whether words are a name: a proper noun, or a noun that one stands before ("Turkmen Wolves")."""
    if token.pos_ == "PROPN" or (token.pos_ == "NOUN" and token.text[0].isupper() and not token.is_sent_start):
        return True
    return token.pos_ == "NOUN" and any(
        (c.dep_ == "compound" and c.pos_ == "PROPN")
        or (c.dep_ in ("amod", "compound") and c.ent_type_ in ("NORP", "GPE"))
        for c in token.children
    )


def no_row(ground: Ground, actor: SourceRef, said: Said, realis: Realis, *, proper: bool, own: bool) -> str:
    """Return why a tie makes no row, "" where it makes one.

    `proper`: the actor's words are a name; `own`: the word that ties them is itself what is said.
    """
    entity = ground.entity(actor)
    if realis in (Realis.HYPOTHETICAL, Realis.FUTURE):
        return f"the incident is {realis}"
    known = ("lay", "authority") if own else ("lay",)
    if entity is None and actor.kind is SourceKind.UNKNOWN and not proper and kind_of(actor.name) not in known:
        return "the actor is no person or body that the report tells of"
    if not any(c.isalpha() for c in actor.name) or (entity is None and actor.name.lower() in _LOST):
        return "the actor is not named"
    named = entity is not None and entity.named and " " in actor.name
    member = proper and not _MEMBERS.isdisjoint(actor.name.lower().split())
    if not named and not member and kind_of(actor.name) == "nameless" and not _his_own(ground, actor):
        return NAMELESS
    if entity is not None and entity.kind is EntityKind.THING:
        return "the actor is a thing"
    return _not_put_forward(said, own=own)


def _his_own(ground: Ground, actor: SourceRef) -> bool:
    """Say whether the words say whose they are: the speaker's own ("my men"), or those of a name ("Orvan's men")."""
    if any(ties_to_a_name(t) for t in ground.tokens(actor.spans[:1])):
        return True
    if actor.kind is not SourceKind.COLLECTIVE:
        return False
    if actor.name.split()[0].lower() in ("my", "our"):
        return True
    owners = [ground.entity(ground.ref(t)) for t in ground.tokens(actor.spans[:1]) if t.dep_ == "poss"]
    return any(o is not None and o.named and o.kind in _OWNERS for o in owners)


def _not_put_forward(said: Said, *, own: bool) -> str:
    """Return why nobody puts it forward, "" where somebody does."""
    claim = said.claim
    if claim is not None and claim.act in NOT_ASSERTED and not (said.presupposed or own):
        return f"the claim does not assert it ({claim.act})"
    if claim is not None and claim.chain[0].certainty.level in (Level.POSSIBLE, Level.UNKNOWN) and len(claim.chain) > 1:
        return "the report itself does not commit to its having been said"
    if said.certainty.level is Level.UNKNOWN and said.certainty.polarity is not Polarity.NEGATIVE:
        return "nothing commits to it: a condition, a question or a purpose"
    return ""


def make_row(  # noqa: PLR0913 - everything a row is made of
    ground: Ground, incident: Incident, actor: SourceRef, word: str, said: Said, *, own: bool, span: Span, why: str
) -> Attribution:
    """Return a row, its stance decided by who says it, how surely, and with what kind of word."""
    if said.by.name.lower() in _WHO:
        said = dataclasses.replace(said, by=SourceRef(SourceKind.UNKNOWN))
    speaker = ground.entity(said.by)
    narrator = said.by.kind is SourceKind.NARRATOR
    own = own or (word in ("told", "states") and phones_for(said.by, ground.entity(actor)))
    stance = stance_of(
        word,
        said.certainty,
        authority=not narrator and is_authority(said.by, speaker, ground.described(said.by)),
        own=own or (not narrator and speaks_for(said.by, speaker, actor, ground.entity(actor))),
        anonymous=said.by.kind is SourceKind.UNKNOWN and not said.by.name,
        narrator=narrator,
        believed=said.believed,
    )
    claim = said.claim
    if stance is Stance.DENIED and (claim is None or claim.act is not Act.DENY) and _finds(said.by):
        stance = Stance.CLEARED
    return Attribution(
        id=row_id(ground, incident.id, actor, str(stance), said.by),
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


def _finds(by: SourceRef) -> bool:
    """Say whether a speaker is a court or an inquiry: who it says did not do it is cleared."""
    words = by.name.lower().split()
    first = next((n for n, w in enumerate(words) if w in _BEHIND and n), len(words))
    return not listed("tribunals").isdisjoint((*by.role.lower().split(), *words[:first]))


def row_id(ground: Ground, incident: str, actor: SourceRef, stance: str, by: SourceRef) -> str:
    """Return the id of a row: what it says of whom, by whom."""
    return content_id("att", ground.notes.report.id, incident, actor_key(actor), stance, actor_key(by))


def actor_key(ref: SourceRef) -> str:
    """Return what tells actors and speakers apart: the entity, else kind and name."""
    return ref.entity or f"{ref.kind}:{ref.name.lower()}"


def merged(rows: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return one row for each incident, actor, stance and speaker, with every place where it is said."""
    groups: dict[tuple[str, str, str, str], list[Attribution]] = {}
    for row in rows:
        groups.setdefault((row.incident, actor_key(row.actor), str(row.stance), actor_key(row.by)), []).append(row)
    out = [_one(group) for group in groups.values()]
    return tuple(sorted(out, key=lambda r: (r.spans, r.id)))


def _one(group: Sequence[Attribution]) -> Attribution:
    first = group[0]
    if len(group) == 1:
        return first
    said = next((r for r in group if r.evidence is not Evidence.NOT_SAID), first)
    return dataclasses.replace(
        first,
        spans=tuple(sorted({s for r in group for s in r.spans})),
        claim=next((r.claim for r in group if r.claim), ""),
        when=next((r.when for r in group if r.when is not None), None),
        evidence=said.evidence,
        evidence_spans=said.evidence_spans,
    )
