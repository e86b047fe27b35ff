"""Main path 2, from a case to findings: reads the ledger, runs an analysis, returns what a person asks for."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from onrecord.analysis.attesting import attesting
from onrecord.analysis.contested import find_contested
from onrecord.analysis.independence import (
    Carrier,
    carriers_of_attributions,
    carriers_of_claims,
    carriers_of_incidents,
    roots_of,
    told,
)
from onrecord.analysis.passages import around, passage
from onrecord.analysis.versions import compare_versions
from onrecord.errors import UnknownId, UsageError
from onrecord.ledger import Ledger
from onrecord.model import (
    Act,
    Attribution,
    Claim,
    ClaimRepeat,
    Cluster,
    Contested,
    Corroboration,
    Entity,
    Judgement,
    Linkage,
    Record,
    Report,
    Retold,
    Stance,
    Subject,
    Verdict,
    quote,
)
from onrecord.model.case import (
    ActorRow,
    AttributionRow,
    ClaimRow,
    Filter,
    Found,
    FoundKind,
    Hit,
    IncidentRow,
    ReportRow,
    SeriesRow,
)
from onrecord.model.dossier import (
    ActorFile,
    AttributionFile,
    ClaimFile,
    File,
    IncidentFile,
    JudgementFile,
    Passage,
    ReportFile,
    RootsOf,
    Ruling,
    SeriesFile,
    Telling,
)
from onrecord.model.link import CaseSeries

T = TypeVar("T")

_AGAINST = (Stance.DENIED, Stance.CLEARED)
LONGEST = 200
"""Code points of a name that is looked for."""

_NOT_COUNTED = "Roots are counted for incidents, claims and attributions."


class Study:
    """One case, asked. What linking found is read once and looked up from then on.

    Args:
        case: that is asked; it has to stay open.
    """

    def __init__(self, case: Ledger) -> None:
        """Read the links."""
        self.case = case
        linkage = case.linkage()
        self._rule = linkage.rule
        self._clusters = {c.id: c for c in (*linkage.incidents, *linkage.entities)}
        self._cluster_of = {m: c for c in (*linkage.incidents, *linkage.entities) for m in c.members}
        self._retold: defaultdict[str, list[Retold]] = defaultdict(list)
        self._repeats: defaultdict[str, list[ClaimRepeat]] = defaultdict(list)
        for told_again in linkage.retold:
            for report in (told_again.original, told_again.retelling):
                self._retold[report].append(told_again)
        for repeat in linkage.repeats:
            for claim in (repeat.original, repeat.repeat):
                self._repeats[claim].append(repeat)
        self._claims: dict[str, dict[str, ClaimRow]] = {}
        self._owners: dict[str, str] = {}

    # What is contested.

    def contested(self, ids: Iterable[str]) -> Iterator[tuple[IncidentRow, tuple[Contested, ...]]]:
        """Yield the incidents of the case on which reports disagree, with what they disagree on.

        Args:
            ids: of incidents of the case.
        """
        for incident in ids:
            found = self.contested_of(incident)
            if found:
                yield self._incident_row(incident), found

    def contested_of(self, incident: str) -> tuple[Contested, ...]:
        """Return what the reports disagree on about one incident of the case."""
        cluster = self._cluster(incident)
        records = self._records_of(cluster.members)
        return find_contested(cluster, records, self._linkage(records))

    def incident_id(self, prefix: str) -> str:
        """Return the id of the incident of the case that an id or its beginning means.

        Raises:
            UnknownId: nothing has it.
            AmbiguousId: several have.
            UsageError: it is the id of something else.
        """
        found = self.case.get(prefix)
        if found.kind is FoundKind.INCIDENT or (found.cluster and found.cluster.subject is Subject.INCIDENT):
            return found.cluster.id if found.cluster else found.id
        raise UsageError(f"{found.id} is no incident.", fix="Copy an id from `onrecord incidents`.")

    # Roots.

    def roots(self, prefix: str) -> RootsOf:
        """Return how many voices stand behind an incident, a claim or an attribution.

        Raises:
            UnknownId: nothing has that id.
            AmbiguousId: several have.
            UsageError: it is the id of something that no voices stand behind.
        """
        found = self.case.get(prefix)
        if _is_incident(found):
            row = self._incident_row(found.cluster.id if found.cluster else found.id)
            return self._told(row.id, row.title, self._incident_roots(row.members))
        if found.kind is FoundKind.CLAIM:
            row_ = self._claim_row(found)
            return self._told(found.id, row_.words or row_.act.value, self._claim_roots(found))
        if found.kind is FoundKind.ATTRIBUTION:
            rows = self._rival_rows(found)
            own = next(r for r in rows if r.id == found.id)
            what = f"{own.actor}: {own.stance.value}, {own.incident_title}"
            return self._told(found.id, what, self._attribution_roots(own, rows))
        raise UsageError(_NOT_COUNTED, fix="Give the id of one of them; `onrecord incidents` lists incidents.")

    def _told(self, id_: str, what: str, found: Corroboration) -> RootsOf:
        reports = sorted({r for root in found.roots for r in root.reports})
        rows = (self._report_row(r) for r in reports)
        return RootsOf(id_, what, told(found), found, tuple((r.id, r.outlet or r.title or r.source) for r in rows))

    def _incident_roots(self, members: Sequence[str]) -> Corroboration:
        records = self._records_of(members)
        carriers = [attesting(c, records, set(members)) for c in carriers_of_incidents(records, members)]
        return roots_of(records, self._linkage(records), carriers)

    def _claim_roots(self, found: Found) -> Corroboration:
        tied = self._tied(found.id)
        records = self._records_of(tied)
        linkage = self._linkage(records)
        carriers = carriers_of_claims(records, linkage, [found.id])
        held = {c.id: c for r in records for c in r.claims}
        denying = sorted(
            c.id for c in held.values() if c.act in {Act.DENY, Act.RETRACT} and not tied.isdisjoint(c.answers)
        )
        against = carriers_of_claims(records, linkage, denying)
        return roots_of(records, linkage, carriers, against)

    def _tied(self, claim: str) -> set[str]:
        """Return a claim and all that repeat it or that it repeats, through any number of reports."""
        found: set[str] = set()
        ahead = [claim]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead.extend(side for r in self._repeats[one] for side in (r.original, r.repeat))
        return found

    def _rival_rows(self, found: Found) -> tuple[AttributionRow, ...]:
        """Return the rows about the incident of an attribution."""
        value = _as(Attribution, found)
        cluster = self._cluster_of.get(value.incident)
        return self.case.attributions(Filter(incident=cluster.id if cluster else value.incident))

    def _attribution_roots(self, own: AttributionRow, rows: Sequence[AttributionRow]) -> Corroboration:
        """Return the voices that tie the same actor to the same incident, and those that say that it did not."""
        actor = own.actor_id or own.actor.casefold()
        same = [r for r in rows if (r.actor_id or r.actor.casefold()) == actor]
        denied = own.stance in _AGAINST
        records = list(self.case.records(sorted({r.report for r in same})))
        sides: list[tuple[Carrier, ...]] = []
        for wanted in (denied, not denied):
            ids = [r.id for r in same if (r.stance in _AGAINST) == wanted]
            sides.append(carriers_of_attributions(records, ids))
        return roots_of(records, self._linkage(records), sides[0], sides[1])

    # Everything about one thing.

    def file(self, prefix: str) -> File:
        """Return everything that the case holds of what has an id.

        Raises:
            UnknownId: nothing has it.
            AmbiguousId: several have.
        """
        found = self.case.get(prefix)
        if _is_incident(found):
            return self._incident_file(found.cluster.id if found.cluster else found.id)
        if found.kind is FoundKind.ENTITY or found.kind is FoundKind.CLUSTER:
            return self._actor_file(found.cluster.id if found.cluster else found.id)
        files: dict[FoundKind, Callable[[Found], File]] = {
            FoundKind.REPORT: self._report_file,
            FoundKind.CLAIM: self._claim_file,
            FoundKind.ATTRIBUTION: self._attribution_file,
            FoundKind.CASE_SERIES: self._series_file,
            FoundKind.SERIES: self._series_file,
            FoundKind.JUDGEMENT: self._judgement_file,
        }
        return files[found.kind](found)

    def _incident_file(self, incident: str) -> IncidentFile:
        row = self._incident_row(incident)
        cluster = self._cluster(incident)
        return IncidentFile(
            row=row,
            tellings=tuple(self._tellings(row)),
            attributions=self.case.attributions(Filter(incident=row.id)),
            corroboration=self._incident_roots(row.members),
            contested=self.contested_of(incident),
            series=tuple(s for s in self.case.series() if row.id in s.series.incidents),
            rulings=tuple(self._rulings(row.members)),
            unsure=tuple(self._incident_row(other) for other in cluster.unsure if other in self._clusters),
        )

    def _tellings(self, row: IncidentRow) -> Iterator[Telling]:
        wanted = set(row.members)
        records = self._records_of(row.members)
        for record in sorted(records, key=lambda r: (r.report.published, r.report.id)):
            for incident in record.incidents:
                if incident.id in wanted:
                    lit = passage(record.report, incident.triggers[:1])
                    yield Telling(self._report_row(record.report.id), incident, lit)

    def _claim_file(self, found: Found) -> ClaimFile:
        claim, record = _as(Claim, found), _record(found)
        rows = self.case.attributions(Filter(report=record.report.id))
        return ClaimFile(
            row=self._claim_row(found),
            claim=claim,
            passage=around(record.report, claim),
            repeats=tuple(self._claim_repeats(found.id)),
            attributions=tuple(r for r in rows if r.claim == found.id),
            corroboration=self._claim_roots(found),
        )

    def _claim_repeats(self, claim: str) -> Iterator[tuple[ClaimRow, float, str]]:
        for repeat in self._repeats[claim]:
            original = repeat.repeat == claim
            other = repeat.original if original else repeat.repeat
            why = f"{'repeats' if original else 'is repeated by'} it: {repeat.why}"
            yield self._claim_row(self.case.get(other)), repeat.likeness, why

    def _report_file(self, found: Found) -> ReportFile:
        report, row = _as(Report, found), self._report_row(found.id)
        asked = Filter(report=found.id)
        versions = self.case.versions(found.id)
        at = versions.index(found.id) if found.id in versions else 0
        before = self.case.record(versions[at - 1]) if at else None
        repeats = []
        for repeat in self._retold[found.id]:
            other = repeat.original if repeat.retelling == found.id else repeat.retelling
            repeats.append((dataclasses.replace(repeat, aligned=()), self._report_row(other)))
        return ReportFile(
            row=row,
            text=report.text,
            repeats=tuple(repeats),
            incidents=self.case.incidents(asked),
            claims=self.case.claims(asked),
            attributions=self.case.attributions(asked),
            changes=compare_versions(before, self.case.record(found.id)) if before else None,
        )

    def _actor_file(self, actor: str) -> ActorFile:
        row = self._actor_row(actor)
        reports = sorted(set(self.case.reports_of(row.members).values()))
        rows = sorted((self._report_row(r) for r in reports), key=lambda r: (r.published, r.id))
        members = set(row.members)
        said = [
            self._claim_rows(record.report.id)[c.id]
            for record in sorted(self._records_of(row.members), key=lambda r: (r.report.published, r.report.id))
            for c in record.claims
            if c.root.source.entity in members
        ]
        attributions = self.case.attributions()
        source = next((s for s in self.case.sources() if s.id == row.id), None)
        cluster = self._clusters.get(actor)
        return ActorFile(
            row=row,
            reports=tuple(rows),
            source=source,
            said=tuple(said),
            blamed=tuple(a for a in attributions if a.actor_id == row.id),
            blames=tuple(a for a in attributions if a.by_id == row.id),
            rulings=tuple(self._rulings(row.members)),
            unsure=tuple(self._actor_row(other) for other in (cluster.unsure if cluster else ())),
        )

    def _attribution_file(self, found: Found) -> AttributionFile:
        value, record = _as(Attribution, found), _record(found)
        rows = self._rival_rows(found)
        own = next(r for r in rows if r.id == found.id)
        return AttributionFile(own, passage(record.report, value.spans), self._attribution_roots(own, rows))

    def _series_file(self, found: Found) -> SeriesFile:
        if isinstance(found.value, CaseSeries):
            row = next(s for s in self.case.series() if s.series.id == found.id)
            lit = None
            if found.value.claim:
                said = self.case.get(found.value.claim)
                lit = around(_record(said).report, _as(Claim, said))
            return SeriesFile(row, tuple(self._incident_row(i) for i in row.series.incidents), lit)
        return self._told_series(found)

    def _told_series(self, found: Found) -> SeriesFile:
        """Return a series as one report puts it together."""
        record = _record(found)
        series = next(s for s in record.series if s.id == found.id)
        ids = dict.fromkeys(c.id if (c := self._cluster_of.get(i)) else i for i in series.incidents)
        rows = tuple(self._incident_row(i) for i in ids)
        days = [r.earliest for r in rows if r.earliest]
        words = quote(record.report.text, series.cue)
        put = CaseSeries(series.id, tuple(ids), "said", series.claim, words)
        ends = [r.latest for r in rows if r.latest]
        row = SeriesRow(put, tuple(r.title for r in rows), min(days, default=""), max(ends, default=""), 1)
        return SeriesFile(row, rows, passage(record.report, series.cue))

    def _judgement_file(self, found: Found) -> JudgementFile:
        judgement = _as(Judgement, found)
        pair = self.case.pair(judgement.left, judgement.right)
        return JudgementFile(self._ruling(judgement), self.case.history(judgement.left, judgement.right), pair.rule)

    # Judging.

    def sides(self, first: str, second: str) -> tuple[Subject, str, str]:
        """Return what kind of records two ids mean, and the ids of the records that a judgement on them is kept for.

        A judgement is kept for what two reports say, since that stays when reports are added again. Two incidents or
        people of the case stand for those of their records that are most alike.

        Raises:
            UnknownId: nothing has one of the ids.
            AmbiguousId: several have.
            UsageError: they are not two incidents, or not two people or bodies, or one and the same.
        """
        left, right = self.case.get(first), self.case.get(second)
        subjects = [_subject(f) for f in (left, right)]
        if subjects[0] is None or subjects[0] is not subjects[1]:
            raise UsageError(
                f"{left.id} and {right.id} cannot be judged.",
                fix="Give two incidents, or two people or bodies; ids stand in `onrecord judge --list`.",
            )
        sides = [_members(f) for f in (left, right)]
        if left.kind is FoundKind.CLUSTER and left.id == right.id:
            raise UsageError(
                "Both are one record of the case.",
                fix="To part it, give the ids of two of its tellings: `onrecord show`.",
            )
        one, other = self._closest(sides[0], sides[1])
        if one == other:
            raise UsageError("A record cannot be judged against itself.", fix="Give two ids.")
        return subjects[0], one, other

    def _closest(self, left: Sequence[str], right: Sequence[str]) -> tuple[str, str]:
        """Return the pair of records that the rules hold for most alike, the first two where they compared none."""
        ruled = self.case.rulings(left) if len(left) * len(right) > 1 else ()
        pairs = [(j.score or 0.0, j.left, j.right) for j in ruled if _across(j, set(left), set(right))]
        if not pairs:
            other = next((r for r in right if r != left[0]), right[0])
            return left[0], other
        _, one, other = max(pairs)
        return (one, other) if one in left else (other, one)

    def queue(self, subject: Subject | None = None, verdict: Verdict | None = Verdict.UNSURE) -> Iterator[Ruling]:
        """Yield pairs that rules compared and no person judged, incidents first, then the likest first.

        Args:
            subject: incidents or entities; None for both.
            verdict: of the rules; None for all.
        """
        people = self.case.judgements()
        judged = {(j.left, j.right) for j in people}
        parted = {self._both(j) for j in people if j.verdict is Verdict.DIFFERENT}
        found = [
            j
            for j in self.case.linkage().judgements
            if (subject is None or j.subject is subject)
            and (verdict is None or j.verdict is verdict)
            and (j.left, j.right) not in judged
            and not self._joined(j)
            and self._both(j) not in parted
        ]
        for judgement in sorted(found, key=lambda j: (j.subject is not Subject.INCIDENT, -(j.score or 0.0), j.id)):
            yield self._ruling(judgement)

    def _both(self, judgement: Judgement) -> frozenset[str]:
        """Return the clusters of both sides: who parts two records parts what they belong to."""
        sides = (judgement.left, judgement.right)
        return frozenset(c.id if (c := self._cluster_of.get(side)) else side for side in sides)

    def _joined(self, judgement: Judgement) -> bool:
        """Say whether an unsure pair is one all the same, by way of others: then there is nothing to decide."""
        if judgement.verdict is not Verdict.UNSURE:
            return False
        left, right = self._cluster_of.get(judgement.left), self._cluster_of.get(judgement.right)
        return left is not None and left is right

    def judged(self) -> Iterator[Ruling]:
        """Yield people's judgements that hold, latest first."""
        for judgement in sorted(self.case.judgements(), key=lambda j: (j.at, j.id), reverse=True):
            yield self._ruling(judgement)

    def _rulings(self, members: Sequence[str]) -> Iterator[Ruling]:
        """Yield what is held of pairs with one of these records: people's judgements, then the rules' by score."""
        wanted = set(members)
        people = [j for j in self.case.judgements() if not wanted.isdisjoint((j.left, j.right))]
        rules = sorted(self.case.rulings(members), key=lambda j: (-(j.score or 0.0), j.id))
        for judgement in (*people, *rules):
            yield self._ruling(judgement)

    def _ruling(self, judgement: Judgement) -> Ruling:
        sides = [self._named(side) for side in (judgement.left, judgement.right)]
        (left, left_row), (right, right_row) = sides
        return Ruling(
            judgement,
            left,
            right,
            left_row.outlet if left_row else "",
            right_row.outlet if right_row else "",
            left_row.published if left_row else "",
            right_row.published if right_row else "",
        )

    def _named(self, side: str) -> tuple[str, ReportRow | None]:
        """Return what a record is called, and its report."""
        try:
            found = self.case.get(side)
        except UnknownId:  # judged before its report was taken out, or in another case
            return side, None
        name = getattr(found.value, "title", "") or getattr(found.value, "name", "") or side
        return str(name), self._report_row(found.report.id) if found.report else None

    # Search.

    def passage_of(self, hit: Hit, terms: Iterable[str] = ()) -> Passage:
        """Return the passage that a search found, with what is lit in it.

        Args:
            hit: a claim or a passage.
            terms: words to light in a passage, without regard to case.
        """
        report = self.case.record(hit.report).report
        if hit.claim is not None:
            return around(report, _as(Claim, self.case.get(hit.claim.id)))
        span = hit.span
        if span is None:
            return Passage(report.id, hit.words, 0)
        return passage(report, [span], terms=tuple(terms))

    # Looking up.

    def _cluster(self, incident: str) -> Cluster:
        """Return an incident of the case; one that was not linked yet stands alone."""
        return self._clusters.get(incident) or Cluster(incident, Subject.INCIDENT, (incident,), "")

    def _records_of(self, ids: Iterable[str]) -> list[Record]:
        """Return the records that hold claims, incidents or entities; of newest versions only."""
        wanted = list(ids)
        self.expect(wanted)
        return list(self.case.records(sorted({self._owners[i] for i in wanted if i in self._owners})))

    def expect(self, ids: Iterable[str]) -> None:
        """Look up in one go the reports of many claims, incidents or entities that will be asked for one by one."""
        missing = [i for i in ids if i not in self._owners]
        if missing:
            self._owners |= self.case.reports_of(missing)

    def _linkage(self, records: Iterable[Record]) -> Linkage:
        """Return the links among a few reports: an analysis of one incident does not look at all of a large case."""
        held = {r.report.id: r for r in records}
        retold = {(t.original, t.retelling): t for r in held for t in self._retold[r]}
        claims = {c.id for r in held.values() for c in r.claims}
        repeats = {(t.original, t.repeat): t for c in claims for t in self._repeats.get(c, ())}
        entities = [c for r in held.values() for e in r.entities if (c := self._cluster_of.get(e.id))]
        return Linkage(
            rule=self._rule,
            retold=tuple(retold[k] for k in sorted(retold) if set(k) <= held.keys()),
            repeats=tuple(repeats[k] for k in sorted(repeats) if set(k) <= claims),
            entities=tuple(sorted({c.id: c for c in entities}.values(), key=lambda c: c.id)),
        )

    def _incident_row(self, incident: str) -> IncidentRow:
        rows = self.case.incidents(Filter(incident=incident))
        if not rows:
            raise _outdated(incident)
        return rows[0]

    def _claim_rows(self, report: str) -> dict[str, ClaimRow]:
        """Return the claims of a report by id, kept since several are mostly asked for."""
        if report not in self._claims:
            self._claims[report] = {row.id: row for row in self.case.claims(Filter(report=report))}
        return self._claims[report]

    def _claim_row(self, found: Found) -> ClaimRow:
        row = self._claim_rows(_record(found).report.id).get(found.id)
        if row is None:
            raise _outdated(found.id)
        return row

    def _actor_row(self, actor: str) -> ActorRow:
        name = self._clusters[actor].name if actor in self._clusters else _as(Entity, self.case.get(actor)).name
        row = next((r for r in self.case.actors(Filter(actor=name[:LONGEST])) if r.id == actor), None)
        if row is None:
            message = f"{actor} has no name, or stands in an older version of its report only."
            raise UnknownId(message, fix="`onrecord actors` lists those with a name; the report's record has all.")
        return row

    def _report_row(self, report: str) -> ReportRow:
        (row,) = self.case.reports(Filter(report=report))
        return row


