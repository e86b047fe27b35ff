"""Whether two names can be one bearer's."""

from __future__ import annotations

from onrecord.annotate.actors.words import body_head, given_gender

_SUFFIX = frozenset(["jr", "sr", "ii", "iii", "iv"])
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "de", "&", "'s", "’s"])

_PARTICLES = frozenset(["al", "el", "de", "la", "van", "von", "der", "den", "bin", "ibn", "ben", "di", "du", "da"])

SHORT_FORM = 3
"""Letters that a short given name shares with the long one at least ("Rob", "Robert")."""


def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name in lower case without full stops, marks and "Jr."."""
    out = tuple(w.lower().replace(".", "") for w in words)
    return tuple(w for w in out if w and w not in _SUFFIX and w != "-")


def person_fit(name: tuple[str, ...], known: tuple[str, ...], *, titled: bool) -> int:
    """Return how well a person's name fits a known one: 0 not at all, 3 fully.

    Args:
        name: folded words of the name.
        known: folded words of the known one.
        titled: whether a title stands before `name`; a given name alone takes none in most languages.
    """
    name, known = _bare(name), _bare(known)
    if not name or not known:
        return 0
    if len(name) == 1 and len(known) == 1:
        return 3 if name == known else 0
    if len(known) == 1:
        return 3 if known[0] == name[-1] else int(known[0] in name)
    if len(name) > 1:
        return 3 * _full_fit(name, known)
    if name[0] == known[-1]:
        return 3
    if name[0] in known[1:]:
        return 2
    return int(name[0] == known[0] and not (titled and given_gender(name[0])))


def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name without the particles before a surname that stands alone ("al-Name")."""
    at = next((n for n, w in enumerate(name) if w not in _PARTICLES), 0)
    return name[at:]


def _full_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a[-1] != b[-1]:
        short, long = sorted((a, b), key=len)
        return len(short) > 1 and len(short) < len(long) and short[0] == long[0] and all(w in long for w in short)
    if not _given_fit(a[0], b[0]):
        return False
    first, second = (tuple(w[0] for w in n[1:-1]) for n in (a, b))
    return not first or not second or first[0] == second[0]


def _given_fit(a: str, b: str) -> bool:
    if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
        return True
    return (
        min(len(a), len(b)) >= SHORT_FORM and a[:SHORT_FORM] == b[:SHORT_FORM] and (a.startswith(b) or b.startswith(a))
    )


def initials(words: tuple[str, ...]) -> str:
    """Return the first letters of a body's name without its small words."""
    return "".join(w[0] for w in words if w and w not in _SMALL)


def abbreviates(short: str, words: tuple[str, ...]) -> bool:
    """Say whether the letters of an acronym begin the words of a name, small words and later letters allowed."""
    if short == initials(words):
        return True
    return len(short) > 1 and short == "".join(w[0] for w in words)


def body_fit(name: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Say whether two folded names of bodies are one body's: equal, an acronym, or short for the other."""
    if name == known:
        return True
    short, long = sorted((name, known), key=len)
    if len(short) == 1 and len(long) > 1 and abbreviates(short[0], long):
        return True
    rest = [w for w in long[len(short) :] if w not in _SMALL]
    if long[: len(short)] == short and rest and (len(short) > 1 or not body_head(short[0])):
        return all(body_head(w) for w in rest) or long[len(short)] == "of"
    return False
