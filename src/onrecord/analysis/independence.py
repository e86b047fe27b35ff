"""How many voices stand behind something: every report is led to its root, and each root counts once.

A report leads to a root by the first of these that holds:

1. it copies or retells another report that carries the same: to that one's roots, unless it names a root of its own;
2. its chain ends at somebody named: to him; a person and the body for which he speaks are one, and so are all who speak
   for one body: two officials of one office have what they say from one file, so the body is the root and they are
   listed as its speakers; different organs of a state are different roots;
3. its chain ends at an outlet: to the outlet's own report where the case has it, else to the outlet;
4. its chain ends at a description ("a senior official"): to an unnamed root, which cannot be told from another with the
   same description; one for each report that is no retelling of another;
5. a credit line says whose words it has: to that agency;
6. it says that its own people saw it: to the outlet;
7. nothing of this: to an unknown root, one for each outlet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.analysis.grade import grade
from onrecord.analysis.introduced import is_described_as
from onrecord.analysis.speakers import (
    Speaker,
    body_in,
    body_name,
    description,
    first_hand,
    is_indefinite,
    is_outlet,
    plain,
    proclaims,
    speaker,
)
from onrecord.model import Claim, Level, Record, content_id
from onrecord.model.finding import Corroboration, Root, RootKind
from onrecord.model.link import Linkage, Repeat, Retold
from onrecord.model.outlets import credited, same_outlet
from onrecord.model.span import Span

_FIRST = {Repeat.COPY: 0, Repeat.EXCERPT: 1, Repeat.RETELLING: 2}
_KINDS = (RootKind.KNOWN, RootKind.UNNAMED, RootKind.UNKNOWN)
_SURELY_REPEATED = 0.5
"""Likeness of two claims of an original and its retelling from which both are one voice's, however they name it."""

_DEEPEST = 12
"""Reports that a chain of retellings is followed through."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """What of a report carries the thing asked about.

    Attributes:
        report: id of the report.
        claims: ids of its claims that do; empty where only the narrator does.
        spans: the narrator's words that do.
    """

    report: str
    claims: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Lead:
    """One way from a report to a root."""

    report: str
    claim: str
    speaker: Speaker
    why: str


@dataclass(slots=True)
class _Case:
    """What is looked up on the way."""

    records: dict[str, Record]
    carriers: dict[str, Carrier]
    links: dict[str, list[Retold]]
    repeats: dict[str, list[str]]
    clusters: Mapping[str, str]
    owners: dict[str, tuple[str, Claim]]
    known: dict[str, tuple[_Lead, ...]] = field(default_factory=dict)
    one: list[tuple[Speaker, Speaker]] = field(default_factory=list)


def roots_of(
    records: Iterable[Record], linkage: Linkage, carriers: Sequence[Carrier], against: Sequence[Carrier] = ()
) -> Corroboration:
    """Return the voices behind something, each once, with the why of every report.

    Args:
        records: of the reports in `carriers` and `against` at least; others help to follow a chain.
        linkage: of the case.
        carriers: which reports carry it, and by what.
        against: which deny it.
    """
    held = {r.report.id: r for r in records}
    roots = _roots(held, linkage, carriers)
    denying = _roots(held, linkage, against)
    sure = _sure(held, roots)
    grown, why = grade(roots, sure, denying)
    return Corroboration(len({c.report for c in carriers}), roots, grown, why)


def told(found: Corroboration) -> str:
    """Return the count in words: "7 reports, 2 roots, 1 unknown"."""
    counts = {kind: sum(1 for r in found.roots if r.kind is kind) for kind in _KINDS}
    parts = [_counted(found.reports, "report"), _counted(counts[RootKind.KNOWN], "root")]
    parts += [f"{counts[kind]} {kind.value}" for kind in _KINDS[1:] if counts[kind]]
    return ", ".join(parts)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def carriers_of_claims(records: Iterable[Record], linkage: Linkage, claims: Iterable[str]) -> tuple[Carrier, ...]:
    """Return those claims and every claim that is tied to one of them by repeating, as carriers."""
    tied: defaultdict[str, list[str]] = defaultdict(list)
    for repeat in linkage.repeats:
        tied[repeat.original].append(repeat.repeat)
        tied[repeat.repeat].append(repeat.original)
    found: set[str] = set()
    ahead = sorted(set(claims))
    while ahead:
        claim = ahead.pop()
        if claim not in found:
            found.add(claim)
            ahead.extend(tied[claim])
    return _by_report(records, found)


def carriers_of_incidents(records: Iterable[Record], incidents: Iterable[str]) -> tuple[Carrier, ...]:
    """Return what tells those incidents (the members of a cluster): claims, else the narrator's triggers."""
    wanted = set(incidents)
    out: list[Carrier] = []
    for record in records:
        own = [i for i in record.incidents if i.id in wanted]
        if own:
            claims = {c for i in own for c in i.claims}
            spans = () if claims else tuple(s for i in own for s in i.triggers)
            out.append(Carrier(record.report.id, tuple(sorted(claims)), spans))
    return tuple(sorted(out, key=lambda c: c.report))


