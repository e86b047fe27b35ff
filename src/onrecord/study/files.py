"""Everything that a case holds of one thing, and the passage that a search found."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator

from onrecord.analysis.passages import around, passage
from onrecord.analysis.versions import compare_versions
from onrecord.model import (
    Attribution,
    Claim,
    Judgement,
    Report,
    quote,
)
from onrecord.model.case import (
    ClaimRow,
    Filter,
    Found,
    FoundKind,
    Hit,
    IncidentRow,
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
    SeriesFile,
    Telling,
)
from onrecord.model.link import CaseSeries
from onrecord.study.judging import Judging
from onrecord.study.lookup import as_kind, is_incident, record_of
from onrecord.study.voices import Voices


class Files(Voices, Judging):
    """Files of one case."""

    def file(self, prefix: str) -> File:
        """Return everything that the case holds of what has an id.

        Raises:
            UnknownId: nothing has it.
            AmbiguousId: several have.
        """
        found = self.case.get(prefix)
        if is_incident(found):
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
        claim, record = as_kind(Claim, found), record_of(found)
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
        report, row = as_kind(Report, found), self._report_row(found.id)
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
        value, record = as_kind(Attribution, found), record_of(found)
        rows = self._rival_rows(found)
        own = next(r for r in rows if r.id == found.id)
        return AttributionFile(own, passage(record.report, value.spans), self._attribution_roots(own, rows))

    def _series_file(self, found: Found) -> SeriesFile:
        if isinstance(found.value, CaseSeries):
            row = next(s for s in self.case.series() if s.series.id == found.id)
            lit = None
            if found.value.claim:
                said = self.case.get(found.value.claim)
                lit = around(record_of(said).report, as_kind(Claim, said))
            return SeriesFile(row, tuple(self._incident_row(i) for i in row.series.incidents), lit)
        return self._told_series(found)

    def _told_series(self, found: Found) -> SeriesFile:
        """Return a series as one report puts it together."""
        record = record_of(found)
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
        judgement = as_kind(Judgement, found)
        pair = self.case.pair(judgement.left, judgement.right)
        return JudgementFile(self._ruling(judgement), self.case.history(judgement.left, judgement.right), pair.rule)

    def passage_of(self, hit: Hit, terms: Iterable[str] = ()) -> Passage:
        """Return the passage that a search found, with what is lit in it.

        Args:
            hit: a claim or a passage.
            terms: words to light in a passage, without regard to case.
        """
        report = self.case.record(hit.report).report
        if hit.claim is not None:
            return around(report, as_kind(Claim, self.case.get(hit.claim.id)))
        span = hit.span
        if span is None:
            return Passage(report.id, hit.words, 0)
        return passage(report, [span], terms=tuple(terms))
