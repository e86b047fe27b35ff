"""Where an outlet names itself in the title of its pages: "Clerk shot in Lima - WQRT TV: Toledo, Akron News"."""

from __future__ import annotations

import itertools
import re

from onrecord.model import Report, SegmentKind, Span

_SEPARATOR = re.compile(r"\s[-–—»]\s|\s?\|\s?")
_STATION = re.compile(
    r"\b(?:[WK][A-Z]{2,3}(?:-?TV|\d{1,2})?|(?:News|NEWS) ?\d*|Weather|Sports|Radio|TV|Channel"
    r"|(?:FOX|Fox|NBC|ABC|CBS)\d*)\b|\.com\b"
)
"""What a station or paper calls itself by in the title of its pages ("Millbrook, Norhill News & Weather")."""


def find_banner(report: Report) -> Span:
    """Return the end of the headline where the outlet names itself and the towns it serves; empty where none is.

    Args:
        report: the report.
    """
    head = next((seg.span for seg in report.segments if seg.kind is SegmentKind.HEADLINE), Span(0, 0))
    cuts = [m.end() for m in _SEPARATOR.finditer(report.text, head.start, head.end)]
    for start, end in itertools.pairwise([*cuts, head.end]):
        if _STATION.search(report.text, start, end):
            return Span(start, head.end)
    return Span(head.end, head.end)