def carriers_of_attributions(records: Iterable[Record], attributions: Iterable[str]) -> tuple[Carrier, ...]:
    """Return what carries those rows of responsibility: their claims, else the narrator's words."""
    wanted = set(attributions)
    out: list[Carrier] = []
    for record in records:
        own = [a for a in record.attributions if a.id in wanted]
        if own:
            claims = {a.claim for a in own if a.claim}
            spans = tuple(s for a in own if not a.claim for s in a.spans)
            out.append(Carrier(record.report.id, tuple(sorted(claims)), spans))
    return tuple(sorted(out, key=lambda c: c.report))


def _by_report(records: Iterable[Record], claims: set[str]) -> tuple[Carrier, ...]:
    out = ((r.report.id, tuple(sorted(c.id for c in r.claims if c.id in claims))) for r in records)
    return tuple(Carrier(report, own) for report, own in sorted(out) if own)


def _roots(records: dict[str, Record], linkage: Linkage, carriers: Sequence[Carrier]) -> tuple[Root, ...]:
    case = _looked_up(records, linkage, carriers)
    leads: list[_Lead] = []
    for report in sorted(case.carriers):
        leads.extend(_leads(case, report, ()))
    leads = [_named_beside(case, lead, leads) for lead in leads]
    return _joined([_named_elsewhere(case, lead, leads) for lead in leads], case.one)


def _named_elsewhere(case: _Case, lead: _Lead, leads: Sequence[_Lead]) -> _Lead:
    """Return a lead to somebody described as one to the only person so described who tells the same by name."""
    if lead.speaker.kind is not RootKind.UNNAMED or lead.claim not in case.owners:
        return lead
    own = _owned(case, lead)
    others = [o for o in leads if o.report != lead.report and o.speaker.person and o.claim in case.owners]
    named = list(dict.fromkeys(o.speaker for o in others if is_described_as(own, _owned(case, o))))
    if len(named) != 1:
        return lead
    why = f"{_title(own[0])} has it from {lead.speaker.name}; another report names {named[0].name}, who says the same."
    return _Lead(lead.report, lead.claim, named[0], why)


def _owned(case: _Case, lead: _Lead) -> tuple[Record, Claim]:
    """Return the claim of a lead with its record."""
    report, claim = case.owners[lead.claim]
    return case.records[report], claim


def _named_beside(case: _Case, lead: _Lead, leads: Sequence[_Lead]) -> _Lead:
    """Return a lead to nobody as one to somebody whom its sentence names and who says the same in another report."""
    carrier = case.carriers[lead.report]
    if lead.speaker.kind is not RootKind.UNKNOWN or not carrier.spans:
        return lead
    text = case.records[lead.report].report.text
    words = {w for s in carrier.spans for w in plain(_sentence(text, s))}
    for other in leads:
        if _named_in(words, other.speaker) and other.report != lead.report:
            name = other.speaker.name
            why = f"{_title(case.records[lead.report])} names {name} with it, who says the same elsewhere."
            return _Lead(lead.report, lead.claim, other.speaker, why)
    return lead