def _as(kind: type[T], found: Found) -> T:
    """Return what was found, which is of that kind."""
    if not isinstance(found.value, kind):
        raise TypeError(f"{found.id} is a {found.kind.value}")
    return found.value


def _record(found: Found) -> Record:
    if found.record is None:
        raise TypeError(f"{found.id} is in no report")
    return found.record


def _is_incident(found: Found) -> bool:
    return found.kind is FoundKind.INCIDENT or (
        found.kind is FoundKind.CLUSTER and found.cluster is not None and found.cluster.subject is Subject.INCIDENT
    )


def _subject(found: Found) -> Subject | None:
    """Return what kind of records can be judged by an id, None where none can."""
    if found.kind is FoundKind.CLUSTER and found.cluster is not None:
        return found.cluster.subject
    return {FoundKind.INCIDENT: Subject.INCIDENT, FoundKind.ENTITY: Subject.ENTITY}.get(found.kind)


def _members(found: Found) -> tuple[str, ...]:
    return found.cluster.members if found.kind is FoundKind.CLUSTER and found.cluster else (found.id,)


def _across(judgement: Judgement, left: set[str], right: set[str]) -> bool:
    one, other = judgement.left, judgement.right
    return (one in left and other in right) or (one in right and other in left)


def _outdated(id_: str) -> UnknownId:
    message = f"{id_} stands in an older version of its report only."
    return UnknownId(message, fix="Look at the newest version; `onrecord reports` lists them.")
