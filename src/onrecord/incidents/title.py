"""One line for a person to read, made of the record's fields only."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Precision, Realis, Role, RoleKind, When

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOT_ACTUAL = {
    Realis.ATTEMPTED: "Attempted",
    Realis.PLANNED: "Planned",
    Realis.FUTURE: "Expected",
    Realis.HYPOTHETICAL: "Possible",
    Realis.DENIED: "Denied",
}
_MOST_NAMES = 2


def make_title(label: str, realis: Realis, roles: Sequence[Role], when: When | None, where: str) -> str:
    """Return a title such as "Shooting of Judge Pell, Tarvik, 6 Feb 2026".

    Args:
        label: noun for the event.
        realis: whether it took place.
        roles: who and what.
        when: its time.
        where: its place as the report writes it, "" where it has none.
    """
    if realis is Realis.GENERIC:
        head = f"{label}s in general" if not label.endswith("s") else f"{label} in general"
    else:
        kind = _NOT_ACTUAL.get(realis, "")
        head = f"{kind} {label[:1].lower()}{label[1:]}" if kind else label
    return ", ".join(p for p in (head + _whom(label, roles), where, _date(when)) if p)


_ON = frozenset({"Attack", "Raid", "Ambush", "Strike", "Airstrike", "Sanctions", "Embargo", "Threat", "Cyberattack"})
_TO = frozenset({"Request", "Appeal", "Order", "Demand", "Promise", "Warning", "Apology", "Concession", "Aid"})


def _whom(label: str, roles: Sequence[Role]) -> str:
    for kinds, word in (
        ((RoleKind.VICTIM, RoleKind.RECIPIENT), "of"),
        ((RoleKind.TARGET,), "of"),
        ((RoleKind.PARTY,), "of"),
        ((RoleKind.SITE,), "at"),
        ((RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION), "by"),
    ):
        names = list(dict.fromkeys(_inside(r.name) for r in roles if r.kind in kinds))
        if names:
            more = " and others" if len(names) > _MOST_NAMES else ""
            tie = word if word != "of" else "on" if label in _ON else "to" if label in _TO else word
            return f" {tie} " + " and ".join(names[:_MOST_NAMES]) + more
    return ""


def _inside(name: str) -> str:
    """Return a name as it stands inside a line: an article or number that began a sentence in lower case."""
    first, *rest = name.split() or [""]
    return " ".join([first.lower() if first.lower() in _SMALL and first != "A." else first, *rest])


_SMALL = frozenset(
    {"a", "an", "the", "one", "two", "three", "four", "five", "six", "several", "some", "his", "her", "their", "many"}
)


def _date(when: When | None) -> str:
    """Return the range as a person writes it; nothing where no words say it."""
    if when is None or not when.spans:
        return ""
    start, end = when.earliest[:10], when.latest[:10]
    if start and start == end:
        return _day(start)
    if start and end and start[:7] == end[:7] and when.precision is Precision.MONTH:
        return f"{_month(start)} {start[:4]}"
    if start and end and start[:4] == end[:4] and when.precision in (Precision.YEAR, Precision.UNKNOWN):
        return start[:4]
    if start and end and when.precision in (Precision.SEASON, Precision.QUARTER, Precision.HALF):
        return f"{_month(start)} to {_month(end)} {end[:4]}"
    if start and end:
        return f"{_day(start)} to {_day(end)}"
    return f"by {_day(end)}" if end else (f"from {_day(start)}" if start else "")


def _month(date: str) -> str:
    return _MONTHS[int(date[5:7]) - 1] if date[5:7].isdigit() and 1 <= int(date[5:7]) <= 12 else ""


def _day(date: str) -> str:
    if len(date) < 10:
        return f"{_month(date)} {date[:4]}".strip()
    return f"{int(date[8:10])} {_month(date)} {date[:4]}" if date[8:10].isdigit() else date