def _named_in(words: set[str], other: Speaker) -> bool:
    """Say whether a sentence has the family name of a person, or the whole name of a body of more than one word."""
    if other.person:
        return other.person[-1] in words
    names = (b.words for b in other.bodies if not b.kind and not other.outlet)
    return other.kind is RootKind.KNOWN and any(len(n) > 1 and n <= words for n in names)


def _sentence(text: str, span: Span) -> str:
    """Return the sentence around a span, at most so far from it."""
    start = max(text.rfind(stop, max(0, span.start - _SENTENCE), span.start) for stop in (". ", "\n", "? ", "! ", ".”"))
    stop_in = max(span.start, span.end - 1)  # the words of a narrator mostly end with the full stop
    ends = [e for e in (text.find(stop, stop_in, span.end + _SENTENCE) for stop in (". ", "\n", "? ", "! ")) if e >= 0]
    return text[max(0, start, span.start - _SENTENCE) : min(ends, default=span.end + _SENTENCE)]


_SENTENCE = 400
"""Code points to either side that a sentence is looked for in."""


def _looked_up(records: dict[str, Record], linkage: Linkage, carriers: Sequence[Carrier]) -> _Case:
    """Return everything that following a report to its root looks up."""
    links: defaultdict[str, list[Retold]] = defaultdict(list)
    for link in sorted(linkage.retold, key=lambda r: (_FIRST[r.kind], -r.score, r.original)):
        links[link.retelling].append(link)
    repeats: defaultdict[str, list[str]] = defaultdict(list)
    for repeat in linkage.repeats:
        if repeat.likeness >= _SURELY_REPEATED:
            repeats[repeat.repeat].append(repeat.original)
    merged = _merged_carriers(records, carriers)
    return _Case(
        records=records,
        carriers=merged,
        links=links,
        repeats=repeats,
        clusters={member: c.id for c in linkage.entities for member in c.members},
        owners={c.id: (r, c) for r in sorted(merged) for c in records[r].claims},
    )


def _merged_carriers(records: dict[str, Record], carriers: Sequence[Carrier]) -> dict[str, Carrier]:
    """Return one carrier for each report, without the claims that only pass another of its claims on."""
    claims: defaultdict[str, set[str]] = defaultdict(set)
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for carrier in carriers:
        if carrier.report in records:
            claims[carrier.report].update(carrier.claims)
            spans[carrier.report].extend(carrier.spans)
    out: dict[str, Carrier] = {}
    for report in sorted(claims):
        own = _innermost([c for c in records[report].claims if c.id in claims[report]])
        out[report] = Carrier(report, tuple(sorted(c.id for c in own)), tuple(spans[report]))
    return out


def _leads(case: _Case, report: str, seen: tuple[str, ...]) -> tuple[_Lead, ...]:
    """Return the ways from a report to its roots; a circle of retellings ends where it began."""
    if report in case.known:
        return case.known[report]
    carrier = case.carriers[report]
    claims: list[Claim | None] = [case.owners[c][1] for c in carrier.claims if c in case.owners] or [None]
    found = tuple(dict.fromkeys(lead for claim in claims for lead in _of_claim(case, report, claim, (*seen, report))))
    if not seen:
        case.known[report] = found
    return found


def _innermost(claims: list[Claim]) -> list[Claim]:
    """Return the claims without those that only pass another of them on: "the Post said that the mayor denied it"."""
    out: list[Claim] = []
    for claim in claims:
        passed = any(o is not claim and (o.parent == claim.id or _passes(claim, o)) for o in claims)
        if not passed:
            out.append(claim)
    return out


def _passes(outer: Claim, inner: Claim) -> bool:
    """Say whether the inner one goes through the outer one's root and stands in its content."""
    through = {h.source.name for h in inner.chain[:-1]}
    inside = all(any(o.covers(i) for o in outer.content) for i in inner.content)
    return bool(inner.content) and inside and outer.root.source.name in through


