"""Who says what: claims as (source, cue, content) triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.model import Claim, Report, Span, content_id

FIELDS = ("doc_id", "text", "title", "publisher", "date")


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield one prediction a row, in order."""
    docs: list[str] = []

    def reports() -> Iterator[Report]:
        for row in rows:
            docs.append(row["doc_id"])
            yield Report(id=content_id("rep", row["doc_id"], row["text"]), text=row["text"])

    for number, doc in enumerate(annotate(reports(), encoder=configured())):
        claims, _ = find_claims(doc)
        doc._.onrecord.encoded = None
        yield {"doc_id": docs[number], "attributions": triples(doc._.onrecord.quotes, claims)}


def triples(quotes: Iterable[Any], claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """Return claims the way the corpus marks attributions.

    The outermost only, none from inside a quotation, no surmise of the narrator (which counts as no outer claim).
    """
    inner = [q.inner for q in quotes]
    said = {c.id for c in claims if not c.by_narrator}
    out = []
    for claim in claims:
        if claim.by_narrator or claim.parent in said or any(q.covers(claim.cue[0]) for q in inner):
            continue
        source = claim.root.source.spans
        out.append({"source": _pairs(source), "cue": _pairs(claim.cue), "content": _pairs(claim.content)})
    return out


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
