"""MUC-4 templates from the incidents of each report: which count, under which type, and with which words.

The key of MUC-4 names victims only by name, leaves out articles and counts, and knows terrorism, not combat. Those are
conventions of that benchmark, so they stand here and not in the incidents stage.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Doc, Token

from bench.muc4_aliases import acronyms
from bench.muc4_certainty import Tied, certainty, tied, value_of
from bench.muc4_entities import entities
from bench.muc4_features import LATIN, armed, features, forces, noun, report_features, state_features
from bench.muc4_relevance import ENOUGH, Weights, relevance, weights
from bench.muc4_wording import wording
from onrecord.annotate import annotate
from onrecord.annotate.extensions import Annotations, notes
from onrecord.annotate.places.gazetteer import by_code, lookup
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.incidents import find_attributions, words
from onrecord.incidents.draft import Cluster, Filler
from onrecord.incidents.find import analyse
from onrecord.incidents.gather import own_time
from onrecord.incidents.kinds import entity
from onrecord.incidents.roles import bodies_of
from onrecord.incidents.syntax import content
from onrecord.model import Attribution, EntityKind, Incident, Realis, Report, RoleKind, When

FIELDS = ("doc_id", "text", "header")

Row = dict[str, Any]

_TYPES = {"abduct": "kidnapping", "explosives": "bombing", "suicide-attack": "bombing"}
_TAGS = {"arson": "arson", "robbery": "robbery", "stoppage": "forced work stoppage"}
_STAGES = {Realis.ATTEMPTED: "ATTEMPTED", Realis.PLANNED: "THREATENED", Realis.FUTURE: "THREATENED"}


MENTIONED = 0.1
"""Relevance of an event from which those in it may be entities of the report: below that of a template, since one
event is often found as two. F1 with .2, .1, .05: on 108 reports of the training part .593, .584, .582, on the
development part .487, .507, .503: chosen between the two. 2026-11-23."""

TOLD_AGAIN = 0.1
"""Relevance from which those in an event that is no template are of the only one of its report. 350 reports of the
training part that the net had not seen: P .451 R .480 F1 .465; .458, .470, .464 without; 2026-11-22."""

LENDS = 0.5
"""Relevance from which the likeliest event that has a day gives it to templates without one. Date F1 on half of the
training part: .514, .510 from .1, .509 from .6, .506 without; 2026-11-22."""


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """An event that may be a template.

    Attributes:
        template: what it would be.
        features: what is known of it and its report.
        cluster: the drafts that tell it.
        bodies: those whom a row of responsibility ties to it, by name.
    """

    template: Row
    features: dict[str, float]
    cluster: Cluster
    bodies: tuple[str, ...] = ()


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield templates for each document, in order."""
    weighed = weights()
    for row, doc in annotated(rows):
        found = list(candidates(doc, row.get("header") or {}))
        made: Row = {"doc_id": row["doc_id"], "templates": chosen(found, weighed)}
        if notes(doc).encoder is not None:
            told = [c for c in found if relevance(c.features, weighed) >= MENTIONED]
            bodies = [body for c in told for body in c.bodies]
            made["ree"] = entities((c.cluster for c in told), bodies, acronyms(row["text"]))
        yield made


def annotated(rows: Iterable[Row]) -> Iterator[tuple[Row, Doc]]:
    """Yield every row with its report, annotated."""
    ours, theirs = itertools.tee(rows)
    reports = (
        Report(row["doc_id"], plain(row["text"]), published=(row.get("header") or {}).get("date") or "") for row in ours
    )
    for row, doc in zip(theirs, annotate(reports, encoder=configured()), strict=True):
        yield row, doc
        doc._.onrecord.encoded = None  # one document's hidden states are large


_BRACKETS = re.compile(r"\s*\[[^\[\]\n]{0,80}\]|\s*\([A-Z][A-Z-]{1,9}\)")
"""Expansions and asides of the wire's editors, and acronyms after a name: they stand in the middle of noun phrases."""


def plain(text: str) -> str:
    """Return a text of the wire without the editors' brackets; no offsets are asked for here."""
    return _BRACKETS.sub("", text)


