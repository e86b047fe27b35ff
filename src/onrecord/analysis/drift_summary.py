"""How far the retellings of a case drift: by outlet, and from hop to hop of a chain of retellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Change, DriftKind, Record, Retold

HOPS = 20
"""Hops that are followed back from a report; chains of news have a handful, and a circle has to end somewhere."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One report that repeats another, and what it changed.

    Attributes:
        original: id of the earlier report.
        retelling: id of the later one.
        outlet: who published the retelling.
        claims: claims of the original.
        changes: what the retelling did to it.
    """

    original: str
    retelling: str
    outlet: str
    claims: int
    changes: tuple[Change, ...]

    @property
    def per_100(self) -> float:
        """Return changes per 100 claims of the original."""
        return rate(len(self.changes), self.claims)


@dataclass(frozen=True, slots=True)
class OutletDrift:
    """What one outlet did to the reports that it repeated.

    Attributes:
        outlet: its name, or what the report is called where none is known.
        retellings: how many of its reports repeat another.
        claims: claims of the originals.
        changes: how many there are.
        per_100: changes per 100 claims.
        kinds: number of changes of each kind that occurs, most frequent first.
    """

    outlet: str
    retellings: int
    claims: int
    changes: int
    per_100: float
    kinds: tuple[tuple[DriftKind, int], ...]


@dataclass(frozen=True, slots=True)
class DriftSummary:
    """The drift of a case.

    Attributes:
        outlets: those that drift most first.
        chains: hops in a row, from the first report to the last, of two hops at least.
    """

    outlets: tuple[OutletDrift, ...]
    chains: tuple[tuple[Hop, ...], ...]


def rate(changes: int, claims: int) -> float:
    """Return changes per 100 claims; of an original without claims, 0."""
    return round(100.0 * changes / claims, 1) if claims else 0.0


def hop_of(link: Retold, original: Record, retelling: Record, changes: Iterable[Change]) -> Hop:
    """Return a link between two reports with what was changed."""
    report = retelling.report
    outlet = report.outlet or report.title or report.source or report.id
    return Hop(link.original, link.retelling, outlet, len(original.claims), tuple(changes))


def summarise(hops: Sequence[Hop], links: Iterable[Retold]) -> DriftSummary:
    """Return the drift of a case.

    Args:
        hops: every retelling of the case with what it changed.
        links: the same as linking found them; of several originals of one report the likeliest leads the chain back.
    """
    held: dict[str, list[Hop]] = {}
    for hop in hops:
        held.setdefault(hop.outlet, []).append(hop)
    outlets = sorted((_outlet(name, some) for name, some in held.items()), key=lambda o: (-o.per_100, o.outlet))
    return DriftSummary(tuple(outlets), tuple(_chains(hops, links)))


def _outlet(name: str, hops: Sequence[Hop]) -> OutletDrift:
    kinds = Counter(c.kind for h in hops for c in h.changes)
    claims, changes = sum(h.claims for h in hops), sum(kinds.values())
    ordered = tuple(sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
    return OutletDrift(name, len({h.retelling for h in hops}), claims, changes, rate(changes, claims), ordered)


def _chains(hops: Sequence[Hop], links: Iterable[Retold]) -> list[tuple[Hop, ...]]:
    """Follow each report that nobody repeats back to the first."""
    by_pair = {(h.original, h.retelling): h for h in hops}
    back: dict[str, Hop] = {}
    best = sorted(links, key=lambda r: (r.retelling, -r.score, r.original))
    for link in best:
        if (hop := by_pair.get((link.original, link.retelling))) is not None:
            back.setdefault(link.retelling, hop)
    repeated = {h.original for h in back.values()}
    out = []
    for last in sorted(set(back) - repeated):
        chain = [back[last]]
        seen = {last}
        while (before := back.get(chain[0].original)) and before.retelling not in seen and len(chain) < HOPS:
            seen.add(before.retelling)
            chain.insert(0, before)
        if len(chain) > 1:
            out.append(tuple(chain))
    return out
