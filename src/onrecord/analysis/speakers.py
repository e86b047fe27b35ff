"""Who a root is: a person, a body and everybody who speaks for it, an outlet, or a description without a name."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.lexicon.load import load
from onrecord.lexicon.schema import OutletWord, Rank
from onrecord.lexicon.schema_retell import FirstHand, SpeakingBody
from onrecord.model import Claim, Entity, EntityKind, Hop, HopKind, Record, SourceKind, SourceRef
from onrecord.model.finding import RootKind

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_INDEFINITE = re.compile(r"(?:an?|one|some|several|many|two|three|four|other|another|more)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"[\"“][^\"“”\n]{1,1500}[\"”]")
_NAME_BEHIND = re.compile(r",\s+((?:[^\W\d_a-z][\w'’.-]*\s?){1,5})")
_CALLED = re.compile(
    r"\s+(?:(?:that|which|who)\s+)?(?:(?:calls?|called|calling)\s+(?:it|him|her|them)sel(?:f|ves)|called|named|known\s+as"
    r"|by\s+the\s+name\s+of)\s+[\"“‘]?(?:[Tt]he\s+)?((?:[^\W\d_a-z][\w'’-]*)(?:\s(?:of\s)?[^\W\d_a-z][\w'’-]*){0,4})"
)
"""How one who was described is called: "a man called Emil Parr", "a group that calls itself the Lake League"."""

_SMALL = frozenset(
    (
        "the",
        "a",
        "an",
        "of",
        "for",
        "in",
        "at",
        "on",
        "and",
        "to",
        "from",
        "with",
        "by",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "who",
        "which",
        "said",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
    )
)
_SPEAKS_FOR = frozenset(
    (
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "spokesmen",
        "spokespeople",
        "official",
        "officials",
        "statement",
        "communique",
        "communiqué",
        "bulletin",
        "press",
        "office",
        "representative",
        "officer",
        "officers",
        "source",
        "sources",
        "report",
    )
)
_NOT_TELLING = frozenset(
    (
        "deputy",
        "vice",
        "acting",
        "assistant",
        "senior",
        "chief",
        "head",
        "top",
        "first",
        "new",
        "local",
        "the",
    )
)
_NOT_INTRODUCED = frozenset(
    ("driver", "gunman", "gunmen", "attacker", "shooter", "suspect", "victim", "pilot", "owner")
)
"""Whom a report can call "the driver, 45" without having named him before."""

_PROCLAIMING = re.compile(
    r"(?:communiqu[eé]|statement|declaration|proclamation|press release)"
    r"(?:\s+(?:number|no|nr|of|by|from|on)\b|\s*[\d:.,(–-]|\s*$)",
    re.IGNORECASE,
)
"""Begins the headline of what a body puts out itself: "Communique number 3", not "Statement denied"."""

_PUBLICATION = frozenset(
    (
        "paper",
        "newspaper",
        "agency",
        "station",
        "broadcaster",
        "magazine",
        "daily",
        "weekly",
        "channel",
    )
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body for which several persons speak.

    Attributes:
        kind: id of its entry, "" for any other organisation.
        words: what tells it from others of its kind; for any other organisation its name.
    """

    kind: str
    words: frozenset[str]

    def fits(self, other: Body) -> bool:
        """Say whether both can be the same: of one kind, and no word of the one against the other."""
        if self.kind != other.kind:
            return False
        if not self.kind and not (self.words and other.words):
            return False
        return self.words <= other.words or other.words <= self.words


@dataclass(frozen=True, slots=True)
class Speaker:
    """A root as one report gives it.

    Attributes:
        kind: known, unnamed or unknown.
        name: as the report has it.
        person: words of the name of a person, in order; empty where it is none.
        bodies: whom he speaks for, or what it is.
        outlet: whether it is a publisher.
        cluster: id of the entity's cluster, "" for none.
        alone: what keeps an unnamed or unknown one apart from others: its report's group and its description.
    """

    kind: RootKind
    name: str
    person: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    outlet: bool = False
    cluster: str = ""
    alone: str = ""


