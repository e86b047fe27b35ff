"""Denials that name no deed: "called that hysteria", "maintains its innocence", "he had been at home asleep".

They are read only where somebody on the speaker's side was blamed before: what he denies is that deed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.ground import Ground, Said, country_of
from onrecord.incidents.responsibility.idle import not_done
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.rows import actor_key, make_row, no_row
from onrecord.incidents.responsibility.slots import OWN_WORDS, Tie, slot
from onrecord.incidents.stances import is_authority, kind_of, speaks_for
from onrecord.incidents.syntax import child
from onrecord.model import Attribution, Entity, EntityKind, Incident, Realis, SourceRef, Span, Stance, hull

_LISTS = {
    kind: listed(kind)
    for kind in (
        *("rejects", "calls", "scorn", "charges-said", "swears", "has-part", "shares", "moves", "ours"),
        *("kin-side", "elsewhere", "wrong-one"),
    )
}
_REJECTS, _CALLS, _SCORN = _LISTS["rejects"], _LISTS["calls"], _LISTS["scorn"]
_POINTERS = frozenset({"this", "that", "it", "these", "those", "which"})
_NONE = frozenset({"no", "none", "neither", "nobody"})
_FAR = 12
"""Words behind a verb of calling among which the word of scorn stands."""
_BACK = 30
"""Rows before a denial that it can answer."""
_NEAR = 1_500
"""Code points from a blame to "called that a lie"; farther off, something else was said in between."""
_SERVES = frozenset({"lawyer", "attorney", "relative", "spokesman", "assistant"})
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
_BLAMED = frozenset(
    {Stance.ACCUSED, Stance.ACCUSED_BY_AUTHORITY, Stance.SUSPECTED, Stance.SPECULATED, Stance.CHARGED}
    | {Stance.FACT, Stance.CLAIMED, Stance.CONVICTED}
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Words that deny without naming the deed.

    Attributes:
        word: the word that does.
        speaker: whose word it is, None for whoever says the sentence.
        about: who is said not to have done it, None for the side of whoever says so.
        rule: how it was found.
        aside: whether only those on the side of whoever it is about can say so ("he was at home").
    """

    word: Token
    speaker: Token | None
    about: Token | None
    rule: str
    aside: bool = False


def rows_of_answers(
    ground: Ground, rows: Sequence[Attribution], incidents: Sequence[Incident], said_of: Callable[[Ground, Tie], Said]
) -> Iterator[Attribution]:
    """Yield a row for every denial that names no deed and answers who was blamed before.

    Args:
        ground: the report.
        rows: who is blamed for what so far.
        incidents: the incidents of the report.
        said_of: who ties, for a tie.
    """
    by_id = {i.id: i for i in incidents}
    told = sorted((r for r in rows if r.stance in _BLAMED), key=lambda r: r.spans[0])
    if not told:
        return
    denied = {(r.incident, actor_key(r.actor), actor_key(r.by)) for r in rows if r.stance is Stance.DENIED}
    for found in _answers(ground.doc):
        if ground.silent(found.word) or not_done(found.word):
            continue
        own = found.speaker is not None
        actor = found.speaker or found.about or found.word
        said = said_of(ground, Tie(found.word, actor, (), "denied", found.speaker, own=own, rule=found.rule))
        row = _answered(ground, found, said, [r for r in told if r.spans[0].start < found.word.idx][-_BACK:])
        if row is None or (row.incident, actor_key(row.actor), actor_key(said.by)) in denied:
            continue
        where = Span(found.word.idx, found.word.idx + len(found.word))
        if not no_row(ground, row.actor, said, Realis.ACTUAL, proper=True, own=True):
            spans = hull((where, *(Span(t.idx, t.idx + len(t)) for t in (found.speaker,) if t is not None)))
            why = f"{found.rule}; it answers the blame before"
            yield make_row(ground, by_id[row.incident], row.actor, "denied", said, own=False, span=spans, why=why)


# ---- whom it is about


