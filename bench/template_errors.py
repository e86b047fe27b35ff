"""Counts what the templates of MUC-4 lose by: templates that are too many, missing or of another type, and their roles.

A template's type and every entity in its roles count one each, as in the F1 that the templates are scored with: what is
predicted and wrong costs precision, what is missed costs recall, and both are counted as loss here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bench.muc4_relevance import ROLES, plain

Row = dict[str, Any]

SPURIOUS, MISSING, TYPE, FOREIGN = "spurious template", "missing template", "wrong type", "report without templates"
OTHER_ROLE, OTHER_WORDS, OTHER_EVENT = "right words, other role", "other words for it", "of another event"
NOT_KEY, NOT_FOUND = "nothing of the key", "not found"


def losses(templates: Sequence[Row], key: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """Yield every wrong or missed type and entity: "extra" or "missed", the role or "type", and why.

    Args:
        templates: as predicted for one report.
        key: as the key has them, each once.
    """
    pairs = paired(templates, key)
    ours, theirs = set(pairs), set(pairs.values())
    free = [k for k in range(len(key)) if k not in theirs]
    crossed = {n: k for n in range(len(templates)) if n not in ours for k in free if _overlap(templates[n], key[k])}
    for n, made in enumerate(templates):
        if n not in ours:
            why = TYPE if n in crossed else SPURIOUS if key else FOREIGN
            yield from (("extra", role, why) for role in _places(made))
    for k in free:
        why = TYPE if k in crossed.values() else MISSING
        yield from (("missed", role, why) for role in _places(key[k]))
    for n, k in pairs.items():
        yield from _of_roles(templates[n], key[k], key)


def places(templates: Sequence[Row]) -> Iterator[str]:
    """Yield "type" for every template and the role of every entity in it."""
    return (place for template in templates for place in _places(template))


def paired(templates: Sequence[Row], key: Sequence[Row]) -> dict[int, int]:
    """Return which template is which of the key: of one type, most shared entities first."""
    order = sorted(
        (-_overlap(made, wanted), n, k)
        for n, made in enumerate(templates)
        for k, wanted in enumerate(key)
        if made["incident_type"] in (wanted["incident_type"] or "")
    )
    out: dict[int, int] = {}
    for _, n, k in order:
        if n not in out and k not in out.values():
            out[n] = k
    return out


def once(key: Sequence[Row]) -> list[Row]:
    """Return the templates of a key without repetitions."""
    out: list[Row] = []
    for wanted in key:
        slim = {name: wanted.get(name) or [] for name in ("incident_type", *ROLES)}
        if slim not in out:
            out.append(slim)
    return out


def _places(template: Row) -> Iterator[str]:
    yield "type"
    yield from (role for role in ROLES for entry in template.get(role) or () if entry)


def _names(entry: Sequence[str]) -> frozenset[str]:
    return frozenset(plain(m) for m in entry)


def _entries(template: Row, role: str) -> list[frozenset[str]]:
    return [_names(entry) for entry in template.get(role) or () if entry]


def _overlap(made: Row, wanted: Row) -> int:
    return sum(any(e & other for other in _entries(wanted, r)) for r in ROLES for e in _entries(made, r))


def _of_roles(made: Row, wanted: Row, key: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong in the roles of a template that is the right one."""
    for role in ROLES:
        ours, theirs = _entries(made, role), _entries(wanted, role)
        for entry in ours:
            if not any(entry <= other for other in theirs):
                yield "extra", role, _why(entry, role, wanted, key, NOT_KEY)
        for other in theirs:
            if not any(entry <= other for entry in ours):
                yield "missed", role, _why(other, role, made, (), NOT_FOUND)


def _why(entry: frozenset[str], role: str, there: Row, key: Sequence[Row], otherwise: str) -> str:
    if any(_alike(entry, other) for other in _entries(there, role)):
        return OTHER_WORDS
    if any(entry & other for r in ROLES if r != role for other in _entries(there, r)):
        return OTHER_ROLE
    if any(entry & other for t in key for other in _entries(t, role)):
        return OTHER_EVENT
    return otherwise


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    """Say whether two entities share the last word of a name or a description."""
    return bool({words.split()[-1] for words in some if words} & {words.split()[-1] for words in others if words})
