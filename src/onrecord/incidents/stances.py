"""Decides the stance of a row: who says it, how surely, and what kind of word says it. DESIGN part 2."""

from __future__ import annotations

import functools
import re

from onrecord.lexicon import load
from onrecord.lexicon.schema import ActorNoun, Rank
from onrecord.model import Certainty, Entity, EntityKind, Level, Office, Polarity, SourceKind, SourceRef, Stance

_GATHERED = frozenset({"group", "gang", "band", "team"})
_LAWMAKERS = frozenset({"representative", "rep", "reps", "representatives"})
_STATES = frozenset(
    {"general", "state", "states", "county", "district", "commonwealth", "city", "us", "u", "prosecuting"}
)
"""Words beside "attorney" that make him one of a state."""
_CALLERS = frozenset({"caller", "callers"})
ARMED = frozenset({"UAF", "REB"})
"""Sectors of bodies that fight against a state."""
_WORD = re.compile(r"[^\W\d_]+")


@functools.cache
def _nouns() -> dict[str, str]:
    return {e.lemma: e.kind for e in load("actor_nouns", ActorNoun)}


@functools.cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((e.lemma, e.kind) for e in load("actor_nouns", ActorNoun) if " " in e.lemma)


def _kind(word: str) -> str:
    nouns = _nouns()
    return nouns.get(word) or nouns.get(_singular(word)) or ""


def _singular(word: str) -> str:
    for ending, single in (("men", "man"), ("ies", "y")):
        if word.endswith(ending):
            return word.removesuffix(ending) + single
    return word.removesuffix("s")


def kind_of(words: str) -> str:
    """Return "authority", "lay", "voice", "nameless" or "" for a description; the last noun that is known decides.

    "a spokesman for the rebels" is lay: what stands behind "for" or "of" says whose voice it is.
    """
    text = f" {' '.join(_WORD.findall(words.lower()))} "
    kinds = []
    for phrase, kind in _phrases():
        if f" {phrase} " in text:
            text = text.replace(f" {phrase} ", " ")
            kinds.append(kind)
    said = text.split()
    found = [(w, _prosecutes(said, w) or k) for n, w in enumerate(said) if (k := _kind(w)) and not _serves(said, n)]
    nameless = any(k == "nameless" for _, k in found)
    kinds.extend(k for w, k in found if not (nameless and w.removesuffix("s") in _GATHERED))  # "a group of armed men"
    if not kinds or "former" in words.lower().split():
        return ""
    return next((k for k in ("lay", "authority", "voice") if k in kinds), kinds[-1])


def _serves(words: list[str], place: int) -> bool:
    """Say whether a deputy is one of an officer ("deputy commissioner", "sheriff's deputies"), not of a parliament."""
    if _singular(words[place]) != "deputy":
        return False
    near = (*words[max(0, place - 2) : place], *words[place + 1 : place + 4])
    return any(_kind(w) == "authority" for w in near)


def _prosecutes(words: list[str], word: str) -> str:
    """Return "authority" for an attorney of a state or a county: he accuses for it; any other one is a lawyer."""
    return "authority" if _singular(word) == "attorney" and not _STATES.isdisjoint(words) else ""


@functools.cache
def _ranks() -> frozenset[str]:
    """Return the titles of officers and of those in office, as written before a name, without full stops."""
    entries = load("ranks", Rank)
    return frozenset(
        form for e in entries if e.noun in _nouns() and _nouns()[e.noun] == "authority" for form in e.forms
    )


def _title_kind(office: Office) -> str:
    """Return what a title before a name makes of whoever has it: "Sgt." an officer, "Representative" a lawmaker."""
    title = office.title.lower().replace(".", "").strip()
    if title in _LAWMAKERS and not office.organisation and office.title[:1].isupper():
        return "lay"
    if title == "member" and office.organisation:
        return kind_of(f"member of {office.organisation}")
    return kind_of(office.title) or ("authority" if title in _ranks() else "")