def _answered(ground: Ground, found: Answer, said: Said, before: Sequence[Attribution]) -> Attribution | None:
    """Return the last row before the words that blames whom they are about, None where they answer none."""
    about = ground.actor(found.about, said) if found.about is not None else None
    himself = about is not None and actor_key(about) == actor_key(said.by)  # "his lawyer said he is innocent"
    ours = found.about is None or himself or ground.is_own(found.about, said.by) or _our_people(found.about)
    for row in reversed(before):
        if found.word.idx - row.spans[-1].end > _NEAR and not found.aside:
            continue
        if found.word.dep_ == "relcl" and row.spans[-1].end < ground.doc[found.word.sent.start].idx:
            continue  # "the charge, which he denies": the charge of this sentence
        if actor_key(row.by) == actor_key(said.by) and row.stance is not Stance.CLAIMED:
            continue  # whoever blamed him does not answer himself
        if ours and _on_one_side(ground, said.by, row.actor):
            return row
        if about is not None and _is(ground, about, row.actor):
            same = not found.aside or _on_one_side(ground, said.by, row.actor) or _of_kin(ground, said.by)
            return row if same else None
    return None


def _our_people(token: Token) -> bool:
    """Say whether words are for the speaker's own fighters or planes, not for his son."""
    owned = any(c.dep_ == "poss" and c.lower_ in OWN_WORDS for c in token.children)
    return owned and token.lemma_.lower() in _LISTS["ours"]


def _is(ground: Ground, one: SourceRef, other: SourceRef) -> bool:
    if actor_key(one) == actor_key(other):
        return True
    entity = ground.entity(one)
    return speaks_for(one, entity, other, ground.entity(other)) if entity is not None and entity.named else False


def _on_one_side(ground: Ground, by: SourceRef, actor: SourceRef) -> bool:
    """Say whether a speaker is the one who was blamed, serves him, or speaks for the body or state that was."""
    speaker, accused = ground.entity(by), ground.entity(actor)
    if actor_key(by) == actor_key(actor) or speaks_for(by, speaker, actor, accused):
        return True
    if speaker is not None and any(r.kind in _SERVES and r.other == actor.entity for r in speaker.relations):
        return True
    # "the front's founder": of which front, the words before say
    offices = [o.organisation for o in speaker.offices if not o.former] if speaker is not None else []
    if any(o.islower() and o.split()[-1] in actor.name.lower().split() for o in offices if o):
        return True
    body = ground.principal(by)
    if body is not None:
        one, other = (" ".join(r.name.lower().removeprefix("the ").split()) for r in (body, actor))
        if actor_key(body) == actor_key(actor) or one in other:
            return True
    state = country_of(ground, body) or country_of(ground, by)
    if not state or not is_authority(by, speaker, ground.described(by)):
        return False
    return state == country_of(ground, actor) and _of_a_state(actor, accused)


def _of_a_state(actor: SourceRef, accused: Entity | None) -> bool:
    if accused is not None and (accused.kind is EntityKind.STATE or accused.sector in _STATE):
        return True
    return kind_of(actor.name) == "authority"


def _of_kin(ground: Ground, by: SourceRef) -> bool:
    """Say whether somebody is told of as the lawyer, mother or friend of somebody."""
    entity = ground.entity(by)
    told = [by.role, by.name, *([entity.name, *entity.aliases] if entity is not None else [])]
    words = {w for text in told for w in text.lower().split()}
    return not _LISTS["kin-side"].isdisjoint(words) or not _LISTS["kin-side"].isdisjoint(
        ground.described(by).lower().split()
    )


# ---- the words


def _answers(doc: Doc) -> Iterator[Answer]:
    readers = _readers()
    for i, lemma in enumerate(columns(doc).lemmas):
        if (reader := readers.get(lemma)) is not None and (found := reader(doc[i])) is not None:
            yield found


