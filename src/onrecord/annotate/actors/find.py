"""Persons, bodies and groups of a report, each with all its references."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.annotate.actors.couples import TOGETHER
from onrecord.annotate.actors.dictionary import NO_ACTORS, Dictionary
from onrecord.annotate.actors.mentions import find_refs
from onrecord.annotate.actors.offices import find_office, find_relation, title_office
from onrecord.annotate.actors.ref import Found, Ref
from onrecord.annotate.actors.society import placed
from onrecord.annotate.actors.words import country
from onrecord.annotate.corefer import resolve
from onrecord.annotate.corefer.chains import Chain, Chains
from onrecord.annotate.extensions import notes
from onrecord.model import (
    Entity,
    EntityKind,
    Mention,
    MentionKind,
    Office,
    Relation,
    Report,
    Skipped,
    Span,
    content_id,
)

_PLACE_ONLY = frozenset(["in", "at", "inside", "near", "from", "across", "outside", "through", "to", "into", "around"])
_PLACE_MORE = frozenset(["throughout", "over", "within", "of", "toward", "towards", "via", "outside", "off", "along"])

_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.STATE})

_Key = tuple[int, int]


def find_actors(
    doc: Doc, report: Report, known: Dictionary = NO_ACTORS
) -> tuple[tuple[Entity, ...], dict[int, int], list[Skipped]]:
    """Find who and what a report names, and every reference to each.

    Quotations must stand in `doc._.onrecord` already: who speaks inside one is left to claims.

    Args:
        doc: the parse of the report.
        report: the report.
        known: actors that the user knows, with country and sector.

    Returns:
        Entities in order of their first mention; token index -> index of the entity, for every token that heads a
        mention; and what was left out, with the reason.
    """
    found = find_refs(doc, report, notes(doc).quotes, notes(doc).places)
    chains, skipped = resolve(doc, report, found)
    kept = [c for c in chains.live() if _is_actor(doc, found, c)]
    kept.sort(key=lambda c: min(_place(found.refs[n]) for n in c.refs))
    ids = {c.number: _id(doc, report, found, c) for c in kept}
    entities = tuple(_entity(doc, report, found, chains, c, ids) for c in kept)
    entities = placed(entities, report, notes(doc).places, known)
    of = {found.refs[n].head: at for at, c in enumerate(kept) for n in c.refs}
    return entities, dict(sorted(of.items())), _gathered(found.skipped + skipped)


def _gathered(skipped: list[Skipped]) -> list[Skipped]:
    """Return one note a reason, at its first place, with how often it was so."""
    by_reason: dict[str, list[Skipped]] = {}
    for one in skipped:
        by_reason.setdefault(one.reason, []).append(one)
    return [
        found[0] if len(found) == 1 else replace(found[0], reason=f"{reason} ({len(found)} times, here first)")
        for reason, found in by_reason.items()
    ]


def _place(ref: Ref) -> _Key:
    return ref.start, ref.end


def _is_actor(doc: Doc, found: Found, chain: Chain) -> bool:
    """Say whether a chain is worth an entity: no things, no countries that are only where something happened."""
    if chain.kind is EntityKind.THING:
        return False
    if all(found.refs[n].modifies for n in chain.refs) and chain.kind not in _BODIES:
        return False  # "a Riverside newspaper" that the recogniser took for somebody
    if chain.kind is EntityKind.STATE:
        return any(_acts(doc, found.refs[n]) for n in chain.refs)
    if TOGETHER in chain.heads and len(chain.refs) == 1:
        return False  # "X and Y" whom nothing else takes together
    if chain.kind is EntityKind.ORGANISATION and not chain.names and len(chain.refs) == 1:
        return _acts(doc, found.refs[chain.refs[0]])  # "a bank" that somebody only walks past
    return True


def _acts(doc: Doc, ref: Ref) -> bool:
    token = doc[ref.head]
    if token.dep_ == "pobj":
        return token.head.lower_ not in _PLACE_ONLY | _PLACE_MORE
    return token.dep_ in ("nsubj", "nsubjpass", "dobj", "poss", "dative", "agent", "conj", "attr", "appos")


def _span(doc: Doc, start: int, end: int) -> Span:
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))


def _id(doc: Doc, report: Report, found: Found, chain: Chain) -> str:
    first = min((found.refs[n] for n in chain.refs), key=_place)
    return content_id("ent", report.id, [_span(doc, first.start, first.end)])


def _entity(doc: Doc, report: Report, found: Found, chains: Chains, chain: Chain, ids: dict[int, str]) -> Entity:
    numbers = sorted(chain.refs, key=lambda n: _place(found.refs[n]))
    refs = [found.refs[n] for n in numbers]
    mentions = tuple(
        Mention(
            _span(doc, r.start, r.end),
            Span(doc[r.head].idx, doc[r.head].idx + len(doc[r.head].text)),
            r.form,
            chains.why[n],
        )
        for n, r in zip(numbers, refs, strict=True)
    )
    names = _names(doc, report, refs)
    if chain.kind is EntityKind.STATE:
        # "Moscow" is another name of the country; "the Soviet Union", said once, is not what Russia is called
        said = Counter(_words(report, _span(doc, r.own, r.end)) for r in refs)
        names.sort(key=lambda n: (country(n)[1] != "country", n.isupper() or "." in n, -said[n]))
    offices: list[Office] = []
    relations: list[Relation] = []
    for ref in refs:
        if chain.kind is not EntityKind.PERSON:
            break
        offices += title_office(doc, report, ref)
        office = find_office(doc, report, found, ref)
        offices += [office] if office is not None else []
        other = found.at.get(ref.possessor)
        tie = chains.find(other) if other is not None else None
        if tie is not None and tie is not chain and tie.number in ids and tie.kind is EntityKind.PERSON:
            relation = find_relation(doc, ref, ids[tie.number])
            relations += [relation] if relation is not None else []
    return Entity(
        id=ids[chain.number],
        kind=chain.kind,
        name=names[0] if names else _description(doc, report, refs),
        mentions=mentions,
        aliases=tuple(names[1:]),
        offices=_distinct_offices(offices),
        relations=tuple(dict.fromkeys(relations)),
        # Nobody is from Cuba because he is called Cuban.
        country=_country([r for r in refs if chain.kind is not EntityKind.PERSON or r.form is not MentionKind.NAME])
        or _country_of_office(found, chains, refs),
        named=bool(names),
    )


def _names(doc: Doc, report: Report, refs: list[Ref]) -> list[str]:
    """Return the names of an entity without titles, the fullest first, then the others in order."""
    found: dict[str, int] = {}
    for ref in refs:
        if ref.form is MentionKind.NAME:
            words = _words(report, _span(doc, ref.own, ref.end))
            found.setdefault(words, len(ref.name))
    if not found:
        return []
    fullest = max(found, key=lambda w: found[w])
    return [fullest, *(w for w in found if w != fullest)]


def _words(report: Report, span: Span) -> str:
    return " ".join(span.words(report.text).split())


def _description(doc: Doc, report: Report, refs: list[Ref]) -> str:
    """Return the fullest description; the pronoun where there is nothing else."""
    nominal = [r for r in refs if r.form is MentionKind.NOMINAL] or refs
    fullest = max(nominal, key=lambda r: (r.end - r.start, -r.start))
    return _words(report, _span(doc, fullest.start, fullest.end))


def _distinct_offices(offices: list[Office]) -> tuple[Office, ...]:
    """Return offices once each: the first words for one title of one body."""
    out: dict[tuple[str, str, bool], Office] = {}
    for office in offices:
        out.setdefault((office.title.lower(), office.organisation.lower(), office.former), office)
    return tuple(out.values())


def _country_of_office(found: Found, chains: Chains, refs: list[Ref]) -> str:
    """Return the country of the body that somebody has an office in."""
    for ref in refs:
        at = found.at.get(ref.possessor) if ref.form is MentionKind.NOMINAL else None
        chain = chains.find(at) if at is not None else None
        if chain is not None and chain.kind in _BODIES:
            code = _country([found.refs[n] for n in chain.refs])
            if code:
                return code
    return ""


def _country(refs: list[Ref]) -> str:
    return next((r.country for r in refs if r.country), "")