def _of_claim(case: _Case, report: str, claim: Claim | None, seen: tuple[str, ...]) -> tuple[_Lead, ...]:
    """Return the ways from one claim of a report, or from its narrator."""
    record = case.records[report]
    known = claim.id if claim is not None else ""
    found = speaker(record, claim, case.clusters) if claim is not None else None
    if found is not None and not found.outlet:
        return _of_speaker(case, record, claim, found, seen)
    cited = found.name if found is not None and found.kind is RootKind.KNOWN else ""
    above = _above(case, report, claim, cited, seen)
    if above:
        return above
    if cited and found is not None:
        return (_Lead(report, known, found, f"{_title(record)} names {cited}, whose own source is not given."),)
    return (_Lead(report, known, *_narrated(record)),)


def _of_speaker(
    case: _Case, record: Record, claim: Claim | None, found: Speaker, seen: tuple[str, ...]
) -> tuple[_Lead, ...]:
    """Return the ways from a claim whose report says who speaks, by name or description."""
    report, known = record.report.id, claim.id if claim is not None else ""
    repeated = _repeated(case, report, claim, seen)
    if found.kind is RootKind.KNOWN:
        repeated = repeated or _named_above(case, report, found, seen) or _described_above(case, claim, found, seen)
        case.one.extend((found, lead.speaker) for lead in repeated)
        return (_Lead(report, known, found, f"{_title(record)} names {found.name}."),)
    above = repeated or _above(case, report, claim, "", seen)
    if above and all(lead.speaker.kind is not RootKind.UNKNOWN for lead in above):
        return above
    alone = _alone(record, found)
    case.one.extend((alone, lead.speaker) for lead in repeated)
    why = f"{_title(record)} has it from {found.name}, who cannot be told from another of that description."
    return (_Lead(report, known, alone, why),)


def _named_above(case: _Case, report: str, found: Speaker, seen: tuple[str, ...]) -> tuple[_Lead, ...]:
    """Return the one way from a repeated report that names the same person, and tells this without saying from whom."""
    for link in case.links.get(report, ()) if found.person and len(seen) < _DEEPEST else ():
        if link.original in case.carriers and link.original not in seen:
            leads = _leads(case, link.original, seen)
            nobody = all(lead.speaker.kind is not RootKind.KNOWN for lead in leads)
            if nobody and len(leads) == 1 and found.person[-1] in plain_words(case.records[link.original]):
                return leads
    return ()


def _described_above(case: _Case, claim: Claim | None, found: Speaker, seen: tuple[str, ...]) -> tuple[_Lead, ...]:
    """Return the one way to somebody named in a repeated report whom this one only describes: "a harbour officer"."""
    if found.person or not is_indefinite(found.name):
        return ()
    above = _above(case, seen[-1], claim, "", seen)
    named = {lead.speaker for lead in above}
    return above if len(named) == 1 and all(n.person for n in named) else ()


def plain_words(record: Record) -> frozenset[str]:
    """Return the words of a report, small and without accents."""
    return frozenset(w for line in record.report.text.split("\n") for w in plain(line))


def _alone(record: Record, found: Speaker) -> Speaker:
    """Return an unnamed speaker as one that only the same outlet can name again."""
    words = " ".join(sorted(description(found.name)))
    return Speaker(RootKind.UNNAMED, found.name, alone=f"{record.report.outlet or record.report.id}: {words}")


def _repeated(case: _Case, report: str, claim: Claim | None, seen: tuple[str, ...]) -> tuple[_Lead, ...]:
    """Return the ways from what this very claim repeats in a report that this one repeats: one voice, however named."""
    out: list[_Lead] = []
    for link in case.links.get(report, ()) if claim is not None and len(seen) < _DEEPEST else ():
        if claim is None or link.original not in case.carriers or link.original in seen:
            continue
        other = case.carriers[link.original]
        path = (*seen, link.original)
        why = f"{_title(case.records[report])} is {_article(link.kind)} of {_title(case.records[link.original])}."
        tied = [c for c in case.repeats.get(claim.id, ()) if c in other.claims]
        leads = [lead for c in tied for lead in _of_claim(case, link.original, case.owners[c][1], path)]
        if not other.claims and _corresponds(link, claim, other):
            leads = list(_of_claim(case, link.original, None, path))
        out.extend(_Lead(report, claim.id, k.speaker, f"{why} {k.why}") for k in leads)
    return tuple(out)