def is_authority(source: SourceRef, entity: Entity | None, described: str = "") -> bool:
    """Say whether the source is an organ or officer of a state, or a state or union of states itself.

    Args:
        source: who says it.
        entity: the same as the report knows it.
        described: words that stand beside a name which says nothing itself ("Comilar, the army's press office").
    """
    if source.kind is SourceKind.STATE or (entity is not None and entity.kind is EntityKind.STATE):
        return True
    current = [o for o in entity.offices if not o.former] if entity is not None else []
    texts = [source.role, source.name, *([entity.name, *entity.aliases] if entity is not None else [])]
    kinds = [*filter(None, map(_title_kind, current)), *(k for t in texts if t and (k := kind_of(t)))]
    if not current and any("former" in t.lower().split() for t in texts if t):
        return False  # "a former corporal", called "the corporal" later on
    if not kinds and described:
        kinds = [kind_of(described)]
    if "lay" in kinds:
        return False
    return "authority" in kinds or ("voice" in kinds and entity is not None and bool(entity.country))


def phones_for(by: SourceRef, actor: Entity | None) -> bool:
    """Say whether a caller tells what a body that is no organ of a state did: callers claim, they do not accuse."""
    called = not _CALLERS.isdisjoint(by.name.lower().split())
    if not called or actor is None or not actor.named or actor.kind is not EntityKind.ORGANISATION:
        return False
    return kind_of(actor.name) != "authority" or actor.sector in ARMED


_RANK = {Level.CERTAIN: 0, Level.PROBABLE: 1, Level.POSSIBLE: 2, Level.UNKNOWN: 3}


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """Return the weaker level of two readings of the same words; negative where either is."""
    level = max(one.level, other.level, key=_RANK.__getitem__)
    negative = Polarity.NEGATIVE in (one.polarity, other.polarity)
    return Certainty(level, Polarity.NEGATIVE if negative else Polarity.POSITIVE, one.hedges)


def speaks_for(by: SourceRef, speaker: Entity | None, actor: SourceRef, accused: Entity | None) -> bool:
    """Say whether the speaker is the actor, an office-holder of it, or described by its name."""
    if by.entity and by.entity == actor.entity:
        return True
    names = [
        n.lower() for n in ([accused.name, *accused.aliases] if accused is not None else [actor.name]) if len(n) > 3
    ]
    offices = [o.organisation.lower() for o in speaker.offices if not o.former] if speaker is not None else []
    if any(n == o for n in names for o in offices if o):
        return True
    if accused is not None and accused.kind in (EntityKind.STATE, EntityKind.ORGANISATION):
        described = f"{by.role} {by.name}".lower()
        return any(n in described for n in names)
    return False


def stance_of(
    word: str,
    certainty: Certainty,
    *,
    authority: bool,
    own: bool,
    anonymous: bool,
    narrator: bool,
    believed: bool = False,
) -> Stance:
    """Return the stance of a row.

    Args:
        word: the lexicon's stance of the word that ties actor and deed; "told" where a deed is told with its doer,
            "reported" where an unnamed source tells it: neither blames.
        certainty: how surely the speaker says so.
        authority: whether the speaker is an organ or officer of a state.
        own: whether the speaker is the actor, or speaks for it.
        anonymous: whether nobody is named as speaker.
        narrator: whether the report says so itself.
        believed: whether the speaker is said to believe it.
    """
    fixed = {
        "claimed": Stance.CLAIMED,
        "denied": Stance.DENIED,
        "charged": Stance.CHARGED,
        "convicted": Stance.CONVICTED,
    }
    if word in fixed:
        return fixed[word]
    if word == "cleared":
        return Stance.CLEARED
    if certainty.polarity is Polarity.NEGATIVE:
        return Stance.DENIED
    if own:
        return Stance.CLAIMED
    if certainty.level is Level.POSSIBLE or (certainty.level is Level.UNKNOWN and narrator):
        return Stance.SUSPECTED if authority else Stance.SPECULATED
    if (believed and anonymous and word != "suspected") or (word == "hinted" and (narrator or anonymous)):
        return Stance.SPECULATED
    if believed or word in ("suspected", "hinted") or (certainty.level is not Level.CERTAIN and not authority):
        return Stance.SUSPECTED
    if authority:
        return Stance.ACCUSED_BY_AUTHORITY
    if word == "accused" or (not narrator and word != "reported"):
        return Stance.ACCUSED
    return Stance.FACT
