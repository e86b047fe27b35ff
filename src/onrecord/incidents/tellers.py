"""Which claims tell what stands at a place in the text, without looking at all of them each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import Claim, Span

_BUCKET = 1_000
"""Code points that one list of claims is kept for: about two paragraphs."""


class Tellers:
    """Claims by the stretches of text that their contents touch."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        """Index the claims of one report."""
        self._order = {claim.id: i for i, claim in enumerate(claims)}
        self._buckets: dict[int, list[Claim]] = {}
        for claim in claims:
            numbers = {n for s in claim.content for n in range(s.start // _BUCKET, s.end // _BUCKET + 1)}
            for number in sorted(numbers):
                self._buckets.setdefault(number, []).append(claim)

    def covering(self, span: Span) -> list[Claim]:
        """Return the claims in whose content the span stands, in the order of the text."""
        near = self._buckets.get(span.start // _BUCKET, ())
        return [claim for claim in near if any(s.covers(span) for s in claim.content)]

    def innermost(self, span: Span) -> str:
        """Return the id of the claim with the shortest content around the span, "" where only the narrator tells it."""
        inside = self.covering(span)
        return min(inside, key=lambda c: (sum(len(s) for s in c.content), c.id)).id if inside else ""

    def ids(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """Return the ids of the claims around any of the spans, in the order of the text."""
        found = {claim.id for span in spans for claim in self.covering(span)}
        return tuple(sorted(found, key=self._order.__getitem__))