def plain(text: str) -> list[str]:
    """Return the words of a name in small letters without accents."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(c for c in flat if not unicodedata.combining(c)).replace("’", "'"))


def speaker(record: Record, claim: Claim, clusters: Mapping[str, str]) -> Speaker | None:
    """Return who a claim goes back to as its report has it; None where only the narrator stands behind it.

    Args:
        record: the claim's.
        claim: whose root is asked for.
        clusters: id of an entity -> id of its cluster.
    """
    minded: Speaker | None = None
    for hop in reversed(claim.chain):
        found = _of_hop(record, hop, clusters) if not _is_pronoun(hop) else _meant(record, claim, clusters)
        if found is None:
            continue
        if found.kind is RootKind.UNNAMED and _is_called_anew(hop):
            found = _meant(record, claim, clusters, everywhere=True)
        if hop.kind is HopKind.BELIEVED and found.kind is RootKind.UNNAMED and minded is None:
            minded = found  # "the robbers knew the house, the widow said" goes back to the widow, who looks into minds
            continue
        return minded if minded is not None and found.outlet else found
    return minded


def _is_pronoun(hop: Hop) -> bool:
    return hop.source.name.casefold() in ("he", "she")


_OLD = re.compile(
    r",\s\d{1,3}\b|\b\d{1,3}-year-old\b|\b(?:mother|father|mum|dad|grandmother|grandfather|gran|grandad)-of-"
)


def _is_called_anew(hop: Hop) -> bool:
    """Say whether a source is somebody introduced before, in other words that tell of him: "the retired baker, 67"."""
    name = hop.source.name
    anew = name[:4].casefold() == "the " and _OLD.search(name)
    return bool(anew) and not set(plain(name)) & _NOT_INTRODUCED


def _meant(record: Record, claim: Claim, clusters: Mapping[str, str], *, everywhere: bool = False) -> Speaker:
    """Return whom "she said" means where nothing else resolved it: the one person named before in its paragraph.

    Args:
        record: the claim's.
        claim: whose root is meant.
        clusters: id of an entity -> id of its cluster.
        everywhere: look at the whole report before it.
    """
    start = min(s.start for s in claim.content) if claim.content else 0
    head = 0 if everywhere else record.report.text.rfind("\n", 0, start) + 1
    cue = claim.root.source.spans[0].start if claim.root.source.spans else start
    named = [
        e
        for e in record.entities
        if e.named and _is_person(record, e) and any(head <= m.span.start < max(cue, start) for m in e.mentions)
    ]
    if len(named) != 1:
        return _unnamed(claim.root.source.name)
    (one,) = named
    bodies = tuple(dict.fromkeys(b for o in _offices(one) if (b := body_in(o, office=True)) is not None))
    return Speaker(RootKind.KNOWN, one.name, tuple(_untitled(one.name)), bodies, cluster=clusters.get(one.id, ""))


def _is_person(record: Record, entity: Entity) -> bool:
    """Say whether an entity is a person: also one of unknown kind of whom the report says "he" or "she"."""
    if entity.kind is EntityKind.UNKNOWN:
        return any(m.span.words(record.report.text).casefold() in ("he", "she") for m in entity.mentions)
    return entity.kind is EntityKind.PERSON


def _called(record: Record, source: SourceRef) -> SourceRef:
    """Return a source that is only described by the name that stands behind the description, where one does."""
    if not _INDEFINITE.match(source.name) or proper_name(source.name) or not source.spans:
        return source
    behind = _CALLED.match(record.report.text, source.spans[0].start + len(source.name))
    return dataclasses.replace(source, name=behind.group(1)) if behind else source


def _of_hop(record: Record, hop: Hop, clusters: Mapping[str, str]) -> Speaker | None:
    source = _called(record, hop.source)
    if source.kind is SourceKind.NARRATOR or not source.name or _nobody(source.name):
        return None
    entity = next((e for e in record.entities if e.id == source.entity), None)
    cluster = clusters.get(source.entity, "")
    if source.kind not in (SourceKind.FOOTAGE, SourceKind.POLL, SourceKind.COLLECTIVE) and is_outlet(source.name):
        return Speaker(RootKind.KNOWN, source.name, outlet=True, cluster=cluster, bodies=(_any_body(source.name),))
    words = plain(source.name)
    if words and words[-1] in _PUBLICATION and len(words) <= _FEW and source.name[:1].lower() == source.name[:1]:
        return Speaker(RootKind.UNNAMED, source.name, outlet=True)
    if source.kind is SourceKind.ANONYMOUS:
        return _unnamed(source.name)
    bodies = tuple(dict.fromkeys(_bodies(source, entity)))
    name = proper_name(source.name)
    if source.kind in (SourceKind.PERSON, SourceKind.UNKNOWN) and name:
        return Speaker(RootKind.KNOWN, name, tuple(_untitled(name)), bodies, cluster=cluster)
    if bodies:
        return Speaker(RootKind.KNOWN, source.name, bodies=bodies, cluster=cluster)
    body = source.kind in (SourceKind.ORGANISATION, SourceKind.STATE) and not _INDEFINITE.match(source.name)
    if body or (name and source.kind not in (SourceKind.FOOTAGE, SourceKind.COLLECTIVE)):
        return Speaker(RootKind.KNOWN, source.name, bodies=(_any_body(source.name),), cluster=cluster)
    return _unnamed(source.name)


_FEW = 3
"""Words of "the Larn paper"; a longer name that ends in such a word is a description."""


def _nobody(name: str) -> bool:
    return plain(name)[:1] in (["no"], ["nobody"], ["none"])


def is_indefinite(name: str) -> bool:
    """Say whether a source is somebody of several: "a harbour officer", "two nurses"."""
    return _INDEFINITE.match(name) is not None


def _unnamed(name: str) -> Speaker:
    return Speaker(RootKind.UNNAMED, name)


def description(name: str) -> frozenset[str]:
    """Return the words of a description that tell it from another."""
    return frozenset(w for w in plain(name) if w not in _SMALL)


def proper_name(text: str) -> str:
    """Return the proper name in a source's words, "" where it is only described."""
    behind = _NAME_BEHIND.search(text)
    if _INDEFINITE.match(text):
        return behind.group(1).strip() if behind else ""
    if text[:4].lower() == "the ":
        if behind:
            return behind.group(1).strip()
        return text if any(w[0].isupper() for w in _WORD.findall(text[4:])) else ""
    return text if text[:1].isupper() else ""


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(form for e in load("ranks", Rank) for form in e.forms if " " not in form)