def _corresponds(link: Retold, claim: Claim, original: Carrier) -> bool:
    """Say whether a claim of the retelling stands where the original's narrator tells it."""
    return any(
        any(a.retelling.overlaps(s) for s in claim.content) and any(a.original.overlaps(s) for s in original.spans)
        for a in link.aligned
    )


def _above(case: _Case, report: str, claim: Claim | None, cited: str, seen: tuple[str, ...]) -> tuple[_Lead, ...]:
    """Return the ways through the reports that this one repeats; none where it repeats none that carries the same."""
    out: list[_Lead] = []
    tied = (
        {case.owners[c][0] for c in case.repeats.get(claim.id, ()) if c in case.owners} if claim is not None else set()
    )
    links = [k for k in case.links.get(report, ()) if k.original in case.carriers and k.original not in seen]
    if cited:
        links = [k for k in links if same_outlet(cited, case.records[k.original].report.outlet)] or links
    for link in [k for k in links if k.original in tied] or links:
        if len(seen) < _DEEPEST:
            record, original = case.records[report], case.records[link.original]
            why = f"{_title(record)} is {_article(link.kind)} of {_title(original)}."
            known = claim.id if claim is not None else ""
            leads = _leads(case, link.original, seen)
            out.extend(_Lead(report, known, lead.speaker, f"{why} {lead.why}") for lead in leads)
    return tuple(out)


def _article(kind: Repeat) -> str:
    return f"an {kind.value}" if kind is Repeat.EXCERPT else f"a {kind.value}"


def _narrated(record: Record) -> tuple[Speaker, str]:
    """Return whom the narrator's own words go back to, and why."""
    report = record.report
    title = _title(record)
    carried = credited(report)
    if carried:
        return _outlet(RootKind.KNOWN, carried[0]), f"{title} has its words from {carried[0]}, as it says itself."
    name = report.outlet or report.title or report.id
    body = body_in(name, office=False)
    if body is not None and not is_outlet(name):
        speaking = Speaker(RootKind.KNOWN, name, bodies=(body,))
        return speaking, f"{title} is the body's own statement."
    proclaiming = proclaims(record)
    if proclaiming is not None:
        return proclaiming, f"{title} is {proclaiming.name}'s own communique."
    saw = first_hand(report.text)
    if saw:
        return _outlet(RootKind.KNOWN, name), f"{title} says that its own people were there: “{saw}”."
    why = f"{title} tells it in its own words and does not say from where."
    return _outlet(RootKind.UNKNOWN, name), why


def _outlet(kind: RootKind, name: str) -> Speaker:
    return Speaker(kind, name, outlet=True)


def _title(record: Record) -> str:
    return record.report.outlet or record.report.title or record.report.id


def _joined(leads: Sequence[_Lead], one: Sequence[tuple[Speaker, Speaker]]) -> tuple[Root, ...]:
    """Return roots: leads whose speakers are one, joined.

    Args:
        leads: from every report.
        one: speakers who are one because the one's claim repeats the other's.
    """
    speakers = list(dict.fromkeys(lead.speaker for lead in leads))
    places = {s: n for n, s in enumerate(speakers)}
    group = list(range(len(speakers)))
    for right in range(len(speakers)):
        fitting = sorted({group[left] for left in range(right) if _same(speakers[left], speakers[right])})
        for other in fitting or _by_body(speakers, group, right):
            group = _merged(group, group[right], other)
    for left_one, right_one in one:
        if left_one in places and right_one in places:
            group = _merged(group, group[places[left_one]], group[places[right_one]])
    by_group: defaultdict[int, list[_Lead]] = defaultdict(list)
    for lead in leads:
        by_group[group[places[lead.speaker]]].append(lead)
    roots = [_root(members) for members in by_group.values()]
    return tuple(sorted(roots, key=lambda r: (_KINDS.index(r.kind), -len(r.reports), r.name, r.id)))


def _merged(group: list[int], one: int, other: int) -> list[int]:
    low, high = sorted((one, other))
    return [low if g == high else g for g in group]