@functools.cache
def _readers() -> dict[str, Callable[[Token], Answer | None]]:
    """Return what reads each lemma; of two lists that hold one, the first reads it."""
    by_list: dict[str, Callable[[Token], Answer | None]] = {
        "rejects": _rejected,
        "calls": _called,
        "scorn": _is_scorned,
        "shares": _no_share,
        "elsewhere": _elsewhere,
        "moves": _none_there,
        "wrong-one": _wrong_one,
    }
    table: dict[str, Callable[[Token], Answer | None]] = {"innocence": _innocent, "innocent": _innocent}
    table |= {"responsible": _not_he, "guilty": _not_he, "nothing": _nothing_to_do}
    for kind, reader in by_list.items():
        for lemma in _LISTS[kind]:
            table.setdefault(lemma, reader)
    return table


def _charge(token: Token) -> bool:
    """Say whether words stand for what somebody said: "that", "the accusation", "her words"."""
    return token.lower_ in _POINTERS or (token.pos_ == "NOUN" and token.lemma_.lower() in _LISTS["charges-said"])


def _rejected(verb: Token) -> Answer | None:
    """Read "rejected that as absurd", "ridiculed her words", "charges, which he denies", "scoffed at the claim"."""
    if verb.pos_ != "VERB":
        return None
    held = [c for c in verb.children if c.dep_ == "dobj"]
    held += [p for c in verb.children if c.dep_ == "prep" and c.lower_ in ("at", "off") for p in c.children]
    speaker = slot(verb, "subj")
    told = [t for t in held if _charge(t)]
    if speaker is None or not told or any(c.dep_ in ("relcl", "acl") for t in told for c in t.children):
        return None
    return Answer(verb, speaker, None, "answer: rejected")


def _called(verb: Token) -> Answer | None:
    """Read "called that hysteria" and "described her words as slander"."""
    if verb.pos_ != "VERB":
        return None
    behind = verb.doc[verb.i + 1 : min(verb.i + 1 + _FAR, verb.sent.end)]
    charge = next((t for t in behind if _charge(t)), None)
    scorn = next((t for t in behind if t.lemma_.lower() in _SCORN or t.lower_ in _SCORN), None)
    speaker = slot(verb, "subj")
    if speaker is None or charge is None or scorn is None or scorn.i <= charge.i:
        return None
    return Answer(verb, speaker, None, "answer: called false")


def _is_scorned(word: Token) -> Answer | None:
    """Read ""This is nonsense," the minister said" and "the charge is absurd"."""
    verb = word.head
    told = child(verb, "nsubj") if verb.lemma_ == "be" and word.dep_ in ("attr", "acomp") else None
    if told is None or not _charge(told) or any(c.dep_ == "neg" for c in verb.children):
        return None
    return Answer(word, None, None, "answer: it is false")


def _innocent(word: Token) -> Answer | None:
    """Read "has always maintained its innocence" and "he is innocent"."""
    verb = word.head
    if word.lemma_.lower() == "innocence":
        verb = verb.head if word.dep_ == "pobj" and verb.dep_ == "prep" else verb
        speaker = slot(verb, "subj") if verb.lemma_.lower() in _LISTS["swears"] else None
        about = slot(word, "poss") or slot(word, "prep:of")
        return Answer(word, speaker, about, "answer: innocence") if speaker is not None else None
    if word.dep_ not in ("acomp", "oprd", "attr") or any(c.dep_ == "neg" for c in verb.children):
        return None
    if verb.lemma_ == "be":
        about = child(verb, "nsubj")
        return Answer(word, None, about, "answer: innocent") if about is not None else None
    if verb.lemma_ == "plead" and (speaker := slot(verb, "subj")) is not None:
        return Answer(word, speaker, speaker, "answer: innocent")
    return None


def _not_he(word: Token) -> Answer | None:
    """Read "said it was not responsible" and "we are not guilty" where the deed is not named."""
    verb = word.head
    about = child(verb, "nsubj") if verb.lemma_ == "be" and word.dep_ == "acomp" else None
    named = any(c.dep_ == "prep" for c in word.children)
    if about is None or named or not any(c.dep_ == "neg" for c in verb.children):
        return None
    return Answer(word, None, about, f"answer: not {word.lower_}")


