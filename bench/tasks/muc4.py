"""MUC-4 templates from the incidents of each report: which count, under which type, and with which words.

The key of MUC-4 names victims only by name, leaves out articles and counts, and knows terrorism, not combat. Those are
conventions of that benchmark, so they stand here and not in the incidents stage.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc, Token

from onrecord.annotate import annotate
from onrecord.annotate.extensions import Annotations, notes
from onrecord.annotate.places.gazetteer import by_code
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.incidents import find_attributions, words
from onrecord.incidents.draft import Cluster, Filler
from onrecord.incidents.find import analyse
from onrecord.incidents.kinds import entity
from onrecord.incidents.roles import bodies_of
from onrecord.incidents.syntax import content
from onrecord.model import Attribution, EntityKind, Incident, Realis, Report, RoleKind, Stance

FIELDS = ("doc_id", "text", "header")

Row = dict[str, Any]

_TYPES = {"abduct": "kidnapping", "explosives": "bombing", "suicide-attack": "bombing"}
_TAGS = {"arson": "arson", "robbery": "robbery", "stoppage": "forced work stoppage"}
_STAGES = {Realis.ATTEMPTED: "ATTEMPTED", Realis.PLANNED: "THREATENED", Realis.FUTURE: "THREATENED"}
_COUNTED = frozenset({Realis.ACTUAL, Realis.ATTEMPTED, Realis.PLANNED})


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield templates for each document, in order."""
    ours, theirs = itertools.tee(rows)
    reports = (
        Report(row["doc_id"], plain(row["text"]), published=(row.get("header") or {}).get("date") or "") for row in ours
    )
    for row, doc in zip(theirs, annotate(reports, encoder=configured()), strict=True):
        yield {"doc_id": row["doc_id"], "templates": templates(doc)}
        doc._.onrecord.encoded = None  # one document's hidden states are large


_BRACKETS = re.compile(r"\s*\[[^\[\]\n]{0,80}\]|\s*\([A-Z][A-Z-]{1,9}\)")
"""Expansions and asides of the wire's editors, and acronyms after a name: they stand in the middle of noun phrases."""


def plain(text: str) -> str:
    """Return a text of the wire without the editors' brackets; no offsets are asked for here."""
    return _BRACKETS.sub("", text)


def templates(doc: Doc) -> list[Row]:
    """Return the templates of one document."""
    claims, _ = find_claims(doc)
    found = analyse(doc, claims)
    rows, _ = find_attributions(doc, claims, tuple(i for _, i in found.told))
    blamed: dict[str, list[Attribution]] = {}
    for row in rows:
        blamed.setdefault(row.incident, []).append(row)
    out: list[Row] = []
    for cluster, incident in found.told:
        kind = _type(cluster, incident)
        if kind is None:
            continue
        made = _template(doc, cluster, incident, kind)
        _blame(made, blamed.get(incident.id, ()), notes(doc))
        if _counts(cluster, made):
            _put(out, made)
    return out


_VALUES = {
    Stance.FACT: "REPORTED AS FACT",
    Stance.CONVICTED: "REPORTED AS FACT",
    Stance.CLAIMED: "CLAIMED OR ADMITTED",
    Stance.ACCUSED_BY_AUTHORITY: "SUSPECTED OR ACCUSED BY AUTHORITIES",
    Stance.CHARGED: "SUSPECTED OR ACCUSED BY AUTHORITIES",
    Stance.ACCUSED: "SUSPECTED OR ACCUSED",
    Stance.SUSPECTED: "SUSPECTED OR ACCUSED",
    Stance.SPECULATED: "POSSIBLE",
}
"""Stances as the key's certainty of responsibility; denials and clearings name nobody there."""


