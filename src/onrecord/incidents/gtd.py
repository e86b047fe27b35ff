"""Incidents in the categories of the Global Terrorism Database: attack, target and weapon types.

Read off the record alone, so that an export can do it as well. GTD knows terrorism; a code says only which category the
words would fall into, not that the act belongs there.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from onrecord.lexicon import load
from onrecord.lexicon.schema_classes import GtdCode
from onrecord.model import Code, Incident, RoleKind

SCHEME = "gtd"
_UNKNOWN = {"attack": (9, "Unknown"), "target": (20, "Unknown"), "weapon": (13, "Unknown")}
_HURT = (RoleKind.TARGET, RoleKind.VICTIM, RoleKind.SITE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BEHIND = frozenset(
    {"of", "in", "at", "from", "who", "that", "on", "near", "outside", "with", "and", "to", "for", "by"}
)
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "police": "police", "policemen": "policeman"}
_SIBILANTS = ("ches", "shes", "sses", "xes", "zes")


def gtd_codes(incident: Incident, titles: Iterable[str] = ()) -> tuple[Code, ...]:
    """Return attack, target and weapon type of an attack; nothing for other incidents.

    Args:
        incident: any.
        titles: what else is said of those hurt, such as the offices of a victim who is named.
    """
    if incident.type != "ASSAULT":
        return ()
    tools = [r.name for r in incident.fillers(RoleKind.INSTRUMENT)]
    hurt = [r.name for kind in _HURT for r in incident.fillers(kind)]
    return (
        _attack(incident, hurt),
        _code("target", [*titles, *hurt], ""),
        _code("weapon", tools, incident.mode),
    )


def _attack(incident: Incident, hurt: list[str]) -> Code:
    if any(role.why.endswith(("hijack", "hijacked", "hijacking")) for role in incident.roles) or _says(hurt, "hijack"):
        entry = next(e for e in _entries("attack") if e.words)
        return Code(SCHEME, "attack", str(entry.code), entry.name, "hijacked")
    return _code("attack", (), incident.mode)


def _says(names: Iterable[str], stem: str) -> bool:
    return any(stem in name.lower() for name in names)


def _code(part: str, names: Iterable[str], mode: str) -> Code:
    """Return the first category that the words mean, else the one that the mode means, else "Unknown"."""
    for name in names:
        for phrase in _heads(name):
            entry = _by_word(part).get(phrase)
            if entry is not None:
                return Code(SCHEME, part, str(entry.code), entry.name, f"“{phrase}”")
    for entry in _entries(part):
        if mode and mode in entry.modes:
            return Code(SCHEME, part, str(entry.code), entry.name, f"mode {mode}")
    number, name = _UNKNOWN[part]
    return Code(SCHEME, part, str(number), name, "the words do not say")


def _heads(name: str) -> Iterator[str]:
    """Yield what may decide, the surest first: the last two words before a preposition, the last one, the first."""
    words = [w.lower() for w in _WORD.findall(name)]
    cut = next((i for i, w in enumerate(words) if i and w in _BEHIND), len(words))
    front = words[:cut]
    if len(front) > 1:
        yield f"{front[-2]} {singular(front[-1])}"
    if front:
        yield singular(front[-1])
        yield singular(front[0])


def singular(word: str) -> str:
    """Return a noun's singular, by its ending; close enough to look it up."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return word.removesuffix("en") + "an"
    if word.endswith("ies") and len(word) > 4:
        return word.removesuffix("ies") + "y"
    if word.endswith(_SIBILANTS):
        return word.removesuffix("es")
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word.removesuffix("s")
    return word


@functools.cache
def _entries(part: str) -> tuple[GtdCode, ...]:
    return tuple(e for e in load("gtd_codes", GtdCode) if e.part == part)


@functools.cache
def _by_word(part: str) -> dict[str, GtdCode]:
    found: dict[str, GtdCode] = {}
    for entry in _entries(part):
        for word in entry.words:
            found.setdefault(word, entry)
    return found
