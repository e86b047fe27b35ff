"""Responsibility read by a trained net where no rule sees it: who is blamed, denies, or claims a deed.

Rules know the wordings that somebody thought of; the net (`net`) those that are like what it was trained on. It
reads reports that tell of a deed with harm or a place, and only its sure answers make rows, each with its chance in
`why`. Wires in capitals, on which it was not trained, are left to the rules.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.annotate.extensions import notes
from onrecord.encoder.arrays import Floats
from onrecord.incidents.responsibility.actors import no_actor
from onrecord.incidents.responsibility.ground import Ground, Said
from onrecord.incidents.responsibility.meant import is_deed
from onrecord.incidents.responsibility.net import CLASSES, features, load_net, to_read
from onrecord.incidents.responsibility.rows import actor_key, is_name, make_row, no_row
from onrecord.incidents.responsibility.slots import OWN_WORDS, slot
from onrecord.incidents.responsibility.telling import can_speak
from onrecord.incidents.responsibility.they import in_speech, whom_they_mean
from onrecord.incidents.responsibility.voices import apart, said_at, speaker
from onrecord.incidents.wires import is_wire
from onrecord.model import (
    Attribution,
    Certainty,
    EntityKind,
    HopKind,
    Incident,
    Level,
    Realis,
    SourceKind,
    SourceRef,
    Span,
    Stance,
)

TRAINED = "trained reading"
"""How `why` begins in rows that the net made."""
LEAST = 0.55
"""From which chance to be blamed, to deny or to claim a row is made.

Rows of the contested reports that were never read, without the net: precision .733, recall .250; from .7 .750, .386;
from .55 .725, .439; from .45 .698, .455; of the own ones .929, .886; .917, .904; .899, .906; .891, .906; with more
sentences read (2026-11-23)."""
MOST_SENTENCES = 60
"""Sentences that are read of a report, its first ones."""
LEAD = 2
"""Sentences whose deeds a report is about."""
TOLD, PASSING, MOST_LOOKED_AT = 2, 0.1, 500
"""Words that tell of a deed behind the lead, at least, and for each sentence; fewer tell it in passing."""
BLAMED, DENIED, CLAIMED = "blamed", "denied", "claimed"
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.STATE})
_OF_COURTS = frozenset({Stance.CHARGED, Stance.CONVICTED})
_GROUP = {Stance.DENIED: DENIED, Stance.CLEARED: DENIED, Stance.CLAIMED: CLAIMED}
"""What a stance is one of; all others blame."""


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What the net says of a word.

    Attributes:
        token: the word.
        stance: the likeliest of its group.
        group: what the word is likeliest.
        chance: how likely, all stances of the group together.
    """

    token: Token
    stance: Stance
    group: str
    chance: float


def rows_read(ground: Ground, rows: Sequence[Attribution], incidents: Sequence[Incident]) -> Iterator[Attribution]:
    """Yield the rows that the net is sure of and no rule has made.

    Args:
        ground: the report.
        rows: what the rules found.
        incidents: those of the report.
    """
    deeds = [i for i in incidents if is_deed(i) and i.realis is Realis.ACTUAL]
    whole = [i for i in deeds if i.harm or i.where is not None or i.mode == "cyber"]
    if notes(ground.doc).encoder is None or is_wire(ground.doc) or not whole:
        return
    passing = not _is_about(ground, whole)
    taken = {(r.incident, actor_key(r.actor), group_of(r.stance)) for r in rows}
    spoken = {(actor_key(r.by), group_of(r.stance)) for r in rows if group_of(r.stance) != BLAMED}
    places = [s for r in rows for s in r.spans]
    for found in _read(ground, passing=passing):
        if found.chance < LEAST or any(s.start <= found.token.idx < s.end for s in places):
            continue
        row = _row(ground, found, deeds)
        if row is None or (row.incident, actor_key(row.actor), found.group) in taken:
            continue
        if _is_known(ground, row.actor) or (actor_key(row.by), found.group) not in spoken:  # "his client", once more
            yield row


def _is_about(ground: Ground, deeds: Sequence[Incident]) -> bool:
    """Say whether a report is about one of some deeds: told in its lead, or often."""
    sentences = list(itertools.islice(ground.doc.sents, MOST_LOOKED_AT))
    lead = sentences[min(LEAD, len(sentences)) - 1].end_char
    if any(t.start < lead for i in deeds for t in i.triggers):
        return True
    return max(len(i.triggers) for i in deeds) >= max(TOLD, PASSING * len(sentences))


def _is_known(ground: Ground, ref: SourceRef) -> bool:
    """Say whether somebody has a name."""
    entity = ground.entity(ref)
    return entity is not None and entity.named


def group_of(stance: Stance) -> str:
    """Return whether a stance blames, denies or claims."""
    return _GROUP.get(stance, BLAMED)


def _read(ground: Ground, *, passing: bool) -> Iterator[Found]:
    """Yield what the net says of the words that it takes for somebody held responsible."""
    net = load_net()
    heads = [t for words in itertools.islice(to_read(ground, net, passing=passing), MOST_SENTENCES) for t in words]
    if not heads:
        return
    for token, chances in zip(heads, net.chances(features(ground, heads)), strict=True):
        found = _likeliest(token, chances)
        if found is not None:
            yield found


def _likeliest(token: Token, chances: Floats) -> Found | None:
    groups: dict[str, list[tuple[float, Stance]]] = {}
    for stance, chance in zip(CLASSES, chances.tolist(), strict=True):
        if stance is not None:
            groups.setdefault(group_of(stance), []).append((chance, stance))
    group = max(groups, key=lambda g: sum(c for c, _ in groups[g]))
    chance = sum(c for c, _ in groups[group])
    return Found(token, max(groups[group])[1], group, chance) if chance > chances[0] else None


