"""How many voices stand behind something, and on what reports disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
from onrecord.errors import UsageError
from onrecord.model import (
    Act,
    Attribution,
    Contested,
    Corroboration,
    Stance,
    Subject,
)
from onrecord.model.case import (
    AttributionRow,
    Filter,
    Found,
    FoundKind,
    IncidentRow,
)
from onrecord.model.dossier import (
    RootsOf,
)
from onrecord.study.lookup import Lookup, as_kind, is_incident

_AGAINST = (Stance.DENIED, Stance.CLEARED)
_NOT_COUNTED = "Roots are counted for incidents, claims and attributions."


class Voices(Lookup):
    """Contested facts and roots of one case."""

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

    def roots(self, prefix: str) -> RootsOf:
        """Return how many voices stand behind an incident, a claim or an attribution.

        Raises:
            UnknownId: nothing has that id.
            AmbiguousId: several have.
            UsageError: it is the id of something that no voices stand behind.
        """
        found = self.case.get(prefix)
        if is_incident(found):
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
        value = as_kind(Attribution, found)
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