def _same(left: Speaker, right: Speaker) -> bool:
    """Say whether two speakers are one by their names."""
    if left.kind is RootKind.UNNAMED or right.kind is RootKind.UNNAMED:
        return left.alone == right.alone and left.kind is right.kind
    if left.cluster and left.cluster == right.cluster:
        return True
    if left.outlet or right.outlet:
        return left.outlet and right.outlet and same_outlet(left.name, right.name)
    if left.person and right.person:
        return _same_person(left.person, right.person) or _one_exact_body(left, right)
    return any(a.words == b.words and a.fits(b) for a in left.bodies for b in right.bodies)


def _one_exact_body(left: Speaker, right: Speaker) -> bool:
    """Say whether two persons speak for one body, said in the same words."""
    return any(a == b for a in left.bodies for b in right.bodies)


def _same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Say whether two names can be of one person: the same family name, and no first name against the other."""
    if left[-1] != right[-1]:
        return False
    short, long = sorted((left[:-1], right[:-1]), key=len)
    return all(any(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for b in long) for a in short)


def _by_body(speakers: list[Speaker], group: list[int], right: int) -> list[int]:
    """Return the group that speaks for the same body; none where several could be meant."""
    if speakers[right].kind is not RootKind.KNOWN or speakers[right].outlet:
        return []
    fitting = {
        group[left]
        for left in range(right)
        if speakers[left].kind is RootKind.KNOWN
        and not speakers[left].outlet
        and any(a.fits(b) for a in speakers[left].bodies for b in speakers[right].bodies)
    }
    return sorted(fitting) if len(fitting) == 1 else []


def _root(members: list[_Lead]) -> Root:
    """Return one root from the leads to it; an outlet whose own report is known to say no source is unknown."""
    kinds = {m.speaker.kind for m in members if not m.speaker.outlet or m.speaker.kind is not RootKind.KNOWN}
    kind = min(kinds, key=_KINDS.index) if kinds else RootKind.KNOWN
    names = sorted({m.speaker.name for m in members}, key=lambda n: (-len(n), n))
    body, speakers = _one_body([m.speaker for m in members])
    persons = [m.speaker.name for m in members if m.speaker.person]
    name = body or (max(sorted(persons), key=len) if persons else names[0])
    reports = tuple(sorted({m.report for m in members}))
    claims = tuple(sorted({m.claim for m in members if m.claim}))
    why = tuple(dict.fromkeys(m.why for m in sorted(members, key=lambda m: (m.report, m.why))))
    if body:
        why = (f"{' and '.join(speakers)} speak for one body ({body}), so they do not confirm one another.", *why)
    return Root(content_id("rot", kind.value, name, *reports), kind, name, reports, claims, why, speakers)


def _one_body(speakers: Iterable[Speaker]) -> tuple[str, tuple[str, ...]]:
    """Return the body for which two persons or more speak, and their names; nothing where fewer do."""
    found: list[Speaker] = []
    held = list(speakers)
    for one in sorted((s for s in held if s.person), key=lambda s: (-len(s.person), s.name)):
        same = (_same_person(one.person, o.person) or (one.cluster and one.cluster == o.cluster) for o in found)
        if not any(same):
            found.append(one)
    shared = [b for b in (found[0].bodies if found else ()) if all(b in o.bodies for o in found)]
    if not found[1:] or not shared:
        return "", ()
    itself = sorted((s.name for s in held if not s.person and not s.outlet and s.bodies), key=lambda n: (-len(n), n))
    return itself[0] if itself else body_name(shared[0]), tuple(sorted(s.name for s in found))


def _sure(records: dict[str, Record], roots: Iterable[Root]) -> int:
    """Return how many known roots put it forward without a hedge at least once."""
    levels = {c.id: c.certainty.level for r in records.values() for c in r.claims}
    hedged = (Level.POSSIBLE, Level.UNKNOWN)
    return sum(
        1
        for root in roots
        if root.kind is RootKind.KNOWN and (not root.claims or any(levels.get(c) not in hedged for c in root.claims))
    )