def _untitled(name: str) -> list[str]:
    """Return the words of a person's name without title and small words."""
    words = [w for w in plain(name) if w not in _SMALL and w not in _titles()]
    return words or plain(name)


@functools.cache
def _outlet_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns by which a name is a publisher's, and whole names that are."""
    entries = load("outlets", OutletWord)
    nouns = frozenset(e.word.lower() for e in entries if e.kind == "noun")
    return nouns, frozenset(" ".join(plain(e.word)) for e in entries if e.kind != "noun")


def is_outlet(name: str) -> bool:
    """Say whether a name is a publisher's by its words."""
    nouns, whole = _outlet_words()
    words = [w for w in plain(name) if w != "the"]
    if " ".join(words) in whole:
        return True
    named = name.removeprefix("the ").removeprefix("The ")[:1].isupper()
    ends = nouns | {"agency", "wire", "radio", "television", "news"}
    return named and len(words) > 1 and (words[-1] in ends or words[0] == "radio" or words[-2:] == ["wire", "service"])


def _any_body(name: str) -> Body:
    return Body("", frozenset(w for w in plain(name) if w not in _SMALL))


def _bodies(source: SourceRef, entity: Entity | None) -> Iterator[Body]:
    """Yield the bodies that a source is or speaks for: by its words, its role and the offices of its entity."""
    person = source.kind in (SourceKind.PERSON, SourceKind.UNKNOWN) and bool(proper_name(source.name))
    if not person:
        found = body_in(source.name, office=source.kind is SourceKind.PERSON)
        if found is not None and (source.kind is not SourceKind.COLLECTIVE or _speaks(source.name) or _is_body(source)):
            yield found
    for text in (source.role, *_offices(entity)):
        found = body_in(text, office=True)
        if found is not None:
            yield found
        elif person and _speaks(text):
            words = frozenset(plain(text)) - _SPEAKS_FOR - _SMALL - _titles()
            if words:
                yield Body("", words)


