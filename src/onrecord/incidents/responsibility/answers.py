"""Denials that name no deed: "called that hysteria", "maintains its innocence", "he had been at home asleep".

They are read only where somebody on the speaker's side was blamed before: what he denies is that deed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.incidents.responsibility.ground import Ground, Said
from onrecord.incidents.responsibility.idle import not_done
from onrecord.incidents.responsibility.lists import listed
from onrecord.incidents.responsibility.replies import Answer, replies
from onrecord.incidents.responsibility.rows import actor_key, make_row, no_row
from onrecord.incidents.responsibility.sides import BLAMED, is_same, of_kin, on_one_side
from onrecord.incidents.responsibility.slots import OWN_WORDS, Tie
from onrecord.incidents.responsibility.undone import undone
from onrecord.model import Attribution, Incident, Realis, Span, Stance, hull

_OURS = listed("ours")
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
    denied = {(r.incident, actor_key(r.actor), actor_key(r.by)) for r in rows if r.stance is Stance.DENIED}
    for found in _answers(ground.doc):
        if ground.silent(found.word) or (not_done(found.word) and not found.undone):
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
        if ours and on_one_side(ground, said.by, row.actor):
            return row
        if about is not None and is_same(ground, about, row.actor):
            same = not found.aside or on_one_side(ground, said.by, row.actor) or of_kin(ground, said.by)
            return row if same else None
    return None


def _our_people(token: Token) -> bool:
    """Say whether words are for the speaker's own fighters or planes, not for his son."""
    owned = any(c.dep_ == "poss" and c.lower_ in OWN_WORDS for c in token.children)
    return owned and token.lemma_.lower() in _OURS


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