def _row(ground: Ground, found: Found, deeds: Sequence[Incident]) -> Attribution | None:
    token, group = found.token, found.group
    if any(c.lower_ == "whose" for c in token.children):
        return None  # "the Red Dawn, whose men hold the river": told of in passing
    incident = _meant(ground, token, deeds)
    said = said_at(ground, token, token)
    ref = ground.actor(token, said)
    if not _is_known(ground, ref) and (whose := _whose(ground, token, said)) is not None:
        ref = whose
    itself = actor_key(ref) == actor_key(said.by)
    if group == BLAMED and itself:
        if not any(c.dep_ == "poss" for c in token.children):
            return None
        ref = ground.ref(token)  # "my cousin did it": not the speaker
    if found.stance in _OF_COURTS and not any(ground.incident_at.get(t.i) == incident for t in token.sent):
        return None  # charged with something else
    said = apart(ground, _spoken(ground, found, said, ref), token, ref)
    if group == CLAIMED or (group == DENIED and token.lower_ in ("we", "us")):
        ref = (ground.principal(ref) if itself and ref.kind is SourceKind.PERSON else None) or ref
    own = ground.is_own(token, said.by)
    word, said = _word(found, said)
    if no_actor(ground, token, ref, lost=group == DENIED):
        return None
    if no_row(ground, ref, said, incident.realis, proper=is_name(token) or own, own=group != BLAMED):
        return None
    where = Span(token.idx, token.idx + len(token))
    row = make_row(
        ground, incident, ref, word, said, own=own, span=where, why=f"{TRAINED}: {group}, {found.chance:.2f}"
    )
    return row if group_of(row.stance) == group else None


def _word(found: Found, said: Said) -> tuple[str, Said]:
    """Return the word that a stance is made of, and how surely it is said."""
    if found.stance is Stance.SPECULATED:
        return "accused", dataclasses.replace(said, certainty=Certainty(Level.POSSIBLE))
    if found.stance is Stance.FACT:
        return "states" if said.by.kind is SourceKind.NARRATOR else "accused", said
    return str(found.stance), said


def _spoken(ground: Ground, found: Found, said: Said, ref: SourceRef) -> Said:
    """Return who says what the net takes for said though no claim holds it.

    That is whoever does what stands above the words ("the prefect pinned it on them"), of a claim or a denial else the
    actor himself, of an accusation else who alone speaks in the sentence, else nobody known: the report itself must not
    be taken to state what it only hands on.
    """
    if said.by.kind is not SourceKind.NARRATOR or found.stance is Stance.FACT:
        return said
    above = _who_does_it(ground, found.token)
    if above is not None:
        return dataclasses.replace(said, by=speaker(ground, ground.ref(above)))
    if found.stance in (Stance.CLAIMED, Stance.DENIED):
        return dataclasses.replace(said, by=ref)
    span = Span(found.token.sent.start_char, found.token.sent.end_char)
    spoken = (c.root for c in ground.claims if any(span.covers(cue) for cue in c.cue))
    voices = {actor_key(r.source): r for r in spoken if r.kind is not HopKind.NARRATED}
    by = speaker(ground, next(iter(voices.values())).source) if len(voices) == 1 else SourceRef(SourceKind.UNKNOWN)
    return dataclasses.replace(said, by=by)


def _who_does_it(ground: Ground, token: Token) -> Token | None:
    """Return the subject, or in the passive the agent, of the next word above that is no deed and not his own doing."""
    below, known = token, ground.notes.entity_of
    for above in token.ancestors:
        deed = above.i in ground.incident_at and ground.incident_at[above.i].type == "ASSAULT"
        for child in above.children:
            if child.dep_ in ("nsubj", "agent") and not deed and child != below and not child.is_ancestor(token):
                who = next((c for c in child.children if c.dep_ == "pobj"), None) if child.dep_ == "agent" else child
                if who is not None and who.i != token.i and (who.i in known or can_speak(ground, who)):
                    return who
        below = above
    return None


def _whose(ground: Ground, token: Token, said: Said) -> SourceRef | None:
    """Return who is meant by words for a body's people or arms: "our boys", "a cell of the Front"."""
    if token.pos_ == "PROPN":
        return None
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is not None and owner.lower_ in ("our", "my"):
        if said.by.kind is SourceKind.NARRATOR or not in_speech(token):
            return None
        return ground.principal(said.by) or said.by
    if owner is not None and owner.lower_ in OWN_WORDS:
        if ground.is_own(token, said.by):
            return None
        owner = whom_they_mean(owner) if ground.unsure(owner) else owner
    for other in (owner, slot(token, "prep:of")):
        entity = ground.entity(ground.ref(other)) if other is not None else None
        if other is not None and entity is not None and entity.named and entity.kind in _BODIES:
            return ground.ref(other)
    return None


def _meant(ground: Ground, token: Token, deeds: Sequence[Incident]) -> Incident:
    """Return the deed of the sentence, else the one told last before it, else the report's first."""
    ids = {d.id for d in deeds}
    told = [i for i in ground.trigger_order if ground.incident_at[i].id in ids]
    here = [i for i in told if token.sent.start <= i < token.sent.end]
    if here:
        return ground.incident_at[min(here, key=lambda i: abs(i - token.i))]
    before = [i for i in told if i < token.i]
    return ground.incident_at[before[-1]] if before else deeds[0]
