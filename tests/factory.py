"""Builds reports, claims, incidents and whole records in one call; spans are found by their words."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import Any

from onrecord.model import (
    Act,
    Attribution,
    Certainty,
    Claim,
    Entity,
    EntityKind,
    Evidence,
    Form,
    Harm,
    HarmKind,
    Hop,
    HopKind,
    Incident,
    Level,
    MadeBy,
    Mention,
    MentionKind,
    Office,
    PlaceLevel,
    PlaceMention,
    Polarity,
    Precision,
    RawRun,
    Record,
    Relation,
    Report,
    Role,
    RoleKind,
    SaidWhere,
    Segment,
    SegmentKind,
    Series,
    Skipped,
    SourceKind,
    SourceRef,
    Span,
    Stance,
    Venue,
    Voice,
    VoiceKind,
    When,
    content_id,
)

TEXT = """Mayor Hurt In Harbour Blast

A bomb wounded the mayor of Ostrava, Milan Veverka, on Tuesday, the fire service said. It was the latest in a \
string of attacks.

The interior minister, Dana Holubova, accused the Red Quay group of planting the bomb. She offered no proof. \
The group denied it. Analysts say the ministry believes it may be an inside job.

A spokesman for Mr. Veverka did not comment.

Share this page"""

MADE_BY = MadeBy(version="0.0.0", language_model="none 0", rules="000000000000")


def span(text: str, words: str, nth: int = 0) -> Span:
    """Return where the words stand, the nth time they do."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def spans(text: str, *words: str) -> tuple[Span, ...]:
    """Return where each of the words stands first; no words, no spans."""
    return tuple(span(text, w) for w in words if w)


def report(text: str = TEXT, **fields: Any) -> Report:
    """Return a report of one body segment; any field can be given."""
    given: dict[str, Any] = {
        "id": content_id("rep", text),
        "segments": (segment(text, text),) if text else (),
        "source": "report.txt",
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "raw_map": (RawRun(0, 0, len(text)),),
    }
    return Report(text=text, **(given | fields))


def segment(
    text: str, words: str, kind: SegmentKind = SegmentKind.BODY, voice: str = "", voice_kind: VoiceKind | None = None
) -> Segment:
    """Return the segment that covers the words."""
    known = voice_kind or (VoiceKind.OUTLET if voice else VoiceKind.UNKNOWN)
    return Segment(span(text, words), kind, Voice(known, voice))


def source(text: str, name: str = "", words: str = "", **fields: Any) -> SourceRef:
    """Return a source: the narrator where it has no name, a person otherwise."""
    kind = SourceKind.PERSON if name else SourceKind.NARRATOR
    return SourceRef(**({"kind": kind, "name": name, "spans": spans(text, words)} | fields))


def hop(text: str, name: str = "", cue: str = "", words: str = "", **fields: Any) -> Hop:
    """Return a hop: the narrator's where it has no name, a said one otherwise."""
    kind = HopKind.SAID if name else HopKind.NARRATED
    given: dict[str, Any] = {"kind": kind, "source": source(text, name, words or name), "cue": spans(text, cue)}
    return Hop(**(given | fields))


def claim(text: str, content: str | Span, cue: str = "", who: str = "", words: str = "", **fields: Any) -> Claim:
    """Return a claim by `who` (the narrator where empty), named by `words` in the text."""
    where = (content,) if isinstance(content, Span) else spans(text, content)
    chain = (hop(text), hop(text, who, cue, words)) if who else (hop(text),)
    given: dict[str, Any] = {
        "id": content_id("clm", text, where, cue, who),
        "content": where,
        "cue": spans(text, cue),
        "chain": chain,
        "segment": 0,
        "why": "made by hand",
    }
    return Claim(**(given | fields))


def incident(text: str, trigger: str, **fields: Any) -> Incident:
    """Return an incident with one trigger."""
    given: dict[str, Any] = {
        "id": content_id("inc", text, trigger),
        "type": "ASSAULT",
        "mode": "",
        "title": f"Incident: {trigger}",
        "triggers": spans(text, trigger),
        "why": "made by hand",
    }
    return Incident(**(given | fields))


def attribution(text: str, of: Incident, actor: str, stance: Stance, by: str = "", **fields: Any) -> Attribution:
    """Return a row: who ties whom to an incident."""
    given: dict[str, Any] = {
        "id": content_id("att", of.id, actor, stance, by),
        "incident": of.id,
        "actor": SourceRef(SourceKind.ORGANISATION, actor),
        "stance": stance,
        "by": source(text, by),
        "why": "made by hand",
    }
    return Attribution(**(given | fields))


def entity(text: str, name: str, kind: EntityKind = EntityKind.PERSON, **fields: Any) -> Entity:
    """Return an entity mentioned once, by its name."""
    at = span(text, name)
    mentions = (Mention(at, at, MentionKind.NAME),)
    return Entity(**({"id": content_id("ent", text, name), "kind": kind, "name": name, "mentions": mentions} | fields))


def record(text: str = TEXT, **fields: Any) -> Record:
    """Return a record of a report with that text and nothing in it but what is given."""
    given: dict[str, Any] = {"report": report(text), "made_by": MADE_BY}
    return Record(**(given | fields))


