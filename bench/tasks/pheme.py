"""How sure a tweet is of what it puts forward, in four classes, from the claims of its record and its punctuation.

PHEME's annotators judged a tweet as a whole. Of what a record tells, four things bear on that:

- nothing said in words (names, tags and links alone): underspecified;
- it ends in a question: uncertain;
- it hands on what nobody known, or nothing but "reports", answers for; its claims are hedged; its writer surmises; or
  it asks something on the way: somewhat certain;
- anything else is certain, also what a named source is made to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.encoder import configured
from onrecord.model import Claim, Level, Report, SourceKind

FIELDS = ("id", "text")

_FRAME = re.compile(r"https?://\S*|[@#]\w+|\b(?:RT|MT|HT|via|by|cc)\b", re.IGNORECASE)
"""What a tweet carries beside words of its own: links, names, tags, and how it got here."""
_ASKS = re.compile(r"\?\W*\Z")
_NOBODY = frozenset({SourceKind.UNKNOWN, SourceKind.DOCUMENT})
_HALF = frozenset({Level.PROBABLE, Level.POSSIBLE})


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield {id, certainty} a row, in order."""
    held = list(rows)
    docs = annotate((Report(row["id"], row["text"]) for row in held), encoder=configured())
    for row, doc in zip(held, docs, strict=True):
        yield {"id": row["id"], "certainty": judged(row["text"], find_claims(doc)[0])}


def judged(text: str, claims: Iterable[Claim]) -> str:
    """Return the class of a tweet."""
    if not re.search(r"\w", _FRAME.sub(" ", text)):
        return "underspecified"
    last = next((word for word in reversed(text.split()) if not _FRAME.fullmatch(word)), "")
    if _ASKS.search(last):
        return "uncertain"
    if "?" in text or any(_hedged(claim) for claim in claims):
        return "somewhat-certain"
    return "certain"


def _hedged(claim: Claim) -> bool:
    return claim.by_narrator or claim.root.source.kind in _NOBODY or claim.certainty.level in _HALF
