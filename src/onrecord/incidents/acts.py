"""What states and bodies do to one another without violence: accusations, demands, refusals, promises, help.

Such an act is mostly the cue of a claim already. It becomes an incident only where actor and addressee are both told
and both speak for a state or a body, and it keeps the id of its claim. It is told apart and joined here, by its own
rules: acts take no place among the violent events of a report, neither in what joins them nor in who is blamed.

Where a word can mean several types, the trained head is asked for a second opinion: where it is sure, its type stands,
and the record says so. Where the word's own type is good but the act is only planned, refused or foreseen, the word's
type stays and the record says what the head takes it for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.annotate.extensions import notes
from onrecord.classes import plover_type
from onrecord.incidents.draft import Cluster, Draft, Filler
from onrecord.incidents.kinds import is_body, is_person, speaks_for_body
from onrecord.incidents.limits import MOST_ACTS, MOST_OPINIONS, SURE_OF_TYPE
from onrecord.incidents.merge import key
from onrecord.incidents.roles import filler
from onrecord.incidents.syntax import child, phrases
from onrecord.incidents.trigger import find_triggers
from onrecord.incidents.words import act_words
from onrecord.lexicon.schema import EventWord
from onrecord.model import Claim, Incident, Realis, RoleKind, Skipped, Span

_FROM = frozenset({"of", "by", "from", "in", "with"})
_ALONE = frozenset({"MOBILIZE", "CONCEDE"})
"""Types that have no addressee where none is told."""
_PLACE_OF_SPEECH = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def find_acts(doc: Doc, taken: Iterable[Token]) -> Iterator[tuple[Token, EventWord]]:
    """Yield the words for such acts that tell no other event.

    Args:
        doc: the annotated report.
        taken: the words that tell other events.
    """
    others = {t.i for t in taken}
    yield from ((t, e) for t, e in find_triggers(doc, act_words()) if t.i not in others)


def join_acts(drafts: Sequence[Draft]) -> tuple[list[Cluster], list[Skipped]]:
    """Return one cluster for what one actor does to one addressee, and what was left out.

    Args:
        drafts: of the words of `find_acts`, with what hangs on them.
    """
    told: dict[tuple[str, str, str], Cluster] = {}
    skipped: list[Skipped] = []
    asked = 0
    for draft in drafts:
        _find_addressee(draft)
        reason = _not_an_act(draft)
        if not reason:
            if _open(draft) and asked < MOST_OPINIONS:
                asked += 1
                _take_opinion(draft)
            doers, others = (_of(draft, k) for k in (RoleKind.PARTY, RoleKind.RECIPIENT))
            name = (draft.entry.type, _names(doers), _names(others))
            if name not in told and len(told) >= MOST_ACTS:
                reason = "more acts than a record keeps"
            else:
                told.setdefault(name, Cluster()).drafts.append(draft)
        if reason and draft.fillers:
            skipped.append(Skipped("incidents", f"no act of {draft.entry.type}: {reason}", draft.span))
    return list(told.values()), skipped


def with_claims(incident: Incident, claims: Sequence[Claim]) -> Incident:
    """Return the incident with the claims that its words are the cue of, and said to be so."""
    own = [c.id for c in claims if any(c_span.overlaps(t) for c_span in c.cue for t in incident.triggers)]
    if not own:
        return incident
    said = tuple(dict.fromkeys([*own, *incident.claims]))
    return replace(incident, claims=said, why=f"{incident.why}; the act of claim {own[0]}")


_YIELD = "YIELD"
"""RETREAT and CONCEDE as the trained head knows them."""


def _open(draft: Draft) -> bool:
    """Say whether the word alone does not settle the type."""
    if notes(draft.token.doc).encoder is None:
        return False
    return draft.entry.force == "weak" or draft.realis is not Realis.ACTUAL


def _take_opinion(draft: Draft) -> None:
    """Ask the trained head for the type, and note what it says where it is sure and differs."""
    sentence = draft.token.sent
    doers, others = (_inside_of(sentence.start_char, sentence.end_char, _of(draft, k)) for k in _SIDES)
    if not doers or not others:
        return
    label, share = plover_type(sentence.text, doers, others).scores[0]
    entry = draft.entry
    if share < SURE_OF_TYPE or label == entry.type or (label == _YIELD and entry.type in ("RETREAT", "CONCEDE")):
        return
    label = "CONCEDE" if label == _YIELD else label
    if entry.force == "weak" and draft.realis is Realis.ACTUAL:
        draft.entry = replace(entry, type=label, mode="")
        draft.type_why = f"{label} made by the trained head ({share:.2f}), {entry.type} by the word"
    else:
        draft.type_why = f"the trained head takes it for {label} ({share:.2f})"


_SIDES = (RoleKind.PARTY, RoleKind.RECIPIENT)


def _inside_of(start: int, end: int, fillers: Iterable[Filler]) -> list[Span]:
    """Return the words of fillers by their place in the stretch; those outside are left out."""
    return [
        Span(f.span.start - start, f.span.end - start) for f in fillers if start <= f.span.start and f.span.end <= end
    ]


def _of(draft: Draft, kind: RoleKind) -> list[Filler]:
    return [f for f in draft.fillers if f.kind is kind]


def _names(fillers: Sequence[Filler]) -> str:
    return " ".join(sorted({key(f) for f in fillers}))


def _not_an_act(draft: Draft) -> str:
    """Return why a word tells no act between bodies, "" where it does."""
    if draft.realis in (Realis.GENERIC, Realis.HYPOTHETICAL):
        return f"told as {draft.realis}"
    doers = [f for f in _of(draft, RoleKind.PARTY) if speaks_for_body(f.head)]
    others = [f for f in _of(draft, RoleKind.RECIPIENT) if speaks_for_body(f.head)]
    if len(doers) > 1 and not others and draft.entry.type in ("AGREE", "COOPERATE", "CONSULT"):
        return ""
    if not doers:
        return "nobody who speaks for a state or a body does it"
    if not others and draft.entry.type not in _ALONE:
        return "to nobody who speaks for a state or a body"
    if {key(f) for f in doers} == {key(f) for f in others}:
        return "actor and addressee are one"
    return ""


def _find_addressee(draft: Draft) -> None:
    """Add to whom it is done, where that stands inside the object ("rejected the American offer")."""
    if _of(draft, RoleKind.RECIPIENT) and any(speaks_for_body(f.head) for f in _of(draft, RoleKind.RECIPIENT)):
        return
    if draft.entry.type == "CONSULT":
        return  # who hosts the Norwegian convention meets no Norwegians
    place = child(draft.token, "dobj", "nsubjpass", "ccomp", "xcomp")
    if place is None and draft.token.pos_ == "NOUN":
        place = next((held for prep, held in phrases(draft.token) if prep == "of"), None)
    if place is None:
        return
    seen = {f.head.i for f in draft.fillers}
    for head in _inside(place):
        if head.i not in seen and head.ent_type_ in _PLACE_OF_SPEECH and speaks_for_body(head):
            draft.fillers.append(filler(RoleKind.RECIPIENT, head, f"in the object of {draft.token.lower_}"))
            return


def _inside(place: Token) -> Iterator[Token]:
    """Yield who may be meant in an object, nearest first: who owns it, whose it is, who made it."""
    if place.pos_ in ("VERB", "AUX"):  # "refused to meet with X", "demanded that X leave"
        yield from (c for c in place.children if c.dep_ in ("nsubj", "dobj", "nsubjpass"))
    yield from (c for c in place.children if c.dep_ in ("poss", "amod", "compound", "nmod"))
    for prep, held in phrases(place):
        if prep == "in" and not (is_person(place) or is_body(place)):
            continue  # who backs a war in Brazil backs no Brazil
        if prep in _FROM or (prep in ("to", "on", "against") and place.pos_ in ("VERB", "NOUN")):
            yield held
            yield from (c for c in held.children if c.dep_ in ("poss", "amod", "compound", "nmod"))