def _no_share(noun: Token) -> Answer | None:
    """Read "no officer of the force had any part in it", "they had no hand in this one"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in _LISTS["has-part"]:
        return None
    subject = slot(verb, "subj")
    if subject is None:
        return None
    if noun.lemma_ == "responsibility" and verb.lemma_ == "take":
        return None  # who takes none does not say that he did not do it
    negated = _negated(subject) or not_done(verb) or any(c.lower_ in ("no", "nor") for c in noun.children)
    if not negated:
        return None
    about = _whose_none(subject) if _negated(subject) else subject
    return Answer(noun, None, about, "answer: no part in it") if about is not None else None


def _elsewhere(word: Token) -> Answer | None:
    """Read "none of his people had been anywhere near", "he was at home asleep", "he had an alibi"."""
    verb = next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), None)
    subject = slot(verb, "subj") if verb is not None else None
    if verb is None or subject is None or word.i < verb.i:
        return None
    if word.lemma_.lower() == "alibi":
        fits = verb.lemma_ == "have" and word.dep_ == "dobj"
    else:
        fits = verb.lemma_ == "be" and word.head in (verb, *verb.children)
    if word.lower_ == "home":
        fits = fits and (word.nbor(-1).lower_ == "at" if word.i else False)
    nowhere = word.lower_ == "nowhere"
    if word.lower_ in ("anywhere", "nowhere"):
        near = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
        fits = fits and near == "near" and (nowhere or _negated(subject) or not_done(verb))
    elif not_done(verb) or _negated(subject):
        return None
    about = _whose_none(subject) if _negated(subject) else subject
    return Answer(word, None, about, "answer: elsewhere", aside=True) if fits and about is not None else None


def _none_there(verb: Token) -> Answer | None:
    """Read "not a single Syrian plane was in the air", "no unit of ours was in the area that night"."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None or not _negated(subject) or subject.lemma_.lower() not in (*_LISTS["ours"], "none"):
        return None
    inner = slot(subject, "prep:of") if subject.lower_ == "none" else subject
    if inner is None or inner.lemma_.lower() not in _LISTS["ours"]:
        return None
    about = _whose_none(subject)
    return Answer(verb, None, about, "answer: none was there", aside=True) if about is not None else None


def _wrong_one(word: Token) -> Answer | None:
    """Read "they've got the wrong man"."""
    if word.dep_ != "dobj" or not any(c.lower_ == "wrong" for c in word.children):
        return None
    return Answer(word, None, None, "answer: the wrong one") if word.head.pos_ in ("VERB", "AUX") else None


def _nothing_to_do(word: Token) -> Answer | None:
    """Read "it's nothing to do with him", "that has nothing to do with us"."""
    verb = word.head
    told = child(verb, "nsubj") if verb.lemma_ in ("be", "have") else None
    if told is None or told.lower_ not in _POINTERS:
        return None
    inside = list(word.doc[word.i + 1 : min(word.i + 6, word.sent.end)])
    if [t.lower_ for t in inside[:3]] != ["to", "do", "with"]:
        return None
    about = next((t for t in inside[3:] if t.dep_ == "pobj"), None)
    return Answer(word, None, about, "answer: nothing to do with him", aside=True) if about is not None else None


def _negated(subject: Token) -> bool:
    """Say whether words name none of a kind: "no officer", "none of his people", "not a single plane"."""
    return subject.lower_ in _NONE or any(c.lower_ in (*_NONE, "not") for c in subject.lefts)


def _whose_none(subject: Token) -> Token | None:
    """Return whose none of them is: the force in "no officer of the force", "Syrian" in "no Syrian plane"."""
    inner = slot(subject, "prep:of")
    if inner is None:
        for name in ("poss", "mod"):
            if (found := slot(subject, name)) is not None:
                return found
        return None
    if inner.lemma_.lower() in _LISTS["ours"] and (deeper := slot(inner, "prep:of") or slot(inner, "mod")) is not None:
        return deeper
    return inner