def full_record(text: str = TEXT) -> Record:
    """Return a record that has at least one of everything; spans overlap and nest."""
    paragraphs = text.split("\n\n")
    body = span(text, "\n\n".join(paragraphs[1:-1]))
    segments = (
        segment(text, paragraphs[0], SegmentKind.HEADLINE, "Slag Town Notes", VoiceKind.AUTHOR),
        Segment(body, SegmentKind.BODY, Voice(VoiceKind.OUTLET, "Coal Basin Mail", ("Petra Uhlova",))),
        segment(text, paragraphs[-1], SegmentKind.BOILERPLATE, voice_kind=VoiceKind.SITE),
    )
    claims = _claims(text)
    incidents = _incidents(text, claims)
    fire, accusation, denial, nested, silent = claims
    bomb, earlier = incidents
    no_proof = spans(text, "She offered no proof")
    rows = (
        attribution(
            text,
            bomb,
            "Red Quay group",
            Stance.ACCUSED_BY_AUTHORITY,
            "Dana Holubova",
            claim=accusation.id,
            spans=accusation.content,
            evidence=Evidence.NONE,
            evidence_spans=no_proof,
        ),
        attribution(
            text, bomb, "Red Quay group", Stance.DENIED, "Red Quay group", claim=denial.id, spans=denial.sentence
        ),
    )
    minister, mayor = _entities(text)
    return record(
        text,
        report=report(
            text,
            segments=segments,
            title=paragraphs[0],
            outlet="Slag Town Notes",
            published="2026-05-06",
            published_from="option",
        ),
        entities=(minister, mayor),
        claims=(fire, accusation, denial, nested, silent),
        incidents=(bomb, earlier),
        attributions=rows,
        series=(Series("ser_1", (bomb.id, earlier.id), spans(text, "the latest in a string of attacks")),),
        skipped=(
            Skipped("claims", "a reporting verb without content", span(text, "say")),
            Skipped("claims", "a reporting verb without content", span(text, "comment")),
            Skipped("incidents", "a word for an attack that names no event"),
        ),
    )


def _claims(text: str) -> tuple[Claim, ...]:
    service = "the fire service"
    fire = claim(text, "A bomb wounded the mayor of Ostrava, Milan Veverka, on Tuesday", "said", service, service)
    minister = source(
        text, "Dana Holubova", "The interior minister, Dana Holubova", role="interior minister", entity="ent_minister"
    )
    accusation = claim(
        text,
        "the Red Quay group of planting the bomb",
        "accused",
        "Dana Holubova",
        chain=(hop(text), Hop(HopKind.SAID, minister, spans(text, "accused"))),
        act=Act.ACCUSE,
        evidence=Evidence.NONE,
        evidence_spans=spans(text, "She offered no proof"),
        said_where=SaidWhere(Venue.STATEMENT, span(text, "offered no proof")),
        form=Form.MIXED,
    )
    denied = Certainty(Level.CERTAIN, Polarity.NEGATIVE)
    denial = claim(
        text,
        span(text, "it", text[: text.index("denied it")].count("it")),
        "denied",
        "Red Quay group",
        "The group",
        act=Act.DENY,
        certainty=denied,
        answers=(accusation.id,),
        sentence=spans(text, "The group denied it."),
    )
    at = span(text, "it may").end
    maybe = Certainty(Level.POSSIBLE, Polarity.POSITIVE, (Span(at - len("may"), at),))
    believes = hop(text, "the ministry", "believes", kind=HopKind.BELIEVED, certainty=maybe)
    analysts = hop(text, "Analysts", "say", source=source(text, "Analysts", "Analysts", kind=SourceKind.COLLECTIVE))
    nested = claim(
        text,
        "it may be an inside job",
        "believes",
        "the ministry",
        chain=(hop(text), analysts, believes),
        certainty=maybe,
        form=Form.INDIRECT,
    )
    silent = claim(
        text, "", "did not comment", "A spokesman for Mr. Veverka", act=Act.NO_COMMENT, answers=(accusation.id,)
    )
    said = (fire, accusation, denial, nested, silent)
    return tuple(dataclasses.replace(c, segment=1) for c in said)


def _incidents(text: str, claims: tuple[Claim, ...]) -> tuple[Incident, Incident]:
    where = PlaceMention(span(text, "Ostrava"), "Ostrava", PlaceLevel.CITY, 3068799, "CZ", "Moravian-Silesian")
    bomb = incident(
        text,
        "wounded",
        mode="bomb",
        title="Bombing of Milan Veverka, Ostrava",
        roles=(
            Role(RoleKind.VICTIM, "Milan Veverka", spans(text, "the mayor of Ostrava, Milan Veverka")),
            Role(RoleKind.INSTRUMENT, "bomb", spans(text, "A bomb")),
        ),
        harm=(Harm(HarmKind.INJURED, 1, 1, 1, span(text, "wounded"), claims[0].id),),
        when=When("2026-05-05", "2026-05-05", Precision.DAY, "2026-05-05", spans(text, "on Tuesday"), "last Tuesday"),
        where=where,
        claims=(claims[0].id,),
    )
    return bomb, incident(text, "attacks", title="Earlier attacks")


def _entities(text: str) -> tuple[Entity, Entity]:
    office = Office("interior minister", "", span(text, "The interior minister"))
    mayor = entity(text, "Milan Veverka", offices=(Office("mayor", "Ostrava", span(text, "the mayor of Ostrava")),))
    superior = Relation("superior", mayor.id, span(text, "The interior minister"))
    minister = entity(text, "Dana Holubova", id="ent_minister", offices=(office,), relations=(superior,))
    return minister, mayor
