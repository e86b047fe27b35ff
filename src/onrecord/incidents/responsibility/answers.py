"""Denials that name no deed: "called that hysteria", "maintains its innocence", "he had been at home asleep".

They are read only where somebody on the speaker's side was blamed before: what he denies is that deed.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.ground import Ground, Said
from onrecord.incidents.responsibility.idle import not_done
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.meant import is_deed
from onrecord.incidents.responsibility.replies import Answer, replies
from onrecord.incidents.responsibility.rows import actor_key, make_row, no_row
from onrecord.incidents.responsibility.sides import BLAMED, is_same, of_kin, on_one_side
from onrecord.incidents.responsibility.slots import OWN_WORDS, Tie
from onrecord.incidents.responsibility.undone import NO_EVIDENCE, NONE_DID, undone
from onrecord.incidents.syntax import child
from onrecord.model import Attribution, Incident, Realis, SourceKind, SourceRef, Span, Stance, hull

_OURS, _SPEAKS = listed("ours"), listed("speaks-out")
_ONE = frozenset({"he", "she", "i", "him", "her", "me"})
_BOTH = frozenset({"both", "the two", "the pair", "all three", "the three", "all", "both men"})
_INVOLVED = frozenset({"involve", "implicate", "participate", "evidence", "proof"})
_TRIGGERS = 20
_BACK = 30
"""Rows before a denial that it can answer."""
_NEAR = 1_500
"""Code points from a blame to "called that a lie"; farther off, something else was said in between."""


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
    told = sorted((r for r in rows if r.stance in BLAMED), key=lambda r: r.spans[0])
    if not told:
        return
    denied = [r for r in rows if r.stance in (Stance.DENIED, Stance.CLEARED)]
    for found in _answers(ground.doc):
        if ground.silent(found.word) or (not_done(found.word) and not found.undone):
            continue
        said = _said_by(ground, found, said_of)
        before = [r for r in told if r.spans[0].start < found.word.idx][-_BACK:]
        unasked = _of_nobody_blamed(ground, found, said, before)
        rows_made = (unasked,) if unasked is not None else _rows_of(ground, found, said, before, by_id)
        yield from (r for r in rows_made if not any(_says_it_too(ground, d, r, found.word) for d in denied))


def _said_by(ground: Ground, found: Answer, said_of: Callable[[Ground, Tie], Said]) -> Said:
    """Return who says the words, also where no claim is read ("Brandt shouted from the dock that he was innocent")."""
    own = found.speaker is not None
    actor = found.speaker or found.about or found.word
    said = said_of(ground, Tie(found.word, actor, (), "denied", found.speaker, own=own, rule=found.rule))
    if said.claim is None and said.by.kind is SourceKind.NARRATOR:
        voice = _who_shouts(found.word)
        return said if voice is None else dataclasses.replace(said, by=ground.ref(voice))
    return said


def _rows_of(
    ground: Ground, found: Answer, said: Said, before: Sequence[Attribution], by_id: Mapping[str, Incident]
) -> Iterator[Attribution]:
    """Yield the rows of words that answer a blame before them."""
    for answered in _answered_rows(ground, found, said, before, by_id):
        where = Span(found.word.idx, found.word.idx + len(found.word))
        who = _named(ground, found, said) or answered.actor
        if no_row(ground, who, said, Realis.ACTUAL, proper=True, own=True):
            continue
        spans = hull((where, *(Span(t.idx, t.idx + len(t)) for t in (found.speaker,) if t is not None)))
        why = f"{found.rule}; it answers the blame before"
        made = make_row(ground, by_id[answered.incident], who, "denied", said, own=False, span=spans, why=why)
        if found.rule != NO_EVIDENCE or made.stance is Stance.CLEARED:
            yield made


def _of_nobody_blamed(ground: Ground, found: Answer, said: Said, before: Sequence[Attribution]) -> Attribution | None:
    """Return a row where somebody finds or says that none of a body had a part, whom the report blames nowhere before.

    "An inquiry found that no member of the regiment had been involved": in the deed told last.
    """
    if found.about is None or found.rule not in (NONE_DID, NO_EVIDENCE) or said.claim is None:
        return None
    if found.word.lemma_.lower() not in _INVOLVED or found.about.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return None
    who = ground.actor(found.about, said)
    if actor_key(who) == actor_key(said.by) or any(is_same(ground, who, r.actor) for r in before):
        return None
    place = bisect.bisect_left(ground.trigger_order, found.word.i)
    told = (ground.incident_at[i] for i in reversed(ground.trigger_order[max(0, place - _TRIGGERS) : place]))
    deed = next((i for i in told if is_deed(i) and i.realis is not Realis.DENIED), None)
    if deed is None or no_row(ground, who, said, Realis.ACTUAL, proper=True, own=True):
        return None
    where = Span(found.word.idx, found.word.idx + len(found.word))
    row = make_row(ground, deed, who, "denied", said, own=False, span=where, why=f"{found.rule}; of the deed told last")
    return row if found.rule != NO_EVIDENCE or row.stance is Stance.CLEARED else None


def _says_it_too(ground: Ground, other: Attribution, row: Attribution, word: Token) -> bool:
    """Say whether a row denies already what an answer does: of the same one, or in the same sentence."""
    unsaid = row.by.kind is SourceKind.NARRATOR
    if not unsaid and actor_key(other.by) != actor_key(row.by):
        return False
    if any(word.sent.start_char <= s.start < word.sent.end_char for s in other.spans):
        return True
    same = is_same(ground, other.actor, row.actor) or on_one_side(ground, other.actor, row.actor)
    return same and other.incident == row.incident


def _named(ground: Ground, found: Answer, said: Said) -> SourceRef | None:
    """Return who is said by name not to have done it, None where others words stand for him."""
    if found.about is None or found.about.pos_ != "PROPN":
        return None
    ref = ground.actor(found.about, said)
    entity = ground.entity(ref)
    return ref if entity is not None and entity.named else None


# ---- whom it is about


def _answered_rows(
    ground: Ground, found: Answer, said: Said, before: Sequence[Attribution], by_id: Mapping[str, Incident]
) -> Iterator[Attribution]:
    """Yield the row that words answer, the one of the same deed first, and those of who is blamed beside him."""
    lemma = found.word.lemma_.lower()
    alike = [r for r in before if any(t.lemma_.lower() == lemma for t in ground.tokens(by_id[r.incident].triggers))]
    row = (_answered(ground, found, said, alike) if alike else None) or _answered(ground, found, said, before)
    if row is None:
        return
    yield row
    plural = said.by.name.lower().split()[:1] in (["their"], ["both"])
    yield from (
        r
        for r in before
        if plural and r.actor != row.actor and (r.incident, r.stance, r.by) == (row.incident, row.stance, row.by)
    )


def _answered(ground: Ground, found: Answer, said: Said, before: Sequence[Attribution]) -> Attribution | None:
    """Return the last row before the words that blames whom they are about, None where they answer none."""
    about = [ground.actor(found.about, said), *_owner(ground, found.about)] if found.about is not None else []
    alone = found.about is not None and found.about.lower_ in _ONE
    himself = any(actor_key(a) == actor_key(said.by) for a in about)  # "his lawyer said he is innocent"
    ours = found.about is None or himself or ground.is_own(found.about, said.by) or _our_people(found.about)
    for row in reversed(before):
        if found.word.idx - row.spans[-1].end > _NEAR and not found.aside:
            continue
        if found.word.dep_ == "relcl" and row.spans[-1].end < ground.doc[found.word.sent.start].idx:
            continue  # "the charge, which he denies": the charge of this sentence
        if actor_key(row.by) == actor_key(said.by) and row.stance is not Stance.CLAIMED:
            continue  # whoever blamed him does not answer himself
        if alone and not any(actor_key(a) == actor_key(row.actor) for a in about) and not _of_him(ground, said, row):
            continue  # "he is innocent": no word of his band
        if ours and (on_one_side(ground, said.by, row.actor) or _both(said, row)):
            return row
        if any(is_same(ground, a, row.actor) for a in about):
            same = not found.aside or on_one_side(ground, said.by, row.actor) or of_kin(ground, said.by)
            return row if same else None
    return None


def _of_him(ground: Ground, said: Said, row: Attribution) -> bool:
    """Say whether "he" can be the man blamed, in the words of his lawyer or family."""
    return row.actor.kind is SourceKind.PERSON and (on_one_side(ground, said.by, row.actor) or of_kin(ground, said.by))


def _both(said: Said, row: Attribution) -> bool:
    """Say whether "both" who deny it are those blamed together just before."""
    return said.by.name.lower() in _BOTH and (row.actor.kind is not SourceKind.PERSON or " and " in row.actor.name)


def _owner(ground: Ground, token: Token) -> tuple[SourceRef, ...]:
    """Return whose people the words are for: the league in "its members"."""
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    known = owner is not None and token.lemma_.lower() in _OURS and owner.i in ground.notes.entity_of
    return (ground.ref(owner),) if owner is not None and known else ()


def _our_people(token: Token) -> bool:
    """Say whether words are for the speaker's own fighters or planes, not for his son."""
    owned = any(c.dep_ == "poss" and c.lower_ in OWN_WORDS for c in token.children)
    return owned and token.lemma_.lower() in _OURS


def _who_shouts(word: Token) -> Token | None:
    """Return who says "that he was innocent" where no claim is read: the subject of the verb of speaking above it."""
    for above in word.ancestors:
        if above.pos_ == "VERB" and above.lemma_.lower() in _SPEAKS and above.i < word.i:
            clause = any(t.lower_ == "that" for t in word.doc[above.i : word.i])
            return child(above, "nsubj") if clause else None
    return None


# ---- the words


def _answers(doc: Doc) -> Iterator[Answer]:
    readers = _readers()
    for i, lemma in enumerate(columns(doc).lemmas):
        for reader in readers.get(lemma, ()):
            if (found := reader(doc[i])) is not None:
                yield found
                break


@functools.cache
def _readers() -> dict[str, tuple[Callable[[Token], Answer | None], ...]]:
    """Return what reads each lemma, in order; the first that finds an answer has it."""
    table: dict[str, tuple[Callable[[Token], Answer | None], ...]] = {}
    for lemma, reader in (*replies(), *undone()):
        table[lemma] = (*table.get(lemma, ()), reader)
    return table