def chosen(found: Iterable[Candidate], weighed: Weights) -> list[Row]:
    """Return the templates of one document: the events that the key is likely to hold.

    Args:
        found: all that may be.
        weighed: what speaks for an event being one of the key's.
    """
    out: list[Row] = []
    rest: list[Row] = []
    days: list[tuple[float, Row]] = []
    for candidate in found:
        share, made = relevance(candidate.features, weighed), candidate.template
        if share >= LENDS and made["date"] and made["date"]["from"]:
            days.append((share, made["date"]))
        if share >= ENOUGH:
            _put(out, made)
        elif share >= TOLD_AGAIN:
            rest.append(made)
    for made in out:
        if days and made["date"] and made["date"]["from"] is None:
            made["date"] = max(days, key=lambda day: day[0])[1]
    if len(out) == 1:
        for role, other in itertools.product(ROLES, rest):
            out[0][role] = _union(out[0][role], other[role])
    return out


def candidates(doc: Doc, header: Row) -> Iterator[Candidate]:
    """Yield every event of a kind that the key knows.

    Args:
        doc: the annotated report.
        header: what the wire's first line says: place and tags.
    """
    claims, _ = find_claims(doc)
    found = analyse(doc, claims)
    rows, _ = find_attributions(doc, claims, tuple(i for _, i in found.told))
    blamed: dict[str, list[Attribution]] = {}
    for row in rows:
        blamed.setdefault(row.incident, []).append(row)
    said = tied(rows, notes(doc).entities)
    around = report_features(doc, found.told)
    country = _setting(doc, header)
    for cluster, incident in found.told:
        kind = _type(cluster, incident)
        if kind is None:
            continue
        made = _template(doc, cluster, incident, kind)
        made["country"] = _country(incident, country)
        bodies = _blame(made, blamed.get(incident.id, ()), notes(doc), _Around(_sentences(cluster), said))
        known = features(doc, cluster, incident, header.get("tags") or ()) | around | state_features(doc, cluster)
        yield Candidate(made, known, cluster, bodies)


@dataclasses.dataclass(frozen=True, slots=True)
class _Around:
    """What else says how surely a body did it: the sentences of the event, and all rows of the report."""

    sentences: list[str]
    said: list[Tied]


def _blame(made: Row, rows: Iterable[Attribution], held: Annotations, around: _Around) -> tuple[str, ...]:
    """Add those whom a row of responsibility ties to the event, bodies with how surely; return these bodies."""
    entities = {e.id: e for e in held.entities}
    bodies: list[str] = []
    rows = [row for row in rows if value_of(row, entities.get(row.by.entity)) is not None]
    for row in rows:
        known = entities.get(row.actor.entity)
        if known is not None and known.named and known.kind in (EntityKind.PERSON, EntityKind.ORGANISATION):
            role = "PerpInd" if known.kind is EntityKind.PERSON else "PerpOrg"
            made[role] = _union(made[role], [[known.name]])
            bodies += [known.name] if role == "PerpOrg" else []
    event = tied(rows, held.entities)
    made["confidence"] = [
        {"org": entry, "value": certainty(entry, event, around.said, around.sentences)} for entry in made["PerpOrg"]
    ]
    return tuple(bodies)


def _sentences(cluster: Cluster) -> list[str]:
    """Return the sentences that tell an event, and those that name who is held to have done it."""
    tokens = [d.token for d in cluster.drafts]
    doers = (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)
    tokens += [f.head for f in (*cluster.fillers(*doers), *cluster.added(*doers))]
    return list(dict.fromkeys(token.sent.text for token in tokens))


ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def _type(cluster: Cluster, incident: Incident) -> str | None:
    tags = {d.entry.tag for d in cluster.drafts}
    for tag, kind in _TAGS.items():
        if tag in tags and (incident.type == "ASSAULT" or tag != "arson"):
            return kind
    if incident.type != "ASSAULT":
        return None
    return _TYPES.get(incident.mode, "attack")


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


KEPT = 0.35
"""Chance of the trained fillers from which a template is likely to hold somebody. F1 with .2, .3, .35, .4: on 108
reports of the training part .511, .520, .518, .528, on the development part .493, .489, .490, .489; 2026-11-23."""


def _held(cluster: Cluster, *kinds: RoleKind) -> list[Filler]:
    """Return the fillers that the key is likely to hold: what rules found and the net does not doubt, and its own."""
    found = [f for f in cluster.fillers(*kinds) if f.chance is None or f.chance >= KEPT]
    return found + [f for f in cluster.added(*kinds) if f.chance is None or f.chance >= KEPT]


