"""One line for a person to read, made of the record's fields only."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.annotate.actors.words import country
from onrecord.annotate.places.gazetteer import by_code
from onrecord.incidents.words import numbers
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
        head = f"{_plural(label)} in general"
    else:
        kind = _NOT_ACTUAL.get(realis, "")
        head = f"{kind} {label[:1].lower()}{label[1:]}" if kind else label
    return ", ".join(p for p in (head + _whom(label, roles), where, _date(when)) if p)


def _plural(label: str) -> str:
    """Return the plural of a label: "Clashes", "Robberies"; "Talks" is one."""
    if label.endswith(("sh", "ch")):
        return label + "es"
    if label.endswith("y") and label[-2:-1] not in "aeiou":
        return label[:-1] + "ies"
    return label if label.endswith("s") else label + "s"


_ABOUT = {
    **dict.fromkeys(
        ("Attack", "Raid", "Ambush", "Strike", "Airstrike", "Sanctions", "Embargo", "Cyberattack", "Ban", "Penalty"),
        "on",
    ),
    **dict.fromkeys(
        ("Request", "Appeal", "Order", "Demand", "Promise", "Warning", "Apology", "Concession", "Aid", "Visit"), "to"
    ),
    **dict.fromkeys(
        ("Threat", "Charges", "Accusation", "Complaint", "Protest", "Vandalism", "Mutiny", "Interference"), "against"
    ),
    **dict.fromkeys(("Explosion", "Incident", "Hunger strike", "Riot"), "involving"),
    **dict.fromkeys(("Call", "Break", "Exchange", "Cooperation"), "with"),
    "Support": "for",
    "Investigation": "into",
    "Opposition": "to",
}
"""The word between an event and those whom it befalls, where it is not "of"."""

_DOING = frozenset(
    {
        "Protest",
        "Riot",
        "Hunger strike",
        "Boycott",
        "Blockade",
        "Vandalism",
        "Strike",
        "Visit",
        "Mutiny",
        "Aid",
        "Support",
    }
    | {"Request", "Appeal", "Order", "Demand", "Promise", "Warning", "Apology", "Concession", "Threat", "Charges"}
    | {"Accusation", "Complaint", "Condemnation", "Investigation", "Rejection", "Refusal", "Opposition", "Acceptance"}
    | {"Sanctions", "Embargo", "Penalty", "Ban", "Ratification", "Easing", "Break", "Recall", "Interference", "Raid"}
)
"""Events whose party does them: "Protest by dockers"."""

_MUTUAL = frozenset(
    {"Talks", "Negotiation", "Meeting", "Summit", "Agreement", "Ceasefire", "Clash", "Cooperation", "Exchange", "Call"}
)
"""Events between those who take part: "Talks between A and B"."""

_BEFALLEN = (RoleKind.VICTIM, RoleKind.RECIPIENT)
_PERSONS = frozenset({RoleKind.VICTIM, RoleKind.PERPETRATOR})
_AUTHORS = (RoleKind.PERPETRATOR, RoleKind.PERPETRATOR_ORGANISATION)


def _whom(label: str, roles: Sequence[Role]) -> str:
    """Return the words for those who have a part in an event, the part first that tells most."""
    if label in _MUTUAL:
        names = _names(roles, (RoleKind.PARTY, RoleKind.RECIPIENT, RoleKind.VICTIM, *_AUTHORS))
        return f" {'between' if len(names) > 1 else 'involving'} {_listed(names)}" if names else ""
    about = _ABOUT.get(label, "of")
    party = "by" if label in _DOING else about
    for kinds, word in (
        (_BEFALLEN, about),
        ((RoleKind.TARGET,), about),
        ((RoleKind.PARTY,), party),
        ((RoleKind.SITE,), "at"),
        (_AUTHORS, "by"),
    ):
        names = _names(roles, kinds)
        if names:
            return f" {word} {_listed(names)}"
    return ""


def _listed(names: Sequence[str]) -> str:
    more = " and others" if len(names) > _MOST_NAMES and not any("others" in n.split() for n in names) else ""
    return " and ".join(names[:_MOST_NAMES]) + more


def _names(roles: Sequence[Role], kinds: Sequence[RoleKind]) -> list[str]:
    """Return the names of those with such a part: no bare pronoun, no address, each once ("Student", "a student")."""
    found: dict[str, str] = {}
    for role in roles:
        if role.kind not in kinds:
            continue
        name = _inside(role.name, person=role.kind in _PERSONS)
        words = name.lower().split()
        if not words or (len(words) == 1 and words[0] in _EMPTY) or "://" in name:
            continue
        found.setdefault(" ".join(w for w in words if w not in _ARTICLES) or name, name)
    counts = [k for k in found if k.isdigit() or k in numbers()]
    return [n for k, n in found.items() if k not in counts] or [found[k] for k in counts]


def _inside(name: str, *, person: bool) -> str:
    """Return a name as it stands inside a line.

    The adjective of a people stands for the state, or for one of that people where persons are meant; marks at the ends
    fall, "his friend" is a friend, long names are cut.
    """
    name = " ".join(name.strip(_MARKS).split())
    if name.count("[") != name.count("]"):
        name = name.replace("[", "").replace("]", "")
    state = _state(name)
    if state:
        return _one(name) if person else state
    first, *rest = name.split() or [""]
    low = first.lower()
    if low in _POSSESSIVES:
        return "" if not rest else " ".join(rest) if _several(rest[-1]) else _one(" ".join(rest))
    words = " ".join([low if low in _SMALL and first != "A." else first, *rest])
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _one(words: str) -> str:
    return f"{'an' if words[:1].lower() in tuple('aeiou') else 'a'} {words}"


def _several(word: str) -> bool:
    return word.lower() in {"children", "people", "men", "women"} or (word.endswith("s") and not word.endswith("ss"))


def _state(name: str) -> str:
    """Return the state that a lone adjective of nationality stands for ("Norwegian" in talks), else ""."""
    if " " in name or name.lower().endswith("s") or not name[:1].isupper():
        return ""
    code, how = country(name)
    place = by_code(code) if how == "people" else None
    if place is None:
        return ""
    return f"the {place.name.removeprefix('The ')}" if place.name.startswith(("United ", "The ")) else place.name


_SMALL = frozenset(
    {"a", "an", "the", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some"}
    | {"many", "both", "all", "another", "other", "at", "more", "few"}
)
_ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your"})
_EMPTY = frozenset(
    {"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their"}
    | {
        "theirs",
        "themselves",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "who",
        "whom",
        "whose",
        "which",
        "that",
    }
    | {"this", "these", "those", "what", "one", "someone", "somebody", "anyone", "anybody", "everyone", "nobody"}
)
_MARKS = ' \t\n"“”‘[](){}<>|,;:*•×'
_LONGEST = 60
"""Characters of one name in a title; longer ones are phrases with half a sentence in them."""


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
