"""Reads a text into claims, for the tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.annotate import annotate
from onrecord.claims import find_claims
from onrecord.model import Claim, Report, quote


@dataclass(frozen=True)
class Said:
    """A claim in words."""

    source: str
    cue: str
    content: str
    claim: Claim


def read(text: str) -> list[Said]:
    """Return the claims of a text, in order."""
    report = Report(id="rep_test", text=text)
    doc = next(iter(annotate([report])))
    claims, _ = find_claims(doc)
    return [Said(quote(text, c.root.source.spans), quote(text, c.cue), quote(text, c.content), c) for c in claims]


def triples(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of every claim."""
    return [(s.source, s.cue, s.content) for s in read(text)]
