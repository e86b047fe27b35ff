"""Who and what the key of MUC-4 would name in a report, by the chances that the trained role fillers give.

The chances were learned from filled templates of that key, so that those who are no entities there (fighters hurt in
combat, what is told of old events) have low ones. The bounds and the wordings are conventions of this benchmark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from onrecord.annotate.extensions import notes
from onrecord.incidents.draft import Cluster, Filler
from onrecord.incidents.kinds import entity
from onrecord.incidents.syntax import content
from onrecord.model import EntityKind, RoleKind

KINDS = {
    RoleKind.PERPETRATOR: "PerpInd",
    RoleKind.PERPETRATOR_ORGANISATION: "PerpOrg",
    RoleKind.TARGET: "Target",
    RoleKind.SITE: "Target",
    RoleKind.VICTIM: "Victim",
    RoleKind.INSTRUMENT: "Weapon",
}
"""The key's names of the parts."""

ENOUGH = {"PerpInd": 0.15, "PerpOrg": 0.4, "Target": 0.35, "Victim": 0.25, "Weapon": 0.25}
"""Chance from which somebody is an entity: about the best by role on the 108 reports of the training part that the
shipped net did not see; F1 with one bound for all: .478 with .2, .493 with .25, .480 with .35, .497 with .4. The key
of the development part names more persons and bodies a report, and was not swept. 2026-11-23."""

_MODIFIERS = frozenset({"compound", "nmod", "flat", "amod"})
_ALL = _MODIFIERS | {"nummod", "quantmod", "poss", "advmod"}

Phrase = Callable[[Token], str]


def likely(fillers: Iterable[Filler]) -> list[Filler]:
    """Return the fillers that the key would hold, the likeliest first; those never weighed stay behind them."""
    held = [f for f in fillers if f.chance is None or f.chance >= ENOUGH[KINDS[f.kind]]]
    return sorted(held, key=lambda f: -(f.chance or 0.0))


def entities(clusters: Iterable[Cluster], phrase: Phrase) -> dict[str, list[list[str]]]:
    """Return the entities of a report by role.

    Args:
        clusters: its events.
        phrase: gives the words of a noun that names nobody.
    """
    fillers = [f for c in clusters for f in (*c.fillers(*KINDS), *c.added(*KINDS)) if f.head.pos_ != "PRON"]
    out: dict[str, list[list[str]]] = {name: [] for name in ENOUGH}
    for f in likely(fillers):
        name = KINDS[f.kind]
        if name == "Victim" and not _named(f):
            continue
        words = wording(f.head, name, phrase)
        if words and [words] not in out[name]:
            out[name].append([words])
    return out


def wording(head: Token, name: str, phrase: Phrase) -> str:
    """Return the words that the key is likely to have: names whole, what stands before bodies, an "of" behind things.

    Of 98 things with "of" behind them in the training part the key has it with 76, 2026-11-22.
    """
    known = entity(head)
    if known is not None and known.named:
        return _fullest(known.name, head) if name in ("Victim", "PerpInd") else known.name
    return _bare(_described(head, name, phrase), name)


def _described(head: Token, name: str, phrase: Phrase) -> str:
    """Return the words of somebody or something without a name of its own."""
    if name in ("PerpOrg", "Target"):
        of = _of(head)
        if of is not None:  # "offices of the bank"
            return _from_left(head, _MODIFIERS, of.i)
    if name == "PerpOrg":
        return _from_left(head, _ALL, head.i)
    return _from_left(content(head), _MODIFIERS, content(head).i) if name == "Weapon" else phrase(head)


def _bare(words: str, name: str) -> str:
    """Return words without what the key leaves out before them.

    Types and entities right of all templates of the training part: .482 without this; hedges and names before doers
    .486 ("Red Dawn guerrillas" are "guerrillas"), counts before targets .486, both before weapons .484; names before
    targets would cost (.480). 2026-11-22.
    """
    left = words.split()
    if not left or not left[-1][0].islower():
        return words
    while len(left) > 1 and (left[0].lower() in _LEFT_OUT[name] or (name == "PerpInd" and not left[0][0].islower())):
        left.pop(0)
    return " ".join(left)


_COUNTS = frozenset(
    {"several", "few", "same", "other", "some", "many", "numerous", "various", "another", "first", "second", "third"}
    | {"fourth", "fifth", "sixth", "new", "last", "latest"}
)
_LEFT_OUT = {
    "PerpInd": frozenset({"suspected", "alleged", "presumed", "supposed", "apparent", "presumably", "allegedly"}),
    "PerpOrg": frozenset[str](),
    "Target": _COUNTS,
    "Victim": frozenset[str](),
    "Weapon": _COUNTS | {"powerful"},
}


def _fullest(name: str, head: Token) -> str:
    """Return the longest name in the report that ends in this one, where only one does ("Rojo", "Ana Rojo")."""
    own = name.lower().split()
    ends = (e.name for e in notes(head.doc).entities if e.named and e.kind is EntityKind.PERSON)
    longer = {n.lower(): n for n in ends if len(n.split()) > len(own) and n.lower().split()[-len(own) :] == own}
    return next(iter(longer.values())) if len(longer) == 1 else name


def _of(head: Token) -> Token | None:
    """Return what stands behind "of" right behind a noun that says something itself."""
    if content(head) != head:
        return None
    of = next((c for c in head.rights if c.i == head.i + 1 and c.dep_ == "prep" and c.lower_ == "of"), None)
    return next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None


def _from_left(head: Token, labels: frozenset[str], last: int) -> str:
    start = head.i
    for c in reversed(list(head.lefts)):
        if c.right_edge.i != start - 1 or (c.dep_ not in labels and c.dep_ != "punct"):
            break
        start = c.left_edge.i
    return " ".join(head.doc[start : last + 1].text.split()).strip(" '\"")


def _named(filler: Filler) -> bool:
    known = entity(filler.head)
    return known.named if known is not None else filler.head.pos_ == "PROPN"
