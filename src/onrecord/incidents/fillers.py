"""Who and what the trained fillers put into an attack beside the rules, and what they think of what the rules found.

The rules read the places of a verb; a reader also knows from the rest of the report whose car it was and who the men
were. The net was trained on filled templates of newswire. What it adds stands in the record with its chance and the
word it stands near, in one event, the nearest; it never makes an event, and says nothing of who says so: no attribution
of responsibility is read from it. It takes a role away only in a wire in capitals, from somebody who by all chances
stands on the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.annotate.hidden import all_hidden
from onrecord.encoder.arrays import Floats
from onrecord.incidents import words
from onrecord.incidents.draft import Cluster, Filler
from onrecord.incidents.fillers_features import Candidate, Surveyor
from onrecord.incidents.fillers_net import ROLES, Asked, Ints, Net, first_and_last, load_net
from onrecord.incidents.kinds import entity, is_body, is_person, is_weapon
from onrecord.incidents.limits import FILLER_ADDS, FILLER_ADDS_TO_WIRES, FILLER_SIDES, FILLER_STRETCH
from onrecord.incidents.merge import key
from onrecord.incidents.roles import filler
from onrecord.incidents.syntax import content
from onrecord.incidents.wires import is_wire, load_wire_nets, wire_states
from onrecord.model import EntityKind, RoleKind

TRAINED = "trained fillers"
"""How the reason of a role begins that no rule found."""

_COLUMN = {kind: n for n, kind in enumerate(ROLES)} | {RoleKind.SITE: ROLES.index(RoleKind.TARGET)}
_DOERS = frozenset({RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION})
_HURT = frozenset({RoleKind.VICTIM, RoleKind.TARGET})


def add_fillers(doc: Doc, clusters: Sequence[Cluster]) -> None:
    """Give every filler of an attack its chance, and add those that the rules missed.

    Does nothing where the report is read by rules alone, or tells of no attack.

    Args:
        doc: the annotated report.
        clusters: its events; their drafts are changed.
    """
    if notes(doc).encoder is None:
        return
    surveyor = Surveyor(doc, clusters)
    found = list(surveyor.candidates())
    if not found:
        return
    heads, wire = [c.head for c in found], is_wire(doc)
    around = None
    if wire:
        near = [c.near.token if c.near is not None else c.head for c in found]
        pieces, states, around = wire_states(doc, heads, near)
    else:
        pieces, states = pieces_of(doc, heads, sorted(surveyor.marks))
    read = np.flatnonzero(pieces[:, 0] >= 0).tolist()
    found, pieces = [found[n] for n in read], pieces[read]
    if not found:
        return
    nets = load_wire_nets() if wire else (load_net(),)
    features = [c.features for c in found]
    asked = Asked(features, surveyor.about, states, pieces, None if around is None else around[read])
    chances = _chances(nets, asked)
    best = _by_group(found, chances)
    _judge(clusters, found, best)
    _add(clusters, found, chances, best, wire=wire)


def _chances(nets: Sequence[Net], asked: Asked) -> Floats:
    """Return the chances of all nouns, the mean over the nets; a long report goes stretch by stretch."""
    out = np.zeros((len(asked.features), len(ROLES)), dtype=np.float32)
    for start in range(0, len(asked.states), FILLER_STRETCH):
        stretch = asked.states[start : start + FILLER_STRETCH]
        inside = np.flatnonzero((asked.pieces[:, 1] >= start) & (asked.pieces[:, 1] < start + len(stretch))).tolist()
        if inside:
            at = np.maximum(asked.pieces[inside] - start, 0)
            around = None if asked.around is None else asked.around[inside]
            part = Asked([asked.features[n] for n in inside], asked.about, stretch, at, around)
            out[inside] = np.mean([net.chances(part) for net in nets], axis=0)
    return out


def pieces_of(doc: Doc, heads: Sequence[Token], sentences: Iterable[int]) -> tuple[Ints, Floats]:
    """Return the first and last wordpiece of each word, -1 where it was not read, and all states.

    Args:
        doc: the report.
        heads: the words.
        sentences: the numbers of the sentences that are read whatever the claims stage had use for.
    """
    windows = all_hidden(doc, sentences)
    if not windows:
        return np.full((len(heads), 2), -1, dtype=np.int64), np.zeros((0, 0), dtype=np.float32)
    starts, ends = (np.concatenate([getattr(w, part) for w in windows]) for part in ("starts", "ends"))
    order = np.argsort(starts, kind="stable")
    return first_and_last(heads, starts[order], ends[order]), np.concatenate([w.states for w in windows])[order]


def _by_group(found: Sequence[Candidate], chances: Floats) -> dict[tuple[str, int], int]:
    """Return for each group of mentions and role the number of the mention with the greatest chance, the first one."""
    best: dict[tuple[str, int], int] = {}
    for n, candidate in enumerate(found):
        for column in range(len(ROLES)):
            held = best.setdefault((candidate.group, column), n)
            if chances[n, column] > chances[held, column]:
                best[candidate.group, column] = n
    for (_, column), n in best.items():
        at = found[n].chances
        at[column] = float(chances[n, column])
    return best


def _judge(clusters: Iterable[Cluster], found: Sequence[Candidate], best: Mapping[tuple[str, int], int]) -> None:
    """Note what the net thinks of what the rules found."""
    groups = {c.head.i: c.group for c in found}
    for cluster in clusters:
        for draft in cluster.drafts:
            for f in draft.fillers:
                column = _COLUMN.get(f.kind)
                group = groups.get(f.head.i, f"#{f.entity}" if f.entity >= 0 else "")
                if column is not None and (group, column) in best:
                    f.chance = found[best[group, column]].chances[column]


def _add(
    clusters: Sequence[Cluster],
    found: Sequence[Candidate],
    chances: Floats,
    best: Mapping[tuple[str, int], int],
    *,
    wire: bool,
) -> None:
    """Put those that the rules missed into the event that is nearest to their best mention."""
    least = FILLER_ADDS_TO_WIRES if wire else FILLER_ADDS
    for (_, column), n in best.items():
        candidate, kind, chance = found[n], ROLES[column], float(chances[n, column])
        near = candidate.near
        if chance < least[kind.value] or near is None or candidate.cluster < 0:
            continue
        cluster = clusters[candidate.cluster]
        made = filler(kind, candidate.head, f"{TRAINED} ({chance:.2f}), near {near.token.lower_}")
        fits = _may(kind, candidate.head) if wire else _fits(kind, candidate.head) and _safe(kind, candidate.head)
        if fits and wire and chance >= FILLER_SIDES[0]:
            _change_sides(cluster, made)
        if fits and not _taken(cluster, made):
            made.chance = chance
            made.asserted = kind not in _DOERS or all(f.asserted for f in near.fillers)
            near.added.append(made)


def _change_sides(cluster: Cluster, made: Filler) -> None:
    """Take from somebody what the rules made of them on the other side of an event, where the nets are sure of it.

    In capitals "armed men shot and killed a mayor" may be parsed as men who were shot.
    """
    wanted, side = key(made), made.kind in _DOERS
    for draft in cluster.drafts:
        draft.fillers = [
            f
            for f in draft.fillers
            if f.kind not in _DOERS | _HURT
            or (f.kind in _DOERS) == side
            or not (f.head.i == made.head.i or key(f) == wanted)
            or f.chance is None
            or f.chance > FILLER_SIDES[1]
        ]


def _taken(cluster: Cluster, made: Filler) -> bool:
    """Say whether the rules already have them in this event: in this part, or on the other side of it."""
    k = key(made)
    for f in (*cluster.fillers(*_COLUMN), *cluster.added(*_COLUMN)):
        if f.head.i == made.head.i or key(f) == k:
            if _COLUMN[f.kind] == _COLUMN[made.kind]:
                return True
            if (f.kind in _DOERS) != (made.kind in _DOERS):
                return True
    return False


def _may(kind: RoleKind, head: Token) -> bool:
    """Say whether a phrase of a report like those that the net was trained on can have the part, by little but the net.

    Who of "the forces", "a unit", "the personnel" are persons and who is a body, the words alone do not tell.
    """
    known = entity(head)
    if kind in (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION):
        return not is_weapon(content(head)) and (known is None or known.kind is not EntityKind.STATE)
    return (kind is RoleKind.VICTIM and head.pos_ == "PROPN") or _fits(kind, head)


def _fits(kind: RoleKind, head: Token) -> bool:
    """Say whether a phrase can have the part: nobody is a weapon, no car is a victim."""
    known = entity(head)
    if kind is RoleKind.INSTRUMENT:
        return is_weapon(head) or (known is None and not is_person(head) and not is_body(head))
    if is_weapon(content(head)):
        return False
    if kind is RoleKind.VICTIM:
        return is_person(head) or (head.pos_ == "PROPN" and not is_body(head))
    if kind is RoleKind.PERPETRATOR:
        return is_person(head)
    if kind is RoleKind.PERPETRATOR_ORGANISATION:
        return not is_person(head) and (known is None or known.kind is not EntityKind.STATE)
    return not is_person(head)


_VIOLENT = frozenset({"UAF", "REB", "PRM", "CRM"})
"""Parts of society that live by violence, in PLOVER's codes."""
_ANYBODY = frozenset(
    {"man", "woman", "person", "people", "boy", "girl", "teen", "teenager", "youth", "individual", "male", "female"}
)
_HELD = frozenset(
    {"accuse", "arraign", "arrest", "charge", "convict", "court", "custody", "defendant", "indict", "jail", "plead"}
    | {"shooter", "suspect", "suspected", "suspicion", "trial"}
)
"""Words of a sentence about those who are held to have done it: they stand as near to a death as its victims."""


def _safe(kind: RoleKind, head: Token) -> bool:
    """Say whether news of another kind than the net was trained on may take its word for it.

    Nobody with a name or a trade becomes a perpetrator there, and nobody a victim who holds an office (a detective to
    be called) or in a sentence about suspects.
    """
    lemma, known = content(head).lemma_.lower(), entity(head)
    if kind in _DOERS:
        violent = known is not None and known.sector in _VIOLENT
        if kind is RoleKind.PERPETRATOR_ORGANISATION:
            return violent
        return head.pos_ == "NOUN" and (violent or lemma in _ANYBODY or words.people().get(lemma) == "perpetrator")
    if kind is RoleKind.VICTIM:
        return not (known is not None and known.offices) and not any(
            t.lemma_.lower() in _HELD or words.people().get(t.lemma_.lower()) == "perpetrator" for t in head.sent
        )
    return True
