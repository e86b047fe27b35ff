"""Finds the words that report an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents import words
from onrecord.incidents.figurative import is_figurative
from onrecord.incidents.kinds import is_person, is_weapon, speaks_for_body, weapon
from onrecord.incidents.phrases import fits_phrase
from onrecord.incidents.searches import is_search
from onrecord.incidents.syntax import all_of, child, content, patient, phrases, subject
from onrecord.lexicon.schema import EventWord
from onrecord.lexicon.schema_events import EventPhrase

_POS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN"}),
    "adj": frozenset({"ADJ", "VERB"}),
    "any": frozenset({"NOUN", "PROPN", "VERB"}),
}

_BESIDE = 3
"""Tokens on either side in which a needed word may stand."""


def find_triggers(
    doc: Doc, table: Mapping[str, tuple[EventWord, ...]] | None = None
) -> Iterator[tuple[Token, EventWord]]:
    """Yield every word that reports an event, with the first entry that fits it.

    Args:
        doc: the annotated report.
        table: lemma -> entries, where they are not the event words.
    """
    forms = words.event_forms() if table is None else {}
    events = words.triggers()
    table = events if table is None else table
    read = columns(doc)
    said = {*read.lemmas, *read.lowers}
    for i, (lemma, lower) in enumerate(zip(read.lemmas, read.lowers, strict=True)):
        entries = table.get(lemma)
        if entries is None:
            if lower not in forms and lower not in table:
                continue
            entries = table.get(forms.get(lower, ""), ()) if doc[i].pos_ == "VERB" else table.get(lower)
        token = doc[i]
        for entry in entries or ():
            if _fits(token, entry) and (not isinstance(entry, EventPhrase) or fits_phrase(token, entry, said)):
                if table is not events or not is_figurative(token, entry):
                    yield token, entry
                break


def _fits(token: Token, entry: EventWord) -> bool:
    if token.pos_ not in _POS[entry.pos] or (token.dep_ in ("compound", "nmod") and token.tag_.startswith("NNP")):
        return False
    if token.ent_type_ in ("DATE", "TIME") or not _fits_form(token, entry):  # "in March"
        return False
    if entry.particles and not any(c.lower_ in entry.particles for c in _near(token)):
        return False
    if entry.unless and any(t.lemma_.lower() in entry.unless for t in token.sent):
        return False
    if entry.needs and not any(c.lower_ in entry.needs or c.lemma_ in entry.needs for c in _near(token)):
        return False
    if (entry.force == "weak" and token.pos_ == "VERB" and _supports(token)) or (entry.search and not is_search(token)):
        return False
    return _fits_object(token, entry) and _fits_parties(token, entry)


def _fits_form(token: Token, entry: EventWord) -> bool:
    """Say whether the word has the form that the entry asks for."""
    if entry.type == "THREATEN" and token.dep_ == "amod":  # "a list of threatened officials"
        return False
    if entry.pos == "adj" and token.pos_ == "VERB" and token.dep_ not in ("oprd", "amod", "ccomp", "xcomp"):
        return False
    if token.lemma_ == "crime" and token.tag_ == "NN" and not any(c.dep_ in _TAKEN for c in token.children):
        return False  # "a plan to fight crime"
    return not entry.plural or token.tag_ in ("NNS", "NNPS")


_TAKEN = ("det", "poss")


def _fits_parties(token: Token, entry: EventWord) -> bool:
    """Say whether those have a part that the entry asks for: nothing, something, or somebody of a state or body."""
    if entry.alone and child(token, *_OBJECTS) is not None:
        return False
    if entry.done_to and token.pos_ == "VERB" and patient(token) is None:
        doer = subject(token)
        if doer is None or doer.lemma_.lower() in entry.needs:
            return False
    return not entry.bodies or any(speaks_for_body(one) for head in _parties(token) for one in all_of(head))


_OBJECTS = ("dobj", "ccomp", "xcomp", "nsubjpass")
_TOGETHER = frozenset({"with", "between", "of", "by", "among"})


def _parties(token: Token) -> Iterator[Token]:
    """Yield those who may have a part in talks or a visit: who meets, who is met, whose meeting it is."""
    for held in (subject(token), patient(token)) if token.pos_ == "VERB" else ():
        if held is not None:
            yield held
            yield from _before(held)
    yield from (c for c in token.children if c.dep_ == "poss")
    yield from _before(token)
    for prep, held in phrases(token):
        if prep in _TOGETHER:
            yield held
            yield from _before(held)


def _before(noun: Token) -> Iterator[Token]:
    """Yield what stands before a noun and may be whose it is: "House members", "Norwegian envoys"."""
    yield from (c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod"))


def _supports(verb: Token) -> bool:
    """Say whether the verb only carries an event noun of its own ("targeted with sanctions", "hit by a strike")."""
    for c in verb.children:
        held = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in ("with", "by") else c if c.dep_ == "dobj" else None
        if held is not None and any(
            verb.lemma_ in e.governors for e in words.event_words().get(held.lemma_.lower(), ())
        ):
            return True
    return False


def _fits_object(token: Token, entry: EventWord) -> bool:
    if entry.weapon_object:
        held = patient(token)
        found = weapon(content(held)) if held is not None else None
        return found is not None and found.id not in _PUT_AWAY
    if entry.needs_weapon:
        held = subject(token) or patient(token)
        other = child(token, "dobj")
        things = [content(t) for t in (held, other) if t is not None]  # "60 kg of explosives"
        return any(is_weapon(t) or t.lemma_.lower() in _CAN_BLOW_UP for t in things)
    if entry.person:
        held = patient(token)
        return held is not None and is_person(held)
    return True


_PUT_AWAY = frozenset({"gun", "weapon", "blade"})
"""Entries of weapons that nothing is blown up with: who throws away a gun throws no bomb."""

_CAN_BLOW_UP = frozenset(
    {
        "car",
        "truck",
        "van",
        "vehicle",
        "bus",
        "motorcycle",
        "scooter",
        "package",
        "parcel",
        "letter",
        "device",
        "charge",
    }
)


def _near(token: Token) -> Iterator[Token]:
    yield from token.children
    sentence = token.sent
    for i in range(max(sentence.start, token.i - _BESIDE), min(sentence.end, token.i + _BESIDE + 1)):
        if i != token.i:
            yield token.doc[i]
    held = child(token, "dobj")
    if held is not None:
        yield from held.children