def _is_body(source: SourceRef) -> bool:
    """Say whether a plural is a body's own name ("the general staff", "firefighters"), not its members'."""
    return not set(plain(source.name)) & {"sources", "people", "men", "members", "soldiers", "guards"}


def _offices(entity: Entity | None) -> Iterator[str]:
    for office in entity.offices if entity is not None else ():
        if not office.former:
            yield f"{office.title}, {office.organisation}" if office.organisation else office.title


def _speaks(text: str) -> bool:
    return bool(set(plain(text)) & _SPEAKS_FOR)


@functools.cache
def _phrases() -> tuple[tuple[tuple[str, ...], str, bool], ...]:
    """Return the words for bodies and offices, longest first: words, id, whether it is an office."""
    out: list[tuple[tuple[str, ...], str, bool]] = []
    for entry in load("speaking_bodies", SpeakingBody):
        out.extend((tuple(plain(w)), entry.id, False) for w in entry.words)
        out.extend((tuple(plain(w)), entry.id, True) for w in entry.offices)
    return tuple(sorted(out, key=lambda p: (-len(p[0]), p)))


def body_in(text: str, *, office: bool) -> Body | None:
    """Return the body that a phrase names or whose office it gives; None where there is none or it is a former one.

    Args:
        text: "the interior ministry", "police spokeswoman", "Minister, Security".
        office: whether the phrase may be an office; "the minister" as a name of a body is none.
    """
    words = plain(text)
    if {"former", "ex", "retired"} & set(words):
        return None
    for phrase, kind, by_office in _phrases():
        if by_office and not office:
            continue
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return Body(kind, _telling(text, words, at, at + len(phrase)))
    return None


def body_name(body: Body) -> str:
    """Return what to call a body that is only known by its officials: "harbour police"."""
    words = next((e.words[0] for e in load("speaking_bodies", SpeakingBody) if e.id == body.kind), "")
    return " ".join((*sorted(body.words), words)).strip()


def _telling(text: str, words: list[str], start: int, end: int) -> frozenset[str]:
    """Return the words beside the body's that tell it from others: those just before it, and behind "of" or a comma."""
    loose = _SMALL | _SPEAKS_FOR | _NOT_TELLING | _titles()
    out = {w for w in words[max(0, start - 2) : start] if w not in loose}
    if words[end : end + 1] == ["of"] or ("," in text and start == 0):
        out |= {w for w in words[end : end + 4] if w not in loose}
    return frozenset(w.removesuffix("'s") for w in out)


def proclaims(record: Record) -> Speaker | None:
    """Return whose own words a report is, where its headline says that it is a communique; None for any other."""
    if not _PROCLAIMING.match(record.report.title):
        return None
    first = min((c for c in record.claims if c.content), key=lambda c: c.content[0].start, default=None)
    found = speaker(record, first, {}) if first is not None else None
    return found if found is not None and found.kind is RootKind.KNOWN and not found.outlet else None


@functools.cache
def _first_hand() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{e.pattern})" for e in load("first_hand", FirstHand)), re.IGNORECASE)


def first_hand(text: str) -> str:
    """Return the words by which a report says that its own people saw what it tells, "" where it does not."""
    found = _first_hand().search(_QUOTATION.sub(" ", text))  # what "we saw" in a quotation is the speaker's own
    return found.group() if found else ""