def _template(doc: Doc, cluster: Cluster, incident: Incident, kind: str) -> Row:
    perps = _held(cluster, RoleKind.PERPETRATOR)
    bodies = _held(cluster, RoleKind.PERPETRATOR_ORGANISATION)
    targets = [f for f in _held(cluster, RoleKind.TARGET, RoleKind.SITE) if not _is_ground(f.head)]
    made: Row = {
        "incident_type": kind,
        "PerpInd": _mentions(perps, "PerpInd"),
        "PerpOrg": _orgs(bodies) or _told_elsewhere(doc, perps),
        "Target": _mentions(targets, "Target"),
        "Victim": _mentions([f for f in _held(cluster, RoleKind.VICTIM) if _is_name(f)], "Victim"),
        "Weapon": _mentions(_held(cluster, RoleKind.INSTRUMENT), "Weapon"),
        "stage": _STAGES.get(incident.realis, "ACCOMPLISHED"),
        "date": _date(doc, cluster),
        "category": "STATE-SPONSORED VIOLENCE" if any(forces(f.head) for f in (*perps, *bodies)) else "TERRORIST ACT",
        "places": [p.span.words(notes(doc).report.text) for p in (incident.where, incident.site) if p is not None],
    }
    return made


def _is_ground(head: Token) -> bool:
    """Say whether a phrase is no target in the key: forces, and the land that they fight over."""
    return armed(head) or noun(head) in _GROUND or head.ent_type_ == "GPE"


_GROUND = frozenset({"area", "city", "town", "region", "neighborhood", "zone", "country"})
_DATELINE = 3
"""Mentions of a country that one place of the dateline outweighs; countries right of 955 templates of the training
part: .94 with 3, .92 where the dateline decides alone, .90 without it, 2026-11-22."""


def _setting(doc: Doc, header: Row) -> str:
    """Return the country of Latin America that a report is about, by the places it names and its dateline."""
    votes = Counter(p.country for p in notes(doc).places if p.country in LATIN)
    first = next((p.country for p in lookup(header.get("place") or "").places if p.country in LATIN), "")
    if first:
        votes[first] += _DATELINE
    return max(votes, key=lambda c: votes[c], default="")


def _country(incident: Incident, setting: str) -> str | None:
    """Return the country of the place that the event's own words name, else the one the report is about."""
    where = incident.where
    own = where.country if where is not None and not where.why.startswith("inferred") else ""
    place = by_code(own if own in LATIN else setting)
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


def _date(doc: Doc, cluster: Cluster) -> dict[str, str | None] | None:
    """Return the day that the event's own clauses say, else one beside them, else "on or before the day of the report".

    A night is dated by its evening; what is longer than a day says nothing, as the key mostly has it.
    """
    own = [when for d in cluster.drafts if (when := own_time(d)) is not None]
    beside = [d.when for d in cluster.drafts if d.when is not None]
    days = ([w for w in found if w.earliest and w.latest and _days(w) <= 1] for found in (own, beside))
    said = next((found for found in days if found), [])
    if not said:
        published = notes(doc).report.published[:10]
        return {"from": None, "to": published} if published else None
    best = min(said, key=_days)
    return {"from": best.earliest[:10], "to": best.earliest[:10]}


def _days(when: When) -> int:
    try:
        return (dt.date.fromisoformat(when.latest[:10]) - dt.date.fromisoformat(when.earliest[:10])).days
    except ValueError:
        return 10**6


def _is_name(filler: Filler) -> bool:
    known = entity(filler.head)
    if known is not None:
        return known.named
    return filler.head.pos_ == "PROPN" and filler.head.lemma_.lower() not in words.people()


def _mentions(fillers: Iterable[Filler], role: str) -> list[list[str]]:
    """Return fillers in the key's words. On 350 reports of the training part F1 .464 so, .455 with the same for all."""
    out: list[list[str]] = []
    for f in fillers:
        if f.head.pos_ == "PRON":
            continue
        text = wording(f.head, role)
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
    return _mentions((f for f in fillers if f.head.ent_type_ not in ("GPE", "NORP")), "PerpOrg")