def _blame(made: Row, rows: Iterable[Attribution], held: Annotations) -> None:
    """Add those whom a row of responsibility ties to the event, bodies with how surely."""
    entities = {e.id: e for e in held.entities}
    confidence: list[Row] = []
    for row in rows:
        value = _VALUES.get(row.stance)
        known = entities.get(row.actor.entity)
        if value is None or known is None or not known.named or known.kind is EntityKind.STATE:
            continue
        role = "PerpInd" if known.kind is EntityKind.PERSON else "PerpOrg"
        if known.kind not in (EntityKind.PERSON, EntityKind.ORGANISATION):
            continue
        made[role] = _union(made[role], [[known.name]])
        if role == "PerpOrg":
            confidence.append({"org": [known.name], "value": value})
    told = {c["org"][0] for c in confidence}
    confidence += [{"org": e, "value": "REPORTED AS FACT"} for e in made["PerpOrg"] if e[0] not in told]
    made["confidence"] = confidence


ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def _type(cluster: Cluster, incident: Incident) -> str | None:
    if incident.realis not in _COUNTED:
        return None
    tags = {d.entry.tag for d in cluster.drafts}
    for tag, kind in _TAGS.items():
        if tag in tags and (incident.type == "ASSAULT" or tag != "arson"):
            return kind
    if incident.type != "ASSAULT":
        return None
    return _TYPES.get(incident.mode, "attack")


def _counts(cluster: Cluster, made: Row) -> bool:
    """Say whether the key would hold the event: no combat, and somebody or something that it happened to."""
    if any(d.entry.tag == "clash" for d in cluster.drafts):
        return False
    hurt = cluster.fillers(RoleKind.VICTIM, RoleKind.TARGET, RoleKind.SITE)
    if hurt and all(_armed(f.head) for f in hurt):
        return False
    doers = cluster.fillers(RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)
    if not hurt and not made["Weapon"]:
        return False
    if doers and all(_forces(f.head) for f in doers) and not made["Victim"] and not made["Target"]:
        return any(f.kind is RoleKind.VICTIM and not _armed(f.head) for f in hurt)
    return any(made[r] for r in ROLES)


_ARMED = frozenset(
    {"soldier", "troop", "battalion", "brigade", "garrison", "barracks", "patrol", "position", "guerrilla", "rebel"}
    | {"combatant", "military", "army", "unit", "detachment", "platoon", "column", "insurgent", "subversive", "force"}
    | {
        "terrorist",
        "convoy",
        "helicopter",
        "casualty",
        "camp",
        "post",
        "base",
        "commando",
        "enemy",
        "extremist",
        "contra",
    }
    | {"regiment", "fighter", "checkpoint", "area", "city", "town", "region", "neighborhood", "zone", "country"}
)
"""Soldiers, fighters and what is theirs: the key holds no fights between them. Places are not targets there either."""
_FORCES = frozenset(
    {
        "army",
        "military",
        "police",
        "troop",
        "soldier",
        "policeman",
        "government",
        "force",
        "battalion",
        "brigade",
        "unit",
        "patrol",
    }
)


def _armed(head: Token) -> bool:
    return content(head).lemma_.lower() in _ARMED or head.ent_type_ == "GPE"


def _forces(head: Token) -> bool:
    return content(head).lemma_.lower() in _FORCES


def _put(out: list[Row], made: Row) -> None:
    """Add a template, or join it to one of the same type that shares a filler and contradicts nothing."""
    for other in out:
        if other["incident_type"] != made["incident_type"]:
            continue
        if all(not made[r] or not other[r] or _share(made[r], other[r]) for r in ("Victim", "Target")):
            for role in ROLES:
                other[role] = _union(other[role], made[role])
            other["date"] = other["date"] or made["date"]
            other["confidence"] += [
                c for c in made["confidence"] if c["org"] not in [o["org"] for o in other["confidence"]]
            ]
            return
    out.append(made)


def _share(some: list[list[str]], others: list[list[str]]) -> bool:
    return bool({m for e in some for m in e} & {m for e in others for m in e})


def _union(some: list[list[str]], others: list[list[str]]) -> list[list[str]]:
    held = {m for e in some for m in e}
    return some + [e for e in others if not held & set(e)]


