"""What a reader meets of a record, in order, as plain words and spans; screen and page draw the same view.

Steps of `view_of`:
1. the report: title, outlet, date, voices;
2. incidents, each field with the words that carry it;
3. responsibility: every row, grouped by incident, none preferred;
4. claims with their chains;
5. who is who;
6. what was left out, counted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import (
    Act,
    Attribution,
    Claim,
    Entity,
    Evidence,
    Form,
    Hop,
    HopKind,
    Incident,
    Level,
    Polarity,
    Record,
    RoleKind,
    Segment,
    SegmentKind,
    SourceKind,
    Span,
    VoiceKind,
)
from onrecord.present.export import wording

_NOTS = frozenset({"not", "never", "no", "nor", "neither", "cannot"})


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a card.

    Attributes:
        label: what it is.
        value: as the record has it.
        words: the report's words for it, in quotation marks; "" where it was inferred.
        spans: where those words stand.
        letter: kind of highlight that the words get on a page, "" for none.
    """

    label: str
    value: str
    words: str = ""
    spans: tuple[Span, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An incident for people.

    Attributes:
        tag: "I1".
        title: one line.
        realis: how it is told, to stand after "told".
        fields: who, what, when, where, with what, harm.
        told_by: tags of the claims that tell it.
        spans: its triggers.
        why: the rules that made it.
    """

    tag: str
    title: str
    realis: str
    fields: tuple[Field, ...]
    told_by: tuple[str, ...]
    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One attribution of responsibility.

    Attributes:
        tag: "R1".
        incident: tag of the incident.
        actor: who is spoken about.
        stance: how it is tied to the incident.
        by: who says so.
        through: those between the report and that speaker.
        evidence: what the report says about evidence.
        words: the report's words.
        spans: where they stand.
        claim: tag of the claim that carries it, "".
        when: when it was said, "".
        why: the rule that made it.
    """

    tag: str
    incident: str
    actor: str
    stance: str
    by: str
    through: str
    evidence: str
    words: str
    spans: tuple[Span, ...]
    claim: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rows about one incident.

    Attributes:
        tag: of the incident.
        title: of the incident.
        rows: in the order of the record.
    """

    tag: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim for people.

    Attributes:
        tag: "C1".
        who: the root of its chain.
        cue: the words that tie source and content, else what is done by saying it.
        what: the content.
        sure: how surely, with the words that hedge or deny.
        chain: one entry a hop, narrator first.
        notes: act and form where not the plain ones, when, where, evidence, what it answers and stands inside.
        claim: the claim itself, for its spans.
    """

    tag: str
    who: str
    cue: str
    what: str
    sure: str
    chain: tuple[str, ...]
    notes: tuple[str, ...]
    claim: Claim


@dataclass(frozen=True, slots=True)
class Person:
    """An entity for people.

    Attributes:
        name: the fullest name.
        kind: what it is.
        offices: titles and offices.
        relations: ties to others.
        mentions: how often it is referred to.
    """

    name: str
    kind: str
    offices: str
    relations: str
    mentions: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was seen and left out for one reason.

    Attributes:
        stage: which stage left it out.
        reason: why.
        count: how many times.
        words: words of the first, "" where it has no place.
    """

    stage: str
    reason: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class View:
    """A record as a reader meets it.

    Attributes:
        title: headline, or the name of the source.
        about: outlet, byline, date, source: label and value.
        voices: one line a voice: where it speaks, who it is.
        cards: incidents.
        groups: responsibility, by incident.
        unattributed: tags of incidents that the report ties nobody to.
        series: incidents that a source puts together.
        said: claims.
        people: entities with offices or ties.
        others: names of the other entities.
        left_out: what was left out.
        record: the record itself.
    """

    title: str
    about: tuple[tuple[str, str], ...]
    voices: tuple[str, ...]
    cards: tuple[Card, ...]
    groups: tuple[Group, ...]
    unattributed: tuple[str, ...]
    series: tuple[Field, ...]
    said: tuple[Said, ...]
    people: tuple[Person, ...]
    others: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class _Tags:
    """Short names of the parts of one record, by id."""

    incidents: dict[str, str]
    claims: dict[str, Claim]
    claim_tags: dict[str, str]

    def of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the tags of incidents or claims, in order; ids that this record lacks are left out."""
        found = (self.incidents.get(i) or self.claim_tags.get(i) for i in ids)
        return tuple(t for t in found if t)


def view_of(record: Record) -> View:
    """Return the record in the order and the words that a reader meets."""
    tags = _Tags(
        incidents={incident.id: f"I{n}" for n, incident in enumerate(record.incidents, 1)},
        claims={claim.id: claim for claim in record.claims},
        claim_tags={claim.id: f"C{n}" for n, claim in enumerate(record.claims, 1)},
    )
    groups = _groups(record, tags)
    tied = {g.tag for g in groups}
    named = [e for e in record.entities if e.offices or e.relations]
    return View(
        title=_title(record),
        about=tuple(_about(record)),
        voices=tuple(_voices(record.report.segments)),
        cards=tuple(_card(record, incident, tags) for incident in record.incidents),
        groups=groups,
        unattributed=tuple(t for t in tags.incidents.values() if t not in tied),
        series=tuple(_series(record, tags)),
        said=tuple(_said(record, claim, tags) for claim in record.claims),
        people=tuple(_person(record, e) for e in named),
        others=tuple(dict.fromkeys(wording.visible(e.name) for e in record.entities if e.named and e not in named)),
        left_out=tuple(_left_out(record)),
        record=record,
    )


def _title(record: Record) -> str:
    """Return the headline, or what the report was read from."""
    source = "Standard input" if record.report.source == "-" else record.report.source
    return wording.visible(" ".join(record.report.title.split()) or source) or "Report"


def _about(record: Record) -> Iterator[tuple[str, str]]:
    report = record.report
    if report.outlet:
        yield "outlet", wording.visible(report.outlet)
    if report.byline:
        yield "by", wording.visible(", ".join(report.byline))
    origin = {"option": "as given", "page": "from the page", "header": "from its header", "text": "from its text"}
    if report.published:
        source = origin.get(report.published_from, "")
        yield "published", wording.published_words(report.published) + (f" ({source})" if source else "")
    else:
        yield "published", "not known: relative dates cannot be placed (give --published)"
    if report.source:
        yield "read from", wording.visible(report.source)
    if report.url:
        yield "address", wording.visible(report.url)
    yield "length", f"{len(report.text.split()):,} words"


def _voices(segments: Sequence[Segment]) -> Iterator[str]:
    """Group the segments by who speaks in them, in order of first appearance."""
    spoken: dict[str, list[str]] = {}
    for segment in segments:
        if segment.kind == SegmentKind.BOILERPLATE:
            continue
        voice = segment.voice
        who = wording.voice_words(voice.kind, voice.name, voice.byline)
        kinds = spoken.setdefault(who, [])
        kind = wording.SEGMENTS[segment.kind]
        if segment.repeats is not None:  # the same words twice are not two reports
            again = next((s for s in segments if s is not segment and s.span.overlaps(segment.repeats)), None)
            kind += f" (repeats the {wording.SEGMENTS[again.kind]})" if again is not None else ""
        if kind not in kinds:
            kinds.append(kind)
    yield from (f"{who}: {', '.join(kinds)}" for who, kinds in spoken.items())


def _narrator(record: Record, segment: int) -> str:
    """Return the name of the voice of a segment."""
    if not 0 <= segment < len(record.report.segments):
        return ""
    voice = record.report.segments[segment].voice
    return "" if voice.kind == VoiceKind.UNKNOWN and not voice.name else voice.name or ", ".join(voice.byline)


def _card(record: Record, incident: Incident, tags: _Tags) -> Card:
    title = wording.visible(" ".join(incident.title.split())) or incident.type.lower()
    return Card(
        tag=tags.incidents[incident.id],
        title=title,
        realis=wording.REALIS[incident.realis],
        fields=tuple(_card_fields(record, incident, tags)),
        told_by=tags.of(incident.claims),
        spans=incident.triggers,
        why=wording.visible(incident.why),
    )


def _card_fields(record: Record, incident: Incident, tags: _Tags) -> Iterator[Field]:
    text = record.report.text
    kind = incident.type.lower().replace("_", " ") + (f", {incident.mode}" if incident.mode else "")
    yield Field("what", wording.visible(kind), _each(text, incident.triggers), incident.triggers, "I")
    for part in RoleKind:
        for role in incident.fillers(part):
            yield Field(wording.ROLES[part], wording.visible(role.name), _each(text, role.spans), role.spans, "D")
    if incident.when is not None:
        spans = incident.when.spans
        yield Field("when", wording.when_words(incident.when), _each(text, spans), spans, "D")
    else:
        yield Field("when", "not said")
    if incident.where is not None:
        spans = (incident.where.span,)
        yield Field("where", wording.where_words(incident.where), _each(text, spans), spans, "D")
    else:
        yield Field("where", "not said")
    if incident.site is not None:
        yield Field(
            "place in it", wording.visible(incident.site.name), _each(text, (site := (incident.site.span,))), site, "D"
        )
    for harm in incident.harm:
        words = wording.harm_words(harm) + _so(tags, harm.claim)
        yield Field("harm", words, _each(text, (harm.span,)), (harm.span,), "D")
    for outcome in incident.outcomes:
        words = wording.visible(outcome.name) + f": {wording.OUTCOMES[outcome.kind]}" + _so(tags, outcome.claim)
        yield Field("outcome", words, _each(text, (outcome.span,)), (*outcome.spans, outcome.span), "D")
    for reason in incident.reasons:
        yield Field("reason said", wording.quoted(text, [reason], 160), "", (reason,), "D")


def _so(tags: _Tags, claim_id: str) -> str:
    claim = tags.claims.get(claim_id)
    return f", so {wording.source_name(claim.root.source)}" if claim else ""


def _each(text: str, spans: Iterable[Span], most: int = 4) -> str:
    """Return the words of each span in quotation marks, each wording once, the first few."""
    seen = list(dict.fromkeys(q for q in (wording.quoted(text, [s], 120) for s in spans) if q))
    return ", ".join(seen[:most]) + (f" and {len(seen) - most} more" if len(seen) > most else "")


def _groups(record: Record, tags: _Tags) -> tuple[Group, ...]:
    """Return the rows by incident, in the order of the incidents, numbered as they are shown."""
    titles = {i.id: wording.visible(i.title) for i in record.incidents}
    rows: dict[str, list[Attribution]] = {i: [] for i in titles}
    for attribution in record.attributions:
        rows.setdefault(attribution.incident, []).append(attribution)
    number = itertools.count(1)
    return tuple(
        Group(
            tags.incidents.get(incident, ""),
            titles.get(incident, "another incident"),
            tuple(_row(record, a, tags, f"R{next(number)}") for a in about),
        )
        for incident, about in rows.items()
        if about
    )


def _row(record: Record, attribution: Attribution, tags: _Tags, tag: str) -> Row:
    text = record.report.text
    claim = tags.claims.get(attribution.claim)
    segment = record.report.segment_at(attribution.spans[0].start) if attribution.spans else None
    narrator = _narrator(record, claim.segment) if claim else (segment.voice.name if segment else "")
    evidence = wording.EVIDENCE[attribution.evidence]
    proof = wording.quoted(text, attribution.evidence_spans, 160)
    return Row(
        tag=tag,
        incident=tags.incidents.get(attribution.incident, ""),
        actor=wording.source_name(attribution.actor),
        stance=wording.STANCES[attribution.stance],
        by=wording.source_name(attribution.by, narrator),
        through=", ".join(wording.source_name(r, narrator) for r in attribution.relays),
        evidence=f"{evidence}: {proof}" if proof else evidence,
        words=_each(text, attribution.spans, 3),
        spans=attribution.spans,
        claim=next(iter(tags.of([attribution.claim])), ""),
        when=wording.when_words(attribution.when) if attribution.when else "",
        why=wording.visible(attribution.why),
    )


def _series(record: Record, tags: _Tags) -> Iterator[Field]:
    for series in record.series:
        claim = tags.claims.get(series.claim)
        who = wording.source_name(claim.root.source, _narrator(record, claim.segment)) if claim else "the report itself"
        members = ", ".join(tags.of(series.incidents))
        words = wording.quoted(record.report.text, series.cue)
        yield Field("put together", f"{members or 'incidents not in this record'} (by {who})", words, series.cue, "I")


def _said(record: Record, claim: Claim, tags: _Tags) -> Said:
    text = record.report.text
    narrator = _narrator(record, claim.segment)
    return Said(
        tag=tags.claim_tags[claim.id],
        who=wording.source_name(claim.root.source, narrator),
        cue=wording.words_of(text, claim.cue) or wording.ACTS[claim.act],
        what=wording.words_of(text, claim.content) or "(nothing put forward)",
        sure=wording.how_sure(text, claim.certainty, _denied_within(text, claim)) if claim.content else "",
        chain=tuple(_hop(record, hop, narrator, last=hop is claim.root) for hop in claim.chain),
        notes=tuple(_notes(record, claim, tags)),
        claim=claim,
    )


def _denied_within(text: str, claim: Claim) -> tuple[Span, ...]:
    """Return the content where a negation can only stand in its own words, () where the source denies it."""
    return () if claim.act == Act.DENY or _says_not(text, claim.cue) else claim.content


def _denied_below(text: str, hop: Hop) -> tuple[Span, ...]:
    """Return the hedges of a source's hop that stand in what it says, () where the hop itself denies."""
    if hop.source.kind == SourceKind.NARRATOR or _says_not(text, hop.cue):
        return ()
    return tuple(h for h in hop.certainty.hedges if not any(c.covers(h) for c in hop.cue))


def _says_not(text: str, cue: tuple[Span, ...]) -> bool:
    words = wording.words_of(text, cue).casefold().replace("’", "'")
    return "n't" in words or not _NOTS.isdisjoint(words.split())


def _hop(record: Record, hop: Hop, narrator: str, *, last: bool) -> str:
    """Return a hop as "who “cue” [how sure]"; the claim itself says how sure its root is."""
    text = record.report.text
    name = wording.short_name(hop.source, narrator)
    plain = hop.certainty.level == Level.CERTAIN and hop.certainty.polarity == Polarity.POSITIVE
    sure = "" if last or plain else f" [{wording.how_sure(text, hop.certainty, _denied_below(text, hop))}]"
    if hop.kind == HopKind.NARRATED or hop.source.kind == SourceKind.NARRATOR:
        return name + sure
    cue = wording.quoted(text, hop.cue, 80) or wording.HOPS[hop.kind]
    return f"{name} {cue}{sure}"


def _notes(record: Record, claim: Claim, tags: _Tags) -> Iterator[str]:
    text = record.report.text
    if claim.act != Act.ASSERT:
        yield wording.ACTS[claim.act]
    if claim.form != Form.INDIRECT:
        yield wording.FORMS[claim.form]
    if claim.said_when is not None:
        day = wording.when_words(claim.said_when)
        yield f"said {_each(text, claim.said_when.spans)} ({day})" if claim.said_when.spans else f"said {day}"
    if claim.said_where is not None:
        venue = claim.said_where.venue.value.replace("-", " ")
        yield f"{venue} {wording.quoted(text, [claim.said_where.span], 120)}"
    if claim.evidence != Evidence.NOT_SAID:
        proof = wording.quoted(text, claim.evidence_spans, 160)
        yield f"evidence {wording.EVIDENCE[claim.evidence]}" + (f": {proof}" if proof else "")
    if claim.parent and tags.of([claim.parent]):
        yield f"inside {tags.of([claim.parent])[0]}"
    if tags.of(claim.answers):
        yield f"answers {', '.join(tags.of(claim.answers))}"


def _person(record: Record, entity: Entity) -> Person:
    names = {e.id: wording.visible(e.name) for e in record.entities}
    offices = dict.fromkeys(_office(o.title, o.organisation, former=o.former) for o in entity.offices)
    relations = dict.fromkeys(f"{r.kind} of {names.get(r.other, 'somebody not resolved')}" for r in entity.relations)
    return Person(
        name=wording.visible(entity.name),
        kind=entity.kind.value,
        offices="; ".join(offices),
        relations="; ".join(relations),
        mentions=len(entity.mentions),
    )


def _office(title: str, organisation: str, *, former: bool) -> str:
    words = wording.visible(f"{title}, {organisation}" if organisation else title)
    return f"{words} (former)" if former and "former" not in words else words


def _left_out(record: Record) -> Iterator[LeftOut]:
    text = record.report.text
    furniture = [s.span for s in record.report.segments if s.kind == SegmentKind.BOILERPLATE]
    if furniture:
        count = sum(len(s.words(text).split()) for s in furniture)
        reason = f"page furniture: {count} words outside every count"
        yield LeftOut("read", reason, len(furniture), wording.quoted(text, furniture[:1], 80))
    counts: dict[tuple[str, str], list[Span | None]] = {}
    for skipped in record.skipped:
        counts.setdefault((skipped.stage, wording.visible(skipped.reason)), []).append(skipped.span)
    for (stage, reason), spans in counts.items():
        first = next((s for s in spans if s is not None), None)
        yield LeftOut(stage, reason, len(spans), wording.quoted(text, [first], 80) if first else "")


def hedge_spans(claim: Claim) -> tuple[Span, ...]:
    """Return the hedges of all hops and of the claim itself, each once, in order."""
    found = {*claim.certainty.hedges, *(h for hop in claim.chain for h in hop.certainty.hedges)}
    return tuple(sorted(found))


def source_spans(claim: Claim) -> tuple[Span, ...]:
    """Return the words of every source in the chain but the narrator, each once, in order."""
    found: set[Span] = {s for hop in claim.chain if hop.source.kind != SourceKind.NARRATOR for s in hop.source.spans}
    return tuple(sorted(found))


def cue_spans(claim: Claim) -> tuple[Span, ...]:
    """Return the cues of the claim and of its hops, each once, in order."""
    found: set[Span] = {*claim.cue, *(c for hop in claim.chain for c in hop.cue)}
    return tuple(sorted(found))
