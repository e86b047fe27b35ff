"""Names of publishers: which are of one, and whom a report credits. Standard library only."""

from __future__ import annotations

import re
import unicodedata

from onrecord.model.report import CreditKind, Report, SegmentKind, VoiceKind

_WORD = re.compile(r"[^\W_]+")
_LOOSE = frozenset(["the", "agency", "news", "wire", "service", "press", "daily", "newspaper", "online", "network"])
_SHORTENED = re.compile(r"[A-Z]{2,6}")
_DATELINE = re.compile(r"\s*[A-Z][\w .,'’-]{1,60}?\s\((?P<name>[A-Z][\w .&'’-]{1,40})\)\s*(?:[-–—:]|\n)")
_LONGEST = 200


def outlet_key(name: str) -> frozenset[str]:
    """Return the words of a publisher's name that tell it from others."""
    flat = unicodedata.normalize("NFKD", name[:_LONGEST].casefold())
    words = frozenset(_WORD.findall("".join(c for c in flat if not unicodedata.combining(c))))
    return words - _LOOSE or words - {"the"}


def same_outlet(left: str, right: str) -> bool:
    """Say whether two names are of one publisher: "Larn Agency", "the Larn News Agency", "LNA" of the latter."""
    if not left or not right:
        return False
    for short, long in ((left, right), (right, left)):
        if _SHORTENED.fullmatch(short.strip()) and _initials(long) == short.strip():
            return True
    keys = outlet_key(left), outlet_key(right)
    return bool(keys[0] and keys[1]) and (keys[0] <= keys[1] or keys[1] <= keys[0])


def _initials(name: str) -> str:
    return "".join(w[0] for w in _WORD.findall(name[:_LONGEST]) if w[0].isupper() and w.lower() != "the")


def credited(report: Report) -> tuple[str, ...]:
    """Return whose words the report says it has, other than its publisher's: each name once, in order.

    Its credit lines that name somebody, the name in the brackets of a dateline ("LARN (Larn Agency) -") also where no
    list knows the agency, and outlets that speak in one of its segments.
    """
    names = [c.name for c in report.credits if c.kind is not CreditKind.CONTRIBUTED]
    first = next((s.span.start for s in report.segments if s.kind is SegmentKind.BODY), 0)
    dateline = _DATELINE.match(report.text, first)
    names += [dateline["name"]] if dateline else []
    names += [s.voice.name for s in report.segments if s.voice.kind is VoiceKind.OUTLET]
    others = (n for n in names if n and not same_outlet(n, report.outlet))
    return tuple(dict.fromkeys(others))