def _template(doc: Doc, cluster: Cluster, incident: Incident, kind: str) -> Row:
    perps = cluster.fillers(RoleKind.PERPETRATOR)
    bodies = cluster.fillers(RoleKind.PERPETRATOR_ORGANISATION)
    made: Row = {
        "incident_type": kind,
        "PerpInd": _mentions(perps),
        "PerpOrg": _orgs(bodies) or _told_elsewhere(doc, perps),
        "Target": _mentions(f for f in cluster.fillers(RoleKind.TARGET, RoleKind.SITE) if not _armed(f.head)),
        "Victim": _mentions([f for f in cluster.fillers(RoleKind.VICTIM) if _is_name(f)]),
        "Weapon": _mentions(cluster.fillers(RoleKind.INSTRUMENT)),
        "stage": _STAGES.get(incident.realis, "ACCOMPLISHED"),
        "date": _date(incident),
        "category": "STATE-SPONSORED VIOLENCE" if any(_forces(f.head) for f in (*perps, *bodies)) else "TERRORIST ACT",
        "country": _country(doc, incident),
        "places": [incident.where.span.words(notes(doc).report.text)] if incident.where else [],
    }
    return made


def _country(doc: Doc, incident: Incident) -> str | None:
    """Return the country of the event's place, else the one that most places of the report lie in."""
    code = incident.where.country if incident.where else ""
    if not code:
        votes = Counter(p.country for p in notes(doc).places if p.country)
        code = max(votes, key=lambda c: votes[c], default="")
    place = by_code(code) if code else None
    return place.name.upper() if place is not None else None


def _told_elsewhere(doc: Doc, perps: Iterable[Filler]) -> list[list[str]]:
    """Return the bodies that other mentions of the same persons name ("the rebels", elsewhere "Red Dawn rebels")."""
    out: list[list[str]] = []
    for f in perps:
        known = entity(f.head)
        for mention in known.mentions if known is not None else ():
            span = doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
            for body in bodies_of(span.root) if span is not None and len(span) else ():
                named = entity(body)
                text = named.name if named is not None and named.named else _phrase(body)
                if [text] not in out:
                    out.append([text])
    return out


def _date(incident: Incident) -> dict[str, str | None] | None:
    when = incident.when
    if when is None or not (when.earliest or when.latest):
        return None
    return {"from": when.earliest[:10] or None, "to": when.latest[:10] or None}


def _is_name(filler: Filler) -> bool:
    known = entity(filler.head)
    if known is not None:
        return known.named
    return filler.head.pos_ == "PROPN" and filler.head.lemma_.lower() not in words.people()


def _mentions(fillers: Iterable[Filler]) -> list[list[str]]:
    out: list[list[str]] = []
    for f in fillers:
        if f.head.pos_ == "PRON":
            continue
        known = entity(f.head)
        text = known.name if known is not None and known.named else _phrase(f.head)
        if text and [text] not in out:
            out.append([text])
    return out


def _phrase(head: Token) -> str:
    """Return the words of a phrase as the key has them: names without titles, nouns without articles and counts."""
    head = content(head)
    if head.pos_ == "PROPN":
        name = [head]
        for t in reversed(list(head.lefts)):
            if t.pos_ == "PROPN" and t.dep_ in ("compound", "flat", "nmod") and t.lemma_.lower() not in words.people():
                name.insert(0, t)
            else:
                break
        return doc_words(name[0], head)
    start = head
    for t in reversed(list(head.lefts)):
        if t.dep_ in ("amod", "compound", "nmod") and t.i == start.i - 1:
            start = t.left_edge
        else:
            break
    return doc_words(start, head)


def doc_words(first: Token, last: Token) -> str:
    """Return the words from one token to another."""
    return " ".join(first.doc[first.i : last.i + 1].text.split()).strip(" '\"")


def _orgs(fillers: Iterable[Filler]) -> list[list[str]]:
    """Return bodies: their names, or "army" and the like; states are none in the key."""
    return _mentions(f for f in fillers if f.head.ent_type_ not in ("GPE", "NORP") and f.head.pos_ != "PRON")
